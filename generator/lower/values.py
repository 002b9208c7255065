"""From example literals of pages to values of the intermediate model."""

from __future__ import annotations

from generator.ir.values import (
    MISSING,
    DateValue,
    FileValue,
    ListValue,
    MemberValue,
    NumberValue,
    ObjectValue,
    Value,
)
from generator.markdown import literals as ts
from generator.markdown.literals import Literal
from generator.untrusted import Untrusted


def lower_literal(literal: Literal | None) -> Value:
    """Return the value that a literal shows; `MISSING` for none and for `undefined`.

    A value taken from the environment is missing too: it stands for a secret of the reader.
    """
    match literal:
        case None | ts.UndefinedLiteral() | ts.EnvironmentLiteral():
            return MISSING
        case ts.NullLiteral():
            return None
        case ts.StringLiteral(value=value):
            return value
        case ts.BooleanLiteral(value=truth):
            return truth
        case ts.NumberLiteral(text=text):
            return NumberValue(text)
        case ts.DateLiteral(text=date, has_time=has_time):
            return DateValue(date, has_time)
        case ts.FileLiteral(path=path):
            return FileValue(path)
        case ts.BytesLiteral(data=data):
            return Untrusted(data.decode("utf-8", "replace"))
        case ts.MemberLiteral(enum=enum, member=member):
            return MemberValue(enum, member)
        case ts.ArrayLiteral(items=items):
            return ListValue(tuple(lower_literal(item) for item in items))
        case ts.ObjectLiteral(entries=entries):
            return ObjectValue(tuple((e.key, lower_literal(e.value)) for e in entries))
