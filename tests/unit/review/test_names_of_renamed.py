"""What was renamed is called by its new name."""

import pytest

from generator.ir.types import ModelKey
from generator.review.formats.names import Names
from generator.review.report import (
    Bump,
    Impact,
    Kind,
    Radius,
    Review,
    Subject,
    SurfaceChange,
    Verb,
)
from generator.untrusted import Untrusted

TYPE = Subject(Kind.TYPE, ModelKey("components", Untrusted("New")), None)


def name(text, verb):
    impact = Impact.BREAKING if verb is Verb.REMOVED else Impact.ADDITIVE
    found = Untrusted(f"models.components.{text}")
    return SurfaceChange(found, verb, None, None, impact, verb.value, TYPE)


OLD, NEW = name("Old", Verb.REMOVED), name("New", Verb.ADDED)


@pytest.mark.parametrize("surface", [(OLD, NEW), (NEW, OLD)])
def test_the_new_name_counts_wherever_it_stands(surface):
    review = Review("zoo", (), surface, Radius(()), None, Bump.MAJOR, ())
    assert Names(review).of(TYPE).part.reveal() == "models.components.New"


def test_what_is_gone_keeps_its_name():
    review = Review("zoo", (), (OLD,), Radius(()), None, Bump.MAJOR, ())
    assert Names(review).of(TYPE).part.reveal() == "models.components.Old"
