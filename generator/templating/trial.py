"""An API made with an author's templates, to see what is wrong with them: nothing is kept.

Faults of what was made are told at the line of the template that printed them.
"""

from __future__ import annotations

import re
import tomllib
import warnings
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from markdown_it import MarkdownIt

from generator.build import Lowered, planned_files, python_settings, runtime_files
from generator.emit.fileset import File, FileSet, sha256
from generator.python.package import PlannedFile
from generator.records import record
from generator.render.environment import TemplateFailure, templates_dir
from generator.render.marks import BrokenMarkError, Rendered, plain, unmarked
from generator.render.syntax import code_lines, parse_python
from generator.templating.findings import Finding
from generator.templating.lines import Place, PlacedTemplates
from generator.templating.sets import TemplateSet

_COUNTED: Final = re.compile(r"[^\s,()\\]")
_MARKDOWN: Final = MarkdownIt("commonmark").enable("table")
OF_PROJECT: Final = "this is a template of the project, which yours have to fit"
"""Where the place that is told is in none of the author's templates."""
_CUT: Final = "a text that was printed as a whole is cut or changed here"
_BECAME_CODE: Final = (
    "text of the docs became code here: print it where a whole string, docstring or "
    "comment may stand, without quotes of your own"
)


@record
class Complaint:
    """What is wrong with a file that was made."""

    path: str
    """Of the file, below the distribution."""
    line: int
    """From 1; 0 where it is about the whole file."""
    message: str


@record
class _Made:
    """A file that was made."""

    plan: PlannedFile
    before: str
    """Its text before formatting."""
    text: str
    """Its text; that before formatting where it could not be formatted."""


class Trial:
    """The files of one API, made with an author's templates."""

    def __init__(
        self, lowered: Lowered, templates: TemplateSet, *, is_ours: bool = True
    ) -> None:
        """Make the files; `is_ours` says that the docs hold no code that could be at fault."""
        self._is_ours = is_ours
        self.name = lowered.api.name
        self.settings = python_settings(lowered)
        self.complaints: list[Complaint] = []
        """What is wrong with the files that were made."""
        self.failures: list[TemplateFailure] = []
        """Templates that made none, each fault once."""
        self._templates = templates
        self._placed = PlacedTemplates([templates_dir()], templates.texts)
        self._made: dict[str, _Made] = {}
        for plan in planned_files(lowered, templates):
            self._make(plan)

    def _make(self, plan: PlannedFile) -> None:
        try:
            self._finish(plan, self._templates.render(plan.template, plan.view))
        except TemplateFailure as failure:
            if str(failure) not in map(str, self.failures):
                self.failures.append(failure)

    def _finish(self, plan: PlannedFile, marked: str) -> None:
        """Format what was rendered, and see what is wrong with it."""
        before = text = plain(marked)
        try:
            found = list(self._complaints(plan.path, unmarked(marked)))
        except BrokenMarkError as error:
            found = [Complaint(plan.path, error.line, _CUT)]
        if not found and plan.path.endswith(".py"):
            tree = parse_python(plan.path, before)
            text = self._templates.format(plan.template, before, tree)
        self._made[plan.path] = _Made(plan, before, text)
        self.complaints += found

    def _complaints(self, path: str, rendered: Rendered) -> Iterator[Complaint]:
        if not path.endswith(".md"):
            yield from _complaints(path, rendered)
        elif self._is_ours:
            yield from _in_markdown(path, rendered.text)

    def files(self) -> FileSet:
        """Return the whole distribution, with its runtime."""
        made = {
            path: File(each.text.encode("utf-8"), sha256(b""))
            for path, each in self._made.items()
        }
        return FileSet(made | dict(runtime_files(self.settings)))

    def findings(
        self, complaints: Iterable[Complaint]
    ) -> Iterator[tuple[Finding, str]]:
        """Yield each complaint at the template's line, and what it is about in the file made."""
        for path, found in groupby(sorted(complaints, key=_order), _path):
            shown, made = f"{self.name}: {path}", self._made.get(path)
            places = self._places(made) if made else ()
            lines = made.text.split("\n") if made else []
            for each in found:
                at = min(each.line, len(lines)) - 1
                if at < 0:
                    yield Finding(shown, each.line, each.message), ""
                else:
                    line = f"  {shown}:{each.line}: {lines[at].strip()}"
                    yield self._finding(places[at], each.message), line

    def _places(self, made: _Made) -> tuple[Place, ...]:
        """Return where each line of a file comes from: it is made a second time for that."""
        placed = self._placed.place(made.plan.template, made.plan.view)
        places = placed.places(self._templates.texts)
        return tuple(places[at] for at in lines_before(made.before, made.text))

    def _finding(self, place: Place, message: str) -> Finding:
        text = self._templates.texts.get(place.template)
        if text is None:
            return Finding(place.template, place.line, message, OF_PROJECT)
        return Finding(text.shown, place.line, message)


def _complaints(path: str, rendered: Rendered) -> Iterator[Complaint]:
    """Yield what keeps a file from being what its name says."""
    text = rendered.text
    try:
        if path.endswith(".py"):
            parse_python(path, text)
            with warnings.catch_warnings():
                warnings.simplefilter("error")
                compile(text, path, "exec", dont_inherit=True)
        elif path.endswith(".toml"):
            tomllib.loads(text)
    except SyntaxError as error:
        yield Complaint(path, error.lineno or 0, f"this is no Python: {error.msg}")
        return
    except (ValueError, RecursionError) as error:
        message = str(error).partition(" (at ")[0]
        yield Complaint(path, _line_of(error), f"this does not parse: {message}")
        return
    for line in code_lines(path, rendered):
        yield Complaint(path, line, _BECAME_CODE)


def _line_of(error: Exception) -> int:
    """Return the line that a message of tomllib tells."""
    words = str(error).replace(",", "").split()
    at = words.index("line") + 1 if "line" in words else len(words)
    return int(words[at]) if at < len(words) and words[at].isdigit() else 0


def _in_markdown(path: str, text: str) -> Iterator[Complaint]:
    """Yield the fences that are not closed, and the programs that are none."""
    lines = text.split("\n")
    for token in _MARKDOWN.parse(text):
        if token.type != "fence" or token.map is None:
            continue
        first, last = token.map
        if lines[last - 1].strip(" >") != token.markup:
            yield Complaint(path, first + 1, "this block of code is not closed")
        elif token.info.strip() == "python":
            try:
                parse_python(f"{path}:{first}", token.content)
            except SyntaxError as error:
                line = first + 1 + (error.lineno or 0)
                yield Complaint(path, line, f"this is no Python: {error.msg}")


def lines_before(before: str, after: str) -> list[int]:
    """Return, for each line of formatted text, the line that it was in before; both from 0.

    Formatting moves nothing, and adds and removes only what is not counted here.
    """
    lines = before.split("\n")
    if before == after:
        return list(range(len(lines)))
    spots = [at for at, line in enumerate(lines) for _ in _COUNTED.finditer(line)]
    spots.append(len(lines) - 1)
    found, passed = [], 0
    for line in after.split("\n"):
        count = sum(1 for _ in _COUNTED.finditer(line))
        # A line that holds nothing of this ends what stands above it.
        spot = passed if count else max(passed - 1, 0)
        found.append(spots[min(spot, len(spots) - 1)])
        passed += count
    return found


def _path(complaint: Complaint) -> str:
    return complaint.path


def _order(complaint: Complaint) -> tuple[str, int]:
    return complaint.path, complaint.line


def grouped(found: Iterable[tuple[Finding, str]]) -> Iterator[Finding]:
    """Yield the findings, each once, with the first of the lines that show it."""
    shown: dict[Finding, list[str]] = {}
    for finding, line in found:
        shown.setdefault(finding, []).append(line)
    for finding, unsorted in _sorted(shown):
        lines = sorted(unsorted)
        more = (f"  and {len(lines) - 1} more",) if len(lines) > 1 else ()
        first = (lines[0],) if lines[0] else ()
        yield Finding(
            finding.file, finding.line, finding.message, finding.hint, (*first, *more)
        )


def _sorted(shown: Mapping[Finding, list[str]]) -> list[tuple[Finding, list[str]]]:
    return sorted(
        shown.items(), key=lambda item: (item[0].file, item[0].line, item[0].message)
    )
