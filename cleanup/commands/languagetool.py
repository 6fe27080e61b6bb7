"""`cleanup languagetool`: get LanguageTool, and start, see and stop the server that all commands share."""

from __future__ import annotations

import sys
import time

from cleanup.checking import check
from cleanup.commands.articles import Options, complain, emit
from cleanup.languagetool import installing, server
from cleanup.languagetool.installation import HOW_TO_INSTALL, installed


def install(source: str | None, version: str | None) -> int:
    """Get LanguageTool, or take the one that is named, and say where it is."""
    with _Line() as line:
        found = installing.install(source, version or installing.VERSION, line.show)
    emit(f"LanguageTool {found.version} is installed in {found.folder} (from {found.source}).\n")
    emit("From now on 'cleanup check' and the others use it; '--languagetool off' does without.\n")
    running = server.find()
    if running is not None and running.fingerprint != found.fingerprint:
        emit("The server that runs now is still the one before; 'cleanup languagetool stop' ends it.\n")
    return 0


def start(options: Options) -> int:
    """Start the shared server, unless it runs, and have it load its rules, so that the next command finds it warm."""
    server.start(options.for_path("-").languagetool)
    # Other words each time: an answer that is remembered would load no rule.
    for error in check(f"He go to room {time.time_ns()}.", select=["grammar"], languagetool="auto").revision.errors:
        complain(error)
    return status()


def stop() -> int:
    """End the shared server."""
    emit("LanguageTool was stopped.\n" if server.stop() else "No LanguageTool server was running.\n")
    return 0


def status() -> int:
    """Say what is installed and what runs; return 0 if a server runs, 1 if not."""
    found = installed()
    if found is None:
        emit(f"not installed: {HOW_TO_INSTALL}\n")
    else:
        gone = "" if found.is_there else " (no longer there)"
        emit(f"installed: LanguageTool {found.version} in {found.folder}{gone}, from {found.source}\n")
    running = server.find()
    if running is None:
        failure = server.last_failure()
        emit("running: no\n" + (f"last time: {failure}\n" if failure else ""))
        return 1
    minutes = (time.time() - running.since) / 60
    memory = server.memory_in_use(running)
    emit(
        f"running: {running.url}, LanguageTool {running.version}, process {running.pid} (supervisor {running.supervisor}), for "
        f"{minutes:,.0f} min{f', {memory / 1e6:,.0f} MB' if memory else ''}; it ends when not used for {running.keep_warm:g} s\n"
    )
    return 0


class _Line:
    """Progress: one line that is written over on a terminal; elsewhere only what comes without a number."""

    def __init__(self) -> None:
        self._written = False

    def __enter__(self) -> _Line:
        return self

    def show(self, text: str) -> None:
        """Show how far it is."""
        if sys.stderr.isatty():
            sys.stderr.write(f"\r\x1b[K{text}")
            sys.stderr.flush()
            self._written = True
        elif not text[:1].isdigit():
            complain(text)

    def __exit__(self, *_: object) -> None:
        if self._written:
            sys.stderr.write("\r\x1b[K")
