"""Models: object, enum and union pages."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from operator import is_
from typing import TypeAlias

from generator.ir.facts import Fact, Overlaid
from generator.ir.types import ModelKey, Type
from generator.ir.values import Value
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted


@record
class Deprecation:
    """A field, model or operation is deprecated."""

    reason: Untrusted | None
    """What the docs say about it, with the replacement where they name one."""


@record
class Field:
    """One row of a `## Fields` table."""

    name: Untrusted
    """Name in the docs: camelCase."""
    wire_name: Fact[Untrusted]
    """Name in JSON. Docs print only its camelCase form, so this is derived or overlaid."""
    type: Type
    """Type of a value that is there and not null."""
    required: bool
    """Whether the field must be there. Says nothing of null. Docs print a field with a default
    as optional, although each answer holds it (dialect, section 7)."""
    nullable: Fact[bool]
    """Whether null is a valid value. Never printed: from examples or the overlay."""
    doc: Untrusted | None
    """Description as Markdown, `<br/>` turned into line ends; `None` for `N/A`."""
    example: Untrusted | None
    """Text of the Example cell, as it stands."""
    deprecated: Deprecation | None
    """`None` where the row is not struck through and has no notice."""
    span: Span
    """The name in its row."""
    required_origin: Overlaid | None = None
    """The overlay's entry that states `required`; `None` where its row prints it."""
    integer: Fact[bool] | None = None
    """Whether its numbers are integers, as its type then says; `None` where it has none."""


@record
class ObjectModel:
    """A page with `## Fields`."""

    key: ModelKey
    """Its namespace and title."""
    doc: Untrusted | None
    """Text between its title and its first section, as Markdown."""
    fields: tuple[Field, ...]
    """In the order of the page."""
    additional: Type | None
    """Type of extra properties: the page's `additionalProperties` row; `None` if there is none."""
    example: Value
    """The page's example literal; `Missing` where it has none."""
    deprecated: Deprecation | None
    """`None` where the title is not struck through and no notice stands below it."""
    span: Span
    """The title."""


def with_fields(model: ObjectModel, fields: Sequence[Field]) -> ObjectModel:
    """Return a model with as many other fields: itself, where they are the very same."""
    if all(map(is_, fields, model.fields)):
        return model
    return replace(model, fields=tuple(fields))


@record
class EnumValue:
    """One value of an enum."""

    value: Untrusted | int
    """As it travels: text or an integer."""
    span: Span
    """Place of the value, in a fence or a cell."""
    name: Untrusted | None = None
    """Name of the member in TypeScript, where a table prints it."""


@record
class EnumModel:
    """A page with `## Values`."""

    key: ModelKey
    """Its namespace and title."""
    doc: Untrusted | None
    """Text between its title and its first section, as Markdown."""
    values: tuple[EnumValue, ...]
    """In the order of the page."""
    open: Fact[bool]
    """Whether the docs say that other values may come (`Unrecognized<...>`)."""
    example: Value
    """The page's example literal; `Missing` where it has none."""
    deprecated: Deprecation | None
    """`None` where the title is not struck through and no notice stands below it."""
    span: Span
    """The title."""
    integers: Fact[bool] | None = None
    """Whether its values are integers; `None` where the page itself tells them from text."""


@record
class Member:
    """One member of a union."""

    type: Type
    """Type of the values that are this member."""
    example: Value
    """The literal below the member's heading; `Missing` where it has none."""
    span: Span
    """The heading of the member."""


@record
class ByTag:
    """One field, which every member has, tells the member: the discriminator."""

    field: Untrusted
    """Name of the field in the docs, the same in each member."""
    tags: tuple[tuple[Untrusted | int | bool, ...], ...]
    """For each member, the values that name it; no value stands for two members."""


@record
class ByKeys:
    """The required fields that are there tell the member."""

    keys: tuple[tuple[Untrusted, ...], ...]
    """For each member, the names in the docs of its required fields. No member's are all among
    the fields of another member."""


@record
class InOrder:
    """Members are tried in the order of the page.

    Of objects that fit, the one with most of its fields filled counts, and the first of equals.
    """


Selection: TypeAlias = ByTag | ByKeys | InOrder


@record
class UnionModel:
    """A page with `## Supported Types`."""

    key: ModelKey
    """Its namespace and title."""
    doc: Untrusted | None
    """Text between its title and its first section, as Markdown."""
    members: tuple[Member, ...]
    """In the order of the page, which is the order to try them in."""
    deprecated: Deprecation | None
    """`None` where the title is not struck through and no notice stands below it."""
    span: Span
    """The title."""
    selection: Fact[Selection] | None = None
    """How the member of a value is found; `None` until `generator.passes.selection` has run. A
    field that the overlay states has no tags until then."""


Model: TypeAlias = ObjectModel | EnumModel | UnionModel
