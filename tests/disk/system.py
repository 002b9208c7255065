"""An operating system that fails, or dies, at the n-th call that concerns files.

Calls are counted where Python makes them, in functions of `os`, in files that are written, and in C
functions called by name, so that new code of the generator is counted without being listed here.
An audit hook tells what went past the counting.
"""

from __future__ import annotations

import builtins
import ctypes
import io
import os
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any, NoReturn, Self

READING = ("scandir", "listdir")
CHANGING = (
    "mkdir",
    "rmdir",
    "unlink",
    "remove",
    "rename",
    "replace",
    "link",
    "symlink",
    "chmod",
    "utime",
    "truncate",
    "fsync",
    "write",
    "sendfile",
)
FILLING = {"create", "write", "close", "mkdir", "link", "symlink", "fsync", "syncfs"}
"""What a full disk refuses. What is there can still be renamed, removed and read."""
_AUDITED = {f"os.{name}" for name in CHANGING}
_ROOT = str(Path(__file__).resolve().parents[2])
_FROM = ("generator/", "tests/disk/in_place.py")
_MAKING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


@dataclass(frozen=True)
class Fault:
    """What happens at which call; by default nothing ever does."""

    at: int = 0
    code: int = 0
    """The error of the system; 0 for a process that is killed."""
    stays: bool = False
    """Whether all later calls fail as well that a full disk refuses."""
    when: str = "before"
    """Whether the process is killed before or after the call."""

    def fails(self, number: int, name: str) -> bool:
        later = self.stays and number > self.at and name in FILLING
        return self.code != 0 and (number == self.at or later)

    def kills(self, number: int, when: str) -> bool:
        return self.code == 0 and number == self.at and when == self.when


@dataclass
class System:
    """Makes one fault happen, and remembers the calls of this process."""

    fault: Fault
    has_exchange: bool = True
    """Whether the system can exchange two folders, and flush a file system."""
    has_links: bool = True
    calls: list[tuple[str, str]] = field(default_factory=list)
    """Name of each call, and the lines of the generator that it came from."""
    past: list[str] = field(default_factory=list)
    """What changed the disk without being counted."""
    inside: int = 0

    def install(self) -> None:
        """Take over; there is no way back in this process."""
        for name in (*READING, *CHANGING):
            self._wrap(name, getattr(os, name))
        make, opened = os.open, io.open
        os.open = partial(self._open, make)
        builtins.open = io.open = partial(self._file, opened)
        ctypes.CDLL = partial(_Library, self, ctypes.CDLL)
        sys.addaudithook(self._audit)

    def call(
        self, name: str, work: Callable[[], Any], subject: Any = None, half: Any = None
    ) -> Any:
        """Do the work, unless the fault says otherwise; `half` is what a broken call still does."""
        self.calls.append((name, _site()))
        number = len(self.calls)
        if half and (
            self.fault.fails(number, name) or self.fault.kills(number, "before")
        ):
            half()
        if self.fault.kills(number, "before"):
            die()
        if self.fault.fails(number, name):
            raise _error(self.fault.code, subject)
        self.inside += 1
        try:
            answer = work()
        finally:
            self.inside -= 1
        if self.fault.kills(number, "after"):
            die()
        return answer

    def _wrap(self, name: str, function: Any) -> None:
        def wrapped(*args: Any, **kwargs: Any) -> Any:
            if name == "write" and args[0] in (1, 2):
                return function(*args, **kwargs)
            if name == "link" and not self.has_links:
                work = partial(_refuse, args[0])
            elif name == "fsync":  # Nobody pulls the plug: flushing is counted only.
                work = partial(os.fstat, args[0])
            else:
                work = partial(function, *args, **kwargs)
            return self.call(name, work, args[0] if args else None)

        for known in (os.supports_follow_symlinks, os.supports_dir_fd, os.supports_fd):
            if function in known:
                known.add(wrapped)
        setattr(os, name, wrapped)

    def _open(self, function: Any, path: Any, flags: int, *args: Any, **kw: Any) -> Any:
        name = "create" if flags & _MAKING else "open"
        return self.call(name, partial(function, path, flags, *args, **kw), path)

    def _file(self, function: Any, path: Any, mode: str = "r", *args: Any, **kw: Any):
        work = partial(function, path, mode, *args, **kw)
        if isinstance(path, int):
            return work()
        if set(mode) & set("wax+"):
            return _Written(self, self.call("create", work, path))
        return self.call("open", work, path)

    def _audit(self, event: str, args: tuple[Any, ...]) -> None:
        if self.inside or event not in _AUDITED | {"open"}:
            return
        if event == "open" and (not args[2] & _MAKING or args[0] == os.devnull):
            return
        self.past.append(f"{event} {args[0]!r} {_site()}")


class _Written:
    """A file that is written: each write, and closing it, is a call that can fail."""

    def __init__(self, system: System, file: Any) -> None:
        self._system = system
        self._file = file

    def write(self, data: Any) -> Any:
        return self._system.call(
            "write",
            partial(self._file.write, data),
            half=partial(self._write_half, data),
        )

    def close(self) -> None:
        self._system.call("close", self._file.close, half=self._file.close)

    def _write_half(self, data: Any) -> None:
        self._file.write(data[: len(data) // 2])
        self._file.flush()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


class _Library:
    """The functions of the C library: counted, and failing in its way."""

    def __init__(self, system: System, load: Any, name: Any, **kw: Any) -> None:
        self._system = system
        self._library = load(name, **kw)

    def __getattr__(self, name: str) -> Any:
        if name in ("renameat2", "syncfs") and not self._system.has_exchange:
            raise AttributeError(name)
        return partial(self._call, name, getattr(self._library, name))

    def _call(self, name: str, function: Any, *args: Any) -> Any:
        work = (lambda: 0) if name == "syncfs" else partial(function, *args)
        try:
            return self._system.call(name, work)
        except OSError as error:
            ctypes.set_errno(error.errno or 0)
            return -1


def die() -> NoReturn:
    os.kill(os.getpid(), signal.SIGKILL)
    raise AssertionError


def _refuse(path: Any) -> NoReturn:
    raise PermissionError(1, "Operation not permitted", path)


def _error(code: int, subject: Any) -> OSError:
    """Return what the system raises: with the path, where it was given one."""
    if isinstance(subject, str | bytes | os.PathLike):
        return OSError(code, os.strerror(code), os.fspath(subject))
    return OSError(code, os.strerror(code))


def _site() -> str:
    """Return the lines of the project that a call came from, the innermost last."""
    lines: list[str] = []
    frame = sys._getframe(2)
    while frame is not None:
        _, _, inner = frame.f_code.co_filename.partition(f"{_ROOT}/")
        if inner.startswith(_FROM):
            lines.append(f"{inner}:{frame.f_lineno}")
        frame = frame.f_back
    return " ".join(reversed(lines))
