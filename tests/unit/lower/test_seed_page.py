"""One page of a vendor's docs, alone and with the page that it links to.

The page is not part of the project: the environment variable DOCS2SDK_SHARED names the folder whose
`seed/` holds it.
"""

import os
import shutil
from pathlib import Path

import pytest
from lowering import enum_page, model

from generator.build import read_api
from generator.explain.values import type_text
from generator.inputs import ApiFolder

ROOT = Path(__file__).resolve().parents[3]
SHARED = Path(os.environ.get("DOCS2SDK_SHARED", ROOT.parent / "shared"))
NAME = "trackleadrequestbody.md"
FIELDS = [
    ("clickId", "string", True, None),
    ("eventName", "string", True, "Sign up"),
    ("externalId", "string", True, None),
    ("customerName", "string", False, None),
    ("customerEmail", "string", False, None),
    ("customerAvatar", "string", False, None),
    ("eventQuantity", "number", False, None),
    ("mode", "operations.Mode", False, None),
    ("metadata", "map of any", False, None),
]


@pytest.fixture
def folder(tmp_path):
    page = SHARED / "seed" / NAME
    if not page.is_file():
        pytest.skip(f"no seed/{NAME} in the folder of DOCS2SDK_SHARED")
    shutil.copy(page, tmp_path)
    return tmp_path


def test_the_page_alone_lacks_the_page_that_it_links_to(folder):
    found = read_api(ApiFolder("seed", folder, "seed"))
    (missing,) = found.diagnostics.sorted()
    assert missing.code == "D012"
    span = missing.span
    line = found.sources[NAME].lines[span.line - 1]
    assert span.file == NAME
    assert line.startswith("| `mode` ")
    target = line[span.column - 1 : span.end - 1]
    assert target == "../../models/operations/mode.md"
    assert "docs/models/operations/mode.md" in missing.message


@pytest.mark.parametrize("place", ["mode.md", "docs/models/operations/mode.md"])
def test_with_the_other_page_its_nine_fields_come_out_in_order(folder, place):
    page = folder / place
    page.parent.mkdir(parents=True, exist_ok=True)
    text = enum_page("Mode", '"async" | "wait"')
    example = '\n## Example Usage\n\n```typescript\nimport { Mode } from "dub/models/operations";\n```\n'
    page.write_text(text.replace("# Mode\n", f"# Mode\n{example}"), encoding="utf-8")
    if place != "mode.md":
        (folder / NAME).rename(page.parent / NAME)
    found = read_api(ApiFolder("seed", folder, "seed"))
    assert found.diagnostics.sorted() == ()
    body = model(found, "TrackLeadRequestBody", "operations")
    assert [
        (
            f.name.reveal(),
            type_text(f.type),
            f.required,
            f.example and f.example.reveal(),
        )
        for f in body.fields
    ] == FIELDS
    assert all(field.doc for field in body.fields)
    assert "\N{LEFT DOUBLE QUOTATION MARK}" in body.fields[3].doc.reveal()
