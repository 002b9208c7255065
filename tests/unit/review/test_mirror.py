"""Reviews of random edits: none where nothing changed, and the way back mirrors the way there."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from generator.build import read_api
from generator.inputs import ApiFolder
from generator.ir.models import EnumModel, EnumValue, ObjectModel, UnionModel
from generator.ir.rekeyed import rekeyed
from generator.ir.types import ListOf, ModelKey, Ref, Scalar, ScalarKind
from generator.review.entries import Read, entries
from generator.review.reach import Reach
from generator.review.report import Verb
from generator.untrusted import Untrusted
from tests.corpora import ROOT

OTHER_WAY = {Verb.ADDED: Verb.REMOVED, Verb.REMOVED: Verb.ADDED}
"""What happened, seen from the other side; anything else is the same."""


def _shop():
    folder = ROOT / "tests" / "cases" / "shop" / "specs"
    lowered = read_api(ApiFolder("shop", folder, "shop"))
    return Read(lowered.api, lowered.sources)


SHOP = _shop()
WRAPPED = frozenset(Reach(SHOP.api).wrapped)
"""Pages that stand for the parameters of an operation, and change with those."""


def _with(api, number, edit):
    """`api` with one type edited."""
    models = list(api.models)
    number %= len(models)
    if models[number].key not in WRAPPED:
        models[number] = edit(models[number])
    return replace(api, models=tuple(models))


def drop_part(api, number, which):
    """Leave out a field, a value or a member."""

    def edit(model):
        name = {ObjectModel: "fields", EnumModel: "values", UnionModel: "members"}[
            type(model)
        ]
        parts = getattr(model, name)
        if len(parts) < 2:
            return model
        cut = which % len(parts)
        return replace(model, **{name: parts[:cut] + parts[cut + 1 :]})

    return _with(api, number, edit)


def flip_required(api, number, which):
    """Make a field required, or no longer."""
    return _field(api, number, which, lambda f: replace(f, required=not f.required))


def retype(api, number, which):
    """Give a field another type."""
    types = (
        Scalar(ScalarKind.BOOLEAN),
        ListOf(Scalar(ScalarKind.STRING)),
        Ref(api.models[which % len(api.models)].key),
    )
    return _field(
        api, number, which, lambda f: replace(f, type=types[which % len(types)])
    )


def redescribe(api, number, which):
    """Describe a field otherwise."""
    return _field(api, number, which, lambda f: replace(f, doc=Untrusted("Otherwise.")))


def add_value(api, number, which):
    """Add a value to an enum."""

    def edit(model):
        if not isinstance(model, EnumModel):
            return model
        value = EnumValue(Untrusted(f"new{which}"), model.span)
        return replace(model, values=(*model.values, value))

    return _with(api, number, edit)


def rename_type(api, number, which):
    """Give a type another name, wherever it is named."""
    key = api.models[number % len(api.models)].key
    new = ModelKey(key.namespace, Untrusted(f"Renamed{which}"))
    if any(model.key == new for model in api.models):
        return api
    keys = {key: new}
    models = tuple(sorted(rekeyed(api.models, keys), key=lambda each: each.key))
    return replace(api, models=models, resources=rekeyed(api.resources, keys))


def drop_operation(api, number, which):
    """Leave out an operation."""
    resources = list(api.resources)
    resource = resources[number % len(resources)]
    if not resource.operations:
        return api
    cut = which % len(resource.operations)
    kept = resource.operations[:cut] + resource.operations[cut + 1 :]
    resources[number % len(resources)] = replace(resource, operations=kept)
    return replace(api, resources=tuple(resources))


def _field(api, number, which, edit):
    def edited(model):
        if not isinstance(model, ObjectModel) or not model.fields:
            return model
        fields = list(model.fields)
        fields[which % len(fields)] = edit(fields[which % len(fields)])
        return replace(model, fields=tuple(fields))

    return _with(api, number, edited)


EDITS = (
    drop_part,
    flip_required,
    retype,
    redescribe,
    add_value,
    rename_type,
    drop_operation,
)
edits = st.lists(
    st.tuples(st.sampled_from(EDITS), st.integers(0, 999), st.integers(0, 99)),
    max_size=6,
)


def _edited(api, found):
    for edit, number, which in found:
        api = edit(api, number, which)
    return Read(api, SHOP.sources)


def _shape(found, *, back):
    """What entries tell, each with its changes; of the way back, seen from the way there."""
    return {
        frozenset(_seen(change, back=back) for change in entry.changes)
        for entry in found
    }


def _seen(change, *, back):
    old, new = (place and place.span for place in (change.old, change.new))
    before, after, verb = change.before, change.after, change.verb
    if back:
        old, new, before, after = new, old, after, before
        verb = OTHER_WAY.get(verb, verb)
    return verb, change.fact, change.subject.kind, before, after, old, new


@given(edits, edits)
def test_the_way_back_mirrors_the_way_there(some, more):
    before, after = _edited(SHOP.api, some), _edited(SHOP.api, more)
    there, back = entries(before, after), entries(after, before)
    assert _shape(there, back=False) == _shape(back, back=True)


@given(edits)
def test_nothing_changed_is_nothing_told(some):
    state = _edited(SHOP.api, some)
    assert entries(state, state) == ()


@given(edits)
def test_what_changed_is_told(some):
    after = _edited(SHOP.api, some)
    same = (after.api.models, after.api.resources) == (
        SHOP.api.models,
        SHOP.api.resources,
    )
    assert (entries(SHOP, after) == ()) is same
