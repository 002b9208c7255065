"""Hooks that raise, and hooks of copies of a client."""

from tests.sdk.faults.kit import BOOK, Script, raw, reply
from tests.sdk.faults.peer import End, answer, serve
from tests.sdk.faults.rows import each, row
from tests.sdk.runtime.harness import done

HOOKS = ("on_request", "on_response", "on_retry", "on_deviation")


class OwnError(Exception):
    """What a hook raises."""


@each(
    "C22 hook",
    "what a hook raises is the caller's own, and leaves no connection",
    "each hook, over a socket; then a call without it",
    {name: (name,) for name in HOOKS},
)
def _raising(kit, name):
    def fail(_):
        raise OwnError

    bad = answer(b'{"id": "b1", "title": null}')
    answers = [(bad,)] if name == "on_deviation" else [(End.CLOSE,), (bad,)]

    async def do(client, own):
        try:
            found = await done(client.with_options(**{name: fail}).books.get("b1"))
        except OwnError as error:
            found = error
        assert isinstance(found, OwnError)
        assert kit.is_book(await done(client.books.get("b1")))
        return len(own._transport._pool.connections)

    def turn(_):
        return answers.pop(0) if answers else (bad,)

    with serve(turn) as peer:
        assert kit.with_http(do, base_url=peer.url) <= 1


@row(
    "C22 hooks of copies",
    "a copy of a client may have hooks of its own",
    "another, none, the same; one that is none",
)
def _copies(kit):
    heard = []
    ways = {
        "same": ({"timeout": 5}, ["client"]),
        "other": ({"on_request": lambda _: heard.append("copy")}, ["copy"]),
        "none": ({"on_request": None}, []),
        "another": ({"on_response": lambda _: heard.append("2")}, ["client", "2"]),
    }
    for options, expected in ways.values():
        heard.clear()
        kit.outcome(
            lambda c, o=options: c.with_options(**o).books.get("b1"),
            Script(reply(200, BOOK)),
            on_request=lambda _: heard.append("client"),
        )
        assert heard == expected
    script = Script(raw(200, b"{}"))
    found = kit.outcome(lambda c: c.with_options(on_retry=5).books.get("b"), script)
    assert kit.is_error(found, "ConfigurationError")
    assert "on_retry" in str(found)
    assert script.requests == []
