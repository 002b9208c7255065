"""Folders of templates, written for a test."""

from generator.templating.folder import read_templates

CONTEXT = "context = 1\n"


def write(folder, files):
    """Write the files, with a `templates.toml` unless they have one."""
    for name, text in {"templates.toml": CONTEXT, **files}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def templates(folder, files):
    return read_templates(write(folder, files))
