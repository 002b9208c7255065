"""The base of all models, and what can be asked about one."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from typing import Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict, GetCoreSchemaHandler
from pydantic_core import CoreSchema
from typing_extensions import Self

__all__ = ["Model", "assemble", "held", "to_wire"]

M = TypeVar("M", bound="Model")

_DEVIATIONS: Final = "_deviations"
_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 120


def _fields(schema: Any) -> Iterable[Any]:
    """Return the fields in the schema of a model; none if it only refers to that."""
    while schema["type"] != "model-fields":
        if "schema" not in schema:
            return ()
        schema = schema["schema"]
    return schema["fields"].values()  # type: ignore[no-any-return]


def _innermost(schema: Any) -> Any:
    """Return the schema of a field without its default, which is needed in its place."""
    return _innermost(schema["schema"]) if schema["type"] == "default" else schema


class Model(BaseModel):
    """A JSON object of the API.

    Made by Python names, or by wire names. Fields that the docs do not know are kept: see
    `model_extra`. What an answer holds where it deviates from the docs is kept as well, so such a
    field may hold another type than its annotation: see `deviations`.
    """

    model_config = ConfigDict(
        extra="allow",
        protected_namespaces=(),
        ser_json_inf_nan="constants",
        validate_by_alias=True,
        validate_by_name=True,
    )

    # A slot, and not a private attribute of pydantic: those cost time for each instance.
    __slots__ = ("_deviations",)

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Return what `repr` shows: fields with a value, long ones shortened."""
        for name, value in super().__repr_args__():
            if value is not None or name in self.model_fields_set:
                yield name, _Shown(_SHORT.repr(value))

    def __copy__(self) -> Self:
        return _like(self, super().__copy__())

    def __deepcopy__(self, memo: dict[int, Any] | None = None) -> Self:
        return _like(self, super().__deepcopy__(memo))

    def __getstate__(self) -> dict[Any, Any]:
        return {**super().__getstate__(), _DEVIATIONS: getattr(self, _DEVIATIONS, ())}

    def __setstate__(self, state: dict[Any, Any]) -> None:
        super().__setstate__(state)
        object.__setattr__(self, _DEVIATIONS, state.get(_DEVIATIONS, ()))

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        """Have fields written as what they hold, whatever the docs promise.

        Pydantic would warn of each one that deviates, also where a model of the caller's holds
        this one.
        """
        schema = handler(source)
        for field in _fields(schema):
            _innermost(field["schema"]).setdefault("serialization", {"type": "any"})
        return schema


def _like(model: Model, copied: M) -> M:
    """Return a copy of a model, which deviates where that does."""
    object.__setattr__(copied, _DEVIATIONS, getattr(model, _DEVIATIONS, ()))
    return copied


class _Shown(str):
    """Text that is its own `repr`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def to_wire(model: Model) -> dict[str, Any]:
    """Return the JSON object that stands for `model`: wire names, and only what was given."""
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True)


def held(model: Model) -> dict[str, Any]:
    """Return what `model` holds, by Python names. Deprecated fields give no warning."""
    return {**vars(model), **(model.model_extra or {})}


def assemble(
    kind: type[M],
    fields: dict[str, Any],
    given: set[str],
    extra: dict[str, Any],
    deviations: tuple[object, ...],
) -> M:
    """Return a `kind` with these values, unchecked.

    Unlike `model_construct` it takes any key, also one such as `cls` or the alias of another
    field. The attributes set are those that pydantic documents for `BaseModel`.
    """
    model = kind.__new__(kind)
    for name, value in (
        ("__dict__", fields),
        ("__pydantic_fields_set__", given),
        ("__pydantic_extra__", extra),
        ("__pydantic_private__", None),
        (_DEVIATIONS, deviations),
    ):
        object.__setattr__(model, name, value)
    return model
