"""Plain text: UTF-8 (with or without a byte order mark) or UTF-16 with one, or an encoding that the user names.

The prose is the decoded file, line ends, byte order mark and front matter included, so that writing an unchanged prose
gives the same bytes.
"""

from __future__ import annotations

import codecs

from cleanup.article import Article
from cleanup.errors import SettingsError, UnreadableError

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read(data: bytes, path: str, encoding: str | None = None) -> Article:
    """Decode `data`; raise UnreadableError with the place of the first byte that is no text."""
    chosen = encoding_of(data, encoding)
    try:
        prose = data.decode(chosen)
    except UnicodeDecodeError as error:
        line = data[: error.start].count(b"\n") + 1
        wrong = " ".join(f"{byte:02x}" for byte in data[error.start : error.start + 4])
        raise UnreadableError(
            f"{path}: not text in {chosen.upper()}: bytes {wrong} at byte {error.start} (line {line}). If it is text in another "
            "encoding, name it, for instance '--encoding cp1252'; nothing was changed."
        ) from error
    if "\0" in prose:
        at = prose.index("\0")
        raise UnreadableError(
            f"{path}: a NUL character at {at}, so this is no text. Give a text file; nothing was changed."
        )
    return Article(prose, path, "text")


def write(article: Article, data: bytes, text: str, encoding: str | None = None) -> bytes:
    """Encode `text` as `data` is encoded; raise UnreadableError if the encoding has no bytes for a character."""
    chosen = encoding_of(data, encoding)
    try:
        return text.encode(chosen)
    except UnicodeEncodeError as error:
        raise UnreadableError(
            f"{article.path}: {text[error.start : error.end]!r} cannot be written in {chosen}. Save the file as UTF-8 first; "
            "nothing was changed."
        ) from error


def text_encoding(name: str, where: str = "--encoding") -> str:
    """Return the standard name of an encoding of text; raise SettingsError for anything else."""
    try:
        found = codecs.lookup(name)
        "".encode(found.name)
        b"".decode(found.name)
    except LookupError as error:  # also for codecs of bytes, such as base64
        raise SettingsError(
            f"{where}: no encoding is called '{name}'. Write for instance 'utf-8' or 'cp1252'."
        ) from error
    return found.name


def encoding_of(data: bytes, encoding: str | None = None) -> str:
    """Return the encoding that the user named, else the one that a byte order mark shows, else UTF-8."""
    if encoding is not None:
        return text_encoding(encoding)
    return next((name for mark, name in _MARKS if data.startswith(mark)), "utf-8")
