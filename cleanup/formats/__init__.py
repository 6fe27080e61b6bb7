"""Formats: how an article is read from bytes and written back. One module a format, none knows another."""

from __future__ import annotations

from cleanup.article import Article
from cleanup.declarations import Protocol

FORMATS = ("text",)


class Format(Protocol):
    """What a format module offers."""

    def read(self, data: bytes, path: str, encoding: str | None = None) -> Article:
        """Read an article; raise UnreadableError that says why the bytes are none and what to do."""

    def write(self, article: Article, data: bytes, text: str, encoding: str | None = None) -> bytes:
        """Return the bytes of `data` with the article's prose replaced by `text`; all else stays as it was."""
