"""What is loaded or made when it is first used."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from threading import Lock
from typing import Any, Generic, TypeVar

__all__ = ["Late", "lazy_module"]

T = TypeVar("T")


class Late(Generic[T]):
    """A value that is made when it is first asked for; once, however many threads ask."""

    __slots__ = ("_lock", "_made", "_make")

    def __init__(self, make: Callable[[], T]) -> None:
        self._make = make
        self._made: T | None = None
        self._lock = Lock()

    def __call__(self) -> T:
        """Return the value. An exception of what makes it is passed on, and nothing is kept."""
        made = self._made
        if made is None:
            with self._lock:
                made = self._made
                if made is None:
                    made = self._made = self._make()
        return made


def lazy_module(
    name: str, members: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for package `name` (PEP 562).

    `members` says which submodule holds which name. A loaded member is stored in the package, so
    that it is looked up only once; Python's import lock makes that safe between threads.

    The package declares its members under `TYPE_CHECKING` as well. Type checkers then never see
    this `__getattr__`, and a misspelt name is an error to them.
    """

    def load(member: str) -> Any:
        submodule = members.get(member)
        if submodule is None:
            package = sys.modules.get(name)
            message = f"module {name!r} has no attribute {member!r}"
            raise AttributeError(message, name=member, obj=package)
        value = getattr(import_module(f".{submodule}", name), member)
        setattr(sys.modules[name], member, value)
        return value

    def listing() -> list[str]:
        return sorted({*vars(sys.modules[name]), *members})

    return load, listing
