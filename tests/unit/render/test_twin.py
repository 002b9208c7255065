"""Printed text keeps the shape of a file: what the twins of the tests show."""

import inspect

import pytest
from hostile_text import for_any_text

from generator.render.printers import PRINTERS, Printers
from tests.twins import TWIN_PRINTERS, shape_problems

TWIN = 'class A:\n    """x."""\n\n    b: int = "x"\n'


def printed(printers: Printers, text: str) -> str:
    return (
        f"{printers.comment(text)}\nclass {printers.identifier('A')}:\n"
        f"    {printers.docstring(text, 4)}\n\n    b = {printers.string_literal(text)}\n"
        f"    {printers.docstring(text, 4)}\n"
    )


@for_any_text
def test_whatever_is_printed_keeps_the_shape_of_python(text):
    real, twin = printed(PRINTERS, text), printed(TWIN_PRINTERS, text)
    assert shape_problems("a.py", real, twin) == ()


@for_any_text
def test_whatever_is_printed_keeps_the_shape_of_toml(text):
    real, twin = (
        f"[a]\nb = [{p.toml_string(text)}]\n" for p in (PRINTERS, TWIN_PRINTERS)
    )
    assert shape_problems("a.toml", real, twin) == ()


@pytest.mark.parametrize(
    "real",
    [
        TWIN + "evil()\n",
        TWIN.replace('    """x."""\n\n', ""),
        TWIN.replace('"x"', '"y" + evil()'),
        TWIN.replace('"x"', 'f"{evil}"'),
        TWIN.replace('"x"', "1"),
        TWIN.replace('"x"', 'b"x"'),
        TWIN.replace('"x"', "None"),
        TWIN.replace("int", "evil"),
        TWIN.replace("A", "B"),
        TWIN.replace("    b: int", "    pass\n    b: int"),
        TWIN + "'''",
        "",
    ],
)
def test_any_other_shape_of_python_is_a_problem(real):
    assert shape_problems("a.py", real, TWIN)
    assert shape_problems("a.py", TWIN, real)


@pytest.mark.parametrize(
    "real",
    [
        'a = "y"\nb = 2\n',
        'a = "y"\n',
        "a = 1\nb = 1\n",
        'b = 1\na = "y"\n',
        'a = ["y"]\nb = 1\n',
        "=",
    ],
)
def test_any_other_shape_of_toml_is_a_problem(real):
    assert shape_problems("a.toml", real, 'a = "x"\nb = 1\n')


def test_the_text_of_strings_may_differ():
    real = TWIN.replace("x", "long\\n text")
    assert shape_problems("a.py", real, TWIN) == ()
    assert shape_problems("a.toml", 'a = ["y"]\n', 'a = ["x"]\n') == ()


def test_a_problem_names_file_and_line():
    assert shape_problems("a.py", "a = 1\nb = 2\n", "a = 1\nb = c\n") == (
        "a.py: line 2: the code depends on text of the documents",
    )


def test_other_files_have_no_shape():
    assert shape_problems("a.md", "(", "x") == ()


def test_the_twins_print_every_context_and_keep_names():
    kinds = {
        name for name, _ in inspect.getmembers(Printers) if not name.startswith("_")
    }
    names = {"identifier", "file_name"}
    for kind in kinds - names:
        twin = getattr(TWIN_PRINTERS, kind)
        assert twin("one", *[4] * (kind == "docstring")) == twin(
            "two", *[8] * (kind == "docstring")
        )
    for kind in names:
        assert getattr(TWIN_PRINTERS, kind)("name") == "name"
