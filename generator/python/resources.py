"""Resources: the modules that hold the methods, and the tree that they form."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Final, TypeAlias

from generator.ir.api import Api
from generator.ir.operations import Operation, Resource
from generator.ir.references import references
from generator.python import reserved
from generator.python.answers import answer_types
from generator.python.bodies import input_types
from generator.python.imports import Import, import_groups, name_order
from generator.python.library import Library
from generator.python.names import (
    client_member_name,
    member_name,
    resource_class_name,
    resource_module,
)
from generator.python.operations import (
    ErrorView,
    MethodView,
    OperationView,
    Surroundings,
    method_views,
    operation_view,
)
from generator.python.prose import deprecation, header, joined, quiet_header
from generator.python.resource_imports import resource_imports
from generator.python.settings import PythonSettings
from generator.records import record
from generator.render.printers import Printers
from generator.source import Span
from generator.untrusted import Untrusted

_Path: TypeAlias = tuple[Untrusted, ...]
_INDENT: Final = 4
_ACCESSOR_INDENT: Final = 8
PREFIXES: Final = ("", "Async")
"""What stands before the names of sync and async classes."""


@record
class Node:
    """A resource and the resources below it."""

    path: tuple[Untrusted, ...]
    resource: Resource | None
    """`None` where the docs only have pages for what is below."""
    children: tuple[Node, ...]
    module: str
    """Its module below `resources`."""

    @property
    def class_name(self) -> str:
        """Its class there, without `Async`."""
        return resource_class_name(self.path)

    @property
    def operations(self) -> tuple[Operation, ...]:
        """The resource's operations."""
        return self.resource.operations if self.resource else ()

    @property
    def span(self) -> Span:
        """Its place in the docs; that of its first child where it has no page."""
        return self.resource.span if self.resource else self.children[0].span

    @property
    def doc(self) -> Untrusted:
        """Its description."""
        plain = Untrusted(f"The operations of `{accessor_path(self)}`.")
        if self.resource is None:
            return plain
        doc, deprecated = self.resource.doc or plain, self.resource.deprecated
        return doc if deprecated is None else joined(doc, deprecation(deprecated))


@record
class AccessorView:
    """A property that gives a resource."""

    name: str
    """The property."""
    returns: str
    """The name of the class where the property stands."""
    module: str
    """The module of the class, as it is imported there."""
    class_name: str
    """The class of the resource, in its own module."""
    client: str
    """The client, as the property reaches it."""
    doc: str
    """Its docstring, quotes included."""


@record
class AccessorPlace:
    """Where the properties stand."""

    package: str
    """The way to the package of the resources."""
    client: str
    """The client, as a property reaches it."""
    taken: frozenset[str]
    """The names that the module has already."""


@record
class ResourceClassView:
    """The sync or the async class of a resource."""

    name: str
    """The class, such as `AsyncLinks`."""
    base: str
    """Its base class, of the runtime."""
    doc: str
    """Its docstring, quotes included."""
    accessors: tuple[AccessorView, ...]
    """Properties that give the resources below."""
    methods: tuple[MethodView, ...]
    """In the order of the docs."""


@record
class ResourceView:
    """The module of a resource."""

    header: str
    """Comments above everything else: what the file was made from, and what checkers may skip."""
    module_doc: str
    """The text of the module's docstring, without quotes."""
    imports: tuple[tuple[str, ...], ...]
    """The import statements, in groups between which an empty line stands."""
    accessor_imports: tuple[str, ...]
    """Imports of the accessors' classes, for type checkers."""
    exports: tuple[str, ...]
    """The names of `__all__`, sorted."""
    operations: tuple[OperationView, ...]
    """The data of its operations, in the order of the docs."""
    classes: tuple[ResourceClassView, ...]
    """The sync and the async one."""


def resource_tree(api: Api) -> tuple[Node, ...]:
    """Return the resources that hang on the client, in docs order."""
    by_path = {r.path: r for r in api.resources if r.path}
    paths = dict.fromkeys(
        path[:depth] for path in by_path for depth in range(1, len(path) + 1)
    )
    count = Counter(map(resource_module, paths))

    def below(parent: tuple[Untrusted, ...]) -> tuple[Node, ...]:
        return tuple(
            Node(path, by_path.get(path), below(path), _module(path, count))
            for path in paths
            if path[:-1] == parent
        )

    return below(())


def _module(path: _Path, count: Counter[str]) -> str:
    """Return the module of a resource.

    `beta.libraries` and `betaLibraries` would share theirs; then underscores tell where the
    accessors of the longer way end. Only one of the two classes is known in any module.
    """
    module = resource_module(path)
    is_shared = len(path) > 1 and count[module] > 1
    return resource_module(path, "__") if is_shared else module


def client_node(api: Api) -> Node | None:
    """Return the client's own operations; `None` if it has none."""
    own = next((each for each in api.resources if not each.path), None)
    has_any = own is not None and own.operations
    return Node((), own, (), resource_module(())) if has_any else None


def modules(api: Api) -> Iterator[Node]:
    """Yield what has a module of its own: the client's own operations, and all resources."""
    own = client_node(api)
    if own is not None:
        yield own
    yield from all_nodes(resource_tree(api))


def all_nodes(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Yield `nodes` and all nodes below them."""
    for node in nodes:
        yield node
        yield from all_nodes(node.children)


def operations(api: Api) -> Iterator[tuple[Node, Operation]]:
    """Yield all operations, each with its resource, in docs order."""
    for node in modules(api):
        for operation in node.operations:
            yield node, operation


def resource_view(
    node: Node, api: Api, library: Library, settings: PythonSettings, printers: Printers
) -> ResourceView:
    """Return the view of `templates/python/resource.py.jinja`."""
    name = node.class_name
    around = Surroundings(settings.package, library, printers, _shadowed(node), api)
    return ResourceView(
        header=_header(node, library, printers),
        module_doc=f"`{accessor_path(node)}` and its asynchronous twin.",
        imports=resource_imports(
            node.operations, around, has_children=bool(node.children)
        ),
        accessor_imports=accessor_imports(node.children, "", frozenset()),
        exports=tuple(sorted((f"Async{name}", name), key=name_order)),
        operations=tuple(_operation_views(node.operations, around)),
        classes=_classes(node, around),
    )


def _classes(node: Node, around: Surroundings) -> tuple[ResourceClassView, ...]:
    doc = around.printers.docstring(node.doc, _INDENT)
    pairs = tuple(method_views(each, around) for each in node.operations)
    below = AccessorPlace("", "self._client", frozenset())
    return tuple(
        ResourceClassView(
            name=f"{prefix}{node.class_name}",
            base=f"{prefix}Resource",
            doc=doc,
            accessors=tuple(
                accessor_view(child, around.printers, below, prefix)
                for child in node.children
            ),
            methods=tuple(pair[at] for pair in pairs),
        )
        for at, prefix in enumerate(PREFIXES)
    )


def _operation_views(
    operations: tuple[Operation, ...], around: Surroundings
) -> Iterator[OperationView]:
    """Yield the data; each table of errors is written once, with the first that has it."""
    tables: dict[tuple[ErrorView, ...], str] = {}
    for each in operations:
        view = operation_view(each, around)
        first = tables.setdefault(view.errors, view.constant)
        shared = view.errors and first != view.constant
        yield replace(view, errors_of=first) if shared else view


def accessor_view(
    node: Node, printers: Printers, place: AccessorPlace, prefix: str
) -> AccessorView:
    """Return the property by which a resource is reached, sync or async by its `prefix`."""
    name = node.class_name
    return AccessorView(
        name=accessor_name(node),
        returns=prefix + _local(name, place.taken),
        module=f"{place.package}.{node.module}",
        class_name=prefix + name,
        client=place.client,
        doc=printers.docstring(node.doc, _ACCESSOR_INDENT),
    )


def _local(name: str, taken: frozenset[str]) -> str:
    return f"{name}_" if name in taken else name


def accessor_imports(
    nodes: tuple[Node, ...], package: str, taken: frozenset[str]
) -> tuple[str, ...]:
    """Return the imports of the classes of `nodes`, which live in `package`."""
    return tuple(
        line
        for group in import_groups(_accessor_imports(nodes, package, taken))
        for line in group
    )


def _accessor_imports(
    nodes: tuple[Node, ...], package: str, taken: frozenset[str]
) -> Iterator[Import]:
    for node in nodes:
        module = f"{package}.{node.module}"
        name = node.class_name
        local = _local(name, taken)
        for prefix in PREFIXES:
            alias = "" if local == name else prefix + local
            yield Import(module, prefix + name, alias)


def accessor_name(node: Node) -> str:
    """Return the name of the property, on the client or on the resource above."""
    is_top = len(node.path) == 1
    return client_member_name(node.path[0]) if is_top else member_name(node.path[-1])


def accessor_path(node: Node) -> str:
    """Return the way to a resource, such as `client.beta.libraries`."""
    first = map(client_member_name, node.path[:1])
    return ".".join(("client", *first, *map(member_name, node.path[1:])))


def _header(node: Node, library: Library, printers: Printers) -> str:
    named = references(
        type_
        for operation in node.operations
        for type_ in (
            *input_types(operation, library.models),
            *answer_types(operation),
            *((operation.body.type,) if operation.body else ()),
        )
    )
    return quiet_header(
        printers.comment(header(node.span.file)),
        names_deprecated=bool(named & library.deprecated),
    )


def _shadowed(node: Node) -> frozenset[str]:
    methods = {member_name(operation.name) for operation in node.operations}
    return reserved.BUILTINS & {
        *methods,
        *(member_name(child.path[-1]) for child in node.children),
    }
