"""Reads the glossary files, checks every cell, and says where a wrong one stands and how to mend it."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from cleanup.errors import GlossaryError, did_you_mean
from cleanup.glossary.folding import key
from cleanup.glossary.schema import FILES, KEYS, split_cell

Row = dict[str, str]
_SHOWN = 25  # complaints printed at once


@dataclass(frozen=True, slots=True)
class Complaint:
    """What is wrong with one cell or row: file, line, column, and what to do."""

    file: str
    line: int
    column: str
    text: str

    def __str__(self) -> str:
        where = f"{self.file}, line {self.line}" + (f", column '{self.column}'" if self.column else "")
        return f"{where}: {self.text}"


@dataclass
class Tables:
    """All rows of all layers, checked, by file name without suffix; and the English word list."""

    rows: dict[str, list[Row]] = field(default_factory=lambda: {name: [] for name in FILES})
    english: frozenset[str] = frozenset()
    files: list[Path] = field(default_factory=list)

    def by_id(self, name: str) -> dict[str, Row]:
        """Return the rows of a file by their first column."""
        first = FILES[name][0].name
        return {row[first]: row for row in self.rows[name]}


def shipped_folder() -> Path:
    """Return the folder of the shipped glossaries: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "glossaries", package.parent / "glossaries"):
        if (folder / "people.csv").is_file():
            return folder
    raise GlossaryError(
        f"the shipped glossaries are missing: neither {package / 'glossaries'} nor {package.parent / 'glossaries'} "
        "holds people.csv. Reinstall the package."
    )


def glossary_files(folders: Iterable[Path]) -> list[Path]:
    """Return the glossary files in `folders`, in the order of the layers; raise GlossaryError for a missing folder."""
    files: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise GlossaryError(f"the glossary folder {folder} does not exist. Create it, or change 'glossaries'.")
        found = sorted(path for path in folder.iterdir() if path.suffix == ".csv" and not path.name.startswith("."))
        unknown = [path for path in found if path.stem not in FILES]
        if unknown:
            raise GlossaryError(f"{unknown[0]}: no glossary file has this name. {did_you_mean(unknown[0].stem, FILES)}")
        files.extend(found)
        words = folder / "english.txt"
        if words.is_file():
            files.append(words)
    return files


def content_hash(files: Iterable[Path]) -> str:
    """Return a hash of the names and contents of `files`."""
    digest = hashlib.blake2b(digest_size=16)
    for path in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GlossaryError(f"{path} cannot be read: {error.strerror}.") from error
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def read_tables(files: Iterable[Path]) -> Tables:
    """Read and check `files`; raise GlossaryError that lists everything wrong, and return nothing half-read."""
    tables = Tables()
    complaints: list[Complaint] = []
    places: dict[int, tuple[str, int]] = {}
    for path in files:
        tables.files.append(path)
        if path.name == "english.txt":
            tables.english |= frozenset(path.read_text(encoding="utf-8").split())
            continue
        layer = list(_read_file(path, complaints))
        replaced = {_identity(path.stem, row) for row, _ in layer}
        kept = [row for row in tables.rows[path.stem] if _identity(path.stem, row) not in replaced]
        tables.rows[path.stem] = kept + [row for row, _ in layer]
        places.update({id(row): (str(path), line) for row, line in layer})
    if not complaints:
        complaints.extend(_references(tables, places))
    if complaints:
        raise GlossaryError(complaint_text(complaints))
    return tables


def complaint_text(complaints: list[Complaint]) -> str:
    """Return the complaints as one message, a line each."""
    shown = [str(complaint) for complaint in complaints[:_SHOWN]]
    if len(complaints) > _SHOWN:
        shown.append(f"... and {len(complaints) - _SHOWN} more")
    head = f"the glossary has {len(complaints)} wrong row{'s' if len(complaints) > 1 else ''}; nothing was done."
    return "\n".join([head, *shown])


def _identity(name: str, row: Row) -> tuple[str, ...]:
    return tuple(row[column] for column in KEYS[name])


def _read_file(path: Path, complaints: list[Complaint]) -> Iterator[tuple[Row, int]]:
    columns = FILES[path.stem]
    file = str(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = path.read_bytes()[: error.start].count(b"\n") + 1
        complaints.append(Complaint(file, line, "", "not UTF-8. Save the file as 'CSV UTF-8'."))
        return
    except OSError as error:
        raise GlossaryError(f"{path} cannot be read: {error.strerror}.") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    names = [column.name for column in columns]
    seen: dict[tuple[str, ...], int] = {}
    line = 1
    try:
        header = next(reader, [])
        if header != names:
            wrong = next((i for i, name in enumerate(names) if i >= len(header) or header[i] != name), len(names))
            expected = names[wrong] if wrong < len(names) else "the end of the line"
            found = repr(header[wrong]) if wrong < len(header) else "nothing"
            hint = " Separate the columns with commas, not semicolons." if len(header) == 1 else ""
            complaints.append(
                Complaint(
                    file,
                    1,
                    names[min(wrong, len(names) - 1)],
                    f"the header should have '{expected}' where it has {found}.{hint}",
                )
            )
            return
        line = reader.line_num + 1
        for cells in reader:
            if cells:
                yield from _check_row(path.stem, file, line, cells, seen, complaints)
            line = reader.line_num + 1
    except csv.Error as error:
        complaints.append(
            Complaint(file, line, "", f"not a row of CSV ({error}). Look for a quotation mark that is not doubled.")
        )


def _check_row(
    name: str, file: str, line: int, cells: list[str], seen: dict[tuple[str, ...], int], complaints: list[Complaint]
) -> Iterator[tuple[Row, int]]:
    columns = FILES[name]
    if len(cells) != len(columns):
        complaints.append(
            Complaint(file, line, "", f"{len(cells)} cells where {len(columns)} belong. Quote cells that hold a comma.")
        )
        return
    before = len(complaints)
    row = {column.name: cell.strip() for column, cell in zip(columns, cells, strict=True)}
    for column in columns:
        cell = row[column.name]
        if any(ord(character) < 32 for character in cell):
            complaints.append(
                Complaint(file, line, column.name, "a line end or control character in the cell. Remove it.")
            )
        elif not cell and column.required:
            complaints.append(
                Complaint(file, line, column.name, "empty, and must not be. Fill it in, or remove the row.")
            )
        elif cell and column.check and (wrong := column.check(cell)):
            complaints.append(Complaint(file, line, column.name, wrong + "."))
    if not any(complaint.column for complaint in complaints[before:]):
        complaints.extend(_check_meaning(name, file, line, row))
    identity = _identity(name, row)
    if identity in seen:
        what = ", ".join(identity)
        complaints.append(
            Complaint(
                file, line, KEYS[name][-1], f"'{what}' stands in line {seen[identity]} already. Keep one of the two."
            )
        )
    seen.setdefault(identity, line)
    if len(complaints) == before:
        yield row, line


def _check_meaning(name: str, file: str, line: int, row: Row) -> Iterator[Complaint]:
    """Check what one cell alone cannot show."""
    if name == "people" and row["family"] not in row["name"]:
        yield Complaint(
            file, line, "family", f"'{row['family']}' is no part of the name '{row['name']}'. Copy it from there."
        )
    if name.endswith("_forms"):
        if row["when"] == "context" and not row["context"]:
            yield Complaint(
                file, line, "context", "empty, but 'when' is 'context'. List words that must stand in the article."
            )
        if row["when"] == "language" and row["languages"] == "*":
            yield Complaint(file, line, "languages", "'*', but 'when' is 'language'. Name the languages.")
        if len(key(row["form"])) < 2:
            yield Complaint(file, line, "form", f"'{row['form']}' has no two letters. A form needs at least two.")
    if name == "tenures":
        if row["to"] and row["to"][: len(row["from"])] < row["from"][: len(row["to"])]:
            yield Complaint(file, line, "to", f"{row['to']} is before {row['from']}. Exchange or correct them.")
        if not row["to"] and not row["as_of"]:
            yield Complaint(file, line, "as_of", "empty, and so is 'to'. Say until which day the tenure is known.")


def _references(tables: Tables, places: dict[int, tuple[str, int]]) -> Iterator[Complaint]:
    """Check that every identifier that a row names exists."""
    checks = [
        ("people_forms", "entry", "people"), ("places_forms", "entry", "places"),
        ("organisations_forms", "entry", "organisations"), ("tenures", "person", "people"), ("tenures", "office", "offices"),
    ]  # fmt: skip
    for name, column, target in checks:
        known = tables.by_id(target)
        for row in tables.rows[name]:
            if row[column] not in known:
                file, line = places[id(row)]
                near = did_you_mean(row[column], known) if known else f"{target}.csv is empty."
                hint = near if near.startswith("Did") else f"Add it to {target}.csv."
                yield Complaint(file, line, column, f"'{row[column]}' is not in {target}.csv. {hint}")
    for name in ("people_forms", "places_forms", "organisations_forms"):
        entries = tables.by_id(name.removesuffix("_forms"))
        for row in tables.rows[name]:
            entry = entries.get(row["entry"])
            if entry is None:
                continue
            right = {
                entry["name"],
                *(entry[style] for style in ("ap", "bbc", "guardian", "reuters", "un")),
                *split_cell(entry["accepted"]),
            }
            if row["form"] in right:
                file, line = places[id(row)]
                yield Complaint(
                    file, line, "form", f"'{row['form']}' is a right form of '{row['entry']}'. Remove one of the two."
                )
