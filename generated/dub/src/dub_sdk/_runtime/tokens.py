"""Tokens that the client fetches for itself (OAuth2 client credentials), and keeps."""

from __future__ import annotations

import re
from collections.abc import AsyncGenerator, Generator, Mapping
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from math import inf, isfinite
from typing import TYPE_CHECKING, Any, Final, NoReturn
from urllib.parse import urljoin, urlsplit
from weakref import WeakKeyDictionary

from .auth import Credentials, Grant
from .call import Call
from .decode import decode_error
from .errors import DecodeError
from .forks import ForkLock
from .media import FORM
from .operation import Operation
from .records import record
from .reply import Outcome, Reply
from .settings import Settings
from .types import Hidden

if TYPE_CHECKING:
    from anyio import Lock

__all__ = ["AsyncTokens", "SyncTokens", "Tokens"]

_TOKEN: Final = re.compile(r"[\x21-\x7e]+")
_MARGIN: Final = 60.0
"""Seconds: a token is renewed this long before it expires, or after nine tenths of its time."""
_MOST_TOKENS: Final = 100
_WAITING: Final = "while another call fetched a token"

_FETCH: Final[Operation[dict[str, Any]]] = Operation(
    id="token request",
    method="POST",
    path="",
    body=lambda: dict[str, str],
    body_argument="form",
    content_type=FORM,
    result=lambda: dict[str, Any],
    secured=False,
    idempotent=True,
)


@record
class _Token:
    text: Hidden
    until: float
    """Seconds on the monotonic clock."""


class Tokens:
    """The tokens of a client, by what they were fetched with. They are in no `repr`."""

    def __init__(self) -> None:
        self._tokens: dict[Grant, _Token] = {}

    def __reduce__(self) -> NoReturn:
        raise TypeError("tokens cannot be copied or pickled")

    def find(self, grant: Grant, *, refused: str | None, now: float) -> str | None:
        """Return a token that is still good; `None` if there is none.

        `refused` is one that the server no longer takes, `now` is in seconds on any clock.
        """
        token = self._tokens.get(grant)
        if token is None or token.text == refused or token.until <= now:
            return None
        return token.text

    @staticmethod
    def request(grant: Grant, call: Call[Any]) -> Call[dict[str, Any]]:
        """Return the call that fetches a token for another call, in the time that one has left."""
        return _token_call(grant, call.settings, call.left())

    def keep(
        self, grant: Grant, fetch: Call[Any], outcome: Outcome, *, now: float
    ) -> str:
        """Keep and return the token that was fetched.

        Raises:
            SDKError: no token came.
        """
        answer = _token_result(fetch, outcome)
        if len(self._tokens) >= _MOST_TOKENS:
            self._tokens.clear()
        text = Hidden(answer["access_token"])
        self._tokens[grant] = _Token(text, now + _lifetime(answer.get("expires_in")))
        return text


class SyncTokens(Tokens):
    """The tokens of a sync client. Threads fetch them in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = ForkLock()

    @contextmanager
    def turn(self, call: Call[Any]) -> Generator[None, None, None]:
        """Wait for the turn of a call, no longer than it has time.

        Raises:
            APITimeoutError: its deadline is there.
        """
        lock, left = self._lock.now, call.left()
        if not lock.acquire(timeout=left if isfinite(left) else -1):
            raise call.out_of_time(_WAITING)
        try:
            yield
        finally:
            lock.release()


class AsyncTokens(Tokens):
    """The tokens of an async client. The tasks of a loop fetch them in turn."""

    def __init__(self) -> None:
        super().__init__()
        self._locks: WeakKeyDictionary[object, Lock] = WeakKeyDictionary()

    @asynccontextmanager
    async def turn(self, call: Call[Any]) -> AsyncGenerator[None, None]:
        """Wait for the turn of a call, no longer than it has time.

        Raises:
            APITimeoutError: its deadline is there.
        """
        from anyio import Lock, move_on_after  # noqa: PLC0415 - slow to load

        from .loops import current_loop  # noqa: PLC0415 - the sync client does without

        lock = self._locks.setdefault(current_loop(), Lock())
        with move_on_after(call.left()) as scope:
            await lock.acquire()
        if scope.cancelled_caught:
            raise call.out_of_time(_WAITING)
        try:
            yield
        finally:
            lock.release()


def _lifetime(seconds: object) -> float:
    """Return for how many seconds a token is used; without an end if the server names none."""
    try:
        number = float(seconds) if isinstance(seconds, int | float | str) else inf
    except (ValueError, OverflowError):
        return inf
    if isinstance(seconds, bool) or not number >= 0:
        return inf
    return number - min(_MARGIN, number / 10) if isfinite(number) else inf


def _token_call(grant: Grant, settings: Settings, left: float) -> Call[dict[str, Any]]:
    """Return the call that fetches a token (RFC 6749, section 4.4.2).

    The client's id and secret travel in the body. Section 2.3.1 prefers HTTP Basic, but there
    servers disagree on how special characters are encoded; and the SDKs whose docs we read send
    them in the body, so each server behind such docs takes that. Nothing else that the caller
    gave is sent, as the endpoint may be another party's. It takes no longer than
    the seconds that are `left`.
    """
    form = {
        **dict(grant.fields),
        "grant_type": "client_credentials",
        "client_id": grant.client_id,
        "client_secret": grant.client_secret,
    }
    if grant.scopes:
        form["scope"] = " ".join(grant.scopes)
    url = urlsplit(urljoin(settings.base_url + "/", grant.token_url))
    agent = {"user-agent": settings.user_agent}
    hidden = Credentials({}, (grant.client_id, grant.client_secret))
    deadline = left if isfinite(left) else None
    safe = replace(
        settings,
        headers=agent,
        credentials=hidden,
        strict=False,
        deadline=deadline,
        defaults={},
    )
    fetch = replace(_FETCH, path=url.path)
    base_url = f"{url.scheme}://{url.netloc}"
    return Call(fetch, {"form": form}, {"base_url": base_url}, safe)


def _token_result(call: Call[dict[str, Any]], outcome: Outcome) -> Mapping[str, Any]:
    """Return the answer that holds a token.

    Raises:
        SDKError: no token came. The error does not hold the answer, if that might hold one.
    """
    try:
        answer = call.result(outcome)
    except DecodeError:
        answer = {}
    token = answer.get("access_token")
    if isinstance(token, str) and _TOKEN.fullmatch(token):
        return answer
    status = outcome.status if isinstance(outcome, Reply) else 0
    headers = outcome.raw_headers if isinstance(outcome, Reply) else ()
    empty = Reply(status, headers, b"")
    raise decode_error(call.operation, empty, "the answer holds no access token")
