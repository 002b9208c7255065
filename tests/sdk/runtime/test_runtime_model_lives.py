"""What programs do with models: compare, copy, pickle, show and dump them, also odd ones."""

import copy
import json
import pickle
import warnings

import pytest
from pydantic import BaseModel, TypeAdapter

from tests.sdk.runtime.harness import Script, reply

ODD = {
    "id": None,
    "title": 7,
    "pageCount": "many",
    "format": "vinyl",
    "printedAt": "yesterday",
    "authors": [3, {"fullName": None}],
    "cover": {"kind": "hologram"},
    "metadata": [1],
    "more": {"a": [1]},
}
GOOD = {"id": "b1", "title": "Emma", "cover": {"kind": "screen", "pixelCount": 3}}


@pytest.fixture(autouse=True)
def no_warning():
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        yield


@pytest.fixture(params=[ODD, GOOD], ids=["odd", "good"])
def book(request, sdk, runtime):
    """Return a model, and the JSON that it was made of."""
    text = json.dumps(request.param).encode()
    kind = sdk.models.operations.Book
    found, _, problem = runtime("decode").read_json(kind, text, strict=False)
    assert problem is None
    return found, request.param


def test_what_came_goes_out_again(book):
    model, value = book
    options = {"by_alias": True, "exclude_unset": True}
    assert model.model_dump(mode="json", **options) == value
    assert json.loads(model.model_dump_json(**options)) == value
    adapter = TypeAdapter(type(model))
    assert json.loads(adapter.dump_json(model, **options)) == value


def test_a_model_of_the_user_that_holds_one_writes_it_without_a_warning(book):
    model, value = book

    class Shelf(BaseModel):
        best: type(model)
        others: list[type(model)]
        by_name: dict[str, type(model)]
        perhaps: type(model) | None = None

    shelf = Shelf(best=model, others=[model], by_name={"a": model}, perhaps=model)
    options = {"by_alias": True, "exclude_unset": True}
    written = {"best": value, "others": [value], "by_name": {"a": value}}
    written["perhaps"] = value
    assert shelf.model_dump(mode="json", **options) == written
    assert json.loads(shelf.model_dump_json(**options)) == written
    assert shelf.model_copy(deep=True) == shelf
    assert repr(model) in repr(shelf)
    holder = TypeAdapter(list[Shelf])
    assert json.loads(holder.dump_json([shelf], **options)) == [written]


def test_a_default_is_known_when_defaults_are_left_out(sdk):
    model = sdk.models.operations.Book(id="b", title="E", page_count=None)
    assert model.model_dump(exclude_defaults=True) == {"id": "b", "title": "E"}
    assert model.model_dump(exclude_none=True) == {"id": "b", "title": "E"}


def test_a_class_of_the_user_below_one_of_ours_checks_and_writes_as_usual(sdk):
    class Own(sdk.models.operations.Book):
        shelf: int = 3

        def model_post_init(self, _):
            assert self.title

    own = Own(id="b", title="E")
    assert own.model_dump(exclude_none=True) == {"id": "b", "title": "E", "shelf": 3}
    with pytest.raises(ValueError, match="Assertion failed"):
        Own(id="b", title="")


@pytest.mark.parametrize("make", [copy.copy, copy.deepcopy, pickle.dumps])
def test_a_copy_is_equal_and_apart(book, runtime, make):
    model, value = book
    twin = make(model)
    if make is pickle.dumps:
        twin = pickle.loads(twin)
    assert twin == model
    assert twin is not model
    assert repr(twin) == repr(model)
    assert twin.model_fields_set == model.model_fields_set
    deviations = runtime("lenient").deviations
    assert deviations(twin) == deviations(model)
    assert bool(deviations(twin)) is (value is ODD)
    options = {"by_alias": True, "exclude_unset": True}
    assert twin.model_dump(mode="json", **options) == value
    assert twin != model.model_copy(update={"title": "another"})


@pytest.mark.parametrize(
    "body",
    [
        {"error": {"code": "gone", "message": "Sold.", "later": 1}},
        {"error": {"code": None, "message": ["Sold."]}},
        {"message": 5, "shelf": None, "more": [1]},
        {},
        [1],
        "gone",
    ],
)
def test_errors_and_their_models_live_as_others_do(harness, body):
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(lambda c: c.books.get("b1"), Script(reply(404, body)))
    error = caught.value
    for twin in (
        copy.copy(error),
        copy.deepcopy(error),
        pickle.loads(pickle.dumps(error)),
    ):
        assert type(twin) is type(error)
        assert (str(twin), repr(twin)) == (str(error), repr(error))
        assert twin.data == error.data
        assert vars(twin).keys() == vars(error).keys()
        assert (twin.status, dict(twin.headers)) == (404, dict(error.headers))
        assert (twin.body, twin.attempts) == (error.body, error.attempts)
    data = error.data
    if isinstance(data, BaseModel):
        assert data == copy.deepcopy(data) == pickle.loads(pickle.dumps(data))
        assert (
            json.loads(data.model_dump_json(by_alias=True, exclude_unset=True)) == body
        )
    else:
        assert data == body
