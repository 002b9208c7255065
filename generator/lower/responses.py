"""Answers of an operation: its result and its errors (dialect, sections 5 and 7e)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.models import Model, ObjectModel
from generator.ir.operations import ErrorCase, Success
from generator.ir.types import AnyOf, Binary, ModelKey, Ref, Stream, Type
from generator.lower.account import rows
from generator.lower.cells import only_table, unknown_header
from generator.lower.context import Context
from generator.lower.types import lower_type
from generator.markdown.document import Cell, Page, Prose, Row, Section, Table
from generator.markdown.type_expressions import Atom, AtomKind
from generator.markdown.type_parser import parse_response, parse_type_text
from generator.source import Span
from generator.untrusted import Untrusted

_ERROR_HEADERS: Final = (
    ["Error Type", "Status Code", "Content Type"],
    ["Error Object", "Status Code", "Content Type"],
)
_STATUS: Final = re.compile(r"([1-5])([0-9]{2}|XX|xx)")
_STATUS_RANGE: Final = re.compile(r"([1-5])[xX]{2}-([1-5])[xX]{2}")
_ANY_TYPE: Final = r"\*/\*"
_ENVELOPE: Final = frozenset({"contentType", "statusCode", "rawResponse"})
_HTTP_META: Final = "httpMeta"
_PARTS: Final = frozenset({"result", "headers"})


def lower_success(
    section: Section, page: Page, models: Mapping[ModelKey, Model], context: Context
) -> Success | None:
    r"""Lower `**Promise\<type\>**`; report D034 where there is no such line."""
    for block in section.blocks:
        if isinstance(block, Table):
            unknown_header(block, ["no table, but **Promise\\<type\\>**"], context)
        if not isinstance(block, Prose):
            continue
        expression = parse_response(block, context.diagnostics)
        if expression is None:
            return None
        if isinstance(expression, Atom) and expression.kind is AtomKind.VOID:
            return Success(None, None, None, block.span)
        type_ = lower_type(expression, page, None, context)
        return _success(type_, models, block.span, context) if type_ else None
    context.diagnostics.error(
        "D034",
        section.span,
        "this section does not say what the operation returns",
        "write **Promise\\<type\\>**",
    )
    return None


def _success(
    type_: Type, models: Mapping[ModelKey, Model], span: Span, context: Context
) -> Success | None:
    """Take the wrapper off an answer, and report one that is a stream."""
    model = models.get(type_.key) if isinstance(type_, Ref) else None
    wrapper: Fact[ModelKey] | None = None
    inner: Type | None = type_
    if isinstance(model, ObjectModel) and is_response_wrapper(model, context):
        wrapper = Fact(model.key, Derived("response-wrapper", model.span))
        inner = _wrapped(model)
    if isinstance(inner, Stream):
        context.diagnostics.error(
            "D037",
            span,
            "operations with an answer that is a stream are not written yet",
            "leave the operation out of the list of operations, with its section",
        )
        return None
    media = _media(inner, span) if inner else None
    return Success(inner, media, model.doc if model else None, span, wrapper)


def is_response_wrapper(model: ObjectModel, context: Context) -> bool:
    """Whether a page wraps the answer in an envelope of the TypeScript SDK (7e)."""
    if not model.key.title.reveal().endswith("Response"):
        return False
    names = set(_row_names(model.key, context))
    return bool(names) and (
        names <= _PARTS or names >= _ENVELOPE or _HTTP_META in names
    )


def _row_names(key: ModelKey, context: Context) -> Iterator[str]:
    """Yield the names of all rows, also of those that are not in the model."""
    for row in rows(context.tree.models[key].page):
        yield row.cells[0].raw.reveal().strip("`")


def _wrapped(model: ObjectModel) -> Type | None:
    """Return what a wrapper holds: its one field that is no part of the envelope."""
    held = [
        field
        for field in model.fields
        if field.name.reveal() not in (_ENVELOPE | {_HTTP_META, "headers"})
    ]
    if not held:
        return None
    several = len(held) > 1 and not any(
        f.name.reveal() == _HTTP_META for f in model.fields
    )
    return AnyOf(tuple(field.type for field in held)) if several else held[0].type


def _media(type_: Type, span: Span) -> Fact[str]:
    if isinstance(type_, Binary):
        return Fact("*/*", Derived("bytes-answer", span))
    return Fact("application/json", Derived("json-answer", span))


def lower_errors(
    section: Section, page: Page, context: Context
) -> tuple[ErrorCase, ...]:
    """Lower the `### Errors` table: a case for each row and status."""
    table = only_table(section, context)
    if table is None:
        return ()
    if [cell.raw.reveal() for cell in table.header.cells] not in _ERROR_HEADERS:
        unknown_header(table, _ERROR_HEADERS[0], context)
        return ()
    cases: list[ErrorCase] = []
    for row in table.rows:
        if _is_sdk_error(row, context):
            context.account.ignore(row, "sdk-error")
            continue
        found = list(_cases(row, page, context))
        if found:
            context.account.consume(row)
        else:
            context.account.report(row)
        cases += found
    return tuple(cases)


def _is_sdk_error(row: Row, context: Context) -> bool:
    """Whether the row names the SDK's own error: any content, and no page."""
    name = row.cells[0].text.reveal().rpartition(".")[2]
    return row.cells[2].raw.reveal() in (_ANY_TYPE, "*/*") and not any(
        key.title.reveal() == name for key in context.tree.models
    )


def _cases(row: Row, page: Page, context: Context) -> Iterator[ErrorCase]:
    expression = parse_type_text(
        row.cells[0].raw, row.cells[0].span, context.diagnostics
    )
    type_ = lower_type(expression, page, None, context) if expression else None
    if type_ is None:
        return
    media = Untrusted(row.cells[2].text.reveal().replace("\\*", "*"))
    for first, last in _statuses(row.cells[1], context):
        yield ErrorCase(first, last, type_, media, row.cells[0].span)


def _statuses(cell: Cell, context: Context) -> Iterator[tuple[int, int]]:
    """Yield the ranges of `400`, `401, 403`, `4XX` and `4xx-5xx`."""
    for part in cell.raw.reveal().split(","):
        text = part.strip()
        if match := _STATUS.fullmatch(text):
            base = int(match[1]) * 100
            if match[2].isdigit():
                yield base + int(match[2]), base + int(match[2])
            else:
                yield base, base + 99
        elif match := _STATUS_RANGE.fullmatch(text):
            yield int(match[1]) * 100, int(match[2]) * 100 + 99
        else:
            context.diagnostics.error(
                "D035",
                cell.span,
                f"{quote(text)} is not a status code",
                "write a code such as 404, a list of them, or a class such as 4XX",
            )
