"""A cursor over the tokens of one example."""

from __future__ import annotations

from typing import Final, NoReturn

from generator.markdown.js_strings import decode_string
from generator.markdown.placed_text import OutsideGrammarError, PlacedText
from generator.markdown.tokens import Token, TokenKind, tokenize
from generator.source import Span
from generator.untrusted import Untrusted

MAX_LEVELS: Final = 64
"""How deep a literal may nest: far beyond any API, and far below Python's recursion limit."""


class TokenCursor:
    """Reads tokens one by one."""

    def __init__(self, placed: PlacedText) -> None:
        self._placed = placed
        self._tokens = tokenize(placed.text)
        self._index = 0
        self._levels = 0

    @property
    def token(self) -> Token:
        """The next token."""
        return self._tokens[self._index]

    def at(self, kind: TokenKind) -> bool:
        """Tell whether the next token is of this kind."""
        return self.token.kind is kind

    def advance(self) -> Token:
        """Read any token; the `END` is never passed."""
        token = self.token
        if token.kind is not TokenKind.END:
            self._index += 1
        return token

    def follows(self, *texts: str) -> bool:
        """Tell whether these names and signs come next."""
        index = self._index
        for text in texts:
            # No text is empty, so that nothing follows the `END`.
            if self._tokens[index].text != text:
                return False
            index += 1
        return True

    def take(self, *texts: str) -> bool:
        """Read these names and signs if they come next."""
        if not self.follows(*texts):
            return False
        self._index += len(texts)
        return True

    def expect(self, *texts: str) -> None:
        """Read these names and signs, or fail at what stands there instead."""
        for text in texts:
            if not self.take(text):
                self.fail(f"`{text}`")

    def name(self) -> Token:
        """Read a name."""
        if not self.at(TokenKind.NAME):
            self.fail("a name")
        return self.advance()

    def string(self) -> Untrusted:
        """Read a string, and decode it."""
        if not self.at(TokenKind.STRING):
            self.fail("a string")
        return Untrusted(decode_string(self.advance()))

    def span(self, token: Token, last: Token | None = None) -> Span:
        """Return the place of a token, or of all from it to `last`."""
        return self._placed.span(token.start, (last or token).stop)

    def enter(self) -> None:
        """Count one level in; fail beyond the deepest."""
        if self._levels == MAX_LEVELS:
            raise OutsideGrammarError(
                self.token.start,
                self.token.stop,
                f"a literal nests at most {MAX_LEVELS} levels deep",
            )
        self._levels += 1

    def leave(self) -> None:
        """Count one level out."""
        self._levels -= 1

    def fail(self, expected: str) -> NoReturn:
        """Fail at the next token."""
        token = self.token
        if token.kind is TokenKind.UNCLOSED:
            raise OutsideGrammarError(
                token.start, token.start + 1, "this string is never closed"
            )
        found = self._placed.found(token.start, token.stop)
        raise OutsideGrammarError(
            token.start, token.stop, f"expected {expected}, found {found}"
        )
