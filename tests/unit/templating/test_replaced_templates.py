"""What an author's templates do to a distribution, and what they leave as it is."""

from pathlib import Path

import pytest
from folders import templates

from generator.build import HostileTextError, build_files, read_api
from generator.emit.tree import Tree
from generator.inputs import ApiFolder
from generator.render.environment import TemplateFailure
from generator.templating.findings import TemplatesError
from generator.templating.sets import OWN

CASES = Path(__file__).resolve().parents[2] / "cases"
PACKAGE = "src/shop_sdk"
NEW = 'context = 1\n[files."{path}"]\ntemplate = "new.jinja"\neach = "{each}"\n'


@pytest.fixture(scope="module")
def shop():
    return read_api(ApiFolder("shop", CASES / "shop" / "specs", "specs"))


def files(lowered, templates=OWN):
    nothing = Tree(exists=False, files={}, manifest=None, workshop=())
    built = build_files(lowered, nothing, templates=templates)
    return {path: file.content.decode() for path, file in built.items()}


def added(lowered, folder, path, text, each="sdk"):
    """Return the files that one new template makes."""
    settings = NEW.format(path=path, each=each)
    made = templates(folder, {"templates.toml": settings, "new.jinja": text})
    before = files(lowered)
    return {p: t for p, t in files(lowered, made).items() if p not in before}


def test_a_template_replaces_one_of_the_same_name(shop, tmp_path):
    text = '"""Ours."""\n\n__version__ = {{ view.version }}\n'
    made = templates(tmp_path, {"python/version.py.jinja": text})
    before, after = files(shop), files(shop, made)
    changed = f"{PACKAGE}/_version.py"
    assert after.pop(changed) == '"""Ours."""\n\n__version__ = "1.0.0"\n'
    del before[changed]
    assert after == before


def test_what_an_author_prints_is_formatted_as_black_does(shop, tmp_path):
    text = "'quoted'\n__version__={{ view.version }}\nNAMES=['a',  'b']\n"
    made = templates(tmp_path, {"python/version.py.jinja": text})
    content = files(shop, made)[f"{PACKAGE}/_version.py"]
    assert content == '"quoted"\n\n__version__ = "1.0.0"\nNAMES = ["a", "b"]\n'


def test_so_is_what_includes_a_part_of_an_author(shop, tmp_path):
    text = (
        '{% extends "base/python/_method.jinja" %}\n{% block body %}\n        x  = 1\n'
    )
    text += "{{ super() -}}\n{% endblock %}\n"
    made = templates(tmp_path, {"python/_method.jinja": text})
    content = files(shop, made)[f"{PACKAGE}/resources/doors.py"]
    assert "        x = 1\n        return" in content
    assert "x  = 1" not in content


def test_what_a_template_includes_can_be_replaced_alone(shop, tmp_path):
    text = "{{ head }}: {{ rows | length }}\n"
    after = files(shop, templates(tmp_path, {"docs/_table.jinja": text}))
    assert any("\nArgument: " in text for text in after.values())
    assert not any("| Argument | Type" in text for text in after.values())


def test_an_author_adds_a_file(shop, tmp_path):
    text = '"""{{ view.client }}."""\n\nNAMES = (\n{% for r in view.resources %}\n    "{{ r.path }}",\n'
    text += "{% endfor %}\n)\n"
    (path, content), *others = added(
        shop, tmp_path, "src/{package}/names.py", text
    ).items()
    assert not others
    assert path == f"{PACKAGE}/names.py"
    assert content.startswith('"""Shop."""\n\nNAMES = (\n    "client.')


@pytest.mark.parametrize(
    ("path", "each", "text"),
    [
        ("notes/{resource}.md", "resource", "# {{ view.resource.path }}\n"),
        ("notes/{resource}-{method}.md", "method", "# {{ view.method.path }}\n"),
        ("notes/{namespace}-{model}.md", "model", "# {{ view.model.path }}\n"),
    ],
)
def test_an_author_adds_a_file_for_each_thing(shop, tmp_path, path, each, text):
    found = added(shop, tmp_path, path, text, each)
    assert len(found) > 1
    assert len(set(found.values())) == len(found)


def test_files_of_one_path_are_an_error_with_the_entry(shop, tmp_path):
    with pytest.raises(TemplatesError) as caught:
        added(shop, tmp_path, "notes.md", "x\n", "resource")
    assert "templates.toml:2: `notes.md` is the file of " in str(caught.value)


@pytest.mark.parametrize(
    "path", ["README.md", "readme.md", "src/{package}/_runtime/call.py"]
)
def test_a_file_of_every_sdk_cannot_be_added(shop, tmp_path, path):
    with pytest.raises(TemplatesError, match="a file that every SDK has"):
        added(shop, tmp_path, path, "x\n")


@pytest.mark.parametrize(
    ("path", "told"),
    [
        ("src/{package}/models", "`src/shop_sdk/models` is a folder with other files"),
        ("SRC", "`SRC` is a folder with other files"),
        ("README.md/x.md", "`README.md` of `README.md/x.md` is a file that every SDK"),
    ],
)
def test_no_file_stands_where_a_folder_does(shop, tmp_path, path, told):
    with pytest.raises(TemplatesError) as caught:
        added(shop, tmp_path, path, "x\n")
    assert str(caught.value).startswith(f"{tmp_path}/templates.toml:2: {told}")


@pytest.mark.parametrize("use", ["{{ view.client_ }}", "{{ view.doc.litteral }}"])
def test_a_misspelt_attribute_is_an_error_with_its_place(shop, tmp_path, use):
    with pytest.raises(TemplateFailure) as caught:
        added(shop, tmp_path, "notes.md", f"\n{use}\n")
    assert str(caught.value).startswith(f"{tmp_path}/new.jinja:2: ")
    assert "has no attribute" in str(caught.value)


@pytest.mark.parametrize(
    "value", ["view.doc", "view.resources", "view.doc.source", "none", "true"]
)
def test_what_is_not_finished_is_an_error_with_its_place(shop, tmp_path, value):
    with pytest.raises(TemplateFailure) as caught:
        added(shop, tmp_path, "notes.md", f"\n\n{{{{ {value} }}}}\n")
    assert str(caught.value).startswith(f"{tmp_path}/new.jinja:3: a template can print")


@pytest.mark.parametrize(
    "use",
    [
        "'%s' % view.title",
        "'%s' | format(view.title)",
        "'{}'.format(view.title)",
        "view.title ~ ''",
        r"'\ud800'",
    ],
)
def test_text_that_is_put_into_other_text_has_to_be_printed(shop, tmp_path, use):
    with pytest.raises(TemplateFailure) as caught:
        added(shop, tmp_path, "notes.md", f"{{{{ {use} }}}}\n")
    assert str(caught.value).startswith(f"{tmp_path}/new.jinja:")


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("notes.py", "{{ view.title.markdown }} = 1\n"),
        ("notes.py", '"""{{ view.title.literal }}"""\n'),
        ("notes.py", "f{{ view.title.literal }}\n"),
        ("notes.py", "{{ view.title.literal | replace('\"', '') }}\n"),
        ("notes.toml", "{{ view.title.cell }} = 1\n"),
        ("notes.sh", "echo {{ view.title.literal }}\n"),
    ],
)
def test_text_of_the_docs_cannot_become_code(shop, tmp_path, path, text):
    with pytest.raises(HostileTextError):
        added(shop, tmp_path, path, text)


def test_names_may_go_anywhere(shop, tmp_path):
    found = added(shop, tmp_path, "notes.sh", "echo {{ view.client }}\n")
    assert found == {"notes.sh": "echo Shop\n"}
