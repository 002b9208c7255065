"""Reads the docs at a folder twice, and does nothing with them: what a review is compared with."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from generator.build import read_api
from generator.inputs import find_apis

if __name__ == "__main__":
    gc.disable()  # As every command does.
    for _ in range(2):
        for folder in find_apis(Path(sys.argv[1])):
            read_api(folder)
