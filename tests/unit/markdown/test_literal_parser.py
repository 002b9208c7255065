"""Example values, imports and calls."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.markdown.document import CodeBlock
from generator.markdown.literal_parser import parse_call, parse_example, parse_imports
from generator.markdown.literals import (
    ArrayLiteral,
    BooleanLiteral,
    BytesLiteral,
    DateLiteral,
    EnvironmentLiteral,
    FileLiteral,
    MemberLiteral,
    NullLiteral,
    NumberLiteral,
    ObjectLiteral,
    StringLiteral,
    UndefinedLiteral,
)
from generator.source import Span
from generator.untrusted import Untrusted


def block(code, indent=1):
    span = Span("docs/page.md", 10, indent, indent + 13)
    return CodeBlock(Untrusted("typescript"), Untrusted(code), span, indent)


def example(code):
    diagnostics = Diagnostics()
    return parse_example(block(code), diagnostics), diagnostics.sorted()


def value(literal):
    found, diagnostics = example(f"let value: Box = {literal};")
    assert diagnostics == ()
    return plain(found.value)


def plain(node):
    """What a literal says, without places."""
    match node:
        case StringLiteral(text):
            return text.reveal()
        case NumberLiteral(text):
            return ("number", text)
        case BooleanLiteral(truth):
            return truth
        case NullLiteral():
            return None
        case UndefinedLiteral():
            return "undefined"
        case DateLiteral(text, has_time):
            return ("date", text.reveal(), has_time)
        case FileLiteral(path):
            return ("file", path.reveal())
        case BytesLiteral(data):
            return data
        case MemberLiteral(enum, member):
            return ("member", enum.reveal(), member.reveal())
        case EnvironmentLiteral(name, default):
            return ("env", name.reveal(), default.reveal())
        case ArrayLiteral(items):
            return [plain(item) for item in items]
        case ObjectLiteral(entries):
            return [(entry.key.reveal(), plain(entry.value)) for entry in entries]


@pytest.mark.parametrize(
    ("literal", "expected"),
    [
        ('"box"', "box"),
        ("'box'", "box"),
        ("`two\nlines`", "two\nlines"),
        ("`a $ {b} \\${c}`", "a $ {b} ${c}"),
        ('"${x}"', "${x}"),
        (r'"\b\f\n\r\t\v\0\'\"\\\/\q"', "\b\f\n\r\t\v\0'\"\\/q"),
        (r'"\x41\u0042\u{43}\u{1F600}\ud83d\ude00"', "ABC\U0001f600\U0001f600"),
        (r'"\ud83d"', "\ud83d"),
        ('"a\\\nb"', "ab"),
        ('"// no comment"', "// no comment"),
        ("12", ("number", "12")),
        ("-0.50", ("number", "-0.50")),
        ("- 1", ("number", "-1")),
        ("1e+21", ("number", "1e+21")),
        ("9007199254740993", ("number", "9007199254740993")),
        ("true", True),
        ("false", False),
        ("null", None),
        ("undefined", "undefined"),
        ('new Date("2024-05-01T00:00:00Z")', ("date", "2024-05-01T00:00:00Z", True)),
        ('new RFCDate("2024-05-01")', ("date", "2024-05-01", False)),
        ('await openAsBlob("box.png")', ("file", "box.png")),
        ("Color.DarkRed", ("member", "Color", "DarkRed")),
        ('process.env["BOX_KEY"] ?? ""', ("env", "BOX_KEY", "")),
        ('new TextEncoder().encode("h\\u00e9\\ud800")', b"h\xc3\xa9\xef\xbf\xbd"),
        ("new Uint8Array([0, 255,])", b"\x00\xff"),
        ("new Uint8Array()", b""),
        ('new Request("http://localhost:8080")', "undefined"),
        (
            'new Response("{\\"a\\": 1}", { headers: { "Content-Type": "text/plain" } })',
            "undefined",
        ),
        ("[]", []),
        ("[1, [true], ]", [("number", "1"), [True]]),
        ("{}", []),
        (
            "{ a: 1, \"b c\": {d: null}, 'e': [], 5: true, new: false, }",
            [
                ("a", ("number", "1")),
                ("b c", [("d", None)]),
                ("e", []),
                ("5", True),
                ("new", False),
            ],
        ),
        ("/* a */ 1 // b", ("number", "1")),
    ],
)
def test_a_value_is_read(literal, expected):
    assert value(literal) == expected


@pytest.mark.parametrize(
    "code",
    [
        "const value: shared.Box = 1;",
        "let value: Box =\n  1;",
        "let value:\n  VeryLongName =\n    1\n",
        "const value: { [k: string]: any } = 1;",
        "const value: {\n  [k: string]: shared.Box;\n} = 1;",
        "let value = 1",
    ],
)
def test_a_declaration_may_be_wrapped_anywhere(code):
    found, diagnostics = example(code)
    assert diagnostics == ()
    assert plain(found.value) == ("number", "1")


def test_a_page_without_examples_has_no_value():
    code = 'import { Box } from "boxes/models";\n\n// No examples available for this model\n'
    found, diagnostics = example(code)
    assert diagnostics == ()
    assert found.value is None
    assert [i.module.reveal() for i in found.imports] == ["boxes/models"]


@pytest.mark.parametrize(
    ("code", "spot"),
    [
        ("let value: Box = ;", ";"),
        ("let value: Box", ""),
        ("value = 1;", "value"),
        ("let value: Box = 1; let other = 2;", "let"),
        ("let value: Box = 1 + 2;", "+"),
        ("let value: Box = NaN;", "NaN"),
        ("let value: Box = f(1);", "f"),
        ("let value: Box = 0x1F;", "0x1F"),
        ("let value: Box = 010;", "010"),
        ("let value: Box = 1n;", "1n"),
        ("let value: Box = .5;", ".5"),
        ("let value: Box = [1, , 2];", ","),
        ("let value: Box = [1", ""),
        ("let value: Box = { ...rest };", "..."),
        ("let value: Box = { a };", "}"),
        ("let value: Box = { [a]: 1 };", "["),
        ('let value: Box = "open;', '"'),
        ("let value: Box = `a ${b}`;", "${"),
        (r'let value: Box = "a\u12";', r"\u"),
        (r'let value: Box = "\u{110000}";', r"\u{110000}"),
        (r'let value: Box = "\01";', r"\0"),
        ("let value: Box = new Map();", "Map"),
        ("let value: Box = new Date();", ")"),
        ("let value: Box = new Uint8Array([256]);", "256"),
        ('let value: Box = process.env["A"];', ";"),
        ("let value: Box = await run();", "run"),
        ('import * as box from "boxes";', "*"),
        ('import { Box } of "boxes";', "of"),
    ],
)
def test_anything_else_is_a_warning_at_the_spot(code, spot):
    found, (diagnostic,) = example(code)
    span = diagnostic.span
    assert found is None
    assert (diagnostic.code, diagnostic.severity.value) == ("D016", "warning")
    assert span.line == 11
    assert code[span.column - 1 : span.end - 1] == spot


def test_places_count_from_the_fence_and_its_indent():
    code = 'let value: Box = {\n  lid: "red",\n};'
    found = parse_example(block(code, indent=3), Diagnostics())
    (entry,) = found.value.entries
    assert (entry.span.line, entry.span.column, entry.span.end) == (12, 5, 8)
    span = entry.value.span
    assert (span.line, span.column, span.end) == (12, 10, 15)


def nested(levels):
    return example("let value: Box = " + "[" * levels + "]" * levels)


def test_64_levels_are_read():
    found, diagnostics = nested(64)
    assert found is not None
    assert diagnostics == ()


@pytest.mark.parametrize("levels", [65, 100_000])
def test_deeper_values_are_refused(levels):
    found, (diagnostic,) = nested(levels)
    assert found is None
    assert diagnostic.message == "a literal nests at most 64 levels deep"


def test_imports_give_names_as_the_module_exports_them():
    code = (
        'import { openAsBlob } from "node:fs";\n'
        'import {\n  type Box, Lid as BoxLid,\n} from "boxes/models/shared"\n'
        "let value = {};"
    )
    found = parse_imports(block(code))
    assert [([n.reveal() for n in i.names], i.module.reveal()) for i in found] == [
        (["openAsBlob"], "node:fs"),
        (["Box", "Lid"], "boxes/models/shared"),
    ]
    span = found[1].span
    assert (span.line, span.column, span.end) == (14, 8, 29)


def test_imports_end_at_the_first_that_cannot_be_read():
    code = 'import { A } from "a";\nimport b from "b";\nimport { C } from "c";'
    assert [i.module.reveal() for i in parse_imports(block(code))] == ["a"]


CALL = """import { Boxes } from "boxes";

// Await nothing here
const boxes = new Boxes({
  token: process.env["BOX_TOKEN"] ?? "",
  serverURL: "https://api.example.com",
});

async function run() {
  const result = await boxes.lids.paint("lid_1", {
    color: "red",
    picture: await openAsBlob("lid.png"),
  });

  console.log(result);
}

run();
"""


def call(code):
    diagnostics = Diagnostics()
    return parse_call(block(code), diagnostics), diagnostics.sorted()


def test_a_call_gives_path_arguments_and_client():
    found, diagnostics = call(CALL)
    assert diagnostics == ()
    assert [name.reveal() for name in found.path] == ["lids", "paint"]
    assert [plain(argument) for argument in found.arguments] == [
        "lid_1",
        [("color", "red"), ("picture", ("file", "lid.png"))],
    ]
    assert found.loop_variable is None
    assert found.client.name.reveal() == "Boxes"
    assert plain(found.client.arguments[0]) == [
        ("token", ("env", "BOX_TOKEN", "")),
        ("serverURL", "https://api.example.com"),
    ]
    assert (found.span.line, found.span.column, found.span.end) == (20, 24, 40)


def test_a_call_may_stand_without_result_client_and_arguments():
    found, diagnostics = call("await boxes.admin.lids.wipe();")
    assert diagnostics == ()
    assert [name.reveal() for name in found.path] == ["admin", "lids", "wipe"]
    assert found.arguments == ()
    assert found.client is None


@pytest.mark.parametrize("variable", ["page", "event"])
def test_the_loop_over_the_result_names_its_variable(variable):
    loop = f"for await (const {variable} of result) {{ console.log({variable}); }}"
    found, _ = call(f"const result = await boxes.list();\n{loop}\n")
    assert found.loop_variable.reveal() == variable


@pytest.mark.parametrize(
    ("code", "spot"),
    [
        ("", ""),
        ("console.log(1);", ""),
        ("await boxes();", "("),
        ("await boxes.list", ""),
        ("await boxes.list(a => b);", "a"),
        ("const b = new Boxes({ a: () => 1 });", "("),
    ],
)
def test_a_block_without_a_readable_call_is_a_warning(code, spot):
    found, (diagnostic,) = call(code)
    span = diagnostic.span
    assert found is None
    assert diagnostic.code == "D016"
    assert code[span.column - 1 : span.end - 1] == spot


json_values = st.recursive(
    st.none() | st.booleans() | st.text() | st.integers(-(10**30), 10**30),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
)


def as_plain(data):
    """The same data in the form that `plain` gives."""
    if isinstance(data, dict):
        return [(key, as_plain(item)) for key, item in data.items()]
    if isinstance(data, list):
        return [as_plain(item) for item in data]
    if isinstance(data, bool) or not isinstance(data, int):
        return data
    return ("number", str(data))


@given(json_values, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_back(data, ascii_only, indent):
    text = json.dumps(data, ensure_ascii=ascii_only, indent=indent)
    assert value(text) == as_plain(data)


pieces = st.sampled_from(
    [
        *("let", "const", "import", "from", "await", "new", "value", "Date", "process"),
        *("//", "/*", "*/", "${", "\\u"),
        *"={}[](),:;.\"'`\\1e- \n\x00\u2028",
    ]
)
hostile = st.one_of(st.text(), st.lists(pieces, max_size=40).map("".join))


@given(hostile, st.sampled_from(["", "let value: Box = ", "await a.b("]))
def test_any_text_is_read_or_one_diagnostic_inside_the_text(tail, head):
    code = head + tail
    parse_imports(block(code))
    for parse in (example, call):
        found, diagnostics = parse(code)
        assert (found is None) == (len(diagnostics) == 1)
        for diagnostic in diagnostics:
            span = diagnostic.span
            line = code.split("\n")[span.line - 11]
            assert 1 <= span.column <= span.end <= len(line) + 1
