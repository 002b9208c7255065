"""From all pages of an API to its intermediate model."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from generator.diagnostics import Diagnostics
from generator.ir.api import Api
from generator.ir.facts import Derived, Fact
from generator.ir.models import Model, ObjectModel
from generator.ir.security import SecurityScheme
from generator.ir.servers import Server
from generator.ir.types import ModelKey
from generator.lower.account import Account
from generator.lower.around import Around
from generator.lower.called import with_calls
from generator.lower.client_options import SDK_OPTIONS, clients
from generator.lower.context import Context
from generator.lower.globals import GlobalsSource, globals_pages, lower_globals
from generator.lower.models import lower_model
from generator.lower.operation_servers import example_servers
from generator.lower.overlay import Overlay
from generator.lower.readme import ReadmeFacts, lower_readme
from generator.lower.resources import lower_resources
from generator.lower.security import option_names, overlaid_security, report_unstated
from generator.lower.security_page import client_schemes
from generator.lower.servers import overlaid
from generator.lower.settled_models import settled_models, with_nullable_answers
from generator.lower.shown_keys import with_shown_keys
from generator.lower.shown_names import warn_of_shown_names
from generator.lower.tree import plant
from generator.lower.unrouted import report_unrouted
from generator.lower.uploads import with_parts
from generator.markdown.document import Comment, Page
from generator.source import Span
from generator.untrusted import Untrusted

_NOTHING: Final = ReadmeFacts(None, None, (), (), None, ())


def lower(
    name: str, pages: Iterable[Page], overlay: Overlay, diagnostics: Diagnostics
) -> tuple[Api, Account]:
    """Lower the pages of the API `name`; also return the account of their rows."""
    pages = tuple(pages)
    account = Account(pages)
    tree = plant(pages, diagnostics)
    context = Context(tree, overlay, account, diagnostics)
    _settle_pages(context)
    _report_prefaces(context)
    api = _api(name, _models(context), context)
    account.close(diagnostics)
    warn_of_shown_names(api, diagnostics)
    _note_renames(api, overlay)
    overlay.close(diagnostics)
    return api, account


def _api(name: str, models: Mapping[ModelKey, Model], context: Context) -> Api:
    """Lower README, then the operations, then what both tell of the models and the client."""
    page, overlay = context.tree.readme, context.overlay
    readme = lower_readme(page, models, context) if page else _NOTHING
    security = overlaid_security(
        client_schemes(readme.security, models, context), context
    )
    servers = overlaid(readme.servers, context, needed=bool(context.tree.operations))
    source = GlobalsSource(readme.globals, readme.wire_names, globals_pages(models))
    reserved = _reserved(security, servers)
    shown = example_servers(page)
    around = Around(models, security, source.names, reserved, servers, shown, context)
    resources = lower_resources(readme.resources, around)
    report_unrouted(context.unrouted, overlay, context.diagnostics)
    if page and not security:
        report_unstated(page, around.clients, context)
    models, resources = with_calls(models, resources)
    models = with_shown_keys(models, resources)
    models = with_nullable_answers(models, resources, overlay)
    uploaded = with_parts(models, resources)
    made = (*(clients(page) if page else ()), *around.clients)
    return Api(
        name,
        readme.client or _named_after_folder(name),
        readme.doc,
        servers,
        security,
        readme.error_base,
        resources,
        tuple(uploaded[key] for key in sorted(uploaded)),
        lower_globals(source, around.parameters(made), resources, models, context),
    )


def _settle_pages(context: Context) -> None:
    """Settle the tables of pages that are not lowered."""
    for page in context.tree.ignored:
        for section in page.sections:
            context.account.ignore_tables(section, "sdk-page")
    for page in context.tree.unreadable.values():
        for section in page.sections:
            context.account.report_tables(section)


def _note_renames(api: Api, overlay: Overlay) -> None:
    """Say which names of `[python]` are about something; the rest of it is about the package."""
    stated = overlay.entry(("python",)) or {}
    if any(isinstance(entry, dict) for entry in stated.values()):
        for table, key in _renameable(api):
            overlay.uses("python", table, key)
    for setting in ("timeout", "max_retries"):
        overlay.uses("api", setting)


def _renameable(api: Api) -> Iterator[tuple[str, str]]:
    """Yield what `[python]` may name: a table of it, and a key there."""
    for model in api.models:
        yield "models", model.key.dotted
        for field in model.fields if isinstance(model, ObjectModel) else ():
            yield "fields", f"{model.key.dotted}.{field.name.reveal()}"
    for resource in api.resources:
        path = [part.reveal() for part in resource.path]
        for depth in range(1, len(path) + 1):
            yield "resources", ".".join(path[:depth])
        for operation in resource.operations:
            key = ".".join((*path, operation.name.reveal()))
            yield "operations", key
            body = () if operation.body is None else (operation.body,)
            for each in (*operation.parameters, *body):
                yield "parameters", f"{key}.{each.name.reveal()}"


def _report_prefaces(context: Context) -> None:
    """Report what stands before the title of a page (D006): it has no place in the model."""
    described = [model.page for model in context.tree.models.values()]
    for page in (*described, *context.tree.operations.values()):
        for section in page.sections:
            if section.level == 0 and not all(
                isinstance(block, Comment) for block in section.blocks
            ):
                context.account.report_tables(section)
                context.diagnostics.error(
                    "D006",
                    section.blocks[0].span,
                    "this stands before the title of the page",
                    "a page begins with its H1; move the text below it",
                )


def _models(context: Context) -> Mapping[ModelKey, Model]:
    models: dict[ModelKey, Model] = {}
    for page in context.tree.models.values():
        model = lower_model(page, context)
        if model is not None:
            models[page.key] = model
    return settled_models(models, context.overlay)


def _reserved(
    security: Iterable[SecurityScheme], servers: Iterable[Server]
) -> frozenset[Untrusted]:
    """Return the options of the client that are no parameters of the API."""
    chosen = (each.option for server in servers for each in server.variables)
    return frozenset((*map(Untrusted, SDK_OPTIONS), *option_names(security), *chosen))


def _named_after_folder(name: str) -> Fact[Untrusted]:
    client = "".join(part.capitalize() for part in name.split("-"))
    span = Span("README.md", 1, 1, 1)
    return Fact(Untrusted(client), Derived("folder-name", span))
