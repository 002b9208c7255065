"""Where a redirect may lead (RFC 9110, section 15.4). Nothing is sent here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Final
from urllib.parse import SplitResult, urljoin, urlsplit

from .reply import Head
from .request import Request
from .urls import origin

__all__ = ["MOST_REDIRECTS", "redirected"]

MOST_REDIRECTS: Final = 5
"""More of them are a circle, or as good as one (RFC 9110, section 15.4)."""
_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_READING: Final = frozenset({"GET", "HEAD"})
_FOR_ALL: Final = frozenset({"accept", "user-agent"})
"""The headers that another origin may see; whatever else there is may be a secret."""
_VISIBLE: Final = re.compile(r"[\x21-\x7e]+")


def redirected(request: Request, head: Head) -> Request | None:
    """Return the request that follows an answer, or `None` if the answer is the end.

    A redirect is followed where that can do no harm: only a request that reads and has no body;
    never from https down to http, nor to a URL with a user name. Another origin (RFC 6454) must
    have https, and gets `Accept` and `User-Agent`, but no other header and no secret of the query.
    """
    if head.status not in _REDIRECTS:
        return None
    if request.method not in _READING or request.body is not None:
        return None
    here = urlsplit(request.url)
    there = _target(request.url, head)
    if there is None:
        return None
    secret = request.secret_query
    there = there._replace(query=_without(there.query, secret), fragment="")
    if origin(here) == origin(there):
        return replace(request, url=there.geturl())
    if there.scheme != "https":
        return None
    open_headers: Mapping[str, bytes] = {
        name: value for name, value in request.headers.items() if name in _FOR_ALL
    }
    return replace(
        request,
        url=there.geturl(),
        headers=open_headers,
        secret_query="",
        is_foreign=True,
    )


def _target(url: str, head: Head) -> SplitResult | None:
    """Return where an answer leads; `None` if that is nowhere, or cannot be told for sure."""
    location = head.headers.get("location", "").strip()
    if not _VISIBLE.fullmatch(location) or "\\" in location:
        return None
    try:
        there = urlsplit(urljoin(url, location))
        known = there.hostname and origin(there)
    except ValueError:
        return None
    return there if known and "@" not in there.netloc else None


def _without(query: str, secret_query: str) -> str:
    """Return a query without the secrets, which a server may have repeated."""
    if not secret_query:
        return query
    secrets = {pair.partition("=")[0] for pair in secret_query.split("&")}
    pairs = query.split("&")
    return "&".join(p for p in pairs if p.partition("=")[0] not in secrets)
