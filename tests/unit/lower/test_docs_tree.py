"""Which page is what, and where links lead."""

import pytest
from lowering import codes, enum_page, lowered, messages, model, object_page, row

from generator.ir.models import Deprecation
from generator.ir.types import ModelKey, Ref
from generator.untrusted import Untrusted

DAY = enum_page("Day", '"monday"')
IMPORT = '```typescript\nimport { Day } from "zoo/models/operations";\n```\n'


def keys(found):
    return [(m.key.namespace, m.key.title.reveal()) for m in found.api.models]


@pytest.mark.parametrize(
    ("path", "namespace"),
    [
        ("docs/models/components/day.md", "components"),
        ("docs/models/operations/day.md", "operations"),
        ("docs/models/errors/day.md", "errors"),
        ("docs/sdk/models/shared/day.md", "shared"),
        ("docs/models/day.md", "models"),
        ("docs/models/components/another-name.md", "components"),
    ],
)
def test_a_model_has_the_namespace_of_its_folder_and_the_name_of_its_title(
    path, namespace
):
    assert keys(lowered({path: DAY})) == [(namespace, "Day")]


def test_a_page_that_stands_alone_has_the_namespace_that_its_example_imports():
    page = DAY.replace("## Values", f"## Example Usage\n\n{IMPORT}\n## Values")
    assert keys(lowered({"day.md": page})) == [("operations", "Day")]
    assert codes(lowered({"day.md": DAY})) == ["D005"]


def test_one_title_may_stand_in_several_namespaces():
    pages = {f"docs/models/{n}/day.md": DAY for n in ("errors", "components")}
    found = lowered(pages)
    assert codes(found) == []
    assert keys(found) == [("components", "Day"), ("errors", "Day")]


def test_two_pages_of_one_namespace_may_not_share_a_title():
    found = lowered({f"docs/models/components/{n}.md": DAY for n in ("a", "b")})
    ((code, message),) = messages(found)
    assert code == "D020"
    assert message.startswith("components.Day is described twice")
    assert message.endswith("docs/models/components/a.md:1:3")


def test_a_title_that_is_struck_through_names_a_deprecated_model():
    page = object_page("~~Day~~", row("name"))
    found = lowered({"docs/models/components/day.md": page})
    assert model(found, "Day").deprecated == Deprecation(None)


@pytest.mark.parametrize(
    ("page", "target"),
    [
        ("docs/models/components/pet.md", "../../models/operations/busyday.md"),
        ("docs/models/components/pet.md", "../operations/busyday.md#values"),
        ("docs/models/pet.md", "../models/operations/busyday.md"),
        ("docs/models/pet.md", "./operations/busyday.md"),
        ("pet.md", "../../models/operations/busyday.md"),
    ],
)
def test_a_link_leads_from_the_folder_of_its_page(page, target):
    example = 'import { Pet } from "zoo/models/components";'
    pet = object_page("Pet", row("day", f"[operations.Day]({target})"), example=example)
    found = lowered({page: pet, "docs/models/operations/busyday.md": DAY})
    assert codes(found) == []
    day = Ref(ModelKey("operations", Untrusted("Day")))
    assert [f.type for m in found.api.models for f in getattr(m, "fields", ())] == [day]


def test_pages_of_the_typescript_sdk_are_left_out_whatever_is_in_them():
    pages = {"docs/lib/utils/x.md": "| a | b |\n|---|\n", "docs/types/y.md": "```\n"}
    found = lowered(pages)
    assert codes(found) == []
    assert found.api.models == ()


def test_a_missing_model_whose_page_is_broken_is_not_reported_again():
    pet = object_page("Pet", row("day", "[components.Day](day.md)"), row("u", "*Day*"))
    broken = DAY + "\n## Fields\n"
    pages = {"docs/models/components/day.md": broken}
    found = lowered(pages | {"docs/models/components/pet.md": pet})
    assert codes(found) == ["D005"]


def test_the_order_of_pages_does_not_matter():
    pages = {f"docs/models/components/{n}.md": enum_page(n, '"a"') for n in "ZaB"}
    orders = [pages, dict(reversed(pages.items()))]
    assert len({repr(lowered(order).api) for order in orders}) == 1
