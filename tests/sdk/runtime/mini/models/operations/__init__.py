"""Models of operations."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from typing import TYPE_CHECKING

from ..._runtime.lazy import lazy_module

if TYPE_CHECKING:
    from .author import Author as Author
    from .book import Book as Book
    from .cover import Cover as Cover
    from .cover import Paper as Paper
    from .cover import Screen as Screen
    from .format import Format as Format
    from .newbook import NewBook as NewBook
    from .stock import Stock as Stock
else:
    __getattr__, __dir__ = lazy_module(
        __name__,
        {
            "Author": "author",
            "Book": "book",
            "Cover": "cover",
            "Format": "format",
            "NewBook": "newbook",
            "Paper": "cover",
            "Screen": "cover",
            "Stock": "stock",
        },
    )
