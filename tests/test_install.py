"""The distributions install: the generator with its templates, and what it writes.

Environments are new; the libraries come from the one that runs the tests, so that nothing is
downloaded.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LIBRARIES = sysconfig.get_path("purelib")
OURS = ("generator", "templates", "pyproject.toml", "README.md", "LICENSE")


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    """An environment that has the libraries, and nothing of this project."""
    folder = tmp_path_factory.mktemp("environment")
    venv.create(folder, with_pip=False, symlinks=True)
    site = next(folder.glob("lib/python*/site-packages"))
    (site / "libraries.pth").write_text(LIBRARIES + "\n", "utf-8")
    return folder


def run(environment, *command, cwd):
    result = subprocess.run(
        [environment / "bin" / command[0], *command[1:]],
        cwd=cwd,
        env={k: v for k, v in os.environ.items() if k != "PYTHONPATH"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def install(environment, source):
    """Build and install `source` without looking anything up."""
    subprocess.run(
        [
            sys.executable,
            "-m",
            "pip",
            "--python",
            environment / "bin" / "python",
            "install",
            "--quiet",
            "--no-index",
            "--no-deps",
            "--no-build-isolation",
            str(source),
        ],
        cwd=environment,
        check=True,
        capture_output=True,
        text=True,
    )


@pytest.fixture(scope="module")
def generated(environment, tmp_path_factory):
    """What the installed command writes in a folder far from the checkout."""
    checkout = tmp_path_factory.mktemp("checkout")
    for name in OURS:
        copy = shutil.copytree if (ROOT / name).is_dir() else shutil.copy2
        copy(ROOT / name, checkout / name)
    install(environment, checkout)
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    shutil.copytree(ROOT / "specs", elsewhere / "specs")
    shutil.rmtree(checkout)
    run(environment, "docs2sdk", "generate", cwd=elsewhere)
    return elsewhere / "generated"


def test_the_installed_command_writes_what_the_checkout_holds(generated):
    def content(folder):
        paths = (path for path in folder.rglob("*") if path.is_file())
        return {
            path.relative_to(folder): path.read_bytes()
            for path in paths
            if "__pycache__" not in path.parts
        }

    assert content(generated) == content(ROOT / "generated")


def test_what_authors_of_templates_need_is_installed(environment, generated, tmp_path):
    (tmp_path / "templates.toml").write_text("context = 1\n", "utf-8")
    command = ("docs2sdk", "templates", "check", "--no-types", "--templates", ".")
    found = run(environment, *command, cwd=tmp_path)
    assert found == "no finding on docs of every shape\n"
    installed = next(environment.glob("lib/python*/site-packages/generator/_templates"))
    names = {path.name for path in installed.iterdir()}
    assert {"CONTEXT.md", "python", "shapes"} <= names
    assert "examples" not in names


def test_the_written_distribution_installs(generated, environment, tmp_path):
    install(environment, generated / "dub")
    code = "import dub_sdk; print(dub_sdk.__version__, dub_sdk.__file__)"
    version, file = run(environment, "python", "-c", code, cwd=tmp_path).split()
    assert version == "0.1.0"
    assert Path(file).is_relative_to(environment)
    assert (Path(file).parent / "py.typed").exists()
