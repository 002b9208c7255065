"""Room for deep calls: given while it is needed, and taken back by the last thread."""

import importlib
import sys
from threading import Barrier, Thread

import pytest


@pytest.fixture(scope="session")
def room(sdk):
    return importlib.import_module(f"{sdk.__name__}._runtime.rings").room


def nested(depth):
    return nested(depth - 1) if depth else True


def test_calls_nest_deeper_inside_and_as_usual_after(room):
    usual = sys.getrecursionlimit()
    with room(), room():
        assert nested(3 * usual)
    assert sys.getrecursionlimit() == usual


def test_the_last_of_several_threads_takes_it_back(room):
    usual = sys.getrecursionlimit()
    both, found = Barrier(2, timeout=10), []

    def first():
        with room():
            both.wait()  # the other one is in it
            both.wait()  # and has left
            found.append(nested(2 * usual))

    thread = Thread(target=first)
    thread.start()
    with room():
        both.wait()
    both.wait()
    thread.join()
    assert found == [True]
    assert sys.getrecursionlimit() == usual
