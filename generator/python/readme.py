"""README of the distribution. Its examples are calls of the API's own operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.ir.api import Api
from generator.ir.operations import Operation
from generator.ir.references import nodes
from generator.ir.types import Binary, FilePart
from generator.python.answers import AnswerKind, answer_kind
from generator.python.arguments import arguments
from generator.python.calls import Call, example_call, quiet_statement, statement
from generator.python.client_options import server_label
from generator.python.errors import error_base_name, error_names
from generator.python.library import Library
from generator.python.resources import Node, accessor_path, operations
from generator.python.security import unique_secrets
from generator.python.servers import server_variables
from generator.python.usage import Usage
from generator.render.printers import Printers

_OPTIONS: Final = ("options=", '{"timeout": 30.0, "max_retries": 5}')
_SETTINGS: Final = (("timeout=", "10.0"), ("max_retries=", "0"))
_PLAIN: Final = (AnswerKind.VALUE, AnswerKind.PAGES, AnswerKind.NOTHING)


@dataclass(frozen=True, slots=True)
class SecretView:
    """An argument that takes a secret."""

    name: str
    env: str | None


@dataclass(frozen=True, slots=True)
class CallsView:
    """One call, in the four ways in which README shows it."""

    opened: str
    """The line that makes a client."""
    plain: str
    awaited_opened: str
    awaited: str
    guarded: str
    error: str
    """The error class that README catches."""
    hurried_opened: str
    hurried: str
    needs_datetime: bool


@dataclass(frozen=True, slots=True)
class MoreView:
    """Programs that README shows only where the API has such operations."""

    pages: str | None
    stream: str | None
    download: str | None
    upload: str | None


@dataclass(frozen=True, slots=True)
class ServersView:
    """How to choose a server."""

    labels: tuple[str, ...]
    """The servers, where there are several: name, URL and description of each."""
    has_names: bool
    variables: tuple[str, ...]
    """The arguments that fill the variables of their URLs."""
    opened: str
    """The line that makes a client for the last of several servers."""


@dataclass(frozen=True, slots=True)
class ReadmeView:
    """README of the distribution."""

    client: str
    package: str
    distribution: str
    doc: str
    secrets: tuple[SecretView, ...]
    base: str | None
    calls: CallsView | None
    """`None` where there is no operation to call."""
    more: MoreView
    servers: ServersView | None
    """`None` where there is nothing to choose."""
    retries: int
    """How often a call is repeated at most, by default."""


def readme_view(
    api: Api, library: Library, usage: Usage, printers: Printers
) -> ReadmeView:
    """Return the view of `templates/project/README.md.jinja`."""
    settings = usage.settings
    called = _first(api, lambda each: answer_kind(each) in _PLAIN)
    called = called or next(operations(api), None)
    return ReadmeView(
        client=settings.client,
        package=settings.package,
        distribution=settings.distribution,
        doc=printers.markdown_prose(api.doc or ""),
        secrets=tuple(_secrets(api, printers)),
        base=error_base_name(api),
        calls=_calls(*called, usage) if called else None,
        more=_more(api, library, usage),
        servers=_servers(api, usage, printers),
        retries=settings.usual_retries,
    )


def _first(
    api: Api, wanted: Callable[[Operation], bool]
) -> tuple[Node, Operation] | None:
    return next((found for found in operations(api) if wanted(found[1])), None)


def _secrets(api: Api, printers: Printers) -> Iterator[SecretView]:
    for secret in unique_secrets(api.security):
        env = printers.markdown_code(secret.env) if secret.env else None
        yield SecretView(secret.name, env)


def _calls(node: Node, operation: Operation, usage: Usage) -> CallsView:
    call = example_call(operation, accessor_path(node), usage.examples)
    options = _with_options(call)
    return CallsView(
        opened=usage.opened(),
        plain=statement(call, 4),
        awaited_opened=usage.opened(indent=4, is_async=True),
        awaited=statement(call, 8, is_async=True),
        guarded=quiet_statement(call, 8),
        error=error_names(operation)[0],
        hurried_opened=usage.opened(*_SETTINGS),
        hurried=quiet_statement(options, 4),
        needs_datetime=call.needs_datetime,
    )


def _with_options(call: Call) -> Call:
    items = (item for item in call.code.items if item[0] != _OPTIONS[0])
    return replace(call, code=replace(call.code, items=(*items, _OPTIONS)))


def _more(api: Api, library: Library, usage: Usage) -> MoreView:
    def program(wanted: Callable[[Operation], bool]) -> str | None:
        found = _first(api, wanted)
        if found is None:
            return None
        node, operation = found
        return usage.program(operation, accessor_path(node))

    return MoreView(
        pages=program(lambda each: answer_kind(each) is AnswerKind.PAGES),
        stream=program(lambda each: answer_kind(each) is AnswerKind.ITEMS),
        download=program(lambda each: answer_kind(each) is AnswerKind.BYTES),
        upload=program(lambda each: _is_upload(each, library)),
    )


def _is_upload(operation: Operation, library: Library) -> bool:
    """Whether a call must send a file: as its body, or as a part of a form."""
    return any(
        argument.required and isinstance(node, Binary | FilePart)
        for argument in arguments(operation, library.models)
        for node in nodes(argument.type)
    )


def _servers(api: Api, usage: Usage, printers: Printers) -> ServersView | None:
    variables = tuple(server_variables(api))
    if len(api.servers) < 2 and not variables:
        return None
    several = len(api.servers) > 1
    usable = [at for at, each in enumerate(api.servers) if each.problem is None]
    last = usable[-1] if usable else 0
    chosen = api.servers[last] if several else None
    more: tuple[tuple[str, str], ...] = ()
    if chosen is not None:
        name = printers.string_literal(chosen.name) if chosen.name else str(last)
        more = (("server=", name),)
    return ServersView(
        labels=tuple(
            printers.markdown_code(server_label(server))
            for server in (api.servers if several else ())
        ),
        has_names=any(server.name for server in api.servers),
        variables=variables,
        opened=usage.opened(*more, server=last),
    )
