"""The same bytes in every environment."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from generator.cli import main

ROOT = Path(__file__).resolve().parents[1]
SPECS = ROOT / "specs"
SHUFFLE = '''\
"""Folders are listed in another order by each process."""

import os
import random

_listdir, _scandir = os.listdir, os.scandir


def listdir(path="."):
    names = _listdir(path)
    random.shuffle(names)
    return names


class scandir:
    def __init__(self, path="."):
        with _scandir(path) as entries:
            found = list(entries)
        random.shuffle(found)
        self._entries = iter(found)

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
'''


@dataclass(frozen=True)
class World:
    """One environment to generate in; the defaults are those of this process."""

    variables: Mapping[str, str] = field(default_factory=dict)
    umask: int = 0o022
    specs: Callable[[Path], str] = lambda _: str(SPECS)
    folder: Callable[[Path], Path] = lambda _: ROOT
    cold: bool = False
    """Whether every file is formatted anew, rather than taken from earlier output."""


def crlf(home):
    """Return a checkout with the line ends of another system."""
    copy = home / "crlf"
    shutil.copytree(SPECS, copy)
    for path in (*copy.rglob("*.md"), *copy.rglob("*.toml")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    return str(copy)


def shuffled(home):
    (home / "sitecustomize.py").write_text(SHUFFLE, encoding="utf-8")
    return str(SPECS)


WORLDS = {
    "hash seed 0": World({"PYTHONHASHSEED": "0"}, cold=True),
    "hash seed 1": World({"PYTHONHASHSEED": "1"}),
    "random hash seed": World({"PYTHONHASHSEED": "random"}),
    "locale C": World({"LC_ALL": "C", "PYTHONUTF8": "0"}, cold=True),
    "locale C.UTF-8": World({"LC_ALL": "C.UTF-8"}),
    "Turkish locale": World({"LC_ALL": "tr_TR.UTF-8", "LANGUAGE": "tr"}),
    "another time zone": World({"TZ": "Pacific/Kiritimati"}),
    "a zone with its own offset": World({"TZ": "XYZ+11:37"}),
    "private files": World(umask=0o077),
    "another working directory": World(folder=lambda home: home),
    "a relative path": World(
        specs=lambda _: "../specs", folder=lambda _: ROOT / "tests"
    ),
    "a path with detours": World(specs=lambda _: "generator/../specs/./"),
    "shuffled folders": World(specs=shuffled, cold=True),
    "Windows line ends": World(specs=crlf),
    "optimised": World({"PYTHONOPTIMIZE": "2"}),
}


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def generate(world, home, reference):
    """Generate in a process of its own; return what was written.

    Without `cold`, files that come out as before need no formatter; any others are written anew.
    """
    home.mkdir()
    out = home / "out"
    if not world.cold:
        shutil.copytree(reference, out)
    specs = world.specs(home)
    variables = {k: v for k, v in os.environ.items() if not k.startswith("LC_")}
    variables |= {"PYTHONPATH": f"{home}{os.pathsep}{ROOT}", **world.variables}
    subprocess.run(
        [sys.executable, "-m", "generator", "generate", specs, "--out", str(out)],
        cwd=world.folder(home),
        env=variables,
        umask=world.umask,
        check=True,
        capture_output=True,
    )
    return files(out)


@pytest.fixture(scope="module")
def reference(tmp_path_factory):
    out = tmp_path_factory.mktemp("reference")
    assert main(["generate", str(SPECS), "--out", str(out)]) == 0
    return out


@pytest.fixture(scope="module")
def runs(reference, tmp_path_factory):
    """All worlds at once, as many as there are processors."""
    root = tmp_path_factory.mktemp("worlds")
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        yield {
            name: pool.submit(generate, world, root / str(number), reference)
            for number, (name, world) in enumerate(WORLDS.items())
        }


@pytest.mark.parametrize("name", WORLDS)
def test_the_output_is_the_same_in(name, runs, reference):
    assert runs[name].result() == files(reference)


def test_a_difference_would_be_seen(reference, tmp_path):
    """A world with other docs, to prove that the warm runs do write."""

    def renamed(home):
        copy = home / "specs"
        shutil.copytree(SPECS, copy)
        page = copy / "dub" / "docs" / "models" / "operations" / "mode.md"
        text = page.read_text(encoding="utf-8")
        page.write_text(text.replace('"wait"', '"pause"'), encoding="utf-8")
        return str(copy)

    assert generate(World(specs=renamed), tmp_path / "0", reference) != files(reference)
