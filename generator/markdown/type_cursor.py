"""A cursor over the text of one type, shared by the column's grammar and plain TypeScript's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final, NoReturn

from generator.markdown.placed_text import OutsideGrammarError, PlacedText
from generator.source import Span

MAX_LEVELS: Final = 64
"""How deep a type may nest: far beyond any API, and far below Python's recursion limit."""

_BLANKS: Final = re.compile(r"[ \t\n]*")
_ESCAPABLE: Final = "<>|"
_SPOT: Final = re.compile(r"[\w$]+|\\?.", re.DOTALL)


class Cursor:
    """Reads signs and words from `start` to `stop`, skipping blanks before each."""

    def __init__(self, placed: PlacedText, start: int, stop: int) -> None:
        self._placed = placed
        self._at = start
        self._end = start
        self._stop = stop
        self._levels = 0

    @property
    def text(self) -> str:
        """The whole text, of which the cursor may see a part."""
        return self._placed.text

    @property
    def stop(self) -> int:
        """Where the part that the cursor sees ends."""
        return self._stop

    def start(self) -> int:
        """Skip blanks; return where the next thing begins."""
        blanks = _BLANKS.match(self.text, self._at, self._stop)
        self._at = blanks.end() if blanks else self._at
        return self._at

    def span_from(self, start: int) -> Span:
        """Return the place from `start` to the end of what was read last."""
        return self._placed.span(start, self._end)

    def sees(self, sign: str) -> bool:
        r"""Tell whether `sign` comes next; `\<`, `\>` and `\|` count as the sign itself."""
        forms = (sign, "\\" + sign) if sign in _ESCAPABLE else sign
        return self.text.startswith(forms, self.start(), self._stop)

    def take(self, sign: str) -> bool:
        r"""Read `sign` if it comes next; `\<`, `\>` and `\|` count as the sign itself."""
        if not self.sees(sign):
            return False
        escaped = self.text[self._at] == "\\"
        self._move(self._at + len(sign) + escaped)
        return True

    def expect(self, sign: str) -> None:
        """Read `sign`, or fail at what stands there instead."""
        if not self.take(sign):
            self.fail(f"`{sign}`")

    def match(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Read what the pattern matches, if it matches here."""
        found = pattern.match(self.text, self.start(), self._stop)
        if found is not None:
            self._move(found.end())
        return found

    def expect_end(self) -> None:
        """Fail unless all was read."""
        if self.start() < self._stop:
            self.fail("the end of the type", whole_rest=True)

    def fail(
        self, expected: str, at: int | None = None, *, whole_rest: bool = False
    ) -> NoReturn:
        """Fail at what stands at `at`, or where the cursor is."""
        start = self.start() if at is None else at
        spot = _SPOT.match(self.text, start, self._stop)
        stop = spot.end() if spot else start
        if whole_rest:
            stop = self._stop
        found = self._placed.found(start, stop)
        raise OutsideGrammarError(start, stop, f"expected {expected}, found {found}")

    def deepen(self) -> None:
        """Count one level; fail beyond the last.

        Every type but a union holds at most one other, so that levels only need counting.
        """
        self._levels += 1
        if self._levels > MAX_LEVELS:
            raise OutsideGrammarError(
                self.start(),
                min(self._at + 1, self._stop),
                f"a type nests at most {MAX_LEVELS} levels deep",
            )

    def begin_member(self) -> None:
        """Count levels anew, for another member of a union."""
        self._levels = 0

    @contextmanager
    def narrowed(self, stop: int) -> Iterator[None]:
        """See nothing from `stop` on, and leave nothing before it unread."""
        outer, self._stop = self._stop, stop
        yield
        self.expect_end()
        self._stop = outer

    def _move(self, to: int) -> None:
        self._at = self._end = to
