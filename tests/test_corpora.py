"""Real docs trees: each gives a package that compiles and imports, and a README that runs.

The trees are not part of the project: the variable DOCS2SDK_SHARED names the folder whose `corpora`
holds them. `make corpora` writes them as a run does, and lets linters and type checkers loose.
"""

from __future__ import annotations

import compileall
import subprocess
import sys

import pytest

from generator.build import python_settings, read_api
from generator.inputs import ApiFolder
from generator.python.package import package_files
from generator.render.environment import render, templates_dir
from generator.render.printers import PRINTERS
from tests.answers import python_blocks, run_program, write_answers
from tests.corpora import CORPORA, ENVIRONMENT, unpack

IMPORT_ALL = """
import importlib, pathlib, sys
source = pathlib.Path(sys.argv[1])
sys.path.insert(0, str(source))
for path in sorted(source.rglob("*.py")):
    parts = path.relative_to(source).with_suffix("").parts
    importlib.import_module(".".join(parts).removesuffix(".__init__"))
"""


@pytest.fixture(scope="module", params=CORPORA)
def built(request, tmp_path_factory):
    """Name and model of a tree, and the folder of its package; not formatted, to be quick."""
    name = request.param
    folder = tmp_path_factory.mktemp(name)
    docs = unpack(name, folder / "docs")
    if docs is None:
        pytest.skip(f"no {name}.tar.gz in corpora of DOCS2SDK_SHARED")
    lowered = read_api(ApiFolder("api", docs, name))
    settings = python_settings(lowered)
    out = folder / "out"
    for plan in package_files(lowered.api, settings, PRINTERS):
        file = out / plan.path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(render(plan.template, plan.view), encoding="utf-8")
    runtime = out / "src" / settings.package / "_runtime"
    runtime.symlink_to(templates_dir() / "python" / "_runtime")
    return name, lowered.api, out


def test_every_module_compiles(built):
    name, _, out = built
    assert compileall.compile_dir(out / "src", quiet=1, workers=2), name


def test_every_module_imports(built):
    name, _, out = built
    if name == "vercel":
        pytest.skip("eleven thousand models take too long to import")
    run = subprocess.run(
        [sys.executable, "-W", "error", "-c", IMPORT_ALL, str(out / "src")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr


def test_each_program_of_the_readme_runs(built, tmp_path):
    _, api, out = built
    answers = write_answers(api, tmp_path / "answers.json")
    for code in python_blocks((out / "README.md").read_text("utf-8")):
        run = run_program(code, out / "src", answers, tmp_path, **ENVIRONMENT)
        assert run.returncode == 0, f"{code}\n{run.stderr}"
