"""What the module of a resource imports."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.ir.operations import Operation
from generator.ir.references import references
from generator.ir.types import ModelKey
from generator.python.annotations import type_imports
from generator.python.answers import answer_types, handover
from generator.python.arguments import arguments
from generator.python.bodies import input_types
from generator.python.globals import sent_globals
from generator.python.imports import Import, import_groups
from generator.python.operations import Surroundings
from generator.python.paging import item_type
from generator.python.qualified import namespace_import
from generator.python.security import scheme_classes
from generator.python.servers import needs_config


def resource_imports(
    operations: tuple[Operation, ...], around: Surroundings, *, has_children: bool
) -> tuple[tuple[str, ...], ...]:
    """Return the import statements of the module of a resource, in groups."""
    imports = {
        Import("__future__", "annotations"),
        Import(".._runtime.resource", "AsyncResource"),
        Import(".._runtime.resource", "Resource"),
    }
    if has_children:
        imports |= {
            Import("functools", "cached_property"),
            Import("typing", "TYPE_CHECKING"),
        }
    for operation in operations:
        imports |= _operation_imports(operation, around)
    return import_groups(imports)


def _operation_imports(operation: Operation, around: Surroundings) -> set[Import]:
    models = around.library.models
    inputs = tuple(input_types(operation, models))
    body = () if operation.body is None else (operation.body.type,)
    answers = tuple(answer_types(operation))
    shared = tuple(sent_globals(operation, around.api))
    data = (
        *answers,
        *(parameter.type for parameter in operation.parameters),
        *(parameter.type for parameter in shared),
    )
    imports = {
        Import(".._runtime.operation", "Operation"),
        Import(".._runtime.options", "RequestOptions"),
        *type_imports(inputs, around.input_spelling),
        *type_imports(body, around.body_spelling),
        *type_imports(data, around.data_spelling),
        *type_imports(answers, around.spelling),
        *_models(references((*inputs, *body, *data))),
        *_handover_imports(operation, around),
        *_security_imports(operation, around),
    }
    if operation.parameters or shared:
        imports.add(Import(".._runtime.operation", "Parameter"))
    if not all(argument.required for argument in arguments(operation, models)):
        imports.add(Import(".._runtime.types", "NOT_GIVEN"))
        imports.add(Import(".._runtime.types", "NotGiven"))
    if operation.errors:
        imports.add(Import("..", "errors"))
    if operation.deprecated:
        imports.add(Import("typing_extensions", "deprecated"))
    return imports


def _handover_imports(operation: Operation, around: Surroundings) -> Iterator[Import]:
    for is_async in (False, True):
        yield from handover(
            operation, around.library, around.spelling, is_async=is_async
        ).imports
    if operation.success.stream is not None:
        yield Import(".._runtime.operation", "Stream")
    if operation.pagination is not None:
        yield Import(".._runtime.pagination", "Pagination")
        item = (item_type(operation, around.library.models),)
        yield from type_imports(item, around.spelling)
        yield from _models(references(item))


def _security_imports(operation: Operation, around: Surroundings) -> Iterator[Import]:
    for scheme in operation.security:
        for name in scheme_classes(scheme):
            yield Import(".._runtime.schemes", name)
    if operation.security and "str" in around.shadowed:
        yield Import("builtins")
    if operation.servers is not None and needs_config(operation.servers.value):
        yield Import(".._runtime", "config")


def _models(keys: Iterable[ModelKey]) -> Iterator[Import]:
    for key in keys:
        yield namespace_import(key, "..models")
