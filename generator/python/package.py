"""All files of a distribution: which template makes each one, and from what view."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Final

from generator.ir.api import Api
from generator.ir.models import EnumModel, Model, ObjectModel, UnionModel
from generator.python.adapt import adapted
from generator.python.aliases import enum_view, union_view
from generator.python.client import client_names, client_view
from generator.python.errors import errors_view
from generator.python.examples import Examples
from generator.python.library import Library, library
from generator.python.model_module import model_module, model_source
from generator.python.model_pages import model_page, users_of_models
from generator.python.models import object_view
from generator.python.names import module_name, namespace_module
from generator.python.namespaces import NamespacesView, namespace_views
from generator.python.page_links import Links
from generator.python.project import errors_page, index_view, pyproject_view
from generator.python.readme import readme_view
from generator.python.resource_pages import resource_page
from generator.python.resources import modules, resource_view
from generator.python.settings import PythonSettings
from generator.python.usage import Usage
from generator.records import record
from generator.render.printers import PRINTERS, Printers


def _unknown() -> None:
    """Return the source of a view that is made of too much."""


@record
class PlannedFile:
    """A file that is not yet rendered."""

    path: str
    """Relative to the distribution's folder, with forward slashes."""
    template: str
    """Relative to the folder of templates."""
    make_view: Callable[[], object]
    make_source: Callable[[], object] = _unknown
    """Gives all that the view is made of, apart from settings and from names that Python's things
    do not have of themselves: of equal sources, equal views are made. `None` where only the view
    itself tells."""

    @property
    def source(self) -> object:
        """What its view is made of; cheaper than the view."""
        return self.make_source()

    @property
    def view(self) -> object:
        """The template's view, made when it is asked for: nobody needs all at once."""
        return self.make_view()


_RUNTIME_OF_MODELS: Final = (
    ("Deviation", "lenient"),
    ("deviations", "lenient"),
    ("RequestOptions", "options"),
)
_RUNTIME: Final = (
    ("AsyncByteStream", "downloads"),
    ("ByteStream", "downloads"),
    ("FileInput", "files"),
    ("DeviationEvent", "hooks"),
    ("RequestEvent", "hooks"),
    ("ResponseEvent", "hooks"),
    ("RetryEvent", "hooks"),
    *_RUNTIME_OF_MODELS,
    ("AsyncPage", "pagination"),
    ("AsyncPager", "pagination"),
    ("Page", "pagination"),
    ("Response", "response"),
    ("AsyncEventStream", "streams"),
    ("AsyncJsonLines", "streams"),
    ("EventStream", "streams"),
    ("JsonLines", "streams"),
)


@record
class InitView:
    """The package itself."""

    client: str
    """The client class, also where there is none for want of operations."""
    exports: tuple[str, ...]
    """Names of the client classes."""
    runtime: tuple[tuple[str, str], ...]
    """Names of the runtime that users of a client annotate with, each with its module."""


@record
class VersionView:
    """The module of the version."""

    version: str
    """As a literal."""


def package_files(
    api: Api,
    settings: PythonSettings,
    printers: Printers,
    prose: Printers = PRINTERS,
) -> tuple[PlannedFile, ...]:
    """Return all files but the runtime's, sorted by path.

    `printers` print what is code, `prose` what is Markdown.

    The names must have passed `generator.python.check.check_names`.
    """
    api = adapted(api)
    models = library(api)
    files = (
        *_package(api, settings, printers),
        *_models(models, settings, printers),
        *_resources(api, models, settings, printers),
        *_project(api, models, settings, prose),
        *_pages(api, models, settings, prose),
    )
    return tuple(sorted(files, key=lambda file: file.path))


def _package(
    api: Api, settings: PythonSettings, printers: Printers
) -> Iterator[PlannedFile]:
    folder = f"src/{settings.package}"
    names = client_names(api, settings)
    version = printers.string_literal(settings.version)
    files: list[tuple[str, str, Callable[[], object]]] = [
        ("__init__.py", "init.py", partial(_init_view, settings, names)),
        ("_version.py", "version.py", partial(VersionView, version)),
        ("errors.py", "errors.py", partial(errors_view, api, printers)),
        ("py.typed", "py_typed", partial(_ready, None)),
    ]
    if names:
        files += [
            ("_client.py", "client.py", partial(client_view, api, settings, printers)),
            ("resources/__init__.py", "resources.py", partial(_ready, None)),
        ]
    for name, template, view in files:
        yield PlannedFile(f"{folder}/{name}", f"python/{template}.jinja", view)
    project = partial(pyproject_view, settings, printers)
    yield PlannedFile("pyproject.toml", "project/pyproject.toml.jinja", project)


def _init_view(settings: PythonSettings, names: tuple[str, ...]) -> InitView:
    return InitView(settings.client, names, _RUNTIME if names else _RUNTIME_OF_MODELS)


def _models(
    models: Library, settings: PythonSettings, printers: Printers
) -> Iterator[PlannedFile]:
    folder = f"src/{settings.package}/models"
    namespaces = namespace_views(models)
    names = tuple(namespace.name for namespace in namespaces)
    view = partial(NamespacesView, names)
    yield PlannedFile(f"{folder}/__init__.py", "python/models.py.jinja", view)
    for namespace in namespaces:
        path = f"{folder}/{namespace.name}/__init__.py"
        found = partial(_ready, namespace)
        yield PlannedFile(path, "python/namespace.py.jinja", found)
    for key, model in models.models.items():
        file = printers.file_name(f"{module_name(key.title)}.py")
        path = f"{folder}/{namespace_module(key)}/{file}"
        template = "object" if isinstance(model, ObjectModel) else "alias"
        yield PlannedFile(
            path,
            f"python/{template}.py.jinja",
            partial(_model, model, models, printers),
            partial(model_source, model, models),
        )


def _model(model: Model, models: Library, printers: Printers) -> object:
    module = model_module(model, models, printers)
    match model:
        case ObjectModel():
            return object_view(model, module)
        case EnumModel():
            return enum_view(model, module)
        case UnionModel():
            return union_view(model, module)


def _resources(
    api: Api, models: Library, settings: PythonSettings, printers: Printers
) -> Iterator[PlannedFile]:
    folder = f"src/{settings.package}/resources"
    for node in modules(api):
        file = printers.file_name(f"{node.module}.py")
        view = partial(resource_view, node, api, models, settings, printers)
        yield PlannedFile(f"{folder}/{file}", "python/resource.py.jinja", view)


def _project(
    api: Api, models: Library, settings: PythonSettings, printers: Printers
) -> Iterator[PlannedFile]:
    usage = Usage(api, settings, Examples(models.models, printers))
    for path, template, view in (
        (
            "README.md",
            "project/README.md",
            partial(readme_view, api, models, usage, printers),
        ),
        (
            "docs/README.md",
            "docs/README.md",
            partial(index_view, api, models, settings, printers),
        ),
        (
            "docs/errors.md",
            "docs/errors.md",
            partial(errors_page, api, models, settings, printers),
        ),
    ):
        yield PlannedFile(path, f"{template}.jinja", view)


def _pages(
    api: Api, models: Library, settings: PythonSettings, printers: Printers
) -> Iterator[PlannedFile]:
    nodes = tuple(modules(api))
    usage = Usage(api, settings, Examples(models.models, printers))
    for node in nodes:
        path = f"docs/resources/{node.module}.md"
        page = partial(resource_page, node, models, usage, printers)
        yield PlannedFile(path, "docs/resource.md.jinja", page)
    links = Links("../../", printers)
    users = users_of_models(nodes, links)
    for key, model in models.models.items():
        path = f"docs/models/{namespace_module(key)}/{module_name(key.title)}.md"
        view = partial(model_page, model, links, users)
        source = partial(_ready, (model, users.get(key)))
        yield PlannedFile(path, "docs/model.md.jinja", view, source)


def _ready(view: object) -> object:
    """Return a view that there is already; templates without one get `None`."""
    return view
