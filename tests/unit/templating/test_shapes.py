"""The APIs of templates/shapes hold every shape of the model, of the views, and of the templates.

So what is true of a template over these APIs is true of it over any. A shape that no docs can have
is listed with the reason.
"""

import dataclasses
import enum
import importlib
import re
import typing
from functools import cache

import pytest
from jinja2 import nodes
from shapes import files, lowered

from generator.diagnostics import render
from generator.ir.api import Api
from generator.render.environment import Templates, templates_dir

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
    "SecretsView.names": "a row is that of a secret",
    "Section.entries": "a section without entries is left out",
    "UnionModel.members": "a page without members is reported",
    "UnionModel.selection": "it is found before any template is rendered",
}
"""What is never empty or `None`, although its type would allow it, and why."""
NEVER = {
    "Server.problem": "a server with one is warned of, and these docs have no faults",
}


def inside(value):
    """All records and enum members that a value holds, itself included."""
    if isinstance(value, tuple):
        for each in value:
            yield from inside(each)
    elif isinstance(value, enum.Enum):
        yield value
    elif dataclasses.is_dataclass(value):
        yield value
        for field in dataclasses.fields(value):
            yield from inside(getattr(value, field.name))


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


def views():
    """The classes of all views, as the first lines of the templates name them."""
    found = set()
    for template in templates_dir().glob("[dp]*/*.jinja"):
        named = re.findall(r"generator\.[\w.]+View", template.read_text("utf-8"))
        for name in named:
            module, _, cls = name.rpartition(".")
            classes(getattr(importlib.import_module(module), cls), found)
    return found


IR = sorted(classes(Api, set()), key=lambda cls: cls.__name__)
VIEWS = sorted(views(), key=lambda cls: cls.__name__)


@cache
def seen():
    """The attributes by whether they had a value, and the members of enums, over all APIs."""
    found = set()
    read = [api for each in lowered() for api in (each.api, each.python)]
    for value in inside((*read, *(view for _, view in files()))):
        name = type(value).__name__
        if isinstance(value, enum.Enum):
            found.add((name, value.name))
            continue
        found.add(name)
        for field in dataclasses.fields(value):
            held = getattr(value, field.name)
            lacks = held is None or held is False or held == ()
            found.add((name, field.name, not lacks))
    return found


def wanted(cls):
    """All that has to be seen of a class."""
    name = cls.__name__
    if issubclass(cls, enum.Enum):
        return {(name, member.name) for member in cls}
    hints = typing.get_type_hints(cls)
    found = {name}
    for field in dataclasses.fields(cls):
        attribute, hint = f"{name}.{field.name}", hints[field.name]
        may_lack = hint is bool or typing.get_origin(hint) is tuple
        may_lack |= type(None) in typing.get_args(hint)
        if attribute not in NEVER:
            found.add((name, field.name, True))
        if attribute in NEVER or (may_lack and attribute not in ALWAYS):
            found.add((name, field.name, False))
    return found


def test_the_docs_have_no_faults():
    for api in lowered():
        found = [render(d, "shapes", api.sources) for d in api.diagnostics.sorted()]
        assert found == []


@pytest.mark.parametrize("cls", [*IR, *VIEWS], ids=lambda cls: cls.__name__)
def test_every_attribute_is_seen_with_and_without_a_value(cls):
    assert wanted(cls) - seen() == set()


def test_no_reason_outlives_what_it_explains():
    for name in ALWAYS:
        assert (*name.split("."), False) not in seen(), name
    for name in NEVER:
        assert (*name.split("."), True) not in seen(), name


def test_there_is_something_to_see():
    assert {"Api", "Fact", "SchemeKind", "StreamKind"} <= {c.__name__ for c in IR}
    assert {"MethodView", "FieldView", "ReadmeView"} <= {c.__name__ for c in VIEWS}


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
    missing = {f"{k} {a}" for k in asked for a in (True, False) if (k, a) not in told}
    assert missing == set()
