"""The report for a pull request or the summary of a job."""

import dataclasses
import re

import pytest
from example_reports import REPORT, SAME, TABLES, long_report, poisoned
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from generator.review.formats.markdown import LIMIT, as_markdown

OURS = re.compile(r"</?(?:details|summary|b)>|<code>[^<>]*</code>")
HOSTILE = [
    "<script>alert(1)</script>",
    "</summary></details><img src=x onerror=alert(1)>",
    "</code></summary>",
    "@someone #12 https://evil.example/ www.evil.example",
    "[a](javascript:alert(1)) ![b](https://evil.example/x.png)",
    "\n\n# heading\n\n<div>",
    "``` \n```\n~~~\n|a|b|\n",
    "`a` ``b`` ` c",
    "`<script>alert(2)</script>` x",
    "\\",
    "&lt;b&gt; &amp;",
    "\u202e\u2066\x1b[2J\x00\ud800",
]


def markdown(report, **given):
    return as_markdown(report, TABLES, **given)


def everything(tokens):
    for token in tokens:
        yield token
        yield from everything(token.children or ())


def loose_text(text):
    """The text that stands in no code, and the HTML without that of our own."""
    for token in everything(MarkdownIt("commonmark").enable("table").parse(text)):
        assert token.type not in ("image", "link_open", "hr")
        if token.type == "text":
            yield token.content
        elif token.type in ("html_block", "html_inline"):
            rest = OURS.sub("", token.content)
            assert not re.search("[<>]", rest), token.content
            yield rest


def shape(text):
    """The blocks of Markdown, and what code they hold left out."""
    return [
        token.type for token in MarkdownIt("commonmark").enable("table").parse(text)
    ]


def test_nothing_changed():
    assert markdown(SAME) == "## Review: `HEAD~1` → `HEAD`\n\nNothing changed.\n"


def test_the_summary_counts_and_names_what_forces_the_version():
    told = markdown(REPORT)
    assert "### `dub`: major version" in told
    assert "| 2 | 1 | 1 | 1 file, 3 lines, 2 of them to read |" in told
    assert (
        "- type `components.LinkSchema`: field `clicks` removed"
        in told.split("<details>")[0]
    )


def test_an_entry_is_folded_and_shows_both_sides():
    told = markdown(REPORT).split("<details>")[4]
    assert told.startswith(
        "<summary>:white_circle: <b>cosmetic</b> operation <code>links.create</code>"
    )
    assert re.search(
        "```diff\n- Create a link .*\n[+] Create a short link .*\n```", told
    )
    assert "- docs, cosmetic: only the text is another one (`told`)" in told
    assert "- old: `docs/models/components/linkschema.md:7:3`" in told


def test_names_in_python_and_reach_are_told():
    told = markdown(REPORT).split("<details>")[1]
    assert "reaches 2 operations and 1 type</summary>" in told
    assert "- Python: `models.LinkSchema.clicks` removed" in told
    assert "Reaches 2 operations: `links.create`, `links.list`" in told


def test_whole_apis_come_and_go():
    told = markdown(dataclasses.replace(SAME, added=("dub",), removed=("novu",)))
    assert "- The whole API `dub` is new.\n- The whole API `novu` is gone." in told


@pytest.mark.parametrize("text", HOSTILE)
def test_text_of_documents_stays_text(text):
    told = markdown(poisoned(REPORT, text))
    loose = "\n".join(loose_text(told))
    for trace in ("<", "evil", "@", "alert", "#12", "heading"):
        assert trace not in loose
    assert shape(told) == shape(markdown(REPORT))


@given(st.text(alphabet="`<>&@#[]()!|\\\n \t-~*_x\u202e", max_size=12))
def test_no_text_changes_the_shape(text):
    assert shape(markdown(poisoned(REPORT, text))) == shape(markdown(REPORT))


def test_what_does_not_fit_is_counted():
    report = long_report(4000)
    told = markdown(report)
    assert len(told.encode()) <= LIMIT
    shown = told.count("<details>")
    assert 1000 < shown < 4000
    (left,) = re.findall(r"_([\d,]+) more parts, the least important ones,", told)
    assert shown + int(left.replace(",", "")) == 4000 + 1  # and the names of Python


def test_a_small_limit_still_tells_the_summary():
    told = markdown(REPORT, limit=1)
    assert "### `dub`: major version" in told
    assert "_5 more parts" in told
