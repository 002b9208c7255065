"""The docs tree: which page is what, and where links lead (dialect, section 1).

Pages are told apart by their path, and confirmed by their headings. Models are found by namespace
and title, never by file name: the same title stands in several namespaces, and file names may be
kebab-case.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from types import MappingProxyType
from typing import Final

from generator.diagnostics import Diagnostics, place_of, quote
from generator.ir.types import ModelKey
from generator.markdown.document import CodeBlock, Page, Section, Table
from generator.markdown.literal_parser import parse_imports
from generator.records import record
from generator.untrusted import Untrusted


class ModelKind(Enum):
    """What a model page holds, by its last heading."""

    OBJECT = "Fields"
    ENUM = "Values"
    UNION = "Supported Types"


@record
class ModelPage:
    """A page that describes one model."""

    key: ModelKey
    kind: ModelKind
    page: Page
    title: Section
    """Its H1."""
    deprecated: bool
    """Whether the title is struck through."""

    @property
    def content(self) -> Section:
        """The section of its kind: the H2 that made it a model page."""
        return next(s for s in self.page.sections if _kind(s) is self.kind)


@record
class Tree:
    """All pages of one API, by role."""

    readme: Page | None
    operations: Mapping[str, Page]
    """Resource pages by path."""
    models: Mapping[ModelKey, ModelPage]
    keys: Mapping[str, ModelKey]
    """Model keys by the path of their page, as links see it."""
    titles: frozenset[Untrusted]
    """Titles of models, whatever their namespaces."""
    ignored: tuple[Page, ...]
    """Pages that a rule leaves out."""
    unreadable: Mapping[str, Page]
    """Pages that were reported, by path."""

    def has_unreadable(self, title: Untrusted) -> bool:
        """Whether a reported page has this title, so that a missing model is no news."""
        return any(
            section.title == title
            for page in self.unreadable.values()
            for section in page.sections
        )

    def rows(self, key: ModelKey) -> tuple[str, ...]:
        """Return the names of all fields of a page, also of those that do not travel."""
        return tuple(
            row.cells[0].raw.reveal().strip("~`")
            for block in self.models[key].content.blocks
            if isinstance(block, Table)
            for row in block.rows
        )


_README: Final = "README.md"
_SDK_PAGE: Final = re.compile(r"docs/(?:lib|types)/")
_RESOURCE_PAGE: Final = re.compile(r"docs/sdks/[^/]+/README\.md")
_MODEL_PAGE: Final = re.compile(
    r"docs/(?:sdk/)?models/(?:(components|shared|operations|errors)/)?[^/]+\.md"
)
_FLAT: Final = "models"
_NAMESPACES: Final = ("components", "shared", "operations", "errors", "models")


def is_sdk_page(path: str) -> bool:
    """Whether a page describes the TypeScript SDK itself; faults in it are no news."""
    return _SDK_PAGE.match(path) is not None


def is_about_operations(path: str) -> bool:
    """Whether a page is README or that of a resource: one that describes no model."""
    return path == _README or _RESOURCE_PAGE.fullmatch(path) is not None


def plant(pages: Iterable[Page], diagnostics: Diagnostics) -> Tree:
    """Sort pages by role. Reports D005 for pages of no known kind, D020 for twins."""
    readme: Page | None = None
    operations: dict[str, Page] = {}
    models: dict[ModelKey, ModelPage] = {}
    keys: dict[str, ModelKey] = {}
    ignored: list[Page] = []
    unreadable: dict[str, Page] = {}
    for page in pages:
        path = page.source.path
        if path == _README:
            readme = page
        elif is_sdk_page(path):
            ignored.append(page)
        elif _RESOURCE_PAGE.fullmatch(path):
            operations[path] = page
        elif (model := _model_page(page, diagnostics)) is None:
            unreadable[path] = page
        elif (twin := models.setdefault(model.key, model)) is not model:
            _report_twin(model, twin, diagnostics)
            unreadable[path] = page
        else:
            keys[_linked_path(page, model.key)] = model.key
    return Tree(
        readme,
        MappingProxyType(operations),
        MappingProxyType(models),
        MappingProxyType(keys),
        frozenset(key.title for key in models),
        tuple(ignored),
        MappingProxyType(unreadable),
    )


def target_path(page: Page, key: ModelKey | None, target: str) -> str | None:
    """Return the path that a link leads to, or `None` where it leaves the folder."""
    base = posixpath.dirname(
        page.source.path if key is None else _linked_path(page, key)
    )
    path = posixpath.normpath(posixpath.join(base, target.partition("#")[0]))
    return None if path.startswith(("../", "/")) or path == ".." else path


def _linked_path(page: Page, key: ModelKey) -> str:
    """Where links expect the page: a page outside of `docs/` is taken as filed."""
    path = page.source.path
    if _MODEL_PAGE.fullmatch(path):
        return path
    folder = "docs/models" if key.namespace == _FLAT else f"docs/models/{key.namespace}"
    return f"{folder}/{posixpath.basename(path)}"


def _model_page(page: Page, diagnostics: Diagnostics) -> ModelPage | None:
    titles = [s for s in page.sections if s.level == 1]
    kinds = list(_kinds(page))
    if len(titles) != 1 or len(kinds) != 1 or not titles[0].title:
        diagnostics.error(
            "D005",
            page.source.span(1),
            f"{quote(page.source.path)} is not a page of the dialect: it has "
            f"{len(titles)} H1, and {len(kinds)} of Fields, Values and Supported Types",
            "a model page has one H1 and one of these H2; move other pages out of docs/",
        )
        return None
    namespace = _namespace(page, titles[0], diagnostics)
    if namespace is None:
        return None
    raw = titles[0].title.reveal()
    struck = len(raw) > 4 and raw.startswith("~~") and raw.endswith("~~")
    title = Untrusted(raw[2:-2] if struck else raw)
    return ModelPage(ModelKey(namespace, title), kinds[0], page, titles[0], struck)


def _kinds(page: Page) -> Iterator[ModelKind]:
    kinds = (_kind(section) for section in page.sections)
    return (kind for kind in kinds if kind)


def _kind(section: Section) -> ModelKind | None:
    """Return what an H2 says that its page holds, if it says so."""
    if section.level != 2:
        return None
    names = {kind.value: kind for kind in ModelKind}
    return names.get(section.title.reveal())


def _namespace(page: Page, title: Section, diagnostics: Diagnostics) -> str | None:
    """By path; for a page that stands alone, by the import of its example."""
    match = _MODEL_PAGE.fullmatch(page.source.path)
    if match:
        return match[1] or _FLAT
    for section in page.sections:
        for block in section.blocks:
            if isinstance(block, CodeBlock):
                for found in parse_imports(block):
                    last = found.module.reveal().rpartition("/")[2]
                    if last in _NAMESPACES:
                        return last
    diagnostics.error(
        "D005",
        title.span,
        "the namespace of this page is not known",
        "put it below docs/models/<namespace>/, or import its type in its example",
    )
    return None


def _report_twin(page: ModelPage, twin: ModelPage, diagnostics: Diagnostics) -> None:
    diagnostics.error(
        "D020",
        page.title.span,
        f"{page.key.namespace}.{quote(page.key.title)[1:-1]} is described twice; "
        f"the other page is {place_of(twin.title.span)}",
        "remove one of the two pages, or change its title",
    )
