"""What to tell of a call that the system refused."""

from __future__ import annotations

import errno
from typing import Final

from generator.cli.printing import say
from generator.diagnostics import visible

_FULL: Final = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN: Final = (errno.EACCES, errno.EPERM, errno.EROFS)
_WHOLE: Final = "every file is as it was, or complete"


def say_failure(error: OSError) -> None:
    """Say which file it was, what the system said, and what to do."""
    reason = error.strerror or str(error)
    named = [visible(str(name)) for name in (error.filename, error.filename2) if name]
    say(f"error: {' -> '.join(named)}: {reason}" if named else f"error: {reason}")
    say(f"help: {_advice(error)}, then run this again; {_WHOLE}")


def _advice(error: OSError) -> str:
    if error.errno in _FULL:
        return "make room"
    if error.errno in _FORBIDDEN:
        return "see who may read and write there"
    return "mend this"
