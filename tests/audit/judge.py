"""What a command may do. Whatever is not allowed here, by event and by who raised it, is a fault."""

import ast
import collections
import dataclasses
import importlib.metadata
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import typing
from dataclasses import dataclass
from pathlib import Path

import jinja2
import typing_inspection

from tests.audit.child import ROOT

GENERATOR = str(ROOT / "generator")
TEMPLATES = str(ROOT / "templates")
TRUSTED = (sys.base_prefix, sys.prefix, GENERATOR, TEMPLATES, str(ROOT / ".venv"))
"""Folders of installed code and of the generator."""
JINJA = str(Path(jinja2.__file__).parent)
LOADER = "<frozen importlib._bootstrap"
OWN_SOURCES = (
    f"{ast.__file__}::parse",
    f"{collections.__file__}::",
    f"{dataclasses.__file__}::",
    f"{typing.__file__}::",
    f"{Path(typing.__file__).with_name('annotationlib.py')}::",
    f"{Path(typing_inspection.__file__).parent}/typing_objects.py::_compile_",
)
"""Code that makes code of its own names and annotations; `ast.parse` makes none at all."""
FINDERS = (
    f"{LOADER}_external>::_fill_cache",
    f"{importlib.metadata.__file__}::children",
)
"""What looks for modules, and for plugins of libraries, on `sys.path`."""
DIGEST = f"{GENERATOR}/stamp.py::_bytes"
OPENS_FOLDERS = (
    f"{GENERATOR}/emit/flush.py::flush",
    f"{GENERATOR}/emit/lock.py::locked",
)
"""What opens a folder above what may be written: to flush it to disk, and to keep runs apart."""
WORKERS = f"{GENERATOR}/workers.py::"
LOADS = (LOADER, f"{WORKERS}result")
OPENS_PIPES = (
    "<frozen os>::fdopen",
    f"{os.__file__}::fdopen",
    f"{subprocess.__file__}::__init__",
)
INPUT = re.compile(r"(?:.*/)?(?:[^/]*\.md|sdk\.toml|doubts\.toml|codeSamples\.yaml)")
HARMLESS = frozenset({"import", "fcntl.flock", "marshal.dumps", "os.fwalk"})
"""`import` tells of a name; which files are read, compiled and run for it is told apart."""
LISTS = frozenset(
    {
        "glob.glob",
        "os.listdir",
        "os.scandir",
        "os.walk",
        "pathlib.Path.glob",
        "pathlib.Path.rglob",
    }
)
RMTREE = f"{shutil.__file__}::_rmtree_safe_fd"
"""Works below the folder of `shutil.rmtree`, by names without it; that event is judged."""
PROBE = f"{tempfile.__file__}::_get_default_tempdir"
"""Finds out which temporary folder can be written, by a file of its own there."""
WRITES = frozenset(
    {
        *("os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir", "os.symlink"),
        *("os.chmod", "os.utime", "os.truncate", "os.setxattr", "os.listxattr"),
        *("shutil.copyfile", "shutil.copymode", "shutil.copystat", "shutil.rmtree"),
        *("tempfile.mkdtemp",),
    }
)
MODIFIES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
SYSTEM_CALLS = frozenset({"renameat2", "syncfs"})


@dataclass(frozen=True)
class Judge:
    """Judges the events of one command, which ran in the folder `home`."""

    home: Path
    reads: tuple[str, ...] = ()
    """Folders of documents, of which only pages and settings may be read."""
    writes: tuple[str, ...] = ()
    """Paths that may be written, and all below them; and read, since they are output."""
    programs: tuple[str, ...] = ()
    """Programs that may be run."""

    def faults(self, log):
        """Return the events of a log that are not allowed."""
        events = map(json.loads, log.read_text(encoding="utf-8").splitlines())
        return [event for event in events if not self.allows(event)]

    def allows(self, event):
        name, by, arguments = event["event"], event["by"], event["args"]
        if (by == RMTREE and name != "shutil.rmtree") or by == PROBE:
            return True
        if name in ("exec", "compile"):
            return self._may_run(event)
        if by in FINDERS:
            return arguments[0] == str(ROOT) or self._within(arguments[0], *TRUSTED)
        if name in LISTS:
            return self._within(
                arguments[0] or ".", *TRUSTED, *self.reads, *self.writes
            )
        if name in WRITES:
            paths = [each for each in arguments if isinstance(each, str)]
            return all(self._within(path, *self.writes) for path in paths)
        match name:
            case "open":
                return self._may_open(*arguments, by)
            case "marshal.loads":
                return by.startswith(LOADS)
            case "marshal.load":
                return by == f"{JINJA}/bccache.py::load_bytecode"
            case "os.fork":
                return by == f"{WORKERS}_in_copy"
            case "ctypes.dlopen":
                return arguments == [None]
            case "ctypes.dlsym":
                return arguments[1] in SYSTEM_CALLS
            case "subprocess.Popen":
                return arguments[0] in self.programs
        return name in HARMLESS

    def _may_run(self, event):
        """Modules and templates of trusted folders, and code that our own classes are made of."""
        by, file = event["by"], event["args"][event["event"] == "compile"]
        if by.startswith(OWN_SOURCES[0]):
            return True
        if event["canary"]:
            return False
        if by.startswith(f"{JINJA}/environment.py::"):
            return self._within(file.removeprefix("code "), TEMPLATES)
        if by.startswith(LOADER):
            file = file.removeprefix("code ")
            return file.startswith("<frozen ") or self._within(file, *TRUSTED)
        return by.startswith(OWN_SOURCES)

    def _may_open(self, path, _mode, flags, by):
        if isinstance(path, int):
            return by in OPENS_PIPES
        if flags & MODIFIES:
            return self._within(path, *self.writes)
        if self._within(path, *TRUSTED, *self.writes):
            return True
        if by in OPENS_FOLDERS:
            return any(self._within(each, path) for each in self.writes)
        if not self._within(path, *self.reads):
            return False
        named = INPUT.fullmatch(path) or (self.home / path).is_dir()
        return bool(named) or by == DIGEST

    def _within(self, path, *folders):
        """Whether a path, with all links followed, is one of these or below one."""
        real = Path(os.path.realpath(self.home / path))
        return any(
            real.is_relative_to(os.path.realpath(self.home / folder))
            for folder in folders
        )
