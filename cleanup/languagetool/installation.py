"""The LanguageTool that is installed on this machine, and the Java that runs it."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from dataclasses import asdict, dataclass
from pathlib import Path

from cleanup.errors import LanguageToolError
from cleanup.folders import installation_root

OLDEST_JAVA = 17  # of LanguageTool 6.6 and later
HOW_TO_GET_JAVA = "install Java 17 or later, for instance: apt install openjdk-17-jre-headless"
HOW_TO_INSTALL = "'cleanup languagetool install' gets it"
_POINTER = "installed.json"


@dataclass(frozen=True, slots=True)
class Installation:
    """Where LanguageTool lies: its folder, the class path for Java, its version, where it came from.

    `fingerprint` changes when any of its files does; what is remembered of its answers hangs on it.
    """

    folder: str
    classpath: str
    version: str
    fingerprint: str
    source: str

    @property
    def is_there(self) -> bool:
        """Tell whether its files still are where they were."""
        return Path(self.classpath.removesuffix("*")).exists()


def installed() -> Installation | None:
    """Return what `cleanup languagetool install` installed, or None; whether it still is there is not looked at."""
    try:
        return Installation(**json.loads((installation_root() / _POINTER).read_bytes()))
    except (OSError, ValueError, TypeError):
        return None


def required() -> Installation:
    """Return what is installed; raise LanguageToolError where nothing is, or where it was taken away."""
    found = installed()
    if found is None:
        raise LanguageToolError(f"LanguageTool is not installed. {HOW_TO_INSTALL}; '--languagetool off' does without.")
    if not found.is_there:
        raise LanguageToolError(f"LanguageTool is no longer in {found.folder}. {HOW_TO_INSTALL} again.")
    return found


def note(found: Installation) -> None:
    """Remember an installation, from now on the one that is used."""
    root = installation_root()
    root.mkdir(parents=True, exist_ok=True)
    beside = root / f".{_POINTER}"
    beside.write_text(json.dumps(asdict(found), indent=1), encoding="utf-8")
    beside.replace(root / _POINTER)


def java() -> Path:
    """Return the Java that runs LanguageTool; raise LanguageToolError where there is none, or only an older one."""
    found = shutil.which("java")
    if found is None:
        raise LanguageToolError(f"Java is not installed, and LanguageTool needs it: {HOW_TO_GET_JAVA}.")
    version = java_version(found)
    if version is None:
        raise LanguageToolError(f"{found} does not say its version, so it is no working Java: {HOW_TO_GET_JAVA}.")
    if version < OLDEST_JAVA:
        raise LanguageToolError(f"{found} is Java {version}, too old for LanguageTool: {HOW_TO_GET_JAVA}.")
    return Path(found)


def java_version(program: str) -> int | None:
    """Return the version of a Java (17, or 8 for what calls itself 1.8), or None if it does not say."""
    try:
        ran = subprocess.run([program, "-version"], capture_output=True, text=True, check=False, timeout=30)
    except (OSError, subprocess.TimeoutExpired):
        return None
    said = re.search(r'version "(?:1\.)?(\d+)', ran.stderr + ran.stdout)
    return int(said.group(1)) if said else None
