import ast
import re
import tokenize
import tomllib
import unicodedata
from io import BytesIO, StringIO

import pytest
from hostile_text import for_any_text

from generator.render.format import black_format
from generator.render.literals import comment, string_literal, toml_string
from generator.render.syntax import parse_python
from generator.untrusted import Untrusted

UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}


@for_any_text
def test_a_string_literal_reads_back_as_the_text(text):
    tree = parse_python("x.py", string_literal(Untrusted(text)))
    assert [type(node) for node in tree.body] == [ast.Expr]
    assert ast.literal_eval(string_literal(text)) == text


@for_any_text
def test_black_leaves_a_string_literal_alone(text):
    line = f"x = {string_literal(text)}\n"
    assert black_format(line) == line


@for_any_text
def test_a_string_literal_shows_every_character(text):
    assert not [c for c in string_literal(text) if unicodedata.category(c) in UNSEEN]


@pytest.mark.parametrize(
    ("text", "literal"),
    [
        ("plain", '"plain"'),
        ("it's", '"it\'s"'),
        ('say "hi"', "'say \"hi\"'"),
        ("a\nb\tc\\", r'"a\nb\tc\\"'),
        ("a\r\nb", r'"a\r\nb"'),
        ("\u202e\ud800\U000e0041", r'"\u202e\ud800\U000e0041"'),
        ("\\N{DASH}", r'"\\N{DASH}"'),
        ("{{ 7*7 }}", '"{{ 7*7 }}"'),
    ],
)
def test_string_literals_look_as_a_person_would_write_them(text, literal):
    assert string_literal(text) == literal


@for_any_text
def test_a_toml_string_reads_back_as_the_text_but_for_lone_surrogates(text):
    wanted = re.sub("[\ud800-\udfff]", "\ufffd", text)
    assert tomllib.loads(f"x = {toml_string(Untrusted(text))}\n") == {"x": wanted}


@for_any_text
def test_a_comment_is_one_comment_and_nothing_else(text):
    source = f"{comment(Untrusted(text))}\n"
    tokens = list(tokenize.generate_tokens(StringIO(source).readline))
    kinds = [tokenize.tok_name[token.type] for token in tokens]
    assert kinds == ["COMMENT", "NL", "ENDMARKER"]
    assert len(source.splitlines()) == 1
    assert black_format(source) == source


@pytest.mark.parametrize(
    "text", ["-*- coding: rot13 -*-", "encoding=latin-1", "coding:x"]
)
def test_a_comment_does_not_choose_the_encoding_of_its_file(text):
    source = f"{comment(text)}\n".encode()
    assert tokenize.detect_encoding(BytesIO(source).readline)[0] == "utf-8"


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", "#"),
        ("a\nb", "# a b"),
        ("type: ignore", '# "type: ignore"'),
        ("noqa", '# "noqa"'),
        ("fmt: off", '# "fmt: off"'),
        ("see # noqa", r"# see \x23 noqa"),
    ],
)
def test_a_comment_instructs_no_tool(text, line):
    assert comment(text) == line
