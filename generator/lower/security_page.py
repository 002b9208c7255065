"""The page Security: what the client's option `security` holds (dialect, section 6).

It decides where README's table is vaguer: an option that the table calls a token may be a page
with the parts of client credentials. Where README lists no scheme, it tells them all.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.diagnostics import quote
from generator.ir.facts import Derived, Fact
from generator.ir.models import Field, Model, ObjectModel
from generator.ir.security import SchemeKind, SecurityScheme
from generator.ir.types import ModelKey, Ref
from generator.lower.context import Context
from generator.lower.own_security import schemes_of_page
from generator.lower.schemes import PrintedCredential, scheme
from generator.untrusted import Untrusted

_TITLE: Final = "Security"
_NAMESPACES: Final = ("components", "shared", "models")
_SEVERAL: Final = (SchemeKind.BASIC, SchemeKind.CLIENT_CREDENTIALS)


def client_schemes(
    listed: Sequence[SecurityScheme],
    models: Mapping[ModelKey, Model],
    context: Context,
) -> tuple[SecurityScheme, ...]:
    """Return the client's schemes; `listed` are those of README's table."""
    keys = (ModelKey(namespace, Untrusted(_TITLE)) for namespace in _NAMESPACES)
    page = next((models[key] for key in keys if key in models), None)
    if not isinstance(page, ObjectModel) or not page.fields:
        return tuple(listed)
    if not listed:
        return schemes_of_page(page, (), models, {}, context)
    fields = {field.name: field for field in page.fields}
    return tuple(
        _of_page(each, fields.get(each.name), models, context) for each in listed
    )


def _of_page(
    listed: SecurityScheme,
    field: Field | None,
    models: Mapping[ModelKey, Model],
    context: Context,
) -> SecurityScheme:
    """Return a scheme with the credentials of its page, if it has one with several."""
    page = models.get(field.type.key) if field and isinstance(field.type, Ref) else None
    if listed.parts or not isinstance(page, ObjectModel) or not page.fields:
        return listed
    found, *others = schemes_of_page(page, (), models, {}, context)
    if others or found.kind not in _SEVERAL:
        return listed
    printed = [
        PrintedCredential(part.name.reveal(), part.env, part.required)
        for part in found.parts
    ]
    made = scheme(
        found.kind,
        printed,
        listed.span,
        context,
        option=listed.name,
        group=listed.group,
        guess=Fact(found.kind, Derived("scheme-of-page", page.span)),
    )
    if listed.env is not None and not any(part.env for part in made.parts):
        context.diagnostics.warning(
            "D040",
            listed.span,
            f"the variable {quote(listed.env.value)} cannot hold the {len(printed)} "
            f"credentials of {quote(listed.name)}",
            "state a variable for each: [security.<credential>] env",
        )
    return made
