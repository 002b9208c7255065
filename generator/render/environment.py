"""Jinja, set up so that a mistake in a template is an error with its place.

- A misspelt name is an error (`StrictUndefined`), not a blank.
- Only `str` and `int` can be printed: document text without a printer, `None` and booleans cannot.
- No extensions, no globals, no templates from strings: a template sees its view, nothing else.
- Autoescape is off, because the output is not HTML: the printers escape.
"""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import Any, Final

import jinja2
from jinja2.bccache import Bucket

_PACKAGE: Final = Path(__file__).resolve().parent.parent


class TemplateFailure(Exception):  # noqa: N818 - it is the template that fails
    """A template is missing, is not valid, or could not be rendered."""

    def __init__(self, template: str, line: int, message: str) -> None:
        super().__init__(f"{template}:{line}: {message}")
        self.template = template
        """Name of the template, below the templates folder."""
        self.line = line
        """Line from 1; 0 if the template was not found."""
        self.message = message


class _Code(jinja2.BytecodeCache):
    """The code of templates, for as long as this process runs."""

    def __init__(self) -> None:
        self.known: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        if bucket.key in self.known:
            bucket.bytecode_from_string(self.known[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        self.known[bucket.key] = bucket.bytecode_to_string()


def templates_dir() -> Path:
    """Return the folder of the templates: inside an installed package, or of the checkout."""
    installed = _PACKAGE / "_templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


class Templates:
    """The templates of some folders; a file in an earlier folder hides one in a later folder."""

    def __init__(self, folders: Sequence[Path]) -> None:
        self._folders = [str(folder) for folder in folders]
        self._code = _Code()
        self._environment = jinja2.Environment(
            loader=jinja2.FileSystemLoader(self._folders),
            undefined=jinja2.StrictUndefined,
            finalize=_printable,
            autoescape=False,  # noqa: S701 - the output is not HTML
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._code,
        )
        self._environment.globals.clear()

    def render(self, name: str, view: object) -> str:
        """Render the template `name`, in which `view` is the only variable.

        Raises `TemplateFailure` if the template is missing, wrong, or misuses its view.
        """
        try:
            return self._environment.get_template(name).render(view=view)
        except jinja2.TemplateSyntaxError as error:
            failed = error.name or name
            raise TemplateFailure(failed, error.lineno, str(error.message)) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateFailure(str(error.name), 0, "no such template") from error
        except (jinja2.TemplateError, TypeError, AttributeError, ValueError) as error:
            failed, line = self._place(error, name)
            raise TemplateFailure(failed, line, str(error)) from error

    def compiled(self, *folders: str) -> dict[str, bytes]:
        """Compile all templates, or those of some folders; return their code, for `take`."""
        for name in self._environment.list_templates(extensions=["jinja"]):
            if folders and name.split("/")[0] not in folders:
                continue
            with suppress(jinja2.TemplateError):  # it is rendered that one is told of
                self._environment.get_template(name)
        return self._code.known

    def take(self, code: dict[str, bytes]) -> None:
        """Take the code of templates that are compiled already."""
        self._code.known.update(code)

    def _place(self, error: Exception, name: str) -> tuple[str, int]:
        """Return the innermost template line that an error passed through."""
        place = (name, 0)
        for frame, line in walk_tb(error.__traceback__):
            for folder in map(Path, self._folders):
                file = Path(frame.f_code.co_filename)
                if file.is_relative_to(folder):
                    place = (file.relative_to(folder).as_posix(), line)
        return place


def render(name: str, view: object) -> str:
    """Render one of the project's own templates; see `Templates.render`."""
    return _own_templates().render(name, view)


def compile_templates() -> dict[str, bytes]:
    """Compile the project's own templates of distributions; see `Templates.compiled`."""
    return _own_templates().compiled("docs", "project", "python")


def take_compiled(code: dict[str, bytes]) -> None:
    """Take the code of the project's own templates; see `Templates.take`."""
    _own_templates().take(code)


def forget() -> None:
    """Read the project's own templates anew when they are next used: they may have changed."""
    _own_templates.cache_clear()


@cache
def _own_templates() -> Templates:
    return Templates([templates_dir()])


def _printable(value: Any) -> str | int:
    """Let `str` and `int` through, and only these very types."""
    if type(value) is str or type(value) is int:
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)  # raises, and names what is missing
    raise TypeError(f"a template can print text and whole numbers, not {value!r}")
