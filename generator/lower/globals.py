"""Parameters of the client, which go with each operation that takes them (dialect, section 6).

README's table lists them. Without one, pages that end in `Globals` and the options that examples
pass to the client tell which there are. Docs do not say where they travel.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from generator.ir.api import GlobalParameter
from generator.ir.facts import Derived, Documented, Fact
from generator.ir.models import EnumModel, Field, Model, ObjectModel
from generator.ir.operations import Location, Resource
from generator.ir.types import AnyType, ModelKey, Ref, Scalar, ScalarKind, Type
from generator.lower.context import Context
from generator.lower.global_rows import GlobalRow
from generator.lower.names import Place, cased, is_header, normal, wire_name
from generator.lower.overlay import Scope, text
from generator.lower.shown_headers import shown_header
from generator.markdown.literals import (
    BooleanLiteral,
    Entry,
    EnvironmentLiteral,
    Literal,
    MemberLiteral,
    NumberLiteral,
)
from generator.records import record
from generator.untrusted import Untrusted

_SUFFIX: Final = "Globals"
_NAMESPACES: Final = ("operations", "models")


@record
class GlobalsSource:
    """All that the docs say of parameters of the client."""

    rows: tuple[GlobalRow, ...]
    """Of README's table."""
    wire_names: Mapping[str, Fact[Untrusted]]
    """Of README's text, by normal name."""
    fields: tuple[GlobalRow, ...]
    """Of the pages that end in `Globals`, each name once."""

    @property
    def names(self) -> frozenset[str]:
        """Normal names of the parameters, apart from what examples alone show."""
        return frozenset(normal(row.name) for row in (*self.rows, *self.fields))


def globals_pages(models: Mapping[ModelKey, Model]) -> tuple[GlobalRow, ...]:
    """Return the fields of the pages that end in `Globals`, the first of each name."""
    found: dict[Untrusted, GlobalRow] = {}
    for key in sorted(models):
        model = models[key]
        title = key.title.reveal()
        if (
            isinstance(model, ObjectModel)
            and key.namespace in _NAMESPACES
            and title.endswith(_SUFFIX)
        ):
            for field in model.fields:
                found.setdefault(field.name, _of_field(field))
    return tuple(found.values())


def lower_globals(
    source: GlobalsSource,
    options: Iterable[Entry],
    resources: Iterable[Resource],
    models: Mapping[ModelKey, Model],
    context: Context,
) -> tuple[GlobalParameter, ...]:
    """Return the parameters; `options` are what examples pass to the client beside credentials."""
    rows = source.rows or _seen(source.fields, options, models)
    open_ = _open_variables(resources)
    reader = _Reader(source.wire_names, open_, context)
    return tuple(reader.parameter(row) for row in rows)


def _of_field(field: Field) -> GlobalRow:
    return GlobalRow(
        field.name, field.type, field.required, None, field.doc, field.span
    )


def _seen(
    fields: Iterable[GlobalRow],
    options: Iterable[Entry],
    models: Mapping[ModelKey, Model],
) -> tuple[GlobalRow, ...]:
    """Join what pages describe with what examples show; pages know more."""
    found = {row.name: row for row in fields}
    for entry in options:
        env = entry.value.name if isinstance(entry.value, EnvironmentLiteral) else None
        type_ = _type(entry.value, models)
        row = GlobalRow(
            entry.key, type_, required=False, env=env, doc=None, span=entry.span
        )
        found.setdefault(entry.key, row)
    return tuple(found.values())


def _type(value: Literal, models: Mapping[ModelKey, Model]) -> Type:
    """Return the type of which a value is the evidence."""
    match value:
        case NumberLiteral():
            return Scalar(ScalarKind.NUMBER)
        case BooleanLiteral():
            return Scalar(ScalarKind.BOOLEAN)
        case MemberLiteral(enum=enum):
            keys = (k for k, m in models.items() if isinstance(m, EnumModel))
            return next((Ref(k) for k in sorted(keys) if k.title == enum), AnyType())
        case _:
            return Scalar(ScalarKind.STRING)


def _open_variables(resources: Iterable[Resource]) -> Mapping[str, Fact[Untrusted]]:
    """Return the variables of paths that no parameter fills, by normal name."""
    found: dict[str, Fact[Untrusted]] = {}
    for resource in resources:
        for operation in resource.operations:
            filled = {p.wire_name.value for p in operation.parameters}
            for variable in operation.path.value.variables:
                if variable not in filled:
                    found.setdefault(
                        normal(variable), Fact(variable, operation.path.origin)
                    )
    return found


@record
class _Reader:
    """Decides where parameters travel."""

    wire_names: Mapping[str, Fact[Untrusted]]
    variables: Mapping[str, Fact[Untrusted]]
    context: Context

    def parameter(self, row: GlobalRow) -> GlobalParameter:
        """Join a row with what the overlay says of it."""
        stated = self.context.overlay.client_parameter(row.name.reveal())
        location = stated.settle("location", self._location(row), Location)
        place: Place = "header" if location.value is Location.HEADER else "query"
        known = self._known_name(row, location.value)
        env = stated.stated("env", text)
        return GlobalParameter(
            row.name,
            wire_name(row.name, place, row.span, stated, known),
            location,
            _stated_type(row, stated),
            row.required,
            env.value if env else row.env,
            row.doc,
            row.span,
        )

    def _location(self, row: GlobalRow) -> Fact[Location]:
        if normal(row.name) in self.variables:
            return Fact(Location.PATH, Derived("path-variable", row.span))
        if is_header(row.name):
            return Fact(Location.HEADER, Derived("header-name", row.span))
        if shown_header(row.name, self.context):
            return Fact(Location.HEADER, Derived("global-header-shown", row.span))
        return Fact(Location.QUERY, Derived("global-in-query", row.span))

    def _known_name(self, row: GlobalRow, location: Location) -> Fact[Untrusted] | None:
        """Return the name that the path, README's text or a common header gives."""
        plain = normal(row.name)
        if location is Location.PATH and plain in self.variables:
            return self.variables[plain]
        if plain in self.wire_names:
            return self.wire_names[plain]
        if location is not Location.HEADER:
            return None
        header = Untrusted(cased(row.name.reveal(), "kebab"))
        usual = Fact(header, Derived("header-name", row.span))
        return shown_header(row.name, self.context) or usual


def _stated_type(row: GlobalRow, stated: Scope) -> Type:
    """Return the type that the overlay states, else that of the docs."""

    def scalar(value: Any) -> Type:
        return Scalar(ScalarKind(value))

    usual: Fact[Type] = Fact(row.type, Documented(row.span))
    return stated.settle("type", usual, scalar).value
