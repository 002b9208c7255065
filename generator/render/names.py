"""The last guard before a name is printed. Names are made in `generator.python`, not here."""

from __future__ import annotations

import keyword
import re
from typing import Final

_IDENTIFIER: Final = re.compile(r"(?!__)[A-Za-z_][A-Za-z0-9_]*")
_FILE_NAME: Final = re.compile(r"[a-z0-9_][a-z0-9_-]*(?:\.[a-z]+)?")
_FILE_NAME_LIMIT: Final = 100
_DEVICES: Final = frozenset(
    {"con", "prn", "aux", "nul"}.union(
        *({f"com{n}", f"lpt{n}"} for n in range(10)),
    )
)
"""Names that Windows keeps for devices, with any ending (Microsoft, "Naming Files")."""


def identifier(text: str) -> str:
    """Return `text`, which must be an ASCII identifier.

    ASCII, because Python folds other identifiers by NFKC (PEP 3131), so that two names may become
    one. Two leading underscores are refused: such names are mangled or belong to Python.

    Raises `ValueError` if it is no such identifier, or a keyword.
    """
    if not _IDENTIFIER.fullmatch(text) or keyword.iskeyword(text):
        raise ValueError(f"not usable as a Python name: {text!a}")
    return text


def file_name(text: str) -> str:
    """Return `text`, which must be the name of a file on every system.

    Raises `ValueError` if it has other characters than `a-z`, `0-9`, `_` and `-` before an ending
    of letters, is longer than 100 characters, or is kept for a device.
    """
    plain = _FILE_NAME.fullmatch(text) and text.partition(".")[0] not in _DEVICES
    if not plain or len(text) > _FILE_NAME_LIMIT:
        raise ValueError(f"not usable as a file name: {text!a}")
    return text
