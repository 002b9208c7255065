"""OVERLAY.md lists every entry of the schema, and shows only entries that it accepts.

`UPDATE_CASES=1` writes the tables; text and examples are for people to write.
"""

import ast
import inspect
import os
import re
from pathlib import Path

import pytest

from generator.diagnostics import CODES, Diagnostics
from generator.lower.overlay import FILE, read_overlay, tables
from generator.source import SourceFile

PAGE = Path(__file__).parent.parent / "OVERLAY.md"
UPDATE = os.environ.get("UPDATE_CASES") == "1"
OPERATION = 'operations."resource.operation"'
TABLES = {
    "[python]": tables.PythonTable,
    "[api]": tables.ApiTable,
    "[wire]": tables.WireTable,
    "[nullable]": tables.NullableTable,
    "[[rules]]": tables.RuleTable,
    '[models."namespace.Title"]': tables.ModelTable,
    '[models."namespace.Title".fields.<name>]': tables.FieldTable,
    f"[{OPERATION}]": tables.OperationTable,
    f"[{OPERATION}.pagination]": tables.PaginationTable,
    f"[{OPERATION}.servers]": tables.ServerTable,
    f"[{OPERATION}.parameters.<name>]": tables.ParameterTable,
    "[security.<name>]": tables.SecurityTable,
    "[globals.<name>]": tables.GlobalTable,
}
DOCSTRINGS = {
    (node.name, entry.target.id): text.value.value
    for node in ast.parse(inspect.getsource(tables)).body
    if isinstance(node, ast.ClassDef)
    for entry, text in zip(node.body, node.body[1:], strict=False)
    if isinstance(entry, ast.AnnAssign) and isinstance(text, ast.Expr)
}


def kind(schema, definitions):
    """What a value may be, in words."""
    if "$ref" in schema:
        return "table"
    if options := [s for s in schema.get("anyOf", ()) if s != {"type": "null"}]:
        return " or ".join(dict.fromkeys(kind(s, definitions) for s in options))
    if options := schema.get("oneOf"):
        return " or ".join(kind(s, definitions) for s in options)
    if "enum" in schema:
        return ", ".join(f"`{value}`" for value in schema["enum"])
    if "const" in schema:
        return f"`{str(schema['const']).lower()}`"
    match schema["type"]:
        case "array":
            return f"list of {kind(schema['items'], definitions)}"
        case "object":
            return f"table of {kind(schema['additionalProperties'], definitions)}"
        case other:
            names = {"string": "text", "boolean": "`true`, `false`"}
            return names.get(other, other)


def rendered(table):
    schema = table.model_json_schema(by_alias=True)
    rows = ["| Key | Value | Meaning |", "| --- | --- | --- |"]
    for name, field in table.model_fields.items():
        key = field.alias or name
        value = kind(schema["properties"][key], schema)
        rows.append(f"| `{key}` | {value} | {DOCSTRINGS[table.__name__, name]} |")
    return "\n".join(rows)


def sections():
    """The text below each heading, by the table that the heading names."""
    parts = re.split(
        r"^## `(\[.*\])`\n", PAGE.read_text(encoding="utf-8"), flags=re.MULTILINE
    )
    return dict(zip(parts[1::2], parts[2::2], strict=True))


TABLE = re.compile(r"^\| Key .*(?:\n\|.*)*", re.MULTILINE)


def test_every_table_has_a_section():
    assert list(sections()) == list(TABLES)
    stated = {value for value in vars(tables).values() if is_leaf(value)}
    assert stated == set(TABLES.values())


def is_leaf(value):
    return (
        isinstance(value, type)
        and issubclass(value, tables.Table)
        and value not in (tables.Table, tables.Tables)
    )


@pytest.mark.parametrize("name", TABLES)
def test_a_section_lists_the_entries_of_its_table(name):
    expected = rendered(TABLES[name])
    text = sections()[name]
    if UPDATE:
        body = TABLE.sub("", text).strip("\n")
        head, fence, example = body.partition("```toml")
        new = "\n" + "\n\n".join(
            filter(None, (head.strip("\n"), expected, fence + example))
        )
        page = PAGE.read_text(encoding="utf-8")
        heading = f"## `{name}`\n"
        end = "" if page.endswith(heading + text) else "\n"
        PAGE.write_text(
            page.replace(heading + text, f"{heading}{new}\n{end}"), encoding="utf-8"
        )
        text = sections()[name]
    (found,) = TABLE.findall(text)
    assert found == expected


@pytest.mark.parametrize("name", TABLES)
def test_the_examples_of_a_section_are_accepted(name):
    (example,) = re.findall(r"```toml\n(.*?)```", sections()[name], re.DOTALL)
    diagnostics = Diagnostics()
    overlay = read_overlay(SourceFile(FILE, example), diagnostics)
    assert diagnostics.sorted() == ()
    assert overlay.entry(())


def test_the_page_names_codes_that_there_are():
    codes = set(re.findall(r"D[0-9]{3}", PAGE.read_text(encoding="utf-8")))
    assert codes <= set(CODES)
    assert {"D050", "D051", "D052", "D053"} <= codes
