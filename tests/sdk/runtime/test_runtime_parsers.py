"""Taking a stream of bytes apart, however it is cut."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

PARSED = [
    (b"data: a\n\n", [("a", "", "", None)]),
    (b"data: a\r\rdata:b\r\n\r\n", [("a", "", "", None), ("b", "", "", None)]),
    (b"\xef\xbb\xbfdata: a\n\n", [("a", "", "", None)]),
    (b"data: a\ndata:\ndata:  b\n\n", [("a\n\n b", "", "", None)]),
    (b": note\nevent: x\ndata: 1\nid: 7\nretry: 30\n\n", [("1", "x", "7", 30)]),
    (b"id: 7\ndata: 1\n\ndata: 2\n\n", [("1", "", "7", None), ("2", "", "7", None)]),
    (b"id: 7\ndata: 1\n\nid\ndata: 2\n\n", [("1", "", "7", None), ("2", "", "", None)]),
    (b"id: a\0b\ndata: 1\n\n", [("1", "", "", None)]),
    (b"event: x\n\ndata: 1\n\n", [("1", "", "", None)]),
    (b"retry: soon\nretry: -1\nretry: 1.5\ndata: 1\n\n", [("1", "", "", None)]),
    (b"retry: \xc2\xb2\ndata: 1\n\n", [("1", "", "", None)]),
    (b"data\n\n", [("", "", "", None)]),
    (b"data\ndata\n\n", [("\n", "", "", None)]),
    (b"data: cut off", []),
    (b"data: cut off\n", []),
    (b"other: 1\ndatax: 2\n data: 3\ndata: 4\n\n", [("4", "", "", None)]),
    ("data: \u20ac\U0001f600\n\n".encode(), [("\u20ac\U0001f600", "", "", None)]),
    (b"data: \xff\n\n", [("\ufffd", "", "", None)]),
    (b"data: a\x0bb\xe2\x80\xa8c\n\n", [("a\x0bb\u2028c", "", "", None)]),
    (b"\n\n\n", []),
]


@pytest.mark.parametrize(("text", "expected"), PARSED)
@given(data=st.data())
def test_events_are_the_same_however_they_are_cut(runtime, text, expected, data):
    cuts = sorted(data.draw(st.sets(st.integers(0, len(text)), max_size=6)))
    parser = runtime("events").EventParser(1000)
    bounds = zip([0, *cuts], [*cuts, len(text)], strict=True)
    found = [e for start, end in bounds for e in parser.feed(text[start:end])]
    found += parser.finish()
    assert [(e.data, e.event, e.id, e.retry) for e in found] == expected


@given(st.lists(st.binary(max_size=12)))
def test_any_bytes_are_some_events(runtime, pieces):
    parser = runtime("events").EventParser(1000)
    apart = [event for piece in pieces for event in parser.feed(piece)]
    assert apart == list(runtime("events").EventParser(1000).feed(b"".join(pieces)))


@given(st.lists(st.binary(max_size=12)))
def test_lines_are_the_same_however_they_are_cut(runtime, pieces):
    parser = runtime("events").LineParser(1000)
    apart = [line for piece in pieces for line in parser.feed(piece)]
    apart += parser.finish()
    *lines, last = b"".join(pieces).split(b"\n")
    lines = [line.removesuffix(b"\r") for line in lines]
    last = last.removesuffix(b"\r")
    assert apart == [*lines, *([last] if last else [])]


@pytest.mark.parametrize("parser", ["EventParser", "LineParser"])
def test_an_item_without_end_is_refused(runtime, parser):
    made = getattr(runtime("events"), parser)(100)
    for _ in range(10):
        list(made.feed(b"data: 6789"))
    with pytest.raises(ValueError, match="longer than 100 bytes"):
        list(made.feed(b"0"))
    whole = getattr(runtime("events"), parser)(100)
    for _ in range(20):
        list(whole.feed(b"data: 6789\n\n"))
