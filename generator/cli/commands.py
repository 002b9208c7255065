"""Which function carries out each command, and what its failures come to."""

from __future__ import annotations

import argparse
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Final

from generator.baseline import BrokenBaseline
from generator.build import HostileTextError
from generator.cli.failures import say_failure
from generator.cli.printing import say
from generator.cli.progress import Progress
from generator.cli.shared import FOUND, USAGE
from generator.diagnostics import visible
from generator.emit.errors import BrokenManifest, EmitError
from generator.inputs import UnreadableInputError
from generator.render.environment import TemplateFailure
from generator.templating.findings import TemplatesError

_COMMANDS: Final[Mapping[str, str]] = {
    "generate": "writing",
    "check": "writing",
    "lint": "linting",
    "ir": "showing",
    "init": "starting",
    "explain": "showing",
    "fmt": "formatting",
    "export": "showing",
    "review": "reviewing",
    "watch": "watching",
    "templates": "templates",
}
"""The module of each command; one command imports nothing that only others need."""


def run(options: argparse.Namespace) -> int:
    """Run the command that `options.command` names; return the exit code."""
    try:
        with Progress() as progress:
            options.track = progress.track
            return _function(options.command)(options)
    except BrokenPipeError:
        raise
    except UnreadableInputError as error:
        say(f"error: {visible(str(error))}")
        return USAGE
    except OSError as error:
        say_failure(error)
        return USAGE
    except BrokenManifest as error:
        say(f"error: {visible(str(error))}")
        say("help: restore it, or delete it and run: docs2sdk generate --force")
        return FOUND
    except BrokenBaseline as error:
        say(f"error: {visible(str(error))}")
        say("help: restore it, or write it anew: docs2sdk lint --accept")
        return FOUND
    except HostileTextError as error:
        say(f"error: {visible(str(error))}")
        if getattr(options, "templates", None) is not None:
            say("help: which line of a template that is: docs2sdk templates check")
        return FOUND
    except (EmitError, TemplateFailure) as error:
        say(f"error: {visible(str(error))}")
        return FOUND
    except TemplatesError as error:  # a line for each finding
        say(f"error: {error}")
        return FOUND


def _function(command: str) -> Callable[[argparse.Namespace], int]:
    module = import_module(f"generator.cli.{_COMMANDS[command]}")
    found: Callable[[argparse.Namespace], int] = getattr(module, f"run_{command}")
    return found
