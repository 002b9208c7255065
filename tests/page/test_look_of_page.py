"""The page of a review for all eyes, on all screens, and with many entries."""

import pytest
from example_reports import REGENERATED, REPORT, TABLES, long_report

from generator.review.formats.page.page import as_html

PAGE = as_html(REPORT, TABLES)
MANY = 5000


def open_all(page):
    """Open whatever opens, and what opens in it."""
    page.evaluate("""async () => {
        for (let frames = 0; frames < 3; frames += 1) {
          for (const each of document.querySelectorAll("details:not([open])")) {
            each.open = true;
            frames = 0;
          }
          await new Promise((done) => requestAnimationFrame(done));
        }
        }""")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_no_rule_of_accessibility_is_broken(opened, scheme, width):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    page = opened(PAGE, width=width, color_scheme=scheme).page
    open_all(page)
    found = axe.Axe().run(page).response["violations"]
    assert [(rule["id"], rule["nodes"][0]["target"]) for rule in found] == []


def test_dark_is_dark(opened):
    def lightness(scheme):
        page = opened(PAGE, color_scheme=scheme).page
        colours = page.evaluate(
            "(s => [s.backgroundColor, s.color])(getComputedStyle(document.documentElement))"
        )
        return [sum(map(int, each[4:-1].split(","))) for each in colours]

    paper, ink = lightness("light")
    dark_paper, dark_ink = lightness("dark")
    assert paper > ink
    assert dark_paper < dark_ink


@pytest.mark.parametrize("width", [320, 360, 768])
def test_nothing_is_wider_than_the_screen(opened, width):
    page = opened(PAGE, width=width).page
    open_all(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.locator(".diff").evaluate_all(
        "found => found.every(each => each.scrollWidth <= each.clientWidth)"
    )


def test_what_the_generator_changed_has_the_whole_width(opened):
    page = opened(as_html(REGENERATED, TABLES)).page
    assert page.get_by_text("No change of the docs.").is_visible()
    assert page.locator("#filters").count() == 0
    assert page.locator(".file").bounding_box()["width"] > 1000


def test_filters_are_folded_on_a_phone(opened):
    found = opened(PAGE, width=360)
    box = found.page.locator("input[value=breaking]")
    assert not box.is_visible()
    found.page.get_by_text("Filters", exact=True).click()
    box.check()
    assert len(found.titles()) == 2


def test_a_screen_reader_finds_its_way(opened):
    page = opened(PAGE).page
    for role in ("banner", "main", "search", "status"):
        assert page.get_by_role(role).count() == 1
    assert page.get_by_role("heading", level=1).count() == 1
    names = page.get_by_role("heading", level=2).all_inner_texts()
    assert names[:4] == ["dub", "Breaking 2", "Additive 1", "Cosmetic 1"]
    titles = page.get_by_role("heading", level=3)
    assert titles.filter(has_text="breaking: type").count() == 1
    assert page.locator("html").get_attribute("lang") == "en"


def test_many_entries_are_filtered_faster_than_they_are_read(opened):
    found = opened(as_html(long_report(MANY), TABLES))
    assert found.state() == f"{MANY:,} changes"
    took = found.page.evaluate("""async () => {
        const frame = () => new Promise((done) => requestAnimationFrame(() => done()));
        const took = [];
        for (const value of ["field12", "field123", "resource7", "", "additive"]) {
          const query = document.getElementById("query");
          query.value = value;
          await frame();
          const begin = performance.now();
          query.dispatchEvent(new Event("input"));
          document.body.getBoundingClientRect();
          took.push(performance.now() - begin);
        }
        const [load] = performance.getEntriesByType("navigation");
        return [took, load.domContentLoadedEventEnd];
        }""")
    filters, load = took
    print(f"filtered in {[round(each) for each in filters]} ms, read in {load:.0f} ms")
    assert max(filters) < load
    assert len(found.titles()) == MANY // 2
    found.page.get_by_role("searchbox").fill("field4999")
    assert len(found.titles()) == 1
