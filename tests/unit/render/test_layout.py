"""Statements are broken exactly as black breaks them."""

import pytest
from hypothesis import given, reject
from hypothesis import strategies as st

from generator.render.format import black_format, format_python
from generator.render.layout import lay_out
from generator.render.leaves import UnknownLayoutError

names = st.builds(
    lambda stem, length: (stem * 50)[:length],
    st.sampled_from(("name", "linkSchema", "Query", "type_of_it")),
    st.integers(1, 46),
).filter(lambda name: name not in {"is", "as", "not"})
strings = names.map('"{}"'.format)


def _joined(parts: st.SearchStrategy[str], by: str, least: int = 1):
    return st.lists(parts, min_size=least, max_size=5).map(by.join)


dotted = _joined(names, ".").filter(lambda text: len(text) < 90)
types = st.recursive(
    st.one_of(
        dotted, st.just("None"), _joined(strings, ", ").map("Literal[{}]".format)
    ),
    lambda inner: st.one_of(
        _joined(inner, " | "),
        st.builds("{}[{}]".format, names, _joined(inner, ", ")),
        st.builds("Annotated[{}, Field(alias={})]".format, inner, strings),
    ),
    max_leaves=6,
)
values = st.recursive(
    st.one_of(dotted, strings, st.integers(0, 999).map(str), st.just("None")),
    lambda inner: st.one_of(
        st.builds("{}({})".format, names, _joined(inner, ", ", 0)),
        st.builds("{}({})".format, names, _joined(inner, ",\n", 2).map("{},\n".format)),
        _joined(st.builds("{}={}".format, names, inner), ", ").map("f({})".format),
        _joined(inner, ", ").map("[{}]".format),
        _joined(inner, ", ", 2).map("({})".format),
        inner.map("({},)".format),
        _joined(st.builds("{}: {}".format, strings, inner), ", ").map("{{{}}}".format),
        types.map("g(lambda: {})".format),
    ),
    max_leaves=8,
)
parameters = st.one_of(
    st.builds("{}: {}".format, names, types),
    st.builds("{}: {} = NOT_GIVEN".format, names, types),
)
calls = st.builds("{}({})".format, dotted, _joined(values, ", ", 0))
statements = st.one_of(
    st.builds("{}: {}".format, names, types),
    st.builds("{}: {} = {}".format, names, types, values),
    st.builds("{} = {}".format, names, st.one_of(types, values)),
    calls,
    calls.map("return {}".format),
    calls.map("return await {}".format),
    st.builds("from .{} import {}".format, dotted, _joined(names, ", ")),
    st.builds("from ..{} import {} as {}".format, dotted, names, names),
    calls.map("@{}\ndef f():\n    pass".format),
    st.builds("class {}({}):\n    pass".format, names, _joined(dotted, ", ")),
    st.builds(
        "{}def {}(self, *, {}{}) -> {}:\n    pass".format,
        st.sampled_from(("", "async ")),
        names,
        _joined(parameters, ", "),
        st.sampled_from(("", ",")),
        types,
    ),
    st.builds("def {}(self) -> {}:\n    pass".format, names, types),
)


@given(statements, st.sampled_from((0, 4, 8)))
def test_a_statement_is_broken_as_black_breaks_it(statement, indent):
    lines = [" " * indent + line for line in statement.split("\n")]
    above = [" " * column + "class A:" for column in range(0, indent, 4)]
    text = "\n".join([*above, *lines, ""])
    code, *below = statement.split("\ndef f():") if "@" in statement else [statement]
    code = code.removesuffix("\n    pass") if not below else code
    try:
        laid = lay_out(code, indent)
    except UnknownLayoutError:
        reject()
    assert black_format(text).split("\n")[len(above) :][: len(laid)] == laid


@given(statements, st.sampled_from((0, 4, 8)))
def test_long_statements_of_a_file_are_found_and_broken(statement, indent):
    above = [" " * column + "class A:" for column in range(0, indent, 4)]
    doc = f'{" " * indent}"""{"long words " * 12}."""\n' if indent else ""
    lines = black_format(
        statement.replace("return await ", "").replace("return ", "")
    ).split("\n")
    body = [" " * indent + line if line else "" for line in lines]
    text = "\n".join([*above, doc.rstrip("\n"), *body]) if doc else "\n".join(body)
    assert black_format(format_python(text)) == black_format(text)


@pytest.mark.parametrize(
    "statement",
    [
        "x = a and b",
        "x = [i for i in y]",
        "x = a if b else c",
        "x = ((a))",
        "x = f'{a}'",
        'x = "a" "b"',
        "x = -1",
        "x = a  # why",
        'x = "ä"',
        "x = a.b(",
        "del x",
        "return (a).b",
        "x = f()()",
    ],
)
def test_what_is_not_known_is_left_to_black(statement):
    with pytest.raises(UnknownLayoutError):
        lay_out(statement, 80)


def test_black_breaks_what_the_layout_does_not_know():
    text = f"class A:\n    x = {'a' * 50} and {'b' * 50}\n"
    assert format_python(text) == black_format(text) != text


def test_statements_are_broken_wherever_they_stand():
    long = f"x = f({'a' * 50}, {'b' * 50})"
    text = f"""\
try:
    {long}
except ValueError:
    {long}
else:
    {long}
finally:
    {long}
if a:
    pass
elif b:
    {long}
"""
    assert format_python(text) == black_format(text) != text


def test_wide_letters_take_two_columns():
    text = f'x = ["{"語" * 30}", "{"語" * 20}"]\n'
    assert format_python(text) == black_format(text) != text


def test_text_is_not_broken():
    text = f'"""{"word " * 30}."""\n\n# {"word " * 30}\n\nx = 1\n"""{"y" * 100}"""\n'
    assert format_python(text) == text
