"""The schema of `sdk.toml`: Pydantic models that refuse unknown keys and wrong types.

`OVERLAY.md` describes every entry; a test holds it to this schema.
"""

from __future__ import annotations

import re
from keyword import iskeyword
from typing import Annotated, Final, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    StringConstraints,
    Tag,
    model_validator,
)
from pydantic_core import PydanticCustomError

from generator.lower.overlay.keys import (
    OF_GLOBALS,
    OF_MODELS,
    OF_OPERATIONS,
    SCOPES,
    WireCase,
)

_DEPENDENCIES: Final = frozenset(
    ("anyio", "httpx2", "pydantic", "pydantic_core", "typing_extensions")
)
_DEVICE: Final = re.compile("(?i:con|prn|aux|nul|(?:com|lpt)[0-9])")

Identifier: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=80)
]


def _importable(package: str) -> str:
    """Refuse the names of packages that cannot be imported, or that the SDK needs."""
    if iskeyword(package):
        raise PydanticCustomError("keyword", "This is a keyword of Python")
    if package in _DEPENDENCIES:
        raise PydanticCustomError("dependency", "The SDK itself needs this package")
    if _DEVICE.fullmatch(package):
        raise PydanticCustomError("device", "Windows keeps this name for a device")
    return package


def _listed(value: object) -> object:
    """Take one pattern for a list of one."""
    return [value] if isinstance(value, str) else value


Package: TypeAlias = Annotated[Identifier, AfterValidator(_importable)]
Distribution: TypeAlias = Annotated[
    str,
    StringConstraints(pattern=r"^[a-z0-9]([a-z0-9._-]*[a-z0-9])?$", max_length=80),
]
Version: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[0-9]+(\.[0-9]+)*((a|b|rc)[0-9]+)?$")
]
Text: TypeAlias = Annotated[str, StringConstraints(min_length=1)]
WireName: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[^\x00-\x1f\x7f]+$", max_length=200)
]
"""A name as it travels: anything but control characters."""
DocsName: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9]+$")]
Way: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^([A-Za-z0-9]+(\.[A-Za-z0-9]+)*)?$")
]
"""Names in the docs, joined by dots; empty for the answer itself."""
MediaType: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^[A-Za-z0-9.+-]+/([A-Za-z0-9.+-]+|\*)$|^\*/\*$")
]
HttpsUrl: TypeAlias = Annotated[
    str, StringConstraints(pattern=r"^https://[!-~]+$", max_length=500)
]
Globs: TypeAlias = Annotated[list[Text], Field(min_length=1), BeforeValidator(_listed)]
"""One pattern or several, as of file names: `*` is any text, `?` any character."""
RequestKind: TypeAlias = Literal["parameters", "body"]
HttpMethod: TypeAlias = Literal[
    "get", "head", "post", "put", "patch", "delete", "options", "trace"
]


class Table(BaseModel):
    """A table of `sdk.toml`."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class PythonTable(Table):
    """`[python]`: how the Python package is named."""

    distribution: Distribution | None = None
    """Name of the distribution; by default the API's folder with `-sdk`."""
    package: Package | None = None
    """Import name; by default the distribution with `_` for `-`."""
    client: Identifier | None = None
    """Class of the client; by default the name in the docs."""
    version: Version | None = None
    """Version of the distribution; by default 0.1.0."""
    models: dict[str, Identifier] = Field(default_factory=dict)
    """Models by `namespace.Title`, and the class each becomes."""
    resources: dict[str, Identifier] = Field(default_factory=dict)
    """Resources by accessor, and the last accessor of each in Python."""
    operations: dict[str, Identifier] = Field(default_factory=dict)
    """Operations by `resource.operation`, and the method each becomes."""
    fields: dict[str, Identifier] = Field(default_factory=dict)
    """Fields by `namespace.Title.field`, and the attribute each becomes."""
    parameters: dict[str, Identifier] = Field(default_factory=dict)
    """Parameters by `resource.operation.parameter`, and the argument each becomes."""


class ApiTable(Table):
    """`[api]`: facts of the whole API."""

    base_url: str | None = None
    """Base URL of the first server."""
    max_retries: Annotated[int, Field(ge=0, le=20)] | None = None
    """How often the client tries again, where its caller does not say."""
    timeout: Annotated[float, Field(gt=0, le=86400)] | None = None
    """Seconds that a call may take, where its caller does not say."""


class WireTable(Table):
    """`[wire]`: how names of the docs are spelled on the wire, by location."""

    body: WireCase | None = None
    """Fields of JSON and of forms."""
    query: WireCase | None = None
    """Parameters in the query."""
    header: WireCase | None = None
    """Parameters in headers."""
    names: dict[str, WireName] = Field(default_factory=dict)
    """`[wire.names]`: exceptions, name in the docs to name on the wire, everywhere."""


class NullableTable(Table):
    """`[nullable]`: which fields may be null, for the whole API."""

    responses: bool | None = None
    """Every field of a model that answers hold and no request does."""


class SecurityTable(Table):
    """`[security.<name>]`: facts of one scheme."""

    kind: (
        Literal["bearer", "basic", "api-key", "oauth2", "client-credentials"] | None
    ) = None
    """What it is, where README does not list it."""
    env: Identifier | None = None
    """Environment variable that holds the credential."""
    location: Literal["header", "query", "cookie"] | None = Field(None, alias="in")
    """Where an API key travels."""
    name: WireName | None = None
    """Name of the header, query parameter or cookie that carries an API key."""
    token_url: HttpsUrl | None = None
    """Where client credentials are exchanged for a token."""
    scopes: list[Text] | None = None
    """Scopes to ask the token for."""


class GlobalTable(Table):
    """`[globals.<name>]`: facts of one parameter of the client."""

    location: Literal["path", "query", "header"] | None = None
    """Where it travels."""
    wire_name: WireName | None = None
    """Its name there."""
    type: Literal["string", "number", "integer", "boolean"] | None = None
    """Its type, where README has no table that says so."""
    env: Identifier | None = None
    """Environment variable that is read where no argument is given."""


class ParameterTable(Table):
    """`[operations."a.b".parameters.<name>]`: facts of one parameter."""

    location: Literal["query", "header"] | None = None
    """Where it travels."""
    wire_name: WireName | None = None
    """Its name there."""
    nullable: bool | None = None
    """Whether null is a valid value."""
    integer: bool | None = None
    """Whether its numbers are integers."""
    explode: bool | None = None
    """Whether an array repeats its key in the query; if not, it is joined by commas."""


class ServerTable(Table):
    """One of an operation's own servers."""

    url: Text
    """Its base URL."""
    name: Text | None = None
    """Name by which it is chosen."""


class PaginationTable(Table):
    """How an operation's list is read page by page; what is left out is found by rule."""

    style: Literal["page", "offset", "cursor"] | None = None
    """Whether the next page is asked for by number, by the items before it, or by a mark."""
    input: DocsName | None = None
    """Parameter, or field of the body, that says where a page begins."""
    limit: DocsName | None = None
    """The one that says how many items a page holds."""
    items: Way | None = None
    """Way from the answer to its list of items; empty where it is the list."""
    cursor: Way | None = None
    """Way from the answer to the mark of the next page."""
    cursor_field: DocsName | None = None
    """Field of the last item that is the mark of the next page."""
    start: Annotated[int, Field(ge=0)] | None = None
    """Number of the first page."""


def _kind_of_pagination(value: object) -> str:
    return "table" if isinstance(value, dict | PaginationTable) else "false"


Pages: TypeAlias = Annotated[
    Annotated[PaginationTable, Tag("table")] | Annotated[Literal[False], Tag("false")],
    Discriminator(_kind_of_pagination),
]
"""How to read on, or `false`."""


class OperationTable(Table):
    """`[operations."resource.operation"]`: facts of one operation."""

    id: Text | None = None
    """Its operationId."""
    method: HttpMethod | None = None
    """Its HTTP method."""
    path: Annotated[str, StringConstraints(pattern=r"^/[^?#\s]*$")] | None = None
    """Its path; variables stand in braces, in the spelling of the wire."""
    secured: bool | None = None
    """Whether the API's security schemes apply."""
    request: RequestKind | None = None
    """What the page of its row `request` is: parameters, perhaps with a body, or the body."""
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
    idempotency_key: bool | None = None
    """Whether a call that gives no idempotency key sends a fresh one."""
    servers: Annotated[list[ServerTable], Field(min_length=1)] | None = None
    """Servers of its own, the default first."""
    security: list[Text] | None = None
    """Names of the schemes that it takes instead of all of the API's."""
    pagination: Pages | None = None
    """How to go on to the next page; `false` where there is but one."""
    parameters: dict[str, ParameterTable] = Field(default_factory=dict)
    """Its parameters, by name in the docs."""


class FieldTable(Table):
    """`[models."namespace.Title".fields.<name>]`: facts of one field."""

    wire_name: WireName | None = None
    """Its name in JSON."""
    nullable: bool | None = None
    """Whether null is a valid value."""
    integer: bool | None = None
    """Whether its numbers are integers."""
    required: bool | None = None
    """Whether it is always there; docs print a field with a default as optional."""


class ModelTable(Table):
    """`[models."namespace.Title"]`: facts of one model."""

    open: bool | None = None
    """Whether an enum may hold other values than the docs list."""
    integer: bool | None = None
    """Whether an enum whose table lists digits holds integers."""
    discriminator: DocsName | None = None
    """Field that tells the members of a union apart."""
    fields: dict[str, FieldTable] = Field(default_factory=dict)
    """Its fields, by name in the docs."""


_MODEL_FACTS: Final = frozenset({"open"})
_PART_FACTS: Final = frozenset({"nullable", "integer", "wire_case"})
_FIELD_FACTS: Final = _PART_FACTS | {"required"}
_REPEATED: Final = frozenset({"idempotent", "idempotency_key"})
_OPERATION_FACTS: Final = _REPEATED | {"request", "secured"}
_GLOBAL_FACTS: Final = frozenset({"location", "wire_case"})
_PARAMETER_FACTS: Final = _PART_FACTS | {"location", "explode"}
_OF_KINDS: Final = {
    OF_MODELS: (_FIELD_FACTS, _MODEL_FACTS),
    OF_OPERATIONS: (_PARAMETER_FACTS, _OPERATION_FACTS),
    OF_GLOBALS: (_GLOBAL_FACTS, frozenset[str]()),
}
"""By what a rule names: facts of parts, and those of the whole, which a part has not."""


class RuleTable(Table):
    """`[[rules]]`: facts of all things of a kind that patterns match."""

    models: Globs | None = None
    """Patterns of `namespace.Title`; left out beside `fields`: all models."""
    fields: Globs | None = None
    """Patterns of a field's name in the docs; left out beside `models`: all fields."""
    operations: Globs | None = None
    """Patterns of `resource.operation`; left out beside `parameters`: all operations."""
    parameters: Globs | None = None
    """Patterns of a parameter's name in the docs; left out beside `operations`: all of them."""
    globals: Globs | None = None
    """Patterns of the name in the docs of a parameter of the client."""
    nullable: bool | None = None
    """Whether null is a valid value of the fields or parameters."""
    integer: bool | None = None
    """Whether numbers of the fields or parameters are integers."""
    required: bool | None = None
    """Whether the fields are always there; docs print one with a default as optional."""
    wire_case: WireCase | None = None
    """How names of the fields or parameters are spelled on the wire."""
    open: bool | None = None
    """Whether the enums may hold other values than the docs list."""
    location: Literal["query", "header"] | None = None
    """Where the parameters travel."""
    explode: bool | None = None
    """Whether arrays repeat their key in the query; if not, they are joined by commas."""
    secured: bool | None = None
    """Whether the API's security schemes apply to the operations."""
    request: RequestKind | None = None
    """What the pages of rows `request` are: parameters, perhaps with a body, or the bodies."""
    idempotent: bool | None = None
    """Whether sending the operations twice does what sending them once does."""
    idempotency_key: bool | None = None
    """Whether calls that give no idempotency key send a fresh one."""

    @model_validator(mode="after")
    def _one_scope(self) -> RuleTable:
        """Refuse rules without scope, with two, without facts, and with facts of the other."""
        given = self.model_fields_set
        scope = given & SCOPES
        kinds = [each for each in _OF_KINDS if scope & each]
        if len(kinds) != 1:
            raise PydanticCustomError(
                "scope",
                "A rule names models or fields, or else operations or parameters, or else globals",
            )
        facts = given - scope
        if not facts:
            raise PydanticCustomError("empty", "A rule states at least one fact")
        of_parts, of_whole = _OF_KINDS[kinds[0]]
        narrow = scope & {"fields", "parameters"}
        stray = sorted(facts - of_parts - (frozenset() if narrow else of_whole))
        if stray:
            raise PydanticCustomError(
                "stray",
                "`{fact}` is no fact of what the rule names",
                {"fact": stray[0]},
            )
        return self


class Tables(Table):
    """The whole of `sdk.toml`."""

    python: PythonTable = Field(default_factory=PythonTable)
    """How the Python package is named."""
    api: ApiTable = Field(default_factory=ApiTable)
    """Facts of the whole API."""
    wire: WireTable = Field(default_factory=WireTable)
    """How names are spelled on the wire."""
    nullable: NullableTable = Field(default_factory=NullableTable)
    """Which fields may be null, for the whole API."""
    security: dict[str, SecurityTable] = Field(default_factory=dict)
    """Facts of security schemes, by the name of the client's option."""
    globals: dict[str, GlobalTable] = Field(default_factory=dict)
    """Facts of parameters of the client, by name in the docs."""
    operations: dict[str, OperationTable] = Field(default_factory=dict)
    """Facts of operations, by `resource.operation`."""
    models: dict[str, ModelTable] = Field(default_factory=dict)
    """Facts of models, by `namespace.Title`."""
    rules: list[RuleTable] = Field(default_factory=list)
    """Facts of many models or operations at once; a later rule wins over an earlier one."""
