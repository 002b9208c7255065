"""Files of another place, on disk for as long as they are read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

_OUTSIDE: Final = frozenset({"", ".", ".."})


@contextmanager
def unpacked(files: Mapping[str, bytes], links: Mapping[str, bytes]) -> Iterator[Path]:
    """Write files into a folder that goes again, and give that; `links` are symbolic ones.

    Links come last, so that nothing is written through one. Where they lead does not matter: what
    reads the folder follows none. Raises `OSError`, also for a path that would lead out of it.
    """
    with TemporaryDirectory(prefix="docs2sdk-") as name:
        folder = Path(name)
        for path, content in files.items():
            target = _place(folder, path)
            with target.open("xb") as file:
                file.write(content)
        for path, content in links.items():
            _place(folder, path).symlink_to(content.decode("utf-8", "surrogateescape"))
        yield folder


def _place(folder: Path, path: str) -> Path:
    """Return where a path of forward slashes leads, with the folders that it needs."""
    segments = path.split("/")
    if not _OUTSIDE.isdisjoint(segments) or "\\" in path or Path(path).is_absolute():
        raise OSError(f"{path!a}: not a path below a folder")
    target = folder.joinpath(*segments)
    target.parent.mkdir(parents=True, exist_ok=True)
    return target
