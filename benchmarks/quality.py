"""Precision and recall by normalizer and class: from the tables of cases, and from a folder of evaluation data.

    python benchmarks/quality.py [FOLDER]

The tables (`tests/cases/*.csv`) are counted first. A row to repair is right where the outcome and its level are the
table's, weaker where the outcome is the same at a lower level, missed where nothing is found, and wrong otherwise; a row to leave
is a false alarm where anything is found. `class` is that of the finding; rows in which nothing is found have none.

FOLDER holds JSON Lines: `clean.jsonl` (paragraphs of good English), `back_translations.jsonl` (`mt`, `original`, `lp`) and
`post_edits.jsonl` (`mt`, `pe`, `lp`). An edit goes towards the reference where its new words stand there and its old ones
do not, away from it where it is the other way round, and is undecided otherwise.
"""

from __future__ import annotations

import csv
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cleanup
from cleanup.proposal import Safety

CASES = Path(__file__).parent.parent / "tests" / "cases"
_WORD = re.compile(r"[\w’'%€$£-]+(?:[.,]\d+)*")


def tables() -> None:
    """Print right, weaker, missed, wrong and false alarms by normalizer."""
    print(
        f"{'normalizer':18}{'repair':>7}{'right':>7}{'weaker':>7}{'missed':>7}{'wrong':>7}{'leave':>7}{'false':>7}  precision  recall"
    )
    total: Counter[str] = Counter()
    for path in sorted(CASES.glob("*.csv")):
        counts: Counter[str] = Counter()
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                counts[outcome(path.stem, row)] += 1
        report(path.stem, counts)
        total += counts
    report("all", total)


def outcome(name: str, row: dict[str, str]) -> str:
    """Return what became of one row of a table."""
    lines = {column: row[column].replace("\\r", "\r").replace("\\n", "\n") for column in ("text", "result")}
    options: dict[str, Any] = dict(pair.split("=", 1) for pair in row["options"].split())
    revision = cleanup.check(lines["text"], select=[name], **options).revision
    level = row["level"].removesuffix("!")
    if level == "leave":
        return "false" if revision.findings else "left"
    if not revision.findings:
        return "missed"
    if level == "flag":
        return "right" if any(f.proposal.safety is Safety.FLAG for f in revision.findings) else "wrong"
    if level == "safe" and revision.fixed == lines["result"]:
        return "right"
    if revision.text(Safety.REVIEW) == lines["result"]:
        return "right" if level == "review" and revision.fixed == lines["text"] else "weaker"
    return "wrong"


def report(name: str, counts: Counter[str]) -> None:
    """Print one line of the first table."""
    repair = sum(counts[key] for key in ("right", "weaker", "missed", "wrong"))
    found = repair - counts["missed"] + counts["false"]
    right = counts["right"] + counts["weaker"]
    precision = f"{right / found:.3f}" if found else "-"
    recall = f"{right / repair:.3f}" if repair else "-"
    print(
        f"{name:18}{repair:7}{counts['right']:7}{counts['weaker']:7}{counts['missed']:7}{counts['wrong']:7}"
        f"{counts['left'] + counts['false']:7}{counts['false']:7}{precision:>11}{recall:>8}"
    )


def evaluation(folder: Path) -> None:
    """Print, by class and level, findings in clean text and edits towards and away from the references."""
    found: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    sentences = 0
    for record in records(folder / "clean.jsonl"):
        sentences += len(record["paragraphs"])
        for finding in cleanup.check("\n\n".join(record["paragraphs"])).findings:
            found[finding["class"], finding["safety"]]["clean"] += 1
    lines = 0
    for name, reference in (("back_translations", "original"), ("post_edits", "pe")):
        for record in records(folder / f"{name}.jsonl"):
            lines += 1
            for finding in cleanup.check(record["mt"], source_language=record["lp"][:2]).findings:
                found[finding["class"], finding["safety"]][direction(finding, record[reference])] += 1
    print(f"\n{sentences} clean paragraphs, {lines} machine-translated lines with a reference")
    print(f"{'class':24}{'level':8}{'clean':>7}{'towards':>9}{'away':>7}{'undecided':>11}  precision")
    for (artifact, level), counts in sorted(found.items()):
        decided = counts["towards"] + counts["away"]
        precision = f"{counts['towards'] / decided:.3f}" if decided else "-"
        print(
            f"{artifact:24}{level:8}{counts['clean']:7}{counts['towards']:9}{counts['away']:7}{counts['undecided']:11}{precision:>11}"
        )


def direction(finding: dict[str, Any], reference: str) -> str:
    """Tell whether the words of an edit bring a line nearer to its reference."""
    if not finding["replacements"]:
        return "undecided"
    edits = [(finding["text"], finding["replacements"][0]), *((e["text"], e["replacement"]) for e in finding["with"])]
    old = Counter(word for text, _ in edits for word in _WORD.findall(text))
    new = Counter(word for _, text in edits for word in _WORD.findall(text))
    there = Counter(_WORD.findall(reference))
    gained, lost = new - old, old - new
    if not gained or not lost:
        return "undecided"  # what was only taken out or moved may stand elsewhere in the line
    in_new = all(there[word] for word in gained)
    in_old = all(there[word] for word in lost)
    if in_new == in_old:
        return "undecided"
    return "towards" if in_new else "away"


def records(path: Path) -> Iterator[dict[str, Any]]:
    """Yield the records of a file of JSON Lines; none where there is no such file."""
    if path.exists():
        with path.open(encoding="utf-8") as file:
            for line in file:
                yield json.loads(line)


if __name__ == "__main__":
    tables()
    if len(sys.argv) > 1:
        evaluation(Path(sys.argv[1]))
