"""Sections, blocks and their places."""

import pytest

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock, Comment, Prose, Table
from generator.markdown.reader import read_page
from generator.source import SourceFile


def read(text, codes=()):
    """Read a page that must give exactly these diagnostics."""
    diagnostics = Diagnostics()
    page = read_page(SourceFile("docs/page.md", text), diagnostics)
    assert [d.code for d in diagnostics.sorted()] == list(codes)
    return page


def blocks(text, codes=()):
    return [block for s in read(text, codes).sections for block in s.blocks]


def place(span):
    return (span.line, span.column, span.end)


def test_sections_are_flat_and_keep_their_blocks():
    page = read("# Lead\n\nA visitor who signed up.\n\n## Fields\n### Note\ntext\n")
    found = [(s.level, s.title.reveal(), len(s.blocks)) for s in page.sections]
    assert found == [(1, "Lead", 1), (2, "Fields", 0), (3, "Note", 1)]


def test_text_before_the_first_heading_is_section_zero():
    first, second = read("hello\n\n# Lead\n").sections
    assert (first.level, first.title.reveal(), place(first.span)) == (0, "", (1, 1, 1))
    assert second.level == 1


def test_an_empty_page_is_one_empty_section():
    (only,) = read("").sections
    assert only.level == 0
    assert only.blocks == ()


@pytest.mark.parametrize(
    ("line", "title", "columns"),
    [
        ("# Lead", "Lead", (3, 7)),
        ("  ##\tLead ##  ", "Lead", (6, 10)),
        ("# C#", "C#", (3, 5)),
        ("# C #", "C", (3, 4)),
        ("#", "", (2, 2)),
        ("## ##", "", (4, 4)),
        ("# ~~Lead~~", "~~Lead~~", (3, 11)),
        ("# a\x00b\u2028c", "a\x00b\u2028c", (3, 8)),
    ],
)
def test_heading_text_is_found_where_it_stands(line, title, columns):
    (section,) = read(line).sections
    assert section.title.reveal() == title
    assert (section.span.column, section.span.end) == columns


def test_underlined_headings_are_headings():
    (section,) = read("  Lead\nmagnet\n======\n").sections
    assert section.level == 1
    assert section.title.reveal() == "Lead\nmagnet"
    assert place(section.span) == (1, 3, 7)


def test_headings_in_lists_and_quotes_are_text():
    page = read("# Lead\n- # one\n\n> ## two\n")
    assert [s.title.reveal() for s in page.sections] == ["Lead"]
    assert [b.text.reveal() for b in page.sections[0].blocks] == ["- # one", "> ## two"]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_for_each_line_end(end):
    text = end.join(["# Lead", "", "| a | b |", "|---|---|", "| 1 | 2 |", "", "## End"])
    page = read(text)
    (table,) = page.sections[0].blocks
    assert place(table.rows[0].cells[1].span) == (5, 7, 8)
    assert page.sections[1].span.line == 7


@pytest.mark.parametrize("character", ["\u2028", "\u2029", "\x0b", "\x0c", "\x85"])
def test_other_separators_end_no_line(character):
    page = read(f"one{character}two\n\n# Lead\n")
    assert page.sections[0].blocks[0].text.reveal() == f"one{character}two"
    assert page.sections[1].span.line == 3


def test_nul_is_kept_as_it_is():
    (table,) = blocks("| a\x00 | b |\n|---|---|\n")
    assert table.header.cells[0].raw.reveal() == "a\x00"


def test_each_kind_of_text_block_is_prose_with_its_raw_lines():
    text = (
        "one\ntwo\n\n* a\n  b\n\n* c\n\n\n> q\n\n***\n\n<div>\nx\n</div>\n\n    code\n"
    )
    assert [b.text.reveal() for b in blocks(text)] == [
        "one\ntwo",
        "* a\n  b\n\n* c",
        "> q",
        "***",
        "<div>\nx\n</div>",
        "    code",
    ]


def test_link_definitions_do_not_vanish():
    (prose,) = blocks("[lead]: https://example.com\n")
    assert prose.text.reveal() == "[lead]: https://example.com"


def test_tables_in_lists_and_quotes_are_text():
    found = blocks("- x\n\n  | a |\n  |---|\n  | 1 |\n\n> | a |\n> |---|\n")
    assert [type(b) for b in found] == [Prose, Prose]


def test_a_comment_ends_where_a_fence_begins_without_a_blank_line():
    comment, code = blocks("<!-- Usage a -->\n```typescript\nlet a = 1;\n```\n")
    assert isinstance(comment, Comment)
    assert comment.text.reveal() == "Usage a"
    assert place(comment.span) == (1, 1, 17)
    assert isinstance(code, CodeBlock)


def test_several_comments_in_one_block_are_several_comments():
    found = blocks("x\n\n <!--one\nlines --> <!-- two --><!---->\n")[1:]
    assert [c.text.reveal() for c in found] == ["one\nlines", "two", ""]
    assert [place(c.span) for c in found] == [(3, 2, 9), (4, 11, 23), (4, 23, 30)]


@pytest.mark.parametrize("text", ["<!-- a --> b", "<!-- a\n--> b", "<!-- a --> <!-- b"])
def test_a_comment_beside_text_is_prose(text):
    (prose,) = blocks(text)
    assert isinstance(prose, Prose)
    assert prose.text.reveal() == text


def test_an_unclosed_comment_is_reported_because_it_hides_the_rest():
    (prose,) = blocks("<!-- a\n\n# Lead\n", ["D004"])
    assert prose.text.reveal() == "<!-- a\n\n# Lead"


def test_a_fence_gives_language_code_and_places():
    (code,) = blocks('```typescript title="x"\nlet a = 1;\n\n  b;\n```\n')
    assert code.language.reveal() == "typescript"
    assert code.code.reveal() == "let a = 1;\n\n  b;"
    assert (place(code.span), code.indent) == ((1, 1, 24), 1)


@pytest.mark.parametrize("closing", ["```", "   ```", "`````", "``` \t"])
def test_a_fence_may_close_indented_or_longer(closing):
    code, prose = blocks(f"```\nx\n{closing}\ntext")
    assert code.code.reveal() == "x"
    assert prose.text.reveal() == "text"


def test_an_indented_fence_cuts_its_indent_off_all_lines_alike():
    (code,) = blocks("  ~~~ts\n  a\n    b\n\n  ~~~\n")
    assert code.code.reveal() == "a\n  b\n"
    assert (code.span.column, code.indent) == (3, 3)
    (outdented,) = blocks("  ~~~ts\n a\n    b\n  ~~~\n")
    assert outdented.code.reveal() == "a\n   b"
    assert outdented.indent == 2


@pytest.mark.parametrize(
    "text", ["# A\n```ts\nx", "# A\n```ts\nx\n ~~~\n", "# A\n```ts"]
)
def test_an_unclosed_fence_is_reported_at_its_opening(text):
    diagnostics = Diagnostics()
    read_page(SourceFile("docs/page.md", text), diagnostics)
    (found,) = diagnostics.sorted()
    assert (found.code, place(found.span)) == ("D004", (2, 1, 6))


def test_pipes_in_fences_are_code():
    (code,) = blocks('```\n| a | b |\n"x" | "y"\n```\n')
    assert isinstance(code, CodeBlock)


def test_a_table_ends_at_a_blank_line():
    table, prose = blocks("| a |\n|---|\n| 1 |\n\ntext\n")
    assert isinstance(table, Table)
    assert isinstance(prose, Prose)
