"""Code samples are evidence from strangers: bombs of YAML are refused, and nothing is made of tags."""

import pytest

from generator.source import SourceFile
from generator.start.samples import BrokenSamples, read_samples

ACTION = """\
  - target: $["paths"]["/pets"]["get"]
    update:
      x-codeSamples: {samples}
"""
SAMPLE = '{lang: typescript, label: list, source: "await zoo.pets.list();"}'


def read(text):
    return read_samples(SourceFile("codeSamples.yaml", text))


def actions(*samples):
    return "actions:\n" + "".join(ACTION.format(samples=each) for each in samples)


def test_a_sample_is_read():
    ((accessor, sample),) = read(actions(f"[{SAMPLE}]")).items()
    assert (accessor, sample.method, sample.path) == ("pets.list", "get", "/pets")


def test_an_alias_is_what_it_stands_for():
    assert read(actions(f"&all [{SAMPLE}]", "*all")) == read(actions(f"[{SAMPLE}]"))


@pytest.mark.parametrize("count", [100, 3000])
def test_aliases_repeat_no_more_than_the_file_holds(count):
    many = ", ".join(["*one"] * count)
    bomb = actions(f"&all [&one {SAMPLE}, {many}]", *["*all"] * count)
    with pytest.raises(BrokenSamples, match="repeat more than the file holds"):
        read(bomb)


def test_a_tower_of_aliases_is_not_unfolded():
    levels = [f"  - &a{n + 1} [{', '.join([f'*a{n}'] * 9)}]" for n in range(30)]
    assert read("\n".join(["lol:", "  - &a0 [lol]", *levels, "actions: *a30"])) == {}


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        "- " * 100_000,
        "{a: " * 5_000,
        "a: &a [*a]\nactions: *a\n- ",
        "\x07",
    ],
)
def test_what_nests_without_end_or_is_no_yaml_is_refused(text):
    with pytest.raises(BrokenSamples):
        read(text)


def test_an_alias_inside_of_itself_ends():
    assert read("actions: &a [*a, {target: x, update: *a}]") == {}


def test_tags_make_nothing(tmp_path):
    evil = f"!!python/object/apply:os.mkdir ['{tmp_path}/made']"
    assert read(f"actions:\n  - {evil}\n") == {}
    assert not (tmp_path / "made").exists()
