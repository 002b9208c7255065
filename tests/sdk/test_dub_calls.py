"""The emitted SDK of Dub against a server on loopback: what travels, what comes back."""

import asyncio
import json

import pytest
from dub_sdk import AsyncDub, Dub, errors, models

from tests.sdk.loopback import Fault, Loopback, answer, json_answer
from tests.sdk.runtime.harness import done

LEAD = {
    "click": {"id": "cUa9"},
    "customer": {
        "name": "Ada",
        "email": "ada@example.com",
        "avatar": None,
        "externalId": "user_42",
    },
}
ARGUMENTS = {
    "click_id": "cUa9",
    "event_name": "Sign up",
    "external_id": "user_42",
    "mode": "wait",
    "metadata": {"plan": "pro", "seats": 3},
}


def call_sync(url, **settings):
    with Dub("secret-token", base_url=url, **{"max_retries": 0, **settings}) as client:
        return client.track.lead(**ARGUMENTS)


def call_async(url, **settings):
    async def run():
        settings_ = {"max_retries": 0, **settings}
        async with AsyncDub("secret-token", base_url=url, **settings_) as client:
            return await client.track.lead(**ARGUMENTS)

    return asyncio.run(run())


both = pytest.mark.parametrize("call", [call_sync, call_async])


@both
def test_the_request_is_what_was_given_in_wire_names_and_nothing_else(call):
    with Loopback(json_answer(200, LEAD)) as server:
        call(server.url)
    (request,) = server.received
    assert (request.method, request.target) == ("POST", "/track/lead")
    assert request.headers["authorization"] == "Bearer secret-token"
    assert request.headers["content-type"] == "application/json"
    assert json.loads(request.body) == {
        "clickId": "cUa9",
        "eventName": "Sign up",
        "externalId": "user_42",
        "mode": "wait",
        "metadata": {"plan": "pro", "seats": 3},
    }


@both
def test_the_answer_is_a_typed_model(call):
    with Loopback(json_answer(200, LEAD)) as server:
        lead = call(server.url)
    assert isinstance(lead, models.operations.TrackLeadResponseBody)
    assert lead.click.id == "cUa9"
    assert lead.customer.external_id == "user_42"
    assert lead.customer.avatar is None


def test_sync_and_async_send_the_same_request():
    with Loopback(json_answer(200, LEAD)) as server:
        call_sync(server.url)
        call_async(server.url)
    first, second = server.received
    assert first == second


def test_none_is_sent_as_null_and_what_is_not_given_is_not_sent():
    with (
        Loopback(json_answer(200, LEAD)) as server,
        Dub("t", base_url=server.url) as dub,
    ):
        dub.track.lead(
            click_id="c", event_name="e", external_id="x", customer_name=None
        )
    assert json.loads(server.received[0].body) == {
        "clickId": "c",
        "eventName": "e",
        "externalId": "x",
        "customerName": None,
    }


STATUSES = {
    400: (errors.BadRequest, "bad_request"),
    401: (errors.Unauthorized, "unauthorized"),
    403: (errors.Forbidden, "forbidden"),
    404: (errors.NotFound, "not_found"),
    409: (errors.Conflict, "conflict"),
    410: (errors.InviteExpired, "invite_expired"),
    422: (errors.UnprocessableEntity, "unprocessable_entity"),
    429: (errors.RateLimitExceeded, "rate_limit_exceeded"),
    500: (errors.InternalServerError, "internal_server_error"),
}


@both
@pytest.mark.parametrize("status", STATUSES)
def test_each_documented_status_is_its_own_exception(call, status):
    kind, code = STATUSES[status]
    url = f"https://dub.co/docs/api-reference/errors#{code}"
    body = {"error": {"code": code, "message": "No such click.", "doc_url": url}}
    reply = json_answer(status, body, x_request_id="req_7")
    with Loopback(reply) as server, pytest.raises(errors.DubError) as caught:
        call(server.url)
    error = caught.value
    assert type(error) is kind
    assert (error.status, error.code, error.message) == (status, code, "No such click.")
    assert (error.doc_url, error.request_id) == (url, "req_7")
    assert json.loads(error.body) == body
    assert error.headers["content-type"] == "application/json"
    assert error.data.error.code == code
    assert error.data.error.doc_url == url
    assert str(error).startswith("No such click.")


@both
def test_an_undocumented_status_is_an_error_too(call):
    with Loopback(answer(418, b"short and stout")) as server:
        with pytest.raises(errors.APIStatusError) as caught:
            call(server.url)
    assert caught.value.status == 418
    assert caught.value.body == b"short and stout"


@both
@pytest.mark.parametrize(
    "body", [b"{", b"", b"null", b"[]", b"\xff\xfe", b"[" * 100_000, b"<html>"]
)
def test_a_body_that_cannot_be_read_is_a_decode_error(call, body):
    with Loopback(answer(200, body, content_type="application/json")) as server:
        with pytest.raises(errors.DecodeError) as caught:
            call(server.url)
    assert caught.value.status == 200


@both
def test_a_dropped_connection_is_a_connection_error(call):
    with Loopback(Fault.DROP) as server, pytest.raises(errors.APIConnectionError):
        call(server.url)


@both
def test_a_slow_answer_is_a_timeout_error(call):
    with Loopback(Fault.SILENCE) as server, pytest.raises(errors.APITimeoutError):
        call(server.url, timeout=0.05)


@both
def test_a_body_that_ends_too_early_is_a_connection_error(call):
    cut = json_answer(200, LEAD)[:-5]
    with Loopback(cut) as server, pytest.raises(errors.APIConnectionError):
        call(server.url)


@both
def test_no_server_at_all_is_a_connection_error(call):
    with Loopback(json_answer(200, LEAD)) as server:
        url = server.url
    with pytest.raises(errors.APIConnectionError):
        call(url)


@both
def test_an_unknown_enum_value_or_a_null_does_not_lose_the_answer(call):
    deviating = {"click": None, "customer": {**LEAD["customer"], "later": {"x": 1}}}
    with Loopback(json_answer(200, deviating)) as server:
        lead = call(server.url)
        assert lead.click is None
        assert lead.customer.name == "Ada"
        with pytest.raises(errors.DecodeError):
            call(server.url, strict=True)


def test_settings_of_one_call_do_not_change_the_client():
    with Loopback(json_answer(200, LEAD)) as server:
        with Dub(
            "t", base_url="https://nowhere.invalid", headers={"x-app": "1"}
        ) as dub:
            dub.track.lead(
                click_id="c",
                event_name="e",
                external_id="x",
                options={
                    "base_url": server.url,
                    "headers": {"x-call": "2"},
                    "query": {"dry": True},
                    "timeout": 5.0,
                    "max_retries": 0,
                },
            )
        assert "nowhere.invalid" in repr(dub)
    (request,) = server.received
    assert request.target == "/track/lead?dry=true"
    assert (request.headers["x-app"], request.headers["x-call"]) == ("1", "2")


def test_a_wrong_argument_is_refused_before_anything_is_sent():
    with (
        Loopback(json_answer(200, LEAD)) as server,
        Dub("t", base_url=server.url) as dub,
    ):
        with pytest.raises(errors.InvalidArgumentError, match="mode"):
            dub.track.lead(click_id="c", event_name="e", external_id="x", mode="later")
    assert server.received == []


@pytest.mark.parametrize("client", [Dub, AsyncDub])
def test_the_token_comes_from_the_argument_or_the_environment(client, monkeypatch):
    async def lead(made):
        return await done(
            made.track.lead(click_id="c", event_name="e", external_id="x")
        )

    monkeypatch.delenv("DUB_API_KEY", raising=False)
    with Loopback(json_answer(200, LEAD)) as server:
        with pytest.raises(errors.ConfigurationError, match="DUB_API_KEY"):
            asyncio.run(lead(client(base_url=server.url)))
        assert server.received == []
        monkeypatch.setenv("DUB_API_KEY", "from-the-environment")
        assert "from-the-environment" not in repr(client())
        asyncio.run(lead(client(base_url=server.url)))
    header = server.received[0].headers["authorization"]
    assert header == "Bearer from-the-environment"


def test_every_error_is_below_one_class():
    kinds = [getattr(errors, name) for name in errors.__all__]
    assert len(kinds) > len(STATUSES)
    assert all(issubclass(kind, errors.DubError) for kind in kinds)
