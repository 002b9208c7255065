"""A small API to run commands on."""

from pathlib import Path

from tests.lowering import (
    EXAMPLE,
    enum_page,
    link,
    models,
    object_page,
    operation,
    promise,
    resource,
    row,
)

ROOT = Path(__file__).resolve().parents[2]
FEED = operation(
    "feed",
    row("petId"),
    row("meal", link("Meal")),
    method="post",
    path="/pets/{pet_id}/feed",
    response=promise("Pet"),
    example=EXAMPLE.replace("call()", 'call({ petId: "p_1", meal: "hay" })'),
)
PAGES = resource(FEED) | models(
    object_page("Pet", row("name"), row("ownerName", required=False)),
    enum_page("Meal", '"hay" | "fish"'),
)
OVERLAY = '[models."components.Pet".fields.ownerName]\nwire_name = "keeper"\n'
BROKEN = object_page("Pet", row("name", "text"))
LOOP = EXAMPLE + "\n\nfor await (const page of result) {\n  console.log(page);\n}"
LIST = operation(
    "list",
    row("page", "*number*", required=False),
    row("limit", "*number*", required=False),
    response=promise("Herd"),
    example=LOOP,
)
WATCH = operation(
    "watch",
    "| `options.serverURL` | *string* | :heavy_minus_sign: | N/A | |",
    response=r"**Promise\<[EventStream<components.Pet>](../../models/.md)\>**",
    path="/pets/watch",
)
UNION = (
    "# Guest\n\n## Supported Types\n\n### `components.Pet`\n\n### `components.Herd`\n"
)
RICH = resource(LIST, WATCH) | models(
    object_page("Pet", row("name")),
    object_page(
        "Herd", row("pets", "[components.Pet](../../models/components/pet.md)[]")
    ),
    UNION,
)
"""An API with pages, streams, servers and a union."""
PET = "docs/models/components/pet.md"


def write(folder, pages, overlay=OVERLAY):
    for path, text in (pages | {"sdk.toml": overlay}).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")


def state(folder):
    """All that writing would change: names, contents, inodes and times."""
    return {
        path.relative_to(folder).as_posix(): (
            path.lstat().st_ino,
            path.lstat().st_mtime_ns,
            path.read_bytes() if path.is_file() else None,
        )
        for path in sorted(folder.rglob("*"))
    }
