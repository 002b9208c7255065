"""Real releases: docs before and after, and what the vendor said of them.

The releases are not part of the project: the variable DOCS2SDK_SHARED names the folder whose
`history` holds them.
"""

from __future__ import annotations

import re
import tarfile

import pytest

from generator.build import lower_input, read_api
from generator.diagnostics import Diagnostics
from generator.fmt.page import format_page
from generator.inputs import ApiFolder, Input
from generator.ir.references import references, types_of
from generator.records import record
from generator.review.entries import Read, entries
from generator.review.reach import Reach
from generator.review.report import Impact, Kind, Side, Verb
from generator.review.things import received_types, sent_types
from generator.source import SourceFile
from generator.untrusted import Untrusted
from tests.corpora import SHARED

HISTORY = SHARED / "history"
RELEASES = ("dub-2025-09-09", "dub-2026-04-07", "dub-2026-04-24", "dub-2026-05-30")
MILDER = {
    (
        "dub-2026-05-30",
        "commissions.list",
        "referral",
    ): "older versions keep new values",
    (
        "dub-2026-05-30",
        "commissions.update",
        "referral",
    ): "older versions keep new values",
    (
        "dub-2026-05-30",
        "events.list",
        "paymentProcessor",
    ): "older versions keep new values",
}
"""Changes that the vendor calls breaking and we do not, each with the reason."""
STRICTER = {
    "may-be-missing": "a program may find None where it always found a value",
    "paging": "it returns pages where it returned a list",
}
"""Rules by which a change is breaking that the vendor does not call so, each with the reason."""

OPERATION = re.compile(r"\* `\w+\.([\w.]+)\(\)`:(.*)")
CHANGE = re.compile(r"`(\w[^`]*)` \*\*(\w+)\*\*(.*)")


@record
class Line:
    """One change of the vendor's list."""

    operation: str
    path: str
    """Way into the request or the response; empty for the operation itself."""
    verb: str
    breaking: bool

    @property
    def leaf(self):
        """What changed: the last name of the way."""
        found = re.search(r"enum\((\w+)\)$", self.path)
        return found[1] if found else self.path.split(".")[-1]


def vendor_lines(text):
    """The vendor's list, a change each."""
    operation = ""
    for line in text.splitlines():
        found = OPERATION.search(line)
        if found:
            operation = found[1]
            if "**" in found[2] and "`" not in found[2]:
                yield Line(operation, "", found[2].strip(" *"), breaking=False)
        change = CHANGE.search(found[2] if found else line)
        if change:
            yield Line(operation, change[1], change[2], "reaking" in change[3])


@pytest.fixture(scope="module", params=RELEASES)
def release(request, tmp_path_factory):
    """The name of a release, the vendor's list, and our entries there and back."""
    folder = HISTORY / request.param
    if not folder.is_dir():
        pytest.skip(f"no {request.param} in history of DOCS2SDK_SHARED")
    states = []
    for side in ("before", "after"):
        out = tmp_path_factory.mktemp(side)
        with tarfile.open(folder / f"{side}.tar.gz") as tar:
            tar.extractall(out, filter="data")
        lowered = read_api(ApiFolder("dub", out, side))
        states.append(Read(lowered.api, lowered.sources))
    text = (folder / "vendor-changelog.md").read_text(encoding="utf-8")
    return request.param, list(vendor_lines(text)), entries(*states), states


def covering(line, found):
    """The entries that tell of a change of the vendor's."""
    side = Side.RECEIVED if line.path.startswith("response") else Side.SENT
    for entry in found:
        ways = {".".join(part.reveal() for part in way) for way in entry.operations}
        if line.operation not in ways:
            continue
        if not line.path:
            verbs = {Verb.ADDED: "Added", Verb.REMOVED: "Removed"}
            if any(
                change.subject.kind is Kind.OPERATION
                and verbs.get(change.verb) == line.verb
                for change in entry.changes
            ):
                yield entry
        elif {side, Side.PYTHON, Side.DOCS}.intersection(entry.sides) and (
            line.verb == "Changed" or line.leaf in names(entry)
        ):
            yield entry


def names(entry):
    """The names of what an entry says came or went."""
    return {
        change.subject.part.reveal()
        for change in entry.changes
        if change.subject.part is not None
    }


def is_in_docs(line, states):
    """Whether the docs of what a change concerns differ: a list may tell of what docs do not."""
    return _pages(line, states[0]) != _pages(line, states[1])


def _pages(line, state):
    """The pages of what an operation sends, or of what comes back."""
    models = {model.key: model for model in state.api.models}
    way = tuple(map(Untrusted, line.operation.split(".")))
    wrapped = {key for key, each in Reach(state.api).wrapped.items() if each == way}
    (operation,) = (
        operation
        for resource in state.api.resources
        for operation in resource.operations
        if (*resource.path, operation.name) == way
    )
    is_answer = line.path.startswith("response")
    types = received_types(operation) if is_answer else sent_types(operation)
    waiting, seen = [*references(types), *wrapped], set()
    while waiting:
        key = waiting.pop()
        if key not in seen:
            seen.add(key)
            waiting += references(types_of(models[key]))
    return {key: state.sources[models[key].span.file].text for key in seen}


def test_every_change_of_the_vendor_is_covered(release):
    _, listed, found, states = release
    assert listed
    for line in listed:
        assert list(covering(line, found)) or not is_in_docs(line, states), line


def test_a_class_differs_from_the_vendor_only_for_a_reason(release):
    name, listed, found, _ = release
    for line in listed:
        worst = max((entry.impact for entry in covering(line, found)), default=None)
        if line.breaking and (name, line.operation, line.leaf) not in MILDER:
            assert worst is Impact.BREAKING, line


def test_what_only_we_call_breaking_has_a_reason(release):
    _, listed, found, _ = release
    for line in listed:
        if not line.breaking:
            rules = {
                effect.rule
                for entry in covering(line, found)
                for change in entry.changes
                for effect in change.effects
                if effect.impact is Impact.BREAKING
            }
            assert rules <= STRICTER.keys(), line


def test_entries_are_no_more_than_the_vendors(release):
    """Beside the two that vendors do not list: words, and what examples hold by chance."""
    _, listed, found, _ = release
    told = [
        entry
        for entry in found
        if entry.sides != (Side.DOCS,)
        and not all(change.fact == "nullable" for change in entry.changes)
    ]
    assert len(told) <= len(listed)


def test_nothing_is_told_of_a_state_and_itself(release):
    _, _, _, states = release
    for state in states:
        assert entries(state, state) == ()


def test_nothing_is_told_of_a_canonical_form(release):
    """What `fmt` writes of the pages tells the same."""
    _, _, _, states = release
    state = states[-1]
    pages = tuple(
        SourceFile(path, format_page(source)) for path, source in state.sources.items()
    )
    folder = ApiFolder("dub", HISTORY, "dub")
    lowered = lower_input(folder, Input(pages, None), Diagnostics())
    assert pages != tuple(state.sources.values())
    assert entries(state, Read(lowered.api, lowered.sources)) == ()
