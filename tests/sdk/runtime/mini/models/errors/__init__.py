"""Bodies of errors."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from typing import TYPE_CHECKING

from ..._runtime.lazy import lazy_module

if TYPE_CHECKING:
    from .notonshelf import NotOnShelf as NotOnShelf
    from .notonshelf import Problem as Problem
else:
    __getattr__, __dir__ = lazy_module(
        __name__, {"NotOnShelf": "notonshelf", "Problem": "notonshelf"}
    )
