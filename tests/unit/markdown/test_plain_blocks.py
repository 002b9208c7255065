"""The blocks of a plain page are those that markdown-it-py finds."""

import os
import tarfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.markdown.parsed_blocks import parsed_blocks
from generator.markdown.plain_blocks import plain_blocks
from generator.source import SourceFile

ROOT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("DOCS2SDK_CORPORA", ROOT.parent / "shared" / "corpora"))

LINES = (
    *("", "", "", " ", "\t", "\xa0", "\x0c"),
    *("# A", "## `b`", "###### c #", "####### d", "#", "#e", " # f", "# g\t"),
    *(
        "text",
        "`code` text",
        "**bold**",
        "_x_",
        "[a](b)",
        "1 of 2",
        "é",
        "a | b",
        "\\# h",
    ),
    *("text  ", "text\t", " text", "    text", "\ttext", "a\tb", "text\\"),
    *("* item", "- item", "+ item", "1. one", "2) two", "*", "-", "1.", "**", "* * *"),
    *("---", "***", "___", "===", "--- | ---", ":-- | --", "> quote", "_ _ _", "__"),
    *("| a | b |", "| --- | --- |", "| - | :-: |", "| c | d |", "| c |", "|---|", "|"),
    *(
        "| a \\| b |",
        "| a | b",
        "|--|--",
        "a |",
        "| `|` |",
        "|\t|",
        "| --- | --- |  ",
        "|:|",
    ),
    *(
        "```",
        "```ts",
        "``` `",
        "````",
        "~~~",
        "~~~ x",
        "  ```",
        "    ```",
        "``",
        "```  ",
    ),
    *(
        "<!-- c -->",
        "<!-- c",
        "-->",
        "<!-- a --> b",
        "<b>",
        "<br/>",
        "</div>",
        "<!x>",
        "<?",
    ),
    *(
        "[a]: b",
        "![a](b)",
        "~a~",
        "+1",
        "=",
        "!",
        "(c)",
        "{",
        "}",
        "//",
        "\u2028",
        "\x00",
    ),
)


def outlined(tokens):
    """What the reader takes from tokens."""
    return [
        (token.type, tuple(token.map), token.markup)
        for token in tokens
        if token.map is not None
        and (
            token.level == 0
            or (token.type == "inline" and token.map[1] - token.map[0] > 1)
        )
    ]


def same(lines):
    """Tell whether a page is plain; if it is, compare its blocks."""
    found = plain_blocks(lines)
    if found is None:
        return False
    expected = outlined(parsed_blocks(lines))
    several = [t for t in found if t.type != "inline" or t.map[1] - t.map[0] > 1]
    assert [(t.type, t.map, t.markup) for t in several] == expected
    return True


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_any_lines(lines):
    same(lines)


def block(*lines):
    return st.sampled_from(lines)


@given(
    st.lists(
        st.one_of(
            block("# A", "### b", "text", "**x** y", "a", "é", "<!-- c -->", "[a](b)"),
            block("text\nmore", "```\n\n* x\n```", "~~~ y\n# no\n~~~", "<!--\n\n-->"),
            block("| a | b |\n| --- | --- |\n| c | d |", "| a |\n|---|", "```\n```"),
        ),
        max_size=8,
    ),
    st.sampled_from(("\n", "\n\n", "\n\n\n", "\n \n")),
)
def test_plain_blocks_in_any_order(blocks, between):
    lines = SourceFile("a.md", between.join(blocks)).lines
    assert same(lines) or between == "\n"


@pytest.mark.parametrize("behind", ["", "\n", "\n\n\n", "\n\ntext", "\n\n\n# A\n"])
@pytest.mark.parametrize("before", ["", "text\n\n", "# A\n", "<!-- c -->\n"])
@pytest.mark.parametrize(
    "text", ["* a", "* [a](#a) - b\n* `c`", "- a | b\n- **c**", "+ a\n\n- b"]
)
def test_lists_of_short_items_are_plain(text, before, behind):
    assert same(f"{before}{text}{behind}".split("\n"))


@pytest.mark.parametrize(
    "text",
    [
        "* item\nof two lines",
        "* item\n- of another list",
        "* item\n\n\n* of a loose list",
        "* item\n\n  going on",
        "* # heading",
        "1. item",
        "> quote",
        "    code",
        "text\n---",
        "<div>",
        "text\n| a |\n| - |",
        "| a |\n| - |\ntext",
        "| a | b |\n| - |",
        "```\nnever closed",
        "<!-- never closed",
        "a\tb",
        "#no heading",
        "- - -",
    ],
)
def test_other_pages_are_left_to_the_parser(text):
    assert plain_blocks(text.split("\n")) is None


@pytest.mark.parametrize(
    "archive",
    sorted(CORPORA.glob("*.tar.gz")) or [None],
    ids=lambda path: path and path.name,
)
def test_nearly_all_pages_of_real_docs_are_plain(archive):
    if archive is None:
        pytest.skip("no archives in the folder of DOCS2SDK_CORPORA")
    with tarfile.open(archive) as tar:
        members = [tar.extractfile(m) for m in tar if m.name.endswith(".md")]
        texts = [file.read().decode() for file in members if file is not None]
    plain = sum(same(SourceFile("a.md", text).lines) for text in texts)
    assert plain >= 0.9 * len(texts)
