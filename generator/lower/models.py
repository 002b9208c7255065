"""Model pages: objects, enums and unions (dialect, sections 1.2, 3 and 4)."""

from __future__ import annotations

from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Documented, Fact, Overlaid
from generator.ir.models import (
    ByTag,
    Deprecation,
    Field,
    Member,
    Model,
    ObjectModel,
    UnionModel,
)
from generator.ir.types import MapOf, ModelKey, Type
from generator.ir.values import MISSING, Value
from generator.lower.cells import RowFacts, field_table, lower_row
from generator.lower.context import Context
from generator.lower.enums import lower_enum
from generator.lower.names import wire_name
from generator.lower.numbers import undecided
from generator.lower.overlay import boolean
from generator.lower.prose import prose
from generator.lower.stray_text import warn_of_examples, warn_of_prose
from generator.lower.symbols import may_spell_symbol
from generator.lower.tree import ModelKind, ModelPage
from generator.lower.types import lower_type
from generator.lower.values import lower_literal
from generator.markdown.document import CodeBlock, Section, Table
from generator.markdown.literal_parser import parse_example
from generator.markdown.type_parser import MAX_MEMBERS, parse_type_text
from generator.untrusted import Untrusted

_ADDITIONAL: Final = Untrusted("additionalProperties")
_EXAMPLE: Final = "Example Usage"


def lower_model(page: ModelPage, context: Context) -> Model | None:
    """Lower one model page; reports what is wrong with it."""
    _settle_text(page, context)
    doc, deprecated = prose(page.title.blocks)
    if page.deprecated and deprecated is None:
        deprecated = Deprecation(None)
    match page.kind:
        case ModelKind.OBJECT:
            return _object(page, doc, deprecated, context)
        case ModelKind.ENUM:
            return lower_enum(page, doc, deprecated, example(page, context), context)
        case ModelKind.UNION:
            return _union(page, doc, deprecated, context)


def _settle_text(page: ModelPage, context: Context) -> None:
    """Settle tables beside the model's own, and report sections of another kind (D006)."""
    inside = False
    for part in page.page.sections:
        title = part.title.reveal()
        if part is page.title:
            context.account.ignore_tables(part, "description-table")
        elif part.level == 2 and title in (_EXAMPLE, page.kind.value):
            inside = page.kind is ModelKind.UNION and title == page.kind.value
            if inside or title == _EXAMPLE:
                context.account.ignore_tables(part, "sdk-example")
        elif inside and part.level == 3:
            context.account.ignore_tables(part, "sdk-example")
        elif part.level:
            inside = False
            context.diagnostics.error(
                "D006",
                part.span,
                f"{quote(part.title)} is no section of a model page",
                f"its sections are {_EXAMPLE} and {page.kind.value}; other text belongs "
                "between the title and the first of them",
            )
            context.account.report_tables(part)


def example(page: ModelPage, context: Context) -> Value:
    """Return the literal of the page's Example Usage."""
    for part in page.page.sections:
        if part.level == 2 and part.title.reveal() == _EXAMPLE:
            warn_of_examples(part.blocks, context)
            for block in part.blocks:
                if isinstance(block, CodeBlock):
                    return _literal(block, context)
    return MISSING


def _literal(block: CodeBlock, context: Context) -> Value:
    example = parse_example(block, context.diagnostics)
    return lower_literal(example.value if example else None)


def _object(
    page: ModelPage,
    doc: Untrusted | None,
    deprecated: Deprecation | None,
    context: Context,
) -> ObjectModel:
    fields: list[Field] = []
    additional: Type | None = None
    table, has_example = field_table(page.content, "Field", context)
    seen: dict[Untrusted, Field] = {}
    for row in table.rows if table else ():
        facts = lower_row(row, page.page, page.key, context, has_example=has_example)
        if facts is None:
            continue
        if facts.name == _ADDITIONAL and isinstance(facts.type, MapOf):
            additional = facts.type.value
            context.account.consume(row)
        elif facts.name in seen:
            _report_twice(facts, seen[facts.name], context)
        else:
            seen[facts.name] = _field(facts, page.key, table, context)
            fields.append(seen[facts.name])
            context.account.consume(row)
    return ObjectModel(
        page.key,
        doc,
        tuple(fields),
        additional,
        example(page, context),
        deprecated,
        page.title.span,
    )


def _printed_names(table: Table | None) -> frozenset[str]:
    """Return what stands in the first column of a table, without marks around it."""
    rows = table.rows if table else ()
    return frozenset(row.cells[0].raw.reveal().strip("`~") for row in rows)


def _report_twice(facts: RowFacts, first: Field, context: Context) -> None:
    context.diagnostics.error(
        "D021",
        facts.span,
        f"the field {quote(facts.name)} stands twice; first on line {first.span.line}",
        "remove one of the two rows",
    )
    context.account.report(facts.row)


def _field(
    facts: RowFacts, key: ModelKey, table: Table | None, context: Context
) -> Field:
    """Return a field as its row says; what examples prove and the overlay states comes later."""
    scope = context.overlay.field(key.dotted, facts.name.reveal())
    printed = Fact(facts.required, Documented(facts.span))
    required = scope.settle("required", printed, boolean)
    symbol = may_spell_symbol(facts.name, lambda: _printed_names(table))
    return Field(
        facts.name,
        wire_name(facts.name, "body", facts.span, scope, may_spell_symbol=symbol),
        facts.type,
        required.value,
        Fact(value=False, origin=Derived("never-null", facts.span)),
        facts.doc,
        facts.example,
        facts.deprecated,
        facts.span,
        required.origin if isinstance(required.origin, Overlaid) else None,
        undecided(facts.type, facts.span),
    )


def _union(
    page: ModelPage,
    doc: Untrusted | None,
    deprecated: Deprecation | None,
    context: Context,
) -> UnionModel:
    members: list[Member] = []
    inside = False
    for part in page.page.sections:
        if part.level == 2:
            inside = part.title.reveal() == ModelKind.UNION.value
            warn_of_prose(part.blocks if inside else (), context)
        elif inside and part.level == 3 and (member := _member(part, page, context)):
            members.append(member)
    if not members:
        context.diagnostics.error(
            "D017",
            page.title.span,
            f"the union {quote(page.key.title)} has no readable member",
            "each member is an H3 with its type in backquotes",
        )
    if len(members) > MAX_MEMBERS:
        context.diagnostics.error(
            "D017",
            members[MAX_MEMBERS].span,
            f"the union {quote(page.key.title)} has {len(members)} members",
            f"a type has at most {MAX_MEMBERS} alternatives",
        )
    scope = context.overlay.model(page.key.dotted)
    return UnionModel(
        page.key,
        doc,
        tuple(members),
        deprecated,
        page.title.span,
        scope.stated("discriminator", lambda name: ByTag(Untrusted(name), ())),
    )


def _member(part: Section, page: ModelPage, context: Context) -> Member | None:
    raw = part.title.reveal()
    if len(raw) < 3 or raw[0] != "`" or raw[-1] != "`":
        context.diagnostics.error(
            "D010",
            part.span,
            f"{quote(part.title)} is not a type",
            "write the type of a union's member in backquotes",
        )
        return None
    expression = parse_type_text(
        Untrusted(raw[1:-1]), part.span.part(1, len(raw) - 1), context.diagnostics
    )
    type_ = lower_type(expression, page.page, page.key, context) if expression else None
    if type_ is None:
        return None
    warn_of_prose(part.blocks, context)
    warn_of_examples(part.blocks, context)
    fences = (block for block in part.blocks if isinstance(block, CodeBlock))
    value = next((_literal(block, context) for block in fences), MISSING)
    return Member(type_, value, part.span)
