"""The derivation of languages: what the Unicode CLDR yields, and that the shipped rows keep the rules."""

from __future__ import annotations

import csv
import lzma

import pytest

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.deriving.places import is_native
from cleanup.glossary.folding import key
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import Row, read_tables, right_forms
from cleanup.glossary.schema import DERIVED, split_cell


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Derivation:
    for name in ("babel", "english_words"):
        pytest.importorskip(name)
    from cleanup.deriving.demonyms import derive

    folder = tmp_path_factory.mktemp("raw")
    with lzma.open(folder / "people.jsonl.xz", "wt", encoding="utf-8") as file:
        file.write('{"en": "Ilse Probe"}\n')
    with lzma.open(folder / "legislators.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("id\tname\n1\tHans Probe\n")
    desk = read_tables([path for path in glossary_files([shipped_folder()]) if path.parent.name != DERIVED])
    return derive(Raw(folder), desk)


def shipped(name: str) -> list[Row]:
    with (shipped_folder() / DERIVED / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_a_language_is_joined_to_its_people_or_becomes_an_entry(made: Derivation) -> None:
    forms = {(row["entry"], row["form"]): row for row in made.rows["demonyms_forms"]}
    assert forms["ukrainian", "украинский"]["languages"] == "ru"
    assert forms["ukrainian", "украинский"]["part"] == "language"
    assert forms["ukrainian", "ukrajinština"]["when"] == "language"
    assert "swahili" in {row["id"] for row in made.rows["demonyms"]}
    assert "ukrainian" not in {row["id"] for row in made.rows["demonyms"]}


def test_what_would_do_harm_is_dropped(made: Derivation) -> None:
    forms = {row["form"] for row in made.rows["demonyms_forms"]}
    assert not {"ucraniano", "swahili", "Afrikaans", "roman"} & forms
    assert {"a form of the desk already", "is an English word", "means several languages"} <= set(made.dropped)


def test_the_shipped_rows_keep_the_rules() -> None:
    right = {key(text) for row in shipped("demonyms") for text in right_forms(row)}
    languages: set[str] = set()
    for row in shipped("demonyms_forms"):
        assert key(row["form"]) not in right or is_native(row["form"]), row
        assert row["when"] == ("" if is_native(row["form"]) else "language"), row
        languages.update(split_cell(row["languages"]))
    assert len(languages) >= 45


def test_countries_and_capitals_are_known_in_other_scripts() -> None:
    forms = {(row["entry"], row["form"]): row["languages"] for row in shipped("places_forms") if is_native(row["form"])}
    assert "ru" in forms["ukraine", "Украина"]
    assert "zh" in forms["beijing", "北京"]
    assert not [form for _, form in forms if not form.replace(" ", "").replace("-", "").isalpha()]
