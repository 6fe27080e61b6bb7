"""`cleanup doctor`: what is installed, what is missing, and the command that gets it."""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
from importlib import metadata
from pathlib import Path

from cleanup.commands.articles import Options, emit
from cleanup.errors import CleanupError
from cleanup.glossary import cache_folder, open_index
from cleanup.glossary.locating import glossary_files, shipped_folder
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
    java = shutil.which("java")
    if java is None:
        lines = [
            (
                "note",
                "Java",
                "not found; LanguageTool needs 17 or later, for instance: apt install openjdk-17-jre-headless",
            )
        ]
    else:
        said = subprocess.run([java, "-version"], capture_output=True, text=True, check=False).stderr
        version = re.search(r'version "(\d+)', said)
        number = int(version.group(1)) if version else 0
        state = "ok" if number >= 17 else "note"
        lines = [
            (
                state,
                "Java",
                f"{number or 'unknown version'}" + ("" if number >= 17 else "; LanguageTool needs 17 or later"),
            )
        ]
    address = options.for_path("-").languagetool
    if address.startswith("http"):
        lines.append(_server(address))
    else:
        lines.append(
            (
                "note",
                "LanguageTool",
                "no server named; 'languagetool = \"http://127.0.0.1:8081\"' in cleanup.toml uses one",
            )
        )
    return lines


def _server(address: str) -> tuple[str, str, str]:
    from urllib.request import urlopen

    try:
        with urlopen(address.rstrip("/") + "/v2/healthcheck", timeout=5) as answer:
            return "ok", "LanguageTool", f"{address} answers {answer.read(20).decode(errors='replace')}"
    except OSError as error:
        return "wrong", "LanguageTool", f'{address} does not answer ({error}); start it, or write languagetool = "off"'
