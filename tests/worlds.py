"""Environments in which the same input is to give the same bytes.

Most are what a process sees: variables, flags, folders. What a machine may not have, such as a
Turkish locale, is made for the test, or the world is skipped and says so.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import cycle
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SHOP = ROOT / "tests" / "cases" / "shop" / "specs"
SMALL = ROOT / "tests" / "cases" / "readme-groups" / "specs"
Prepare = Callable[[Path], None]

_LISTING = """
import os, random
_random = random.Random({seed})
_listdir, _scandir = os.listdir, os.scandir

def _mixed(found):
    found = sorted(found, key=str)
    {order}
    return found

def listdir(path="."):
    return _mixed(_listdir(path))

class scandir:
    def __init__(self, path="."):
        with _scandir(path) as entries:
            self._entries = iter(_mixed(sorted(entries, key=lambda entry: entry.name)))
    def __enter__(self):
        return self
    def __exit__(self, *error):
        self.close()
    def __iter__(self):
        return self
    def __next__(self):
        return next(self._entries)
    def close(self):
        self._entries = iter(())

os.listdir, os.scandir = listdir, scandir
"""
CLOCK = """
import datetime, time
_AT = 536500800.0  # in 1987
time.time = lambda: _AT
time.time_ns = lambda: int(_AT) * 10**9
class _Datetime(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls.fromtimestamp(_AT, tz)
    @classmethod
    def utcnow(cls):
        return cls.fromtimestamp(_AT)
class _Date(datetime.date):
    @classmethod
    def today(cls):
        return cls.fromtimestamp(_AT)
datetime.datetime, datetime.date = _Datetime, _Date
"""
HOST = """
import getpass, os, platform, socket
socket.gethostname = lambda: "canaryhost"
platform.node = lambda: "canaryhost"
getpass.getuser = lambda: "canaryuser"
os.getlogin = lambda: "canaryuser"
"""


@dataclass(frozen=True)
class World:
    """One environment; the defaults are those of this process."""

    variables: Mapping[str, str] = field(default_factory=dict)
    """Set, beside what `_NEUTRAL` leaves; `-` unsets one."""
    flags: Sequence[str] = ()
    umask: int = 0o022
    site: str = ""
    """Code that the process runs before anything else."""
    prepare: Prepare = lambda _: None
    """Changes the folder `specs`, or what is beside it, before the run."""
    specs: Callable[[Path], str] = lambda _: "specs"
    folder: Callable[[Path], Path] = lambda home: home
    out: str = "out"
    python: str = sys.executable
    runs: int = 1


def listed(order: str, seed: int = 0) -> World:
    return World(site=_LISTING.format(order=order, seed=seed))


def change(api: Path) -> None:
    """Give a field of a page another name."""
    page = api / "docs" / "models" / "components" / "range.md"
    text = page.read_text(encoding="utf-8")
    assert "`high`" in text
    page.write_text(text.replace("`high`", "`highest`"), encoding="utf-8")


def with_line_ends(*ends: bytes) -> World:
    """Return a checkout whose lines end in turn as given; those of TOML never end in a bare CR."""

    def prepare(home: Path) -> None:
        for path in (home / "specs").rglob("*.*"):
            lines = path.read_bytes().split(b"\n")
            last = lines.pop()
            pairs = zip(
                lines, cycle(ends if path.suffix == ".md" else [b"\n"]), strict=False
            )
            path.write_bytes(b"".join(line + end for line, end in pairs) + last)

    return World(prepare=prepare)


def _git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=x", "-c", "user.email=x@example.com")
    command = ["git", *author, *arguments]
    subprocess.run(command, cwd=folder, check=True, capture_output=True)


def autocrlf(home: Path) -> None:
    """Check the pages out as git does on Windows."""
    source = home / "specs"
    for command in ("init -q", "add .", "commit -qm x"):
        _git(source, *command.split())
    _git(home, "clone", "-q", "-c", "core.autocrlf=true", "specs", "clone")
    shutil.rmtree(source)
    (home / "clone").rename(source)
    assert b"\r\n" in (source / "shop" / "README.md").read_bytes()


def with_marks(home: Path) -> None:
    for path in home.joinpath("specs").rglob("*.md"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes())


def dated(seconds: int) -> Prepare:
    def prepare(home: Path) -> None:
        for path in (home / "specs").rglob("*"):
            os.utime(path, (seconds, seconds))

    return prepare


def read_only(home: Path) -> None:
    for path in (home / "specs").rglob("*"):
        path.chmod(0o555 if path.is_dir() else 0o444)


def copied_in_reverse(home: Path) -> None:
    """Make all files anew in reverse order, so that the file system lists them otherwise."""
    shutil.move(home / "specs", home / "other")
    for path in sorted((home / "other").rglob("*"), reverse=True):
        if path.is_file():
            target = home / "specs" / path.relative_to(home / "other")
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(path, target)


def with_shadows(home: Path) -> None:
    """Put modules before ours on the path whose names are those of parts of the generator."""
    for name in ("records", "source", "templates", "markdown", "emit", "ir", "render"):
        (home / f"{name}.py").write_text("raise RuntimeError('a shadow')\n")


def linked(home: Path) -> None:
    (home / "real").mkdir()
    (home / "specs").rename(home / "real" / "specs")
    (home / "link").symlink_to(home / "real")


def below(*parts: str) -> Callable[[Path], Path]:
    def folder(home: Path) -> Path:
        found = home.joinpath(*parts)
        found.mkdir(parents=True, exist_ok=True)
        return found

    return folder


def older_output(home: Path) -> None:
    """Leave output as of other docs, with a stale file."""
    shutil.copytree(home / "specs", home / "before")
    change(home / "before" / "shop")
    generate = [sys.executable, "-m", "generator", "generate", "before", "--out", "out"]
    environment = os.environ | {"PYTHONPATH": str(ROOT), "DOCS2SDK_CACHE": ""}
    subprocess.run(generate, cwd=home, env=environment, check=True)


def in_capitals(home: Path) -> None:
    """Spell the files of models otherwise, and the links to them: their titles name models."""
    for path in (home / "specs" / "shop").rglob("*.md"):
        text = path.read_text(encoding="utf-8")
        link = re.compile(r"(models/\w+/)(\w+)\.md")
        text = link.sub(lambda m: f"{m[1]}{m[2].upper()}.md", text)
        path.write_text(text, encoding="utf-8")
        if "models" in path.parts:
            path.rename(path.with_name(path.stem.upper() + ".md"))


def turkish(charmap: str) -> World:
    """Return a Turkish locale, made below the folder of the test, and taken by the process."""
    name = f"tr_TR.{charmap}"

    def prepare(home: Path) -> None:
        if shutil.which("localedef") is None:
            pytest.skip("no localedef to make a Turkish locale with")
        make = ["localedef", "-i", "tr_TR", "-f", charmap, str(home / name)]
        if subprocess.run(make, check=False, capture_output=True).returncode != 0:
            pytest.skip("no sources to make a Turkish locale of")

    taken = 'import locale\nassert locale.setlocale(locale.LC_ALL, "")\n'
    variables = {"LC_ALL": name, "LOCPATH": ".", "PYTHONUTF8": "0"}
    return World(variables, site=taken, prepare=prepare)


def workers(count: int) -> World:
    code = f"import os\nos.sched_getaffinity = lambda _: set(range({count}))\n"
    return World(site=code)
