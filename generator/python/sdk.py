"""What files that an author adds are made from: the whole SDK, as its users see it.

All attributes are finished: names are identifiers, annotations and literals are code, and text of
the docs is a `Text`. Annotations name models as `models.components.Link`, as a module does that
imports the package `models` of the SDK.
"""

from __future__ import annotations

from collections.abc import Callable

from generator.python.text import Text
from generator.records import record


@record
class SdkArgument:
    """One keyword argument of a method."""

    name: str
    """The argument."""
    annotation: str
    """Its type. It may name `Mapping`, `Sequence`, `Literal`, `Any`, `datetime`, `FileContent` and
    `FileInput`, which the file has to import if it annotates with them."""
    required: bool
    """Whether a call has to give it."""
    default: str | None
    """What it is if it is left out: `NOT_GIVEN`, `None` or a literal; `None` if it is required."""
    kind: str
    """What its values are: `string`, `integer`, `number`, `boolean`, `literal`, `enum`, `datetime`,
    `date`, `bytes`, `file`, `list`, `map`, `object`, `union`, `any`, or `secret` for text that
    authenticates this call alone."""
    choices: tuple[str, ...]
    """Literals of the values that the docs list; empty where it is neither enum nor literal."""
    doc: Text | None
    """What the docs say of it, with what they say about its deprecation."""
    deprecated: Text | None
    """Why it is deprecated; `None` if it is not."""


@record
class SdkReturn:
    """What a method returns."""

    kind: str
    """`nothing`, `value`, `pages` (iterate over the items of all pages), `items` (a stream of
    items), `bytes` (a download) or `mixed` (a value or a stream)."""
    annotation: str
    """Its type, as the synchronous method has it; `None` for nothing."""
    doc: Text | None
    """What the docs say of it."""


@record
class SdkError:
    """An exception that a method documents."""

    name: str
    """Its class, in the module `errors` of the SDK."""
    statuses: str
    """The statuses that raise it, in words, such as `401, 403` or `400 to 499`."""


@record
class SdkMethod:
    """One operation: a method of a resource, or of the client itself."""

    name: str
    """The method."""
    path: str
    """The way to it from a client, such as `client.links.create`."""
    summary: Text
    """One sentence: from the list of operations, or the beginning of its description."""
    doc: Text
    """Its description; its name as a sentence where the docs have none."""
    arguments: tuple[SdkArgument, ...]
    """In the order of the signature, without `options`, which every method takes."""
    returns: SdkReturn
    """Its result."""
    errors: tuple[SdkError, ...]
    """The exceptions that it documents."""
    deprecated: Text | None
    """Why it is deprecated; `None` if it is not."""
    operation: Text
    """The operationId."""
    http_method: str
    """Such as `GET`."""
    http_path: Text
    """Such as `/links/{linkId}`."""
    make_example: Callable[[], str]

    @property
    def example(self) -> str:
        """A whole program that calls it, for a fenced block of code."""
        return self.make_example()


@record
class SdkResource:
    """A resource with its methods."""

    names: tuple[str, ...]
    """The attributes that lead to it from a client, such as `beta` and `libraries`; none for the
    client's own methods."""
    path: str
    """The same as code, such as `client.beta.libraries`."""
    class_name: str
    """Its class; the asynchronous one has `Async` before it."""
    module: str
    """Its module in the package `resources` of the SDK."""
    doc: Text
    """Its description; a sentence of its own where the docs have none."""
    methods: tuple[SdkMethod, ...]
    """In the order of the docs."""


@record
class SdkField:
    """One field of a model."""

    name: str
    """The attribute, and the key of the dict-shaped type."""
    annotation: str
    """Its type."""
    required: bool
    """Whether it is always there."""
    doc: Text | None
    """What the docs say of it, with what they say about its deprecation."""
    deprecated: Text | None
    """Why it is deprecated; `None` if it is not."""


@record
class SdkModel:
    """A model, enum or union."""

    name: str
    """Its class or alias."""
    namespace: str
    """Its package below `models`, such as `components`."""
    module: str
    """Its module there."""
    path: str
    """Its name as annotations have it, such as `models.components.Link`."""
    kind: str
    """`object`, `enum` or `union`."""
    doc: Text
    """Its description; its name as a sentence where the docs have none."""
    deprecated: Text | None
    """Why it is deprecated; `None` if it is not."""
    fields: tuple[SdkField, ...]
    """The fields of an object, in the order of the docs."""
    values: tuple[str, ...]
    """The values of an enum, as literals."""
    members: tuple[str, ...]
    """The types of a union, as annotations."""


@record
class SdkClientArgument:
    """One argument of the client."""

    name: str
    """The argument."""
    kind: str
    """`secret`, `option` (a server or a global parameter) or `setting` (such as `timeout`)."""
    annotation: str
    """Its type."""
    env: Text | None
    """The environment variable that a secret is read from by default."""
    doc: Text
    """What it is for."""


@record
class SdkView:
    """The whole SDK: the view of files with `each = "sdk"`."""

    package: str
    """Import name, such as `dub_sdk`."""
    client: str
    """The client class; the asynchronous one has `Async` before it."""
    distribution: Text
    """Name that `pip install` takes."""
    version: Text
    """Version of the distribution."""
    title: Text
    """Name of the API."""
    doc: Text | None
    """What README of the docs says of it."""
    arguments: tuple[SdkClientArgument, ...]
    """What the client takes by name, without hooks and HTTP client."""
    opened: str
    """The line that makes a client in a program: `with Dub(...) as client:`."""
    resources: tuple[SdkResource, ...]
    """All of them, those below others as well: in the order of the docs, parents first."""
    models: tuple[SdkModel, ...]
    """All of them, by namespace and title."""


@record
class ResourceFileView:
    """The view of files with `each = "resource"`."""

    sdk: SdkView
    """The whole SDK."""
    resource: SdkResource
    """The resource that the file is for."""


@record
class MethodFileView:
    """The view of files with `each = "method"`."""

    sdk: SdkView
    """The whole SDK."""
    resource: SdkResource
    """The resource of the method."""
    method: SdkMethod
    """The method that the file is for."""


@record
class ModelFileView:
    """The view of files with `each = "model"`."""

    sdk: SdkView
    """The whole SDK."""
    model: SdkModel
    """The model that the file is for."""
