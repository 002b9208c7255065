"""The base of all models, and what can be asked about one."""

from __future__ import annotations

import reprlib
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic import BaseModel, ConfigDict

__all__ = ["Model", "assemble", "held", "to_wire"]

M = TypeVar("M", bound="Model")

_SHORT: Final = reprlib.Repr()
_SHORT.maxstring = _SHORT.maxother = 120


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

    if not TYPE_CHECKING:  # Type checkers see pydantic's own signatures.

        def model_dump(self, **options: Any) -> dict[str, Any]:
            """Like pydantic's, without warnings: an answer may deviate from the docs."""
            return super().model_dump(**{"warnings": False, **options})

        def model_dump_json(self, **options: Any) -> str:
            """Like pydantic's, without warnings: an answer may deviate from the docs."""
            return super().model_dump_json(**{"warnings": False, **options})


class _Shown(str):
    """Text that is its own `repr`."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)


def to_wire(model: Model) -> dict[str, Any]:
    """Return the JSON object that stands for `model`: wire names, and only what was given."""
    return model.model_dump(
        mode="json", by_alias=True, exclude_unset=True, warnings=False
    )


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
        ("_deviations", deviations),
    ):
        object.__setattr__(model, name, value)
    return model
