import errno
import os
import stat
import threading
from contextlib import suppress
from pathlib import Path

import pytest
from emit_support import Failing, contents, fileset, generate, plan_for

from generator.emit import flush, swap
from generator.emit.diff import diff
from generator.emit.errors import EditedFiles, OutputChanged, SymlinkInOutput
from generator.emit.tree import read_tree
from generator.emit.write import prepare, write

OLD = fileset(same="same", pack__one="one", pack__gone="gone", folder__inner="x")
NEW = fileset(same="same", pack__one="ONE", fresh__two="two", folder="x")


class Killed(BaseException):
    """The process died here."""


@pytest.fixture(params=["exchange", "renames"])
def way(request, monkeypatch):
    """Both ways of putting the new folder in place."""
    if request.param == "renames":
        monkeypatch.setattr(swap, "exchange", lambda *_folders: False)
        monkeypatch.setattr(flush, "sync_file_system", lambda _folder: False)
    return request.param


@pytest.fixture
def out(tmp_path):
    return tmp_path / "deep" / "dub"


def as_generated(tmp_path, files):
    generate(tmp_path / "reference", files)
    return contents(tmp_path / "reference")


def test_what_was_built_is_there(tmp_path, out, way):
    assert generate(out, OLD)
    assert contents(out).keys() == {*OLD, ".docs2sdk.json"}
    assert generate(out, NEW)
    assert contents(out) == as_generated(tmp_path, NEW)
    assert [path.name for path in out.parent.iterdir()] == ["dub"]
    assert not (out / "pack" / "gone.py").exists()


def test_nothing_is_written_where_nothing_changed(out):
    generate(out, OLD)
    before = {path: path.stat() for path in (out, *out.rglob("*"))}
    assert not generate(out, OLD)
    assert {path: path.stat().st_mtime_ns for path in before} == {
        path: seen.st_mtime_ns for path, seen in before.items()
    }
    assert out.stat().st_ino == before[out].st_ino


def test_an_unchanged_file_stays_the_same_file(out, way):
    generate(out, OLD)
    os.utime(out / "same.py", ns=(1, 1))
    inode = (out / "same.py").stat().st_ino
    generate(out, NEW)
    assert (out / "same.py").stat().st_mtime_ns == 1
    assert (out / "same.py").stat().st_ino == inode


def test_times_stay_where_there_are_no_hard_links(out, monkeypatch):
    def no_links(*_args, **_kwargs):
        raise OSError(errno.EPERM, "no hard links here")

    generate(out, OLD)
    os.utime(out / "same.py", ns=(10**9, 10**9))
    monkeypatch.setattr(os, "link", no_links)
    generate(out, NEW)
    assert (out / "same.py").stat().st_mtime_ns == 10**9
    assert (out / "same.py").read_bytes() == b"same"


def test_an_extra_file_and_the_users_tools_stay(out, way):
    generate(out, OLD)
    (out / "notes.txt").write_text("mine", encoding="utf-8")
    (out / ".git" / "hooks").mkdir(parents=True)
    (out / ".git" / "hooks" / "pre-commit").write_text("#!", encoding="utf-8")
    (out / ".venv").mkdir()
    (out / ".venv" / "python").symlink_to("/nowhere")
    (out / "pack" / "__pycache__").mkdir()
    (out / "pack" / "__pycache__" / "gone.pyc").write_bytes(b"")
    generate(out, NEW)
    assert (out / "notes.txt").read_text(encoding="utf-8") == "mine"
    assert (out / ".git" / "hooks" / "pre-commit").read_text(encoding="utf-8") == "#!"
    assert (out / ".venv" / "python").readlink() == Path("/nowhere")
    assert not (out / "pack" / "__pycache__").exists()


@pytest.mark.parametrize("name", ["same.py", "pack/one.py", "pack/gone.py"])
def test_an_edited_file_is_not_lost_unless_forced(out, way, name):
    generate(out, OLD)
    (out / name).write_text("by hand", encoding="utf-8")
    before = contents(out)
    with pytest.raises(EditedFiles, match=name) as caught:
        generate(out, fileset(same="new", pack__one="new"))
    assert caught.value.paths == (name,)
    assert contents(out) == before
    assert generate(out, NEW, force=True)
    assert contents(out).keys() == {*NEW, ".docs2sdk.json"}


@pytest.mark.parametrize("name", ["fresh/two.py", "fresh", "folder.py/mine.txt"])
def test_a_file_of_the_user_in_the_way_is_not_lost_unless_forced(out, name):
    generate(out, fileset(same="same"))
    (out / name).parent.mkdir(exist_ok=True)
    (out / name).write_text("by hand", encoding="utf-8")
    with pytest.raises(EditedFiles) as caught:
        generate(out, NEW)
    assert caught.value.paths == (name,)
    assert generate(out, NEW, force=True)
    assert contents(out).keys() == {*NEW, ".docs2sdk.json"}


def test_a_symbolic_link_is_refused_and_its_target_left_alone(tmp_path, out):
    canary = tmp_path / "canary.py"
    canary.write_text("canary", encoding="utf-8")
    generate(out, OLD)
    (out / "same.py").unlink()
    (out / "same.py").symlink_to(canary)
    with pytest.raises(SymlinkInOutput, match=r"same\.py"):
        generate(out, NEW, force=True)
    assert canary.read_text(encoding="utf-8") == "canary"


def test_a_folder_that_is_a_symbolic_link_is_refused(tmp_path, out):
    (tmp_path / "elsewhere").mkdir()
    generate(out, OLD)
    (out / "below").symlink_to(tmp_path / "elsewhere", target_is_directory=True)
    with pytest.raises(SymlinkInOutput, match="below"):
        generate(out, NEW, force=True)


def test_an_output_that_is_a_symbolic_link_is_refused(tmp_path, out):
    (tmp_path / "elsewhere").mkdir()
    out.parent.mkdir()
    out.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(SymlinkInOutput):
        generate(out, NEW, force=True)
    assert list((tmp_path / "elsewhere").iterdir()) == []


def test_a_special_file_is_refused(out):
    generate(out, OLD)
    os.mkfifo(out / "pipe")
    with pytest.raises(SymlinkInOutput, match="pipe"):
        read_tree(out)


def test_a_folder_that_changed_after_planning_is_left_alone(out):
    generate(out, OLD)
    plan = plan_for(out, NEW)
    (out / "same.py").write_text("just now", encoding="utf-8")
    before = contents(out)
    with pytest.raises(OutputChanged):
        write(plan, out)
    assert contents(out) == before


def test_a_folder_that_may_not_be_written_can_be_planned_and_compared(out):
    generate(out, OLD)
    folders = [out, *(path for path in out.rglob("*") if path.is_dir())]
    for folder in folders:
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    try:
        assert diff(plan_for(out, NEW))
        assert diff(plan_for(out, OLD)) == ""
    finally:
        for folder in folders:
            folder.chmod(stat.S_IRWXU)


def test_several_outputs_are_planned_before_one_is_written(tmp_path):
    outs = [tmp_path / "a", tmp_path / "b"]
    plans = [plan_for(out, OLD) for out in outs]
    assert not any(out.exists() for out in outs)
    assert all(write(plan, out) for plan, out in zip(plans, outs, strict=True))
    assert contents(outs[0]) == contents(outs[1])


def test_two_runs_at_once_end_in_one_whole_tree(out):
    generate(out, OLD)
    plans = [plan_for(out, files) for files in (NEW, OLD, NEW)]
    refused = []

    def run(plan):
        try:
            write(plan, out)
        except OutputChanged as error:
            refused.append(error)

    threads = [threading.Thread(target=run, args=(plan,)) for plan in plans]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 1
    assert contents(out).keys() == {*NEW, ".docs2sdk.json"}
    assert [path.name for path in out.parent.iterdir()] == ["dub"]


@pytest.mark.parametrize("files", [None, OLD], ids=["no output yet", "an older output"])
@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), Killed()], ids=["fails", "dies"]
)
def test_a_failure_at_any_call_leaves_the_old_tree_or_the_new(
    tmp_path, way, files, error
):
    new = as_generated(tmp_path, NEW)
    at, finished = 0, False
    while not finished:
        at += 1
        out = tmp_path / f"run{at}" / "dub"
        if files:
            generate(out, files)
        old = contents(out)
        plan = plan_for(out, NEW)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, error, at)
            with suppress(OSError, Killed):
                write(plan, out)
            finished = failing.calls < at
        if isinstance(error, OSError):
            assert contents(out) in (old, new)
        prepare(out)
        assert contents(out) in (old, new)
        assert [path.name for path in out.parent.glob("*")] == (
            ["dub"] if out.exists() else []
        )
        generate(out, NEW)
        assert contents(out) == new
    assert at > (20 if way == "renames" else 15)


@pytest.mark.parametrize("files", [None, OLD], ids=["no output yet", "an older output"])
def test_an_exchange_leaves_no_moment_without_a_whole_tree(tmp_path, files):
    new = as_generated(tmp_path, NEW)
    at, finished = 0, False
    while not finished:
        at += 1
        out = tmp_path / f"run{at}" / "dub"
        if files:
            generate(out, files)
        old = contents(out)
        plan = plan_for(out, NEW)
        with pytest.MonkeyPatch.context() as patch:
            failing = Failing(patch, Killed(), at)
            with suppress(Killed):
                write(plan, out)
            finished = failing.calls < at
        assert contents(out) in (old, new)


def test_writing_clears_what_a_run_that_died_left(out):
    generate(out, OLD)
    plan = plan_for(out, NEW)
    for leftover in (swap.new_folder(out), swap.old_folder(out)):
        leftover.mkdir()
        (leftover / "half").touch()
    assert write(plan, out)
    assert [path.name for path in out.parent.iterdir()] == ["dub"]


def test_the_exchange_is_done_in_one_step_on_this_system(tmp_path):
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
        (tmp_path / name / name).touch()
    if not swap.exchange(tmp_path / "one", tmp_path / "other"):
        pytest.skip("this system cannot exchange two folders")
    assert (tmp_path / "one" / "other").exists()
    assert (tmp_path / "other" / "one").exists()


def test_an_exchange_that_fails_says_why(tmp_path):
    (tmp_path / "one").mkdir()
    with pytest.raises(FileNotFoundError):
        swap.exchange(tmp_path / "one", tmp_path / "missing")


def test_a_file_system_is_flushed_at_once_on_this_system(tmp_path):
    if not flush.sync_file_system(tmp_path):
        pytest.skip("this system cannot flush a file system")
    with pytest.raises(OSError, match="missing"):
        flush.sync_file_system(tmp_path / "missing")
