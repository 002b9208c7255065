"""The lines of a new `sdk.toml`, of which most are comments.

Text stands behind `## `, an entry that may be stated behind `# `. So whoever takes `# ` away from
any one line has valid TOML: another comment, or an entry.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from generator.render.literals import toml_string
from generator.render.visible import one_line

_BARE: Final = re.compile(r"[A-Za-z0-9_-]+")


def text(words: str) -> str:
    """Return a line that only tells something."""
    return f"## {one_line(words)}".rstrip()


def entry(key: Sequence[str], value: str, evidence: str = "") -> str:
    """Return an entry that is not stated; `value` is finished TOML."""
    return _join(f"# {stated(key, value)}", evidence)


def stated(key: Sequence[str], value: str) -> str:
    """Return an entry; `value` is finished TOML."""
    return f"{'.'.join(map(_key, key))} = {value}"


def rule(scope: str, fact: str, value: str) -> list[str]:
    """Return a rule that is not stated, about all things of a kind."""
    return ["# [[rules]]", f'# {scope} = "*"', f"# {fact} = {value}"]


def toml_value(value: object) -> str | None:
    """Return a plain value as TOML; `None` for one that is not plain."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return toml_string(value) if isinstance(value, str) else None


def _key(part: str) -> str:
    return part if _BARE.fullmatch(part) else toml_string(part)


def _join(line: str, evidence: str) -> str:
    return f"{line} # {one_line(evidence)}" if evidence else line
