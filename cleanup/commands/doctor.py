"""`cleanup doctor`: what is installed, what is missing, and the command that gets it."""

from __future__ import annotations

import os
import platform
import shutil
import sys
from importlib import metadata
from pathlib import Path

from cleanup.commands.articles import Options, emit
from cleanup.errors import CleanupError
from cleanup.glossary import cache_folder, open_index
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.languagetool import server
from cleanup.languagetool.installation import HOW_TO_GET_JAVA, HOW_TO_INSTALL, OLDEST_JAVA, installed, java_version
from cleanup.settings import find_configuration
from cleanup.version import __version__

_PACKAGES = ("spacy", "marisa-trie", "diff-match-patch", "language-tool-python", "typer", "rich")


def doctor(options: Options) -> int:
    """Print one line for each part; return 0 if everything that is needed is there, 2 if not."""
    lines: list[tuple[str, str, str]] = []
    lines.append(("ok", "cleanup", f"{__version__}, Python {platform.python_version()} on {platform.system()}"))
    for name in _PACKAGES:
        try:
            lines.append(("ok", name, metadata.version(name)))
        except metadata.PackageNotFoundError:
            lines.append(("missing", name, f"install it: {sys.executable} -m pip install {name}"))
    lines += [_glossary(options), _cache(), _configuration(options), _pipeline(options), *_languagetool(options)]
    for state, name, text in lines:
        emit(f"{state:<8} {name:<22} {text}\n")
    return 2 if any(state in ("missing", "wrong") for state, _, _ in lines) else 0


def _glossary(options: Options) -> tuple[str, str, str]:
    try:
        index = open_index(options.for_path("-").glossaries)
    except CleanupError as error:
        return "wrong", "glossary", str(error).partition("\n")[0] + " 'cleanup glossary lint' lists everything."
    files = len(glossary_files([shipped_folder()]))
    return "ok", "glossary", f"{len(index):,} keys from {files} shipped files in {shipped_folder()}"


def _cache() -> tuple[str, str, str]:
    folder = cache_folder()
    probe = next(p for p in (folder, *folder.parents) if p.exists())
    if os.access(probe, os.W_OK):
        return "ok", "cache", str(folder)
    return (
        "note",
        "cache",
        f"{folder} cannot be written, so the glossary is compiled at every start; set CLEANUP_CACHE_DIR",
    )


def _configuration(options: Options) -> tuple[str, str, str]:
    found = options.config or find_configuration(Path.cwd())
    return "ok", "configuration", str(found) if found else "none found upwards from here; defaults hold"


def _pipeline(options: Options) -> tuple[str, str, str]:
    model = options.for_path("-").spacy_model
    if model is None:
        return "note", "trained pipeline", "none named; tokens and sentences come from spaCy's blank English pipeline"
    try:
        return "ok", "trained pipeline", f"{model} {metadata.version(model)}"
    except metadata.PackageNotFoundError:
        return "missing", "trained pipeline", f"'{model}' is not installed: {sys.executable} -m pip install {model}"


def _languagetool(options: Options) -> list[tuple[str, str, str]]:
    """Say of Java, of what is installed and of the server what is there; what is missing is wrong only if it is required."""
    choices = options.for_path("-").languagetool
    bad = "wrong" if choices.required else "note"
    program = shutil.which("java")
    number = java_version(program) if program else None
    if number is not None and number >= OLDEST_JAVA:
        lines = [("ok", "Java", f"{number} ({program})")]
    elif program is None:
        lines = [(bad, "Java", f"not found; LanguageTool needs {OLDEST_JAVA} or later: {HOW_TO_GET_JAVA}")]
    else:
        lines = [(bad, "Java", f"{program} is {number or 'of an unknown version'}; {HOW_TO_GET_JAVA}")]
    if choices.server == "off":
        return [*lines, ("note", "LanguageTool", "off; '--languagetool auto' uses the one of this machine")]
    if choices.server is not None and choices.server != "auto":
        return [*lines, _server(choices.server)]
    found = installed()
    if found is None:
        return [
            *lines,
            (bad, "LanguageTool", f"not installed; {HOW_TO_INSTALL}, or '--languagetool URL' uses a server"),
        ]
    if not found.is_there:
        return [*lines, ("wrong", "LanguageTool", f"no longer in {found.folder}; {HOW_TO_INSTALL} again")]
    running, failure = server.find(), server.last_failure()
    lines.append(("ok", "LanguageTool", f"{found.version} in {found.folder}"))
    if running is not None:
        lines.append(("ok", "LanguageTool server", f"{running.url}, process {running.pid}"))
    elif failure is not None:
        lines.append((bad, "LanguageTool server", f"not running; last time: {failure}"))
    else:
        lines.append(("ok", "LanguageTool server", "not running; started when it is needed"))
    return lines


def _server(address: str) -> tuple[str, str, str]:
    from urllib.request import urlopen

    try:
        with urlopen(address.rstrip("/") + "/v2/healthcheck", timeout=5) as answer:
            return "ok", "LanguageTool", f"{address} answers {answer.read(20).decode(errors='replace')}"
    except OSError as error:
        return "wrong", "LanguageTool", f'{address} does not answer ({error}); start it, or write languagetool = "off"'
