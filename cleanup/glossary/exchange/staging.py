"""Judges what a list holds, piece by piece, on disk: a list may be larger than memory.

Rows wait in memory until there are some thousands, and are then written in the order of the tables' keys: written one by
one, a million of them would touch a page of the disk each. What was never there is known from a map of bits, without a
question to the database.

A piece that needs only the shipped glossary to be judged is judged when it comes. What depends on other rows (a form that
is somebody's right name further down, two right forms for one wrong one, a circle) is asked of the database at the end.
Origin 0 are rows that the folder has, origin 1 those that the list brings.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from operator import attrgetter, itemgetter
from pathlib import Path

from cleanup.errors import GlossaryError
from cleanup.glossary.compiling import family_name
from cleanup.glossary.exchange.found import Entry, FamilyName, Form, OwnRow, PassedOver, Refused
from cleanup.glossary.exchange.rowmaking import (
    UNKNOWN_KIND,
    allowed_row,
    entry_row,
    form_row,
    identifier,
    short_hash,
    term_row,
    wrong_cell,
)
from cleanup.glossary.folding import TOKEN, fold
from cleanup.glossary.folding import key as folded_key
from cleanup.glossary.index import Index, Posting
from cleanup.glossary.rows import Complaint, Row, complaint_text, read_rows, right_forms
from cleanup.glossary.schema import FILES, KEYS, STYLES, split_cell

key = lru_cache(1 << 14)(folded_key)  # the same name is asked for several times in a row
FILE_OF = {"person": "people", "place": "places", "organisation": "organisations"}
_KIND_OF = {file: kind for kind, file in FILE_OF.items()}
_CLASH = 200_000  # forms, both wrong and right, that are looked through for a circle
_ITEM = re.compile(r"\bQ[1-9]\d*\b")
_PAGE = 5_000
_WAITING = 20_000  # rows and right forms that wait to be written
_BITS = 1 << 27  # of the map of what was ever kept; a few per cent of them are set by a million entries
_TERM_ID = "id"
_UNIT = "\x1f"  # sorts before every character that a cell may hold
_SCHEMA = """
    CREATE TABLE IF NOT EXISTS rows (
        n INTEGER PRIMARY KEY, file TEXT, identity TEXT, position TEXT, cells TEXT, line INT, label TEXT, origin INT,
        fkey TEXT, owner TEXT, anchored INT, text TEXT, UNIQUE (file, identity));
    CREATE TABLE IF NOT EXISTS rights (key TEXT, owner TEXT, text TEXT, line INT, origin INT, PRIMARY KEY (key, owner)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS term_ids (id TEXT PRIMARY KEY, form TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS refused (n INTEGER PRIMARY KEY, line INT, label TEXT, text TEXT, reason TEXT);
    CREATE TABLE IF NOT EXISTS passed (reason TEXT PRIMARY KEY, count INT, example TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS families (item TEXT PRIMARY KEY, label TEXT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS awaiting (n INT, item TEXT, PRIMARY KEY (n, item)) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS counts (name TEXT PRIMARY KEY, count INT) WITHOUT ROWID;
    CREATE TABLE IF NOT EXISTS state (name TEXT PRIMARY KEY, value TEXT) WITHOUT ROWID;
"""


@dataclass(slots=True)
class _Kept:
    """A row as it is kept; `n` numbers the rows in the order in which they came."""

    n: int
    position: str
    cells: str
    line: int
    label: str
    origin: int
    fkey: str
    owner: str
    anchored: bool
    text: str


_VALUES = attrgetter(*_Kept.__slots__)


class Staging:
    """The rows of a folder and of a list, side by side."""

    def __init__(self, path: Path, index: Index, source: str, unit: str = "line") -> None:
        self._index = index
        self._source = source
        self.unit = unit
        self._db = sqlite3.connect(path)
        self._db.execute("PRAGMA journal_mode=DELETE")
        self._db.execute("PRAGMA synchronous=OFF")
        self._db.execute("PRAGMA cache_size=-24576")
        self._db.execute("PRAGMA temp_store=FILE")
        self._db.executescript(_SCHEMA)
        self._counts: dict[str, int] = dict(self._db.execute("SELECT name, count FROM counts"))
        self._rows: dict[tuple[str, str], _Kept] = {}  # that wait, by file and identity
        self._rights: dict[str, dict[str, tuple[str, int, int]]] = {}  # that wait: text, line, origin by key and owner
        self._term_ids: dict[str, str] = {}  # that wait: form by id
        self._waiting = 0
        self._last = int(self._db.execute("SELECT coalesce(max(n), 0) FROM rows").fetchone()[0])
        self._ever = bytearray(_BITS >> 3)
        for query in (
            "SELECT file, identity FROM rows", "SELECT '', key FROM rights", f"SELECT '{_TERM_ID}', id FROM term_ids"
        ):  # fmt: skip
            for file, text in self._db.execute(query):
                self._mark(file, text)

    def close(self) -> None:
        """Close the database."""
        self._db.close()

    # --- state of an import that may be interrupted

    def state(self) -> dict[str, str]:
        """Return what was saved."""
        return dict(self._db.execute("SELECT name, value FROM state"))

    def save(self, **state: str) -> None:
        """Make everything so far, and where it stands, permanent together."""
        self._write()
        self._db.executemany("INSERT OR REPLACE INTO state VALUES (?, ?)", state.items())
        self._db.executemany("INSERT OR REPLACE INTO counts VALUES (?, ?)", self._counts.items())
        self._db.commit()

    def count(self, name: str) -> int:
        """Return how often something happened."""
        return self._counts.get(name, 0)

    def _add(self, name: str, number: int = 1) -> None:
        self._counts[name] = self._counts.get(name, 0) + number

    # --- the folder

    def load(self, folder: Path) -> None:
        """Take in the rows that the folder has; raise GlossaryError for a file that would not load."""
        for file in FILES:
            path = folder / f"{file}.csv"
            if path.is_file():
                complaints: list[Complaint] = []
                for row, line in read_rows(path, complaints, unique=False):
                    if not self._insert(file, row, line, "", 0, True):
                        raise GlossaryError(
                            f"{path}, line {line}: '{_text(row)}' stands there twice. Remove one of the two."
                        )
                    if file == "terms":
                        self._take_term_id(row["id"], row["form"])
                if complaints:
                    raise GlossaryError(f"{complaint_text(complaints)}\nMend it first; nothing was imported.")

    # --- what a reader yields

    def take(self, piece: Entry | OwnRow | Refused | PassedOver | FamilyName) -> None:
        """Judge one piece of a list as far as that can be done alone, and keep it."""
        if isinstance(piece, Entry):
            self._take_entry(piece)
        elif isinstance(piece, OwnRow):
            self._take_own(piece)
        elif isinstance(piece, Refused):
            self.refuse(piece)
        elif isinstance(piece, FamilyName):
            self._db.execute("INSERT OR IGNORE INTO families VALUES (?, ?)", (piece.item, piece.label))
        else:
            self._db.execute(
                "INSERT INTO passed VALUES (?, 1, ?) ON CONFLICT (reason) DO UPDATE SET count = count + 1",
                (piece.reason, piece.example),
            )

    def refuse(self, refused: Refused) -> None:
        """Note what is not taken, and why."""
        self._add("refused")
        self._db.execute(
            "INSERT INTO refused (line, label, text, reason) VALUES (?, ?, ?, ?)",
            (refused.line, refused.label, refused.text, refused.reason),
        )

    def _take_entry(self, entry: Entry) -> None:
        if entry.kind == "allowed":
            row = allowed_row(entry.name, entry.cells, self._source)
            self._merge("allowed", row, entry.line, entry.label, True)
            return
        file, known, problem = self._whose(entry)
        if problem:
            self.refuse(Refused(entry.line, entry.name, problem, entry.label))
            return
        if file == "terms":
            self._take_terms(entry)
            return
        if known is not None and not entry.cells.get("id"):
            self._take_known(entry, file, known)
            return
        entry_id = self._entry_id(file, entry)
        shipped = self._shipped(file, entry_id)
        if shipped:
            self._shipped_accepted(entry, file, entry_id)
        else:
            row = entry_row(file, entry_id, entry, self._source)
            if not self._merge(file, row, entry.line, entry.label, entry.anchored or not entry.forms):
                return
            if row.get("kind") == UNKNOWN_KIND.get(file) and "kind" not in entry.cells:
                self._add(f"kind unknown {file}")
            for item in entry.family_items if "family" not in entry.cells else ():
                if kept := self._kept(file, entry_id):
                    self._db.execute("INSERT OR IGNORE INTO awaiting VALUES (?, ?)", (kept.n, item))
        self._take_forms(entry, file, entry_id, "")

    def _whose(self, entry: Entry) -> tuple[str, Posting | None, str]:
        """Return the file of an entry, the shipped entry it is, if any, and what forbids to take it."""
        wanted = _KIND_OF.get(entry.kind, "")
        if entry.kind == "terms":
            return "terms", None, ""
        postings = [p for p in self._index.lookup(entry.name) if p.kind in FILE_OF and wanted in ("", p.kind)]
        right = [p for p in postings if p.right and p.text == entry.name]
        if not right and wanted:
            # Spelled otherwise. Without a kind, "central government" is not some Central Government.
            right = [p for p in postings if p.right]
        if entry.item and wanted:
            right = [p for p in right if p.part != "family" and self._same_item(p, entry)]
        if "id" in entry.cells and wanted:
            right = []
        owners = {(p.kind, p.entry) for p in right}
        if len(owners) > 1:
            names = ", ".join(sorted(f"{FILE_OF[kind]} {name}" for kind, name in owners))
            return "", None, f"several entries have this right form: {names}. Give its id in a column 'id'."
        if len(owners) == 1:
            return FILE_OF[right[0].kind], right[0], ""
        always = next(
            (p for p in postings if not p.right and not p.facts.get("when") and not p.facts.get("since")), None
        )
        if always is not None and not entry.item and "id" not in entry.cells:
            return "", None, f"the shipped glossary has '{entry.name}' as a wrong form of {always.kind} {always.entry}."
        return entry.kind or self._folder_file(entry.name) or "terms", None, ""

    def _same_item(self, posting: Posting, entry: Entry) -> bool:
        """Tell whether a shipped entry of the same name is this Wikidata item, by its source or else by its country."""
        facts = self._index.entry(posting.kind, posting.entry)
        items = _ITEM.findall(str(facts["source"]))
        countries = facts["country"], entry.cells.get("country", "")
        return entry.item in items if items else not all(countries) or countries[0] == countries[1]

    def _folder_file(self, name: str) -> str:
        """Return the file of the entry of the folder, or of an earlier row, that has this right form."""
        found = [owner for owner in self._owners(key(name)) if not owner.startswith("terms:")]
        file = found[0].partition(":")[0] if len(found) == 1 else ""
        return file if file in _KIND_OF else ""

    def _shipped(self, file: str, entry_id: str) -> bool:
        try:
            self._index.entry(_KIND_OF[file], entry_id)
        except KeyError:
            return False
        return True

    def _entry_id(self, file: str, entry: Entry) -> str:
        """Return the id of an entry: its own, that of the row of the folder or list with this right form, or a new one."""
        if "id" in entry.cells:
            return entry.cells["id"]
        entry_id = identifier(entry.name)
        owners = [owner.partition(":")[2] for owner in self._owners(key(entry.name)) if owner.startswith(f"{file}:")]
        if entry.item:
            for owner in owners:
                row = self._cells(file, owner)
                if row is not None and entry.item in _ITEM.findall(row["source"]):
                    return owner
            # Somebody else of the same name.
            return (
                f"{entry_id}-{entry.item.lower()}" if entry_id in owners or self._shipped(file, entry_id) else entry_id
            )
        return owners[0] if len(owners) == 1 and entry_id not in owners else entry_id

    def _take_known(self, entry: Entry, file: str, posting: Posting) -> None:
        """Take the forms of an entry that the shipped glossary has; its own row stays as it is shipped."""
        facts = self._index.entry(posting.kind, posting.entry)
        printed = {facts["name"], facts.get("family", ""), facts.get("acronym", "")}
        styles = {*facts.get("names", {}).values(), *facts.get("families", {}).values()}
        exact = entry.name in printed or entry.name in styles
        self._shipped_accepted(entry, file, posting.entry)
        if not entry.forms:
            self._add("there")
        self._take_forms(entry, file, posting.entry, "" if exact else entry.name)

    def _shipped_accepted(self, entry: Entry, file: str, entry_id: str) -> None:
        if "id" in entry.cells and not entry.forms:
            self._add("there")
        for text in entry.accepted:
            if not any(p.right and p.entry == entry_id for p in self._index.lookup(text)):
                reason = (
                    f"{file} {entry_id} is shipped, without it. To accept it, copy that row into the folder and add it."
                )
                self.refuse(Refused(entry.line, text, reason, entry.label))

    def _take_forms(self, entry: Entry, file: str, entry_id: str, replacement: str) -> None:
        for form in entry.forms:
            row = form_row(f"{file}_forms", entry_id, form, replacement, entry.cells.get("source") or self._source)
            reason = self._forbidden(form, file, entry_id, entry, row["replacement"])
            if reason == "there":
                self._add("there")
            elif reason:
                self.refuse(Refused(entry.line, form.text, reason, entry.label))
            else:
                self._merge(f"{file}_forms", row, entry.line, entry.label, True)
        for tenure in entry.tenures:
            row = {"person": entry_id, **{name: tenure[name] for name in ("office", "from", "to", "as_of", "source")}}
            if any(
                old["office"] == tenure["office"] and old["from"] == tenure["from"]
                for old in (
                    self._index.entry("person", entry_id)["tenures"] if self._shipped("people", entry_id) else ()
                )
            ):
                self._add("there")
            else:
                self._merge("tenures", row, entry.line, entry.label, True)

    def _take_terms(self, entry: Entry) -> None:
        if not entry.forms:
            reason = "a term without a wrong form says nothing. Add one, or say with --kind what the list holds."
            self.refuse(Refused(entry.line, entry.name, reason, entry.label))
        for form in entry.forms:
            reason = self._forbidden(form, "terms", "", entry, "")
            if reason == "there":
                self._add("there")
                continue
            if reason:
                self.refuse(Refused(entry.line, form.text, reason, entry.label))
                continue
            entry_id = entry.cells.get("id") or identifier(form.text)
            held = self._term_of(entry_id)
            shipped = next((p for p in self._index.lookup(form.text) if p.kind == "term" and p.text == form.text), None)
            if shipped is not None:
                entry_id = shipped.entry  # the newsroom's row takes the shipped one's place
            elif held not in ("", form.text):
                entry_id = f"{entry_id}-{short_hash(form.text)}"
            row = term_row(entry_id, entry, form, entry.cells.get("source") or self._source)
            if self._merge("terms", row, entry.line, entry.label, True):
                self._take_term_id(entry_id, form.text)

    def _forbidden(self, form: Form, file: str, entry_id: str, entry: Entry, replacement: str) -> str:
        """Return why a form cannot be taken, as far as the shipped glossary says; `there` where it is shipped already."""
        text, folded = form.text, key(form.text)
        if text in (entry.name, *entry.accepted):
            return "it is the same as the right form of its entry."
        if file != "terms" and not replacement and folded in map(key, (entry.name, *entry.accepted)):
            return "it differs from the right form only in case, accents or marks, which needs no row."
        tokens = TOKEN.findall(text)
        if len(tokens) == 1 and not (text.isupper() and len(text) > 1) and self._index.is_english(fold(tokens[0])):
            return "it is an English word, which would be found in good copy. Add a word that stands beside it."
        kind = _KIND_OF.get(file, "term")
        for posting in self._index.lookup(text):
            if posting.kind == "allowed":
                return f"it is allowed by the shipped glossary ({posting.facts['reason']})."
            own = posting.kind == kind and posting.entry == entry_id
            if posting.right and not own and (file != "terms" or posting.text != entry.name):
                whose = f"{posting.kind} {posting.entry or posting.facts.get('role', '')}".strip()
                return f"it is a right form of {whose} in the shipped glossary."
            if posting.right and own and not replacement:
                return f"it is a right form of its own entry, {kind} {entry_id}, in the shipped glossary."
            if not posting.right and file != "terms" and posting.kind in FILE_OF:
                if not own:
                    return f"the shipped glossary has it as a wrong form of {posting.kind} {posting.entry}. Switch that row off first."
                if posting.text == text and posting.facts.get("replacement", "") == replacement:
                    return "there"
            if not posting.right and posting.kind == "term" and posting.text == text and file == "terms":
                facts = self._index.entry("term", posting.entry)
                if all(facts[style] == [entry.name, *entry.accepted] for style in STYLES):
                    return "there"
        return ""

    def _take_own(self, own: OwnRow) -> None:
        row = own.cells
        file = "people" if own.file == "tenures" else own.file.removesuffix("_forms")
        column = "person" if own.file == "tenures" else "entry"
        if file != own.file and not self._shipped(file, row[column]) and self._cells(file, row[column]) is None:
            reason = f"'{row[column]}' is not in {file}.csv, shipped or in the folder. Import that file first."
            self.refuse(Refused(own.line, row.get("form") or row[column], reason))
            return
        if own.file == "tenures":
            try:
                self._index.entry("office", row["office"])
            except KeyError:
                if self._cells("offices", row["office"]) is None:
                    self.refuse(Refused(own.line, row["office"], f"'{row['office']}' is not in offices.csv."))
                    return
        if own.file.endswith("_forms"):
            names = self._cells(file, row["entry"]) or {"name": self._name_of(file, row["entry"]), "accepted": ""}
            entry = Entry(own.line, names["name"], accepted=split_cell(names["accepted"]))
            form = Form(row["form"], row["languages"])
            conditional = row["when"] or row["safety"] == "review"
            reason = "" if conditional else self._forbidden(form, file, row["entry"], entry, row["replacement"])
            if reason and reason != "there":
                self.refuse(Refused(own.line, row["form"], reason))
                return
        self._merge(own.file, row, own.line, "", True)

    def _name_of(self, file: str, entry_id: str) -> str:
        try:
            return str(self._index.entry(_KIND_OF[file], entry_id)["name"])
        except KeyError:
            return ""

    # --- keeping rows

    def _mark(self, file: str, text: str) -> None:
        """Note that something is kept under a file and identity, under no file and a key, or as the id of a term."""
        bit = hash((file, text)) % _BITS
        self._ever[bit >> 3] |= 1 << (bit & 7)

    def _is_marked(self, file: str, text: str) -> bool:
        """Tell whether something may be kept there: never no where something is, seldom yes where nothing is."""
        bit = hash((file, text)) % _BITS
        return self._ever[bit >> 3] & (1 << (bit & 7)) != 0

    def _kept(self, file: str, identity: str) -> _Kept | None:
        """Return the row of an identity, wherever it is."""
        kept = self._rows.get((file, identity))
        if kept is None and self._is_marked(file, identity):
            found = self._db.execute(
                "SELECT n, position, cells, line, label, origin, fkey, owner, anchored, text FROM rows"
                " WHERE file = ? AND identity = ?",
                (file, identity),
            ).fetchone()
            kept = _Kept(*found) if found else None
        return kept

    def _owners(self, folded: str) -> list[str]:
        """Return the owners of a right form, by its key, in their order."""
        if not self._is_marked("", folded):
            return []
        found = {str(owner) for (owner,) in self._db.execute("SELECT owner FROM rights WHERE key = ?", (folded,))}
        return sorted(found.union(self._rights.get(folded, ())))

    def _write(self) -> None:
        """Write what waits, in the order of the keys."""
        self._db.executemany(
            "INSERT OR REPLACE INTO rows (file, identity, n, position, cells, line, label, origin, fkey, owner, anchored,"
            " text) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            ((*place, *_VALUES(kept)) for place, kept in sorted(self._rows.items(), key=itemgetter(0))),
        )
        self._db.executemany(
            "INSERT OR IGNORE INTO rights VALUES (?, ?, ?, ?, ?)",
            (
                (folded, owner, *right)
                for folded, rights in sorted(self._rights.items())
                for owner, right in sorted(rights.items())
            ),
        )
        self._db.executemany("INSERT OR IGNORE INTO term_ids VALUES (?, ?)", sorted(self._term_ids.items()))
        self._rows.clear()
        self._rights.clear()
        self._term_ids.clear()
        self._waiting = 0

    def _term_of(self, term_id: str) -> str:
        """Return the form whose row has this id, or nothing."""
        if not self._is_marked(_TERM_ID, term_id):
            return ""
        found = self._db.execute("SELECT form FROM term_ids WHERE id = ?", (term_id,)).fetchone()
        return str(found[0]) if found else self._term_ids.get(term_id, "")

    def _take_term_id(self, term_id: str, form: str) -> None:
        self._mark(_TERM_ID, term_id)
        self._term_ids.setdefault(term_id, form)

    def _cells(self, file: str, identity: str) -> Row | None:
        kept = self._kept(file, identity)
        return _row(file, kept.cells) if kept else None

    def _insert(self, file: str, row: Row, line: int, label: str, origin: int, anchored: bool) -> bool:
        """Keep a row, and the right forms it brings; return False if there is one with its identity."""
        identity = _identity(file, row)
        if self._kept(file, identity) is not None:
            return False
        position = _UNIT.join([row["id"], row["form"]]) if file == "terms" else identity
        fkey = owner = ""
        texts: list[str] = []
        if file.endswith("_forms"):
            fkey, owner = key(row["form"]), f"{file.removesuffix('_forms')}:{row['entry']}"
        elif file == "terms":
            fkey, owner = key(row["form"]), f"terms:{key(row['ap'])}"
            texts = split_cell(row["ap"])
        elif file in _KIND_OF:
            owner = f"{file}:{row['id']}"
            texts = right_forms(row)
            if file == "people":
                texts += [family_name(text, row["name"], row["family"]) for text in texts]
        elif file == "tenures":
            owner = f"people:{row['person']}"
        elif file == "allowed":
            owner, texts = "allowed:", [row["form"]]
        self._last += 1
        self._mark(file, identity)
        cells = _UNIT.join(row.values())
        self._keep(
            file, identity, _Kept(self._last, position, cells, line, label, origin, fkey, owner, anchored, _text(row))
        )
        for text in texts:
            self._right(text, owner, line, origin)
        return True

    def _keep(self, file: str, identity: str, kept: _Kept) -> None:
        """Keep a row in place of the one with its identity, if there is one."""
        if self._waiting >= _WAITING:
            self._write()
        self._rows[file, identity] = kept
        self._waiting += 1

    def _right(self, text: str, owner: str, line: int, origin: int) -> None:
        if text:
            folded = key(text)
            self._mark("", folded)
            self._rights.setdefault(folded, {}).setdefault(owner, (text, line, origin))
            self._waiting += 1

    def _merge(self, file: str, row: Row, line: int, label: str, anchored: bool) -> bool:
        """Keep a row, or what it adds to the one that is there; return False, with the reason noted, where neither can be."""
        text = _text(row)
        wrong = wrong_cell(file, row)
        if wrong:
            self.refuse(Refused(line, text, wrong, label))
            return False
        if self._insert(file, row, line, label, 1, anchored):
            return True
        identity = _identity(file, row)
        there = self._kept(file, identity)
        assert there is not None
        old = _row(file, there.cells)
        where = f"{file}.csv, line {there.line}" if there.origin == 0 else f"{self.unit} {there.line}"
        clash = _clash(file, old, row)
        if clash:
            self.refuse(Refused(line, text, f"{where} has it with another {clash}. Keep one of the two.", label))
            return False
        merged = _united(file, old, row)
        if merged == old:
            self._add("there")
            if anchored and not there.anchored:
                there.anchored = True
                self._keep(file, identity, there)
            return True
        self._add("extended")
        self._add(f"changed {file}")
        there.cells = _UNIT.join(merged.values())
        there.anchored = anchored or there.anchored
        self._keep(file, identity, there)
        if file in _KIND_OF:
            for accepted in split_cell(merged["accepted"]):
                self._right(accepted, f"{file}:{merged['id']}", line, 1)
        return True

    # --- the end

    def settle(self, path: Path, circles: bool) -> None:
        """Judge what depends on other rows. Raises GlossaryError for a circle, if `circles` are an error of the list."""
        self._write()
        self._families()
        # With all that the questions below ask of a row; each goes along an index, so that what it looks for beside it
        # lies in the same order, and is not sought all over the disk.
        self._db.execute("CREATE INDEX IF NOT EXISTS by_form ON rows (fkey, origin, line, owner) WHERE fkey != ''")
        self._db.execute("CREATE INDEX IF NOT EXISTS by_owner ON rows (owner, fkey) WHERE owner != ''")
        if circles:
            self._circles(path)
        self._refuse_rows(
            f"""'it is a right form too, ' || w.text || '{_place("w")}.' AS reason
            FROM rows r INDEXED BY by_form CROSS JOIN rights w ON w.key = r.fkey AND w.owner != r.owner
            WHERE r.fkey != '' AND r.origin = 1"""
        )
        self._refuse_rows(
            f"""'its right form, ' || w.text || ', is a wrong one of ' || f.owner || '{_place("f")}.' AS reason
            FROM rows f INDEXED BY by_form CROSS JOIN rights w ON w.key = f.fkey AND w.owner != f.owner AND w.origin = 1
            CROSS JOIN rows r ON r.owner = w.owner AND r.owner != '' AND r.origin = 1
            WHERE f.fkey != '' AND f.origin = 0"""
        )
        self._refuse_rows(
            f"""'it is a wrong form of ' || f.owner || ' too{_place("f")}. Keep one of the two.' AS reason
            FROM rows r INDEXED BY by_form CROSS JOIN rows f ON f.fkey = r.fkey AND f.fkey != '' AND f.owner != r.owner
            WHERE r.fkey != '' AND r.origin = 1 AND (f.origin, f.line, f.n) < (r.origin, r.line, r.n)"""
        )
        # What only a pair implied, and whose forms are all refused, would come out of nothing.
        self._db.execute(
            """DELETE FROM rows NOT INDEXED WHERE origin = 1 AND anchored = 0 AND file IN ('people', 'places', 'organisations')
            AND NOT EXISTS (SELECT 1 FROM rows f WHERE f.owner = rows.owner AND f.owner != '' AND f.fkey != '')"""
        )
        self._db.execute("CREATE INDEX IF NOT EXISTS in_order ON rows (file, position, origin)")
        self.save()

    def _families(self) -> None:
        """Put the labels of family names, which may come after the people in a dump, into their rows."""
        after = -1
        while found := self._db.execute(
            "SELECT a.n, r.cells, f.label FROM awaiting a JOIN families f ON f.item = a.item JOIN rows r ON r.n = a.n"
            " WHERE a.n > ? ORDER BY a.n LIMIT ?",
            (after, _PAGE),
        ).fetchall():
            for n, cells, label in found:
                row = _row("people", cells)
                if label in row["name"] and label != row["family"]:
                    row["family"] = label
                    self._db.execute("UPDATE rows SET cells = ? WHERE n = ?", (_UNIT.join(row.values()), n))
                    self._right(label, f"people:{row['id']}", 0, 1)
            after = found[-1][0]

    def _refuse_rows(self, selection: str) -> None:
        """Take out the rows `r` of a selection, with the reason that it gives."""
        self._db.execute(f"CREATE TEMP TABLE gone AS SELECT r.n, {selection} GROUP BY r.n", {"unit": self.unit})
        self._db.execute(
            "INSERT INTO refused (line, label, text, reason) SELECT r.line, r.label, r.text, g.reason FROM gone g"
            " JOIN rows r ON r.n = g.n ORDER BY r.line"
        )
        self._add("refused", self._db.execute("DELETE FROM rows WHERE n IN (SELECT n FROM gone)").rowcount)
        self._db.execute("DROP TABLE gone")

    def _circles(self, path: Path) -> None:
        """Raise GlossaryError where following wrong forms to right ones comes back to the beginning."""
        self._db.execute("CREATE INDEX IF NOT EXISTS rights_by_owner ON rights (owner)")
        self._db.execute(
            """CREATE TEMP TABLE twofold AS SELECT DISTINCT r.fkey AS key FROM rows r JOIN rights w
            ON w.key = r.fkey AND w.owner != r.owner WHERE r.fkey != '' LIMIT ?""",
            (_CLASH,),
        )
        edges: dict[str, list[tuple[str, str, str]]] = {}
        for wrong, right, line, origin, file, text in self._db.execute(
            """SELECT r.fkey, w.key, r.line, r.origin, r.file, r.text FROM twofold b
            JOIN rows r ON r.fkey = b.key AND r.fkey != ''
            JOIN rights w ON w.owner = r.owner JOIN twofold c ON c.key = w.key ORDER BY r.line"""
        ):
            where = f"{self.unit} {line}" if origin else f"{file}.csv of the folder, line {line}"
            edges.setdefault(wrong, []).append((right, where, text))
        self._db.execute("DROP TABLE twofold")
        circle = _circle(edges)
        if circle:
            steps = ", ".join(f"'{text}' is replaced in {where}" for where, text in circle)
            raise GlossaryError(
                f"{path}, {circle[-1][0]}: the list goes round in a circle: {steps}. Decide which form is right, and remove "
                "the other row."
            )

    # --- what came of it

    def files(self) -> list[str]:
        """Return the files that the list adds rows to, or changes."""
        return [file for file in FILES if self.count(f"changed {file}") or next(self.rows(file, new=True), None)]

    def new_rows(self, file: str) -> int:
        """Return how many rows the list adds to a file."""
        query = "SELECT count(*) FROM rows INDEXED BY in_order WHERE file = ? AND origin = 1"
        return int(self._db.execute(query, (file,)).fetchone()[0])

    def rows(self, file: str, new: bool = False) -> Iterator[list[str]]:
        """Yield the rows of a file in their order: all, or only what the list adds."""
        query = "SELECT cells FROM rows INDEXED BY in_order WHERE file = ? AND origin >= ? ORDER BY position"
        for (cells,) in self._db.execute(query, (file, int(new))):
            yield cells.split(_UNIT)

    def refused(self) -> Iterator[Refused]:
        """Yield what is not taken, in the order of the list."""
        for line, label, text, reason in self._db.execute(
            "SELECT line, label, text, reason FROM refused ORDER BY line, n"
        ):
            yield Refused(line, text, reason, label)

    def passed(self) -> list[tuple[str, int, str]]:
        """Return what is not taken at all, by reason, the most frequent first."""
        return self._db.execute("SELECT reason, count, example FROM passed ORDER BY count DESC, reason").fetchall()


def _identity(file: str, row: Row) -> str:
    return _UNIT.join([row[column] for column in KEYS[file]])


def _text(row: Row) -> str:
    """Return what a row is about, in a word or two."""
    return row.get("form") or row.get("name") or next(iter(row.values()))


def _place(table: str) -> str:
    """Return the SQL, within a text, of where a row of `table` stands."""
    return f" (' || CASE {table}.origin WHEN 0 THEN 'in the folder' ELSE :unit || ' ' || {table}.line END || ')"


def _circle(edges: dict[str, list[tuple[str, str, str]]]) -> list[tuple[str, str]]:
    """Return the steps of a circle, or nothing. Walks without recursion, since a chain may be long."""
    finished: set[str] = set()
    for start in edges:
        if start in finished:
            continue
        trail, steps = {start: 0}, [iter(edges[start])]
        taken: list[tuple[str, str]] = []
        while steps:
            step = next(steps[-1], None)
            if step is None:
                finished.add(trail.popitem()[0])
                steps.pop()
                if taken:
                    taken.pop()
                continue
            right, where, text = step
            if right in trail:
                return [*taken, (where, text)][trail[right] :]
            if right not in finished and right in edges:
                trail[right] = len(trail)
                steps.append(iter(edges[right]))
                taken.append((where, text))
    return []


def _row(file: str, cells: str) -> Row:
    return dict(zip((column.name for column in FILES[file]), cells.split(_UNIT), strict=True))


def _clash(file: str, old: Row, new: Row) -> str:
    """Return the column in which two rows of one identity contradict each other, or nothing."""
    if file.endswith("_forms"):
        columns: Iterable[str] = ("replacement",)
    elif file == "terms":
        columns = STYLES
    elif file in _KIND_OF:
        columns = [
            name for name in old if name not in ("source", "example", "accepted", "kind", "family", "acronym", "id")
        ]
    else:
        columns = [name for name in old if name not in ("source", "example", "reason", "as_of")]
    return next((name for name in columns if old[name] and new[name] and old[name] != new[name]), "")


def _united(file: str, old: Row, new: Row) -> Row:
    """Return the old row with what the new one adds: empty cells filled, languages and accepted spellings united."""
    row = {name: cell or new[name] for name, cell in old.items()}
    if "accepted" in row:
        row["accepted"] = "|".join(dict.fromkeys(split_cell(old["accepted"]) + split_cell(new["accepted"])))
    if file.endswith("_forms") or file == "terms":
        codes = set(split_cell(old["languages"])) | set(split_cell(new["languages"]))
        row["languages"] = old["languages"] if codes == set(split_cell(old["languages"])) else "|".join(sorted(codes))
        if "*" in codes:
            row["languages"] = "*"
        if file != "terms":
            # Two rows that differ in their conditions leave the stricter ones.
            row["when"] = old["when"] if old["when"] == new["when"] or new["when"] == "" else new["when"]
            if row["when"] == "language" and row["languages"] == "*":
                row["when"] = ""
            row["since"] = max(old["since"], new["since"])
            row["safety"] = "review" if "review" in (old["safety"], new["safety"]) else "safe"
            if row["when"] == "context" and old["when"] == "context" == new["when"]:
                row["context"] = "|".join(dict.fromkeys(split_cell(old["context"]) + split_cell(new["context"])))
            elif row["when"] != "context":
                row["context"] = old["context"]
    return row
