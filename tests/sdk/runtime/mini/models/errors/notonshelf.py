"""NotOnShelf."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from typing import Annotated

from pydantic import Field

from ..._runtime.models import Model

__all__ = ["NotOnShelf", "Problem"]


class Problem(Model):
    """What went wrong."""

    code: str
    message: str
    doc_url: Annotated[str | None, Field(alias="docUrl")] = None


class NotOnShelf(Model):
    """The body of a 404."""

    error: Problem
