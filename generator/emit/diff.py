"""Unified diffs: of a plan, and of a single file."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import unified_diff

from generator.emit.manifest import manifest_bytes
from generator.emit.paths import MANIFEST
from generator.emit.plan import Plan, State


def diff(plan: Plan) -> str:
    """Return what separates the output from the build, by path; empty if nothing does.

    New, changed, stale and edited files are shown line by line, extra files are named. The
    manifest is shown where nothing else differs: else its hashes would only repeat the rest. What
    a terminal would act on is shown as an escape.
    """
    lines: list[str] = []
    for path, state in plan.states.items():
        if state is State.EXTRA:
            lines.append(f"Only in output: {_shown(path, kept='')}")
        elif state is not State.UNCHANGED:
            wanted = plan.files[path].content if path in plan.files else None
            lines += file_diff(path, plan.tree.files.get(path), wanted)
    if not lines and plan.manifest_differs:
        before = manifest_bytes(plan.tree.manifest) if plan.tree.manifest else None
        lines += file_diff(MANIFEST, before, manifest_bytes(plan.manifest))
    return "".join(f"{line}\n" for line in lines)


def file_diff(path: str, before: bytes | None, after: bytes | None) -> Iterator[str]:
    """Yield the lines that separate two contents of a file; `None` stands for no file."""
    shown = _shown(path, kept="")
    yield from unified_diff(
        _lines(before),
        _lines(after),
        "/dev/null" if before is None else f"a/{shown}",
        "/dev/null" if after is None else f"b/{shown}",
        lineterm="",
    )
    if not before and not after:
        yield f"{'Missing' if before is None else 'Surplus'} empty file: {shown}"


def _lines(content: bytes | None) -> list[str]:
    """Return the lines; one without a line end says so in the way of `diff`."""
    if not content:
        return []
    text = content.decode(errors="backslashreplace")
    *lines, last = text.split("\n")
    if last:
        lines.append(f"{last}\n\\ No newline at end of file")
    return [_shown(line) for line in lines]


def _shown(line: str, kept: str = "\t\n") -> str:
    """Return a line, or a path if nothing is kept, with all that is not seen as escapes."""
    return "".join(c if c.isprintable() or c in kept else _escape(c) for c in line)


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode()
