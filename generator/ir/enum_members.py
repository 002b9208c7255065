"""What examples mean by a value of an enum, perhaps by its member's name in TypeScript."""

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


def means(value: Value, allowed: Untrusted | int) -> bool:
    """Whether an example means a value of an enum, perhaps by its name in TypeScript."""
    match value:
        case MemberValue(member=member) if isinstance(allowed, Untrusted):
            return bool(_letters(member)) and _letters(member) == _letters(allowed)
        case NumberValue(text=text):
            return not isinstance(allowed, Untrusted | bool) and text == str(allowed)
        case bool():
            return value is allowed
        case _:
            return value == allowed


def _letters(text: Untrusted) -> str:
    return "".join(c for c in text.reveal().lower() if c.isalnum())
