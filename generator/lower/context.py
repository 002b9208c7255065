"""What every lowering function needs beside its page."""

from __future__ import annotations

from dataclasses import dataclass

from generator.diagnostics import Diagnostics
from generator.lower.account import Account
from generator.lower.overlay import Overlay
from generator.lower.tree import Tree


@dataclass(frozen=True, slots=True)
class Context:
    """One run of lowering."""

    tree: Tree
    overlay: Overlay
    account: Account
    diagnostics: Diagnostics
