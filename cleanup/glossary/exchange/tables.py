"""Lists as text: CSV and TSV from spreadsheets, DeepL and OmegaT, in the encodings that these write."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import BinaryIO, Literal, TextIO, cast

from cleanup.errors import GlossaryError
from cleanup.glossary.exchange.columns import Choices, Line, entries
from cleanup.glossary.exchange.found import Found
from cleanup.glossary.exchange.sources import Source, Stream

_SEPARATORS = ("\t", ";", ",")
_MULTIBYTE = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_CHUNK = 1 << 20
_QUOTED: Literal[0, 3] = csv.QUOTE_MINIMAL
_LITERAL: Literal[0, 3] = csv.QUOTE_NONE


def read(source: Source, stream: Stream, choices: Choices, encoding: str, notes: list[str]) -> Iterator[Found]:
    """Yield what the rows of a list mean; raise GlossaryError for a wrong encoding, a broken row or shifted columns."""
    encoding = encoding or _encoding(source, notes)
    tail = _Tail(stream)
    text = io.TextIOWrapper(cast(BinaryIO, tail), encoding=encoding, newline="")
    try:
        sample = source.head.decode(encoding, "ignore")
        yield from entries(source.path, _rows(source, text, sample, tail, notes), choices)
    except UnicodeError as error:
        raise GlossaryError(
            f"{source.path}, about line {tail.lines + 1}: not {encoding}. Save the file as 'CSV UTF-8', or name its encoding with "
            "--encoding."
        ) from error
    finally:
        text.detach()


class _Tail(io.RawIOBase):
    """Passes bytes on and remembers how they end, which tells a file that was cut off."""

    def __init__(self, stream: Stream) -> None:
        self._data = stream.data
        self.last = b""
        self.lines = 0

    def readable(self) -> bool:
        return True

    def read(self, size: int = -1) -> bytes:
        """Read from the list."""
        chunk = self._data.read(size if size > 0 else _CHUNK)
        if chunk:
            self.last = chunk[-4:]
            self.lines += chunk.count(b"\n")
        return chunk

    read1 = read

    @property
    def ended(self) -> bool:
        """Whether the bytes read so far end with a line end."""
        return self.last.replace(b"\0", b"").endswith((b"\n", b"\r"))


def _encoding(source: Source, notes: list[str]) -> str:
    """Tell the encoding by mark, by zero bytes, or by trying; raise GlossaryError where it cannot be told."""
    head = source.head
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0:4096:2].count(0), head[1:4096:2].count(0)
    if max(even, odd) > len(head[:4096]) // 8:
        return "utf-16-le" if odd > even else "utf-16-be"
    decoder = codecs.getincrementaldecoder("utf-8")()
    line, multibyte, high, letters, first_bad = 1, 0, 0, 0, 0
    undefined = False
    with source.open() as stream:
        while chunk := stream.data.read(_CHUNK):
            if not first_bad:
                pending = len(decoder.getstate()[0])
                try:
                    decoder.decode(chunk)
                except UnicodeDecodeError as error:
                    first_bad = line + chunk[: max(error.start - pending, 0)].count(b"\n")
            multibyte += len(_MULTIBYTE.findall(chunk))
            high += sum(map(chunk.count, _HIGH)) if not chunk.isascii() else 0
            letters += sum(chunk.count(letter) for letter in _COMMON)
            undefined |= any(byte in chunk for byte in (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d"))
            line += chunk.count(b"\n")
    if not first_bad:
        if decoder.getstate()[0]:
            raise GlossaryError(
                f"{source.path}, line {line}: the file ends in the middle of a letter; it was cut off. Export or copy it again."
            )
        return "utf-8"
    where = f"{source.path}, line {first_bad}"
    if multibyte * 4 > high:
        raise GlossaryError(
            f"{where}: not UTF-8, although other lines are. The file is damaged or was put together from two; save it as "
            "'CSV UTF-8' and look at this line."
        )
    if undefined or high > letters:
        raise GlossaryError(
            f"{where}: neither UTF-8 nor Windows-1252. Save the file as 'CSV UTF-8', or name its encoding, for instance with "
            "--encoding cp1251."
        )
    notes.append(f"read as Windows-1252, since line {first_bad} is not UTF-8; look whether accented letters are right.")
    return "cp1252"


_HIGH = [bytes([byte]) for byte in range(0x80, 0x100)]
_COMMON = [bytes([byte]) for byte in b"aeiounrstAEIOUNRST"]


def _rows(source: Source, text: TextIO, sample: str, tail: _Tail, notes: list[str]) -> Iterator[Line]:
    separator, quoting = _dialect(sample)
    reader = csv.reader(text, delimiter=separator, quoting=quoting, strict=quoting != _LITERAL)
    start, widths = 1, Counter[int]()
    last: Line | None = None
    try:
        for cells in reader:
            if last is not None:
                widths[len(last[1])] += 1
                yield last
                last = None
            if any(cell.strip() for cell in cells):
                last = (start, cells)
            start = reader.line_num + 1
    except csv.Error as error:
        what = str(error)
        if "unexpected end" in what or "field limit" in what:
            raise GlossaryError(
                f"{source.path}, line {start}: a quotation mark is opened and never closed; the file may be cut off here. Close "
                "it, or export the list again."
            ) from error
        raise GlossaryError(
            f"{source.path}, line {start}: not a row of CSV ({what}). Look for a quotation mark that is not doubled."
        ) from error
    if last is None:
        return
    usual = widths.most_common(1)[0][0] if widths else len(last[1])
    if not tail.ended and len(last[1]) < usual:
        raise GlossaryError(
            f"{source.path}, line {last[0]}: the file is cut off in this row, which has {len(last[1])} of {usual} cells. Export or "
            "copy it again."
        )
    if not tail.ended and widths.total() >= 1000:
        notes.append(f"the last row, line {last[0]}, has no line end; look whether the list is complete.")
    yield last


def _dialect(sample: str) -> tuple[str, Literal[0, 3]]:
    """Return the separator that gives the first rows the same number of cells, and how quotation marks are meant."""
    lines = sample.lstrip("\ufeff").splitlines()[:200]
    if len(lines) > 1 and len(sample) > 60_000:
        lines.pop()  # cut by the size of the sample
    best, chosen, quoting = 0.0, ",", _QUOTED
    for separator in _SEPARATORS:
        how = _QUOTED
        if separator == "\t" and _literal_quotes(lines):
            how = _LITERAL
        widths: Counter[int] = Counter()
        try:
            for cells in csv.reader(lines, delimiter=separator, quoting=how):
                if cells:
                    widths[len(cells)] += 1
        except csv.Error:
            continue
        width, count = max(widths.items(), key=lambda item: (item[1] * (item[0] > 1), item[0]), default=(1, 0))
        score = count / max(widths.total(), 1) if width > 1 else 0.0
        if score > best:
            best, chosen, quoting = score, separator, how
    return chosen, quoting


def _literal_quotes(lines: list[str]) -> bool:
    """Tell whether the quotation marks of a tab-separated list are letters like others, as OmegaT writes them."""
    cells = [cell for line in lines for cell in line.split("\t")]
    return any(cell.startswith('"') and not (len(cell) > 1 and cell.endswith('"')) for cell in cells)
