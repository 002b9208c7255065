"""The list of mutants is sound, and trying one tells whether it lives.

`make mutants` tries them all, which takes some minutes.
"""

from collections import Counter
from dataclasses import replace

import pytest

from tests.mutation.guards import GUARDS, PRINTERS
from tests.mutation.mutant import ROOT, all_mutants
from tests.mutation.trial import copied

MUTANTS = all_mutants()
SAMPLE = ("printers.identifier", "templates")
"""Guards of which one mutant is tried here: with fast tests."""


@pytest.fixture(scope="module")
def copy():
    with copied() as copy:
        yield copy


def test_each_printer_and_each_guard_has_mutants():
    assert {mutant.guard for mutant in MUTANTS} == PRINTERS | GUARDS.keys()


def test_each_replacement_matches_once_and_leaves_the_file_valid():
    for mutant in MUTANTS:
        text = (ROOT / mutant.file).read_text(encoding="utf-8")
        compile(mutant.mutated(text), mutant.file, "exec")


def test_no_mutant_is_there_twice():
    counts = Counter((mutant.file, mutant.old, mutant.new) for mutant in MUTANTS)
    assert [each for each, count in counts.items() if count > 1] == []


def test_each_named_test_is_there():
    for name in {test for mutant in MUTANTS for test in mutant.tests}:
        file, _, function = name.partition("::")
        text = (ROOT / file).read_text(encoding="utf-8")
        assert f"def {function}(" in text if function else "def test_" in text, name


def test_a_list_that_is_out_of_date_is_an_error():
    mutant = MUTANTS[0]
    for text in ("", mutant.old * 2):
        with pytest.raises(ValueError, match=f"{mutant.file}: (0|2) times"):
            mutant.mutated(text)


@pytest.mark.parametrize("guard", SAMPLE)
def test_a_mutant_is_killed_by_a_test_that_failed(copy, guard):
    mutant = next(each for each in MUTANTS if each.guard == guard)
    trial = copy.tried(mutant)
    assert trial.killer, trial.output
    assert trial.killer.partition("::")[0] in mutant.tests


def test_a_change_without_effect_and_one_that_cannot_be_imported_kill_nothing(copy):
    mutant = next(each for each in MUTANTS if each.guard == "printers.identifier")
    same = replace(mutant, old='"""The last guard', new='"""The very last guard')
    broken = replace(mutant, old="import keyword", new="import keywords")
    assert copy.tried(same).killer is None
    assert copy.tried(broken).killer is None
    assert copy.run(mutant.tests).code == 0
