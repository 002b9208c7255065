"""The APIs of templates/shapes, which have every shape together."""

from functools import cache

from generator.build import python_settings, read_api
from generator.inputs import find_apis
from generator.python.package import package_files
from generator.python.sdk_view import sdk_view
from generator.render.environment import templates_dir
from generator.render.printers import PRINTERS
from generator.templating.planned import KINDS

SHAPES = templates_dir() / "shapes"


def lowered():
    return [read_api(folder) for folder in find_apis(SHAPES)]


@cache
def files():
    """Every file of every API: its template, and its view."""
    return [
        (plan.template, plan.view)
        for api in lowered()
        for plan in package_files(api.python, python_settings(api), PRINTERS)
    ]


def new_views():
    """The views of new files that an author may add, for every API."""
    for api in lowered():
        settings = python_settings(api)
        sdk = sdk_view(api.python, settings, PRINTERS)
        for kind in KINDS.values():
            yield from (part.view for part in kind.parts(sdk))
