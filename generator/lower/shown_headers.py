"""Headers that README's text speaks of."""

from __future__ import annotations

import re
from typing import Final

from generator.ir.facts import Documented, Fact
from generator.lower.context import Context
from generator.lower.names import normal
from generator.untrusted import Untrusted

_HEADER_LIKE: Final = re.compile(r"\bX-[A-Za-z0-9]+(?:-[A-Za-z0-9]+)*\b")


def shown_header(name: Untrusted, context: Context) -> Fact[Untrusted] | None:
    """Return the first header of README's text that ends in `name`, such as X-Zoo-Token."""
    page = context.tree.readme
    if page is None:
        return None
    for number, line in enumerate(page.source.lines, 1):
        for match in _HEADER_LIKE.finditer(line):
            if normal(Untrusted(match[0])).endswith(normal(name)):
                span = page.source.span(number, match.start() + 1, match.end() + 1)
                return Fact(Untrusted(match[0]), Documented(span))
    return None
