"""The shape of an output: what remains of it without its texts and names.

Of a benign text and of a hostile one, an output has the same shape, or the hostile one became more
than text. The order of names decides the order of what bears them, so order counts for nothing.
"""

import ast
import json
import re
import tomllib
import warnings
from collections import Counter
from functools import lru_cache
from html.parser import HTMLParser
from unicodedata import category

from markdown_it import MarkdownIt

MARKER = "pwned"
"""The function that payloads call."""
_MARKDOWN = MarkdownIt("commonmark").enable("table")
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Zl", "Zp"}
_COUNTED = {"h1", "h2", "h3", "tr", "th", "td"}
_OWN_HTML = {"<br>"}
_REPORT_HTML = re.compile(r"</?(?:details|summary|b|code)>")
_TARGET = re.compile(r"https?://.*|mailto:.*|[A-Za-z0-9_./-]*(?:#[a-z0-9_-]+)?")


@lru_cache(maxsize=1024)
def python(text):
    """The shape of Python; raises if it does not compile without a warning, or calls the marker."""
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        compile(text, "<output>", "exec", dont_inherit=True)
        tree = ast.parse(text)
    for node in ast.walk(tree):
        called = node.func if isinstance(node, ast.Call) else None
        name = getattr(called, "id", getattr(called, "attr", None))
        assert name != MARKER, f"line {node.lineno}: calls {MARKER}()"
    _check_visible(text)
    return _node(tree)


def unseen_in(text):
    """All characters that nobody sees: controls, formats, halves of pairs, line separators."""
    return (c for c in text if category(c) in _UNSEEN)


def _check_visible(text):
    unseen = set(unseen_in(text)) - {"\n"}
    assert not unseen, f"holds {sorted(unseen)!a}"


def _node(value):
    if isinstance(value, ast.AST):
        fields = (getattr(value, name, None) for name in value._fields)
        return f"{type(value).__name__}({','.join(map(_node, fields))})"
    if isinstance(value, list):
        return f"[{','.join(sorted(map(_node, value)))}]"
    return "text" if isinstance(value, str) else repr(value)


@lru_cache(maxsize=1024)
def identifiers(text):
    """All names in Python, and how often each occurs."""
    found = Counter()
    for node in ast.walk(ast.parse(text)):
        if not isinstance(node, ast.Constant):
            found.update(v for _, v in ast.iter_fields(node) if isinstance(v, str))
    return found


def data(value):
    """The shape of JSON and TOML: keys are names."""
    if isinstance(value, dict):
        return f"{{{','.join(sorted(map(data, value.values())))}}}"
    if isinstance(value, list):
        return f"[{','.join(sorted(map(data, value)))}]"
    return "text" if isinstance(value, str) else repr(value)


@lru_cache(maxsize=64)
def json_text(text):
    assert text.isascii(), "not all is escaped"
    return data(json.loads(text))


@lru_cache(maxsize=64)
def toml_text(text):
    return data(tomllib.loads(text))


@lru_cache(maxsize=64)
def settings(text):
    """The shape of a new `sdk.toml`: also of the entries that wait behind a hash, line by line."""
    for line in text.split("\n"):
        if line.startswith("# "):
            tomllib.loads(line[2:])
    return toml_text(text)


@lru_cache(maxsize=1024)
def markdown(text):
    """The shape of a page: its headings, its tables, and its examples in Python."""
    shape = Counter()
    for token in _tokens(text):
        if token.nesting == 1 and token.tag in _COUNTED:
            shape[token.tag] += 1
        elif token.type == "fence" and token.info.startswith("python"):
            shape[python(token.content)] += 1
    _check_cells(text)
    _check_visible(text)
    return tuple(sorted(shape.items()))


def _tokens(text):
    """All tokens of a page, of which none may be what only our own templates write."""
    for token in _MARKDOWN.parse(text):
        for each in (token, *(token.children or ())):
            _check(each)
            yield each


def _check(token):
    assert token.type != "html_block", f"HTML: {token.content!r}"
    assert token.type != "image", "a picture"
    if token.type == "html_inline":
        assert token.content in _OWN_HTML, f"HTML: {token.content!r}"
    if token.type == "link_open":
        assert _TARGET.fullmatch(
            token.attrs["href"]
        ), f"a link to {token.attrs['href']!r}"


def _check_cells(text):
    """Cells are split strictly: what has too many would lose some without a word."""
    widths = []
    for line in text.split("\n"):
        if line.startswith("| "):
            widths.append(len(re.findall(r"(?<!\\)\|", line)))
        else:
            assert len(set(widths)) < 2, f"a row before {line!r} has other cells"
            widths = []


def report(text):
    """Problems of a report in Markdown; one has no shape, since texts decide what it tells."""
    for token in _MARKDOWN.parse(text):
        for each in (token, *(token.children or ())):
            if each.type in ("html_block", "html_inline"):
                rest = _REPORT_HTML.sub("", each.content)
                assert "<" not in rest, f"HTML: {rest!r}"
            assert each.type not in ("image", "link_open"), f"a link: {each!r}"


class _Elements(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags = Counter()
        self.attributes = set()
        self.problems = []

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        for name, value in attrs:
            self.attributes.add((tag, name))
            if name in ("href", "src") and not (value or "").startswith("#"):
                self.problems.append(f"{tag} {name}={value!r}")

    def handle_comment(self, data):
        self.problems.append(f"a comment: {data!r}")

    unknown_decl = handle_pi = handle_comment


def html(text):
    """The kinds of elements and attributes of a page; raises where one leads elsewhere."""
    found = _Elements()
    found.feed(text)
    found.close()
    assert not found.problems, found.problems
    assert (found.tags["script"], found.tags["style"]) == (1, 1)
    return {*found.tags, *found.attributes}
