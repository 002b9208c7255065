"""Work in several processes gives what work in one gives, faults included."""

import os
import threading

import pytest

from generator import build, workers
from generator.build import HostileTextError, build_files, read_api
from generator.emit.tree import EMPTY
from generator.inputs import ApiFolder
from generator.workers import meanwhile, spread

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


def test_who_asks_for_it_works_alone():
    before = workers.workers()
    with workers.alone():
        assert workers.workers() == 1
    assert workers.workers() == before
