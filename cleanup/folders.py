"""Where this package keeps what it makes on a machine: what was installed, and what is running."""

from __future__ import annotations

import os
from pathlib import Path

from cleanup.caching import user_cache_folder


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

    return user_cache_folder() / "running" / (platform.node() or "localhost")
