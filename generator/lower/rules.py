"""The rules by which facts are derived and rows are ignored, in one table each.

`RULES` are the reasons that `Derived` origins name. A rule that can be wrong is a *doubt*: `lint`
lists every fact that rests on it, and the overlay can settle it. `IGNORED` are the only reasons
for which a table row may stay out of the model.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.records import record


@record
class Rule:
    """Why a fact holds although the docs do not print it."""

    says: str
    """The rule, in one sentence."""
    source: str
    """Section of the dialect's grammar that measured it."""
    doubt: str = ""
    """Where the rule can be wrong: what to check, and the overlay entry that settles it."""


RULES: Final[Mapping[str, Rule]] = {
    "wire-identity": Rule(
        "The name on the wire is the name in the docs.",
        "7a",
        "docs print every name in camelCase; set [wire] or [wire.names] where it differs",
    ),
    "wire-in-cell": Rule(
        "The name on the wire is the key that the JSON of an Example cell shows.",
        "3; 7a",
        "cells may be written by hand; set wire_name under [models] where it travels otherwise",
    ),
    "symbol-word": Rule(
        "A name that begins with at, dollar or dot, or with template before the name of a "
        "neighbour, is no symbol.",
        "3; 7a",
        "docs print symbols as words, such as atType for @type; set it in [wire.names]",
    ),
    "request-fills-path": Rule(
        "A request page with a field that spells a variable of the path holds parameters.",
        "7d, R1",
    ),
    "request-of-get": Rule(
        "The request page of GET and HEAD holds parameters.", "7d, R1"
    ),
    "request-by-title": Rule(
        "A request page of operations that ends in Request holds parameters.", "7d, R1"
    ),
    "request-without-body": Rule(
        "A request page that ends in Request holds parameters, also where no field of it is a "
        "body, and none spells a variable of the path, a header or a parameter of the client.",
        "7d, R1",
        'it may be the body; set request = "body" under [operations] where it is',
    ),
    "request-of-delete": Rule(
        "The request page of DELETE holds parameters, whatever its title.",
        "7d, R1",
        'it may be a body; set request = "body" under [operations] where it is',
    ),
    "request-flat": Rule(
        "A request page of the flat namespace that ends in Request is the body if it holds none, "
        "and the docs do not name those that do after their operations.",
        "7d, R1",
        'it may hold parameters; set request = "parameters" under [operations] where it does',
    ),
    "request-is-body": Rule(
        "A request page that does not end in Request, or is not of operations, is the body.",
        "7d, R1",
    ),
    "path-variable": Rule(
        "A parameter that spells a variable of the path is that variable.", "7d, R3"
    ),
    "path-variable-alone": Rule(
        "A variable of the path that no row and no parameter of the client fills takes text.",
        "7d, R3",
        "docs forgot the row, or the path is out of date",
    ),
    "header-name": Rule(
        "A parameter with the name of a common request header, or x and a capital, is a header.",
        "7d, R3",
    ),
    "query-remainder": Rule(
        "A parameter that is neither in the path nor named like a header is in the query.",
        "7d, R3",
    ),
    "global-header-shown": Rule(
        "A parameter of the client that ends a header of README's text is that header.",
        "6, global parameters",
        "the text may speak of another header; set location under [globals]",
    ),
    "global-in-query": Rule(
        "A parameter of the client that is neither in a path nor named like a header is in the "
        "query.",
        "6, global parameters",
        "docs print no place; set location and wire_name under [globals]",
    ),
    "null-in-example": Rule("A field that is null in an example may be null.", "7b"),
    "never-null": Rule(
        "A field of which no example shows null is taken as not nullable.",
        "7b",
        "docs never print nullability; set nullable under [models] where it may be null",
    ),
    "fraction-in-example": Rule(
        "A field with a fraction in an example holds numbers that need not be integers.",
        "7c",
    ),
    "number-undecided": Rule(
        "A number of which no example shows a fraction may still be one.",
        "7c",
        "docs print `number` for integers too; set integer where its values are integers",
    ),
    "number-in-example": Rule(
        "An enum that an example shows as a number holds integers.", "4"
    ),
    "text-in-example": Rule("An enum that an example shows in quotes holds text.", "4"),
    "table-of-digits": Rule(
        "A table of values that all look like integers holds integers.",
        "4",
        "no example shows whether they are text; set integer under [models]",
    ),
    "not-open": Rule("An enum without `Unrecognized` is closed in the docs.", "4"),
    "tag-field": Rule(
        "A required field whose values differ from member to member tells the members of a union "
        "apart.",
        "4",
    ),
    "required-keys": Rule(
        "The required fields tell the members of a union apart where no member has all those of "
        "another.",
        "4",
    ),
    "distinct-kinds": Rule(
        "Members of a union of which at most one is an object are tried in the order of the page.",
        "4",
    ),
    "members-in-order": Rule(
        "Objects of a union that no field tells apart are tried in the order of the page; the one "
        "with most of its fields filled counts.",
        "4",
        "docs print no discriminator; set discriminator under [models] where a field tells them",
    ),
    "no-list": Rule(
        "Only a list in the query has a style.", "7, array parameter style"
    ),
    "repeated-key": Rule(
        "An array in the query repeats its key.",
        "7, array parameter style",
        "docs never print the style; set explode under [operations] where commas join",
    ),
    "json-body": Rule(
        "A body of JSON types travels as application/json.", "7, request"
    ),
    "binary-body": Rule(
        "A body of bytes travels as application/octet-stream.", "7, request"
    ),
    "multipart-body": Rule(
        "A body with a field that holds a file travels as multipart/form-data.",
        "5, uploads",
    ),
    "events-answer": Rule(
        "An EventStream is asked for as text/event-stream.", "7, response"
    ),
    "json-lines-answer": Rule(
        "A JsonLStream is asked for as application/jsonl.",
        "7, response",
        "some APIs call it application/x-ndjson; set accept under [operations] there",
    ),
    "json-answer": Rule(
        "An answer of JSON types is asked for as application/json.", "7, response"
    ),
    "bytes-answer": Rule(
        "An answer of bytes may have any content type.", "7, response"
    ),
    "response-wrapper": Rule(
        "A page that ends in Response and holds result and headers, or the parts of an HTTP "
        "response, wraps the answer.",
        "7e",
    ),
    "constructor-key": Rule(
        "An operation needs credentials where its example passes them to the client.",
        "7, security",
    ),
    "constructor-without-key": Rule(
        "An operation needs no credentials where its example passes none to the client.",
        "7, security",
        "an example may leave them out; set secured under [operations] where it needs them",
    ),
    "no-example": Rule(
        "An operation without an example that shows the client's options needs credentials.",
        "7, security",
        "no example shows whether it needs credentials",
    ),
    "key-in-header": Rule(
        "An API key travels in a header.",
        "6, security",
        'docs print no place; set in = "query" or "cookie" under [security] if it differs',
    ),
    "key-header-shown": Rule(
        "An API key's header is the one in README's text that ends in the option's name.",
        "6, security",
        "the text may speak of another header; set name under [security] to settle it",
    ),
    "key-header": Rule(
        "The header of an API key is X-API-Key, or the option's own name if that begins "
        "with x and a capital.",
        "6, security",
        "docs print no name; set name under [security]",
    ),
    "basic-pair": Rule(
        "HTTP Basic takes a user name and a password, also where docs print one name.",
        "6, security",
    ),
    "token-field": Rule(
        "A credential beside the id, the secret and the URL of client credentials is a field of "
        "the form that asks for a token, in snake_case like the others.",
        "5, security rows",
        "docs print no name on the wire; set it in [wire.names]",
    ),
    "scheme-of-page": Rule(
        "A scheme whose field of the page Security is a page of its own has the credentials of "
        "that page.",
        "6, security",
    ),
    "scheme-of-names": Rule(
        "Of a scheme that README does not list, or calls custom, the names tell the kind: "
        "clientID and clientSecret, a pair for HTTP Basic, an API key that ends in key or begins "
        "with x and a capital, else a bearer token.",
        "5, security rows",
        "docs print names only; set kind under [security]",
    ),
    "own-security": Rule(
        "An operation with a `security` row takes its own schemes, not the API's.",
        "5, security rows",
    ),
    "method-repeats": Rule(
        "What any method but POST and PATCH does, it does once, however often it is sent.",
        "RFC 9110, 9.2.2",
    ),
    "idempotency-header": Rule(
        "An operation other than POST and PATCH, or without a header for an idempotency key, needs "
        "no such key; any other one sends a fresh key with each call that gives none.",
        "5, Parameters rows; draft-ietf-httpapi-idempotency-key-header, 2",
    ),
    "own-servers": Rule(
        "An operation with a row `options.serverURL` has servers of its own.",
        "5, options.serverURL",
        "docs do not print their URLs; set servers under [operations]",
    ),
    "server-of-example": Rule(
        "The server of an operation is that of README's example of overriding it.",
        "6, servers",
        "the operation may have more servers; set servers under [operations]",
    ),
    "page-number": Rule(
        "A loop over pages and a parameter `page` ask for pages by number, from 1, or from 0 where "
        "its description says so.",
        "7f",
        "docs print no number of the first page; set pagination.start under [operations]",
    ),
    "page-offset": Rule(
        "A loop over pages and a parameter `offset` ask for pages by the items before them.",
        "7f",
    ),
    "page-cursor": Rule(
        "A loop over pages, a parameter such as `cursor` and a like-named field of the answer "
        "ask for pages by a mark.",
        "7f",
    ),
    "page-after-last": Rule(
        "A loop over pages and a parameter `startingAfter` ask for pages by the id of the last "
        "item.",
        "7f",
        "beside `page`, either may be meant; set pagination under [operations]",
    ),
    "import-name": Rule(
        "The client has the name that README's first example imports.", "6"
    ),
    "folder-name": Rule("Without a README, the client is named after the folder.", "6"),
    "server-example": Rule(
        "The base URL is that of README's `serverURL` example.", "6"
    ),
    "name-clash": Rule(
        "Of things that would have one name in Python, the one that is spelled as Python's name "
        "turns back keeps it; in others each capital begins a word, or a mark is added.",
        "8",
        "such names are awkward, and change with what they meet; state better ones under [python]",
    ),
    "distinct-id": Rule(
        "An operation without a usage comment is identified by its accessors.", "5"
    ),
}

IGNORED: Final[Mapping[str, str]] = {
    "sdk-options": "`options` of an SDK type, and what hangs below it, configure the "
    "TypeScript SDK, not the API.",
    "sdk-type": "A row of type Request or Response holds an object of the fetch API.",
    "sdk-error": "The row `*/*` of 4XX and 5XX names the TypeScript SDK's own error class.",
    "sdk-error-properties": "README's table of the TypeScript error class's properties.",
    "sdk-page": "Pages below docs/lib and docs/types describe the TypeScript SDK.",
    "description-table": "A table inside a description stays there, as text.",
    "sdk-example": "A table beside an example of the TypeScript SDK explains that SDK.",
    "readme-text": "A table of README outside of the sections that state facts.",
}
