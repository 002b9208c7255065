"""Modules of object pages."""

from __future__ import annotations

from typing import Final

from generator.ir.models import Field, ObjectModel
from generator.python.annotations import Spelling, annotation, union
from generator.python.imports import Import
from generator.python.library import extra_type
from generator.python.model_module import CircleView, ModelModule
from generator.python.model_names import TWIN
from generator.python.names import value_name
from generator.python.prose import (
    deprecated_text,
    deprecation,
    described,
    joined,
)
from generator.records import record

_INDENT: Final = 4
_MODEL: Final = Import("..._runtime.models", "Model")


@record
class FieldView:
    """One field of a model, or one key of its dict-shaped type."""

    name: str
    """The attribute or key."""
    annotation: str
    """Its type, with the name on the wire where it differs."""
    optional: bool
    """Whether it may be left out."""
    doc: str | None
    """Its docstring, or `None` where the docs say nothing."""


@record
class TwinView:
    """The dict-shaped type of an object model."""

    name: str
    """Such as `ShipDict`."""
    doc: str
    """Its description, without quotes."""
    keys: tuple[FieldView, ...]
    """Its keys, which are the fields of the model."""
    is_open: bool
    """Whether extra keys are allowed, which no `TypedDict` can say."""


@record
class ObjectView:
    """The module of an object page."""

    header: str
    """Comments above everything else: what the file was made from, and what checkers may skip."""
    name: str
    """The class."""
    deprecated: str | None
    """Why it is deprecated, and what replaces it."""
    doc: str
    """Its docstring, quotes included."""
    imports: tuple[tuple[str, ...], ...]
    """The import statements, in groups between which an empty line stands."""
    exports: tuple[str, ...]
    """The names of `__all__`, sorted."""
    fields: tuple[FieldView, ...]
    """In the order of the docs."""
    extra: str | None
    """Type of the values of extra properties, where the page has them."""
    twin: TwinView | None
    """`None` where no call takes the model."""
    circle: CircleView | None
    """`None` unless the model and others refer to each other."""


def object_view(model: ObjectModel, module: ModelModule) -> ObjectView:
    """Return the view of `templates/python/object.py.jinja`."""
    printers = module.printers
    extra = extra_type(model)
    return ObjectView(
        header=module.header,
        name=module.name,
        deprecated=deprecated_text(model.deprecated, printers),
        doc=printers.docstring(
            described(model.key.title, model.doc, model.deprecated), _INDENT
        ),
        imports=module.imports(*_imports(model, module)),
        exports=module.exports,
        fields=tuple(_field(field, module) for field in model.fields),
        extra=annotation(extra, module.spelling) if extra else None,
        twin=_twin(model, module) if module.has_twin else None,
        circle=module.circle(),
    )


def _imports(model: ObjectModel, module: ModelModule) -> set[Import]:
    imports = {_MODEL}
    if model.key in module.library.circles:
        imports.add(Import("__future__", "annotations"))
    if extra_type(model) is not None:
        imports.add(Import("typing", "TYPE_CHECKING"))
    if model.deprecated is not None:
        imports.add(Import("typing_extensions", "deprecated"))
    if any(_renamed(field) or field.deprecated for field in model.fields):
        imports |= {Import("typing", "Annotated"), Import("pydantic", "Field")}
    if module.has_twin and extra_type(model) is not None:
        imports |= {Import("collections.abc", "Mapping"), Import("typing", "Any")}
        imports.add(Import("typing", "TypeAlias"))
    elif module.has_twin:
        imports.add(Import("typing_extensions", "TypedDict"))
        if any(field.required for field in model.fields):
            imports.add(Import("typing_extensions", "Required"))
    return imports


def _renamed(field: Field) -> bool:
    return field.wire_name.value.reveal() != value_name(field.name)


def _field(field: Field, module: ModelModule) -> FieldView:
    spelled = field_annotation(field, module.spelling)
    marks = []
    if _renamed(field):
        alias = module.printers.string_literal(field.wire_name.value)
        marks.append(f"alias={alias}")
    if field.deprecated is not None:
        marks.append(f"deprecated={deprecated_text(field.deprecated, module.printers)}")
    if marks:
        spelled = f"Annotated[{spelled}, Field({', '.join(marks)})]"
    return FieldView(
        name=value_name(field.name),
        annotation=spelled,
        optional=not field.required,
        doc=_doc(field, module),
    )


def _doc(field: Field, module: ModelModule) -> str | None:
    doc = joined(field.doc, deprecation(field.deprecated))
    return module.printers.docstring(doc, _INDENT) if doc else None


def field_annotation(field: Field, spelling: Spelling) -> str:
    """Return the annotation of a field; an optional one may be `None`."""
    present = annotation(field.type, spelling)
    may_be_none = field.nullable.value or not field.required
    return union((present, "None")) if may_be_none else present


def _twin(model: ObjectModel, module: ModelModule) -> TwinView:
    return TwinView(
        name=module.name + TWIN,
        doc=f"`{module.name}` as a plain dict.",
        keys=tuple(_key(field, module) for field in model.fields),
        is_open=extra_type(model) is not None,
    )


def _key(field: Field, module: ModelModule) -> FieldView:
    spelled = field_annotation(field, module.twin_spelling)
    return FieldView(
        name=value_name(field.name),
        annotation=f"Required[{spelled}]" if field.required else spelled,
        optional=not field.required,
        doc=_doc(field, module),
    )
