"""The usage comment above an operation's example."""

import pytest

from generator.diagnostics import Diagnostics
from generator.markdown.comments import parse_usage_snippet
from generator.markdown.reader import read_page
from generator.source import SourceFile

PLAIN = (
    '<!-- UsageSnippet language="typescript" operationID="getBox" method="get" '
    'path="/boxes/{box_id}#lid" -->'
)


def parse(text):
    source = SourceFile("docs/sdks/boxes/README.md", text)
    diagnostics = Diagnostics()
    page = read_page(source, diagnostics)
    found = parse_usage_snippet(page.sections[0].blocks[0], source, diagnostics)
    return source, found, diagnostics.sorted()


def test_values_are_found_where_they_stand():
    source, found, diagnostics = parse("  " + PLAIN + "\n```ts\n```\n")
    assert diagnostics == ()
    assert found.example is None
    values = {
        "typescript": found.language,
        "getBox": found.operation_id,
        "get": found.method,
        "/boxes/{box_id}#lid": found.path,
    }
    for text, attribute in values.items():
        span = attribute.span
        assert attribute.value.reveal() == text
        assert source.lines[0][span.column - 1 : span.end - 1] == text


def test_a_named_example_keeps_its_name():
    _, found, _ = parse(PLAIN.replace(" -->", ' example="Big box" -->'))
    assert found.example.value.reveal() == "Big box"


def test_another_comment_is_none_and_no_error():
    _, found, diagnostics = parse("<!-- Start SDK Usage -->\n")
    assert found is None
    assert diagnostics == ()


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace(' method="get"', ""),
        PLAIN.replace('"get"', '"GET"'),
        PLAIN.replace('"getBox"', '""'),
        PLAIN.replace(" path=", "\npath="),
        PLAIN.replace(" -->", " x -->"),
        '<!-- UsageSnippet method="get" language="typescript" -->',
    ],
)
def test_any_other_form_is_an_error(text):
    _, found, diagnostics = parse(text)
    assert found is None
    assert [(d.code, d.span.line, d.span.column) for d in diagnostics] == [
        ("D032", 1, 1)
    ]
