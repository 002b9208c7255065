"""Where the facts of a symbol come from: page and line, rule, overlay key, and template."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.build import Lowered, python_settings
from generator.diagnostics import place_of, visible
from generator.explain.facts import fact_lines
from generator.explain.symbols import Symbol, symbols
from generator.explain.values import type_text
from generator.ir.api import Api
from generator.python.package import PlannedFile, package_files
from generator.render.printers import PRINTERS

__all__ = ["explain", "type_text"]


def explain(name: str, lowered: Lowered) -> Iterator[str]:
    """Yield what is known of every symbol called `name`; nothing if there is none."""
    package = python_settings(lowered).package
    wanted = name
    for prefix in (f"{package}.", "client.", "models."):
        wanted = wanted.removeprefix(prefix)
    found = [symbol for symbol in symbols(lowered) if wanted in symbol.names]
    if not found:
        return
    plans = package_files(lowered.python, python_settings(lowered), PRINTERS)
    templates = {plan.path: plan for plan in plans}
    for symbol in found:
        yield from _lines(symbol, lowered, f"src/{package}/{symbol.module}", templates)


def _lines(
    symbol: Symbol, lowered: Lowered, path: str, templates: Mapping[str, PlannedFile]
) -> Iterator[str]:
    value, root = symbol.value, lowered.folder.shown
    yield f"{visible(symbol.title)}: {type(value).__name__}"
    span = value.title.origin.span if isinstance(value, Api) else value.span
    yield f"  documented at {place_of(span, root)}"
    yield from (f"  {line}" for line in fact_lines(value, root))
    yield f"  written to {path} by templates/{templates[path].template}"
