"""Files of an archive, on disk for as long as they are read."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory


@contextmanager
def unpacked(archive: bytes) -> Iterator[Path]:
    """Unpack a tar archive into a folder that goes again, and give that.

    What would be written beside that folder, or is no file, folder or link inside, raises
    `tarfile.FilterError`.
    """
    with TemporaryDirectory(prefix="docs2sdk-") as folder:
        with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
            tar.extractall(folder, filter="data")
        yield Path(folder)
