"""The servers of README: its tables, or else its `serverURL` example (dialect, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.models import Model
from generator.ir.servers import Server
from generator.ir.types import ModelKey
from generator.lower.base_urls import BASE_URL_HINT, base_url_problem, is_placeholder
from generator.lower.cells import description, unknown_header
from generator.lower.context import Context
from generator.lower.overlay import FILE, text
from generator.lower.server_variables import (
    VariableRow,
    filled,
    of_url,
    variable_rows,
    without_defaults,
)
from generator.markdown.document import Cell, CodeBlock, Prose, Row, Section, Table
from generator.markdown.placed_text import PlacedText
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_SERVER_URL: Final = re.compile(r"serverURL: \"([^\"\\\n]+)\"")
_DEFAULT: Final = re.compile(r"default server `([^`\s]+)` contains variables")
_SERVERS: Final = ("#", "Server", "Description")
_HINT: Final = f'add to {FILE}: [api] base_url = "https://..."'


@record
class _Printed:
    """A server as README prints it."""

    server: Server
    row: Row | None
    """`None` for the server of the example."""


def lower_servers(
    sections: Iterable[Section], models: Mapping[ModelKey, Model], context: Context
) -> tuple[Server, ...]:
    """Return README's servers, the default first; warns of base URLs that cannot be (D040).

    A server whose variables have defaults that cannot be loses them: the caller must give them.
    Any other that cannot be keeps its place among those that can.
    """
    sections = tuple(sections)
    tables = [b for s in sections for b in s.blocks if isinstance(b, Table)]
    variables = variable_rows(sections, models, context)
    printed = [s for table in tables for s in _listed(table, variables, context)]
    printed = printed or list(_default(sections, variables))
    stated = context.overlay.entry(("api", "base_url")) is not None
    found: list[Server] = []
    for index, shown in enumerate(printed or _examples(sections, variables)):
        replaced = stated and index == 0
        server = shown.server if replaced else _checked(shown.server, context)
        found.append(server)
        if shown.row:
            settle = (
                context.account.report if server.problem else context.account.consume
            )
            settle(shown.row)
    return tuple(found) if any(server.problem is None for server in found) else ()


def overlaid(
    servers: tuple[Server, ...], context: Context, *, needed: bool
) -> tuple[Server, ...]:
    """Return the servers, the first one with the base URL that the overlay states, if it does.

    Reports a URL that the client refuses (D051), and one that README shows itself (D053). Warns
    where there is no server although one is `needed` (D040).
    """
    stated = context.overlay.at("api").own("base_url", text)
    url = context.overlay.choose(stated, servers[0].url if servers else None)
    if not stated or url is None:
        if needed and not servers:
            context.diagnostics.warning(
                "D040",
                Span("README.md", 1, 1, 1),
                "README shows no base URL that can be: the client needs one when it is made",
                _HINT,
            )
        return servers
    if problem := base_url_problem(url.value.reveal()):
        context.diagnostics.error(
            "D051",
            url.origin.span,
            f"{quote('api.base_url')}: {problem}",
            BASE_URL_HINT,
        )
    if not servers:
        return (Server(url, None, None),)
    return (replace(servers[0], url=url, variables=()), *servers[1:])


def _checked(server: Server, context: Context) -> Server:
    """Return the server as it can be, or with the reason why no client can call it."""
    url = filled(server)
    problem = base_url_problem(url)
    if problem is None:
        return server
    bare = without_defaults(server)
    kept = bool(server.variables) and base_url_problem(filled(bare)) is None
    context.diagnostics.warning(
        "D040",
        server.url.origin.span,
        f"the base URL {quote(url if _has_defaults(server) else server.url.value)} {problem}",
        (
            "its variables have no defaults then: the caller gives them"
            if kept
            else "no client can call this server"
        ),
    )
    return bare if kept else replace(server, variables=(), problem=problem)


def _has_defaults(server: Server) -> bool:
    return all(variable.default is not None for variable in server.variables)


def _columns(table: Table) -> dict[str, int]:
    """Return the place of each column."""
    return {cell.raw.reveal(): i for i, cell in enumerate(table.header.cells)}


def _listed(
    table: Table, variables: Mapping[str, VariableRow], context: Context
) -> Iterator[_Printed]:
    """Yield the servers of `Select Server by Index` and `Select Server by Name`."""
    columns = _columns(table)
    if "Variable" in columns:
        return
    if "Server" not in columns or columns.keys().isdisjoint({"#", "Name"}):
        unknown_header(table, _SERVERS, context)
        return
    for row in table.rows:
        cells = {title: row.cells[place] for title, place in columns.items()}
        name, about = cells.get("Name"), cells.get("Description")
        url = _code(cells["Server"])
        server = Server(
            Fact(Untrusted(url), Documented(cells["Server"].span)),
            Untrusted(_code(name)) if name else None,
            description(about.text) if about else None,
            of_url(url, cells["Server"].span, variables, cells.get("Variables")),
        )
        yield _Printed(server, row)


def _code(cell: Cell) -> str:
    return cell.text.reveal().strip("`")


def _default(
    sections: Iterable[Section], variables: Mapping[str, VariableRow]
) -> Iterator[_Printed]:
    """Yield the only server of README, which a sentence names where it has variables."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Prose) and (
                match := _DEFAULT.search(block.text.reveal())
            ):
                span = _within(block, *match.span(1))
                url = Fact(Untrusted(match[1]), Documented(span))
                parts = of_url(match[1], span, variables, None)
                yield _Printed(Server(url, None, None, parts), None)
                return


def _within(block: Prose, start: int, stop: int) -> Span:
    """Return the place of a part of a block's text that does not leave its line."""
    before = block.text.reveal()[:start]
    column = start - (before.rfind("\n") + 1) + 1
    line = block.span.line + before.count("\n")
    return replace(block.span, line=line, column=column, end=column + stop - start)


def _examples(
    sections: Iterable[Section], variables: Mapping[str, VariableRow]
) -> Iterator[_Printed]:
    """Yield the server of the `serverURL` example, unless its host is a placeholder."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock) and (
                match := _SERVER_URL.search(block.code.reveal())
            ):
                if not is_placeholder(match[1]):
                    shown = _shown(block, match.span(1))
                    url = Fact(Untrusted(match[1]), shown)
                    parts = of_url(match[1], shown.span, variables, None)
                    yield _Printed(Server(url, None, None, parts), None)
                return


def _shown(block: CodeBlock, place: tuple[int, int]) -> Derived:
    span: Span = PlacedText.of_code(block).span(*place)
    return Derived("server-example", span)
