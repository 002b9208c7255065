from __future__ import annotations

import builtins
import inspect
import keyword

import pydantic
import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.ir.types import ModelKey
from generator.python import reserved
from generator.python.names import (
    UnusableNameError,
    class_name,
    client_argument_name,
    client_member_name,
    error_class_name,
    member_name,
    module_name,
    resource_class_name,
    resource_module,
    value_name,
)
from generator.render.names import file_name, identifier
from generator.untrusted import Untrusted
from templates.python._runtime.client import AsyncClient, Client
from templates.python._runtime.resource import AsyncResource, Resource
from templates.python._runtime.settings import ClientArguments


@pytest.mark.parametrize(
    ("docs", "python"),
    [
        ("shortLink", "short_link"),
        ("qrCode", "qr_code"),
        ("scheduleIDs", "schedule_ids"),
        ("URL", "url"),
        ("utmSource", "utm_source"),
        ("sha256Hash", "sha256_hash"),
        ("HTTPServer", "http_server"),
        ("userURLs", "user_urls"),
        ("x-api-key", "x_api_key"),
        ("snake_case", "snake_case"),
        ("Café", "cafe"),
        ("2fa", "n2_fa"),
        ("match", "match"),
        ("modelId", "model_id"),
        ("class", "class_"),
        ("from", "from_"),
        ("list", "list_"),
        ("datetime", "datetime_"),
        ("schema", "schema_"),
        ("modelConfig", "model_config_"),
        ("modelDump", "model_dump_"),
        ("modelDumpAll", "model_dump_all_"),
        ("self", "self_"),
        ("options", "options_"),
        ("additionalProperties", "additional_properties_"),
    ],
)
def test_a_value_is_named_in_snake_case_and_gives_way_to_reserved_names(docs, python):
    assert value_name(Untrusted(docs)) == python


@pytest.mark.parametrize(
    ("docs", "python"),
    [
        ("TrackLeadRequestBody", "TrackLeadRequestBody"),
        ("WorkflowIDs", "WorkflowIDs"),
        ("list", "List"),
        ("Field", "Field_"),
        ("Literal", "Literal_"),
        ("none", "None_"),
        ("ValueError", "ValueError_"),
        ("2FA", "N2FA"),
        ("dns-record", "DnsRecord"),
    ],
)
def test_a_model_keeps_the_words_of_its_title(docs, python):
    assert class_name(ModelKey("operations", Untrusted(docs))) == python


def test_members_keep_names_of_builtins_but_not_of_modules():
    assert member_name(Untrusted("list")) == "list"
    assert member_name(Untrusted("errors")) == "errors_"
    assert client_member_name(Untrusted("close")) == "close_"
    assert client_argument_name(Untrusted("timeout")) == "timeout_"
    assert error_class_name(ModelKey("errors", Untrusted("SDKError"))) == "SDKError_"


def test_errors_of_a_namespace_of_other_things_are_called_by_it():
    conflict = Untrusted("Conflict")
    assert error_class_name(ModelKey("errors", conflict)) == "Conflict"
    assert error_class_name(ModelKey("operations", conflict)) == "OperationsConflict"


def test_no_model_is_called_like_the_dict_form_of_another():
    assert class_name(ModelKey("operations", Untrusted("GeoDict"))) == "GeoDict_"


def test_a_nested_resource_is_named_by_all_of_its_accessors():
    path = (Untrusted("beta"), Untrusted("libraryItems"))
    assert resource_class_name(path) == "BetaLibraryItems"
    assert resource_module(path) == "beta_library_items"


def test_a_module_is_no_keyword_and_no_device():
    assert module_name(Untrusted("Import")) == "import_"
    assert module_name(Untrusted("Con")) == "con_"


def test_a_long_module_name_is_cut_and_stays_unlike_its_neighbour():
    one, other = (module_name(Untrusted("Very" * 40 + end)) for end in "AB")
    assert len(one) == len(other) == 80
    assert one != other


def test_the_reserved_names_cover_python_and_the_installed_pydantic():
    public = {name for name in dir(pydantic.BaseModel) if not name.startswith("_")}
    assert public <= reserved.VALUES
    assert set(keyword.kwlist) <= reserved.VALUES
    assert set(dir(builtins)) >= reserved.BUILTINS
    classes = {name for name in dir(builtins) if name[0].isupper()}
    assert classes - reserved.KEYWORDS <= reserved.BUILTIN_CLASSES


def public(*classes):
    return {name for each in classes for name in dir(each) if not name.startswith("_")}


def test_the_reserved_names_of_members_are_what_the_runtime_s_classes_have():
    assert public(Client, AsyncClient) == reserved.CLIENT_OWN
    assert public(Resource, AsyncResource) <= reserved.MEMBERS


def test_the_reserved_names_of_arguments_cover_those_of_the_runtime_s_clients():
    parameters = {*inspect.signature(Client.__init__).parameters}
    parameters |= ClientArguments.__optional_keys__
    own = {"config", "credentials", "variables", "globals", "given"}
    assert parameters - own - {"self"} <= reserved.CLIENT_ARGUMENTS


MAKERS = (
    value_name,
    member_name,
    client_member_name,
    client_argument_name,
    lambda name: error_class_name(ModelKey("errors", name)),
    module_name,
    lambda name: class_name(ModelKey("operations", name)),
)


def made_or_none(make, name):
    try:
        return make(name)
    except UnusableNameError:
        return None


@pytest.mark.parametrize("make", MAKERS)
@given(text=st.text())
def test_any_text_gives_a_usable_identifier_or_is_refused(make, text):
    name = Untrusted(text)
    made = made_or_none(make, name)
    if made is None:
        assert not any(c.isascii() and c.isalnum() for c in text)
    else:
        assert identifier(made) == made
        assert made.isascii()
        assert make(name) == made


@given(text=st.text())
def test_any_module_name_is_a_usable_file_name(text):
    try:
        module = module_name(Untrusted(text))
    except UnusableNameError:
        return
    assert file_name(f"{module}.py") == f"{module}.py"
