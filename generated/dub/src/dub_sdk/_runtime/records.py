"""Records: immutable values with named fields, cheap to define and cheap to make.

A frozen dataclass has six methods compiled for it when its module is imported; of a record, that is
done for `__init__` alone. It is a dataclass all the same: `dataclasses.replace` takes it. That no
field is assigned is what type checkers see to, not each instance.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar

from typing_extensions import dataclass_transform

__all__ = ["record"]

T = TypeVar("T")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def record(cls: type[T]) -> type[T]:
    """Make a class of annotated fields a record, with slots.

    Records are equal if they are of one class and their fields are equal. Their `repr` leaves out
    fields with `field(repr=False)`.
    """
    made: Any = dataclass(eq=False, repr=False, slots=True)(cls)
    values: Callable[[Any], Any] = attrgetter(*made.__dataclass_fields__)

    def equal(self: Any, other: object) -> Any:
        if self.__class__ is other.__class__:
            return values(self) == values(other)
        return NotImplemented

    def hashed(self: Any) -> int:
        return hash(values(self))

    made.__eq__, made.__hash__, made.__repr__ = equal, hashed, _shown
    return made  # type: ignore[no-any-return]


def _shown(self: Any) -> str:
    shown = [f"{f.name}={getattr(self, f.name)!r}" for f in fields(self) if f.repr]
    return f"{type(self).__qualname__}({', '.join(shown)})"
