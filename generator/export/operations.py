"""Operations (OpenAPI 3.1, 4.8.10)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.export.examples import Examples
from generator.export.names import component
from generator.export.notes import note
from generator.export.pagination import pagination
from generator.export.parameters import Passed, parameter_object, taken_globals
from generator.export.responses import responses
from generator.export.routes import Route
from generator.export.schemas import type_schema
from generator.export.security import requirements
from generator.export.servers import server_object
from generator.export.texts import described
from generator.ir.api import GlobalParameter
from generator.ir.dump import Json
from generator.ir.models import Model
from generator.ir.operations import Body
from generator.ir.passed import passed
from generator.ir.types import ModelKey
from generator.ir.values import MISSING
from generator.records import record


@record
class OperationWriter:
    """Writes operations of one API."""

    models: Mapping[ModelKey, Model]
    examples: Examples
    globals: tuple[GlobalParameter, ...]
    has_security: bool

    def write(self, route: Route) -> dict[str, Json]:
        """Return the operation of a route."""
        operation = route.operation
        values = [(e.name, passed(operation, e)) for e in operation.examples]
        found: dict[str, Json] = {
            "tags": list[Json](route.tags),
            "operationId": route.id,
        }
        if operation.summary:
            found["summary"] = operation.summary.reveal()
        found |= described(operation.doc, operation.deprecated)
        if parameters := [
            *(
                parameter_object(parameter, values, self.models, self.examples)
                for parameter in operation.parameters
            ),
            *map(_reference, taken_globals(operation, self.globals)),
        ]:
            found["parameters"] = list[Json](parameters)
        if operation.body:
            found["requestBody"] = self._body(operation.body, values)
        found["responses"] = responses(operation, self.models)
        if self.has_security and not operation.secured.value:
            found["security"] = []
        elif operation.security:
            found["security"] = requirements(operation.security)
        if operation.servers and operation.servers.value:
            found["servers"] = [server_object(s) for s in operation.servers.value]
        return (
            found
            | pagination(operation)
            | note(
                id=route.id_rule or operation.id,
                method=operation.method,
                path=route.path_rule or operation.path,
                secured=operation.secured if self.has_security else None,
                servers=operation.servers,
                idempotent=operation.idempotent,
                idempotency_key=operation.idempotency_key,
                request=operation.request,
                pagination=operation.pagination,
            )
        )

    def _body(self, body: Body, shown: Sequence[Passed]) -> dict[str, Json]:
        values = ((name, each.get(body.name, MISSING)) for name, each in shown)
        media: dict[str, Json] = {"schema": type_schema(body.type)}
        return {
            **described(body.doc),
            "required": body.required,
            "content": {
                body.content_type.value: media | self.examples.named(body.type, values)
            },
            **note(content_type=body.content_type),
        }


def _reference(parameter: GlobalParameter) -> dict[str, Json]:
    return {"$ref": f"#/components/parameters/{component(parameter.name)}"}
