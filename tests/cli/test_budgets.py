"""Counts that a run must not exceed: times depend on the machine, these do not."""

import json
import os
import subprocess
import sys

import pytest

from generator import build
from generator.emit.paths import MANIFEST
from generator.templating import sets
from tests.cli.zoo import PET, ROOT

COUNT = """\
import json, sys
from generator.cli import main
code = main(sys.argv[1:])
print(json.dumps([code, sorted(sys.modules)]), file=sys.stderr)
"""
SLOW = frozenset(("black", "markdown_it", "pydantic", "pygments", "rich", "yaml"))
"""What a run that only writes imports in copies of itself, if at all."""
MODULE = "models/components/pet.py"
LIBRARIES = SLOW | {"jinja2"}
MOST = 420
"""Modules of a run that writes: those of Python, of one library and ours."""
FEWEST = 120
"""Modules of a run that has nothing to do."""


def modules(home):
    """Generate in a process of its own; return the modules that it imported."""
    variables = {"PYTHONPATH": str(ROOT), "DOCS2SDK_CACHE": str(home / "cache")}
    found = subprocess.run(
        [sys.executable, "-c", COUNT, "generate"],
        cwd=home,
        env=os.environ | variables,
        check=True,
        capture_output=True,
        text=True,
    )
    code, names = json.loads(found.stderr.splitlines()[-1])
    assert code == 0
    return names


def packages(names):
    return {name.partition(".")[0] for name in names}


def files(folder):
    found = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


def edit(home):
    page = home / "specs" / "zoo" / PET
    page.write_text(
        page.read_text("utf-8").replace("\n", "\n\nAn animal.\n", 1), "utf-8"
    )


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system copies no process")
def test_a_run_imports_what_it_needs(home):
    for _ in ("from nothing", "one page changed"):
        names = modules(home)
        assert not packages(names) & SLOW
        assert len(names) <= MOST
        assert not [name for name in names if name.startswith("generator.review")]
        edit(home)
    modules(home)
    unchanged = modules(home)
    assert not packages(unchanged) & LIBRARIES
    assert len(unchanged) <= FEWEST


@pytest.fixture
def calls(monkeypatch):
    """The first arguments of functions of a build, by name of the function."""
    seen = {}

    def watch(module, name):
        function = getattr(module, name)

        def call(first, *more, **named):
            seen.setdefault(name, []).append(first)
            return function(first, *more, **named)

        monkeypatch.setattr(module, name, call)

    for name in ("read_page", "unmarked", "syntax_problems"):
        watch(build, name)
    watch(sets, "format_python")
    return seen


def test_only_new_text_is_checked_and_formatted(home, run, calls):
    """Each page is read once and each file rendered once, whatever changed."""
    assert run("generate")[0] == 0
    first = {name: len(found) for name, found in calls.items()}
    assert len({page.path for page in calls["read_page"]}) == first["read_page"]
    assert first["unmarked"] == first["syntax_problems"]
    before = files(home / "generated" / "zoo")
    edit(home)
    calls.clear()
    assert run("generate")[0] == 0
    after = files(home / "generated" / "zoo")
    changed = {path for path in after if after[path] != before[path]} - {MANIFEST}
    assert f"src/zoo_sdk/{MODULE}" in changed
    assert set(calls["syntax_problems"]) == changed
    modules = [path for path in changed if path.endswith(".py")]
    assert len(calls["format_python"]) == len(modules)
    assert len(calls["read_page"]) == first["read_page"]
    assert len(calls["unmarked"]) == first["unmarked"]
