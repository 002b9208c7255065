"""Which line of which template each line of a rendered file comes from.

A build renders without this. Here, templates are compiled so that each piece of text carries its
place, through macros, blocks, `super()` and `include`, until the whole file is put together. A
filter that changes a text loses the places in it: then it comes from the line of the filter.
"""

from __future__ import annotations

from collections.abc import Container, Iterable
from typing import Any, Final, cast

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame

from generator.records import record
from generator.render.environment import Environment, InPlace, Templates
from generator.render.strict import printable


@record
class Place:
    """A line of a template."""

    template: str
    """Its name, such as `python/object.py.jinja`."""
    line: int
    """From 1."""


@record
class _Piece:
    """Text that one spot of a template printed."""

    text: str
    place: Place
    is_literal: bool
    """Whether the template holds the text itself, with all of its lines."""

    def lines(self) -> list[tuple[str, Place]]:
        """Return the lines of the text, each with its own place."""
        place, step = self.place, int(self.is_literal)
        return [
            (line, Place(place.template, place.line + number * step))
            for number, line in enumerate(self.text.split("\n"))
        ]


class Placed(str):
    """Rendered text that knows where its pieces come from."""

    __slots__ = ("pieces",)
    pieces: tuple[_Piece, ...]

    def __str__(self) -> str:
        """Return the same: a plain copy would have no pieces."""
        return self

    def places(self, preferred: Container[str] = ()) -> tuple[Place, ...]:
        """Return the place of each line.

        Of a line that several pieces make up, the first one that can be seen counts, or the first
        one of the `preferred` templates.
        """
        lines: list[list[tuple[str, Place]]] = [[]]
        for piece in self.pieces or (_NOTHING,):
            first, *others = piece.lines()
            lines[-1].append(first)
            lines += [[each] for each in others]
        return tuple(_place(line, preferred) for line in lines)


def _place(parts: list[tuple[str, Place]], preferred: Container[str]) -> Place:
    visible = [place for text, place in parts if text.strip()]
    ours = [place for place in visible if place.template in preferred]
    ends = parts[-1][1]  # Of an empty line, what ends it.
    return next(iter((*ours, *visible, ends)))


def _joined(texts: Iterable[str]) -> Placed:
    """Join what a template, a macro or a block has printed."""
    pieces: list[_Piece] = []
    for text in texts:
        pieces += text.pieces if isinstance(text, Placed) else ()
    return _with(tuple(pieces))


def _with(pieces: tuple[_Piece, ...]) -> Placed:
    placed = Placed("".join(piece.text for piece in pieces))
    placed.pieces = pieces
    return placed


def _placed(text: str, template: str, line: int, *, is_literal: bool) -> Placed:
    """Put its place on a text, unless it has some already."""
    if isinstance(text, Placed):
        return text
    return _with((_Piece(text, Place(template, line), is_literal),))


def _printable(value: Any) -> Any:
    return value if isinstance(value, Placed) else printable(value)


class _PlacingCode(InPlace):
    """Compiles each output so that it puts its place on what it prints."""

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._begun: list[int] = []

    def _output_child_to_const(self, *_: object) -> str:
        raise nodes.Impossible  # Pieces that are joined at compile time would share a place.

    def _output_child_pre(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        self.write("environment.placed(")
        super()._output_child_pre(node, frame, finalize)

    def _output_child_post(
        self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo
    ) -> None:
        super()._output_child_post(node, frame, finalize)
        is_literal = isinstance(node, nodes.TemplateData)
        self.write(f", {self.name!r}, {node.lineno}, is_literal={is_literal})")

    def start_write(self, frame: Frame, node: nodes.Node | None = None) -> None:
        """Begin to write what a block with a filter, or a call with a block, comes to."""
        super().start_write(frame, node)
        self._begun.append(node.lineno if node else 0)
        self.write("environment.placed(")

    def end_write(self, frame: Frame) -> None:
        """End what `start_write` began."""
        self.write(f", {self.name!r}, {self._begun.pop()}, is_literal=False)")
        super().end_write(frame)


class _PlacingEnvironment(Environment):
    code_generator_class = _PlacingCode
    concat = staticmethod(_joined)
    placed = staticmethod(_placed)


class PlacedTemplates(Templates):
    """Templates whose `place` returns `Placed` text, equal to that of `Templates.render`."""

    environment = _PlacingEnvironment
    finalize = staticmethod(_printable)

    def place(self, name: str, view: object) -> Placed:
        """Render a template as `render` does; what it returns is the same text."""
        return cast("Placed", self.render(name, view))


_NOTHING: Final = _Piece("", Place("", 0), is_literal=False)
