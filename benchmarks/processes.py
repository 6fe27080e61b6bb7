"""Whole processes: `cleanup check` on one article and on many, beside codespell and proselint in the same run.

    python benchmarks/processes.py

Prints wall seconds (median of five) and peak memory (the largest of the five), and ratios to codespell. The articles are
the demo's text with other names of months and towns in it, so that no two are alike.
"""

from __future__ import annotations

import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 5


def measured(command: list[str]) -> tuple[float, float]:
    """Return the median wall seconds and the peak memory in MiB of a command."""
    seconds, peak = [], 0.0
    for _ in range(RUNS):
        began = time.perf_counter()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        _, _, usage = os.wait4(process.pid, 0)
        seconds.append(time.perf_counter() - began)
        peak = max(peak, usage.ru_maxrss / 1024)
    return statistics.median(seconds), peak


def main() -> None:
    """Print a row for each command and size."""
    text = (ROOT / "examples/brussels.txt").read_text(encoding="utf-8")
    plain = "The minister spoke in Bruselas on Friday. Anthony Blinken was there too.\n\n" * 40
    here = Path(sys.executable).parent
    tools = {"cleanup": [str(here / "cleanup"), "check", "--languagetool", "off"]}
    for name, arguments in {"codespell": [], "proselint": ["check"]}.items():
        found = shutil.which(name, path=str(here)) or shutil.which(name)
        if found:
            tools[name] = [found, *arguments]
        else:
            print(f"{name}: not installed; get it with: {sys.executable} -m pip install {name}")
    with tempfile.TemporaryDirectory() as folder:
        one, tokens, many = Path(folder) / "one.txt", Path(folder) / "tokens.txt", Path(folder) / "many"
        one.write_text(plain, encoding="utf-8")
        tokens.write_text(text, encoding="utf-8")
        many.mkdir()
        for number in range(1000):
            changed = (
                text.replace("Thursday", f"day {number}")
                .replace("it's own", "its own")
                .replace("would of", "would have")
            )
            (many / f"{number:04}.txt").write_text(changed.replace("of it's", "of its"), encoding="utf-8")
        print(f"{'':12}{'what':32}{'seconds':>9}{'MiB':>8}  ratio to codespell")
        for what, path in (("one article, no tokens", one), ("one article, tokens", tokens), ("1,000 articles", many)):
            base = None
            for name in ("codespell", "proselint", "cleanup"):
                if name in tools:
                    seconds, peak = measured([*tools[name], str(path)])
                    base = base or seconds
                    print(f"{name:12}{what:32}{seconds:9.3f}{peak:8.0f}  {seconds / base:.1f}", flush=True)
    print(f"this process itself: {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MiB")


if __name__ == "__main__":
    main()
