"""Examples: what a model's example shows, and what an operation's example calls.

The shapes are those of the dialect, sections 3 and 5.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock
from generator.markdown.literal_grammar import listed, literal
from generator.markdown.literals import Call, Construction, Example, Import
from generator.markdown.placed_text import OutsideGrammarError, PlacedText
from generator.markdown.token_cursor import TokenCursor
from generator.markdown.tokens import Token, TokenKind
from generator.untrusted import Untrusted

T = TypeVar("T")


def parse_example(block: CodeBlock, diagnostics: Diagnostics) -> Example | None:
    """Return what `let value: X = ...;` or `const value: X = ...;` shows.

    Reports D016, a warning with a span on the offending spot, and returns `None` for anything
    else.
    """
    return _parse(block, _example, diagnostics)


def parse_call(block: CodeBlock, diagnostics: Diagnostics) -> Call | None:
    """Return the call that an operation's example makes, and how it makes its client.

    Reports D016, a warning with a span on the offending spot, and returns `None` where there is
    no call, or where its arguments are outside the grammar.
    """
    return _parse(block, _call, diagnostics)


def parse_imports(block: CodeBlock) -> tuple[Import, ...]:
    """Return the imports that a block begins with, up to the first that cannot be read.

    Reports nothing: `parse_example` does.
    """
    cursor = TokenCursor(PlacedText.of_code(block))
    found: list[Import] = []
    try:
        while cursor.follows("import"):
            found.append(_import(cursor))
    except OutsideGrammarError:
        return tuple(found)
    return tuple(found)


def _parse(
    block: CodeBlock, rule: Callable[[TokenCursor], T], diagnostics: Diagnostics
) -> T | None:
    placed = PlacedText.of_code(block)
    try:
        return rule(TokenCursor(placed))
    except OutsideGrammarError as error:
        span = placed.span(error.start, error.stop)
        diagnostics.warning(
            "D016", span, error.message, "without this example, one is made up"
        )
        return None


def _import(cursor: TokenCursor) -> Import:
    cursor.expect("import", "{")
    names: list[Untrusted] = []
    while not cursor.take("}"):
        names.append(_imported_name(cursor))
        if not cursor.follows("}"):
            cursor.expect(",")
    cursor.expect("from")
    token = cursor.token
    module = cursor.string()
    cursor.take(";")
    return Import(tuple(names), module, cursor.span(token))


def _imported_name(cursor: TokenCursor) -> Untrusted:
    """Read `Name`, `type Name` or `Name as Other`."""
    name = cursor.name()
    if name.text == "type" and cursor.at(TokenKind.NAME):
        name = cursor.name()
    if cursor.take("as"):
        cursor.name()
    return Untrusted(name.text)


def _example(cursor: TokenCursor) -> Example:
    imports: list[Import] = []
    while cursor.follows("import"):
        imports.append(_import(cursor))
    if cursor.at(TokenKind.END):
        return Example(tuple(imports), None)
    if not cursor.take("let"):
        cursor.expect("const")
    cursor.name()
    # The type of the variable is that of the page or of the heading above.
    while not (cursor.follows("=") or cursor.at(TokenKind.END)):
        cursor.advance()
    cursor.expect("=")
    value = literal(cursor)
    cursor.take(";")
    if not cursor.at(TokenKind.END):
        cursor.fail("the end of the example")
    return Example(tuple(imports), value)


def _call(cursor: TokenCursor) -> Call:
    """Read statement by statement: only the client, the call and the loop matter."""
    client: Construction | None = None
    while not cursor.follows("await"):
        if cursor.at(TokenKind.END):
            cursor.fail("the call of an operation")
        if cursor.take("new"):
            client = _construction(cursor)
        else:
            cursor.advance()
    cursor.expect("await")
    first = cursor.name()
    path: list[Token] = []
    while not path or not cursor.follows("("):
        cursor.expect(".")
        path.append(cursor.name())
    cursor.expect("(")
    arguments = listed(cursor, ")")
    return Call(
        client=client,
        path=tuple(Untrusted(name.text) for name in path),
        arguments=arguments,
        loop_variable=_loop_variable(cursor),
        span=cursor.span(first, path[-1]),
    )


def _construction(cursor: TokenCursor) -> Construction:
    name = cursor.name()
    cursor.expect("(")
    arguments = listed(cursor, ")")
    return Construction(Untrusted(name.text), arguments, cursor.span(name))


def _loop_variable(cursor: TokenCursor) -> Untrusted | None:
    """Read up to `for await (const <name> of`."""
    while not cursor.at(TokenKind.END):
        if cursor.take("for", "await", "(", "const"):
            return Untrusted(cursor.name().text)
        cursor.advance()
    return None
