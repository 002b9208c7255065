"""Trying mutants: the tests that a mutant names run on a copy of the project, with it in place."""

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from tests.mutation.mutant import ROOT, Mutant

_FOLDERS = ("generator", "specs", "templates", "tests")
_FILES = ("pyproject.toml", "*.md")
_LINKED = ("generated",)
"""Is large, and no mutant changes it."""
_FAILED = re.compile(r"^FAILED (\S+)", re.MULTILINE)
LONGEST = 600
"""Seconds for the tests of one mutant: one that waits for ever is noticed by that."""
_TESTS_FAILED = 1
"""The exit code of pytest if tests failed; it has others for what could not even begin."""


@dataclass(frozen=True)
class Trial:
    """What came of the tests."""

    code: int
    output: str

    @property
    def killer(self) -> str | None:
        """The test that failed; `None` if none did, and if they could not be run."""
        found = _FAILED.search(self.output)
        return found[1] if found and self.code == _TESTS_FAILED else None


class Copy:
    """A copy of the project, in which files may be changed for a while."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        ignored = shutil.ignore_patterns("__pycache__", "bench")
        for name in _FOLDERS:
            shutil.copytree(ROOT / name, folder / name, ignore=ignored)
        for pattern in _FILES:
            for path in ROOT.glob(pattern):
                shutil.copy(path, folder / path.name)
        for name in _LINKED:
            (folder / name).symlink_to(ROOT / name)

    def tried(self, mutant: Mutant) -> Trial:
        """Run the tests of a mutant with it in place."""
        path = self._folder / mutant.file
        before = path.read_text(encoding="utf-8")
        path.write_text(mutant.mutated(before), encoding="utf-8")
        try:
            return self.run(mutant.tests)
        finally:
            path.write_text(before, encoding="utf-8")

    def run(self, tests: Sequence[str]) -> Trial:
        """Run tests on the copy as it is, up to the first that fails."""
        options = ["-x", "-q", "--tb=line", "-p", "no:cacheprovider"]
        temporary = self._folder.with_name(f"{self._folder.name}-tmp")
        try:
            done = subprocess.run(
                [
                    sys.executable,
                    "-m",
                    "pytest",
                    *options,
                    f"--basetemp={temporary}",
                    *tests,
                ],
                cwd=self._folder,
                env=os.environ
                | {"PYTHONDONTWRITEBYTECODE": "1", "DOCS2SDK_SHARED": os.devnull},
                capture_output=True,
                text=True,
                check=False,
                timeout=LONGEST,
            )
        except subprocess.TimeoutExpired:
            return Trial(_TESTS_FAILED, f"FAILED {tests[0]} (did not end)")
        return Trial(done.returncode, done.stdout + done.stderr)


@contextmanager
def copied() -> Iterator[Copy]:
    """Make a copy that goes again."""
    with TemporaryDirectory() as folder:
        yield Copy(Path(folder) / "copy")
