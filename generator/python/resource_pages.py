"""Reference pages of resources, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator
from textwrap import fill
from typing import Final

from generator.ir.operations import Operation
from generator.ir.types import Stream
from generator.python.answers import stream_class
from generator.python.arguments import Argument, arguments
from generator.python.library import Library
from generator.python.method_docs import error_statuses, server_note
from generator.python.names import member_name
from generator.python.page_links import Links
from generator.python.paging import item_type
from generator.python.prose import deprecation, headed, joined
from generator.python.resources import Node, accessor_path
from generator.python.security import Secret, secret_text, unique_secrets
from generator.python.usage import Usage
from generator.records import record
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_WIDTH: Final = 88


@record
class RowView:
    """One row of a table of arguments or fields."""

    name: str
    """The argument or field."""
    type: str
    """Its type in Markdown, with links to models."""
    required: str
    """`yes` or `no`."""
    doc: str
    """Its description in one line of Markdown; empty where the docs have none."""


@record
class ErrorRowView:
    """One row of an operation's table of errors."""

    link: str
    """The class, as a link."""
    statuses: str
    """The statuses that raise it, in words."""


@record
class ExampleView:
    """One example of an operation."""

    name: str
    """Empty where it is the only one, or has no name."""
    code: str
    """A whole program."""


@record
class OperationPageView:
    """One operation's section."""

    name: str
    """The method."""
    doc: str
    """Its description in Markdown."""
    signature: str
    """The call with the names of all arguments."""
    rows: tuple[RowView, ...]
    """Its arguments."""
    returns: str
    """The type of the result in Markdown, with links to models."""
    errors: tuple[ErrorRowView, ...]
    """The exceptions that it documents."""
    examples: tuple[ExampleView, ...]
    """At least one; made up where the docs show none."""


@record
class ResourcePageView:
    """The page of a resource."""

    title: str
    """The way to it from a client, as code in Markdown."""
    doc: str
    """Its description in Markdown."""
    children: tuple[str, ...]
    """Links to the resources below."""
    operations: tuple[OperationPageView, ...]
    """In the order of the docs."""


def resource_page(
    node: Node, library: Library, usage: Usage, printers: Printers
) -> ResourcePageView:
    """Return the view of `templates/docs/resource.md.jinja`."""
    links = Links("../", printers)
    return ResourcePageView(
        title=f"`{accessor_path(node)}`",
        doc=printers.markdown_prose(node.doc),
        children=tuple(links.resource(child) for child in node.children),
        operations=tuple(
            _operation(each, node, library, usage, links) for each in node.operations
        ),
    )


def _operation(
    operation: Operation,
    node: Node,
    library: Library,
    usage: Usage,
    links: Links,
) -> OperationPageView:
    printers = links.printers
    taken = arguments(operation, library.models)
    accessor, name = accessor_path(node), member_name(operation.name)
    doc = joined(
        headed(operation.summary, operation.doc),
        server_note(operation),
        deprecation(operation.deprecated),
    )
    secrets = unique_secrets(operation.security)
    return OperationPageView(
        name=name,
        doc=printers.markdown_prose(doc),
        signature=_signature(f"{accessor}.{name}", taken, secrets),
        rows=(
            *(_row(argument, links) for argument in taken),
            *(_secret_row(secret, links) for secret in secrets),
        ),
        returns=_returns(operation, library, links),
        errors=tuple(
            ErrorRowView(links.error(error), statuses)
            for error, statuses in error_statuses(operation)
        ),
        examples=tuple(_examples(operation, accessor, usage, printers)),
    )


def _examples(
    operation: Operation, accessor: str, usage: Usage, printers: Printers
) -> Iterator[ExampleView]:
    """Yield the examples of the docs; of several with the same code, the first one."""
    programs: dict[str, Untrusted | None] = {}
    for example in operation.examples or (None,):
        code = usage.program(operation, accessor, example)
        programs.setdefault(code, example.name if example else None)
    for code, name in programs.items():
        shown = name if len(programs) > 1 else None
        yield ExampleView(printers.markdown_code(shown) if shown else "", code)


def _returns(operation: Operation, library: Library, links: Links) -> str:
    success = operation.success
    result = links.type(success.type) if success.type else "`None`"
    if operation.pagination is not None:
        item = links.type(item_type(operation, library.models))
        return (
            f"a `Page`. Iterate over it for the items of all pages, each {item}; "
            f"what the server answered is its `result`, {result}"
        )
    if success.stream is None:
        return result
    stream = _stream(success.stream, links)
    return f"{result} or {stream}" if success.type else stream


def _stream(stream: Stream, links: Links) -> str:
    name = f"`{stream_class(stream.kind)}`"
    if stream.item is None:
        return f"{name}: read it, or save it to a file, and close it"
    return f"{name}: iterate over it, and close it. Its items are {links.type(stream.item)}"


def _signature(
    method: str, taken: tuple[Argument, ...], secrets: tuple[Secret, ...]
) -> str:
    """Return how a method is called, in lines of the width of code."""
    names = (a.name if a.needed else f"{a.name}=..." for a in taken)
    more = (f"{secret.name}=..." for secret in secrets)
    text = ", ".join(("*", *names, *more, "options=None"))
    return fill(f"{method}({text})", _WIDTH, subsequent_indent="    ")


def _row(argument: Argument, links: Links) -> RowView:
    doc = joined(argument.doc, deprecation(argument.deprecated))
    return RowView(
        name=argument.name,
        type=links.type(argument.type, raw="FileContent"),
        required="yes" if argument.needed else "no",
        doc=links.printers.markdown_cell(doc),
    )


def _secret_row(secret: Secret, links: Links) -> RowView:
    doc = links.printers.markdown_cell(secret_text(secret))
    return RowView(secret.name, "`str`", "no", doc)
