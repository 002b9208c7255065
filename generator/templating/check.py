"""`templates check`: an author's templates, tried on APIs that have every shape."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Container, Iterator, Mapping, Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import Final

from generator.build import Lowered, read_api
from generator.emit.create import create_folder
from generator.inputs import find_apis
from generator.render.environment import TemplateFailure, templates_dir
from generator.templating.context import attributes, records
from generator.templating.findings import Finding
from generator.templating.running import check_types, import_all
from generator.templating.sets import TemplateSet
from generator.templating.trial import OF_PROJECT, Complaint, Trial, grouped

_LACKS: Final = re.compile(r"`(\w+)` has no attribute `(\w+)`")
SHAPES: Final = "shapes"
"""The folder of those APIs, beside the templates."""


def shapes() -> list[Lowered]:
    """Return the APIs that have, together, every shape of the model and of the views."""
    return [read_api(folder) for folder in find_apis(templates_dir() / SHAPES)]


def check(
    templates: TemplateSet,
    apis: Sequence[Lowered],
    more: Sequence[Lowered] = (),
    *,
    types: bool,
    cache: Path | None = None,
) -> tuple[Finding, ...]:
    """Make the SDKs of the APIs with the templates, and return what is wrong with them, sorted.

    `apis` are those of `shapes`; `more` are others, whose docs may hold programs that are none.

    What is made is rendered, parsed, compiled and looked through for text of the docs that became
    code; and if nothing was found so far, imported and, if `types`, type-checked. Nothing of it is
    kept but what `cache` remembers of types. Raises `CannotRun`, `OSError`, and `TemplatesError`
    where two files would have one path.
    """
    trials = [Trial(lowered, templates) for lowered in apis]
    trials += (Trial(lowered, templates, is_ours=False) for lowered in more)
    found = [each for trial in trials for each in trial.findings(trial.complaints)]
    failed = {str(each): each for trial in trials for each in trial.failures}
    own = {text.shown for text in templates.texts.values()}
    found += ((_failure(each, own), "") for each in failed.values())
    if not found:
        found = list(_of_running(trials, types=types, cache=cache))
    return tuple(grouped(found))


def _failure(failure: TemplateFailure, own: Container[str]) -> Finding:
    """Return what made a template fail; of a misspelt attribute, what was meant.

    `own` are the author's templates, as messages name them.
    """
    place = failure.template, failure.line
    lacking = _LACKS.match(failure.message)
    if lacking is None or failure.template not in own:
        hint = "" if failure.template in own else OF_PROJECT
        return Finding(*place, failure.message, hint)
    view, name = lacking.groups()
    known = [a.name for c in records() if c.__name__ == view for a in attributes(c)]
    close = get_close_matches(name, known, n=1)
    hint = f"write `{close[0]}`" if close else f"it has {', '.join(known)}"
    return Finding(*place, failure.message, hint if known else "")


def _of_running(
    trials: Sequence[Trial], *, types: bool, cache: Path | None
) -> Iterator[tuple[Finding, str]]:
    with tempfile.TemporaryDirectory(prefix="docs2sdk-") as folder:
        root = Path(folder).resolve()
        for batch in _batches(trials):
            place = root / str(len(list(root.iterdir())))
            for name, trial in batch.items():
                create_folder(place / name, trial.files())
            packages = {name: trial.settings.package for name, trial in batch.items()}
            imported = import_all(place, packages)
            yield from _findings(batch, imported)
            if types and not any(imported.values()):
                yield from _findings(batch, check_types(place, list(batch), cache))


def _batches(trials: Sequence[Trial]) -> Iterator[Mapping[str, Trial]]:
    """Yield trials that one process can import: no two packages of one name."""
    left = list(trials)
    while left:
        packages = {trial.settings.package: trial for trial in reversed(left)}
        yield {f"{at}-{each.name}": each for at, each in enumerate(packages.values())}
        left = [
            trial for trial in left if packages[trial.settings.package] is not trial
        ]


def _findings(
    trials: Mapping[str, Trial], complaints: Mapping[str, Sequence[Complaint]]
) -> Iterator[tuple[Finding, str]]:
    for name, found in complaints.items():
        yield from trials[name].findings(found)
