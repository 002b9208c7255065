"""Trees whose operations cannot be written, and `--models-only`, which leaves them unread."""

import json
import tomllib

import pytest

from tests.cli.zoo import BROKEN, OVERLAY, PAGES, PET, state, write
from tests.lowering import operation, promise, resource, row

UNTOLD = {
    path: "\n".join(line for line in text.split("\n") if "UsageSnippet" not in line)
    for path, text in (
        PAGES
        | resource(
            operation("feed", row("petId"), response=promise("Pet")),
            operation("wash", row("petId"), response=promise("Pet")),
        )
    ).items()
}


def error_of(run):
    code, out, err = run("generate")
    assert (code, out) == (1, "")
    return err


def test_operations_without_a_request_are_one_error_with_lines_to_fill_in(home, run):
    write(home / "specs" / "zoo", UNTOLD)
    err = error_of(run)
    assert err.count("error[") == 1
    assert "error[D031]: the docs do not say which request 2 operations send\n" in err
    lines = err[err.index("[operations]") : err.index("nothing was written")]
    entry = {"method": "", "path": ""}
    assert tomllib.loads(lines) == {
        "operations": {"pets.feed": entry, "pets.wash": entry}
    }
    places = [line.partition(" # ")[2] for line in lines.splitlines()[1:]]
    page = UNTOLD["docs/sdks/pets/README.md"].split("\n")
    assert places == [
        f"docs/sdks/pets/README.md:{page.index(f'## {name}') + 1}:4"
        for name in ("feed", "wash")
    ]


def test_lines_that_were_pasted_and_filled_in_are_enough(home, run):
    write(home / "specs" / "zoo", UNTOLD)
    err = error_of(run)
    lines = err[err.index("[operations]") : err.index("nothing was written")]
    filled = lines.replace('method = ""', 'method = "post"')
    for name in ("feed", "wash"):
        filled = filled.replace('path = ""', f'path = "/pets/{{petId}}/{name}"', 1)
    write(home / "specs" / "zoo", {}, f"{OVERLAY}\n{filled}")
    assert run("generate")[0] == 0


def test_an_entry_that_gives_half_of_it_is_told_what_it_lacks(home, run):
    write(home / "specs" / "zoo", UNTOLD, '[operations]\n"pets.wash".method = "put"\n')
    err = error_of(run)
    assert 'help: add to [operations."pets.wash"]: path = "..."\n' in err
    assert "which request 1 operation sends" in err
    assert "help: add to the table [operations] of sdk.toml and fill in" in err
    assert "\n[operations]\n" not in err


@pytest.mark.parametrize("command", ["generate", "lint", "ir"])
def test_models_can_be_had_without_the_operations(home, run, command):
    write(home / "specs" / "zoo", UNTOLD | {"README.md": "| a |\n| - | - |\n"})
    assert run(command)[0] == 1
    code, _, err = run(command, "--models-only")
    assert (code, err) == (0, "")


def test_models_alone_have_neither_client_nor_resources(home, run):
    assert run("generate", "--models-only", "specs/zoo")[0] == 0
    package = home / "generated" / "zoo" / "src" / "zoo_sdk"
    assert (package / "models" / "components" / "pet.py").is_file()
    assert not (package / "_client.py").exists()
    assert not (package / "resources").exists()
    assert run("check", "--models-only") == (0, "", "")
    assert run("check")[0] == 1


def test_faults_of_models_stay_faults(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN})
    before = state(home)
    code, out, err = run("generate", "--models-only")
    assert (code, out) == (1, "")
    assert "error[D010]" in err
    assert state(home) == before


def test_entries_about_operations_are_not_dead_where_none_are_read(home, run):
    entries = (
        '[operations."pets.feed"]\npath = "/x/{pet_id}"\n[wire]\nquery = "snake"\n'
    )
    write(home / "specs" / "zoo", {}, OVERLAY + entries)
    assert run("lint", "--models-only")[0] == 0
    write(home / "specs" / "zoo", {}, '[models."components.Cat"]\nopen = true\n')
    code, out, _ = run("lint", "--models-only")
    assert (code, "error[D052]" in out) == (1, True)


def test_models_alone_can_be_exported_and_printed(home, run):
    code, out, _ = run("export", "openapi", "--models-only", "specs/zoo")
    document = json.loads(out)
    assert (code, document.get("paths", {})) == (0, {})
    assert len(document["components"]["schemas"]) == 2
    (api,) = json.loads(run("ir", "--models-only")[1])
    assert (api["resources"], len(api["models"])) == ([], 2)
