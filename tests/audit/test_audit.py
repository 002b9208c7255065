"""No command reaches the network, a program, or a file that is not its own, nor runs documents.

Commands run as processes of their own, with a hook that sees what they do (PEP 578).
"""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.audit.child import CANARY
from tests.audit.evil import EVIL
from tests.audit.judge import Judge
from tests.cli.zoo import PET, RICH, write
from tests.unit.review.test_states import git

CHILD = Path(__file__).with_name("child.py")
OUTSIDE = "[x](../../../../../../../../../../etc/passwd) [y](file:///etc/passwd)"
SAMPLES = """\
actions:
  - target: $["paths"]["/pets"]["get"]
    update:
      x-codeSamples:
        - {lang: typescript, label: list, source: "await zoo.pets.list();"}
"""
RUNNABLE = f"{CANARY} = 1\n"
MODULES = (
    "jinja2",
    "sitecustomize",
    "usercustomize",
    "README",
    "generator",
    "yaml",
    "black",
)
"""Modules that a careless program would import from where it stands."""


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """A working directory with hostile docs, as `specs/zoo` and as a vendor's docs."""
    home = tmp_path_factory.mktemp("audit")
    hostile = {
        path: text.replace(
            "# Pet\n", f"# Pet\n\n{CANARY}() {OUTSIDE} {{{{ {CANARY} }}}}\n"
        )
        for path, text in RICH.items()
    }
    for folder in ("specs/zoo", "vendor", "older/zoo"):
        pages = hostile if folder != "older/zoo" else RICH
        write(home / folder, pages, f"# {CANARY}\n")
        for name in MODULES:
            (home / folder / f"{name}.py").write_text(RUNNABLE)
            (home / folder / "docs" / f"{name}.py").write_text(RUNNABLE)
    for name in MODULES:
        (home / f"{name}.py").write_text(RUNNABLE)
    (home / "vendor" / "sdk.toml").unlink()
    (home / "vendor" / "codeSamples.yaml").write_text(SAMPLES)
    run(home, "generate", "specs")
    return home


def run(home, *arguments, mode="run", cache="", log=None):
    """Run a command under the hook; return the process, and the log of what it did."""
    log = log or home.with_name(f"{home.name}-log")
    log.write_text("")
    environment = {
        key: value for key, value in os.environ.items() if not key.startswith("PYTHON")
    } | {"DOCS2SDK_CACHE": cache, "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [sys.executable, str(CHILD), str(log), mode, *arguments],
        cwd=home,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    return done, log


READ = ("specs", "vendor", "older")
COMMANDS = {
    "generate": (["generate", "specs", "--out", "new"], ("new",)),
    "check": (["check", "specs"], ("generated",)),
    "lint": (["lint", "specs"], ()),
    "accept": (
        ["lint", "specs", "--accept"],
        ("specs/zoo/doubts.toml", "specs/zoo/.doubts.toml.docs2sdk-new"),
    ),
    "ir": (["ir", "specs"], ()),
    "openapi": (["export", "openapi", "specs"], ()),
    "explain": (["explain", "pets.list", "specs"], ()),
    "fmt": (["fmt", "older"], ("older",)),
    "init": (["init", "vendor", "started", "--out", "begun"], ("begun",)),
    "review page": (
        ["review", "older", "specs", "--format", "html", "--out", "page"],
        ("page", ".page.docs2sdk-new"),
    ),
}


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_does_what_it_must_and_nothing_else(home, name):
    arguments, writes = COMMANDS[name]
    done, log = run(home, *arguments)
    assert "Traceback" not in done.stderr
    assert done.returncode in (0, 1)
    assert Judge(home, READ, writes).faults(log) == []
    assert log.stat().st_size > 10_000


def test_a_stamp_is_written_to_the_cache_and_read_from_it(home):
    for _ in range(2):
        done, log = run(home, "check", "specs", cache="cache")
        assert done.returncode == 0
        assert Judge(home, READ, ("generated", "cache")).faults(log) == []
    assert list((home / "cache").iterdir())


def test_work_in_copies_stays_in_this_process_s_own_pipe(home):
    """Many files are made in several processes, which the log knows as well."""
    many = {
        PET.replace("pet", f"pet{n}"): RICH[PET].replace(
            "# Pet", f"# Pet{n}\n\n{CANARY}"
        )
        for n in range(230)
    }
    write(home / "many/zoo", RICH | many, "")
    done, log = run(home, "generate", "many", "--out", "much")
    assert done.returncode == 0, done.stderr
    assert Judge(home, ("many",), ("much",)).faults(log) == []
    events = [json.loads(line)["event"] for line in log.read_text().splitlines()]
    assert events.count("os.fork") == events.count("marshal.loads") - loads_of_modules(
        log
    )
    assert events.count("os.fork") >= min(2, len(os.sched_getaffinity(0)))


def loads_of_modules(log):
    events = map(json.loads, log.read_text().splitlines())
    return sum(
        e["event"] == "marshal.loads" and "workers" not in e["by"] for e in events
    )


def test_links_in_the_docs_are_not_followed(home, tmp_path):
    docs = tmp_path / "specs" / "zoo"
    write(docs, RICH, "")
    (docs / "docs" / "passwd.md").symlink_to("/etc/passwd")
    (docs / "docs" / "etc").symlink_to("/etc")
    done, log = run(tmp_path, "generate", "specs")
    assert done.returncode == 1
    assert done.stderr.count("D008") == 2
    assert Judge(tmp_path, ("specs",), ("generated",)).faults(log) == []


def test_a_review_of_revisions_runs_git_and_nothing_else(home, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    git("init", "--initial-branch", "main")
    write(tmp_path / "specs" / "zoo", RICH, "")
    git("add", "--all")
    git("commit", "--message", "x")
    done, log = run(tmp_path, "review", "HEAD", ".")
    assert done.returncode == 0, done.stderr
    events = list(map(json.loads, log.read_text().splitlines()))
    (folder,) = (e["args"][0] for e in events if e["event"] == "tempfile.mkdtemp")
    assert Path(folder).name.startswith("docs2sdk-")
    assert Judge(tmp_path, ("specs",), (folder,), ("git",)).faults(log) == []
    commands = [e["args"][1] for e in events if e["event"] == "subprocess.Popen"]
    assert all(type(command) is list for command in commands), "no shell"
    assert {command[7] for command in commands} == {"rev-parse", "ls-tree", "cat-file"}


def test_the_judge_has_eyes_for_each_evil(tmp_path):
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "passwd.md").symlink_to("/etc/passwd")
    for name in ("from_docs.py", "document.md", "sdk.toml"):
        (tmp_path / name).write_text(RUNNABLE)
    log = tmp_path.with_name(f"{tmp_path.name}-log")
    done, log = run(tmp_path, "document.md", mode="evil", log=log)
    assert done.returncode == 0, done.stderr
    judge = Judge(tmp_path, (".",), ("out",))
    seen, current = dict.fromkeys(EVIL, 0), None
    for line in map(json.loads, log.read_text().splitlines()):
        if line["event"] == "evil":
            current = line["name"]
        elif current:
            seen[current] += not judge.allows(line)
    assert [name for name, count in seen.items() if not count] == []
