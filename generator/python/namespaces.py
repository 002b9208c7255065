"""Packages of models: what they export, and from where."""

from __future__ import annotations

from dataclasses import dataclass

from generator.ir.types import ModelKey
from generator.python.imports import name_order, natural
from generator.python.library import Library
from generator.python.model_names import TWIN
from generator.python.names import class_name, module_name, namespace_module


@dataclass(frozen=True, slots=True)
class MemberView:
    """One name of a namespace."""

    name: str
    module: str

    @property
    def statement(self) -> str:
        """The import that type checkers see, indented by four columns."""
        return f"    from .{self.module} import {self.name} as {self.name}"


@dataclass(frozen=True, slots=True)
class NamespaceView:
    """The package of a namespace."""

    name: str
    members: tuple[MemberView, ...]


@dataclass(frozen=True, slots=True)
class NamespacesView:
    """The package of all namespaces."""

    names: tuple[str, ...]


def namespace_views(library: Library) -> tuple[NamespaceView, ...]:
    """Return the view of `templates/python/namespace.py.jinja` for each namespace, sorted."""
    members: dict[str, list[MemberView]] = {}
    for key in library.models:
        members.setdefault(namespace_module(key), []).extend(_members(key, library))
    return tuple(
        NamespaceView(name, tuple(sorted(members[name], key=_order)))
        for name in sorted(members)
    )


def _order(member: MemberView) -> tuple[object, ...]:
    return (natural(member.module), *name_order(member.name))


def _members(key: ModelKey, library: Library) -> tuple[MemberView, ...]:
    name, module = class_name(key), module_name(key.title)
    model = MemberView(name, module)
    return (
        (model, MemberView(name + TWIN, module)) if key in library.twins else (model,)
    )
