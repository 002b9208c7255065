"""Mutants: the generator, or the runtime of SDKs, with one guard weakened."""

import tomllib
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
LISTS = sorted(Path(__file__).parent.glob("*.toml"))
"""Each has groups: a file, the tests that hold it, and mutants of it. A mutant is its guard, what is
replaced, by what, and perhaps tests of its own."""


@dataclass(frozen=True)
class Mutant:
    """One realistic mistake: a replacement in one file, and the tests that must notice it."""

    guard: str
    """What is weakened: one of `guards.GUARDS`."""
    file: str
    """Below the root of the project."""
    old: str
    """Stands in the file exactly once, or else the list is out of date."""
    new: str
    tests: tuple[str, ...]
    """Files of tests, or single tests, that are fast; at least one of these must fail."""

    @property
    def title(self) -> str:
        """The guard, and the first line that is changed."""
        pairs = zip(self.old.split("\n"), [*self.new.split("\n"), ""], strict=False)
        before, after = next((b, a) for b, a in pairs if a != b)
        return f"{self.guard}: {before.strip()} -> {after.strip() or 'nothing'}"

    def mutated(self, text: str) -> str:
        """Return the text of the file with the mistake.

        Raises `ValueError` if what is to be replaced does not stand there exactly once.
        """
        count = text.count(self.old)
        if count != 1 or self.old == self.new:
            raise ValueError(f"{self.file}: {count} times: {self.old}")
        return text.replace(self.old, self.new)


def all_mutants() -> list[Mutant]:
    """Return the mutants of all lists."""
    return [
        Mutant(guard, group["file"], old, new, tuple(tests or group["tests"]))
        for path in LISTS
        for group in tomllib.loads(path.read_text(encoding="utf-8"))["group"]
        for guard, old, new, *tests in group["mutants"]
    ]
