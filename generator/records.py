"""Records: immutable values with named fields, cheap to define and cheap to make.

A frozen dataclass has six methods compiled for it when its module is imported, which took a tenth
of a run. Of a record, that is done for `__init__` alone. It is a dataclass all the same:
`dataclasses.replace` and `dataclasses.fields` take it. That no field is assigned is what type
checkers see to, not each instance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a record, with slots.

    Records are equal if they are of one class and their fields are equal.
    """
    made: Any = dataclass(eq=False, repr=False, slots=True)(cls)
    names = [each.name for each in fields(made)]
    values: Callable[[Any], Any] = attrgetter(*names) if names else _no_values

    def equal(self: Any, other: object) -> Any:
        if self.__class__ is other.__class__:
            return values(self) == values(other)
        return NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, _shown
    return made  # type: ignore[no-any-return]


def _no_values(_: object) -> tuple[()]:
    return ()


def _shown(self: Any) -> str:
    shown = (f"{each.name}={getattr(self, each.name)!r}" for each in fields(self))
    return f"{type(self).__qualname__}({', '.join(shown)})"
