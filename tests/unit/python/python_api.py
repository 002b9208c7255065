"""Builders of the intermediate model, for tests of the output."""

from __future__ import annotations

from generator.ir.api import Api
from generator.ir.facts import Documented, Fact
from generator.ir.models import (
    Deprecation,
    EnumModel,
    EnumValue,
    Field,
    Member,
    Model,
    ObjectModel,
    UnionModel,
)
from generator.ir.operations import (
    Body,
    ErrorCase,
    Example,
    Location,
    Method,
    Operation,
    Parameter,
    PathTemplate,
    Resource,
    Success,
)
from generator.ir.security import SchemeKind, SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import (
    AnyType,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Type,
)
from generator.ir.values import MISSING, ListValue, Value
from generator.python.settings import PythonSettings
from generator.source import Span
from generator.untrusted import Untrusted

SETTINGS = PythonSettings("acme-sdk", "acme_sdk", "Acme", "1.2.3")
YES, NO = True, False
STRING = Scalar(ScalarKind.STRING)
NUMBER = Scalar(ScalarKind.NUMBER)
INTEGER = Scalar(ScalarKind.INTEGER)
BOOLEAN = Scalar(ScalarKind.BOOLEAN)
ANY = AnyType()


def text(value: str | None) -> Untrusted | None:
    return None if value is None else Untrusted(value)


def fact(value, span):
    return Fact(value, Documented(span))


def key(title: str, namespace: str = "operations") -> ModelKey:
    return ModelKey(namespace, Untrusted(title))


def ref(title: str, namespace: str = "operations") -> Ref:
    return Ref(key(title, namespace))


def page(model: ModelKey) -> Span:
    title = model.title.reveal().lower()
    return Span(f"docs/models/{model.namespace}/{title}.md", 1, 3, 3 + len(title))


def field(  # noqa: PLR0913 - one for each column and fact
    name: str,
    type_: Type = STRING,
    *,
    required: bool = True,
    nullable: bool = False,
    wire: str | None = None,
    doc: str | None = None,
    example: str | None = None,
    deprecated: Deprecation | None = None,
    line: int = 10,
) -> Field:
    span = Span("docs/models/operations/page.md", line, 3, 3 + len(name))
    return Field(
        Untrusted(name),
        fact(Untrusted(wire or name), span),
        type_,
        required,
        fact(nullable, span),
        text(doc),
        text(example),
        deprecated,
        span,
    )


def obj(
    title: str,
    *fields: Field,
    namespace: str = "operations",
    doc: str | None = None,
    additional: Type | None = None,
    example: Value = MISSING,
) -> ObjectModel:
    name = key(title, namespace)
    return ObjectModel(name, text(doc), fields, additional, example, None, page(name))


def enum(
    title: str,
    *values: str | int,
    namespace: str = "operations",
    is_open: bool = False,
    doc: str | None = None,
) -> EnumModel:
    name = key(title, namespace)
    span = page(name)
    members = tuple(
        EnumValue(Untrusted(value) if isinstance(value, str) else value, span)
        for value in values
    )
    return EnumModel(name, text(doc), members, fact(is_open, span), MISSING, None, span)


def union(title: str, *types: Type, namespace: str = "operations") -> UnionModel:
    name = key(title, namespace)
    span = page(name)
    members = tuple(Member(type_, MISSING, span) for type_ in types)
    return UnionModel(name, None, members, None, span)


def parameter(  # noqa: PLR0913 - likewise
    name: str,
    location: Location,
    type_: Type = STRING,
    *,
    required: bool = True,
    explode: bool = True,
    doc: str | None = None,
    example: str | None = None,
) -> Parameter:
    span = Span("docs/sdks/page/README.md", 40, 3, 3 + len(name))
    return Parameter(
        Untrusted(name),
        fact(Untrusted(name), span),
        fact(location, span),
        type_,
        required,
        fact(NO, span),
        fact(explode, span),
        text(doc),
        text(example),
        None,
        span,
    )


def _error(title: str | None) -> Type:
    """Return the type of an error; without a title, of one that has no page."""
    return ANY if title is None else ref(title, "errors")


def operation(  # noqa: PLR0913 - likewise
    name: str,
    method: Method = Method.GET,
    path: str = "/things",
    *parameters: Parameter,
    body: Type | None = None,
    result: Type | None = None,
    errors: tuple[tuple[int, str | None], ...] = (),
    doc: str | None = None,
    examples: tuple[ListValue, ...] = (),
    deprecated: Deprecation | None = None,
) -> Operation:
    span = Span("docs/sdks/page/README.md", 20, 4, 4 + len(name))
    json = fact("application/json", span)
    return Operation(
        id=fact(Untrusted(name), span),
        name=Untrusted(name),
        method=fact(method, span),
        path=fact(PathTemplate(Untrusted(path), ()), span),
        parameters=parameters,
        body=body and Body(Untrusted("request"), body, YES, json, None, span),
        success=Success(result, json if result else None, None, span),
        errors=tuple(
            ErrorCase(status, status, _error(title), Untrusted("*/*"), span)
            for status, title in errors
        ),
        secured=fact(YES, span),
        summary=None,
        doc=text(doc),
        examples=tuple(Example(None, each, span) for each in examples),
        deprecated=deprecated,
        span=span,
    )


def resource(path: str, *operations: Operation, doc: str | None = None) -> Resource:
    names = tuple(Untrusted(name) for name in path.split("."))
    file = f"docs/sdks/{path.replace('.', '')}/README.md"
    return Resource(names, names[-1], text(doc), operations, Span(file, 1, 3, 9))


def api(*models: Model, resources: tuple[Resource, ...] = ()) -> Api:
    span = Span("README.md", 3, 1, 9)
    return Api(
        name="acme",
        title=fact(Untrusted("Acme"), span),
        doc=Untrusted("Counts what links do."),
        servers=(Server(fact(Untrusted("https://api.acme.test"), span), None, None),),
        security=(
            SecurityScheme(
                Untrusted("token"),
                SchemeKind.BEARER,
                None,
                fact(Untrusted("ACME_API_KEY"), span),
                span,
            ),
        ),
        error_base=Untrusted("AcmeError"),
        resources=resources,
        models=tuple(sorted(models, key=lambda model: model.key)),
    )
