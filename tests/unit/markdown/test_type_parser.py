"""Types of the Type column, of response lines and of plain TypeScript."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics, render
from generator.markdown.document import Cell, Prose
from generator.markdown.type_expressions import (
    Array,
    Atom,
    External,
    Linked,
    Literal,
    Record,
    Stream,
    Union,
    UnlinkedName,
)
from generator.markdown.type_parser import (
    parse_response,
    parse_type_cell,
    parse_type_text,
)
from generator.source import SourceFile, Span
from generator.untrusted import Untrusted

MDN = "https://developer.mozilla.org/en-US/docs/Web/"


def span_of(text, column=1):
    return Span("docs/page.md", 1, column, column + len(text))


def reveal(value):
    return value.reveal() if isinstance(value, Untrusted) else value


def shape(node):
    """What a type says, without places."""
    match node:
        case Atom(kind):
            return kind.value
        case Literal(value):
            return ("literal", reveal(value))
        case Array(item):
            return [shape(item)]
        case Record(value):
            return {"*": shape(value)}
        case Union(members):
            return ("union", *map(shape, members))
        case Stream(kind, item):
            return (kind.value, shape(item))
        case UnlinkedName(namespace, name):
            return ("name", reveal(namespace), reveal(name))
        case Linked(namespace, name, target):
            return ("link", reveal(namespace), reveal(name), reveal(target))
        case External(name, url):
            return ("external", reveal(name), reveal(url))
        case None:
            return None


def column(text):
    diagnostics = Diagnostics()
    found = parse_type_cell(Cell(Untrusted(text), span_of(text, 5)), diagnostics)
    return found, diagnostics.sorted()


def plain(text):
    diagnostics = Diagnostics()
    found = parse_type_text(Untrusted(text), span_of(text, 5), diagnostics)
    return found, diagnostics.sorted()


def response(text):
    diagnostics = Diagnostics()
    block = Prose(Untrusted(text), span_of(text.split("\n")[0]))
    found = parse_response(block, diagnostics)
    return found, diagnostics.sorted()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("*string*", "string"),
        ("*number*", "number"),
        ("*boolean*", "boolean"),
        ("*any*", "any"),
        ("*Uint8Array*", "Uint8Array"),
        ("*Request*", "Request"),
        ("RequestOptions", "RequestOptions"),
        ("*true*", ("literal", True)),
        ("*false*", ("literal", False)),
        ("*1*", ("literal", 1)),
        ("*-20*", ("literal", -20)),
        ('*"box"*', ("literal", "box")),
        ('*"a * b"*', ("literal", "a * b")),
        (r'*"a\|b \"c\" \\"*', ("literal", 'a|b "c" \\')),
        ('*""*', ("literal", "")),
        ("*string*[]", ["string"]),
        ("*string*[][]", [["string"]]),
        ("Record<string, *any*>", {"*": "any"}),
        ("Record<string, *string*[]>", {"*": ["string"]}),
        ("Record<string, *string*>[]", [{"*": "string"}]),
        (r"Record\<string, *any*\>", {"*": "any"}),
        (
            "Record<string, Record<string, Record<string, *shared.Box*>>>",
            {"*": {"*": {"*": ("name", "shared", "Box")}}},
        ),
        ("*components.Box*", ("name", "components", "Box")),
        ("*Box*[]", [("name", None, "Box")]),
        (
            "[components.Box](../../models/components/box.md)",
            ("link", "components", "Box", "../../models/components/box.md"),
        ),
        (
            "[RetryConfig](../../lib/utils/retryconfig.md)",
            ("link", None, "RetryConfig", "../../lib/utils/retryconfig.md"),
        ),
        (f"[Date]({MDN}Date)", "Date"),
        (f"[Blob]({MDN}Blob)", ("external", "Blob", f"{MDN}Blob")),
        ("[RFCDate](../../types/rfcdate.md)", "RFCDate"),
        ("[Date](../../types/rfcdate.md)[]", ["RFCDate"]),
        ("*ReadableStream<Uint8Array>*", ("ReadableStream", None)),
        (
            rf"[File]({MDN}File) \| [shared.Box](box.md)[]",
            (
                "union",
                ("external", "File", f"{MDN}File"),
                [("link", "shared", "Box", "box.md")],
            ),
        ),
        ("[components.Box[][]](../../models/.md)", [[("name", "components", "Box")]]),
        ("[{ [k: string]: any }](../../models/.md)[]", [{"*": "any"}]),
        ("[Date](../models/.md)", "Date"),
    ],
)
def test_a_type_of_the_column_is_read(text, expected):
    found, diagnostics = column(text)
    assert diagnostics == ()
    assert shape(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("string", "string"),
        ("void", "void"),
        ("Date", "Date"),
        ("RFCDate", "RFCDate"),
        ("components.Box", ("name", "components", "Box")),
        ("components.Box[][]", [[("name", "components", "Box")]]),
        ("{ [k: string]: any }", {"*": "any"}),
        ("{[key:string]:string[]}[]", [{"*": ["string"]}]),
        ("ReadableStream<Uint8Array>", ("ReadableStream", None)),
        (r"EventStream\<shared.Box\>", ("EventStream", ("name", "shared", "Box"))),
        ("JsonLStream<string>", ("JsonLStream", "string")),
    ],
)
def test_plain_typescript_is_read(text, expected):
    found, diagnostics = plain(text)
    assert diagnostics == ()
    assert shape(found) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"**Promise\<void\>**", "void"),
        ("**Promise<void>**", "void"),
        (
            r"**Promise\<[operations.Box](../box.md)\>**",
            ("link", "operations", "Box", "../box.md"),
        ),
        (
            r"**Promise\<[EventStream<operations.Box>](../../models/.md)\>**",
            ("EventStream", ("name", "operations", "Box")),
        ),
        (
            r"**Promise\<[shared.Box[]](../../models/.md)\>**",
            [("name", "shared", "Box")],
        ),
    ],
)
def test_a_response_line_is_read(text, expected):
    found, diagnostics = response(text)
    assert diagnostics == ()
    assert shape(found) == expected


@pytest.mark.parametrize("text", ["", "Promise", r"**Promise\<void\>", "* a list"])
def test_another_block_is_no_response_line(text):
    found, diagnostics = response(text)
    assert found is None
    assert [d.code for d in diagnostics] == ["D034"]


def test_the_places_of_a_link_are_those_of_link_and_target():
    text = "Record<string, [shared.Box](../box.md)[]>"
    found, _ = column(text)
    link = found.value.item
    spans = (found.span, found.value.span, link.span, link.target_span)
    assert [text[s.column - 5 : s.end - 5] for s in spans] == [
        text,
        "[shared.Box](../box.md)[]",
        "[shared.Box](../box.md)",
        "../box.md",
    ]


@pytest.mark.parametrize(
    ("text", "spot"),
    [
        ("", ""),
        ("string", "string"),
        ("*strng*", "strng"),
        ("*null*", "null"),
        ("*void*", "void"),
        ("*string", ""),
        ("*string*[", ""),
        ("*string*[2]", "2"),
        ("*string* *number*", "*number*"),
        ("*string* or more", "or more"),
        ("Record<number, *any*>", "number"),
        ("Record<string; *any*>", ";"),
        ("Record<string, string>", "string"),
        ("Array<*string*>", "Array"),
        ("*shared.*", "*"),
        ("*shared.Box.Lid*", "."),
        ("*1.5*", "1"),
        ('*"box*', '"'),
        (r"*string* \| ", ""),
        (r"\*string\*", r"\*"),
        ("[Box]", "["),
        ("[](box.md)", ""),
        ("[a b](box.md)", "b"),
        ("[Box](a b.md)", "b"),
        ("[Box]()", ")"),
        ("[string | null](../models/.md)", "| null"),
        ("*ReadableStream<string>*", "string"),
    ],
)
def test_the_caret_is_under_the_offending_spot(text, spot):
    found, (diagnostic,) = column(text)
    span = diagnostic.span
    assert found is None
    assert diagnostic.code == "D010"
    assert text[span.column - 5 : span.end - 5] == spot
    if not spot:
        assert diagnostic.message.endswith("found the end")


def test_a_diagnostic_shows_the_cell_and_what_was_expected():
    source = SourceFile("docs/page.md", "| a | Record<number, *any*> |")
    diagnostics = Diagnostics()
    cell = Cell(Untrusted("Record<number, *any*>"), source.span(1, 7, 28))
    parse_type_cell(cell, diagnostics)
    (found,) = diagnostics.sorted()
    lines = render(found, "", {source.path: source}).splitlines()
    assert lines[0] == (
        "docs/page.md:1:14: error[D010]: expected `string`, found `number`"
    )
    assert lines[2] == " " * lines[1].index("number") + "^^^^^^"


@pytest.mark.parametrize(
    "text",
    [
        "Record<string, " * 63 + "*any*" + ">" * 63,
        "*any*" + "[]" * 63,
        "Record<string, " * 30 + "*any*" + "[]>" * 30 + "[]" * 3,
        r" \| ".join(["*any*[]"] * 100),
    ],
)
def test_64_levels_are_read(text):
    found, diagnostics = column(text)
    assert diagnostics == ()
    assert found is not None


def test_more_alternatives_than_python_can_read_are_refused():
    text = r" \| ".join(f'*"{number}"*' for number in range(1000))
    found, diagnostics = column(text)
    assert diagnostics == ()
    assert len(found.members) == 1000
    found, (diagnostic,) = column(text + r" \| *string*")
    assert found is None
    assert diagnostic.message == "a type has at most 1000 alternatives"


@pytest.mark.parametrize("levels", [64, 100_000])
@pytest.mark.parametrize(
    ("parse", "opening", "core", "closing"),
    [
        (column, "Record<string, ", "*any*", ">"),
        (column, "", "*any*", "[]"),
        (plain, "{ [k: string]: ", "any", " }"),
        (plain, "EventStream<", "any", ">"),
    ],
)
def test_deeper_types_are_refused(parse, opening, core, closing, levels):
    found, (diagnostic,) = parse(opening * levels + core + closing * levels)
    assert found is None
    assert diagnostic.code == "D010"
    assert diagnostic.message == "a type nests at most 64 levels deep"


names = st.from_regex(r"[A-Z][A-Za-z0-9]{0,8}", fullmatch=True).filter(
    lambda name: name not in ("Date", "Record", "Request", "RFCDate")
    and not name.endswith(("Array", "Stream"))
)
leaves = st.one_of(
    st.sampled_from(["string", "number", "boolean", "any"]).map(
        lambda word: (f"*{word}*", word)
    ),
    st.integers(-99, 99).map(lambda number: (f"*{number}*", ("literal", number))),
    names.map(lambda name: (f"*shared.{name}*", ("name", "shared", name))),
    names.map(
        lambda name: (
            f"[shared.{name}](../{name}.md)",
            ("link", "shared", name, f"../{name}.md"),
        )
    ),
)
nested = st.recursive(
    leaves,
    lambda inner: st.one_of(
        inner.map(lambda pair: (f"{pair[0]}[]", [pair[1]])),
        inner.map(lambda pair: (f"Record<string, {pair[0]}>", {"*": pair[1]})),
    ),
)


@given(st.lists(nested, min_size=1, max_size=3))
def test_what_is_written_by_the_grammar_is_read_back(members):
    found, diagnostics = column(r" \| ".join(text for text, _ in members))
    assert diagnostics == ()
    shapes = [what for _, what in members]
    assert shape(found) == (shapes[0] if len(shapes) == 1 else ("union", *shapes))


pieces = st.sampled_from(
    [
        *("string", "Record", "Promise", "**", "k", "Box", "1", "models/.md"),
        *'*[]()<>{}\\|",:. \n\x00',
    ]
)
hostile = st.one_of(st.text(), st.lists(pieces, max_size=30).map("".join))


@given(hostile)
def test_any_text_gives_a_type_or_one_diagnostic_inside_the_text(text):
    for parse in (column, plain, response):
        found, diagnostics = parse(text)
        assert (found is None) == bool(diagnostics)
        for diagnostic in diagnostics:
            span = diagnostic.span
            line = text.split("\n")[span.line - 1]
            assert 1 <= span.column <= span.end <= 5 + len(line)
