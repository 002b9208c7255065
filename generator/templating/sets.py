"""The templates that distributions are made with: the project's, and perhaps an author's."""

from __future__ import annotations

import ast
from collections.abc import Mapping
from functools import cached_property
from typing import Final

from jinja2.meta import find_referenced_templates

from generator.records import record
from generator.render.environment import (
    OF_DISTRIBUTIONS,
    TemplateFailure,
    Templates,
    TemplateText,
    own_templates,
    templates_dir,
)
from generator.render.format import black_format, format_python

FILE: Final = "templates.toml"
"""Says what an author's templates were written for, and which files they add."""


@record
class NewFile:
    """Files that an author adds: one for the SDK, or one for each of its parts."""

    path: str
    """Where they go in the distribution, with names between braces for what is filled in."""
    template: str
    each: str
    """What each file is for: a key of `generator.templating.planned.KINDS`."""
    file: str
    """The file whose entry names it, for messages."""
    line: int
    """The line of that entry, from 1."""


class TemplateSet:
    """Templates by name. Those of an author hide the project's, which go on as `base/...`."""

    def __init__(
        self, texts: Mapping[str, TemplateText], files: tuple[NewFile, ...] = ()
    ) -> None:
        self.texts = texts
        """The author's templates."""
        self.files = files
        """The files that the author adds."""
        self._with_texts = Templates([templates_dir()], texts) if texts else None

    @property
    def templates(self) -> Templates:
        """All templates; the project's own are read anew after `environment.forget`."""
        return self._with_texts or own_templates()

    def render(self, name: str, view: object) -> str:
        """Render the template `name`; see `Templates.render`."""
        return self.templates.render(name, view)

    def format(self, name: str, text: str, tree: ast.Module) -> str:
        """Format the Python that the template `name` printed.

        The project's templates print what black would leave, but for statements that are too long;
        nobody knows what an author's print. Raises `TemplateFailure` if black gives up.
        """
        if name not in self._of_author:
            return format_python(text, tree)
        try:
            return black_format(text)
        except ValueError as error:
            raise TemplateFailure(
                name, 0, f"black cannot format this: {error}"
            ) from error

    @cached_property
    def _of_author(self) -> frozenset[str]:
        """The templates in which an author has a say: theirs, and those that use one of theirs."""
        found = set(self.texts)
        own = own_templates()
        names = [name for name in own.names() if found and name not in found]
        used = {name: {*find_referenced_templates(own.parse(name))} for name in names}
        while more := {name for name in used if used[name] & found} - found:
            found |= more
        return frozenset(found)

    def compiled(self) -> dict[str, bytes]:
        """Compile the templates of distributions, and return their code, for `take`."""
        return self.templates.compiled(*OF_DISTRIBUTIONS)

    def take(self, code: dict[str, bytes]) -> None:
        """Take the code of templates that another process has compiled."""
        self.templates.take(code)


OWN: Final = TemplateSet({})
"""The project's templates alone."""
