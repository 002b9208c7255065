"""The example of a template folder that writes docstrings in another style."""

import ast
import inspect
import logging
import subprocess
import sys
from pathlib import Path

import pytest
from griffe import Docstring, DocstringSectionKind

from generator.build import build_files, read_api
from generator.emit.create import create_folder
from generator.emit.tree import read_tree
from generator.inputs import ApiFolder
from generator.templating.folder import read_templates

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "templates" / "examples" / "numpy-docstrings"
GENERATED = ROOT / "generated" / "dub"
NAMED = (DocstringSectionKind.parameters, DocstringSectionKind.raises)


@pytest.fixture(scope="module")
def files():
    """The Python files of Dub's SDK with the example, by path."""
    lowered = read_api(ApiFolder("dub", ROOT / "specs" / "dub", "dub"))
    templates = read_templates(EXAMPLE)
    built = build_files(lowered, read_tree(GENERATED), templates=templates)
    return {path: file for path, file in built.items() if path.endswith(".py")}


def docstrings(text):
    """A syntax tree without docstrings of functions, and these."""
    tree = ast.parse(text)
    found = {}
    for owner in ast.walk(tree):
        for node in (
            getattr(owner, "body", ()) if isinstance(owner, ast.ClassDef) else ()
        ):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                found[f"{owner.name}.{node.name}"] = ast.get_docstring(node)
                node.body = [each for each in node.body if not is_text(each)]
    return ast.dump(tree), found


def is_text(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def read(docstring, style):
    """What a docstring says, as a reader of that style understands it."""
    prose, listed = [], {}
    for section in Docstring(inspect.cleandoc(docstring), parser=style).parse():
        if section.kind is DocstringSectionKind.text:
            prose.append(" ".join(section.value.split()))
        if section.kind is DocstringSectionKind.returns:
            (entry,) = section.value
            said = (str(entry.annotation or ""), " ".join(entry.description.split()))
            listed["returns"] = ": ".join(filter(None, said))
        if section.kind in NAMED:
            for entry in section.value:
                name = getattr(entry, "name", None) or str(entry.annotation)
                listed[name] = " ".join(entry.description.split())
    return prose, listed


def test_only_docstrings_differ_and_they_say_the_same(files, caplog):
    caplog.set_level(logging.CRITICAL)  # The readers warn of what has no annotation.
    compared = 0
    for path, file in files.items():
        ours, told = docstrings(file.content)
        theirs, before = docstrings((GENERATED / path).read_bytes())
        assert ours == theirs, path
        for name, docstring in told.items():
            if docstring != before[name]:
                assert read(docstring, "numpy") == read(before[name], "google"), name
                compared += 1
    assert compared > 80


def test_every_method_and_client_has_the_new_style(files):
    for path, file in files.items():
        if path.endswith("/_client.py") or "/resources/" in path:
            assert b"Args:" not in file.content
            assert (b"\n        Parameters\n        ----------\n" in file.content) == (
                b"RequestOptions" in file.content or path.endswith("/_client.py")
            )


def test_the_package_is_imported_and_documented(files, tmp_path):
    whole = build_files(
        read_api(ApiFolder("dub", ROOT / "specs" / "dub", "dub")),
        read_tree(GENERATED),
        templates=read_templates(EXAMPLE),
    )
    create_folder(tmp_path / "dub", whole)
    code = "import dub_sdk; help(dub_sdk.Dub('t').track.lead)"
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path / "dub" / "src",
        capture_output=True,
        text=True,
        check=True,
    )
    assert "Parameters\n    ----------\n    click_id\n" in done.stdout


def test_the_example_is_short():
    names = [path for path in EXAMPLE.rglob("*") if path.is_file()]
    assert sum(len(path.read_text("utf-8").splitlines()) for path in names) < 100
