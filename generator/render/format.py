"""Formatting of Python, by black.

Black is imported when it is first needed: a run that changes nothing needs no formatter.
"""

from __future__ import annotations


def format_python(text: str) -> str:
    """Return `text` as black formats it, for Python 3.10 and later.

    Raises `black.parsing.InvalidInput` if it is not Python.
    """
    import black  # noqa: PLC0415 - costs more than a whole run that changes nothing
    from black.mode import Mode, TargetVersion  # noqa: PLC0415 - likewise

    return black.format_str(text, mode=Mode(target_versions={TargetVersion.PY310}))
