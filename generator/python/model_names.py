"""How a module names the models that it refers to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from generator.ir.types import ModelKey
from generator.python import reserved
from generator.python.imports import Import
from generator.python.names import class_name, module_name, namespace_module

TWIN = reserved.CLASS_SUFFIX
"""Suffix of the dict-shaped type beside a model."""


def local_names(own: ModelKey, others: Iterable[ModelKey]) -> Mapping[ModelKey, str]:
    """Return the names that `own`'s module uses for itself and for the models it refers to.

    A model of another namespace whose name is taken comes with its namespace: `_ComponentsType`.
    The underscore keeps it apart from all class names.
    """
    keys = {own, *others}
    count = Counter(class_name(key) for key in keys)
    return {
        key: (
            class_name(key)
            if key.namespace == own.namespace or count[class_name(key)] == 1
            else f"_{namespace_module(key).capitalize()}{class_name(key)}"
        )
        for key in keys
    }


def model_import(own: ModelKey, other: ModelKey, name: str, suffix: str = "") -> Import:
    """Return the import of `other` into `own`'s module under `name`."""
    package = "" if own.namespace == other.namespace else f".{namespace_module(other)}"
    real = class_name(other)
    return Import(
        (
            f".{package}.{module_name(other.title)}"
            if package
            else f".{module_name(other.title)}"
        ),
        real + suffix,
        name + suffix if name != real else "",
    )
