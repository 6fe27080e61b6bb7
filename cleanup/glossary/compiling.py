"""Compiles checked tables into the parts of an index: tries of keys, and the rows behind each key as JSON.

Two layouts are kept apart on purpose: the tries are small and are walked for every word of a text, the rows are large
and are read only on a hit. Both are mapped into memory, never parsed as a whole.
"""

from __future__ import annotations

import json
import re
from array import array
from collections import defaultdict
from collections.abc import Iterable, Iterator

import marisa_trie

from cleanup.declarations import Any
from cleanup.glossary.folding import first_word, key
from cleanup.glossary.rows import Row, Tables, right_forms
from cleanup.glossary.schema import DERIVED, STYLES, split_cell

_CROSSED = re.compile(r"[^\w\s.'’-]")
# By country: whether English copy prints the family name first; languages, condition and level of the other order.
_ORDERS: dict[str, tuple[bool, list[str], str, str]] = {
    **dict.fromkeys(("CN", "KP", "KR", "TW"), (True, ["*"], "person", "safe")),
    "VN": (True, ["*"], "person", "review"),
    "HU": (False, ["hu"], "language", "safe"),
    "JP": (False, ["ja"], "language", "review"),
}
_LONG_ENOUGH = 6  # letters of a given name; "Qiang Li" is many people, "Jinping Xi" is one
# Made once: there are hundreds of thousands of values.
_JSON = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
Parts = dict[str, bytes]
# kind, entry, part of the name, text as spelled, whether it is right, further facts
RawPosting = tuple[str, str, str, str, bool, dict[str, Any]]


def compile_tables(tables: Tables) -> Parts:
    """Return the parts of the index by file name."""
    postings: dict[str, list[RawPosting]] = defaultdict(list)
    firsts: set[str] = set()
    small: set[str] = set()
    for posting in _postings(tables):
        folded = key(posting[3])
        if folded:
            postings[folded].append(posting)
            first = first_word(posting[3])
            if _may_begin_small(posting, first, tables.english):
                firsts.add(first)
                small.add(folded)
    forms = marisa_trie.Trie(postings.keys(), num_tries=1, cache_size=marisa_trie.HUGE_CACHE)  # a third faster
    entries = dict(_entries(tables))
    names = marisa_trie.Trie(entries.keys())
    parts: Parts = {
        "forms.trie": forms.tobytes(),
        "first.trie": marisa_trie.Trie(firsts).tobytes(),
        "small.trie": marisa_trie.Trie(small).tobytes(),
        "english.trie": marisa_trie.Trie(tables.english).tobytes(),
        "entries.trie": names.tobytes(),
        "tables.json": _dump(_small_tables(tables)),
    }
    parts["postings.bin"], parts["postings.idx"] = _pack(forms, postings)
    parts["entries.bin"], parts["entries.idx"] = _pack(names, entries)
    return parts


def _may_begin_small(posting: RawPosting, first: str, english: frozenset[str]) -> bool:
    """Tell whether a form is looked up at a word in small letters too; at capitals every form is.

    An acronym counts only in capitals, a word that disguises a name only with its capital, and a right name that begins with an English word ("To Lam") only with its own:
    else half the words of every text would be looked up.
    """
    kind, _, part, text, right, facts = posting
    if part == "acronym" or kind == "disguise":
        return False
    if kind == "demonym":
        return True  # "the french president", "the ucraniano president"
    if kind == "organisation" and right and " " in text and DERIVED not in facts:
        return True  # "the state Duma"
    plain = first in english or len(first) < 2
    # A calque of a place ("Strip of Gaza") is as wrong in small letters as in capitals.
    return text[:1].islower() or text.startswith("The ") or not plain or (kind == "place" and not right)


def _dump(value: object) -> bytes:
    return _JSON.encode(value).encode()


def _pack(trie: marisa_trie.Trie, values: dict[str, Any]) -> tuple[bytes, bytes]:
    """Lay the values out in the order of the trie's key numbers; return them and their offsets."""
    ordered: list[bytes] = [b""] * len(values)
    for name, value in values.items():
        ordered[trie[name]] = _dump(value)
    offsets = array("Q", [0])
    for chunk in ordered:
        offsets.append(offsets[-1] + len(chunk))
    return b"".join(ordered), offsets.tobytes()


def _postings(tables: Tables) -> Iterator[RawPosting]:
    people = tables.by_id("people")
    yield from _people(people)
    for row in tables.rows["people_forms"]:
        person = people[row["entry"]]
        # A wrong form has as many words as it has; the family name alone never has more than the right one has.
        family_words = len(person["family"].split())
        whole = " " in row["form"] and len(row["form"].split()) > family_words
        yield ("person", row["entry"], "full" if whole else "family", row["form"], False, _conditions(row))
    for name, kind in (("places", "place"), ("organisations", "organisation")):
        for row in tables.rows[name]:
            for text in right_forms(row):
                yield (kind, row["id"], "acronym" if is_acronym(text) else "name", text, True, _made_by(row))
            if row.get("acronym"):
                yield (kind, row["id"], "acronym", row["acronym"], True, _made_by(row))
        for row in tables.rows[f"{name}_forms"]:
            part = "acronym" if is_acronym(row["form"]) else "name"
            yield (kind, row["entry"], part, row["form"], False, _conditions(row))
    for row in tables.rows["offices"]:
        if DERIVED in row:
            continue  # they tell who held which office; no title is looked for because of them
        for text in _unique(row["title"], *split_cell(row["also"])):
            yield ("title", row["id"], "office", text, True, {"role": row["role"]})
    for row in tables.rows["titles"]:
        yield (
            "title",
            "",
            "generic" if row["generic"] == "yes" else "literal",
            row["form"],
            row["generic"] == "yes",
            {"role": row["role"], "languages": split_cell(row["languages"])},
        )
    for row in tables.rows["countries"]:
        for text in _unique(row["name"], *split_cell(row["also"])):
            yield ("country", row["code"], "name", text, True, {})
        for text in split_cell(row["adjectives"]):
            yield ("country", row["code"], "adjective", text, True, {})
    for row in tables.rows["demonyms"]:
        for part, column in (
            ("adjective", "name"),
            ("person", "person"),
            ("people", "people"),
            ("language", "language"),
        ):
            if row[column]:
                yield ("demonym", row["id"], part, row[column], True, {})
        for text in _unique(*split_cell(row["accepted"])):
            yield ("demonym", row["id"], "adjective", text, True, {})
    for row in tables.rows["demonyms_forms"]:
        facts = {**_conditions(row), "parts": split_cell(row["part"])}
        yield ("demonym", row["entry"], row["part"], row["form"], False, facts)
    for row in tables.rows["disguises"]:
        yield ("disguise", row["name"], row["kind"], row["form"], False, _conditions(row))
    for row in tables.rows["terms"]:
        facts = {
            "languages": split_cell(row["languages"]),
            "context": split_cell(row["context"]),
            "class": row["class"],
        }
        yield ("term", row["id"], "term", row["form"], False, facts)
    for row in tables.rows["allowed"]:
        yield ("allowed", "", "allowed", row["form"], True, {"reason": row["reason"]})


def _people(people: dict[str, Row]) -> Iterator[RawPosting]:
    people_named = {text for row in people.values() for text in right_forms(row)}
    for row in people.values():
        fulls = right_forms(row)
        for text in fulls:
            yield ("person", row["id"], "full", text, True, _made_by(row))
        if DERIVED in row:
            continue  # thousands of family names: they are looked for in an article that names their bearer in full
        for text, facts in _turned(row, fulls):
            if text not in people_named:
                yield ("person", row["id"], "full", text, False, facts)
        for text in _unique(*(family_name(full, row["name"], row["family"]) for full in fulls)):
            if text not in fulls:
                yield ("person", row["id"], "family", text, True, {})


def _turned(row: Row, fulls: list[str]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the full names in the order of the other half of the world, with the conditions under which they are wrong.

    Chinese, Korean and Vietnamese names keep their order in English news copy, Japanese and Hungarian ones are turned
    (AP Stylebook, 'Chinese names', 'Korean names'; Japan's government and some papers keep the Japanese order).
    """
    if (order := _ORDERS.get(row["country"])) is None:
        return
    family_first, languages, when, safety = order
    for full in fulls:
        words = full.split()
        if len(words) < 2 or len(words) > 3 or "." in full:
            continue
        family = row["family"] if row["country"] != "VN" else words[0]
        if family_first and full.startswith(f"{family} "):
            turned = f"{full.removeprefix(family).strip()} {family}"
        elif not family_first and full.endswith(f" {family}"):
            turned = f"{family} {full.removesuffix(family).strip()}"
        else:
            continue
        given = turned.removesuffix(family) if family_first else turned.removeprefix(family)
        if not family_first or "-" in given or len(given.strip()) >= _LONG_ENOUGH:
            yield turned, {"languages": languages, "safety": safety, "when": when, "order": True}


def _made_by(row: Row) -> dict[str, Any]:
    """Return what a right form says of its layer: a derived one protects a name, and repairs little by itself."""
    return {DERIVED: True} if DERIVED in row else {}


def family_name(full: str, name: str, family: str) -> str:
    """Return the family name within another spelling of the same full name.

    It is the given family name where that stands there, else as many words as it has, from the same end of the name.
    """
    if family in full:
        return family
    words, count = full.split(), len(family.split())
    return " ".join(words[:count] if name.startswith(family) and name != family else words[-count:])


def is_acronym(form: str) -> bool:
    """Tell whether a form is an acronym: capitals (and points, spaces, digits), no small letters but a plural s."""
    letters = "".join(filter(str.isalpha, form))
    return len(letters) > 1 and letters.rstrip("s").isupper() and len(letters) <= 8


def _conditions(row: Row) -> dict[str, Any]:
    facts: dict[str, Any] = {"languages": split_cell(row["languages"]), "safety": row["safety"]}
    for name in ("when", "since", "replacement"):
        if row.get(name):
            facts[name] = row[name]
    if row["context"]:
        facts["context"] = split_cell(row["context"])
    return facts


def _entries(tables: Tables) -> Iterator[tuple[str, dict[str, Any]]]:
    tenures: dict[str, list[dict[str, str]]] = defaultdict(list)
    for row in tables.rows["tenures"]:
        facts = {name: row[name] for name in ("office", "from", "to", "as_of") if row[name]}
        tenures[row["person"]].append(facts | ({DERIVED: row[DERIVED]} if DERIVED in row else {}))
    for row in tables.rows["people"]:
        fulls = {style: row[style] or row["name"] for style in STYLES}
        families = {style: family_name(full, row["name"], row["family"]) for style, full in fulls.items()}
        names = {style: full for style, full in fulls.items() if full != row["name"]}
        yield (
            f"person:{row['id']}",
            {
                "name": row["name"],
                "family": row["family"],
                "gender": row["gender"],
                "country": row["country"],
                "names": names,
                "families": {style: families[style] for style in names},
                "accepted": split_cell(row["accepted"]),
                "tenures": sorted(tenures.get(row["id"], []), key=lambda t: t["from"]),
                "source": row["source"],
                "native": row["native"],
                **_made_by(row),
            },
        )
    for row in tables.rows["offices"]:
        yield (
            f"office:{row['id']}",
            {**row, **_made_by(row), "also": split_cell(row["also"]), "generic": row["generic"] == "yes"},
        )
    for name, kind in (("places", "place"), ("organisations", "organisation")):
        for row in tables.rows[name]:
            names = {style: row[style] for style in STYLES if row[style] and row[style] != row["name"]}
            yield (
                f"{kind}:{row['id']}",
                {
                    "name": row["name"],
                    "names": names,
                    "accepted": split_cell(row["accepted"]),
                    "kind": row["kind"],
                    "country": row["country"],
                    "acronym": row.get("acronym", ""),
                    "source": row["source"],
                },
            )
    for row in tables.rows["demonyms"]:
        facts = {name: row[name] for name in ("name", "person", "people", "language", "source")}
        yield (f"demonym:{row['id']}", {**facts, "common": row["common"] == "yes"})
    for row in tables.rows["terms"]:
        yield (
            f"term:{row['id']}",
            {
                **{style: split_cell(row[style]) for style in STYLES},
                "reason": row["reason"],
                "class": row["class"],
                "source": row["source"],
            },
        )


def _small_tables(tables: Tables) -> dict[str, Any]:
    """The tables that are small enough to be read whole when something asks for them."""
    styles: dict[str, dict[str, str]] = {style: {} for style in STYLES}
    for row in tables.rows["styles"]:
        styles[row["style"]][row["setting"]] = row["value"]
    given: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows["given_names"]:
        for variant in split_cell(row["variants"]):
            given[key(variant)].append(row["name"])
    offices: dict[str, list[str]] = defaultdict(list)
    for row in tables.rows["offices"]:
        if DERIVED not in row:
            offices[f"{row['country']}:{row['role']}"].append(row["id"])
    counts = {name: len(rows) for name, rows in tables.rows.items()}
    return {
        "styles": styles,
        "given": given,
        "offices": offices,
        "spellings": {row["british"]: row["american"] for row in tables.rows["spellings"]},
        "counts": counts,
        "countries": {row["code"]: row["name"] for row in tables.rows["countries"]},
        "languagetool": {row["rule"]: row["state"] for row in tables.rows["languagetool"]},
        # Allowed forms with marks that the matcher does not cross ("Odessa, Texas"), to be searched letter by letter.
        "allowed": {row["form"]: row["reason"] for row in tables.rows["allowed"] if _CROSSED.search(row["form"])},
    }


def _unique(*texts: str) -> Iterable[str]:
    return dict.fromkeys(text for text in texts if text)
