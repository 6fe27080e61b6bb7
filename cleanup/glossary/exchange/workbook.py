"""Lists as Excel workbooks (XLSX): one sheet, read row by row, with limits on what an archive may unfold to."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import Any

from cleanup.errors import GlossaryError, did_you_mean
from cleanup.glossary.exchange.columns import Choices, Line, entries
from cleanup.glossary.exchange.found import Found
from cleanup.glossary.exchange.sources import Source

_LARGEST = 1 << 30  # bytes of all parts
_SHARED = 256 << 20  # bytes of the table of strings, which is held in memory
_RATIO = 250  # a sheet of the same row again and again packs to a hundredth; a bomb to a thousandth
_SMALL = 10 << 20  # a part below this is harmless at any ratio


def read(source: Source, choices: Choices, sheet: str) -> Iterator[Found]:
    """Yield what the rows of a sheet mean; raise GlossaryError for a damaged archive, a bomb, or an unknown sheet."""
    _inspect(source)
    import openpyxl

    choices.unit = "row"
    file = source.path.open("rb")  # by its name alone openpyxl would refuse what is not called .xlsx
    try:
        book = openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)
    except Exception as error:  # openpyxl raises whatever its parts raise
        file.close()
        raise _damaged(source, error) from error
    try:
        names = book.sheetnames
        if not names:
            raise GlossaryError(f"{source.path}: the workbook has no sheet with rows. Save the list as CSV.")
        if sheet and sheet not in names:
            raise GlossaryError(f"{source.path}: there is no sheet '{sheet}'. {did_you_mean(sheet, names)}")
        chosen = book[sheet or names[0]]
        if not hasattr(chosen, "iter_rows"):
            raise GlossaryError(f"{source.path}: '{chosen.title}' is a chart, not a sheet. Name a sheet with --sheet.")
        yield from entries(source.path, _rows(source, chosen), choices)
    finally:
        book.close()
        file.close()


def _inspect(source: Source) -> None:
    """Look at the table of contents before anything is unpacked."""
    try:
        with zipfile.ZipFile(source.path) as archive:
            parts = archive.infolist()
            kind = archive.read("mimetype")[:200] if "mimetype" in archive.namelist() else b""
    except (zipfile.BadZipFile, EOFError, OSError, NotImplementedError, RuntimeError) as error:
        raise _damaged(source, error) from error
    names = {part.filename for part in parts}
    if b"opendocument" in kind:
        raise GlossaryError(f"{source.path}: an OpenDocument file. Save it as .xlsx or CSV and import that.")
    if "xl/workbook.xml" not in names:
        what = "a Word document" if "word/document.xml" in names else "an archive without a workbook"
        raise GlossaryError(f"{source.path}: {what}. Save the list as .xlsx or CSV, or unpack the archive.")
    total = 0
    for part in parts:
        total += part.file_size
        packed = max(part.compress_size, 1)
        if part.file_size > _SMALL and part.file_size / packed > _RATIO:
            raise _too_large(source, part.filename)
        if part.filename.endswith("sharedStrings.xml") and part.file_size > _SHARED:
            raise _too_large(source, part.filename)
    if total > _LARGEST:
        raise _too_large(source, "all parts together")


def _too_large(source: Source, part: str) -> GlossaryError:
    return GlossaryError(
        f"{source.path}: unpacked, '{part}' would be far larger than a list of terms is (a zip bomb?); nothing was unpacked. Save "
        "the list as CSV and import that."
    )


def _damaged(source: Source, error: Exception) -> GlossaryError:
    return GlossaryError(
        f"{source.path}: the workbook is damaged ({str(error)[:80] or type(error).__name__}). Open it in a spreadsheet and save it "
        "again, or copy it again."
    )


def _rows(source: Source, sheet: Any) -> Iterator[Line]:
    try:
        for number, values in enumerate(sheet.iter_rows(values_only=True), 1):
            cells = [_cell(value) for value in values]
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                yield number, cells
    except GlossaryError:
        raise
    except Exception as error:
        raise _damaged(source, error) from error


def _cell(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if hasattr(value, "date"):  # a day comes with a time of midnight
        return str(value.date())
    return str(value)
