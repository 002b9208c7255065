"""`python -m tests.sdk.faults`: the table of faults, with a verdict for each kind of client."""

from __future__ import annotations

import sys
import tempfile
import traceback
from pathlib import Path

from tests.sdk.faults.kit import Kit
from tests.sdk.faults.rows import Row
from tests.sdk.faults.table import KINDS, load
from tests.sdk.runtime import harness


def run(row: Row, kit: Kit) -> str:
    """Return why a row fails for one kind of client; empty if it holds."""
    try:
        row.check(kit)
    except BaseException as error:
        if isinstance(error, KeyboardInterrupt):
            raise
        return "".join(traceback.format_exception(error)[-3:])
    return ""


def main(wanted: list[str]) -> int:
    """Print the table; the arguments choose the rows whose ids begin with one of them."""
    failures: list[str] = []
    with tempfile.TemporaryDirectory() as folder:
        harness.lay_out(Path(folder))
        sdk = harness.load(Path(folder))
        rows = [
            row for row in load().values() if row.id.startswith(tuple(wanted or [""]))
        ]
        print(f"{'row':40} {'sync':6} {'async':6} what")
        for row in rows:
            verdicts = dict.fromkeys(KINDS, "-")
            for kind in row.kinds:
                kit = Kit(sdk, asynchronous=kind == "async")
                kit.thorough = True
                problem = run(row, kit)
                verdicts[kind] = "FAIL" if problem else "ok"
                failures += (
                    [f"{row.id}, {kind}: {row.how}\n{problem}"] if problem else []
                )
            print(
                f"{row.id:40} {verdicts['sync']:6} {verdicts['async']:6} {row.what}",
                flush=True,
            )
    print(*failures, f"{len(rows)} rows, {len(failures)} failures", sep="\n")
    return 1 if failures or not rows else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
