"""Words of `sdk.toml` that others than its schema know."""

from __future__ import annotations

from typing import Final, Literal, TypeAlias

FILE: Final = "sdk.toml"
NOT_OF_MODELS: Final = (
    "api",
    "globals",
    "nullable",
    "operations",
    "python",
    "rules",
    "security",
    "wire",
)
"""Tables with entries that need not match anything where models alone are read."""
RENAMES: Final = frozenset(
    {"models", "resources", "operations", "fields", "parameters"}
)
"""The keys of `[python]` that name things of the docs."""
OF_MODELS: Final = frozenset({"models", "fields"})
OF_OPERATIONS: Final = frozenset({"operations", "parameters"})
OF_GLOBALS: Final = frozenset({"globals"})
SCOPES: Final = OF_MODELS | OF_OPERATIONS | OF_GLOBALS
"""The keys of a rule that say what it is about."""
WireCase: TypeAlias = Literal[
    "identity", "snake", "kebab", "pascal", "upper", "lower", "constant", "train"
]
