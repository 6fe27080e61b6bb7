"""Files that only save time: written whole or not at all, the oldest thrown away, and no error where none can be written."""

from __future__ import annotations

import contextlib
import os
from pathlib import Path

try:  # `hashlib` loads OpenSSL, which takes longer than all that is hashed here
    from _blake2 import blake2b
except ImportError:
    from hashlib import blake2b

__all__ = ["blake2b", "keep"]


def keep(path: Path, content: bytes, most: int) -> None:
    """Put `content` at `path`, beside its place first, so that no reader sees half of it; keep the `most` newest there."""
    import tempfile

    temporary = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent)
        temporary = Path(name)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        temporary.replace(path)
        temporary = None
        kept = sorted((other for other in path.parent.iterdir() if other.is_file()), key=lambda o: o.stat().st_mtime)
        for other in kept[:-most]:
            other.unlink(missing_ok=True)
    except OSError:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()
