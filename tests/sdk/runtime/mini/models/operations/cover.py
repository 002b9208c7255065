"""Cover."""

# ruff: noqa: TID252 - an emitted package imports its own modules relatively

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from ..._runtime.models import Model

__all__ = ["Cover", "Paper", "Screen"]


class Paper(Model):
    """A printed cover."""

    kind: Literal["paper"]
    grams: int | float


class Screen(Model):
    """A picture."""

    kind: Literal["screen"]
    pixel_count: Annotated[int, Field(alias="pixelCount")]


Cover: TypeAlias = Paper | Screen | str
"""A cover: printed, a picture, or a colour."""
