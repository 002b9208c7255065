"""The module of the two client classes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from generator.ir.api import Api
from generator.ir.references import references
from generator.python.annotations import Spelling, type_imports
from generator.python.client_arguments import (
    HOOKS,
    HookView,
    SettingView,
    client_settings,
)
from generator.python.client_options import (
    ClientOption,
    client_options,
    given,
    option_entries,
)
from generator.python.code import Code, Group, exploded, layout, sequence
from generator.python.docs import Docs
from generator.python.globals import global_code
from generator.python.imports import Import, import_groups, name_order
from generator.python.names import CLIENT_METHODS
from generator.python.prose import header
from generator.python.qualified import data_spelling, namespace_import
from generator.python.resources import (
    PREFIXES,
    AccessorPlace,
    AccessorView,
    accessor_imports,
    accessor_view,
    client_node,
    resource_tree,
)
from generator.python.security import (
    scheme_classes,
    scheme_code,
    secret_entries,
    unique_secrets,
)
from generator.python.servers import server_code
from generator.python.settings import PythonSettings
from generator.records import record
from generator.render.docstrings import Entry, Section
from generator.render.printers import Printers
from generator.untrusted import Untrusted

_CLASS_INDENT: Final = 4
_BODY_INDENT: Final = 8
_CALL_INDENT: Final = 12
_RUNTIME: Final = "._runtime"
_RESOURCES: Final = ".resources"


@record
class ClientClassView:
    """The sync or the async client."""

    name: str
    """The class, such as `AsyncDub`."""
    bases: tuple[str, ...]
    """Its base of the runtime and, if the client has operations of its own, that of these."""
    doc: str
    """Its docstring, quotes included."""
    init_docs: Docs
    """The docstring of `__init__`, with all arguments."""
    secret: str
    """The type of its secrets."""
    http_client: str
    """The type of an HTTP client that it may be given."""
    has_methods: bool
    """Whether it has operations of its own."""
    accessors: tuple[AccessorView, ...]
    """Properties that give the resources."""


@record
class ClientView:
    """The module of the client classes."""

    header: str
    """Comments above everything else: what the file was made from, and what checkers may skip."""
    imports: tuple[tuple[str, ...], ...]
    """The import statements, in groups between which an empty line stands."""
    accessor_imports: tuple[str, ...]
    """Imports of the accessors' classes, for type checkers."""
    exports: tuple[str, ...]
    """The names of `__all__`, sorted."""
    config: str
    """The constant that tells the runtime about the API."""
    secrets: tuple[str, ...]
    """Arguments that take secrets."""
    options: tuple[ClientOption, ...]
    """Arguments that choose the server, and global parameters."""
    settings: tuple[SettingView, ...]
    """Arguments that set something, such as `timeout`."""
    hooks: tuple[HookView, ...]
    """Arguments that take functions."""
    given: tuple[str, ...]
    """What the base class is given of all these."""
    classes: tuple[ClientClassView, ...]
    """The sync and the async one."""


def client_names(api: Api, settings: PythonSettings) -> tuple[str, ...]:
    """Return the names of the two client classes, sorted; none if there is nothing to call."""
    if not api.resources:
        return ()
    return tuple(sorted((settings.client, f"Async{settings.client}"), key=name_order))


def client_view(api: Api, settings: PythonSettings, printers: Printers) -> ClientView:
    """Return the view of `templates/python/client.py.jinja`."""
    tree = resource_tree(api)
    taken = _taken(settings)
    spelling = data_spelling(printers, _RUNTIME)
    return ClientView(
        header=printers.comment(header(api.title.origin.span.file)),
        imports=_imports(api, spelling, has_resources=bool(tree)),
        accessor_imports=accessor_imports(tree, _RESOURCES, taken),
        exports=client_names(api, settings),
        config=_config(api, settings, spelling, printers),
        secrets=tuple(secret.name for secret in unique_secrets(api.security)),
        options=client_options(api, spelling),
        settings=tuple(client_settings(api, settings)),
        hooks=HOOKS,
        given=tuple(_given(api)),
        classes=tuple(_class(api, settings, printers, prefix) for prefix in PREFIXES),
    )


def _class(
    api: Api, settings: PythonSettings, printers: Printers, prefix: str
) -> ClientClassView:
    own = client_node(api)
    methods = (prefix + CLIENT_METHODS,) if own else ()
    place = AccessorPlace(_RESOURCES, "self", _taken(settings))
    return ClientClassView(
        name=prefix + settings.client,
        bases=(f"{prefix}Client", *methods),
        doc=printers.docstring(api.doc or f"The {settings.client} API.", _CLASS_INDENT),
        init_docs=_init_docs(api, settings, printers),
        secret=f"{prefix}Secret",
        http_client=f"httpx2.{prefix}Client",
        has_methods=own is not None,
        accessors=tuple(
            accessor_view(node, printers, place, prefix) for node in resource_tree(api)
        ),
    )


def _taken(settings: PythonSettings) -> frozenset[str]:
    """Return the names that the module has beside those of resources."""
    return frozenset((settings.client, CLIENT_METHODS))


def _given(api: Api) -> Iterator[str]:
    names = (secret.name for secret in unique_secrets(api.security))
    yield layout(_mapping(names), _CALL_INDENT, "", ",")
    for argument, names_ in given(api).items():
        code = _mapping(names_) if names_ else argument
        yield layout(code, _CALL_INDENT, f"{argument}=", ",")
    hooks = _mapping(tuple(hook.name for hook in HOOKS))
    yield layout(hooks, _CALL_INDENT, "hooks=", ",")


def _mapping(names: Iterator[str] | tuple[str, ...]) -> Group:
    return Group("{", tuple((f'"{name}": ', name) for name in names), "}")


def _config(
    api: Api, settings: PythonSettings, spelling: Spelling, printers: Printers
) -> str:
    """Return the code of the constant."""
    servers = (server_code(server, printers) for server in api.servers)
    items: list[tuple[str, Code]] = [
        ("name=", printers.string_literal(settings.distribution)),
        ("version=", "__version__"),
        ("servers=", sequence(servers)),
    ]
    if api.security:
        schemes = (scheme_code(scheme, printers) for scheme in api.security)
        items.append(("schemes=", sequence(schemes)))
    if api.globals:
        shared = (global_code(each, spelling, printers) for each in api.globals)
        items.append(("globals=", sequence(shared)))
    if settings.timeout is not None:
        items.append(("timeout=", repr(settings.timeout)))
    if settings.max_retries is not None:
        items.append(("max_retries=", repr(settings.max_retries)))
    return exploded(Group("config.ClientConfig(", tuple(items), ")"), 0, "_CONFIG = ")


def _imports(
    api: Api, spelling: Spelling, *, has_resources: bool
) -> tuple[tuple[str, ...], ...]:
    types = tuple(each.type for each in api.globals)
    imports = {
        Import("__future__", "annotations"),
        Import("collections.abc", "Callable"),
        Import("collections.abc", "Mapping"),
        Import("typing", "TYPE_CHECKING"),
        Import(f"{_RUNTIME}.client", "AsyncClient"),
        Import(f"{_RUNTIME}.client", "Client"),
        Import(_RUNTIME, "config"),
        Import("._version", "__version__"),
        *(
            Import(f"{_RUNTIME}.schemes", name)
            for scheme in api.security
            for name in scheme_classes(scheme)
        ),
        *type_imports(types, spelling),
        *(namespace_import(key, ".models") for key in references(types)),
    }
    if any("Literal[" in each.annotation for each in client_options(api, spelling)):
        imports.add(Import("typing", "Literal"))
    if unique_secrets(api.security):
        imports.add(Import(f"{_RUNTIME}.secret", "AsyncSecret"))
        imports.add(Import(f"{_RUNTIME}.secret", "Secret"))
    if client_node(api):
        imports |= {
            Import(".resources._client", prefix + CLIENT_METHODS)
            for prefix in ("", "Async")
        }
    if has_resources:
        imports.add(Import("functools", "cached_property"))
    return import_groups(imports)


def _init_docs(api: Api, settings: PythonSettings, printers: Printers) -> Docs:
    entries = (
        *secret_entries(api.security),
        *option_entries(api),
        *(Entry(each.name, each.doc) for each in client_settings(api, settings)),
        Entry("http_client", "An HTTP client to use instead of one of our own."),
        *(Entry(hook.name, hook.doc) for hook in HOOKS),
    )
    section = Section("Args", entries)
    return Docs(Untrusted("Make a client."), _BODY_INDENT, (section,), printers)
