"""Makes the views of `generator.python.sdk` from the model of an API."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from typing import Final

from generator.ir.api import Api
from generator.ir.models import EnumModel, Field, Model, ObjectModel, UnionModel
from generator.ir.operations import Operation
from generator.ir.types import (
    AnyType,
    Binary,
    Date,
    DateTime,
    FilePart,
    ListOf,
    LiteralType,
    MapOf,
    ModelKey,
    Ref,
    Scalar,
    Type,
)
from generator.python.adapt import adapted
from generator.python.annotations import Spelling, annotation, literal
from generator.python.answers import answer_kind, handover
from generator.python.arguments import arguments
from generator.python.client_arguments import client_settings
from generator.python.client_options import client_options, option_entries
from generator.python.examples import Examples
from generator.python.library import Library, library
from generator.python.method_docs import error_statuses, returned_doc
from generator.python.model_names import TWIN
from generator.python.models import field_annotation
from generator.python.names import (
    class_name,
    member_name,
    module_name,
    namespace_module,
    value_name,
)
from generator.python.operations import argument_views
from generator.python.prose import deprecation, described, headed, joined
from generator.python.resources import Node, accessor_path, modules
from generator.python.sdk import (
    SdkArgument,
    SdkClientArgument,
    SdkError,
    SdkField,
    SdkMethod,
    SdkModel,
    SdkResource,
    SdkReturn,
    SdkView,
)
from generator.python.security import secret_text, unique_secrets
from generator.python.settings import PythonSettings
from generator.python.text import Text, text
from generator.python.usage import Usage
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_KINDS: Final = {
    DateTime: "datetime",
    Date: "date",
    Binary: "bytes",
    FilePart: "file",
    ListOf: "list",
    MapOf: "map",
    LiteralType: "literal",
    AnyType: "any",
    ObjectModel: "object",
    EnumModel: "enum",
    UnionModel: "union",
}


def sdk_view(api: Api, settings: PythonSettings, printers: Printers) -> SdkView:
    """Return the view of the whole SDK."""
    return _Maker(adapted(api), settings, printers).sdk()


class _Maker:
    """Makes the views of one SDK."""

    def __init__(self, api: Api, settings: PythonSettings, printers: Printers) -> None:
        self._api = api
        self._settings = settings
        self._printers = printers
        self._library: Library = library(api)
        self._usage = Usage(api, settings, Examples(self._library.models, printers))
        self._spelling = Spelling(_named, printers, runtime="._runtime")
        self._input = replace(
            self._spelling,
            reference=self._as_input,
            array="Sequence",
            mapping="Mapping",
            raw="FileContent",
        )

    def sdk(self) -> SdkView:
        """Return the view of the whole SDK."""
        api, settings = self._api, self._settings
        return SdkView(
            package=settings.package,
            client=settings.client,
            distribution=self._text(settings.distribution),
            version=self._text(settings.version),
            title=self._text(api.title.value),
            doc=text(api.doc, self._printers),
            arguments=tuple(self._client_arguments()),
            opened=self._usage.opened(),
            resources=tuple(map(self._resource, modules(api))),
            models=tuple(map(self._model, self._library.models.values())),
        )

    def _resource(self, node: Node) -> SdkResource:
        path = accessor_path(node)
        return SdkResource(
            names=tuple(path.split(".")[1:]),
            path=path,
            class_name=node.class_name,
            module=node.module,
            doc=self._text(node.doc),
            methods=tuple(self._method(each, path) for each in node.operations),
        )

    def _method(self, operation: Operation, accessor: str) -> SdkMethod:
        name = member_name(operation.name)
        plain = described(operation.name, None, None)
        doc = headed(operation.summary, operation.doc) or plain
        deprecated = operation.deprecated
        return SdkMethod(
            name=name,
            path=f"{accessor}.{name}",
            summary=self._text(operation.summary or doc).first,
            doc=self._text(joined(doc, deprecation(deprecated))),
            arguments=tuple(self._arguments(operation)),
            returns=self._returns(operation),
            errors=tuple(SdkError(*each) for each in error_statuses(operation)),
            deprecated=text(deprecation(deprecated), self._printers),
            operation=self._text(operation.id.value),
            http_method=operation.method.value.value,
            http_path=self._text(operation.path.value.text),
            make_example=partial(self._usage.program, operation, accessor),
        )

    def _arguments(self, operation: Operation) -> Iterator[SdkArgument]:
        taken = arguments(operation, self._library.models)
        views = tuple(argument_views(operation, taken, self._input))
        for argument, view in zip(taken, views, strict=False):
            doc = joined(argument.doc, deprecation(argument.deprecated))
            yield SdkArgument(
                name=view.name,
                annotation=view.annotation.removesuffix(" | NotGiven"),
                required=argument.needed,
                default=view.default,
                kind=self._kind(argument.type),
                choices=tuple(self._choices(argument.type)),
                doc=text(doc, self._printers),
                deprecated=text(deprecation(argument.deprecated), self._printers),
            )
        secrets = unique_secrets(operation.security)
        for secret, view in zip(secrets, views[len(taken) :], strict=True):
            yield SdkArgument(
                name=view.name,
                annotation=view.annotation,
                required=False,
                default=view.default,
                kind="secret",
                choices=(),
                doc=self._text(secret_text(secret)),
                deprecated=None,
            )

    def _returns(self, operation: Operation) -> SdkReturn:
        how = handover(operation, self._library, self._spelling, is_async=False)
        doc = returned_doc(operation, self._library)
        kind = answer_kind(operation).value
        return SdkReturn(kind, how.returns, text(doc, self._printers))

    def _model(self, model: Model) -> SdkModel:
        key, spelling = model.key, self._spelling
        fields = model.fields if isinstance(model, ObjectModel) else ()
        members = model.members if isinstance(model, UnionModel) else ()
        return SdkModel(
            name=class_name(key),
            namespace=namespace_module(key),
            module=module_name(key.title),
            path=_named(key)[0],
            kind=_KINDS[type(model)],
            doc=self._text(described(key.title, model.doc, model.deprecated)),
            deprecated=text(deprecation(model.deprecated), self._printers),
            fields=tuple(map(self._field, fields)),
            values=tuple(self._choices(Ref(key))),
            members=tuple(annotation(each.type, spelling) for each in members),
        )

    def _field(self, field: Field) -> SdkField:
        doc = joined(field.doc, deprecation(field.deprecated))
        return SdkField(
            name=value_name(field.name),
            annotation=field_annotation(field, self._spelling),
            required=field.required,
            doc=text(doc, self._printers),
            deprecated=text(deprecation(field.deprecated), self._printers),
        )

    def _client_arguments(self) -> Iterator[SdkClientArgument]:
        api = self._api
        for secret in unique_secrets(api.security):
            env, doc = text(secret.env, self._printers), self._text(secret.doc)
            yield SdkClientArgument(secret.name, "secret", "str", env, doc)
        options = client_options(api, self._spelling)
        for option, entry in zip(options, option_entries(api), strict=True):
            doc = self._text(entry.text)
            yield SdkClientArgument(option.name, "option", option.annotation, None, doc)
        for each in client_settings(api, self._settings):
            doc = self._text(each.doc)
            yield SdkClientArgument(each.name, "setting", each.annotation, None, doc)

    def _kind(self, type_: Type) -> str:
        if isinstance(type_, Scalar):
            return type_.kind.value
        named = self._library.models[type_.key] if isinstance(type_, Ref) else type_
        return _KINDS.get(type(named), "union")

    def _choices(self, type_: Type) -> Iterator[str]:
        """Yield the values that the docs list, as literals."""
        if isinstance(type_, LiteralType):
            yield literal(type_.value, self._printers)
        elif isinstance(type_, Ref):
            model = self._library.models[type_.key]
            for each in model.values if isinstance(model, EnumModel) else ():
                yield literal(each.value, self._printers)

    def _as_input(self, key: ModelKey) -> tuple[str, ...]:
        (name,) = _named(key)
        return (name, name + TWIN) if key in self._library.twins else (name,)

    def _text(self, source: Untrusted | str) -> Text:
        wrapped = source if isinstance(source, Untrusted) else Untrusted(source)
        return Text(wrapped, self._printers)


def _named(key: ModelKey) -> tuple[str]:
    return (f"models.{namespace_module(key)}.{class_name(key)}",)
