"""The module of error classes: one for each error page that an operation names."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.ir.api import Api
from generator.ir.models import Model
from generator.ir.operations import ErrorCase, Operation
from generator.ir.types import ModelKey, Ref
from generator.python.imports import name_order
from generator.python.names import class_name, error_class_name, namespace_module
from generator.python.prose import described
from generator.records import record
from generator.render.printers import Printers

_INDENT: Final = 4
TREE: Final = (
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ClientClosedError",
    "ConfigurationError",
    "DecodeError",
    "InvalidArgumentError",
    "PaginationError",
    "SDKError",
    "StreamClosedError",
)
"""The classes that every SDK has."""
ANY_STATUS: Final = "APIStatusError"
"""The one of them that any failed status raises which has no class of its own."""


@record
class ErrorClassView:
    """One error class."""

    name: str
    """The class, such as `NotFound`."""
    doc: str
    """Its docstring, quotes included."""
    model: str
    """The type of the body, such as `errors.NotFound`, below the package of models."""


@record
class ErrorsView:
    """The module of error classes."""

    tree: tuple[str, ...]
    """The runtime's exceptions, which the module offers as well."""
    exports: tuple[str, ...]
    """The names of `__all__`, sorted."""
    base: str | None
    """The docs' name for the base of all errors, where it is another one than ours."""
    classes: tuple[ErrorClassView, ...]
    """The exceptions that the docs describe."""


def errors_view(api: Api, printers: Printers) -> ErrorsView:
    """Return the view of `templates/python/errors.py.jinja`."""
    models = {model.key: model for model in api.models}
    base = error_base_name(api)
    classes = tuple(_error_class(models[key], printers) for key in error_pages(api))
    names = {*TREE, *(each.name for each in classes), *((base,) if base else ())}
    exports = tuple(sorted(names, key=name_order))
    return ErrorsView(TREE, exports, base, classes)


def error_base_name(api: Api) -> str | None:
    """Return the docs' name for the base of all errors, unless the tree has that name."""
    if api.error_base is None:
        return None
    name = class_name(ModelKey("errors", api.error_base))
    return None if name in TREE else name


def error_pages(api: Api) -> Mapping[ModelKey, tuple[tuple[int, int], ...]]:
    """Return the error pages that operations name, by status, each with all of its statuses."""
    found: dict[ModelKey, set[tuple[int, int]]] = {}
    for case in _cases(api):
        if isinstance(case.type, Ref):
            found.setdefault(case.type.key, set()).add((case.first, case.last))
    ordered = sorted(found, key=lambda key: (min(found[key]), key))
    return {key: tuple(sorted(found[key])) for key in ordered}


def error_classes(operation: Operation) -> Mapping[tuple[int, int], tuple[str, ...]]:
    """Return the classes of each range of statuses, among which the body decides.

    Each class stands once: a table has a row for each media type. A status of which no row has a
    page gets the class of all statuses.
    """
    found: dict[tuple[int, int], dict[str, None]] = {}
    for case in operation.errors:
        names = found.setdefault((case.first, case.last), {})
        if isinstance(case.type, Ref):
            names[error_class_name(case.type.key)] = None
    return {
        statuses: tuple(names) or (ANY_STATUS,) for statuses, names in found.items()
    }


def error_names(operation: Operation) -> tuple[str, ...]:
    """Return the classes that an operation's failure raises, in the order of its table."""
    names = (name for found in error_classes(operation).values() for name in found)
    return tuple(dict.fromkeys(names)) or (ANY_STATUS,)


def _cases(api: Api) -> Iterator[ErrorCase]:
    for resource in api.resources:
        for operation in resource.operations:
            yield from operation.errors


def _error_class(model: Model, printers: Printers) -> ErrorClassView:
    key = model.key
    return ErrorClassView(
        name=error_class_name(key),
        doc=printers.docstring(
            described(key.title, model.doc, model.deprecated), _INDENT
        ),
        model=f"{namespace_module(key)}.{class_name(key)}",
    )
