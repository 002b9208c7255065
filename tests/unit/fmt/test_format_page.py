"""The canonical form of a page, and what holds for any text."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from generator.diagnostics import Diagnostics
from generator.fmt.page import format_page
from generator.markdown.document import CodeBlock, Comment, Prose, Table
from generator.markdown.reader import read_page
from generator.source import SourceFile


def formatted(text):
    return format_page(SourceFile("docs/page.md", text))


CANONICAL = """\
# Pet

What a pet is.
It has a name.

## Fields

| Field | Type | Example |
| --- | --- | --- |
| `name` | *string* | |
| `kind` | *string* | a \\| b |

<!-- End Pet -->
## Next
"""


def test_a_canonical_page_comes_back_as_it_is():
    assert formatted(CANONICAL) == CANONICAL


@pytest.mark.parametrize(
    ("change", "text"),
    [
        ("padding", CANONICAL.replace("`name` |", "`name`      |")),
        ("a padded rule", CANONICAL.replace("| --- |", "| --------- |")),
        (
            "no blanks",
            CANONICAL.replace("| `name` | *string* | |", "|`name`|*string*||"),
        ),
        (
            "no outer pipes",
            CANONICAL.replace(
                "| `kind` | *string* | a \\| b |", "`kind` | *string* | a \\| b"
            ),
        ),
        ("line ends of Windows", CANONICAL.replace("\n", "\r\n")),
        ("line ends of old", CANONICAL.replace("\n", "\r")),
        ("no last line end", CANONICAL.rstrip("\n")),
        ("many last line ends", CANONICAL + "\n\n"),
        ("a blank beginning", " \n\n" + CANONICAL),
        ("runs of blank lines", CANONICAL.replace("\n\n", "\n\n \n\n")),
        (
            "no blank lines around headings",
            CANONICAL.replace("\n\n## Fields\n\n", "\n## Fields\n"),
        ),
        ("closing hashes", CANONICAL.replace("## Fields", "  ##   Fields ##")),
        ("an underlined title", CANONICAL.replace("# Pet\n", "Pet \n===\t\n", 1)),
        (
            "blanks at the end",
            CANONICAL.replace("pet is.", "pet is. ").replace("a name.", "a name.   "),
        ),
        ("blanks behind a comment", CANONICAL.replace("-->", "-->  ")),
    ],
)
def test_all_of_these_are_the_same_page(change, text):
    assert text != CANONICAL
    assert formatted(text) == CANONICAL


def test_one_changed_row_is_one_changed_line():
    longer = CANONICAL.replace("`name`", "`aNameThatIsMuchLongerThanItWas`")
    before, after = formatted(CANONICAL).split("\n"), formatted(longer).split("\n")
    assert len(before) == len(after)
    assert sum(one != other for one, other in zip(before, after, strict=True)) == 1


@pytest.mark.parametrize(
    "text",
    [
        "```ts  x\ncode  \n\n\n| a   |\t\n```\n",
        "~~~~\n# no heading\n\n\n~~~\n~~~~\n",
        "<!-- one  \n\n\n# two -->\n",
        "<pre>\nkept  \n\n\nkept\n</pre>\n",
        "    code  \n\n\n    code\n",
        "* item\n\n\n* item\n",
        "* item\n\n  ```\n  code  \n  ```\n",
        "A hard break  \nis kept.\n",
        "> A hard break  \n> is kept.\n",
        "No hard break\\ \nis made.\n",
        "Two  blanks,\n  and two before.\n",
        "A title\nof two lines\n===\n",
        "No hard break\\\t\nis made.\n",
        "# A title # #\n",
        "#\n",
        "<!-- UsageSnippet -->\n```ts\n```\n",
        "<!-- Start -->\n## Title\n<!-- End -->\n",
        "Text\n* item\n* item\n",
        "| a | b |\n| :--- | ---: |\n| 1 | 2 |\n",
        "",
    ],
)
def test_what_means_something_stays(text):
    assert formatted(text) == text


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Three blanks   \nare a hard break.", "Three blanks  \nare a hard break.\n"),
        ("One \nis none.", "One\nis none.\n"),
        ("```ts \t\ncode \n```  \n", "```ts\ncode \n```\n"),
        ("* one  \n* two\t\n", "* one\n* two\n"),
        ("Text\n| a |\n|:-:|\n# B\n", "Text\n\n| a |\n| :---: |\n\n# B\n"),
        ("\n \n", ""),
        ("|\u00a0|\n|-|\n|\u00a0a |\n", "| |\n| --- |\n| a |\n"),
    ],
)
def test_what_means_nothing_goes(text, expected):
    assert formatted(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n| --- | --- |\n|1|2|3|\n| 1  |\n",
        "|a |  b |\n|---|\n|1|  2 |\n",
        "Text\n|  a row of no table  |\n",
        "|  a row of no table  |\n===\n",
        "# A\n\n```\nnever closed  \n\n\n| a  |\n",
        "# A\n\n<!-- never closed\n\n\n# B\n",
    ],
)
def test_what_cannot_be_read_stays(text):
    assert formatted(text) == text


LINES = [
    *("", " ", "text", "text ", "text  ", "text\t", "text\\ ", "`co ", "de`"),
    *(
        "# Lead",
        "## Fields ##",
        "# a # #",
        "#",
        " # ",
        "===",
        "--- ",
        "***",
        "    code ",
    ),
    *("| a | b |", "| - | - |", "|---|---|", "|:-:|", "|", "||", "a | b", "| a |"),
    *(r"| a \| b | c |", "|  a  |   |", "| a | b | c |", "  | a | b |", "|a|b|\t"),
    *(
        "```",
        "  ```ts x ",
        "~~~~",
        "   ~~~~ ",
        "> q ",
        "> q  ",
        ">",
        "> | a |",
        "> ```",
    ),
    *("* x ", "* ", "- | a |", "  x  ", "1. x", "   ```", "\t\tcode ", "[a]: b "),
    *("<!-- c --> ", "<!-- c ", "--> ", "<!-- c --> <!-- d -->", "<div> ", "<pre> "),
    *("</pre> ", "<br/>", "\x00 ", "\t| a |", "\x0b", "\x1c| a |", "\u2028| a |"),
    *("\u00a0", "\ufeff# a", "<b> "),
]
pages = st.one_of(
    st.text(),
    st.text(alphabet="|-: \t\\`~#<!>*a\n\r\x00\x0c"),
    st.lists(
        st.tuples(st.sampled_from(LINES), st.sampled_from(["\n", "\n", "\r\n", "\r"]))
    ).map(lambda pairs: "".join(line + end for line, end in pairs)),
)


def facts(text):
    """All that the reader sees, places aside."""
    diagnostics = Diagnostics()
    page = read_page(SourceFile("docs/page.md", text), diagnostics)
    sections = [
        (section.level, section.title, [fact(block) for block in section.blocks])
        for section in page.sections
    ]
    return sections, sorted((d.code, d.message) for d in diagnostics.sorted())


def fact(block):
    match block:
        case Table(header=header, rows=rows):
            return [[cell.raw for cell in row.cells] for row in (header, *rows)]
        case CodeBlock(language=language, code=code):
            return language, code
        case Comment(text=text) | Prose(text=text):
            return text


@given(pages)
@example("| a |\n|---|\n| 1 | 2 |\n")
def test_the_reader_sees_the_same_before_and_after(text):
    assert facts(formatted(text)) == facts(text)


@given(pages)
def test_formatting_twice_changes_nothing_more(text):
    once = formatted(text)
    assert formatted(once) == once


@given(pages)
def test_lines_end_in_one_way(text):
    once = formatted(text)
    assert "\r" not in once
    assert once == "" or (once.endswith("\n") and not once.startswith("\n"))
