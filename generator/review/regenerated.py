"""What the generator changed: the old output, and what is made of the same docs now."""

from __future__ import annotations

from collections.abc import Mapping

from generator import __version__
from generator.build import Lowered, build_files, python_settings
from generator.emit.fileset import File
from generator.emit.manifest import Entry
from generator.emit.plan import Plan, State, make_plan
from generator.emit.tree import Tree
from generator.progress import Track
from generator.records import record
from generator.review.changed import ChangedFile
from generator.review.moves import Moves
from generator.review.radius import radius
from generator.review.report import Radius, SurfaceChange
from generator.review.subjects import Subjects
from generator.review.surface import surface
from generator.templating.sets import OWN, TemplateSet


@record
class Regenerated:
    """What the generator changed."""

    radius: Radius
    names: tuple[SurfaceChange, ...]
    """Public names; without those of the runtime, of which the generator's changelog tells."""


def regenerated(
    lowered: Lowered,
    output: Tree,
    subjects: Subjects,
    track: Track,
    templates: TemplateSet = OWN,
) -> Regenerated:
    """Compare `output`, made of an API by the generator of then, with what that of now makes.

    Raises `HostileTextError` and `TemplateFailure` as `generate` does.
    """
    files = build_files(lowered, output, track, templates)
    plan = make_plan(files, __version__, output)
    changed = [
        ChangedFile(path, _there(path, plan), plan.files.get(path))
        for path in plan.paths(State.NEW, State.CHANGED, State.STALE, State.EDITED)
    ]
    version = output.manifest.generator if output.manifest else ""
    package = python_settings(lowered).package
    packages = (_package(output) or package, package)
    both = (subjects, subjects)
    return Regenerated(
        radius(changed, subjects.owners(), version),
        surface(changed, packages, both, subjects.sides, Moves(lowered.api, ())),
    )


def _there(path: str, plan: Plan) -> File | None:
    content = plan.tree.files.get(path)
    if content is None:
        return None
    entries: Mapping[str, Entry] = (
        plan.tree.manifest.files if plan.tree.manifest else {}
    )
    return File(content, entries[path].rendered if path in entries else "")


def _package(output: Tree) -> str:
    """Return the name of the package that an output holds; empty where it is not plain."""
    found = {path.split("/")[1] for path in output.files if path.startswith("src/")}
    return found.pop() if len(found) == 1 else ""
