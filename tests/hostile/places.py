"""The places in the input of an API where a stranger's text may stand.

The files of `api/` name each place between guillemets; one place may stand on several spots. How a
text is written into a place is its form. Without a text, a place holds a word of its own, by which
one sees where it goes, unless only few words may stand there.
"""

import json
import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

API = Path(__file__).parent / "api"
_SPOT = re.compile("«([^»]+)»")


def as_it_is(text):
    return text


def prose(text):
    """Text of a description, line ends and all."""
    return f"x {text}"


def line(text):
    return "x " + text.replace("\r", " ").replace("\n", " ")


def cell(text):
    r"""Text as docs print it in a table: `\|` for pipes, `<br/>` for line ends."""
    escaped = text.replace("|", "\\|").replace("\r", "<br/>").replace("\n", "<br/>")
    return f"x{escaped}"


def raw_cell(text):
    return f"x{text}"


def script(text):
    """A string of TypeScript; what JSON escapes, TypeScript does too."""
    escapes = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r"}
    return '"x' + "".join(escapes.get(c, c) for c in text) + '"'


def json_cell(text):
    return cell(json.dumps({"a": text}, ensure_ascii=False))[1:]


def toml(text):
    """A TOML string of the text; TOML has no half of a surrogate pair."""
    plain = text.encode("utf-8", "replace").decode()
    return json.dumps(plain, ensure_ascii=False).replace("\x7f", "\\u007f")


def file_name(text):
    """A name that POSIX takes, in which one byte is no UTF-8 where the text holds half a pair."""
    name = text.replace("/", "_").replace("\0", "_").replace("\ud800", "\udcff")
    return os.fsdecode(os.fsencode(name)[:200]) if name.strip(".") else f"x{name}"


ALONE = {as_it_is, raw_cell, toml, file_name}
"""Forms of places that are names, or where the text itself says where it ends."""


@dataclass(frozen=True)
class Place:
    """Where text enters."""

    name: str
    form: Callable[[str], str]
    word: str
    """What stands there without a text, as it is written."""

    @property
    def is_own(self):
        """Whether the word is the place's own, so that its way can be followed."""
        return own_word(self.name).lower() in plain(self.word)

    def filled(self, text):
        return self.word if text is None else self.form(text)


def own_word(name):
    """A word that stands nowhere else. It begins small and holds no digit, as names of docs do."""
    return "zq" + "".join(part.capitalize() for part in re.findall("[A-Za-z]+", name))


def plain(text):
    """Text by which a word is found again however it is spelled: `zq_own_word`, `zqOwnWord`."""
    return re.sub("[^a-z0-9]", "", text.lower())


_NAMES = {
    as_it_is: """
        api title, client class, import source, resource heading, resource title, scheme name,
        global name, global example, server name, operation name, operation id, path text,
        path variable, query name, field name, literal key, model title,
        example of comment, enum name, enum cell, tag, literal type, wire name in prose,
        parameter example, example cell, error base, comment in page, comment in overlay, text of a link, replacement, server host
    """,
    prose: """
        api summary, prose of another section, resource overview, operation description,
        model description, enum description, union description, error description
    """,
    line: """
        bullet in README, bullet, replacement in README, replacement in bullet, example label, operation deprecation, model deprecation
    """,
    cell: """
        description, global description, server description, server variable description,
        parameter description, parameter deprecation, security description, error field,
        default in prose
    """,
    raw_cell: "description with raw pipes, parameter description with raw pipes",
    script: """
        literal argument, example argument, literal in body, literal in model, enum value,
        enum example, tag in example
    """,
    toml: """
        python client, wire of names,
        wire of field, wire of parameter, wire of global, header of key, env of key, scope,
        id of overlay, name of own server
    """,
}
_WORDS = {
    as_it_is: {
        "scheme env": "ZQ_SCHEME_ENV",
        "global env": "ZQ_GLOBAL_ENV",
        "env of id": "ZQ_ENV_OF_ID",
        "key of overlay": "query",
        "scheme type": "http",
        "scheme kind": "HTTP Bearer",
        "accessor": "zqResourceHeading",
        "resource folder": "things",
        "server default": "zqServerDefault",
        "fence language": "typescript",
        "method": "get",
        "link text": "components.Thing",
        "link target": "thing",
        "answer text": "components.Thing",
        "answer target": "thing",
        "error name": "errors.Failure",
        "error status": "400",
        "error content": "application/json",
        "stream item": "components.Thing",
        "member": "Square",
        "type cell": "*string*",
        "required cell": ":heavy_check_mark:",
        "example date": "2024-01-01T00:00:00Z",
        "target of a link": "https://zqTargetOfALink.example.com",
        "literal key of map": "zqLiteralKeyOfMap",
    },
    file_name: {
        "API folder": "hall",
        "model file": "zqModelFile",
        "model folder": "components",
        "folder of a resource": "odd",
    },
    json_cell: {"JSON in a cell": '{"a": "zqJsonInACell"}'},
    toml: {
        "token URL": '"https://zqTokenURL.example.com"',
        "server of operation": '"https://zqServerOfOperation.example.com"',
        "path of overlay": '"/zqPathOfOverlay"',
        "python version": '"1.0.0"',
        "python resource": '"zq_python_resource"',
        "python operation": '"zq_python_operation"',
        "python model": '"ZqPythonModel"',
        "python field": '"zq_python_field"',
        "python parameter": '"zq_python_parameter"',
        "python distribution": '"zqpythondistribution"',
        "python package": '"zqpythonpackage"',
        "case of names": '"snake"',
        "pattern of rule": '"odd"',
        "style": '"page"',
        "rule of baseline": '"zqRuleOfBaseline"',
        "owner of baseline": '"zqOwnerOfBaseline"',
        "part of baseline": '"zqPartOfBaseline"',
        "warning of baseline": '"zqWarningOfBaseline"',
        "input of pages": '"page"',
        "items of pages": '"data"',
    },
}


def _places():
    for form, names in _NAMES.items():
        for name in re.split(r",\s+", names.strip()):
            word = own_word(name)
            yield Place(name, form, form(word) if form is not as_it_is else word)
    for form, words in _WORDS.items():
        for name, word in words.items():
            yield Place(name, form, word)


_PATHS = {
    "docs/models/components/spare.md": "docs/models/components/«model file».md",
    "docs/models/components/nested.md": "docs/models/«model folder»/nested.md",
    "docs/sdks/odd/README.md": "docs/sdks/«folder of a resource»/README.md",
}
"""Files whose own path holds places."""
PLACES = {place.name: place for place in _places()}


def texts(payloads):
    """The files of the API by path, with these texts, which are given by place."""

    def filled(match):
        return PLACES[match[1]].filled(payloads.get(match[1]))

    return {
        _SPOT.sub(filled, path): _SPOT.sub(filled, text)
        for path, text in _files().items()
    }


@cache
def _files():
    found = {
        path.relative_to(API).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(API.rglob("*"))
        if path.is_file()
    }
    return {
        f"«API folder»/{_PATHS.get(path, path)}": text for path, text in found.items()
    }
