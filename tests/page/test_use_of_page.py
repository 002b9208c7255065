"""The page of a review, used: filtered, searched, opened, with a mouse, keys, or without script."""

import re

import pytest
from example_reports import REPORT, SAME, TABLES, TWO, long_report

from generator.review.formats.page.page import as_html

PAGE = as_html(REPORT, TABLES)
REMOVED = "type components.LinkSchema: field clicks removed"
RENAMED = "operation links.list: parameter size renamed a guess"
ADDED = "type components.LinkSchema: 2 fields added"
TOLD = "operation links.create: description changed"
ALL = [REMOVED, RENAMED, ADDED, TOLD]


def check(opened, value):
    opened.page.locator(f"input[value={value}]").check()


def entry(opened, title):
    return opened.page.locator("details.entry", has_text=title)


def test_the_summary_tells_the_version_and_what_forces_it(opened):
    page = opened(PAGE).page
    assert page.title() == "Review: dub"
    summary = page.locator(".summary").inner_text()
    assert "Proposed version: major" in summary
    assert re.search(r"2 breaking\s*1 additive\s*1 cosmetic", summary)
    assert "1 file, 3 lines, 2 of them to read" in summary
    page.get_by_role("link", name=REMOVED).click()
    assert page.locator("details.entry[open] .title").inner_text().endswith(REMOVED)


def test_nothing_changed_is_a_page_too(opened):
    page = opened(as_html(SAME, TABLES)).page
    assert "Nothing changed." in page.inner_text("body")
    assert page.locator("details").count() == 0


def test_several_apis_are_told_apart(opened):
    found = opened(as_html(TWO, TABLES))
    page = found.page
    assert page.get_by_text("The whole API mistral is new.").is_visible()
    assert page.get_by_text("The whole API plex is gone.").is_visible()
    assert page.locator(".summary h2").all_inner_texts() == ["dub", "novu"]
    groups = page.locator(".group h2").all_inner_texts()
    assert groups[:4:3] == ["Breaking in dub 2", "Breaking in novu 2"]
    check(found, "cosmetic")
    assert found.state() == "2 of 8 changes"


@pytest.mark.parametrize(
    ("values", "titles"),
    [
        (["breaking"], [REMOVED, RENAMED]),
        (["breaking", "cosmetic"], [REMOVED, RENAMED, TOLD]),
        (["received"], [REMOVED, ADDED]),
        (["received", "docs"], [REMOVED, ADDED, TOLD]),
        (["breaking", "received"], [REMOVED]),
        (["cosmetic", "received"], []),
    ],
)
def test_filters_of_class_and_side(opened, values, titles):
    found = opened(PAGE)
    for value in values:
        check(found, value)
    assert found.titles() == titles
    assert found.state() == f"{len(titles)} of 4 changes"
    assert found.page.locator("#none").is_visible() == (not titles)
    found.page.locator("button.clear:visible").first.click()
    assert found.titles() == ALL
    assert found.state() == "4 changes"


def test_a_resource_is_chosen(opened):
    found = opened(as_html(long_report(80), TABLES))
    found.page.get_by_label("Resource").select_option(label="resource7 (2)")
    assert len(found.titles()) == 2
    assert found.state() == "2 of 80 changes"


def test_search_finds_all_words_also_inside_of_entries(opened):
    found = opened(PAGE)
    search = found.page.get_by_role("searchbox", name="Search")
    search.fill("FIELD linkschema")
    assert found.titles() == [REMOVED, ADDED]
    search.fill("disabled_at")
    assert found.titles() == [ADDED]
    search.fill("nothing has this")
    assert found.titles() == []
    assert found.page.get_by_text("No change matches.").is_visible()


def test_groups_count_what_is_shown_and_go_when_empty(opened):
    found = opened(PAGE)
    found.page.get_by_role("searchbox").fill("clicks")
    assert found.page.locator(".group:visible h2").all_inner_texts() == ["Breaking 1"]


def test_an_open_entry_shows_all_that_it_is_about(opened):
    found = opened(PAGE)
    removed = entry(found, REMOVED)
    removed.locator("> summary").click()
    told = removed.inner_text()
    for part in (
        "a field is no longer in what you receive",
        "docs/models/components/linkschema.md:7:3",
        "| `x` | *string* | :heavy_check_mark: | What it is. |",
        "models.LinkSchema.clicks removed",
        "clicks: int",
        "links.create",
        "components.TagSchema",
        "dub/src/dub/models/link_schema.py",
    ):
        assert part in told
    assert removed.locator(".name .old .b").inner_text() == "int"


def test_generated_code_is_folded_in_its_entry(opened):
    found = opened(PAGE)
    removed = entry(found, REMOVED)
    removed.locator("> summary").click()
    file = removed.locator(".file")
    assert "2 to read +2 \N{MINUS SIGN}1" in file.text_content()
    file.locator("> summary").click()
    assert "disabled_at: datetime | None" in file.text_content()
    assert "never" in file.locator(".new .s").all_inner_texts()
    assert file.locator(".new.implied").all_inner_texts() == ['+    "LinkSchema",\n']


def test_what_differs_is_marked(opened):
    found = opened(PAGE)
    told = entry(found, TOLD)
    told.locator("> summary").click()
    assert told.locator(".new mark").all_inner_texts() == [" short"]


def test_rules_are_linked_to_their_table(opened):
    found = opened(PAGE)
    removed = entry(found, REMOVED)
    removed.locator("> summary").click()
    removed.get_by_role("link", name="removed-received").click()
    row = found.page.get_by_role("row", name="removed-received")
    assert row.is_visible()
    assert "a field is no longer in what you receive" in row.inner_text()
    assert found.page.locator(".rules tbody tr").count() == 7


def test_an_address_leads_to_an_entry(opened):
    found = opened(PAGE, anchor="#api0-change3")
    assert entry(found, TOLD).get_attribute("open") is not None


def test_everything_works_with_keys_alone(opened):
    found = opened(PAGE)
    press = found.page.keyboard.press
    press("/")
    assert found.focused()[0] == "INPUT"
    found.page.keyboard.type("clicks/")
    assert found.titles() == []
    press("Backspace")
    assert found.titles() == [REMOVED]
    press("Escape")
    assert found.titles() == ALL
    press("Tab")
    press("Space")
    assert found.titles() == [REMOVED, RENAMED]
    while found.focused()[0] != "SUMMARY":
        press("Tab")
    press("Enter")
    assert entry(found, REMOVED).get_attribute("open") is not None
    press("Tab")
    assert found.focused() == ["A", "removed-received"]
    press("Escape")
    assert entry(found, REMOVED).get_attribute("open") is None
    assert found.focused()[0] == "SUMMARY"


def test_the_focus_is_always_seen(opened):
    found = opened(PAGE)
    seen = set()
    for _ in range(60):
        found.page.keyboard.press("Tab")
        tag, text = found.focused()
        if tag == "BODY":
            break
        seen.add(tag)
        style = found.page.evaluate(
            "(s => [s.outlineStyle, s.outlineWidth])(getComputedStyle(document.activeElement))"
        )
        assert style[0] != "none", (tag, text)
        assert style[1] != "0px", (tag, text)
    assert seen >= {"A", "INPUT", "SELECT", "BUTTON", "SUMMARY"}


def test_all_entries_open_and_close_at_once(opened):
    found = opened(PAGE)
    check(found, "breaking")
    found.page.get_by_role("button", name="Open all").click()
    assert found.page.locator("details.entry[open]").count() == 2
    found.page.get_by_role("button", name="Close all").click()
    assert found.page.locator("details.entry[open]").count() == 0


def test_it_can_be_read_without_script(opened):
    found = opened(PAGE, java_script_enabled=False)
    assert not found.page.locator("#filters").is_visible()
    removed = entry(found, REMOVED)
    removed.locator("> summary").click()
    assert removed.get_by_text("models.LinkSchema.clicks").is_visible()
    removed.get_by_role("link", name="link_schema.py").click()
    assert removed.locator(".file").count() == 0
    assert found.page.locator(".file .diff").is_visible()


def test_paper_shows_what_is_folded(opened):
    found = opened(PAGE, java_script_enabled=False)
    found.page.emulate_media(media="print")
    told = entry(found, TOLD).get_by_text("Create a short link")
    assert told.bounding_box()["height"] > 0
    assert not found.page.locator(".skip").is_visible()
