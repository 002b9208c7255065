"""A bounded part of the matrix of sinks and payloads; `make sinks` tries every cell."""

import pytest

from tests.hostile.matrix import NAMES, TEXTS, faults, matrix, sample
from tests.hostile.payloads import PAYLOADS
from tests.hostile.places import PLACES


def test_the_matrix_is_as_large_as_it_claims():
    reached = {place for place, _ in matrix().sinks()}
    assert len(matrix().sinks()) >= 500
    assert reached == PLACES.keys()
    assert len(PAYLOADS) >= 50
    assert {payload for name in NAMES for payload in sample(name)} == PAYLOADS.keys()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_payload_is_text_in_all_places_of_text(payload):
    """What no file of text can hold is refused in one place as in another."""
    unreadable = {*"\0\ud800"} & {*PAYLOADS[payload]}
    assert faults(payload, TEXTS[:2] if unreadable else TEXTS) == []


@pytest.mark.parametrize("name", NAMES)
def test_a_payload_is_no_more_than_a_name(name):
    assert [fault for each in sample(name) for fault in faults(each, (name,))] == []
