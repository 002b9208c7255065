"""Author: refers to Book, which refers back."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from ..._runtime.models import Model

__all__ = ["Author"]


class Author(Model):
    """Who wrote it."""

    full_name: Annotated[str, Field(alias="fullName")]
    best_book: Annotated[Book | None, Field(alias="bestBook")] = None


from .book import Book  # noqa: E402 - the models refer to each other
