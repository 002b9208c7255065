"""The baseline: doubts and warnings of an API that are known, in `doubts.toml` beside `sdk.toml`.

An entry is a rule, the fact that it gave, and the thing that the fact is about. No entry names a
line, so that moving rows changes nothing. One line of the file holds what one rule says of one
model or operation: some thousands of doubts are some hundreds of lines, and yet each is named, so
that a new field of a known model is news. A pattern or a count would be shorter, and would silence
what nobody has seen.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final, NamedTuple

from generator.build import Lowered
from generator.diagnostics import Diagnostic, Severity
from generator.doubts import MODELS, Doubt
from generator.render.literals import toml_string
from generator.source import SourceFile

WARNINGS: Final = "warnings"
_HEAD: Final = """\
# Doubts and warnings that are known: `docs2sdk lint` tells what is new, and fails.
# Written by `docs2sdk lint --accept`. A table is a rule and the fact that it gave; a line is
# a model, an operation or a file, and what of it is in doubt: "" is the thing itself.
"""


class BrokenBaseline(Exception):  # noqa: N818 - named for what was found
    """`doubts.toml` is not what `lint --accept` writes."""


class Entry(NamedTuple):
    """One known doubt or warning."""

    kind: str
    """`models` or another table of `sdk.toml`, or `warnings`."""
    rule: str
    """The rule, or the code of the warning."""
    fact: str
    """The fact that the rule gave; empty for a warning."""
    owner: str
    """The model or operation; the file, for a warning."""
    part: str
    """Field or parameter, or empty; the message, for a warning."""

    @property
    def name(self) -> str:
        """What it is about, for a message: make it visible before you print it."""
        if self.kind == WARNINGS:
            return f"{self.owner}: {self.part}"
        return f"{self.owner}.{self.part}" if self.part else self.owner


def of_doubt(doubt: Doubt) -> Entry:
    """Return what stands for a doubt."""
    subject = doubt.subject
    return Entry(subject.kind, doubt.rule, doubt.fact, subject.owner, subject.part)


def of_warning(warning: Diagnostic) -> Entry:
    """Return what stands for a warning."""
    return Entry(WARNINGS, warning.code, "", warning.span.file, warning.message)


def warnings(lowered: Lowered) -> Iterator[Diagnostic]:
    """Yield the findings of an API that are no errors."""
    for diagnostic in lowered.diagnostics.sorted():
        if diagnostic.severity is not Severity.ERROR:
            yield diagnostic


def read_entries(source: SourceFile) -> Counter[Entry]:
    """Return the entries of a baseline; raises `BrokenBaseline`."""
    try:
        content = tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        raise BrokenBaseline(str(error)) from error
    found: Counter[Entry] = Counter()
    for kind, rules in _tables(content):
        for rule, facts in _tables(rules):
            for fact, owners in [("", facts)] if kind == WARNINGS else _tables(facts):
                found.update(_entries(owners, kind, rule, fact))
    return found


def written(entries: Counter[Entry]) -> str:
    """Return the text of a baseline."""
    lines = [_HEAD]
    ordered = sorted(entries.elements())
    for table, below in groupby(ordered, key=lambda entry: entry[:3]):
        lines.append(f"[{'.'.join(filter(None, table))}]")
        for owner, entries_of in groupby(below, key=lambda entry: entry.owner):
            parts = ", ".join(toml_string(entry.part) for entry in entries_of)
            lines.append(f"{toml_string(owner)} = [{parts}]")
        lines.append("")
    return "\n".join(lines)


def not_of_models(entries: Counter[Entry]) -> Counter[Entry]:
    """Return the entries of which a run that reads models alone knows nothing."""
    return Counter({e: count for e, count in entries.items() if e.kind != MODELS})


def _tables(content: object) -> Iterable[tuple[str, Mapping[str, object]]]:
    if not isinstance(content, dict):
        raise BrokenBaseline(f"expected a table, found {content!r:.40}")
    for key, value in content.items():
        if not isinstance(value, dict):
            raise BrokenBaseline(f"{key!r:.80} is not a table")
        yield key, value


def _entries(
    owners: Mapping[str, object], kind: str, rule: str, fact: str
) -> Iterator[Entry]:
    for owner, parts in owners.items():
        if not isinstance(parts, list):
            raise BrokenBaseline(f"{owner!r:.80} is not a list of names")
        for part in parts:
            if not isinstance(part, str):
                raise BrokenBaseline(f"{owner!r:.80} holds {part!r:.40}, not a name")
            yield Entry(kind, rule, fact, owner, part)
