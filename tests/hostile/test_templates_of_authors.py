"""Payloads in every text, printed by templates of an author: what is text stays text.

One of the templates prints texts through all of their attributes, the example's lay docstrings out
anew from parts.
"""

import ast
import shutil
import tomllib
from pathlib import Path

import pytest

from generator.build import build_files, read_api
from generator.emit.tree import EMPTY
from generator.inputs import find_apis
from generator.templating.folder import read_templates
from tests.hostile.matrix import TEXTS
from tests.hostile.outputs import write
from tests.hostile.payloads import PAYLOADS
from tests.hostile.places import texts
from tests.hostile.shapes import MARKER

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / "templates" / "examples" / "numpy-docstrings"
SETTINGS = """
[files."src/{package}/texts.py"]
template = "texts.py.jinja"

[files."texts.toml"]
template = "texts.toml.jinja"

[files."texts.md"]
template = "texts.md.jinja"
"""
EACH = """\
{% for resource in view.resources %}
{% for method in resource.methods %}
{% for text in (method.summary, method.doc, method.http_path, method.operation) %}
BODY
{% endfor %}
{% endfor %}
{% endfor %}
{% for model in view.models %}
{% for text in (model.doc, model.doc.first) %}
BODY
{% endfor %}
{% endfor %}
"""
PYTHON = """\
TEXTS.append({{ text.literal }})  {{ text.comment }}
def function():
    {{ text.docstring(4) }}"""
TOML = "[[texts]]  {{ text.comment }}\ntext = {{ text.toml }}"
MARKDOWN = "{{ text.markdown }}\n\n| {{ text.cell }} |"
BENIGN = "word"
CHOSEN = (
    "three double quotes",
    "backslash at the end",
    "named character",
    "double quote",
    "quotes",
    "line feed",
    "Unicode line breaks",
    "Jinja",
    "marks of printers",
    "script",
)
"""What has a meaning where these templates print, one of each kind."""


@pytest.fixture(scope="module")
def templates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("authors") / "mine"
    shutil.copytree(EXAMPLE, folder)
    settings = folder / "templates.toml"
    settings.write_text(settings.read_text("utf-8") + SETTINGS, "utf-8")
    bodies = {"py": "TEXTS = []\n" + EACH.replace("BODY", PYTHON)}
    bodies |= {"toml": EACH.replace("BODY", TOML), "md": EACH.replace("BODY", MARKDOWN)}
    for ending, text in bodies.items():
        (folder / f"texts.{ending}.jinja").write_text(text, "utf-8")
    return read_templates(folder)


def made(folder, payload, templates):
    """The files of an API whose texts all hold a payload."""
    write(folder, texts(dict.fromkeys(TEXTS, payload)))
    (api,) = find_apis(folder)
    lowered = read_api(api)
    assert not lowered.diagnostics.has_errors
    files = build_files(lowered, EMPTY, templates=templates)
    return {path: f.content for path, f in files.items() if "/_runtime/" not in path}


def shape(content):
    """The statements of a module, whatever its strings say; docstrings are lines of code."""
    tree = ast.parse(content)
    for node in ast.walk(tree):
        assert not (isinstance(node, ast.Name) and node.id == MARKER)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            node.value = ""
    return ast.dump(tree)


@pytest.fixture(scope="module")
def benign(tmp_path_factory, templates):
    return made(tmp_path_factory.mktemp("benign"), BENIGN, templates)


@pytest.mark.parametrize("payload", CHOSEN)
def test_what_documents_say_stays_text(payload, tmp_path, templates, benign):
    files = made(tmp_path, PAYLOADS[payload], templates)
    assert files.keys() == benign.keys()
    for path in files:
        if path.endswith(("resources/rooms.py", "/texts.py", "/_client.py")):
            assert shape(files[path]) == shape(benign[path]), path
    held, twin = (tomllib.loads(f["texts.toml"].decode()) for f in (files, benign))
    assert len(held["texts"]) == len(twin["texts"])
    assert b"<script" not in files["texts.md"].lower()
