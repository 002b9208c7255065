"""Replacing single files: each is the old one or the new one, whatever happens."""

import os
import stat

import pytest
from emit_support import Failing, contents

from generator.emit.errors import OutputChanged
from generator.emit.replace import Replacement, replace_files

OLD = {"a.md": b"old a", "deep/b.md": b"old b", "other.md": b"other"}
NEW = {**OLD, "a.md": b"new a", "deep/b.md": b"new b"}


@pytest.fixture
def folder(tmp_path):
    for path, content in OLD.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    return tmp_path


def replacements(folder):
    return [
        Replacement(folder / path, OLD[path], NEW[path])
        for path in OLD
        if OLD[path] != NEW[path]
    ]


def test_files_are_replaced_and_others_are_not_touched(folder):
    os.utime(folder / "other.md", ns=(1, 1))
    replace_files(replacements(folder))
    assert contents(folder) == NEW
    assert (folder / "other.md").stat().st_mtime_ns == 1


def test_modes_stay(folder):
    (folder / "a.md").chmod(0o640)
    replace_files(replacements(folder))
    assert stat.S_IMODE((folder / "a.md").stat().st_mode) == 0o640


def test_a_file_that_changed_since_keeps_all_from_being_replaced(folder):
    planned = replacements(folder)
    (folder / "deep" / "b.md").write_bytes(b"by hand")
    with pytest.raises(OutputChanged, match=r"b\.md"):
        replace_files(planned)
    assert contents(folder) == {**OLD, "deep/b.md": b"by hand"}


def test_a_link_is_not_followed(folder):
    planned = replacements(folder)
    (folder / "a.md").rename(folder / "target.txt")
    (folder / "a.md").symlink_to(folder / "target.txt")
    with pytest.raises(OutputChanged, match=r"a\.md"):
        replace_files(planned)
    assert (folder / "target.txt").read_bytes() == b"old a"


def test_what_a_killed_run_left_is_in_nobodys_way(folder):
    (folder / ".a.md.docs2sdk-new").write_bytes(b"half")
    replace_files(replacements(folder))
    assert contents(folder) == NEW


@pytest.mark.parametrize("at", range(1, 40))
def test_a_failing_disk_leaves_whole_files_and_no_others(folder, monkeypatch, at):
    planned = replacements(folder)
    with monkeypatch.context() as patched:
        failing = Failing(patched, OSError("disk"), at)
        try:
            replace_files(planned)
        except OSError:
            failed = True
        else:
            failed = False
    assert failed == (failing.calls >= at)
    after = contents(folder)
    assert after.keys() == OLD.keys()
    assert all(after[path] in (OLD[path], NEW[path]) for path in after)
