"""Names that would be one in Python are told apart, by what stands in their own place alone."""

from __future__ import annotations

import keyword
import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from python_api import api, field, key, obj, operation, parameter, ref, resource

from generator.ir.operations import Location
from generator.python import reserved
from generator.python.check import check_names
from generator.python.clashes import clashes
from generator.python.names import (
    class_name,
    member_name,
    module_name,
    value_name,
)
from generator.python.renames import renamed, with_clashes
from generator.python.resources import all_nodes, resource_tree

CAMEL = st.from_regex(r"[a-z][A-Za-z0-9]{0,7}", fullmatch=True)
SPELLINGS = st.sampled_from(
    [
        *("userId", "userID", "USERId", "userid", "user_id", "user-id", "UserId"),
        *("user_i_d", "user id", "from", "From", "FROM", "from_", "url", "URL", "Url"),
        *("n2fa", "2fa", "2Fa", "n2Fa", "n2_fa", "Con", "CON", "con", "café", "cafe"),
        *(
            "\uff35serId",
            "\ufb01eld",
            "field",
            "options",
            "OPTIONS",
            "copy",
            "COPY",
            "schema",
        ),
    ]
)
NAMES = st.lists(CAMEL | SPELLINGS, unique=True, min_size=1, max_size=12)


def told_apart(given_api, stated=None):
    stated = stated or {}
    return renamed(given_api, with_clashes(stated, clashes(given_api, stated)))


def fields_of(names):
    model = obj("Link", *(field(name) for name in names))
    (found,) = told_apart(api(model)).models
    return {each.name.reveal(): value_name(each.name) for each in found.fields}


def folded(names):
    return {unicodedata.normalize("NFKC", name).casefold() for name in names}


@pytest.mark.parametrize(
    ("docs", "python"),
    [
        (["userID"], ["user_id"]),
        (["userId", "userID"], ["user_id", "user_i_d"]),
        (["url", "URL", "Url"], ["url", "u_r_l", "url_"]),
        (["URL", "Url"], ["u_r_l", "url"]),
        (["from", "From"], ["from_", "from__"]),
        (["userID", "userId", "userI-d"], ["user_id_", "user_id", "user_i_d"]),
    ],
)
def test_the_regular_spelling_keeps_its_name(docs, python):
    assert list(fields_of(docs).values()) == python


@given(NAMES)
def test_no_two_fields_share_a_name(names):
    found = fields_of(names).values()
    assert len(folded(found)) == len(names)
    assert not any(keyword.iskeyword(name) for name in found)
    assert not reserved.VALUES & set(found)


@given(NAMES.flatmap(lambda names: st.tuples(st.just(names), st.permutations(names))))
def test_names_do_not_depend_on_the_order_of_the_docs(both):
    names, shuffled = both
    assert fields_of(names) == fields_of(shuffled)


@given(NAMES, CAMEL | SPELLINGS)
def test_a_new_field_that_meets_no_name_renames_nothing(names, new):
    before = fields_of(names)
    plain = {value_name(field(name).name) for name in names}
    if {*fields_of([new]).values()} & {*before.values(), *plain}:
        return
    assert before.items() <= fields_of([*names, new]).items()


@given(NAMES)
def test_no_two_models_share_a_module_or_a_class(names):
    found = told_apart(api(*(obj(name) for name in names))).models
    modules = folded(module_name(model.key.title) for model in found)
    assert len(modules) == len({class_name(m.key) for m in found}) == len(names)


@given(NAMES)
def test_no_two_members_share_a_name(names):
    resources = [resource("links", *(operation(name) for name in names))]
    resources += [resource(f"links.{name}", operation("get")) for name in names]
    found = told_apart(api(resources=tuple(resources))).resources
    methods = [member_name(each.name) for each in found[0].operations]
    accessors = [member_name(each.path[1]) for each in found[1:]]
    assert len(folded([*methods, *accessors])) == 2 * len(names)
    assert not {*methods, *accessors} & reserved.MEMBERS


ACCESSORS = CAMEL | SPELLINGS.filter(str.isalnum)


@given(st.lists(st.lists(ACCESSORS, min_size=1, max_size=3).map(tuple), unique=True))
def test_no_two_resources_share_a_module(paths):
    resources = tuple(resource(".".join(path), operation("get")) for path in paths)
    nodes = list(all_nodes(resource_tree(told_apart(api(resources=resources)))))
    assert len(folded(node.module for node in nodes)) == len(nodes)
    assert not check_names(told_apart(api(resources=resources))).has_errors


def test_ways_to_resources_that_read_alike_keep_their_accessors():
    paths = ("beta.libraries", "betaLibraries")
    resources = tuple(resource(path, operation("get")) for path in paths)
    found = list(all_nodes(resource_tree(told_apart(api(resources=resources)))))
    assert [(n.module, n.class_name) for n in found] == [
        ("beta", "Beta"),
        ("beta__libraries", "BetaLibraries"),
        ("beta_libraries", "BetaLibraries"),
    ]


def test_a_method_gives_way_to_a_resource_and_to_what_every_client_has():
    own = replace(resource("x", operation("close"), operation("closeAll")), path=())
    links = resource("links", operation("tags"), operation("list"))
    tags = resource("links.tags", operation("list"))
    found = told_apart(api(resources=(own, links, tags))).resources
    methods = [[member_name(each.name) for each in r.operations] for r in found]
    assert methods == [["close_", "close_all"], ["tags_", "list"], ["list"]]


def test_an_argument_gives_way_to_a_secret_of_its_operation():
    get = operation(
        "get",
        "GET",
        "/x",
        parameter("token", Location.QUERY),
        parameter("id", Location.QUERY),
    )
    (scheme,) = api().security
    get = replace(get, security=(scheme,))
    (found,) = told_apart(api(resources=(resource("x", get),))).resources
    (method,) = found.operations
    assert [value_name(each.name) for each in method.parameters] == ["token_", "id"]


def test_errors_of_two_namespaces_are_two_classes():
    get = operation("get", errors=((404, "OperationsGone"),))
    other = replace(get.errors[0], type=ref("Gone"))
    get = replace(get, errors=(*get.errors, other))
    models = (obj("Gone"), obj("OperationsGone", namespace="errors"))
    found = told_apart(api(*models, resources=(resource("links", get),)))
    assert not check_names(found).has_errors


def test_what_is_stated_keeps_its_name_and_the_other_one_its_own():
    model = obj("Link", field("userId"), field("userID"))
    stated = {"fields": {f"{key('Link').dotted}.userID": "user_number"}}
    assert list(clashes(api(model), stated)) == []
    (found,) = told_apart(api(model), stated).models
    assert [value_name(f.name) for f in found.fields] == ["user_id", "user_number"]


def test_a_name_that_the_docs_give_twice_stays_an_error():
    twice = (replace(field("id"), span=field("id", line=30).span), field("id"))
    found = told_apart(api(obj("Link", *twice)))
    assert [each.code for each in check_names(found).sorted()] == ["D070"]
