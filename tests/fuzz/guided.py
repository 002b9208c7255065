"""One target under Atheris: `python -m tests.fuzz.guided TARGET OPTION... FOLDER...`"""

import sys

import atheris

with atheris.instrument_imports(include=["generator"]):
    from tests.fuzz.targets import fuzz_one


def main() -> None:
    """Hand the rest of the arguments to libFuzzer, which does not return."""
    name = sys.argv.pop(1)
    atheris.Setup(sys.argv, lambda data: fuzz_one(name, data))
    atheris.Fuzz()


if __name__ == "__main__":
    main()
