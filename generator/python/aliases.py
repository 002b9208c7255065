"""Modules of enum and union pages: a type alias and its docstring."""

from __future__ import annotations

from typing import Final

from generator.ir.models import EnumModel, UnionModel
from generator.ir.types import AnyOf
from generator.python.annotations import alternatives, annotation, literal, union
from generator.python.code import Group, exploded
from generator.python.imports import Import
from generator.python.model_module import CircleView, ModelModule
from generator.python.model_names import TWIN
from generator.python.prose import described
from generator.python.tags import tagged_code
from generator.records import record
from generator.untrusted import Untrusted

_TAGGED: Final = (
    Import("typing", "Annotated"),
    Import("..._runtime.unions", "Tagged"),
)


@record
class TwinAliasView:
    """The dict forms of a union's members."""

    name: str
    """Such as `BerthDict`."""
    value: str
    """What the name stands for, as `AliasView.value`."""
    doc: str
    """Its description, without quotes."""


@record
class AliasView:
    """The module of an enum or union page."""

    header: str
    """Comments above everything else: what the file was made from, and what checkers may skip."""
    name: str
    """The alias, such as `Berth`."""
    doc: str
    """Its docstring, quotes included."""
    imports: tuple[tuple[str, ...], ...]
    """The import statements, in groups between which an empty line stands."""
    exports: tuple[str, ...]
    """The names of `__all__`, sorted."""
    value: str
    """What the name stands for; the members are within quotes where `is_late`."""
    twin: TwinAliasView | None
    """The same with plain dicts for models; `None` where no member is a model that callers pass."""
    is_late: bool
    """Whether the union reaches itself: then it is a named type, evaluated when it is used."""
    circle: CircleView | None
    """`None` unless the union and other models refer to each other."""


def enum_view(model: EnumModel, module: ModelModule) -> AliasView:
    """Return the view of `templates/python/alias.py.jinja` for an enum page."""
    values = tuple(literal(each.value, module.printers) for each in model.values)
    value = f"Literal[{', '.join(values)}]"
    if model.open.value:
        others = (str if isinstance(v.value, Untrusted) else int for v in model.values)
        value = union((value, *(kind.__name__ for kind in others)))
    return _alias(model, module, value, Import("typing", "Literal"))


def union_view(model: UnionModel, module: ModelModule) -> AliasView:
    """Return the view of `templates/python/alias.py.jinja` for a union page."""
    printers = module.printers
    members = AnyOf(tuple(member.type for member in model.members))
    value = annotation(members, module.spelling)
    if model.key in module.library.circles:
        value = printers.string_literal(value)
    tagged = tagged_code(model, module.library.models, printers)
    if tagged is None:
        return _alias(model, module, value)
    marked = Group("Annotated[", (("", value), ("", tagged)), "]")
    return _alias(model, module, exploded(marked, 0), *_TAGGED)


def _alias(
    model: EnumModel | UnionModel, module: ModelModule, value: str, *imports: Import
) -> AliasView:
    printers = module.printers
    is_late = model.key in module.library.circles
    twin = _twin(model, module) if isinstance(model, UnionModel) else None
    mark = (
        Import("typing_extensions", "TypeAliasType")
        if is_late
        else Import("typing", "TypeAlias")
    )
    return AliasView(
        header=module.header,
        name=module.name,
        doc=printers.docstring(
            described(model.key.title, model.doc, model.deprecated), 0
        ),
        imports=module.imports(mark, *imports),
        exports=module.exports,
        value=value,
        twin=twin,
        is_late=is_late,
        circle=module.circle(),
    )


def _twin(model: UnionModel, module: ModelModule) -> TwinAliasView | None:
    if not module.has_twin:
        return None
    bearing = AnyOf(module.twin_types)
    plain = set(alternatives(bearing, module.spelling))
    forms = alternatives(bearing, module.twin_spelling)
    value = union(form for form in forms if form not in plain)
    is_late = model.key in module.library.circles
    return TwinAliasView(
        name=module.name + TWIN,
        value=module.printers.string_literal(value) if is_late else value,
        doc=f"`{module.name}` with plain dicts for its models.",
    )
