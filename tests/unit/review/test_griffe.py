"""`griffe`, which compares packages without knowing this generator, finds the same names broken."""

import os
import tarfile
from pathlib import Path

import pytest

from generator.build import build_files, python_settings
from generator.emit.tree import EMPTY
from generator.review.changed import changed_files
from generator.review.report import Impact
from generator.review.subjects import Subjects
from generator.review.surface import RULES, surface
from tests.reviewing import BOTH, NO_MOVES, ROOT, errors, read_texts, state

griffe = pytest.importorskip(
    "griffe", reason="griffe is not installed", exc_type=ImportError
)
HISTORY = Path(os.environ.get("DOCS2SDK_SHARED", "../shared")) / "history"

SAME = {
    "OBJECT_REMOVED": {"removed"},
    "OBJECT_CHANGED_KIND": {"form"},
    "PARAMETER_REMOVED": {"removed"},
    "PARAMETER_ADDED_REQUIRED": {"required-added"},
    "PARAMETER_CHANGED_REQUIRED": {"required"},
    "PARAMETER_CHANGED_KIND": {"passing"},
    "PARAMETER_MOVED": {"place"},
    "PARAMETER_CHANGED_DEFAULT": {"default"},
    "CLASS_REMOVED_BASE": {"base-removed"},
}
"""Its kinds of breakage, and our rules that say so."""
NEVER = {
    "RETURN_CHANGED_TYPE": "it takes any two annotations of what a function returns for compatible",
    "ATTRIBUTE_CHANGED_TYPE": "it does not compare the types of attributes",
    "ATTRIBUTE_CHANGED_VALUE": "it no longer compares the values of attributes",
}
"""Its kinds that it does not report, and why: here our rules are alone."""
OURS = {
    "takes-less": "it compares no types",
    "gives-more": "it compares no types",
    "required-added of a field": "it does not know that fields are arguments of their class",
    "required of a field": "likewise",
    "base-removed, if another came": "it counts bases",
}
"""What we say breaks and it does not, and why."""


def test_each_kind_and_each_rule_that_breaks_has_its_place():
    assert {*SAME, *NEVER} == {kind.name for kind in griffe.BreakageKind}
    breaking = {name for name, rule in RULES.items() if rule.impact is Impact.BREAKING}
    alone = {name.partition(" ")[0].rstrip(",") for name in OURS}
    assert set().union(*SAME.values()) | alone == breaking


SHOP = read_texts(ROOT / "tests" / "cases" / "shop" / "specs")
GOOD = "docs/models/components/good.md"
FIND = "docs/models/operations/findgoodsrequest.md"
OVERLAY = "[python]\n"
EDITS = {
    "a field is gone": (GOOD, "| `name` |", "| `label` |"),
    "an argument must be given": (
        FIND,
        "| `limit` | *number* | :heavy_minus_sign:",
        "| `limit` | *number* | :heavy_check_mark:",
    ),
    "an argument is gone": (FIND, "| `text` |", "| `words` |"),
    "a method is gone": (
        "sdk.toml",
        OVERLAY,
        f'[python.operations]\n"goods.find" = "search"\n\n{OVERLAY}',
    ),
    "a class is gone": (
        "sdk.toml",
        OVERLAY,
        f'[python.models]\n"components.Good" = "Ware"\n\n{OVERLAY}',
    ),
    "a resource is gone": (
        "sdk.toml",
        OVERLAY,
        f'[python.resources]\n"goods" = "wares"\n\n{OVERLAY}',
    ),
    "a description is another one": (FIND, "What to look for.", "What is to be found."),
}


def edited(path, old, new):
    assert SHOP[path].count(old) == 1
    return SHOP | {path: SHOP[path].replace(old, new)}


def loaded(lowered, folder):
    """The package as griffe reads it: nothing is imported."""
    package = python_settings(lowered).package
    for path, file in build_files(lowered, EMPTY).items():
        if path.startswith("src/"):
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(file.content)
    return griffe.load(
        package,
        search_paths=[folder / "src"],
        allow_inspection=False,
    )


def public(path):
    """A name of griffe as ours: models by their namespace, twins by the class that they follow."""
    head, _, argument = path.partition("(")
    parts = [part for part in head.split(".") if part != "_client"]
    if parts[0] == "models" and len(parts) > 3 and parts[2].islower():
        del parts[2]
    parts = [part.removeprefix("Async").removesuffix("Dict") for part in parts]
    return ".".join(parts) + (f"({argument}" if argument else "")


def theirs(old, new):
    """The names that it finds broken, and its kinds.

    It does not take `import Zoo as Zoo` for public, so it is shown the clients' module as well.
    """
    clients = griffe.find_breaking_changes(old["_client"], new["_client"])
    for found in (*griffe.find_breaking_changes(old, new), *clients):
        path = found.obj.path.partition(".")[2]
        if isinstance(found.old_value, griffe.Module):
            for name in found.old_value.exports or ():
                yield public(f"{path}.{name}"), found.kind.name
            continue
        value = found.old_value if found.old_value is not None else found.new_value
        if found.kind.name.startswith("PARAMETER"):
            path += f"({value.name})"
        yield public(path), found.kind.name


def compare(before, after, folder):
    package = python_settings(before).package
    old, new = (loaded(s, folder / n) for s, n in ((before, "old"), (after, "new")))
    their = set(theirs(old, new))
    subjects = (Subjects(before), Subjects(after))
    files = changed_files(before, after)
    our = {
        (public(each.name.reveal()), each.rule)
        for each in surface(
            files, (package, package), subjects, lambda _: BOTH, NO_MOVES
        )
        if each.impact is Impact.BREAKING
    }
    return our, their


def check(our, their):
    for name, kind in their:
        assert any((name, rule) in our for rule in SAME[kind]), (name, kind)
    known = {rule for rules in SAME.values() for rule in rules}
    told = {name for name, _ in their}
    for name, rule in our:
        is_field = "(" not in name and rule in {"required", "required-added"}
        if rule in known and not is_field:
            assert name in told, (name, rule)
        else:
            assert any(reason.startswith(rule) for reason in OURS)


@pytest.mark.parametrize("edit", EDITS)
def test_it_finds_what_an_edit_breaks(edit, tmp_path):
    before, after = state(SHOP), state(edited(*EDITS[edit]))
    assert errors(after) == []
    our, their = compare(before, after, tmp_path)
    assert bool(their) is (edit != "a description is another one")
    check(our, their)


@pytest.mark.parametrize("release", sorted(HISTORY.glob("*/")), ids=lambda p: p.name)
def test_it_finds_what_a_release_broke(release, tmp_path):
    states = []
    for side in ("before", "after"):
        with tarfile.open(release / f"{side}.tar.gz") as archive:
            archive.extractall(tmp_path / side, filter="data")
        root = next(p.parent for p in (tmp_path / side).rglob("docs") if p.is_dir())
        states.append(state(read_texts(root)))
    our, their = compare(*states, tmp_path)
    check(our, their)
