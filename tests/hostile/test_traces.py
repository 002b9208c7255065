"""What no output may hold: traces of the machine that wrote it, and credentials of examples."""

import re
import socket
from pathlib import Path

from tests.hostile.matrix import matrix
from tests.hostile.places import texts

SECRET = "zqSecretOfAnExample"


def outputs(made):
    """The kinds, names and texts of all that is written; what is printed names files as asked."""
    return [
        each for each in made.texts if each[0] in ("python", "docs", "toml", "init")
    ]


def test_no_output_tells_where_when_or_by_whom_it_was_written(monkeypatch):
    for name in ("HOME", "USER", "LOGNAME", "USERNAME", "HOSTNAME"):
        monkeypatch.setenv(name, f"/zqTrace{name}")
    monkeypatch.setattr(socket, "gethostname", lambda: "zqTraceHost")
    made = matrix().made(texts({}))
    scratch, here = made.folder.path.parent, Path.cwd()
    assert outputs(made)
    for kind, name, text in outputs(made):
        found = {
            trace for trace in ("zqTrace", str(scratch), str(here)) if trace in text
        }
        assert not found, (kind, name, found)
        assert set(re.findall(r"\d{4}-\d\d-\d\d", text)) <= {"2024-01-01"}


def test_a_credential_of_an_example_is_copied_nowhere():
    files = texts({})
    assert any(SECRET in text for text in files.values())
    assert not [
        name for _, name, text in outputs(matrix().made(files)) if SECRET in text
    ]
