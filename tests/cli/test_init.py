"""`init`: an API from a vendor's docs, and nothing in `sdk.toml` that TOML does not take."""

import json
import re
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.build import read_api
from generator.diagnostics import Diagnostics
from generator.fmt.page import format_page
from generator.inputs import ApiFolder
from generator.lower.overlay import read_overlay
from generator.lower.rules import RULES
from generator.render.literals import toml_string
from generator.source import SourceFile
from generator.start.entries import ENTRIES
from generator.start.lines import entry, text
from generator.start.samples import BrokenSamples, read_samples
from tests.cli.zoo import BROKEN, PAGES, PET, RICH, state
from tests.lowering import operation, promise, resource, row

SDK_PAGE = "docs/lib/utils/retryconfig.md"
UNTOLD = {
    path: "\n".join(line for line in page.split("\n") if "UsageSnippet" not in line)
    for path, page in PAGES.items()
}


@pytest.fixture
def vendor(home):
    """A vendor's docs: padded pages, and what is not for us."""
    return given_docs(home, PAGES)


def given_docs(home, pages):
    extra = {
        "USAGE.md": "# Usage\n",
        "package.json": "{}\n",
        SDK_PAGE: "# RetryConfig\n\n| a | b |\n",
    }
    for path, page in (pages | extra).items():
        file = home / "vendor" / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(page, encoding="utf-8")
    return home / "vendor"


def settings(home, name="ark"):
    return (home / "specs" / name / "sdk.toml").read_text("utf-8")


def test_init_takes_the_pages_that_hold_facts_in_canonical_form(vendor, home, run):
    before = state(vendor)
    code, out, err = run("init", "vendor", "ark")
    assert (code, err) == (0, "")
    assert re.match(r"specs/ark: 4 pages, .* [0-9]+ doubts\n", out)
    new = home / "specs" / "ark"
    written = {p.relative_to(new).as_posix() for p in new.rglob("*") if p.is_file()}
    assert written == {*PAGES, "sdk.toml"}
    for path, page in PAGES.items():
        assert (new / path).read_text("utf-8") == format_page(SourceFile(path, page))
    assert run("fmt", "--check", "specs/ark") == (0, "", "")
    assert state(vendor) == before


def test_what_init_wrote_is_generated_at_once(vendor, home, run):
    run("init", "vendor", "ark")
    assert run("generate", "specs/ark")[::2] == (0, "")
    assert (home / "generated/ark/src/ark_sdk/_client.py").is_file()
    assert tomllib.loads(settings(home))["python"] == {
        "distribution": "ark-sdk",
        "package": "ark_sdk",
        "client": "Zoo",
        "version": "0.1.0",
    }


KEYED = RICH | {
    "README.md": RICH["README.md"].replace(
        "| http | HTTP Bearer |", "| apiKey | API key |"
    )
}
PAGES_ENTRY = (
    '{ style = "page", input = "page", limit = "limit", items = "pets", start = 1 }'
)


def test_entries_of_single_things_repeat_what_was_derived(home, run):
    given_docs(home, KEYED)
    assert run("init", "vendor", "ark")[0] == 0
    content = settings(home)
    page = "docs/sdks/pets/README.md"
    for line in (
        '# token.in = "header" # derived: key-in-header; README.md:',
        '# token.name = "X-API-Key" # derived: key-header; README.md:',
        f'# "pets.list".pagination = {PAGES_ENTRY} # derived: page-number; {page}:',
        f'# "pets.watch".servers = [{{ url = "" }}] # derived: own-servers; {page}:',
    ):
        assert f"\n{line}" in content
    stated = re.sub("^# (?=.* # derived: )", "", content, flags=re.MULTILINE)
    stated = stated.replace('{ url = ""', '{ url = "https://a.example.com"')
    (home / "specs" / "ark" / "sdk.toml").write_text(stated)
    code, out, _ = run("lint", "specs/ark")
    assert (code, "error[" in out) == (0, False)
    told = set(re.findall(r"doubt\[(.*?)\]", out))
    assert told <= {"never-null", "number-undecided", "wire-identity", "repeated-key"}


def uncommented(content):
    """The file with the hash of one line taken away, for each such line."""
    lines = content.split("\n")
    for index, line in enumerate(lines):
        if line.startswith("# "):
            yield "\n".join([*lines[:index], line[2:], *lines[index + 1 :]])
        elif line.startswith("#"):
            yield "\n".join([*lines[:index], line[1:], *lines[index + 1 :]])


@pytest.mark.parametrize("pages", [PAGES, UNTOLD], ids=["told", "untold"])
def test_every_line_may_be_uncommented(home, run, pages):
    given_docs(home, pages)
    run("init", "vendor", "ark")
    content = settings(home)
    changed = list(uncommented(content))
    assert len(changed) > 10
    for one in changed:
        tomllib.loads(one)
    everything = re.sub("^# ", "", content, flags=re.MULTILINE)
    assert tomllib.loads(everything).keys() > tomllib.loads(content).keys()


def test_doubts_of_a_kind_are_one_entry_with_count_and_places(vendor, home, run):
    run("init", "vendor", "ark")
    content = settings(home)
    rule = (
        "## never-null, nullable, 2 times. A field of which no example shows null is "
    )
    assert f"{rule}taken as not nullable.\n## - {PET}:13:3: components.Pet.name\n" in (
        content
    )
    assert '# [[rules]]\n# fields = "*"\n# nullable = false\n' in content
    assert "[wire]\n## wire-identity, wire_name, " in content
    assert '# body = "identity"\n' in content


def test_requests_that_docs_do_not_say_are_lines_to_fill_in(home, run):
    given_docs(home, UNTOLD)
    code, _, err = run("init", "vendor", "ark")
    assert (code, "error[D031]" in err) == (1, True)
    content = settings(home)
    assert "[operations]\n## the docs do not say which request 1 operation" in content
    filled = content.replace(
        '# "pets.feed".method = ""', '"pets.feed".method = "post"'
    ).replace('# "pets.feed".path = ""', '"pets.feed".path = "/{petId}"')
    (home / "specs" / "ark" / "sdk.toml").write_text(filled)
    assert run("generate", "specs/ark")[0] == 0


SAMPLES = """\
overlay: 1.0.0
actions:
  - target: $["paths"]["/pets/{pet_id}/feed#now"]["post"]
    update:
      x-codeSamples:
        - lang: typescript
          label: feedPet
          source: |-
            const zoo = new Zoo({});
            const result = await zoo.pets.feed({ petId: "x" });
  - target: $["paths"]["/elsewhere"]["get"]
    update:
      x-codeSamples:
        - lang: python
          source: zoo.pets.feed()
"""


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("codeSamples.yaml", SAMPLES),
        (".speakeasy/codeSamples.yaml", SAMPLES),
        (
            "codeSamples.json",
            json.dumps(
                {
                    "actions": [
                        {
                            "target": '$["paths"]["/pets/{pet_id}/feed"]["post"]',
                            "update": {
                                "x-codeSamples": [
                                    {
                                        "lang": "typescript",
                                        "label": "feedPet",
                                        "source": "const r = await zoo.pets.feed();",
                                    }
                                ]
                            },
                        }
                    ]
                }
            ),
        ),
    ],
)
def test_code_samples_are_evidence_and_nothing_more(home, run, path, content):
    docs = given_docs(home, UNTOLD)
    (docs / path).parent.mkdir(exist_ok=True)
    (docs / path).write_text(content)
    assert run("init", "vendor", "ark")[0] == 1
    found = settings(home)
    assert '# "pets.feed".method = "post" # docs/sdks/pets/README.md:' in found
    assert f"; feedPet in {path}:" in found
    assert '# "pets.feed".path = "/pets/{pet_id}/feed"\n' in found
    assert "operations" not in {k for k, v in tomllib.loads(found).items() if v}


@pytest.mark.parametrize("content", ["a: [", "\t", "[" * 100_000, "a: *b"])
def test_samples_that_cannot_be_read_are_left_aside(home, run, content):
    docs = given_docs(home, PAGES)
    (docs / "codeSamples.yaml").write_text(content)
    code, _, err = run("init", "vendor", "ark")
    assert code == 0
    assert err.startswith("note: vendor/codeSamples.yaml was not used: ")
    assert err.count("\n") == 1


def test_a_call_with_two_requests_is_no_evidence():
    other = SAMPLES + SAMPLES.partition("actions:\n")[2].replace("/pets/", "/cats/")
    assert read_samples(SourceFile("codeSamples.yaml", SAMPLES)).keys() == {"pets.feed"}
    assert read_samples(SourceFile("codeSamples.yaml", other)) == {}
    with pytest.raises(BrokenSamples):
        read_samples(SourceFile("codeSamples.yaml", "}"))


@pytest.mark.parametrize("target", ["specs/ark/x.md", "specs/ark"])
def test_init_overwrites_nothing(vendor, home, run, target):
    (home / target).parent.mkdir(parents=True, exist_ok=True)
    (home / target).write_text("mine")
    before = state(home)
    code, out, err = run("init", "vendor", "ark")
    assert (code, out) == (1, "")
    assert err == "error: specs/ark: is there already; nothing was written\n"
    assert state(home) == before


@pytest.mark.parametrize(
    "name",
    ["", "Ark", "a_b", "-a", "a-", "a--b", "../a", "a/b", "a\x1b", "a" * 61, "\xe4"],
)
def test_names_are_lower_case_letters_digits_and_hyphens(vendor, home, run, name):
    before = state(home)
    code, out, err = run("init", "vendor", "--", name)
    assert (code, out) == (2, "")
    assert "is not a name for an API\nhelp: " in err
    assert state(home) == before


def test_pages_that_cannot_be_read_keep_all_from_being_written(vendor, home, run):
    (vendor / PET).write_bytes(b"# Pet\n\xff\n")
    before = state(home)
    code, out, err = run("init", "vendor", "ark")
    assert (code, out) == (1, "")
    assert "error[D001]" in err
    assert err.endswith("nothing was written\n")
    assert state(home) == before


def test_faults_of_pages_are_told_and_listed_to_be_mended(home, run):
    given_docs(home, PAGES | {PET: BROKEN})
    code, out, err = run("init", "vendor", "ark")
    assert (code, out.count("\n")) == (1, 1)
    assert f"specs/ark/{PET}:13:12: error[D010]: " in err
    assert "run: docs2sdk lint specs/ark\n" in err
    assert f"## - {PET}:13:12: expected a type" in settings(home)


@pytest.mark.parametrize("arguments", [("nowhere", "ark"), ("specs", "ark")])
def test_docs_that_are_none_or_have_settings_are_wrong_usage(home, run, arguments):
    before = state(home)
    code, out, err = run("init", *arguments)
    assert (code, out) == (2, "")
    assert err.startswith("error: ")
    assert state(home) == before


def test_nothing_is_lost_on_the_way(vendor, home, run):
    run("init", "vendor", "ark")
    before, after = (
        json.loads(run("ir", folder)[1])[0] for folder in ("vendor", "specs/ark")
    )
    assert without_places(before) == without_places(after)


def without_places(value):
    if isinstance(value, dict):
        own = {k: v for k, v in value.items() if k not in ("span", "name")}
        return {k: without_places(v) for k, v in own.items()}
    return [without_places(v) for v in value] if isinstance(value, list) else value


def test_each_group_of_lines_is_what_the_overlay_takes(vendor, home, run):
    run("init", "vendor", "ark")
    stated = re.sub("^# ", "", settings(home), flags=re.MULTILINE)
    diagnostics = Diagnostics()
    read_overlay(SourceFile("sdk.toml", stated), diagnostics)
    assert [found.message for found in diagnostics.sorted()] == []
    (home / "specs" / "ark" / "sdk.toml").write_text(stated)
    lowered = read_api(ApiFolder("ark", home / "specs" / "ark", "specs/ark"))
    assert [found.message for found in lowered.diagnostics.sorted()] == []
    assert "doubt[" not in run("lint", "specs/ark")[1]


@given(st.text(), st.text(), st.text())
def test_no_text_breaks_out_of_its_line(name, value, words):
    told = [text(words), entry([name, "path"], toml_string(value), words)]
    assert tomllib.loads("\n".join(told)) == {}
    assert all("\n" not in line for line in told)
    ((key, below),) = tomllib.loads(told[1].removeprefix("# ")).items()
    assert below.keys() == {"path"}
    assert tomllib.loads(told[0].removeprefix("#")) == {}
    if max(name + value, default="") < "\ud800" or max(name + value) > "\udfff":
        assert (key, below["path"]) == (name, value)


def test_hostile_docs_stay_text(home, run):
    hostile = '"]\n[python]\n#" = {\\u0000 \x1b'
    page = operation('feed"] \\ #x', row("petId"), response=promise("Pet"))
    given_docs(home, UNTOLD | resource(page) | {f"docs/models/{'x' * 80}.md": hostile})
    run("init", "vendor", "ark")
    for one in uncommented(settings(home)):
        assert tomllib.loads(one)["python"]["package"] == "ark_sdk"


def test_entries_are_known_for_rules_that_are_in_doubt_and_no_others():
    assert {rule for rule in ENTRIES if not RULES[rule].doubt} == set()


GLOBALS = """
## Global Parameters

| Name | Type | Description |
| --- | --- | --- |
| `herdSize` | *number* | How many. |
"""


def test_parameters_of_the_client_have_lines_of_their_own(home, run):
    readme = RICH["README.md"] + GLOBALS
    given_docs(home, RICH | {"README.md": readme})
    assert run("init", "vendor", "ark")[0] == 0
    content = settings(home)
    assert "\n[globals]\n" in content
    assert '# [[rules]]\n# globals = "*"\n# location = "query"\n' in content
    assert '# herdSize.wire_name = "herdSize" # derived: wire-identity; ' in content
    stated = re.sub(
        r"^# (?=herdSize|\[\[rules\]\]\n# globals|globals = |location = )",
        "",
        content,
        flags=re.MULTILINE,
    )
    (home / "specs" / "ark" / "sdk.toml").write_text(stated)
    code, out, _ = run("lint", "specs/ark")
    assert (code, "herdSize" in out) == (0, False)
