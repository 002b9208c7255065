"""States of an API's docs to compare: those of a folder, with some of their text replaced."""

from pathlib import Path

from generator.build import build_files, lower_input
from generator.diagnostics import Diagnostics, Severity
from generator.emit.fileset import File
from generator.emit.tree import EMPTY
from generator.inputs import ApiFolder, Input, read_input
from generator.lower.overlay import FILE
from generator.review.changed import ChangedFile
from generator.review.moves import Moves
from generator.review.report import Side
from generator.source import SourceFile

ROOT = Path(__file__).resolve().parents[1]
DUB = ROOT / "specs" / "dub"
BOTH = frozenset((Side.SENT, Side.RECEIVED))
NO_MOVES = Moves(None, ())


def read_texts(folder):
    """The texts of an API by path, the overlay's included."""
    found = read_input(ApiFolder("api", folder, "api"), Diagnostics())
    files = (*found.pages, found.overlay) if found.overlay else found.pages
    return {source.path: source.text for source in files}


def state(texts, name="api"):
    """What `read_api` returns for these texts."""
    pages = [SourceFile(p, text) for p, text in sorted(texts.items()) if p != FILE]
    overlay = SourceFile(FILE, texts[FILE]) if FILE in texts else None
    folder = ApiFolder(name, Path(name), name)
    return lower_input(folder, Input(tuple(pages), overlay), Diagnostics())


def replaced(texts, *edits):
    """The texts after edits, each a path, what stands there, and what is to stand there."""
    found = dict(texts)
    for path, old, new in edits:
        assert found[path].count(old) == 1, (path, old)
        found[path] = found[path].replace(old, new)
    return found


def errors(lowered):
    return [d for d in lowered.diagnostics.sorted() if d.severity is Severity.ERROR]


class Built:
    """A state that is built whole."""

    def __init__(self, lowered):
        self.state = lowered
        self._files = build_files(lowered, EMPTY)

    def changes_to(self, after):
        """What `changed_files` is to return."""
        old, new = self._files, build_files(after, EMPTY)
        both = old.keys() & new.keys()
        same = {path for path in both if old[path].content == new[path].content}
        return tuple(
            ChangedFile(path, old.get(path), new.get(path))
            for path in sorted((old.keys() | new.keys()) - same)
        )


def change(path, before, after):
    """A changed file of these two texts; `None` for no file."""
    files = [None if t is None else File(t.encode(), "") for t in (before, after)]
    return ChangedFile(path, *files)
