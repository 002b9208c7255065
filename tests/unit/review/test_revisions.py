"""A revision is read as it is stored: nothing in the repository decides what is read, or runs."""

import os

import pytest

from generator.diagnostics import Diagnostics
from generator.emit.unpack import unpacked
from generator.inputs import UnreadableInputError, read_input
from generator.review.revisions import files_of
from generator.review.states import opened
from tests.unit.review.test_states import PAGE, PET, commit, git


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository with a page and an SDK, as the working directory."""
    monkeypatch.chdir(tmp_path)
    git("init", "--initial-branch", "main")
    commit({f"specs/zoo/{PAGE}": PET, "generated/zoo/README.md": "Old"})
    return tmp_path


def test_attributes_neither_hide_nor_change_a_page_nor_start_a_program(repository):
    page = PET.replace("# Pet", "# Pet\n\n$Format:%H$")
    attributes = "*.md export-ignore export-subst filter=evil diff=evil eol=crlf\n"
    commit({f"specs/zoo/{PAGE}": page, "specs/zoo/.gitattributes": attributes})
    programs = ["filter.evil.smudge", "filter.evil.process", "diff.evil.textconv"]
    for setting in (*programs, "diff.external", "core.fsmonitor", "core.pager"):
        git("config", setting, f"touch {repository}/ran")
    assert files_of("HEAD", ["specs"]).files[f"specs/zoo/{PAGE}"] == page.encode()
    assert not (repository / "ran").exists()


def test_links_of_a_revision_are_reported_and_not_followed(repository):
    (repository / "secret.md").write_text(PET)
    link = repository / "specs/zoo/docs/models/components/secret.md"
    link.symlink_to(repository / "secret.md")
    (repository / "specs/zoo/docs/up").symlink_to("../../../../../..")
    commit({})
    with opened("HEAD") as state:
        (api,) = state.apis
        diagnostics = Diagnostics()
        found = read_input(api, diagnostics)
    assert [page.path for page in found.pages] == [PAGE]
    assert [(d.code, d.span.file) for d in diagnostics.sorted()] == [
        ("D008", "docs/models/components/secret.md"),
        ("D008", "docs/up"),
    ]


def test_a_repository_inside_of_the_repository_has_no_files(repository):
    oid = files_of("HEAD", ["specs"])
    git(
        "update-index",
        "--add",
        "--cacheinfo",
        f"160000,{'1' * 40},specs/zoo/docs/other",
    )
    git("commit", "--message", "x")
    assert files_of("HEAD", ["specs"]) == oid


def test_what_is_not_here_is_not_fetched(repository, tmp_path_factory, monkeypatch):
    for setting in ("allowFilter", "allowAnySHA1InWant"):
        git("config", f"uploadpack.{setting}", "true")
    partial = tmp_path_factory.mktemp("clones") / "partial"
    arguments = ("--filter=blob:none", "--no-checkout", f"file://{repository}")
    git("clone", *arguments, str(partial))
    monkeypatch.chdir(partial)
    with pytest.raises(UnreadableInputError, match="git"):
        files_of("HEAD", ["specs"])


def test_names_that_are_not_utf_8_come_back_as_they_are(repository):
    name = os.fsdecode(b"specs/zoo/docs/\xff.md")
    commit({name: PET})
    with unpacked(files_of("HEAD", ["specs"]).files, {}) as root:
        assert (root / name).read_text() == PET


@pytest.mark.parametrize(
    "path", ["../out", "a/../../out", "/out", "a//b", "./a", "", "a\\..\\b"]
)
def test_nothing_is_unpacked_beside_the_folder(path):
    for files, links in (({path: b"x"}, {}), ({}, {path: b"x"})):
        with pytest.raises(OSError, match="not a path below"), unpacked(files, links):
            pass


def test_nothing_is_written_through_a_link(tmp_path):
    links = {"docs": os.fsencode(tmp_path)}
    with pytest.raises(FileExistsError), unpacked({"docs/x": b"x"}, links):
        pass
    assert list(tmp_path.iterdir()) == []
