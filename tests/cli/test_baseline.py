"""`lint` beside a baseline: what is known is silent, what is new fails, what is stale is told."""

import json
import re
import tomllib

import pytest

from tests.cli.zoo import BROKEN, PAGES, PET, state, write
from tests.lowering import object_page, row

FILE = "specs/zoo/doubts.toml"
WARNED = object_page("Pet", row("name"), row("ownerName"), example="let x = 1 +;")


@pytest.fixture
def accepted(home, run):
    """The zoo with its baseline."""
    assert run("lint", "--accept")[0] == 0
    return home / FILE


def change(home, before, after):
    write(home / "specs" / "zoo", {PET: PAGES[PET].replace(before, after)})


def test_without_a_baseline_doubts_are_told_and_do_not_fail(home, run):
    code, out, _ = run("lint")
    assert code == 0
    assert {"never-null", "wire-identity"} <= set(re.findall(r"doubt\[(.*)\]", out))
    assert "doubts.toml" not in out


def test_accepted_doubts_are_silent(accepted, home, run):
    code, out, err = run("lint")
    assert (code, err) == (0, "")
    assert "doubt[" not in out
    known = sum(map(len, names(tomllib.loads(accepted.read_text("utf-8")))))
    assert f"specs/zoo/doubts.toml: {known} known doubts and warnings, 0 new\n" in out


def names(table):
    for value in table.values():
        yield from names(value) if isinstance(value, dict) else [value]


def test_the_baseline_names_things_and_no_lines(accepted):
    content = tomllib.loads(accepted.read_text("utf-8"))
    assert content["models"]["never-null"]["nullable"] == {
        "components.Pet": ["name", "ownerName"]
    }
    assert content["operations"]["wire-identity"]["wire_name"] == {
        "pets.feed": ["meal"]
    }


def test_moving_rows_and_files_up_and_down_changes_nothing(accepted, home, run):
    before = accepted.read_bytes()
    lines = PAGES[PET].rstrip("\n").split("\n")
    lines[-2:] = reversed(lines[-2:])
    moved = "\n".join(lines).replace(
        "# Pet\n", "# Pet\n\nA new text.\n\nAnd more.\n", 1
    )
    write(home / "specs" / "zoo", {PET: moved + "\n"})
    assert run("lint")[0] == 0
    assert run("lint", "--accept")[0] == 0
    assert accepted.read_bytes() == before


def test_a_new_field_of_a_known_model_is_news(accepted, home, run):
    change(home, row("name") + "\n", row("name") + "\n" + row("age", "*number*") + "\n")
    code, out, err = run("lint")
    assert (code, err) == (1, "")
    assert set(re.findall(r"doubt\[(.*)\]", out)) == {
        "never-null",
        "number-undecided",
        "wire-identity",
    }
    assert "doubt[never-null]: nullable: " in out
    assert f"  specs/zoo/{PET}:16:3: components.Pet.age\n" in out
    assert "components.Pet.name" not in out
    assert ", 3 new\n" in out


def test_what_is_gone_is_stale_and_does_not_fail(accepted, home, run):
    change(home, row("name") + "\n", "")
    code, out, err = run("lint")
    assert (code, err) == (0, "")
    assert "specs/zoo/doubts.toml: 2 entries are stale:\n" in out
    assert "  never-null: components.Pet.name\n" in out
    assert "run: docs2sdk lint --accept\n" in out
    run("lint", "--accept")
    assert "stale" not in run("lint")[1]


def test_warnings_are_known_by_their_text(home, run):
    write(home / "specs" / "zoo", {PET: WARNED})
    assert run("lint")[0] == 0
    run("lint", "--accept")
    code, out, _ = run("lint")
    assert (code, "D016" in out) == (0, False)
    write(home / "specs" / "zoo", {PET: WARNED.replace("1 +;", "@;")})
    code, out, _ = run("lint")
    assert (code, "warning[D016]" in out) == (1, True)


def test_errors_are_never_accepted(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    before = state(home)
    code, out, err = run("lint", "--accept")
    assert (code, out) == (1, "")
    assert "error[D010]" in err
    assert err.endswith("nothing was written\n")
    assert state(home) == before


def test_an_error_fails_beside_a_baseline_too(accepted, home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    assert run("lint")[0] == 1


def test_new_doubts_as_json_and_as_workflow_commands(accepted, home, run):
    change(home, row("name"), row("age", "*number*"))
    code, out, _ = run("lint", "--format", "json")
    (told,) = json.loads(out)
    assert code == 1
    places = [place for doubt in told["doubts"] for place in doubt["places"]]
    assert {place["name"] for place in places} == {"components.Pet.age"}
    assert {entry["part"] for entry in told["baseline"]["stale"]} == {"name"}
    code, out, _ = run("lint", "--format", "github")
    assert code == 1
    head = f"::error file=specs/zoo/{PET},line=15,col=3,title=never-null::"
    assert f"{head}components.Pet.age: nullable: " in out
    assert "::notice file=specs/zoo/doubts.toml,line=1,col=1,title=stale::" in out


@pytest.mark.parametrize(
    "text",
    [
        "<<<<<<< ours\n",
        "models = 1\n",
        "[models.never-null]\nnullable = 1\n",
        '[models.never-null.nullable]\n"components.Pet" = "name"\n',
        '[models.never-null.nullable]\n"components.Pet" = [1]\n',
    ],
)
def test_a_baseline_that_cannot_be_read_comes_with_a_way_out(home, run, text):
    (home / FILE).write_text(text)
    code, out, err = run("lint")
    assert (code, out) == (1, "")
    assert err.startswith("error: specs/zoo/doubts.toml: ")
    assert err.endswith("write it anew: docs2sdk lint --accept\n")
    assert run("lint", "--accept")[0] == 0
    assert run("lint")[0] == 0


def test_a_baseline_that_is_a_link_is_not_followed(accepted, home, run):
    accepted.rename(home / "elsewhere.toml")
    accepted.symlink_to(home / "elsewhere.toml")
    code, out, _ = run("lint")
    assert (code, "error[D008]" in out) == (1, True)
    before = state(home)
    change(home, row("name"), row("age"))
    assert run("lint", "--accept")[0] == 1
    assert (home / "elsewhere.toml").read_bytes() == before["elsewhere.toml"][2]


def test_models_alone_leave_the_rest_of_the_baseline_as_it_is(accepted, home, run):
    before = accepted.read_bytes()
    code, out, _ = run("lint", "--models-only")
    assert (code, "stale" in out) == (0, False)
    assert run("lint", "--models-only", "--accept")[0] == 0
    assert accepted.read_bytes() == before
    change(home, row("name"), row("age"))
    code, out, _ = run("lint", "--models-only")
    assert (code, "never-null: components.Pet.name" in out) == (1, True)


def test_hostile_names_come_back_as_they_were(home, run):
    name = 'a"]\n[x]\\\x1b\u202e'.replace("\n", " ")
    page = object_page(name, row("name"))
    write(home / "specs" / "zoo", {"docs/models/components/odd.md": page}, "")
    run("lint", "--accept")
    content = tomllib.loads((home / FILE).read_text("utf-8"))
    assert f"components.{name}" in content["models"]["never-null"]["nullable"]
