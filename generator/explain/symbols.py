"""What may be asked for by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.build import Lowered, python_settings
from generator.ir.api import Api, GlobalParameter
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Operation, Parameter, Resource
from generator.ir.security import SecurityScheme
from generator.ir.types import (
    ModelKey,
)
from generator.python.bodies import flattened_body
from generator.python.errors import error_pages
from generator.python.names import (
    class_name,
    error_class_name,
    member_name,
    module_name,
    namespace_module,
    value_name,
)
from generator.python.resources import modules
from generator.records import record


@record
class Symbol:
    """Something that has a name in the docs and in Python."""

    names: frozenset[str]
    """All names that it may be asked by: of the docs, of Python, long and short."""
    title: str
    """Its full name in the docs."""
    value: (
        Model
        | Field
        | Operation
        | Parameter
        | Resource
        | SecurityScheme
        | GlobalParameter
        | Api
    )
    module: str
    """The Python module that holds it, without the package."""


def symbols(lowered: Lowered) -> Iterator[Symbol]:
    """Yield every symbol of an API."""
    api = lowered.python
    models = {model.key: model for model in api.models}
    for model in api.models:
        yield from _model_symbols(model)
    for key in error_pages(api):
        if key in models:
            names = frozenset({f"errors.{error_class_name(key)}"})
            title = f"the exception {key.title.reveal()}"
            yield Symbol(names, title, models[key], "errors.py")
    for node in modules(api):
        if node.resource is not None:
            module = f"resources/{node.module}.py"
            yield from _operation_symbols(node.resource, models, module)
    if api.resources:
        client = python_settings(lowered).client
        names = frozenset({client, f"Async{client}", api.title.value.reveal()})
        yield Symbol(names, client, api, "_client.py")
        yield from map(_option, api.security)
        yield from map(_option, api.globals)


def _option(option: SecurityScheme | GlobalParameter) -> Symbol:
    """Return an option of the client: all credentials of a scheme are names of it."""
    credentials = option.parts if isinstance(option, SecurityScheme) else ()
    given = (option.name, *(credential.name for credential in credentials))
    names = {form for name in given for form in (name.reveal(), value_name(name))}
    return Symbol(frozenset(names), option.name.reveal(), option, "_client.py")


def _model_symbols(model: Model) -> Iterator[Symbol]:
    key = model.key
    docs, python = key.title.reveal(), class_name(key)
    names = {docs, python}
    names |= {f"{key.namespace}.{docs}", f"{namespace_module(key)}.{python}"}
    title = f"{key.namespace}.{docs}"
    module = f"models/{namespace_module(key)}/{module_name(key.title)}.py"
    yield Symbol(frozenset(names), title, model, module)
    for field in model.fields if isinstance(model, ObjectModel) else ():
        yield _part(field, names, title, module)


def _operation_symbols(
    resource: Resource, models: Mapping[ModelKey, Model], module: str
) -> Iterator[Symbol]:
    docs = ".".join(part.reveal() for part in resource.path)
    accessor = ".".join(member_name(part) for part in resource.path)
    yield Symbol(frozenset({docs, accessor}), docs, resource, module)
    for operation in resource.operations:
        path = [part.reveal() for part in (*resource.path, operation.name)]
        python = [member_name(part) for part in (*resource.path, operation.name)]
        title = ".".join(path)
        names = {title, ".".join(python), operation.id.value.reveal()}
        yield Symbol(frozenset(names), title, operation, module)
        body = flattened_body(operation, models)
        parts: tuple[Field | Parameter, ...] = (
            *operation.parameters,
            *(body.fields if body else ()),
        )
        for part in parts:
            yield _part(part, names, title, module)


def _part(part: Field | Parameter, of: set[str], title: str, module: str) -> Symbol:
    own = {part.name.reveal(), value_name(part.name)}
    names = frozenset(f"{outer}.{name}" for outer in of for name in own)
    return Symbol(names, f"{title}.{part.name.reveal()}", part, module)
