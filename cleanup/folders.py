"""Where this package keeps what it makes on a machine: what only saves time, what was installed, and what is running."""

from __future__ import annotations

import os
import sys
from pathlib import Path

POINTER = "installed.json"  # in the folder of an installed LanguageTool: where it lies


def user_cache_folder() -> Path:
    """Return the folder of what only saves time: `CLEANUP_CACHE_DIR`, or one among the user's caches."""
    if configured := os.environ.get("CLEANUP_CACHE_DIR"):
        return Path(configured)
    return _user_folder("cache", "XDG_CACHE_HOME", ".cache")


def installation_root() -> Path:
    """Return the folder of an installed LanguageTool: `CLEANUP_LANGUAGETOOL_DIR`, or one in the user's data folder."""
    if configured := os.environ.get("CLEANUP_LANGUAGETOOL_DIR"):
        return Path(configured)
    return _user_folder("data", "XDG_DATA_HOME", ".local/share") / "languagetool"


def _user_folder(kind: str, variable: str, usual: str) -> Path:
    """Return this program's folder of a kind among the user's, as platformdirs has it.

    On Linux that is a variable or a `usual` place in the home folder, and told sooner than platformdirs is imported.
    """
    if sys.platform == "linux":
        return Path(os.environ.get(variable, "").strip() or _home() / usual) / "cleanup"
    import platformdirs

    return Path(getattr(platformdirs, f"user_{kind}_dir")("cleanup", appauthor=False))


def _home() -> Path:
    try:
        return Path.home()
    except RuntimeError:  # a service's user may have none; nothing can be kept then
        return Path(os.devnull)


def runtime_root() -> Path:
    """Return the folder of what is running on this machine now, which belongs to the user alone.

    That is `XDG_RUNTIME_DIR` where the system makes one; else a folder of the cache named after the machine, because a home
    folder may be shared by several. Never the folder of temporary files: there anybody could lie in wait for our texts.
    """
    if given := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(given) / "cleanup"
    import platform

    return user_cache_folder() / "running" / (platform.node() or "localhost")
