r"""Types: the Type column, response lines and plain TypeScript (dialect, section 2).

In the column each atom stands between asterisks and each name of a page is a link, except for
union pages, which are named between asterisks. A link whose target ends in `models/.md` leads
nowhere: its text is a type of plain TypeScript.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.diagnostics import Diagnostics
from generator.markdown.document import Cell, Prose
from generator.markdown.placed_text import OutsideGrammarError, PlacedText
from generator.markdown.plain_types import name, plain_type, stream, with_brackets
from generator.markdown.type_cursor import Cursor
from generator.markdown.type_expressions import (
    Atom,
    AtomKind,
    External,
    Linked,
    Literal,
    Record,
    StreamKind,
    TypeExpr,
    Union,
)
from generator.source import Span
from generator.untrusted import Untrusted

_HINT: Final = (
    "a type is *string*, [namespace.Name](page.md), *namespace.Union*, "
    "Record<string, type>, type[] or the like"
)
_PLAIN_HINT: Final = (
    "a type is string, namespace.Name, { [k: string]: type }, EventStream<type>, type[] "
    "or the like"
)

_ATOMS: Final = {
    kind.value: kind
    for kind in AtomKind
    if kind
    not in (
        AtomKind.REQUEST_OPTIONS,
        AtomKind.VOID,
        AtomKind.DATE_TIME,
        AtomKind.DATE,
    )
}
_ATOM_CELLS: Final = {f"*{text}*": kind for text, kind in _ATOMS.items()}
"""What most cells hold."""
MAX_MEMBERS: Final = 1000
"""How many alternatives a type has: more than any API, and fewer than Python can read."""
_BOOLEANS: Final = {"true": True, "false": False}

_NO_PAGE: Final = "models/.md"
_DAY_PAGE: Final = "types/rfcdate.md"
_MDN: Final = "https://developer.mozilla.org/"

_WORD: Final = re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)
_LINKED_NAME: Final = re.compile(
    r"(?:(?P<namespace>[A-Za-z_$][\w$]*)\.)?(?P<name>[A-Za-z_$][\w$]*)", re.ASCII
)
_TARGET: Final = re.compile(r"[^\s()<>]+")
_INTEGER: Final = re.compile(r"-?[0-9]{1,100}(?![\w.])")
_TEXT: Final = re.compile(r'"((?:[^"\\]|\\[!-/:-@\[-`{-~])*+)"')
_ESCAPED: Final = re.compile(r"\\(.)")
_PROMISE: Final = re.compile(r"\s*\*\*Promise\\?<(.*?)\\?>\*\*\s*", re.DOTALL)


def parse_type_cell(cell: Cell, diagnostics: Diagnostics) -> TypeExpr | None:
    """Return the type that a cell of the Type column states.

    Reports D010, with a span on the offending spot, and returns `None` for anything else.
    """
    text = cell.raw.reveal()
    if text in _ATOM_CELLS:
        return Atom(_ATOM_CELLS[text], cell.span.part(1, len(text) - 1))
    placed = PlacedText.of_cell(cell)
    cursor = Cursor(placed, 0, len(placed.text))
    return _parse(placed, cursor, _column, _HINT, diagnostics)


def parse_type_text(
    text: Untrusted, span: Span, diagnostics: Diagnostics
) -> TypeExpr | None:
    """Return the type that plain TypeScript states; `span` is where the text begins.

    Reports D010, with a span on the offending spot, and returns `None` for anything else.
    """
    placed = PlacedText.at(text, span)
    cursor = Cursor(placed, 0, len(placed.text))
    return _parse(placed, cursor, plain_type, _PLAIN_HINT, diagnostics)


def parse_response(block: Prose, diagnostics: Diagnostics) -> TypeExpr | None:
    r"""Return the type in a line of the form `**Promise\<type\>**`.

    Reports D034 where the block has another form, D010 where its type is outside the grammar.
    """
    placed = PlacedText.of_prose(block)
    match = _PROMISE.fullmatch(placed.text)
    if match is None:
        diagnostics.error(
            "D034",
            block.span,
            "this block states no response type",
            r"its form is **Promise\<[namespace.Name](page.md)\>**",
        )
        return None
    cursor = Cursor(placed, match.start(1), match.end(1))
    return _parse(placed, cursor, _promised, _PLAIN_HINT, diagnostics)


def _parse(
    placed: PlacedText,
    cursor: Cursor,
    rule: Callable[[Cursor], TypeExpr],
    hint: str,
    diagnostics: Diagnostics,
) -> TypeExpr | None:
    try:
        found = rule(cursor)
        cursor.expect_end()
    except OutsideGrammarError as error:
        span = placed.span(error.start, error.stop)
        diagnostics.error("D010", span, error.message, hint)
        return None
    return found


def _column(cursor: Cursor) -> TypeExpr:
    r"""Read `alternative { "\|" alternative }`."""
    start = cursor.start()
    members = [with_brackets(cursor, _alternative)]
    while cursor.take("|"):
        if len(members) == MAX_MEMBERS:
            message = f"a type has at most {MAX_MEMBERS} alternatives"
            raise OutsideGrammarError(start, start + 1, message)
        cursor.begin_member()
        members.append(with_brackets(cursor, _alternative))
    if len(members) == 1:
        return members[0]
    return Union(tuple(members), cursor.span_from(start))


def _promised(cursor: Cursor) -> TypeExpr:
    return with_brackets(cursor, _link) if cursor.sees("[") else plain_type(cursor)


def _alternative(cursor: Cursor) -> TypeExpr:
    start = cursor.start()
    if cursor.take("*"):
        found = _between_asterisks(cursor)
        cursor.expect("*")
        return found
    if cursor.sees("["):
        return _link(cursor)
    word = cursor.match(_WORD)
    if word and word[0] == "Record":
        return _record(cursor, start)
    if word is None or word[0] != AtomKind.REQUEST_OPTIONS.value:
        cursor.fail("a type of the Type column", at=start)
    return Atom(AtomKind.REQUEST_OPTIONS, cursor.span_from(start))


def _record(cursor: Cursor, start: int) -> TypeExpr:
    """Read `<string, type>` behind `Record`."""
    cursor.expect("<")
    cursor.expect("string")
    cursor.expect(",")
    value = with_brackets(cursor, _alternative)
    cursor.expect(">")
    return Record(value, cursor.span_from(start))


def _between_asterisks(cursor: Cursor) -> TypeExpr:
    start = cursor.start()
    if text := cursor.match(_TEXT):
        value = Untrusted(_ESCAPED.sub(r"\1", text[1]))
        return Literal(value, cursor.span_from(start))
    if integer := cursor.match(_INTEGER):
        return Literal(int(integer[0]), cursor.span_from(start))
    word = cursor.match(_WORD)
    if word is None:
        cursor.fail("a type, a literal or the name of a union")
    if word[0] in _BOOLEANS:
        return Literal(_BOOLEANS[word[0]], cursor.span_from(start))
    if word[0] in _ATOMS:
        return Atom(_ATOMS[word[0]], cursor.span_from(start))
    if word[0] == StreamKind.BYTES.value:
        return stream(cursor, StreamKind.BYTES, start)
    return name(cursor, word[0], start)


def _link(cursor: Cursor) -> TypeExpr:
    """Read `[text](target)`; what the text says depends on the target."""
    start = cursor.start()
    cursor.expect("[")
    text_end = cursor.text.find("](", start, cursor.stop)
    if text_end < 0:
        cursor.fail("a link, with `](` and its target", at=start)
    target = _TARGET.match(cursor.text, text_end + 2, cursor.stop)
    if target is not None and target[0].endswith(_NO_PAGE):
        with cursor.narrowed(text_end):
            found = plain_type(cursor)
        _target(cursor)
        return found
    with cursor.narrowed(text_end):
        linked = cursor.match(_LINKED_NAME)
        if linked is None:
            cursor.fail("the name of a page")
    url, url_span = _target(cursor)
    span = cursor.span_from(start)
    own = Untrusted(linked["name"])
    if url.endswith(_DAY_PAGE):
        return Atom(AtomKind.DATE, span)
    if url.startswith(_MDN):
        if linked["name"] == AtomKind.DATE_TIME.value:
            return Atom(AtomKind.DATE_TIME, span)
        return External(own, Untrusted(url), span)
    namespace = linked["namespace"]
    if namespace is None and linked["name"] in _ATOMS:
        return Atom(_ATOMS[linked["name"]], span)
    return Linked(
        namespace=None if namespace is None else Untrusted(namespace),
        name=own,
        target=Untrusted(url),
        span=span,
        target_span=url_span,
    )


def _target(cursor: Cursor) -> tuple[str, Span]:
    """Read `](target)`; return the target and its place."""
    cursor.expect("](")
    start = cursor.start()
    target = cursor.match(_TARGET)
    if target is None:
        cursor.fail("the target of a link")
    span = cursor.span_from(start)
    cursor.expect(")")
    return target[0], span
