"""The checklist of a client that can be trusted: by which rows and tests each point is held.

`C` are properties, `B` are faults that other SDKs have been measured against. A row is named by the
beginning of its id, a test by its file and its name.
"""

from __future__ import annotations

RUNTIME = "tests/sdk/runtime/"

PROPERTIES: dict[str, tuple[str, ...]] = {
    "C1 secrets are shown nowhere": (
        "C1 ",
        RUNTIME + "test_runtime_hooks.py::test_events_hold_no_secret",
    ),
    "C2 redirects": ("C2 ",),
    "C3 path parameters": ("C3 ", "B1 path "),
    "C4 queries": ("C4",),
    "C5 header values": ("C5 ",),
    "C6 base URLs": ("C6 ",),
    "C7 proxies, certificates and keys of the environment": ("C7 ",),
    "C8 retries only where that is safe": ("C8 ",),
    "C9 attempts, waits and Retry-After": ("C8 ", "C9 "),
    "C10 deadline and budget": ("C10 ",),
    "C11 idempotency keys": ("C11",),
    "C12 timeouts": ("C12 ",),
    "C13 limit of bodies": ("C13 ",),
    "C14 no connection is lost": ("C14", "C22 wire "),
    "C15 threads": (
        "C15",
        "tests/sdk/test_dub_package.py::test_first_use_by_many_threads_at_once_works",
        "tests/sdk/test_preload.py::test_32_threads_may_call_it_at_once",
    ),
    "C16 fork": ("C16",),
    "C17 cancellation, event loops, trio": ("C17 ",),
    "C18 what is new is kept": (
        "C18",
        RUNTIME
        + "test_runtime_unions.py::test_an_unknown_tag_keeps_the_value_and_is_listed",
    ),
    "C19 what is missing or null": ("C19",),
    "C20 numbers and dates": ("C20 ",),
    "C21 bodies and content types of all kinds": ("C21 ",),
    "C22 no foreign exception": ("C22",),
    "C23 deep and odd JSON": ("C23", "C21 error deep"),
    "C24 arguments strict, answers lenient, nothing changed": (
        "C24",
        "tests/sdk/test_dub_calls.py::test_a_wrong_argument_is_refused_before_anything_is_sent",
    ),
    "C25 closing": ("C25", "C14 stream", "C17 loops"),
    "C26 copies and pickles": ("C26 ",),
    "C27 clocks": ("C27",),
    "C28 certificates": ("C28",),
    "C29 logs read no body": ("C29",),
    "C30 the docs run": (
        "tests/sdk/test_dub_package.py::test_every_python_block_of_the_docs_runs_as_it_is",
        "tests/unit/python/test_bazaar_runs.py::test_a_program_of_the_docs_runs",
    ),
}

MEASURED: dict[str, tuple[str, ...]] = {
    "path `..`, `../../admin`": ("B1 path ..", "C3 01 ../../admin"),
    "path `a?x=1#f`, `a/b`": ("C3 02 a/b", "C3 03 a%3Fx%3D1%23f"),
    "path empty": ("B1 path empty",),
    "307 to another origin": ("C2 307 other host",),
    "307 to http": ("C2 307 http",),
    "POST 500, connection error": ("C8 POST 500", "C8 POST connect"),
    "Retry-After far": ("C9 date far", "C9 huge"),
    "Retry-After inf": ("C9 inf",),
    "Retry-After -1, nan, text": ("C9 negative", "C9 nan", "C9 garbage"),
    "204, HTML, null for a typed result": (
        "C21 error no content",
        "C21 error HTML",
        "C21 error null",
    ),
    "empty JSON, bad UTF-8, 5000 digits, 100k deep": (
        "C21 error empty",
        "C21 error bad UTF-8",
        "C21 error long integer",
        "C21 error deep",
    ),
    "charset, no content type": ("C21 read charset", "C21 read no content type"),
    "required fields missing": ("C19",),
    "94 KB gzip to 100 MB": ("C13 gzip",),
    "token in logs, repr, exception": ("C1 bearer, text, refused", "C26 bearer, text"),
    "CR LF in the token": ("C5 CR LF",),
    "pickle(client)": ("C26 bearer, text",),
    "16 threads, 100 calls": ("C15",),
    "body cut short": ("C22 wire body cut short",),
    "async client in a second event loop": ("C17 loops",),
    "task cancelled after k steps": ("C17 cancel",),
}
