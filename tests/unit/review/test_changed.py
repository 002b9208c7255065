"""What differs is found without building both states whole, and is what building them shows."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.review.changed import changed_files
from tests.reviewing import DUB, ROOT, Built, errors, read_texts, state

TAG = "docs/models/components/tagschema.md"
TAG_ROW = "| `name` | *string* | :heavy_check_mark: | Label on the tag. It can stand in for the tag's `id` in `tagNames`. |"
MORE = "| `icon` | *string* | :heavy_minus_sign: | What stands before the label. |"
BODY = "docs/models/operations/bulkcreatelinkstestvariants.md"
EDITS = {
    "a description": {TAG: lambda t: t.replace("A tag:", "The tag:")},
    "a new field": {TAG: lambda t: t.replace(TAG_ROW, f"{TAG_ROW}\n{MORE}")},
    "a field that refers to its own model": {
        TAG: lambda t: t.replace(
            TAG_ROW,
            f"{TAG_ROW}\n| `parent` | [components.TagSchema](../../models/components/tagschema.md) | :heavy_minus_sign: | N/A |",
        )
    },
    "a model that is deprecated": {
        TAG: lambda t: t.replace("# TagSchema", "# ~~TagSchema~~")
    },
    "a name in Python": {
        "sdk.toml": lambda t: (
            f'{t}\n[python.fields]\n"components.TagSchema.name" = "label"\n'
        )
    },
    "a class in Python": {
        "sdk.toml": lambda t: f'{t}\n[python.models]\n"components.TagSchema" = "Tag"\n'
    },
    "another package": {
        "sdk.toml": lambda t: t.replace('"dub_sdk"', '"dub_too"').replace(
            '"dub-sdk"', '"dub-too"'
        )
    },
    "another version": {"sdk.toml": lambda t: t.replace('"0.1.0"', '"0.2.0"')},
    "another server": {
        "README.md": lambda t: t.replace("https://api.dub.co", "https://api.dub.dev")
    },
}
DUB_TEXTS = read_texts(DUB)
SHOP_TEXTS = read_texts(ROOT / "tests" / "cases" / "shop" / "specs")


@pytest.fixture(scope="module")
def dub():
    return Built(state(DUB_TEXTS))


@pytest.mark.parametrize("edit", EDITS)
def test_an_edit_changes_what_two_whole_builds_show(dub, edit):
    texts = dict(DUB_TEXTS)
    for path, change in EDITS[edit].items():
        texts[path] = change(texts[path])
    assert texts != DUB_TEXTS
    edited = state(texts)
    assert errors(edited) == []
    found = changed_files(dub.state, edited)
    assert found == dub.changes_to(edited)
    assert found


def test_nothing_differs_from_itself(dub):
    assert changed_files(dub.state, state(DUB_TEXTS)) == ()


@pytest.mark.parametrize(
    ("one", "other"),
    [("orders", "shop"), ("shop", "names-told-apart")],
)
def test_quite_different_apis_are_compared_whole(one, other):
    before, after = (
        state(read_texts(ROOT / "tests" / "cases" / case / "specs"))
        for case in (one, other)
    )
    assert errors(before) == errors(after) == []
    assert changed_files(before, after) == Built(before).changes_to(after)


def rows(texts):
    """All rows of tables of models and resources, by page and line."""
    for path, text in texts.items():
        if path.startswith("docs/"):
            for number, line in enumerate(text.split("\n")):
                if line.startswith("| `"):
                    yield path, number


SHOP = Built(state(SHOP_TEXTS))


@settings(max_examples=25)
@given(
    st.sets(st.sampled_from(sorted(rows(SHOP_TEXTS))), min_size=1, max_size=4),
    st.booleans(),
)
def test_rows_that_go_or_are_optional_change_what_whole_builds_show(gone, is_dropped):
    texts = {path: text.split("\n") for path, text in SHOP_TEXTS.items()}
    for path, number in sorted(gone, reverse=True):
        line = texts[path][number]
        if is_dropped:
            del texts[path][number]
        else:
            mark = ":heavy_minus_sign:"
            texts[path][number] = line.replace(":heavy_check_mark:", mark)
    edited = state({path: "\n".join(lines) for path, lines in texts.items()})
    if errors(edited):
        return
    assert changed_files(SHOP.state, edited) == SHOP.changes_to(edited)
