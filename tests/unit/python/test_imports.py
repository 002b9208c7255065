from generator.python.imports import Import, import_groups


def test_an_alias_has_a_statement_of_its_own_at_the_place_of_its_name():
    names = ("Link", "LinkDict", "Area", "Zone")
    imports = [Import("..components", name) for name in names[2:]]
    imports += [Import("..components", name, f"_{name}") for name in names[:2]]
    imports.append(Import("typing", "Any"))
    assert import_groups(imports) == (
        ("from typing import Any",),
        (
            "from ..components import Area, Zone",
            "from ..components import Link as _Link",
            "from ..components import LinkDict as _LinkDict",
        ),
    )
