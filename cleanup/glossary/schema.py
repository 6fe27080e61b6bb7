"""The columns of every glossary file, and what a cell may hold.

This is the only place that knows a column's name twice: everything that reads a file, writes one or explains one asks
here. The meaning of the columns for people stands in `glossaries/README.md`.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable

from cleanup.declarations import dataclass

STYLES = ("ap", "bbc", "guardian", "reuters", "un")
ROLES = frozenset(
    """head-of-state deputy-head-of-state head-of-government deputy-head-of-government foreign defence interior finance
    economy justice health education energy environment labour trade transport agriculture culture speaker upper-speaker
    central-bank national-security prosecutor intelligence army-chief presidency-chief-of-staff spokesperson
    foreign-spokesperson presidency-spokesperson opposition-leader party-leader monarch heir secretary-general head
    un-ambassador region-head mayor other""".split()
)
PLACE_KINDS = frozenset(
    "country region city district site sea river mountain palace battlefield prison university airport street territory island".split()
)
ORGANISATION_KINDS = frozenset(
    """international government ministry party armed-group court central-bank agency outlet news-agency company
    university religious ngo military police sport alliance concept""".split()
)
DISGUISED = frozenset({"person", "place", "organisation"})  # what a name that was translated belongs to
CONDITIONS = frozenset({"", "language", "context", "person", "romanised"})
PARTS = frozenset(
    {"adjective", "person", "people", "language"}
)  # what a word of a people says, and its place in a sentence
_PART = re.compile("|".join(sorted(PARTS)))
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_COUNTRY = re.compile(r"[A-Z]{2,4}")
_LANGUAGE = re.compile(r"\*|[a-z]{2,3}")
_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")

Check = Callable[[str], str | None]


def _each(pattern: re.Pattern[str], what: str) -> Check:
    def check(cell: str) -> str | None:
        if pattern.fullmatch(cell):  # one value, as nearly every cell has
            return None
        wrong = [part for part in split_cell(cell) if not pattern.fullmatch(part)]
        return f"'{wrong[0]}' is no {what}" if wrong else None

    return check


def _one_of(choices: frozenset[str], what: str) -> Check:
    def check(cell: str) -> str | None:
        if cell in choices:
            return None
        known = ", ".join(sorted(c or "(empty)" for c in choices))
        return f"'{cell}' is no {what}; use one of: {known}"

    return check


def _date(cell: str) -> str | None:
    if not cell:
        return None
    if not _DATE.fullmatch(cell):
        return f"'{cell}' is no date; write YYYY, YYYY-MM or YYYY-MM-DD"
    try:
        first_day(cell)
    except ValueError:
        return f"'{cell}' is a day that does not exist"
    return None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name, whether a cell may be empty, and the check of a filled one."""

    name: str
    required: bool = False
    check: Check | None = None


_IDENTIFIER = _each(_ID, "identifier; write lower-case ASCII words joined by '-'")
_LANGUAGES = Column(
    "languages", True, _each(_LANGUAGE, "language code; write ISO 639-1 codes separated by '|', or '*'")
)
_SOURCE = Column("source", True)
_EXAMPLE = Column("example", True)
_STYLES = tuple(Column(style) for style in STYLES)
_COUNTRY_COLUMN = Column("country", False, _each(_COUNTRY, "country code; write ISO 3166-1 alpha-2 in capitals"))
_FORMS = (
    Column("entry", True, _IDENTIFIER), Column("form", True), _LANGUAGES,
    Column("when", False, _one_of(CONDITIONS, "condition")), Column("context"), Column("since", False, _date),
    Column("safety", True, _one_of(frozenset({"safe", "review"}), "safety")), Column("replacement"), _SOURCE, _EXAMPLE,
)  # fmt: skip

FILES: dict[str, tuple[Column, ...]] = {
    "people": (
        Column("id", True, _IDENTIFIER), Column("name", True), Column("family", True),
        Column("gender", False, _one_of(frozenset({"", "f", "m"}), "gender")), _COUNTRY_COLUMN, Column("native"),
        *_STYLES, Column("accepted"), _SOURCE, _EXAMPLE,
    ),
    "people_forms": _FORMS,
    "offices": (
        Column("id", True, _IDENTIFIER), _COUNTRY_COLUMN, Column("role", True, _one_of(ROLES, "role")),
        Column("title", True), Column("also"), Column("generic", True, _one_of(frozenset({"yes", "no"}), "yes or no")),
        Column("body"), _SOURCE, _EXAMPLE,
    ),
    "titles": (
        Column("form", True), Column("role", True, _one_of(ROLES, "role")),
        Column("generic", True, _one_of(frozenset({"yes", "no"}), "yes or no")), _LANGUAGES, _SOURCE, _EXAMPLE,
    ),
    "tenures": (
        Column("person", True, _IDENTIFIER), Column("office", True, _IDENTIFIER), Column("from", True, _date),
        Column("to", False, _date), Column("as_of", False, _date), _SOURCE,
    ),
    "places": (
        Column("id", True, _IDENTIFIER), Column("name", True), Column("kind", True, _one_of(PLACE_KINDS, "kind of place")),
        _COUNTRY_COLUMN, *_STYLES, Column("accepted"), _SOURCE, _EXAMPLE,
    ),
    "places_forms": _FORMS,
    "organisations": (
        Column("id", True, _IDENTIFIER), Column("name", True), Column("acronym"),
        Column("kind", True, _one_of(ORGANISATION_KINDS, "kind of organisation")), _COUNTRY_COLUMN, *_STYLES,
        Column("accepted"), _SOURCE, _EXAMPLE,
    ),
    "organisations_forms": _FORMS,
    "demonyms": (
        Column("id", True, _IDENTIFIER), Column("name", True), Column("person"), Column("people"), Column("language"),
        _COUNTRY_COLUMN, Column("accepted"), Column("common", True, _one_of(frozenset({"yes", "no"}), "yes or no")),
        _SOURCE, _EXAMPLE,
    ),
    "demonyms_forms": (*_FORMS[:2], Column("part", True, _each(_PART, "part")), *_FORMS[2:]),
    "disguises": (
        Column("name", True), Column("form", True), Column("kind", True, _one_of(DISGUISED, "kind of name")), _LANGUAGES,
        Column("context"), Column("safety", True, _one_of(frozenset({"safe", "review"}), "safety")), _SOURCE, _EXAMPLE,
    ),
    "terms": (
        Column("id", True, _IDENTIFIER), Column("form", True), *_STYLES, _LANGUAGES, Column("context"),
        Column("class", True), Column("reason", True), _SOURCE, _EXAMPLE,
    ),
    "countries": (
        Column("code", True, _each(_COUNTRY, "country code")), Column("name", True), Column("also"),
        Column("adjectives"), Column("people"), Column("capital"), _SOURCE,
    ),
    "given_names": (Column("name", True), Column("variants", True), _SOURCE),
    "spellings": (Column("british", True), Column("american", True), _SOURCE, _EXAMPLE),
    "allowed": (Column("form", True), Column("reason", True), _SOURCE, _EXAMPLE),
    "languagetool": (
        Column("rule", True), Column("state", True, _one_of(frozenset({"on", "off", "flag", "safe"}), "state")),
        Column("reason", True), _EXAMPLE,
    ),
    "off": (Column("file", True), Column("row", True), Column("reason", True), _SOURCE),
    "styles": (
        Column("style", True, _one_of(frozenset(STYLES), "style")), Column("setting", True), Column("value"),
        Column("reason", True), _SOURCE,
    ),
}  # fmt: skip

DERIVED = "derived"  # the folder, within a layer, of rows that a program made; their example may be missing

# The columns that tell two rows of a file apart; a newsroom's row with the same values takes the shipped row's place.
KEYS: dict[str, tuple[str, ...]] = {
    "people": ("id",), "people_forms": ("entry", "form"), "offices": ("id",), "titles": ("form", "role"),
    "tenures": ("person", "office", "from"), "places": ("id",), "places_forms": ("entry", "form"),
    "organisations": ("id",), "organisations_forms": ("entry", "form"), "demonyms": ("id",),
    "demonyms_forms": ("entry", "form"), "disguises": ("name", "form", "kind"), "terms": ("form",), "countries": ("code",),
    "given_names": ("name",), "spellings": ("british",), "allowed": ("form",), "styles": ("style", "setting"),
    "languagetool": ("rule",), "off": ("file", "row"),
}  # fmt: skip


def split_cell(cell: str) -> list[str]:
    """Return the values of a cell, which `|` separates."""
    if "|" not in cell:
        cell = cell.strip()
        return [cell] if cell else []
    return [part.strip() for part in cell.split("|") if part.strip()]


def first_day(cell: str) -> datetime.date:
    """Return the first day that a date cell can mean; raise ValueError if there is no such day."""
    parts = [int(part) for part in cell.split("-")]
    return datetime.date(*([*parts, 1, 1])[:3])


def last_day(cell: str) -> datetime.date:
    """Return the last day that a date cell can mean."""
    parts = [int(part) for part in cell.split("-")]
    if len(parts) == 3:
        return datetime.date(*parts)
    year, month = (parts[0], parts[1]) if len(parts) == 2 else (parts[0], 12)
    following = datetime.date(year + month // 12, month % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
