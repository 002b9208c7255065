"""Small builds, and an operating system that fails on demand."""

from __future__ import annotations

import os
from pathlib import Path

from generator.emit import flush, swap
from generator.emit.fileset import File, FileSet, sha256
from generator.emit.plan import Plan, make_plan
from generator.emit.tree import read_tree
from generator.emit.write import prepare, write

CALLS = ("open", "fsync", "rename", "link", "mkdir", "rmdir", "unlink", "scandir")


def fileset(**contents: str) -> FileSet:
    """Return a file set; `a__b="x"` is the file `a/b.py` with `x` in it."""
    return FileSet(
        {
            f"{name.replace('__', '/')}.py": File(
                text.encode(), sha256(f"raw {text}".encode())
            )
            for name, text in contents.items()
        }
    )


def plan_for(out: Path, files: FileSet, version: str = "1") -> Plan:
    return make_plan(files, version, read_tree(out))


def generate(
    out: Path, files: FileSet, *, version: str = "1", force: bool = False
) -> bool:
    prepare(out)
    return write(plan_for(out, files, version), out, force=force)


def contents(out: Path) -> dict[str, bytes]:
    """Return every file below a folder, the manifest included."""
    found = (path for path in out.rglob("*") if path.is_file())
    return {path.relative_to(out).as_posix(): path.read_bytes() for path in found}


class Failing:
    """Make the n-th call that may change a disk fail; after a kill, every later one as well."""

    def __init__(self, monkeypatch, error: BaseException, at: int) -> None:
        self.calls = 0
        self.at = at
        self.error = error
        for name in CALLS:
            monkeypatch.setattr(os, name, self._failing(getattr(os, name)))
        monkeypatch.setattr("io.open", self._failing(open))
        monkeypatch.setattr(swap, "exchange", self._failing(swap.exchange))
        sync = self._failing(flush.sync_file_system)
        monkeypatch.setattr(flush, "sync_file_system", sync)

    def _failing(self, call):
        def counted(*args, **kwargs):
            self.calls += 1
            killed = not isinstance(self.error, OSError) and self.calls > self.at
            if self.calls == self.at or killed:
                raise self.error
            return call(*args, **kwargs)

        return counted
