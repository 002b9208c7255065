"""The report as entries of a CHANGELOG."""

import dataclasses

from example_reports import (
    LINK,
    LIST,
    REPORT,
    REVIEW,
    SAME,
    U,
    change,
    field,
    poisoned,
)
from markdown_it import MarkdownIt

from generator.review.formats.changelog import as_changelog
from generator.review.report import Entry, Kind, Subject, Verb


def changelog_of(*changes):
    entry = Entry(("x",), changes, (), ())
    review = dataclasses.replace(REVIEW, entries=(entry,), surface=())
    return as_changelog(dataclasses.replace(REPORT, reviews=(review,)))


def test_all_sections():
    assert as_changelog(REPORT) == (
        "### Added\n"
        "\n"
        "- Field `disabled_at` of `models.LinkSchema` (1 method).\n"
        "- Field `archived` of `components.LinkSchema` (1 method).\n"
        "\n"
        "### Changed\n"
        "\n"
        "- **Breaking:** Argument `pageSize` of `links.list`: its name was `size`.\n"
        "- Documentation: 1 correction.\n"
        "\n"
        "### Removed\n"
        "\n"
        "- **Breaking:** Field `clicks` of `models.LinkSchema` (2 methods).\n"
    )


def test_changes_that_are_alike_are_one_line():
    names = ("a", "b", "c")
    told = changelog_of(
        *(change(field(name), Verb.ADDED, "added-received") for name in names)
    )
    assert told == "### Added\n\n- Fields `a`, `b`, `c` of `components.LinkSchema`.\n"


def test_facts_say_what_they_are_and_were():
    told = changelog_of(
        change(
            field("a"),
            fact="type",
            before=U("string"),
            after=U("number"),
            rule="removed-received",
        ),
        change(field("b"), fact="default", before=None, after=U("1"), rule="renamed"),
    )
    assert (
        "Field `a` of `components.LinkSchema`: type is `number`, was `string`." in told
    )
    assert (
        "Field `b` of `components.LinkSchema`: default is `1`, was not stated." in told
    )


def test_what_is_deprecated_has_its_section():
    subject = Subject(Kind.OPERATION, LIST, None)
    facts = {"fact": "deprecated", "rule": "renamed"}
    now = change(subject, before=U("false"), after=U("true"), **facts)
    no_longer = change(subject, before=U("true"), after=U("false"), **facts)
    assert changelog_of(now) == (
        "### Deprecated\n\n- **Breaking:** Method `links.list`.\n"
    )
    assert changelog_of(no_longer).startswith("### Changed")


def test_types_that_came_are_one_line_too():
    keys = [dataclasses.replace(LINK, title=U(name)) for name in ("A", "B")]
    told = changelog_of(
        *(
            change(Subject(Kind.TYPE, key, None), Verb.ADDED, "added-received")
            for key in keys
        )
    )
    assert told == "### Added\n\n- Types `components.A`, `components.B`.\n"


def test_nothing_changed():
    assert as_changelog(SAME) == "No change that a user notices.\n"


def test_text_of_documents_stays_text():
    told = as_changelog(poisoned(REPORT, "\n\n# <b>`x` [a](b)\n- @me "))
    tokens = MarkdownIt("commonmark").parse(told)
    loose = [
        child.content
        for token in tokens
        for child in token.children or ()
        if child.type != "code_inline"
    ]
    assert not [text for text in loose if set(text) & set("@<[#")]
    kinds = {token.tag for token in tokens if token.tag}
    assert kinds == {"h3", "ul", "li", "p"}
