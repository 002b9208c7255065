"""All exceptions that come out of this package."""

from ._runtime.errors import (
    APIConnectionError,
    APIStatusError,
    APITimeoutError,
    ClientClosedError,
    ConfigurationError,
    DecodeError,
    InvalidArgumentError,
    PaginationError,
    SDKError,
    StreamClosedError,
)
from .models import errors as _models

__all__ = [
    "APIConnectionError",
    "APIStatusError",
    "APITimeoutError",
    "ClientClosedError",
    "ClientFault",
    "ConfigurationError",
    "DecodeError",
    "InvalidArgumentError",
    "NotOnShelf",
    "PaginationError",
    "SDKError",
    "ShelfError",
    "StreamClosedError",
]

ShelfError = SDKError
"""The base of all errors."""


class NotOnShelf(APIStatusError):  # noqa: N818 - named by its page
    """The server answered 404."""

    _model = staticmethod(lambda: _models.NotOnShelf)


class ClientFault(APIStatusError):  # noqa: N818 - named by its page
    """The server answered with another 4xx."""
