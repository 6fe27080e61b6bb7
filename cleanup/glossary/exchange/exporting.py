"""Gives entries out again: as a table, or as TBX, which keeps everything that a row says."""

from __future__ import annotations

import csv
import io
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.glossary.exchange.found import Entry, Form
from cleanup.glossary.index import open_tables
from cleanup.glossary.locating import glossary_files
from cleanup.glossary.rows import Row, Tables
from cleanup.glossary.schema import FILES, KEYS, split_cell

_NAMES = ("people", "places", "organisations")
_TABLE = (
    "kind", "id", "name", "status", "form", "language", "type", "country", "family", "gender", "acronym", "when", "context",
    "since", "safety", "replacement", "class", "reason", "source", "example",
)  # fmt: skip
_KIND = {"people": "person", "places": "place", "organisations": "organisation", "terms": "term", "allowed": "allowed"}


def entries(folders: list[Path], shipped: bool, kind: str = "") -> Iterator[Entry]:
    """Yield the entries of the folders, or with `shipped` all that hold with these folders laid over the shipped ones.

    An entry that is shipped and has forms in a folder is yielded with these forms alone, unless `shipped`. Raises
    GlossaryError if a file does not load.
    """
    tables = open_tables(folders)
    own = None if shipped else _identities(folders)
    for file in _NAMES:
        if kind in ("", file):
            yield from _named(file, tables, own)
    for row in tables.rows["terms"] if kind in ("", "terms") else ():
        if own is None or (row["form"],) in own["terms"]:
            choices = split_cell(row["ap"])
            cells = _cells(row, "form", "languages")
            yield Entry(0, choices[0] if choices else "", "terms", [], [Form(row["form"], row["languages"])], cells)
    for row in tables.rows["allowed"] if kind in ("", "allowed") else ():
        if own is None or (row["form"],) in own["allowed"]:
            yield Entry(0, row["form"], "allowed", [], [], _cells(row, "form"))


def _named(file: str, tables: Tables, own: dict[str, set[tuple[str, ...]]] | None) -> Iterator[Entry]:
    forms: dict[str, list[Form]] = defaultdict(list)
    for row in tables.rows[f"{file}_forms"]:
        if own is None or (row["entry"], row["form"]) in own[f"{file}_forms"]:
            forms[row["entry"]].append(Form(row["form"], row["languages"], _cells(row, "entry", "form", "languages")))
    for row in tables.rows[file]:
        if own is None or (row["id"],) in own[file] or row["id"] in forms:
            cells = _cells(row, "name", "accepted")
            yield Entry(0, row["name"], file, split_cell(row["accepted"]), forms.get(row["id"], []), cells)


def _cells(row: Row, *without: str) -> Row:
    return {name: cell for name, cell in row.items() if cell and name not in without and name in _COLUMNS}


_COLUMNS = frozenset(column.name for columns in FILES.values() for column in columns)


def _identities(folders: Iterable[Path]) -> dict[str, set[tuple[str, ...]]]:
    """Return what tells the rows of the folders from the shipped ones."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for path in glossary_files(folders):
        if path.suffix == ".csv":
            with path.open(encoding="utf-8-sig", newline="") as file:
                for row in csv.DictReader(file):
                    found[path.stem].add(tuple((row[column] or "").strip() for column in KEYS[path.stem]))
    return found


def table(found: Iterable[Entry], separator: str) -> Iterator[str]:
    """Yield the lines of a table: a line for each entry, one for each accepted spelling, one for each wrong form."""
    buffer = io.StringIO(newline="")
    writer = csv.DictWriter(buffer, _TABLE, restval="", extrasaction="ignore", delimiter=separator, lineterminator="\n")
    writer.writeheader()
    for entry in found:
        cells = dict(entry.cells)
        body = cells.pop("kind", "")
        head = {"kind": _KIND[entry.kind], "id": cells.get("id", ""), "name": entry.name, "type": body}
        if entry.kind == "terms":
            for form in entry.forms:
                writer.writerow({**cells, **head, "status": "wrong", "form": form.text, "language": form.languages})
        else:
            writer.writerow({**cells, **head, "status": "preferred"})
            facts: Row = {name: cells[name] for name in ("country", "family", "gender", "acronym") if name in cells}
            for text in entry.accepted:
                writer.writerow(
                    {**facts, **head, "status": "accepted", "form": text, "source": cells.get("source", "")}
                )
            for form in entry.forms:
                line = {**facts, **form.cells, **head, "status": "wrong", "form": form.text, "language": form.languages}
                writer.writerow(line)
        yield buffer.getvalue()
        buffer.seek(0)
        buffer.truncate()
