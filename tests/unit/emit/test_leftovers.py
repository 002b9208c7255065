"""What fails leaves nothing beside the output."""

import pytest
from emit_support import fileset, generate

from generator.emit import write


def test_a_run_that_fails_removes_what_it_made(tmp_path, monkeypatch):
    def failing(*_):
        raise OSError("no space left")

    out = tmp_path / "generated"
    generate(out, fileset(a="1"))
    monkeypatch.setattr(write, "install", failing)
    with pytest.raises(OSError, match="no space"):
        generate(out, fileset(a="2"))
    assert [path.name for path in tmp_path.iterdir()] == [out.name]
