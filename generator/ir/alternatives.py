"""What a value may be, where unions hold unions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.ir.models import Model, UnionModel
from generator.ir.types import AnyOf, ModelKey, Ref, Type


def alternatives(type_: Type, models: Mapping[ModelKey, Model]) -> Iterator[Type]:
    """Yield `type_`, or what stands for it if it is a union: the members that are none.

    They come in the order to try them in. Each union is entered once, since one may be a member
    of itself, perhaps by a detour (dialect, section 8), and then adds nothing.
    """
    waiting = [type_]
    entered: set[ModelKey] = set()
    while waiting:
        found = waiting.pop()
        match found:
            case AnyOf(members=members):
                waiting += reversed(members)
            case Ref(key=key) if isinstance(union := models[key], UnionModel):
                if key not in entered:
                    entered.add(key)
                    waiting += (member.type for member in reversed(union.members))
            case _:
                yield found
