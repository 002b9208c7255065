"""All cells of the matrix of sinks and payloads, and what is wrong with any of them."""

import sys

from tests.hostile.matrix import every_outcome, table

if __name__ == "__main__":
    cells = every_outcome()
    print("\n".join(table(cells)))
    wrong = [
        f"{place} <- {payload}:\n{problem}"
        for (place, payload), found in cells.items()
        for problem in found.problems
    ]
    print("\n\n".join([*wrong, f"{len(wrong)} problems"]))
    sys.exit(bool(wrong))
