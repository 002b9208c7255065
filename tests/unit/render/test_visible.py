import sys
import unicodedata

import pytest
from hostile_text import for_any_text

from generator.render.visible import escape_hidden, one_line, prose_lines
from generator.untrusted import Untrusted

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp", "Zs"}


def test_every_character_of_an_unseen_category_is_escaped_but_the_space():
    unseen = (chr(c) for c in range(sys.maxunicode + 1))
    left = [
        c for c in unseen if unicodedata.category(c) in UNSEEN and escape_hidden(c) == c
    ]
    assert left == [" "]


@pytest.mark.parametrize("character", "aÿß日🙂é→\u0301ßאع")
def test_characters_that_are_seen_stay(character):
    assert escape_hidden(character) == character


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("a\r\nb\rc\nd", ["a", "b", "c", "d"]),
        ("a \n\n\n\nb\n\n", ["a", "", "b"]),
        ("\n \na\tb", ["a   b"]),
        ("a\xa0b\u3000c", ["a b c"]),
        ("a\u2028b\x0c", [r"a\u2028b\x0c"]),
        ("\u26a0\ufe0f stop", ["\u26a0 stop"]),
        ("", []),
    ],
)
def test_prose_is_shown_line_by_line_as_it_is_seen(text, lines):
    assert prose_lines(Untrusted(text)) == lines


@for_any_text
def test_shown_prose_is_stable_and_holds_nothing_unseen(text):
    lines = prose_lines(text)
    assert prose_lines("\n".join(lines)) == lines
    assert not [
        c
        for line in lines
        for c in line
        if c != " " and unicodedata.category(c) in UNSEEN
    ]


@for_any_text
def test_one_line_is_one_line_for_every_notion_of_a_line(text):
    assert len(one_line(text).splitlines()) <= 1
