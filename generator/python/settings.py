"""What an API's settings say of its Python distribution."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from keyword import iskeyword
from typing import Final

from generator.diagnostics import Diagnostic, Severity, quote
from generator.records import record
from generator.source import Span

_TIMEOUT: Final = 60.0
_RETRIES: Final = 2


@record
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
    timeout: float | None = None
    """Seconds that a server may stay silent; `None`: the runtime's default."""
    max_retries: int | None = None
    """How often a call is repeated at most; `None`: the runtime's default."""

    @property
    def usual_timeout(self) -> str:
        """The timeout that holds, in seconds."""
        return f"{_TIMEOUT if self.timeout is None else self.timeout:g}"

    @property
    def usual_retries(self) -> int:
        """The number of retries that holds."""
        return _RETRIES if self.max_retries is None else self.max_retries


def setting_problems(
    settings: PythonSettings, place: Callable[..., Span | None]
) -> Iterator[Diagnostic]:
    """Yield D053 for each entry that repeats what the runtime does without it, D071 for a keyword.

    `place` returns where an entry of the overlay stands.
    """
    named = place("python", "client")
    if iskeyword(settings.client) and named is not None:
        message = f"{quote(settings.client)} is a keyword of Python"
        yield Diagnostic("D071", Severity.ERROR, named, message, "state another name")
    repeated = {
        "timeout": settings.timeout == _TIMEOUT,
        "max_retries": settings.max_retries == _RETRIES,
    }
    for name, repeats in repeated.items():
        span = place("api", name)
        if repeats and span is not None:
            message = f"{quote(f'api.{name}')} states what holds without it"
            yield Diagnostic("D053", Severity.ERROR, span, message, "remove the entry")
