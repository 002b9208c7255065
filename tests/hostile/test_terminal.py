"""No command lets a document, a file's name or an argument act on a terminal.

All that is printed passes `generator.cli.printing`, as `tests/test_layers.py` shows; here is that
nothing gets through it, and that what commands print was visible before it came there.

Two exceptions stand on purpose: line ends and tabs, which move nothing that is printed already; and
colours of `review` on a terminal, which our own code sets around text that is visible. Data keeps
its characters in its own way: JSON has escapes, and files get what they are to hold.
"""

import ast
import contextlib
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import generator
from generator.cli import main, printing
from tests.hostile.matrix import TEXTS
from tests.hostile.outputs import write
from tests.hostile.places import PLACES, texts
from tests.hostile.shapes import unseen_in

ESCAPES = (
    "a\x1b[31m\x1b]0;a\x07\x1b]8;;x\x1b\\\x9b1m\x90\b\r\x7f\u202e\u2066\u200b[bold]"
)
NAME = "a\x1b[31m\x9b1m\x07\n\u202e[bold]"
BROKEN_LINE = "\\u202e"
"""What a line begins with if the line end in `NAME` was printed as one."""
STYLE = re.compile(r"\x1b\[[0-9;]*m")


def test_every_character_that_nobody_sees_is_printed_as_an_escape():
    for character in map(chr, range(0x110000)):
        shown = printing.printable(f"a{character}b")
        if character in "\n\t" or not [*unseen_in(character)]:
            assert shown == f"a{character}b"
        else:
            assert shown.isascii()
            assert shown.isprintable()


@given(st.text())
def test_text_in_colours_can_do_nothing_but_colour(text):
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        printing.tell_styled(f"\x1b[1m{text}\x1b[0m")
    assert {*unseen_in(STYLE.sub("", printed.getvalue()))} <= {*"\n\t"}


def test_progress_names_stages_in_words_of_ours():
    """Nothing else of what `rich` shows is text: it counts items, and prints none."""
    stages = [
        call.args[0]
        for path in Path(generator.__file__).parent.rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and getattr(call.func, "id", getattr(call.func, "attr", "")) == "track"
    ]
    assert len(stages) >= 5
    assert all(isinstance(stage, ast.Constant) for stage in stages)


SPECS, OUT, OTHER = f"specs {NAME}", f"out {NAME}", f"other {NAME}"
COMMANDS = [
    f"generate|{SPECS}|--out|{OUT}",
    f"check|{SPECS}|--out|{OUT}",
    f"lint|{SPECS}",
    f"lint|{SPECS}|--format|json",
    f"lint|{SPECS}|--format|github",
    f"lint|{SPECS}|--accept",
    f"ir|{SPECS}",
    f"export|openapi|{SPECS}",
    f"explain|{NAME}|{SPECS}",
    f"explain|Thing|{SPECS}",
    f"explain|components.{NAME}|{SPECS}",
    f"fmt|{SPECS}|--check",
    f"fmt|{SPECS}",
    f"init|{SPECS}/{NAME}|zoo|--out|{OTHER}",
    f"init|{SPECS}/{NAME}|{NAME}",
    f"review|{OTHER}|{SPECS}",
    *(
        f"review|{OTHER}|{SPECS}|--format|{each}"
        for each in ("markdown", "changelog", "json", "html")
    ),
    f"review|{OTHER}|{SPECS}|--out|{NAME}",
    f"review|{NAME}|{SPECS}",
    f"generate|{NAME}",
    f"{NAME}",
    f"lint|--format|{NAME}",
    f"lint|{OTHER}|--models-only|--accept={NAME}",
]


def tree(folder, payloads):
    """An API in a folder with a hostile name."""
    write(
        folder, {p.replace("hall/", f"{NAME}/"): t for p, t in texts(payloads).items()}
    )


@pytest.fixture(scope="module", params=["texts", "faults"])
def home(request, tmp_path_factory):
    """Texts that are carried along; or faults, about which all there is to say is said.

    Commands find what earlier ones left: what they print is hostile all the more.
    """
    tmp_path = tmp_path_factory.mktemp("home")
    bad = NAME.replace("\n", "")
    names = {place: bad for place in PLACES if place not in (*TEXTS, "API folder")}
    tree(
        tmp_path / SPECS,
        dict.fromkeys(TEXTS, ESCAPES) | (names if request.param == "faults" else {}),
    )
    tree(tmp_path / OTHER, {})
    with contextlib.chdir(tmp_path):
        main(["generate", SPECS, "--out", OUT])
    for path in (tmp_path / OUT).rglob("*.md"):
        path.write_text(f"{ESCAPES}\n", encoding="utf-8")
        path.with_name(f"{NAME}.md").write_text("x")
    return tmp_path


def printed_by(command, capsys):
    capsys.readouterr()
    with contextlib.suppress(SystemExit):
        main(command.split("|"))
    return "".join(capsys.readouterr())


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: ascii(command)[1:60])
def test_what_commands_print_is_visible_before_it_is_printed(
    home, capsys, monkeypatch, command
):
    monkeypatch.chdir(home)
    monkeypatch.setattr(printing, "printable", lambda text: text)
    printed = printed_by(command, capsys)
    assert printed or "--check" in command
    assert {*unseen_in(printed)} <= {*"\n\t"}
    assert not any(line.startswith(BROKEN_LINE) for line in printed.split("\n"))


@pytest.mark.parametrize("command", [f"lint|--{NAME}", f"generate|{SPECS}|{NAME}"])
def test_what_the_parser_of_arguments_repeats_is_visible(command, capsys):
    printed = printed_by(command, capsys)
    assert "unrecognized arguments" in printed
    assert {*unseen_in(printed)} <= {*"\n"}
