"""Types as the docs print them, in the Type column and in plain TypeScript (dialect, section 2)."""

import re

from generator.markdown.type_expressions import (
    Array,
    Atom,
    AtomKind,
    External,
    Linked,
    Literal,
    Record,
    Stream,
    StreamKind,
    TypeExpr,
    Union,
    UnlinkedName,
)

_NOWHERE = "../models/.md"
"""Where links lead whose text is plain TypeScript."""
_LINKED = {
    AtomKind.VOID: f"[void]({_NOWHERE})",
    AtomKind.DATE: "[RFCDate](../types/rfcdate.md)",
    AtomKind.DATE_TIME: "[Date](https://developer.mozilla.org/docs/Date)",
    AtomKind.REQUEST_OPTIONS: "RequestOptions",
}
_OTHER_IN_PLAIN = {kind.value for kind in (*AtomKind, *StreamKind)}
"""Words that are no names in plain TypeScript."""
_SIGN = re.compile(r"[!-/:-@\[-`{-~]")


def column_type(found: TypeExpr) -> str:
    """Return a type as a cell of the Type column holds it."""
    match found:
        case Atom(kind=kind):
            return _LINKED.get(kind, f"*{kind.value}*")
        case Literal(value=bool(value)):
            return f"*{str(value).lower()}*"
        case Literal(value=int(value)):
            return f"*{value}*"
        case Literal(value=value):
            return '*"' + _SIGN.sub(r"\\\g<0>", value.reveal()) + '"*'
        case Array(item=item):
            return f"{column_type(item)}[]"
        case Record(value=value):
            return f"Record<string, {column_type(value)}>"
        case Union(members=members):
            return r" \| ".join(map(column_type, members))
        case Stream(item=None):
            return "*ReadableStream<Uint8Array>*"
        case Linked(target=target):
            return f"[{_name(found)}]({target.reveal()})"
        case External(name=name, url=url):
            return f"[{name.reveal()}]({url.reveal()})"
        case UnlinkedName() if _name(found) in _OTHER_IN_PLAIN:
            return f"*{_name(found)}*"
    return f"[{plain_type(found)}]({_NOWHERE})"


def plain_type(found: TypeExpr) -> str:
    """Return a type as TypeScript has it."""
    match found:
        case Atom(kind=kind):
            return kind.value
        case Array(item=item):
            return f"{plain_type(item)}[]"
        case Record(value=value):
            return f"{{ [k: string]: {plain_type(value)} }}"
        case Stream(kind=kind, item=item):
            inner = AtomKind.BYTES.value if item is None else plain_type(item)
            return f"{kind.value}<{inner}>"
        case UnlinkedName():
            return _name(found)
    raise TypeError(found)


def levels(found: TypeExpr) -> int:
    """Return how deep a type nests."""
    match found:
        case Array(item=inner) | Record(value=inner) | Stream(item=inner) if inner:
            return 1 + levels(inner)
        case Union(members=members):
            return max(map(levels, members))
    return 1


def _name(found: Linked | UnlinkedName) -> str:
    own = found.name.reveal()
    return own if found.namespace is None else f"{found.namespace.reveal()}.{own}"
