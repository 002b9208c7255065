"""Variables of base URLs: README's table, its list, or what stands beside a URL (section 6)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Final

from generator.diagnostics import quote
from generator.ir.models import EnumModel, Model
from generator.ir.servers import Server, ServerVariable
from generator.ir.types import ModelKey
from generator.lower.cells import description, unknown_header
from generator.lower.context import Context
from generator.lower.names import camel, normal
from generator.markdown.document import Cell, Prose, Section, Table
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

_IN_URL: Final = re.compile(r"\{([^{}]+)\}")
_DEFAULT: Final = re.compile(r"`?\"([^\"\\]*)\"`?|`([^`\"]+)`")
_PARAMETER: Final = re.compile(r"(\w+)(?::\s*(?:\w+\.)?(\w+))?")
_BULLET: Final = re.compile(
    r"\s*[*-] `(?P<name>\w+)(?:\??: (?:\w+\.)?(?P<type>\w+))?`(?P<rest>.*)"
)
_BESIDE: Final = re.compile(r"`([^`]+)`\s*\(default is `\"?([^`\"]*)\"?`\)")
_VALUES: Final = re.compile(
    r"\b(?:one of|allowed values|possible values|values)\b:?((?:[\s,;]*(?:or|and)?\s*`[^`]+`)+)",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"`([^`]+)`")
_PLAIN: Final = ("string", "number", "boolean", "any")
"""Types of TypeScript that name no values."""
_COLUMNS: Final = ("Variable", "Parameter", "Default", "Description")
_SAMPLE: Final = "x"


@record
class VariableRow:
    """What README says of one variable."""

    option: Untrusted
    default: Untrusted | None
    values: tuple[Untrusted, ...]
    doc: Untrusted | None
    span: Span


def variable_rows(
    sections: Iterable[Section], models: Mapping[ModelKey, Model], context: Context
) -> Mapping[str, VariableRow]:
    """Return README's variables by normal name; reports a table outside the dialect (D007)."""
    found: dict[str, VariableRow] = {}
    for section in sections:
        for block in section.blocks:
            if isinstance(block, Table):
                found |= _of_table(block, models, context)
            elif isinstance(block, Prose):
                found |= _of_list(block, models, context)
    return found


def of_url(
    url: str, span: Span, rows: Mapping[str, VariableRow], beside: Cell | None
) -> tuple[ServerVariable, ...]:
    """Return the variables of a URL at `span`, each once; `beside` is its Variables cell."""
    defaults = dict(_BESIDE.findall(beside.text.reveal())) if beside else {}
    return tuple(
        _variable(name, span, rows, defaults)
        for name in dict.fromkeys(_IN_URL.findall(url))
    )


def filled(server: Server) -> str:
    """Return the base URL with each default in its place; one without gets a sample."""
    defaults = {
        v.name.reveal(): v.default.reveal() if v.default else _SAMPLE
        for v in server.variables
    }
    url = server.url.value.reveal()
    return _IN_URL.sub(lambda found: defaults.get(found[1], found[0]), url)


def without_defaults(server: Server) -> Server:
    """Return the server with variables that the caller must give."""
    return replace(
        server, variables=tuple(replace(v, default=None) for v in server.variables)
    )


def _variable(
    name: str, span: Span, rows: Mapping[str, VariableRow], defaults: Mapping[str, str]
) -> ServerVariable:
    row = rows.get(normal(Untrusted(name)))
    beside = Untrusted(defaults[name]) if name in defaults else None
    if row is None:
        own = Untrusted(name)
        return ServerVariable(own, camel(own), beside, (), None, span)
    default = row.default or beside
    return ServerVariable(
        Untrusted(name), row.option, default, row.values, row.doc, row.span
    )


def _of_table(
    table: Table, models: Mapping[ModelKey, Model], context: Context
) -> Iterator[tuple[str, VariableRow]]:
    columns = {cell.raw.reveal(): i for i, cell in enumerate(table.header.cells)}
    if "Variable" not in columns:
        return
    if "Default" not in columns:
        unknown_header(table, _COLUMNS, context)
        return
    for row in table.rows:
        context.account.consume(row)
        cells = {title: row.cells[place] for title, place in columns.items()}
        name = _code(cells["Variable"])
        option, type_ = _parameter(
            _code(cells.get("Parameter", cells["Variable"])), name
        )
        about = cells.get("Description")
        doc = description(about.text) if about else None
        yield normal(Untrusted(name)), VariableRow(
            option,
            _default(cells["Default"].text.reveal()),
            _values(type_, doc, models, cells["Variable"].span, context),
            doc,
            cells["Variable"].span,
        )


def _of_list(
    block: Prose, models: Mapping[ModelKey, Model], context: Context
) -> Iterator[tuple[str, VariableRow]]:
    r"""Yield the variables of older README: `* \`name: string\`` lines."""
    for number, line in enumerate(block.text.reveal().split("\n")):
        if match := _BULLET.match(line):
            start = match.start("name") + 1
            span = replace(
                block.span,
                line=block.span.line + number,
                column=start,
                end=start + len(match["name"]),
            )
            doc = description(Untrusted(match["rest"].strip(" :-")))
            option = Untrusted(match["name"])
            values = _values(match["type"], doc, models, span, context)
            yield normal(option), VariableRow(option, None, values, doc, span)


def _parameter(text: str, name: str) -> tuple[Untrusted, str | None]:
    """Return option and type of `name: type`."""
    match = _PARAMETER.fullmatch(text)
    if match is None:
        return camel(Untrusted(name)), None
    return Untrusted(match[1]), match[2]


def _default(text: str) -> Untrusted | None:
    match = _DEFAULT.fullmatch(text)
    return Untrusted(match[1] if match[1] is not None else match[2]) if match else None


def _values(
    type_: str | None,
    doc: Untrusted | None,
    models: Mapping[ModelKey, Model],
    span: Span,
    context: Context,
) -> tuple[Untrusted, ...]:
    """Return the allowed values: of the enum page that the type names, or of the description.

    Warns where the type is that of an enum which no page describes (D014).
    """
    for key, model in models.items():
        if isinstance(model, EnumModel) and key.title.reveal() == type_:
            texts = (each.value for each in model.values)
            return tuple(
                v if isinstance(v, Untrusted) else Untrusted(str(v)) for v in texts
            )
    match = _VALUES.search(doc.reveal()) if doc else None
    if match is None and type_ not in (None, *_PLAIN):
        context.diagnostics.warning(
            "D014",
            span,
            f"no page describes {quote(type_)}, whose values this variable takes; it takes any "
            "text",
            "add the page of the enum, or name its values: one of `a`, `b`",
        )
    return tuple(map(Untrusted, _CODE.findall(match[1]))) if match else ()


def _code(cell: Cell) -> str:
    return cell.text.reveal().strip("`")
