from __future__ import annotations

import dataclasses
import importlib
import re
from dataclasses import replace
from enum import Enum
from pathlib import PurePosixPath

import pytest
from acme_api import ACME
from python_api import SETTINGS, api, obj, operation, resource
from rendered import render_files

from generator.ir.facts import Documented, Fact
from generator.ir.security import Credential, SchemeKind, SecurityScheme
from generator.python.client import client_view
from generator.python.package import package_files
from generator.render.format import black_format, format_python
from generator.render.marks import Rendered
from generator.render.printers import PRINTERS
from generator.render.syntax import syntax_problems
from generator.source import Span
from generator.untrusted import Untrusted
from tests.twins import TWIN_PRINTERS, shape_problems

SPAN = Span("README.md", 1, 1, 2)
FILES = render_files(ACME, SETTINGS)
TWINS = render_files(ACME, SETTINGS, TWIN_PRINTERS)
PYTHON = sorted(path for path in FILES if path.endswith(".py"))
PAGES = sorted(path for path in FILES if path.endswith(".md"))
HOSTILE = (
    '"""\nimport os\nos.abort()\n"""',
    "'''\\",
    "\\N{DASH} {{ 7 * 7 }} {% include 'x' %}",
    "a\rimport os\x00\u2028\u202e\ud800",
    "| a | b |\n```\n# heading\n<script>",
)


def poisoned(value, payload):
    """Return `value` with `payload` in each text that is not a name."""
    if isinstance(value, tuple):
        return tuple(poisoned(item, payload) for item in value)
    if not dataclasses.is_dataclass(value) or isinstance(value, Enum):
        return value
    changed = {}
    for each in dataclasses.fields(value):
        inner = getattr(value, each.name)
        is_text = each.name in (
            "doc",
            "summary",
            "example",
            "reason",
            "wire_name",
            "env",
            "url",
        )
        if is_text and isinstance(inner, Untrusted):
            changed[each.name] = Untrusted(payload)
        elif is_text and isinstance(getattr(inner, "value", None), Untrusted):
            changed[each.name] = dataclasses.replace(inner, value=Untrusted(payload))
        else:
            changed[each.name] = poisoned(inner, payload)
    return type(value)(**changed)


def test_files_are_sorted_and_there_is_one_of_each():
    paths = [file.path for file in package_files(ACME, SETTINGS, PRINTERS)]
    assert paths == sorted(set(paths))
    assert {"README.md", "pyproject.toml", "src/acme_sdk/py.typed"} <= set(paths)


@pytest.mark.parametrize("path", sorted(FILES))
def test_a_file_parses_and_has_the_shape_of_its_benign_twin(path):
    assert shape_problems(path, FILES[path], TWINS[path]) == ()


@pytest.mark.parametrize("path", PYTHON)
def test_a_module_is_in_the_form_that_black_keeps(path):
    formatted = format_python(FILES[path])
    assert black_format(formatted) == formatted


def test_no_file_carries_a_version_but_the_two_that_state_it():
    stating = {path for path, text in FILES.items() if SETTINGS.version in text}
    assert stating == {"pyproject.toml", "src/acme_sdk/_version.py"}


@pytest.mark.parametrize("payload", HOSTILE)
def test_hostile_text_stays_text(payload):
    given = poisoned(ACME, payload)
    files = render_files(given, SETTINGS)
    twins = render_files(given, SETTINGS, TWIN_PRINTERS)
    problems = [
        problem
        for path, text in files.items()
        for problem in shape_problems(path, text, twins[path])
    ]
    assert problems == []


def test_each_operation_has_the_errors_of_its_own_table():
    first = operation("a", errors=((401, "Denied"), (400, "Bad")))
    second = operation("b", errors=((400, "Denied"), (400, "Denied")))
    cases = (replace(second.errors[0], first=500, last=599), *second.errors)
    files = render_files(
        api(
            obj("Denied", namespace="errors"),
            obj("Bad", namespace="errors"),
            resources=(resource("things", first, replace(second, errors=cases)),),
        ),
        SETTINGS,
    )
    code = format_python(files["src/acme_sdk/resources/things.py"])
    tables = re.findall(r"errors=\{(.*?)\}", code, re.DOTALL)
    assert [table.split() for table in tables] == [
        ["401:", "errors.Denied,", "400:", "errors.Bad,"],
        ["range(500,", "600):", "errors.Denied,", "400:", "errors.Denied,"],
    ]


def test_a_table_of_errors_is_written_once_in_a_module():
    tables = [((404, "Bad"),), ((404, "Denied"),), ((404, "Bad"),), ()]
    operations = [operation(f"o{n}", errors=t) for n, t in enumerate(tables)]
    files = render_files(
        api(
            obj("Denied", namespace="errors"),
            obj("Bad", namespace="errors"),
            resources=(resource("things", *operations),),
        ),
        SETTINGS,
    )
    code = format_python(files["src/acme_sdk/resources/things.py"])
    found = re.findall(r"^    errors=(.*)", code, re.MULTILINE)
    assert found == ["{", "{", "_O0.errors,"]


def test_the_docs_of_retries_say_what_is_repeated():
    client = " ".join(FILES["src/acme_sdk/_client.py"].split())
    for text in (client, FILES["README.md"]):
        assert re.search(r"408, 429, 500, 502, 503 (and|or) 504", text)
        assert re.search(r"429 (and|or) 503,? if the call has an idempotency key", text)


def test_models_alone_make_a_package():
    files = render_files(api(obj("Lonely")), SETTINGS)
    assert "src/acme_sdk/models/operations/lonely.py" in files
    assert "Quick start" not in files["README.md"]
    assert all(syntax_problems(p, Rendered(t)) == () for p, t in files.items())


@pytest.mark.parametrize("path", PAGES)
def test_links_of_a_page_lead_to_pages(path):
    folder = PurePosixPath(path).parent
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", FILES[path]):
        if target.startswith("https://"):
            continue
        parts: list[str] = []
        for part in (folder / target).parts:
            parts = parts[:-1] if part == ".." else [*parts, part]
        assert "/".join(parts) in FILES


def test_model_pages_link_back_to_operations_that_send_or_return_them_whole():
    page = FILES["docs/models/components/link_geo.md"]
    used_by = page.partition("## Used by\n\n")[2]
    assert used_by.splitlines() == [
        "- [`client.links.create_many`](../../resources/links.md#create_many)"
    ]


@pytest.mark.parametrize("path", PAGES)
def test_tables_are_not_padded(path):
    rows = [line for line in FILES[path].splitlines() if line.startswith("|")]
    assert not [row for row in rows if re.search(r"\S {2,}\|", row)]


def test_every_template_names_its_view():
    pattern = re.compile(r"\{# (?:view: (?P<view>[\w.]+)|(?:macros? on|part:) .+) #\}")
    for file in package_files(ACME, SETTINGS, PRINTERS):
        view = type(file.view)
        named = (
            "None" if file.view is None else f"{view.__module__}.{view.__qualname__}"
        )
        first = _template(file.template).split("\n", 1)[0]
        match = pattern.fullmatch(first)
        assert match is not None, file.template
        assert match["view"] == named


def _template(name: str) -> str:
    environment = importlib.import_module("generator.render.environment")
    return (environment.templates_dir() / name).read_text(encoding="utf-8")


def test_basic_credentials_come_from_the_variables_that_the_docs_name():
    scheme = SecurityScheme(
        Untrusted("keeper"),
        SchemeKind.BASIC,
        None,
        None,
        SPAN,
        (credential("keeper", "ZOO_KEEPER"), credential("phrase", "ZOO_PHRASE")),
    )
    view = client_view(replace(ACME, security=(scheme,)), SETTINGS, PRINTERS)
    assert view.secrets == ("keeper", "phrase")
    for part in (
        'username="keeper"',
        'password="phrase"',
        'username_env="ZOO_KEEPER"',
        'password_env="ZOO_PHRASE"',
    ):
        assert part in view.config


def credential(name, env):
    return Credential(Untrusted(name), Fact(Untrusted(env), Documented(SPAN)))
