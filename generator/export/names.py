"""Names of components: a letter, digit, dot, hyphen or underscore each (OpenAPI 3.1, 4.8.7)."""

from __future__ import annotations

import re
from typing import Final

from generator.ir.types import ModelKey
from generator.untrusted import Untrusted

_UNSAFE: Final = re.compile(r"[^A-Za-z0-9._]")


def component(text: Untrusted) -> str:
    """Return a name that no other text has: unusual characters become `-hex-`."""
    return _UNSAFE.sub(lambda found: f"-{ord(found[0]):x}-", text.reveal())


def schema_name(key: ModelKey) -> str:
    """Return the name of a model's schema, such as `components.LinkSchema`."""
    return f"{key.namespace}.{component(key.title)}"
