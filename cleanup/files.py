"""Reads articles from files and puts repaired ones in their place, whole or not at all."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path

from cleanup.article import Article
from cleanup.declarations import dataclass
from cleanup.errors import UnreadableError, UnwritableError
from cleanup.formats import text as text_format

SUFFIXES = frozenset({".txt", ".text"})


@dataclass(frozen=True, slots=True)
class Source:
    """What was read: the bytes, the article in them, and the state of the file at that moment."""

    data: bytes
    article: Article
    encoding: str | None
    state: tuple[int, int, int] | None


def expand(paths: list[str]) -> Iterator[str]:
    """Yield the files that `paths` name: files and `-` as they are, the text files below a folder in their order.

    Raises UnreadableError for a folder without any text file.
    """
    for path in paths:
        if not path:
            raise UnreadableError("an empty file name. Check the variable or option that it came from.")
        if path == "-" or not Path(path).is_dir():
            yield path
            continue
        for folder, _, _ in os.walk(path, onerror=_unlistable):
            if not os.access(folder, os.R_OK | os.X_OK):
                raise UnreadableError(
                    f"{folder}: this folder cannot be read (Permission denied). Check its permissions."
                )
        found = sorted(
            file
            for file in Path(path).rglob("*")
            if file.suffix.lower() in SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(path).parts)
        )
        if not found:
            raise UnreadableError(
                f"{path}: no text file ({', '.join(sorted(SUFFIXES))}) in this folder. Name the files themselves."
            )
        yield from map(str, found)


def read(path: str, data: bytes | None = None, encoding: str | None = None, max_megabytes: float = 64.0) -> Source:
    """Read one article from a file, or from `data` (standard input).

    Raises UnreadableError for a missing file, one larger than the limit, one that changes while it is read, and bytes
    that are no text.
    """
    state = None
    if data is not None and len(data) > int(max_megabytes * 1_000_000):
        raise UnreadableError(
            f"{path}: more than the limit of {max_megabytes:g} MB. Split it, or raise 'max_megabytes' in cleanup.toml."
        )
    if data is None:
        file = Path(path)
        limit = int(max_megabytes * 1_000_000)
        try:
            before = file.stat()
            if not file.is_file():
                what = "a folder" if file.is_dir() else "no regular file"
                raise UnreadableError(f"{path}: this is {what}. Name a text file.")
            if before.st_size > limit:
                raise UnreadableError(
                    f"{path}: {_megabytes(before.st_size)} MB, more than the limit of {max_megabytes:g} MB. Split it, or raise "
                    "'max_megabytes' in cleanup.toml."
                )
            with file.open("rb") as stream:
                data = stream.read(limit + 1)
            after = file.stat()
        except FileNotFoundError as error:
            raise UnreadableError(f"{path}: no such file. {_nearest(file)}") from error
        except OSError as error:
            raise UnreadableError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
        state = _state(before)
        if state != _state(after) or len(data) != after.st_size:
            raise UnreadableError(f"{path}: it changed while it was read. Try again when nothing writes to it.")
    return Source(data, text_format.read(data, path, encoding), encoding, state)


def encoded(source: Source, text: str) -> bytes:
    """Return the bytes of the article with its prose replaced; read again, they give exactly `text`."""
    data = text_format.write(source.article, source.data, text, source.encoding)
    if text_format.read(data, source.article.path, source.encoding).prose != text:
        raise UnwritableError(
            f"{source.article.path}: what would be written does not read back the same; the file is as it was."
        )
    return data


def replace(path: str, source: Source, data: bytes) -> None:
    """Put `data` in the place of the file, atomically.

    Raises UnwritableError, and leaves the file as it was, if it changed since it was read, if there is no permission or
    no room, or if what was written does not read back the same. An interruption (Ctrl-C) leaves the file as it was too.
    """
    target = Path(os.path.realpath(path))
    try:
        status = target.stat()
        if _state(status) != source.state:
            raise UnwritableError(
                f"{path}: it changed after it was read, so it was left as it is. Run the command again."
            )
        if not os.access(target, os.W_OK):
            raise UnwritableError(f"{path}: no permission to write it; the file is as it was. Change its permissions.")
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror}); the file is as it was.") from error
    put(target, data, status.st_mode & 0o7777)


def put(path: Path, data: bytes, mode: int = 0o644) -> None:
    """Write a file whole or not at all: beside its place first, then moved there.

    Raises UnwritableError, and leaves what was there, if there is no permission or no room, or if what was written does
    not read back the same.
    """
    import tempfile

    temporary = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".cleanup", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        temporary.chmod(mode)
        if temporary.read_bytes() != data:
            raise UnwritableError(f"{path}: what was written does not read back the same; the file is as it was.")
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise UnwritableError(f"{path}: cannot be written ({error.strerror}); the file is as it was.") from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


def _unlistable(error: OSError) -> None:
    raise UnreadableError(f"{error.filename}: this folder cannot be read ({error.strerror}). Check its permissions.")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:,.0f}" if size >= 1_000_000 else f"{size / 1_000_000:.3g}"


def _state(status: os.stat_result) -> tuple[int, int, int]:
    return status.st_size, status.st_mtime_ns, status.st_ino


def _nearest(file: Path) -> str:
    from difflib import get_close_matches

    try:
        near = get_close_matches(file.name, [other.name for other in file.parent.iterdir()], n=1)
    except OSError:
        near = []
    return f"Did you mean '{file.with_name(near[0])}'?" if near else "Check the name."
