"""Security schemes (OpenAPI 3.1, 4.8.27)."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from generator.export.names import component
from generator.export.notes import note
from generator.ir.api import Api
from generator.ir.dump import Json
from generator.ir.security import KeyLocation, SchemeKind, SecurityScheme

_NO_FLOW: Final[dict[str, Json]] = {
    "type": "oauth2",
    "flows": {},
    **note(flows="no-flow"),
}


def schemes(api: Api) -> tuple[SecurityScheme, ...]:
    """Return the schemes of the API and of its operations, each name once."""
    own = (
        scheme
        for resource in api.resources
        for operation in resource.operations
        for scheme in operation.security
    )
    found: dict[str, SecurityScheme] = {}
    for scheme in (*api.security, *own):
        found.setdefault(component(scheme.name), scheme)
    return tuple(found.values())


def security_schemes(found: Iterable[SecurityScheme]) -> dict[str, Json]:
    """Return the schemes by name."""
    return {component(scheme.name): _scheme(scheme) for scheme in found}


def requirements(found: Iterable[SecurityScheme]) -> list[Json]:
    """Return the alternatives of which any one is enough; a group is one of them."""
    alternatives: dict[str, dict[str, Json]] = {}
    for scheme in found:
        name = component(scheme.name)
        group = f"group {scheme.group.reveal()}" if scheme.group else f"scheme {name}"
        scopes: list[Json] = [scope.reveal() for scope in scheme.scopes]
        alternatives.setdefault(group, {})[name] = scopes
    return list(alternatives.values())


def _scheme(scheme: SecurityScheme) -> dict[str, Json]:
    match scheme.kind:
        case SchemeKind.BEARER:
            return {"type": "http", "scheme": "bearer"}
        case SchemeKind.BASIC:
            return {"type": "http", "scheme": "basic"}
        case SchemeKind.API_KEY:
            return _api_key(scheme)
        case SchemeKind.OAUTH2:
            return dict(_NO_FLOW)
        case SchemeKind.CLIENT_CREDENTIALS:
            return _client_credentials(scheme)


def _api_key(scheme: SecurityScheme) -> dict[str, Json]:
    location = scheme.location.value if scheme.location else KeyLocation.HEADER
    name = scheme.wire_name.value if scheme.wire_name else scheme.name
    return {
        "type": "apiKey",
        "in": location.value,
        "name": name.reveal(),
        **note(wire_name=scheme.wire_name, location=scheme.location),
    }


def _client_credentials(scheme: SecurityScheme) -> dict[str, Json]:
    if scheme.token_url is None:
        return dict(_NO_FLOW)
    flow: dict[str, Json] = {
        "tokenUrl": scheme.token_url.value.reveal(),
        "scopes": {scope.reveal(): "" for scope in scheme.scopes},
    }
    return {
        "type": "oauth2",
        "flows": {"clientCredentials": flow},
        **note(token_url=scheme.token_url),
    }
