"""What an API's settings say of its Python distribution."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PythonSettings:
    """Names and version of the distribution to write."""

    distribution: str
    """Name that `pip install` takes, such as `dub-sdk`."""
    package: str
    """Name that `import` takes, such as `dub_sdk`."""
    client: str
    """Name of the client class, such as `Dub`; the other one is `AsyncDub`."""
    version: str
    """Version of the distribution (PEP 440)."""
