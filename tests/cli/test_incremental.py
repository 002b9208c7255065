"""Runs one after another leave what a run from nothing leaves, whatever was changed between them."""

import io
import os
import shutil
import tempfile
from contextlib import chdir, redirect_stderr, redirect_stdout
from pathlib import Path
from unittest.mock import patch

from hypothesis import given, settings
from hypothesis import strategies as st

from generator.cli import main
from tests.cli.zoo import BROKEN, OVERLAY, PAGES, PET, write
from tests.lowering import object_page, row

MEAL = "docs/models/components/meal.md"
RESOURCE = "docs/sdks/pets/README.md"
OVERLAYS = (
    OVERLAY,
    "",
    '[models."components.Pet".fields.name]\nwire_name = "called"\n',
    '[models."components.Pet".fields.gone]\nwire_name = "no_such_field"\n',
    "[models\n",
)
TEMPLATES = (
    '"""The version."""\n\n__version__ = {{ view.version }}\n',
    "__version__ = {{ view.version }}\n",
    "__version__ = {{ view.versoin }}\n",
    "{% if %}\n",
)
DAMAGES = (
    lambda _: b"",
    lambda content: content[: len(content) // 2],
    lambda content: b"9999\n" + content,
    lambda _: b"\xff\x00" * 40,
)


def damage(make):
    """Damage all that an earlier run left in the cache: a stamp's name says what it is about."""
    for path in Path("cache").glob("*"):
        path.write_bytes(make(path.read_bytes()))


def text(path, sentence):
    page = Path("specs/zoo", path)
    if page.exists():
        lines = page.read_text("utf-8").split("\n")
        page.write_text("\n".join([lines[0], "", sentence, *lines[1:]]), "utf-8")


def put(path, content):
    page = Path("specs/zoo", path)
    page.parent.mkdir(parents=True, exist_ok=True)
    page.write_text(content, "utf-8")


def remove(path):
    Path("specs/zoo", path).unlink(missing_ok=True)


def rename(path, name):
    page = Path("specs/zoo", path)
    if page.exists():
        page.rename(page.with_name(name))


def template(content):
    Path("mine/python").mkdir(parents=True, exist_ok=True)
    Path("mine/templates.toml").write_text("context = 1\n", "utf-8")
    Path("mine/python/version.py.jinja").write_text(content, "utf-8")


def back():
    shutil.rmtree("specs")
    write(Path("specs/zoo"), PAGES)
    shutil.rmtree("mine", ignore_errors=True)


pages = st.sampled_from([PET, MEAL, RESOURCE])
edits = st.one_of(
    st.tuples(st.just(text), pages, st.sampled_from(["Runs.", "Swims | flies."])),
    st.tuples(st.just(put), st.just(PET), st.just(object_page("Pet", row("name")))),
    st.tuples(st.just(put), st.just(PET), st.just(BROKEN)),
    st.tuples(
        st.just(put),
        st.just("docs/models/components/herd.md"),
        st.just(object_page("Herd", row("size", "*number*"))),
    ),
    st.tuples(st.just(put), st.just("sdk.toml"), st.sampled_from(OVERLAYS)),
    st.tuples(st.just(remove), pages),
    st.tuples(st.just(rename), pages, st.sampled_from(["other.md", "pet.md"])),
    st.tuples(st.just(template), st.sampled_from(TEMPLATES)),
    st.tuples(st.just(damage), st.sampled_from(DAMAGES)),
    st.tuples(st.just(back)),
)


def generate(out, cache="", command="generate"):
    """Return exit code, standard output and standard error."""
    streams = [io.TextIOWrapper(io.BytesIO(), encoding="utf-8") for _ in range(2)]
    arguments = [command, "specs", "--out", out]
    if Path("mine").exists():
        arguments += ["--templates", "mine"]
    with (
        patch.dict(os.environ, {"DOCS2SDK_CACHE": cache}),
        redirect_stdout(streams[0]),
        redirect_stderr(streams[1]),
    ):
        code = main(arguments)
    for stream in streams:
        stream.seek(0)
    return (code, *(stream.read() for stream in streams))


def files(folder):
    found = (path for path in Path(folder).rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in found}


STEPS = st.lists(edits, min_size=1, max_size=4)


@settings(max_examples=6)
@given(steps=STEPS)
def test_what_was_changed_before_does_not_matter(steps):
    with tempfile.TemporaryDirectory() as home, chdir(home):
        write(Path("specs/zoo"), PAGES)
        assert generate("out", "cache")[0] == 0
        for number, (edit, *arguments) in enumerate(steps):
            edit(*arguments)
            before = files("out")
            code, _, messages = generate("out", "cache")
            scratch = f"scratch{number}"
            assert (code, messages) == generate(scratch)[::2]
            assert files("out") == (before if code else files(scratch))
            if code == 0:
                again, printed, warnings = generate("out", "cache")
                assert (again, warnings) == (code, messages)
                assert printed.endswith(" unchanged\n")


@settings(max_examples=6)
@given(steps=STEPS)
def test_no_earlier_run_vouches_for_what_check_finds(steps):
    with tempfile.TemporaryDirectory() as home, chdir(home):
        write(Path("specs/zoo"), PAGES)
        assert generate("out", "cache")[0] == 0
        for edit, *arguments in steps:
            edit(*arguments)
            found = generate("out", "cache", "check")
            assert found == generate("out", "", "check")
