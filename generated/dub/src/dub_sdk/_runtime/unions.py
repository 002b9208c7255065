"""Unions whose members are told apart by a field of theirs, the discriminator."""

from __future__ import annotations

from typing import Any, Final, TypeAlias, final

from pydantic import GetCoreSchemaHandler, GetJsonSchemaHandler
from pydantic_core import CoreSchema, core_schema

__all__ = ["Tagged"]

Tag: TypeAlias = str | int | bool

_CHAIN: Final = "chain"
_UNION: Final = "union"


@final
class Tagged:
    """Metadata of a union: which values of which field name which member.

    `Annotated[Cat | Dog, Tagged("kind", ("cat",), ("dog", "puppy"))]`: one tuple for each member,
    in the order of the union. Members may refer back to the union.
    """

    __slots__ = ("field", "name", "tags")

    def __init__(
        self, field: str, *tags: tuple[Tag, ...], name: str | None = None
    ) -> None:
        self.field = field
        """Name of the field on the wire."""
        self.name = field if name is None else name
        """Name of the field in Python."""
        self.tags = tags

    def __get_pydantic_core_schema__(
        self, source: Any, handler: GetCoreSchemaHandler
    ) -> CoreSchema:
        schema = handler(source)
        choices = schema["choices"] if schema["type"] == _UNION else [schema]
        by_tag: dict[Any, CoreSchema] = {
            tag: choice[0] if isinstance(choice, tuple) else choice
            for tags, choice in zip(self.tags, choices, strict=True)
            for tag in tags
        }
        paths: list[list[str | int]] = [[self.field], [self.name]]
        tagged = core_schema.tagged_union_schema(by_tag, discriminator=paths)
        # Written as whatever it is: pydantic would look at the tag of a kept object again, and
        # raise TypeError where it is a list or an object.
        return core_schema.chain_schema([tagged, core_schema.any_schema()])

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, Any]:
        return handler(schema["steps"][0] if schema["type"] == _CHAIN else schema)

    def member(self, members: list[Any], value: dict[str, Any]) -> Any:
        """Return the member that a value says that it is; `None` if it names none."""
        tag = value.get(self.field)
        for member, tags in zip(members, self.tags, strict=True):
            if any(type(tag) is type(known) and tag == known for known in tags):
                return member
        return None
