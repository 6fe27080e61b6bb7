"""A newsroom's own lists: what each format means, what is not taken and why, and that a failure changes nothing."""

from __future__ import annotations

import bz2
import csv
import gzip
import json
import lzma
import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import cleanup
from cleanup.commands.app import main
from cleanup.errors import GlossaryError
from cleanup.glossary.exchange import exporting, importing, staging, tbx, wikidata
from cleanup.glossary.exchange.found import Entry
from cleanup.glossary.exchange.importing import Outcome, Request, import_list
from cleanup.glossary.exchange.sources import recognise
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import read_tables
from cleanup.glossary.schema import FILES

pytestmark = pytest.mark.usefixtures("hand_written")

Cli = Callable[..., tuple[int, str, str]]


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfdbinary: pytest.CaptureFixture[bytes]) -> Cli:
    """Run the command in an empty folder; return exit code, output and errors."""
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        capfdbinary.readouterr()
        monkeypatch.setattr(sys, "argv", ["cleanup", *map(str, arguments)])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfdbinary.readouterr()
        return int(caught.value.code or 0), out.decode(), err.decode()

    return run


def put(path: Path, text: str, encoding: str = "utf-8") -> Path:
    path.write_bytes(text.encode(encoding))
    return path


def taken(path: Path, folder: Path, **choices: Any) -> Outcome:
    outcome = import_list(Request(path, folder, **choices))
    if not choices.get("preview"):
        read_tables(glossary_files([shipped_folder(), folder]))  # what was written must load
    return outcome


def rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def content(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in sorted(folder.rglob("*")) if p.is_file()}


def refusals(outcome: Outcome) -> dict[str, str]:
    return {refused.text: refused.reason for refused in outcome.first_refused}


# --- tables


def test_a_deepl_glossary_with_languages(tmp_path: Path) -> None:
    path = put(
        tmp_path / "list.csv",
        "Aquisgrana Vieja,Aachen,es,en\ncentral probity,probidad central,en,es\nGleis,voie,de,fr\n",
    )
    outcome = taken(path, tmp_path / "desk")
    assert outcome.new == {"places_forms": 1, "terms": 1}
    (form,) = rows(tmp_path / "desk", "places_forms")
    assert (form["entry"], form["form"], form["languages"], form["when"]) == (
        "aachen",
        "Aquisgrana Vieja",
        "es",
        "language",
    )
    (term,) = rows(tmp_path / "desk", "terms")
    assert (term["form"], term["ap"], term["un"], term["languages"]) == (
        "probidad central", "central probity", "central probity", "es",
    )  # fmt: skip
    assert "neither" in refusals(outcome)["Gleis"]


@pytest.mark.parametrize(
    ("text", "languages"),
    [
        ("source,target\nVilla Probe,Testopolis Major\n", "*"),
        ("es,en\nVilla Probe,Testopolis Major\n", "es"),
        ("Villa Probe,Testopolis Major,es\nVilla Otra,Testopolis Minor,es\n", "es"),
        ("Villa Probe\tTestopolis Major\tour rule\n", "*"),
        ("Wrong;Right;Note\nVilla Probe;Testopolis Major;our rule\n", "*"),
        ("Term,Avoid,Language\nTestopolis Major,Villa Probe,Spanish\n", "es"),
        ("Term,Preferred\nVilla Probe,Testopolis Major\n", "*"),
        ("Note,English,French\nx,Testopolis Major,Villa Probe\n", "fr"),
        ("Use,Instead of\nTestopolis Major,Villa Probe\n", "*"),
    ],
)
def test_layouts(tmp_path: Path, text: str, languages: str) -> None:
    outcome = taken(put(tmp_path / "list.txt", text), tmp_path / "desk", kind="places")
    assert outcome.refused == 0
    row = next(row for row in rows(tmp_path / "desk", "places_forms") if row["form"] == "Villa Probe")
    assert (row["entry"], row["form"], row["languages"]) == ("testopolis-major", "Villa Probe", languages)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_encodings_and_separators(tmp_path: Path, encoding: str, separator: str) -> None:
    lines = ["wrong,right", "Vílla Próbe,Testópolis Señora", "Zwo Dörfer Nord,Twin Villages North"]
    text = "\r\n".join(lines).replace(",", separator) + "\r\n"
    outcome = taken(put(tmp_path / "list.csv", text, encoding), tmp_path / "desk", kind="places")
    assert {row["form"] for row in rows(tmp_path / "desk", "places_forms")} == {"Vílla Próbe", "Zwo Dörfer Nord"}
    assert any("Windows-1252" in note for note in outcome.notes) == (encoding == "cp1252")


def test_quotation_marks_of_omegat_are_letters(tmp_path: Path) -> None:
    path = put(
        tmp_path / "glossary.txt", 'Villa "Probe"\tTestopolis "Major" House\tcomment\n"Casa Nova\tTestopolis Home\tx\n'
    )
    taken(path, tmp_path / "desk", kind="terms")
    assert {row["form"] for row in rows(tmp_path / "desk", "terms")} == {'Villa "Probe"', '"Casa Nova'}


def test_how_many_rows_wait_to_be_written_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def line(number: int) -> str:
        name = f"{('Anna', 'Ánna', 'Berta')[number % 3]} Testova{number % 5}"
        kind = ("person", "person", "place", "term", "")[number % 5 if number % 7 else 3]
        return f"{name[::-1]} {number % 11}|{name}itsch,{name},{('es', 'fr')[number % 2]},{kind},{'Nanna' if number % 4 else ''}"

    path = put(
        tmp_path / "list.csv", "wrong,right,language,kind,also right\n" + "\n".join(map(line, range(200))) + "\n"
    )
    found = []
    for waiting in (0, 7, 20_000):
        monkeypatch.setattr(staging, "_WAITING", waiting)
        outcomes = [taken(path, tmp_path / f"desk{waiting}", source="x") for _ in range(2)]
        found.append((outcomes, content(tmp_path / f"desk{waiting}")))
    assert found[0] == found[1] == found[2]
    assert found[0][0][0].refused and found[0][0][0].extended and found[0][0][1].there


def test_columns_can_be_named(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", "A,B,C\nTestopolis,x,Villa Probe\n")
    taken(path, tmp_path / "desk", kind="places", columns={"form": "C", "name": "A"})
    assert rows(tmp_path / "desk", "places_forms")[0]["form"] == "Villa Probe"
    with pytest.raises(GlossaryError, match="no column 'D'"):
        taken(path, tmp_path / "desk", columns={"form": "D", "name": "A"})
    with pytest.raises(GlossaryError, match="Did you mean 'form'"):
        taken(path, tmp_path / "desk", columns={"from": "C", "name": "A"})


def test_people_get_a_family_name_and_kinds_can_stand_in_a_column(tmp_path: Path) -> None:
    text = (
        "kind,name,form,country,type\nperson,Greta von der Probe,Greta von der Prohbe,DE,\n"
        "person,Li Testmin,Li Testming,CN,\nplace,Probeville,Probewil,FR,city\norganisation,Probe Party,Partido Probo,ES,party\n"
        "animal,Cat Probe,Gato Probo,,\n"
    )
    outcome = taken(put(tmp_path / "list.csv", text), tmp_path / "desk")
    assert {row["name"]: row["family"] for row in rows(tmp_path / "desk", "people")} == {
        "Greta von der Probe": "von der Probe", "Li Testmin": "Li",
    }  # fmt: skip
    assert rows(tmp_path / "desk", "places")[0]["kind"] == "city"
    assert rows(tmp_path / "desk", "organisations")[0]["kind"] == "party"
    assert "no kind of entry" in refusals(outcome)["Gato Probo"]


def test_own_columns_and_a_form_without_its_entry(tmp_path: Path) -> None:
    header = ",".join(column.name for column in FILES["places_forms"])
    path = put(
        tmp_path / "places_forms.csv",
        f"{header}\naachen,Aquae Granni,*,,,,safe,,by hand,Rain over Aquae Granni.\n"
        "nowhere-at-all,Foo Bar,*,,,,safe,,by hand,Foo Bar.\n",
    )
    outcome = taken(path, tmp_path / "desk")
    assert rows(tmp_path / "desk", "places_forms")[0]["example"] == "Rain over Aquae Granni."
    assert "places.csv" in refusals(outcome)["Foo Bar"]
    renamed = path.rename(tmp_path / "unknown.csv")
    with pytest.raises(GlossaryError, match="--kind"):
        taken(renamed, tmp_path / "desk")
    taken(renamed, tmp_path / "other", kind="places")


def test_a_list_of_forms_that_are_allowed(tmp_path: Path) -> None:
    taken(put(tmp_path / "list.txt", "Villa Probe\nCasa Testa\n"), tmp_path / "desk", kind="allowed")
    assert [row["form"] for row in rows(tmp_path / "desk", "allowed")] == ["Casa Testa", "Villa Probe"]


def test_what_was_taken_repairs_an_article(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", "wrong,right\nAquae Granni,Aachen\nIlze Prohbe,Ilse Probe\n")
    taken(path, tmp_path / "desk", kind="places")
    result = cleanup.check("Rain fell over Aquae Granni.", glossaries=[tmp_path / "desk"])
    assert result.fixed == "Rain fell over Aachen."


# --- judging


def test_what_is_not_taken_has_a_reason(tmp_path: Path) -> None:
    text = (
        "wrong,right\nhome,Testopolis\nParis,Testopolis\nTestopolis,Testopolis\nTESTO-POLIS,Testopolis\nVilla Probe,Testopolis\n"
        "Villa Probe,Otherville\nVilla Tria,\nAix-la-Chapelle,Otherville\nOtherburg,Testopolis\nOtherbourg,Otherburg\nx,Testopolis\n"
    )
    outcome = taken(put(tmp_path / "list.csv", text), tmp_path / "desk", kind="places")
    found = {(r.line, r.text): r.reason for r in outcome.first_refused}
    expected = {
        (2, "home"): "English word", (3, "Paris"): "right form of place paris", (4, "Testopolis"): "same as the right form",
        (5, "TESTO-POLIS"): "only in case", (7, "Villa Probe"): "wrong form of places:testopolis too (line 6)",
        (8, "Villa Tria"): "right form is missing", (9, "Aix-la-Chapelle"): "wrong form of place aachen",
        (10, "Otherburg"): "right form too, Otherburg (line 11)", (12, "x"): "two letters",
    }  # fmt: skip
    for place, reason in expected.items():
        assert reason in found.pop(place), place
    assert found == {}
    assert outcome.refused == 9
    assert {row["form"] for row in rows(tmp_path / "desk", "places_forms")} == {"Villa Probe", "Otherbourg"}


def test_an_entry_that_only_a_refused_pair_implies_is_not_made(tmp_path: Path) -> None:
    outcome = taken(put(tmp_path / "list.csv", "wrong,right\nParis,Villa Probe\n"), tmp_path / "desk", kind="places")
    assert (outcome.new, outcome.refused) == ({}, 1)
    assert not (tmp_path / "desk" / "places.csv").exists()


def test_importing_twice_changes_nothing_and_rows_are_merged(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    path = put(tmp_path / "list.csv", "wrong,right,language\nVilla Probe,Testopolis,es\nAquae Granni,Aachen,es\n")
    taken(path, folder, kind="places")
    before = content(folder)
    again = taken(path, folder, kind="places")
    assert (again.new, again.there > 0, content(folder)) == ({}, True, before)
    more = taken(put(tmp_path / "more.csv", "wrong,right,language\nVilla Probe,Testopolis,it\n"), folder, kind="places")
    assert more.extended == 1
    row = next(row for row in rows(folder, "places_forms") if row["form"] == "Villa Probe")
    assert row["languages"] == "es|it"
    keys = [list(row.values()) for row in rows(folder, "places_forms")]
    assert keys == sorted(keys)


def test_a_row_written_by_hand_is_never_overwritten(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    taken(put(tmp_path / "a.csv", "wrong,right\nVilla Probe,first choice\n"), folder, kind="terms")
    before = content(folder)
    outcome = taken(put(tmp_path / "b.csv", "wrong,right\nVilla Probe,second choice\n"), folder, kind="terms")
    assert "line 2" in refusals(outcome)["Villa Probe"]
    assert content(folder) == before


def test_the_report_lists_everything(tmp_path: Path) -> None:
    path = put(tmp_path / "list.csv", "wrong,right\n" + "".join(f"home,Testopolis {n}\n" for n in range(50)))
    outcome = taken(path, tmp_path / "desk", kind="places", report=tmp_path / "report.csv")
    assert (outcome.refused, len(outcome.first_refused)) == (50, 20)
    with (tmp_path / "report.csv").open(encoding="utf-8") as file:
        listed = list(csv.DictReader(file))
    assert [int(row["line"]) for row in listed] == list(range(2, 52))


# --- bad input: an error that says where, and the folder as it was

GOOD = "wrong,right\nVilla Probe,Testopolis\n"
V2 = '<?xml version="1.0"?>\n<!DOCTYPE martif SYSTEM "TBXcoreStructV02.dtd"{}>\n<martif type="TBX"><text><body>{}</body></text></martif>'
LAUGHS = "".join(f'<!ENTITY l{n + 1} "{f"&l{n};" * 10}">' for n in range(9))


def bad_lists(folder: Path) -> dict[str, tuple[Path, str]]:
    """Write one file of each sort of damage; return it with what the message must say."""
    text = "wrong,right\n" + "".join(
        f"Villa {n * 7919 % 99991},Testopolis {n * 104729 % 99991}\n" for n in range(20_000)
    )
    packed, rng = gzip.compress(text.encode()), text.encode()
    book = openpyxl.Workbook()
    book.active.append(["wrong", "right"])
    for number in range(300):
        book.active.append([f"Villa {number}", f"Testopolis {number}"])
    book.save(folder / "whole.xlsx")
    whole = (folder / "whole.xlsx").read_bytes()
    bomb = folder / "bomb.xlsx"
    with zipfile.ZipFile(bomb, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", "<workbook/>")
        archive.writestr("xl/worksheets/sheet1.xml", b" " * 60_000_000)
    million = "wrong,right,note\n" + "".join(f"Villa {n},Testopolis {n},x\n" for n in range(20_000))
    entity = json.dumps({"type": "item", "id": "Q1", "labels": {}, "claims": {}})

    def binary(name: str, data: bytes) -> Path:
        (folder / name).write_bytes(data)
        return folder / name

    return {
        "archive cut off": (binary("cut.csv.gz", packed[: len(packed) // 2]), "cut off"),
        "archive damaged": (binary("damaged.csv.gz", packed[:5000] + b"\0" * 50 + packed[5050:]), "damaged"),
        "bz2 damaged": (binary("damaged.bz2", bz2.compress(rng)[:2000] + b"\0" * 500), "damaged"),
        "xz cut off": (binary("cut.xz", lzma.compress(rng)[:-900]), "cut off"),
        "workbook cut off": (binary("cut.xlsx", whole[: len(whole) // 2]), "workbook is damaged"),
        "workbook with a hole": (binary("hole.xlsx", whole[:900] + b"\0" * 900 + whole[1800:]), "damaged"),
        "zip bomb": (bomb, "far larger"),
        "no workbook": (binary("other.zip", _zip({"a.txt": "x"})), "archive without a workbook"),
        "encodings mixed": (binary("mixed.csv", "wrong,right\nÁéí Óúñ,Ñandú Ü\n".encode() * 9 + b"Jos\xe9,b\n"), "line 19: not UTF-8"),
        "Cyrillic": (binary("cyrillic.csv", "неправильно;правильно\nМосква;Москва\n".encode("cp1251")), "line 1: neither"),
        "external entity": (
            put(folder / "external.tbx", V2.format(' [<!ENTITY x SYSTEM "file:///etc/passwd">]', "<termEntry>&x;</termEntry>")),
            "line 2: the file declares an entity",
        ),
        "billion laughs": (
            put(folder / "laughs.tbx", V2.format(f' [<!ENTITY l0 "lol">{LAUGHS}]', "<termEntry>&l9;</termEntry>")), "declares an entity",
        ),
        "TBX cut off": (put(folder / "cut.tbx", V2.format("", "<termEntry>\n<langSet>")[:-30]), "line 4"),
        "another XML": (put(folder / "memory.tmx", "<tmx version='1.4'><body/></tmx>"), "translation memory"),
        "columns shifted": (put(folder / "shift.csv", "wrong,right\nA Probe,B Probe\nVilla, Nova,Testopolis\n"), "line 3: 3 cells where 2"),
        "language shifted": (put(folder / "lang.csv", "wrong,right,language\nA Probe,B Probe,es\nx,Villa Probe,Testopolis\n"), "line 3, column 'language'"),
        "circle": (put(folder / "circle.csv", "wrong,right\nFoo Bar,Baz Qux\nOne Two,Three Four\nBaz Qux,Foo Bar\n"), "line 4: the list goes round"),
        "long circle": (put(folder / "long.csv", "wrong,right\nFoo Bar,Baz Qux\nBaz Qux,One Two\nOne Two,Foo Bar\n"), "round in a circle"),
        "cut off in a row": (put(folder / "cut.csv", million[: million.index("Villa 15000,") + 9]), "line 15002: the file is cut off"),
        "cut off in quotes": (put(folder / "quotes.csv", 'wrong,right\nA Probe,B Probe\n"C Probe,D Probe\nE,F\n'), "line 3: a quotation mark"),
        "one column": (put(folder / "one.csv", "Villa Probe\nCasa Testa\n"), "one column only"),
        "five columns": (put(folder / "five.csv", "a b,b c,c d,d e,e f\n" * 3), "5 columns, and no header"),
        "empty": (put(folder / "empty.csv", "\n\n"), "empty"),
        "old Excel": (binary("old.xls", b"\xd0\xcf\x11\xe0" + b"\0" * 600), "Save it as .xlsx"),
        "dump cut off": (put(folder / "dump.json", f"[\n{entity},\n{entity[:40]}"), "line 3: not an entity"),
        "dump without its end": (put(folder / "open.json", f"[\n{entity},\n{entity},\n"), "cut off"),
        "other JSON": (put(folder / "other.json", '{"a": [1, 2]}'), "no Wikidata dump"),
        "JSON cut off": (put(folder / "half.json", '{"entities": {"Q1": {"labels": '), "cut off"),
        "a folder": (folder, "this is a folder"),
        "missing": (folder / "nowhere.csv", "no such file"),
    }  # fmt: skip


def _zip(parts: dict[str, str]) -> bytes:
    import io

    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_bad_input_is_refused_with_file_and_place_and_nothing_changes(tmp_path: Path, cli: Cli) -> None:
    folder = tmp_path / "desk"
    taken(put(tmp_path / "good.csv", GOOD), folder, kind="places")
    before = content(folder)
    lists = tmp_path / "lists"
    lists.mkdir()
    for name, (path, hint) in bad_lists(lists).items():
        code, out, err = cli("glossary", "import", path, "--into", folder, "--report", tmp_path / "report.csv")
        assert (code, out) == (2, ""), (name, out)
        assert hint in err, (name, err)
        assert path.name in err, (name, err)
        assert "Traceback" not in err
        assert content(folder) == before, name
        assert sorted(p.name for p in tmp_path.iterdir() if p.name.startswith(".")) == [], name


def test_a_circle_with_what_the_folder_has(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    taken(put(tmp_path / "a.csv", "wrong,right\nFoo Bar,Baz Qux\n"), folder, kind="terms")
    before = content(folder)
    with pytest.raises(GlossaryError, match=r"terms.csv of the folder, line 2"):
        taken(put(tmp_path / "b.csv", "wrong,right\nBaz Qux,Foo Bar\n"), folder, kind="terms")
    assert content(folder) == before


def test_a_failure_while_files_are_moved_puts_the_old_ones_back(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "desk"
    taken(put(tmp_path / "a.csv", GOOD), folder, kind="places")
    before = content(folder)
    replace = Path.replace
    moved: list[str] = []

    def failing(self: Path, target: Path) -> Path:
        if self.parent.name == "new":
            moved.append(self.name)
            if len(moved) == 2:
                raise OSError(28, "No space left on device")
        return replace(self, target)

    monkeypatch.setattr(Path, "replace", failing)
    with pytest.raises(GlossaryError, match="No space left"):
        taken(put(tmp_path / "b.csv", "wrong,right\nVilla Otra,Otherville\n"), folder, kind="places")
    assert len(moved) == 2
    assert content(folder) == before
    with pytest.raises(GlossaryError, match="No space left"):
        moved.clear()
        taken(put(tmp_path / "c.csv", GOOD), tmp_path / "fresh", kind="places")
    assert not (tmp_path / "fresh").exists()


def test_a_folder_that_changes_meanwhile_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    taken(put(tmp_path / "a.csv", GOOD), folder, kind="places")
    path = put(tmp_path / "b.csv", "wrong,right\nVilla Otra,Otherville\n")

    def meddle(what: str, *_: object) -> None:
        if what == "writing":
            put(folder / "allowed.csv", "form,reason,source,example\n")

    with pytest.raises(GlossaryError, match="changed while"):
        import_list(Request(path, folder, kind="places"), meddle)
    assert len(rows(folder, "places")) == 1


def test_a_folder_that_would_not_load_is_not_touched(tmp_path: Path) -> None:
    folder = tmp_path / "desk"
    folder.mkdir()
    put(folder / "places.csv", "id;name\n")
    with pytest.raises(GlossaryError, match=r"places.csv, line 1"):
        taken(put(tmp_path / "a.csv", GOOD), folder, kind="places")


# --- workbooks


def test_a_workbook(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Notes only"])
    sheet = book.create_sheet("Names")
    for row in (
        ["Wrong", "Right", "Language", None],
        ["Villa Probe", "Testopolis", "es", None],
        [None] * 4,
        ["home", "Testopolis", "es"],
    ):
        sheet.append(row)
    book.save(tmp_path / "list.bin")  # told by its content, not by its name
    outcome = taken(tmp_path / "list.bin", tmp_path / "desk", kind="places", sheet="Names")
    assert rows(tmp_path / "desk", "places_forms")[0]["languages"] == "es"
    assert (outcome.unit, [r.line for r in outcome.first_refused]) == ("row", [4])
    with pytest.raises(GlossaryError, match="Did you mean 'Names'"):
        taken(tmp_path / "list.bin", tmp_path / "desk", sheet="Name")
    with pytest.raises(GlossaryError, match="row 1: one column only"):
        taken(tmp_path / "list.bin", tmp_path / "desk")


# --- TBX

ENTRY2 = """<termEntry id="e1"><descrip type="subjectField">places</descrip>
<langSet xml:lang="en"><tig><term>Testopolis</term><termNote type="administrativeStatus">preferredTerm-admn-sts</termNote></tig>
<ntig><termGrp><term>Testo City</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termGrp></ntig>
<tig><term>Old Testo</term><termNote type="normativeAuthorization">deprecatedTerm</termNote></tig>
<tig><term>Older Testo</term><termNote type="administrativeStatus">supersededTerm-admn-sts</termNote></tig></langSet>
<langSet xml:lang="es-ES"><tig><term>Villa Probe</term></tig></langSet>
<langSet xml:lang="fr"><tig><term>Villa Probe</term></tig></langSet></termEntry>
<termEntry id="e2"><langSet xml:lang="es"><tig><term>Solo Probe</term></tig></langSet></termEntry>
<termEntry id="e3"><langSet xml:lang="qqq"><tig><term>Lengua Probe</term></tig></langSet></termEntry>"""
DCA = """<tbx style="dca" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2"><text><body><conceptEntry id="c1">
<descrip type="subjectField">place</descrip><langSec xml:lang="en"><termSec><term>Testopolis</term></termSec><termSec>
<term>Old Testo</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec></langSec></conceptEntry></body></text></tbx>"""
DCT = """<tbx style="dct" type="TBX-Basic" xmlns="urn:iso:std:iso:30042:ed-2" xmlns:min="http://www.tbxinfo.net/ns/min">
<text><body><conceptEntry id="c1"><min:subjectField>place</min:subjectField><langSec xml:lang="en"><termSec><term>Testopolis</term>
<min:administrativeStatus>preferredTerm-admn-sts</min:administrativeStatus></termSec><termSec><term>Old <hi>Testo</hi></term>
<min:administrativeStatus>deprecatedTerm-admn-sts</min:administrativeStatus></termSec></langSec></conceptEntry></body></text></tbx>"""


def test_tbx_of_version_2(tmp_path: Path) -> None:
    outcome = taken(put(tmp_path / "terms.xml", V2.format("", ENTRY2)), tmp_path / "desk")
    (place,) = rows(tmp_path / "desk", "places")
    assert (place["name"], place["accepted"]) == ("Testopolis", "Testo City")
    forms = {row["form"]: (row["languages"], row["when"]) for row in rows(tmp_path / "desk", "places_forms")}
    assert forms == {"Old Testo": ("*", ""), "Older Testo": ("*", ""), "Villa Probe": ("es|fr", "language")}
    assert "no English term" in refusals(outcome)["Solo Probe"]
    assert "no language" in refusals(outcome)["Lengua Probe"]
    assert {refused.label for refused in outcome.first_refused} == {"e2", "e3"}


@pytest.mark.parametrize("text", [DCA, DCT])
def test_tbx_of_version_3_in_both_styles(tmp_path: Path, text: str) -> None:
    taken(put(tmp_path / "terms.tbx", text, "utf-16"), tmp_path / "desk")
    assert [row["form"] for row in rows(tmp_path / "desk", "places_forms")] == ["Old Testo"]


def newsroom(tmp_path: Path) -> Path:
    """Make a folder with entries of every kind."""
    text = (
        "kind,name,accepted,form,language,country,type,acronym,when,context,since,replacement\n"
        "person,Greta von der Probe,Margareta von der Probe,Greta von der Prohbe,de|nl,DE,,,language,,,\n"
        "place,Testopolis,Testo City|Old & New Testopolis,Villa <Probe>,*,FR,city,,,,2019-08-14,\n"
        "place,Testopolis,,Ciudad Testa,es,FR,city,,context,France|French,,Testo City\n"
        "organisation,Probe Party,,Partido Probo,es,ES,party,PRPY,language,,,\n"
        "term,the Probe government,,Casa Probe,es|it,,,,,,,\nallowed,Villa Allowed,,,,,,,,,,\n"
        "place,Aachen,,Aquae Granni,*,,,,,,,\n"
    )
    taken(put(tmp_path / "all.csv", text), tmp_path / "desk")
    return tmp_path / "desk"


def test_tbx_there_and_back_loses_nothing(tmp_path: Path, cli: Cli) -> None:
    folder = newsroom(tmp_path)
    code, out, _ = cli("glossary", "export", "--format", "tbx", "--from", folder, "--out", tmp_path / "out.tbx")
    assert (code, out) == (0, "")
    outcome = taken(tmp_path / "out.tbx", tmp_path / "back")
    assert outcome.refused == 0
    assert content(tmp_path / "back") == content(folder)


def test_the_shipped_entries_there_and_back(tmp_path: Path) -> None:
    def facts(entry: Entry) -> tuple[object, ...]:
        forms = sorted((form.text, form.languages, tuple(sorted(form.cells.items()))) for form in entry.forms)
        cells = {name: cell for name, cell in entry.cells.items() if name != "file"}
        return entry.kind, entry.name, sorted(entry.accepted), forms, sorted(cells.items())

    given = list(exporting.entries([], shipped=True, kind="people"))[:300]
    given += list(exporting.entries([], shipped=True, kind="organisations"))[:300]
    given += list(exporting.entries([], shipped=True, kind="terms"))[:150]
    path = put(tmp_path / "out.tbx", "".join(tbx.write(given)))
    source = recognise(path)
    with source.open() as stream:
        back = [piece for piece in tbx.read(source, stream, "") if isinstance(piece, Entry)]
    for left, right in zip(given, back, strict=True):
        for form in right.forms:
            if right.kind == "terms":
                form.cells.pop("when", None)
        assert facts(left) == facts(right)


@pytest.mark.parametrize("output", ["csv", "tsv"])
def test_a_table_there_and_back_keeps_names_forms_and_conditions(tmp_path: Path, cli: Cli, output: str) -> None:
    folder = newsroom(tmp_path)
    code, out, _ = cli("glossary", "export", "--format", output, "--from", folder)
    assert code == 0
    taken(put(tmp_path / "out.txt", out), tmp_path / "back")
    for name in ("people_forms", "places_forms", "organisations_forms"):
        assert rows(tmp_path / "back", name) == rows(folder, name)
    assert {r["name"]: r["accepted"] for r in rows(tmp_path / "back", "places")} == {
        r["name"]: r["accepted"] for r in rows(folder, "places")
    }


def test_an_export_without_a_folder_says_what_to_name(cli: Cli) -> None:
    code, _, err = cli("glossary", "export", "--format", "csv")
    assert (code, "--shipped" in err) == (2, True)
    code, out, _ = cli("glossary", "export", "--shipped", "--kind", "terms")
    assert code == 0
    assert out.startswith("kind,id,name")
    assert out.count("\n") == len(rows(shipped_folder(), "terms")) + 1


# --- Wikidata


def _claim(item: str, **qualifiers: tuple[str, int]) -> dict[str, Any]:
    found: dict[str, Any] = {"mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": item}}}, "rank": "normal"}
    if qualifiers:
        found["qualifiers"] = {
            name: [{"datavalue": {"value": {"time": f"+{day}T00:00:00Z", "precision": precision}}}]
            for name, (day, precision) in qualifiers.items()
        }
    return found


def _item(
    item: str, labels: dict[str, str], aliases: dict[str, list[str]] | None = None, **claims: list[Any]
) -> dict[str, Any]:
    return {
        "type": "item", "id": item, "modified": "2024-05-01T10:00:00Z",
        "labels": {code: {"language": code, "value": text} for code, text in labels.items()},
        "aliases": {code: [{"language": code, "value": text} for text in texts] for code, texts in (aliases or {}).items()} or [],
        "claims": {name: [c if isinstance(c, dict) else _claim(c) for c in values] for name, values in claims.items()},
    }  # fmt: skip


def _office() -> tuple[str, str]:
    """Return a Wikidata item of an office, and the office, as the shipped files say."""
    from cleanup.glossary import open_index

    return sorted(importing._offices(open_index()).items())[0]


def _dump() -> list[dict[str, Any]]:
    held = _claim(_office()[0], P580=("2021-01-26", 11), P582=("2023-06-00", 10))
    return [
        _item(
            "Q900001",
            {"en": "Vanda Maria Testova", "fr": "Wanda Maria Testowa", "es": "Vanda María Testová", "it": "Wanda Maria Testowa"},
            {"en": ["Wanda Testova", "Vandy"], "fr": ["Wanda M. Testowa"]},
            P31=["Q5"], P21=["Q6581072"], P27=["Q183"], P734=["Q900003"], P39=[held, "Q999999999"],
        ),
        _item("Q900002", {"en": "Probeville", "es": "Villaprueba", "en-gb": "Probeville"}, P31=["Q515"], P17=["Q142"]),
        _item("Q900003", {"en": "Maria Testova"}, P31=["Q101352"]),
        _item("Q900004", {"en": "Proof Party", "de": "Beweispartei"}, {"en": ["PRFP"]}, P31=["Q7278"], P17=["Q30"]),
        _item("Q900005", {"fr": "Sans anglais"}, P31=["Q5"]),
        _item("Q900006", {"en": "A Taxon"}, P31=["Q16521"]),
        _item("Q900007", {"en": "Vanda Maria Testova", "ru": "Ванда Мария"}, P31=["Q5"], P27=["Q30"]),
    ]  # fmt: skip


def _lines(items: list[dict[str, Any]]) -> str:
    return "[\n" + ",\n".join(json.dumps(item, ensure_ascii=False) for item in items) + "\n]\n"


@pytest.mark.parametrize("pack", [bytes, gzip.compress, bz2.compress, lzma.compress])
def test_a_wikidata_dump(tmp_path: Path, pack: Callable[[bytes], bytes]) -> None:
    path = tmp_path / "dump"
    path.write_bytes(pack(_lines(_dump()).encode()))
    outcome = taken(path, tmp_path / "desk")
    people = {row["id"]: row for row in rows(tmp_path / "desk", "people")}
    assert set(people) == {"vanda-maria-testova", "vanda-maria-testova-q900007"}
    person = people["vanda-maria-testova"]
    assert (person["gender"], person["country"], person["family"], person["accepted"]) == (
        "f",
        "DE",
        "Maria Testova",
        "Wanda Testova",
    )
    assert person["source"] == "Wikidata Q900001"
    forms = {row["form"]: row for row in rows(tmp_path / "desk", "people_forms")}
    assert set(forms) == {"Wanda Maria Testowa", "Wanda M. Testowa", "Ванда Мария"}
    assert (forms["Wanda Maria Testowa"]["languages"], forms["Wanda Maria Testowa"]["safety"]) == ("fr|it", "review")
    (tenure,) = rows(tmp_path / "desk", "tenures")
    assert (tenure["office"], tenure["from"], tenure["to"]) == (_office()[1], "2021-01-26", "2023-06")
    (place,) = rows(tmp_path / "desk", "places")
    assert (place["kind"], place["country"]) == ("city", "FR")
    (body,) = rows(tmp_path / "desk", "organisations")
    assert (body["kind"], body["acronym"]) == ("party", "PRFP")
    reasons = [refused.reason for refused in outcome.first_refused]
    assert any("Q999999999 is not in offices.csv" in reason for reason in reasons)
    assert any("no English label" in reason for reason in reasons)
    assert outcome.passed == [
        ("neither a person, a known kind of place nor of organisation: instance of Q16521", 1, "Q900006")
    ]


def test_kinds_and_languages_of_a_dump_can_be_chosen(tmp_path: Path) -> None:
    outcome = taken(put(tmp_path / "dump", _lines(_dump())), tmp_path / "desk", kind="people", languages=("fr",))
    assert {row["form"] for row in rows(tmp_path / "desk", "people_forms")} == {
        "Wanda Maria Testowa",
        "Wanda M. Testowa",
    }
    assert not (tmp_path / "desk" / "places.csv").exists()
    assert sum(count for _, count, _ in outcome.passed) == 3


def test_entity_data_and_the_results_of_queries(tmp_path: Path) -> None:
    item = _dump()[1]
    put(tmp_path / "entity.json", json.dumps({"entities": {"Q900002": item}}, indent=1))
    address = {"type": "uri", "value": "http://www.wikidata.org/entity/Q900002"}
    bindings = [
        {"item": address, "itemLabel": {"xml:lang": "en", "value": "Probeville"}, "esLabel": {"xml:lang": "es", "value": "Villaprueba"},
         "type": {"value": "http://www.wikidata.org/entity/Q515"}, "country": {"value": "http://www.wikidata.org/entity/Q142"}},
    ]  # fmt: skip
    put(tmp_path / "sparql.json", json.dumps({"head": {"vars": []}, "results": {"bindings": bindings}}))
    plain = [{name: cell["value"] for name, cell in bindings[0].items() if name != "esLabel"}]
    put(tmp_path / "query.json", json.dumps(plain))
    for name in ("entity", "sparql", "query"):
        taken(tmp_path / f"{name}.json", tmp_path / name)
        (place,) = rows(tmp_path / name, "places")
        assert (place["name"], place["kind"], place["country"]) == ("Probeville", "city", "FR"), name
    assert rows(tmp_path / "sparql", "places_forms") == rows(tmp_path / "entity", "places_forms")


def test_a_person_who_is_shipped_keeps_the_shipped_row(tmp_path: Path) -> None:
    item = _item("Q7821917", {"en": "Antony Blinken", "fr": "Anthonin Blinkenne"}, P31=["Q5"], P27=["Q30"])
    taken(put(tmp_path / "dump", _lines([item])), tmp_path / "desk")
    assert sorted(path.name for path in (tmp_path / "desk").iterdir()) == ["people_forms.csv"]
    assert rows(tmp_path / "desk", "people_forms")[0]["entry"] == "antony-blinken"


def _many(count: int) -> str:
    return _lines(
        [
            _item(
                f"Q{910000 + n}", {"en": f"Testo {chr(65 + n % 26)}ville {n}", "es": f"Villa {n} Probe"}, P31=["Q515"]
            )
            for n in range(count)
        ]
    )


def test_an_interrupted_import_goes_on_where_it_stopped(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "dump.gz"
    path.write_bytes(gzip.compress(_many(1700).encode()))
    taken(path, tmp_path / "whole")

    def interrupt(what: str, done: int, _: float) -> None:
        if done >= 1000:
            raise KeyboardInterrupt

    folder = tmp_path / "desk"
    with pytest.raises(KeyboardInterrupt):
        import_list(Request(path, folder), interrupt)
    assert not folder.exists()
    assert (tmp_path / ".desk.importing").exists()
    read: list[str] = []
    entity = wikidata._entity
    monkeypatch.setattr(wikidata, "_entity", lambda value, line: read.append(value["id"]) or entity(value, line))
    outcome = taken(path, folder)
    assert len(read) == 700
    assert any("went on after 1,000" in note for note in outcome.notes)
    assert content(folder) == content(tmp_path / "whole")
    assert not (tmp_path / ".desk.importing").exists()


@pytest.mark.parametrize("how", ["restart", "other file", "damaged"])
def test_an_interrupted_import_can_begin_anew(tmp_path: Path, how: str) -> None:
    path = put(tmp_path / "dump", _many(700))

    def interrupt(what: str, done: int, _: float) -> None:
        if done >= 500:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        import_list(Request(path, tmp_path / "desk"), interrupt)
    if how == "other file":
        put(path, _many(701))
    elif how == "damaged":
        (tmp_path / ".desk.importing").write_bytes(b"no database at all" * 100)
    outcome = taken(path, tmp_path / "desk", restart=how == "restart")
    assert outcome.new["places"] == (701 if how == "other file" else 700)
    assert not any("went on" in note for note in outcome.notes)
    assert bool(outcome.notes) == (how != "restart")


# --- the command


def test_import_prints_what_it_took_and_preview_writes_nothing(tmp_path: Path, cli: Cli) -> None:
    put(tmp_path / "list.csv", GOOD + "home,Testopolis\n")
    code, out, err = cli(
        "glossary", "import", "list.csv", "--into", "desk", "--kind", "places", "--preview", "--source", "the desk"
    )
    assert (code, err) == (1, "")
    assert "2 new rows would be taken" in out
    assert "form: Villa Probe" in out
    assert "line 3: 'home'" in out
    assert sorted(path.name for path in tmp_path.iterdir()) == ["list.csv"]
    code, out, _ = cli("glossary", "import", "list.csv", "--into", "desk", "--kind", "place", "--source", "the desk")
    assert code == 1
    assert rows(tmp_path / "desk", "places_forms")[0]["source"] == "the desk"
    code, _, err = cli("glossary", "import", "list.csv")
    assert (code, "--into" in err) == (2, True)
    put(tmp_path / "cleanup.toml", 'glossaries = ["desk"]\n')
    assert cli("glossary", "import", "list.csv")[0] == 1
    for wrong in (
        ("--kind", "peple"),
        ("--language", "Klingon"),
        ("--columns", "form:Wrong"),
        ("--encoding", "utf-99"),
    ):
        code, _, err = cli("glossary", "import", "list.csv", "--into", "desk", *wrong)
        assert (code, wrong[0].lstrip("-") in err) == (2, True), err


def test_add_checks_against_what_exists(tmp_path: Path, cli: Cli) -> None:
    assert cli("glossary", "add", "places", "Aachen", "--form", "Aquae Granni", "--into", "desk")[0] == 0
    code, out, _ = cli(
        "glossary", "add", "people", "Ilse Probe", "--form", "Ilze Prohbe", "--language", "pl", "--source", "ilse.example",
        "--example", "Ilze Prohbe spoke.", "--into", "desk",
    )  # fmt: skip
    assert (code, "people.csv" in out) == (0, True)
    (form,) = rows(tmp_path / "desk", "people_forms")
    assert (form["languages"], form["source"], form["example"]) == ("pl", "ilse.example", "Ilze Prohbe spoke.")
    before = content(tmp_path / "desk")
    refused = {
        ("places", "Aachen", "--form", "Aquae Granni"): "there already",
        ("places", "Aachen", "--form", "Paris"): "right form of place paris",
        ("places", "Aachen", "--form", "home"): "English word",
        ("places", "Aachen", "--form", "Aachen"): "same as the right form",
        ("places", "Testopolis", "--form", "Ilse Probe"): "right form too",
        ("places", "Testopolis", "--form", "Villa", "--example", "Nothing."): "--example",
        ("terms", "Testopolis"): "without a wrong form",
        ("plaices", "Testopolis", "--form", "Villa"): "Did you mean 'places'",
    }
    for call, reason in refused.items():
        code, out, err = cli("glossary", "add", *call, "--into", "desk")
        assert (code, out, reason in err) == (2, "", True), err
    assert content(tmp_path / "desk") == before
    result = cleanup.check("Ilze Prohbe met him.", glossaries=[tmp_path / "desk"], source_language="pl")
    assert result.fixed == "Ilse Probe met him."


def test_lookup_says_why_a_form_does_not_count(tmp_path: Path, cli: Cli) -> None:
    put(
        tmp_path / "list.csv",
        "wrong,right,language,when,context,safety\nVilla Probe,Testopolis,es,language,,safe\nCasa Probe,Testopolis,*,context,France|French,safe\n"
        "Rue Probe,Testopolis,fr,language,,review\n",
    )
    taken(tmp_path / "list.csv", tmp_path / "desk", kind="places")
    put(tmp_path / "cleanup.toml", 'glossaries = ["desk"]\n')
    assert "only with the source language es" in cli("glossary", "lookup", "Villa Probe")[1]
    assert "not with 'de'" in cli("glossary", "lookup", "Villa Probe", "--source-language", "de")[1]
    assert "only with" not in cli("glossary", "lookup", "Villa Probe", "--source-language", "es")[1]
    assert (
        "certain only if one of these stands in the article: France, French"
        in cli("glossary", "lookup", "Casa Probe")[1]
    )
    assert "because its row says so" in cli("glossary", "lookup", "Rue Probe")[1]
    code, out, _ = cli("glossary", "lookup", "Testopolos")
    assert (code, "Testopolis (place testopolis)" in out) == (1, True)
    assert "English word" in cli("glossary", "lookup", "umbrella")[1]
    off = put(tmp_path / "off.toml", 'glossaries = ["desk"]\nignore = ["places"]\n')
    assert "switched off" in cli("glossary", "lookup", "Villa Probe", "--config", off)[1]
    remarks = json.loads(cli("glossary", "lookup", "Villa Probe", "--format", "json", "--config", off)[1])[0]["remarks"]
    assert any("switched off" in remark for remark in remarks)


def test_stats_by_kind_country_language_and_source(cli: Cli) -> None:
    counts = json.loads(cli("glossary", "stats", "--format", "json")[1])
    tables = read_tables(glossary_files([shipped_folder()]))
    kinds = counts["by_kind"]
    for file in ("places", "organisations"):
        assert sum(n for kind, n in kinds.items() if kind.startswith(f"{file}: ")) == len(tables.rows[file])
    assert kinds["demonyms: people"] > 300
    assert counts["peoples_named_in"]["es"] > 100
    assert counts["by_country"]["US"] > 10
    assert counts["by_language"]["es"] > 100
    assert len(counts["by_source"]) <= 31
    assert "by language:" in cli("glossary", "stats")[1]


def test_checking_an_article_imports_none_of_this(tmp_path: Path) -> None:
    code = (
        "import sys; from cleanup.commands.app import app; "
        "app(['check', sys.argv[1], '--languagetool', 'off'], standalone_mode=False); "
        "print([name for name in sys.modules if name.startswith(('openpyxl', 'defusedxml', 'sqlite3', 'rapidfuzz', "
        "'cleanup.glossary.exchange'))])"
    )
    path = put(tmp_path / "a.txt", "Nothing to see.\n")
    done = subprocess.run([sys.executable, "-c", code, str(path)], capture_output=True, text=True, check=True)
    assert done.stdout.strip().endswith("[]")
