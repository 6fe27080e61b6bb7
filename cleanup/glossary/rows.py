"""Reads the glossary files, checks every cell, and says where a wrong one stands and how to mend it."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import re
import zlib
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.caching import keep
from cleanup.declarations import Any, dataclass, field
from cleanup.errors import GlossaryError, did_you_mean
from cleanup.glossary.folding import key
from cleanup.glossary.schema import DERIVED, FILES, KEYS, STYLES, split_cell

Row = dict[str, str]
_Places = dict[int, tuple[str, int, int]]  # of a row, by its identity: file, line, layer
_CONTROL = re.compile(r"[\x00-\x1f]")
# The columns in which more than a control character can be wrong.
_JUDGED = {name: [c for c in columns if c.required or c.check] for name, columns in FILES.items()}
_KEPT_FROM = 100_000  # bytes from which a file is kept parsed
_KEPT_FILES = 40
_ROWS_FORMAT = 1  # raise it when what is checked, or how it is kept, changes
_SHOWN = 25  # complaints printed at once
FORM_FILES = ("people_forms", "places_forms", "organisations_forms", "demonyms_forms")
_REFERENCES = (
    ("people_forms", "entry", "people"), ("places_forms", "entry", "places"),
    ("organisations_forms", "entry", "organisations"), ("demonyms_forms", "entry", "demonyms"),
    ("tenures", "person", "people"), ("tenures", "office", "offices"),
)  # fmt: skip


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
    stale: list[Complaint] = field(default_factory=list)  # rows of off.csv that switch nothing off

    def by_id(self, name: str) -> dict[str, Row]:
        """Return the rows of a file by their first column."""
        first = FILES[name][0].name
        return {row[first]: row for row in self.rows[name]}


def right_forms(row: Row) -> list[str]:
    """Return the right spellings of an entry: its name, those of the styles, accepted ones, the words for a people."""
    styled = (row.get(column, "") for column in (*STYLES, "person", "people", "language"))
    texts = (row["name"], *styled, *split_cell(row["accepted"]))
    return list(dict.fromkeys(text for text in texts if text))


def read_tables(files: Iterable[Path], cache: Path | None = None) -> Tables:
    """Read and check `files`; raise GlossaryError that lists everything wrong, and return nothing half-read.

    Large files that were found right are kept, parsed, in the folder `cache`: to check their every cell takes seconds.
    """
    tables = Tables()
    complaints: list[Complaint] = []
    places: _Places = {}
    layers: dict[Path, int] = {}
    for path in files:
        tables.files.append(path)
        layer_number = layers.setdefault(path.parent, len(layers))
        if path.name == "english.txt":
            tables.english |= frozenset(path.read_text(encoding="utf-8").split())
            continue
        name, file = path.stem, str(path)
        layer = _read_cached(path, complaints, cache)
        if tables.rows[name]:
            replaced = {_identity(name, row) for row, _ in layer}
            tables.rows[name] = [row for row in tables.rows[name] if _identity(name, row) not in replaced]
        tables.rows[name] += [row for row, _ in layer]
        places.update({id(row): (file, line, layer_number) for row, line in layer})
    if not complaints:
        complaints.extend(_switch_off(tables, places))
    if not complaints:
        _drop_outdated_forms(tables, places)
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


def _switch_off(tables: Tables, places: _Places) -> Iterator[Complaint]:
    """Take out the rows that a nearer layer switches off, and those that speak of an entry that is switched off."""

    def layer(row: Row) -> int:
        return places[id(row)][2]

    for off in tables.rows["off"]:
        file, line, own = places[id(off)]
        name, identity = off["file"], tuple(split_cell(off["row"]))
        if name not in KEYS or name == "off":
            yield Complaint(file, line, "file", f"no glossary file has this name. {did_you_mean(name, KEYS)}")
            continue
        kept = [row for row in tables.rows[name] if layer(row) >= own or _identity(name, row) != identity]
        if len(kept) == len(tables.rows[name]):
            tables.stale.append(
                Complaint(
                    file,
                    line,
                    "row",
                    f"no layer below has '{off['row']}' in {name}.csv. Write its {' and '.join(KEYS[name])}, joined by '|', "
                    "or remove the row.",
                )
            )
        tables.rows[name] = kept
        for other, column, target in _REFERENCES:
            if target == name:
                tables.rows[other] = [
                    row for row in tables.rows[other] if layer(row) >= own or row[column] != identity[0]
                ]


def _drop_outdated_forms(tables: Tables, places: _Places) -> None:
    """Take out the wrong forms that a nearer layer calls right."""

    def layer(row: Row) -> int:
        return places[id(row)][2]

    for name in FORM_FILES:
        entries = tables.by_id(name.removesuffix("_forms"))
        tables.rows[name] = [
            row
            for row in tables.rows[name]
            if (entry := entries.get(row["entry"])) is None
            or layer(entry) <= layer(row)
            or row["form"] not in right_forms(entry)
        ]


def _identity(name: str, row: Row) -> tuple[str, ...]:
    return tuple([row[column] for column in KEYS[name]])


def _read_cached(path: Path, complaints: list[Complaint], cache: Path | None) -> list[tuple[Row, int]]:
    """Read a file, or what was kept of it when the same content was last found right."""
    if cache is None or path.stat().st_size < _KEPT_FROM:
        return list(read_rows(path, complaints))
    columns = [column.name for column in FILES[path.stem]]
    derived = path.parent.name == DERIVED
    what = repr((path.stem, derived, columns, _ROWS_FORMAT)).encode() + path.read_bytes()
    kept = cache / hashlib.blake2b(what, digest_size=16).hexdigest()
    with contextlib.suppress(OSError, ValueError):
        check, _, content = kept.read_bytes().partition(b"\n")
        if int(check) == zlib.crc32(content):
            names = [*columns, DERIVED] if derived else columns
            return [(dict(zip(names, cells, strict=True)), line) for line, cells in json.loads(content)]
    before = len(complaints)
    rows = list(read_rows(path, complaints))
    if len(complaints) == before:
        content = json.dumps([(line, list(row.values())) for row, line in rows], ensure_ascii=False).encode()
        keep(kept, b"%d\n" % zlib.crc32(content) + content, _KEPT_FILES)
    return rows


def read_rows(path: Path, complaints: list[Complaint], unique: bool = True) -> Iterator[tuple[Row, int]]:
    """Yield the rows of a file that are right, one by one, with their lines; what is wrong goes to `complaints`.

    With `unique`, a second row of one identity is wrong too, which takes memory for every row. Raises GlossaryError for
    a file that cannot be read at all.
    """
    try:
        with path.open(encoding="utf-8-sig", newline="") as stream:
            yield from _read_csv(path, csv.reader(stream, strict=True), complaints, unique)
    except UnicodeDecodeError:
        complaints.append(Complaint(str(path), _line_not_utf8(path), "", "not UTF-8. Save the file as 'CSV UTF-8'."))
    except OSError as error:
        raise GlossaryError(f"{path} cannot be read: {error.strerror}.") from error


def _line_not_utf8(path: Path) -> int:
    content = path.read_bytes()
    try:
        content.decode()
    except UnicodeDecodeError as error:
        return content[: error.start].count(b"\n") + 1
    return 1


def _read_csv(path: Path, reader: Any, complaints: list[Complaint], unique: bool) -> Iterator[tuple[Row, int]]:
    columns = FILES[path.stem]
    file = str(path)
    derived = path.parent.name == DERIVED
    names = [column.name for column in columns]
    seen: dict[tuple[str, ...], int] | None = {} if unique else None
    line = 1
    try:
        header: list[str] = next(reader, [])
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
                yield from _check_row(path.stem, file, line, cells, seen, complaints, derived)
            line = reader.line_num + 1
    except csv.Error as error:
        complaints.append(
            Complaint(file, line, "", f"not a row of CSV ({error}). Look for a quotation mark that is not doubled.")
        )


def _check_row(
    name: str,
    file: str,
    line: int,
    cells: list[str],
    seen: dict[tuple[str, ...], int] | None,
    complaints: list[Complaint],
    derived: bool,
) -> Iterator[tuple[Row, int]]:
    columns = FILES[name]
    if len(cells) != len(columns):
        complaints.append(
            Complaint(file, line, "", f"{len(cells)} cells where {len(columns)} belong. Quote cells that hold a comma.")
        )
        return
    before = len(complaints)
    row = {column.name: cell.strip() for column, cell in zip(columns, cells, strict=True)}
    complaints.extend(Complaint(file, line, column, text) for column, text in faults(name, row, derived))
    if seen is not None:
        identity = _identity(name, row)
        if identity in seen:
            what = ", ".join(identity)
            text = f"'{what}' stands in line {seen[identity]} already. Keep one of the two."
            complaints.append(Complaint(file, line, KEYS[name][-1], text))
        seen.setdefault(identity, line)
    if len(complaints) == before:
        if derived:
            row[DERIVED] = "yes"
        yield row, line


def faults(name: str, row: Row, derived: bool = False) -> Iterator[tuple[str, str]]:
    """Yield what is wrong with a row of the file `name`, cell by cell, and if nothing is, what one cell cannot show.

    Each is a column and a sentence that says how to mend it; a derived row may lack its example.
    """
    sound = True
    control = _CONTROL.search(" ".join(row.values())) is not None
    for column in FILES[name] if control else _JUDGED[name]:
        cell = row[column.name]
        wrong: str | None = None
        if control and _CONTROL.search(cell):
            wrong = "a line end or control character in the cell. Remove it."
        elif not cell:
            if column.required and not (derived and column.name == "example"):
                wrong = "empty, and must not be. Fill it in, or remove the row."
        elif column.check and (said := column.check(cell)):
            wrong = said + "."
        if wrong:
            sound = False
            yield column.name, wrong
    if sound:
        yield from _faults_of_meaning(name, row)


def _faults_of_meaning(name: str, row: Row) -> Iterator[tuple[str, str]]:
    if name == "people" and row["family"] not in row["name"]:
        yield "family", f"'{row['family']}' is no part of the name '{row['name']}'. Copy it from there."
    if name.endswith("_forms"):
        if row["when"] == "context" and not row["context"]:
            yield "context", "empty, but 'when' is 'context'. List words that must stand in the article."
        if row["when"] == "language" and row["languages"] == "*":
            yield "languages", "'*', but 'when' is 'language'. Name the languages."
        if len(key(row["form"])) < 2:
            yield "form", f"'{row['form']}' has no two letters. A form needs at least two."
    if name == "disguises":
        if key(row["form"]) == key(row["name"]):
            yield "form", f"'{row['form']}' is the name itself. Write what a translation makes of it."
        if not row["form"][0].isupper():
            yield "form", f"'{row['form']}' begins with a small letter. Write it as it stands in the place of the name."
        if row["kind"] != "person" and not row["context"]:
            yield "context", "empty, but the name is no person's. List words that must stand in the article."
    if name == "tenures":
        if row["to"] and row["to"][: len(row["from"])] < row["from"][: len(row["to"])]:
            yield "to", f"{row['to']} is before {row['from']}. Exchange or correct them."
        if not row["to"] and not row["as_of"]:
            yield "as_of", "empty, and so is 'to'. Say until which day the tenure is known."


def _references(tables: Tables, places: _Places) -> Iterator[Complaint]:
    """Check that every identifier that a row names exists."""
    for name, column, target in _REFERENCES:
        known = tables.by_id(target)
        for row in tables.rows[name]:
            if row[column] not in known:
                file, line, _ = places[id(row)]
                near = did_you_mean(row[column], known) if known else f"{target}.csv is empty."
                hint = near if near.startswith("Did") else f"Add it to {target}.csv."
                yield Complaint(file, line, column, f"'{row[column]}' is not in {target}.csv. {hint}")
    for name in FORM_FILES:
        entries = tables.by_id(name.removesuffix("_forms"))
        for row in tables.rows[name]:
            entry = entries.get(row["entry"])
            if entry is None:
                continue
            if row["form"] in right_forms(entry):
                file, line, _ = places[id(row)]
                yield Complaint(
                    file, line, "form", f"'{row['form']}' is a right form of '{row['entry']}'. Remove one of the two."
                )
