"""A build looks at what it made: a printer that forgets to escape stops it."""

import pytest

from generator import build
from generator.build import HostileTextError, build_files, read_api
from generator.emit.tree import EMPTY
from generator.inputs import ApiFolder
from generator.render import marks
from generator.untrusted import Untrusted
from tests.cli.zoo import PAGES, write
from tests.lowering import object_page, row

EVIL = '"""; import os; os.system("x")  # """'
PET = object_page("Pet", row("name", description=EVIL), text=EVIL)


@pytest.fixture
def lowered(tmp_path):
    write(tmp_path, PAGES | {"docs/models/components/pet.md": PET}, "")
    return read_api(ApiFolder("zoo", tmp_path, "zoo"))


class Forgetful(marks._MarkingPrinters):
    """Prints docstrings as they come."""

    @staticmethod
    def docstring(text, _indent, _sections=()):
        plain = text.reveal() if isinstance(text, Untrusted) else text
        return marks._marked(f'"""{plain}"""')


class Cutting(marks._MarkingPrinters):
    """Prints half of a comment: the mark at its end is gone."""

    @staticmethod
    def string_literal(text):
        return marks._MarkingPrinters.string_literal(text)[:-1]


@pytest.mark.parametrize(
    ("printers", "problem"),
    [
        (
            Forgetful(),
            "pet.py: line [0-9]+: text of the documents became code|does not parse",
        ),
        (Cutting(), "a printed text was cut"),
    ],
)
def test_a_printer_that_fails_stops_the_build(lowered, monkeypatch, printers, problem):
    assert build_files(lowered, EMPTY)
    monkeypatch.setattr(build, "MARKING_PRINTERS", printers)
    with pytest.raises(HostileTextError, match=problem):
        build_files(lowered, EMPTY)
