"""Headless Chromium, and pages opened in it that record whatever they should not do."""

import importlib.util
import os
import shutil
import sys
from pathlib import Path

import pytest

sys.path.append(str(Path(__file__).parents[1] / "unit" / "review"))

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
NEEDED = "DOCS2SDK_NEEDS_BROWSER"
"""Set where a missing browser is a failure: in CI."""


def missing():
    """Why no browser can be driven here; empty if one can."""
    if importlib.util.find_spec("playwright") is None:
        return "playwright is not installed"
    if not any(map(shutil.which, NAMES)):
        return f"there is no Chromium: none of {', '.join(NAMES)}"
    return ""


@pytest.fixture(scope="module")
def chromium():
    """A browser, for one module: while it runs, no event loop can be started beside it."""
    reason = missing()
    if reason and os.environ.get(NEEDED):
        pytest.fail(reason)
    if reason:
        pytest.skip(reason)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 - it may be missing

    path = next(filter(None, map(shutil.which, NAMES)))
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox"] if os.getuid() == 0 else []
        )
        yield browser
        browser.close()


class Opened:
    """A page, and what it asked for or complained about."""

    def __init__(self, page):
        self.page = page
        self.said, self.requests, self.dialogs = [], [], []
        page.on("console", lambda message: self.said.append(message.text))
        page.on("pageerror", lambda error: self.said.append(str(error)))
        page.on("request", lambda request: self.requests.append(request.url))
        page.on("requestfailed", self._failed)
        page.on("dialog", self._dialog)

    def _failed(self, request):
        """Take back what the page's policy stopped: it never left."""
        if request.failure in ("csp", "net::ERR_BLOCKED_BY_CSP"):
            self.requests.remove(request.url)

    def _dialog(self, dialog):
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def titles(self):
        """The entries that are shown."""
        found = self.page.locator("details.entry:not([hidden]) .title")
        return [text.partition(": ")[2] for text in found.all_text_contents()]

    def state(self):
        return self.page.locator("#state").inner_text()

    def focused(self):
        """What has the focus: its tag and the beginning of its text."""
        return self.page.evaluate(
            "[document.activeElement.tagName, document.activeElement.innerText?.slice(0, 40)]"
        )


@pytest.fixture
def opened(chromium, tmp_path):
    """Opens HTML from a file; all that it said is looked at when the test is over."""
    contexts = []

    def at(html, *, width=1280, silent=True, anchor="", **options):
        file = tmp_path / "review.html"
        file.write_text(html, encoding="utf-8")
        viewport = {"width": width, "height": 800}
        context = chromium.new_context(viewport=viewport, **options)
        found = Opened(context.new_page())
        contexts.append((context, found, silent))
        found.page.goto(f"{file.as_uri()}{anchor}")
        return found

    yield at
    for context, found, silent in contexts:
        context.close()
        assert found.requests[1:] == []
        assert found.dialogs == []
        if silent:
            assert found.said == []
