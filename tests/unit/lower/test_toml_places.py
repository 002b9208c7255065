"""Places of TOML keys, against what tomllib reads."""

import tomllib

from hypothesis import given
from hypothesis import strategies as st

from generator.lower.toml_places import places
from generator.source import SourceFile


def leaves(content, key=()):
    for name, value in content.items():
        if isinstance(value, dict) and value:
            yield from leaves(value, (*key, name))
        else:
            yield (*key, name)


def places_of(text):
    return places(SourceFile("sdk.toml", text))


def test_every_form_of_key_is_found_on_its_line():
    text = """\
top = 1 # [not.a.table]
[a]
b = "[x]"
'c d' = [
  "e = 1", # f = 2
  '[g]',
]
h.i = { j = 1, k = { l = 2 } }
m = \"\"\"
n = 3
[o]
\"\"\"
[operations."links.get".parameters."x y"]
location = 'header'
"""
    found = {key: span.line for key, span in places_of(text).items()}
    assert found == {
        ("top",): 1,
        ("a",): 2,
        ("a", "b"): 3,
        ("a", "c d"): 4,
        ("a", "h", "i"): 8,
        ("a", "h", "i", "j"): 8,
        ("a", "h", "i", "k"): 8,
        ("a", "h", "i", "k", "l"): 8,
        ("a", "m"): 9,
        ("operations", "links.get", "parameters", "x y"): 13,
        ("operations", "links.get", "parameters", "x y", "location"): 14,
    }


def test_the_span_covers_the_key():
    span = places_of('[a]\n  "b.c"  = 1\n')[("a", "b.c")]
    assert (span.line, span.column, span.end) == (2, 3, 8)


KEYS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), min_size=1, max_size=8)
VALUES = st.sampled_from(
    ["1", '"a # b"', "'[c]'", '"""\nx = 1\n[y]\n"""', "[1,\n 2, # z = 3\n]", "'''q'''"]
)


def quoted(key):
    return '"' + key.replace("\\", "\\\\").replace('"', '\\"') + '"'


@given(st.dictionaries(KEYS, st.dictionaries(KEYS, VALUES, min_size=1), min_size=1))
def test_whatever_tomllib_reads_has_a_place(tables):
    lines = []
    for table, entries in tables.items():
        lines.append(f"[{quoted(table)}]")
        lines += [f"{quoted(key)} = {value}" for key, value in entries.items()]
    text = "\n".join(lines) + "\n"
    found = places_of(text)
    source = SourceFile("sdk.toml", text)
    for key in leaves(tomllib.loads(text)):
        span = found[key]
        shown = source.lines[span.line - 1][span.column - 1 : span.end - 1]
        assert tomllib.loads(f"{shown} = 0") == {key[-1]: 0}


def test_the_tables_of_an_array_are_counted():
    text = """\
[[a]]
b = 1
[a.c]
d = 2
[[a]]
b = { e = 3 }
[[a.f]]
g = 4
"""
    found = {key: span.line for key, span in places_of(text).items()}
    assert found == {
        ("a", "0"): 1,
        ("a", "0", "b"): 2,
        ("a", "0", "c"): 3,
        ("a", "0", "c", "d"): 4,
        ("a", "1"): 5,
        ("a", "1", "b"): 6,
        ("a", "1", "b", "e"): 6,
        ("a", "1", "f", "0"): 7,
        ("a", "1", "f", "0", "g"): 8,
    }
