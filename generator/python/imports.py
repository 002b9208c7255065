"""Import statements: gathered as values, printed in one canonical order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Final, TypeAlias

_THIRD_PARTY: Final = frozenset(("anyio", "httpx2", "pydantic", "typing_extensions"))
_NUMBER: Final = re.compile(r"([0-9]+)")
_KEPT: Final = 4096
"""Names whose keys are kept: most come again in other modules."""

Natural: TypeAlias = tuple[tuple[int, str], ...]
"""A text for sorting as people count: its numbers as numbers, so that 2 comes before 10."""


@dataclass(frozen=True, slots=True, order=True)
class Import:
    """One imported name."""

    module: str
    """Module as written after `from`, such as `.mode`."""
    name: str = ""
    """Name in the module; empty for `import module`."""
    alias: str = ""
    """Name here, where it is another one."""

    @property
    def local(self) -> str:
        """The name here."""
        return self.alias or self.name or self.module


def import_groups(imports: Iterable[Import]) -> tuple[tuple[str, ...], ...]:
    """Return statements by group: future, standard, third party, own; sorted as isort sorts."""
    ordered = sorted(set(imports), key=_order)
    return tuple(
        tuple(
            statement
            for _, names in groupby(group, key=lambda i: (not i.name, i.module))
            for statement in _statements(tuple(names))
        )
        for _, group in groupby(ordered, key=_group)
    )


def _group(imported: Import) -> int:
    if imported.module == "__future__":
        return 0
    if imported.module.startswith("."):
        return 3
    return 2 if imported.module in _THIRD_PARTY else 1


@lru_cache(maxsize=_KEPT)
def natural(text: str) -> Natural:
    """Return the key that isort and its kin sort modules and names by."""
    parts = _NUMBER.split(text)
    return tuple(
        (int(part), "") if part.isdecimal() else (-1, part) for part in parts if part
    )


def name_order(name: str) -> tuple[int, Natural, str]:
    """Return the key of a name within a statement or `__all__`: constants, classes, others."""
    kind = 0 if name.isupper() else 1 if name[:1].isupper() else 2
    return (kind, natural(name), name)


def _order(imported: Import) -> tuple[object, ...]:
    path = imported.module.lstrip(".")
    dots = len(imported.module) - len(path)
    named = bool(imported.name)
    return (_group(imported), named, -dots, natural(path), *name_order(imported.name))


def _statements(names: tuple[Import, ...]) -> Iterator[str]:
    """Yield the statements of one module, whose names are sorted: aliases stand alone."""
    module = names[0].module
    plain = [each.name for each in names if not each.alias]
    for each in names:
        if each.alias:
            yield f"from {module} import {each.name} as {each.alias}"
        elif not each.name:
            yield f"import {module}"
        elif each.name == plain[0]:
            yield f"from {module} import {', '.join(plain)}"
