"""What the page of a `request` row is: rule R1 (dialect, sections 5 and 7d).

It is a *wrapper* that holds parameters and perhaps a body, or it is the body itself. Docs do not
say which; where nothing but a title tells, the answer is a doubt.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from generator.ir.facts import Derived, Fact
from generator.ir.models import Model, ObjectModel
from generator.ir.operations import Method, RequestPage
from generator.ir.types import ModelKey
from generator.lower.names import is_header, normal
from generator.lower.routes import Route
from generator.records import record
from generator.source import Span
from generator.untrusted import Untrusted

SENDS_BODY: Final = (Method.POST, Method.PUT, Method.PATCH)
"""Methods whose requests usually have a body."""
_FLAT: Final = "models"
_SUFFIX: Final = "request"
_BODY: Final = Untrusted("requestBody")


def request_page(
    model: ObjectModel,
    span: Span,
    route: Route,
    models: Mapping[ModelKey, Model],
    client: Collection[str],
    *,
    has_body: bool,
) -> Fact[RequestPage]:
    """Return what the page is.

    `client` are the parameters of the client, by normal name; `has_body` says whether one of its
    fields is a body (R2), if it is a wrapper.
    """
    page = _Page(model, route, models, client, has_body)
    wraps, rule = page.judged()
    kind = RequestPage.PARAMETERS if wraps else RequestPage.BODY
    return Fact(kind, Derived(rule, span))


@record
class _Page:
    """The page of a `request` row, beside all that tells what it is."""

    model: ObjectModel
    route: Route
    models: Mapping[ModelKey, Model]
    client: Collection[str]
    has_body: bool

    def judged(self) -> tuple[bool, str]:
        """Return whether it is a wrapper, and by which rule."""
        method = self.route.method.value
        if self._fills_path():
            return True, "request-fills-path"
        if method in (Method.GET, Method.HEAD):
            return True, "request-of-get"
        if self._is_titled():
            sure = method not in SENDS_BODY or self._holds_parameters()
            return True, "request-by-title" if sure else "request-without-body"
        if method is Method.DELETE:
            return True, "request-of-delete"
        return False, "request-flat" if self._is_flat() else "request-is-body"

    def _fills_path(self) -> bool:
        variables = {normal(variable) for variable in self.route.path.value.variables}
        return any(normal(field.name) in variables for field in self.model.fields)

    def _is_titled(self) -> bool:
        """Whether it has the title of a wrapper.

        In the flat namespace others have it too. There it is one if it holds a body beside others,
        or if it is named after its operation, in docs that name those with a body so.
        """
        key = self.model.key
        if not self._is_flat():
            return key.namespace == "operations" and key.title.reveal().endswith(
                _SUFFIX.capitalize()
            )
        named = normal(key.title) == normal(self.route.id.value) + _SUFFIX
        return _holds_body(self.model) or (
            named
            and any(
                _is_flat(other) and _holds_body(model)
                for other, model in self.models.items()
            )
        )

    def _is_flat(self) -> bool:
        return _is_flat(self.model.key)

    def _holds_parameters(self) -> bool:
        """Whether it holds nothing, or a body or what only parameters are beside others."""
        fields = self.model.fields
        return (
            not fields
            or self.has_body
            or any(is_header(field.name) for field in fields)
            or any(normal(field.name) in self.client for field in fields)
        )


def _is_flat(key: ModelKey) -> bool:
    """Whether a page may be a wrapper by its title, and its namespace does not tell."""
    return key.namespace == _FLAT and normal(key.title).endswith(_SUFFIX)


def _holds_body(model: Model) -> bool:
    return isinstance(model, ObjectModel) and any(
        field.name == _BODY for field in model.fields
    )
