"""Bad input: what is told exactly, and that nothing on the disk changes.

The faults of single pages are golden cases below `tests/cases`; here are those of files, of whole
trees, and those too large to be kept.
"""

import os

import pytest

from tests.cli.zoo import PAGES, PET, state, write
from tests.lowering import enum_page, models, object_page, row

COMMANDS = ["generate", "check", "fmt", "lint --accept", "export openapi"]
NOT_FMT = [command for command in COMMANDS if command != "fmt"]
ZOO = f"specs/zoo/{PET}"
DOG = "docs/models/components/dog.md"
GOOD = object_page("Dog", row("name"))


@pytest.fixture
def refused(home, run):
    """Run every command that could write: none does, and all fail; return what one says."""

    def call(command="generate", commands=COMMANDS):
        before = state(home)
        for each in commands:
            code, _, err = run(*each.split())
            assert (code, "error" in err) == (1, True), each
            assert state(home) == before, each
        return run(*command.split())[2].removesuffix("nothing was written\n")

    return call


def put(home, path, content):
    file = home / "specs" / "zoo" / path
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


@pytest.mark.parametrize(
    ("content", "place", "problem"),
    [
        (b"# Pet\n\nA \xff\n", "3:3", "byte 9 (0xff) is not valid UTF-8"),
        (b"# Pet\n\xed\xa0\x80\n", "2:1", "byte 6 (0xed) is not valid UTF-8"),
        (
            GOOD.encode("utf-16"),
            "1:1",
            "byte 0 (0xff) is not valid UTF-8; this looks like UTF-16",
        ),
        (GOOD.encode("utf-16-le"), "1:2", "byte 1 is NUL, which no text holds"),
        (b"\xef\xbb\xbf# Pet\nA\0b", "2:2", "byte 10 is NUL, which no text holds"),
    ],
)
def test_what_is_no_utf_8_is_refused(home, refused, content, place, problem):
    put(home, PET, content)
    assert refused("fmt") == (
        f"{ZOO}:{place}: error[D001]: {problem}\n  help: save the file as UTF-8\n"
    )


@pytest.mark.parametrize(
    "content",
    [
        PAGES[PET].encode("utf-8-sig"),
        PAGES[PET].replace("\n", "\r\n").encode(),
        PAGES[PET].replace("\n", "\r").encode(),
    ],
    ids=["byte order mark", "CR LF", "CR"],
)
def test_marks_and_line_ends_of_other_systems_change_nothing(home, run, content):
    run("generate")
    put(home, PET, content)
    assert run("check") == (0, "", "")


def test_a_cell_of_ten_megabytes_is_refused_where_it_begins(home, refused):
    page = object_page("Pet", row("name"), row("ownerName", "*string*", "x" * 10**7))
    put(home, PET, page.encode())
    assert refused("fmt") == (
        f"{ZOO}:16:49: error[D009]: this cell has 10000000 characters; 100000 are read\n"
        "  help: remove what is no documentation, or split it\n"
    )


@pytest.mark.parametrize(
    ("line", "place", "problem"),
    [
        ("x" * 1_000_001, "1:1", "this line has 1000001 characters; 1000000 are read"),
        (
            "# " + "x" * 10**7,
            "1:1",
            "this line has 10000002 characters; 1000000 are read",
        ),
        (
            "| a |" + " " * 10**6,
            "1:1",
            "this line has 1000005 characters; 1000000 are read",
        ),
        (
            "| a | " + "\\|" * 50_001 + " |",
            "1:7",
            "this cell has 100002 characters; 100000 are read",
        ),
    ],
)
def test_long_lines_are_refused(home, refused, line, place, problem):
    put(home, PET, f"{line}\n".encode())
    assert refused("fmt").startswith(f"{ZOO}:{place}: error[D009]: {problem}\n")


def test_a_long_line_of_settings_is_refused(home, run):
    put(home, "sdk.toml", b"# a\n[" + b"a." * 5_000 + b"a]")
    code, _, err = run("generate")
    assert (code, err.splitlines()[0]) == (
        1,
        "specs/zoo/sdk.toml:2:1: error[D009]: this line has 10003 characters; 10000 are read",
    )


def test_what_is_long_but_could_be_documentation_is_read(home, run):
    wide = row("name", "*string*", "x" * 100_000).replace(" | *", " " * 99_000 + " | *")
    put(home, PET, object_page("Pet", wide, row("ownerName")).encode())
    assert run("lint")[0] == 0


def test_a_file_of_more_than_32_mib_is_not_opened(home, refused):
    put(home, PET, b"")
    os.truncate(home / "specs" / "zoo" / PET, 2**25 + 1)
    assert refused("fmt").startswith(
        f"{ZOO}:1:1: error[D009]: this file has {2**25 + 1} bytes; 33554432 are read\n"
    )


@pytest.mark.parametrize("depth", [65, 1000, 100_000])
def test_types_nest_no_deeper_than_a_limit(home, refused, depth):
    type_ = "Record<string, " * depth + "*string*" + ">" * depth
    # Each level of a cell so long that it is refused for that is of no interest here.
    put(home, PET, object_page("Pet", row("name", type_)).encode())
    told = refused("generate", NOT_FMT)
    if len(type_) > 100_000:
        assert told.startswith(f"{ZOO}:15:12: error[D009]: this cell has ")
    else:
        assert told.startswith(
            f"{ZOO}:15:972: error[D010]: a type nests at most 64 levels deep\n"
        )


def test_types_may_nest_up_to_the_limit(home, run):
    type_ = "Record<string, " * 63 + "*string*" + ">" * 63
    put(home, PET, object_page("Pet", row("name", type_), row("ownerName")).encode())
    assert run("generate")[0] == 0


def test_a_folder_named_like_a_page_is_refused(home, refused):
    (home / "specs" / "zoo" / DOG).mkdir()
    assert refused("fmt") == (
        f"specs/zoo/{DOG}:1:1: error[D008]: this is a symbolic link or no file at all; "
        "only files of the folder are read\n  help: replace it by the file\n"
    )


@pytest.mark.parametrize("target", ["pet.md", "../../../../../secret.md", "nowhere"])
def test_links_are_refused_wherever_they_lead(home, refused, target):
    (home / "secret.md").write_text(GOOD)
    (home / "specs" / "zoo" / DOG).symlink_to(target)
    assert refused("fmt").startswith(f"specs/zoo/{DOG}:1:1: error[D008]: ")


def test_names_that_differ_in_case_only_are_refused(home, refused):
    put(home, DOG, GOOD.encode())
    put(home, DOG.replace("dog", "Dog"), object_page("Hound", row("a")).encode())
    if len(list((home / "specs" / "zoo" / DOG).parent.glob("[dD]og.md"))) == 1:
        pytest.skip("this file system knows no case")
    assert refused("fmt") == (
        f"specs/zoo/{DOG}:1:1: error[D008]: to some systems, this file and "
        "`docs/models/components/Dog.md` are the same\n  1 | # Dog\n      ^\n"
        "  help: let their names differ by more than case\n"
    )


@pytest.mark.parametrize(
    ("name", "shown", "reason"),
    [
        ("a\nb.md", r"a\nb.md", "has a character that file names must not have"),
        ("a:b.md", "a:b.md", "has a character that file names must not have"),
        ("con.md", "con.md", "is not a file name on Windows"),
        (b"a\xff.md", r"a\udcff.md", "has a character that file names must not have"),
    ],
)
def test_names_that_some_system_does_not_take_are_refused(
    home, refused, name, shown, reason
):
    put(home, DOG.replace("dog.md", os.fsdecode(name)), GOOD.encode())
    told = refused("fmt")
    assert told == (
        f"specs/zoo/docs/models/components/{shown}:1:1: error[D008]: "
        f"the name of this file {reason}\n  1 | # Dog\n      ^\n  help: rename the file\n"
    )


def test_half_a_surrogate_pair_is_no_value(home, refused):
    pages = models(enum_page("Meal", '"hay" | "\\ud800"'))
    write(home / "specs" / "zoo", pages)
    path = "docs/models/components/meal.md"
    assert f"specs/zoo/{path}:6:9: error[D017]: " in refused("generate", NOT_FMT)


@pytest.mark.parametrize(
    "text",
    [
        "a = " + "[" * 4900,
        "a = " + "[" * 4900 + "]" * 4900,
        "a = " + "{b=" * 3000,
        "a = { b" + ".b" * 3000 + " = 1 }",
        "[models.A]\nb" + ".b" * 3000 + " = 1",
        "[a" + ".a" * 3000 + "]",
    ],
)
def test_settings_that_nest_without_end_are_refused(home, run, text):
    put(home, "sdk.toml", text.encode())
    before = state(home)
    code, _, err = run("generate")
    assert (code, "specs/zoo/sdk.toml:1:1: error[D050]: not valid here: " in err) == (
        1,
        True,
    )
    assert state(home) == before


def test_a_tree_without_pages_is_wrong_usage(home, run):
    (home / "empty" / "docs").mkdir(parents=True)
    for command in ("generate", "check", "fmt", "lint", "ir"):
        assert run(command, "empty") == (
            2,
            "",
            "error: empty: no pages found below docs/\n",
        )
