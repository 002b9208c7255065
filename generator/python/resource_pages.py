"""Reference pages of resources, in Markdown."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.operations import Operation
from generator.python.arguments import Argument, arguments
from generator.python.calls import example_call, example_text
from generator.python.examples import Examples
from generator.python.library import Library
from generator.python.names import member_name
from generator.python.operations import error_statuses
from generator.python.page_links import Links
from generator.python.prose import deprecation, headed, joined
from generator.python.resources import Node, accessor_path
from generator.python.settings import PythonSettings
from generator.render.printers import Printers


@dataclass(frozen=True, slots=True)
class RowView:
    """One row of a table of arguments or fields."""

    name: str
    type: str
    required: str
    """`yes` or `no`."""
    doc: str


@dataclass(frozen=True, slots=True)
class ErrorRowView:
    """One row of an operation's table of errors."""

    link: str
    statuses: str


@dataclass(frozen=True, slots=True)
class OperationPageView:
    """One operation's section."""

    name: str
    doc: str
    signature: str
    rows: tuple[RowView, ...]
    returns: str
    errors: tuple[ErrorRowView, ...]
    example: str


@dataclass(frozen=True, slots=True)
class ResourcePageView:
    """The page of a resource."""

    title: str
    doc: str
    children: tuple[str, ...]
    """Links to the resources below."""
    operations: tuple[OperationPageView, ...]


def resource_page(
    node: Node, library: Library, settings: PythonSettings, printers: Printers
) -> ResourcePageView:
    """Return the view of `templates/docs/resource.md.jinja`."""
    links = Links("../", printers)
    return ResourcePageView(
        title=f"`client.{accessor_path(node)}`",
        doc=printers.markdown_prose(node.doc),
        children=tuple(links.resource(child) for child in node.children),
        operations=tuple(
            _operation(each, node, library, settings, links) for each in node.operations
        ),
    )


def _operation(
    operation: Operation,
    node: Node,
    library: Library,
    settings: PythonSettings,
    links: Links,
) -> OperationPageView:
    printers = links.printers
    taken = arguments(operation, library.models)
    accessor, name = accessor_path(node), member_name(operation.name)
    doc = headed(operation.summary, operation.doc)
    call = example_call(operation, accessor, Examples(library.models, printers))
    success = operation.success
    return OperationPageView(
        name=name,
        doc=printers.markdown_prose(joined(doc, deprecation(operation.deprecated))),
        signature=f"client.{accessor}.{name}({_signature(taken)})",
        rows=tuple(_row(argument, links) for argument in taken),
        returns=links.type(success.type) if success.type else "`None`",
        errors=tuple(
            ErrorRowView(links.error(error), statuses)
            for error, statuses in error_statuses(operation)
        ),
        example=example_text(call, settings),
    )


def _signature(taken: tuple[Argument, ...]) -> str:
    names = (a.name if a.required else f"{a.name}=..." for a in taken)
    return ", ".join(("*", *names, "options=None"))


def _row(argument: Argument, links: Links) -> RowView:
    doc = joined(argument.doc, deprecation(argument.deprecated))
    return RowView(
        name=argument.name,
        type=links.type(argument.type),
        required="yes" if argument.required else "no",
        doc=links.printers.markdown_cell(doc),
    )
