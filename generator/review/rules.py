"""The rules that say what a change means for users: this table is all of them.

A change is looked up by what changed, and for each side that it concerns the first rule that fits
decides. What no rule knows is taken as breaking.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final, TypeAlias

from generator.records import record
from generator.review.changes import Delta
from generator.review.conditions import (
    always,
    gained,
    lost,
    more,
    narrower,
    optional,
    required,
    same,
    shown_null,
    wider,
)
from generator.review.relations import Relation
from generator.review.report import Impact, Kind, Side, Verb

_When: TypeAlias = Callable[[Delta, Relation], bool]

_ADDED, _REMOVED, _RENAMED = Verb.ADDED, Verb.REMOVED, Verb.RENAMED
_COSMETIC, _ADDITIVE, _BREAKING = Impact.COSMETIC, Impact.ADDITIVE, Impact.BREAKING
_SENT, _RECEIVED, _PYTHON, _DOCS = Side.SENT, Side.RECEIVED, Side.PYTHON, Side.DOCS


@record
class Rule:
    """One row of the table."""

    key: str
    kinds: tuple[Kind, ...]
    verb: Verb
    facts: tuple[str, ...]
    """What of it changed, any of these; empty unless its verb is `CHANGED`."""
    side: Side
    impact: Impact
    why: str
    """What it means for users."""
    when: _When = always


_GIVEN: Final = (Kind.PARAMETER, Kind.GLOBAL)
_ARGUMENTS: Final = (*_GIVEN, Kind.BODY, Kind.VARIABLE)
_VALUES: Final = (Kind.FIELD, Kind.PARAMETER, Kind.BODY, Kind.GLOBAL)
_NAMED: Final = (Kind.TYPE, Kind.OPERATION, Kind.RESOURCE)
_ALL: Final = tuple(Kind)
_NOT_BACK: Final = tuple(set(Kind) - {Kind.ANSWER, Kind.ERROR})
_CHANGED: Final = Verb.CHANGED

RULES: Final[tuple[Rule, ...]] = (
    # What has a name.
    Rule("name-added", _NAMED, _ADDED, (), _PYTHON, _ADDITIVE, "it can be used now"),
    Rule(
        "name-removed", _NAMED, _REMOVED, (), _PYTHON, _BREAKING,
        "programs that name it fail",
    ),
    Rule(
        "name-renamed", _NAMED, _RENAMED, (), _PYTHON, _BREAKING,
        "programs that use its old name fail",
    ),
    Rule(
        "type-rebuilt", (Kind.TYPE,), _CHANGED, ("kind",), _PYTHON, _BREAKING,
        "an object, an enum and a union are used in different ways",
    ),
    Rule(
        "client-renamed", (Kind.CLIENT,), _CHANGED, ("title", "error base"), _PYTHON,
        _BREAKING, "classes are named after it",
    ),
    Rule(
        "newly-deprecated", _ALL, _CHANGED, ("deprecated",), _PYTHON, _ADDITIVE,
        "its use warns", gained,
    ),
    Rule(
        "no-longer-deprecated", _ALL, _CHANGED, ("deprecated",), _PYTHON, _COSMETIC,
        "its use no longer warns",
    ),
    Rule(
        "paging", (Kind.OPERATION,), _CHANGED, ("paged", "items"), _PYTHON, _BREAKING,
        "it returns something else: the pages of a list, or one answer",
    ),
    # What is sent.
    Rule(
        "argument-added", _ARGUMENTS, _ADDED, (), _SENT, _BREAKING,
        "calls without it fail", required,
    ),
    Rule(
        "option-added", _ARGUMENTS, _ADDED, (), _SENT, _ADDITIVE,
        "calls without it go on to work", optional,
    ),
    Rule(
        "argument-removed", _ARGUMENTS, _REMOVED, (), _SENT, _BREAKING,
        "calls that pass it fail",
    ),
    Rule(
        "argument-renamed", _ARGUMENTS, _RENAMED, (), _SENT, _BREAKING,
        "calls that pass it by its old name fail",
    ),
    Rule(
        "body-renamed", (Kind.BODY,), _CHANGED, ("name",), _SENT, _BREAKING,
        "calls that pass it by its old name fail",
    ),
    Rule(
        "required-field-added", (Kind.FIELD,), _ADDED, (), _SENT, _BREAKING,
        "what is sent without it is refused", required,
    ),
    Rule(
        "optional-field-added", (Kind.FIELD,), _ADDED, (), _SENT, _ADDITIVE,
        "what is sent without it goes on to work", optional,
    ),
    Rule(
        "sent-field-removed", (Kind.FIELD,), _REMOVED, (), _SENT, _BREAKING,
        "calls that pass it fail",
    ),
    Rule(
        "sent-field-renamed", (Kind.FIELD,), _RENAMED, (), _SENT, _BREAKING,
        "calls that pass it by its old name fail",
    ),
    Rule(
        "now-required", (*_VALUES, Kind.VARIABLE), _CHANGED, ("required",), _SENT,
        _BREAKING, "calls without it fail", gained,
    ),
    Rule(
        "no-longer-required", (*_VALUES, Kind.VARIABLE), _CHANGED, ("required",), _SENT,
        _ADDITIVE, "it may be left out", lost,
    ),
    Rule(
        "null-accepted", _VALUES, _CHANGED, ("nullable",), _SENT, _ADDITIVE,
        "null may be sent", gained,
    ),
    Rule(
        "null-refused", _VALUES, _CHANGED, ("nullable",), _SENT, _BREAKING,
        "calls that send null fail", lost,
    ),
    Rule(
        "takes-the-same", _VALUES, _CHANGED, ("type",), _SENT, _COSMETIC,
        "it takes the same values", same,
    ),
    Rule(
        "takes-more", _VALUES, _CHANGED, ("type",), _SENT, _ADDITIVE,
        "it takes all that it took", wider,
    ),
    Rule(
        "takes-other", _VALUES, _CHANGED, ("type",), _SENT, _BREAKING,
        "it no longer takes all that it took",
    ),
    Rule(
        "value-accepted", (Kind.VALUE, Kind.MEMBER), _ADDED, (), _SENT, _ADDITIVE,
        "it may be sent",
    ),
    Rule(
        "value-refused", (Kind.VALUE, Kind.MEMBER), _REMOVED, (), _SENT, _BREAKING,
        "calls that send it fail",
    ),
    Rule(
        "enum-opened", (Kind.TYPE,), _CHANGED, ("open",), _SENT, _ADDITIVE,
        "other values may be sent", gained,
    ),
    Rule(
        "enum-closed", (Kind.TYPE,), _CHANGED, ("open",), _SENT, _BREAKING,
        "other values are refused",
    ),
    Rule(
        "more-properties-sent", (Kind.TYPE,), _CHANGED, ("extra properties",), _SENT,
        _ADDITIVE, "more may be sent than its fields", gained,
    ),
    Rule(
        "fewer-properties-sent", (Kind.TYPE,), _CHANGED, ("extra properties",), _SENT,
        _BREAKING, "less may be sent than before",
    ),
    # What is received.
    Rule(
        "received-field-added", (Kind.FIELD,), _ADDED, (), _RECEIVED, _ADDITIVE,
        "it can be read now",
    ),
    Rule(
        "received-field-removed", (Kind.FIELD,), _REMOVED, (), _RECEIVED, _BREAKING,
        "programs that read it fail",
    ),
    Rule(
        "received-field-renamed", (Kind.FIELD,), _RENAMED, (), _RECEIVED, _BREAKING,
        "programs that read its old name fail",
    ),
    Rule(
        "always-there", (Kind.FIELD,), _CHANGED, ("required",), _RECEIVED, _COSMETIC,
        "it is always there", gained,
    ),
    Rule(
        "may-be-missing", (Kind.FIELD,), _CHANGED, ("required",), _RECEIVED, _BREAKING,
        "programs may find None where it always was", lost,
    ),
    Rule(
        "null-in-examples", (Kind.FIELD,), _CHANGED, ("nullable",), _RECEIVED, _ADDITIVE,
        "examples now hold null, which answers could hold before: only its type says so",
        shown_null,
    ),
    Rule(
        "may-be-null", (Kind.FIELD,), _CHANGED, ("nullable",), _RECEIVED, _BREAKING,
        "programs may find None where a value always was", gained,
    ),
    Rule(
        "never-null", (Kind.FIELD,), _CHANGED, ("nullable",), _RECEIVED, _COSMETIC,
        "nothing says any longer that it may be null", lost,
    ),
    Rule(
        "same-received", (Kind.FIELD, Kind.ANSWER), _CHANGED, ("type",), _RECEIVED,
        _COSMETIC, "the same values come", same,
    ),
    Rule(
        "less-received", (Kind.FIELD, Kind.ANSWER), _CHANGED, ("type",), _RECEIVED,
        _COSMETIC, "nothing comes that could not come before", narrower,
    ),
    Rule(
        "answer-gained", (Kind.ANSWER,), _CHANGED, ("type",), _RECEIVED, _ADDITIVE,
        "it returns something, and returned nothing", gained,
    ),
    Rule(
        "other-received", (Kind.FIELD, Kind.ANSWER), _CHANGED, ("type",), _RECEIVED,
        _BREAKING, "programs may find values that could not come before",
    ),
    Rule(
        "stream-changed", (Kind.ANSWER,), _CHANGED, ("stream",), _RECEIVED, _BREAKING,
        "it is read in another way",
    ),
    Rule(
        "value-kept", (Kind.VALUE,), _ADDED, (), _RECEIVED, _ADDITIVE,
        "it may come; even older versions of the SDK keep it",
    ),
    Rule(
        "value-gone", (Kind.VALUE, Kind.MEMBER), _REMOVED, (), _RECEIVED, _COSMETIC,
        "nothing comes that could not come before",
    ),
    Rule(
        "variant-received", (Kind.MEMBER,), _ADDED, (), _RECEIVED, _BREAKING,
        "programs that tell all variants apart meet a new one",
    ),
    Rule(
        "enum-received", (Kind.TYPE,), _CHANGED, ("open", "extra properties"), _RECEIVED,
        _COSMETIC, "whatever comes is kept, before and after",
    ),
    Rule(
        "error-added", (Kind.ERROR,), _ADDED, (), _RECEIVED, _ADDITIVE,
        "it can be told from other errors now",
    ),
    Rule(
        "error-removed", (Kind.ERROR,), _REMOVED, (), _RECEIVED, _BREAKING,
        "another class of error is raised for its status",
    ),
    # Servers and credentials.
    Rule(
        "server-added", (Kind.SERVER,), _ADDED, (), _SENT, _ADDITIVE, "it can be chosen"
    ),
    Rule(
        "server-removed", (Kind.SERVER,), _REMOVED, (), _SENT, _BREAKING,
        "programs that choose it fail",
    ),
    Rule(
        "server-moved", (Kind.SERVER,), _CHANGED, ("URL", "problem"), _SENT, _ADDITIVE,
        "calls go to another URL",
    ),
    Rule(
        "more-allowed", (Kind.VARIABLE,), _CHANGED, ("allowed values",), _SENT,
        _ADDITIVE, "more values may be chosen", more,
    ),
    Rule(
        "less-allowed", (Kind.VARIABLE,), _CHANGED, ("allowed values",), _SENT,
        _BREAKING, "not all values may be chosen that were",
    ),
    Rule(
        "default-changed", (Kind.VARIABLE,), _CHANGED, ("default",), _SENT, _ADDITIVE,
        "who chooses nothing gets something else",
    ),
    Rule(
        "scheme-added", (Kind.SCHEME,), _ADDED, (), _SENT, _ADDITIVE,
        "there is another way to authenticate",
    ),
    Rule(
        "scheme-removed", (Kind.SCHEME,), _REMOVED, (), _SENT, _BREAKING,
        "programs that use it fail",
    ),
    Rule(
        "scheme-changed", (Kind.SCHEME, Kind.GLOBAL), _CHANGED,
        ("kind", "group", "credentials", "environment variable"), _SENT, _BREAKING,
        "the client is given something else",
    ),
    Rule(
        "credentials-needed", (Kind.OPERATION,), _CHANGED, ("needs credentials",), _SENT,
        _BREAKING, "calls without credentials fail", gained,
    ),
    Rule(
        "credentials-dropped", (Kind.OPERATION,), _CHANGED, ("needs credentials",),
        _SENT, _ADDITIVE, "it can be called without credentials",
    ),
    Rule(
        "own-credentials-added", (Kind.OPERATION,), _CHANGED, ("credentials",), _SENT,
        _ADDITIVE, "it takes other credentials as well", more,
    ),
    Rule(
        "own-credentials", (Kind.OPERATION,), _CHANGED, ("credentials",), _SENT,
        _BREAKING, "it takes other credentials",
    ),
    # What only the wire shows.
    Rule(
        "wire", _NOT_BACK, _CHANGED,
        (
            "wire name", "location", "explode", "content type", "route", "operation id",
            "servers", "idempotent", "idempotency key", "pagination", "token URL", "scopes",
        ),
        _SENT, _COSMETIC, "programs are the same; other bytes travel",
    ),
    Rule(
        "wire-back", (Kind.FIELD, Kind.ANSWER, Kind.ERROR), _CHANGED,
        ("wire name", "content type"), _RECEIVED, _COSMETIC,
        "programs are the same; other bytes travel",
    ),
    # What is told.
    Rule(
        "docs", _ALL, _CHANGED,
        ("description", "summary", "example", "notice", "title"), _DOCS, _COSMETIC,
        "only the docs tell it",
    ),
    Rule(
        "order", _ALL, _CHANGED, ("order",), _DOCS, _COSMETIC,
        "arguments are passed by name, and fields are read by name",
    ),
)  # fmt: skip

UNKNOWN: Final = Rule(
    "unknown", _ALL, _CHANGED, (), _PYTHON, _BREAKING,
    "no rule knows it, so that somebody has to look at it",
)  # fmt: skip
"""What decides where no rule of the table does."""
