"""Every page of a real docs tree is read, and every type and example in it.

The trees are not part of the project: the environment variable DOCS2SDK_CORPORA names the folder
that holds them as archives. A folder `seed` beside it holds one padded page.
"""

import os
import tarfile
from collections import Counter
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.markdown.comments import parse_usage_snippet
from generator.markdown.document import CodeBlock, Comment, Prose, Table
from generator.markdown.literal_parser import parse_call, parse_example
from generator.markdown.reader import read_page
from generator.markdown.type_parser import (
    parse_response,
    parse_type_cell,
    parse_type_text,
)
from generator.source import SourceFile
from generator.untrusted import Untrusted

ROOT = Path(__file__).resolve().parents[3]
CORPORA = Path(os.environ.get("DOCS2SDK_CORPORA", ROOT.parent / "shared" / "corpora"))
IGNORED = ("docs/lib/", "docs/types/")


def pages_of(name):
    archive = CORPORA / f"{name}.tar.gz"
    if not archive.is_file():
        pytest.skip(f"no {archive.name} in the folder of DOCS2SDK_CORPORA")
    with tarfile.open(archive) as tar:
        for member in tar:
            path = member.name.removeprefix("./")
            if path.endswith(".md") and not path.startswith(IGNORED):
                text = tar.extractfile(member).read().decode("utf-8")
                yield SourceFile(path, text)


def read_block(block, section, source, diagnostics):
    """Parse what a block of the docs holds; return what it is, or `None`."""
    title = section.title.reveal()
    match block:
        case Comment():
            usage = parse_usage_snippet(block, source, diagnostics)
            return "usage comment" if usage else None
        case Prose() if title == "Response":
            return "response" if parse_response(block, diagnostics) else None
        case CodeBlock() if title == "Example Usage":
            parse = parse_call if "/sdks/" in source.path else parse_example
            return parse.__name__ if parse(block, diagnostics) else None
        case CodeBlock() if title.startswith("`"):
            return parse_example.__name__ if parse_example(block, diagnostics) else None
        case _:
            return None


def read_types(table, diagnostics):
    """Count the rows of a table, and the types that are read of its Type column."""
    header = [cell.text.reveal() for cell in table.header.cells]
    counts = Counter(rows=len(table.rows))
    if "Type" in header and "Required" in header:
        column = header.index("Type")
        for row in table.rows:
            parsed = parse_type_cell(row.cells[column], diagnostics)
            counts["type cell" if parsed else "failed"] += 1
    return counts


def read_section(section, source, diagnostics):
    counts = Counter()
    title = section.title.reveal()
    if section.level == 3 and title.startswith("`"):
        inner = Untrusted(title[1:-1])
        span = section.span.part(1, len(title) - 1)
        parsed = parse_type_text(inner, span, diagnostics)
        counts["member" if parsed else "failed"] += 1
    for block in section.blocks:
        if isinstance(block, Table):
            counts += read_types(block, diagnostics)
        elif kind := read_block(block, section, source, diagnostics):
            counts[kind] += 1
    return counts


def test_every_table_type_and_example_of_a_real_tree_is_read():
    diagnostics = Diagnostics()
    counts = Counter()
    for source in pages_of("dub-2026-06"):
        raw = sum(line.startswith("|") for line in source.lines)
        page = read_page(source, diagnostics)
        counts["pages"] += 1
        counts["raw rows"] += raw
        for section in page.sections:
            counts["tables"] += sum(isinstance(b, Table) for b in section.blocks)
            counts += read_section(section, source, diagnostics)
    assert diagnostics.sorted() == ()
    assert counts["raw rows"] == counts["rows"] + 2 * counts["tables"]
    assert counts == {
        "pages": 450,
        "tables": 388,
        "raw rows": 3889,
        "rows": 3113,
        "type cell": 2576,
        "member": 111,
        "usage comment": 53,
        "response": 53,
        "parse_call": 53,
        "parse_example": 509,
    }


def test_a_padded_page_gives_its_nine_rows():
    path = CORPORA.parent / "seed" / "trackleadrequestbody.md"
    if not path.is_file():
        pytest.skip("no folder seed beside the folder of DOCS2SDK_CORPORA")
    source = SourceFile(path.name, path.read_bytes().decode("utf-8"))
    diagnostics = Diagnostics()
    fields = read_page(source, diagnostics).sections[-1]
    (table,) = fields.blocks
    for row in table.rows:
        for cell in row.cells:
            span = cell.span
            shown = source.lines[span.line - 1][span.column - 1 : span.end - 1]
            assert shown == cell.raw.reveal()
        assert parse_type_cell(row.cells[1], diagnostics) is not None
    assert diagnostics.sorted() == ()
    assert [row.cells[0].text.reveal() for row in table.rows] == [
        "`clickId`",
        "`eventName`",
        "`externalId`",
        "`customerName`",
        "`customerEmail`",
        "`customerAvatar`",
        "`eventQuantity`",
        "`mode`",
        "`metadata`",
    ]
    assert table.rows[1].cells[4].text.reveal() == "Sign up"
