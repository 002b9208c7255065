"""The files that an author adds, as the build plans them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache, partial
from typing import Final

from generator.emit.errors import UnsafePath
from generator.emit.paths import check_path, folded
from generator.ir.api import Api
from generator.python.package import PlannedFile
from generator.python.sdk import (
    MethodFileView,
    ModelFileView,
    ResourceFileView,
    SdkView,
)
from generator.python.sdk_view import sdk_view
from generator.python.settings import PythonSettings
from generator.records import record
from generator.render.printers import Printers
from generator.templating.findings import Finding, TemplatesError
from generator.templating.sets import NewFile

_FOLDER: Final = "a folder with other files"
_FIELD: Final = re.compile(r"\{(\w+)\}")


@record
class _Part:
    """What one file is for."""

    names: Mapping[str, str]
    """What its path is filled with."""
    view: object


@record
class Kind:
    """A kind of thing that each file is for."""

    names: frozenset[str]
    """What the path may name between braces."""
    parts: Callable[[SdkView], Iterator[_Part]]


def _whole(sdk: SdkView) -> Iterator[_Part]:
    yield _Part({}, sdk)


def _resources(sdk: SdkView) -> Iterator[_Part]:
    for resource in sdk.resources:
        yield _Part({"resource": resource.module}, ResourceFileView(sdk, resource))


def _methods(sdk: SdkView) -> Iterator[_Part]:
    for resource in sdk.resources:
        for method in resource.methods:
            names = {"resource": resource.module, "method": method.name}
            yield _Part(names, MethodFileView(sdk, resource, method))


def _models(sdk: SdkView) -> Iterator[_Part]:
    for model in sdk.models:
        names = {"namespace": model.namespace, "model": model.module}
        yield _Part(names, ModelFileView(sdk, model))


KINDS: Final[Mapping[str, Kind]] = {
    "sdk": Kind(frozenset({"package"}), _whole),
    "resource": Kind(frozenset({"package", "resource"}), _resources),
    "method": Kind(frozenset({"package", "resource", "method"}), _methods),
    "model": Kind(frozenset({"package", "namespace", "model"}), _models),
}
"""By the value of `each` in `templates.toml`."""


def path_flaw(file: NewFile) -> str | None:
    """Return what is wrong with the path of new files, whatever the API."""
    known = KINDS[file.each].names
    for name in _FIELD.findall(file.path):
        if name not in known:
            written = ", ".join(f"`{{{each}}}`" for each in sorted(known))
            return f"`{{{name}}}` stands for nothing here; write {written}"
    plain = _FIELD.sub("x", file.path)
    if "{" in plain or "}" in plain:
        return "braces stand around one of the names that are filled in"
    try:
        check_path(plain)
    except UnsafePath as error:
        return f"the path {error.reason}"
    return None


def new_files(
    files: Iterable[NewFile],
    api: Api,
    settings: PythonSettings,
    printers: Printers,
    taken: Iterable[str],
) -> tuple[PlannedFile, ...]:
    """Return the files that an author adds, beside those with the paths `taken`.

    Raises `TemplatesError` where two files would get one path, or one the path of a folder.
    """
    files = tuple(files)
    if not files:
        return ()
    sdk = cache(partial(sdk_view, api, settings, printers))
    plans: list[PlannedFile] = []
    known: dict[str, str] = {}
    for path in taken:
        _take(known, path, "a file that every SDK has")
    for file in files:
        for path, view in _filled(file, sdk, settings, printers):
            other = _taken(known, path)
            if other is not None:
                hint = "give it another path; a file for each thing has its name in the path"
                raise TemplatesError([_finding(file, other, hint)])
            _take(known, path, f"the file of {file.file}:{file.line}")
            plans.append(PlannedFile(path, file.template, view))
    return tuple(plans)


def _take(known: dict[str, str], path: str, what: str) -> None:
    """Note what is at a path, and which folders it stands in."""
    for folder in _folders(path):
        known.setdefault(folded(folder), _FOLDER)
    known[folded(path)] = what


def _taken(known: Mapping[str, str], path: str) -> str | None:
    """Tell why a file cannot have a path: there is a file or a folder, or a file above it."""
    other = known.get(folded(path))
    if other is not None:
        return f"`{path}` is {other}"
    for folder in _folders(path):
        above = known.get(folded(folder), _FOLDER)
        if above != _FOLDER:
            return f"`{folder}` of `{path}` is {above}"
    return None


def _folders(path: str) -> Iterator[str]:
    for at, character in enumerate(path):
        if character == "/":
            yield path[:at]


def _filled(
    file: NewFile,
    sdk: Callable[[], SdkView],
    settings: PythonSettings,
    printers: Printers,
) -> Iterator[tuple[str, Callable[[], object]]]:
    """Yield the paths of new files, with what makes their views."""
    if file.each == "sdk":
        yield _path(file, {}, settings, printers), sdk
        return
    for part in KINDS[file.each].parts(sdk()):
        path = _path(file, part.names, settings, printers)
        yield path, partial(_same, part.view)


def _path(
    file: NewFile,
    names: Mapping[str, str],
    settings: PythonSettings,
    printers: Printers,
) -> str:
    """Fill a path; names from the docs pass the printer of file names."""
    try:
        printed = {key: printers.file_name(name) for key, name in names.items()}
    except ValueError as error:
        hint = "leave that name out of the path"
        raise TemplatesError([_finding(file, str(error), hint)]) from error
    printed["package"] = settings.package
    return _FIELD.sub(lambda match: printed[match[1]], file.path)


def _same(view: object) -> object:
    return view


def _finding(file: NewFile, message: str, hint: str) -> Finding:
    return Finding(file.file, file.line, message, hint)
