"""Each line of a rendered file is known to come from a line of a template."""

from shapes import files

from generator.render.environment import BASE, Templates, TemplateText, templates_dir
from generator.render.format import format_python
from generator.templating.lines import PlacedTemplates
from generator.templating.trial import lines_before

MODELS = "python/models.py.jinja"
OURS = (MODELS, "parts.jinja")


class View:
    names = ("components", "errors")
    doc = "one\ntwo"


def lines(template, *, parts="", preferred=OURS):
    """The lines of a template that replaces the one of namespaces, with their places."""
    texts = {
        MODELS: TemplateText(template, f"mine/{MODELS}"),
        "parts.jinja": TemplateText(parts, "mine/parts.jinja"),
    }
    placed = PlacedTemplates([templates_dir()], texts)
    text = placed.render(MODELS, View())
    assert text == Templates([templates_dir()], texts).render(MODELS, View())
    places = [
        f"{p.template.replace(MODELS, 'own')}:{p.line}" for p in text.places(preferred)
    ]
    return list(zip(text.split("\n"), places, strict=True))


def test_text_of_a_template_has_its_line():
    assert lines("one\n{# no line #}\ntwo\n\nthree") == [
        ("one", "own:1"),
        ("two", "own:3"),
        ("", "own:4"),
        ("three", "own:5"),
    ]


def test_each_round_of_a_loop_has_the_same_lines():
    template = "{% for name in view.names %}\nimport {{ name }}\n{% endfor %}\nend"
    assert lines(template) == [
        ("import components", "own:2"),
        ("import errors", "own:2"),
        ("end", "own:4"),
    ]


def test_all_lines_of_a_printed_text_have_the_line_where_it_is_printed():
    assert lines("\n{{ view.doc }} three\nfour") == [
        ("", "own:1"),
        ("one", "own:2"),
        ("two three", "own:2"),
        ("four", "own:3"),
    ]


def test_a_macro_has_its_own_lines_also_of_another_template():
    template = """\
{% from "parts.jinja" import shown %}
{% macro twice(text) %}
a {{ text }}
b {{ text }}
{% endmacro %}
{{ twice("x") }}{{ shown("y") }}"""
    parts = "{# #}\n{% macro shown(text) %}\n\nshown {{ text }}{% endmacro %}"
    assert lines(template, parts=parts) == [
        ("a x", "own:3"),
        ("b x", "own:4"),
        ("", "parts.jinja:3"),
        ("shown y", "parts.jinja:4"),
    ]


def test_a_called_block_and_a_block_in_a_variable_have_their_lines():
    template = """\
{% macro around() %}
before
{{ caller() }}
{% endmacro %}
{% set kept %}
kept
{% endset %}
{% call around() %}
inside
{% endcall %}
{{ kept }}"""
    assert [line for line in lines(template) if line[0]] == [
        ("before", "own:2"),
        ("inside", "own:9"),
        ("kept", "own:6"),
    ]


def test_an_included_template_has_its_lines():
    template = "first\n{% include 'parts.jinja' %}\nlast"
    assert lines(template, parts="one\n{{ view.names[0] }}\n") == [
        ("first", "own:1"),
        ("one", "parts.jinja:1"),
        ("components", "parts.jinja:2"),
        ("last", "own:3"),
    ]


def test_a_filter_that_changes_text_has_the_line_of_the_filter():
    template = "{% filter upper %}\none\n{% endfilter %}\n{{ view.names | join('-') }}"
    assert lines(template) == [
        ("ONE", "own:1"),
        ("components-errors", "own:4"),
    ]


BASED = "top\n{% block middle %}\nold\n{% endblock %}\n{{ view.names[0] }}\n"


def test_a_replaced_block_has_its_lines_and_the_rest_those_of_the_base(tmp_path):
    (tmp_path / "a.jinja").write_text(BASED, "utf-8")
    template = f"""\
{{% extends "{BASE}a.jinja" %}}
{{# #}}
{{% block middle %}}
mine
{{{{ super() }}}}
{{% endblock %}}"""
    texts = {"a.jinja": TemplateText(template, "mine")}
    text = PlacedTemplates([tmp_path], texts).render("a.jinja", View())
    assert text == Templates([tmp_path], texts).render("a.jinja", View())
    places = [(place.template, place.line) for place in text.places(["a.jinja"])]
    assert list(zip(text.split("\n"), places, strict=True)) == [
        ("top", (f"{BASE}a.jinja", 1)),
        ("mine", ("a.jinja", 4)),
        ("old", (f"{BASE}a.jinja", 3)),
        ("", ("a.jinja", 5)),
        ("components", (f"{BASE}a.jinja", 5)),
        ("", (f"{BASE}a.jinja", 6)),
    ]


def test_of_a_line_of_several_templates_those_of_the_author_count():
    template = "a {% include 'parts.jinja' %}"
    assert lines(template, parts="b")[0] == ("a b", "own:1")
    assert lines(template, parts="b", preferred=["parts.jinja"]) == [
        ("a b", "parts.jinja:1")
    ]


def test_the_places_of_all_shapes_are_where_the_text_stands():
    plain, placed = Templates([templates_dir()]), PlacedTemplates([templates_dir()])
    seen = set()
    for name, view in files():
        text = placed.render(name, view)
        assert text == plain.render(name, view)
        assert len(text.places()) == text.count("\n") + 1
        seen |= {piece for piece in text.pieces if piece.is_literal}
    assert len(seen) > 300
    for piece in seen:
        source = (templates_dir() / piece.place.template).read_text("utf-8").split("\n")
        for line, place in piece.lines():
            assert line.strip() in source[place.line - 1], piece


def test_the_lines_of_formatted_code_are_known_in_what_was_rendered():
    laid_out = 0
    for name, view in files():
        if ".py." not in name:
            continue
        before = Templates([templates_dir()]).render(name, view)
        after = format_python(before)
        rows, formatted = before.split("\n"), after.split("\n")
        found = lines_before(before, after)
        assert len(found) == len(formatted)
        assert found == sorted(found)
        for line, at in zip(formatted, found, strict=True):
            word = line.strip("()[], \t").partition(" ")[0]
            assert word in rows[at]
        laid_out += len(formatted) > len(rows)
        if before == after:
            assert found == list(range(len(rows)))
    assert laid_out > 3


def test_two_broken_statements_beside_each_other_keep_their_lines():
    before = "\n".join(
        f"{name} = [{', '.join([name * 20] * 5)}]" for name in ("a", "b")
    )
    after = format_python(before + "\n")
    assert lines_before(before + "\n", after) == [0] * 7 + [1] * 7 + [1]
