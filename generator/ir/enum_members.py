"""Values of an enum by the names of its members in TypeScript."""

from __future__ import annotations

from generator.ir.models import EnumModel
from generator.ir.values import MemberValue, NumberValue, Value
from generator.untrusted import Untrusted


def told(value: Value, model: EnumModel) -> Value:
    """Return the value that a member's name stands for, where the page prints names.

    Any other value, and a name that the page does not print, is returned as it is.
    """
    if not isinstance(value, MemberValue):
        return value
    for each in model.values:
        if each.name == value.member:
            found = each.value
            return found if isinstance(found, Untrusted) else NumberValue(str(found))
    return value
