"""What all modules of models have in common: names, imports, and the end of circular ones."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from generator.ir.models import Model, ObjectModel, UnionModel
from generator.ir.references import references, types_of
from generator.ir.types import ModelKey, Type
from generator.python.annotations import Spelling, type_imports
from generator.python.imports import Import, import_groups, name_order
from generator.python.library import Library, extra_type
from generator.python.model_names import TWIN, local_names, model_import
from generator.python.names import class_name
from generator.python.prose import header, quiet_header
from generator.records import record
from generator.render.printers import Printers

_ROOM: Final = Import("..._runtime.rings", "room")


@record
class CircleView:
    """What ends a module whose model is part of a circle of models."""

    imports: tuple[str, ...]
    """Imports of the other models, which have to stand at the end."""
    completed: tuple[str, ...]
    """The object models of the circle. Whichever module is imported first completes them last."""


@record
class ModelModule:
    """One model, and the names by which its module knows the others."""

    model: Model
    library: Library
    printers: Printers
    names: Mapping[ModelKey, str]
    """Local names of the model itself and of all models that its module imports."""

    @property
    def name(self) -> str:
        """The class or alias."""
        return class_name(self.model.key)

    @property
    def has_twin(self) -> bool:
        """Whether callers may pass the model as a dict."""
        return self.model.key in self.library.twins

    @property
    def exports(self) -> tuple[str, ...]:
        """The public names, sorted."""
        names = (self.name, self.name + TWIN) if self.has_twin else (self.name,)
        return tuple(sorted(names, key=name_order))

    @property
    def spelling(self) -> Spelling:
        """How the model's own annotations are spelled."""
        return Spelling(lambda key: (self.names[key],), self.printers)

    @property
    def twin_spelling(self) -> Spelling:
        """How the dict-shaped type's annotations are spelled."""
        return Spelling(self._as_input, self.printers, "Sequence", "Mapping")

    @property
    def twin_types(self) -> tuple[Type, ...]:
        """The types that the dict-shaped type is spelled with; none without one.

        No `TypedDict` can say what an object with extra properties is, and of a union's members
        those count that have such a type themselves.
        """
        model = self.model
        if not self.has_twin:
            return ()
        if isinstance(model, ObjectModel):
            return () if extra_type(model) is not None else types_of(model)
        return tuple(
            type_
            for type_ in types_of(model)
            if references((type_,)) & self.library.twins
        )

    def _as_input(self, key: ModelKey) -> tuple[str, ...]:
        name = self.names[key]
        return (name, name + TWIN) if key in self.library.twins else (name,)

    @property
    def header(self) -> str:
        """The comments that open the module."""
        printed = self.printers.comment(header(self.model.span.file))
        named = self.names.keys() - {self.model.key}
        return quiet_header(
            printed, names_deprecated=bool(named & self.library.deprecated)
        )

    def imports(self, *own: Import) -> tuple[tuple[str, ...], ...]:
        """Return the import statements at the top: `own`, and what the annotations need."""
        types = types_of(self.model)
        if isinstance(self.model, ObjectModel) and (extra := extra_type(self.model)):
            types = (*types, extra)
        needed = type_imports(types, self.spelling)
        needed |= type_imports(self.twin_types, self.twin_spelling)
        early = self.names.keys() - self._circle - {self.model.key}
        models = (i for key in early for i in self._imports_of(key))
        room = (_ROOM,) if self._late else ()
        return import_groups((*own, *needed, *models, *room))

    def circle(self) -> CircleView | None:
        """Return the end of the module, if the model reaches itself through another one."""
        if not self._late:
            return None
        groups = import_groups(i for key in self._late for i in self._imports_of(key))
        return CircleView(
            tuple(line for group in groups for line in group),
            tuple(
                sorted(
                    self.names[key] for key in objects_of(self.library, self._circle)
                )
            ),
        )

    @property
    def _late(self) -> frozenset[ModelKey]:
        """The models of the circle that the module imports, at its end."""
        return self._circle & self.names.keys() - {self.model.key}

    @property
    def _circle(self) -> frozenset[ModelKey]:
        return self.library.circles.get(self.model.key, frozenset())

    def _imports_of(self, key: ModelKey) -> tuple[Import, ...]:
        own, name = self.model.key, self.names[key]
        model = model_import(own, key, name)
        if key not in references(self.twin_types) & self.library.twins:
            return (model,)
        return (model, model_import(own, key, name, TWIN))


def model_module(model: Model, library: Library, printers: Printers) -> ModelModule:
    """Return a model with the names of its module."""
    circle = library.circles.get(model.key, frozenset())
    others = references(types_of(model)) | objects_of(library, circle)
    return ModelModule(model, library, printers, local_names(model.key, others))


def model_source(model: Model, library: Library) -> object:
    """Return all that the module of a model is made of: equal sources give equal modules.

    `None` for a union, whose tags depend on the pages of its members.
    """
    if isinstance(model, UnionModel):
        return None
    circle = library.circles.get(model.key, frozenset())
    named = references(types_of(model)) | {model.key}
    return (
        model,
        named & library.twins,
        named & library.deprecated,
        circle,
        objects_of(library, circle),
        circle & library.deprecated,
    )


def objects_of(library: Library, keys: frozenset[ModelKey]) -> frozenset[ModelKey]:
    """Return those of `keys` that are object models."""
    return frozenset(k for k in keys if isinstance(library.models[k], ObjectModel))
