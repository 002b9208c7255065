"""`templates`: beginning to replace, and taking over what changed; and what `--templates` does."""

import shutil

import pytest

from tests.cli.zoo import PET

OBJECT = "python/object.py.jinja"
MINE = ("--templates", "mine")
LOCK = "mine/templates.lock"


def generated(home, run, *options):
    code, _, err = run("generate", "--out", "out", "--force", *options)
    assert (code, err) == (0, "")
    files = (path for path in (home / "out").rglob("*") if path.is_file())
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in files}


@pytest.mark.parametrize(
    ("name", "blocks"),
    [
        (OBJECT, []),
        (OBJECT, ["--block", "field", "--block", "class_docstring"]),
        ("python/_method.jinja", ["--block", "docstring"]),
        ("docs/README.md.jinja", ["--block", "models"]),
    ],
)
def test_what_begins_to_replace_something_changes_nothing(home, run, name, blocks):
    before = generated(home, run)
    assert run("templates", "override", name, *blocks, *MINE) == (
        0,
        f"mine/{name}: written\n",
        "",
    )
    assert generated(home, run, *MINE) == before
    assert run("templates", "diff", *MINE) == (0, "", "")


def test_blocks_are_added_to_those_that_are_replaced(home, run):
    run("templates", "override", OBJECT, "--block", "field", *MINE)
    file = home / "mine" / OBJECT
    file.write_text(file.read_text("utf-8").replace("}: {{", "}:  {{"), "utf-8")
    code, _, _ = run("templates", "override", OBJECT, "--block", "extra", *MINE)
    assert code == 0
    text = file.read_text("utf-8")
    assert "}:  {{" in text
    assert text.index("{% block field scoped %}") < text.index("{% block extra %}")


@pytest.mark.parametrize(
    ("arguments", "fault", "help_"),
    [
        (
            ["python/objekt.py.jinja"],
            "the project has no such template",
            f"write `{OBJECT}`",
        ),
        ([OBJECT, "--block", "feild"], "there is no block `feild`", "write `field`"),
        (
            [OBJECT, "--block", "twin"],
            "the block `twin` is replaced already",
            "edit it",
        ),
        ([OBJECT], "this template is replaced already", "name a block of it"),
    ],
)
def test_what_cannot_be_replaced_is_told_and_nothing_written(
    home, run, arguments, fault, help_
):
    run("templates", "override", OBJECT, "--block", "twin", *MINE)
    before = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    code, out, err = run("templates", "override", *arguments, *MINE)
    assert (code, out) == (1, "")
    assert err.endswith(f"{arguments[0]}: {fault}\n  help: {help_}\n")
    after = {path: path.read_bytes() for path in home.rglob("*") if path.is_file()}
    assert after == before


def test_a_change_of_the_base_is_a_finding_until_it_is_accepted(home, run):
    run("templates", "override", OBJECT, "--block", "field", *MINE)
    lock = home / LOCK
    now = lock.read_text("utf-8")
    lock.write_text(now.replace("field.doc", "field.text"), "utf-8")
    code, out, err = run("templates", "diff", *MINE)
    assert (code, err) == (1, "")
    assert out.startswith(f"mine/{OBJECT}:4: what this replaces has changed since: ")
    assert "\n-{% if field.text is not none %}\n" in out
    assert "\n+{% if field.doc is not none %}\n" in out
    check = ("templates", "check", "--no-types", *MINE)
    assert run(*check)[:2] == (1, out)
    assert run("templates", "accept", *MINE) == (
        0,
        f"{LOCK}: remembers 1 texts that are replaced\n",
        "",
    )
    assert lock.read_text("utf-8") == now
    assert run("templates", "diff", *MINE) == (0, "", "")


def test_the_list_names_templates_what_they_see_and_their_blocks(run):
    code, out, err = run("templates", "list")
    assert (code, err) == (0, "")
    lines = out.splitlines()
    at = lines.index(f"{OBJECT}: view: generator.python.models.ObjectView")
    assert lines[at + 1 : at + 6] == [
        "  header",
        "  docstring",
        "  imports",
        "  exports",
        "  class",
    ]
    assert "    field" in lines[at + 6 :]


def test_check_and_generate_answer_by_the_content_of_the_templates(
    home, run, monkeypatch, tmp_path
):
    monkeypatch.setenv("DOCS2SDK_CACHE", str(tmp_path / "cache"))
    run("templates", "override", OBJECT, "--block", "class_docstring", *MINE)
    generated(home, run, *MINE)
    assert run("check", "--out", "out", *MINE)[0] == 0
    assert len(list((tmp_path / "cache").iterdir())) > 0
    file = home / "mine" / OBJECT
    file.write_text(file.read_text("utf-8").replace("{{ view.doc }}", '"""No."""'))
    code, out, _ = run("check", "--out", "out", *MINE)
    assert code == 1
    assert '+    """No."""' in out
    assert run("check", "--out", "out")[0] == 0


def test_a_fault_stops_all_before_anything_is_written(home, run):
    (home / "mine").mkdir()
    for command in (["generate"], ["check"], ["review", "specs/zoo", "specs/zoo"]):
        code, out, err = run(*command, *MINE)
        assert (code, out) == (1, "")
        assert err.startswith("error: mine/templates.toml: there is no such file\n")
    assert not (home / "generated").exists()


def test_review_takes_the_templates(home, run):
    run("templates", "override", OBJECT, "--block", "field", *MINE)
    file = home / "mine" / OBJECT
    file.write_text(file.read_text("utf-8").replace("field.doc", "field.dok"), "utf-8")
    shutil.copytree(home / "specs" / "zoo", home / "after" / "zoo")
    page = home / "after" / "zoo" / PET
    (row,) = (
        line for line in page.read_text("utf-8").split("\n") if "ownerName" in line
    )
    more = f"{row}\n{row.replace('ownerName', 'homeTown')}"
    page.write_text(page.read_text("utf-8").replace(row, more), "utf-8")
    assert run("review", "specs/zoo", "after/zoo")[0] == 0
    code, out, err = run("review", "specs/zoo", "after/zoo", *MINE)
    assert (code, out) == (1, "")
    fault = "`FieldView` has no attribute `dok`"
    assert err.startswith(f"error: mine/{OBJECT}:7: {fault}\n")
