"""The commands: exit codes, what goes to which stream, and what is never touched."""

import hashlib
import json
import os
import re
import subprocess
import sys

import jsonschema
import pytest
from lowering import (
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator.cli import main
from generator.ir.schema import schema
from tests.cli.zoo import BROKEN, PAGES, PET, RICH, ROOT, state, write


def test_generate_writes_and_says_so_on_standard_output(home, run):
    code, out, err = run("generate")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"generated/zoo: [0-9]+ new\n", out)
    package = home / "generated" / "zoo" / "src" / "zoo_sdk"
    assert (package / "models" / "components" / "pet.py").is_file()
    assert (package / "_runtime" / "client.py").is_file()


def test_generate_again_touches_nothing(home, run):
    run("generate")
    before = state(home)
    code, out, err = run("generate")
    assert (code, err) == (0, "")
    assert re.fullmatch(r"generated/zoo: [0-9]+ unchanged\n", out)
    assert state(home) == before


def test_what_was_generated_passes_the_check_without_a_word(run, home):
    run("generate")
    assert run("check") == (0, "", "")


def test_one_api_may_be_named_and_written_elsewhere(home, run):
    code, out, _ = run("generate", "specs/zoo", "--out", "elsewhere")
    assert (code, out.partition(":")[0]) == (0, "elsewhere/zoo")
    assert run("check", "specs/zoo", "--out", "elsewhere")[0] == 0


def test_a_fault_in_any_api_keeps_all_from_being_written(home, run):
    write(home / "specs" / "ark", models(BROKEN), "")
    before = state(home)
    code, out, err = run("generate")
    assert (code, out) == (1, "")
    assert err.startswith(
        "specs/ark/docs/models/components/pet.md:15:12: error[D010]: "
    )
    assert err.endswith("\nnothing was written\n")
    assert state(home) == before


def test_a_fault_leaves_earlier_output_as_it_was(home, run):
    run("generate")
    write(home / "specs" / "zoo", {PET: BROKEN})
    before = state(home)
    for command in ("generate", "check"):
        assert run(command)[0] == 1
    assert state(home) == before


def test_a_warning_is_told_and_stops_nothing(home, run):
    page = object_page("Pet", row("name"), row("ownerName"), example="let x = 1 +;")
    write(home / "specs" / "zoo", {PET: page})
    code, out, err = run("generate")
    assert (code, out.count("\n")) == (0, 1)
    assert "warning[D016]" in err


@pytest.mark.parametrize("command", ["generate", "check", "lint", "ir"])
def test_no_docs_are_wrong_usage(home, run, command):
    code, out, err = run(command, "nowhere")
    assert (code, out) == (2, "")
    assert err == "error: nowhere: no such folder\n"


@pytest.mark.parametrize(
    "arguments", [[], ["fly"], ["generate", "--fast"], ["lint", "--format", "xml"]]
)
def test_wrong_usage_has_a_code_of_its_own(home, capsys, arguments):
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith("usage: docs2sdk")


def test_check_counts_what_is_missing_extra_edited_and_changed(home, run):
    run("generate")
    package = home / "generated" / "zoo" / "src" / "zoo_sdk"
    (package / "errors.py").unlink()
    (package / "mine.py").write_text("x = 1\n")
    with (package / "_client.py").open("a") as client:
        client.write("y = 2\n")
    write(
        home / "specs" / "zoo", {PET: PAGES[PET].replace("# Pet\n", "# Pet\n\nNew.\n")}
    )
    before = state(home)
    code, out, err = run("check")
    assert code == 1
    assert "--- /dev/null\n+++ b/src/zoo_sdk/errors.py\n" in out
    assert "Only in output: src/zoo_sdk/mine.py\n" in out
    assert "\n-y = 2\n" in out
    assert '\n+    """New."""\n' in out
    summary = "1 new, 3 changed, 1 edited, 1 extra"
    assert {*summary.split(", ")} <= {*re.split(": |, |; ", err)}
    assert err.splitlines()[0].endswith("; to accept, run: docs2sdk generate")
    assert err.splitlines()[1:] == [
        "help: for what changed, why, and for whom: docs2sdk review HEAD ."
    ]
    assert state(home) == before


def test_check_writes_nothing_on_a_read_only_folder(home, run):
    run("generate")
    folders = [home, *(path for path in home.rglob("*") if path.is_dir())]
    before = state(home)
    for folder in folders:
        folder.chmod(0o555)
    try:
        assert run("check") == (0, "", "")
        assert run("check", "--out", "nowhere")[0] == 1
        assert state(home) == before
    finally:
        for folder in folders:
            folder.chmod(0o755)


def test_a_file_that_was_edited_by_hand_stops_generate_and_is_named(home, run):
    run("generate")
    edited = home / "generated" / "zoo" / "README.md"
    edited.write_text("mine\n")
    before = state(home)
    code, out, err = run("generate")
    assert (code, out) == (1, "")
    assert err.startswith("error: generated/zoo/README.md was edited by hand\nhelp: ")
    assert state(home) == before
    code, out, err = run("generate", "--force")
    assert (code, err) == (0, "")
    assert "1 edited" in out
    assert edited.read_text().startswith("# Zoo\n")


def test_files_of_others_are_kept(home, run):
    run("generate")
    mine = home / "generated" / "zoo" / "NOTES.md"
    mine.write_text("mine\n")
    assert run("generate")[0] == 0
    assert mine.read_text() == "mine\n"


def test_lint_tells_doubts_and_the_account(home, run):
    code, out, err = run("lint")
    assert (code, err) == (0, "")
    assert "doubt[never-null]: nullable: " in out
    assert "specs/zoo: 5 table rows: 5 in the model, 0 ignored, 0 reported\n" in out


def test_lint_gives_faults_on_standard_output_and_exits_with_one(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    code, out, err = run("lint")
    assert (code, err) == (1, "")
    assert out.startswith(
        "specs/zoo/docs/models/components/pet.md:15:12: error[D010]: "
    )


def test_lint_as_json_says_the_same(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    code, out, _ = run("lint", "--format", "json")
    (content,) = json.loads(out)
    assert code == 1
    assert content["api"] == "zoo"
    (fault,) = content["diagnostics"]
    assert (fault["code"], fault["severity"], fault["file"]) == ("D010", "error", PET)
    assert (fault["line"], fault["column"], fault["end"]) == (15, 12, 16)
    assert fault["message"]
    assert fault["help"]
    rows = content["rows"]
    assert rows["total"] == rows["consumed"] + rows["reported"] == 4
    assert {doubt["rule"] for doubt in content["doubts"]} >= {"wire-identity"}


def test_lint_as_workflow_commands_points_at_lines(home, run):
    fault = object_page("Pet", row("name", "%"))
    write(home / "specs" / "zoo", {PET: fault}, "")
    code, out, _ = run("lint", "--format", "github")
    assert code == 1
    assert out.startswith(f"::error file=specs/zoo/{PET},line=15,col=12,title=D010::")
    assert "found `%25`" in out
    assert out.count("\n") == 1


def test_a_finding_of_several_lines_is_one_workflow_command(home, run):
    """Operations without a request are one error, which lists them (D031)."""
    calls = [re.sub("<!-- UsageSnippet.*\n", "", operation(f"call{n}")) for n in (1, 2)]
    write(home / "specs" / "zoo", resource(*calls), "")
    _, out, _ = run("lint", "--format", "github")
    assert "%0A" in out
    assert all(line.startswith("::") for line in out.splitlines())


def test_check_does_not_believe_a_manifest_that_vouches_for_an_edit(home, run):
    assert run("generate")[0] == 0
    module = home / "generated/zoo/src/zoo_sdk/_client.py"
    manifest = home / "generated/zoo/.docs2sdk.json"
    before = hashlib.sha256(module.read_bytes()).hexdigest()
    module.write_text(module.read_text("utf-8") + "\nprint('mine')\n", "utf-8")
    after = hashlib.sha256(module.read_bytes()).hexdigest()
    manifest.write_text(manifest.read_text("utf-8").replace(before, after), "utf-8")
    code, out, _ = run("check")
    assert code == 1
    assert "-print('mine')" in out


def test_a_broken_manifest_comes_with_a_way_out(home, run):
    assert run("generate")[0] == 0
    manifest = home / "generated/zoo/.docs2sdk.json"
    manifest.write_text("<<<<<<< ours\n", "utf-8")
    code, _, err = run("generate")
    assert code == 1
    assert "help: restore it, or delete it and run: docs2sdk generate --force" in err
    manifest.unlink()
    assert run("generate", "--force")[0] == 0
    assert run("check")[0] == 0


def test_ir_is_json_that_its_schema_describes(home, run):
    code, out, err = run("ir")
    assert (code, err) == (0, "")
    (api,) = json.loads(out)
    assert api["name"] == "zoo"
    code, out, err = run("ir", "--schema")
    assert (code, err) == (0, "")
    assert json.loads(out) == schema()
    jsonschema.validate([api], json.loads(out), jsonschema.Draft202012Validator)


def test_the_schema_describes_pages_streams_servers_and_unions_too(home, run):
    pages = {path: text for path, text in PAGES.items() if "meal" in path} | RICH
    write(home / "specs" / "zoo", pages, "")
    code, out, _ = run("ir")
    assert code == 0
    for name in ("Pagination", "Stream", "Server", "ByKeys", "SecurityScheme"):
        assert f'"class": "{name}"' in out
    for kind in ("events", "bearer"):
        assert f'"kind": "{kind}"' in out
    jsonschema.validate(json.loads(out), schema(), jsonschema.Draft202012Validator)


def test_ir_shows_faults_beside_what_could_be_read(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    code, out, err = run("ir")
    assert code == 1
    assert "error[D010]" in err
    assert json.loads(out)[0]["models"]


HOSTILE = "a\x1b[31m\u202e\u200b\x9b"


@pytest.mark.parametrize(
    "arguments",
    [
        ["generate"],
        ["check"],
        ["lint"],
        ["lint", "--format", "json"],
        ["lint", "--format", "github"],
        ["ir"],
        ["explain", HOSTILE],
        ["explain", f"{HOSTILE}.{HOSTILE}"],
    ],
)
@pytest.mark.parametrize("is_broken", [False, True])
def test_no_text_of_documents_reaches_the_terminal_raw(home, run, arguments, is_broken):
    page = object_page(
        HOSTILE, row(HOSTILE, HOSTILE if is_broken else "*string*", HOSTILE)
    )
    write(
        home / "specs" / f"zoo{HOSTILE}",
        {f"docs/models/components/{HOSTILE}.md": page},
        f'[wire.names]\n"{HOSTILE[-2]}" = "x"\n' if is_broken else "",
    )
    _, out, err = run(*arguments)
    assert not {c for c in out + err if not c.isprintable()} - {"\n"}


NAMES = [
    "generate",
    "check",
    "watch",
    "review",
    "init",
    "lint",
    "ir",
    "explain",
    "fmt",
    "export",
    "templates",
]
TEMPLATES = [f"templates {n}" for n in ("accept", "check", "diff", "list", "override")]


@pytest.mark.parametrize("command", [*NAMES, "export openapi", *TEMPLATES])
def test_every_command_tells_its_exit_codes(home, capsys, command):
    with pytest.raises(SystemExit) as stopped:
        main([*command.split(), "--help"])
    assert stopped.value.code == 0
    text = " ".join(capsys.readouterr().out.split())
    assert "Exit code: 0 all is well, 1 findings or differences, 2 wrong usage" in text


def test_readme_lists_every_command(home, capsys):
    with pytest.raises(SystemExit):
        main(["--help"])
    listed = re.findall("^    ([a-z]+)(?: |$)", capsys.readouterr().out, re.MULTILINE)
    readme = (ROOT / "README.md").read_text("utf-8")
    assert set(listed) == set(NAMES)
    assert set(re.findall(r"^\| `docs2sdk ([a-z]+)", readme, re.MULTILINE)) == set(
        NAMES
    )


def test_it_runs_as_a_module_and_says_its_version(home):
    command = [sys.executable, "-m", "generator", "--version"]
    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+\n", ran.stdout)


def test_messages_survive_a_terminal_that_knows_ascii_only(home):
    page = object_page("Pet", row("name", "caf\N{LATIN SMALL LETTER E WITH ACUTE}"))
    write(home / "specs" / "zoo", {PET: page}, "")
    ran = subprocess.run(
        [sys.executable, "-m", "generator", "generate", str(home / "specs")],
        cwd=ROOT,
        env=os.environ
        | {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=False,
    )
    assert ran.returncode == 1
    assert "caf\N{LATIN SMALL LETTER E WITH ACUTE}" in ran.stderr.decode()
