import pytest
from hostile_text import for_any_text, texts
from hypothesis import given
from markdown_it import MarkdownIt

from generator.render.markdown_text import (
    markdown_cell,
    markdown_code,
    markdown_code_cell,
    markdown_prose,
)
from generator.render.visible import one_line
from generator.untrusted import Untrusted

READER = MarkdownIt("commonmark", {"html": True}).enable("table")


def tokens(markdown):
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def assert_harmless(found):
    for token in found:
        assert not token.type.startswith("html") or token.content == "<br>"
        assert token.type != "image"
        if token.type == "heading_open":
            assert token.tag >= "h4"
        if token.type == "link_open":
            assert token.attrs["href"].startswith(("https://", "http://", "mailto:"))


@for_any_text
def test_prose_brings_no_html_image_high_heading_or_foreign_link(text):
    assert_harmless(tokens(markdown_prose(Untrusted(text))))


@given(texts, texts)
def test_prose_does_not_reach_into_what_follows(text, other):
    page = f"# Title\n\n{markdown_prose(text)}\n\n## Next\n\n{markdown_prose(other)}\n\n## Last\n"
    top = [
        t
        for t in tokens(page)
        if t.type == "heading_open" and t.tag < "h4" and t.level == 0
    ]
    assert [t.tag for t in top] == ["h1", "h2", "h2"]


@for_any_text
def test_a_cell_stays_one_cell(text):
    page = f"| a | b |\n| --- | --- |\n| {markdown_cell(Untrusted(text))} | end |\n"
    found = list(tokens(page))
    assert_harmless(found)
    assert len(page.splitlines()) == 3
    assert [t.type for t in found].count("td_open") == 2
    assert [t.content for t in found if t.type == "inline"][-1] == "end"


@for_any_text
def test_a_code_span_shows_its_text(text):
    paragraph = READER.parse(f"a {markdown_code(Untrusted(text))} b")[1]
    [code] = [t for t in paragraph.children if t.type == "code_inline"]
    assert code.content.strip() == one_line(text)


@for_any_text
def test_a_code_span_in_a_cell_shows_its_text(text):
    page = f"| a |\n| --- |\n| {markdown_code_cell(Untrusted(text))} |\n"
    code = [t.content.strip() for t in tokens(page) if t.type == "code_inline"]
    assert code == [one_line(text)]


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("Plain **bold** `code` 1 < 2.", "Plain **bold** `code` 1 &lt; 2."),
        ("[a](https://a.example/b?c=d&e)", "[a](https://a.example/b?c=d&e)"),
        ("[a](../b.md), [c](/d)", "a, c"),
        ("[a!](rel)[t](https://a.example)", r"a\![t](https://a.example)"),
        ("[a](javascript:x)", "a"),
        ("![logo](https://a.example/i.png)!", "logo!"),
        ("list[str] and `<b>`", "list[str] and `<b>`"),
        ("[x][y] [x]: z", r"[x\][y] [x\]: z"),
        ("[x][(javascript:y)](rel)", r"[x\](javascript:y)"),
        ("# A\n## B\n#### C", "#### A\n##### B\n###### C"),
        ("A\n===\nB\n---", "A\n\\===\nB\n***"),
        ("- # A\n- b", "- #### A\n- b"),
        ("```js\n<b>\n```", "```js\n<b>\n```"),
        ("~~~\n```\n~~~\nx", "````\n```\n````\n\nx"),
        ("    ```\n<b>", "```\n<b>\n```"),
        ("open ` only", r"open \` only"),
        ("| a | b |\n| - | - |\n| `x | <b>` | c |", None),
        ("[~~~](rel)\n```\n~~~\n<b>\n```", "\\~~~\n\n```\n~~~\n<b>\n```"),
        (r"a\|b \< \* c:\d", r"a\|b &lt; \* c:\d"),
        ("[a](javascript:x//https://b.example)", "a"),
        ("![`](rel) <b> `", r"\` &lt;b> \`"),
        ("a `` b `c` d", r"a \`\` b `c` d"),
        (r"\`a `<b>`", r"\`a `<b>`"),
    ],
)
def test_prose_keeps_formatting_and_drops_the_rest(text, markdown):
    wanted = markdown or "| a | b |\n| - | - |\n| \\`x | &lt;b>\\` | c |"
    assert markdown_prose(text) == wanted


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("a | b", r"a \| b"),
        ("`a|b`", r"`a\|b`"),
        ("one\ntwo\n\nthree", "one<br>two<br><br>three"),
        ("<br/> end\\", r"&lt;br/> end\\"),
        ("x\n```js\na | b\n\nc\n```", r"x<br>`a \| b`<br>`c`"),
    ],
)
def test_cells(text, cell):
    assert markdown_cell(text) == cell


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("a", "`a`"),
        ("`a`", "`` `a` ``"),
        ("a``b`c", "```a``b`c```"),
        ("", "` `"),
        ("a\nb", "`a b`"),
    ],
)
def test_code_spans(text, code):
    assert markdown_code(text) == code
