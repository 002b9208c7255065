"""`watch`: what a saved file affects is generated again, until ctrl-C."""

import os
import queue
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.cli.watching import affected
from generator.inputs import ApiFolder
from generator.render.environment import templates_dir
from tests.cli.zoo import BROKEN, PAGES, ROOT, write

PET = "docs/models/components/pet.md"
LONGEST = 120
"""Seconds after which a line that does not come is a failure."""


class Watching:
    """A running `watch`, whose lines are read as they come."""

    def __init__(self, home):
        self.home = home
        tool = home / "tool"
        shutil.copytree(ROOT / "generator", tool / "generator")
        shutil.copytree(ROOT / "templates", tool / "templates")
        environment = os.environ | {"PYTHONPATH": str(tool), "PYTHONUNBUFFERED": "1"}
        self.templates = tool / "templates"
        self.process = subprocess.Popen(
            [sys.executable, "-m", "generator", "watch"],
            cwd=home,
            env=environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self._lines = queue.Queue()
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        for line in self.process.stdout:
            self._lines.put(line.rstrip("\n"))

    def until(self, *starts):
        """The lines up to one that starts in one of these ways."""
        found = []
        while not (found and found[-1].startswith(starts)):
            found.append(self._lines.get(timeout=LONGEST))
        return found

    def end(self):
        self.process.send_signal(signal.SIGINT)
        return self.process.wait(timeout=LONGEST)


@pytest.fixture
def watching(tmp_path):
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    write(tmp_path / "specs" / "zoo", PAGES)
    write(tmp_path / "specs" / "park", PAGES)
    running = Watching(tmp_path)
    yield running
    running.process.kill()
    running.process.wait()
    running.process.stdout.close()


def test_what_is_saved_is_generated_and_shown_until_ctrl_c(watching):
    started = watching.until("watching specs and ")
    assert [line.partition(":")[0] for line in started[:-1]] == [
        "generated/park",
        "generated/zoo",
    ]
    page = watching.home / "specs" / "zoo" / PET
    page.write_text(page.read_text().replace("# Pet\n", "# Pet\n\nStriped.\n"))
    shown = watching.until("generated/")
    assert '+    """Striped."""' in shown
    assert shown[-1].startswith("generated/zoo: ")
    model = "generated/zoo/src/zoo_sdk/models/components/pet.py"
    assert "Striped." in (watching.home / model).read_text()

    page.write_text(BROKEN)
    told = watching.until("specs/zoo: nothing was written")
    assert told[0].startswith(f"specs/zoo/{PET}:")
    page.write_text(PAGES[PET])
    assert '-    """Striped."""' in watching.until("generated/zoo: ")

    overlay = watching.home / "specs" / "park" / "sdk.toml"
    overlay.write_text(overlay.read_text() + '\n[python]\nversion = "7.0.0"\n')
    shown = watching.until("generated/")
    assert '+__version__ = "7.0.0"' in shown
    assert shown[-1].startswith("generated/park: ")

    template = watching.templates / "python" / "version.py.jinja"
    template.write_text(template.read_text().replace("version", "{{ view.nothing }}"))
    assert watching.until("error: ")[-1].startswith("error: python/version.py.jinja:")
    template.write_text(template.read_text().replace("{{ view.nothing }}", "version"))
    assert watching.end() == 0


def test_a_broken_start_is_mended_while_watching(tmp_path):
    pytest.importorskip("watchfiles", reason="watchfiles is not installed")
    write(tmp_path / "specs" / "zoo", PAGES | {PET: BROKEN})
    running = Watching(tmp_path)
    try:
        assert "specs/zoo: nothing was written" in running.until("watching ")
        (tmp_path / "specs" / "zoo" / PET).write_text(PAGES[PET])
        assert running.until("generated/")[-1].startswith("generated/zoo: ")
        assert running.end() == 0
    finally:
        running.process.kill()
        running.process.wait()
        running.process.stdout.close()


def test_what_is_not_there_cannot_be_watched(tmp_path, monkeypatch, run):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(sys.modules, "watchfiles", object())
    assert run("watch")[0] == 2


def test_without_the_library_it_says_how_to_get_it(home, monkeypatch, run):
    monkeypatch.setitem(sys.modules, "watchfiles", None)
    code, out, err = run("watch")
    assert (code, out) == (2, "")
    assert err.endswith("help: pip install 'docs2sdk[watch]'\n")


@pytest.mark.parametrize(
    ("saved", "names"),
    [
        ("specs/a/docs/x.md", ["a"]),
        ("specs/b/sdk.toml", ["b"]),
        ("specs/a/docs/.x.md.swp", []),
        ("specs/a/doubts.toml", []),
        ("specs/ab/docs/x.md", []),
        (templates_dir() / "python" / "init.py.jinja", ["a", "b"]),
        (templates_dir() / "python" / "_runtime" / "call.py", ["a", "b"]),
        (templates_dir() / "notes.txt", []),
    ],
)
def test_a_saved_file_affects_what_is_made_of_it(saved, names):
    apis = tuple(ApiFolder(name, Path("specs") / name, name) for name in "ab")
    assert [api.name for api in affected({Path(saved)}, apis)] == names


@pytest.mark.parametrize(
    ("saved", "names"),
    [
        ("mine/python/init.py.jinja", ["a", "b"]),
        ("mine/templates.toml", ["a", "b"]),
        ("mine/templates.lock", []),
        ("specs/a/docs/x.md", ["a"]),
    ],
)
def test_a_saved_template_of_an_author_affects_all(saved, names):
    apis = tuple(ApiFolder(name, Path("specs") / name, name) for name in "ab")
    found = affected({Path(saved)}, apis, Path("mine"))
    assert [api.name for api in found] == names
