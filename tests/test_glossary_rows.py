"""Every row of the glossaries proves itself: a form's example is repaired, a name's example is left alone."""

from __future__ import annotations

import csv
import re
from functools import lru_cache

import pytest

import cleanup
from cleanup.glossary.folding import key
from cleanup.glossary.locating import shipped_folder
from cleanup.glossary.schema import FILES
from cleanup.proposal import Safety

FORM_FILES = {"people_forms": "names", "places_forms": "places", "organisations_forms": "organisations"}
GOOD_FILES = ("people", "places", "organisations", "demonyms", "allowed")


@lru_cache
def rows(name: str) -> list[dict[str, str]]:
    with (shipped_folder() / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def options(row: dict[str, str]) -> dict[str, str]:
    """The circumstances under which a form is certain: its language, and a day after which it is wrong."""
    language = row["languages"].split("|")[0]
    return {"date": "2026-01-15"} | ({} if language == "*" else {"source_language": language})


@pytest.mark.parametrize("name", FORM_FILES)
def test_every_form_is_found_in_its_example_at_its_level(name: str) -> None:
    missed = []
    for row in rows(name):
        found = cleanup.check(row["example"], select=[FORM_FILES[name]], **options(row)).findings
        mine = [f for f in found if f["entry"] == row["entry"] and f["safety"] in ("safe", "review")]
        if not mine or (row["safety"] == "safe" and all(f["safety"] != "safe" for f in mine)):
            missed.append((row["entry"], row["form"], [(f["safety"], f["evidence"]) for f in mine]))
    # A form whose letters are another entry's too, or that a capital stands beside in its example, is weaker there.
    assert len(missed) <= len(rows(name)) // 50, missed


def test_every_disguise_is_seen_through_in_its_example_at_its_level() -> None:
    missed = []
    for row in rows("disguises"):
        revision = cleanup.check(row["example"], select=["disguises"], **options(row)).revision
        form = re.compile(rf"\b{row['form']}\b")
        certain = form.search(revision.fixed) is None
        if form.search(revision.text(Safety.REVIEW)) or certain != (row["safety"] == "safe"):
            missed.append((row["name"], row["form"], revision.text(Safety.REVIEW)))
    assert missed == []


def test_every_word_for_a_people_is_found_in_its_example_at_its_level() -> None:
    missed = []
    batches: dict[str, list[dict[str, str]]] = {}
    for row in rows("demonyms_forms"):
        batches.setdefault(row["languages"].split("|")[0] + row["context"], []).append(row)
    for batch in batches.values():
        text = "\n\n".join(row["example"] for row in batch)
        levels: dict[tuple[int, str], set[str]] = {}
        for found in cleanup.check(text, select=["demonyms"], **options(batch[0])).findings:
            levels.setdefault((found["line"], found["entry"]), set()).add(found["safety"])
        for number, row in enumerate(batch):
            level = levels.get((2 * number + 1, row["entry"]), set())
            if not level or (row["safety"] == "safe" and "safe" not in level):
                missed.append((row["form"], level))
    assert missed == []


def test_the_words_for_the_people_of_a_country_are_those_of_the_countries() -> None:
    known: dict[str, set[str]] = {}
    for row in rows("countries"):
        known[row["code"]] = set(f"{row['adjectives']}|{row['people']}".split("|"))
    wrong = [
        (code, row["name"])
        for row in rows("demonyms")
        for code in row["country"].split("|")
        if row["source"].startswith("countries.csv") and not {row["name"], row["people"]} & known[code]
    ]
    assert wrong == []


@pytest.mark.parametrize("name", GOOD_FILES)
def test_nothing_is_found_in_the_example_of_a_right_name(name: str) -> None:
    text = "\n\n".join(row["example"] for row in rows(name))
    found = cleanup.check(
        text, date="2026-01-15", select=["names", "places", "organisations", "demonyms", "typography"]
    ).findings
    wrong = [(f["text"], f["replacements"], f["line"]) for f in found if f["safety"] == "safe"]
    assert wrong == []


def test_the_glossary_is_as_large_as_the_readme_says() -> None:
    people = {row["person"] for row in rows("tenures")}
    countries = {row["country"] for row in rows("offices")}
    assert len(people) >= 700
    assert len(countries) >= 180
    assert len(rows("organisations")) >= 190
    assert len(rows("places")) >= 900


def test_no_two_wrong_forms_of_one_key_lead_to_two_entries_without_a_condition() -> None:
    seen: dict[str, set[str]] = {}
    for name in FORM_FILES:
        for row in rows(name):
            if row["when"] == "" and row["safety"] == "safe":
                seen.setdefault(f"{name}:{key(row['form'])}", set()).add(row["entry"])
    assert {k: v for k, v in seen.items() if len(v) > 1} == {}


def test_the_readme_of_the_glossaries_explains_every_column() -> None:
    text = (shipped_folder() / "README.md").read_text(encoding="utf-8")
    missing = [(name, c.name) for name, columns in FILES.items() for c in columns if f"`{c.name}`" not in text]
    assert missing == []
