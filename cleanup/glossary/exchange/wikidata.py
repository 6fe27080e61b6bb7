"""Wikidata: a dump (one entity a line), the data of one entity, or the result of a query; read as a stream.

People, places and organisations are told by what they are an instance of. English labels are the names; labels and aliases
of other languages that a reader of English would take for another word are forms to be reviewed.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from cleanup.errors import GlossaryError
from cleanup.glossary.compiling import is_acronym
from cleanup.glossary.exchange.found import Cells, Entry, FamilyName, Form, Found, PassedOver, Refused, plain
from cleanup.glossary.exchange.languages import language_code
from cleanup.glossary.exchange.sources import Source, Stream
from cleanup.glossary.exchange.wikidata_items import CLASSES, COUNTRIES, FAMILY_NAMES, GENDERS, HUMAN
from cleanup.glossary.folding import key

_LINE = 64 << 20  # bytes of the largest entity
_WHOLE = 256 << 20  # bytes of a document that is read at once
_STEP = 500  # entities between two marks
_ENGLISH = ("en", "en-us", "en-gb", "en-ca", "mul")
_ITEM = re.compile(r"(?:https?://www\.wikidata\.org/(?:entity|wiki)/)?(Q[1-9]\d*)")
_BEST = {"preferred": 0, "normal": 1}


@dataclass(slots=True)
class Mark:
    """A place in the stream where an interrupted import can go on."""

    offset: int
    count: int
    line: int


@dataclass(slots=True)
class Wishes:
    """What of an item is wanted: kinds and languages (all, where empty), and the offices that are known."""

    kind: str
    languages: frozenset[str]
    offices: Mapping[str, str]


@dataclass(slots=True)
class _Item:
    id: str
    line: int
    labels: dict[str, str] = field(default_factory=dict)
    aliases: dict[str, list[str]] = field(default_factory=dict)
    classes: list[str] = field(default_factory=list)
    genders: list[str] = field(default_factory=list)
    countries: list[str] = field(default_factory=list)
    families: list[str] = field(default_factory=list)
    family: str = ""
    held: list[tuple[str, str, str]] = field(default_factory=list)
    known_on: str = ""


def read(source: Source, stream: Stream, wishes: Wishes, start: Mark) -> Iterator[Found | Mark]:
    """Yield what the entities mean, and marks; begin at `start`. Raises GlossaryError for JSON that is broken or cut off."""
    head = source.head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if _is_document(head):
        yield from _document(source, stream, wishes)
        return
    if start.offset:
        stream.data.seek(start.offset)
    offset, count, line = start.offset, start.count, start.line
    bracketed, ended = head.startswith(b"["), False
    while True:
        raw = stream.data.readline(_LINE)
        if not raw:
            break
        offset += len(raw)
        line += 1
        if len(raw) == _LINE:
            raise GlossaryError(
                f"{source.path}, line {line}: an entity of more than 64 MB, or no dump with one entity a line."
            )
        text = raw.strip(b"\xef\xbb\xbf \t\r\n")
        if line == 1 and text.startswith(b"["):
            text = text[1:].strip()
        if text.endswith(b"]") and not text.endswith(b"}"):
            ended, text = True, text[:-1].strip()
        text = text.rstrip(b",").strip()
        if not text:
            continue
        try:
            entity = json.loads(text)
        except ValueError as error:
            cut = not raw.endswith(b"\n")
            remedy = "The dump is cut off here; download it again." if cut else "Download the dump again."
            raise GlossaryError(f"{source.path}, line {line}: not an entity in JSON ({error}). {remedy}") from error
        count += 1
        yield from _found(_entity(entity, line), wishes) if isinstance(entity, dict) else _nonsense(line, entity)
        if count % _STEP == 0:
            yield Mark(offset, count, line)
    if bracketed and not ended:
        raise GlossaryError(
            f"{source.path}, line {line}: the dump has no ']' at its end, so it is cut off. Download it again."
        )


def _is_document(head: bytes) -> bool:
    """Tell a document that is read at once (a query's result, one entity) from a dump with an entity a line."""
    first, _, rest = head.partition(b"\n")
    if first.strip() == b"[":
        return not rest.lstrip().startswith((b'{"type"', b'{"id"', b'{"pageid"', b"]"))
    return not re.match(rb'\[?\s*\{\s*"(?:type|id|pageid)"\s*:', first)


def _document(source: Source, stream: Stream, wishes: Wishes) -> Iterator[Found]:
    data = stream.data.read(_WHOLE + 1)
    if len(data) > _WHOLE:
        raise GlossaryError(
            f"{source.path}: a JSON document of more than 256 MB. Use a dump with one entity a line, or a smaller query."
        )
    try:
        document = json.loads(data)
    except (ValueError, RecursionError) as error:
        where = f", line {error.lineno}" if isinstance(error, json.JSONDecodeError) else ""
        raise GlossaryError(
            f"{source.path}{where}: not JSON ({error}). It may be cut off; download it again."
        ) from error
    if isinstance(document, dict) and isinstance(document.get("entities"), dict):
        for number, entity in enumerate(document["entities"].values(), 1):
            yield from (
                _found(_entity(entity, number), wishes) if isinstance(entity, dict) else _nonsense(number, entity)
            )
        return
    if isinstance(document, dict) and isinstance(document.get("labels"), dict):
        yield from _found(_entity(document, 1), wishes)
        return
    rows: Any = document
    if isinstance(document, dict):
        results = document.get("results")
        rows = results.get("bindings") if isinstance(results, dict) else None
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise GlossaryError(
            f"{source.path}: JSON, but no Wikidata dump, entity or query result. Take the JSON of query.wikidata.org or of "
            "Special:EntityData."
        )
    if rows and all(str(row.get("id", "")).startswith("Q") and "labels" in row for row in rows):
        for number, entity in enumerate(rows, 1):
            yield from _found(_entity(entity, number), wishes)
        return
    yield from _bindings(source, rows, wishes)


def _nonsense(line: int, value: object) -> Iterator[Found]:
    yield Refused(line, str(value)[:60], "no entity of Wikidata.")


# --- entities


def _dict(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}  # an empty map is written as [] in dumps


def _entity(entity: dict[str, Any], line: int) -> _Item:
    item = _Item(str(entity.get("id", "")), line)
    for code, label in _dict(entity.get("labels")).items():
        if isinstance(label, dict):
            item.labels[code] = plain(str(label.get("value", "")))
    for code, aliases in _dict(entity.get("aliases")).items():
        if isinstance(aliases, list):
            item.aliases[code] = [
                plain(str(alias["value"])) for alias in aliases if isinstance(alias, dict) and "value" in alias
            ]
    claims = _dict(entity.get("claims"))
    item.classes = _values(claims, "P31")
    item.genders = _values(claims, "P21")
    item.countries = _values(claims, "P27") or _values(claims, "P17")
    item.families = _values(claims, "P734")
    item.known_on = str(entity.get("modified", ""))[:10]
    for claim in claims.get("P39", ()):
        if isinstance(claim, dict) and claim.get("rank") != "deprecated" and (office := _value(claim.get("mainsnak"))):
            qualifiers = _dict(claim.get("qualifiers"))
            item.held.append((office, _date(qualifiers.get("P580")), _date(qualifiers.get("P582"))))
    return item


def _value(snak: Any) -> str:
    value = _dict(_dict(_dict(snak).get("datavalue")).get("value"))
    if "id" in value:
        return str(value["id"])
    return f"Q{value['numeric-id']}" if "numeric-id" in value else ""


def _values(claims: dict[str, Any], name: str) -> list[str]:
    """Return the items of a property, the preferred and the ones that have not ended first."""
    ranked = []
    for claim in claims.get(name, ()):
        if (
            isinstance(claim, dict)
            and claim.get("rank", "normal") in _BEST
            and (value := _value(claim.get("mainsnak")))
        ):
            ended = "P582" in _dict(claim.get("qualifiers"))
            ranked.append((_BEST[claim.get("rank", "normal")], ended, value))
    return [value for _, _, value in sorted(ranked, key=lambda row: row[:2])]


def _date(snaks: Any) -> str:
    """Return a date as the glossary writes it, as exact as Wikidata knows it."""
    if not isinstance(snaks, list) or not snaks:
        return ""
    value = _dict(_dict(_dict(snaks[0]).get("datavalue")).get("value"))
    match = re.match(r"\+(\d{4})-(\d\d)-(\d\d)", str(value.get("time", "")))
    precision = value.get("precision", 11)
    if match is None or not isinstance(precision, int) or precision < 9:
        return ""
    parts = match.groups()[: precision - 8 if precision < 11 else 3]
    return "-".join(part for part in parts if part != "00")


def _found(item: _Item, wishes: Wishes) -> Iterator[Found]:
    """Yield the entry that an item makes, or why it makes none."""
    english = next((item.labels[code] for code in _ENGLISH if item.labels.get(code)), "")
    if not FAMILY_NAMES.isdisjoint(item.classes):
        label = english or next(iter(item.labels.values()), "")
        if label:
            yield FamilyName(item.id, label)
            return
    file, kind = ("people", "") if HUMAN in item.classes else next(
        (CLASSES[name] for name in item.classes if name in CLASSES), ("", "")
    )  # fmt: skip
    if not file and not item.classes and wishes.kind in ("people", "places", "organisations"):
        file = wishes.kind  # a query's result need not say what its items are
    if not file:
        what = f"instance of {item.classes[0]}" if item.classes else "no statement what it is (P31)"
        yield PassedOver(f"neither a person, a known kind of place nor of organisation: {what}", item.id)
        return
    if wishes.kind and file != wishes.kind:
        yield PassedOver(f"not of the kind asked for, but of {file}", item.id)
        return
    if not english:
        yield Refused(item.line, item.id, "it has no English label.", item.id)
        return
    cells: Cells = {"source": f"Wikidata {item.id}"}
    if kind:
        cells["kind"] = kind
    country = next((COUNTRIES[name] for name in item.countries if name in COUNTRIES), "")
    if country:
        cells["country"] = country
    accepted = []
    for alias in _english_aliases(item):
        if file == "organisations" and is_acronym(alias) and "acronym" not in cells:
            cells["acronym"] = alias
        elif file != "people" or (" " in alias and key(alias.split()[-1]) == key(english.split()[-1])):
            # A nickname or a bare family name is no full name: it would be found where somebody else is meant.
            accepted.append(alias)
    entry = Entry(item.line, english, file, accepted, _forms(item, english, accepted, wishes), cells,
                  label=item.id, item=item.id, anchored=True)  # fmt: skip
    if file == "people":
        if gender := next((GENDERS[name] for name in item.genders if name in GENDERS), ""):
            cells["gender"] = gender
        entry.family_items = tuple(item.families)
        if item.family and item.family in english:
            cells["family"] = item.family
        for office, began, ended in item.held:
            known = wishes.offices.get(office, "")
            if not known:
                yield Refused(item.line, english, f"the office {office} is not in offices.csv.", item.id)
            elif not began:
                yield Refused(item.line, english, f"it is not known when the office {known} began (P580).", item.id)
            else:
                day = item.known_on or datetime.now(UTC).date().isoformat()
                tenure = {"office": known, "from": began, "to": ended, "as_of": "" if ended else day}
                entry.tenures.append({**tenure, "source": cells["source"]})
    yield entry


def _english_aliases(item: _Item) -> list[str]:
    found = [alias for code in ("en", "en-us", "en-gb") for alias in item.aliases.get(code, ())]
    return [alias for alias in dict.fromkeys(found) if alias and "|" not in alias]


def _forms(item: _Item, name: str, accepted: list[str], wishes: Wishes) -> list[Form]:
    """Return the labels and aliases of other languages whose key is neither that of the name nor of an accepted one."""
    right = {key(name), *map(key, accepted)}
    texts: dict[str, set[str]] = {}
    for code, label in item.labels.items():
        language = language_code(code)
        if language and language != "en" and (not wishes.languages or language in wishes.languages):
            for text in (label, *item.aliases.get(code, ())):
                if text and key(text) not in right:
                    texts.setdefault(text, set()).add(language)
    cells = {"when": "language", "safety": "review"}
    return [Form(text, "|".join(sorted(languages)), dict(cells)) for text, languages in texts.items()]


# --- results of queries


def _bindings(source: Source, rows: list[dict[str, Any]], wishes: Wishes) -> Iterator[Found]:
    """Group the rows of a result by their item; the names of the variables say what the columns are."""
    items: dict[str, _Item] = {}
    for number, row in enumerate(rows, 1):
        values = {name: _cell(cell) for name, cell in row.items()}
        item_id = next((found for text, _ in values.values() if (found := _item_of(text))), "")
        if not item_id:
            yield Refused(number, str(row)[:60], "no address of a Wikidata item in this row of the result.")
            continue
        item = items.setdefault(item_id, _Item(item_id, number))
        main = next(name for name, (text, _) in values.items() if _item_of(text) == item_id)
        for name, (text, language) in values.items():
            if text and name != main:
                _column(item, main, name, text, language)
    if not items and rows:
        raise GlossaryError(
            f"{source.path}: no row of the result names a Wikidata item. Select the item itself (?item)."
        )
    for item in items.values():
        yield from _found(item, wishes)


def _cell(cell: Any) -> tuple[str, str]:
    if isinstance(cell, dict):
        return plain(str(cell.get("value", ""))), str(cell.get("xml:lang", "")).lower()
    return plain(str(cell)), ""


def _item_of(text: str) -> str:
    match = _ITEM.fullmatch(text)
    return match.group(1) if match else ""


def _column(item: _Item, main: str, name: str, text: str, language: str) -> None:
    word = name.lower()
    other = _item_of(text)
    if "gender" in word or word == "p21":
        if other or text.lower() in ("male", "female"):
            item.genders.append(other or {"male": "Q6581097", "female": "Q6581072"}[text.lower()])
    elif "country" in word or "nationality" in word or word in ("iso", "p27", "p17"):
        if other:
            item.countries.append(other)
    elif "family" in word or "surname" in word or word == "p734":
        if not other:
            item.family = text
    elif word in ("instance", "instanceof", "type", "class", "p31"):
        if other:
            item.classes.append(other)
    elif "alias" in word or "altlabel" in word:
        item.aliases.setdefault(language or "en", []).extend(part.strip() for part in text.split(", ") if part.strip())
    elif not other and (
        word in (f"{main.lower()}label", "label", "name") or (word.endswith("label") and language not in ("", "en"))
    ):
        suffix = language or "en"
        if item.labels.setdefault(suffix, text) != text:
            item.aliases.setdefault(suffix, []).append(text)
