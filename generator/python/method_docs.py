"""Docstrings of methods, in Google's style."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.ir.operations import Operation
from generator.ir.types import Ref
from generator.python.arguments import Argument
from generator.python.docs import Docs
from generator.python.errors import error_classes
from generator.python.library import Library
from generator.python.prose import deprecation, described, headed, joined
from generator.python.security import secret_entries
from generator.render.docstrings import Entry, Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_INDENT: Final = 8
_OPTIONS: Final = "Settings for this call only: see `RequestOptions`."
_NO_SERVER: Final = Untrusted(
    "The docs do not say which server has this operation: give `base_url` with `options`."
)


def method_docs(
    operation: Operation,
    taken: tuple[Argument, ...],
    returns: str,
    package: str,
    library: Library,
    printers: Printers,
) -> Docs:
    """Return the docstring; `returns` is the annotation, `package` the import name of the SDK."""
    doc = joined(headed(operation.summary, operation.doc), server_note(operation))
    text = described(operation.name, doc or None, operation.deprecated)
    arguments = (
        *_argument_entries(taken),
        *secret_entries(operation.security),
        Entry("options", _OPTIONS),
    )
    sections = (
        Section("Args", arguments),
        *_returns(operation, returns, library),
        *_raises(operation, package),
    )
    return Docs(text, _INDENT, sections, printers)


def server_note(operation: Operation) -> Untrusted | None:
    """Say that the caller must name the server, where the docs do not."""
    servers = operation.servers
    return _NO_SERVER if servers is not None and not servers.value else None


def _argument_entries(taken: tuple[Argument, ...]) -> Iterator[Entry]:
    for argument in taken:
        text = joined(argument.doc, deprecation(argument.deprecated))
        if text:
            yield Entry(argument.name, text)


def _returns(operation: Operation, returns: str, library: Library) -> Iterator[Section]:
    doc = returned_doc(operation, library)
    if doc:
        yield Section("Returns", (Entry(returns, doc),))


def returned_doc(operation: Operation, library: Library) -> Untrusted | None:
    """Return what comes back: in the words of the operation or else of the result's page."""
    success = operation.success
    if success.doc is None and isinstance(success.type, Ref):
        return library.models[success.type.key].doc
    return success.doc


def _raises(operation: Operation, package: str) -> Iterator[Section]:
    entries = tuple(
        Entry(f"{package}.errors.{name}", f"The server answered {statuses}.")
        for name, statuses in error_statuses(operation)
    )
    if entries:
        yield Section("Raises", entries)


def error_statuses(operation: Operation) -> Iterator[tuple[str, str]]:
    """Yield each error class with its statuses in words, such as `401, 403` or `400 to 499`."""
    statuses: dict[str, list[str]] = {}
    for (first, last), names in error_classes(operation).items():
        for name in names:
            words = str(first) if first == last else f"{first} to {last}"
            statuses.setdefault(name, []).append(words)
    for name, ranges in statuses.items():
        yield name, ", ".join(ranges)
