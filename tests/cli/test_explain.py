"""What `explain` tells of a symbol."""

import pytest

from tests.cli.zoo import BROKEN, PET, write


@pytest.mark.parametrize(
    "name",
    [
        "Pet",
        "components.Pet",
        "zoo_sdk.models.components.Pet",
        "Pet.ownerName",
        "components.Pet.owner_name",
        "Pet.owner_name",
        "pets.feed",
        "feed",
        "pets.feed.petId",
        "pets.feed.pet_id",
        "client.pets.feed",
        "pets",
        "Meal",
    ],
)
def test_explain_finds_a_symbol_by_its_names(home, run, name):
    code, out, err = run("explain", name)
    assert (code, err) == (0, "")
    assert out.count("  documented at specs/zoo/docs/") >= 1
    assert "  written to src/zoo_sdk/" in out
    assert "by templates/python/" in out


def test_explain_names_row_rule_and_overlay(home, run):
    _, out, _ = run("explain", "Pet.owner_name")
    assert out.startswith(
        f"components.Pet.ownerName: Field\n  documented at specs/zoo/{PET}:16:3\n"
    )
    assert "  optional, as its row says\n" in out
    key = 'models."components.Pet".fields.ownerName.wire_name'
    assert f"  wire_name `keeper`: stated by {key} at specs/zoo/sdk.toml:2:1\n" in out
    assert "  nullable false: derived by never-null from specs/zoo/docs/" in out


def test_explain_shows_where_a_request_comes_from(home, run):
    _, out, _ = run("explain", "pets.feed")
    page = "specs/zoo/docs/sdks/pets/README.md"
    assert f"  method `POST`: documented at {page}:" in out
    assert f"  path `/pets/{{pet_id}}/feed`: documented at {page}:" in out


def test_explain_waits_until_the_docs_are_sound(home, run):
    write(home / "specs" / "zoo", {PET: BROKEN}, "")
    code, out, err = run("explain", "Pet")
    assert (code, out) == (1, "")
    assert "error[D010]" in err


def test_explain_of_nothing_is_a_finding(home, run):
    code, out, err = run("explain", "no\x1bbody")
    assert (code, out) == (1, "")
    assert err == "error: nothing is called no\\x1bbody\n"
