"""Organisations out of open data: what becomes a row, what is joined, and what is dropped."""

from __future__ import annotations

import csv
import json
import lzma
from pathlib import Path
from typing import Any

import pytest

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.deriving.organisations import derive
from cleanup.glossary.folding import TOKEN, key
from cleanup.glossary.locating import shipped_folder
from cleanup.glossary.rows import Row, Tables, read_tables
from cleanup.glossary.schema import FILES, split_cell

DERIVED_FOLDER = shipped_folder() / "derived"
ENGLISH = frozenset(
    "party people power force workers the of union national council for democratic freedom our radical league".split()
)


def desk(**files: list[Row]) -> Tables:
    """Return hand-written tables with the cells given; the others are empty."""
    tables = Tables(english=ENGLISH)
    countries = [
        {"code": code, "name": name, "adjectives": adjective}
        for code, name, adjective in (("PE", "Peru", "Peruvian"), ("BG", "Bulgaria", "Bulgarian"), ("BR", "Brazil", ""))
    ]
    for name, rows in {"countries": countries, **files}.items():
        tables.rows[name] = [{column.name: "" for column in FILES[name]} | row for row in rows]
    return tables


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a folder of raw files, all of them empty."""
    for name in ("organisations_ror.jsonl.xz", "places.jsonl.xz", "people.jsonl.xz"):
        (tmp_path / name).write_bytes(lzma.compress(b""))
    for name in ("organisations.jsonl", "state_bodies_and_parties_2018.jsonl", "parties.jsonl"):
        (tmp_path / name).write_text("")
    (tmp_path / "eurovoc_names.tsv").write_text("eurovoc_id\tscheme\ten\tfr\ten_alt\tfr_alt\n")
    return tmp_path


def put(folder: Path, name: str, *rows: dict[str, Any]) -> None:
    """Write a raw file with one JSON object a line."""
    text = "".join(json.dumps(row) + "\n" for row in rows)
    path = folder / name
    if path.suffix == ".xz":
        path.write_bytes(lzma.compress(text.encode()))
    else:
        path.write_text(text)


def body(name: str, **names: str) -> dict[str, Any]:
    return {"id": "Q1", "en": name, "kind": "International organisation", "names": {"en": name, **names}}


def party(number: int, country: str, english: str, original: str = "", **more: str) -> dict[str, Any]:
    return {"id": f"pf:{number}", "country": country, "en": english, "name": original or english, **more}


def made(derivation: Derivation, name: str = "organisations") -> list[Row]:
    return derivation.rows.get(name, [])


def test_a_body_and_its_foreign_names(folder: Path) -> None:
    put(
        folder,
        "organisations.jsonl",
        body("Nordic Council", es="Consejo Nórdico", de="Nordischer Rat", fr="Nordic Council"),
    )
    derivation = derive(Raw(folder), desk())
    (row,) = made(derivation)
    assert (row["id"], row["country"], row["source"]) == ("nordic-council", "INT", "SupraVerden (2026-06)")
    forms = {form["form"]: form for form in made(derivation, "organisations_forms")}
    assert set(forms) == {"Consejo Nórdico", "Nordischer Rat"}  # what is spelled as in English is no form
    assert forms["Nordischer Rat"]["when"] == "language"
    assert forms["Nordischer Rat"]["languages"] == "de"
    assert forms["Nordischer Rat"]["safety"] == "review"  # two words


def test_a_foreign_name_of_three_words_is_safe_for_international_bodies_only(folder: Path) -> None:
    put(folder, "organisations.jsonl", body("Arctic Council", fr="Conseil de l'Arctique"))
    put(
        folder,
        "organisations_ror.jsonl.xz",
        {
            "id": "ror:1", "display": "Ministry of Health", "types": ["government"], "country": "PE",
            "names": {"en": "Ministry of Health", "es": "Ministerio de Salud"},
        },
    )  # fmt: skip
    safety = {row["form"]: row["safety"] for row in made(derive(Raw(folder), desk()), "organisations_forms")}
    assert safety == {"Conseil de l'Arctique": "safe", "Ministerio de Salud": "review"}


def test_what_the_desk_has_is_joined_and_its_forms_are_not_repeated(folder: Path) -> None:
    put(
        folder,
        "organisations.jsonl",
        body("World Trade Organisation", es="Organización Mundial del Comercio", pl="Światowa Organizacja Handlu"),
    )
    known = desk(
        organisations=[{"id": "wto", "name": "World Trade Organization", "kind": "international", "country": "INT"}],
        organisations_forms=[{"entry": "wto", "form": "Organización Mundial del Comercio"}],
    )
    derivation = derive(Raw(folder), known)
    assert not made(derivation)
    (form,) = made(derivation, "organisations_forms")
    assert (form["entry"], form["form"]) == ("wto", "Światowa Organizacja Handlu")


def test_a_party_keeps_its_own_name_as_a_right_one(folder: Path) -> None:
    put(
        folder,
        "parties.jsonl",
        party(1, "PER", "Free Peru", "Perú Libre", short="PL"),
        party(2, "PER", "independent"),
        party(3, "PER", "Old Workers' Party", last="1975"),
        party(4, "BGR", "Freedom", "Svoboda"),
        party(5, "BRA", "Workers' Party", "Partido dos Trabalhadores", short="PT"),
    )
    derivation = derive(Raw(folder), desk())
    rows = {row["name"]: row for row in made(derivation)}
    assert rows["Free Peru"]["accepted"] == "Perú Libre"
    assert rows["Free Peru"]["acronym"] == "PL"
    assert "Svoboda" in rows  # "Freedom" is an English word
    assert set(rows) == {"Free Peru", "Svoboda", "Workers' Party"}
    (form,) = made(derivation, "organisations_forms")
    assert (form["form"], form["languages"], form["safety"]) == ("Partido dos Trabalhadores", "pt", "review")
    assert derivation.dropped["technical row"] == 1
    assert derivation.dropped["party that ended before 1990"] == 1


def test_a_name_that_is_somebody_elses_wrong_form_is_not_made_right(folder: Path) -> None:
    put(folder, "parties.jsonl", party(1, "BGR", "People's Force"), party(2, "BGR", "Union of Peru", "Partido Popular"))
    known = desk(
        organisations=[{"id": "popular-force", "name": "Popular Force", "kind": "party", "country": "PE"}],
        organisations_forms=[
            {"entry": "popular-force", "form": "People's Force"},
            {"entry": "popular-force", "form": "Partido Popular"},
        ],
    )
    (row,) = made(derive(Raw(folder), known))
    assert row["name"] == "Union of Peru"
    assert not row["accepted"]


def test_a_form_of_two_bodies_or_of_english_words_is_dropped(folder: Path) -> None:
    put(
        folder,
        "organisations.jsonl",
        body("Danube Union", de="Bund der Donau", fr="National Council of the Freedom"),
        body("Rhine Union", de="Bund der Donau"),
    )
    derivation = derive(Raw(folder), desk())
    assert not made(derivation, "organisations_forms")
    assert derivation.dropped["form: leads to several entries"] == 2
    assert derivation.dropped["form: made of English words only"] == 1


def test_a_general_name_in_a_third_language_may_mean_another_countrys_party(folder: Path) -> None:
    put(
        folder,
        "parties.jsonl",
        {"id": "Q1", "country": "Bulgaria", "names": {"en": "Radical Workers' League", "it": "Lega Radicale"}},
        {"id": "Q2", "country": "Peru", "names": {"en": "Radical Workers' Union", "it": "Unione Radicale Peruviana"}},
    )
    forms = [row["form"] for row in made(derive(Raw(folder), desk()), "organisations_forms")]
    assert forms == ["Unione Radicale Peruviana"]


def test_the_same_files_give_the_same_rows(folder: Path) -> None:
    put(folder, "parties.jsonl", *(party(n, "PER", f"Party Number {n}", f"Partido Número {n}") for n in range(9)))
    first, second = (derive(Raw(folder), desk()) for _ in range(2))
    assert first.rows == second.rows
    assert first.dropped == second.dropped


# --- what was derived from the whole collections ----------------------------------------------------------------------


def derived(name: str) -> list[Row]:
    with (DERIVED_FOLDER / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_enough_was_derived() -> None:
    kinds = [row["kind"] for row in derived("organisations")]
    assert kinds.count("party") >= 3000
    assert len(kinds) - kinds.count("party") >= 700
    assert len(derived("organisations_forms")) >= 2500


def test_no_derived_name_takes_the_force_from_a_hand_written_form() -> None:
    folder = shipped_folder()
    known = read_tables([folder / "organisations.csv", folder / "organisations_forms.csv"])
    wrong = {key(row["form"]) for row in known.rows["organisations_forms"]}
    bad = [
        (row["id"], text)
        for row in derived("organisations")
        for text in (row["name"], row["acronym"], *split_cell(row["accepted"]))
        if text and key(text) in wrong
    ]
    assert bad == []


def test_derived_forms_are_nobodys_name_and_lead_to_one_entry() -> None:
    folder = shipped_folder()
    known = read_tables([folder / "organisations.csv", folder / "organisations_forms.csv"])
    rows = [*known.rows["organisations"], *derived("organisations")]
    right = {key(text) for row in rows for text in (row["name"], row["acronym"], *split_cell(row["accepted"]))}
    owners: dict[str, set[str]] = {}
    for row in derived("organisations_forms"):
        assert key(row["form"]) not in right, row
        assert row["when"] in ("language", "context"), row
        assert row["safety"] == "review" or len(TOKEN.findall(row["form"])) > 2, row
        owners.setdefault(key(row["form"]), set()).add(row["entry"])
    assert [entry for entry in owners.values() if len(entry) > 1] == []
