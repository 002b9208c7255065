"""Calls of what the docs do not cover: an operation made of a method and a path."""

from __future__ import annotations

import re
from typing import Any, Final

from .errors import InvalidArgumentError
from .operation import Operation
from .types import NOT_GIVEN

__all__ = ["undocumented"]

_METHOD: Final = re.compile(r"[A-Z]{1,20}")
_PATH: Final = re.compile(r"(?:/[A-Za-z0-9\-._~!$&'()*+,;=:@%]*)+")
"""RFC 3986, section 3.3: a path from its root, encoded already."""
_DOTS: Final = re.compile(r"(?:\.|%2e){1,2}", re.IGNORECASE)
_RAW: Final = (bytes, str)

_Json: Final[Any] = dict[str, Any] | list[Any] | str | int | float | bool | None


def undocumented(
    method: object, path: object, body: object, result: Any
) -> Operation[Any]:
    """Return the operation; `result` is `NOT_GIVEN` for plain JSON.

    Raises:
        InvalidArgumentError: this is no method or no path.
    """
    if not isinstance(method, str) or not _METHOD.fullmatch(method.upper()):
        raise InvalidArgumentError("method", "must be an HTTP method, such as 'GET'")
    if not isinstance(path, str) or not _PATH.fullmatch(path):
        problem = "must begin with '/', be encoded, and hold no query and no fragment"
        raise InvalidArgumentError("path", problem)
    if any(_DOTS.fullmatch(segment) for segment in path.split("/")):
        raise InvalidArgumentError("path", "must hold no segment '.' or '..'")
    hint = _Json if result is NOT_GIVEN else result
    is_bytes = isinstance(body, bytes)
    return Operation(
        id=f"{method.upper()} {path}",
        method=method.upper(),
        path=path,
        body=None if body is NOT_GIVEN else lambda: bytes if is_bytes else Any,
        body_argument="body",
        content_type="application/octet-stream" if is_bytes else "application/json",
        result=lambda: hint,
        accept="*/*" if hint in _RAW else "application/json",
    )
