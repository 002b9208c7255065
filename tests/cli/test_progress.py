"""Progress: on a terminal, after a second, and gone when something else is printed."""

import io
import itertools
import subprocess
import sys

import pytest

from generator.cli.progress import Progress
from tests.cli.zoo import ROOT

PAGES = ["a", "b", "c"]


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self):
        return True


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setenv("TERM", "xterm")
    for name in ("NO_COLOR", "FORCE_COLOR", "TTY_COMPATIBLE", "TTY_INTERACTIVE"):
        monkeypatch.delenv(name, raising=False)
    return Terminal()


def ticking(seconds):
    """A clock that is this much later each time that it is asked."""
    ticks = itertools.count(step=seconds)
    return lambda: next(ticks)


def test_a_stage_is_shown_with_its_count_and_then_taken_away(terminal):
    with Progress(terminal, ticking(0.6)) as progress:
        taken = progress.track("reading [pages]", PAGES)
        seen = [(page, terminal.getvalue()) for page in taken]
        shown = terminal.getvalue()
    assert [page for page, _ in seen] == PAGES
    assert seen[0][1] == ""
    assert "reading [pages]" in shown
    assert "/3" in shown
    erase_line, show_cursor = "\x1b[2K", "\x1b[?25h"
    assert shown.rindex(erase_line) > shown.rindex("reading")
    assert show_cursor in shown


def test_a_stage_that_fails_is_taken_away_too(terminal):
    def failing():
        with Progress(terminal, ticking(2)) as progress:
            next(progress.track("reading", PAGES))
            raise KeyError

    with pytest.raises(KeyError):
        failing()
    assert terminal.getvalue().endswith("\x1b[2K")


def test_each_stage_is_shown_under_its_own_name(terminal):
    with Progress(terminal, ticking(2)) as progress:
        for stage in ("reading", "making"):
            assert list(progress.track(stage, PAGES)) == PAGES
    assert "reading" in terminal.getvalue()
    assert "making" in terminal.getvalue()


def test_short_runs_show_nothing(terminal):
    with Progress(terminal, ticking(0)) as progress:
        assert list(progress.track("reading", PAGES)) == PAGES
    assert terminal.getvalue() == ""


def test_nothing_is_shown_where_there_is_no_terminal():
    stream = io.StringIO()
    with Progress(stream, ticking(2)) as progress:
        assert progress.track("reading", PAGES) is PAGES
    assert stream.getvalue() == ""


def test_the_library_is_not_imported_without_need(home):
    code = (
        "import sys\nfrom generator.cli import main\n"
        f"code = main(['generate', {str(home / 'specs')!r}, '--out', 'out'])\n"
        "assert (code, 'rich' in sys.modules) == (0, False)\n"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env={"PYTHONPATH": str(ROOT), "DOCS2SDK_CACHE": ""},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (0, "")
