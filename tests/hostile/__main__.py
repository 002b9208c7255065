"""All cells of the matrix of sinks and payloads, and what is wrong with any of them."""

import sys

from tests.hostile.matrix import every_outcome, table

if __name__ == "__main__":
    cells = {}
    for (place, payload), found in every_outcome():
        cells[place, payload] = found
        for problem in found.problems:
            print(f"{place} <- {payload}:\n{problem}\n", flush=True)
    print("\n".join(table(cells)))
    sys.exit(any(found.problems for found in cells.values()))
