"""What holds for the reading of any text."""

import re

from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock, Comment, Prose, Table
from generator.markdown.reader import read_page
from generator.source import SourceFile

LINES = [
    *("", "text", "# Lead", "## Fields ##", "#", "===", "---", "***", "    code"),
    *("| a | b |", "| - | - |", "|---|---|", "|:-:|", "|", "||", "a | b", "| a |"),
    *(r"| a \| b | c |", "|  a  |   |", "| a | b | c |", "  | a | b |", "|a|b|\t"),
    *("```", "  ```ts x", "~~~~", "   ~~~~", "> q", "> | a |", "* x", "- | a |"),
    *("<!-- c -->", "<!-- c", "-->", "<!-- c --> <!-- d -->", "<div>", "<br/>"),
    *("\x00", "\t| a |", "\x0b", "\x1c| a |", "\u2028| a |", "\u00a0", "[a]: b"),
]
pages = st.one_of(
    st.text(),
    st.text(alphabet="|-: \t\\`~#<!>*a\n\r\x00\x0c"),
    st.lists(
        st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    ).map(lambda pairs: "".join(line + end for line, end in pairs)),
)


def read(text):
    source = SourceFile("docs/page.md", text)
    diagnostics = Diagnostics()
    return source, read_page(source, diagnostics), diagnostics.sorted()


def blocks(page):
    return [block for section in page.sections for block in section.blocks]


def under(source, span):
    return source.lines[span.line - 1][span.column - 1 : span.end - 1]


def split_by_hand(line):
    """Cells of a row, by looking at one character after another."""
    cells = [""]
    for previous, character in zip(" " + line, line, strict=False):
        if character == "|" and previous != "\\":
            cells.append("")
        else:
            cells[-1] += character
    cells = [cell.strip() for cell in cells]
    stripped = line.strip()
    start = 1 if stripped.startswith("|") else 0
    closed = re.search(r"(?<!\\)\|$", stripped) and len(cells) > start
    return cells[start : -1 if closed else None]


def extent(source, block):
    """The lines of a block."""
    first = block.span.line
    match block:
        case Prose(text):
            return range(first, first + text.reveal().count("\n") + 1)
        case CodeBlock(code=code):
            return range(first, first + code.reveal().count("\n") + 3)
        case Comment():
            rest = "\n".join(source.lines[first - 1 :])[block.span.column - 1 :]
            closed = rest[: rest.index("-->", 4)]
            return range(first, first + closed.count("\n") + 1)
        case Table(rows=rows):
            return [first, first + 1, *(row.span.line for row in rows)]


def heading_lines(page):
    """The lines of all headings, with the line under each, if any."""
    return {
        section.span.line + offset
        for section in page.sections
        if section.level
        for offset in range(section.title.reveal().count("\n") + 2)
    }


@given(pages)
@example("| a |\n|---|\n| 1 | 2 |\n")
def test_no_line_with_text_vanishes(text):
    source, page, diagnostics = read(text)
    seen = {d.span.line for d in diagnostics} | heading_lines(page)
    for block in blocks(page):
        seen |= set(extent(source, block))
    for number, line in enumerate(source.lines, 1):
        assert number in seen or not line.strip(), (number, line)


@given(pages)
def test_rows_are_in_a_table_or_in_a_block_or_reported(text):
    source, page, diagnostics = read(text)
    reported = {d.span.line for d in diagnostics if d.code in ("D002", "D003")}
    tables = [b for b in blocks(page) if isinstance(b, Table)]
    others = [b for b in blocks(page) if not isinstance(b, Table)]
    in_tables = {line for table in tables for line in extent(source, table)}
    assert not in_tables & reported
    in_text = {line for block in others for line in extent(source, block)}
    in_text |= heading_lines(page)
    for number, line in enumerate(source.lines, 1):
        if line.startswith("|"):
            assert number in in_tables | in_text | reported


@given(pages)
def test_cells_are_those_of_the_raw_line_and_stand_where_their_span_says(text):
    source, page, _ = read(text)
    for table in blocks(page):
        if not isinstance(table, Table):
            continue
        for row in (table.header, *table.rows):
            raws = [cell.raw.reveal() for cell in row.cells]
            assert raws == split_by_hand(source.lines[row.span.line - 1])
            assert len(raws) == len(table.header.cells)
            assert [under(source, cell.span) for cell in row.cells] == raws


@given(pages)
def test_spans_point_at_what_they_claim(text):
    source, page, diagnostics = read(text)
    for section in page.sections:
        assert under(source, section.span) == section.title.reveal().split("\n")[0]
    for block in blocks(page):
        shown = under(source, block.span)
        match block:
            case Prose(text=prose):
                assert shown == prose.reveal().split("\n")[0]
            case CodeBlock(code=code, indent=indent):
                assert shown.startswith(("```", "~~~"))
                for offset, line in enumerate(code.reveal().split("\n")):
                    raw = [*source.lines, ""][block.span.line + offset]
                    assert not line or raw[indent - 1 :] == line
            case Comment(text=comment):
                assert shown.startswith("<!--")
                first = shown[4:].removesuffix("-->").strip()
                assert comment.reveal().startswith(first)
    for diagnostic in diagnostics:
        span = diagnostic.span
        assert 1 <= span.column <= span.end <= len(source.lines[span.line - 1]) + 1


@given(pages)
def test_line_ends_make_no_difference(text):
    unix = re.sub("\r\n?", "\n", text)
    _, page, diagnostics = read(text)
    _, twin, twin_diagnostics = read(unix)
    assert page.sections == twin.sections
    assert diagnostics == twin_diagnostics
