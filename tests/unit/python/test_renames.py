"""Names that sdk.toml gives in Python: what is written under them, and what is refused."""

import re
from dataclasses import replace

import pytest
from lowering import (
    enum_page,
    link,
    lowered,
    messages,
    models,
    object_page,
    operation,
    promise,
    resource,
    row,
)

from generator.build import build_files, stated_names
from generator.emit.tree import Tree
from generator.explain import explain
from generator.passes import run_passes
from generator.python.check import check_names
from generator.python.renames import rename_problems
from generator.python.settings import PythonSettings, setting_problems
from generator.render.environment import templates_dir
from generator.source import Span

FEED = operation(
    "feed",
    row("request", link("FoodRequest")),
    method="post",
    response=promise("PetResponse"),
)
PAGES = resource(FEED) | models(
    object_page(
        "FoodRequest", row("kind", link("Kind")), row("hot", "*components.Kinds*")
    ),
    object_page("PetResponse", row("name"), row("kind", link("Kind"))),
    enum_page("Kind", '"hay" | "meat"'),
    "# Kinds\n\n## Supported Types\n\n### `components.Kind`\n\n### `string`\n",
)
OVERLAY = """\
[python.models]
"components.PetResponse" = "Pet"
"components.Kind" = "FoodKind"

[python.resources]
"pets" = "animals"

[python.operations]
"pets.feed" = "give_food"
"""
NOTHING = Tree(exists=False, files={}, manifest=None, workshop=())


def files_of(found):
    return {
        path.removeprefix("src/zoo_sdk/"): file.content.decode()
        for path, file in build_files(found, NOTHING).items()
    }


def passed(found):
    assert messages(found) == []
    return replace(found, api=run_passes(found.api))


def problems(overlay):
    found = lowered(PAGES, overlay)
    assert messages(found) == []
    renames = stated_names(found.overlay)
    return list(rename_problems(found.api, renames, found.overlay.place))


def test_everything_refers_to_the_new_names():
    found = lowered(PAGES, OVERLAY)
    assert messages(found) == []
    assert problems(OVERLAY) == []
    files = files_of(found)
    code = {path: text for path, text in files.items() if path.endswith(".py")}
    assert "class Pet(" in code["models/components/pet.py"]
    assert "FoodKind: TypeAlias" in code["models/components/food_kind.py"]
    assert "def give_food(" in code["resources/animals.py"]
    assert "def animals(" in code["_client.py"]
    sdk = "".join(t for path, t in code.items() if "_runtime" not in path)
    assert "PetResponse" not in sdk
    assert "components.kind " not in sdk
    assert "pets.feed" not in sdk


def test_the_model_keeps_the_names_of_the_docs():
    found = lowered(PAGES, OVERLAY)
    assert {m.key.title.reveal() for m in found.api.models} >= {"PetResponse", "Kind"}
    assert found.api == lowered(PAGES).api


def test_what_is_renamed_is_explained_under_its_new_name():
    assert list(explain("Pet", lowered(PAGES, OVERLAY)))
    assert list(explain("client.animals.give_food", lowered(PAGES, OVERLAY)))


def test_a_name_without_letters_needs_one_and_two_that_clash_may_get_better_ones():
    pages = models(
        object_page("++", row("a")), object_page("Pet-House"), object_page("PetHouse")
    )
    clash = {d.code for d in check_names(lowered(pages).python).sorted()}
    assert clash == {"D071"}
    overlay = '[python.models]\n"components.++" = "Plus"\n'
    found = lowered(pages, overlay)
    assert check_names(found.python).sorted() == ()
    assert [each.thing.key for each in found.clashes] == ["components.Pet-House"]
    overlay += '"components.Pet-House" = "Kennel"\n'
    found = lowered(pages, overlay)
    assert check_names(found.python).sorted() == ()
    assert found.clashes == ()


FIELDS = models(
    object_page("Hutch", row("hutchID"), row("hutchId"), row("kind", '*"hutch"*')),
    object_page("Shed", row("hutchID"), row("kind", '*"shed"*')),
    "# House\n\n## Supported Types\n\n### `components.Hutch`\n\n### `components.Shed`\n",
)


def test_fields_are_renamed_wherever_they_are_mentioned():
    overlay = """\
[python.fields]
"components.Hutch.hutchID" = "number"
"components.Hutch.kind" = "sort"
"components.Shed.kind" = "sort"
"""
    files = files_of(passed(lowered(FIELDS, overlay)))
    hutch = files["models/components/hutch.py"]
    assert 'number: Annotated[str, Field(alias="hutchID")]' in hutch
    assert "hutch_id: " in hutch
    assert 'name="sort"' in files["models/components/house.py"]
    assert "`number`" in files["docs/models/components/hutch.md"]
    assert "`sort`" in files["docs/models/components/house.md"]


def test_members_that_name_their_tag_differently_are_tried_instead():
    assert "Tagged(" in files_of(passed(lowered(FIELDS)))["models/components/house.py"]
    found = lowered(FIELDS, '[python.fields]\n"components.Shed.kind" = "sort"\n')
    assert "Tagged" not in files_of(passed(found))["models/components/house.py"]


@pytest.mark.parametrize(
    ("entry", "code"),
    [
        ('[python.models]\n"components.Kind" = "food_kind"', "D051"),
        ('[python.operations]\n"pets.feed" = "giveFood"', "D051"),
        ('[python.operations]\n"pets.feed" = "return"', "D051"),
        ('[python.operations]\n"pets.feed" = "feed"', "D053"),
        ('[python.resources]\n"pets" = "pets"', "D053"),
        ('[python.models]\n"components.Kind" = "Kind"', "D053"),
        ('[python.models]\n"components.Kind" = "Kinds"', "D070"),
        ('[python.fields]\n"components.PetResponse.name" = "name"', "D053"),
        ('[python.fields]\n"components.PetResponse.name" = "petName"', "D051"),
        ('[python.fields]\n"components.PetResponse.name" = "kind"', "D070"),
        ('[python.parameters]\n"pets.feed.request" = "Food"', "D051"),
        ('[python.parameters]\n"pets.feed.request" = "request"', "D053"),
    ],
)
def test_a_name_must_be_spelled_as_python_does_and_be_a_new_one(entry, code):
    (fault,) = problems(entry + "\n")
    assert (fault.code, fault.span.file, fault.span.line) == (code, "sdk.toml", 2)


@pytest.mark.parametrize(
    "entry",
    [
        '[python.models]\n"components.Dog" = "Hound"',
        '[python.resources]\n"dogs" = "hounds"',
        '[python.operations]\n"pets.walk" = "stroll"',
        '[python.fields]\n"components.PetResponse.age" = "years"',
        '[python.parameters]\n"pets.feed.food" = "meal"',
    ],
)
def test_a_name_for_nothing_is_an_error(entry):
    (fault,) = lowered(PAGES, entry + "\n").diagnostics.sorted()
    assert (fault.code, fault.span.line) == ("D052", 2)


def test_timeout_and_retries_of_the_overlay_are_the_client_s_defaults():
    found = lowered(PAGES, "[api]\ntimeout = 7.5\nmax_retries = 5\n")
    assert messages(found) == []
    client = files_of(found)["_client.py"]
    assert "timeout=7.5" in client
    assert "max_retries=5" in client


def test_what_repeats_the_defaults_of_the_runtime_is_an_error():
    config = (templates_dir() / "python" / "_runtime" / "config.py").read_text("utf-8")
    defaults = re.findall(
        r"^    (timeout|max_retries): \w+ = ([0-9.]+)$", config, re.MULTILINE
    )
    settings = PythonSettings("d", "p", "C", "1", **{k: float(v) for k, v in defaults})
    places = {
        ("api", "timeout"): Span("sdk.toml", 2, 1, 1),
        ("api", "max_retries"): Span("sdk.toml", 3, 1, 1),
    }
    found = setting_problems(settings, lambda *key: places.get(key))
    assert [(fault.code, fault.span.line) for fault in found] == [
        ("D053", 2),
        ("D053", 3),
    ]
