"""Where the two states of a review are found: folders, checkouts, and revisions of git."""

import os
import subprocess
from pathlib import Path

import pytest

from generator.diagnostics import Diagnostics
from generator.inputs import ApiFolder, UnreadableInputError, read_input
from generator.review.states import State, opened, paired
from tests.lowering import object_page, row

PAGE = "docs/models/components/pet.md"
PET = object_page("Pet", row("name"))


def git(*arguments, folder="."):
    """Run git as nobody in particular, whatever the user's own settings are."""
    clean = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    environment = clean | {
        "GIT_CONFIG_GLOBAL": os.devnull,
        "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@example.com",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@example.com",
    }
    command = ["git", "-c", "protocol.file.allow=always", *arguments]
    subprocess.run(
        command, cwd=folder, env=environment, check=True, capture_output=True
    )


def write(root, files):
    for path, text in files.items():
        target = Path(root) / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")


def commit(files):
    write(".", files)
    git("add", "--all")
    git("commit", "--message", "x")


@pytest.fixture
def repository(tmp_path, monkeypatch):
    """A repository of two commits, as the working directory: `Pet`, and then its age."""
    monkeypatch.chdir(tmp_path)
    git("init", "--initial-branch", "main")
    commit({f"specs/zoo/{PAGE}": PET, "generated/zoo/README.md": "Old"})
    commit({f"specs/zoo/{PAGE}": PET + row("age") + "\n"})
    return tmp_path


def pages(state):
    """The texts of all pages of a state, by API."""
    return {
        api.name: [page.text for page in read_input(api, Diagnostics()).pages]
        for api in state.apis
    }


def test_a_revision_is_read_as_it_was(repository):
    write("specs/zoo", {PAGE: "unsaved"})
    with opened("HEAD~1") as old, opened("main") as new:
        assert pages(old) == {"zoo": [PET]}
        assert pages(new) == {"zoo": [PET + row("age") + "\n"]}
        assert [api.shown for api in old.apis] == ["HEAD~1:specs/zoo"]
        assert (old.generated / "zoo" / "README.md").read_text() == "Old"
    assert not old.generated.exists()


def test_a_point_is_the_working_tree_with_its_specs(repository):
    write("specs/zoo", {PAGE: "unsaved"})
    with opened(".") as state:
        assert pages(state) == {"zoo": ["unsaved"]}
        assert [api.shown for api in state.apis] == ["specs/zoo"]
        assert state.generated == Path("generated")


def test_a_revision_is_read_below_the_working_directory(repository, monkeypatch):
    commit({f"inner/specs/other/{PAGE}": PET})
    monkeypatch.chdir(repository / "inner")
    with opened("HEAD") as state:
        assert pages(state) == {"other": [PET]}
        assert state.generated is None


def test_folders_are_apis_or_hold_them(tmp_path):
    write(tmp_path, {f"many/a/{PAGE}": PET, f"many/b/{PAGE}": PET, f"one/{PAGE}": PET})
    with opened(str(tmp_path / "many")) as many, opened(str(tmp_path / "one")) as one:
        assert [api.name for api in many.apis] == ["a", "b"]
        assert ([api.name for api in one.apis], one.generated) == (["one"], None)


def test_a_folder_of_that_name_comes_first(repository):
    write("main", {PAGE: "a folder"})
    with opened("main") as state:
        assert pages(state) == {"main": ["a folder"]}


def test_specs_of_other_tools_do_not_hide_the_docs(tmp_path):
    write(tmp_path, {PAGE: PET, "specs/openapi.yaml": "openapi: 3.1.0"})
    with opened(str(tmp_path)) as state:
        assert [api.path for api in state.apis] == [tmp_path]


def told(name):
    with pytest.raises(UnreadableInputError) as failed, opened(name):
        pass
    return str(failed.value)


def test_an_unknown_revision_is_no_state(repository):
    assert told("v9") == "v9: no such folder, and no such revision of this repository"


@pytest.mark.parametrize(
    "name", ["--output=x", "-h", "", "HEAD:specs", "a\nb", "HEAD^{tree}"]
)
def test_nothing_that_is_no_commit_is_taken_for_one(repository, name):
    assert "no such revision" in told(name)
    assert sorted(path.name for path in repository.iterdir()) == [
        ".git",
        "generated",
        "specs",
    ]


def test_a_shallow_clone_says_how_to_get_the_rest(
    repository, tmp_path_factory, monkeypatch
):
    shallow = tmp_path_factory.mktemp("clones") / "shallow"
    git("clone", "--depth", "1", f"file://{repository}", str(shallow))
    monkeypatch.chdir(shallow)
    with opened("HEAD") as state:
        assert [api.name for api in state.apis] == ["zoo"]
    assert told("HEAD~1").endswith("fetch the rest: git fetch --unshallow")


def test_outside_of_a_repository_there_are_no_revisions(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert "this is no git repository" in told("HEAD")


def test_a_revision_without_specs_is_no_state(repository):
    git("rm", "-r", "--quiet", "specs")
    commit({"README.md": "Empty"})
    assert told("HEAD") == "HEAD: this revision has no specs/"


def test_without_git_folders_are_compared(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert told("HEAD").startswith("git is not installed")
    with opened("specs") as state:
        assert [api.name for api in state.apis] == ["zoo"]


def state(*names):
    apis = tuple(ApiFolder(name, Path(name), name) for name in names)
    return State("x", apis, None)


def test_apis_are_paired_by_name():
    found = paired(state("a", "b"), state("b", "c"))
    assert [(old.name, new.name) for old, new in found.both] == [("b", "b")]
    assert (found.added, found.removed) == (("c",), ("a",))


def test_an_only_api_is_paired_whatever_its_name():
    found = paired(state("before"), state("after"))
    ((old, new),) = found.both
    assert (old.path, old.name, new.name) == (Path("before"), "after", "after")
    assert (found.added, found.removed) == ((), ())
