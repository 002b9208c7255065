"""A tree of model pages alone is valid input, and gives a package of models."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from generator.cli import main

ROOT = Path(__file__).resolve().parents[1]
SHARED = Path(os.environ.get("DOCS2SDK_SHARED", ROOT.parent / "shared"))
SEED = SHARED / "seed" / "trackleadrequestbody.md"
PAGES = ROOT / "specs" / "dub" / "docs" / "models" / "operations"


def generated(tmp_path, page):
    """The package made of one page and the enum that it links to."""
    folder = tmp_path / "leads" / "docs" / "models" / "operations"
    folder.mkdir(parents=True)
    shutil.copy(page, folder)
    shutil.copy(PAGES / "mode.md", folder)
    out = tmp_path / "out"
    assert main(["generate", str(tmp_path / "leads"), "--out", str(out)]) == 0
    return out / "leads" / "src"


def run(source, code):
    code = f"import sys; sys.path.insert(0, {str(source)!r})\n{code}"
    command = [sys.executable, "-W", "error", "-c", code]
    return subprocess.run(command, capture_output=True, text=True, check=False)


USE = """
import leads_sdk
from leads_sdk import models
Body = models.operations.TrackLeadRequestBody
body = Body(click_id="c", event_name="e", external_id="x", mode="wait", event_quantity=2)
assert body.model_dump(by_alias=True, exclude_unset=True) == {
    "clickId": "c", "eventName": "e", "externalId": "x", "mode": "wait", "eventQuantity": 2
}
print(*Body.model_fields)
assert not hasattr(leads_sdk, "Leads")
"""
FIELDS = (
    "click_id event_name external_id customer_name customer_email customer_avatar "
    "event_quantity mode metadata"
)


def test_models_alone_give_a_package_without_a_client(tmp_path):
    source = generated(tmp_path, PAGES / "trackleadrequestbody.md")
    result = run(source, USE)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == FIELDS.split()
    assert not (source / "leads_sdk" / "_client.py").exists()


@pytest.mark.skipif(not SEED.exists(), reason="the seed page is not beside the project")
def test_the_seed_page_comes_out_typed_and_documented_in_its_order(tmp_path):
    source = generated(tmp_path, SEED)
    result = run(source, USE)
    assert result.returncode == 0, result.stderr
    assert result.stdout.split() == FIELDS.split()
    module = source / "leads_sdk/models/operations/track_lead_request_body.py"
    text = module.read_text("utf-8")
    for line in (
        'click_id: Annotated[str, Field(alias="clickId")]',
        'customer_name: Annotated[str | None, Field(alias="customerName")] = None',
        'event_quantity: Annotated[int | float | None, Field(alias="eventQuantity")] = None',
        "mode: Mode | None = None",
        "metadata: dict[str, Any] | None = None",
    ):
        assert f'    {line}\n    """' in text
    assert "(e.g.\n    “Big Red Caribou”)" in text
