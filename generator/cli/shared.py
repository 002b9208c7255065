"""What commands share: exit codes, findings, reading all APIs."""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from generator.build import Lowered, read_api
from generator.cli.printing import say
from generator.diagnostics import Severity, render
from generator.inputs import ApiFolder, find_apis
from generator.templating.sets import OWN, TemplateSet

if TYPE_CHECKING:
    from generator.fmt.pages import Formatted

OK: Final = 0
FOUND: Final = 1
USAGE: Final = 2


def show(apis: Sequence[Lowered | Formatted], *, errors_only: bool = False) -> None:
    """Print what was found in the docs to standard error."""
    for text in findings(apis, errors_only=errors_only):
        say(text)


def findings(
    apis: Sequence[Lowered | Formatted], *, errors_only: bool = False
) -> Iterator[str]:
    """Yield what was found in the docs, as it is printed."""
    for found in apis:
        for diagnostic in found.diagnostics.sorted():
            if diagnostic.severity is Severity.ERROR or not errors_only:
                yield render(diagnostic, found.folder.shown, found.sources)


def have_errors(apis: Sequence[Lowered]) -> bool:
    """Tell whether any API has an error."""
    return any(lowered.diagnostics.has_errors for lowered in apis)


def read_apis(options: argparse.Namespace) -> list[Lowered]:
    """Read the APIs at `options.specs`.

    Raises `UnreadableInputError`, `OSError`.
    """
    folders = find_apis(options.specs)
    return [read_one(folder, options) for folder in folders]


def chosen_templates(options: argparse.Namespace) -> TemplateSet:
    """Return the templates that `--templates` names, or the project's own.

    Raises `TemplatesError`, `OSError`.
    """
    if options.templates is None:
        return OWN
    # Without the option, a run needs neither this nor Pydantic.
    from generator.templating.folder import read_templates  # noqa: PLC0415

    return read_templates(options.templates)


def read_one(folder: ApiFolder, options: argparse.Namespace) -> Lowered:
    """Read one API as the options say."""
    return read_api(folder, models_only=options.models_only, track=options.track)
