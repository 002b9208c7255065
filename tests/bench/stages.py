"""Where the time of a cold run goes: processor time of each stage, in one process."""

from __future__ import annotations

import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from pkgutil import resolve_name
from typing import Any

STAGES = {  # The functions of modules and classes.
    "generator.build": (
        *("read_input", "_read_page", "lower", "run_passes", "run_checks"),
        *("check_names", "package_files", "syntax_problems"),
    ),
    "generator.templating.sets:TemplateSet": ("render", "format"),
    "generator.cli.writing": ("read_output", "make_plan", "write"),
}


def main(specs: Path, out: Path) -> None:
    """Generate into `out`, which must not be there, and print a line for each stage."""
    taken: Counter[str] = Counter()
    start = time.process_time()
    import generator.cli.writing  # noqa: F401, PLC0415 - the import is what is timed

    taken["imports"] = time.process_time() - start
    for owner, names in STAGES.items():
        for name in names:
            timed(resolve_name(owner), name, taken)
    from generator.cli import main as run  # noqa: PLC0415 - belongs to the run

    code = run(["generate", str(specs), "--out", str(out)])
    if code:
        raise SystemExit(code)
    total = time.process_time() - start
    taken["everything else"] = total - taken.total()
    for stage, seconds in taken.most_common():
        print(f"  {stage.strip('_'):16} {seconds:7.3f} s {seconds / total:6.1%}")


def timed(owner: Any, name: str, taken: Counter[str]) -> None:
    """Put a function in the place of `name` that adds up how long it runs."""
    function: Callable[..., Any] = getattr(owner, name)

    def call(*arguments: Any, **named: Any) -> Any:
        start = time.process_time()
        try:
            return function(*arguments, **named)
        finally:
            taken[name] += time.process_time() - start

    setattr(owner, name, call)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
