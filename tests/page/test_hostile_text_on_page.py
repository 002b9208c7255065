"""Text of documents stays text on the page, and its policy holds even if it did not."""

import re

import pytest
from example_reports import REPORT, TABLES, poisoned

from generator.review.formats.page.page import as_html

PAGE = as_html(REPORT, TABLES)
HOSTILE = [
    "<script>window.hacked = 1</script>",
    "</script><script>window.hacked = 1</script>",
    "</style><style>body { display: none }</style>",
    '"><img src=x onerror="window.hacked = 1">',
    "' onmouseover='window.hacked = 1' x='",
    "<a href='javascript:window.hacked = 1'>go</a>",
    "</details></main></body><iframe src='https://evil.example/'></iframe>",
    "<!-- ",
    "--> ]]> <![CDATA[ ",
    "&lt;script&gt; &#60;script&#62; &amp;",
    "{{ view.policy }} {% raw %} {# #}",
    "<svg onload=alert(1)> <math><mi//xlink:href='data:x,<script>alert(4)</script>'>",
]
TAGS = (
    "[...new Set([...document.querySelectorAll('*')].map(each => each.tagName))].sort()"
)
NAMES = (
    "[...new Set([...document.querySelectorAll('*')]"
    ".flatMap(each => each.getAttributeNames()))].sort()"
)


@pytest.mark.parametrize("text", HOSTILE)
def test_text_stays_text(opened, text):
    plain = opened(PAGE)
    found = opened(as_html(poisoned(REPORT, text), TABLES))
    for asked in (TAGS, NAMES):
        assert found.page.evaluate(asked) == plain.page.evaluate(asked)
    assert found.page.evaluate("window.hacked") is None
    assert found.page.locator("script").count() == 1
    title = found.page.locator(".title").first.text_content()
    assert " ".join(text.split()) in title
    assert {
        link[:1]
        for link in found.page.eval_on_selector_all(
            "a", "links => links.map(each => each.getAttribute('href'))"
        )
    } == {"#"}


def test_what_nobody_sees_is_shown(opened):
    bad = "\u202eevil\u2066\u200b\x1b[2J\x07\ud800\r\n\u2028"
    found = opened(as_html(poisoned(REPORT, bad), TABLES))
    text = found.page.evaluate("document.documentElement.textContent")
    assert not re.search("[\u202a-\u202e\u2066-\u2069\u200b\x1b\x07\u2028\ufffd]", text)
    assert "\\u202eevil\\u2066\\u200b\\x1b[2J" in text


def test_hostile_text_can_be_searched_for(opened):
    found = opened(as_html(poisoned(REPORT, "<b>x</b>"), TABLES))
    found.page.get_by_role("searchbox").fill("<b>x</b>clicks")
    assert len(found.titles()) == 1


BREACHES = {
    "a script": "<script>window.hacked = 1</script>",
    "a handler": "<img src='data:,' onerror='window.hacked = 1'>",
    "a style": "<p style='color: red' id='styled'>x</p><script>window.hacked = 1</script>",
    "a picture": "<img src='http://127.0.0.1:1/x.png'>",
    "a frame": "<iframe src='http://127.0.0.1:1/'></iframe>",
    "a base": "<base href='http://127.0.0.1:1/'>",
}


@pytest.mark.parametrize("breach", BREACHES)
def test_the_policy_holds_if_an_escape_were_forgotten(opened, breach):
    broken = PAGE.replace("<main>", f"<main>{BREACHES[breach]}", 1)
    found = opened(broken, silent=False)
    assert found.page.evaluate("window.hacked") is None
    assert any("Content Security Policy" in line for line in found.said)


def test_a_script_that_was_changed_does_not_run(opened):
    broken = PAGE.replace('"use strict";', 'window.hacked = 1; "use strict";', 1)
    found = opened(broken, silent=False)
    assert found.page.evaluate("window.hacked") is None
    assert not found.page.locator("#filters").is_visible()


VIOLATION = """call => new Promise((done) => {
    document.addEventListener("securitypolicyviolation", (event) => done(event.effectiveDirective));
    if (call === "fetch") fetch("http://127.0.0.1:1/").catch(() => {});
    else if (call === "socket") new WebSocket("ws://127.0.0.1:1/");
    else new Image().src = "http://127.0.0.1:1/x.png";
})"""


@pytest.mark.parametrize(
    ("call", "directive"),
    [("fetch", "connect-src"), ("socket", "connect-src"), ("image", "img-src")],
)
def test_not_even_the_script_could_ask_the_network(opened, call, directive):
    found = opened(PAGE, silent=False)
    assert found.page.evaluate(VIOLATION, call) == directive


def test_nothing_of_the_page_lies_elsewhere():
    assert not re.search(r"(?:src|href)=[\"']?(?![\"'#])", PAGE)
    assert "url(" not in PAGE
    assert "@import" not in PAGE
