"""Arguments that every client has, with their docs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.ir.api import Api
from generator.python.settings import PythonSettings
from generator.records import record

__all__ = ["HOOKS", "HookView", "SettingView", "client_settings"]


@record
class SettingView:
    """An argument of the client that sets something."""

    name: str
    """The argument."""
    annotation: str
    """Its type."""
    default: str
    """What it is if it is left out."""
    doc: str
    """Its description, without quotes."""


@record
class HookView:
    """An argument of the client that takes a function."""

    name: str
    """The argument."""
    event: str
    """The class of what the function is given."""
    doc: str
    """Its description, without quotes."""


HOOKS: Final = (
    HookView("on_request", "RequestEvent", "Called before each request."),
    HookView("on_response", "ResponseEvent", "Called after each answer, or failure."),
    HookView("on_retry", "RetryEvent", "Called before the wait for another attempt."),
    HookView(
        "on_deviation",
        "DeviationEvent",
        "Called for each place where a result is not what the docs promise.",
    ),
)

_RETRIES: Final = (
    "GET, PUT and DELETE are repeated after connection errors and statuses 408, 429, 500, 502, "
    "503 and 504. POST and PATCH are repeated only if nothing was sent, or after 429 and 503 if "
    "the call has an idempotency key."
)


def client_settings(api: Api, settings: PythonSettings) -> Iterator[SettingView]:
    """Yield what every client may be told beside secrets, servers and hooks."""
    yield _optional(
        "base_url",
        "str",
        "Another server." if api.servers else "The server; the docs name none.",
    )
    yield _optional(
        "timeout",
        "float",
        f"Seconds that the server may stay silent; {settings.usual_timeout} by default.",
    )
    yield _optional(
        "max_retries",
        "int",
        "How often a call is repeated after a fault that may pass; "
        f"{settings.usual_retries} by default. {_RETRIES}",
    )
    yield _optional("headers", "Mapping[str, str]", "Headers to send with each call.")
    yield _switch(
        "strict", "Whether an answer that deviates from the docs is an error."
    )
    yield from _limits()


def _limits() -> Iterator[SettingView]:
    yield _optional(
        "deadline",
        "float",
        "Seconds for all of a call, with the waits between its attempts; no end by default.",
    )
    yield _optional(
        "max_body_size",
        "int",
        "Bytes that an answer may have after decompression, or one item of a stream; 100 MB by "
        "default.",
    )
    yield _switch(
        "allow_http",
        "Whether a server on another machine may be called by plain http, which shows "
        "credentials to everyone on the way.",
    )
    yield _optional(
        "retry_budget",
        "float",
        "How many retries the client may make while a server is down, until only each tenth "
        "call is repeated; 30 by default, math.inf for no limit.",
    )


def _optional(name: str, annotation: str, doc: str) -> SettingView:
    return SettingView(name, f"{annotation} | None", "None", doc)


def _switch(name: str, doc: str) -> SettingView:
    return SettingView(name, "bool", "False", doc)
