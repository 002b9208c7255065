"""Doubts: facts that rest on a rule that can be wrong, by what they are about."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import Enum
from typing import Final

from generator.ir.api import Api, GlobalParameter
from generator.ir.facts import Derived, Fact
from generator.ir.security import SecurityScheme
from generator.lower.rules import RULES
from generator.python.clashes import Clash
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

API = "api"
MODELS = "models"
OPERATIONS = "operations"
SECURITY = "security"
GLOBALS = "globals"
PYTHON = "python"


_CLIENT: Final = "client"


@record
class Subject:
    """What a fact is about, named as `sdk.toml` names it; never by its place."""

    kind: str
    """The table of `sdk.toml` that it would stand in: `models`, `operations`, `security`,
    `globals`, `python` or `api`."""
    owner: str
    """Such as `components.Link` or `links.list`, as the docs spell it; `client` for the API."""
    part: str = ""
    """Field, parameter, scheme or the like; empty for a fact of the owner itself."""

    @property
    def name(self) -> str:
        """Its full name, in the spelling of the docs: make it visible before you print it."""
        return f"{self.owner}.{self.part}" if self.part else self.owner


@record
class Doubt:
    """A fact that a rule gave, and that may be otherwise."""

    subject: Subject
    fact: str
    """Attribute of the model that holds it, such as `nullable`; of a name, the table of `[python]`
    that it would stand in."""
    rule: str
    """Key of `generator.lower.rules.RULES`; that rule has a `doubt`."""
    value: object
    """What the rule gave."""
    span: Span
    """What the rule looked at."""


def doubts(api: Api, clashes: Iterable[Clash] = ()) -> Iterator[Doubt]:
    """Yield the doubts of an API: its own, those of operations, models, and names in Python."""
    own = replace(api, resources=(), models=())
    yield from _walk(own, Subject(API, _CLIENT), "")
    for resource in api.resources:
        for operation in resource.operations:
            names = (*resource.path, operation.name)
            accessor = ".".join(name.reveal() for name in names)
            yield from _parts(operation, Subject(OPERATIONS, accessor))
    for model in api.models:
        key = model.key
        yield from _parts(
            model, Subject(MODELS, f"{key.namespace}.{key.title.reveal()}")
        )

    for clash in clashes:
        thing = clash.thing
        subject = Subject(PYTHON, thing.owner, thing.part)
        yield Doubt(subject, thing.table, "name-clash", clash.name, thing.span)


def _walk(value: object, subject: Subject, attribute: str) -> Iterator[Doubt]:
    match value:
        case Fact(value=inner, origin=origin):
            if isinstance(origin, Derived) and RULES[origin.rule].doubt:
                # What it holds rests on the same rule, and is no doubt of its own.
                yield Doubt(subject, attribute, origin.rule, inner, origin.span)
            else:
                yield from _walk(inner, subject, attribute)
        case tuple():
            for item in value:
                yield from _walk(item, subject, attribute)
        case Enum() | Untrusted() | Span():
            return
        case _ if dataclasses.is_dataclass(value):
            yield from _parts(value, _inside(value, subject))


def _parts(value: object, subject: Subject) -> Iterator[Doubt]:
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        yield from _walk(getattr(value, field.name), subject, field.name)


def _inside(value: object, subject: Subject) -> Subject:
    """Return the subject of what a part holds: a part is what the docs give a name.

    Schemes and global parameters are the client's, also those of one operation.
    """
    name = getattr(value, "name", None)
    if not isinstance(name, Untrusted):
        return subject
    if isinstance(value, SecurityScheme | GlobalParameter):
        kind = SECURITY if isinstance(value, SecurityScheme) else GLOBALS
        return Subject(kind, _CLIENT, name.reveal())
    part = f"{subject.part}.{name.reveal()}" if subject.part else name.reveal()
    return replace(subject, part=part)
