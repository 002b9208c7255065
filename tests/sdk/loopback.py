"""A scripted HTTP/1.1 server on the loopback interface, for faults that only a wire shows.

It records each request and answers with the next step of its script; the last step repeats.
"""

from __future__ import annotations

import json
import socketserver
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum
from types import TracebackType
from typing import Any, TypeAlias, cast

from typing_extensions import Self


class Fault(Enum):
    """An answer that is none."""

    DROP = "close the connection"
    SILENCE = "say nothing until the server stops"


@dataclass(frozen=True)
class Received:
    """A request as it came."""

    method: str
    target: str
    """Path and query, undecoded."""
    headers: dict[str, str]
    """By name in lower case."""
    body: bytes


Part: TypeAlias = bytes | Fault
Step: TypeAlias = Part | tuple[Part, ...] | Callable[[Received], Any]
"""What is done with one request, or a function that tells; a tuple is done in turn."""


def answer(status: int, body: bytes = b"", **headers: str) -> bytes:
    """Return a raw answer. Underscores in the names of headers stand for hyphens."""
    fields = {"connection": "close", "content-length": str(len(body)), **headers}
    lines = [f"{name.replace('_', '-')}: {text}" for name, text in fields.items()]
    head = "\r\n".join([f"HTTP/1.1 {status} Scripted", *lines])
    return head.encode("latin-1") + b"\r\n\r\n" + body


def json_answer(status: int, value: object, **headers: str) -> bytes:
    """Return a raw answer with a JSON body."""
    fields = {"content_type": "application/json", **headers}
    return answer(status, json.dumps(value).encode(), **fields)


class Loopback:
    """The server; use it as a context manager."""

    def __init__(self, *script: Step) -> None:
        self.received: list[Received] = []
        self._script: Sequence[Step] = script
        self._stopping = threading.Event()
        self._lock = threading.Lock()
        self._server = _Server(("127.0.0.1", 0), _Handler)
        self._server.loopback = self
        self._thread = threading.Thread(
            target=self._server.serve_forever, kwargs={"poll_interval": 0.01}
        )

    @property
    def url(self) -> str:
        """The base URL."""
        host, port = cast("tuple[str, int]", self._server.server_address)
        return f"http://{host}:{port}"

    def take(self, request: Received) -> Part | tuple[Part, ...]:
        """Record a request; return the step of the script that answers it."""
        with self._lock:
            step = self._script[min(len(self.received), len(self._script) - 1)]
            self.received.append(request)
        while callable(step):
            step = step(request)
        return step

    def wait_until_stopped(self) -> None:
        """Wait for the end of the `with` block."""
        self._stopping.wait()

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._stopping.set()
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()


class _Server(socketserver.ThreadingTCPServer):
    daemon_threads = False
    loopback: Loopback

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Say nothing: a client that gave up waiting is part of the script."""


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        """Answer one request; then the connection closes."""
        loopback = cast("_Server", self.server).loopback
        step = loopback.take(self._read())
        for part in step if isinstance(step, tuple) else (step,):
            if part is Fault.SILENCE:
                loopback.wait_until_stopped()
            elif isinstance(part, bytes):
                self.wfile.write(part)

    def _read(self) -> Received:
        method, target, _ = self.rfile.readline().decode("latin-1").split()
        headers: dict[str, str] = {}
        while line := self.rfile.readline().decode("latin-1").strip():
            name, _, value = line.partition(":")
            headers[name.lower()] = value.strip()
        body = self.rfile.read(int(headers.get("content-length", "0")))
        return Received(method, target, headers, body)
