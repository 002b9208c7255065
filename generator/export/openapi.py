"""An API as an OpenAPI 3.1 document (https://spec.openapis.org/oas/v3.1.1.html)."""

from __future__ import annotations

from generator.export.examples import Examples
from generator.export.names import component, schema_name
from generator.export.notes import note, root_note
from generator.export.operations import OperationWriter
from generator.export.parameters import global_parameter
from generator.export.routes import routes, tag
from generator.export.schemas import model_schema
from generator.export.security import requirements, schemes, security_schemes
from generator.export.servers import server_object
from generator.export.texts import described
from generator.ir.api import Api
from generator.ir.dump import Json
from generator.ir.operations import Resource


def openapi(api: Api) -> dict[str, Json]:
    """Return the document, in the order of the docs.

    Every page that a type names must be in the model, as it is where lowering found no error.
    """
    document: dict[str, Json] = {"openapi": "3.1.1", "info": _info(api)}
    if usable := [each for each in api.servers if each.problem is None]:
        document["servers"] = [server_object(server) for server in usable]
    if api.security:
        document["security"] = requirements(api.security)
    document["tags"] = [_tag(resource) for resource in api.resources]
    document["paths"] = _paths(api)
    document["components"] = _components(api)
    return document | root_note()


def _info(api: Api) -> dict[str, Json]:
    return {
        "title": api.title.value.reveal(),
        **described(api.doc),
        "version": "0",
        **note(title=api.title),
    }


def _tag(resource: Resource) -> dict[str, Json]:
    return {"name": tag(resource), **described(resource.doc)}


def _paths(api: Api) -> dict[str, Json]:
    models = {model.key: model for model in api.models}
    writer = OperationWriter(
        models, Examples(models), api.globals, has_security=bool(api.security)
    )
    paths: dict[str, dict[str, Json]] = {}
    for route in routes(api.resources):
        method = route.operation.method.value.value.lower()
        paths.setdefault(route.path, {})[method] = writer.write(route)
    return dict(paths)


def _components(api: Api) -> dict[str, Json]:
    models = {model.key: model for model in api.models}
    examples = Examples(models)
    components: dict[str, Json] = {
        "schemas": {
            schema_name(model.key): model_schema(model, models, examples)
            for model in api.models
        }
    }
    if api.globals:
        components["parameters"] = {
            component(each.name): global_parameter(each) for each in api.globals
        }
    if found := schemes(api):
        components["securitySchemes"] = security_schemes(found)
    return components
