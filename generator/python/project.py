"""Pages about the whole distribution: README, index of the reference, errors, pyproject.toml."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from generator.ir.api import Api
from generator.ir.operations import Operation
from generator.python.calls import Call, call_text, example_call
from generator.python.client import secrets
from generator.python.errors import error_base_name, error_pages
from generator.python.examples import Examples
from generator.python.library import Library
from generator.python.names import error_class_name, member_name
from generator.python.operations import error_names
from generator.python.page_links import Links
from generator.python.prose import described
from generator.python.resources import (
    Node,
    accessor_path,
    all_nodes,
    resource_tree,
)
from generator.python.settings import PythonSettings
from generator.render.printers import Printers

_OPTIONS: Final = ("options=", '{"timeout": 30.0, "max_retries": 5}')


@dataclass(frozen=True, slots=True)
class PyprojectView:
    """The distribution's pyproject.toml."""

    distribution: str
    description: str
    package: str
    version: str


@dataclass(frozen=True, slots=True)
class SecretView:
    """An argument that takes a secret."""

    name: str
    env: str | None


@dataclass(frozen=True, slots=True)
class CallsView:
    """One call, in the four ways in which README shows it."""

    plain: str
    awaited: str
    guarded: str
    error: str
    """The error class that README catches."""
    hurried: str
    needs_datetime: bool


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


@dataclass(frozen=True, slots=True)
class IndexView:
    """The first page of the reference."""

    client: str
    operations: tuple[str, ...]
    models: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ErrorSectionView:
    """One error class on the page of errors."""

    name: str
    doc: str
    statuses: str
    model: str


@dataclass(frozen=True, slots=True)
class ErrorsPageView:
    """The page of errors."""

    package: str
    base: str | None
    classes: tuple[ErrorSectionView, ...]


def pyproject_view(settings: PythonSettings, printers: Printers) -> PyprojectView:
    """Return the view of `templates/project/pyproject.toml.jinja`."""
    return PyprojectView(
        distribution=printers.toml_string(settings.distribution),
        description=printers.toml_string(f"Python SDK for {settings.client}"),
        package=printers.toml_string(f"src/{settings.package}"),
        version=printers.toml_string(settings.version),
    )


def readme_view(
    api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> ReadmeView:
    """Return the view of `templates/project/README.md.jinja`; its calls are the first operation."""
    called = next(_operations(api), None)
    return ReadmeView(
        client=settings.client,
        package=settings.package,
        distribution=settings.distribution,
        doc=printers.markdown_prose(api.doc or ""),
        secrets=tuple(_secrets(api, printers)),
        base=error_base_name(api),
        calls=_calls(*called, library, printers) if called else None,
    )


def _operations(api: Api) -> Iterator[tuple[Node, Operation]]:
    for node in all_nodes(resource_tree(api)):
        for operation in node.operations:
            yield node, operation


def _secrets(api: Api, printers: Printers) -> Iterator[SecretView]:
    for scheme in api.security:
        for secret in secrets(scheme):
            env = printers.markdown_code(secret.env) if secret.env else None
            yield SecretView(secret.name, env)


def _calls(
    node: Node, operation: Operation, library: Library, printers: Printers
) -> CallsView:
    call = example_call(
        operation, accessor_path(node), Examples(library.models, printers)
    )
    quiet = replace(call, has_result=False)
    hurried = replace(quiet.code, items=(*quiet.code.items, _OPTIONS))
    return CallsView(
        plain=_shown(call, 4, ""),
        awaited=_shown(call, 8, "await "),
        guarded=call_text(quiet, 8),
        error=next(error_names(operation), "APIStatusError"),
        hurried=call_text(replace(quiet, code=hurried), 4),
        needs_datetime=call.needs_datetime,
    )


def _shown(call: Call, indent: int, keyword: str) -> str:
    text = call_text(call, indent, keyword)
    return f"{text}\n{' ' * indent}print(result)" if call.has_result else text


def index_view(
    api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> IndexView:
    """Return the view of `templates/docs/README.md.jinja`."""
    links = Links("", printers)
    return IndexView(
        client=settings.client,
        operations=tuple(
            links.operation(node, member_name(operation.name))
            for node, operation in _operations(api)
        ),
        models=tuple(links.model(key) for key in sorted(library.models)),
    )


def errors_page(
    api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> ErrorsPageView:
    """Return the view of `templates/docs/errors.md.jinja`."""
    links = Links("", printers)
    return ErrorsPageView(
        package=settings.package,
        base=error_base_name(api),
        classes=tuple(
            ErrorSectionView(
                name=error_class_name(key.title),
                doc=printers.markdown_prose(
                    described(
                        key.title,
                        library.models[key].doc,
                        library.models[key].deprecated,
                    )
                ),
                statuses=", ".join(
                    str(first) if first == last else f"{first} to {last}"
                    for first, last in statuses
                ),
                model=links.model(key),
            )
            for key, statuses in error_pages(api).items()
        ),
    )
