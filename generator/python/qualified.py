"""Models as modules outside of their packages name them: `components.Link`."""

from __future__ import annotations

from generator.ir.types import ModelKey
from generator.python.annotations import Spelling
from generator.python.imports import Import
from generator.python.names import class_name, namespace_module, namespace_name
from generator.render.printers import Printers


def qualified(key: ModelKey) -> str:
    """Return the name of a model with that of its package."""
    return f"{namespace_name(key)}.{class_name(key)}"


def namespace_import(key: ModelKey, package: str) -> Import:
    """Return the import of a model's package from `package`, where all of them are."""
    module, local = namespace_module(key), namespace_name(key)
    return Import(package, module, local if local != module else "")


def data_spelling(printers: Printers, runtime: str) -> Spelling:
    """Return how types are spelled outside of classes; `runtime` is the way to the runtime."""
    return Spelling(lambda key: (qualified(key),), printers, runtime=runtime)
