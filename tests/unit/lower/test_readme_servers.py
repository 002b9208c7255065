"""README's servers: tables, variables, and which URLs can be a base URL."""

import pytest
from lowering import codes, lowered, operation, resource

from generator.diagnostics import Severity

PAGES = resource(operation("feed"))
OVERLAY = '[api]\nbase_url = "https://own.example.com"\n'
BY_NAME = """\
| Name | Server | Description |
| --- | --- | --- |
| `east` | `https://east.example.com` | The east |
| `west` | `https://west.example.com` | |
"""
BY_INDEX = """\
| # | Server | Variables | Description |
| --- | --- | --- | --- |
| 0 | `https://{gate-no}.{area}.example.com` | `gate-no`<br/>`area` | |
"""
VARIABLES = """
| Variable | Parameter | Default | Description |
| --- | --- | --- | --- |
| `gate-no` | `gateNo: string` | `"7"` | The gate |
| `area` | `area: string` | `"north"` | The area |
"""


def with_servers(text, overlay=None):
    """The API whose README says `text` above its `serverURL` example."""
    heading = "## Server Selection\n"
    readme = PAGES["README.md"].replace(heading, f"{heading}\n{text}\n")
    return lowered(PAGES | {"README.md": readme}, overlay)


def with_example(url, overlay=None):
    """The API whose README has `url` in its `serverURL` example."""
    readme = PAGES["README.md"].replace("https://zoo.example.com", url)
    return lowered(PAGES | {"README.md": readme}, overlay)


def urls(found):
    return [server.url.value.reveal() for server in found.api.servers]


def test_a_table_of_names_gives_url_name_and_description():
    found = with_servers(BY_NAME)
    assert codes(found) == []
    assert urls(found) == ["https://east.example.com", "https://west.example.com"]
    east, west = found.api.servers
    assert (east.name.reveal(), east.doc.reveal()) == ("east", "The east")
    assert (west.name.reveal(), west.doc) == ("west", None)


def test_the_first_row_is_the_default_whatever_the_example_shows():
    text = "| # | Server | Description |\n|---|---|---|\n| 0 | `https://a.example` | |"
    found = with_servers(text)
    assert urls(found) == ["https://a.example"]
    assert found.api.servers[0].name is None


def test_rows_of_servers_and_variables_are_in_the_model():
    found = with_servers(BY_INDEX + VARIABLES)
    assert found.account.ignored["readme-text"] == 0
    assert found.account.reported == 0


def test_variables_have_their_defaults():
    found = with_servers(BY_INDEX + VARIABLES)
    assert codes(found) == []
    assert urls(found) == ["https://7.north.example.com"]
    assert found.api.servers[0].url.origin.rule == "server-variable"


def test_a_variable_without_a_default_needs_a_base_url_from_the_overlay():
    found = with_servers(BY_INDEX)
    assert codes(found) == ["D040"]
    assert found.account.reported == 1
    settled = with_servers(BY_INDEX, OVERLAY)
    assert codes(settled) == []
    assert urls(settled) == ["https://own.example.com"]


def test_the_overlay_replaces_the_url_of_the_first_server_only():
    found = with_servers(BY_NAME, OVERLAY)
    assert urls(found) == ["https://own.example.com", "https://west.example.com"]
    assert found.api.servers[0].name.reveal() == "east"


def test_another_server_with_a_bad_url_is_left_out_with_a_warning():
    found = with_servers(BY_NAME.replace("https://west", "http://west"))
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert urls(found) == ["https://east.example.com"]


@pytest.mark.parametrize(
    "header", ["| Mood | Server | Description |", "| Variable | Server | Description |"]
)
def test_a_table_of_another_form_is_reported(header):
    found = with_servers(f"{header}\n|---|---|---|\n| a | b | c |")
    assert codes(found) == ["D007"]
    assert found.account.reported == 1


GOOD = [
    "https://zoo.example.com/v1/",
    "https://zoo.example.com:8443",
    "http://localhost:80",
    "http://zoo.localhost",
    "http://127.0.0.1/x",
    "http://[::1]:8080",
]
BAD = [
    "ftp://zoo.example.com",
    "zoo.example.com",
    "https://",
    "https:///path",
    "http://zoo.example.com",
    "http://127.0.0.1.example.com",
    "https://user:secret@zoo.example.com",
    "https://zoo.example.com?x=1",
    "https://zoo.example.com#x",
    "https://{region}.example.com",
    "https://http://localhost:1",
    "https://zoo.example.com:gate",
    "https://[::1",
    "https://zoo.example.com/a b",
    "https://zoö.example.com",
]


@pytest.mark.parametrize("url", GOOD)
def test_a_good_base_url_passes(url):
    assert codes(with_example(url)) == []
    assert codes(lowered(PAGES, f'[api]\nbase_url = "{url}"\n')) == []


@pytest.mark.parametrize("url", BAD)
def test_a_bad_base_url_of_readme_is_reported_at_its_place(url):
    found = with_example(url)
    (error,) = found.diagnostics.sorted()
    assert (error.code, error.severity) == ("D040", Severity.ERROR)
    line = found.sources["README.md"].lines[error.span.line - 1]
    assert line[error.span.column - 1 : error.span.end - 1] == url


@pytest.mark.parametrize("url", BAD)
def test_a_bad_base_url_of_the_overlay_is_reported_there(url):
    (error,) = lowered(PAGES, f'[api]\nbase_url = "{url}"\n').diagnostics.sorted()
    assert (error.code, error.span.file, error.span.line) == ("D051", "sdk.toml", 2)


def test_the_overlay_settles_a_bad_base_url_of_readme():
    assert codes(with_example("http://zoo.example.com", OVERLAY)) == []
