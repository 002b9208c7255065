"""Why an output folder is not written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path


class EmitError(Exception):
    """Nothing was written; the output is as it was."""


class UnsafePath(EmitError):  # noqa: N818 - named for what was found
    """A path that must not be written: outside the output, or not the same on every system."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(f"{path!a}: {reason}")
        self.path = path
        self.reason = reason
        """What is wrong with it, to be read after its name."""


class BrokenManifest(EmitError):  # noqa: N818 - named for what was found
    """The manifest of the output cannot be read."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(f"{path}: not a manifest of docs2sdk: {reason}")
        self.path = path


class SymlinkInOutput(EmitError):  # noqa: N818 - named for what was found
    """The output is, or holds, a symbolic link or a special file; writing could go elsewhere."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: symbolic link or special file in the output")
        self.path = path


class EditedFiles(EmitError):  # noqa: N818 - named for what was found
    """Files that writing would overwrite or remove were not left by a run."""

    def __init__(self, paths: Sequence[str]) -> None:
        super().__init__("edited by hand: " + ", ".join(paths))
        self.paths = tuple(paths)
        """Relative to the output, sorted."""


class AlreadyThere(EmitError):  # noqa: N818 - named for what was found
    """Something stands where a new folder was to be."""

    def __init__(self, path: Path) -> None:
        super().__init__(f"{path}: is there already; nothing was written")
        self.path = path


class OutputChanged(EmitError):  # noqa: N818 - named for what was found
    """The output changed after the plan was made."""

    def __init__(self, out: Path) -> None:
        super().__init__(f"{out}: changed while docs2sdk ran; run it again")
        self.path = out
