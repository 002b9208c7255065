"""Errors: one tree, the server's own words first, nothing lost, no secrets."""

import json
import pickle

import pytest

from tests.sdk.runtime.harness import BOOK, TOKEN, Script, raw, reply


def _error(harness, answer, do=lambda c: c.books.get("b1")):
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(do, Script(answer), max_retries=0)
    return caught.value


def test_a_documented_status_is_its_own_class_with_all_facts(harness):
    body = {
        "error": {
            "code": "not_found",
            "message": "No such book.",
            "docUrl": "https://shelf.example/e",
        }
    }
    error = _error(harness, reply(404, body, x_request_id="req_1"))
    assert type(error) is harness.errors.NotOnShelf
    assert isinstance(error, harness.errors.ShelfError)
    assert (error.status, error.code, error.message, error.doc_url) == (
        404,
        "not_found",
        "No such book.",
        "https://shelf.example/e",
    )
    assert str(error) == (
        "No such book. (status 404, operation getBook, request id 'req_1')"
    )
    assert isinstance(error.data, harness.sdk.models.errors.NotOnShelf)
    assert error.data.error.doc_url == "https://shelf.example/e"
    assert json.loads(error.body) == body
    assert error.headers["Content-Type"] == "application/json"
    assert error.request_id == "req_1"
    assert error.operation == "getBook"


def test_the_narrowest_documented_range_wins_in_any_order(harness):
    assert type(_error(harness, reply(404, {}))) is harness.errors.NotOnShelf
    assert type(_error(harness, reply(422, {}))) is harness.errors.ClientFault


def test_a_status_has_the_class_that_its_own_operation_documents(harness):
    gone = _error(harness, reply(410, {}), lambda c: c.books.list())
    assert type(gone) is harness.errors.NotOnShelf
    missing = _error(harness, reply(404, {}), lambda c: c.books.list())
    assert type(missing) is harness.errors.APIStatusError
    assert type(_error(harness, reply(410, {}))) is harness.errors.ClientFault


@pytest.mark.parametrize("status", [300, 304, 418, 500, 599])
def test_an_undocumented_status_is_a_plain_status_error(harness, status):
    error = _error(harness, reply(status, {}), lambda c: c.books.list())
    assert type(error) is harness.errors.APIStatusError
    assert error.status == status


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b'{"message": "top"}', "top"),
        (b'{"error": "flat"}', "flat"),
        (b'{"error": {"message": "inner"}, "message": "outer"}', "inner"),
        (b'{"detail": "problem", "title": "t"}', "problem"),
        (b'"only text"', "only text"),
        (b'{"message": "two\\nlines\\u001b[31m"}', "two lines [31m"),
    ],
)
def test_the_words_of_the_server_come_first(harness, body, words):
    error = _error(harness, raw(400, body, "application/json"))
    assert error.message == words
    assert str(error).startswith(words + " (status 400")


@pytest.mark.parametrize(
    "body",
    [b"", b"<html>", b"{", b"\xff", b"[" * 9999, b"null", b"[1]", b'{"error": [1]}'],
)
def test_an_error_without_words_says_what_its_status_means(harness, body):
    error = _error(harness, raw(404, body, "application/json"))
    assert type(error) is harness.errors.NotOnShelf
    assert error.message is None
    assert str(error).startswith("Not Found (status 404")
    assert error.body == body


def test_an_error_body_that_deviates_is_still_typed(harness):
    error = _error(harness, reply(404, {"error": {"message": "m", "code": 7}}))
    assert error.data.error.message == "m"
    assert error.code == "7"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
@pytest.mark.parametrize(
    "location",
    ["/elsewhere", "https://evil.example/", "http://api.shelf.example/", "http://["],
)
def test_a_redirect_of_a_call_that_writes_is_not_followed(harness, status, location):
    script = Script(reply(status, None, location=location))
    with pytest.raises(harness.errors.APIStatusError) as caught:
        harness.call(lambda c: c.books.add(title="E"), script)
    assert caught.value.headers["location"] == location
    assert len(script.requests) == 1


def test_a_secret_that_the_server_repeats_is_hidden(harness):
    error = _error(harness, reply(401, {"message": f"Bad token {TOKEN}!"}))
    assert error.message == "Bad token [hidden]!"
    assert TOKEN not in str(error) + repr(error) + repr(error.args)


def test_errors_survive_pickling(harness):
    error = _error(harness, reply(404, {"error": {"message": "m", "code": "c"}}))
    copy = pickle.loads(pickle.dumps(error))
    assert type(copy) is type(error)
    assert str(copy) == str(error)
    assert copy.data == error.data
    assert copy.headers == error.headers


def test_every_error_is_below_one_base(harness):
    errors = harness.errors
    classes = [getattr(errors, name) for name in errors.__all__]
    assert all(issubclass(each, errors.SDKError) for each in classes)


@pytest.mark.parametrize(
    "break_", [{"title": 1}, {"title": "E", "metadata": {"token": object()}}]
)
def test_an_invalid_argument_survives_pickling(harness, break_):
    with pytest.raises(harness.errors.InvalidArgumentError) as caught:
        harness.call(lambda c: c.books.add(**break_), Script(reply(200, BOOK)))
    copy = pickle.loads(pickle.dumps(caught.value))
    assert (str(copy), copy.argument) == (str(caught.value), caught.value.argument)
