"""Loading: what a wrong row says, what a newsroom's own folder does, and what the cache survives."""

from __future__ import annotations

import csv
import json
import multiprocessing
import os
from pathlib import Path

import pytest
from conftest import ROOT

import cleanup
from cleanup.errors import GlossaryError
from cleanup.glossary.index import cache_folder, load_index
from cleanup.glossary.linting import lint
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import read_tables
from cleanup.glossary.schema import DERIVED, FILES, first_day, last_day

pytestmark = pytest.mark.usefixtures("hand_written")


def write(folder: Path, name: str, *rows: dict[str, str]) -> Path:
    """Write a glossary file with the given cells; the others stay empty."""
    folder.mkdir(exist_ok=True)
    path = folder / f"{name}.csv"
    columns = [column.name for column in FILES[name]]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
        writer.writeheader()
        writer.writerows(rows)
    return path


PERSON = {
    "id": "ilse-probe", "name": "Ilse Probe", "family": "Probe", "gender": "f", "country": "DE", "source": "test",
    "example": "Ilse Probe spoke.",
}  # fmt: skip
FORM = {
    "entry": "ilse-probe", "form": "Ilze Prohbe", "languages": "*", "safety": "safe", "source": "test", "example": "Ilze Prohbe spoke.",
}  # fmt: skip


@pytest.mark.parametrize(
    ("name", "row", "column", "hint"),
    [
        ("people", PERSON | {"id": "Ilse Probe"}, "id", "lower-case"),
        ("people", PERSON | {"family": "Sample"}, "family", "no part of the name"),
        ("people", PERSON | {"gender": "w"}, "gender", "use one of"),
        ("people", PERSON | {"source": ""}, "source", "empty"),
        ("people", PERSON | {"country": "Germany"}, "country", "ISO 3166-1"),
        ("people_forms", FORM | {"entry": "ilse-prob"}, "entry", "not in people.csv"),
        ("people_forms", FORM | {"languages": "Spanish"}, "languages", "ISO 639-1"),
        ("people_forms", FORM | {"when": "always"}, "when", "use one of"),
        ("people_forms", FORM | {"when": "context"}, "context", "empty"),
        ("people_forms", FORM | {"when": "language"}, "languages", "Name the languages"),
        ("people_forms", FORM | {"since": "2021-13"}, "since", "does not exist"),
        ("people_forms", FORM | {"since": "May 2021"}, "since", "YYYY"),
        ("people_forms", FORM | {"form": "Ilse Probe"}, "form", "right form"),
        ("people_forms", FORM | {"safety": "flag"}, "safety", "use one of"),
    ],
)  # fmt: skip
def test_a_wrong_row_names_file_line_column_and_remedy(
    tmp_path: Path, name: str, row: dict[str, str], column: str, hint: str
) -> None:
    folder = tmp_path / "desk"
    write(folder, "people", PERSON)
    path = write(folder, name, row)
    with pytest.raises(GlossaryError) as caught:
        cleanup.check("Anything.", glossaries=[folder])
    text = str(caught.value)
    assert f"{path}, line 2, column '{column}'" in text
    assert hint in text
    assert "nothing was done" in text


def test_a_tenure_that_ends_before_it_begins(tmp_path: Path) -> None:
    row = {
        "person": "antony-blinken",
        "office": "us-foreign",
        "from": "2021-01-26",
        "to": "2020-01-20",
        "source": "test",
    }
    write(tmp_path / "desk", "tenures", row)
    with pytest.raises(GlossaryError, match="column 'to': 2020-01-20 is before 2021-01-26"):
        cleanup.check("Anything.", glossaries=[tmp_path / "desk"])


@pytest.mark.parametrize(
    ("content", "hint"),
    [
        ("id;name;family\n", "commas, not semicolons"),
        ("id,name,gender\n", "should have 'family'"),
        ('form,reason,source,example\n"a,b,c,d\n', "not a row of CSV"),
        ("form,reason,source,example\na,b,c\n", "3 cells where 4 belong"),
        ("form,reason,source,example\na,b,c,a\na,d,e,a\n", "stands in line 2 already"),
    ],
)
def test_a_file_that_is_no_glossary(tmp_path: Path, content: str, hint: str) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    name = "people.csv" if content.startswith("id") else "allowed.csv"
    (folder / name).write_text(content, encoding="utf-8")
    with pytest.raises(GlossaryError, match=hint):
        cleanup.check("Anything.", glossaries=[folder])


def test_a_file_that_is_not_utf8(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    (folder / "allowed.csv").write_bytes(b"form,reason,source,example\nJos\xe9,a,b,c\n")
    with pytest.raises(GlossaryError, match="line 2: not UTF-8"):
        cleanup.check("Anything.", glossaries=[folder])


def test_a_missing_folder_and_an_unknown_file(tmp_path: Path) -> None:
    with pytest.raises(GlossaryError, match="does not exist"):
        cleanup.check("Anything.", glossaries=[tmp_path / "nowhere"])
    (tmp_path / "peple.csv").write_text("id\n", encoding="utf-8")
    with pytest.raises(GlossaryError, match="Did you mean 'people'"):
        cleanup.check("Anything.", glossaries=[tmp_path])


def test_a_newsrooms_row_is_added_and_wins(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    write(folder, "people", PERSON)
    write(folder, "people_forms", FORM)
    text = "Ilze Prohbe met Anthony Blinken."
    assert cleanup.check(text, glossaries=[folder]).fixed == "Ilse Probe met Antony Blinken."
    assert cleanup.check(text).fixed == "Ilze Prohbe met Antony Blinken."
    write(
        folder,
        "allowed",
        {"form": "Anthony Blinken", "reason": "our columnist", "source": "desk", "example": "Anthony Blinken writes."},
    )
    result = cleanup.check(text, glossaries=[folder])
    assert result.fixed == "Ilse Probe met Anthony Blinken."
    (lost,) = result.to_dict()["set_aside"]
    assert lost["by"] == "allowed"
    assert "our columnist" in lost["reason"]


def test_the_shipped_files_load_and_lint_clean() -> None:
    assert [str(complaint) for complaint in lint(glossary_files([ROOT / "glossaries"]))] == []


def test_lint_sees_what_loads_but_would_do_harm(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    write(folder, "people", PERSON)
    rows = [
        FORM | {"form": "Home", "example": "Home spoke."},
        FORM | {"form": "ILSE PROBE", "example": "ILSE PROBE spoke."},
    ]
    write(folder, "people_forms", *rows)
    text = "\n".join(map(str, lint(glossary_files([shipped_folder(), folder]))))
    assert "is an English word" in text
    assert "no row is needed" in text


def _open(cache: str) -> int:
    """Open an index of the hand-written places and terms, which is built in a moment."""
    names = {"allowed", "countries", "places", "places_forms", "styles", "terms", "english"}
    files = [path for path in glossary_files([shipped_folder()]) if path.parent.name != DERIVED and path.stem in names]
    return len(load_index(files, Path(cache)))


@pytest.fixture(scope="module")
def size(tmp_path_factory: pytest.TempPathFactory) -> int:
    return _open(str(tmp_path_factory.mktemp("sound")))


def test_several_processes_may_build_at_once(tmp_path: Path, size: int) -> None:
    with multiprocessing.get_context("spawn").Pool(4) as pool:
        assert set(pool.map(_open, [str(tmp_path)] * 8)) == {size}
    assert len([path for path in tmp_path.iterdir() if not path.name.startswith(".")]) == 1
    assert not [path for path in tmp_path.iterdir() if path.name.startswith(".building")]


@pytest.mark.parametrize("part", ["forms.trie", "postings.idx", "manifest.json", "tables.json", "entries.trie"])
def test_a_damaged_cache_is_built_again(tmp_path: Path, size: int, part: str) -> None:
    assert _open(str(tmp_path)) == size
    (folder,) = (path for path in tmp_path.iterdir() if not path.name.startswith("."))
    path = folder / part
    data = bytearray(path.read_bytes())
    data[len(data) // 2] ^= 0xFF
    path.write_bytes(data[: len(data) - 3])
    assert _open(str(tmp_path)) == size
    path.unlink()
    assert _open(str(tmp_path)) == size


def test_a_damaged_row_in_the_cache_is_found_when_it_is_read() -> None:
    cleanup.check("Anthony Blinken spoke.")
    postings = next(cache_folder().glob("*/postings.bin"))
    data = postings.read_bytes()
    postings.write_bytes(b"\xff" * len(data))
    from cleanup.glossary import index as module

    module._open.cache_clear()
    assert cleanup.check("Anthony Blinken spoke.").fixed == "Antony Blinken spoke."


def test_without_a_place_for_a_cache_everything_still_works(tmp_path: Path, size: int) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    assert _open(str(blocked)) == size


def test_a_damaged_file_of_parsed_rows_is_read_anew(tmp_path: Path) -> None:
    files = [path for path in glossary_files([shipped_folder()]) if path.stem in ("places", "places_forms")]
    rows = read_tables(files, tmp_path / "rows").rows
    kept = sorted((tmp_path / "rows").iterdir())
    assert kept
    assert read_tables(files, tmp_path / "rows").rows == rows
    for path in kept:
        path.write_bytes(path.read_bytes()[:-20])
    assert read_tables(files, tmp_path / "rows").rows == rows


def test_a_nearer_layer_switches_a_row_off(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    text = "The delegation left Bruselas on Friday."
    assert cleanup.check(text, source_language="es").fixed == "The delegation left Brussels on Friday."
    off = {"file": "places_forms", "row": "brussels|Bruselas", "reason": "our columnist's name", "source": "desk"}
    write(folder, "off", off)
    assert cleanup.check(text, source_language="es", glossaries=[folder]).fixed == text
    write(folder, "off", off | {"row": "antony-blinken", "file": "people"})
    # With a person go the person's forms and tenures.
    assert cleanup.check("Anthony Blinken spoke.", glossaries=[folder]).fixed == "Anthony Blinken spoke."
    write(folder, "off", off | {"row": "brussels|Brusels"})
    assert "no layer below has 'brussels|Brusels'" in str(lint(glossary_files([shipped_folder(), folder]))[-1])
    write(folder, "off", off | {"file": "plaices"})
    with pytest.raises(GlossaryError, match="places"):
        cleanup.check(text, glossaries=[folder])


def test_what_a_nearer_layer_calls_right_is_no_wrong_form(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    row = next(r for r in read_tables([shipped_folder() / "people.csv"]).rows["people"] if r["id"] == "antony-blinken")
    write(folder, "people", row | {"accepted": "Anthony Blinken"})
    assert cleanup.check("Anthony Blinken spoke.", glossaries=[folder]).fixed == "Anthony Blinken spoke."


def test_a_derived_tenure_proves_nothing_after_the_day_to_which_it_is_known(tmp_path: Path) -> None:
    folder = tmp_path / "desk" / DERIVED
    folder.parent.mkdir()
    write(folder, "people", {name: value for name, value in PERSON.items() if name != "example"})
    tenure = {
        "person": "ilse-probe",
        "office": "de-foreign",
        "from": "1990-01-01",
        "to": "1991-01-01",
        "source": "list",
    }
    write(folder, "tenures", tenure | {"as_of": "2022-08-03"})
    text = "Foreign Minister Ilse Probe spoke."
    flags = [
        [f["safety"] for f in cleanup.check(text, date=date, glossaries=[folder.parent]).findings]
        for date in ("1990-06-01", "2020-06-01", "2026-06-01")
    ]
    assert flags == [[], ["flag"], []]


def test_dates_of_a_cell() -> None:
    assert str(first_day("2021")) == "2021-01-01"
    assert str(last_day("2021")) == "2021-12-31"
    assert str(last_day("2020-02")) == "2020-02-29"
    assert str(last_day("2020-12")) == "2020-12-31"


def test_the_cache_folder_can_be_chosen() -> None:
    assert str(cache_folder()).startswith(os.environ["CLEANUP_CACHE_DIR"])


def test_the_manifest_lists_every_part() -> None:
    cleanup.check("Anything.")
    manifest = json.loads(next(cache_folder().glob("*/manifest.json")).read_bytes())
    assert {"forms.trie", "postings.bin", "entries.bin", "english.trie"} <= set(manifest)
