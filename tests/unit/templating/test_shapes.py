"""The APIs of templates/shapes hold every shape of the model, of the views, and of the templates.

So what is true of a template over these APIs is true of it over any. A shape that no docs can have
is listed with the reason.
"""

import dataclasses
import enum
import typing
from functools import cache

import pytest
from jinja2 import nodes
from shapes import files, lowered, new_views

from generator.diagnostics import render
from generator.ir.api import Api
from generator.python.text import Text
from generator.render.environment import Templates, templates_dir
from generator.templating.context import attributes, records

ALWAYS = {
    "AliasView.exports": "a module has a public name",
    "AliasView.imports": "a module imports at least a mark for its alias",
    "AnyOf.members": "a type of several has at least two",
    "ByKeys.keys": "a union has at least one member",
    "ByTag.tags": "a union has at least one member",
    "CircleView.imports": "a circle has two modules or more",
    "ClientClassView.bases": "every client has the runtime's base",
    "ClientView.classes": "there are two clients",
    "ClientView.exports": "a module has a public name",
    "ClientView.given": "the base class is given the choice of the server",
    "ClientView.hooks": "every client has them",
    "ClientView.imports": "every client is made of the runtime",
    "ClientView.settings": "every client has them",
    "DocEntry.led": "an entry says something",
    "DocEntry.lines": "an entry says something",
    "DocParts.sections": "every method has the argument options",
    "DocParts.summary": "a method without a text is called by its name",
    "DocSection.entries": "a section without entries is left out",
    "Docs.listed": "every method has the argument options",
    "EnumModel.values": "a page without values is reported",
    "EnumModel.example": "null is no value of an enum",
    "Member.example": "null is no value of a member",
    "ObjectModel.example": "null is no object",
    "ErrorView.names": "an error has a class",
    "ErrorsView.exports": "every SDK has the runtime's errors",
    "ErrorsView.tree": "every SDK has the runtime's errors",
    "InitView.runtime": "models have deviations as well",
    "NamespaceView.members": "a namespace is that of a model",
    "ObjectView.exports": "a module has a public name",
    "ObjectView.imports": "a module imports at least the base class",
    "OperationPageView.examples": "where docs show none, one is made up",
    "ResourceView.classes": "there are two classes",
    "ResourceView.exports": "a module has a public name",
    "ResourceView.imports": "a module imports at least the base class",
    "SdkView.arguments": "every client takes settings",
    "SecretsView.names": "a row is that of a secret",
    "Section.entries": "a section without entries is left out",
    "UnionModel.members": "a page without members is reported",
    "UnionModel.selection": "it is found before any template is rendered",
}
"""What is never empty or `None`, although its type would allow it, and why."""
NEVER = {
    "Server.problem": "a server with one is warned of, and these docs have no faults",
}


@cache
def names(cls):
    """The names of what a record holds: of a view, all that templates may read."""
    if cls is Text:  # Ever shorter texts are in it.
        return ()
    if cls not in records():
        return tuple(field.name for field in dataclasses.fields(cls))
    return tuple(each.name for each in attributes(cls) if "(" not in each.name)


def held(value):
    """What a record holds, by name."""
    return {name: getattr(value, name) for name in names(type(value))}


def inside(value, known):
    """All records and enum members that a value holds, itself included, but for those `known`."""
    if isinstance(value, tuple):
        for each in value:
            yield from inside(each, known)
    elif isinstance(value, enum.Enum):
        yield value
    elif dataclasses.is_dataclass(value) and id(value) not in known:
        known[id(value)] = value  # Kept, so that no other value gets its number.
        yield value
        yield from inside(tuple(held(value).values()), known)


def classes(hint, found):
    """Add all records and enums that values of a type may hold to those that were found."""
    origin = typing.get_origin(hint) or hint
    if isinstance(origin, type) and origin not in found:
        if issubclass(origin, enum.Enum):
            found.add(origin)
        elif dataclasses.is_dataclass(origin):
            found.add(origin)
            for each in typing.get_type_hints(origin).values():
                classes(each, found)
    for each in typing.get_args(hint):
        classes(each, found)
    return found


IR = sorted(classes(Api, set()), key=lambda cls: cls.__name__)


@cache
def seen():
    """The attributes by whether they had a value, and the members of enums, over all APIs."""
    found = set()
    read = [api for each in lowered() for api in (each.api, each.python)]
    for value in inside((*read, *(view for _, view in files()), *new_views()), {}):
        name = type(value).__name__
        if isinstance(value, enum.Enum):
            found.add((name, value.name))
            continue
        found.add(name)
        for attribute, has in held(value).items():
            lacks = has is None or has is False or has == ()
            found.add((name, attribute, not lacks))
    return found


def wanted(cls):
    """All that has to be seen of a class."""
    name = cls.__name__
    if issubclass(cls, enum.Enum):
        return {(name, member.name) for member in cls}
    if cls is Text:
        return {name}
    hints = typing.get_type_hints(cls)
    if cls in records():
        hints = {a.name: a.type for a in attributes(cls) if "(" not in a.name}
    found = {name}
    for own, hint in hints.items():
        attribute = f"{name}.{own}"
        may_lack = hint is bool or typing.get_origin(hint) is tuple
        may_lack |= type(None) in typing.get_args(hint)
        if attribute not in NEVER:
            found.add((name, own, True))
        if attribute in NEVER or (may_lack and attribute not in ALWAYS):
            found.add((name, own, False))
    return found


def test_the_docs_have_no_faults():
    for api in lowered():
        found = [render(d, "shapes", api.sources) for d in api.diagnostics.sorted()]
        assert found == []


@pytest.mark.parametrize("cls", [*IR, *records()], ids=lambda cls: cls.__name__)
def test_every_attribute_is_seen_with_and_without_a_value(cls):
    assert wanted(cls) - seen() == set()


def test_no_reason_outlives_what_it_explains():
    for name in ALWAYS:
        assert (*name.split("."), False) not in seen(), name
    for name in NEVER:
        assert (*name.split("."), True) not in seen(), name


def test_there_is_something_to_see():
    assert {"Api", "Fact", "SchemeKind", "StreamKind"} <= {c.__name__ for c in IR}
    assert {"MethodView", "FieldView", "ReadmeView"} <= {c.__name__ for c in records()}


def measured(tree, name, asked):
    """Let each question of a template tell its answers; add the questions to `asked`."""
    kinds = (nodes.If, nodes.CondExpr, nodes.Or, nodes.And)
    for node in tree.find_all(kinds):
        for part in ("left", "right") if isinstance(node, nodes.BinExpr) else ("test",):
            question = getattr(node, part)
            if isinstance(question, nodes.Const):
                continue
            key = f"{name}:{node.lineno} {type(node).__name__}.{part}"
            while key in asked:
                key += "+"
            asked.add(key)
            told = nodes.Filter(question, "told", [nodes.Const(key)], [], None, None)
            setattr(node, part, told)
    for node in tree.find_all(nodes.For):
        asked.add(f"{name}:{node.lineno} For")
        told = [nodes.Const(f"{name}:{node.lineno} For")]
        node.iter = nodes.Filter(node.iter, "told", told, [], None, None)
    return tree


@cache
def answers():
    """The questions of all templates, and the answers that they got over all APIs."""
    templates = Templates([templates_dir()])
    environment = templates._environment
    asked, told = set(), set()

    def tell(value, key):
        told.add((key, bool(value)))
        return value

    parse = environment._parse
    environment._parse = lambda source, name, file: measured(
        parse(source, name, file), name, asked
    )
    environment.filters["told"] = tell
    for template, view in files():
        templates.render(template, view)
    return asked, told


def test_every_template_is_rendered():
    asked, _ = answers()
    used = {key.split(":")[0].removeprefix("base/") for key in asked}
    for path in templates_dir().glob("[dp]*/*.jinja"):
        if "{% if" in path.read_text("utf-8"):
            assert path.relative_to(templates_dir()).as_posix() in used


def test_every_question_of_a_template_gets_both_answers():
    asked, told = answers()
    assert len(asked) > 50
    # That a list may be empty is seen with the attributes.
    wanted = {(key, answer) for key in asked for answer in (True, False)}
    missing = {(k, a) for k, a in wanted - told if a or not k.endswith("For")}
    assert missing == set()
