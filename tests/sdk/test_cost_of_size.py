"""How much code an operation is, beyond its parameters and its docs."""

import ast
from statistics import mean

from tests.sdk.conftest import SOURCE


def lines(*nodes):
    return sum(node.end_lineno - node.lineno + 1 for node in nodes)


def beyond(method):
    """Return the lines of a method without its arguments, without what hands them on, and its docs."""
    arguments = [a for a in method.args.kwonlyargs if a.arg != "options"]
    handed_on = [n for n in ast.walk(method.body[-1]) if isinstance(n, ast.Dict)]
    values = [value for each in handed_on for value in each.values]
    return lines(method) - lines(method.body[0], *arguments, *values)


def data(node):
    """Return the lines of a module's constant, without the parameters of an operation."""
    given = node.value.keywords if isinstance(node.value, ast.Call) else []
    return lines(node) - lines(*(each for each in given if each.arg == "parameters"))


def sizes():
    """Return the lines of each operation: sync, async and its data."""
    for file in sorted((SOURCE / "dub_sdk" / "resources").glob("[a-z]*.py")):
        module = ast.parse(file.read_text(encoding="utf-8"))
        constants = {
            (
                node.target.id
                if isinstance(node, ast.AnnAssign)
                else node.targets[0].id
            ): node
            for node in module.body
            if isinstance(node, ast.AnnAssign | ast.Assign)
        }
        found = {}
        for kind in (each for each in module.body if isinstance(each, ast.ClassDef)):
            for method in kind.body:
                if not isinstance(method, ast.FunctionDef | ast.AsyncFunctionDef):
                    continue
                used = {n.id for n in ast.walk(method) if isinstance(n, ast.Name)}
                own = found.setdefault(method.name, [set(), 0])
                own[0] |= used & set(constants)
                own[1] += beyond(method)
        for names, size in found.values():
            yield size + sum(data(constants[name]) for name in names)


def test_an_operation_is_less_than_40_lines():
    found = list(sizes())
    assert len(found) == 44
    assert mean(found) < 40
