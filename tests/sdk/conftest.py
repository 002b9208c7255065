"""The emitted SDK of Dub, as it stands in the repository."""

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "generated" / "dub" / "src"

sys.path.insert(0, str(SOURCE))
