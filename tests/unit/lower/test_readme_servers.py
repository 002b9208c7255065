"""README's servers: tables, variables, and which URLs can be a base URL."""

import pytest
from lowering import codes, enum_page, lowered, models, only, operation, resource, row

from generator.diagnostics import Severity
from generator.lower.rules import RULES

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


def with_readme(text):
    """README that says `text` above its `serverURL` example."""
    heading = "## Server Selection\n"
    return PAGES["README.md"].replace(heading, f"{heading}\n{text}\n")


def with_servers(text, overlay=None):
    """The API of such a README."""
    return lowered(PAGES | {"README.md": with_readme(text)}, overlay)


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


def variables(found, index=0):
    return [
        (
            v.name.reveal(),
            v.option.reveal(),
            v.default and v.default.reveal(),
            [value.reveal() for value in v.values],
            v.doc and v.doc.reveal(),
        )
        for v in found.api.servers[index].variables
    ]


def test_variables_stay_in_the_url_and_have_their_defaults():
    found = with_servers(BY_INDEX + VARIABLES)
    assert codes(found) == []
    assert urls(found) == ["https://{gate-no}.{area}.example.com"]
    assert variables(found) == [
        ("gate-no", "gateNo", "7", [], "The gate"),
        ("area", "area", "north", [], "The area"),
    ]


def test_a_variable_without_a_default_is_for_the_caller_to_give():
    found = with_servers(BY_INDEX)
    assert codes(found) == []
    assert variables(found) == [
        ("gate-no", "gateNo", None, [], None),
        ("area", "area", None, [], None),
    ]
    settled = with_servers(BY_INDEX, OVERLAY)
    assert urls(settled) == ["https://own.example.com"]
    assert variables(settled) == []


@pytest.mark.parametrize(
    ("parameter", "about", "values"),
    [
        (
            "area: string",
            "One of `north`, `south` or `west`.",
            ["north", "south", "west"],
        ),
        ("area: string", "Typically `north`.", []),
        ("area: components.Area", "The area", ["north", "far"]),
        ("area: Area", "The area", ["north", "far"]),
    ],
)
def test_a_variable_may_have_a_list_of_values(parameter, about, values):
    text = VARIABLES.replace("area: string", parameter).replace("The area", about)
    readme = with_readme(BY_INDEX + text)
    page = enum_page("Area", '"north" | "far"')
    found = lowered(PAGES | {"README.md": readme} | models(page))
    assert variables(found)[1][3] == values


def test_an_older_readme_lists_variables_without_a_table():
    text = """\
| # | Server | Variables |
| --- | --- | --- |
| 0 | `https://{area}.{gate}.example.com` | `area` (default is `north`), `gate` |

Options of the client:
 * `area: components.Area` - The area
 * `gate: string`
"""
    page = enum_page("Area", '"north" | "far"')
    found = lowered(PAGES | {"README.md": with_readme(text)} | models(page))
    assert codes(found) == []
    assert variables(found) == [
        ("area", "area", "north", ["north", "far"], "The area"),
        ("gate", "gate", None, [], None),
    ]


def test_values_of_a_page_that_is_missing_are_told_of():
    text = """\
| # | Server | Variables |
| --- | --- | --- |
| 0 | `https://{area}.{gate}.example.com` | `area` (default is `north`), `gate` |

 * `area: models.Area`
 * `gate: models.Gate` - Possible values: `a`, `b`
"""
    found = with_servers(text)
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D014", Severity.WARNING)
    assert "`Area`" in warning.message
    assert [values for *_, values, _ in variables(found)] == [[], ["a", "b"]]


def test_the_url_of_the_example_may_have_variables():
    found = with_example("https://{area-no}.example.org")
    assert codes(found) == []
    assert variables(found) == [("area-no", "areaNo", None, [], None)]


def test_defaults_that_give_no_url_are_dropped_and_the_server_keeps_its_place():
    text = BY_INDEX.replace("{gate-no}.{area}.example.com", "{area}") + VARIABLES
    found = with_servers(text.replace('`"north"`', '`"http://localhost:1"`'))
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert urls(found) == ["https://{area}"]
    assert variables(found)[0][2] is None


@pytest.mark.parametrize("url", ["https://example.com", "https://www.example.com/v1"])
def test_a_placeholder_is_no_base_url(url):
    found = with_example(url)
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert found.api.servers == ()


def test_without_a_base_url_the_client_needs_one():
    found = with_servers("| # | Server | Description |\n|---|---|---|\n| 0 | `/v1` | |")
    assert codes(found) == ["D040", "D040"]
    assert {d.severity for d in found.diagnostics.sorted()} == {Severity.WARNING}
    assert found.api.servers == ()


def own_servers(rows, overlay=None, readme=""):
    feed = operation("feed", *rows)
    pages = resource(feed)
    pages["README.md"] += readme
    found = lowered(pages, overlay)
    servers = only(found).servers
    urls = servers and [s.url.value.reveal() for s in servers.value]
    return urls, servers and getattr(servers.origin, "rule", None)


SERVER_ROW = row("options.serverURL", "*string*", required=False)
OVERRIDE = """
```typescript
const result = await zoo.pets.feed({}, {
  serverURL: "https://feed.example.org",
});
```
"""


def test_an_operation_may_have_servers_of_its_own():
    assert own_servers([]) == (None, None)
    assert own_servers([SERVER_ROW]) == ([], "own-servers")
    assert RULES["own-servers"].doubt
    shown = own_servers([SERVER_ROW], readme=OVERRIDE)
    assert shown == (["https://feed.example.org"], "server-of-example")


def test_the_overlay_states_the_servers_of_an_operation():
    overlay = (
        '[operations."pets.feed"]\nservers = [{ url = "https://a.example.org" }]\n'
    )
    assert own_servers([SERVER_ROW], overlay) == (["https://a.example.org"], None)
    wrong = overlay.replace("https", "ftp")
    assert codes(lowered(resource(operation("feed", SERVER_ROW)), wrong)) == ["D051"]


def test_servers_that_repeat_the_only_one_of_the_api_are_an_error():
    entry = '[operations."pets.feed"]\nservers = [{{ url = "{}" }}]\n'
    again = entry.format("https://zoo.example.com")
    assert codes(lowered(resource(operation("feed")), again)) == ["D053"]
    # There, it settles what is in doubt; here, it says that the choice of the client does not count.
    assert codes(lowered(resource(operation("feed", SERVER_ROW)), again)) == []
    pages = resource(operation("feed")) | {"README.md": with_readme(BY_NAME)}
    assert codes(lowered(pages, entry.format("https://east.example.com"))) == []


def test_the_overlay_replaces_the_url_of_the_first_server_only():
    found = with_servers(BY_NAME, OVERLAY)
    assert urls(found) == ["https://own.example.com", "https://west.example.com"]
    assert found.api.servers[0].name.reveal() == "east"


@pytest.mark.parametrize("bad", [0, 1])
def test_a_server_with_a_bad_url_keeps_its_place_with_a_warning(bad):
    name = ["east", "west"][bad]
    found = with_servers(BY_NAME.replace(f"https://{name}", f"http://{name}"))
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert [s.name.reveal() for s in found.api.servers] == ["east", "west"]
    assert [s.problem is None for s in found.api.servers] == [bad != 0, bad != 1]
    assert "must be https" in found.api.servers[bad].problem


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
def test_a_bad_base_url_of_readme_is_left_out_with_a_warning_at_its_place(url):
    found = with_example(url)
    _, warning = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D040", Severity.WARNING)
    assert found.api.servers == ()
    line = found.sources["README.md"].lines[warning.span.line - 1]
    assert line[warning.span.column - 1 : warning.span.end - 1] == url


@pytest.mark.parametrize("url", BAD)
def test_a_bad_base_url_of_the_overlay_is_reported_there(url):
    (error,) = lowered(PAGES, f'[api]\nbase_url = "{url}"\n').diagnostics.sorted()
    assert (error.code, error.span.file, error.span.line) == ("D051", "sdk.toml", 2)


def test_the_overlay_settles_a_bad_base_url_of_readme():
    assert codes(with_example("http://zoo.example.com", OVERLAY)) == []
