"""How a method hands over what an operation answers: at once, page by page or piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from enum import Enum
from typing import Final

from generator.ir.operations import Operation
from generator.ir.types import Stream, StreamKind, Type
from generator.python.annotations import Spelling, annotation
from generator.python.imports import Import
from generator.python.library import Library
from generator.python.paging import item_type
from generator.records import record

_STREAMS: Final = {
    StreamKind.EVENTS: ("streams", "EventStream", "_events"),
    StreamKind.JSON_LINES: ("streams", "JsonLines", "_json_lines"),
    StreamKind.BYTES: ("downloads", "ByteStream", "_bytes"),
}
"""By kind: module and class of the runtime, and the method of a resource's base."""
_MIXED: Final = "_mixed"


class AnswerKind(Enum):
    """What a caller does with an answer."""

    NOTHING = "nothing"
    VALUE = "value"
    PAGES = "pages"
    """Iterates over its items."""
    ITEMS = "items"
    """Iterates over the items of a stream."""
    BYTES = "bytes"
    """Saves a stream of bytes."""
    MIXED = "mixed"
    """Looks whether it is a value or a stream."""


def answer_kind(operation: Operation) -> AnswerKind:
    """Return how an operation answers."""
    success = operation.success
    if operation.pagination is not None:
        return AnswerKind.PAGES
    if success.stream is None:
        return AnswerKind.NOTHING if success.type is None else AnswerKind.VALUE
    if success.type is not None:
        return AnswerKind.MIXED
    is_bytes = success.stream.kind is StreamKind.BYTES
    return AnswerKind.BYTES if is_bytes else AnswerKind.ITEMS


@record
class Handover:
    """How one of the two methods hands over the answer."""

    definition: str
    """`def` or `async def`."""
    returns: str
    """Annotation of what it returns."""
    call: str
    """The method of the resource's base that it calls, such as `await self._call`."""
    imports: frozenset[Import]


def handover(
    operation: Operation, library: Library, spelling: Spelling, *, is_async: bool
) -> Handover:
    """Return how the method for an operation hands over its answer."""
    kind = answer_kind(operation)
    prefix = "Async" if is_async else ""
    if kind is AnswerKind.PAGES:
        return _pages(operation, library, spelling, is_async=is_async)
    type_, stream = operation.success.type, operation.success.stream
    parts = [annotation(type_, spelling)] if type_ else []
    imports = frozenset[Import]()
    method = "_call"
    if stream is not None:
        module, name, method = _STREAMS[stream.kind]
        parts.append(_generic(prefix + name, stream.item, spelling))
        method = _MIXED if kind is AnswerKind.MIXED else method
        imports = frozenset({Import(f"{spelling.runtime}.{module}", prefix + name)})
    return Handover(
        definition="async def" if is_async else "def",
        returns=" | ".join(parts) or "None",
        call=f"await self.{method}" if is_async else f"self.{method}",
        imports=imports,
    )


def stream_class(kind: StreamKind) -> str:
    """Return the runtime's class of a stream, as the sync client has it."""
    return _STREAMS[kind][1]


def _generic(name: str, item: Type | None, spelling: Spelling) -> str:
    return f"{name}[{annotation(item, spelling)}]" if item else name


def _pages(
    operation: Operation, library: Library, spelling: Spelling, *, is_async: bool
) -> Handover:
    name = "AsyncPager" if is_async else "Page"
    item = annotation(item_type(operation, library.models), spelling)
    type_ = operation.success.type
    result = annotation(type_, spelling) if type_ else "None"
    return Handover(
        definition="def",
        returns=f"{name}[{item}, {result}]",
        call="self._page",
        imports=frozenset({Import(f"{spelling.runtime}.pagination", name)}),
    )


def operation_type(operation: Operation, spelling: Spelling) -> str:
    """Return what the data of an operation says that it results in."""
    success = operation.success
    if success.type is not None:
        return annotation(success.type, spelling)
    if success.stream is None:
        return "None"
    item = success.stream.item
    return annotation(item, spelling) if item else "bytes"


def stream_code(stream: Stream, spelling: Spelling) -> str:
    """Return a stream as an operation's data tells it to the runtime."""
    kind = f'"{stream.kind.value}"'
    if stream.item is None:
        return f"Stream({kind})"
    return f"Stream({kind}, lambda: {annotation(stream.item, spelling)})"


def answer_types(operation: Operation) -> Iterator[Type]:
    """Yield the types that an operation's answer is spelled with."""
    success = operation.success
    if success.type is not None:
        yield success.type
    if success.stream is not None and success.stream.item is not None:
        yield success.stream.item
