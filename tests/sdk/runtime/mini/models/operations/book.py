"""Book."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from __future__ import annotations

import datetime  # noqa: ICN001 - as the templates write it
from typing import Annotated, Any

from pydantic import Field

from ..._runtime.models import Model
from .cover import Cover
from .format import Format

__all__ = ["Book"]


class Book(Model):
    """A book."""

    id: str
    title: str
    page_count: Annotated[int | float | None, Field(alias="pageCount")] = None
    format: Format | None = None
    printed_at: Annotated[datetime.datetime | None, Field(alias="printedAt")] = None
    authors: list[Author] | None = None
    cover: Cover | None = None
    metadata: dict[str, Any] | None = None


from .author import Author  # noqa: E402 - the models refer to each other
