"""`make fuzz`: each target under Atheris for a while; `SECONDS` and names of targets may follow.

What reaches new code is kept in `.cache/fuzz`, and is where the next run begins. An input that breaks
a promise is written there as `crash-...` and ends the run with its traceback: it becomes a file of
`tests/fuzz/corpus` once the generator is mended.
"""

import subprocess
import sys
from pathlib import Path

from tests.fuzz.targets import TARGETS

ROOT = Path(__file__).resolve().parents[2]
CORPUS = Path(__file__).parent / "corpus"
FOUND = ROOT / ".cache" / "fuzz"
PYTHON = FOUND / "environment" / "bin" / "python"
ATHERIS = "atheris==3.0.0"
LONGEST = 4096
"""Bytes of an input. Longer ones are tests of growth, not of forms."""


def main(seconds: str = "60", *names: str) -> int:
    """Return 0 if no target was broken."""
    install()
    return max(fuzzed(name, seconds) for name in names or TARGETS)


def install() -> None:
    """Make an environment with the generator's libraries and Atheris, unless it is there."""
    ready = FOUND / "environment" / ".ready"
    if ready.exists():
        return
    subprocess.run([sys.executable, "-m", "venv", "--clear", ready.parent], check=True)
    pip = [PYTHON, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    subprocess.run(
        [*pip, "--requirement", ROOT / "requirements.lock", ATHERIS], check=True
    )
    ready.touch()


def fuzzed(name: str, seconds: str) -> int:
    """Fuzz one target; return the exit code of libFuzzer."""
    found = FOUND / name
    found.mkdir(parents=True, exist_ok=True)
    options = [f"-max_total_time={seconds}", f"-max_len={LONGEST}", "-timeout=20"]
    options += [f"-artifact_prefix={found}-", "-print_final_stats=1"]
    words = CORPUS / f"{name}.dict"
    options += [f"-dict={words}"] if words.exists() else []
    command = [PYTHON, "-m", "tests.fuzz.guided", name, *options, found, CORPUS / name]
    print(f"{name}: {seconds} seconds", flush=True)
    return subprocess.run(command, cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
