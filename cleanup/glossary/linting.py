"""Checks that the loader does not need but an editor does: order, dates that overlap, forms that would do harm."""

from __future__ import annotations

import csv
import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.glossary.compiling import family_name
from cleanup.glossary.folding import fold, key
from cleanup.glossary.rows import FORM_FILES, Complaint, Row, Tables, read_tables, right_forms
from cleanup.glossary.schema import DERIVED, KEYS, first_day, last_day, split_cell

ONE_HOLDER = frozenset({"head-of-state", "head-of-government"})
OVERLAP = 40  # days for which two holders may overlap: sources name the day of election, or of the oath


def lint(files: Iterable[Path]) -> list[Complaint]:
    """Return what is wrong although it loads; raise GlossaryError for what does not load."""
    files = list(files)
    tables = read_tables(files)
    places: dict[tuple[str, ...], tuple[str, int]] = {}
    for path in files:
        if path.suffix == ".csv":
            # A nearer layer's row takes the place of a farther one's, here as in the tables.
            places.update({(path.stem, *identity): (str(path), line) for identity, line in _line_numbers(path).items()})

    def complaint(name: str, row: Row, column: str, text: str) -> Complaint:
        file, line = places.get((name, *(row[k] for k in KEYS[name])), (name, 0))
        return Complaint(file, line, column, text)

    found = list(tables.stale)
    for path in files:
        if path.suffix == ".csv":
            found.extend(_order(path))
    for check in (_forms, _tenures, _duplicated_people):
        found.extend(complaint(*args) for args in check(tables))
    return found


def _line_numbers(path: Path) -> dict[tuple[str, ...], int]:
    numbers: dict[tuple[str, ...], int] = {}
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.DictReader(file)
        for row in reader:
            numbers.setdefault(tuple((row.get(k) or "").strip() for k in KEYS[path.stem]), reader.line_num)
    return numbers


def _order(path: Path) -> Iterator[Complaint]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        reader = csv.reader(file)
        next(reader, None)
        previous: list[str] | None = None
        for row in reader:
            if previous is not None and row < previous:
                yield Complaint(
                    str(path), reader.line_num, "", f"'{row[0]}' is out of order: it belongs before '{previous[0]}'."
                )
                return
            previous = row


_Finding = tuple[str, Row, str, str]


def _right_forms(tables: Tables) -> dict[str, set[tuple[str, str]]]:
    """Return the right forms by key: the file and the entry they belong to."""
    right: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for name in ("people", "places", "organisations", "demonyms"):
        for row in tables.rows[name]:
            texts = right_forms(row)
            if name == "people" and DERIVED not in row:
                texts += [family_name(full, row["name"], row["family"]) for full in texts]
            for text in texts:
                right[key(text)].add((name, row["id"]))
    return right


def _forms(tables: Tables) -> Iterator[_Finding]:
    """A wrong form must be no English word, nobody's right name, and must differ from its own right form."""
    right = _right_forms(tables)
    for name in FORM_FILES:
        kind = name.removesuffix("_forms")
        for row in tables.rows[name]:
            bearers = right.get(key(row["form"]), set())
            if (kind, row["entry"]) in bearers and not row["replacement"]:
                yield (
                    name,
                    row,
                    "form",
                    "differs from a right form only in case, accents or marks: no row is needed. Remove it.",
                )
            elif bearers and row["when"] == "" and row["safety"] == "safe":
                others = ", ".join(sorted(entry for _, entry in bearers))
                yield name, row, "form", f"is a right form of {others}. Give it a condition, or make it 'review'."
            single = len(row["form"].split()) == 1 and not row["form"].isupper()
            if single and fold(row["form"]) in tables.english and row["safety"] == "safe" and row["when"] == "":
                yield name, row, "form", "is an English word. Give it a condition, or make it 'review'."
            if DERIVED in row:
                continue  # without an example
            if row["form"] not in row["example"]:
                yield name, row, "example", f"does not contain the form '{row['form']}'."
            if row["when"] == "context" and not any(
                word.lower() in row["example"].lower() for word in split_cell(row["context"])
            ):
                yield name, row, "example", "holds none of the words in 'context'."
    for row in tables.rows["people"]:
        if DERIVED not in row and row["name"] not in row["example"]:
            yield "people", row, "example", f"does not contain the name '{row['name']}'."
    for name in ("allowed", "disguises"):
        for row in tables.rows[name]:
            if DERIVED not in row and row["form"] not in row["example"]:
                yield name, row, "example", f"does not contain the form '{row['form']}'."


def _tenures(tables: Tables) -> Iterator[_Finding]:
    """Two people cannot hold an office of one holder at once, nor one person an office twice at once."""
    offices = tables.by_id("offices")
    by_office: dict[str, list[Row]] = defaultdict(list)
    for row in tables.rows["tenures"]:
        by_office[row["office"]].append(row)
    for office, rows in by_office.items():
        rows.sort(key=lambda row: first_day(row["from"]))
        for earlier, later in itertools.pairwise(rows):
            if (wrong := contradiction(earlier, later, offices[office]["role"])) is None:
                continue
            if wrong == "to":
                yield (
                    "tenures",
                    earlier,
                    "to",
                    f"is empty, but {later['person']} holds '{office}' from {later['from']}.",
                )
            else:
                text = f"overlaps the tenure of {earlier['person']} ({earlier['from']} to {earlier['to']})."
                yield "tenures", later, "from", text


def contradiction(earlier: Row, later: Row, role: str) -> str | None:
    """Return the column in which two tenures of one office contradict each other: `to` of the earlier, or `from`."""
    same = earlier["person"] == later["person"]
    if not same and role not in ONE_HOLDER:
        return None
    if not earlier["to"]:
        return "to"
    return "from" if _overlap_days(earlier, later) > OVERLAP else None


def _overlap_days(earlier: Row, later: Row) -> int:
    # Months and years are read as the shortest tenure that they allow, so that a rough date is no overlap.
    end = first_day(earlier["to"]) if len(earlier["to"]) < 10 else last_day(earlier["to"])
    start = last_day(later["from"]) if len(later["from"]) < 10 else first_day(later["from"])
    return (end - start).days


def _duplicated_people(tables: Tables) -> Iterator[_Finding]:
    seen: dict[str, Row] = {}
    for row in tables.rows["people"]:
        if DERIVED in row:
            continue  # namesakes, told apart by the items of the collection
        folded = key(row["name"])
        if folded in seen and seen[folded]["country"] == row["country"]:
            yield "people", row, "id", f"has the same name and country as '{seen[folded]['id']}'. Keep one of the two."
        seen.setdefault(folded, row)
