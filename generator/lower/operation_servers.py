"""Operations with servers of their own (dialect, section 5): docs do not print the URLs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import Diagnostics, quote
from generator.ir.facts import Derived, Fact
from generator.ir.servers import Server
from generator.lower.around import Around
from generator.lower.base_urls import BASE_URL_HINT, base_url_problem
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

    An empty tuple says that it has some which nothing states; `row` is what says so. Reports a
    URL of the overlay that the client refuses (D051).
    """
    context = around.context
    key = ("operations", accessor, "servers")
    stated = context.overlay.entry(key)
    if stated is not None:
        origin = context.overlay.used(*key)
        for server in stated:
            if problem := base_url_problem(server["url"]):
                context.diagnostics.error(
                    "D051",
                    origin.span,
                    f"{quote('.'.join(key))}: {problem}",
                    BASE_URL_HINT,
                )
        return Fact(
            tuple(
                Server(
                    Fact(Untrusted(server["url"]), origin),
                    Untrusted(server["name"]) if "name" in server else None,
                    None,
                )
                for server in stated
            ),
            origin,
        )
    if row is None:
        return None
    shown = around.servers.get(accessor)
    if shown is None:
        return Fact((), Derived("own-servers", row))
    return Fact((Server(shown, None, None),), shown.origin)


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
