"""How a build tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")


class Track(Protocol):
    """Pass items on, one by one, and take note of how many of them are through."""

    def __call__(self, stage: str, items: Sequence[T], /) -> Iterable[T]:
        """Return the items; `stage` says what is done with them, such as `reading pages`."""


def untracked(_stage: str, items: Sequence[T], /) -> Iterable[T]:
    """Return the items as they are."""
    return items
