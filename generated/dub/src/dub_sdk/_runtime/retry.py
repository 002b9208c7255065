"""Whether a call is repeated, and after which time. A pure decision: no clock, no sleep."""

from __future__ import annotations

import re
from datetime import timezone
from email.utils import parsedate_to_datetime
from typing import Final

from .reply import Failure, Outcome, Reply

__all__ = ["is_idempotent", "retry_after", "retry_delay"]

_IDEMPOTENT: Final = frozenset({"DELETE", "GET", "HEAD", "OPTIONS", "PUT", "TRACE"})
"""RFC 9110, section 9.2.2: repeating such a request has no further effect."""
_TRANSIENT: Final = frozenset({408, 429, 500, 502, 503, 504})
"""Statuses that say that the same request may succeed later."""
_NOT_DONE: Final = frozenset({429, 503})
"""Statuses that say that nothing was done (RFC 6585, section 4; RFC 9110, section 15.6.4)."""

_BASE: Final = 0.5
_LONGEST_BACKOFF: Final = 8.0
_LONGEST_WAIT: Final = 60.0
"""Seconds. A server that asks for more gets no retry: the caller should know."""
_SECONDS: Final = re.compile(r"\d+(?:\.\d+)?")


def is_idempotent(method: str) -> bool:
    """Whether a method says that repeating a request has no further effect."""
    return method in _IDEMPOTENT


def retry_delay(
    attempt: int,
    outcome: Outcome,
    *,
    asked: float | None,
    safe: bool,
    keyed: bool,
    random: float,
) -> float | None:
    """Return the seconds to wait before the next attempt; `None` if there should be none.

    A request is repeated where that is safe: an idempotent one (`safe`) after any transient fault;
    another one (POST, PATCH) only if nothing was sent, or if the server says that it did nothing
    and the request carries an idempotency key (`keyed`). The wait is what the server `asked` for
    (see `retry_after`), or else grows exponentially with full jitter.

    `attempt` counts from 0, `random` is in [0, 1).
    """
    if isinstance(outcome, Failure):
        repeat = safe or not outcome.sent
    else:
        repeat = outcome.status in (_TRANSIENT if safe else _NOT_DONE)
        repeat = repeat and (safe or keyed)
    if not repeat or (asked is not None and asked > _LONGEST_WAIT):
        return None
    return asked or random * min(_LONGEST_BACKOFF, _BASE * 2.0 ** min(attempt, 16))


def retry_after(reply: Reply, now: float) -> float | None:
    """Return the seconds that `Retry-After` asks for (RFC 9110, section 10.2.3), if any.

    `retry-after-ms`, which some servers send beside it, is more exact.
    """
    headers = reply.headers
    exact = headers.get("retry-after-ms", "").strip()
    if _SECONDS.fullmatch(exact):
        return float(exact) / 1000
    text = headers.get("retry-after", "").strip()
    if _SECONDS.fullmatch(text):
        return float(text)
    moment = _moment(text)
    if moment is None:
        return None
    # The server's own clock, where it shows it: the local one may be wrong.
    return max(0.0, moment - (_moment(headers.get("date", "")) or now))


def _moment(text: str) -> float | None:
    """Return an HTTP date in seconds since 1970."""
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=timezone.utc)
        return moment.timestamp()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
