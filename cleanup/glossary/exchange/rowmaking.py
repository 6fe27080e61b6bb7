"""Makes rows of the glossary files from what a list says, and fills in what every row needs and lists leave out."""

from __future__ import annotations

import hashlib
import re

from cleanup.glossary.exchange.found import Cells, Entry, Form
from cleanup.glossary.folding import TOKEN, fold, key
from cleanup.glossary.rows import Row, faults
from cleanup.glossary.schema import FILES, STYLES, split_cell

# Where the list does not say what kind of place or body something is, the kind about which nothing more is assumed.
UNKNOWN_KIND = {"places": "site", "organisations": "agency"}
_EMPTY = {file: dict.fromkeys((column.name for column in columns), "") for file, columns in FILES.items()}
_FAMILY_FIRST = frozenset({"CN", "TW", "HK", "MO", "KR", "KP"})
_PARTICLES = frozenset("van von de del della di da dos du le la el al ben bin ibn der den ter ten af av zu".split())
_SUFFIXES = frozenset("jr jr. sr sr. ii iii iv".split())


def identifier(name: str) -> str:
    """Return the id for a name: its folded words joined by hyphens; for a name without ASCII letters, a hash."""
    if name.isascii():
        return "-".join(TOKEN.findall(name)).lower() or "x" + short_hash(name)
    words = (re.sub(r"[^a-z0-9]", "", fold(match.group())) for match in TOKEN.finditer(name))
    return "-".join(filter(None, words)) or "x" + short_hash(name)


def short_hash(text: str) -> str:
    """Return a few letters and digits that stand for a text."""
    return hashlib.blake2b(text.encode(), digest_size=3).hexdigest()


def family_part(name: str, country: str) -> str:
    """Return the part of a full name that is probably used alone: the last word with its particles, or the first in China."""
    words = name.split()
    if country in _FAMILY_FIRST and len(words) in (2, 3):
        return words[0]
    while len(words) > 1 and words[-1].lower() in _SUFFIXES:
        words.pop()
    start = len(words) - 1
    while start > 1 and words[start - 1].lower() in _PARTICLES:
        start -= 1
    return " ".join(words[start:]).rstrip(",")


def entry_row(file: str, entry_id: str, entry: Entry, source: str) -> Row:
    """Return the row of an entry in people, places or organisations."""
    row = _EMPTY[file].copy()
    row.update({name: cell for name, cell in entry.cells.items() if name in row})
    row["id"], row["name"] = entry_id, entry.name
    row["accepted"] = "|".join(dict.fromkeys(text for text in entry.accepted if text != entry.name))
    row["source"] = entry.cells.get("source") or source
    if file == "people":
        row["family"] = row["family"] or family_part(entry.name, row["country"])
    elif not row["kind"]:
        row["kind"] = UNKNOWN_KIND[file]
    if entry.name not in row["example"]:
        row["example"] = f"The list names {entry.name}."
    return row


def form_row(file: str, entry_id: str, form: Form, replacement: str, source: str) -> Row:
    """Return the row of a wrong form."""
    row = _EMPTY[file].copy()
    row.update({name: cell for name, cell in form.cells.items() if name in row})
    row.update(entry=entry_id, form=form.text, languages=form.languages)
    row["safety"] = row["safety"] or "safe"
    row["replacement"] = row["replacement"] or replacement
    row["source"] = row["source"] or source
    words = split_cell(row["context"])
    missing = row["when"] == "context" and not any(word.lower() in row["example"].lower() for word in words)
    if form.text not in row["example"] or missing:
        row["example"] = f"The list has {form.text}" + (f", near {words[0]}." if words else ".")
    return row


def term_row(entry_id: str, entry: Entry, form: Form, source: str) -> Row:
    """Return the row of a term, which is always left to the editor."""
    row = _EMPTY["terms"].copy()
    cells = {**entry.cells, **form.cells}
    row.update({name: cell for name, cell in cells.items() if name in row and name != "id"})
    choices = "|".join(dict.fromkeys([entry.name, *entry.accepted]))
    if not any(row[style] for style in STYLES):
        row.update(dict.fromkeys(STYLES, choices))
    row.update(id=entry_id, form=form.text, languages=form.languages)
    row["class"] = row["class"] or ("disputed_terms" if form.languages == "*" else "calque_lexical")
    row["reason"] = row["reason"] or cells.get("note") or f"The newsroom's list prefers '{entry.name}'."
    row["source"] = row["source"] or source
    if form.text not in row["example"]:
        row["example"] = f"The list has {form.text}."
    return row


def allowed_row(text: str, cells: Cells, source: str) -> Row:
    """Return the row of a form that must never be touched."""
    example = cells.get("example", "")
    return {
        "form": text, "reason": cells.get("reason") or cells.get("note") or "The newsroom's list allows it.",
        "source": cells.get("source") or source, "example": example if text in example else f"The list has {text}.",
    }  # fmt: skip


def wrong_cell(file: str, row: Row) -> str:
    """Return what the loader would say against a row, and what would come back otherwise from a list; or nothing."""
    for column, text in faults(file, row):
        return f"column '{column}': {text}"
    if file == "terms" and len(key(row["form"])) < 2:
        return "a form needs at least two letters."
    if (file.endswith("_forms") or file == "terms") and "|" in row["form"]:
        return "a form cannot hold '|', which separates values."
    return ""
