"""What no command may do: each is done once, to see that the judge has eyes for it.

Each takes the text of a document, which is valid Python, and works in a folder of its own.
"""

import _posixsubprocess  # noqa: F401 - imported by `subprocess`, before the hook is there
import ctypes
import importlib
import io
import marshal
import mmap
import os
import pickle
import shutil
import socket
import sqlite3
import subprocess
import sys
import types
import urllib.request
from pathlib import Path

import jinja2
import yaml


def spawned(_):
    pid = os.posix_spawn("/bin/true", ["true"], {})
    os.waitpid(pid, 0)


def forked(_):
    pid = os.fork()
    if not pid:
        os._exit(0)
    os.waitpid(pid, 0)


def imported(_):
    sys.path.insert(0, str(Path.cwd()))
    try:
        importlib.import_module("from_docs")
    finally:
        del sys.path[0]


def mapped(_):
    with Path("sdk.toml").open("rb") as file:
        mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ).close()


def unpickled(_):
    pickle.Unpickler(io.BytesIO(pickle.dumps(print))).load()


def as_function(document):
    """Code of a syntax tree: no text is compiled, and what runs is of the document all the same."""
    tree = compile(document, "x", "exec", 0x400)
    types.FunctionType(compile(tree, "x", "exec"), {})()


EVIL = {
    "exec": lambda document: exec(document, {}),
    "eval": lambda document: eval(document.partition("=")[0], {"audit_canary": 0}),
    "compile": lambda document: compile(document, "x", "exec"),
    "function": as_function,
    "template": lambda document: jinja2.Environment().from_string(document).render(),
    "import": imported,
    "pickle": unpickled,
    "marshal": lambda _: marshal.loads(marshal.dumps(1)),
    "yaml": lambda _: yaml.unsafe_load("!!python/object/apply:os.system ['true']"),
    "socket": lambda _: socket.socket().close(),
    "lookup": lambda _: socket.getaddrinfo("localhost", 80),
    "urllib": lambda _: urllib.request.urlopen("file:///etc/hostname").close(),
    "sqlite": lambda _: sqlite3.connect(":memory:").close(),
    "subprocess": lambda _: subprocess.run(["true"], check=False),
    "system": lambda _: os.system("true"),
    "spawn": spawned,
    "fork": forked,
    "library": lambda _: ctypes.CDLL("libc.so.6"),
    "symbol": lambda _: ctypes.CDLL(None).system,
    "mmap": mapped,
    "read": lambda _: Path("../../../../../../../../etc/passwd").read_bytes(),
    "read link": lambda _: Path("docs/passwd.md").read_bytes(),
    "read module": lambda _: Path("from_docs.py").read_bytes(),
    "list": lambda _: list(Path("/etc").iterdir()),
    "write": lambda _: Path("sdk.toml").write_text(""),
    "append": lambda _: Path("sdk.toml").open("a").close(),
    "remove": lambda _: Path("sdk.toml").unlink(),
    "rename": lambda _: Path("from_docs.py").rename("other.py"),
    "folder": lambda _: Path("folder").mkdir(),
    "link": lambda _: Path("link").symlink_to("/etc/passwd"),
    "mode": lambda _: Path("folder").chmod(0o700),
    "delete": lambda _: shutil.rmtree("folder"),
    "change folder": lambda _: os.chdir("."),
    "environment": lambda _: os.putenv("AUDIT", "1"),
}
