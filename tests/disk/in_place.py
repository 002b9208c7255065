"""A writer as it should not be: it changes files where they stand."""

from __future__ import annotations

from pathlib import Path

from generator.emit.manifest import manifest_bytes
from generator.emit.paths import MANIFEST
from generator.emit.plan import Plan, State


def write(plan: Plan, out: Path, *, force: bool) -> bool:
    for path in plan.paths(State.STALE):
        (out / path).unlink()
    contents = {path: file.content for path, file in plan.files.items()}
    for path, content in (contents | {MANIFEST: manifest_bytes(plan.manifest)}).items():
        (out / path).parent.mkdir(parents=True, exist_ok=True)
        (out / path).write_bytes(content)
    return force
