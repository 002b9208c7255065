"""Operations: what a resource page holds."""

from __future__ import annotations

from enum import Enum

from generator.ir.facts import Fact
from generator.ir.models import Deprecation
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import ModelKey, Stream, Type
from generator.ir.values import ListValue
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


class Method(Enum):
    """HTTP methods (RFC 9110, section 9, and RFC 5789)."""

    GET = "GET"
    HEAD = "HEAD"
    POST = "POST"
    PUT = "PUT"
    PATCH = "PATCH"
    DELETE = "DELETE"
    OPTIONS = "OPTIONS"
    TRACE = "TRACE"


class Location(Enum):
    """Where a parameter goes."""

    PATH = "path"
    QUERY = "query"
    HEADER = "header"


class RequestPage(Enum):
    """What the page of a `request` row is, which docs do not say."""

    PARAMETERS = "parameters"
    """Its fields are parameters, and perhaps the body."""
    BODY = "body"
    """It is the body."""


@record
class PathTemplate:
    """A path such as `/links/{linkId}`, without its fragment."""

    text: Untrusted
    """The whole template."""
    variables: tuple[Untrusted, ...]
    """Names between braces, in wire spelling, in order of appearance."""


@record
class Parameter:
    """A value that goes into the path, the query or a header."""

    name: Untrusted
    """Name in the docs."""
    wire_name: Fact[Untrusted]
    """Name in the path, the query or the header."""
    location: Fact[Location]
    """Where it goes. Docs print only the variables of the path."""
    type: Type
    """Type of a value that is there and not null."""
    required: bool
    """Whether the request must have it; a variable of the path always is."""
    nullable: Fact[bool]
    """Whether null is a valid value."""
    explode: Fact[bool]
    """Whether an array in the query repeats its key; if not, commas join its items."""
    doc: Untrusted | None
    """Description as Markdown; `None` for `N/A`."""
    example: Untrusted | None
    """Text of the Example cell, as it stands."""
    deprecated: Deprecation | None
    """`None` where the row is not struck through and has no notice."""
    span: Span
    """The name in its row."""
    integer: Fact[bool] | None = None
    """Whether its numbers are integers, as its type then says; `None` where it has none."""


@record
class Body:
    """The request body."""

    name: Untrusted
    """Name of the row that holds the body: `request`, or the wrapper's field."""
    type: Type
    """Type of what is sent."""
    required: bool
    """Whether the request must have a body."""
    content_type: Fact[str]
    """Media type, one of a closed set that the generator knows."""
    doc: Untrusted | None
    """Description of its row as Markdown; `None` for `N/A`."""
    span: Span
    """The name in its row."""


@record
class Success:
    """What a 2xx answer holds."""

    type: Type | None
    """`None` where the docs say `void`: no content."""
    content_type: Fact[str] | None
    """Media type that is asked for; `None` with no content."""
    doc: Untrusted | None
    """Description of the answer's page; `None` without one."""
    span: Span
    """The line of the answer."""
    wrapper: Fact[ModelKey] | None = None
    """Page of the TypeScript SDK's wrapper that the docs name instead of the answer, and
    that does not travel. `type` is what it holds."""
    stream: Stream | None = None
    """What arrives piece by piece. Where `type` is given too, the content type of the answer
    tells which of the two it is."""


@record
class ErrorCase:
    """One row of an `### Errors` table and one of its status codes."""

    first: int
    """First HTTP status of the range; 400 for both `400` and `4XX`."""
    last: int
    """Last HTTP status of the range; 400 for `400`, 499 for `4XX`."""
    type: Type
    """The error page."""
    content_type: Untrusted
    """Media type, as the row states it."""
    span: Span
    """The name of the error in its row."""


class PaginationStyle(Enum):
    """How the next page is asked for."""

    PAGE = "page"
    """By its number."""
    OFFSET = "offset"
    """By the number of items before it."""
    CURSOR = "cursor"
    """By a mark that the page before it holds."""


@record
class Pagination:
    """How an operation's list is read page by page."""

    style: PaginationStyle
    """How the next page is asked for."""
    input: Untrusted
    """Name in the docs of the parameter, or field of the body, that says where a page begins."""
    limit: Untrusted | None
    """Name in the docs of the one that says how many items a page holds; `None` without one."""
    items: tuple[Untrusted, ...]
    """Way from the result to the list of items, by names in the docs; empty: it is the list."""
    cursor: tuple[Untrusted, ...] = ()
    """Way from the result to the mark of the next page, by names in the docs; for cursors."""
    cursor_field: Untrusted | None = None
    """Name in the docs of the field of the last item that is the mark, where no field of the
    result is; for cursors."""
    start: int = 1
    """Number of the first page; for page numbers."""


@record
class Example:
    """A call of an operation, as its page shows it."""

    name: Untrusted | None
    """What stands behind `Example Usage: `; `None` for one without a name."""
    arguments: ListValue
    """What is passed, by position."""
    span: Span
    """The call."""


@record
class Operation:
    """One operation of a resource."""

    id: Fact[Untrusted]
    """operationId."""
    name: Untrusted
    """Name in the docs' list of operations: the method's name in TypeScript."""
    method: Fact[Method]
    """HTTP method of the request."""
    path: Fact[PathTemplate]
    """Path of the request, below the base URL."""
    parameters: tuple[Parameter, ...]
    """In the order of the docs."""
    body: Body | None
    """`None` where nothing but parameters is sent."""
    success: Success
    """What every 2xx answer holds."""
    errors: tuple[ErrorCase, ...]
    """In the order of the docs."""
    secured: Fact[bool]
    """Whether credentials are sent: the API's, or those of its own schemes."""
    summary: Untrusted | None
    """Its text in the list of operations."""
    doc: Untrusted | None
    """The text under its heading."""
    examples: tuple[Example, ...]
    """The calls that its page shows, in the order of the page."""
    deprecated: Deprecation | None
    """`None` where neither its name is struck through nor a notice stands below it."""
    span: Span
    """Its heading."""
    pagination: Fact[Pagination] | None = None
    """How to go on to the next page; `None` where there is but one."""
    security: tuple[SecurityScheme, ...] = ()
    """Schemes of its own, which then replace the API's; empty: the API's."""
    servers: Fact[tuple[Server, ...]] | None = None
    """Servers of its own. An empty tuple: it has some, but docs do not print them. `None`: the
    API's."""
    idempotent: Fact[bool] | None = None
    """Whether the overlay says that sending it twice does what sending it once does; `None`: its
    method decides (RFC 9110, section 9.2.2)."""
    idempotency_key: Fact[bool] | None = None
    """Whether a call that gives no idempotency key sends a fresh one; `None`: docs name no such
    header, or its method needs none."""
    request: Fact[RequestPage] | None = None
    """What the page of its row `request` is; `None` where it has none."""


@record
class Resource:
    """A group of operations: one page under `docs/sdks/`."""

    path: tuple[Untrusted, ...]
    """Accessors from the client, such as (`beta`, `libraries`)."""
    title: Untrusted
    """The H1 of its page, which is not always its accessor."""
    doc: Untrusted | None
    """Text of its Overview, as Markdown."""
    operations: tuple[Operation, ...]
    """In the order of the list of its page."""
    span: Span
    """Place of the title."""
    deprecated: Deprecation | None = None
    """`None` where its title is not struck through and no notice stands below it. Its operations
    are deprecated then, too."""
