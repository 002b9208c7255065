"""The arguments of the command line. Imports nothing of ours but the version."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any, Final

from generator import __version__
from generator.cli.printing import Parser

_ABOUT: Final = "Writes a Python SDK from the Markdown reference of a TypeScript SDK."
_EXIT_CODES: Final = (
    "Exit code: 0 all is well, 1 findings or differences, "
    "2 wrong usage, unreadable input, or a system that fails."
)


def parser() -> argparse.ArgumentParser:
    """Return the parser; what it returns has `command`, and all that the command reads."""
    top = Parser("docs2sdk", description=_ABOUT, epilog=_EXIT_CODES)
    top.add_argument("--version", action="version", version=__version__)
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    _add_builds(commands)
    _add_init(commands)
    _add_views(commands)
    _add_review(commands)
    _add_templates(commands)
    return top


def _add_builds(commands: Any) -> None:
    """Add the commands that compare a folder of distributions with what it should be."""
    generate = _add(commands, "generate", "write the SDKs", *_BUILD)
    generate.add_argument(
        "--force", action="store_true", help="overwrite files that were edited by hand"
    )
    text = "show what generate would change; write nothing"
    _add(commands, "check", text, *_BUILD)
    text = "generate again whenever a page, an overlay or a template is saved"
    more = (
        "What changes is printed, and so are faults, which do not end it; ctrl-C does."
    )
    _add(commands, "watch", text, *_BUILD, more=more)


def _add_init(commands: Any) -> None:
    text = (
        "start an API from a vendor's docs: canonical pages, and the doubts to settle"
    )
    more = "Nothing is overwritten. 1: something must be mended before an SDK can be written."
    init = _add(commands, "init", text, more=more)
    init.add_argument("docs", type=Path, help="folder of the vendor's docs")
    init.add_argument("name", help="of the API: lower case letters, digits, hyphens")
    init.add_argument(
        "--out",
        default=Path("specs"),
        type=Path,
        metavar="DIR",
        help="folder of API folders, in which the new one is made (default: specs)",
    )


def _add_views(commands: Any) -> None:
    """Add the commands that tell about docs, or lay them out."""
    text = "show faults, doubts and the account of table rows"
    more = (
        "Errors fail. Doubts and warnings do once there is a doubts.toml beside sdk.toml, "
        "unless it names them."
    )
    lint = _add(commands, "lint", text, _specs, _models, more=more)
    lint.add_argument(
        "--format",
        choices=["text", "json", "github"],
        default="text",
        help="github: workflow commands, which annotate the lines of a pull request",
    )
    lint.add_argument(
        "--accept",
        action="store_true",
        help="write the doubts and warnings of now to doubts.toml; later runs tell new ones",
    )
    ir = _add(commands, "ir", "print the intermediate model as JSON", _specs, _models)
    ir.add_argument("--schema", action="store_true", help="print its JSON Schema")
    text = "show where the facts of a symbol come from"
    explain = _add(commands, "explain", text)
    explain.add_argument(
        "name", help="such as links.list, LinkSchema.clicks, or that of the client"
    )
    for part in (_specs, _models):
        part(explain)
    text = "write canonical pages: one changed row is one changed line"
    fmt = _add(commands, "fmt", text, _specs)
    fmt.add_argument(
        "--check", action="store_true", help="show what would change; write nothing"
    )
    export = _add(commands, "export", "print an API in another format")
    formats = export.add_subparsers(required=True, metavar="FORMAT")
    text = "print an API as an OpenAPI 3.1 document"
    openapi = formats.add_parser(
        "openapi", help=text, description=text, epilog=_EXIT_CODES
    )
    for part in (_specs, _models):
        part(openapi)


def _add_review(commands: Any) -> None:
    text = "tell what changed between two states of the docs, why, and whom it breaks"
    more = (
        "A state is the folder of one API or of several, a checkout with specs/ (such as .), or a "
        "revision of the git repository around the working directory (such as HEAD~1)."
    )
    review = _add(commands, "review", text, _models, _templates, more=more)
    for name, about in (("old", "the state before"), ("new", "the state after")):
        review.add_argument(name, nargs="?", metavar=name.upper(), help=about)
    review.add_argument(
        "--format",
        choices=["text", "markdown", "changelog", "json", "html"],
        default="text",
        help="how to tell it (default: text)",
    )
    review.add_argument(
        "--schema", action="store_true", help="print the JSON Schema of --format json"
    )
    review.add_argument(
        "--fail-on",
        choices=["breaking", "additive", "cosmetic"],
        help="exit code 1 if there is a change of this class, or of a worse one",
    )
    review.add_argument(
        "--out", type=Path, metavar="FILE", help="write to a file instead"
    )


def _add_templates(commands: Any) -> None:
    """Add the commands for authors of templates."""
    text = "replace templates or blocks of them, add files, and try what that makes"
    templates = commands.add_parser(
        "templates", help=text, description=text, epilog=_EXIT_CODES
    )
    templates.set_defaults(command="templates")
    actions = templates.add_subparsers(required=True, metavar="ACTION", dest="action")
    text = "try templates on docs of every shape: render, parse, import, check types"
    more = (
        "Each finding names the line of the template. Nothing is written but a temporary folder, "
        "and in the user's cache what is known of types."
    )
    check = _add_action(actions, "check", text, more)
    _folder(check)
    check.add_argument(
        "specs",
        nargs="?",
        type=Path,
        help="folder of API folders, or of one API, to try them on as well",
    )
    check.add_argument(
        "--no-types",
        dest="types",
        action="store_false",
        help="do without mypy",
    )
    check.set_defaults(models_only=False)
    text = "print what templates may read as a JSON Schema"
    _add_action(actions, "context", text)
    _add_overrides(actions)


def _add_overrides(actions: Any) -> None:
    """Add the actions about what templates replace."""
    text = "list the project's templates, each with what it reads and with its blocks"
    _add_action(actions, "list", text)
    text = "begin to replace a template, or blocks of it"
    more = "It is written as the project has it, to be changed; with --block, the blocks alone."
    override = _add_action(actions, "override", text, more)
    override.add_argument("name", help="such as python/object.py.jinja")
    override.add_argument(
        "--block",
        action="append",
        default=[],
        metavar="BLOCK",
        help="a block of it; may be repeated",
    )
    _folder(override)
    text = "show what changed in the project's templates since they were replaced"
    _folder(_add_action(actions, "diff", text))
    text = (
        "remember the project's templates as they are now: nothing is left to take over"
    )
    _folder(_add_action(actions, "accept", text))


def _folder(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--templates", type=Path, metavar="DIR", required=True, help="their folder"
    )


def _add_action(
    actions: Any, name: str, text: str, more: str = ""
) -> argparse.ArgumentParser:
    """Add one of several actions of a command; its help ends with the exit codes."""
    about = f"{text}. {more}" if more else text
    sub: argparse.ArgumentParser
    sub = actions.add_parser(name, help=text, description=about, epilog=_EXIT_CODES)
    return sub


def _add(
    commands: Any, name: str, text: str, *parts: Any, more: str = ""
) -> argparse.ArgumentParser:
    """Add a command with these parts; its help ends with the exit codes."""
    about = f"{text}. {more}" if more else text
    sub: argparse.ArgumentParser
    sub = commands.add_parser(name, help=text, description=about, epilog=_EXIT_CODES)
    sub.set_defaults(command=name)
    for add in parts:
        add(sub)
    return sub


def _specs(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "specs",
        nargs="?",
        default=Path("specs"),
        type=Path,
        help="folder of API folders, or of one API (default: specs)",
    )


def _models(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--models-only",
        action="store_true",
        help="leave README and the operations unread: models, but no client",
    )


def _out(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--out",
        default=Path("generated"),
        type=Path,
        metavar="DIR",
        help="folder for the distributions (default: generated)",
    )


def _templates(sub: argparse.ArgumentParser) -> None:
    sub.add_argument(
        "--templates",
        type=Path,
        metavar="DIR",
        help="folder of templates that replace the project's, or single blocks of them, and add "
        "files",
    )


_BUILD: Final = (_specs, _models, _templates, _out)
