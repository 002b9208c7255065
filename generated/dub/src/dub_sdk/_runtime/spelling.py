"""Finding out which name a misspelt one was meant to be. Loaded only to refuse one."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

__all__ = ["meant"]


def meant(name: str, names: Mapping[str, str]) -> str:
    """Return the end of a message that says what is probably meant, if anything is.

    `names` has it under all of its spellings.
    """
    plain = {_plain(spelling): right for spelling, right in names.items()}
    near = get_close_matches(_plain(name), plain, n=1)
    return "".join(f"; did you mean `{plain[each]}`?" for each in near)


def _plain(name: str) -> str:
    """Return a name without what is a matter of style."""
    return name.replace("_", "").replace("-", "").lower()
