"""The servers of README: its tables, or else its `serverURL` example (dialect, section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.servers import Server
from generator.lower.base_urls import base_url_problem
from generator.lower.cells import description, unknown_header
from generator.lower.context import Context
from generator.lower.overlay import FILE
from generator.markdown.document import Cell, CodeBlock, Row, Section, Table
from generator.markdown.placed_text import PlacedText
from generator.source import Span
from generator.untrusted import Untrusted

_SERVER_URL: Final = re.compile(r"serverURL: \"([^\"\\\n]+)\"")
_VARIABLE: Final = re.compile(r"\{([^{}]+)\}")
_DEFAULT: Final = re.compile(r"`\"([^\"\\]*)\"`")
_SERVERS: Final = ("#", "Server", "Description")
_VARIABLES: Final = ("Variable", "Parameter", "Default", "Description")


@dataclass(frozen=True, slots=True)
class _Printed:
    """A server as README prints it."""

    server: Server
    row: Row | None
    """`None` for the server of the example."""


def lower_servers(sections: Iterable[Section], context: Context) -> tuple[Server, ...]:
    """Return README's servers, the default first; reports base URLs that cannot be (D040).

    A default that cannot be is an error, unless the overlay states another base URL. Any other
    such server is left out, with a warning.
    """
    sections = tuple(sections)
    tables = [b for s in sections for b in s.blocks if isinstance(b, Table)]
    defaults = _defaults(tables, context)
    printed = [s for table in tables for s in _listed(table, defaults, context)]
    stated = context.overlay.tables.api.base_url is not None
    found: list[Server] = []
    for index, shown in enumerate(printed or _examples(sections)):
        replaced = stated and index == 0
        usable = replaced or _is_usable(shown.server, context, is_default=index == 0)
        if usable or index == 0:
            found.append(shown.server)
        if shown.row:
            settle = context.account.consume if usable else context.account.report
            settle(shown.row)
    return tuple(found)


def overlaid(servers: tuple[Server, ...], context: Context) -> tuple[Server, ...]:
    """Return the servers, the first one with the base URL that the overlay states, if it does.

    Reports a URL that the client refuses (D051), and one that README shows itself (D053).
    """
    overlay = context.overlay
    url = overlay.text(overlay.tables.api.base_url, "api", "base_url")
    if url is None:
        return servers
    if problem := base_url_problem(url.value.reveal()):
        context.diagnostics.error(
            "D051", url.origin.span, f"{quote('api.base_url')}: {problem}"
        )
    if not servers:
        return (Server(url, None, None),)
    if servers[0].url.value == url.value:
        overlay.redundant(context.diagnostics, "api", "base_url")
    return (replace(servers[0], url=url), *servers[1:])


def _is_usable(server: Server, context: Context, *, is_default: bool) -> bool:
    url = server.url.value
    problem = base_url_problem(url.reveal())
    if problem is None:
        return True
    message = f"the base URL {quote(url)} {problem}"
    if is_default:
        context.diagnostics.error(
            "D040",
            server.url.origin.span,
            message,
            f'add to {FILE}: [api] base_url = "https://..."',
        )
    else:
        context.diagnostics.warning(
            "D040", server.url.origin.span, message, "this server is left out"
        )
    return False


def _columns(table: Table) -> dict[str, int]:
    """Return the place of each column."""
    return {cell.raw.reveal(): i for i, cell in enumerate(table.header.cells)}


def _listed(
    table: Table, defaults: Mapping[str, str], context: Context
) -> Iterator[_Printed]:
    """Yield the servers of `Select Server by Index` and `Select Server by Name`."""
    columns = _columns(table)
    if "Variable" in columns:
        return
    if not columns.keys() >= {"Server", "Description"} or (
        columns.keys().isdisjoint({"#", "Name"})
    ):
        unknown_header(table, _SERVERS, context)
        return
    for row in table.rows:
        name = row.cells[columns["Name"]] if "Name" in columns else None
        server = Server(
            _url(row.cells[columns["Server"]], defaults),
            Untrusted(_code(name)) if name else None,
            description(row.cells[columns["Description"]].text),
        )
        yield _Printed(server, row)


def _url(cell: Cell, defaults: Mapping[str, str]) -> Fact[Untrusted]:
    """Return the URL of a cell; a variable without a default stays in it."""
    text = _code(cell)
    filled = _VARIABLE.sub(lambda found: defaults.get(found[1], found[0]), text)
    origin = (
        Documented(cell.span)
        if filled == text
        else Derived("server-variable", cell.span)
    )
    return Fact(Untrusted(filled), origin)


def _defaults(tables: Iterable[Table], context: Context) -> dict[str, str]:
    """Return the defaults of `Server Variables`, by variable."""
    defaults: dict[str, str] = {}
    for table in tables:
        columns = _columns(table)
        if "Variable" not in columns:
            continue
        if "Default" not in columns:
            unknown_header(table, _VARIABLES, context)
            continue
        for row in table.rows:
            context.account.consume(row)
            cell = row.cells[columns["Default"]].raw.reveal()
            if match := _DEFAULT.fullmatch(cell):
                defaults[_code(row.cells[columns["Variable"]])] = match[1]
    return defaults


def _code(cell: Cell) -> str:
    return cell.text.reveal().strip("`")


def _examples(sections: Iterable[Section]) -> Iterator[_Printed]:
    """Yield the server of the `serverURL` example."""
    for section in sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock) and (
                match := _SERVER_URL.search(block.code.reveal())
            ):
                url = Fact(Untrusted(match[1]), _shown(block, match.span(1)))
                yield _Printed(Server(url, None, None), None)
                return


def _shown(block: CodeBlock, place: tuple[int, int]) -> Derived:
    span: Span = PlacedText.of_code(block).span(*place)
    return Derived("server-example", span)
