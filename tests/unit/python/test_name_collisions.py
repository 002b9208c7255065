from __future__ import annotations

from dataclasses import replace

from acme_api import ACME
from python_api import (
    NO,
    STRING,
    api,
    fact,
    field,
    obj,
    operation,
    parameter,
    ref,
    resource,
)

from generator.ir.api import GlobalParameter
from generator.ir.operations import Location, Method
from generator.python.check import check_names
from generator.untrusted import Untrusted


def found(given):
    return [(d.code, d.span.line, d.message) for d in check_names(given).sorted()]


def test_a_sound_api_is_not_complained_about():
    assert found(ACME) == []


def test_fields_that_get_one_name_are_reported_with_both_places():
    model = obj("Link", field("shortURL", line=10), field("short_url", line=11))
    ((code, line, message),) = found(api(model))
    assert (code, line) == ("D070", 11)
    assert "`short_url`" in message
    assert "`shortURL` at docs/models/operations/page.md:10:3" in message


def test_the_report_does_not_depend_on_the_order_of_fields():
    one, other = field("shortURL", line=10), field("short_url", line=11)
    assert found(api(obj("Link", one, other))) == found(api(obj("Link", other, one)))


def test_models_that_differ_in_case_only_are_reported():
    ((code, _, message),) = found(api(obj("Link"), obj("LINK")))
    assert code == "D070"
    assert "`LINK`" in message


def test_one_title_in_two_namespaces_is_no_collision():
    assert found(api(obj("Link"), obj("Link", namespace="components"))) == []


def test_the_dict_form_of_a_model_does_not_meet_another_model():
    body = obj("Body", field("geo", ref("Geo")))
    create = operation("create", body=ref("Body"))
    models = (body, obj("Geo"), obj("GeoDict"))
    assert found(api(*models, resources=(resource("links", create),))) == []


def test_errors_of_one_title_in_two_namespaces_are_two_classes():
    get = operation("get", errors=((404, "Conflict"),))
    case = replace(get.errors[0], type=ref("Conflict"))
    get = replace(get, errors=(*get.errors, case))
    models = (obj("Conflict"), obj("Conflict", namespace="errors"))
    assert found(api(*models, resources=(resource("links", get),))) == []


def test_an_option_of_the_client_that_is_called_like_its_secret_is_reported():
    given = api()
    (scheme,) = given.security
    span = replace(scheme.span, line=30)
    option = GlobalParameter(
        scheme.name,
        fact(scheme.name, span),
        fact(Location.HEADER, span),
        STRING,
        NO,
        None,
        None,
        span,
    )
    ((code, line, message),) = found(replace(given, globals=(option,)))
    assert (code, line) == ("D070", 30)
    assert "`token`" in message


def test_an_argument_that_is_called_like_a_secret_of_its_operation_is_reported():
    (scheme,) = api().security
    get = operation("get", Method.GET, "/x", parameter("token", Location.QUERY))
    get = replace(get, security=(scheme,))
    assert [code for code, _, _ in found(api(resources=(resource("x", get),)))] == [
        "D070"
    ]


def test_an_option_without_a_letter_is_reported():
    given = api()
    (scheme,) = given.security
    ((code, _, message),) = found(
        replace(given, security=(replace(scheme, name=Untrusted("???")),))
    )
    assert (code, message) == ("D071", "no Python name can be made of `???`")


def test_methods_and_resources_below_share_one_place():
    resources = (
        resource("links", operation("tags")),
        resource("links.tags", operation("list")),
    )
    assert [code for code, _, _ in found(api(resources=resources))] == ["D070"]


def test_arguments_that_get_one_name_are_reported():
    get = operation(
        "get",
        "GET",
        "/x",
        parameter("id", Location.PATH),
        replace(
            parameter("ID", Location.QUERY), span=replace(field("x").span, line=41)
        ),
    )
    assert [code for code, _, _ in found(api(resources=(resource("x", get),)))] == [
        "D070"
    ]


def test_a_body_whose_field_meets_a_parameter_is_not_flattened():
    get = operation(
        "get", "GET", "/x", parameter("id", Location.PATH), body=ref("Body")
    )
    given = api(obj("Body", field("id")), resources=(resource("x", get),))
    assert found(given) == []


def test_a_name_without_a_letter_is_reported():
    ((code, line, message),) = found(api(obj("Link", field("???", line=9))))
    assert (code, line) == ("D071", 9)
    assert "`???`" in message
