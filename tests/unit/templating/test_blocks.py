"""Blocks of the project's templates: each can be replaced, and costs nothing where none is."""

from folders import templates
from test_replaced_templates import files, shop

from generator.render.environment import own_templates
from generator.templating.outline import block_texts

__all__ = ["shop"]


def extended(name, blocks=""):
    return f'{{% extends "base/{name}" %}}\n{blocks}'


def test_a_template_that_replaces_no_block_changes_nothing(shop, tmp_path):
    names = [name for name in own_templates().names() if "_module" not in name]
    made = templates(tmp_path, {name: extended(name) for name in names})
    assert files(shop, made) == files(shop)


def test_a_block_that_prints_what_it_replaces_changes_nothing(shop, tmp_path):
    replaced = {}
    for name in own_templates().names():
        blocks = [
            f"{{% block {block} scoped %}}{{{{ super() }}}}{{% endblock %}}\n"
            for block in block_texts(own_templates().source(name))
        ]
        if blocks:
            replaced[name] = extended(name, "".join(blocks))
    assert len(replaced) > 20
    assert files(shop, templates(tmp_path, replaced)) == files(shop)


def test_a_block_is_replaced_in_each_place_and_nothing_else(shop, tmp_path):
    block = "{% block field scoped %}\n    {{ field.name }}: int\n{% endblock %}\n"
    name = "python/object.py.jinja"
    after = files(shop, templates(tmp_path, {name: extended(name, block)}))
    before = files(shop)
    changed = {path for path, text in after.items() if before[path] != text}
    assert changed
    assert all("/models/" in path for path in changed)


def test_a_tag_that_is_only_text_ends_no_block():
    body = (
        "{% raw %}{% endblock %}{% endraw %}{# {% endblock %} #}{{ '{% endblock %}' }}"
    )
    text = f"{body}{{%- block outer -%}}\n{body} {{% block in_it scoped %}}x\n{{%+ endblock in_it %}}\n"
    text += "{%- endblock outer -%}\n"
    found = block_texts(text)
    assert found["in_it"] == "x\n"
    assert found["outer"].startswith(f"\n{body} {{% block in_it")
    assert found["outer"].endswith("endblock in_it %}\n")
