"""Names that would be one in Python, told apart by their own spelling.

Names are compared in their own place only: the fields of a model, the arguments of a method, the
members of a resource, the models of a namespace. The regular spelling keeps its name: the one that
Python's name turns back into, such as `userId` beside `userID`. The others are spelled letter by
letter, `user_i_d`; where that is taken, too, an underscore or a digest of the spelling is added. So
nothing depends on the order of the docs, and a name that meets no other never changes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from generator.ir.api import Api
from generator.ir.models import Model, ObjectModel
from generator.python.names import digest, value_name, words
from generator.python.things import (
    FIELDS,
    MODELS,
    RESOURCES,
    Face,
    Thing,
    client_faces,
    field_things,
    made,
    model_things,
    operation_things,
    parameter_things,
    resource_things,
    secret_faces,
)
from generator.records import record
from generator.untrusted import Untrusted

Stated: TypeAlias = Mapping[str, Mapping[str, str]]
"""Names in Python by table of `[python]`, and by key in it."""

_CAPITAL: Final = re.compile(r"(?<=[A-Za-z0-9])(?=[A-Z])|[^A-Za-z0-9]+")


@record
class Clash:
    """A thing that had the name of another one, and the name that tells it apart."""

    thing: Thing
    name: str


def clashes(api: Api, stated: Stated) -> Iterator[Clash]:
    """Yield all things that get another name than their own spelling gives by itself.

    What is stated keeps its name. What no form tells apart keeps its usual one, and is error D070
    of `generator.python.check`.
    """
    yield from _told_apart(list(model_things(api)), stated)
    for model in api.models:
        if stated.get(FIELDS) or _may_clash(model):
            yield from _told_apart(list(field_things(model)), stated)
    yield from _members(api, stated)
    for resource in api.resources:
        for operation in resource.operations:
            things = list(parameter_things(resource, operation))
            taken = frozenset(secret_faces(resource, operation))
            yield from _told_apart(things, stated, taken)


def _may_clash(model: Model) -> bool:
    """Whether it is worth the effort to look closer: most models have no such fields."""
    if not isinstance(model, ObjectModel):
        return False
    names = {made(value_name, field.name) for field in model.fields}
    return len(names) < len(model.fields)


def _members(api: Api, stated: Stated) -> Iterator[Clash]:
    """Yield resources, and operations, which give way to resources and to what clients have."""
    resources = list(resource_things(api))
    found = list(_told_apart(resources, stated))
    yield from found
    names = {clash.thing.key: clash.name for clash in found}
    taken = set(client_faces())
    for each in resources:
        name = names.get(each.key) or _name(each, stated)
        taken |= set(each.faces(name)) if name else set()
    yield from _told_apart(list(operation_things(api)), stated, taken)


def _told_apart(
    things: Sequence[Thing], stated: Stated, taken: Collection[Face] = frozenset()
) -> Iterator[Clash]:
    """Yield those of `things` that would share a name, or have one that is taken."""
    names = {each.key: _name(each, stated) for each in things}
    faces = {t.key: t.faces(names[t.key]) if names[t.key] else () for t in things}
    holders: dict[Face, dict[str, Thing]] = {}
    for thing in things:
        for face in faces[thing.key]:
            holders.setdefault(face, {})[thing.key] = thing
    losers: set[str] = set()
    for face, held in holders.items():
        if len(held) > 1 or face in taken:
            losers |= _losers(held, stated, is_taken=face in taken)
    if losers:
        kept = {face for key in faces.keys() - losers for face in faces[key]}
        yield from _moved([t for t in things if t.key in losers], kept | set(taken))


def _losers(held: Mapping[str, Thing], stated: Stated, *, is_taken: bool) -> set[str]:
    """Return which of the holders of a name have to give it up: all but the regular spelling.

    Models of several namespaces may share the class of an error; then the first one keeps it.
    """
    fixed = {key for key, each in held.items() if _is_stated(each, stated)}
    regular = (key for key, each in held.items() if _is_regular(each))
    keeper = None if fixed or is_taken else min(regular, default=None)
    return held.keys() - fixed - {keeper}


def _name(thing: Thing, stated: Stated) -> str:
    return stated.get(thing.table, {}).get(thing.key) or thing.usual


def _is_stated(thing: Thing, stated: Stated) -> bool:
    return thing.key in stated.get(thing.table, {})


def _is_regular(thing: Thing) -> bool:
    first, *others = words(thing.name)
    first = first.capitalize() if thing.table == MODELS else first
    return thing.name.reveal() == "".join((first, *map(str.capitalize, others)))


def _moved(things: Sequence[Thing], kept: set[Face]) -> Iterator[Clash]:
    """Yield things with the first of their forms that nothing else has."""
    for form in _FORMS:
        found = [(each, form(each)) for each in things]
        count = Counter(face for each, name in found for face in each.faces(name))
        free = {
            each.key: name
            for each, name in found
            if all(count[f] == 1 and f not in kept for f in each.faces(name))
        }
        for each in things:
            if each.key in free:
                name = free[each.key]
                kept |= set(each.faces(name))
                yield Clash(each, name)
        things = [each for each in things if each.key not in free]


def _letters(thing: Thing) -> str:
    """Return `user_i_d` of `userID`: each capital begins a word."""
    spelled = Untrusted(_CAPITAL.sub("_", thing.name.reveal()).strip("_"))
    return spelled.reveal() if thing.table == MODELS else made(thing.make, spelled)


def _underscored(thing: Thing) -> str:
    """Return the usual name with an underscore, as that of a reserved name.

    Modules are made of words, so that it tells no models and no resources apart.
    """
    return thing.usual if thing.table in (MODELS, RESOURCES) else f"{thing.usual}_"


def _digested(thing: Thing) -> str:
    """Return the usual name with a digest of what it is and how it is spelled."""
    mark = digest(f"{thing.table} {thing.name.reveal()}")
    usual = thing.usual.rstrip("_")
    return f"{usual}{mark.capitalize()}" if thing.table == MODELS else f"{usual}_{mark}"


_FORMS: Final[tuple[Callable[[Thing], str], ...]] = (_letters, _underscored, _digested)
