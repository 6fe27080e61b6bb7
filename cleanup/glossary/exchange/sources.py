"""Opens a list: what it is, by its content, and its bytes, decompressed as they are read."""

from __future__ import annotations

import bz2
import contextlib
import gzip
import lzma
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from cleanup.errors import GlossaryError

_HEAD = 65_536
_ROOT = re.compile(r"<(?![?!])(?:[\w.-]+:)?([\w.-]+)")


@dataclass(slots=True)
class Source:
    """A list on disk: its path, size, the format of its content (a module of this package), and its first bytes."""

    path: Path
    size: int
    format: str
    head: bytes
    compressed: bool

    @contextlib.contextmanager
    def open(self) -> Iterator[Stream]:
        """Open the decompressed bytes; damage that shows while they are read becomes a GlossaryError."""
        with damage(self.path), self.path.open("rb") as raw:
            yield Stream(_decompressed(raw), raw, self.size)


@dataclass(slots=True)
class Stream:
    """The bytes of a list, and how far the file has been read."""

    data: BinaryIO
    raw: BinaryIO
    size: int

    def fraction(self) -> float:
        """Return how much of the file has been read, from 0 to 1."""
        return min(self.raw.tell() / self.size, 1.0) if self.size else 1.0


def recognise(path: Path) -> Source:
    """Look at a file's content; raise GlossaryError for one that is missing, empty, or of a format that is not read."""
    try:
        size = path.stat().st_size
        if path.is_dir():
            raise GlossaryError(f"{path}: this is a folder. Name the file of the list.")
        with damage(path), path.open("rb") as raw:
            start = raw.read(8)
            raw.seek(0)
            head = b"" if start.startswith(b"PK") else _decompressed(raw).read(_HEAD)
    except FileNotFoundError as error:
        raise GlossaryError(f"{path}: no such file. Check the name.") from error
    except OSError as error:
        raise GlossaryError(f"{path}: cannot be read ({error.strerror}). Check its permissions.") from error
    if start.startswith(b"PK"):
        return Source(path, size, "workbook", b"", True)
    if not head.strip(b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"):
        raise GlossaryError(f"{path}: the file is empty. Export the list again.")
    return Source(path, size, _format(path, head), head, start.startswith((b"\x1f\x8b", b"BZh", b"\xfd7zXZ")))


def _format(path: Path, head: bytes) -> str:
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        raise GlossaryError(f"{path}: an old Excel file (.xls). Save it as .xlsx or CSV and import that.")
    if head.startswith(b"%PDF"):
        raise GlossaryError(f"{path}: a PDF. Export the list as CSV, XLSX or TBX and import that.")
    # Enough for a look at the beginning: in UTF-16, ASCII letters have a zero byte beside them.
    text = head.replace(b"\0", b"").decode("latin-1").lstrip("\xef\xbb\xbf\xff\xfe \t\r\n")
    if text.startswith("<"):
        body = re.sub(r"<!--.*?(-->|$)|<\?.*?(\?>|$)|<!DOCTYPE[^\[>]*(\[.*?\]\s*>|>|$)", "", text, flags=re.DOTALL)
        root = _ROOT.search(body)
        name = root.group(1) if root else ""
        if name.lower() in ("martif", "tbx"):
            return "tbx"
        known = {"tmx": "a translation memory (TMX)", "xliff": "an XLIFF file", "html": "a web page"}
        what = known.get(name.lower(), f"XML with the root '{name}'" if name else "XML without a root element")
        raise GlossaryError(f"{path}: {what}, not a TBX glossary. Export the terms as TBX, CSV or XLSX.")
    if text.startswith(("[", "{")):
        return "wikidata"
    return "tables"


def _decompressed(raw: BinaryIO) -> BinaryIO:
    start = raw.read(6)
    raw.seek(0)
    if start.startswith(b"\x1f\x8b"):
        return cast(BinaryIO, gzip.GzipFile(fileobj=raw))
    if start.startswith(b"BZh"):
        return cast(BinaryIO, bz2.BZ2File(raw))
    if start.startswith(b"\xfd7zXZ"):
        return cast(BinaryIO, lzma.LZMAFile(raw))
    return raw


@contextlib.contextmanager
def damage(path: Path) -> Iterator[None]:
    """Turn what a damaged archive raises into a GlossaryError."""
    try:
        yield
    except EOFError as error:
        raise GlossaryError(f"{path}: the archive is cut off in the middle. Download or copy it again.") from error
    except (gzip.BadGzipFile, zlib.error, lzma.LZMAError) as error:
        raise GlossaryError(f"{path}: the archive is damaged ({error}). Download or copy it again.") from error
    except OSError as error:
        if error.errno is None:  # how bz2 reports damage
            raise GlossaryError(f"{path}: the archive is damaged ({error}). Download or copy it again.") from error
        raise
