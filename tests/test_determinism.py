"""The same bytes in every environment."""

import getpass
import os
import re
import shutil
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests import worlds
from tests.worlds import ROOT, SHOP, SMALL, World, listed, with_line_ends, workers

SHUFFLED = "_random.shuffle(found)"
WORLDS = {
    "hash seed 0": World({"PYTHONHASHSEED": "0"}),
    "hash seed 1": World({"PYTHONHASHSEED": "1"}),
    "hash seed 2": World({"PYTHONHASHSEED": "2"}),
    "random hash seed": World({"PYTHONHASHSEED": "random"}),
    "locale C": World({"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}),
    "locale POSIX": World({"LC_ALL": "POSIX", "PYTHONUTF8": "0"}),
    "locale C.UTF-8": World({"LC_ALL": "C.UTF-8"}),
    "Turkish locale": worlds.turkish("UTF-8"),
    "Turkish locale, no UTF-8": worlds.turkish("ISO-8859-9"),
    "another encoding of streams": World({"PYTHONIOENCODING": "utf-16"}),
    "a zone far ahead": World({"TZ": "Pacific/Kiritimati"}),
    "a zone with its own offset": World({"TZ": "XYZ+11:37"}),
    "no zone": World({"TZ": ""}),
    "another clock": World(site=worlds.CLOCK),
    "a reproducible build's clock": World({"SOURCE_DATE_EPOCH": "1"}),
    "private files": World(umask=0o077),
    "public files": World(umask=0o000),
    "files of a group": World(umask=0o027),
    "folders shuffled 1": listed(SHUFFLED, 1),
    "folders shuffled 2": listed(SHUFFLED, 2),
    "folders shuffled 3": listed(SHUFFLED, 3),
    "folders in reverse": listed("found.reverse()"),
    "files made in reverse": World(prepare=worlds.copied_in_reverse),
    "an absolute path": World(specs=lambda home: str(home / "specs")),
    "a path with detours": World(specs=lambda _: "specs/../specs/./"),
    "another working directory": World(
        folder=worlds.below("a"), specs=lambda _: "../specs", out="../out"
    ),
    "blanks and letters in the path": World(
        folder=worlds.below("mit Blank", "ünï çødé 名"),
        specs=lambda _: "../../specs",
        out="../../out",
    ),
    "a long path": World(
        folder=worlds.below(*["d" * 200] * 8),
        specs=lambda home: str(home / "specs"),
        out="../" * 8 + "out",
    ),
    "a linked parent": World(prepare=worlds.linked, specs=lambda _: "link/specs"),
    "an output in a new folder": World(out="new/folder/out"),
    "an input that may not be written": World(prepare=worlds.read_only),
    "one worker": workers(1),
    "two workers": workers(2),
    "three workers": workers(3),
    "four workers": workers(4),
    "no copies of processes": World(site="import os\ndel os.fork\n"),
    "CR LF": with_line_ends(b"\r\n"),
    "CR": with_line_ends(b"\r"),
    "mixed line ends": with_line_ends(b"\n", b"\r", b"\r\n"),
    "a checkout of git for Windows": World(prepare=worlds.autocrlf),
    "byte order marks": World(prepare=worlds.with_marks),
    "files of the future": World(prepare=worlds.dated(4_000_000_000)),
    "files of 1970": World(prepare=worlds.dated(0)),
    "-O": World(flags=["-O"]),
    "-OO": World(flags=["-OO"]),
    "-X utf8": World(flags=["-X", "utf8"]),
    "-X dev": World(flags=["-X", "dev"]),
    "-B": World(flags=["-B"]),
    "warnings are errors": World(flags=["-W", "error"]),
    "modules of other names": World(prepare=worlds.with_shadows),
    "another home, user and host": World(
        {"HOME": "/canaryhome", "USER": "canaryuser", "LOGNAME": "canaryuser"},
        site=worlds.HOST,
    ),
    "no home and no user": World({"HOME": "-", "USER": "-", "LOGNAME": "-"}),
    "a narrow terminal": World({"COLUMNS": "20", "LINES": "5", "TERM": "dumb"}),
    "a terminal with colours": World({"FORCE_COLOR": "1", "TERM": "xterm-256color"}),
    "no colours, in CI": World({"NO_COLOR": "1", "CI": "true", "GITHUB_ACTIONS": "1"}),
    "a cold stamp": World({"DOCS2SDK_CACHE": "cache"}),
    "a warm stamp": World({"DOCS2SDK_CACHE": "cache"}, runs=2),
    "a second run": World(runs=2),
    "older output": World(prepare=worlds.older_output),
} | {f"Python 3.{minor}": World(python=f"python3.{minor}") for minor in range(11, 15)}
"""At least forty of them."""
TOLD = {
    "ir": ["ir", "{specs}"],
    "lint": ["lint", "{specs}"],
    "openapi": ["export", "openapi", "{specs}/shop"],
    **{
        f"review.{form}": ["review", "older", "{specs}/shop", "--format", form]
        for form in ("text", "markdown", "changelog", "json", "html")
    },
}
"""What is printed by other commands, in the worlds of `TELLING`."""
TELLING = [
    "hash seed 1",
    "random hash seed",
    "locale C",
    "Turkish locale, no UTF-8",
    "another clock",
    "folders shuffled 1",
    "mixed line ends",
    "a narrow terminal",
    "another home, user and host",
]
DRIVER = """
import sys
from generator.cli import main
for line in sys.argv[1:]:
    name, *command = line.split("\\t")
    with open(name, "w", encoding="utf-8") as sys.stdout:
        main(command)
"""


def make_home(home):
    """Lay out the input of a world."""
    shutil.copytree(SHOP, home / "specs" / "shop")
    shutil.copytree(SMALL, home / "specs" / "pets")
    shutil.copytree(SHOP, home / "older")
    worlds.change(home / "older")


def files(folder):
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def start(world, home, *arguments):
    """Run Python as the world says."""
    variables = {k: v for k, v in os.environ.items() if not k.startswith("LC_")}
    variables |= {"PYTHONPATH": f"{home}{os.pathsep}{ROOT}", **world.variables}
    return subprocess.run(
        [world.python, *world.flags, *arguments],
        cwd=world.folder(home),
        env={name: value for name, value in variables.items() if value != "-"},
        umask=world.umask,
        check=True,
        capture_output=True,
    )


def prepared(world, home):
    home.mkdir()
    make_home(home)
    if world.site:
        (home / "sitecustomize.py").write_text(world.site, encoding="utf-8")
    world.prepare(home)


def run(world, home):
    """Generate in a process of its own; return what was written."""
    prepared(world, home)
    for _ in range(world.runs):
        start(
            *(world, home, "-m", "generator"),
            *("generate", world.specs(home), "--out", world.out),
        )
    return files(world.folder(home) / world.out)


def tell(world, home):
    """Run what prints in a process of its own; return what was printed."""
    prepared(world, home)
    lines = []
    for name, command in TOLD.items():
        arguments = [part.format(specs=world.specs(home)) for part in command]
        lines.append("\t".join([name, *arguments]))
    start(world, home, "-c", DRIVER, *lines)
    return {name: (home / name).read_bytes() for name in TOLD}


def submit(pool, work, names, root):
    return {
        name: pool.submit(work, WORLDS.get(name, World()), root / str(number))
        for number, name in enumerate(names)
    }


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """All worlds, as many at once as there are processors."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        names = ["reference", *(name for name in WORLDS if can_run(WORLDS[name]))]
        yield submit(pool, run, names, tmp_path_factory.mktemp("runs"))


@pytest.fixture(scope="module")
def told(tmp_path_factory):
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        names = ["reference", *TELLING]
        yield submit(pool, tell, names, tmp_path_factory.mktemp("told"))


def can_run(world):
    """Whether this Python is there, with the libraries that the generator needs."""
    if world.python == sys.executable:
        return True
    if shutil.which(world.python) is None:
        return False
    libraries = "import black, jinja2, markdown_it, pydantic, pygments, rich, yaml"
    probe = [world.python, "-c", libraries]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


@pytest.mark.parametrize("name", WORLDS)
def test_the_output_is_the_same_in(name, runs):
    if name not in runs:
        pytest.skip(f"no {WORLDS[name].python} with the libraries on this machine")
    assert runs[name].result() == runs["reference"].result()


@pytest.mark.parametrize("name", TELLING)
def test_what_is_printed_is_the_same_in(name, told):
    assert told[name].result() == told["reference"].result()


def test_there_are_many_worlds_and_all_commands_print_something(told):
    assert len(WORLDS) >= 40
    assert all(told["reference"].result().values())


def test_one_api_alone_gives_what_it_gives_among_others(runs, tmp_path):
    alone = run(World(specs=lambda _: "specs/shop"), tmp_path / "alone")
    both = runs["reference"].result()
    assert alone == {path: both[path] for path in both if path.startswith("shop/")}


def test_names_of_pages_say_only_where_a_module_comes_from(runs, tmp_path):
    """Also where only case differs: systems that know no case list them either way."""

    def without_origin(found):
        return {
            path: re.sub(rb"^# Generated by docs2sdk from .*", b"", content)
            for path, content in found.items()
            if not path.endswith(".docs2sdk.json")
        }

    capitals = run(World(prepare=worlds.in_capitals), tmp_path / "0")
    assert without_origin(capitals) == without_origin(runs["reference"].result())


def test_nothing_says_where_when_or_by_whom_it_was_made(runs, told, tmp_path_factory):
    texts = runs["reference"].result() | told["reference"].result()
    secrets = [
        str(tmp_path_factory.getbasetemp()),
        str(ROOT),
        str(Path.home()),
        socket.gethostname(),
        f"{datetime.now(UTC):%Y-%m-}",
    ]
    if len(getpass.getuser()) > 4:  # Shorter ones, such as `root`, are words.
        secrets.append(getpass.getuser())
    for path, content in texts.items():
        for secret in filter(lambda text: len(text) > 4, secrets):
            assert secret.encode() not in content, (path, secret)


def test_a_difference_would_be_seen(runs, tmp_path):
    def changed(home):
        worlds.change(home / "specs" / "shop")

    assert run(World(prepare=changed), tmp_path / "0") != runs["reference"].result()
