"""Work in several processes gives what work in one gives, faults included."""

import os
import select
import threading

import pytest

from generator import build, workers
from generator.build import HostileTextError, build_files, lower_input, read_api
from generator.diagnostics import Diagnostics
from generator.emit.tree import EMPTY
from generator.inputs import ApiFolder, Input
from generator.lower.overlay import FILE
from generator.source import SourceFile
from generator.workers import meanwhile, spread
from tests.lowering import object_page, row

needs_fork = pytest.mark.skipif(
    not hasattr(os, "fork"), reason="this system copies no process"
)


def doubled(share):
    return [(text, str(os.getpid()), text.encode() * 2) for text in share]


@needs_fork
def test_shares_are_worked_on_in_processes_of_their_own():
    made = spread(doubled, [["a"], ["b", "c"], ["d"]])
    assert [(path, content) for path, _, content in made] == [
        ("a", b"aa"),
        ("b", b"bb"),
        ("c", b"cc"),
        ("d", b"dd"),
    ]
    processes = {path: process for path, process, _ in made}
    assert processes["a"] == str(os.getpid())
    assert processes["b"] == processes["c"]
    assert len(set(processes.values())) == 3


@needs_fork
def test_answers_may_be_larger_than_a_pipe_holds():
    made = spread(
        lambda share: [(text, "", b"x" * 2_000_000) for text in share], [["a"], ["b"]]
    )
    assert [len(content) for _, _, content in made] == [2_000_000, 2_000_000]


@needs_fork
def test_a_fault_in_a_copy_is_raised_here():
    def work(share):
        if "bad" in share:
            raise HostileTextError("bad")
        return doubled(share)

    with pytest.raises(HostileTextError, match="bad"):
        spread(work, [["good"], ["bad"]])


@needs_fork
def test_a_copy_that_dies_is_made_up_for():
    here = os.getpid()

    def work(share):
        if os.getpid() != here:
            os._exit(9)
        return doubled(share)

    assert [path for path, _, _ in spread(work, [["a"], ["b"]])] == ["a", "b"]


@needs_fork
def test_a_copy_ends_with_the_process_that_asked():
    """Also while it answers more than a pipe holds."""
    alive, ours = os.pipe()
    process = os.fork()
    if not process:
        workers._in_copy(lambda: b"x" * 2_000_000)
        os._exit(0)
    os.close(ours)
    os.waitpid(process, 0)
    assert select.select([alive], [], [], 60)[0]
    assert os.read(alive, 1) == b""
    os.close(alive)


@needs_fork
def test_what_is_done_meanwhile_is_done_in_a_copy(monkeypatch):
    here = os.getpid()
    monkeypatch.setattr(workers, "workers", lambda: 2)
    result = meanwhile(lambda: {"process": os.getpid()})
    assert result()["process"] != here
    monkeypatch.setattr(workers, "workers", lambda: 1)
    assert meanwhile(os.getpid)() == here


def test_a_process_with_threads_is_not_copied():
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert workers.workers() == 1
    finally:
        done.set()
        thread.join()


@pytest.mark.parametrize("count", [2, 3])
def test_files_are_the_same_with_one_worker_and_with_several(monkeypatch, count):
    lowered = read_api(ApiFolder("dub", build.Path("specs/dub"), "specs/dub"))
    monkeypatch.setattr(build, "workers", lambda: 1)
    alone = dict(build_files(lowered, EMPTY).items())
    monkeypatch.setattr(build, "workers", lambda: count)
    assert dict(build_files(lowered, EMPTY).items()) == alone


ODD = """\
# Pet

1. nested
   - text

> | broken |

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `name` | *string* | :heavy_check_mark: | Its name. |
| too | few |
"""
"""A page that is not plain, with faults in it."""


@needs_fork
@pytest.mark.parametrize(
    "overlay",
    [
        None,
        "[models\n",
        '[python]\npackages = "zoo"\nversion = 3\n',
        '[models."components.Pet".fields.name]\nwire_name = "called"\n',
    ],
)
def test_pages_and_overlay_are_the_same_when_read_in_copies(monkeypatch, overlay):
    pages = {
        "docs/models/components/meal.md": object_page(
            "Meal", row("amount", "*number*")
        ),
        "docs/models/components/pet.md": ODD,
    }
    found = Input(
        tuple(SourceFile(path, text) for path, text in pages.items()),
        overlay and SourceFile(FILE, overlay),
    )
    read = {}
    for count in (1, 2):
        monkeypatch.setattr(workers, "workers", lambda count=count: count)
        folder = ApiFolder("zoo", build.Path("zoo"), "zoo")
        lowered = lower_input(folder, found, Diagnostics())
        read[count] = (lowered.api, lowered.diagnostics.sorted())
    assert read[1] == read[2]
    assert {"D002"} <= {each.code for each in read[1][1]}


def test_who_asks_for_it_works_alone():
    before = workers.workers()
    with workers.alone():
        assert workers.workers() == 1
    assert workers.workers() == before
