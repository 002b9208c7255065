"""Python names from names of the docs.

Every name depends on one name of the docs and on nothing else. Words are found in camelCase,
PascalCase, kebab-case, acronyms and mixtures of them; letters with marks lose the marks, and what
is not ASCII then is a word boundary.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import cache
from typing import Final

from generator.ir.types import ModelKey
from generator.python import reserved
from generator.untrusted import Untrusted

_WORD: Final = re.compile(
    r"[A-Z]{2,}s(?![a-z])[0-9]*"  # IDs
    r"|[A-Z]+(?![a-z])[0-9]*"  # URL, and HTTP of HTTPServer
    r"|[A-Z]?[a-z]+[0-9]*"  # Link, sha256
    r"|[0-9]+"
)
_BOUNDARY: Final = re.compile(r"[^A-Za-z0-9]+")
_ERROR_NAMESPACES: Final = frozenset({"errors", "models"})
_LONGEST_MODULE: Final = 80
_DIGEST: Final = 8
CLIENT_METHODS: Final = "ClientMethods"
"""The class of the operations that are the client's own."""
_LETTERS: Final = str.maketrans("0123456789abcdef", "abcdefghijklmnop")
"""Writes a digest without digits, which tools that sort names would read as numbers."""


class UnusableNameError(ValueError):
    """Nothing of the name can stand in a Python identifier (diagnostic D071)."""

    def __init__(self, name: Untrusted) -> None:
        self.name = name
        super().__init__(f"no Python name can be made of {name!r}")


def _ascii(name: Untrusted) -> str:
    """Return the name in ASCII; each stretch of other characters becomes one blank."""
    text = name.reveal()
    if not text.isascii():
        letters = unicodedata.normalize("NFKD", text)
        text = "".join(c for c in letters if not unicodedata.combining(c))
    text = _BOUNDARY.sub(" ", text).strip()
    if not text:
        raise UnusableNameError(name)
    return text


class Spelled(Untrusted):
    """A name of the docs that has a name of its own in Python.

    It is equal to the name of the docs, by which examples, tags and lists refer to it.
    """

    __slots__ = ("python",)

    def __init__(self, name: Untrusted, python: str) -> None:
        super().__init__(name.reveal())
        self.python = python


@cache
def words(name: Untrusted) -> tuple[str, ...]:
    """Return the words of a name, in lower case; raises `UnusableNameError` if there are none."""
    return tuple(word.lower() for word in _WORD.findall(_ascii(name)))


@cache
def _snake(name: Untrusted, taken: frozenset[str]) -> str:
    snake = "_".join(words(name))
    if snake[0].isdigit():
        snake = f"n{snake}"
    return f"{snake}_" if snake in taken else snake


@cache
def _pascal(name: Untrusted, taken: frozenset[str]) -> str:
    """Keep the case inside of words, so that a page's title is found again in code."""
    pascal = "".join(part[0].upper() + part[1:] for part in _ascii(name).split())
    if pascal[0].isdigit():
        pascal = f"N{pascal}"
    return f"{pascal}_" if pascal in taken else pascal


def value_name(name: Untrusted) -> str:
    """Return the name of a field or argument, which are the same where a body is flattened."""
    return name.python if isinstance(name, Spelled) else _value(name)


@cache
def _value(name: Untrusted) -> str:
    snake = _snake(name, frozenset())
    taken = snake in reserved.VALUES or snake.startswith(reserved.VALUE_PREFIXES)
    return f"{snake}_" if taken else snake


def client_argument_name(name: Untrusted) -> str:
    """Return the name of a client's argument, such as one that takes a secret."""
    return _snake(name, reserved.CLIENT_ARGUMENTS)


def member_name(name: Untrusted) -> str:
    """Return the name of a method, or of an accessor on a resource."""
    return name.python if isinstance(name, Spelled) else _snake(name, reserved.MEMBERS)


def client_member_name(name: Untrusted) -> str:
    """Return the name of an accessor on the client."""
    if isinstance(name, Spelled):
        return name.python
    return _snake(name, reserved.CLIENT_MEMBERS)


def constant_name(method: str) -> str:
    """Return the name of the constant that holds the data of a method's operation."""
    return f"_{method.strip('_').upper()}"


def pages_name(method: str) -> str:
    """Return the name of the constant that says how a method's list goes on.

    No operation's constant has two underscores inside.
    """
    return f"{constant_name(method)}__PAGES"


def class_name(key: ModelKey) -> str:
    """Return the class or alias of a model; `Dict` at the end is left to dict-shaped types."""
    pascal = _pascal(key.title, reserved.CLASSES)
    return f"{pascal}_" if pascal.endswith(reserved.CLASS_SUFFIX) else pascal


def client_class_name(title: Untrusted) -> str:
    """Return the class of the client; a title without letters gives `Api`."""
    try:
        return _pascal(title, reserved.CLIENTS)
    except UnusableNameError:
        return "Api"


def error_class_name(key: ModelKey) -> str:
    """Return the class of an error page: with its namespace, unless that is one of error pages.

    All classes of errors are in one module, so that `operations.Conflict` is `OperationsConflict`
    there. Flat trees have one namespace, which says nothing.
    """
    title = key.title
    if key.namespace not in _ERROR_NAMESPACES:
        title = Untrusted(f"{key.namespace} {title.reveal()}")
    return _pascal(title, reserved.ERRORS)


def resource_class_name(path: tuple[Untrusted, ...]) -> str:
    """Return the class of a resource: all of its accessors, such as `BetaLibraries`.

    Without any, it is that of the client's own operations.
    """
    if not path:
        return CLIENT_METHODS
    title = "".join(word.capitalize() for name in path for word in python_words(name))
    title = f"N{title}" if title[0].isdigit() else title
    return f"{title}_" if title in reserved.RESOURCES else title


def python_words(name: Untrusted) -> tuple[str, ...]:
    """Return the words of a name as Python has it."""
    return words(Untrusted(name.python) if isinstance(name, Spelled) else name)


@cache
def module_name(title: Untrusted) -> str:
    """Return the module of a model; a very long name is cut and ends in a digest of itself."""
    return _module("_".join(words(title)))


def _module(name: str) -> str:
    module = f"n{name}" if name[0].isdigit() else name
    module = f"{module}_" if module in reserved.MODULES else module
    if len(module) <= _LONGEST_MODULE:
        return module
    return f"{module[: _LONGEST_MODULE - _DIGEST - 1]}_{digest(module)}"


def digest(text: str) -> str:
    """Return a few letters that hardly any other text gives."""
    found = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return found[:_DIGEST].translate(_LETTERS)


def namespace_module(key: ModelKey) -> str:
    """Return the package of a model's namespace, such as `operations`."""
    return module_name(Untrusted(key.namespace))


def namespace_name(key: ModelKey) -> str:
    """Return the name of that package in a resource's module, where `errors` means the classes."""
    module = namespace_module(key)
    return "error_models" if module == "errors" else module


def resource_module(path: tuple[Untrusted, ...], joint: str = "_") -> str:
    """Return the module of a resource: all of its accessors, such as `beta_libraries`.

    Without any, it is that of the client's own operations, with a name that docs cannot give.
    `joint` stands between accessors; with two underscores, no other way has this name.
    """
    if not path:
        return "_client"
    parts = ("_".join(python_words(name)) for name in path)
    return _module(joint.join(parts))
