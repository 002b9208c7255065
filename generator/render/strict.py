"""What Jinja would pass over in silence, and templates must not: each is an error.

- A misspelt name, also where its value is only tested, sorted by, or left out for a default.
- To make text of what is no text: by `~`, by a filter, by `join`. Python's own way to show a view
  holds what strangers wrote.
- To reach a private attribute by a name that is put together, or to cut a printed text.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import wraps
from typing import Any, Final

import jinja2
from jinja2.filters import make_attrgetter

from generator.render.marks import plain

HIDDEN: Final = "reveal"
"""How the text of `Untrusted` is read, beside its private attributes."""
_LEFT_OUT: Final = ("attr", "d", "default", "pprint")
"""Filters that pass over a misspelt name, hide a name, or show what no printer printed."""
_OF_TEXT: Final = (
    "capitalize",
    "center",
    "format",
    "indent",
    "lower",
    "replace",
    "string",
    "striptags",
    "title",
    "trim",
    "truncate",
    "upper",
    "urlencode",
    "urlize",
    "wordcount",
    "wordwrap",
)
"""Filters that make text of whatever they get."""

Functions = dict[str, Callable[..., Any]]


class Missing(jinja2.StrictUndefined):
    """What a misspelt name stands for."""

    @property
    def _undefined_message(self) -> str:
        view = self._undefined_obj
        if not hasattr(view, "__dataclass_fields__"):
            return super()._undefined_message
        return f"`{type(view).__name__}` has no attribute `{self._undefined_name}`"


def printable(value: Any) -> str | int:
    """Let `str` and `int` through, and only these very types."""
    if type(value) is str or type(value) is int:
        return value
    if isinstance(value, jinja2.Undefined):
        return str(value)  # names what is missing; an `if` without `else` is no text
    raise TypeError(f"a template can print text and whole numbers, not {_kind(value)}")


def _kind(value: Any) -> str:
    """Tell what a value is, but nothing that it holds: it may be the whole of a view."""
    if value is None or type(value) in {bool, float}:
        return repr(value)
    if isinstance(value, list | tuple):
        return f"a list of {len(value)}"
    return f"a value of type {type(value).__name__}"


def whole(value: Any) -> Any:
    """Return a value that is about to be cut, unless a printer printed it.

    To cut an annotation, which may hold printed text, leaves marks without partners, if any.
    """
    if isinstance(value, str) and plain(value[:1]) != value[:1]:
        raise TypeError("a text of the docs that was printed cannot be cut")
    return value


def public(name: object) -> None:
    """Raise `TypeError` for the name of an attribute that no template may use."""
    if isinstance(name, str) and (name.startswith("_") or name == HIDDEN):
        raise TypeError(f"`{name}` is no attribute of a view")


def strict_tests(tests: Mapping[str, Callable[..., Any]]) -> Functions:
    """Return Jinja's tests, which then fail for a misspelt name, as all else does."""

    def checked(test: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(test)
        def call(*arguments: Any) -> Any:
            for each in arguments:
                _named(each)
            return test(*arguments)

        return call

    found = {name: checked(test) for name, test in tests.items()}
    del found["defined"], found["undefined"]
    return found | {"none": _is_none}


def strict_filters(
    filters: Mapping[str, Callable[..., Any]], finalize: Callable[[Any], Any]
) -> Functions:
    """Return Jinja's filters; those that make text then take what `finalize` lets through."""

    def checked(filter_: Callable[..., Any]) -> Callable[..., Any]:
        at = int(hasattr(filter_, "jinja_pass_arg"))

        @wraps(filter_)
        def call(*arguments: Any, **named: Any) -> Any:
            finalize(arguments[at])
            return filter_(*arguments, **named)

        return call

    found = {name: each for name, each in filters.items() if name not in _LEFT_OUT}
    of_text = {name: checked(found[name]) for name in _OF_TEXT}
    return found | of_text | {"join": _join}


def _is_none(value: Any) -> bool:
    """Tell whether a value is `None`: the test that templates use most."""
    _named(value)
    return value is None


def _named(value: Any) -> None:
    if isinstance(value, jinja2.Undefined):
        str(value)  # raises, and names what is missing


@jinja2.pass_environment
def _join(
    environment: jinja2.Environment,
    value: Iterable[Any],
    between: str = "",
    attribute: str | int | None = None,
) -> str:
    """Join as Jinja does, but nothing that cannot be printed."""
    if attribute is not None:
        value = map(make_attrgetter(environment, attribute), value)
    finalize: Any = environment.finalize
    return between.join(str(finalize(each)) for each in value)
