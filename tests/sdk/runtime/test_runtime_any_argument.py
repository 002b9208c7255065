"""Arguments at random: whatever is given is sent, or refused by our error."""

import datetime as dt
import decimal
import enum
import uuid
from collections import OrderedDict, UserDict, deque
from types import MappingProxyType, SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st


class Hostile:
    """An object of which nothing can be had."""

    def _refuse(self, *_):
        raise RuntimeError("hostile")

    __eq__ = __hash__ = __len__ = __iter__ = __str__ = __getitem__ = _refuse
    __repr__ = object.__repr__


class Word(str):
    """Text of a program's own kind."""

    __slots__ = ()


class Level(enum.Enum):
    LOW = "low"


class Count(enum.IntEnum):
    ONE = 1


def _ring():
    ring: list[Any] = []
    ring.append({"ring": ring})
    return ring


def _deep(depth):
    value: Any = 1
    for _ in range(depth):
        value = {"a": [value]}
    return value


ODD = st.sampled_from(
    [
        Hostile,
        object(),
        2**70,
        float("nan"),
        float("-inf"),
        b"\xff",
        bytearray(b"a"),
        {1, 2},
        frozenset(),
        range(3),
        deque([1]),
        decimal.Decimal("1.10"),
        decimal.Decimal("NaN"),
        uuid.UUID(int=1),
        dt.datetime.max.replace(tzinfo=dt.timezone.utc),
        dt.datetime.min.replace(tzinfo=dt.timezone.max),
        dt.date.min,
        dt.timedelta.max,
        1j,
        Word("w"),
        Level.LOW,
        Count.ONE,
        "\ud800",
        "\r\nx: y",
        "\0",
        OrderedDict(a=1),
        UserDict(a=1),
        MappingProxyType({"a": 1}),
        SimpleNamespace(a=1),
        {1: "a"},
        {None: 1},
        {("a",): 1},
        lambda: None,
        NotImplemented,
        ...,
    ]
)
PLAIN = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats()
    | st.text(max_size=8)
    | st.datetimes(timezones=st.none() | st.just(dt.timezone.utc))
)
ANY = (
    st.recursive(
        PLAIN | ODD,
        lambda inner: st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=4), inner, max_size=3)
        | inner.map(lambda value: {"full_name": value, "kind": "paper"}),
        max_leaves=8,
    )
    | st.builds(_deep, st.integers(0, 600))
    | st.builds(_ring)
    | st.builds(lambda: {"a": [Hostile()]})
)
PLACES = [
    "path",
    "query",
    "list",
    "dict",
    "moment",
    "header",
    "body",
    "options.query",
    "options.headers",
    "options.body",
    "options",
]


@pytest.fixture(scope="module")
def call(sdk, runtime):
    """Return a function that makes a call with a value in one place, or our error."""
    operation, kinds = runtime("operation"), sdk.models.operations
    parameter = operation.Parameter
    described = operation.Operation(
        id="x",
        method="POST",
        path="/x/{path}",
        parameters=(
            parameter("path", "path", "path", lambda: str | int | float),
            parameter("query", "query", "query", lambda: int | float | str),
            parameter("list", "list", "query", lambda: list[int | str], explode=False),
            parameter("dict", "dict", "query", lambda: dict[str, Any]),
            parameter("moment", "moment", "query", lambda: dt.datetime | dt.date),
            parameter("header", "header", "header", lambda: str | list[int]),
        ),
        body=lambda: kinds.NewBook | list[kinds.Cover] | dict[str, Any] | Any,
        body_argument="body",
    )
    client = sdk.Shelf(token="t")

    def prepare(place, value):
        values: dict[str, Any] = {"path": "a", "body": {"title": "E"}}
        options: Any = {}
        if place == "options":
            options = value
        elif place.startswith("options."):
            options = {place.partition(".")[2]: value}
        else:
            values[place] = value
        try:
            return runtime("call").Call(described, values, options, client._settings)
        except sdk.errors.InvalidArgumentError as error:
            return error

    return prepare


@pytest.mark.parametrize("place", PLACES)
@given(value=ANY)
@settings(max_examples=150, deadline=None)
def test_whatever_is_given_is_sent_or_refused(sdk, call, place, value):
    found = call(place, value)
    if isinstance(found, sdk.errors.InvalidArgumentError):
        assert found.argument
        assert len(str(found)) < 3000
    else:
        assert found.request.url.isascii()
        assert all(b"\n" not in each for each in found.request.headers.values())
