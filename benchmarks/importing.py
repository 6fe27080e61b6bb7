"""Importing a newsroom's lists: seconds, peak memory and rows per second, for a CSV file and a Wikidata dump.

    python benchmarks/importing.py [ENTRIES]

The lists are synthetic (1,000,000 entries each, unless said otherwise), made in a temporary folder, and imported by the
command in a process of its own, so that memory is that of the whole program. The shipped glossary is compiled before.
"""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

SYLLABLES = (
    "ba",
    "ken",
    "mor",
    "shi",
    "ula",
    "dre",
    "vik",
    "ton",
    "sal",
    "per",
    "zo",
    "lim",
    "quar",
    "ny",
    "hel",
    "gor",
)


def word(number: int) -> str:
    """Return the word of a number; different numbers below a million give different words."""
    parts = []
    for _ in range(5):
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts).capitalize()


def write_csv(path: Path, count: int) -> None:
    """Write a list of wrong and right forms with their language."""
    with path.open("w", encoding="utf-8") as file:
        file.write("wrong,right,language,kind\n")
        for number in range(count):
            name = word(number)
            file.write(
                f"{name}itsch Novel{number % 7}x,{name} Nov{number % 7}el,{('es', 'fr', 'ru')[number % 3]},person\n"
            )


def entity(number: int) -> str:
    """Return a Wikidata entity: a person with labels in four languages, gender, country, an office and a family name."""

    def claim(item: str) -> dict[str, object]:
        return {
            "mainsnak": {"snaktype": "value", "datavalue": {"value": {"id": item}, "type": "wikibase-entityid"}},
            "rank": "normal",
        }

    name = word(number)
    labels = {"en": f"{name} Novel", "es": f"{name} Novél", "fr": f"{name}itch Nouvel", "ru": f"{name}ич Новел"}
    value = {
        "type": "item",
        "id": f"Q{number + 1000}",
        "labels": {code: {"language": code, "value": label} for code, label in labels.items()},
        "aliases": {"en": [{"language": "en", "value": f"{name} J. Novel"}]},
        "claims": {
            "P31": [claim("Q5" if number % 10 else "Q4167836")],
            "P21": [claim("Q6581097")],
            "P27": [claim("Q30")],
            "P39": [claim("Q11696")] if number % 50 == 0 else [],
            "P734": [claim("Q17")],
        },
    }
    return json.dumps(value, ensure_ascii=False)


def write_dump(path: Path, count: int) -> None:
    """Write a compressed dump with an entity a line."""
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        file.write("[\n")
        for number in range(count):
            file.write(entity(number) + (",\n" if number + 1 < count else "\n"))
        file.write("]\n")


def measured(path: Path, folder: Path) -> tuple[float, float]:
    """Return the seconds and the peak MiB of an import."""
    command = [sys.executable, "-m", "cleanup", "glossary", "import", str(path), "--into", str(folder)]
    began = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{path.name}: the import failed")
    return time.perf_counter() - began, usage.ru_maxrss / 1024


def rows(folder: Path) -> Iterator[int]:
    """Yield the number of rows in each file of a folder."""
    for path in sorted(folder.glob("*.csv")):
        with path.open("rb") as file:
            yield sum(1 for _ in file) - 1


def main() -> None:
    """Print a row for each list."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with tempfile.TemporaryDirectory() as name:
        place = Path(name)
        tiny = place / "tiny.csv"
        write_csv(tiny, 3)
        measured(tiny, place / "tiny")  # compiles the shipped glossary
        print(f"{'list':<16}{'entries':>12}{'seconds':>10}{'MiB':>8}{'entries/s':>12}{'rows':>12}")
        for path, write in ((place / "list.csv", write_csv), (place / "dump.json.gz", write_dump)):
            write(path, count)
            folder = place / f"{path.name}-desk"
            seconds, peak = measured(path, folder)
            total = sum(rows(folder))
            print(
                f"{path.name:<16}{count:>12,}{seconds:>10.1f}{peak:>8.0f}{count / seconds:>12,.0f}{total:>12,}",
                flush=True,
            )


if __name__ == "__main__":
    main()
