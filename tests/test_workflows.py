"""The workflows of GitHub Actions do what they say with the commands that there are."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from generator.cli.parser import parser
from tests.cli.zoo import PAGES, write
from tests.lowering import object_page, row
from tests.unit.review.test_states import git

ROOT = Path(__file__).resolve().parents[1]
FILES = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
WORKFLOWS = {path.name: yaml.safe_load(path.read_text("utf-8")) for path in FILES}
STEPS = [
    pytest.param(job, step, id=f"{name}-{number}")
    for name, workflow in WORKFLOWS.items()
    for job in workflow["jobs"].values()
    for number, step in enumerate(job["steps"])
]
TOOL = ".venv/bin/python -m generator "


def on(workflow):
    """What starts a workflow: YAML 1.1 reads the key `on` as a boolean."""
    return workflow[True]


def commands():
    """The commands of all scripts, one line each, with whether they may use a variable."""
    for step in (step.values[1] for step in STEPS):
        for line in step.get("run", "").splitlines():
            yield line.partition(" >> ")[0]


def test_both_workflows_are_there():
    assert set(WORKFLOWS) == {"check.yml", "review.yml"}


@pytest.mark.parametrize("name", WORKFLOWS)
def test_a_workflow_may_read_and_nothing_else(name):
    workflow = WORKFLOWS[name]
    assert workflow["permissions"] == {"contents": "read"}
    assert all("permissions" not in job for job in workflow["jobs"].values())
    # `pull_request_target` would run code of strangers with the rights of the repository.
    assert set(on(workflow)) <= {"push", "pull_request"}
    assert all(job["timeout-minutes"] <= 60 for job in workflow["jobs"].values())


@pytest.mark.parametrize(("job", "step"), STEPS)
def test_a_step_is_a_pinned_action_or_a_script_without_foreign_text(job, step):
    if "uses" in step:
        assert re.fullmatch(r"actions/[a-z-]+@[0-9a-f]{40}", step["uses"])
        if step["uses"].startswith("actions/checkout@"):
            assert step["with"]["persist-credentials"] is False
    else:
        # An expression would become part of the script before the shell reads it.
        assert "${{" not in step["run"]


@pytest.mark.parametrize("command", [*commands()])
def test_a_script_runs_what_there_is(command):
    if command.startswith(TOOL):
        given = command.removeprefix(TOOL).replace('"$FAIL_ON"', "breaking")
        assert parser().parse_args(shlex.split(given)).command in {"lint", "review"}
    elif command.startswith("make "):
        targets = re.findall(
            r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE
        )
        assert command.removeprefix("make ") in targets
    else:
        assert os.access(ROOT / command, os.X_OK)


def test_paths_that_start_a_review_are_folders():
    for path in on(WORKFLOWS["review.yml"])["pull_request"]["paths"]:
        assert (ROOT / path.removesuffix("/**")).is_dir()


@pytest.fixture
def merged(tmp_path, monkeypatch):
    """A checkout of the merge of a pull request, which takes a field away, as the action makes it."""
    origin = tmp_path / "origin"
    write(origin / "specs" / "zoo", PAGES, "")
    git("init", "--initial-branch", "main", folder=origin)
    git("add", "--all", folder=origin)
    git("commit", "--message", "Begin", folder=origin)
    git("switch", "--create", "feature", folder=origin)
    gone = {"docs/models/components/pet.md": object_page("Pet", row("name"))}
    write(origin / "specs" / "zoo", gone, "")
    git("commit", "--all", "--message", "Change", folder=origin)
    git("switch", "--detach", "main", folder=origin)
    git("merge", "--no-ff", "--message", "Merge", "feature", folder=origin)
    git("branch", "merge", folder=origin)
    checkout = tmp_path / "checkout"
    url = f"file://{origin}"
    git(
        "clone",
        "--depth",
        "2",
        "--branch",
        "merge",
        url,
        str(checkout),
        folder=tmp_path,
    )
    python = checkout / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
    python.chmod(0o755)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(tmp_path / "summary.md"))
    return checkout


def run(name, checkout, **environment):
    """Run the script of a step as the runner does."""
    (step,) = (step.values[1] for step in STEPS if step.values[1].get("name") == name)
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]],
        cwd=checkout,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def test_a_pull_request_is_annotated_and_reported(merged, tmp_path):
    assert run("Annotate lines", merged).returncode == 0
    assert run("Report", merged).returncode == 0
    assert "ownerName" in (tmp_path / "summary.md").read_text("utf-8")
    (kept,) = (s.values[1] for s in STEPS if s.values[1].get("name") == "Keep the page")
    page = (merged / kept["with"]["path"]).read_text("utf-8")
    assert page.lower().startswith("<!doctype html>")
    assert "ownerName" in page


@pytest.mark.parametrize(("level", "code"), [("breaking", 1), ("additive", 1)])
def test_a_change_that_breaks_fails_on_request(merged, level, code):
    done = run("Fail for changes that are not wanted", merged, FAIL_ON=level)
    assert done.returncode == code
    assert "owner" in done.stdout


def test_a_fault_is_annotated_at_its_line(merged):
    page = merged / "specs" / "zoo" / "docs" / "models" / "components" / "pet.md"
    page.write_text(page.read_text().replace("*string*", "*strng*"))
    done = run("Annotate lines", merged)
    assert done.returncode == 1
    assert "::error file=specs/zoo/docs/models/components/pet.md,line=" in done.stdout
