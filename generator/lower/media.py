"""Media types (RFC 9110, section 8.3.1), as far as the generator tells them apart."""

from __future__ import annotations

import re
from typing import Final

_JSON: Final = re.compile(r"application/(?:[\w.+-]+\+)?json", re.ASCII)


def is_json(media: str) -> bool:
    """Whether values of this media type are JSON (RFC 6839, section 3.1)."""
    return _JSON.fullmatch(media) is not None


def is_text(media: str) -> bool:
    """Whether values of this media type are plain text."""
    return media.startswith("text/")
