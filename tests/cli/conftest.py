"""Running commands in a working directory of their own."""

import pytest

from generator.cli import main
from tests.cli.zoo import PAGES, write


@pytest.fixture
def home(tmp_path, monkeypatch):
    """A working directory with the docs of one API, at `specs/zoo`."""
    write(tmp_path / "specs" / "zoo", PAGES)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def run(capsys):
    """Run a command; return exit code, standard output and standard error."""

    def call(*arguments):
        code = main(arguments)
        return (code, *capsys.readouterr())

    return call
