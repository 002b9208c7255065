"""`templates`: exit codes, what is printed where, and that nothing is written."""

import json

import pytest

from generator.cli import templates

RIGHT = '"""The version."""\n\n__version__ = {{ view.version }}\n'


@pytest.fixture
def check(home, run):
    """Check templates, which are given by name; without types, which takes long."""

    def call(files, *more):
        for name, text in {"templates.toml": "context = 1\n", **files}.items():
            path = home / "mine" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, "utf-8")
        run("templates", "accept", "--templates", "mine")
        before = sorted(home.rglob("*"))
        found = run("templates", "check", "--templates", "mine", "--no-types", *more)
        assert sorted(home.rglob("*")) == before
        return found

    return call


def test_templates_that_are_right(check):
    code, out, err = check({"python/version.py.jinja": RIGHT})
    assert (code, out, err) == (0, "no finding on docs of every shape\n", "")


def test_a_finding_stands_on_standard_output_and_fails(check):
    wrong = RIGHT.replace("version }}", "versoin }}")
    code, out, err = check({"python/version.py.jinja": wrong})
    assert (code, err) == (1, "")
    assert out == (
        "mine/python/version.py.jinja:3: `VersionView` has no attribute `versoin`\n"
        "  help: write `version`\n"
        "1 finding\n"
    )


def test_all_faults_that_keep_templates_from_being_read_are_findings(check):
    files = {
        "python/version.py.jinja": "\n{% if view.version %}\n",
        "python/models.py.jinja": "{% extends 'base/python/models.py.jinja' %}\n"
        "{% block no_such %}{% endblock %}",
    }
    code, out, _ = check(files)
    assert code == 1
    for name in files:
        assert f"mine/{name}" in out
    assert out.endswith("findings\n")


def test_the_user_s_own_docs_are_tried_as_well(check, home):
    code, out, _ = check({"python/version.py.jinja": RIGHT}, "specs")
    assert (code, out) == (0, "no finding on docs of every shape, and on 1 more\n")
    only = "{% if view.client == 'Zoo' %}{{ view.no_such }}{% endif %}"
    code, out, _ = check({"project/README.md.jinja": only}, "specs")
    assert code == 1
    assert "mine/project/README.md.jinja:1: `ReadmeView` has no attribute" in out


def test_programs_of_the_user_s_docs_are_not_the_templates_fault(check, home):
    page = home / "specs" / "zoo" / "docs" / "models" / "components" / "pet.md"
    text = page.read_text("utf-8").replace(
        "# Pet\n", "# Pet\n\n```python\na b\n```\n", 1
    )
    assert "a b" in text
    page.write_text(text, "utf-8")
    code, out, _ = check({"python/version.py.jinja": RIGHT}, "specs")
    assert (code, out) == (0, "no finding on docs of every shape, and on 1 more\n")


def test_a_module_that_ends_the_process_is_told(check):
    text = "import os\n\nos._exit(3)\n"
    code, out, err = check({"python/resources.py.jinja": text})
    assert (code, out) == (1, "")
    assert err == "error: importing ended without a word\n"


def test_docs_with_errors_cannot_be_tried(check, home):
    (home / "specs" / "zoo" / "sdk.toml").write_text("[no_such]\n", "utf-8")
    code, _, err = check({"python/version.py.jinja": RIGHT}, "specs")
    assert code == 1
    assert "D051" in err
    assert "nothing can be tried before these errors are mended" in err


def test_a_missing_library_is_named(check, monkeypatch):
    monkeypatch.setattr(templates, "missing", lambda *_: ("mypy",))
    code, out, err = check({})
    assert (code, out) == (2, "")
    assert err == (
        "error: what is generated cannot be tried without mypy\n"
        "help: pip install 'docs2sdk[templates]'; without mypy: --no-types\n"
    )


def test_the_context_is_a_schema(home, run):
    code, out, err = run("templates", "context")
    assert (code, err) == (0, "")
    template = json.loads(out)["x-templates"]["python/object.py.jinja"]
    assert template["variables"] == {"view": {"$ref": "#/$defs/ObjectView"}}


@pytest.mark.parametrize("command", ["generate", "check"])
def test_what_can_tell_the_line_of_a_template_is_named(check, run, command):
    files = {"python/version.py.jinja": RIGHT.replace("__ =", "__")}
    _, out, _ = check(files)
    assert out.startswith("mine/python/version.py.jinja:3: this is no Python")
    code, _, err = run(command, "--templates", "mine")
    assert code == 1
    assert "_version.py: does not parse" in err
    assert err.endswith(
        "help: which line of a template that is: docs2sdk templates check\n"
    )
