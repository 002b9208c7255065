"""The rules that reports name by their keys."""

from __future__ import annotations

from collections.abc import Mapping

from generator.records import record
from generator.review.report import Rule


@record
class Tables:
    """All rules: reports hold their keys only."""

    changes: Mapping[str, Rule]
    """Those of `Effect.rule`."""
    surface: Mapping[str, Rule]
    """Those of `SurfaceChange.rule`."""
    folded: Mapping[str, str]
    """Those of `Line.rule`: why nobody has to read such a line."""
