"""Importing a newsroom's lists: seconds, peak memory and rows per second, for a CSV file and a Wikidata dump; and what the
folder costs afterwards: the first opening, the second, and one after a row was changed.

    python benchmarks/importing.py [ENTRIES]

The lists are synthetic (1,000,000 entries each, unless said otherwise), made in a temporary folder, and imported by the
command in a process of its own, so that memory is that of the whole program. The shipped glossary is compiled before, and
the cache is in the temporary folder. Seconds in brackets are those of the processor.
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


_OPEN = """
import sys
from pathlib import Path
from cleanup.glossary import open_index
open_index(tuple(map(Path, sys.argv[1:])))
"""


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


def measured(*arguments: str) -> tuple[float, float, float]:
    """Return the seconds, those of the processor, and the peak MiB of a Python process."""
    began = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) > 1:
        raise SystemExit(f"{' '.join(arguments)}: failed")
    return time.perf_counter() - began, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def imported(path: Path, folder: Path) -> tuple[float, float, float]:
    """Return what an import takes."""
    return measured("-m", "cleanup", "glossary", "import", str(path), "--into", str(folder))


def opened(*folders: Path) -> str:
    """Return what it takes to open the index of folders."""
    seconds, processor, peak = measured("-c", _OPEN, *map(str, folders))
    return f"{seconds:.1f} s ({processor:.1f}), {peak:.0f} MiB"


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
        os.environ["CLEANUP_CACHE_DIR"] = str(place / "cache")
        imported(tiny, place / "tiny")  # compiles the shipped glossary
        for path, write in ((place / "list.csv", write_csv), (place / "dump.json.gz", write_dump)):
            write(path, count)
            folder = place / f"{path.name}-desk"
            seconds, processor, peak = imported(path, folder)
            print(
                f"{path.name}: {count:,} entries gave {sum(rows(folder)):,} rows in {seconds:.1f} s ({processor:.1f}), "
                f"{peak:.0f} MiB, {count / seconds:,.0f} entries/s",
                flush=True,
            )
            desk = place / f"{path.name}-row"
            desk.mkdir()
            print(f"  opened first: {opened(folder, desk)}; again: {opened(folder, desk)}", flush=True)
            (desk / "allowed.csv").write_text(f"form,reason,source,example\nNovelia,ours,{path.name},Novelia spoke.\n")
            print(f"  opened after one row was added over it: {opened(folder, desk)}", flush=True)
            print(f"  the same row over the shipped glossary alone: {opened(desk)}", flush=True)


if __name__ == "__main__":
    main()
