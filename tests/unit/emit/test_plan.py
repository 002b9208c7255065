import json
import textwrap

import pytest
from emit_support import fileset, generate, plan_for
from hypothesis import given
from hypothesis import strategies as st

from generator.emit.diff import diff
from generator.emit.errors import BrokenManifest, UnsafePath
from generator.emit.fileset import File, FileSet, sha256
from generator.emit.manifest import manifest_bytes, manifest_of, parse_manifest
from generator.emit.paths import MANIFEST
from generator.emit.plan import State
from generator.emit.tree import read_tree

BUILT = fileset(a="one\ntwo\n", b__c="x\n", gone="old\n", kept="kept\n")


@pytest.fixture
def out(tmp_path):
    generate(tmp_path / "dub", BUILT)
    return tmp_path / "dub"


def test_every_path_has_its_state(out):
    (out / "notes.txt").touch()
    (out / "b" / "c.py").write_text("by hand\n", encoding="utf-8")
    plan = plan_for(out, fileset(a="ONE\n", b__c="y\n", kept="kept\n", fresh="f"))
    assert plan.states == {
        "a.py": State.CHANGED,
        "b/c.py": State.EDITED,
        "fresh.py": State.NEW,
        "gone.py": State.STALE,
        "kept.py": State.UNCHANGED,
        "notes.txt": State.EXTRA,
    }
    assert list(plan.states) == sorted(plan.states)
    assert plan.edited == ("b/c.py",)
    assert plan.must_write
    assert not plan.is_clean


def test_an_output_as_built_is_clean(out):
    plan = plan_for(out, BUILT)
    assert plan.is_clean
    assert not plan.must_write
    assert diff(plan) == ""


def test_an_extra_file_is_a_difference_but_no_reason_to_write(out):
    (out / "notes.txt").touch()
    plan = plan_for(out, BUILT)
    assert not plan.must_write
    assert not plan.is_clean
    assert diff(plan) == "Only in output: notes.txt\n"


def test_a_file_edited_to_what_is_wanted_is_unchanged(out):
    (out / "a.py").write_text("ONE\n", encoding="utf-8")
    wanted = fileset(a="ONE\n", b__c="x\n", gone="old\n", kept="kept\n")
    assert plan_for(out, wanted).states["a.py"] is State.UNCHANGED


@pytest.mark.parametrize(
    "path",
    [
        "a/__pycache__/x.pyc",
        ".mypy_cache/x",
        "build/lib/x.py",
        "dist/x.whl",
        ".venv/x",
        ".git/HEAD",
        "src/dub.egg-info/PKG-INFO",
    ],
)
def test_caches_and_tools_of_the_user_are_no_difference(out, path):
    (out / path).parent.mkdir(parents=True)
    (out / path).touch()
    assert plan_for(out, BUILT).is_clean


def test_a_package_named_build_is_an_ordinary_folder(out):
    (out / "b" / "build").mkdir()
    (out / "b" / "build" / "x.py").touch()
    assert plan_for(out, BUILT).paths(State.EXTRA) == ("b/build/x.py",)


def test_the_diff_shows_each_difference_once_and_by_path(out):
    (out / "b" / "c.py").write_text("by hand \x1b[31m", encoding="utf-8")
    plan = plan_for(out, fileset(a="one\nTWO\n", b__c="x\n", kept="kept\n", fresh=""))
    assert diff(plan) == textwrap.dedent("""\
        --- a/a.py
        +++ b/a.py
        @@ -1,2 +1,2 @@
         one
        -two
        +TWO
        --- a/b/c.py
        +++ b/b/c.py
        @@ -1 +1 @@
        -by hand \\x1b[31m
        \\ No newline at end of file
        +x
        Missing empty file: fresh.py
        --- a/gone.py
        +++ /dev/null
        @@ -1 +0,0 @@
        -old
        """)


def test_another_version_of_the_generator_is_a_difference(out):
    plan = plan_for(out, BUILT, version="2")
    assert plan.must_write
    assert '-  "generator": "1"\n+  "generator": "2"\n' in diff(plan)


def test_a_deleted_file_is_a_difference(out):
    (out / "a.py").unlink()
    assert plan_for(out, BUILT).states["a.py"] is State.NEW


def test_formatted_content_is_known_by_what_was_rendered(out):
    rendered = BUILT["a.py"].rendered
    assert read_tree(out).known("a.py", rendered, "1") == b"one\ntwo\n"
    assert read_tree(out).known("a.py", sha256(b"other"), "1") is None
    assert read_tree(out).known("none.py", rendered, "1") is None
    assert read_tree(out).known("a.py", rendered, "2") is None
    (out / "a.py").write_text("edited", encoding="utf-8")
    assert read_tree(out).known("a.py", rendered, "1") is None
    (out / "a.py").unlink()
    assert read_tree(out).known("a.py", rendered, "1") is None


def test_nothing_is_known_where_nothing_was_generated(tmp_path):
    assert read_tree(tmp_path / "none").known("a.py", sha256(b""), "1") is None


def test_the_manifest_is_sorted_and_reads_back(tmp_path):
    manifest = manifest_of(BUILT, "1")
    content = manifest_bytes(manifest)
    value = json.loads(content)
    assert content == json.dumps(value, indent=2, sort_keys=True).encode() + b"\n"
    assert value["generator"] == "1"
    assert value["files"]["a.py"]["sha256"] == sha256(b"one\ntwo\n")
    assert parse_manifest(content, tmp_path) == manifest


GOOD = {"sha256": sha256(b""), "rendered": sha256(b"")}


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\xff",
        b"[]",
        b"{",
        b'{"generator": "1"}',
        b'{"generator": 1, "files": {}}',
        b'{"generator": "1", "files": {}, "more": 1}',
        json.dumps({"generator": "1", "files": {"a": 1}}).encode(),
        json.dumps({"generator": "1", "files": {"a": GOOD | {"more": 1}}}).encode(),
        json.dumps(
            {"generator": "1", "files": {"a": GOOD | {"sha256": "abc"}}}
        ).encode(),
        json.dumps({"generator": "1", "files": {"../a": GOOD}}).encode(),
        b"[" * 100_000,
    ],
)
def test_a_broken_manifest_stops_everything_and_is_named(out, content):
    (out / MANIFEST).write_bytes(content)
    with pytest.raises(BrokenManifest, match=r"\.docs2sdk\.json"):
        read_tree(out)


@given(st.binary())
def test_no_bytes_crash_the_reader_of_manifests(content):
    with pytest.raises(BrokenManifest):
        parse_manifest(content, MANIFEST)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/a",
        "a//b",
        "../a",
        "a/../b",
        "./a",
        "a\\b",
        "C:a",
        "a\0",
        "a\n",
        "a.",
        "a ",
        "con.py",
        "a/CON",
        "lpt1",
        "a/" + "x" * 256,
        "é" * 128,
        MANIFEST,
        "a/x.pyc",
        ".git/config",
        "dist/a",
        "a\u202eb",
        "a\ud800",
    ],
)
def test_a_path_that_is_not_safe_everywhere_is_refused(path):
    with pytest.raises(UnsafePath):
        FileSet({path: File(b"", "")})


@pytest.mark.parametrize(
    "paths",
    [
        ("Link.py", "link.py"),
        ("LINK.py", "Link.py"),
        ("Ärger.py", "ärger.py"),
        ("ß.py", "ss.py"),
        ("é.py", "e\u0301.py"),
        ("a", "a/b"),
        ("A", "a/b"),
    ],
)
def test_two_paths_that_are_one_on_some_system_are_refused(paths):
    with pytest.raises(UnsafePath):
        FileSet({path: File(b"", "") for path in paths})


@given(st.dictionaries(st.text(), st.just(File(b"", "")), max_size=5))
def test_whatever_is_accepted_stays_below_the_output(tmp_path_factory, files):
    out = tmp_path_factory.getbasetemp().resolve()
    try:
        accepted = FileSet(files)
    except UnsafePath:
        return
    assert list(accepted) == sorted(files)
    assert all((out / path).resolve().is_relative_to(out) for path in accepted)
