"""Names that Python cannot take: found before anything is written.

D071: nothing of a name can stand in an identifier. D070: two names of one place become one, and
`generator.python.clashes` cannot tell them apart. Names of modules are in lower case, so that they
differ in every file system.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final, TypeAlias

from generator.diagnostics import Diagnostics, place_of, quote
from generator.ir.api import Api
from generator.ir.models import ObjectModel
from generator.ir.operations import Operation
from generator.ir.security import SecurityScheme
from generator.python import reserved
from generator.python.adapt import adapted
from generator.python.arguments import arguments
from generator.python.errors import error_base_name, error_pages
from generator.python.library import Library, library
from generator.python.model_names import TWIN
from generator.python.names import (
    UnusableNameError,
    class_name,
    client_argument_name,
    error_class_name,
    member_name,
    module_name,
    namespace_module,
    value_name,
)
from generator.python.resources import (
    Node,
    accessor_name,
    all_nodes,
    client_node,
    resource_tree,
)
from generator.python.security import secrets
from generator.python.servers import all_servers, server_variables
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_CLIENT: Final = "arguments of the client"
_Named: TypeAlias = tuple[Callable[[Untrusted], str], Untrusted, Span]


@record
class Claim:
    """A name of the docs and the name that it gets in one place of the output."""

    place: str
    """Names that must differ from each other have the same place."""
    python: str
    docs: Untrusted
    span: Span


def check_names(api: Api) -> Diagnostics:
    """Return D070 and D071 for all names of `api`; without any, `package_files` may run."""
    api = adapted(api)
    diagnostics = Diagnostics()
    for make, name, span in _names(api):
        if not _is_usable(make, name):
            diagnostics.error(
                "D071",
                span,
                f"no Python name can be made of {quote(name)}",
                "state a name below [python] in sdk.toml, or rename it on its page; wire_name "
                "keeps what it is sent as",
            )
    if not diagnostics.has_errors:
        _report_collisions(_claims(api), diagnostics)
    return diagnostics


def _is_usable(make: Callable[[Untrusted], str], name: Untrusted) -> bool:
    try:
        make(name)
    except UnusableNameError:
        return False
    return True


def _names(api: Api) -> Iterator[_Named]:
    """Yield all names of the docs, each with a function that makes a Python name of it."""
    for model in api.models:
        yield module_name, Untrusted(model.key.namespace), model.span
        yield module_name, model.key.title, model.span
        if isinstance(model, ObjectModel):
            for field in model.fields:
                yield value_name, field.name, field.span
    for resource in api.resources:
        for part in resource.path:
            yield member_name, part, resource.span
        for operation in resource.operations:
            yield from _operation_names(operation)
    for scheme in api.security:
        yield from _option_names(scheme)
    for each in api.globals:
        yield client_argument_name, each.name, each.span
    for server in all_servers(api):
        for variable in server.variables:
            yield client_argument_name, variable.option, variable.span


def _operation_names(operation: Operation) -> Iterator[_Named]:
    yield member_name, operation.name, operation.span
    for parameter in operation.parameters:
        yield value_name, parameter.name, parameter.span
    if operation.body is not None:
        yield value_name, operation.body.name, operation.body.span
    for scheme in operation.security:
        yield from _option_names(scheme)


def _option_names(scheme: SecurityScheme) -> Iterator[_Named]:
    for part in scheme.parts or (scheme,):
        yield client_argument_name, part.name, scheme.span


def _report_collisions(claims: Iterable[Claim], diagnostics: Diagnostics) -> None:
    """Report each pair of names once, however many Python names they share."""
    claimed: dict[tuple[str, str], list[Claim]] = {}
    for claim in claims:
        claimed.setdefault((claim.place, claim.python), []).append(claim)
    first: dict[tuple[str, str], Claim] = {}
    reported: set[tuple[Span, Span]] = set()
    shared = (claim for each in claimed.values() if len(each) > 1 for claim in each)
    for claim in sorted(shared, key=_order):
        other = first.setdefault((claim.place, claim.python), claim)
        pair = (claim.span, other.span)
        if (other.span, other.docs) == (claim.span, claim.docs) or pair in reported:
            continue
        reported.add(pair)
        diagnostics.error(
            "D070",
            claim.span,
            f"{quote(claim.docs)} becomes {quote(claim.python)} in Python, and "
            f"{quote(other.docs)} at {place_of(other.span)} becomes {quote(other.python)}",
            "state a name for one of the two below [python] in sdk.toml, or rename it on its page; "
            "wire_name keeps what it is sent as",
        )


def _order(claim: Claim) -> tuple[str, int, int, str]:
    span = claim.span
    return (span.file, span.line, span.column, claim.python)


def _claims(api: Api) -> Iterator[Claim]:
    models = library(api)
    yield from _model_claims(models)
    yield from _error_claims(api, models)
    tree = resource_tree(api)
    for node in all_nodes(tree):
        span = node.span
        name = node.path[-1]
        yield Claim("resource modules", node.module, name, span)
        yield Claim(f"classes in {node.path[:-1]!r}", node.class_name, name, span)
        place = f"members of {node.module}"
        yield from _member_claims(node, models, place)
    for node in tree:
        yield Claim("client", accessor_name(node), node.path[-1], node.span)
    own = client_node(api)
    if own is not None:
        yield from _member_claims(own, models, "client")
        for operation in own.operations:
            if member_name(operation.name) in reserved.CLIENT_OWN:
                method = member_name(operation.name)
                every = Untrusted("what every client has")
                yield Claim("client", method, every, operation.span)
    yield from _client_claims(api)


def _client_claims(api: Api) -> Iterator[Claim]:
    """Yield the client's arguments; schemes and servers share those that are called alike."""
    yield from _secret_claims(_CLIENT, api.security)
    for name, variable in server_variables(api).items():
        yield Claim(_CLIENT, name, variable.option, variable.span)
    for each in api.globals:
        yield Claim(_CLIENT, client_argument_name(each.name), each.name, each.span)


def _secret_claims(place: str, schemes: tuple[SecurityScheme, ...]) -> Iterator[Claim]:
    found: dict[str, SecurityScheme] = {}
    for scheme in schemes:
        for secret in secrets(scheme):
            found.setdefault(secret.name, scheme)
    for name, scheme in found.items():
        yield Claim(place, name, scheme.name, scheme.span)


def _model_claims(models: Library) -> Iterator[Claim]:
    for key, model in models.models.items():
        place, title, span = namespace_module(key), key.title, model.span
        yield Claim(f"modules of {place}", module_name(title), title, span)
        yield Claim(f"classes of {place}", class_name(key), title, span)
        if key in models.twins:
            yield Claim(f"classes of {place}", class_name(key) + TWIN, title, span)
        if isinstance(model, ObjectModel):
            place = f"fields of {module_name(title)} at {span}"
            for field in model.fields:
                yield Claim(place, value_name(field.name), field.name, field.span)


def _error_claims(api: Api, models: Library) -> Iterator[Claim]:
    for key in error_pages(api):
        span = models.models[key].span
        yield Claim("errors", error_class_name(key), key.title, span)
    base = error_base_name(api)
    if base is not None and api.error_base is not None:
        yield Claim("errors", base, api.error_base, api.title.origin.span)


def _member_claims(node: Node, models: Library, place: str) -> Iterator[Claim]:
    for child in node.children:
        yield Claim(place, accessor_name(child), child.path[-1], child.span)
    for operation in node.operations:
        method = member_name(operation.name)
        yield Claim(place, method, operation.name, operation.span)
        scope = f"arguments of {method} in {place}"
        yield from _secret_claims(scope, operation.security)
        for argument in arguments(operation, models.models):
            yield Claim(scope, argument.name, argument.source.name, argument.span)
