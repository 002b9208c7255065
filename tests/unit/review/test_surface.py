"""What changed of the public names of a package, and which rule says what that breaks."""

import pytest

from generator.review.report import Impact, Kind, Side, Verb
from generator.review.subjects import Subjects
from generator.review.surface import RULES, surface
from tests.lowering import (
    EXAMPLE,
    OPERATION,
    README,
    enum_page,
    link,
    lowered,
    object_page,
    promise,
    row,
)
from tests.reviewing import BOTH, NO_MOVES, change

SENT, RECEIVED = frozenset((Side.SENT,)), frozenset((Side.RECEIVED,))


def model(body, twin="", head="from ..._runtime.models import Model\n"):
    text = f"{head}\n\nclass Pet(Model):\n    {body}\n"
    return text + (f"\n\nclass PetDict(TypedDict):\n    {twin}\n" if twin else "")


def method(parameters, returns="None", word="def", name="Pets"):
    return f"class {name}(Resource):\n    {word} list(self, {parameters}) -> {returns}: ...\n"


def alias(value):
    return f"Pet: TypeAlias = {value}\n"


PET = "models/components/pet.py"
PETS = "resources/pets.py"
API = {
    "README.md": README.format(bullets="* [list](docs/sdks/pets/README.md#list) - All"),
    "docs/sdks/pets/README.md": "# Pets\n\n### Available Operations\n\n* [list](#list) - All\n\n"
    + OPERATION.format(
        name="list",
        text="All.",
        method="get",
        path="/pets",
        example=EXAMPLE,
        rows="\n".join([row("kind"), row("name")]),
        response=promise("Pet"),
        errors="| errors.Gone | 410 | application/json |",
    ),
    "docs/models/components/pet.md": object_page(
        "Pet", row("name"), row("kind", link("Kind"))
    ),
    "docs/models/components/kind.md": enum_page("Kind", '"cat" | "dog"'),
    "docs/models/components/guest.md": "# Guest\n\n## Supported Types\n\n### `components.Pet`\n\n"
    '```typescript\nconst value: components.Pet = { name: "Bo", kind: "cat" };\n```\n',
    "docs/models/errors/gone.md": object_page("Gone", row("name")),
}


def changes(path, before, after, sides=BOTH, api=None):
    """The changes between two texts of one module."""
    subjects = Subjects(api or lowered(API))
    files = [change(f"src/zoo/{path}", before, after)]
    return surface(
        files, ("zoo", "zoo"), (subjects, subjects), lambda _: sides, NO_MOVES
    )


def told(found):
    return {each.name.reveal(): each.rule for each in found}


def test_the_api_has_no_faults():
    assert lowered(API).diagnostics.sorted() == ()


@pytest.mark.parametrize(
    ("before", "after", "sides", "expected"),
    [
        ("name: str", "name: str\n    age: int", RECEIVED, {"age": "added"}),
        ("name: str", "name: str\n    age: int", SENT, {"age": "required-added"}),
        ("name: str", "name: str\n    age: int = 1", SENT, {"age": "added"}),
        ("name: str\n    age: int", "name: str", RECEIVED, {"age": "removed"}),
        ("name: str", "name: str | None", RECEIVED, {"name": "gives-more"}),
        ("name: str", "name: str | None", SENT, {"name": "takes-more"}),
        ("name: str | None", "name: str", RECEIVED, {"name": "gives-less"}),
        ("name: str | None", "name: str", SENT, {"name": "takes-less"}),
        ("name: str", "name: str | None = None", SENT, {"name": "optional"}),
        ("name: str | None = None", "name: str", SENT, {"name": "required"}),
        ("name: str | None = None", "name: str", RECEIVED, {"name": "gives-less"}),
        (
            "name: str",
            "name: Annotated[str, Field(alias='n')]",
            BOTH,
            {"name": "spelling"},
        ),
        (
            "name: str",
            "@property\n    def name(self) -> str: ...",
            BOTH,
            {"name": "form"},
        ),
        ("_name: str", "_name: int", BOTH, {}),
        # Of a page that wraps what travels, nobody gets an object.
        ("name: str", "name: int", frozenset(), {"name": "spelling"}),
    ],
)
def test_a_field_changes_what_is_sent_or_received(before, after, sides, expected):
    found = changes(PET, model(before), model(after), sides)
    wanted = {f"models.components.Pet.{name}": rule for name, rule in expected.items()}
    assert told(found) == wanted


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("name: str", "name: str, age: int", {"age": "required-added"}),
        ("*, name: str", "*, name: str, age: int = 1", {"age": "added"}),
        ("*, name: str, age: int", "*, name: str", {"age": "removed"}),
        ("*, name: str = 'a'", "*, name: str", {"name": "required"}),
        ("*, name: str", "*, name: str | NotGiven = NOT_GIVEN", {"name": "optional"}),
        ("*, name: str = 'a'", "*, name: str = 'b'", {"name": "default"}),
        ("name: str", "*, name: str", {"name": "passing"}),
        ("*, name: str", "name: str", {"name": ""}),
        ("a: str, b: str", "b: str, a: str", {"a": "place", "b": "place"}),
        ("*, name: str", "*, name: str | int", {"name": "takes-more"}),
        ("*, name: str | int", "*, name: str", {"name": "takes-less"}),
        ("*, name: str", "*, name: int", {"name": "takes-less"}),
    ],
)
def test_an_argument_changes_what_calls_have_to_give(before, after, expected):
    found = changes(PETS, method(before), method(after))
    wanted = {
        f"resources.pets.Pets.list({n})": rule for n, rule in expected.items() if rule
    }
    assert told(found) == wanted


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [("str", "str | None", "gives-more"), ("str | None", "str", "gives-less")],
)
def test_a_method_gives_more_or_less(before, after, rule):
    found = changes(PETS, method("", before), method("", after))
    assert told(found) == {"resources.pets.Pets.list": rule}
    assert found[0].before.reveal() == f"def list() -> {before}"


@pytest.mark.parametrize(
    ("before", "after", "sides", "expected"),
    [
        ("Literal['a']", "Literal['a', 'b']", RECEIVED, {"'b'": "gives-more"}),
        ("Literal['a']", "Literal['a', 'b']", SENT, {"'b'": "takes-more"}),
        (
            "Literal['a'] | str",
            "Literal['a', 'b'] | str",
            RECEIVED,
            {"'b'": "takes-more"},
        ),
        ("Literal['a', 'b']", "Literal['a']", RECEIVED, {"'b'": "gives-less"}),
        ("Literal['a', 'b']", "Literal['a']", SENT, {"'b'": "takes-less"}),
        ("Literal['a', 'b'] | str", "Literal['a'] | str", SENT, {"'b'": "takes-less"}),
        ("Cat", "Cat | Dog", RECEIVED, {"Dog": "gives-more"}),
    ],
)
def test_an_alias_gains_or_loses_what_it_stands_for(before, after, sides, expected):
    found = changes(PET, alias(before), alias(after), sides)
    wanted = {f"models.components.Pet[{name}]": rule for name, rule in expected.items()}
    assert told(found) == wanted


def test_what_came_or_went_as_a_whole_is_told_once():
    assert told(changes(PET, None, model("name: str"))) == {
        "models.components.Pet": "added"
    }
    assert told(
        changes(PETS, method("name: str"), "class Pets(Resource):\n    ...\n")
    ) == {"resources.pets.Pets.list": "removed"}


def test_another_base_is_not_caught_any_more():
    before, after = "class Gone(StatusError): ...\n", "class Gone(Exception): ...\n"
    assert told(changes("errors.py", before, after)) == {
        "errors.Gone(Exception)": "added",
        "errors.Gone(StatusError)": "base-removed",
    }


def test_a_class_that_is_an_alias_now_is_another_thing():
    assert (
        told(changes(PET, model("name: str"), alias("str")))["models.components.Pet"]
        == "form"
    )


def test_twins_are_told_where_they_say_something_else():
    both = method("*, name: str") + method(
        "*, name: str", word="async def", name="AsyncPets"
    )
    other = method("*, name: int") + method(
        "*, name: int", word="async def", name="AsyncPets"
    )
    assert told(changes(PETS, both, other)) == {
        "resources.pets.Pets.list(name)": "takes-less"
    }
    one = method("*, name: int") + method(
        "*, name: str", word="async def", name="AsyncPets"
    )
    assert told(changes(PETS, other, one)) == {
        "resources.pets.AsyncPets.list(name)": "takes-less"
    }
    before, after = model("a: str", "a: Required[str]"), model("a: str = ''", "a: str")
    assert told(changes(PET, before, after, SENT)) == {
        "models.components.Pet.a": "optional"
    }


def test_what_another_import_means_the_same_is_no_change():
    head = "from .cat import Cat\n"
    other = "from ..components.cat import Cat as _ComponentsCat\n"
    before, after = model("a: Cat", head=head), model("a: _ComponentsCat", head=other)
    assert told(changes(PET, before, after)) == {"models.components.Pet.a": "spelling"}


def test_another_package_breaks_each_import():
    subjects = Subjects(lowered(API))
    (found,) = surface(
        [], ("zoo", "zoo_sdk"), (subjects, subjects), lambda _: BOTH, NO_MOVES
    )
    assert (found.verb, found.impact) == (Verb.RENAMED, Impact.BREAKING)
    assert [found.before.reveal(), found.after.reveal()] == ["zoo", "zoo_sdk"]


@pytest.mark.parametrize(
    ("path", "before", "after", "kind", "part"),
    [
        (PET, model("name: str"), model("name: int"), Kind.FIELD, "name"),
        (PET, None, model("name: int"), Kind.TYPE, None),
        (
            "models/components/kind.py",
            "Kind: TypeAlias = Literal['cat']\n",
            "Kind: TypeAlias = Literal['cat', 'dog']\n",
            Kind.VALUE,
            "dog",
        ),
        (
            "models/components/guest.py",
            "Guest: TypeAlias = str\n",
            "from .pet import Pet\n\nGuest: TypeAlias = str | Pet\n",
            Kind.MEMBER,
            "components.Pet",
        ),
        (PETS, method("*, kind: str"), method("*, kind: int"), Kind.PARAMETER, "kind"),
        (PETS, method(""), method("", "str"), Kind.OPERATION, None),
        (PETS, None, method(""), Kind.RESOURCE, None),
        ("errors.py", None, "class Gone(APIStatusError): ...\n", Kind.TYPE, None),
        (
            "_client.py",
            "class Zoo(Client):\n    def __init__(self, token: str): ...\n",
            "class Zoo(Client):\n    def __init__(self, token: int): ...\n",
            Kind.SCHEME,
            "token",
        ),
        (
            "_client.py",
            "class Zoo(Client): ...\n",
            "class Zoo(Client):\n    @cached_property\n    def pets(self) -> Pets: ...\n",
            Kind.RESOURCE,
            None,
        ),
    ],
)
def test_a_name_stands_for_a_thing_of_the_docs(path, before, after, kind, part):
    (found,) = changes(path, before, after)
    assert found.subject is not None
    assert found.subject.kind is kind
    assert (found.subject.part and found.subject.part.reveal()) == part


def test_a_name_of_the_generator_stands_for_none():
    head = "from ._runtime.hooks import Event as Event\n"
    (found,) = changes("__init__.py", "", head)
    assert (found.name.reveal(), found.subject) == ("Event", None)


def test_each_rule_decides_somewhere():
    shown = {
        *("removed", "added", "form", "base-removed", "required-added", "required"),
        *("optional", "default", "passing", "place", "takes-less", "takes-more"),
        *("gives-more", "gives-less", "spelling", "known"),
    }
    assert shown == set(RULES)
