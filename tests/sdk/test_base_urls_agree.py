"""A base URL that the generator writes is one that the emitted client accepts."""

from dub_sdk._runtime.urls import check_base_url
from hypothesis import example, given
from hypothesis import strategies as st

from generator.lower.base_urls import base_url_problem

PIECES = st.sampled_from(
    [
        *("https://", "http://", "ftp://", "//", "/", ":", "@", "?", "#", "\\", " "),
        *("localhost", "zoo.example.com", "127.0.0.1", "[::1]", "80", "v1", "{a}"),
    ]
)


@given(st.lists(PIECES, max_size=6).map("".join))
@example("https://zoo.example.com/{a}")
@example("https://zoo.example.com/a\\b")
@example("https://zoo.example.com//a")
def test_the_client_accepts_what_the_generator_writes(url):
    if base_url_problem(url) is None:
        assert check_base_url(url, "base_url") == url.rstrip("/")


@given(st.text(max_size=10).map("https://zoo.example.com/{}".format))
def test_the_client_accepts_any_path_that_the_generator_writes(url):
    if base_url_problem(url) is None:
        assert check_base_url(url, "base_url") == url.rstrip("/")
