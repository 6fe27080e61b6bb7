"""The derivation of disguises: what two small dictionaries and an engine's answers yield, and what is dropped."""

from __future__ import annotations

import csv
import gzip
import lzma
import string
from pathlib import Path

import pytest

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.deriving.disguises import derive
from cleanup.glossary.locating import shipped_folder
from cleanup.glossary.rows import Tables

_SIGNS = string.ascii_uppercase + string.ascii_lowercase + string.digits + "+/"


def _number(value: int) -> str:
    digits = _SIGNS[value % 64]
    while value := value // 64:
        digits = _SIGNS[value % 64] + digits
    return digits


def write_dictionary(folder: Path, name: str, entries: dict[str, str]) -> None:
    """Write a dictionary in the format of the dict server."""
    text, lines = b"x" * 5000, ["00databaseshort\tA\tF"]
    for head, senses in entries.items():
        entry = f"{head} /x/\n{senses}\n".encode()
        lines.append(f"{head}\t{_number(len(text))}\t{_number(len(entry))}")
        text += entry
    (folder / f"{name}.dict.dz").write_bytes(gzip.compress(text))
    (folder / f"{name}.index").write_text("\n".join(lines) + "\n", encoding="utf-8")


def person(identifier: str, name: str, country: str) -> dict[str, str]:
    return {"id": identifier, "name": name, "family": name.split()[-1], "country": country}


@pytest.fixture
def made(tmp_path: Path) -> Derivation:
    write_dictionary(
        tmp_path,
        "freedict-spa-eng",
        {"casado": "married", "puente": "bridge", "sol": "sun, (poet.) sunlight", "rojo": "redly\n see: {rubio}"},
    )
    write_dictionary(tmp_path, "freedict-eng-spa", {"wedded": "casado", "sun": "sol"})
    with lzma.open(tmp_path / "legislators.tsv.xz", "wt", encoding="utf-8") as file:
        file.write("id\tname\tcountry\nQ1\tMary Bridge\tCanada\n")
    (tmp_path / "apertium_disguises.tsv").write_text(
        "kind\tlanguage\tmode\tname\ttranslation\nperson\tes\tspa-eng\tCasado\tMarried\n"
        "person\tes\tspa-eng\tPuente\tPut it\nplace\tes\tspa-eng\tLas Peñas\tThe Crags\n",
        encoding="utf-8",
    )
    people = [person("a", "Ana Casado", "ES"), person("b", "Luz Puente", "MX"), person("c", "Eva Sol", "AR"),
              person("d", "Juan Rojo", "ES"), person("e", "Joe Casado", "US")]  # fmt: skip
    place = {"id": "las-penas", "name": "Las Peñas", "kind": "city", "country": "ES", "accepted": ""}
    place |= dict.fromkeys(("ap", "bbc", "guardian", "reuters", "un"), "")
    country = {"code": "ES", "name": "Spain", "adjectives": "Spanish", "capital": "Madrid"}
    known = Tables(english=frozenset("married wedded bridge sun sunlight redly the crags put it".split()))
    known.rows |= {"people": people, "places": [place], "countries": [country]}
    return derive(Raw(tmp_path), known)


def test_a_word_of_the_bearers_language_is_taken_with_its_sources(made: Derivation) -> None:
    rows = {(row["name"], row["form"]): row for row in made.rows["disguises"]}
    taken = {
        "Casado": ["Married", "Wedded"],
        "Las Peñas": ["The Crags"],
        "Puente": ["Bridge"],
        "Sol": ["Sun", "Sunlight"],
    }
    assert {name: sorted(form for other, form in rows if other == name) for name, _ in rows} == taken
    assert rows["Casado", "Married"]["source"] == "Apertium spa-eng; FreeDict spa"
    assert rows["Casado", "Married"]["safety"] == "safe"
    assert rows["Las Peñas", "The Crags"]["context"] == "Spain|Spanish|Madrid"


def test_what_is_a_name_in_english_or_begins_sentences_is_for_review(made: Derivation) -> None:
    levels = {row["form"]: row["safety"] for row in made.rows["disguises"]}
    assert levels["Bridge"] == levels["Sun"] == "review"


def test_adverbs_and_clauses_are_dropped_with_a_reason(made: Derivation) -> None:
    assert made.examples["is an adverb or a phrase"] == ["Rojo: Redly"]
    assert made.examples["is a word of grammar, or a clause"] == ["Puente: Put It"]


def test_no_shipped_row_is_without_a_source_or_hides_the_name_itself() -> None:
    with (shipped_folder() / "derived/disguises.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert 200 < len(rows) < 600  # few enough to be read by a person
    assert all(row["source"] and row["form"] != row["name"] for row in rows)
