"""What `explain` tells of a symbol."""

import pytest

from tests.cli.zoo import BROKEN, PET, RICH, write

STATED = """\
[operations."pets.watch"]
servers = [{ url = "https://watch.example.com", name = "live" }]
idempotent = false
"""


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


@pytest.fixture
def rich(home):
    """An API with pages, streams, servers and a union."""
    write(home / "specs" / "zoo", RICH, STATED)
    (home / "specs" / "zoo" / "docs/models/components/meal.md").unlink()


PAGE = "specs/zoo/docs/sdks/pets/README.md"


def test_explain_tells_how_an_operation_goes_on_to_the_next_page(rich, home, run):
    _, out, _ = run("explain", "pets.list")
    assert "  answers components.Herd: documented at " in out
    told = "  pagination by page, input `page`, limit `limit`, items `pets`: "
    assert f"{told}derived by page-number from {PAGE}:" in out


def test_explain_tells_of_streams_and_servers_of_an_operation(rich, home, run):
    _, out, _ = run("explain", "pets.watch")
    assert f"  answers stream of components.Pet: documented at {PAGE}:" in out
    assert "  success content_type `text/event-stream`: derived by events-answer" in out
    assert (
        '  servers: stated by operations."pets.watch".servers at specs/zoo/sdk' in out
    )
    assert "\n    server `live` `https://watch.example.com`: stated by " in out
    assert "  idempotent false: stated by " in out


def test_explain_tells_how_the_member_of_a_union_is_found(rich, home, run):
    _, out, _ = run("explain", "Guest")
    assert out.startswith("components.Guest: UnionModel\n")
    assert "  selection by the required fields that are there: derived by " in out


def test_explain_tells_of_the_client_and_its_credentials(rich, home, run):
    _, out, _ = run("explain", "Zoo")
    assert "  server `https://zoo.example.com`: derived by server-example from " in out
    assert "  security `token`: explain each by its name\n" in out
    _, out, _ = run("explain", "token")
    assert out.startswith("token: SecurityScheme\n  documented at specs/zoo/README.md:")
    assert "  kind bearer\n" in out


def test_models_can_be_explained_alone(home, run):
    write(home / "specs" / "zoo", {"docs/sdks/pets/README.md": "# Pets\n"})
    assert run("explain", "Pet")[0] == 1
    code, out, err = run("explain", "Pet", "--models-only")
    assert (code, err) == (0, "")
    assert out.startswith("components.Pet: ObjectModel\n")
