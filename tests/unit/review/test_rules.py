"""The table of rules: it knows every fact, and says of each way there what the way back is."""

import pytest

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.facts import Fact
from generator.ir.types import Scalar, ScalarKind
from generator.review.changes import Delta
from generator.review.effects import effects
from generator.review.relations import Relation
from generator.review.report import Kind, Side, Verb
from generator.review.rules import RULES, UNKNOWN
from generator.review.things import holders, itself, parts
from generator.untrusted import Untrusted
from tests.corpora import ROOT

SIDES = (
    frozenset((Side.SENT,)),
    frozenset((Side.RECEIVED,)),
    frozenset((Side.SENT, Side.RECEIVED)),
)
NAMED_BY_TYPE = (Kind.MEMBER, Kind.ERROR)
"""With another type, it is another thing."""


def _values(kind, fact, value):
    """Pairs of values that a fact may have before and after."""
    value = value.value if isinstance(value, Fact) else value
    if isinstance(value, bool):
        return (False, True), (True, False)
    if fact == "type":
        text = Scalar(ScalarKind.STRING)
        more = ((None, text), (text, None)) if kind is Kind.ANSWER else ()
        return () if kind in NAMED_BY_TYPE else ((text, text), *more)
    if isinstance(value, tuple):
        return (("a",), ("b",)), (("a",), ("a", "b")), ((), ("a",)), (("a",), ())
    return (
        (None, Untrusted("a")),
        (Untrusted("a"), None),
        (Untrusted("a"), Untrusted("b")),
    )


def _things():
    """A thing of each kind, with all facts that things of its kind have."""
    found = {}
    for folder in (
        ROOT / "specs" / "dub",
        *sorted(path / "specs" for path in (ROOT / "tests" / "cases").iterdir()),
    ):
        inner = [folder] if (folder / "docs").is_dir() else sorted(folder.glob("*/"))
        for path in inner:
            if not (path / "docs").is_dir():
                continue
            api = read_api(ApiFolder("x", path, str(path))).api
            for kind, key, holder in holders(api):
                for thing in (itself(kind, key, holder), *parts(key, holder)):
                    names = tuple(name for name, _ in thing.facts)
                    found.setdefault((thing.subject.kind, names), thing)
    return list(found.values())


THINGS = _things()


def test_there_is_a_thing_of_each_kind():
    assert {thing.subject.kind for thing in THINGS} == set(Kind)


@pytest.mark.parametrize("sides", SIDES)
@pytest.mark.parametrize("thing", THINGS, ids=lambda thing: thing.subject.kind.value)
def test_a_rule_knows_every_change(thing, sides):
    for verb, old, new in (
        (Verb.ADDED, None, thing),
        (Verb.REMOVED, thing, None),
        (Verb.RENAMED, thing, thing),
    ):
        if verb is Verb.RENAMED and not _can_be_renamed(thing):
            continue
        if thing.subject.kind in (Kind.CLIENT, Kind.ANSWER):
            continue  # there always is one
        _known(Delta(thing.subject, verb, "", None, None, old, new), sides)
    for fact, value in thing.facts:
        for before, after in _values(thing.subject.kind, fact, value):
            _known(
                Delta(thing.subject, Verb.CHANGED, fact, before, after, thing, thing),
                sides,
            )


def _known(delta, sides):
    for relation in Relation:
        for effect in effects(delta, relation, sides):
            assert effect.rule != UNKNOWN.key, (delta, relation)


def _can_be_renamed(thing):
    return thing.subject.kind in (
        Kind.TYPE,
        Kind.OPERATION,
        Kind.RESOURCE,
        Kind.FIELD,
        Kind.PARAMETER,
    )


def test_what_no_rule_knows_is_breaking():
    thing = next(each for each in THINGS if each.subject.kind is Kind.FIELD)
    delta = Delta(thing.subject, Verb.CHANGED, "taste", None, None, thing, thing)
    (effect,) = effects(delta, Relation.OTHER, ())
    assert (effect.rule, effect.impact) == ("unknown", UNKNOWN.impact)


def test_rules_have_names_of_their_own():
    keys = [rule.key for rule in RULES]
    assert len(set(keys)) == len(keys)
