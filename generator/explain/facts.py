"""The facts of one thing, a line for each: what holds, and why."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Sequence
from typing import Final

from generator.diagnostics import place_of, quote, visible
from generator.explain.values import type_text, value_text
from generator.ir.api import Api, GlobalParameter
from generator.ir.facts import Derived, Documented, Fact, Overlaid
from generator.ir.models import Field, ObjectModel
from generator.ir.operations import Body, Operation, Parameter, Resource, Success
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.lower.rules import RULES
from generator.untrusted import Untrusted

_OF_THEIR_OWN: Final = (Field, Parameter, GlobalParameter, Resource, ObjectModel)
"""Things that are asked for by their own names."""


def fact_lines(value: object, root: str) -> Iterator[str]:
    """Yield the facts of a thing; `root` is the folder that comes before the paths of places."""
    match value:
        case Field() | Parameter() | GlobalParameter():
            yield f"type {type_text(value.type)}"
            yield (
                "required, as its row says"
                if value.required
                else "optional, as its row says"
            )
        case SecurityScheme():
            yield f"kind {value.kind.value}"
        case Operation(success=success):
            yield from _answer(success, root)
        case Api():
            yield from _servers(value.servers, root)
            yield from _names("security", [scheme.name for scheme in value.security])
            yield from _names("globals", [each.name for each in value.globals])
    yield from _facts(value, root)


def _answer(success: Success, root: str) -> Iterator[str]:
    where = place_of(success.span, root)
    if success.type is None and success.stream is None:
        yield f"answers nothing: documented at {where}"
    if success.type is not None:
        yield f"answers {type_text(success.type)}: documented at {where}"
    if success.stream is not None:
        yield f"answers {type_text(success.stream)}: documented at {where}"


def _names(what: str, names: Sequence[Untrusted]) -> Iterator[str]:
    if names:
        yield f"{what} {', '.join(quote(name) for name in names)}: explain each by its name"


def _servers(servers: Sequence[Server], root: str) -> Iterator[str]:
    for server in servers:
        name = f" {quote(server.name)}" if server.name else ""
        yield f"server{name} {quote(server.url.value)}: {_origin(server.url, root)}"
        for variable in server.variables:
            default = quote(variable.default) if variable.default else "the caller's"
            where = place_of(variable.span, root)
            yield f"  {quote(variable.name)} is {default}: documented at {where}"


def _facts(value: object, root: str, prefix: str = "") -> Iterator[str]:
    """Yield the facts of a thing and of those of its parts that have no name to be asked by."""
    for field in dataclasses.fields(value):  # type: ignore[arg-type]
        held = getattr(value, field.name)
        name = f"{prefix}{field.name}"
        match held:
            case Fact(value=(Server(), *_) as servers):
                yield f"{name}: {_origin(held, root)}"
                yield from (f"  {line}" for line in _servers(servers, root))
            case Fact():
                yield f"{name} {value_text(held.value)}: {_origin(held, root)}"
            case Body() | Success():
                yield from _facts(held, root, f"{name} ")
            case tuple() if isinstance(value, Operation | SecurityScheme):
                for item in held:
                    if not isinstance(item, _OF_THEIR_OWN):
                        yield from _named(item, name, root)


def _named(item: object, name: str, root: str) -> Iterator[str]:
    own = getattr(item, "name", None)
    if isinstance(own, Untrusted):
        kind = f" {item.kind.value}" if isinstance(item, SecurityScheme) else ""
        yield f"{name} {quote(own)}{kind}"
        yield from (f"  {line}" for line in _facts(item, root))


def _origin(fact: Fact[object], root: str) -> str:
    match fact.origin:
        case Documented(span=span):
            return f"documented at {place_of(span, root)}"
        case Overlaid(key=key, span=span):
            return f"stated by {visible(key)} at {place_of(span, root)}"
        case Derived(rule=rule, span=span):
            said, where = RULES[rule], place_of(span, root)
            return (
                f"derived by {rule} from {where}: {said.says} (dialect, {said.source})"
            )
