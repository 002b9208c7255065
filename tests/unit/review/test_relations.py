"""Which of two types takes all values of the other."""

import pytest

from generator.ir.facts import Derived, Fact
from generator.ir.models import EnumModel, EnumValue, Member, ObjectModel, UnionModel
from generator.ir.types import (
    AnyOf,
    AnyType,
    DateTime,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    StreamKind,
)
from generator.ir.values import MISSING
from generator.review.relations import Relation, relation
from generator.source import Span
from generator.untrusted import Untrusted

HERE = Span("page.md", 1, 1, 1)
TEXT, NUMBER, INTEGER, BOOLEAN = (
    Scalar(ScalarKind.STRING),
    Scalar(ScalarKind.NUMBER),
    Scalar(ScalarKind.INTEGER),
    Scalar(ScalarKind.BOOLEAN),
)


def _key(title):
    return ModelKey("components", Untrusted(title))


PET, COLOR, EITHER = _key("Pet"), _key("Color"), _key("Either")
RED = LiteralType(Untrusted("red"))
MODELS = {
    PET: ObjectModel(PET, None, (), None, MISSING, None, HERE),
    COLOR: EnumModel(
        COLOR,
        None,
        tuple(EnumValue(Untrusted(name), HERE) for name in ("red", "blue")),
        Fact(value=False, origin=Derived("test", HERE)),
        MISSING,
        None,
        HERE,
    ),
    EITHER: UnionModel(
        EITHER,
        None,
        tuple(Member(type_, MISSING, HERE) for type_ in (Ref(PET), TEXT)),
        None,
        HERE,
    ),
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (INTEGER, NUMBER),
        (TEXT, AnyOf((TEXT, NUMBER))),
        (TEXT, AnyType()),
        (ListOf(INTEGER), ListOf(NUMBER)),
        (MapOf(TEXT), MapOf(AnyType())),
        (Ref(PET), MapOf(AnyType())),
        (Ref(PET), Ref(EITHER)),
        (Ref(COLOR), TEXT),
        (RED, Ref(COLOR)),
        (RED, TEXT),
        (LiteralType(value=True), BOOLEAN),
        (LiteralType(1), INTEGER),
    ],
    ids=str,
)
def test_a_wider_type_is_narrower_the_other_way(before, after):
    assert relation(before, after, MODELS, MODELS) is Relation.WIDER
    assert relation(after, before, MODELS, MODELS) is Relation.NARROWER


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (TEXT, NUMBER),
        (TEXT, DateTime()),
        (Ref(PET), Ref(COLOR)),
        (LiteralType(value=True), INTEGER),
        (ListOf(TEXT), TEXT),
        (AnyOf((TEXT, NUMBER)), AnyOf((TEXT, BOOLEAN))),
        (Stream(StreamKind.EVENTS, TEXT), AnyType()),
    ],
    ids=str,
)
def test_neither_takes_the_other(before, after):
    assert relation(before, after, MODELS, MODELS) is Relation.OTHER
    assert relation(after, before, MODELS, MODELS) is Relation.OTHER


def test_the_order_of_alternatives_is_none_of_the_type():
    before, after = AnyOf((TEXT, NUMBER)), AnyOf((NUMBER, TEXT))
    assert relation(before, after, MODELS, MODELS) is Relation.SAME
    assert (
        relation(Ref(EITHER), AnyOf((Ref(PET), TEXT)), MODELS, MODELS) is Relation.SAME
    )
