"""The grammar of example values: recursive descent over tokens (dialect, section 3)."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from generator.markdown.literals import (
    ArrayLiteral,
    BooleanLiteral,
    BytesLiteral,
    DateLiteral,
    Entry,
    EnvironmentLiteral,
    FileLiteral,
    Literal,
    MemberLiteral,
    NullLiteral,
    NumberLiteral,
    ObjectLiteral,
    StringLiteral,
    UndefinedLiteral,
)
from generator.markdown.token_cursor import TokenCursor
from generator.markdown.tokens import Token, TokenKind
from generator.untrusted import Untrusted

_JSON_NUMBER: Final = re.compile(
    r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?"
)
_BYTES: Final = range(256)


def literal(cursor: TokenCursor) -> Literal:
    """Read one value."""
    token = cursor.token
    cursor.enter()
    rule = _RULES.get(token.text) or _KINDS.get(token.kind)
    if rule is None:
        cursor.fail("a value")
    found = rule(cursor, token)
    cursor.leave()
    return found


def listed(cursor: TokenCursor, closing: str) -> tuple[Literal, ...]:
    """Read values between commas up to a closing bracket, behind the opening one."""
    items: list[Literal] = []
    while not cursor.take(closing):
        items.append(literal(cursor))
        if not cursor.follows(closing):
            cursor.expect(",")
    return tuple(items)


def _array(cursor: TokenCursor, token: Token) -> Literal:
    cursor.expect("[")
    return ArrayLiteral(listed(cursor, "]"), cursor.span(token))


def _object(cursor: TokenCursor, token: Token) -> Literal:
    cursor.expect("{")
    entries: list[Entry] = []
    while not cursor.take("}"):
        entries.append(_entry(cursor))
        if not cursor.follows("}"):
            cursor.expect(",")
    return ObjectLiteral(tuple(entries), cursor.span(token))


def _entry(cursor: TokenCursor) -> Entry:
    token = cursor.token
    if token.kind is TokenKind.STRING:
        key = cursor.string()
    elif token.kind in (TokenKind.NAME, TokenKind.NUMBER):
        key = Untrusted(cursor.advance().text)
    else:
        cursor.fail("a key")
    cursor.expect(":")
    return Entry(key, literal(cursor), cursor.span(token))


def _string(cursor: TokenCursor, token: Token) -> Literal:
    return StringLiteral(cursor.string(), cursor.span(token))


def _number(cursor: TokenCursor, token: Token) -> Literal:
    sign = "-" if cursor.take("-") else ""
    digits = cursor.token
    if not _JSON_NUMBER.fullmatch(digits.text):
        cursor.fail("a number as in JSON")
    cursor.advance()
    return NumberLiteral(sign + digits.text, cursor.span(token, digits))


def _boolean(cursor: TokenCursor, token: Token) -> Literal:
    return BooleanLiteral(cursor.advance().text == "true", cursor.span(token))


def _null(cursor: TokenCursor, token: Token) -> Literal:
    cursor.advance()
    return NullLiteral(cursor.span(token))


def _undefined(cursor: TokenCursor, token: Token) -> Literal:
    cursor.advance()
    return UndefinedLiteral(cursor.span(token))


def _new(cursor: TokenCursor, token: Token) -> Literal:
    cursor.expect("new")
    if cursor.take("TextEncoder"):
        return _encoded(cursor, token)
    if cursor.take("Uint8Array"):
        return _bytes(cursor, token)
    if cursor.take("Response") or cursor.take("Request"):
        return _fetched(cursor, token)
    has_time = cursor.follows("Date")
    if not has_time and not cursor.follows("RFCDate"):
        cursor.fail("a class whose values the docs show, such as `Date`")
    last = cursor.advance()
    cursor.expect("(")
    text = cursor.string()
    cursor.expect(")")
    return DateLiteral(text, has_time, cursor.span(token, last))


def _encoded(cursor: TokenCursor, token: Token) -> Literal:
    """Read `().encode("...")`; a lone surrogate becomes U+FFFD, as in the Encoding Standard."""
    cursor.expect("(", ")", ".", "encode", "(")
    units = cursor.string().reveal().encode("utf-16", "surrogatepass")
    cursor.expect(")")
    data = units.decode("utf-16", "replace").encode()
    return BytesLiteral(data, cursor.span(token))


def _fetched(cursor: TokenCursor, token: Token) -> Literal:
    """Read `("...", {...})`: an object of the fetch API never travels, so it stands for nothing."""
    cursor.expect("(")
    listed(cursor, ")")
    return UndefinedLiteral(cursor.span(token))


def _bytes(cursor: TokenCursor, token: Token) -> Literal:
    """Read `([1, 2])` or `()`."""
    cursor.expect("(")
    data = bytearray()
    if cursor.take("["):
        while not cursor.take("]"):
            data.append(_byte(cursor))
            if not cursor.follows("]"):
                cursor.expect(",")
    cursor.expect(")")
    return BytesLiteral(bytes(data), cursor.span(token))


def _byte(cursor: TokenCursor) -> int:
    text = cursor.token.text
    if not re.fullmatch("[0-9]{1,3}", text) or int(text) not in _BYTES:
        cursor.fail("a byte from 0 to 255")
    return int(cursor.advance().text)


def _file(cursor: TokenCursor, token: Token) -> Literal:
    cursor.expect("await", "openAsBlob", "(")
    path = cursor.string()
    cursor.expect(")")
    return FileLiteral(path, cursor.span(token))


def _environment(cursor: TokenCursor, token: Token) -> Literal:
    cursor.expect("process", ".", "env", "[")
    name = cursor.string()
    cursor.expect("]", "??")
    return EnvironmentLiteral(name, cursor.string(), cursor.span(token))


def _member(cursor: TokenCursor, token: Token) -> Literal:
    if not cursor.take(token.text, "."):
        cursor.fail("a value")
    enum = Untrusted(token.text)
    last = cursor.name()
    return MemberLiteral(enum, Untrusted(last.text), cursor.span(token, last))


_Rule = Callable[[TokenCursor, Token], Literal]

_RULES: Final[dict[str, _Rule]] = {
    "[": _array,
    "{": _object,
    "-": _number,
    "true": _boolean,
    "false": _boolean,
    "null": _null,
    "undefined": _undefined,
    "new": _new,
    "await": _file,
    "process": _environment,
}
_KINDS: Final[dict[TokenKind, _Rule]] = {
    TokenKind.STRING: _string,
    TokenKind.NUMBER: _number,
    TokenKind.NAME: _member,
}
