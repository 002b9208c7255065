"""Text of the docs on the pages of the reference, through the rendered package."""

from __future__ import annotations

from python_api import SETTINGS, api, operation, resource
from rendered import write_distribution


def test_a_description_that_is_indented_as_a_whole_is_no_code(tmp_path):
    text = "    Starts a run.\n    There may be many.\n\n        and(code)\n"
    run = resource("runs", operation("start", doc=text))
    folder = write_distribution(tmp_path, api(resources=(run,)), SETTINGS)
    page = (folder / "docs/resources/runs.md").read_text()
    assert "\nStarts a run.\nThere may be many.\n\n    and(code)\n" in page
