"""Types in plain TypeScript (dialect, section 2.3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.markdown.type_cursor import Cursor
from generator.markdown.type_expressions import (
    Array,
    Atom,
    AtomKind,
    Record,
    Stream,
    StreamKind,
    TypeExpr,
    UnlinkedName,
)
from generator.untrusted import Untrusted

_ATOMS: Final = {
    kind.value: kind
    for kind in AtomKind
    if kind not in (AtomKind.REQUEST, AtomKind.REQUEST_OPTIONS)
}
_STREAMS: Final = {kind.value: kind for kind in StreamKind}
_WORD: Final = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)


def plain_type(cursor: Cursor) -> TypeExpr:
    """Read a type: an atom, a record, a stream or a name, and brackets behind it."""
    return with_brackets(cursor, _unbracketed)


def with_brackets(cursor: Cursor, item: Callable[[Cursor], TypeExpr]) -> TypeExpr:
    """Read what `item` reads, and make it an array for each `[]` behind it."""
    start = cursor.start()
    cursor.deepen()
    found = item(cursor)
    while cursor.take("["):
        cursor.deepen()
        cursor.expect("]")
        found = Array(found, cursor.span_from(start))
    return found


def _unbracketed(cursor: Cursor) -> TypeExpr:
    start = cursor.start()
    if cursor.take("{"):
        return _record(cursor, start)
    word = cursor.match(_WORD)
    if word is None:
        cursor.fail("a type")
    if word[0] in _ATOMS:
        return Atom(_ATOMS[word[0]], cursor.span_from(start))
    if word[0] in _STREAMS:
        return stream(cursor, _STREAMS[word[0]], start)
    return name(cursor, word[0], start)


def _record(cursor: Cursor, start: int) -> TypeExpr:
    """Read `{ [k: string]: type }` behind its first brace."""
    cursor.expect("[")
    if cursor.match(_WORD) is None:
        cursor.fail("the name of a key")
    cursor.expect(":")
    cursor.expect("string")
    cursor.expect("]")
    cursor.expect(":")
    value = plain_type(cursor)
    cursor.expect("}")
    return Record(value, cursor.span_from(start))


def stream(cursor: Cursor, kind: StreamKind, start: int) -> TypeExpr:
    """Read `<type>` behind the name of a stream; a stream of bytes has no type of items."""
    cursor.expect("<")
    if kind is StreamKind.BYTES:
        cursor.expect(AtomKind.BYTES.value)
        item = None
    else:
        item = plain_type(cursor)
    cursor.expect(">")
    return Stream(kind, item, cursor.span_from(start))


def name(cursor: Cursor, first: str, start: int) -> TypeExpr:
    """Read the rest of `namespace.Name`, or take a capitalised word for a name alone."""
    if cursor.take("."):
        second = cursor.match(_WORD)
        if second is None:
            cursor.fail("the name of a model")
        namespace, own = Untrusted(first), Untrusted(second[0])
        return UnlinkedName(namespace, own, cursor.span_from(start))
    if not first[0].isupper():
        cursor.fail("a type", at=start)
    return UnlinkedName(None, Untrusted(first), cursor.span_from(start))
