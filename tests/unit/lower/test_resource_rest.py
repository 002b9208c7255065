"""What stands on a resource page beside its operations."""

import pytest
from lowering import codes, lowered, messages, operation, resource

PAGE = "docs/sdks/pets/README.md"


def page(old, new):
    pages = resource(operation("feed"))
    assert old in pages[PAGE]
    return pages | {PAGE: pages[PAGE].replace(old, new, 1)}


NOTICE = "> [!WARNING]\n> This SDK is **DEPRECATED**\n\n## Overview"


@pytest.mark.parametrize(
    ("old", "new"), [("## Overview", NOTICE), ("# Pets", "# ~~Pets~~")]
)
def test_a_resource_that_is_deprecated_has_deprecated_operations(old, new):
    found = lowered(page(old, new))
    assert messages(found) == []
    (pets,) = found.api.resources
    assert pets.deprecated is not None
    assert [each.deprecated for each in pets.operations] == [pets.deprecated]


def test_the_accessor_below_a_title_is_read():
    assert messages(lowered(page("## Overview", "(*pets*)\n\n## Overview"))) == []


@pytest.mark.parametrize(
    ("old", "new", "line"),
    [
        ("## Overview", "Free text.\n\n## Overview", "nothing is read from this text"),
        ("* [feed]", "Some of them:\n\n* [feed]", "this line of the list"),
        ("## feed", "## Prices\n\nHigh.\n\n## feed", "the section `Prices`"),
        ("## feed", "```text\nx\n```\n\n## feed", "this line of the list"),
    ],
)
def test_what_has_no_place_is_told(old, new, line):
    found = lowered(page(old, new))
    assert codes(found) == ["D006"]
    (warning,) = found.diagnostics.sorted()
    assert line in warning.message
    assert warning.hint
