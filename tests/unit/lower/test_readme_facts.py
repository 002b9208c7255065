"""What README says of the client, its credentials, servers and resources."""

import pytest
from lowering import codes, lowered, operation, resource

from generator.diagnostics import Severity
from generator.ir.security import SchemeKind

PAGES = resource(operation("feed"))


def api_of(old="", new="", overlay=None, pages=PAGES):
    """The API whose README has `new` for `old`."""
    assert old in pages["README.md"]
    readme = pages["README.md"].replace(old, new)
    found = lowered(pages | {"README.md": readme}, overlay)
    assert codes(found) == []
    return found.api


def test_the_client_has_the_name_that_the_first_example_imports():
    assert api_of().title.value.reveal() == "Zoo"
    assert api_of("{ Zoo }", "{ Ark }").title.value.reveal() == "Ark"


@pytest.mark.parametrize(("name", "client"), [("zoo", "Zoo"), ("my-zoo-2", "MyZoo2")])
def test_without_readme_the_client_is_named_after_the_folder(name, client):
    title = lowered({}, name=name).api.title
    assert title.value.reveal() == client
    assert title.origin.rule == "folder-name"


def test_the_summary_is_the_first_text_of_its_section():
    text = "## Summary\n\nAnimals.\n\nAnd keepers.\n\n## SDK Example Usage"
    assert (
        api_of("## SDK Example Usage", text).doc.reveal() == "Animals.\n\nAnd keepers."
    )
    assert api_of().doc is None


def test_a_comment_names_a_section_whatever_its_title():
    old = "## Server Selection"
    new = "<!-- Start Server Selection [server] -->\n## Where it is"
    (server,) = api_of(old, new).servers
    assert server.url.value.reveal() == "https://zoo.example.com"


def test_a_server_is_read_from_its_section_only():
    pages = resource(operation("feed"))
    found = lowered(
        pages
        | {"README.md": pages["README.md"].replace("## Server Selection", "## Other")}
    )
    assert codes(found) == ["D040"]


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ("http | HTTP Bearer", SchemeKind.BEARER),
        ("http | HTTP Basic", SchemeKind.BASIC),
        ("oauth2 | OAuth2 token", SchemeKind.OAUTH2),
    ],
)
def test_a_security_scheme_is_known_by_type_and_scheme(cells, kind):
    (scheme,) = api_of("http | HTTP Bearer", cells).security
    assert (scheme.kind, scheme.name.reveal(), scheme.wire_name) == (
        kind,
        "token",
        None,
    )


def test_the_environment_variable_may_be_printed():
    old = "| Name | Type | Scheme |\n| --- | --- | --- |\n| `token` | http | HTTP Bearer |"
    new = (
        "| Name | Type | Scheme | Environment Variable |\n| --- | --- | --- | --- |\n"
        "| `token` | http | HTTP Bearer | `ZOO_KEY` |"
    )
    (scheme,) = api_of(old, new).security
    assert scheme.env.value.reveal() == "ZOO_KEY"
    assert api_of().security[0].env is None


def test_several_schemes_are_alternatives_in_order():
    row = "| `token` | http | HTTP Bearer |"
    schemes = api_of(row, f"{row}\n| `login` | http | HTTP Basic |").security
    assert [scheme.name.reveal() for scheme in schemes] == ["token", "login"]


def test_the_base_class_of_errors_is_the_first_of_their_list():
    text = (
        "## Error Handling\n\n### Error Classes\n\n* [`ZooError`](./x.ts): Base.\n"
        "  * [`Gone`](./y.ts): Away.\n\n## Server Selection"
    )
    assert api_of("## Server Selection", text).error_base.reveal() == "ZooError"
    assert api_of().error_base is None


def test_a_resource_has_the_accessors_of_its_heading():
    api = api_of("### [pets]", "#### [zoo.bigPets]")
    (pets,) = api.resources
    assert [part.reveal() for part in pets.path] == ["zoo", "bigPets"]
    assert pets.title.reveal() == "Pets"


def test_resources_stand_in_the_order_of_readme():
    other = PAGES["docs/sdks/pets/README.md"].replace("# Pets", "# Ants")
    heading = "### [{0}](docs/sdks/{0}/README.md)\n\n* [feed](#feed)"
    pages = PAGES | {"docs/sdks/ants/README.md": other}
    pets, ants = heading.format("pets"), heading.format("ants")
    old = "### [pets](docs/sdks/pets/README.md)\n\n* [feed](#feed) - To feed"
    for first, second in ((pets, ants), (ants, pets)):
        api = api_of(old, f"{first}\n\n{second}", pages=pages)
        assert [r.path[0].reveal() for r in api.resources] == [
            first[5:9],
            second[5:9],
        ]


@pytest.mark.parametrize(
    ("old", "new", "place"),
    [
        ("* [feed]", "* [groom](#groom)\n* [feed]", ("README.md", 19, 4)),
        ("* [feed](#feed) - To feed", "", ("docs/sdks/pets/README.md", 7, 4)),
    ],
)
def test_readme_and_the_page_list_the_same_operations(old, new, place):
    pages = PAGES | {"README.md": PAGES["README.md"].replace(old, new)}
    (found,) = lowered(pages).diagnostics.sorted()
    assert found.code == "D038"
    assert (found.span.file, found.span.line, found.span.column) == place


def tree_of(pages):
    found = lowered(pages)
    return [".".join(part.reveal() for part in r.path) for r in found.api.resources]


CALL = "await zoo.pets.call("
PAGE = "docs/sdks/pets/README.md"


@pytest.mark.parametrize(
    ("heading", "call", "path"),
    [
        ("Pets", "await zoo.pets.feed(", "pets"),
        ("Zoo.BigPets", "await zoo.zoo.bigPets.feed(", "zoo.bigPets"),
        ("OAuth", "await zoo.oauth.feed(", "oauth"),
        ("Pets", "await zoo.others.feed(", "pets"),
        ("Zoo SDK", "await zoo.feed(", ""),
        ("~~Pets~~", "await zoo.pets.feed(", "pets"),
        ("Pets", "no call", "pets"),
        ("Zoo SDK", "no call", ""),
    ],
)
def test_the_call_spells_the_accessors_of_a_heading(heading, call, path):
    readme = PAGES["README.md"].replace("[pets]", f"[{heading}]")
    page = PAGES[PAGE].replace(CALL, call)
    assert tree_of({"README.md": readme, PAGE: page}) == [path]


@pytest.mark.parametrize("readme", [False, True])
@pytest.mark.parametrize(
    ("title", "call", "path"),
    [
        ("# Pets\n\n(*zoo.pets*)", "await zoo.other.feed(", "zoo.pets"),
        ("# Pets (*zoo.pets*)", "await zoo.other.feed(", "zoo.pets"),
        ("# Pets", "await zoo.a.b.c.d.feed(", "a.b.c.d"),
        ("# Pets", "await zoo.feed(", ""),
        ("# Cats", "no call", "pets"),
    ],
)
def test_without_a_list_in_readme_the_pages_tell(title, call, path, readme):
    page = PAGES[PAGE].replace(CALL, call).replace("# Pets", title)
    pages = {PAGE: page}
    if readme:
        start = "## Available Resources and Operations"
        pages["README.md"] = PAGES["README.md"].split(start)[0]
    assert tree_of(pages) == [path]
    assert "D038" not in codes(lowered(pages))


def test_a_listed_page_that_is_not_there_is_a_warning_that_names_what_is_lost():
    entry = (
        "### [Cages](docs/sdks/cages/README.md)\n\n* [open](#open)\n* [lock](#lock)\n\n"
    )
    readme = PAGES["README.md"].replace("### [pets]", f"{entry}### [pets]")
    found = lowered(PAGES | {"README.md": readme})
    (warning,) = found.diagnostics.sorted()
    assert (warning.code, warning.severity) == ("D038", Severity.WARNING)
    assert warning.message.endswith("lost with it: `open`, `lock`")
    assert [r.path[0].reveal() for r in found.api.resources] == ["pets"]
