"""Operations with security schemes of their own: the `security` row (dialect, section 5).

Its page holds one field for each scheme, or for each set of schemes; a scheme with several
credentials, or a set, is a page of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from generator.ir.facts import Documented, Fact
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.security import SchemeKind, SecurityScheme
from generator.ir.types import ModelKey, Ref
from generator.lower.cells import RowFacts
from generator.lower.context import Context
from generator.lower.schemes import PrintedCredential, guessed_kind, scheme
from generator.markdown.literals import EnvironmentLiteral, Literal, ObjectLiteral
from generator.untrusted import Untrusted

_CREDENTIALS: Final = (SchemeKind.BASIC, SchemeKind.CLIENT_CREDENTIALS)
Variables: TypeAlias = Mapping[Untrusted, Fact[Untrusted]]
"""Environment variables by the credential that an example takes from them."""


def own_schemes(
    row: RowFacts,
    known: Iterable[SecurityScheme],
    models: Mapping[ModelKey, Model],
    variables: Variables,
    context: Context,
) -> tuple[SecurityScheme, ...]:
    """Return the schemes of a `security` row; `known` are README's, which tell most of one.

    Reports D041 where the row leads to no page with fields.
    """
    model = models.get(row.type.key) if isinstance(row.type, Ref) else None
    if not isinstance(model, ObjectModel) or not model.fields:
        context.diagnostics.error(
            "D041",
            row.span,
            "this row leads to no page that lists credentials",
            "link it to a page with a field for each scheme",
        )
        return ()
    return schemes_of_page(model, known, models, variables, context)


def schemes_of_page(
    model: ObjectModel,
    known: Iterable[SecurityScheme],
    models: Mapping[ModelKey, Model],
    variables: Variables,
    context: Context,
) -> tuple[SecurityScheme, ...]:
    """Return the schemes that the fields of a page are."""
    reader = _Reader({s.name: s for s in known}, models, variables, context)
    required = sum(field.required for field in model.fields)
    together = required > 1 and not reader.is_one(model.fields)
    return tuple(reader.schemes(model.fields, model.key.title if together else None))


def shown_variables(arguments: Iterable[Literal]) -> Variables:
    """Return the environment variables that the arguments of an example's call name, by key."""
    found: dict[Untrusted, Fact[Untrusted]] = {}
    for argument in arguments:
        for entry in argument.entries if isinstance(argument, ObjectLiteral) else ():
            if isinstance(entry.value, EnvironmentLiteral):
                shown = Fact(entry.value.name, Documented(entry.value.span))
                found.setdefault(entry.key, shown)
            found = {**shown_variables([entry.value]), **found}
    return found


class _Reader:
    """Turns fields into schemes."""

    def __init__(
        self,
        known: Mapping[Untrusted, SecurityScheme],
        models: Mapping[ModelKey, Model],
        variables: Variables,
        context: Context,
    ) -> None:
        self._known = known
        self._models = models
        self._variables = variables
        self._context = context

    def schemes(
        self, fields: Sequence[Field], group: Untrusted | None
    ) -> Iterator[SecurityScheme]:
        """Yield the schemes of a page; those of one set are needed together."""
        if self.is_one(fields):
            yield self._scheme(fields, group)
            return
        for field in fields:
            inner = self._page(field)
            if inner is None:
                yield self._scheme([field], group)
            else:
                yield from self.schemes(inner.fields, group or self._set(field, inner))

    def is_one(self, fields: Sequence[Field]) -> bool:
        """Whether the fields are the credentials of one scheme."""
        return self._guess(fields).value in _CREDENTIALS

    def _set(self, field: Field, inner: ObjectModel) -> Untrusted | None:
        """Return the name of the set that a page is, unless it is one scheme."""
        several = len(inner.fields) > 1
        return field.name if several and not self.is_one(inner.fields) else None

    def _page(self, field: Field) -> ObjectModel | None:
        model = (
            self._models.get(field.type.key) if isinstance(field.type, Ref) else None
        )
        return model if isinstance(model, ObjectModel) and model.fields else None

    def _guess(self, fields: Sequence[Field]) -> Fact[SchemeKind]:
        names = [field.name.reveal() for field in fields]
        return guessed_kind(names, fields[0].span, self._context)

    def _scheme(
        self, fields: Sequence[Field], group: Untrusted | None
    ) -> SecurityScheme:
        known = self._known.get(fields[0].name)
        if known is not None and group == known.group:
            return known
        guess = self._guess(fields)
        printed = [
            PrintedCredential(
                field.name.reveal(), self._variables.get(field.name), field.required
            )
            for field in fields
        ]
        return scheme(
            guess.value,
            printed,
            fields[0].span,
            self._context,
            group=group,
            guess=guess,
        )
