"""The matcher: forms found per second and the memory they take, with 1,000, 100,000 and 1,000,000 synthetic names.

    python benchmarks/matching.py [LARGEST]

Each size runs in a process of its own, with a cache of its own, so that memory is that of one index. The text has a name,
which is two hits, in every 500 characters; its words follow Zipf's law, as those of real texts do, so that most have been
seen before. Speed is by processor time, so that other programs disturb it less. The ratio is to the smallest size in the
same run.
"""

from __future__ import annotations

import csv
import itertools
import json
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from cleanup.glossary.schema import FILES

SIZES = (1_000, 100_000, 1_000_000)
_CHILD = r"""
import json, resource, sys, time
from pathlib import Path
from cleanup.glossary.index import load_index
folder, cache, text = Path(sys.argv[1]), Path(sys.argv[2]), Path(sys.argv[3]).read_text(encoding="utf-8")
files = sorted(folder.glob("*.csv"))
began = time.perf_counter(); index = load_index(files, cache); built = time.perf_counter() - began
print(json.dumps({"open": built}), flush=True)
if len(sys.argv) > 4:
    index.find(text[:200_000])
    began = time.process_time(); hits = index.find(text); seconds = time.process_time() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({"MB/s": len(text.encode()) / seconds / 1e6, "hits": len(hits), "MiB": peak}))
"""


def names(count: int) -> list[str]:
    """Return `count` different synthetic full names."""
    rng = random.Random(1)
    syllables = ["ba", "ken", "mor", "shi", "ula", "dre", "vik", "ton", "sal", "per", "zo", "lim", "quar", "ny", "hel"]

    def word() -> str:
        return "".join(rng.choices(syllables, k=3)).capitalize()

    found: dict[str, None] = {}
    while len(found) < count:
        found[f"{word()} {word()}{rng.choice('aeiou')}"] = None
    return list(found)


def main() -> None:
    """Print a row for each size up to the largest asked for."""
    largest = int(sys.argv[1]) if len(sys.argv) > 1 else SIZES[-1]
    base = None
    rng = random.Random(2)
    words = [
        line for line in (Path(__file__).parent.parent / "glossaries/english.txt").read_text().split() if len(line) > 2
    ]
    rng.shuffle(words)
    often = list(itertools.accumulate(1 / rank for rank in range(1, len(words) + 1)))
    for size in (size for size in SIZES if size <= largest):
        with tempfile.TemporaryDirectory() as name:
            folder, cache = Path(name) / "glossary", Path(name) / "cache"
            folder.mkdir()
            listed = names(size)
            columns = [column.name for column in FILES["people"]]
            with (folder / "people.csv").open("w", encoding="utf-8", newline="") as file:
                writer = csv.DictWriter(file, columns, restval="", lineterminator="\n")
                writer.writeheader()
                for number, full in enumerate(listed):
                    writer.writerow(
                        {"id": f"p-{number}", "name": full, "family": full.split()[1], "source": "x", "example": full}
                    )
            text = Path(name) / "text.txt"
            parts = []
            for _ in range(12_000):
                parts += [" ".join(rng.choices(words, cum_weights=often, k=58)), rng.choice(listed) + "."]
            text.write_text(" ".join(parts), encoding="utf-8")
            call = [sys.executable, "-c", _CHILD, str(folder), str(cache), str(text)]
            began = time.perf_counter()
            subprocess.run(call, check=True, capture_output=True)
            built = time.perf_counter() - began
            out = subprocess.run([*call, "match"], check=True, capture_output=True, text=True).stdout.splitlines()
            opened, found = json.loads(out[0]), json.loads(out[1])
            base = base or found["MB/s"]
            saved = sum(path.stat().st_size for path in cache.rglob("*") if path.is_file()) / 2**20
            print(
                f"{size:>9,} names: built in {built:.1f} s, {saved:.0f} MiB on disk; opened in {opened['open']:.3f} s; "
                f"{found['MB/s']:.1f} MB/s ({found['MB/s'] / base:.2f} of the smallest), {found['hits']:,} hits, {found['MiB']:.0f} MiB",
                flush=True,
            )


if __name__ == "__main__":
    main()
