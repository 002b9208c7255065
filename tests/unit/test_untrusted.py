"""Text of documents reaches output through printers alone."""

import json

import pytest

from generator.untrusted import Untrusted

TEXT = Untrusted("evil")


@pytest.mark.parametrize(
    "use",
    [
        lambda: str(TEXT),
        lambda: f"{TEXT}",
        lambda: f"{TEXT:>9}",
        lambda: "{}".format(TEXT),  # noqa: UP032 - each way of formatting is tried
        lambda: "%s" % TEXT,  # noqa: UP031
        lambda: "a" + TEXT,
        lambda: TEXT[0],
        lambda: list(TEXT),
        lambda: json.dumps(TEXT),
    ],
)
def test_nothing_makes_it_text_but_reveal(use):
    with pytest.raises((TypeError, AttributeError)):
        use()
    assert TEXT.reveal() == "evil"


def test_for_debugging_it_is_shown_escaped_and_cut():
    assert repr(Untrusted("a\x1b\u202e\n'")) == r"""Untrusted("a\x1b\u202e\n'")"""
    assert len(repr(Untrusted("x" * 5_000))) < 100


def test_it_compares_as_its_text_and_is_equal_to_no_text():
    assert sorted([Untrusted("b"), Untrusted("a")]) == [Untrusted("a"), Untrusted("b")]
    assert len({Untrusted("a"), Untrusted("a")}) == 1
    assert Untrusted("a") != "a"
    assert not Untrusted("")
