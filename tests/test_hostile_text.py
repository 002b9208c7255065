"""Hostile text in every place of a page: from the Markdown to the emitted Python."""

import ast
import inspect
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import Lowered, python_settings
from generator.diagnostics import Diagnostics, render
from generator.inputs import ApiFolder
from generator.lower.api import lower
from generator.lower.overlay import read_overlay
from generator.markdown.reader import read_page
from generator.passes import run_passes
from generator.python.package import package_files
from generator.render.environment import render as render_template
from generator.render.marks import MARKING_PRINTERS, unmarked
from generator.render.printers import PRINTERS
from generator.render.syntax import syntax_problems
from generator.source import SourceFile
from tests.twins import TWIN_PRINTERS, shape_problems

HOSTILE = (
    '"""',
    "'''",
    "\\",
    "\\N{",
    '"; import os; os.system("x")  #',
    "{{ 7*7 }}{% include 'x' %}",
    "${x} {x}",
    "\r",
    "\x0b\x0c\x1c\x85",
    "\u2028\u2029",
    "\u202e\u2066",
    "\u200b\ufeff",
    "\x00",
    "\ud800",
    "`",
    "<script>",
    "*/ -->",
    "\x1b[31m",
    "$(x)",
    "\ue000\ue001\ue00f",
    "\ue00f",
)

README = """\
# Api

<!-- Start Summary [summary] -->
## Summary

{summary}
<!-- End Summary [summary] -->

## SDK Example Usage

```typescript
import {{ Shop }} from "shop";
```

## Available Resources and Operations

### [things](docs/sdks/things/README.md)

* [make](docs/sdks/things/README.md#make) - {bullet}

## Server Selection

```typescript
const shop = new Shop({{
  serverURL: "https://api.example.com",
}});
```
"""

RESOURCE = """\
# Things

## Overview

{overview}

### Available Operations

* [make](#make) - {bullet}

## make

{operation}

### Example Usage

<!-- UsageSnippet language="typescript" operationID="make" method="post" path="/make" -->
```typescript
import {{ Shop }} from "shop";

const shop = new Shop();

async function run() {{
  const result = await shop.things.make({{
    plain: {literal},
  }});
}}
```

### Parameters

| Parameter | Type | Required | Description |
| --- | --- | --- | --- |
| `request` | [components.Thing](../../models/components/thing.md) | :heavy_check_mark: | {cell} |

### Response

**Promise\\<[components.Thing](../../models/components/thing.md)\\>**

### Errors

| Error Type | Status Code | Content Type |
| --- | --- | --- |
"""

THING = """\
# Thing

{model}

## Example Usage

```typescript
let value: Thing = {{
  plain: {literal},
}};
```

## Fields

| Field | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
| `plain` | *string* | :heavy_check_mark: | {cell} | {cell} |
| `kind` | [components.Kind](../../models/components/kind.md) | :heavy_minus_sign: | x | |
"""

KIND = """\
# Kind

{model}

## Values

```typescript
"a" | {literal}
```
"""


def js_string(text):
    """A string literal as the docs print it; what JSON escapes, TypeScript does too."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
    return '"' + "".join(escapes.get(c, c) for c in text) + '"'


def cell(text):
    return text.replace("|", "\\|").replace("\n", "<br/>").replace("\r", "<br/>")


def block(text):
    """Text that stays one paragraph of a description."""
    return "x " + text.replace("\n", " ").replace("\r", " ")


def lowered_with(text):
    places = {
        "summary": block(text),
        "bullet": block(text),
        "overview": block(text),
        "operation": block(text),
        "model": block(text),
        "cell": cell("x" + text),
        "literal": js_string("x" + text),
    }
    files = {
        "README.md": README,
        "docs/sdks/things/README.md": RESOURCE,
        "docs/models/components/thing.md": THING,
        "docs/models/components/kind.md": KIND,
    }
    sources = {p: SourceFile(p, t.format(**places)) for p, t in files.items()}
    diagnostics = Diagnostics()
    overlay = read_overlay(None, diagnostics)
    pages = [read_page(source, diagnostics) for source in sources.values()]
    api, account = lower("shop", pages, overlay, diagnostics)
    folder = ApiFolder("shop", Path("shop"), "shop")
    return Lowered(folder, sources, overlay, run_passes(api), account, diagnostics)


def emitted(lowered):
    """All rendered files, each checked as in a build, and compared with its twin."""
    settings = python_settings(lowered)
    real = package_files(lowered.api, settings, PRINTERS)
    marked = package_files(lowered.api, settings, MARKING_PRINTERS)
    benign = package_files(lowered.api, settings, TWIN_PRINTERS)
    files = {}
    for mine, other, twin in zip(real, marked, benign, strict=True):
        text = render_template(mine.template, mine.view)
        twins = render_template(twin.template, twin.view)
        found = unmarked(render_template(other.template, other.view))
        assert found.text == text
        assert syntax_problems(mine.path, found) == ()
        assert shape_problems(mine.path, text, twins) == ()
        files[mine.path] = text
    return files


TEXT = st.lists(
    st.one_of(st.sampled_from(HOSTILE), st.text(max_size=6)), min_size=1, max_size=4
).map("".join)


@given(TEXT)
def test_whatever_a_document_says_stays_text(text):
    lowered = lowered_with(text)
    for diagnostic in lowered.diagnostics.sorted():
        shown = render(diagnostic, "shop", lowered.sources)
        assert not set(shown) & set("\x00\x1b\x85\u2028\u202e\u200b")
    if lowered.diagnostics.has_errors:
        return
    files = emitted(lowered)
    kind = ast.parse(files["src/shop_sdk/models/components/kind.py"])
    literals = [n.value for n in ast.walk(kind) if isinstance(n, ast.Constant)]
    values = [
        v.value.reveal() for m in lowered.api.models for v in getattr(m, "values", ())
    ]
    assert set(values) <= set(literals)


HALF_PAIR = "\ud800"


def test_half_a_surrogate_pair_is_no_value():
    found = lowered_with(HALF_PAIR).diagnostics.sorted()
    assert {diagnostic.code for diagnostic in found} == {"D017"}


@pytest.mark.parametrize("text", [t for t in HOSTILE if HALF_PAIR not in t])
def test_each_known_attack_is_carried_as_text(text):
    lowered = lowered_with(text)
    assert not lowered.diagnostics.has_errors
    files = emitted(lowered)
    for path, content in files.items():
        if path.endswith(".py"):
            assert not hidden(content), path


def test_a_docstring_reads_back_as_the_description():
    text = "say `a\\nb` and {{ b }} and \\N{BULLET} and \"quotes\" and '''more'''"
    thing = emitted(lowered_with(text))["src/shop_sdk/models/components/thing.py"]
    node = next(n for n in ast.parse(thing).body if isinstance(n, ast.ClassDef))
    assert inspect.cleandoc(ast.get_docstring(node)).replace("\n", " ") == "x " + text


def hidden(content):
    """Characters that a reader of the code would not see."""
    return {c for c in content if not c.isprintable() and c != "\n"}
