"""A small change of the docs is a small change of the SDK."""

import ast
from collections import Counter
from pathlib import Path

import pytest

from generator.fmt.page import format_page
from generator.ir.models import ObjectModel
from generator.review.changed import changed_files
from generator.review.subjects import Subjects
from generator.source import SourceFile
from tests.reviewing import DUB, ROOT, errors, read_texts, state

TREES = {"dub": DUB, "shop": ROOT / "tests" / "cases" / "shop" / "specs"}
TEXTS = {name: read_texts(folder) for name, folder in TREES.items()}
STATES = {name: state(texts) for name, texts in TEXTS.items()}
OWNERS = {name: Subjects(found).owners() for name, found in STATES.items()}
REACH = {name: Subjects(found).reach for name, found in STATES.items()}
STEP = {"dub": 17, "shop": 1}
"""Every so many models of a tree are tried."""
TYPES = {
    "dub": "[operations.Color](../../models/operations/color.md)",
    "shop": "[components.Colour](../../models/components/colour.md)",
}


OWN_LINES = 8
"""Lines of one more field: in the class and the form of a dict, each with an import, and in docs."""
ARGUMENT_LINES = 10
"""Lines of one more argument: its data, two signatures, docstrings and calls, and the docs."""
WAY_LINES = 18
"""Lines of one more way to authenticate a call, which changes its examples, too."""
LEFT_OUT = {
    "PhotoFile": "the file of a multipart body, which must not hold anything else",
    "CloseSecurity": "each of its rows is a way to authenticate",
}


def objects():
    """Objects with fields, and the names of the trees that hold them.

    Left out are pages that wrap what an operation answers: with one more field, the answer itself
    is another one.
    """
    for tree, found in STATES.items():
        wrapped = REACH[tree].wrapped
        models = [
            model
            for model in found.api.models
            if isinstance(model, ObjectModel) and model.fields
            if not (
                model.key in wrapped and model.key.title.reveal().endswith("Response")
            )
            if model.key.title.reveal() not in LEFT_OUT
        ]
        for model in models[:: STEP[tree]]:
            yield pytest.param(tree, model, id=f"{tree}-{model.key.dotted}")


def with_row(text, line, type_="*string*"):
    """A page with one more optional field below a row."""
    lines = text.split("\n")
    columns = lines[line - 1].replace(r"\|", "").count("|") - 1
    cells = ["`zebra`", type_, ":heavy_minus_sign:", "Striped.", *[""] * (columns - 4)]
    return "\n".join([*lines[:line], f"| {' | '.join(cells)} |", *lines[line:]])


def changes(tree, edits):
    """The paths that differ after some pages have other texts; the manifest comes on top."""
    after = state(TEXTS[tree] | edits)
    assert errors(after) == []
    return changed_files(STATES[tree], after)


def lines_to_review(file):
    """How many lines of a changed file are added or removed; lines that only move do not count."""
    before, after = (
        Counter(each.content.decode().splitlines() if each else ())
        for each in (file.before, file.after)
    )
    return ((before - after) + (after - before)).total()


def takers(tree, model):
    """The operations that take, return or raise a model, or its fields."""
    ways = set(REACH[tree](model.key).operations)
    for resource in STATES[tree].api.resources:
        for operation in resource.operations:
            rows = [*operation.parameters, *operation.security]
            rows += [operation.body] if operation.body else []
            if model.span.file in {row.span.file for row in rows}:
                ways.add((*resource.path, operation.name))
    return ways


@pytest.mark.parametrize("type_", ["text", "model"])
@pytest.mark.parametrize(("tree", "model"), [*objects()])
def test_an_optional_field_touches_its_model_and_what_takes_it_as_an_argument(
    tree, model, type_
):
    path = model.span.file
    last = max(field.span.line for field in model.fields)
    cell = "*string*" if type_ == "text" else TYPES[tree]
    edits = {path: with_row(TEXTS[tree][path], last, cell)}
    found = {each.path: lines_to_review(each) for each in changes(tree, edits)}
    own = {each for each in found if OWNERS[tree].get(each) == (model.key,)}
    assert len(own) == 2
    assert sum(found[each] for each in own) <= OWN_LINES
    others, operations = found.keys() - own, takers(tree, model)
    resources = {operation[:-1] for operation in operations}
    assert others <= {
        each for each, owner in OWNERS[tree].items() if owner[0] in resources
    }
    lines = WAY_LINES if "Security" in model.key.title.reveal() else ARGUMENT_LINES
    assert sum(found[each] for each in others) <= lines * len(operations)


def test_a_model_that_callers_may_pass_from_now_on_gets_the_form_of_a_dict():
    """The one thing that a field may bring about elsewhere: its type was only received before."""
    path = "docs/models/operations/createtagrequestbody.md"
    tag = "[components.TagSchema](../../models/components/tagschema.md)"
    last = TEXTS["dub"][path].rstrip().count("\n") + 1
    edits = {path: with_row(TEXTS["dub"][path], last, tag)}
    assert [each.path for each in changes("dub", edits)] == [
        "docs/models/operations/create_tag_request_body.md",
        "docs/resources/tags.md",
        "src/dub_sdk/models/components/__init__.py",
        "src/dub_sdk/models/components/tag_schema.py",
        "src/dub_sdk/models/operations/create_tag_request_body.py",
        "src/dub_sdk/resources/tags.py",
    ]


NEW = """\
# Zebra

## Fields

| Field | Type | Required | Description |
| --- | --- | --- | --- |
| `stripes` | *number* | :heavy_check_mark: | How many. |
| `friend` | {} | :heavy_minus_sign: | N/A |
"""


@pytest.mark.parametrize("tree", TREES)
def test_a_new_model_touches_no_other_one(tree):
    path = "docs/models/components/zebra.md"
    found = [each.path for each in changes(tree, {path: NEW.format(TYPES[tree])})]
    package = next(p for p in found if p.endswith("zebra.py")).split("/")[1]
    assert found == [
        "docs/README.md",
        "docs/models/components/zebra.md",
        f"src/{package}/models/components/__init__.py",
        f"src/{package}/models/components/zebra.py",
    ]


def without_texts(file):
    """The code of a file without its docstrings."""
    tree = ast.parse(file.content)
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            node.body = [each for each in body if not is_text(each)]
    return ast.dump(tree)


def is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


@pytest.mark.parametrize(
    ("tree", "path", "old"),
    [
        ("dub", "docs/models/components/tagschema.md", "A tag:"),
        ("dub", "docs/models/components/tagschema.md", "Label on the tag."),
        (
            "dub",
            "docs/models/operations/createtagrequestbody.md",
            "Label for the new tag",
        ),
        ("dub", "docs/models/operations/gettagsrequest.md", "Puts tags in order"),
        ("dub", "docs/sdks/tags/README.md", "Sets up a tag"),
        ("dub", "docs/models/errors/conflict.md", ""),
        ("dub", "docs/models/operations/color.md", ""),
        ("shop", "docs/models/components/good.md", "What it is called."),
        ("shop", "docs/models/operations/findgoodsrequest.md", "What to look for."),
    ],
)
def test_a_description_touches_docs_and_docstrings_alone(tree, path, old):
    text = TEXTS[tree][path]
    if not old:
        old = text.split("\n")[2]
    assert old
    found = changes(tree, {path: text.replace(old, f"Striped: {old}")})
    assert found
    for each in found:
        if each.path.endswith(".py"):
            assert without_texts(each.before) == without_texts(each.after)
        else:
            assert each.path.startswith("docs/")


def rows(text):
    return [n for n, line in enumerate(text.split("\n")) if line.startswith("| `")]


@pytest.mark.parametrize("path", sorted(TEXTS["dub"])[::25])
def test_one_changed_row_of_a_canonical_page_is_one_changed_line(path):
    text = TEXTS["dub"][path]
    if not path.endswith(".md"):
        pytest.skip("no page")
    for number in rows(text):
        lines = text.split("\n")
        name, rest = lines[number].split(" | ", 1)
        lines[number] = f"{name} |   {rest[:-2]} And a very long description more. |"
        after = format_page(SourceFile(path, "\n".join(lines))).split("\n")
        before = text.split("\n")
        differing = [
            n
            for n, pair in enumerate(zip(before, after, strict=True))
            if len({*pair}) > 1
        ]
        assert differing == [number]


def test_pages_are_canonical():
    """Without that, the test above would prove less."""
    for path, text in TEXTS["dub"].items():
        if Path(path).suffix == ".md":
            assert format_page(SourceFile(path, text)) == text
