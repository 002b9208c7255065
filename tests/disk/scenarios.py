"""The commands that write, each with what is there before it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from generator.cli import main
from tests.cli.zoo import PAGES, PET, write
from tests.lowering import object_page, row

_OLDER = PAGES | {
    PET: object_page("Pet", row("name"), row("ownerName", description="Older")),
    "docs/models/components/gone.md": object_page("Gone", row("a")),
}
_APIS = ("ark", "zoo")


@dataclass(frozen=True)
class Machine:
    """What the system can do beyond renaming and copying."""

    has_exchange: bool
    """Whether it can exchange two folders in one step, and flush a file system."""
    has_links: bool


LINUX = Machine(has_exchange=True, has_links=True)
PLAIN = Machine(has_exchange=False, has_links=False)


@dataclass(frozen=True)
class Scenario:
    """One command, and the places in which it writes."""

    arguments: tuple[str, ...]
    prepare: Callable[[], None]
    """Makes what is there before, in the working directory."""
    units: tuple[str, ...]
    """Files, and folders with a final slash, each of which is wholly old or wholly new."""
    codes: frozenset[int] = frozenset({0})
    """Exit codes of a run after one that failed or died."""
    may_stay: bool = False
    """Whether a run ends well that could not write."""
    brief: str = ""
    """What the lines hold whose calls a brief trial is about; others are tried elsewhere."""
    machine: Machine = LINUX
    cache: str = ""
    """`DOCS2SDK_CACHE`."""


def _docs(pages: dict[str, str] = PAGES, apis: Iterable[str] = _APIS) -> None:
    for name in apis:
        write(Path("specs", name), pages)


def _run(*arguments: str) -> None:
    if main(arguments) != 0:
        raise AssertionError(arguments)


def _generated_before() -> None:
    """Leave older output, with a file of the user and a tool of the user in it."""
    _docs(_OLDER)
    _run(*_GENERATE)
    _docs()
    for name in _APIS:
        Path("specs", name, "docs/models/components/gone.md").unlink()
        out = Path("generated", name)
        (out / "notes.txt").write_text("mine", encoding="utf-8")
        (out / ".git").mkdir()
        (out / ".git" / "config").write_text("mine", encoding="utf-8")


def _loose() -> None:
    """Leave pages that are not canonical."""
    _docs({path: text.replace("| --- ", "|---") for path, text in PAGES.items()})


def _accepted() -> None:
    """Leave older baselines, which know of nothing."""
    _docs()
    for name in _APIS:
        Path("specs", name, "doubts.toml").write_text("", encoding="utf-8")


def _vendors_docs() -> None:
    _docs(apis=["ark"])
    Path("specs/ark/sdk.toml").unlink()


def _two_states() -> None:
    _docs(_OLDER, ["old"])
    _docs(PAGES, ["new"])
    Path("specs/new/docs/models/components/gone.md").unlink(missing_ok=True)


def _reviewed() -> None:
    _two_states()
    Path("report.md").write_text("an older report", encoding="utf-8")


def _stamped() -> None:
    _docs(apis=["zoo"])
    _run(*_GENERATE)


_GENERATE = ("generate", "--models-only")
_OUTPUTS = ("generated/ark/", "generated/zoo/")
_REVIEW = ("review", "specs/old", "specs/new", "--format", "markdown", "--out")
SCENARIOS = {
    "generate anew": Scenario(_GENERATE, _docs, _OUTPUTS),
    "generate again": Scenario(_GENERATE, _generated_before, _OUTPUTS, brief="emit/"),
    "generate again, renames": Scenario(
        _GENERATE, _generated_before, _OUTPUTS, brief="swap.py", machine=PLAIN
    ),
    "generate and stamp": Scenario(
        _GENERATE,
        _stamped,
        ("cache/",),
        may_stay=True,
        brief="stamp.py",
        cache="cache",
    ),
    "fmt": Scenario(
        ("fmt",),
        _loose,
        tuple(f"specs/{api}/{path}" for api in _APIS for path in PAGES),
        brief="emit/",
    ),
    "init": Scenario(
        ("init", "specs/ark", "new"),
        _vendors_docs,
        ("specs/new/",),
        frozenset({0, 1}),
        brief="emit/",
    ),
    "lint --accept anew": Scenario(
        ("lint", "--accept"),
        _docs,
        tuple(f"specs/{api}/doubts.toml" for api in _APIS),
        brief="emit/",
    ),
    "lint --accept again": Scenario(
        ("lint", "--accept"),
        _accepted,
        tuple(f"specs/{api}/doubts.toml" for api in _APIS),
        brief="emit/",
    ),
    "review --out anew": Scenario(
        (*_REVIEW, "report.md"), _two_states, ("report.md",), brief="emit/"
    ),
    "review --out again": Scenario(
        (*_REVIEW, "report.md"), _reviewed, ("report.md",), brief="emit/"
    ),
}
