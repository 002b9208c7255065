"""Small docs trees, lowered in memory. Paths and texts are those of an invented zoo."""

from pathlib import Path

from generator.build import Lowered
from generator.diagnostics import Diagnostics
from generator.inputs import ApiFolder
from generator.lower.api import lower
from generator.lower.overlay import FILE, read_overlay
from generator.lower.tree import is_sdk_page
from generator.markdown.reader import read_page
from generator.source import SourceFile

README = """\
# Zoo

## SDK Example Usage

```typescript
import {{ Zoo }} from "zoo";
```

## Authentication

| Name | Type | Scheme |
| --- | --- | --- |
| `token` | http | HTTP Bearer |

## Available Resources and Operations

### [pets](docs/sdks/pets/README.md)

{bullets}

## Server Selection

```typescript
const zoo = new Zoo({{
  serverURL: "https://zoo.example.com",
}});
```
"""

OPERATION = """\
## {name}

{text}

### Example Usage

<!-- UsageSnippet language="typescript" operationID="{name}" method="{method}" path="{path}" -->
```typescript
{example}
```

### Parameters

| Parameter | Type | Required | Description | Example |
| --- | --- | --- | --- | --- |
{rows}

### Response

{response}

### Errors

| Error Type | Status Code | Content Type |
| --- | --- | --- |
{errors}

"""

VOID = r"**Promise\<void\>**"
EXAMPLE = """\
const zoo = new Zoo({
  token: "secret",
});

const result = await zoo.pets.call();"""


def lowered(pages, overlay=None, name="zoo"):
    """Lower pages, which are texts by path."""
    diagnostics = Diagnostics()
    sources = {path: SourceFile(path, text) for path, text in pages.items()}
    stated = None if overlay is None else SourceFile(FILE, overlay)
    entries = read_overlay(stated, diagnostics)
    documents = [
        read_page(source, Diagnostics() if is_sdk_page(path) else diagnostics)
        for path, source in sources.items()
    ]
    api, account = lower(name, documents, entries, diagnostics)
    folder = ApiFolder(name, Path(name), name)
    return Lowered(folder, sources, entries, api, account, diagnostics)


def row(name, type_="*string*", description="N/A", example="", *, required=True):
    mark = ":heavy_check_mark:" if required else ":heavy_minus_sign:"
    return f"| `{name}` | {type_} | {mark} | {description} | {example} |"


def link(title, namespace="components"):
    page = f"../../models/{namespace}/{title.lower()}.md"
    return f"[{namespace}.{title}]({page})"


def promise(title, namespace="components"):
    return rf"**Promise\<{link(title, namespace)}\>**"


def object_page(title, *rows, text="", example=None):
    literal = example or "// No examples available for this model"
    head = f"# {title}\n\n{text}\n\n## Example Usage\n\n```typescript\n{literal}\n```\n"
    table = "| Field | Type | Required | Description | Example |\n|---|---|---|---|---|"
    return "\n".join([head, "## Fields\n", table, *rows, ""])


def enum_page(title, values):
    return f"# {title}\n\n## Values\n\n```typescript\n{values}\n```\n"


def models(*pages, namespace="components"):
    """Pages by path, each named after its title."""
    titles = [page.split("\n", 1)[0].strip("# ~") for page in pages]
    return {
        f"docs/models/{namespace}/{title.lower()}.md": page
        for title, page in zip(titles, pages, strict=True)
    }


DEFAULTS = {
    "method": "get",
    "path": "/pets",
    "response": VOID,
    "errors": "",
    "text": "",
    "example": EXAMPLE,
}


def operation(name, *rows, **parts):
    """The sections of an operation; `parts` are those of `DEFAULTS` that differ."""
    return OPERATION.format(name=name, rows="\n".join(rows), **(DEFAULTS | parts))


def resource(*operations):
    """README and the page of the one resource, with these operations."""
    names = [text.split("\n", 1)[0].strip("# ~") for text in operations]
    bullets = "\n".join(f"* [{name}](#{name}) - To {name}" for name in names)
    top = f"# Pets\n\n## Overview\n\n### Available Operations\n\n{bullets}\n\n"
    return {
        "README.md": README.format(bullets=bullets),
        "docs/sdks/pets/README.md": top + "".join(operations),
    }


def only(found):
    """The one operation, once it is known that nothing was reported."""
    assert messages(found) == []
    (pets,) = found.api.resources
    (operation_,) = pets.operations
    return operation_


def model(found, title, namespace="components"):
    """The model of that title."""
    return next(
        m
        for m in found.api.models
        if (m.key.namespace, m.key.title.reveal()) == (namespace, title)
    )


def messages(found):
    return [(d.code, d.message) for d in found.diagnostics.sorted()]


def codes(found):
    return [d.code for d in found.diagnostics.sorted()]
