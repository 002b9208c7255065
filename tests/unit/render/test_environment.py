from __future__ import annotations

from dataclasses import dataclass

import jinja2
import pytest
from markupsafe import Markup

from generator.render.environment import (
    TemplateFailure,
    Templates,
    TemplateText,
    templates_dir,
)
from generator.render.marks import MARKING_PRINTERS
from generator.untrusted import Untrusted


@dataclass(frozen=True)
class View:
    text: object = "text"
    items: object = ("a", "b")
    rows: object = ()


def rendered(folder, template, view=None, **others):
    for name, text in {"t": template, **others}.items():
        (folder / f"{name}.jinja").write_text(text, encoding="utf-8")
    return Templates([folder]).render("t.jinja", view or View())


def failure(folder, template, view=None, **others):
    with pytest.raises(TemplateFailure) as caught:
        rendered(folder, template, view, **others)
    return caught.value


def test_a_template_places_the_strings_of_its_view(tmp_path):
    template = "{# View #}\n{% for item in view.items %}\n  {{ item }}<\n{% endfor %}\n"
    template += "{{ view.text }}\n"
    assert rendered(tmp_path, template, View(text=7)) == "  a<\n  b<\n7\n"


def test_text_that_looks_like_a_template_comes_out_literally(tmp_path):
    assert (
        rendered(tmp_path, "{{ view.text }}", View("{{ 7*7 }}{% x")) == "{{ 7*7 }}{% x"
    )


@pytest.mark.parametrize(
    "value", [Untrusted("x"), None, True, 1.5, b"x", Markup("x"), ["x"]]
)
def test_nothing_but_text_and_whole_numbers_is_printed(tmp_path, value):
    error = failure(tmp_path, "one\n\n{{ view.text }}\n", View(value))
    assert (error.template, error.line) == ("t.jinja", 3)
    assert "text and whole numbers" in error.message


@pytest.mark.parametrize(
    "use",
    [
        "{{ view.txt }}",
        "{{ nothing }}",
        "{% if view.txt %}{% endif %}",
        "{% if view.txt is none %}{% endif %}",
        "{% if view.txt is not none %}{% endif %}",
        "{% if view.txt is string %}{% endif %}",
        "{% if view.text is sameas(view.txt) %}{% endif %}",
        "{% if view.text == view.txt %}{% endif %}",
        "{% for each in view.txt %}{% endfor %}",
        "{{ view.rows | map(attribute='txt') | join }}",
        "{{ view.rows | sort(attribute='txt') | length }}",
        "{{ view.rows | join(attribute='txt') }}",
        "{{ range(3) }}",
    ],
)
def test_a_misspelt_name_is_an_error_with_its_place(tmp_path, use):
    error = failure(tmp_path, f"one\n{use}\n", View(rows=(View(), View())))
    assert (error.template, error.line) == ("t.jinja", 2)
    assert "undefined" in error.message or "no attribute" in error.message


@pytest.mark.parametrize(
    "use",
    [
        "{{ 'a' ~ view.text }}",
        "{{ view.text ~ view.items }}",
        "{{ view.text | string }}",
        "{{ view.items | upper }}",
        "{{ view.text | trim }}",
        "{{ view.text | wordwrap(9) }}",
        "{{ view.rows | join(', ') }}",
        "{{ [view.text] | join }}",
        "{{ view.rows | join(', ', attribute='text') }}",
    ],
)
@pytest.mark.parametrize("value", [None, [1], Untrusted("a")])
def test_no_text_is_made_of_what_is_none(tmp_path, use, value):
    error = failure(tmp_path, use, View(value, value, (View(value),)))
    assert "text and whole numbers" in error.message


def test_what_is_not_printed_is_told_in_short(tmp_path):
    error = failure(tmp_path, "{{ view.rows }}", View(rows=[View("long" * 999)]))
    assert (
        error.message == "a template can print text and whole numbers, not a list of 1"
    )


def test_text_and_whole_numbers_can_be_joined_and_changed(tmp_path):
    template = "{{ view.items | join('-') }} {{ 1 ~ 'x' ~ view.text | upper }}"
    assert rendered(tmp_path, template) == "a-b 1xTEXT"
    template = "{{ view.rows | join(', ', attribute='text') }} {{ view.text[1:] }}"
    assert rendered(tmp_path, template, View(rows=(View(), View(7)))) == "text, 7 ext"


@pytest.mark.parametrize(
    "use",
    [
        "{{ view['_text'] }}",
        "{{ view['_te' ~ 'xt'] }}",
        "{{ view.rows | map(attribute='text._text') | first }}",
        "{{ view.rows | map(attribute='text.reveal') | first }}",
        "{{ view.rows | map('attr', 'text') | first }}",
        "{{ (view.text | attr('_text')) }}",
    ],
)
def test_no_name_leads_to_text_without_a_printer(tmp_path, use):
    failure(tmp_path, use, View(Untrusted("x"), rows=(View(Untrusted("x")),)))


@pytest.mark.parametrize("cut", ["[1:-1]", "[2:-2]", "[:3]"])
def test_a_printed_text_is_not_cut(tmp_path, cut):
    literal = MARKING_PRINTERS.string_literal(Untrusted("text"))
    error = failure(tmp_path, f"one\n{{{{ view.text{cut} }}}}", View(literal))
    assert (error.line, "cannot be cut" in error.message) == (2, True)


def test_what_an_annotation_begins_with_can_be_asked(tmp_path):
    literal = MARKING_PRINTERS.string_literal(Untrusted("text"))
    template = "{% if view.text[:4] == 'dict' %}yes{% endif %}"
    assert rendered(tmp_path, template, View(f"dict[{literal}]")) == "yes"


def test_an_if_without_else_is_no_text_where_it_is_false(tmp_path):
    template = "{{ 'a' ~ ('b' if not view.items) }}{{ 'c' if not view.items }}"
    assert rendered(tmp_path, template) == "a"


def test_the_place_is_that_of_the_included_template(tmp_path):
    error = failure(tmp_path, "{% include 'part.jinja' %}", part="\n\n\n{{ view.txt }}")
    assert (error.template, error.line) == ("part.jinja", 4)


def test_a_wrong_template_is_an_error_with_its_place(tmp_path):
    error = failure(tmp_path, "one\n{% if %}\n")
    assert (error.template, error.line) == ("t.jinja", 2)
    assert str(error).startswith("t.jinja:2: ")


@pytest.mark.parametrize(
    "use",
    [
        "{{ 1 // 0 }}",
        "{{ '%(a)s' | format(b=1) }}",
        "{{ view.items[7] + 'x' }}",
        "{{ view.text + 1 }}",
        "{{ '%d' | format('x') }}",
        "{{ view.text | nothing }}",
        "{{ view.text.join(1) }}",
        "{{ view.text * 10 ** 14 }}",
        "{% include 't.jinja' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
    ],
)
def test_whatever_an_expression_raises_has_its_place(tmp_path, use):
    error = failure(tmp_path, f"one\n{use}\n")
    assert (error.template, error.line) == ("t.jinja", 2)


def test_a_missing_template_is_named(tmp_path):
    error = failure(tmp_path, "{% include 'gone.jinja' %}")
    assert (error.template, error.line) == ("gone.jinja", 0)


def test_an_earlier_folder_hides_a_later_one(tmp_path):
    for name in ("mine", "theirs"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "t.jinja").write_text(name, encoding="utf-8")
    templates = Templates([tmp_path / "mine", tmp_path / "theirs"])
    assert templates.render("t.jinja", View()) == "mine"


def test_the_projects_own_templates_are_found():
    assert (templates_dir() / "python" / "_runtime").is_dir()


def test_templates_that_are_compiled_elsewhere_are_not_compiled_again(
    tmp_path, monkeypatch
):
    (tmp_path / "t.jinja").write_text("{{ view.text }}", encoding="utf-8")
    (tmp_path / "wrong.jinja").write_text("{% if %}", encoding="utf-8")
    code = Templates([tmp_path]).compiled()
    other = Templates([tmp_path])
    other.take(code)
    monkeypatch.setattr(jinja2.Environment, "_generate", None)
    assert other.render("t.jinja", View("x")) == "x"


def test_texts_that_are_compiled_elsewhere_are_not_compiled_again(
    tmp_path, monkeypatch
):
    (tmp_path / "t.jinja").write_text("{% block a %}a{% endblock %}", encoding="utf-8")
    text = '{% extends "base/t.jinja" %}{% block a %}{{ super() }}b{% endblock %}'
    texts = {"t.jinja": TemplateText(text, "mine/t.jinja")}
    code = Templates([tmp_path], texts).compiled()
    other = Templates([tmp_path], texts)
    other.take(code)
    monkeypatch.setattr(jinja2.Environment, "_generate", None)
    assert other.render("t.jinja", View()) == "ab"


def test_code_of_a_template_that_changed_is_not_used(tmp_path):
    (tmp_path / "t.jinja").write_text("old", encoding="utf-8")
    code = Templates([tmp_path]).compiled()
    (tmp_path / "t.jinja").write_text("new", encoding="utf-8")
    other = Templates([tmp_path])
    other.take(code)
    assert other.render("t.jinja", View()) == "new"
