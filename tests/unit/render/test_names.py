import keyword
import unicodedata

import pytest
from hostile_text import for_any_text

from generator.render.names import file_name, identifier


@pytest.mark.parametrize("name", ["a", "click_id", "Link2", "_x", "match", "type"])
def test_good_identifiers_pass(name):
    assert identifier(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        "class",
        "None",
        "1a",
        "a-b",
        "a b",
        "a\n",
        "\u212a",
        "aé",
        "é",
        "__debug__",
        "a.b",
    ],
)
def test_other_identifiers_are_refused(name):
    with pytest.raises(ValueError, match="Python name"):
        identifier(name)


@for_any_text
def test_what_passes_is_an_identifier_that_python_does_not_fold(text):
    try:
        name = identifier(text)
    except ValueError:
        return
    assert name.isidentifier()
    assert not keyword.iskeyword(name)
    assert unicodedata.normalize("NFKC", name) == name


@pytest.mark.parametrize(
    "name", ["a.py", "lead_created.md", "a-b", "_x.py", "a" * 97 + ".py"]
)
def test_good_file_names_pass(name):
    assert file_name(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../a",
        "a/b",
        "a\\b",
        "C:a",
        "A.py",
        "a.",
        "a b",
        "con",
        "nul.py",
        "com1.md",
        "a.py\n",
        "-a",
        "é.py",
        "a" * 98 + ".py",
    ],
)
def test_other_file_names_are_refused(name):
    with pytest.raises(ValueError, match="file name"):
        file_name(name)
