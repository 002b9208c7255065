"""What the names and files of a Python package stand for in the docs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from generator.build import Lowered, python_settings
from generator.ir.api import Api
from generator.ir.models import EnumModel, Model, ObjectModel, UnionModel
from generator.ir.operations import Operation, Parameter
from generator.ir.types import ModelKey, Ref
from generator.python.arguments import arguments
from generator.python.client import client_names
from generator.python.client_options import SERVER
from generator.python.errors import error_pages
from generator.python.model_names import TWIN
from generator.python.names import (
    class_name,
    client_argument_name,
    error_class_name,
    member_name,
    module_name,
    namespace_module,
    value_name,
)
from generator.python.resources import Node, accessor_name, modules, resource_tree
from generator.python.security import secrets
from generator.python.servers import server_variables
from generator.python.things import MODELS
from generator.review.declarations import Declaration, Form
from generator.review.reach import Reach
from generator.review.report import Kind, Owner, Side, Subject
from generator.review.shown import shown_type
from generator.untrusted import Untrusted

_ASYNC: Final = "Async"


class Subjects:
    """The things of one state of an API, by their names in Python."""

    def __init__(self, lowered: Lowered) -> None:
        api = lowered.python
        self.reach: Final = Reach(lowered.api)
        self._api: Final = api
        self._operations: Final = {
            _way(node, each): each for node in modules(api) for each in node.operations
        }
        self._models: Final = {model.key: model for model in api.models}
        self._keys: Final = dict(_docs_keys(lowered))
        self._types: Final = dict(_types(api))
        self._nodes: Final = {
            f"resources.{node.module}.{node.class_name}": node for node in modules(api)
        }
        self._package: Final = f"src/{python_settings(lowered).package}"
        self._clients: Final = client_names(api, python_settings(lowered))

    def key(self, name: str) -> ModelKey | None:
        """Return the model that a name of the package is or belongs to; `None` for no model's."""
        while name:
            found = self._types.get(name) or self._types.get(name.removesuffix(TWIN))
            if found is not None:
                return self._keys[found]
            name = name.rpartition(".")[0]
        return None

    def sides(self, key: ModelKey) -> frozenset[Side]:
        """Return whether a model is sent, received or both; neither if it only wraps what is."""
        return frozenset() if key in self.reach.wrapped else self.reach(key).sides

    def name(self, key: ModelKey) -> str | None:
        """Return the name of a model of the docs below the package; `None` without one."""
        names = {docs: own for own, docs in self._keys.items()}
        own = names.get(key)
        return None if own is None else _type_name(own)

    def owners(self) -> Mapping[str, tuple[Owner, ...]]:
        """Return the models and resources that files are about, by path."""
        found: dict[str, tuple[Owner, ...]] = {}
        for key, docs in self._keys.items():
            place = f"models/{namespace_module(key)}/{module_name(key.title)}"
            found[f"{self._package}/{place}.py"] = (docs,)
            found[f"docs/{place}.md"] = (docs,)
        for node in self._nodes.values():
            found[f"{self._package}/resources/{node.module}.py"] = (node.path,)
            found[f"docs/resources/{node.module}.md"] = (node.path,)
        return found

    def subject(self, name: str, found: Declaration) -> Subject | None:
        """Return the thing of the docs that a public name stands for; `None` without one."""
        owner = found.owner or name
        if owner.startswith("resources."):
            return self._of_resource(name, found)
        key = self.key(owner)
        if key is not None:
            model = self._models[self._types_of(owner)]
            return self._unwrapped(self._of_model(key, model, name, found))
        if owner in self._clients:
            return self._of_client(name, found)
        return None

    def _types_of(self, owner: str) -> ModelKey:
        return self._types.get(owner) or self._types[owner.removesuffix(TWIN)]

    def _of_model(
        self, key: ModelKey, model: Model, name: str, found: Declaration
    ) -> Subject:
        whole = Subject(Kind.TYPE, key, None)
        match model, found.form:
            case ObjectModel(), Form.ATTRIBUTE | Form.KEY:
                wanted = name.rpartition(".")[2]
                for field in model.fields:
                    if value_name(field.name) == wanted:
                        return Subject(Kind.FIELD, key, field.name)
            case EnumModel(), Form.MEMBER:
                for each in model.values:
                    text = _text(each.value)
                    if repr(_plain(each.value)) == found.shown:
                        return Subject(Kind.VALUE, key, text)
            case UnionModel(), Form.MEMBER:
                for member in model.members:
                    type_ = member.type
                    if isinstance(type_, Ref) and _type_name(type_.key) in found.types:
                        docs = Ref(self._keys[type_.key])
                        return Subject(Kind.MEMBER, key, shown_type(docs))
            case _:
                pass
        return whole

    def _unwrapped(self, subject: Subject) -> Subject:
        """Return what a row of a page stands for, if that page only wraps what travels."""
        way = self.reach.wrapped.get(subject.owner)  # type: ignore[arg-type]
        operation = self._operations.get(way) if way else None
        if way is None or operation is None or subject.part is None:
            return subject
        if subject.part in {each.name for each in operation.parameters}:
            return Subject(Kind.PARAMETER, way, subject.part)
        if operation.body is not None and subject.part == operation.body.name:
            return Subject(Kind.BODY, way, None)
        return Subject(Kind.ANSWER, way, None)

    def _of_resource(self, name: str, found: Declaration) -> Subject | None:
        if found.form is Form.CLASS:
            node = self._node(name)
            return None if node is None else Subject(Kind.RESOURCE, node.path, None)
        owner = found.owner
        if found.form is Form.PARAMETER:
            place, _, method = owner.rpartition(".")
            node = self._node(place)
            operation = None if node is None else _operation(node, method)
            if node is None or operation is None:
                return None
            return self._argument(node, operation, name)
        node = self._node(owner)
        if node is None:
            return None
        wanted = name.rpartition(".")[2]
        if found.form is Form.PROPERTY:
            return _accessor(node.children, wanted)
        operation = _operation(node, wanted)
        if operation is None:
            return None
        return Subject(Kind.OPERATION, _way(node, operation), None)

    def _node(self, name: str) -> Node | None:
        place, _, own = name.rpartition(".")
        return self._nodes.get(name) or self._nodes.get(
            f"{place}.{own.removeprefix(_ASYNC)}"
        )

    def _argument(self, node: Node, operation: Operation, name: str) -> Subject:
        way, wanted = _way(node, operation), _within(name)
        for each in arguments(operation, self._models):
            if each.name != wanted:
                continue
            if isinstance(each.source, Parameter):
                return Subject(Kind.PARAMETER, way, each.source.name)
            body = operation.body
            if each.source is body or body is None:
                return Subject(Kind.BODY, way, None)
            key: ModelKey = self._keys[body.type.key]  # type: ignore[union-attr]
            return Subject(Kind.FIELD, key, each.source.name)
        return Subject(Kind.OPERATION, way, None)

    def _of_client(self, name: str, found: Declaration) -> Subject:
        client = Subject(Kind.CLIENT, (), None)
        if found.form is Form.PROPERTY:
            tree = resource_tree(self._api)
            return _accessor(tree, name.rpartition(".")[2]) or client
        if found.form is Form.PARAMETER:
            options = dict(_client_arguments(self._api))
            return options.get(_within(name), client)
        return client


def _docs_keys(lowered: Lowered) -> Iterator[tuple[ModelKey, ModelKey]]:
    """Yield the keys of models as Python has them, each with that of the docs."""
    names = lowered.names[MODELS]
    for model in lowered.api.models:
        key = model.key
        name = names.get(key.dotted)
        yield (ModelKey(key.namespace, Untrusted(name)) if name else key), key


def _types(api: Api) -> Iterator[tuple[str, ModelKey]]:
    for model in api.models:
        yield _type_name(model.key), model.key
    for key in error_pages(api):
        yield f"errors.{error_class_name(key)}", key


def _type_name(key: ModelKey) -> str:
    return f"models.{namespace_module(key)}.{class_name(key)}"


def _client_arguments(api: Api) -> Iterator[tuple[str, Subject]]:
    if api.servers:
        yield SERVER, Subject(Kind.SERVER, (), None)
    for name, variable in server_variables(api).items():
        yield name, Subject(Kind.VARIABLE, (), variable.option)
    for scheme in api.security:
        for secret in secrets(scheme):
            yield secret.name, Subject(Kind.SCHEME, (), scheme.name)
    for each in api.globals:
        name = client_argument_name(each.name)
        yield name, Subject(Kind.GLOBAL, (), each.name)


def _accessor(nodes: tuple[Node, ...], name: str) -> Subject | None:
    for node in nodes:
        if accessor_name(node) == name:
            return Subject(Kind.RESOURCE, node.path, None)
    return None


def _operation(node: Node, name: str) -> Operation | None:
    for each in node.operations:
        if member_name(each.name) == name:
            return each
    return None


def _way(node: Node, operation: Operation) -> tuple[Untrusted, ...]:
    return (*node.path, operation.name)


def _within(name: str) -> str:
    """Return what stands in the brackets at the end of a name."""
    return name.rpartition("(")[2].removesuffix(")")


def _text(value: Untrusted | int) -> Untrusted:
    return value if isinstance(value, Untrusted) else Untrusted(str(value))


def _plain(value: Untrusted | int) -> str | int:
    return value.reveal() if isinstance(value, Untrusted) else value
