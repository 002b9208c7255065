"""One command under an audit hook that writes down what it does: `child.py LOG MODE ARGUMENT...`

Runs like the script `docs2sdk`: neither the working directory nor the docs are on `sys.path`. The
log has one JSON line an event; copies of the process write to it too. Nothing is judged here.
"""

import json
import os
import sys
from contextlib import suppress
from pathlib import Path
from types import CodeType

ROOT = Path(__file__).resolve().parents[2]
CANARY = "audit_canary"
"""Stands in every document. Code that holds it was made of document text."""
MUTE = frozenset(
    {
        "builtins.id",
        "code.__new__",
        "gc.get_objects",
        "object.__delattr__",
        "object.__getattr__",
        "object.__setattr__",
        "sys._current_frames",
        "sys._getframe",
        "sys._getframemodulename",
        "sys.unraisablehook",
    }
)
"""Events of Python's own bookkeeping, which reach nothing outside of the process."""


def install(log):
    """Write each event from now on to the file descriptor `log`."""

    def hook(event, arguments):
        if event in MUTE:
            return
        line = {"event": event, "by": caller(), "args": [shown(a) for a in arguments]}
        if event in ("exec", "compile"):
            line["canary"] = holds_canary(arguments[0])
        os.write(log, json.dumps(line).encode() + b"\n")

    sys.addaudithook(hook)


def caller():
    """The function that raised the event: file and name."""
    code = sys._getframe(2).f_code
    return f"{code.co_filename}::{code.co_name}"


def shown(value):
    if isinstance(value, bytes):
        return os.fsdecode(value[:300])
    if isinstance(value, CodeType):
        return f"code {value.co_filename}"
    if isinstance(value, list | tuple):
        return [shown(each) for each in value]
    value = os.fspath(value) if isinstance(value, os.PathLike) else value
    return value if isinstance(value, int | str | None) else repr(type(value))


def holds_canary(code):
    """Whether document text is in a source, or in any name or constant of a code object."""
    if isinstance(code, CodeType):
        parts = (*code.co_names, *code.co_varnames, *code.co_consts, code.co_name)
        return any(holds_canary(part) for part in parts)
    if isinstance(code, tuple | frozenset):
        return any(map(holds_canary, code))
    if isinstance(code, bytes):
        return CANARY.encode() in code
    return isinstance(code, str) and CANARY in code


def main():
    log = os.open(sys.argv[1], os.O_WRONLY | os.O_APPEND)
    mode = sys.argv[2]
    sys.argv[1:] = sys.argv[3:]
    sys.path[0] = str(ROOT)
    if mode == "evil":
        from tests.audit.evil import EVIL  # noqa: PLC0415

        document = Path(sys.argv[1]).read_text(encoding="utf-8")
        install(log)
        for name, act in EVIL.items():
            os.write(log, json.dumps({"event": "evil", "name": name}).encode() + b"\n")
            with suppress(Exception):  # it is what was tried that counts
                act(document)
        return
    install(log)
    from generator.__main__ import run  # noqa: PLC0415

    run()


if __name__ == "__main__":
    main()
