"""Checks over the finished model."""

from lowering import (
    enum_page,
    lowered,
    models,
    object_page,
    operation,
    resource,
    row,
)

from generator.check import run_checks
from generator.diagnostics import Severity


def checked(pages, overlay=None):
    found = lowered(pages, overlay)
    assert found.diagnostics.sorted() == ()
    return [(d.code, d.severity, d.span.line, d.message) for d in run_checks(found.api)]


def test_a_sound_api_passes():
    pages = resource(operation("feed", row("size"))) | models(enum_page("Size", '"a"'))
    assert checked(pages) == []


def test_two_fields_may_not_share_a_name_on_the_wire():
    pages = models(object_page("Pet", row("tail"), row("tailLength"), row("name")))
    ((code, severity, line, message),) = checked(
        pages, '[wire.names]\ntailLength = "tail"\n'
    )
    assert (code, severity) == ("D023", Severity.ERROR)
    assert message == "`tailLength` and `tail` both travel as `tail`"
    assert line == 16


def test_two_parameters_of_one_place_may_not_share_a_name_on_the_wire():
    names = '[wire.names]\nb = "a"\n'
    assert [
        f[0] for f in checked(resource(operation("feed", row("a"), row("b"))), names)
    ] == ["D023"]


def test_parameters_of_different_places_may_share_a_name():
    feed = operation("feed", row("petId"), row("xPetId"), path="/pets/{petId}")
    overlay = '[operations."pets.feed".parameters.xPetId]\nwire_name = "petId"\n'
    assert checked(resource(feed), overlay) == []


def test_two_operations_with_one_request_are_a_warning():
    ((code, severity, _, message),) = checked(
        resource(
            operation("feed"), operation("water"), operation("walk", method="post")
        )
    )
    assert (code, severity) == ("D039", Severity.WARNING)
    assert message == "`water` sends the same request as `feed`: GET `/pets`"


def test_one_operation_under_two_names_is_no_news():
    water = operation("water").replace('operationID="water"', 'operationID="feed"')
    assert checked(resource(operation("feed"), water)) == []
