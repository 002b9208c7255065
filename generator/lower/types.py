"""From type expressions of pages to types of the intermediate model (dialect, section 2)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from generator.diagnostics import quote
from generator.ir.types import (
    AnyOf,
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    ScalarKind,
    Stream,
    StreamKind,
    Type,
)
from generator.lower.context import Context
from generator.lower.tree import target_path
from generator.markdown import type_expressions as ts
from generator.markdown.document import Page
from generator.markdown.type_expressions import AtomKind, TypeExpr
from generator.source import Span

_ATOMS: Final[Mapping[AtomKind, Type]] = {
    AtomKind.STRING: Scalar(ScalarKind.STRING),
    AtomKind.NUMBER: Scalar(ScalarKind.NUMBER),
    AtomKind.BOOLEAN: Scalar(ScalarKind.BOOLEAN),
    AtomKind.ANY: AnyType(),
    AtomKind.BYTES: Binary(),
    AtomKind.DATE_TIME: DateTime(),
    AtomKind.DATE: Date(),
}
_SDK_ATOMS: Final = (AtomKind.REQUEST, AtomKind.REQUEST_OPTIONS)
_FILES: Final = ("File", "Blob")
_UPLOAD: Final = ("fileName", "content")
_STREAMS: Final = {
    ts.StreamKind.BYTES: StreamKind.BYTES,
    ts.StreamKind.EVENTS: StreamKind.EVENTS,
    ts.StreamKind.JSON_LINES: StreamKind.JSON_LINES,
}


def lower_type(
    expression: TypeExpr, page: Page, key: ModelKey | None, context: Context
) -> Type | None:
    """Return the type that `expression` names on `page`; `None` once a fault is reported.

    `key` is the model that the page describes, if it describes one.
    """

    def inner(part: TypeExpr) -> Type | None:
        return lower_type(part, page, key, context)

    match expression:
        case ts.Atom(kind=kind) if kind in _ATOMS:
            return _ATOMS[kind]
        case ts.Atom(kind=kind, span=span):
            return _unknown(kind.value, span, context)
        case ts.Literal(value=value):
            return LiteralType(value)
        case ts.Array(item=part):
            item = inner(part)
            return ListOf(item) if item else None
        case ts.Record(value=part):
            item = inner(part)
            return MapOf(item) if item else None
        case ts.Union(members=parts):
            return _union([inner(part) for part in parts], context)
        case ts.Stream(kind=kind, item=part):
            item = inner(part) if part else None
            return Stream(_STREAMS[kind], item) if item or not part else None
        case ts.UnlinkedName():
            return _unlinked(expression, key, context)
        case ts.Linked():
            return _linked(expression, page, key, context)
        case ts.External(name=name) if name.reveal() in _FILES:
            return Binary()
        case ts.External(name=name, span=span):
            return _unknown(name.reveal(), span, context)


def _union(members: Sequence[Type | None], context: Context) -> Type | None:
    whole = tuple(member for member in members if member)
    if len(whole) < len(members):
        return None
    return FilePart() if _is_upload(whole, context) else AnyOf(whole)


def _is_upload(members: Sequence[Type], context: Context) -> bool:
    """Whether a union is `File | Blob | X`, where X holds `fileName` and `content`."""
    return Binary() in members and all(
        member == Binary()
        or (isinstance(member, Ref) and context.tree.rows(member.key) == _UPLOAD)
        for member in members
    )


def is_sdk_type(expression: TypeExpr) -> bool:
    """Whether values of the type never travel: the fetch API's requests and responses."""
    match expression:
        case ts.Atom(kind=kind):
            return kind in _SDK_ATOMS
        case ts.External(name=name):
            return name.reveal() not in _FILES
        case _:
            return False


def _unknown(name: str, span: Span, context: Context) -> Type | None:
    context.diagnostics.error(
        "D010",
        span,
        f"{quote(name)} is a type of the TypeScript SDK; no value of it can travel",
        "leave the row out, or give it the type of what is sent",
    )
    return None


def _unlinked(
    name: ts.UnlinkedName, key: ModelKey | None, context: Context
) -> Type | None:
    """Resolve a name without a link; without a namespace it is that of the page."""
    if name.namespace is not None:
        namespace = name.namespace.reveal()
    else:
        namespace = key.namespace if key else "models"
    found = ModelKey(namespace, name.name)
    if found in context.tree.models:
        return Ref(found)
    if context.tree.has_unreadable(name.name):
        return None
    context.diagnostics.warning(
        "D014",
        name.span,
        f"no page describes {quote(namespace)[1:-1]}.{quote(name.name)[1:-1]}; it may be "
        "any value",
        "add its page below docs/models, or correct the name",
    )
    return AnyType()


def _linked(
    link: ts.Linked, page: Page, key: ModelKey | None, context: Context
) -> Type | None:
    """Resolve a link by its target; its text must name the same model."""
    path = target_path(page, key, link.target.reveal())
    if path is None:
        context.diagnostics.error(
            "D015",
            link.target_span,
            f"the link {quote(link.target)} leaves the folder of the docs",
            "link to a page below docs/models",
        )
        return None
    found = context.tree.keys.get(path)
    if found is None:
        if path not in context.tree.unreadable:
            context.diagnostics.warning(
                "D012",
                link.target_span,
                f"the page {quote(path)} does not exist; its values may be any",
                f"add the page of {quote(link.name)}, or correct the link",
            )
            return AnyType()
        return None
    namespace = link.namespace.reveal() if link.namespace else found.namespace
    if found != ModelKey(namespace, link.name):
        context.diagnostics.error(
            "D018",
            link.span,
            f"the link's text says {quote(namespace)[1:-1]}.{quote(link.name)[1:-1]}, "
            f"but the page is {found.namespace}.{quote(found.title)[1:-1]}",
            "correct the text or the target",
        )
        return None
    return Ref(found)
