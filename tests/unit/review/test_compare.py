"""The review of an API: its parts agree, and the version that it proposes says why."""

import os
import tarfile
from pathlib import Path

import pytest

from generator.review.compare import review
from generator.review.formats.words import printed
from generator.review.report import Bump, Impact
from tests.cli.zoo import PAGES
from tests.lowering import object_page, row
from tests.reviewing import DUB, errors, read_texts, state

HISTORY = Path(os.environ.get("DOCS2SDK_SHARED", "../shared")) / "history"
TEXTS = read_texts(DUB)
TAG = "docs/models/components/tagschema.md"
CREATE = "docs/models/operations/createtagrequestbody.md"
OPTIONAL = "| `name` | *string* | :heavy_minus_sign:"
NAME = "| `name` | *string* | :heavy_check_mark: | Label on the tag."


@pytest.fixture(scope="module")
def before():
    return state(TEXTS)


def reviewed(before, path, old, new):
    assert TEXTS[path].count(old) == 1
    after = state(TEXTS | {path: TEXTS[path].replace(old, new)})
    assert errors(after) == []
    return review(before, after, None)


def reasons(found):
    return [printed(words, str, lambda text: text.reveal()) for words in found.forced]


@pytest.mark.parametrize(
    ("edit", "bump", "reason"),
    [
        (
            (TAG, NAME, NAME.replace("name", "label")),
            Bump.MAJOR,
            "models.components.TagSchema.name removed: ",
        ),
        (
            (TAG, NAME, f"| `icon` | *string* | :heavy_minus_sign: | N/A |\n{NAME}"),
            Bump.MINOR,
            "models.components.TagSchema.icon added: ",
        ),
        (
            (CREATE, OPTIONAL, OPTIONAL.replace("minus_sign", "check_mark")),
            Bump.MAJOR,
            "resources.tags.Tags.create(name): name: str | None | NotGiven = NOT_GIVEN",
        ),
        ((TAG, "A tag:", "The tag:"), Bump.PATCH, "docs only: "),
        (
            ("sdk.toml", '"dub_sdk"', '"dub_too"'),
            Bump.MAJOR,
            "dub_too: dub_sdk became dub_too: ",
        ),
    ],
    ids=["removed", "added", "required", "told", "package"],
)
def test_the_version_comes_with_what_forces_it(before, edit, bump, reason):
    path, old, new = edit
    found = reviewed(before, path, old, new)
    assert found.bump is bump
    assert any(each.startswith(reason) for each in reasons(found)), reasons(found)


def test_nothing_forces_nothing(before):
    found = review(before, state(TEXTS), None)
    assert (found.bump, found.forced, found.entries) == (Bump.NONE, (), ())
    assert (found.surface, found.radius.files, found.generator) == ((), (), None)


def test_what_examples_show_at_last_breaks_nothing():
    path, rows = "docs/models/components/pet.md", (row("name"), row("ownerName"))
    example = 'let value: Pet = {{ name: {}, ownerName: "Ann" }};'
    found = review(
        *(
            state(
                PAGES | {path: object_page("Pet", *rows, example=example.format(name))}
            )
            for name in ('"Bo"', "null")
        ),
        None,
    )
    (change,) = found.surface
    assert (change.before.reveal(), change.after.reveal()) == ("str", "str | None")
    assert (change.rule, change.impact) == ("known", Impact.ADDITIVE)
    assert found.bump is Bump.MINOR


@pytest.mark.parametrize("release", sorted(HISTORY.glob("*/")), ids=lambda p: p.name)
def test_names_confirm_the_class_of_the_entries(release, tmp_path):
    states = []
    for side in ("before", "after"):
        with tarfile.open(release / f"{side}.tar.gz") as archive:
            archive.extractall(tmp_path / side, filter="data")
        root = next(p.parent for p in (tmp_path / side).rglob("docs") if p.is_dir())
        states.append(state(read_texts(root)))
    found = review(*states, None)
    told = {
        subject
        for entry in found.entries
        for subject in (*(change.subject for change in entry.changes), *entry.along)
    }
    owners = {subject.owner for subject in told}
    for each in found.surface:
        if each.rule != "spelling":  # As where a field's type has another name.
            assert each.subject.owner in owners, each
    assert max(entry.impact for entry in found.entries) == max(
        change.impact for change in found.surface
    )
    assert found.forced
