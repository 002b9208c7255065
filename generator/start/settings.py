"""The text of a new `sdk.toml`: what holds, what is in doubt and on which evidence."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import Final

from generator.build import Lowered, python_settings
from generator.diagnostics import Diagnostic, Severity, place_of
from generator.doubts import Doubt, doubts
from generator.ir.api import Api
from generator.lower.overlay import FILE
from generator.lower.rules import RULES
from generator.lower.unrouted import UnknownRequests
from generator.render.literals import toml_string
from generator.start.entries import Lines, entry_of, entry_of_all
from generator.start.lines import entry, stated, text
from generator.start.samples import Sample

_PLACES: Final = 3
_FAULTS: Final = 20
_TABLES: Final = (
    "python",
    "api",
    "wire",
    "security",
    "globals",
    "operations",
    "models",
)


def settings_text(lowered: Lowered, samples: Mapping[str, Sample]) -> str:
    """Return the text of `sdk.toml`. All places in it are of the pages as they were read."""
    found = sorted(doubts(lowered.api, lowered.clashes), key=_order)
    tables: dict[str, list[str]] = {name: [] for name in _TABLES}
    rules: list[str] = []
    for (rule, fact, kind), group in groupby(found, key=_kind):
        table, lines = _doubtful(rule, fact, kind, list(group))
        (rules if table == "rules" else tables[table]).extend(lines)
    tables["api"][:0] = _documented(lowered.api)
    tables["operations"][:0] = _requests(lowered, samples)
    tables["python"][:0] = _python(lowered)
    parts = [_head(lowered)]
    parts += [[f"[{name}]", *lines] for name, lines in tables.items() if lines]
    parts += [rules] if rules else []
    return "\n\n".join("\n".join(lines).rstrip("\n") for lines in parts) + "\n"


def _head(lowered: Lowered) -> list[str]:
    return [
        text(f"What the docs of this API do not say. {FILE} states it."),
        text(
            "A line behind two hashes is text. One behind a single hash is an entry: take"
        ),
        text(
            "the hash away to state it. What was derived holds without it; to state just"
        ),
        text("that settles the doubt. `docs2sdk lint` tells of all doubts."),
        *_faults(lowered),
    ]


def _faults(lowered: Lowered) -> Iterator[str]:
    """Yield what keeps the SDK from being written, but for requests, which have lines below."""
    faults = [
        found
        for found in lowered.diagnostics.sorted()
        if found.severity is Severity.ERROR and not isinstance(found, UnknownRequests)
    ]
    if faults:
        yield text("")
        yield text("To be mended before an SDK can be written:")
    for found in faults[:_FAULTS]:
        yield text(f"- {place_of(found.span)}: {found.message}{_hint(found)}")
    if len(faults) > _FAULTS:
        yield text(f"- and {len(faults) - _FAULTS} more, which `docs2sdk lint` tells")


def _hint(found: Diagnostic) -> str:
    return f"; {found.hint}" if found.hint else ""


def _python(lowered: Lowered) -> list[str]:
    names = python_settings(lowered)
    return [
        stated(["distribution"], toml_string(names.distribution)),
        stated(["package"], toml_string(names.package)),
        stated(["client"], toml_string(names.client)),
        stated(["version"], toml_string(names.version)),
        "",
    ]


def _documented(api: Api) -> Iterator[str]:
    """Yield what README says of servers and credentials, and what therefore needs no entry."""
    for server in api.servers:
        place = place_of(server.url.origin.span)
        yield text(f"{place}: a base URL is {server.url.value.reveal()}")
    for scheme in api.security:
        env = f", from {scheme.env.value.reveal()}" if scheme.env else ""
        name = scheme.name.reveal()
        yield text(f"{place_of(scheme.span)}: {name} is {scheme.kind.value}{env}")


def _requests(lowered: Lowered, samples: Mapping[str, Sample]) -> Iterator[str]:
    """Yield the entries of operations whose request the docs do not say."""
    for found in lowered.diagnostics.sorted():
        if not isinstance(found, UnknownRequests):
            continue
        yield text(f"{found.message}. Their parameters are read, and their")
        yield text("doubts told, once method and path are stated.")
        for operation in found.operations:
            sample = samples.get(operation.accessor.lower())
            where = place_of(operation.span)
            if sample:
                where += f"; {sample.label or 'a sample'} in {place_of(sample.span)}"
            method, path = (sample.method, sample.path) if sample else ("", "")
            name = operation.accessor
            yield entry([name, "method"], toml_string(method), where)
            yield entry([name, "path"], toml_string(path))


def _doubtful(
    rule: str, fact: str, kind: str, group: Sequence[Doubt]
) -> tuple[str, list[str]]:
    """Return the lines for the doubts of one rule about one fact, and their table.

    One switch or one rule for all of them where there is such an entry, else an entry for each,
    else what the rule itself says of how it is settled.
    """
    said = RULES[rule]
    count = "once" if len(group) == 1 else f"{len(group)} times"
    lines = [text(f"{rule}, {fact}, {count}. {said.says}")]
    if common := entry_of_all(rule, group[0]):
        return common.table, [*lines, *_examples(group), *common.lines, ""]
    entries = [found for doubt in group if (found := entry_of(doubt))]
    if entries:
        first: dict[tuple[str, ...], Lines] = {}
        for found in entries:
            first.setdefault(found.key, found)
        told = (line for found in first.values() for line in found.lines)
        return entries[0].table, [*lines, *told, ""]
    return kind, [*lines, *_examples(group), text(f"To settle: {said.doubt}"), ""]


def _examples(group: Sequence[Doubt]) -> Iterator[str]:
    for doubt in group[:_PLACES]:
        yield text(f"- {place_of(doubt.span)}: {doubt.subject.name}")
    if len(group) > _PLACES:
        yield text(f"- and {len(group) - _PLACES} more")


def _kind(doubt: Doubt) -> tuple[str, str, str]:
    return (doubt.rule, doubt.fact, doubt.subject.kind)


def _order(doubt: Doubt) -> tuple[str, str, str, str, int, int]:
    span = doubt.span
    return (*_kind(doubt), span.file, span.line, span.column)
