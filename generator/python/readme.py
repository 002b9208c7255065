"""README of the distribution. Its examples are calls of the API's own operations."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Final

from generator.ir.api import Api
from generator.ir.operations import Operation
from generator.ir.references import nodes
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server, ServerVariable
from generator.ir.types import Binary, FilePart
from generator.python.answers import AnswerKind, answer_kind
from generator.python.arguments import arguments
from generator.python.calls import Call, example_call, quiet_statement, statement
from generator.python.code import Group, exploded
from generator.python.errors import error_base_name, error_names
from generator.python.library import Library
from generator.python.names import client_argument_name
from generator.python.prose import joined
from generator.python.resources import Node, accessor_path, operations
from generator.python.security import unique_secrets
from generator.python.servers import server_variables
from generator.python.usage import Usage
from generator.records import record
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_OPTIONS: Final = ("options=", '{"timeout": 30.0, "deadline": 90.0}')
_SETTINGS: Final = (("timeout=", "10.0"), ("max_retries=", "0"))
_PLAIN: Final = (AnswerKind.VALUE, AnswerKind.PAGES, AnswerKind.NOTHING)


@record
class SecretsView:
    """A row of arguments that take secrets: one, or all of one way to authenticate."""

    names: tuple[str, ...]
    """The arguments of the client."""
    envs: tuple[str, ...]
    """The environment variables as code in Markdown; none where the docs name none."""


@record
class CallsView:
    """One call, in the four ways in which README shows it."""

    opened: str
    """The line that makes a client."""
    plain: str
    """The call, and what is done with its result."""
    awaited_opened: str
    """The same line for the asynchronous client."""
    awaited: str
    """The same call, awaited."""
    guarded: str
    """The call alone, as it stands inside of `try`."""
    error: str
    """The error class that README catches."""
    hurried_opened: str
    """The line that makes a client with a timeout and without retries."""
    hurried: str
    """The call with options of its own."""
    watched_opened: str
    """The line that makes a client with a hook."""
    resource: str | None
    """How to reach the resource that is called; `None` if that is the client itself."""
    responded: str
    """The call through `with_response`."""
    needs_datetime: bool
    """Whether the calls name the module `datetime`."""


@record
class MoreView:
    """Programs that README shows only where the API has such operations."""

    pages: str | None
    """A program that reads a list; `None` where there is no list."""
    stream: str | None
    """A program that reads a stream; `None` where there is none."""
    download: str | None
    """A program that saves bytes; `None` where no answer is bytes."""
    upload: str | None
    """A program that sends a file; `None` where no call takes one."""


@record
class ServerRowView:
    """One of several servers."""

    choice: str
    """What to pass as `server`: its number, or its name."""
    url: str
    """As code in Markdown."""
    doc: str
    """What the docs say of it, in one line; empty where they say nothing."""


@record
class ServersView:
    """How to choose a server."""

    rows: tuple[ServerRowView, ...]
    """The servers, where there are several."""
    variables: tuple[str, ...]
    """The arguments that fill the variables of their URLs, with their defaults."""
    opened: str
    """The line that makes a client for the last of several servers."""


@record
class ReadmeView:
    """README of the distribution."""

    client: str
    """The client class."""
    package: str
    """The import name."""
    distribution: str
    """The name that `pip install` takes."""
    doc: str
    """What the docs say of the API, in Markdown; empty where they say nothing."""
    secrets: tuple[SecretsView, ...]
    """How to authenticate; empty where nothing is needed."""
    has_ways: bool
    """Whether one row of secrets is enough."""
    has_variables: bool
    """Whether a secret may come from the environment."""
    base: str | None
    """As `ErrorsView.base`."""
    calls: CallsView | None
    """`None` where there is no operation to call."""
    more: MoreView
    """Further programs."""
    servers: ServersView | None
    """`None` where there is nothing to choose."""
    retries: int
    """How often a call is repeated at most, by default."""
    has_keys: bool
    """Whether some operations send idempotency keys of their own."""


def readme_view(
    api: Api, library: Library, usage: Usage, printers: Printers
) -> ReadmeView:
    """Return the view of `templates/project/README.md.jinja`."""
    settings = usage.settings
    called = _first(api, lambda each: answer_kind(each) in _PLAIN)
    called = called or next(operations(api), None)
    ways = _ways(api)
    secrets = tuple(_secret_rows(ways, printers))
    return ReadmeView(
        client=settings.client,
        package=settings.package,
        distribution=settings.distribution,
        doc=printers.markdown_prose(api.doc or ""),
        secrets=secrets,
        has_ways=len(ways) > 1,
        has_variables=any(row.envs for row in secrets),
        base=error_base_name(api),
        calls=_calls(*called, usage) if called else None,
        more=_more(api, library, usage),
        servers=_servers(api, usage, printers),
        retries=settings.usual_retries,
        has_keys=any(_sends_key(operation) for _, operation in operations(api)),
    )


def _sends_key(operation: Operation) -> bool:
    key = operation.idempotency_key
    return key is not None and key.value


def _first(
    api: Api, wanted: Callable[[Operation], bool]
) -> tuple[Node, Operation] | None:
    return next((found for found in operations(api) if wanted(found[1])), None)


def _ways(api: Api) -> tuple[tuple[SecurityScheme, ...], ...]:
    """Return the ways to authenticate, each of them enough: the schemes that belong together."""
    found: dict[tuple[Untrusted, bool], list[SecurityScheme]] = {}
    for scheme in api.security:
        way = (scheme.group or scheme.name, scheme.group is not None)
        found.setdefault(way, []).append(scheme)
    return tuple(map(tuple, found.values()))


def _secret_rows(
    ways: tuple[tuple[SecurityScheme, ...], ...], printers: Printers
) -> Iterator[SecretsView]:
    """Yield a row for each of several ways, or for each secret of the only one."""
    for way in ways:
        secrets = unique_secrets(way)
        rows = [secrets] if len(ways) > 1 else [(secret,) for secret in secrets]
        for row in rows:
            envs = (printers.markdown_code_cell(each.env) for each in row if each.env)
            yield SecretsView(tuple(each.name for each in row), tuple(envs))


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
        watched_opened=usage.opened(("on_retry=", "report")),
        hurried=quiet_statement(options, 4),
        resource=accessor_path(node) if node.path else None,
        responded=_responded(call),
        needs_datetime=call.needs_datetime,
    )


def _responded(call: Call) -> str:
    """Return the call of a method through `with_response`."""
    method = call.code.opening.removesuffix("(")
    items = (("", method), *call.code.items)
    return exploded(Group("client.with_response(", items, ")"), 4, "response = ")


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
    variables = server_variables(api)
    if len(api.servers) < 2 and not variables:
        return None
    usable = [at for at, each in enumerate(api.servers) if each.problem is None]
    last = usable[-1] if usable else 0
    several = api.servers if len(api.servers) > 1 else ()
    more = [
        (f"{client_argument_name(each.option)}=", printers.string_literal(each.default))
        for each in (api.servers[last].variables if api.servers else ())
        if each.default
    ]
    if several:
        name = several[last].name
        chosen = str(last) if name is None else printers.string_literal(name)
        more.insert(0, ("server=", chosen))
    return ServersView(
        rows=tuple(
            _server_row(at, server, printers) for at, server in enumerate(several)
        ),
        variables=tuple(_variable(*item, printers) for item in variables.items()),
        opened=usage.opened(*more, server=last),
    )


def _variable(name: str, variable: ServerVariable, printers: Printers) -> str:
    default = variable.default
    said = f" ({printers.markdown_code(default)} by default)" if default else ""
    return f"`{name}`{said}"


def _server_row(at: int, server: Server, printers: Printers) -> ServerRowView:
    choice = f"`{at}`"
    if server.name is not None:
        name = printers.string_literal(server.name)
        choice += f" or {printers.markdown_code_cell(name)}"
    problem = f"It cannot be called: it {server.problem}." if server.problem else ""
    return ServerRowView(
        choice=choice,
        url=printers.markdown_code_cell(server.url.value),
        doc=printers.markdown_cell(joined(server.doc, Untrusted(problem))),
    )
