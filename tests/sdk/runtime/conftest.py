"""Builds the mini SDK, its own modules and a copy of the runtime, and calls any other API."""

from __future__ import annotations

import asyncio
import importlib

import pytest

from tests.sdk.runtime.harness import Harness, done, lay_out, load


@pytest.fixture(scope="session")
def mini_folder(tmp_path_factory):
    folder = tmp_path_factory.mktemp("site")
    lay_out(folder)
    return folder


@pytest.fixture(scope="session")
def sdk(mini_folder):
    return load(mini_folder)


@pytest.fixture(params=["sync", "async"])
def harness(sdk, request, monkeypatch):
    monkeypatch.delenv("SHELF_API_KEY", raising=False)
    return Harness(sdk, asynchronous=request.param == "async")


@pytest.fixture(scope="session")
def runtime(sdk):
    """Return a function that imports a module of the runtime."""
    return lambda name: importlib.import_module(f"mini_sdk._runtime.{name}")


@pytest.fixture
def schemes(runtime):
    return runtime("schemes")


@pytest.fixture
def api(harness, runtime):
    """Return a function that calls an operation of an API with these schemes."""

    def call(script, declared, secrets, *, values=None, calls=1, hold=None, **more):
        config = runtime("config").ClientConfig(
            name="api",
            version="1",
            servers=("https://api.example/v1",),
            schemes=tuple(declared),
        )
        operation = runtime("operation").Operation(
            id="ping",
            method=more.pop("method", "GET"),
            path="/ping",
            result=lambda: dict[str, object],
            **more,
        )

        async def run():
            client = harness.bare(script, config, secrets)
            resource = harness.resource(client)
            got = [
                await done(resource._call(operation, values or {}, hold))
                for _ in range(calls)
            ]
            return got, client

        return asyncio.run(run())

    return call
