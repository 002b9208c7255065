"""A small server on the loopback interface that keeps connections, and breaks them as told.

Its answers are the script of `tests.sdk.loopback`, and steps of its own.
"""

from __future__ import annotations

import socket
import ssl
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from enum import Enum
from typing import Any


class End(Enum):
    """How a connection ends, other than by silence."""

    CLOSE = "close it"
    RESET = "reset it"
    HANG = "say nothing until the server stops"
    DRIBBLE = "say one more byte of a body in chunks, again and again"


_PAUSE = 0.01
"""Seconds between two bytes of an answer that dribbles."""
Step = bytes | End
Answer = Callable[[str], "tuple[Step, ...]"]
"""What is done, in turn, about a request for a target."""


def answer(body: bytes, **headers: str) -> bytes:
    """Return an answer with status 200; underscores in names of headers stand for hyphens."""
    fields = {"content-type": "application/json", "content-length": str(len(body))}
    fields |= {name.replace("_", "-"): text for name, text in headers.items()}
    lines = "".join(f"{name}: {text}\r\n" for name, text in fields.items())
    return f"HTTP/1.1 200 OK\r\n{lines}\r\n".encode() + body


class Peer:
    """The server; `serve` makes one."""

    def __init__(self, decide: Answer, context: ssl.SSLContext | None) -> None:
        self._decide = decide
        self._context = context
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=128)
        self._stopping = threading.Event()
        self.targets: list[str] = []
        scheme = "http" if context is None else "https"
        self.url = f"{scheme}://127.0.0.1:{self._listener.getsockname()[1]}"
        self._threads = [threading.Thread(target=self._accept)]
        self._threads[0].start()

    def _accept(self) -> None:
        while True:
            with suppress(OSError, ssl.SSLError):
                connection, _ = self._listener.accept()
                if self._stopping.is_set():
                    connection.close()
                    return
                thread = threading.Thread(target=self._serve, args=(connection,))
                self._threads.append(thread)
                thread.start()

    def _serve(self, plain: socket.socket) -> None:
        with plain, suppress(OSError, ssl.SSLError):
            plain.settimeout(20)
            context = self._context
            connection: Any = plain
            if context is not None:
                connection = context.wrap_socket(plain, server_side=True)
            with connection, connection.makefile("rb") as reader:
                while target := self._request(reader):
                    if not self._play(connection, target):
                        return

    def _request(self, reader: Any) -> str:
        words = reader.readline().decode("latin-1").split()
        length = 0
        while line := reader.readline().decode("latin-1").strip().lower():
            name, _, value = line.partition(":")
            length = int(value) if name == "content-length" else length
        reader.read(length)
        return words[1] if len(words) == 3 else ""

    def _play(self, connection: Any, target: str) -> bool:
        """Answer a request; say whether the connection goes on."""
        self.targets.append(target)
        for step in self._decide(target):
            if isinstance(step, bytes):
                connection.sendall(step)
            elif step is End.HANG:
                self._stopping.wait()
                return False
            elif step is End.DRIBBLE:
                while not self._stopping.wait(_PAUSE):
                    connection.sendall(b"1\r\n \r\n")
                return False
            else:
                if step is End.RESET:
                    linger = struct.pack("ii", 1, 0)
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
                return False
        return True

    def stop(self) -> None:
        """End all connections and all threads."""
        self._stopping.set()
        with suppress(OSError):
            socket.create_connection(self._listener.getsockname()).close()
        self._threads[0].join()
        self._listener.close()


@contextmanager
def serve(decide: Answer | bytes, context: Any = None) -> Iterator[Peer]:
    """Run a server for the length of a `with` block."""
    peer = Peer(decide if callable(decide) else lambda _: (decide,), context)
    try:
        yield peer
    finally:
        peer.stop()
