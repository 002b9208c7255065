"""Builders of the intermediate model, and what each exported document must fulfil."""

import json

from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from generator.export.openapi import openapi
from generator.ir.api import Api
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.models import (
    EnumModel,
    EnumValue,
    Field,
    Member,
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
from generator.ir.types import ModelKey, Ref, Scalar, ScalarKind
from generator.ir.values import MISSING, ListValue, NumberValue, ObjectValue
from generator.source import Span
from generator.untrusted import Untrusted

YES = True
SPAN = Span("README.md", 1, 1, 1)
STRING, NUMBER, INTEGER, BOOLEAN = map(Scalar, ScalarKind)


def text(value):
    return None if value is None else Untrusted(value)


def fact(value, rule=None):
    return Fact(value, Derived(rule, SPAN) if rule else Documented(SPAN))


def key(title, namespace="components"):
    return ModelKey(namespace, Untrusted(title))


def ref(title, namespace="components"):
    return Ref(key(title, namespace))


def field(name, type_=STRING, wire=None, **facts):
    return Field(
        Untrusted(name),
        fact(Untrusted(wire or name), None if wire else "wire-identity"),
        type_,
        facts.get("required", True),
        fact(facts.get("nullable", False), facts.get("rule", "never-null")),
        text(facts.get("doc")),
        text(facts.get("example")),
        facts.get("deprecated"),
        SPAN,
    )


def obj(title, *fields, doc=None, additional=None, example=MISSING, deprecated=None):
    return ObjectModel(
        key(title), text(doc), fields, additional, example, deprecated, SPAN
    )


def enum(title, *values, is_open=False):
    members = tuple(
        EnumValue(Untrusted(v) if isinstance(v, str) else v, SPAN) for v in values
    )
    return EnumModel(key(title), None, members, fact(is_open), MISSING, None, SPAN)


def union(title, *members, examples=()):
    shown = [*examples, *[MISSING] * len(members)]
    found = tuple(Member(m, v, SPAN) for m, v in zip(members, shown, strict=False))
    return UnionModel(key(title), None, found, None, SPAN)


def value(plain):
    """A literal of the docs, from plain Python."""
    match plain:
        case str():
            return Untrusted(plain)
        case bool() | None:
            return plain
        case int() | float():
            return NumberValue(repr(plain))
        case list():
            return ListValue(tuple(map(value, plain)))
        case dict():
            return ObjectValue(
                tuple((Untrusted(n), value(v)) for n, v in plain.items())
            )
        case _:
            return plain


def parameter(name, type_=STRING, location=Location.QUERY, wire=None, **facts):
    return Parameter(
        Untrusted(name),
        fact(Untrusted(wire or name), None if wire else "wire-identity"),
        fact(location, "path-variable" if location is Location.PATH else None),
        type_,
        facts.get("required", location is Location.PATH),
        fact(facts.get("nullable", False), "never-null"),
        fact(facts.get("explode", True), "repeated-key"),
        text(facts.get("doc")),
        text(facts.get("example")),
        facts.get("deprecated"),
        SPAN,
    )


def body(type_, name="request", media="application/json"):
    travels = fact(media, "json-body")
    return Body(Untrusted(name), type_, YES, travels, text("What."), SPAN)


def success(type_=STRING, media="application/json"):
    media_type = fact(media, "json-answer") if type_ else None
    return Success(type_, media_type, None, SPAN)


def error(first, last, type_, media="application/json"):
    return ErrorCase(first, last, type_, Untrusted(media), SPAN)


def operation(name, path="/pets", method=Method.GET, *parameters, **facts):
    return Operation(
        fact(Untrusted(facts.get("id", name))),
        Untrusted(name),
        fact(method),
        fact(PathTemplate(Untrusted(path), ())),
        parameters,
        facts.get("body"),
        facts.get("success", success()),
        tuple(facts.get("errors", ())),
        fact(facts.get("secured", True), "constructor-key"),
        text(facts.get("summary")),
        text(facts.get("doc")),
        tuple(_examples(facts.get("examples", {}))),
        facts.get("deprecated"),
        SPAN,
    )


def _examples(calls):
    """Examples by name: what each passes, by position."""
    for name, arguments in calls.items():
        yield Example(text(name), value(arguments), SPAN)


def resource(path, *operations, doc=None):
    accessors = tuple(map(Untrusted, path.split(".")))
    return Resource(accessors, Untrusted("Title"), text(doc), operations, SPAN)


def scheme(name="token", kind=SchemeKind.BEARER, header=None):
    sent = fact(Untrusted(header)) if header else None
    return SecurityScheme(Untrusted(name), kind, sent, None, SPAN)


def api(*models, resources=(), security=(), **facts):
    return Api(
        "zoo",
        fact(Untrusted(facts.get("title", "Zoo")), "import-name"),
        text(facts.get("doc")),
        (Server(fact(Untrusted("https://zoo.example.com")), None, text("Live")),),
        tuple(security),
        None,
        tuple(resources),
        models,
    )


def exported(found):
    """Export an API; the document is valid, and so is each of its examples."""
    document = json.loads(json.dumps(openapi(found), allow_nan=False))
    assert list(OpenAPIV31SpecValidator(document).iter_errors()) == []
    for schema, example in examples(document):
        bound = {**schema, "components": document["components"]}
        checker = Draft202012Validator.FORMAT_CHECKER
        Draft202012Validator(bound, format_checker=checker).validate(example)
    return document


def examples(document):
    """Yield the schema of each example in a document, and the example."""
    found = [document]
    while found:
        node = found.pop()
        if isinstance(node, list):
            found += node
        elif isinstance(node, dict):
            found += node.values()
            if isinstance(node.get("examples"), list):
                yield from ((node, example) for example in node["examples"])
            if "example" in node and isinstance(node.get("schema"), dict):
                yield node["schema"], node["example"]
            if isinstance(node.get("examples"), dict) and "schema" in node:
                for each in node["examples"].values():
                    yield node["schema"], each["value"]


def schemas(*models):
    """The schemas of an API of these models, by title."""
    found = exported(api(*models))["components"]["schemas"]
    return {name.removeprefix("components."): schema for name, schema in found.items()}


def path_item(*operations, models=(), path="/pets", **facts):
    """What the document says of a path."""
    found = api(*models, resources=[resource("pets", *operations)], **facts)
    return exported(found)["paths"][path]
