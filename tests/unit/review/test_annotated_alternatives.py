"""Which of two annotations takes more."""

import ast

import pytest

from generator.review.annotations import alternatives, relation
from generator.review.relations import Relation

NAMES = {
    "Literal": "typing.Literal",
    "Annotated": "typing.Annotated",
    "NotGiven": "_runtime.types.NotGiven",
    "Any": "typing.Any",
    "Pet": "models.components.Pet",
    "_ComponentsPet": "models.components.Pet",
    "components": "models.components",
    "builtins": "builtins",
}


def parsed(code):
    return alternatives(ast.parse(code, mode="eval").body, NAMES)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("str", "str", Relation.SAME),
        ("str | None", "None | str", Relation.SAME),
        ("str", "str | None", Relation.WIDER),
        ("str | None", "str", Relation.NARROWER),
        ("str", "int", Relation.OTHER),
        ("Literal['a']", "Literal['a', 'b']", Relation.WIDER),
        ("Literal['a']", "str", Relation.WIDER),
        ("Literal[1]", "Literal['1']", Relation.OTHER),
        ("Literal['a'] | str", "Literal['b'] | str", Relation.SAME),
        ("int | NotGiven", "int", Relation.SAME),
        ("Annotated[str, Field(alias='aB')]", "str", Relation.SAME),
        ("Pet", "components.Pet", Relation.SAME),
        ("Pet", "_ComponentsPet", Relation.SAME),
        ("'Pet | None'", "Pet", Relation.NARROWER),
        ("list[Pet]", "builtins.list[_ComponentsPet]", Relation.SAME),
        # A list that is read may be passed on as a list of what it was.
        ("list[int]", "list[int | str]", Relation.OTHER),
        ("Pet", "Any", Relation.WIDER),
    ],
)
def test_one_type_takes_what_the_other_takes(before, after, expected):
    assert relation(parsed(before), parsed(after)) is expected
