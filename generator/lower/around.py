"""What lowering an operation needs beside its own page: models, and what README says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from generator.ir.facts import Fact
from generator.ir.models import Model
from generator.ir.security import SecurityScheme
from generator.ir.types import ModelKey
from generator.lower.context import Context
from generator.untrusted import Untrusted


@dataclass(frozen=True, slots=True)
class Around:
    """The same for all operations of an API."""

    models: Mapping[ModelKey, Model]
    security: tuple[SecurityScheme, ...]
    """README's schemes."""
    globals: frozenset[str]
    """Names of the client's parameters, normal: they fill variables of paths."""
    servers: Mapping[str, Fact[Untrusted]]
    """Base URLs that README's examples pass to operations, by accessor."""
    context: Context
