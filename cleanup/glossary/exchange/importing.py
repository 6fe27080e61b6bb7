"""Takes a newsroom's list into its folder: whole, or not at all."""

from __future__ import annotations

import contextlib
import csv
import hashlib
import json
import os
import re
import shutil
import sqlite3
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cleanup.errors import GlossaryError
from cleanup.glossary.exchange import wikidata
from cleanup.glossary.exchange.columns import Choices
from cleanup.glossary.exchange.found import Entry, Found, Refused
from cleanup.glossary.exchange.sources import Source, Stream, recognise
from cleanup.glossary.exchange.staging import Staging
from cleanup.glossary.index import Index, open_index
from cleanup.glossary.schema import FILES

Progress = Callable[[str, int, float], None]  # what is done, how many, and how much of the file (0 to 1)
_TOLD = 2_000  # pieces between two words of progress
_SHOWN = 20
_FIRST_ROWS = 5
_BEGINNING = 1 << 20


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be imported, into which folder, and how it is to be read."""

    path: Path
    folder: Path
    kind: str = ""
    languages: tuple[str, ...] = ()
    columns: dict[str, str] = field(default_factory=dict)
    sheet: str = ""
    encoding: str = ""
    source: str = ""
    preview: bool = False
    restart: bool = False
    report: Path | None = None


@dataclass(slots=True)
class Outcome:
    """What an import took, what it did not take, and what the reader should know."""

    format: str
    new: dict[str, int] = field(default_factory=dict)
    first: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    extended: int = 0
    there: int = 0
    refused: int = 0
    first_refused: list[Refused] = field(default_factory=list)
    passed: list[tuple[str, int, str]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unit: str = "line"


def import_list(request: Request, progress: Progress = lambda *_: None) -> Outcome:
    """Import a list. Raises GlossaryError if it cannot be read or contradicts itself; the folder is then as it was."""
    source = recognise(request.path)
    outcome = Outcome(source.format, unit="row" if source.format == "workbook" else "line")
    folder = request.folder.resolve()
    if folder.exists() and not folder.is_dir():
        raise GlossaryError(f"{request.folder}: this is no folder. Name one with --into.")
    before = _state(folder)
    index = open_index()
    where = request.source or f"newsroom's list {request.path.name}"
    try:
        with _workplace(folder, request.preview) as workplace:
            staging, resumed = _staging(request, source, folder, workplace, index, where, outcome, before)
            try:
                _fill(staging, source, request, folder, index, outcome, progress, resumed)
                progress("checking", 0, 1.0)
                staging.settle(request.path, circles=source.format != "wikidata")
                _tell(staging, outcome)
                if request.report is not None:
                    _write_report(staging, request.report)
                if not request.preview:
                    progress("writing", 0, 1.0)
                    _put(staging, folder, workplace, before)
            finally:
                staging.close()
            _progress_file(folder).unlink(missing_ok=True)
    except GlossaryError:
        _progress_file(folder).unlink(missing_ok=True)
        raise
    except sqlite3.Error as error:
        raise GlossaryError(
            f"the import of {request.path} needs room beside {folder} for its intermediate rows ({error}). Make room and run it "
            "again; the folder is as it was."
        ) from error
    except OSError as error:
        raise GlossaryError(
            f"{error.filename or folder}: cannot be written or read ({error.strerror}); the folder is as it was. Check room and "
            "permissions."
        ) from error
    return outcome


def add_entry(entry: Entry, folder: Path, source: str) -> dict[str, int]:
    """Add one entry to a folder; raise GlossaryError that says why if any of it cannot be taken. Returns the new rows."""
    resolved = folder.resolve()
    before = _state(resolved)
    with _workplace(resolved, False) as workplace:
        staging = Staging(workplace / "rows.sqlite", open_index(), source)
        try:
            staging.load(resolved)
            staging.take(entry)
            staging.settle(folder, circles=False)
            for refused in staging.refused():
                raise GlossaryError(f"'{refused.text}' is not added: {refused.reason}")
            new = {file: staging.new_rows(file) for file in staging.files()}
            if not new:
                what = entry.forms[0].text if entry.forms else entry.name
                raise GlossaryError(f"'{what}' is there already; nothing was added.")
            _put(staging, resolved, workplace, before)
        finally:
            staging.close()
    return new


# --- reading


def _staging(
    request: Request,
    source: Source,
    folder: Path,
    workplace: Path,
    index: Index,
    where: str,
    outcome: Outcome,
    before: object,
) -> tuple[Staging, dict[str, str]]:
    """Open the database of the import, and return it with the state of an interrupted one, if it goes on."""
    if source.format != "wikidata" or request.preview:
        return Staging(workplace / "rows.sqlite", index, where, outcome.unit), {}
    path = _progress_file(folder)
    if request.restart:
        path.unlink(missing_ok=True)
    with request.path.open("rb") as file:
        beginning = hashlib.blake2b(file.read(_BEGINNING), digest_size=16).hexdigest()
    choices = [request.kind, sorted(request.languages), where]
    signature = json.dumps([source.size, beginning, choices, before], default=str)
    there = path.exists()
    try:
        staging = Staging(path, index, where, outcome.unit)
        state = staging.state()
    except sqlite3.DatabaseError:
        path.unlink()
        outcome.notes.append("what an interrupted import left behind could not be read; this one began anew.")
        staging, state = Staging(path, index, where, outcome.unit), {}
    if state.get("signature") == signature:
        if "count" in state:
            outcome.notes.append(f"went on after {int(state['count']):,} entities of an interrupted import.")
        return staging, state
    if there and state:
        outcome.notes.append(
            "an interrupted import was of another file, or the folder changed since; this one began anew."
        )
    staging.close()
    path.unlink(missing_ok=True)
    staging = Staging(path, index, where, outcome.unit)
    return staging, {"signature": signature}


def _fill(
    staging: Staging, source: Source, request: Request, folder: Path, index: Index, outcome: Outcome, progress: Progress,
    state: dict[str, str],
) -> None:  # fmt: skip
    if "count" not in state:
        staging.load(folder)
        if "signature" in state:
            staging.save(signature=state["signature"], count="0", offset="0", line="0")
    with contextlib.ExitStack() as stack:
        stream = stack.enter_context(source.open()) if source.format != "workbook" else None
        number = int(state.get("count", 0))
        for piece in _pieces(source, stream, request, index, outcome, state):
            if isinstance(piece, wikidata.Mark):
                number = piece.count
                if "signature" in state:
                    staging.save(offset=str(piece.offset), count=str(piece.count), line=str(piece.line))
                    progress("entities", number, stream.fraction() if stream else 0.0)
                continue
            staging.take(piece)
            number += source.format != "wikidata"
            if number % _TOLD == 0 and source.format != "wikidata":
                progress("rows", number, stream.fraction() if stream else 0.0)


def _pieces(
    source: Source, stream: Stream | None, request: Request, index: Index, outcome: Outcome, state: dict[str, str]
) -> Iterator[Found | wikidata.Mark]:
    from cleanup.glossary.exchange import tables, tbx, workbook

    choices = Choices(request.kind, "|".join(request.languages), dict(request.columns))
    if stream is None:
        return workbook.read(source, choices, request.sheet)
    if source.format == "tables":
        return tables.read(source, stream, choices, request.encoding, outcome.notes)
    if source.format == "tbx":
        return tbx.read(source, stream, request.kind)
    wishes = wikidata.Wishes(request.kind, frozenset(request.languages), _offices(index))
    start = wikidata.Mark(int(state.get("offset", 0)), int(state.get("count", 0)), int(state.get("line", 0)))
    return wikidata.read(source, stream, wishes, start)


def _offices(index: Index) -> dict[str, str]:
    """Return the offices by the Wikidata items that their sources name; an item of two offices tells nothing."""
    found: dict[str, set[str]] = {}
    for name in index.entry_names("office:"):
        office = name.partition(":")[2]
        for item in re.findall(r"Wikidata (Q\d+)", str(index.entry("office", office)["source"])):
            found.setdefault(item, set()).add(office)
    return {item: offices.pop() for item, offices in found.items() if len(offices) == 1}


# --- telling


def _tell(staging: Staging, outcome: Outcome) -> None:
    outcome.extended, outcome.there = staging.count("extended"), staging.count("there")
    outcome.refused, outcome.passed = staging.count("refused"), staging.passed()
    for number, refused in enumerate(staging.refused()):
        if number == _SHOWN:
            break
        outcome.first_refused.append(refused)
    for file in staging.files():
        if new := staging.new_rows(file):
            outcome.new[file] = new
            names = [column.name for column in FILES[file]]
            rows = islice(staging.rows(file, new=True), _FIRST_ROWS)
            outcome.first[file] = [dict(zip(names, row, strict=True)) for row in rows]
    for file, kind in (("places", "site"), ("organisations", "agency")):
        if file in outcome.new and (number := staging.count(f"kind unknown {file}")):
            outcome.notes.append(
                f"{number:,} {file} are taken as '{kind}', since the list does not say what they are; a column 'type' can."
            )
    if (
        outcome.refused >= 10
        and outcome.refused > 4 * sum(outcome.new.values())
        and outcome.format in ("tables", "workbook")
    ):
        outcome.notes.append(
            "most rows were not taken. Are the two columns exchanged? Name them with --columns form=HEADER,name=HEADER."
        )


def _write_report(staging: Staging, path: Path) -> None:
    """Write what is not taken as CSV: line, entry, text, reason."""
    try:
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.writer(file, lineterminator="\n")
            writer.writerow(["line", "entry", "text", "reason"])
            writer.writerows(
                [refused.line, refused.label, refused.text, refused.reason] for refused in staging.refused()
            )
            writer.writerows(["", example, f"{count} entries", reason] for reason, count, example in staging.passed())
    except OSError as error:
        raise GlossaryError(f"--report: {path} cannot be written ({error.strerror}). Name another file.") from error


# --- writing


def _progress_file(folder: Path) -> Path:
    return folder.parent / f".{folder.name}.importing"


@contextlib.contextmanager
def _workplace(folder: Path, preview: bool) -> Iterator[Path]:
    """Yield a folder beside the target, on the same disk, that is gone afterwards; for a preview, one of the system's."""
    if not preview:
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise GlossaryError(
                f"{folder.parent}: cannot be created ({error.strerror}). Name another with --into."
            ) from error
    with tempfile.TemporaryDirectory(
        prefix=f".{folder.name}.", suffix=".import", dir=None if preview else folder.parent, ignore_cleanup_errors=True
    ) as name:
        yield Path(name)


def _state(folder: Path) -> list[tuple[str, int, int]]:
    """Return what tells whether the files of a folder have changed."""
    if not folder.is_dir():
        return []
    states = [(path.name, path.stat()) for path in sorted(folder.glob("*.csv"))]
    return [(name, state.st_size, state.st_mtime_ns) for name, state in states]


def _put(staging: Staging, folder: Path, workplace: Path, before: list[tuple[str, int, int]]) -> None:
    """Write the changed files beside the folder and move them in: all, or none."""
    ready = workplace / "new"
    ready.mkdir()
    files = staging.files()
    for file in files:
        with (ready / f"{file}.csv").open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream, lineterminator="\n")
            writer.writerow([column.name for column in FILES[file]])
            writer.writerows(staging.rows(file))
            stream.flush()
            os.fsync(stream.fileno())
    if _state(folder) != before:
        raise GlossaryError(
            f"{folder}: it changed while the list was read, so it was left as it is. Run the import again."
        )
    made = not folder.exists()
    kept = workplace / "old"
    kept.mkdir()
    moved: list[str] = []
    try:
        folder.mkdir(exist_ok=True)
        # Entries before their forms and tenures: wherever this is cut off, every row that is there has its entry.
        for name in sorted(
            (f"{file}.csv" for file in files), key=lambda name: ("_forms" in name or name == "tenures.csv", name)
        ):
            target = folder / name
            if target.exists():
                shutil.copy2(target, kept / name)
                (ready / name).chmod(target.stat().st_mode & 0o7777)
            moved.append(name)
            (ready / name).replace(target)
    except BaseException:
        for name in reversed(moved):
            if (kept / name).exists():
                (kept / name).replace(folder / name)
            elif not (ready / name).exists():
                (folder / name).unlink(missing_ok=True)
        if made:
            with contextlib.suppress(OSError):
                folder.rmdir()
        raise
