"""Security schemes (OpenAPI 3.1, 4.8.27)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.export.names import component
from generator.export.notes import note
from generator.ir.api import Api
from generator.ir.dump import Json
from generator.ir.security import SchemeKind, SecurityScheme

_OAUTH2: Final[dict[str, Json]] = {
    "type": "oauth2",
    "flows": {},
    **note(flows="no-flow"),
}
_PLAIN: Final[Mapping[SchemeKind, dict[str, Json]]] = {
    SchemeKind.BEARER: {"type": "http", "scheme": "bearer"},
    SchemeKind.BASIC: {"type": "http", "scheme": "basic"},
    SchemeKind.OAUTH2: _OAUTH2,
    SchemeKind.CLIENT_CREDENTIALS: _OAUTH2,
}


def security_schemes(api: Api) -> dict[str, Json]:
    """Return the schemes by name."""
    return {component(scheme.name): _scheme(scheme) for scheme in api.security}


def requirements(api: Api) -> list[Json]:
    """Return the alternatives of which any one is enough."""
    return [{component(scheme.name): []} for scheme in api.security]


def _scheme(scheme: SecurityScheme) -> dict[str, Json]:
    if scheme.wire_name is None:
        return _PLAIN[scheme.kind]
    return {
        "type": "apiKey",
        "in": "header",
        "name": scheme.wire_name.value.reveal(),
        **note(wire_name=scheme.wire_name),
    }
