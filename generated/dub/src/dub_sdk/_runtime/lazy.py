"""Packages that load a member's module when the member is first used (PEP 562)."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from threading import RLock
from typing import Any, Final

__all__ = ["lazy_module"]

_LOADING: Final = RLock()
"""Models may refer to each other in a ring. Two threads that came into the ring at two places would
each hold the import lock that the other one waits for, which Python ends by an error."""


def lazy_module(
    name: str, members: Mapping[str, str]
) -> tuple[Callable[[str], Any], Callable[[], list[str]]]:
    """Return `__getattr__` and `__dir__` for package `name`.

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
        with _LOADING:
            value = getattr(import_module(f".{submodule}", name), member)
        setattr(sys.modules[name], member, value)
        return value

    def listing() -> list[str]:
        return sorted({*vars(sys.modules[name]), *members})

    return load, listing
