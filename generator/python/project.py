"""Pages about the whole distribution: README, index of the reference, errors, pyproject.toml."""

from __future__ import annotations

from generator.ir.api import Api
from generator.python.errors import error_base_name, error_pages
from generator.python.library import Library
from generator.python.names import error_class_name, member_name
from generator.python.page_links import Links
from generator.python.prose import described
from generator.python.resources import operations
from generator.python.settings import PythonSettings
from generator.records import record
from generator.render.printers import Printers


@record
class PyprojectView:
    """The distribution's pyproject.toml."""

    distribution: str
    """The name that is installed, as a string of TOML."""
    description: str
    """As a string of TOML."""
    package: str
    """The path of the package, as a string of TOML."""
    version: str
    """As a string of TOML."""


@record
class IndexView:
    """The first page of the reference."""

    client: str
    """The client class."""
    operations: tuple[str, ...]
    """A link to each."""
    models: tuple[str, ...]
    """A link to each."""


@record
class ErrorSectionView:
    """One error class on the page of errors."""

    name: str
    """The class."""
    doc: str
    """Its description in Markdown."""
    statuses: str
    """The statuses that raise it, in words."""
    model: str
    """A link to the model of its `data`."""


@record
class ErrorsPageView:
    """The page of errors."""

    package: str
    """The import name of the SDK."""
    base: str | None
    """As `ErrorsView.base`."""
    classes: tuple[ErrorSectionView, ...]
    """The exceptions that the docs describe."""


def pyproject_view(settings: PythonSettings, printers: Printers) -> PyprojectView:
    """Return the view of `templates/project/pyproject.toml.jinja`."""
    return PyprojectView(
        distribution=printers.toml_string(settings.distribution),
        description=printers.toml_string(f"Python SDK for {settings.client}"),
        package=printers.toml_string(f"src/{settings.package}"),
        version=printers.toml_string(settings.version),
    )


def index_view(
    api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> IndexView:
    """Return the view of `templates/docs/README.md.jinja`."""
    links = Links("", printers)
    return IndexView(
        client=settings.client,
        operations=tuple(
            links.operation(node, member_name(operation.name))
            for node, operation in operations(api)
        ),
        models=tuple(links.model(key) for key in sorted(library.models)),
    )


def errors_page(
    api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> ErrorsPageView:
    """Return the view of `templates/docs/errors.md.jinja`."""
    links = Links("", printers)
    return ErrorsPageView(
        package=settings.package,
        base=error_base_name(api),
        classes=tuple(
            ErrorSectionView(
                name=error_class_name(key),
                doc=printers.markdown_prose(
                    described(
                        key.title,
                        library.models[key].doc,
                        library.models[key].deprecated,
                    )
                ),
                statuses=", ".join(
                    str(first) if first == last else f"{first} to {last}"
                    for first, last in statuses
                ),
                model=links.model(key),
            )
            for key, statuses in error_pages(api).items()
        ),
    )
