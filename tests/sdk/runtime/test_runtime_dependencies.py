"""The runtime stands on what an emitted distribution declares, and on nothing else."""

import ast
import asyncio
import re
import sys

from tests.sdk.runtime.harness import RUNTIME

PYPROJECT = RUNTIME.parents[1] / "project/pyproject.toml.jinja"
PART_OF = {"pydantic_core": "pydantic"}
"""Pydantic pins its core, and its docs send callers there."""


def _imports():
    for file in RUNTIME.glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Import):
                yield from (alias.name for alias in node.names)
            elif isinstance(node, ast.ImportFrom) and node.level == 0:
                yield node.module


def test_the_runtime_imports_declared_dependencies_only():
    project = PYPROJECT.read_text(encoding="utf-8")
    (line,) = re.findall(r"^dependencies = .*", project, re.MULTILINE)
    declared = {name.replace("-", "_") for name in re.findall(r'"([\w-]+)', line)}
    roots = {name.partition(".")[0] for name in _imports()}
    foreign = roots - sys.stdlib_module_names
    assert {PART_OF.get(name, name) for name in foreign} == declared


def test_the_async_clock_lets_other_tasks_run(runtime):
    seen = []

    async def sleeper():
        await runtime("clock").AsyncClock().sleep(0)
        seen.append("slept")

    async def run():
        task = asyncio.create_task(sleeper())
        await asyncio.sleep(0)
        seen.append("other")
        await task

    asyncio.run(run())
    assert seen == ["other", "slept"]
