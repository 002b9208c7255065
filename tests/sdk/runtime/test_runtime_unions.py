"""Unions: which member a value is, in answers and in arguments."""

import copy
import json
import pickle
from types import MappingProxyType
from typing import Annotated, Literal

import pytest
from pydantic import Field
from typing_extensions import TypeAliasType

from tests.sdk.runtime.harness import Script, raw, reply


@pytest.fixture(scope="session")
def pets(runtime):
    """Return models of a union that names its members, and that they refer back to."""
    model, tagged = runtime("models").Model, runtime("unions").Tagged

    class Cat(model):
        kind_: Annotated[Literal["cat"], Field(alias="kind")]
        lives: int | None = None
        friends: "list[Pet] | None" = None  # noqa: F821 - told below

    class Dog(model):
        kind_: Annotated[Literal["dog", "puppy"], Field(alias="kind")]
        lives: int | None = None
        owner_name: Annotated[str | None, Field(alias="ownerName")] = None

    class Robot(model):
        kind_: Annotated[Literal[7, True], Field(alias="kind")]

    tags = tagged("kind", ("cat",), ("dog", "puppy"), (7, True), name="kind_")
    member = TypeAliasType("Pet", Annotated[Cat | Dog | Robot, tags])

    class Home(model):
        pet: member
        other: member | None = None
        pets: list[member] | None = None
        by_name: dict[str, member] | None = None

    names = {"Pet": member}
    Cat.model_rebuild(_types_namespace=names)
    Home.model_rebuild(_types_namespace=names)
    return {"Cat": Cat, "Dog": Dog, "Robot": Robot, "Pet": member, "Home": Home}


@pytest.fixture
def read(harness, runtime):
    """Return a function that reads an answer as a type."""

    def call(hint, text, **settings):
        operation = runtime("operation").Operation(
            id="x", method="GET", path="/x", result=lambda: hint
        )
        body = text.encode() if isinstance(text, str) else text
        script = Script(raw(200, body, "application/json"))
        return harness.call(
            lambda c: harness.resource(c)._call(operation, {}, None), script, **settings
        )

    return call


@pytest.fixture
def deviations(runtime):
    return lambda value: [str(d) for d in runtime("lenient").deviations(value)]


@pytest.mark.parametrize(
    ("text", "member"),
    [
        ('{"kind": "cat", "ownerName": "x"}', "Cat"),
        ('{"lives": 1, "kind": "dog"}', "Dog"),
        ('{"kind": "puppy"}', "Dog"),
        ('{"kind": 7}', "Robot"),
        ('{"kind": true}', "Robot"),
    ],
)
def test_the_tag_names_the_member(read, pets, deviations, text, member):
    got = read(pets["Pet"], text, strict=True)
    assert type(got) is pets[member]
    assert deviations(got) == []


def test_members_may_hold_the_union(read, pets):
    text = '{"kind": "cat", "friends": [{"kind": "cat", "friends": [{"kind": "dog"}]}]}'
    got = read(pets["Pet"], text, strict=True)
    assert type(got.friends[0].friends[0]) is pets["Dog"]
    for twin in (copy.deepcopy(got), copy.copy(got)):
        assert twin == got


def test_a_member_that_deviates_is_the_one_that_its_tag_names(read, pets, deviations):
    got = read(pets["Pet"], '{"kind": "dog", "lives": "nine", "ownerName": 5}')
    assert type(got) is pets["Dog"]
    assert (got.lives, got.owner_name) == ("nine", 5)
    assert deviations(got) == [
        "lives: expected an integer or null, got text",
        "ownerName: expected text or null, got an integer",
    ]


@pytest.mark.parametrize("tag", ['"fish"', "8", "false", "null", "[]", "0.5"])
def test_an_unknown_tag_keeps_the_value_and_is_listed(read, pets, deviations, tag):
    text = f'{{"kind": {tag}, "lives": 1, "fins": [2]}}'
    got = read(pets["Home"], f'{{"pet": {text}, "pets": [{text}]}}')
    assert got.pet["lives"] == 1
    assert got.pets == [got.pet]
    assert [text.partition(":")[0] for text in deviations(got)] == ["pet", "pets[0]"]
    alone = read(pets["Pet"], text)
    assert alone["fins"] == [2]
    assert len(deviations(alone)) == 1


def test_a_missing_tag_leaves_the_other_fields_to_tell(read, pets, deviations):
    got = read(pets["Home"], '{"pet": {"ownerName": "x"}}')
    assert type(got.pet) is pets["Dog"]
    assert (got.pet.owner_name, got.pet.kind_) == ("x", None)
    assert deviations(got) == ["pet.kind: expected one of 'dog', 'puppy', got nothing"]


@pytest.mark.parametrize("text", ["{}", '{"fins": [2]}'])
def test_a_missing_tag_keeps_the_value_where_nothing_else_tells(
    read, pets, deviations, text
):
    got = read(pets["Pet"], text)
    assert got == json.loads(text)
    assert len(deviations(got)) == 1


def test_an_unknown_tag_is_an_error_of_a_strict_client(harness, read, pets):
    with pytest.raises(harness.errors.DecodeError, match="pet: expected Cat or Dog"):
        read(pets["Home"], '{"pet": {"kind": "fish"}}', strict=True)


def test_a_tagged_union_is_found_in_every_place(read, pets, deviations):
    cat = '{"kind": "cat", "lives": "9"}'
    text = (
        f'{{"pet": {cat}, "other": {cat}, "pets": [{cat}], "by_name": {{"a": {cat}}}}}'
    )
    got = read(pets["Home"], text)
    kinds = {type(x) for x in (got.pet, got.other, got.pets[0], got.by_name["a"])}
    assert kinds == {pets["Cat"]}
    assert [text.partition(":")[0] for text in deviations(got)] == [
        "pet.lives",
        "other.lives",
        "pets[0].lives",
        "by_name.a.lives",
    ]


@pytest.fixture
def send(harness, runtime):
    """Return a function that sends an argument and returns what was sent."""

    def call(hint, value):
        operation = runtime("operation").Operation(
            id="x", method="POST", path="/x", body=lambda: hint, body_argument="body"
        )
        script = Script(reply(204))
        harness.call(
            lambda c: harness.resource(c)._call(operation, {"body": value}, None),
            script,
        )
        return script.json

    return call


def test_a_dict_given_as_an_argument_is_the_member_that_its_tag_names(send, pets):
    given = {"kind_": "dog", "owner_name": "x"}
    sent = {"kind": "dog", "ownerName": "x"}
    assert send(pets["Pet"], given) == sent
    assert send(pets["Pet"], pets["Dog"](**given)) == sent
    assert send(pets["Home"], {"pet": given, "pets": [given]}) == {
        "pet": sent,
        "pets": [sent],
    }
    assert given == {"kind_": "dog", "owner_name": "x"}


@pytest.mark.parametrize(
    ("given", "words"),
    [
        ({"kind_": "fish"}, r"^body\.kind_: must be one of 'cat'"),
        ({"owner_name": "x"}, r"^body\.kind_: is required$"),
        ({"kind_": "cat", "owner_name": "x"}, "owner_name"),
        ({"kind_": "cat", "lives": "9"}, "lives"),
    ],
)
def test_an_argument_that_is_no_member_is_refused(harness, send, pets, given, words):
    with pytest.raises(harness.errors.InvalidArgumentError, match=words):
        send(pets["Pet"], given)


@pytest.fixture(scope="session")
def shapes(runtime):
    """Return models that only their fields tell apart."""
    model = runtime("models").Model

    class Point(model):
        x: int
        y: int

    class Circle(model):
        x: int
        radius: int

    class Named(model):
        name: str | None = None

    class Sized(model):
        name: str | None = None
        size: int | None = None

    return {"Point": Point, "Circle": Circle, "Named": Named, "Sized": Sized}


@pytest.mark.parametrize(
    ("names", "text", "member"),
    [
        (("Point", "Circle"), '{"x": 1, "y": 2}', "Point"),
        (("Point", "Circle"), '{"x": 1, "radius": 2, "z": 3}', "Circle"),
        (("Point", "Circle"), '{"x": "a", "radius": 2}', "Circle"),
        (("Circle", "Point"), '{"x": "a", "y": 2}', "Point"),
        (("Named", "Sized"), '{"name": "n", "size": 1}', "Sized"),
        (("Named", "Sized"), '{"name": "n"}', "Named"),
        (("Sized", "Named"), '{"name": "n"}', "Sized"),
        (("Named", "Sized"), '{"name": 5, "size": 1}', "Sized"),
        (("Named", "Sized"), "{}", "Named"),
    ],
)
def test_without_a_tag_fields_tell_the_member(read, send, shapes, names, text, member):
    first, second = (shapes[name] for name in names)
    got = read(first | second, text)
    assert type(got) is shapes[member]
    if "a" not in text.replace("name", "") and "5" not in text:
        given = got.model_dump(exclude_unset=True, exclude={"z"})
        assert send(first | second, given) == given


def test_whole_numbers_are_exact_in_unions_and_where_an_answer_deviates(
    runtime, read, deviations
):
    model = runtime("models").Model

    class Count(model):
        n: int | float
        other: str | int | float | None = None

    big = 2**63 + 1
    got = read(Count, f'{{"n": {big}, "other": {big}}}', strict=True)
    assert (got.n, got.other) == (big, big)
    got = read(Count, f'{{"n": {big}, "other": [{big}]}}')
    assert (got.n, got.other) == (big, [big])
    assert len(deviations(got)) == 1
    assert f'"n":{big}' in got.model_dump_json()


def test_a_member_survives_pickle(sdk):
    operations = sdk.models.operations
    book = operations.Book(
        id="1", title="E", cover={"kind": "paper", "grams": 2**53 + 1}
    )
    assert pickle.loads(pickle.dumps(book)) == book
    assert book.cover.grams == 2**53 + 1


def test_a_tag_for_each_member_is_needed(runtime):
    tagged, model = runtime("unions").Tagged, runtime("models").Model

    class One(model):
        a: int

    class Two(model):
        a: str

    with pytest.raises(ValueError, match="zip"):
        runtime("adapters").adapter(Annotated[One | Two, tagged("a", (1,))])


def test_a_union_may_have_a_single_member(runtime):
    model, tagged = runtime("models").Model, runtime("unions").Tagged

    class Bird(model):
        kind: Literal["bird"]

    hint = Annotated[Bird, tagged("kind", ("bird",), name="kind")]
    found = runtime("adapters").adapter(hint).validate_json(b'{"kind": "bird"}')
    assert type(found) is Bird


def test_members_that_callers_give_stay_as_they_are(harness, runtime, pets):
    operation = runtime("operation").Operation(
        id="x", method="POST", path="/x", body=lambda: pets["Home"]
    )
    dog = pets["Dog"](kind_="puppy", lives=1)
    given = {
        "pet": {"kind_": "cat", "friends": [{"kind_": "cat", "friends": [dog]}]},
        "pets": [dog, {"kind_": 7}],
        "by_name": {"a": dog, "b": {"kind_": "dog", "owner_name": None}},
    }
    frozen = MappingProxyType(
        {
            "pet": MappingProxyType(
                {
                    "kind_": "cat",
                    "friends": (MappingProxyType({"kind_": "cat", "friends": (dog,)}),),
                }
            ),
            "pets": (dog, MappingProxyType({"kind_": 7})),
            "by_name": MappingProxyType(
                {
                    "a": dog,
                    "b": MappingProxyType({"kind_": "dog", "owner_name": None}),
                }
            ),
        }
    )
    before, friend = repr(given), vars(dog).copy()
    script = Script(reply(200))
    for values in (given, frozen):
        harness.call(
            lambda c, v=values: harness.resource(c)._call(operation, v, None), script
        )
    assert (repr(given), vars(dog)) == (before, friend)
    assert dog.model_fields_set == {"kind_", "lives"}
    first, second = script.requests
    assert first.content == second.content
    assert json.loads(first.content)["pet"]["friends"][0]["friends"] == [
        {"kind": "puppy", "lives": 1}
    ]
