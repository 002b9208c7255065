"""`review`: what changed between two states of the docs."""

import json

import jsonschema
import pytest

from generator.emit.fileset import File, FileSet, sha256
from generator.emit.manifest import manifest_bytes, manifest_of
from generator.emit.paths import MANIFEST
from generator.emit.tree import read_tree
from tests.cli.zoo import BROKEN, PAGES, write
from tests.lowering import object_page, row
from tests.unit.review.test_states import git

PET = "docs/models/components/pet.md"
OLDER = PAGES | {PET: object_page("Pet", row("name"))}
RETYPED = PAGES | {
    PET: object_page("Pet", row("name", "*number*"), row("ownerName", required=False))
}


@pytest.fixture
def states(home):
    """The working directory, with the docs of three states, and the second one as `specs`."""
    write(home / "specs" / "zoo", PAGES, "")
    write(home / "older", OLDER, "")
    write(home / "now", PAGES, "")
    write(home / "retyped", RETYPED, "")
    return home


@pytest.fixture
def repository(home, run):
    """The working directory as a repository: docs and their SDK, and then other docs alone."""
    write(home / "specs" / "zoo", OLDER, "")
    assert run("generate")[0] == 0
    git("init", "--initial-branch", "main")
    commit()
    write(home / "specs" / "zoo", PAGES, "")
    commit()
    return home


def commit():
    git("add", "--all")
    git("commit", "--message", "x")


def report(printed):
    found = json.loads(printed)
    (each,) = found["reviews"]
    return each


def test_nothing_changed_is_said(states, run):
    code, out, err = run("review", "now", "specs")
    assert (code, err) == (0, "")
    assert out == "now -> specs: nothing changed\n"


def test_a_change_is_told_with_its_version(states, run):
    code, out, _ = run("review", "older", "now")
    assert code == 0
    assert "version: minor" in out
    assert "field ownerName added" in out


@pytest.mark.parametrize("style", ["markdown", "changelog", "html"])
def test_other_formats_tell_it_too(states, run, style):
    code, out, _ = run("review", "older", "now", "--format", style)
    assert code == 0
    assert "owner" in out


def test_the_page_is_one_file_with_the_code_that_differs(states, run):
    code, out, err = run(
        "review", "older", "now", "--format", "html", "--out", "page.html"
    )
    assert (code, out, err) == (0, "", "page.html: written\n")
    page = (states / "page.html").read_text(encoding="utf-8")
    assert page.startswith("<!doctype html>")
    assert "<code>ownerName</code>" in page
    assert "models/components/pet.py" in page
    assert "Proposed version: minor" in page


def test_json_is_as_its_schema_says(states, run):
    code, schema, _ = run("review", "--schema")
    assert code == 0
    for old, new in (("older", "now"), ("now", "retyped"), ("now", "now")):
        code, out, _ = run("review", old, new, "--format", "json")
        assert code == 0
        jsonschema.validate(json.loads(out), json.loads(schema))


@pytest.mark.parametrize(
    ("old", "new", "level", "code"),
    [
        ("now", "retyped", "breaking", 1),
        ("now", "retyped", "additive", 1),
        ("older", "now", "breaking", 0),
        ("older", "now", "additive", 1),
        ("older", "now", "cosmetic", 1),
        ("now", "now", "cosmetic", 0),
    ],
)
def test_a_change_of_a_class_fails_on_request(states, run, old, new, level, code):
    assert run("review", old, new)[0] == 0
    assert run("review", old, new, "--fail-on", level)[0] == code


def test_an_api_that_goes_breaks_and_one_that_comes_adds(states, run):
    write(states / "two" / "zoo", PAGES, "")
    write(states / "two" / "park", PAGES, "")
    assert run("review", "two", "specs", "--fail-on", "breaking")[0] == 1
    assert run("review", "specs", "two", "--fail-on", "breaking")[0] == 0
    assert run("review", "specs", "two", "--fail-on", "additive")[0] == 1
    _, out, _ = run("review", "specs", "two", "--format", "json")
    assert json.loads(out)["added"] == ["park"]


def test_a_report_goes_into_a_file(states, run):
    _, printed, _ = run("review", "older", "now")
    code, out, err = run("review", "older", "now", "--out", "report.txt")
    assert (code, out, err) == (0, "", "report.txt: written\n")
    assert (states / "report.txt").read_text() == printed


def test_errors_in_the_docs_are_shown_and_nothing_else(states, run):
    write(states / "now", {PET: BROKEN}, "")
    for arguments in (("older", "now"), ("now", "older")):
        code, out, err = run("review", *arguments)
        assert (code, out) == (2, "")
        assert f"now/{PET}" in err


@pytest.mark.parametrize("arguments", [(), ("older",), ("older", "nowhere")])
def test_two_states_are_needed(states, run, arguments):
    code, out, err = run("review", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")


def test_the_input_changed_and_the_generator_did_not(repository, run):
    code, out, _ = run("review", "HEAD~1", ".", "--format", "json")
    found = report(out)
    assert code == 0
    assert found["generator"]["files"] == []
    paths = [file["path"] for file in found["radius"]["files"]]
    assert "src/zoo_sdk/models/components/pet.py" in paths
    assert found["bump"] == "minor"


def test_the_generator_changed_and_the_input_did_not(repository, run):
    write(repository / "specs" / "zoo", OLDER, "")
    older_output(repository / "generated" / "zoo", "README.md", b"# Old\n")
    commit()
    code, out, _ = run("review", "HEAD", "HEAD", "--format", "json")
    found = report(out)
    assert code == 0
    assert (found["entries"], found["radius"]["files"]) == ([], [])
    by_path = {file["path"]: file for file in found["generator"]["files"]}
    assert "README.md" in by_path
    marks = {line["mark"] + line["text"] for line in by_path["README.md"]["lines"]}
    assert "-# Old" in marks
    texts = [line["text"] for line in by_path[MANIFEST]["lines"]]
    assert '  "generator": "0.0.1"' in texts
    assert found["bump"] == "patch"


def test_a_name_that_the_generator_takes_away_breaks_users_too(repository, run):
    write(repository / "specs" / "zoo", OLDER, "")
    folder = repository / "generated" / "zoo"
    path = "src/zoo_sdk/resources/pets.py"
    module = (folder / path).read_text()
    older_output(folder, path, module.replace("def feed(", "def nourish(").encode())
    commit()
    _, out, _ = run(
        "review", "HEAD", "HEAD", "--format", "json", "--fail-on", "breaking"
    )
    found = report(out)
    assert (found["entries"], found["surface"]) == ([], [])
    assert found["bump"] == "major"
    (reason,) = found["forced"]
    assert reason.startswith("by the generator: resources.pets.Pets.nourish removed: ")
    assert run("review", "HEAD", "HEAD", "--fail-on", "breaking")[0] == 1


def test_what_both_changed_is_told_apart(repository, run):
    older_output(repository / "generated" / "zoo", "README.md", b"# Old\n")
    write(repository / "specs" / "zoo", OLDER, "")
    commit()
    write(repository / "specs" / "zoo", PAGES, "")
    _, out, _ = run("review", "HEAD", ".", "--format", "json")
    found = report(out)
    readme, model = "README.md", "src/zoo_sdk/models/components/pet.py"
    generator, radius = (
        {file["path"] for file in found[part]["files"]}
        for part in ("generator", "radius")
    )
    assert readme in generator - radius
    assert model in radius - generator


def older_output(folder, path, content):
    """Leave what an older generator would have left, with another text in one file."""
    tree = read_tree(folder)
    entries = tree.manifest.files
    files = {p: File(text, entries[p].rendered) for p, text in tree.files.items()}
    files[path] = File(content, sha256(content))
    (folder / path).write_bytes(content)
    manifest = manifest_bytes(manifest_of(FileSet(files), "0.0.1"))
    (folder / MANIFEST).write_bytes(manifest)
