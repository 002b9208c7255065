"""Names of things as users of the SDK know them: in Python, as far as that can be told."""

from __future__ import annotations

import re
from typing import Final

from generator.ir.types import ModelKey
from generator.python.names import UnusableNameError, member_name
from generator.records import record
from generator.review.report import Kind, Review, Subject, Verb, dotted
from generator.untrusted import Untrusted

_ARGUMENT: Final = re.compile(
    r"(?:resources\.\w+\.)?(?P<owner>[\w.]+)\((?P<part>\w+)\)"
)
_VALUE: Final = re.compile(r"(?P<owner>[\w.]+)\[(?P<part>.+)\]", re.DOTALL)
_MEMBER: Final = re.compile(r"(?P<owner>[\w.]+)\.(?P<part>\w+)")


@record
class Name:
    """The name of a thing."""

    owner: Untrusted | None
    """What it is part of; `None` for what is named by itself."""
    part: Untrusted
    is_argument: bool


class Names:
    """The names of all things of a review."""

    def __init__(self, review: Review) -> None:
        # What was renamed has an old name, which is gone, and a new one, which counts.
        gone_first = sorted(
            review.surface, key=lambda each: each.verb is not Verb.REMOVED
        )
        self._python = {each.subject: each.name for each in gone_first}

    def of(self, subject: Subject) -> Name:
        """Return the name that the surface tells, or else that of the docs."""
        python, owner = self._python.get(subject), subject.owner
        found = None if python is None else _spelled(python)
        if not isinstance(owner, ModelKey):
            return _of_way(subject, owner, found)
        if subject.part is None:
            return Name(None, python or dotted(owner), is_argument=False)
        return found or Name(dotted(owner), subject.part, is_argument=False)


def _spelled(python: Untrusted) -> Name | None:
    for pattern in (_ARGUMENT, _VALUE, _MEMBER):
        if match := pattern.fullmatch(python.reveal()):
            owner, part = Untrusted(match["owner"]), Untrusted(match["part"])
            return Name(owner, part, is_argument=pattern is _ARGUMENT)
    return None


def _of_way(subject: Subject, way: tuple[Untrusted, ...], found: Name | None) -> Name:
    """Return the name of an operation or resource, or of a part of it, as programs reach it."""
    method = Untrusted(".".join(map(_accessor, way)))
    if subject.part is None:
        return Name(None, method, is_argument=False)
    part = found.part if found is not None and found.is_argument else subject.part
    owner = method or None
    return Name(owner, part, is_argument=subject.kind is Kind.PARAMETER)


def _accessor(name: Untrusted) -> str:
    try:
        return member_name(name)
    except UnusableNameError:
        return name.reveal()
