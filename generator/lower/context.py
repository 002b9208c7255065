"""What every lowering function needs beside its page."""

from __future__ import annotations

from dataclasses import field

from generator.diagnostics import Diagnostics
from generator.lower.account import Account
from generator.lower.overlay import Overlay
from generator.lower.tree import Tree
from generator.lower.unrouted import Unrouted
from generator.records import record


@record
class Context:
    """One run of lowering."""

    tree: Tree
    overlay: Overlay
    account: Account
    diagnostics: Diagnostics
    unrouted: list[Unrouted] = field(default_factory=list)
    """Operations without a known request, which are reported together."""
