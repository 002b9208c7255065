"""Stock."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from __future__ import annotations

import datetime  # noqa: ICN001 - as the templates write it
from typing import TYPE_CHECKING

from ..._runtime.models import Model

__all__ = ["Stock"]


class Stock(Model):
    """When each copy came in."""

    total: int

    if not TYPE_CHECKING:  # They see pydantic's own annotation.
        __pydantic_extra__: dict[str, datetime.date]
