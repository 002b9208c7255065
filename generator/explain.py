"""Where the facts of a symbol come from: page and line, rule, overlay key, and template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields

from generator.build import Lowered, python_settings
from generator.diagnostics import place_of, quote, visible
from generator.ir.api import Api
from generator.ir.dump import dump
from generator.ir.facts import Derived, Documented, Fact, Overlaid
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.operations import Operation, Parameter, Resource
from generator.ir.security import SecurityScheme
from generator.ir.types import (
    AnyOf,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    Stream,
    Type,
)
from generator.lower.rules import RULES
from generator.python.bodies import flattened_body
from generator.python.errors import error_pages
from generator.python.names import (
    class_name,
    error_class_name,
    member_name,
    module_name,
    namespace_module,
    resource_module,
    value_name,
)
from generator.python.package import PlannedFile, package_files
from generator.render.printers import PRINTERS
from generator.untrusted import Untrusted


@dataclass(frozen=True, slots=True)
class Symbol:
    """Something that has a name in the docs and in Python."""

    names: frozenset[str]
    """All names that it may be asked by: of the docs, of Python, long and short."""
    title: str
    """Its full name in the docs."""
    value: Model | Field | Operation | Parameter | Resource | SecurityScheme | Api
    module: str
    """The Python module that holds it, without the package."""


def explain(name: str, lowered: Lowered) -> Iterator[str]:
    """Yield what is known of every symbol called `name`; nothing if there is none."""
    package = python_settings(lowered).package
    wanted = name
    for prefix in (f"{package}.", "client.", "models."):
        wanted = wanted.removeprefix(prefix)
    found = [symbol for symbol in symbols(lowered) if wanted in symbol.names]
    if not found:
        return
    plans = package_files(lowered.python, python_settings(lowered), PRINTERS)
    templates = {plan.path: plan for plan in plans}
    for symbol in found:
        yield from _lines(symbol, lowered, f"src/{package}/{symbol.module}", templates)


def symbols(lowered: Lowered) -> Iterator[Symbol]:
    """Yield every symbol of an API."""
    api = lowered.python
    models = {model.key: model for model in api.models}
    for model in api.models:
        yield from _model_symbols(model)
    for key in error_pages(api):
        if key in models:
            names = frozenset({f"errors.{error_class_name(key.title)}"})
            title = f"the exception {key.title.reveal()}"
            yield Symbol(names, title, models[key], "errors.py")
    for resource in api.resources:
        yield from _operation_symbols(resource, models)
    if api.resources:
        client = python_settings(lowered).client
        names = frozenset({client, f"Async{client}", api.title.value.reveal()})
        yield Symbol(names, client, api, "_client.py")
        for scheme in api.security:
            yield _scheme_symbol(scheme)


def _scheme_symbol(scheme: SecurityScheme) -> Symbol:
    name = scheme.name.reveal()
    return Symbol(
        frozenset({name, value_name(scheme.name)}), name, scheme, "_client.py"
    )


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
    resource: Resource, models: Mapping[ModelKey, Model]
) -> Iterator[Symbol]:
    module = f"resources/{resource_module(resource.path)}.py"
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


def _lines(
    symbol: Symbol, lowered: Lowered, path: str, templates: Mapping[str, PlannedFile]
) -> Iterator[str]:
    value = symbol.value
    yield f"{visible(symbol.title)}: {type(value).__name__}"
    span = value.title.origin.span if isinstance(value, Api) else value.span
    yield f"  documented at {place_of(span, lowered.folder.shown)}"
    if isinstance(value, Field | Parameter):
        yield f"  type {type_text(value.type)}"
        yield f"  {'required' if value.required else 'optional'}, as its row says"
    for attribute in fields(value):
        fact = getattr(value, attribute.name)
        if isinstance(fact, Fact):
            yield f"  {attribute.name} {_value(fact)}: {_origin(fact, lowered)}"
    yield f"  written to {path} by templates/{templates[path].template}"


def _value(fact: Fact[object]) -> str:
    shown = dump(fact.value)
    if isinstance(shown, dict):
        shown = shown["text"]
    return quote(shown) if isinstance(shown, str) else str(shown).lower()


def _origin(fact: Fact[object], lowered: Lowered) -> str:
    match fact.origin:
        case Documented(span=span):
            return f"documented at {place_of(span, lowered.folder.shown)}"
        case Overlaid(key=key, span=span):
            return f"stated by {visible(key)} at {place_of(span, lowered.folder.shown)}"
        case Derived(rule=rule, span=span):
            where = place_of(span, lowered.folder.shown)
            said = RULES[rule]
            return (
                f"derived by {rule} from {where}: {said.says} (dialect, {said.source})"
            )


def type_text(type_: Type) -> str:
    """Return a type as a person would say it in a message."""
    match type_:
        case Scalar(kind=kind):
            return kind.value
        case Ref(key=key):
            return f"{key.namespace}.{visible(key.title.reveal())}"
        case ListOf(item=item):
            return f"list of {type_text(item)}"
        case MapOf(value=value):
            return f"map of {type_text(value)}"
        case AnyOf(members=members):
            return " or ".join(type_text(member) for member in members)
        case LiteralType(value=Untrusted() as text):
            return quote(text)
        case LiteralType(value=value):
            return quote(str(value))
        case Stream(item=item):
            return f"stream of {type_text(item) if item else 'bytes'}"
        case FilePart():
            return "file"
        case _:
            return type(type_).__name__.removesuffix("Type").lower()
