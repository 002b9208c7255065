"""Running a command under one fault after another, and judging what it left."""

from __future__ import annotations

import errno
import json
import os
import shutil
import signal
import sys
import traceback
from collections.abc import Iterator, Sequence
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn, TextIO

from generator.cli import main
from tests.disk.scenarios import Scenario
from tests.disk.system import Fault, System

ERRORS = (errno.ENOSPC, errno.EACCES, errno.EIO)
WHENS = ("before", "after")
_LEFTOVER = ".docs2sdk-"
State = dict[str, bytes]


@dataclass(frozen=True)
class Ended:
    """How a process ended: `code` is that of a signal, negative, if one killed it."""

    code: int
    told: str
    calls: Sequence[tuple[str, str]]
    past: Sequence[str]


class Trial:
    """A command that runs in a folder made anew for each fault."""

    def __init__(self, scenario: Scenario, home: Path) -> None:
        self._scenario = scenario
        self._home = home
        self._before = home / "before"
        self._before.mkdir()
        with _nowhere() as nowhere, chdir(self._before), redirect_stdout(nowhere):
            scenario.prepare()
        self._old = _state(self._before)
        self.clean = self._run(self._fresh(), Fault())
        if self.clean.code != 0:
            raise AssertionError(self.clean.told)
        self._new = _state(home / "run")
        again = self._run(home / "run", Fault())
        if again.code not in scenario.codes or _state(home / "run") != self._new:
            raise AssertionError(again.told)

    def faults(self) -> Iterator[Fault]:
        """Yield every fault at every call."""
        for at in range(1, len(self.clean.calls) + 1):
            yield from (Fault(at, code) for code in ERRORS)
            yield Fault(at, errno.ENOSPC, stays=True)
            yield from (Fault(at, when=when) for when in WHENS)

    def some_faults(self) -> Iterator[Fault]:
        """Yield a failure at the first and the last call of each line, and a death at one."""
        calls = self.clean.calls
        places = [n for n in range(1, len(calls) + 1) if self._tells(calls, n)]
        for turn, at in enumerate(places):
            code = ERRORS[turn % len(ERRORS)]
            yield Fault(at, code, stays=code == errno.ENOSPC)
            if calls[at - 1] not in calls[at:]:
                yield Fault(at, when=WHENS[turn % 2])

    def problems(self, fault: Fault) -> Iterator[str]:
        """Run once under a fault, and once more without; yield what is wrong afterwards."""
        run = self._fresh()
        ended = self._run(run, fault)
        yield from self._problems_of_end(ended, fault)
        state = _state(run)
        yield from self._problems_of_state(state, ended)
        if state in (self._old, self._new):
            return  # From here, runs are known to end well.
        again = self._run(run, Fault())
        if again.code not in self._scenario.codes:
            yield f"the next run ended with {again.code}: {again.told}"
        if _state(run) != self._new:
            yield f"the next run left {_differing(_state(run), self._new)}"

    def _problems_of_end(self, ended: Ended, fault: Fault) -> Iterator[str]:
        yield from (f"not counted: {each}" for each in ended.past)
        if ended.code in (0, -signal.SIGKILL):
            return
        if ended.code != 2:
            yield f"exit code {ended.code}: {ended.told}"
        lines = ended.told.splitlines()
        if sum(line.startswith("error: ") for line in lines) != 1:
            yield f"not one line of error: {ended.told}"
        if "Traceback" in ended.told or "help: " not in ended.told:
            yield f"no help: {ended.told}"
        if os.strerror(fault.code) not in ended.told:
            yield f"does not say what the system said: {ended.told}"

    def _problems_of_state(self, state: State, ended: Ended) -> Iterator[str]:
        hidden = {path for path in state if _LEFTOVER in path}
        was_killed = ended.code == -signal.SIGKILL
        if hidden and not was_killed:
            yield f"leftovers: {sorted(hidden)[:3]}"
        rest = {p: c for p, c in state.items() if p not in hidden}
        for unit in self._scenario.units:
            found, old, new = (_below(unit, s) for s in (rest, self._old, self._new))
            moved = was_killed and not self._scenario.machine.has_exchange and not found
            if moved and _below(_aside(unit), state) == old:
                continue
            if found != new and (found != old or self._must_write(ended)):
                yield f"{unit} is neither old nor new: {_differing(found, old)}"
        if _outside(self._scenario.units, rest) != _outside(
            self._scenario.units, self._old
        ):
            yield f"other files changed: {_differing(rest, self._old)}"

    def _tells(self, calls: Sequence[tuple[str, str]], number: int) -> bool:
        """Whether a call is the first or the last one of a line that the trial is about."""
        call = calls[number - 1]
        is_last = call not in calls[number:]
        is_about = self._scenario.brief in call[1] or "in_place.py" in call[1]
        return is_about and (is_last or call not in calls[: number - 1])

    def _must_write(self, ended: Ended) -> bool:
        return ended.code == 0 and not self._scenario.may_stay

    def _fresh(self) -> Path:
        run = self._home / "run"
        shutil.rmtree(run, ignore_errors=True)
        shutil.copytree(self._before, run, symlinks=True)
        return run

    def _run(self, folder: Path, fault: Fault) -> Ended:
        """Run the command in a copy of this process, in which the fault happens."""
        told, report = self._home / "told", self._home / "report"
        report.unlink(missing_ok=True)
        process = os.fork()
        if not process:
            self._end(folder, fault, told, report)
        _, status = os.waitpid(process, 0)
        code = os.waitstatus_to_exitcode(status)
        killed = code == -signal.SIGKILL
        calls, past = [[], []] if killed else json.loads(report.read_bytes())
        return Ended(code, told.read_text(encoding="utf-8"), calls, past)

    def _end(self, folder: Path, fault: Fault, told: Path, report: Path) -> NoReturn:
        code = 70
        os.chdir(folder)
        os.environ["DOCS2SDK_CACHE"] = self._scenario.cache
        sys.stdout = _nowhere()
        sys.stderr = told.open("w", encoding="utf-8", buffering=1)
        keep = report.open("w", encoding="utf-8")
        machine = self._scenario.machine
        system = System(fault, machine.has_exchange, machine.has_links)
        system.install()
        try:
            code = main(self._scenario.arguments)
        except BaseException:  # noqa: BLE001 - the process ends here
            traceback.print_exc()
        finally:
            json.dump([system.calls, system.past], keep)
            keep.flush()
            os._exit(code)


def _nowhere() -> TextIO:
    return Path(os.devnull).open("w", encoding="utf-8")


def _state(folder: Path) -> State:
    """Return all files below a folder; an empty folder is a path with a final slash."""
    found: State = {}
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if path.is_symlink():
            found[name] = b"-> " + os.fsencode(path.readlink())
        elif path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[f"{name}/"] = b""
    for parent in ("generated/", "cache/"):  # Parents of what is written may stay.
        found.pop(parent, None)
    return found


def _below(unit: str, state: State) -> State:
    return {
        path.removeprefix(unit): content
        for path, content in state.items()
        if path == unit or (unit.endswith("/") and path.startswith(unit))
    }


def _outside(units: Sequence[str], state: State) -> State:
    inside = {path for unit in units for path in state if path.startswith(unit)}
    return {path: content for path, content in state.items() if path not in inside}


def _aside(unit: str) -> str:
    parent, _, name = unit.rstrip("/").rpartition("/")
    return f"{parent}/.{name}.docs2sdk-old/"


def _differing(one: State, other: State) -> list[str]:
    return [p for p in sorted(one | other) if one.get(p) != other.get(p)][:4]
