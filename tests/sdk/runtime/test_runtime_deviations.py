"""Answers that are not what the docs promise: what is kept, and who is told."""

import json

import pytest

from tests.sdk.runtime.harness import BOOK


@pytest.mark.parametrize(
    ("documented", "value"),
    [
        (int, [1, 2]),
        (int, {"a": 1}),
        (int, "12"),
        (int, None),
        (list[int], {"data": [1]}),
        (dict[str, int], [1]),
        (dict[str, int] | None, [1]),
    ],
)
def test_a_whole_answer_of_another_type_is_kept_and_told(runtime, documented, value):
    result, found, problem = _read(runtime, documented, value)
    assert (result, problem) == (value, None)
    assert [each.path for each in found] == [""]
    if isinstance(value, list | dict):
        assert runtime("lenient").deviations(result) == found


@pytest.mark.parametrize(
    ("documented", "value"),
    [(list[int], None), (list[int], "a"), (dict[str, int] | None, 1)],
)
def test_no_scalar_passes_for_an_object_or_a_list(runtime, documented, value):
    _, found, problem = _read(runtime, documented, value)
    assert problem == str(found[0])


def _read(runtime, documented, value, **options):
    text = json.dumps(value).encode()
    return runtime("decode").read_json(documented, text, **{"strict": False} | options)


@pytest.mark.parametrize("strict", [False, True])
def test_who_asks_is_told_of_deviations_whether_they_are_raised_or_not(
    sdk, runtime, strict
):
    decode = runtime("decode").decode
    operation = runtime("operation").Operation(
        id="x",
        method="GET",
        path="/",
        result=lambda: sdk.models.operations.Book,
    )
    for value, paths in [(BOOK, []), ({**BOOK, "title": None}, ["title"])]:
        told = []
        reply_ = runtime("reply").Reply(200, (), json.dumps(value).encode())
        try:
            decode(operation, reply_, strict=strict, note=told.extend)
        except sdk.errors.DecodeError:
            assert strict
        assert [each.path for each in told] == paths
