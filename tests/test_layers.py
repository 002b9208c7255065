"""Imports run one way, and only some modules print, write, or know the rest."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
RUNTIME = ROOT / "templates" / "python" / "_runtime"

TEXT = {"records", "untrusted", "source", "diagnostics"}
BELOW = {
    "records": set(),
    "untrusted": set(),
    "source": {"records"},
    "diagnostics": TEXT - {"diagnostics"},
    "ir": {"records", "untrusted", "source"},
    "markdown": TEXT,
    "lower": TEXT | {"ir", "markdown"},
    "passes": TEXT | {"ir"},
    "check": TEXT | {"ir", "passes"},
    "export": {"records", "untrusted", "ir"},
    "render": {"records", "untrusted"},
    "python": TEXT | {"ir", "render"},
    "emit": {"records"},
    "walk": set(),
    "stamp": {"walk"},
}
"""What each part may import beside itself. The parts above these see all of them."""
ABOVE = {
    "baseline",
    "build",
    "cli",
    "doubts",
    "explain",
    "fmt",
    "inputs",
    "limits",
    "lint",
    "progress",
    "review",
    "workers",
    "start",
    "templating",
}
ABOVE |= {"__init__", "__main__"}
PRINTS = {"generator.cli.printing"}
"""It shows as escapes what a terminal would act on; what is printed elsewhere would not be."""
WRITES = {"emit", "stamp"}
"""`stamp` writes to the user's cache, never to the output."""
WRITERS = {
    "mkdir",
    "replace",
    "rename",
    "rmdir",
    "symlink_to",
    "touch",
    "unlink",
    "write_bytes",
    "write_text",
}
TEXT_METHODS = {"replace"}
"""Methods that strings and dataclasses have as well: they count with `os` before them only."""


def part_of(module):
    return module.split(".")[1] if "." in module else "__init__"


def modules():
    """Every module of the generator, parsed, by its name."""
    found = {}
    for path in sorted((ROOT / "generator").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


MODULES = modules()


def imports(tree, known):
    """The modules of the generator that a module imports, wherever in it."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are absolute"
            inner = [f"{node.module}.{alias.name}" for alias in node.names]
            names = [name if name in known else node.module for name in inner]
        else:
            continue
        yield from (name for name in names if name.split(".")[0] == "generator")


EDGES = {name: set(imports(tree, MODULES)) for name, tree in MODULES.items()}


def test_every_part_has_its_place():
    assert {part_of(name) for name in MODULES} == set(BELOW) | ABOVE


@pytest.mark.parametrize("part", sorted(BELOW))
def test_a_part_imports_only_what_lies_below(part):
    allowed = BELOW[part] | {part}
    for name, found in EDGES.items():
        if part_of(name) == part:
            # `generator` itself holds the version and nothing else.
            seen = {part_of(target) for target in found if target != "generator"}
            assert seen <= allowed, name


def test_no_module_imports_itself_by_a_detour():
    order = list(TopologicalSorter(EDGES).static_order())
    assert set(order) == set(MODULES)


def test_the_runtime_imports_nothing_of_the_generator():
    for path in sorted(RUNTIME.rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Import):
                assert all(
                    alias.name.split(".")[0] != "generator" for alias in node.names
                )
            elif isinstance(node, ast.ImportFrom):
                assert (node.module or "").split(".")[0] != "generator", path


def calls(tree):
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            yield node


def prints(call):
    """Whether a call reaches the terminal."""
    match call.func:
        case ast.Name(id="print" | "input"):
            return True
        case ast.Attribute(value=ast.Attribute(attr="stdout" | "stderr"), attr="write"):
            return True
        case _:
            return False


def writes(call):
    """Whether a call may change a file or folder."""
    match call.func:
        case ast.Name(id="open") | ast.Attribute(attr="open"):
            values = [a.value for a in ast.walk(call) if isinstance(a, ast.Constant)]
            return any(isinstance(v, str) and set(v) & set("wax+") for v in values[-1:])
        case ast.Attribute(value=ast.Name(id="shutil")):
            return True
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if name in TEXT_METHODS:
            return owner == "os"
        case ast.Attribute(attr=name):
            return name in WRITERS - TEXT_METHODS
        case _:
            return False


def doing(does):
    """The modules with a call that does this."""
    return {name for name, tree in MODULES.items() if any(map(does, calls(tree)))}


def test_one_module_prints():
    assert doing(prints) == PRINTS


def test_only_few_parts_write():
    assert {part_of(name) for name in doing(writes)} == WRITES


@pytest.mark.parametrize(
    ("code", "is_writing"),
    [
        ("path.write_text('x')", True),
        ("open('x', 'w')", True),
        ("path.open('ab')", True),
        ("open(path, mode='x')", True),
        ("os.replace(a, b)", True),
        ("shutil.rmtree(a)", True),
        ("folder.mkdir()", True),
        ("open('x', 'rb')", False),
        ("text.replace('a', 'b')", False),
    ],
)
def test_what_counts_as_writing(code, is_writing):
    (call,) = calls(ast.parse(code))
    assert bool(writes(call)) == is_writing
