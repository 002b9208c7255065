"""Jinja, set up so that a mistake in a template is an error with its place.

- A misspelt name is an error (`Missing`), not a blank; also where its value is only tested.
- Only `str` and `int` can be printed: document text without a printer, `None` and booleans cannot.
- No extensions, no globals, no templates from strings: a template sees its view, nothing else.
- Autoescape is off, because the output is not HTML: the printers escape.

A template of `base/` is the project's own, whatever hides it, so that what hides it may extend it.
Nothing extends any other: there, a block costs nothing, because it is compiled where it stands.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from traceback import walk_tb
from typing import Any, ClassVar, Final

import jinja2
from jinja2 import nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame

from generator.records import record
from generator.render.strict import (
    Missing,
    printable,
    public,
    strict_filters,
    strict_tests,
    whole,
)

BASE: Final = "base/"
"""What stands before the name of one of the project's own templates in `extends`."""
OF_DISTRIBUTIONS: Final = ("docs", "project", "python")
"""The folders of the templates that distributions are made with."""
_BODIES: Final = ("body", "elif_", "else_")
"""Where statements hold other statements."""
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


@record
class TemplateText:
    """A template that is in no folder of ours: it was read and looked at before."""

    text: str
    shown: str
    """Its file, as messages name it."""


class _Texts(jinja2.BaseLoader):
    """Templates that are in memory. No name leads to any other file."""

    def __init__(self, texts: Mapping[str, TemplateText]) -> None:
        self._texts = texts

    def get_source(
        self, _environment: jinja2.Environment, template: str
    ) -> tuple[str, str, Callable[[], bool] | None]:
        found = self._texts.get(template)
        if found is None:
            raise jinja2.TemplateNotFound(template)
        return found.text, found.shown, None

    def list_templates(self) -> list[str]:
        return sorted(self._texts)


class _Based(jinja2.BaseLoader):
    """The project's own templates as `base/...`, by which name they are compiled as well."""

    def __init__(self, own: jinja2.BaseLoader) -> None:
        self._own = own

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if not template.startswith(BASE):
            raise jinja2.TemplateNotFound(template)
        return self._own.get_source(environment, template.removeprefix(BASE))

    def list_templates(self) -> list[str]:
        return [f"{BASE}{name}" for name in self._own.list_templates()]


class InPlace(CodeGenerator):
    """Compiles blocks where they stand, unless they replace others or may be replaced."""

    def visit_Template(  # noqa: N802 - Jinja calls it so
        self, node: nodes.Template, frame: Frame | None = None
    ) -> None:
        """Compile a template."""
        extended = (self.name or "").startswith(BASE)
        if not extended and not any(isinstance(n, nodes.Extends) for n in node.body):
            node.body = _without_blocks(node.body)
        super().visit_Template(node, frame)

    def visit_Concat(  # noqa: N802 - Jinja calls it so
        self, node: nodes.Concat, frame: Frame
    ) -> None:
        """Compile `~`, which joins what can be printed, and nothing else."""
        self.write("str_join(map(environment.finalize, (")
        for each in node.nodes:
            self.visit(each, frame)
            self.write(", ")
        self.write(")))")

    def visit_Getitem(  # noqa: N802 - Jinja calls it so
        self, node: nodes.Getitem, frame: Frame
    ) -> None:
        """Compile an item or a slice, which is never one of a printed text."""
        if isinstance(node.arg, nodes.Slice):
            self.write("environment.whole(")
            self.visit(node.node, frame)
            self.write(")[")
            self.visit(node.arg, frame)
            self.write("]")
        else:
            super().visit_Getitem(node, frame)


def _without_blocks(body: list[nodes.Node]) -> list[nodes.Node]:
    """Return statements with the content of each block in the block's place."""
    found: list[nodes.Node] = []
    for node in body:
        for field in _BODIES:
            inner = getattr(node, field, None)
            if isinstance(inner, list):
                setattr(node, field, _without_blocks(inner))
        found += node.body if isinstance(node, nodes.Block) else [node]
    return found


class Environment(jinja2.Environment):
    """Compiles templates for a build."""

    code_generator_class = InPlace
    whole = staticmethod(whole)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item or an attribute by a name that is put together; never a private one."""
        public(argument)
        return super().getitem(obj, argument)


def templates_dir() -> Path:
    """Return the folder of the templates: inside an installed package, or of the checkout."""
    installed = _PACKAGE / "_templates"
    return installed if installed.is_dir() else _PACKAGE.parent / "templates"


_FAULTS: Final = (
    jinja2.TemplateError,
    ArithmeticError,
    AttributeError,
    LookupError,
    MemoryError,
    TypeError,
    ValueError,
)
"""What expressions of templates raise."""
_DEEP: Final = "its expressions or statements nest too deep"


class Templates:
    """The templates of some folders; a file in an earlier folder hides one in a later folder.

    `texts` hide those of all folders.
    """

    environment: ClassVar[type[jinja2.Environment]] = Environment
    finalize = staticmethod(printable)

    def __init__(
        self, folders: Sequence[Path], texts: Mapping[str, TemplateText] | None = None
    ) -> None:
        self._folders = [str(folder) for folder in folders]
        self._texts = texts or {}
        self._code = _Code()
        own = jinja2.FileSystemLoader(self._folders)
        self._environment = self.environment(
            loader=jinja2.ChoiceLoader([_Texts(self._texts), own, _Based(own)]),
            undefined=Missing,
            finalize=self.finalize,
            autoescape=False,  # The output is not HTML.
            trim_blocks=True,
            lstrip_blocks=True,
            keep_trailing_newline=True,
            auto_reload=False,
            cache_size=-1,
            bytecode_cache=self._code,
        )
        self._environment.globals.clear()
        environment: Any = self._environment
        environment.tests = strict_tests(environment.tests)
        environment.filters = strict_filters(environment.filters, self.finalize)

    def render(self, name: str, view: object) -> str:
        """Render the template `name`, in which `view` is the only variable.

        Raises `TemplateFailure` if the template is missing, wrong, or misuses its view.
        """
        try:
            text = self._environment.get_template(name).render(view=view)
            if self._texts:  # An author may write half a character, as an escape.
                text.encode("utf-8")
        except jinja2.TemplateSyntaxError as error:
            failed = self._shown(error.name or name)
            raise TemplateFailure(failed, error.lineno, str(error.message)) from error
        except jinja2.TemplateNotFound as error:
            raise TemplateFailure(str(error.name), 0, "no such template") from error
        except RecursionError as error:
            failed, line = self._place(error, name)
            raise TemplateFailure(failed, line, "this includes itself") from error
        except _FAULTS as error:
            failed, line = self._place(error, name)
            message = str(error) or type(error).__name__
            raise TemplateFailure(failed, line, message) from error
        return text

    def parse(self, name: str) -> nodes.Template:
        """Return the syntax tree of a template.

        Raises `TemplateFailure` if it is not valid, `jinja2.TemplateNotFound`.
        """
        loader: Any = self._environment.loader
        source, file, _ = loader.get_source(self._environment, name)
        try:
            return self._environment.parse(source, name, file)
        except jinja2.TemplateSyntaxError as error:
            raise TemplateFailure(
                self._shown(name), error.lineno, str(error.message)
            ) from error
        except RecursionError as error:
            raise TemplateFailure(self._shown(name), 0, _DEEP) from error

    def source(self, name: str) -> str:
        """Return the text of a template; raises `jinja2.TemplateNotFound`."""
        loader: Any = self._environment.loader
        source: str = loader.get_source(self._environment, name)[0]
        return source

    def parsed(self, text: str) -> nodes.Template:
        """Return the syntax tree of a text; raises `jinja2.TemplateSyntaxError`."""
        return self._environment.parse(text)

    def names(self) -> tuple[str, ...]:
        """Return the names of the folders' templates of distributions, sorted."""
        found = self._environment.list_templates(extensions=["jinja"])
        return tuple(n for n in found if n.split("/")[0] in OF_DISTRIBUTIONS)

    def compiled(self, *folders: str) -> dict[str, bytes]:
        """Compile all templates, or those of some folders; return their code, for `take`."""
        names = self._environment.list_templates(extensions=["jinja"])
        hidden = {f"{BASE}{name}" for name in self._texts} & set(names)
        for name in names:
            is_own = not name.startswith(BASE) and name not in self._texts
            if is_own and folders and name.split("/")[0] not in folders:
                continue
            if not name.startswith(BASE) or name in hidden:
                with suppress(jinja2.TemplateError):  # it is rendered that one is told
                    self._environment.get_template(name)
        return self._code.known

    def take(self, code: dict[str, bytes]) -> None:
        """Take the code of templates that are compiled already."""
        self._code.known.update(code)

    def _place(self, error: Exception, name: str) -> tuple[str, int]:
        """Return the innermost template line that an error passed through."""
        shown = {each.shown for each in self._texts.values()}
        place = (self._shown(name), 0)
        for frame, line in walk_tb(error.__traceback__):
            if frame.f_code.co_filename in shown:
                place = (frame.f_code.co_filename, line)
            for folder in map(Path, self._folders):
                file = Path(frame.f_code.co_filename)
                if file.is_relative_to(folder):
                    place = (file.relative_to(folder).as_posix(), line)
        return place

    def _shown(self, name: str) -> str:
        """Return how messages name a template."""
        return self._texts[name].shown if name in self._texts else name


def render(name: str, view: object) -> str:
    """Render one of the project's own templates; see `Templates.render`."""
    return own_templates().render(name, view)


def forget() -> None:
    """Read the project's own templates anew when they are next used: they may have changed."""
    own_templates.cache_clear()


@cache
def own_templates() -> Templates:
    """Return the project's own templates."""
    return Templates([templates_dir()])
