"""Operations with servers of their own (dialect, section 5): docs do not print the URLs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from generator.diagnostics import Diagnostics, quote
from generator.ir.facts import Derived, Fact
from generator.ir.servers import Server
from generator.lower.around import Around
from generator.lower.base_urls import BASE_URL_HINT, base_url_problem
from generator.lower.context import Context
from generator.markdown.document import CodeBlock, Page
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import ObjectLiteral, StringLiteral
from generator.source import Span
from generator.untrusted import Untrusted

_OPTION: Final = Untrusted("serverURL")


def operation_servers(
    accessor: str, row: Span | None, around: Around
) -> Fact[tuple[Server, ...]] | None:
    """Return an operation's own servers: of the overlay, or of README's example.

    An empty tuple says that it has some which nothing states; `row` is what says so.
    """
    context = around.context
    stated = context.overlay.operation(accessor).own("servers", _urls)
    # An own server of which docs tell nothing but that there is one is a doubt, which this settles.
    usual = _common(around.common_servers) if row is None else None
    urls = context.overlay.choose(stated, usual)
    if stated and urls is not None:
        return _stated(accessor, urls, context)
    if row is None:
        return None
    shown = around.servers.get(accessor)
    if shown is None:
        return Fact((), Derived("own-servers", row))
    return Fact((Server(shown, None, None),), shown.origin)


def _urls(entry: Any) -> tuple[Untrusted, ...]:
    return tuple(Untrusted(server["url"]) for server in entry)


def _common(servers: tuple[Server, ...]) -> Fact[tuple[Untrusted, ...]] | None:
    """Return the only server of the API, to which calls go anyway.

    With several of them, an operation that states some goes to its first one, whatever the client
    has chosen.
    """
    if len(servers) != 1:
        return None
    (server,) = servers
    return Fact((server.url.value,), server.url.origin)


def _stated(
    accessor: str, urls: Fact[tuple[Untrusted, ...]], context: Context
) -> Fact[tuple[Server, ...]]:
    """Return the servers that the overlay states; reports URLs that the client refuses (D051)."""
    key = ("operations", accessor, "servers")
    names = [server.get("name") for server in context.overlay.entry(key)]
    for url in urls.value:
        if problem := base_url_problem(url.reveal()):
            context.diagnostics.error(
                "D051",
                urls.origin.span,
                f"{quote('.'.join(key))}: {problem}",
                BASE_URL_HINT,
            )
    servers = tuple(
        Server(Fact(url, urls.origin), Untrusted(name) if name else None, None)
        for url, name in zip(urls.value, names, strict=True)
    )
    return Fact(servers, urls.origin)


def example_servers(readme: Page | None) -> Mapping[str, Fact[Untrusted]]:
    """Return the base URLs that README's examples pass to calls, by accessor."""
    found = dict(_overrides(readme)) if readme else {}
    return {
        accessor: url
        for accessor, url in found.items()
        if base_url_problem(url.value.reveal()) is None
    }


def _overrides(readme: Page) -> Iterator[tuple[str, Fact[Untrusted]]]:
    for section in readme.sections:
        for block in section.blocks:
            # Examples of README that are no calls are no news.
            call = (
                parse_call(block, Diagnostics())
                if isinstance(block, CodeBlock)
                else None
            )
            options = call.arguments[-1] if call and call.arguments else None
            if call is None or not isinstance(options, ObjectLiteral):
                continue
            accessor = ".".join(name.reveal() for name in call.path)
            for entry in options.entries:
                if entry.key == _OPTION and isinstance(entry.value, StringLiteral):
                    origin = Derived("server-of-example", entry.value.span)
                    yield accessor, Fact(entry.value.value, origin)
