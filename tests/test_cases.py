"""The tables of cases, one file a normalizer: texts to repair, texts to offer, texts to flag, and texts to leave alone.

`tests/cases/NAME.csv` has the columns `text`, `options` (`date=2021-05-11 source_language=es style=bbc`), `level` and
`result`. Only the normalizer of that name runs. `safe`: the safe edits give `result`. `review`: nothing is done on its
own, and with the review edits the text is `result`. `flag`: it is flagged, and nothing is replaced. `leave`: nothing is
found. A level with `!` is a known failure, and must fail. `\\r` and `\\n` in a cell are line ends, `{U+200B}` is the
character of that number.
"""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from _pytest.mark import ParameterSet

import cleanup
from cleanup.normalizers import NORMALIZERS
from cleanup.proposal import Safety

CASES = Path(__file__).parent / "cases"
COLUMNS = ["text", "options", "level", "result"]


def rows() -> list[tuple[str, int, dict[str, str]]]:
    found = []
    for path in sorted(CASES.glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            reader = csv.DictReader(file, strict=True)
            assert reader.fieldnames == COLUMNS, path
            found += [(path.stem, reader.line_num, row) for row in reader]
    return found


ROWS = rows()


def _lines(cell: str) -> str:
    cell = cell.replace("\\r", "\r").replace("\\n", "\n")
    return re.sub(r"\{U\+([0-9A-F]{4,5})\}", lambda match: chr(int(match.group(1), 16)), cell)


def _marked(name: str, line: int, row: dict[str, str]) -> ParameterSet:
    known = [pytest.mark.xfail(reason="known failure")] if row["level"].endswith("!") else []
    row = row | {"level": row["level"].removesuffix("!")}
    return pytest.param(name, line, row, id=f"{name}:{line}", marks=known)


@pytest.mark.parametrize(("name", "line", "row"), [_marked(*row) for row in ROWS])
def test_case(name: str, line: int, row: dict[str, str]) -> None:
    text, result = _lines(row["text"]), _lines(row["result"])
    options = dict(pair.split("=", 1) for pair in row["options"].split())
    revision = cleanup.check(text, select=[name], **options).revision
    assert not revision.errors
    found = [(str(f.proposal.safety), f.proposal.message) for f in revision.findings]
    if row["level"] == "leave":
        assert not found
        return
    if row["level"] == "safe":
        assert revision.fixed == result, found
        again = cleanup.check(result, select=[name], **options).revision
        assert again.fixed == result
    elif row["level"] == "review":
        assert revision.fixed == text, found
        assert revision.text(Safety.REVIEW) == result, found
    else:
        assert row["level"] == "flag"
        assert any(level == "flag" for level, _ in found), found
        assert revision.text(Safety.REVIEW) == text, found


@pytest.mark.parametrize("name", [name for name in NORMALIZERS if name != "grammar"])
def test_every_normalizer_proves_itself_both_ways(name: str) -> None:
    levels = [row["level"].removesuffix("!") for stem, _, row in ROWS if stem == name]
    assert len(levels) >= 20, "a normalizer without cases is not finished"
    assert levels.count("leave") >= len(levels) // 3
