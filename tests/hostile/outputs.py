"""All that commands make of an API: what they write and what they print, by kind of output.

Nothing is written here but the input, so that the matrix takes little time; what the commands print
and write is made by the functions that they call.
"""

import json
from pathlib import Path

from generator import __version__, baseline, explain, lint
from generator.build import build_files, python_settings, read_api
from generator.cli.reviewing import _TABLES
from generator.cli.shared import findings
from generator.diagnostics import visible
from generator.emit.diff import diff, file_diff
from generator.emit.manifest import manifest_bytes, manifest_of
from generator.emit.plan import make_plan
from generator.emit.tree import EMPTY, Tree
from generator.explain.symbols import symbols
from generator.export.openapi import openapi
from generator.fmt.pages import format_api
from generator.inputs import ApiFolder, find_apis, read_baseline
from generator.ir.dump import dump
from generator.python.package import package_files
from generator.render.printers import PRINTERS
from generator.review.compare import review
from generator.review.formats.changelog import as_changelog
from generator.review.formats.json import as_json
from generator.review.formats.markdown import as_markdown
from generator.review.formats.page.page import as_html
from generator.review.formats.terminal import Terminal
from generator.review.formats.text import as_text
from generator.review.report import Report
from generator.start.folder import start

ENDINGS = {".py": "python", ".md": "docs", ".toml": "toml"}


def write(specs, files):
    """Write the input: text as UTF-8 has it, and half a surrogate pair as Python would."""
    for path, text in files.items():
        (specs / path).parent.mkdir(parents=True, exist_ok=True)
        (specs / path).write_bytes(text.encode("utf-8", "surrogatepass"))


class Made:
    """What becomes of one state of an API; `texts` holds kind, name and text of each output."""

    def __init__(self, specs, before=None):
        (self.folder,) = find_apis(specs)
        self.lowered = read_api(self.folder)
        self.refused = self.lowered.diagnostics.has_errors
        self.texts = [*self._told(), *self._started(), *self._formatted()]
        self.refused = self.refused or self.lowered.diagnostics.has_errors
        self.files = {}
        if not self.refused:
            settings = python_settings(self.lowered)
            plans = package_files(self.lowered.python, settings, PRINTERS)
            self._plans = {plan.path: plan for plan in plans}
            self.files = build_files(self.lowered, EMPTY)
            self.texts += [*self._built(), *self._shown()]
            if before is not None:
                self.texts += [*self._compared(before)]

    def _told(self):
        """Diagnostics, and `lint`."""
        yield "terminal", "diagnostics", "\n".join(findings([self.lowered]))
        try:
            known = read_baseline(self.folder, self.lowered.diagnostics)
            entries = None if known is None else baseline.read_entries(known)
        except baseline.BrokenBaseline as error:
            self.refused, entries = True, None
            yield "terminal", "lint", visible(str(error))
        told = lint.report(self.lowered, entries)
        yield "terminal", "lint", "\n".join(lint.as_text(told))
        yield "github", "lint", "\n".join(lint.as_github(told))
        yield "JSON", "lint", json.dumps(lint.as_json(told))
        yield "TOML", "doubts.toml", baseline.written(lint.accepted(self.lowered))
        yield "JSON", "ir", json.dumps(dump(self.lowered.api))

    def _started(self):
        """`init`, from the same pages."""
        new = ApiFolder("new", Path("specs/new"), "specs/new")
        started = start(self.folder, new)
        yield "terminal", "init", "\n".join(findings([started.lowered]))
        for path, file in (started.files or {}).items():
            if path.endswith(".toml"):
                yield "init", path, file.content.decode()

    def _formatted(self):
        formatted = format_api(self.folder)
        yield "terminal", "fmt", "\n".join(findings([formatted]))
        for each in formatted.replacements:
            path = each.path.as_posix()
            lines = file_diff(path, each.before, each.after)
            yield "diff", "fmt --check", "\n".join(lines)

    def _built(self):
        for path, file in self.files.items():
            yield "paths", path, path
            if "/_runtime/" not in path and file.content:
                yield ENDINGS[Path(path).suffix], path, file.content.decode()
        manifest = manifest_of(self.files, __version__)
        yield "JSON", "manifest", manifest_bytes(manifest).decode()

    def _shown(self):
        yield "JSON", "openapi", json.dumps(openapi(self.lowered.api))
        told = map(self._explained, symbols(self.lowered))
        yield "terminal", "explain", "\n".join(line for lines in told for line in lines)

    def _explained(self, symbol):
        """What `explain` tells, but for making the plan of all files anew for each symbol."""
        path = f"src/{python_settings(self.lowered).package}/{symbol.module}"
        return explain._lines(symbol, self.lowered, path, self._plans)

    def _compared(self, before):
        """`check` and `review`, against an earlier state."""
        tree = Tree(
            exists=True,
            files={path: file.content for path, file in before.files.items()},
            manifest=manifest_of(before.files, __version__),
            workshop=(),
        )
        plan = make_plan(self.files, __version__, tree)
        yield "diff", "check", diff(plan)
        found = review(before.lowered, self.lowered, None)
        report = Report("HEAD", ".", (found,), (), ())
        yield "terminal", "review", as_text(
            report, _TABLES, Terminal(None, colour=False)
        )
        yield "report", "review --format markdown", as_markdown(report, _TABLES)
        yield "report", "review --format changelog", as_changelog(report)
        yield "JSON", "review", json.dumps(as_json(report))
        yield "HTML", "review", as_html(report, _TABLES)
