"""Which texts can be a base URL."""

from __future__ import annotations

import re
from ipaddress import ip_address
from typing import Final
from urllib.parse import urlsplit

_VISIBLE: Final = re.compile(r"[\x21-\x7e]+")
_PLACEHOLDER: Final = re.compile(r"https?://(?:www\.)?example\.com(?:[/:]|$)")
_FORBIDDEN: Final = re.compile(r"[{}\\]")


BASE_URL_HINT: Final = "state one such as https://api.acme.com/v1"


def base_url_problem(text: str) -> str | None:
    """Return the rule that a base URL breaks; `None` for a good one.

    It is https, or http to this machine, and holds no credentials, query, fragment or variable.
    The emitted client would refuse any other, or call another host than the docs mean.
    """
    if not _VISIBLE.fullmatch(text):
        return "must be ASCII without spaces"
    if _FORBIDDEN.search(text):
        return "must hold no variable, brace or backslash"
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
    except ValueError:
        return "must be a URL"
    if parts.scheme not in {"http", "https"} or not host:
        return "must start with https:// and a host"
    if "@" in parts.netloc:
        return "must hold no user name or password"
    if "?" in text or "#" in text:
        return "must hold no query and no fragment"
    if "//" in parts.path:
        return "must hold no empty segment"
    if parts.scheme == "http" and not _is_loopback(host):
        return "must be https, or http to this machine"
    return None


def _is_loopback(host: str) -> bool:
    """Whether `host` is this machine (RFC 6761, section 6.3; RFC 1122, section 3.2.1.3)."""
    if host == "localhost" or host.endswith(".localhost"):
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def is_placeholder(text: str) -> bool:
    """Whether a URL has the host that stands for any other (RFC 2606, section 3)."""
    return _PLACEHOLDER.match(text) is not None
