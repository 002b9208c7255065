"""The flow, in one place: pages to the intermediate model, the model to files.

Nothing here writes or prints; the only reading is that of the input.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from typing import Final

from generator import __version__
from generator.check import run_checks
from generator.diagnostics import Diagnostics
from generator.emit.fileset import File, FileSet, sha256
from generator.emit.tree import Tree
from generator.inputs import ApiFolder, Input, read_input
from generator.ir.api import Api
from generator.lower.account import Account
from generator.lower.api import lower
from generator.lower.overlay import NOT_OF_MODELS, Overlay, begin_overlay
from generator.lower.tree import is_about_operations, is_sdk_page
from generator.markdown.blocks import Token, TokenFields, fields_of
from generator.markdown.document import Page
from generator.markdown.outline import parsed
from generator.markdown.plain_blocks import plain_blocks
from generator.markdown.reader import read_page
from generator.passes import run_passes
from generator.progress import Track, untracked
from generator.python.check import check_names
from generator.python.clashes import Clash, Stated, clashes
from generator.python.names import client_class_name
from generator.python.package import PlannedFile, package_files
from generator.python.renames import rename_problems, renamed, with_clashes
from generator.python.settings import PythonSettings, setting_problems
from generator.python.things import TABLES
from generator.render.environment import templates_dir
from generator.render.marks import (
    MARKING_PRINTERS,
    BrokenMarkError,
    Rendered,
    unmarked,
)
from generator.render.syntax import parse_python, syntax_problems
from generator.source import SourceFile
from generator.templating.planned import new_files
from generator.templating.sets import OWN, TemplateSet
from generator.walk import walk
from generator.workers import Made, meanwhile, spread, workers

_FIRST_VERSION: Final = "0.1.0"
_MANY: Final = 200
"""Files that are worth a second process."""


class HostileTextError(Exception):
    """Text of a document would have become code. Nothing is written."""


@dataclass(frozen=True)
class Lowered:
    """One API, up to the intermediate model."""

    folder: ApiFolder
    sources: Mapping[str, SourceFile]
    """All files read, by path: for messages."""
    overlay: Overlay
    api: Api
    account: Account
    diagnostics: Diagnostics

    @cached_property
    def clashes(self) -> tuple[Clash, ...]:
        """The things that would have shared a name in Python."""
        return tuple(clashes(self.api, stated_names(self.overlay)))

    @cached_property
    def names(self) -> Stated:
        """The names that the overlay gives in Python, and those that tell clashes apart."""
        return with_clashes(stated_names(self.overlay), self.clashes)

    @cached_property
    def python(self) -> Api:
        """The model with the names that the overlay gives in Python, and without clashes."""
        return renamed(self.api, self.names)


def read_api(
    folder: ApiFolder, *, models_only: bool = False, track: Track = untracked
) -> Lowered:
    """Read the pages of an API and lower them; faults are in the diagnostics.

    With `models_only`, pages of models are read and no others, and the overlay says nothing of
    what the others hold.
    """
    diagnostics = Diagnostics()
    found = read_input(folder, diagnostics)
    return lower_input(folder, found, diagnostics, models_only=models_only, track=track)


def lower_input(
    folder: ApiFolder,
    found: Input,
    diagnostics: Diagnostics,
    *,
    models_only: bool = False,
    track: Track = untracked,
) -> Lowered:
    """Lower the files of an API, as `read_api` does, wherever they come from."""
    overlay_read = begin_overlay(found.overlay, diagnostics, meanwhile)
    wanted = found.pages
    if models_only:
        wanted = tuple(page for page in wanted if not is_about_operations(page.path))
    pages = _read_pages(wanted, diagnostics, track)
    overlay = overlay_read()
    if models_only:
        overlay.leave_out(*NOT_OF_MODELS)
    api, account = lower(folder.name, pages, overlay, diagnostics)
    api = run_passes(api)
    diagnostics.extend(run_checks(api))
    files = (*found.pages, found.overlay) if found.overlay else found.pages
    sources = {source.path: source for source in files}
    lowered = Lowered(folder, sources, overlay, api, account, diagnostics)
    stated = stated_names(overlay)
    diagnostics.extend(rename_problems(api, stated, overlay.place))
    diagnostics.extend(setting_problems(python_settings(lowered), overlay.place))
    diagnostics.extend(check_names(lowered.python).sorted())
    return lowered


def _read_pages(
    wanted: Sequence[SourceFile], diagnostics: Diagnostics, track: Track
) -> list[Page]:
    """Read pages. Those that are not plain, which are few, are parsed in a copy meanwhile."""
    plain = {source.path: plain_blocks(source.lines) for source in wanted}
    others = [source for source in wanted if plain[source.path] is None]
    others_parsed = meanwhile(partial(_parsed, others)) if others else list
    pages: dict[str, Page] = {}
    for source in track("reading pages", wanted):
        tokens = plain[source.path]
        if tokens is not None:
            pages[source.path] = _read_page(source, diagnostics, tokens)
    for source, found in zip(others, others_parsed(), strict=True):
        tokens = [Token(*fields) for fields in found]
        pages[source.path] = _read_page(source, diagnostics, tokens)
    return [pages[source.path] for source in wanted]


def _parsed(pages: Sequence[SourceFile]) -> list[list[TokenFields]]:
    return [[fields_of(token) for token in parsed(page)] for page in pages]


def _read_page(
    source: SourceFile, diagnostics: Diagnostics, tokens: Sequence[Token]
) -> Page:
    """Read a page; what is wrong with the pages of the TypeScript SDK does not matter."""
    ignored = is_sdk_page(source.path)
    return read_page(source, Diagnostics() if ignored else diagnostics, tokens)


def stated_names(overlay: Overlay) -> Stated:
    """Return the names in Python that the overlay gives to things of the docs."""
    python = overlay.at("python")
    return {table: python.entry(table) or {} for table in TABLES}


def python_settings(lowered: Lowered) -> PythonSettings:
    """Return the names of the Python package: from the overlay, else from the docs."""
    python, api = lowered.overlay.at("python"), lowered.overlay.at("api")
    distribution = python.entry("distribution") or f"{lowered.api.name}-sdk"
    package = distribution.replace("-", "_").replace(".", "_")
    return PythonSettings(
        distribution,
        python.entry("package")
        or (package if package.isidentifier() else f"api_{package}"),
        python.entry("client") or client_class_name(lowered.api.title.value),
        python.entry("version") or _FIRST_VERSION,
        api.entry("timeout"),
        api.entry("max_retries"),
    )


def planned_files(
    lowered: Lowered, templates: TemplateSet = OWN
) -> tuple[PlannedFile, ...]:
    """Return all files that templates make for an API's distribution.

    Raises `TemplatesError` where a file that an author adds has the path of another one.
    """
    settings = python_settings(lowered)
    plans = package_files(lowered.python, settings, MARKING_PRINTERS)
    if not templates.files:
        return plans
    taken = (*(plan.path for plan in plans), *dict(_runtime(settings)))
    added = new_files(
        templates.files, lowered.python, settings, MARKING_PRINTERS, taken
    )
    return (*plans, *added)


def build_files(
    lowered: Lowered,
    before: Tree,
    track: Track = untracked,
    templates: TemplateSet = OWN,
) -> FileSet:
    """Return all files of the API's distribution.

    `before` is the output as it is: a file whose text before formatting has not changed
    is taken from there, and needs neither formatting nor checking again.

    Raises `HostileTextError`, `TemplateFailure` and `TemplatesError` for faulty templates.
    """
    plans = planned_files(lowered, templates)

    def make(share: Sequence[PlannedFile]) -> Made:
        return [_made(plan, before, templates) for plan in track("making files", share)]

    count = workers() if len(plans) >= _MANY else 1
    shares = [plans[start::count] for start in range(count)]
    made = spread(make, shares)
    files = {path: File(content, digest) for path, digest, content in sorted(made)}
    return FileSet(files | dict(runtime_files(python_settings(lowered))))


def finished_file(
    plan: PlannedFile, view: object, templates: TemplateSet = OWN
) -> File:
    """Return a planned file with its view, which the caller has made already.

    Raises `HostileTextError`, and `TemplateFailure` for a faulty template.
    """
    rendered = _rendered(plan, view, templates)
    digest = sha256(rendered.text.encode("utf-8"))
    return File(_checked(plan, rendered, templates), digest)


def runtime_files(settings: PythonSettings) -> Iterator[tuple[str, File]]:
    """Yield the runtime's files, which are copied as they are, with their paths."""
    for path, source in _runtime(settings):
        content = source.read_bytes()
        yield path, File(content, sha256(content))


def _runtime(settings: PythonSettings) -> Iterator[tuple[str, Path]]:
    """Yield the paths of the runtime's files, each with the file that is copied there."""
    root = templates_dir() / "python" / "_runtime"
    for source in sorted(_python_files(root)):
        name = source.relative_to(root).as_posix()
        yield f"src/{settings.package}/_runtime/{name}", source


def _rendered(plan: PlannedFile, view: object, templates: TemplateSet) -> Rendered:
    try:
        return unmarked(templates.render(plan.template, view))
    except BrokenMarkError as error:
        raise HostileTextError(f"{plan.path}: {error}") from error


def _made(
    plan: PlannedFile, before: Tree, templates: TemplateSet
) -> tuple[str, str, bytes]:
    """Return the path of a file, the digest of its text before formatting, and its content."""
    rendered = _rendered(plan, plan.view, templates)
    digest = sha256(rendered.text.encode("utf-8"))
    content = before.known(plan.path, digest, __version__)
    if content is None:
        content = _checked(plan, rendered, templates)
    return plan.path, digest, content


def _checked(plan: PlannedFile, rendered: Rendered, templates: TemplateSet) -> bytes:
    """Format a new text, after seeing that no text of a document became code in it."""
    problems = syntax_problems(plan.path, rendered)
    if problems:
        raise HostileTextError("; ".join(problems))
    text = rendered.text
    if plan.path.endswith(".py"):
        tree = parse_python(plan.path, text)
        text = templates.format(plan.template, text, tree)
    return text.encode("utf-8")


def _python_files(root: Path) -> Iterator[Path]:
    for folder, _, files in walk(root):
        yield from (Path(folder, name) for name in files if name.endswith(".py"))
