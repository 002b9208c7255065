"""The overlay: what the docs do not say, stated by the maintainer in `sdk.toml`.

The schema is a set of Pydantic models that refuse unknown keys. `Overlay` hands out entries as
facts and remembers which were asked for: an entry that nobody asked for matches nothing, and is an
error (D052), as is one that states what holds without it (D053).
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from keyword import iskeyword
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationError,
)
from pydantic_core import PydanticCustomError

from generator.diagnostics import Diagnostics, quote
from generator.ir.facts import Fact, Overlaid
from generator.lower.toml_places import KeyPath, places
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

FILE: Final = "sdk.toml"
NOT_OF_MODELS: Final = ("api", "wire", "rules", "security", "globals", "operations")
"""Tables with entries that need not match anything where models alone are read."""
_DEPENDENCIES: Final = ("httpx2", "pydantic", "pydantic_core", "typing_extensions")

Identifier: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=80)
]


def _importable(package: str) -> str:
    """Refuse the names of packages that cannot be imported, or that the SDK needs."""
    if iskeyword(package):
        raise PydanticCustomError("keyword", "This is a keyword of Python")
    if package in _DEPENDENCIES:
        raise PydanticCustomError("dependency", "The SDK itself needs this package")
    return package


Package: TypeAlias = Annotated[Identifier, AfterValidator(_importable)]
Distribution: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$", max_length=80),
]
Version: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$")
]
MediaType: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]+/([A-Za-z0-9.+-]+|\*)$|^\*/\*$")
]
WireCase: TypeAlias = Literal["identity", "snake", "kebab"]
HttpMethod: TypeAlias = Literal[
    "get", "head", "post", "put", "patch", "delete", "options", "trace"
]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PythonTable(_Table):
    """`[python]`: how the Python package is named."""

    distribution: Distribution | None = None
    """Name of the distribution; by default the API's folder with `-sdk`."""
    package: Package | None = None
    """Import name; by default the distribution with `_` for `-`."""
    client: Identifier | None = None
    """Class of the client; by default the name in the docs."""
    version: Version = "0.1.0"
    """Version of the distribution."""


class ApiTable(_Table):
    """`[api]`: facts of the whole API."""

    base_url: str | None = None
    """Base URL of the first server."""


class WireTable(_Table):
    """`[wire]`: how names of the docs are spelled on the wire, by location."""

    body: WireCase | None = None
    query: WireCase | None = None
    header: WireCase | None = None
    names: dict[str, str] = Field(default_factory=dict)
    """`[wire.names]`: exceptions, name in the docs to name on the wire, everywhere."""


class SecurityTable(_Table):
    """`[security.<name>]`: facts of one scheme."""

    env: Identifier | None = None
    """Environment variable that holds the credential."""
    kind: (
        Literal["bearer", "basic", "api-key", "oauth2", "client-credentials"] | None
    ) = None
    """What it is, where README does not list it."""
    location: Literal["header", "query", "cookie"] | None = Field(None, alias="in")
    """Where an API key travels."""
    name: str | None = None
    """Name of the header, query parameter or cookie that carries an API key."""
    token_url: str | None = None
    """Where client credentials are exchanged for a token."""
    scopes: list[str] | None = None
    """Scopes to ask the token for."""


class GlobalTable(_Table):
    """`[globals.<name>]`: facts of one parameter of the client."""

    location: Literal["path", "query", "header"] | None = None
    wire_name: str | None = None
    type: Literal["string", "number", "integer", "boolean"] | None = None
    env: Identifier | None = None


class ParameterTable(_Table):
    """`[operations."a.b".parameters.<name>]`: facts of one parameter."""

    location: Literal["query", "header"] | None = None
    wire_name: str | None = None
    nullable: bool | None = None
    integer: bool | None = None
    explode: bool | None = None
    """Whether an array repeats its key in the query; if not, it is joined by commas."""


class ServerTable(_Table):
    """One of an operation's own servers."""

    url: str
    """Its base URL."""
    name: str | None = None
    """Name by which it is chosen."""


class PaginationTable(_Table):
    """How an operation's list is read page by page; what is left out is found by rule."""

    style: Literal["page", "offset", "cursor"] | None = None
    input: str | None = None
    limit: str | None = None
    items: str | None = None
    cursor: str | None = None
    cursor_field: str | None = None
    start: Annotated[int, Field(ge=0)] | None = None


class OperationTable(_Table):
    """`[operations."resource.operation"]`: facts of one operation."""

    id: str | None = None
    method: HttpMethod | None = None
    path: Annotated[str, StringConstraints(pattern=r"^/[^?#\s]*$")] | None = None
    secured: bool | None = None
    accept: MediaType | None = None
    """Content type of its answer; one that is not JSON turns text into bytes."""
    body_type: (
        Literal[
            "application/json",
            "application/x-www-form-urlencoded",
            "multipart/form-data",
            "application/octet-stream",
            "text/plain",
        ]
        | None
    ) = None
    """Content type of its body."""
    idempotent: bool | None = None
    """Whether sending it twice does what sending it once does."""
    servers: Annotated[list[ServerTable], Field(min_length=1)] | None = None
    """Servers of its own, the default first."""
    security: list[str] | None = None
    """Names of the schemes that it takes instead of all of the API's."""
    pagination: PaginationTable | Literal[False] | None = None
    """How to go on to the next page; `false` where there is but one."""
    parameters: dict[str, ParameterTable] = Field(default_factory=dict)


class FieldTable(_Table):
    """`[models."namespace.Title".fields.<name>]`: facts of one field."""

    wire_name: str | None = None
    nullable: bool | None = None
    integer: bool | None = None


class ModelTable(_Table):
    """`[models."namespace.Title"]`: facts of one model."""

    open: bool | None = None
    """Whether an enum may hold other values than the docs list."""
    fields: dict[str, FieldTable] = Field(default_factory=dict)


class Tables(_Table):
    """The whole of `sdk.toml`."""

    python: PythonTable = PythonTable()
    api: ApiTable = ApiTable()
    wire: WireTable = WireTable()
    security: dict[str, SecurityTable] = Field(default_factory=dict)
    globals: dict[str, GlobalTable] = Field(default_factory=dict)
    operations: dict[str, OperationTable] = Field(default_factory=dict)
    models: dict[str, ModelTable] = Field(default_factory=dict)


class Overlay:
    """The entries of one `sdk.toml`, and which of them were used."""

    def __init__(self, tables: Tables, lines: Mapping[KeyPath, Span]) -> None:
        self.tables = tables
        """The validated content. Read facts through `fact`, so that their use is seen."""
        self._places = lines
        self._idle = _repeating(tables)
        self._unused = set(
            _leaves(tables.model_dump(exclude_unset=True, by_alias=True))
        )
        for setting in tables.python.model_fields_set:
            self._unused.discard(("python", setting))

    def used(self, *key: str) -> Overlaid:
        """Mark the entry as used and return it as an origin."""
        self._unused.discard(key)
        return Overlaid(_dotted(key), self._places[key])

    def place(self, *key: str) -> Span | None:
        """Return the place of an entry or of the header of a table; `None` without it."""
        return self._places.get(key)

    def leave_out(self, *tables: str) -> None:
        """Say that the entries of these tables are about nothing that is read."""
        self._unused = {key for key in self._unused if key[0] not in tables}
        self._idle = {key for key in self._idle if key[0] not in tables}

    def decides(self, *key: str) -> None:
        """Say that without this entry of `[wire.names]` a name would be another one."""
        self._idle.discard(key)

    def boolean(
        self,
        value: bool | None,  # noqa: FBT001 - the entry's value, not a flag
        *key: str,
    ) -> Fact[bool] | None:
        """Return an entry with a boolean as a fact; `None` where it is not given."""
        return None if value is None else Fact(value, self.used(*key))

    def text(self, value: str | None, *key: str) -> Fact[Untrusted] | None:
        """Return an entry with text as a fact; `None` where it is not given."""
        return None if value is None else Fact(Untrusted(value), self.used(*key))

    def redundant(self, diagnostics: Diagnostics, *key: str) -> None:
        """Report an entry that states what holds without it (D053)."""
        diagnostics.error(
            "D053",
            self._places[key],
            f"{quote(_dotted(key))} states what holds without it",
            "remove the entry",
        )

    def close(self, diagnostics: Diagnostics) -> None:
        """Report every entry that matched nothing (D052) or changed nothing (D053)."""
        for key in sorted(self._idle - self._unused):
            self.redundant(diagnostics, *key)
        for key in sorted(self._unused):
            diagnostics.error(
                "D052",
                self._places[key],
                f"{quote(_dotted(key))} matches nothing in the docs",
                "correct the name, or remove the entry",
            )


def read_overlay(source: SourceFile | None, diagnostics: Diagnostics) -> Overlay:
    """Read `sdk.toml`; without a file, or with errors in it, the overlay is empty."""
    empty = Overlay(Tables(), {})
    if source is None:
        return empty
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        message, _, place = str(error).rpartition(" (at ")
        span = _error_place(place, source)
        diagnostics.error("D050", span, f"not valid TOML: {message}")
        return empty
    lines = places(source)
    try:
        tables = Tables.model_validate(content)
    except ValidationError as error:
        for problem in error.errors(include_url=False, include_context=False):
            key = tuple(str(part) for part in problem["loc"])
            unknown = problem["type"] == "extra_forbidden"
            message = "there is no such entry" if unknown else problem["msg"]
            span = _nearest(key, lines) or source.span(1)
            diagnostics.error("D051", span, f"{quote(_dotted(key))}: {message}")
        return empty
    return Overlay(tables, lines)


def _nearest(key: KeyPath, lines: Mapping[KeyPath, Span]) -> Span | None:
    """Return the place of an entry, of what stands below it, or of what it stands in."""
    for length in range(len(key), 0, -1):
        for found, span in lines.items():
            if found[:length] == key[:length]:
                return span
    return None


def _error_place(place: str, source: SourceFile) -> Span:
    """Return a place of tomllib: `line 3, column 7)` or `end of document)`."""
    numbers = [int(number) for number in re.findall("[0-9]+", place)]
    if len(numbers) == 2:
        return source.span(*numbers)
    return source.span(len(source.lines), len(source.lines[-1]) + 1)


def _repeating(tables: Tables) -> set[KeyPath]:
    """Return the entries of `[wire.names]`: each must show that it changes a name."""
    return {("wire", "names", name) for name in tables.wire.names}


def _leaves(value: object, key: KeyPath = ()) -> list[KeyPath]:
    if isinstance(value, dict):
        return [leaf for k, v in value.items() for leaf in _leaves(v, (*key, str(k)))]
    return [key]


def _dotted(key: KeyPath) -> str:
    return ".".join(f'"{part}"' if "." in part else part for part in key)
