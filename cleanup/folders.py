"""Where this package keeps what it makes on a machine: what only saves time, what was installed, and what is running."""

from __future__ import annotations

import os
from pathlib import Path


def cache_root() -> Path:
    """Return the folder of everything that can be made again: `CLEANUP_CACHE_DIR`, or the user's cache folder."""
    if configured := os.environ.get("CLEANUP_CACHE_DIR"):
        return Path(configured)
    import platformdirs

    return Path(platformdirs.user_cache_dir("cleanup", appauthor=False))


def installation_root() -> Path:
    """Return the folder of an installed LanguageTool: `CLEANUP_LANGUAGETOOL_DIR`, or one in the user's data folder."""
    if configured := os.environ.get("CLEANUP_LANGUAGETOOL_DIR"):
        return Path(configured)
    import platformdirs

    return Path(platformdirs.user_data_dir("cleanup", appauthor=False)) / "languagetool"


def runtime_root() -> Path:
    """Return the folder of what is running on this machine now, which belongs to the user alone.

    That is `XDG_RUNTIME_DIR` where the system makes one; else a folder of the cache named after the machine, because a home
    folder may be shared by several. Never the folder of temporary files: there anybody could lie in wait for our texts.
    """
    if given := os.environ.get("XDG_RUNTIME_DIR"):
        return Path(given) / "cleanup"
    import platform

    return cache_root() / "running" / (platform.node() or "localhost")
