"""Giving models other keys, wherever a value names them."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from typing import Any

from generator.ir.types import ModelKey
from generator.source import Span
from generator.untrusted import Untrusted


def rekeyed(value: Any, keys: Mapping[ModelKey, ModelKey]) -> Any:
    """Return a value of the model with other keys of models in it; the same one if it has none."""
    if isinstance(value, ModelKey):
        return keys.get(value, value)
    if isinstance(value, tuple):
        made = tuple(rekeyed(item, keys) for item in value)
        return (
            made if any(a is not b for a, b in zip(made, value, strict=True)) else value
        )
    if not dataclasses.is_dataclass(value) or isinstance(
        value, Untrusted | Span | type
    ):
        return value
    before = {f.name: getattr(value, f.name) for f in dataclasses.fields(value)}
    after = {name: rekeyed(part, keys) for name, part in before.items()}
    changed = {n: part for n, part in after.items() if part is not before[n]}
    return dataclasses.replace(value, **changed) if changed else value
