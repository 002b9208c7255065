"""What examples pass to the client: credentials, options of the SDK, and parameters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock, Page
from generator.markdown.literal_parser import parse_call
from generator.markdown.literals import Construction, Entry, ObjectLiteral

SDK_OPTIONS: Final = frozenset(
    {
        "debugLogger",
        "hooks",
        "httpClient",
        "retryConfig",
        "server",
        "serverIdx",
        "serverURL",
        "timeoutMs",
        "userAgent",
    }
)
"""Options of the TypeScript SDK itself."""


def clients(page: Page) -> Iterator[Construction]:
    """Yield how the examples of a page make the client; what cannot be read is left out."""
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock):
                # What cannot be read is reported when the operation is lowered.
                call = parse_call(block, Diagnostics())
                if call and call.client:
                    yield call.client


def options(made: Iterable[Construction]) -> Iterator[Entry]:
    """Yield what is passed to clients, in order."""
    for client in made:
        for argument in client.arguments:
            if isinstance(argument, ObjectLiteral):
                yield from argument.entries
