"""The process between `cleanup` and a LanguageTool server: it starts the server, and ends it when nobody uses it.

It runs as a script of its own, from nothing but the standard library, in its own session:
`python -I supervisor.py WISHES`, where the wishes are a JSON object written by `cleanup.languagetool.server`.

Why a process: a server that is to be warm for the next command must outlive the one that started it, and whoever ends it
must outlive a `kill -9` of every command. Why by locks: the kernel gives a lock back when its holder dies, however it dies.
So "the supervisor lives" and "somebody is asking" cannot be left behind as a lie, as a number in a file can. Why the
parent: only a parent learns at once that the server died, and why.

Files in the folder (all of one user): `server.json` says where the server is, and is there exactly while it answers;
`server.pid` holds what is needed to end a server whose supervisor was killed; `failed.json` says why the last one ended or
did not start; `running` is locked for the life of a supervisor; `using` is locked, shared, by everybody who is asking, and
for a moment alone by the supervisor that ends the server; the time of `used` is the last use.
"""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import secrets
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections import deque
from pathlib import Path
from types import FrameType
from typing import Any

RUNNING, USING, USED = "running", "using", "used"
STATE, SERVER_PID, FAILED = "server.json", "server.pid", "failed.json"
TOKEN = "-Dcleanup.token="  # a property that LanguageTool ignores and the list of processes shows
MAIN = "org.languagetool.server.HTTPServer"
# Pipelines are kept, because to build one takes longer than to check an article; the heap bounds everything else.
CONFIGURATION = (
    "pipelineCaching=true\nmaxPipelinePoolSize=8\npipelineExpireTimeInSeconds=86400\nmaxTextLength=2000000\n"
)
_STARTED = "Server started"
_STARTING = 60.0  # seconds that a start may take
_PATIENCE = 5.0  # seconds between asking a server to end and ending it
_TRIES = 3  # ports, where any will do
_REASONS = (
    ("port", ("BindException", "Address already in use", "already in use")),
    ("memory", ("OutOfMemoryError", "Could not reserve enough space", "insufficient memory", "Invalid maximum heap")),
    ("old", ("UnsupportedClassVersionError",)),
    ("damaged", ("Could not find or load main class", "ClassNotFoundException", "NoClassDefFoundError")),
)


def write_json(path: Path, content: dict[str, Any]) -> None:
    """Put an object into a file, whole, readable by its owner alone."""
    handle, name = tempfile.mkstemp(dir=path.parent)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(content, file)
    Path(name).replace(path)


class _Server:
    """One run of LanguageTool: its process, and the last lines that it said."""

    def __init__(self, wishes: dict[str, Any], folder: Path, port: int) -> None:
        self.port = port
        self.token = secrets.token_hex(8)
        self.said: deque[str] = deque(maxlen=40)  # kept in memory: lines may quote an article
        self.ready, self.ended = threading.Event(), threading.Event()
        configuration = folder / "server.properties"
        configuration.write_text(CONFIGURATION, encoding="utf-8")
        call = [
            wishes["java"],
            f"-Xmx{wishes['memory']}m",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.awt.headless=true",
            TOKEN + self.token,
            "-cp",
            wishes["classpath"],
            MAIN,
            "--port",
            str(port),
            "--config",
            str(configuration),
        ]
        self.process = subprocess.Popen(
            call, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, cwd=folder
        )
        try:
            write_json(folder / SERVER_PID, {"pid": self.process.pid, "token": self.token})
        except OSError:  # what nobody could find again must not run
            self.process.kill()
            self.process.communicate()
            raise
        threading.Thread(target=self._listen, daemon=True).start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            text = line.decode(errors="replace").strip()
            self.said.append(text[:300])
            if _STARTED in text:
                self.ready.set()
        self.process.wait()
        self.ended.set()
        self.ready.set()

    def end(self) -> None:
        with contextlib.suppress(ProcessLookupError):
            self.process.terminate()
        if not self.ended.wait(_PATIENCE):
            with contextlib.suppress(ProcessLookupError):
                self.process.kill()
            self.ended.wait(_PATIENCE)

    def failure(self) -> dict[str, Any]:
        """Say why it ended: a reason that `cleanup` words, the code, and the line that says most."""
        text = "\n".join(self.said)
        code = self.process.returncode
        reason = next((reason for reason, signs in _REASONS if any(sign in text for sign in signs)), "ended")
        if code == 3 and reason == "ended":  # what -XX:+ExitOnOutOfMemoryError ends with
            reason = "memory"
        lines = [line for line in self.said if "rror" in line or "xception" in line] or list(self.said)
        return {"reason": reason, "code": code, "port": self.port, "said": lines[0] if lines else "", "at": time.time()}


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _is_free(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as Java does: one that was just left is free
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return False
    return True


def _start(wishes: dict[str, Any], folder: Path, stopped: threading.Event) -> _Server | None:
    if wishes["port"] and not _is_free(wishes["port"]):  # Java would need seconds to find out
        write_json(folder / FAILED, {"reason": "port", "port": wishes["port"], "at": time.time()})
        return None
    for left in reversed(range(_TRIES)):
        server = _Server(wishes, folder, wishes["port"] or _free_port())
        until = time.monotonic() + _STARTING
        while not server.ready.wait(0.1) and time.monotonic() < until and not stopped.is_set():
            pass
        if not server.ready.is_set():
            server.end()
            write_json(folder / FAILED, {**server.failure(), "reason": "stopped" if stopped.is_set() else "slow"})
            return None
        if not server.ended.is_set():
            return server
        failure = server.failure()
        if failure["reason"] != "port" or wishes["port"] or not left:
            write_json(folder / FAILED, failure)
            return None
    return None


def _watch(server: _Server, folder: Path, keep_warm: float, stopped: threading.Event) -> None:
    """Return when the server is to end; it is no longer announced then."""
    seen, since = -1, time.monotonic()
    with (folder / USING).open("a") as using:
        while not stopped.is_set():
            if server.ended.wait(min(1.0, keep_warm / 4)):
                (folder / STATE).unlink(missing_ok=True)
                write_json(folder / FAILED, server.failure())
                return
            try:
                time_of_use = (folder / USED).stat().st_mtime_ns
                (folder / STATE).stat()
            except OSError:  # the folder was taken away: nobody can find the server any more
                return
            if time_of_use != seen:
                seen, since = time_of_use, time.monotonic()
            if time.monotonic() - since <= keep_warm:
                continue
            try:
                fcntl.flock(using, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:  # a long request
                since = time.monotonic()
                continue
            # Whoever wants to ask now waits for the lock, and then finds that there is no server.
            (folder / STATE).unlink(missing_ok=True)
            fcntl.flock(using, fcntl.LOCK_UN)
            return


def main() -> None:
    """Start the server, announce it, and end it when it has not been used for `keep_warm` seconds, or when told to."""
    wishes = json.loads(sys.argv[1])
    folder = Path(wishes["folder"])
    if os.fork():  # so that whoever called has no child to wait for
        os._exit(0)
    stopped = threading.Event()

    def stop(number: int, frame: FrameType | None) -> None:
        stopped.set()

    with (folder / RUNNING).open("a") as running:
        try:
            fcntl.flock(running, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:  # another supervisor is there
            return
        signal.signal(signal.SIGTERM, stop)
        signal.signal(signal.SIGINT, stop)
        (folder / FAILED).unlink(missing_ok=True)
        (folder / USED).touch()
        server = None
        try:
            server = _start(wishes, folder, stopped)
            if server is not None:
                (folder / USED).touch()
                state = {
                    "url": f"http://127.0.0.1:{server.port}",
                    "port": server.port,
                    "pid": server.process.pid,
                    "supervisor": os.getpid(),
                    "token": server.token,
                    "since": time.time(),
                    **{name: wishes[name] for name in ("version", "fingerprint", "keep_warm", "memory")},
                }
                write_json(folder / STATE, state)
                _watch(server, folder, wishes["keep_warm"], stopped)
        except OSError as error:
            with contextlib.suppress(OSError):
                write_json(folder / FAILED, {"reason": "system", "said": str(error), "at": time.time()})
        finally:
            with contextlib.suppress(OSError):
                (folder / STATE).unlink(missing_ok=True)
            if server is not None:
                server.end()
            with contextlib.suppress(OSError):
                (folder / SERVER_PID).unlink(missing_ok=True)


if __name__ == "__main__":
    main()
