"""The LanguageTool server that all processes of a user share on one machine: found, started, used, ended.

What runs is known by files in one folder and by locks on them; `supervisor` says which and why.
"""

from __future__ import annotations

import contextlib
import json
import os
import signal
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, NamedTuple

from cleanup import languagetool
from cleanup.errors import LanguageToolError
from cleanup.folders import runtime_root

if TYPE_CHECKING:
    from cleanup.languagetool.choices import Choices

# A quick caller of `find` pays for every import here, so what only starting and ending needs is imported there.
try:
    import fcntl
except ImportError:  # Windows
    fcntl = None  # type: ignore[assignment]

_STARTING = "starting"  # the lock of the process that starts a server; the other files are the supervisor's
_RUNNING, _USING, _USED = "running", "using", "used"
_STATE, _SERVER_PID, _FAILED = "server.json", "server.pid", "failed.json"
_WAIT = 75.0  # seconds for a start; the supervisor gives up after 60
_ENDING = 12.0  # seconds for an end


class Running(NamedTuple):
    """A server that answers: its address, its process and its supervisor's, and how it was started."""

    url: str
    port: int
    pid: int
    supervisor: int
    token: str
    since: float
    version: str
    fingerprint: str
    keep_warm: float
    memory: int


def find() -> Running | None:
    """Return the running server, or None. It is alive: its supervisor, which holds a lock, would have said otherwise."""
    folder = _folder()
    try:
        if not _is_ours_alone(folder):
            return None
        state = json.loads((folder / _STATE).read_bytes())
        return Running(**state) if _is_supervised(folder) else None
    except (OSError, ValueError, TypeError):
        return None


def touch() -> None:
    """Say that the server is in use: it stays for its `keep_warm` from now on."""
    with contextlib.suppress(OSError):
        os.utime(_folder() / _USED)


@contextlib.contextmanager
def using(choices: Choices) -> Iterator[Running]:
    """Give the running server, started if there is none, and keep it while the context lasts.

    Raises LanguageToolError if there is none and none can be started.
    """
    folder = _ready_folder()
    with (folder / _USING).open("a") as lock:
        while True:
            fcntl.flock(lock, fcntl.LOCK_SH)
            running = find()
            if running is not None:
                break
            fcntl.flock(lock, fcntl.LOCK_UN)
            start(choices)
        touch()
        try:
            yield running
        finally:
            touch()


def start(choices: Choices) -> Running:
    """Return the running server, started if there is none; of several processes that start one, one does.

    Raises LanguageToolError that says why none can be started.
    """
    folder = _ready_folder()
    with (folder / _STARTING).open("a") as lock:
        _wait_for(lock, time.monotonic() + _WAIT)
        running = find()
        if running is not None:
            return running
        if not _is_supervised(folder):
            wishes = _wishes(choices, folder)
            _end_orphan(folder)
            if languagetool.announce is not None:
                languagetool.announce(
                    "starting LanguageTool; this takes some ten seconds, and is done again only when it was not used ..."
                )
            (folder / _FAILED).unlink(missing_ok=True)
            _spawn(wishes)
        return _wait_until_ready(folder)


def stop() -> bool:
    """End the server and its supervisor, and whatever a killed supervisor left; return whether there was anything."""
    folder = _folder()
    if not folder.is_dir():
        return False
    folder = _ready_folder()
    with (folder / _STARTING).open("a") as lock:
        _wait_for(lock, time.monotonic() + _WAIT)
        running = find()
        if running is None and not _is_supervised(folder):
            return _end_orphan(folder)
        supervisor = running.supervisor if running is not None else _holder(folder)
        if supervisor:
            with contextlib.suppress(ProcessLookupError):
                os.kill(supervisor, signal.SIGTERM)
        until = time.monotonic() + _ENDING
        while _is_supervised(folder) and time.monotonic() < until:
            time.sleep(0.05)
        if _is_supervised(folder) and supervisor:
            with contextlib.suppress(ProcessLookupError):
                os.kill(supervisor, signal.SIGKILL)
            time.sleep(0.1)
        _end_orphan(folder)
        (folder / _STATE).unlink(missing_ok=True)
        return True


def last_failure() -> str | None:
    """Say why the last server ended by itself or did not start; None if nothing went wrong since the last start."""
    failure = _failure(_folder())
    return None if failure is None else _worded(failure)


def memory_in_use(running: Running) -> int | None:
    """Return the resident memory of the server in bytes; None where the system does not say."""
    said = _ps("rss", running.pid)
    return int(said) * 1024 if said.isdigit() else None


def _ps(what: str, pid: int) -> str:
    """Return what `ps` says of one process; nothing where there is no such process, or no `ps`."""
    import subprocess

    try:
        call = ["ps", "-ww", "-o", f"{what}=", "-p", str(pid)]
        return subprocess.run(call, capture_output=True, text=True, check=False).stdout.strip()
    except OSError:
        return ""


def _folder() -> Path:
    return runtime_root() / "languagetool"


def _ready_folder() -> Path:
    """Return the folder of what runs, made if needed; raise LanguageToolError if it cannot be, or is not ours alone."""
    if fcntl is None:
        raise LanguageToolError(
            "on Windows cleanup starts no LanguageTool server of its own. Start one, and name it with '--languagetool URL'."
        )
    folder = _folder()
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        safe = _is_ours_alone(folder)
    except OSError as error:
        raise LanguageToolError(
            f"{folder} cannot be written ({error.strerror}), so no LanguageTool server can be shared. Correct its permissions."
        ) from error
    if not safe:
        raise LanguageToolError(
            f"{folder} belongs to somebody else, or others may write in it; articles are not sent to a server named there. "
            "Remove it, or correct its owner and permissions."
        )
    return folder


def _is_ours_alone(folder: Path) -> bool:
    """Tell whether a folder is this user's and nobody else may write in it; raise OSError if there is none."""
    state = folder.stat()
    return fcntl is not None and state.st_uid == os.getuid() and not stat.S_IMODE(state.st_mode) & 0o022


def _is_supervised(folder: Path) -> bool:
    """Tell whether a supervisor lives: whether somebody holds its lock."""
    if fcntl is None:
        return False
    try:
        with (folder / _RUNNING).open("r") as lock:
            fcntl.flock(lock, fcntl.LOCK_SH | fcntl.LOCK_NB)
            return False
    except BlockingIOError:
        return True
    except OSError:
        return False


def _holder(folder: Path) -> int:
    """Return the process of a supervisor that has announced no server yet, or 0: the parent of its server."""
    pid = _orphan(folder)
    said = _ps("ppid", pid) if pid else ""
    return int(said) if said.isdigit() and int(said) > 1 else 0


def _wait_for(lock: IO[str], until: float) -> None:
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            return
        except OSError as error:
            if time.monotonic() > until:
                raise LanguageToolError(
                    "another process has been starting LanguageTool for more than a minute. 'cleanup languagetool stop' ends it."
                ) from error
            time.sleep(0.05)


def _wishes(choices: Choices, folder: Path) -> dict[str, Any]:
    from cleanup.languagetool.installation import java, required

    installed = required()
    return {
        "folder": str(folder),
        "java": str(java()),
        "classpath": installed.classpath,
        "version": installed.version,
        "fingerprint": installed.fingerprint,
        "memory": choices.memory,
        "keep_warm": choices.keep_warm,
        "port": choices.port,
    }


def _spawn(wishes: dict[str, Any]) -> None:
    import subprocess

    script = Path(__file__).with_name("supervisor.py")
    try:
        # It forks once more and ends at once; what goes on belongs to no terminal, and Ctrl-C here does not reach it.
        subprocess.run(
            [sys.executable, "-I", str(script), json.dumps(wishes)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
            check=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        raise LanguageToolError(f"LanguageTool cannot be started ({error}).") from error


def _wait_until_ready(folder: Path) -> Running:
    begun = time.monotonic()
    while time.monotonic() - begun < _WAIT:
        running = find()
        if running is not None:
            return running
        failure = _failure(folder)
        if failure is not None:
            raise LanguageToolError(_worded(failure))
        if time.monotonic() - begun > 5 and not _is_supervised(folder):
            break
        time.sleep(0.05)
    raise LanguageToolError(
        "the LanguageTool server did not start, and did not say why. 'cleanup doctor' looks further."
    )


def _failure(folder: Path) -> dict[str, Any] | None:
    try:
        found = json.loads((folder / _FAILED).read_bytes())
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None


def _worded(failure: dict[str, Any]) -> str:
    said = str(failure.get("said", "")).strip()
    behind = f" ({said})" if said else ""
    if failure.get("reason") == "port":
        return (
            f"port {failure.get('port')} is taken by another program, so LanguageTool cannot start there. Leave 'port' out of "
            "[languagetool] to use any that is free."
        )
    return {
        "memory": "the LanguageTool server ran out of memory. Raise 'memory' under [languagetool] in cleanup.toml (megabytes).",
        "old": f"this Java is too old for LanguageTool{behind}. Install Java 17 or later.",
        "damaged": f"the installation of LanguageTool is damaged{behind}. 'cleanup languagetool install' mends it.",
        "slow": "the LanguageTool server did not start within a minute. 'cleanup languagetool start' tries again.",
        "stopped": "the LanguageTool server was stopped while it started.",
    }.get(
        str(failure.get("reason")),
        f"the LanguageTool server ended by itself{behind}. It is started again when it is needed.",
    )


def _orphan(folder: Path) -> int:
    """Return the process of a server that was started here and still runs, or 0. The number alone proves nothing."""
    try:
        noted = json.loads((folder / _SERVER_PID).read_bytes())
        pid, token = int(noted["pid"]), str(noted["token"])
    except (OSError, ValueError, TypeError, KeyError):
        return 0
    return pid if token and f"cleanup.token={token}" in _ps("args", pid) else 0


def _end_orphan(folder: Path) -> bool:
    """End a server whose supervisor was killed; return whether there was one."""
    pid = _orphan(folder)
    if pid:
        with contextlib.suppress(ProcessLookupError):
            os.kill(pid, signal.SIGTERM)
            until = time.monotonic() + 5
            while _orphan(folder) and time.monotonic() < until:
                time.sleep(0.05)
            if _orphan(folder):
                os.kill(pid, signal.SIGKILL)
    for name in (_SERVER_PID, _STATE):
        (folder / name).unlink(missing_ok=True)
    return bool(pid)
