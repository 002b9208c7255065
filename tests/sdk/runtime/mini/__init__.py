"""A small SDK in the form that the templates emit."""

from ._client import AsyncShelf, Shelf

__all__ = ["AsyncShelf", "Shelf"]
