"""What LanguageTool answered, kept by content, so that an unchanged paragraph is not checked again.

One SQLite file rather than small files: an article asks for dozens of paragraphs, which is one query here and dozens of
files there; the number of rows is bounded by one statement; and several processes may write at once. A key is a hash of
everything that an answer hangs on: what was sent, the language, the rules, and the LanguageTool that answered. The file
only saves time: damaged, it is thrown away; locked or on a disk that cannot be written, it is done without.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from cleanup.folders import user_cache_folder

_MOST = 50_000  # paragraphs, some 20 MB
_DAY = 86_400
_AT_ONCE = 500  # keys in one query
_FORMAT = 1  # of what is kept of an answer


def recall(keys: Sequence[str]) -> dict[str, list[Any]]:
    """Return the answers that are kept under `keys`."""
    found: dict[str, list[Any]] = {}
    with _opened() as connection:
        if connection is None:
            return {}
        today = int(time.time()) // _DAY
        for first in range(0, len(keys), _AT_ONCE):
            some = keys[first : first + _AT_ONCE]
            marks = ",".join("?" * len(some))
            stale = []
            for key, used, answer in connection.execute(
                f"SELECT key, used, answer FROM answers WHERE key IN ({marks})", some
            ):
                found[key] = json.loads(answer)
                if used != today:
                    stale.append((today, key))
            with connection:
                connection.executemany("UPDATE answers SET used = ? WHERE key = ?", stale)
    return found


def keep(found: Mapping[str, list[Any]]) -> None:
    """Keep answers by their keys, and throw away those that were not used for longest."""
    if not found:
        return
    with _opened() as connection:
        if connection is None:
            return
        today = int(time.time()) // _DAY
        rows = [(key, today, json.dumps(answer, separators=(",", ":"))) for key, answer in found.items()]
        with connection:
            connection.executemany("INSERT OR REPLACE INTO answers (key, used, answer) VALUES (?, ?, ?)", rows)
            (number,) = connection.execute("SELECT COUNT(*) FROM answers").fetchone()
            if number > _MOST:
                # A tenth more than needed, so that this is done seldom.
                oldest = "SELECT key FROM answers ORDER BY used, rowid LIMIT ?"
                connection.execute(f"DELETE FROM answers WHERE key IN ({oldest})", (number - _MOST + _MOST // 10,))


@contextlib.contextmanager
def _opened() -> Iterator[sqlite3.Connection | None]:
    """Give the file's connection, or None where there can be none; what fails while it is open is no error either."""
    path = user_cache_folder() / f"languagetool-{_FORMAT}.sqlite"
    connection = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        connection = sqlite3.connect(path, timeout=2)
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("CREATE TABLE IF NOT EXISTS answers (key TEXT PRIMARY KEY, used INTEGER, answer TEXT)")
    except (sqlite3.Error, OSError) as error:
        _give_up(path, connection, error)
        connection = None
    try:
        yield connection
    except (sqlite3.Error, ValueError, OSError) as error:
        _give_up(path, connection, error)
    finally:
        if connection is not None:
            connection.close()


def _give_up(path: Path, connection: sqlite3.Connection | None, error: Exception) -> None:
    """Remove a damaged file; one that is only locked or cannot be written is left."""
    if connection is not None:
        connection.close()
    if isinstance(error, ValueError) or (
        isinstance(error, sqlite3.DatabaseError) and not isinstance(error, sqlite3.OperationalError)
    ):
        with contextlib.suppress(OSError):
            path.unlink(missing_ok=True)
