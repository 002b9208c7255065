"""Required arguments that have one value only: the signature gives it."""

from dataclasses import replace

from python_api import (
    SETTINGS,
    STRING,
    api,
    field,
    obj,
    operation,
    parameter,
    ref,
    resource,
)
from rendered import render_files

from generator.ir.operations import Location, Method
from generator.ir.types import LiteralType
from generator.untrusted import Untrusted

GRANT = obj(
    "Grant",
    field("grantType", LiteralType(Untrusted("password"))),
    field("name", STRING),
    field("kind", LiteralType(Untrusted("x")), nullable=True),
)
VERSION = parameter("version", Location.HEADER, LiteralType(1))
CREATE = operation("create", Method.POST, "/tokens", VERSION, body=ref("Grant"))
API = api(GRANT, resources=(resource("tokens", CREATE),))


def test_a_value_that_is_the_only_one_need_not_be_given():
    files = render_files(API, SETTINGS)
    code = files["src/acme_sdk/resources/tokens.py"]
    assert "version: Literal[1] = 1," in code
    assert 'grant_type: Literal["password"] = "password",' in code
    assert "name: str," in code
    assert 'kind: Literal["x"] | None,' in code
    (page,) = (text for path, text in files.items() if path.endswith("/tokens.md"))
    assert "client.tokens.create(" in page
    assert "version=..." in page


def test_a_body_that_need_not_be_sent_says_so():
    optional = replace(CREATE, body=replace(CREATE.body, required=False))
    code = {}
    for create in (CREATE, optional):
        files = render_files(api(GRANT, resources=(resource("t", create),)), SETTINGS)
        code[create.body.required] = files["src/acme_sdk/resources/t.py"]
    assert "optional_body=True," in code[False]
    assert "optional_body" not in code[True]
