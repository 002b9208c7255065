"""Where a redirect leads: what the table of faults cannot ask for, because no operation does it."""

import pytest

HERE = "https://api.example/v1/books?page=1"
THERE = "https://api.example/v2/books"


@pytest.fixture
def redirected(runtime):
    """Return a function that gives the request after an answer, if there is one."""

    def follow(location, status=302, **parts):
        known = {
            "method": "GET",
            "url": HERE,
            "headers": {"accept": b"a", "authorization": b"s"},
            "body": None,
            "timeout": 1.0,
            "max_body_size": 9,
        }
        request = runtime("request").Request(**(known | parts))
        head = runtime("reply").Head(
            status, [(b"location", location.encode("latin-1"))]
        )
        return runtime("redirects").redirected(request, head)

    return follow


def test_a_read_is_led_on_with_its_headers(redirected):
    following = redirected(THERE)
    assert (following.url, following.is_foreign) == (THERE, False)
    assert "authorization" in following.headers


@pytest.mark.parametrize(
    "parts",
    [{"method": method} for method in ("POST", "PUT", "PATCH", "DELETE")]
    + [{"body": b"x"}, {"body": b""}, {"status": 304}, {"status": 300}],
)
def test_what_writes_or_has_a_body_is_not_led_anywhere(redirected, parts):
    assert redirected(THERE, **parts) is None


@pytest.mark.parametrize(
    "location",
    [
        *("", " ", "https://[::1", "https://api.example:port/"),
        *("/v2\\..\\books", "\\\\evil.example", "/a b", "/é", "https://u@api.example/"),
        *("http://api.example/v2", "http://evil.example/", "ftp://api.example/"),
    ],
)
def test_what_leads_nowhere_for_sure_is_the_end(redirected, location):
    assert redirected(location) is None


def test_another_origin_gets_no_secret(redirected):
    secret = {"secret_query": "key=s"}
    for there in (
        "https://evil.example/x?key=s&a=1",
        "https://api.example:444/x?key=s&a=1",
    ):
        following = redirected(there, **secret)
        assert following.headers == {"accept": b"a"}
        assert (following.secret_query, following.is_foreign) == ("", True)
        assert following.url == there.replace("key=s&", "")
