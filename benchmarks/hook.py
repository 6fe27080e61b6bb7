"""The pre-publish hook: a whole process for one article, and the work for each article of a stream.

    python benchmarks/hook.py

Prints milliseconds (wall: the least and the median of fifteen runs, taken in turns, so that a busy machine slows all alike;
processor: the median of user and system time) and peak memory, beside Python's own start and beside typos, codespell and proselint in the same run. Of the stream it
prints the processor's time for each article, and the median and the slowest twentieth of what the answers say.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 15
STREAM = 200  # articles
FEW = 20
PLAIN = (
    "The minister spoke in Brussels on Friday. Antony Blinken was there too, and the meeting ended late in the evening.\n\n"
    "\u201cWe will go on,\u201d she said after the talks, which lasted two days.\n\n"
)


Figures = tuple[list[float], list[float], float]


def measured(commands: dict[str, tuple[list[str], Path]]) -> dict[str, Figures]:
    """Return wall and processor seconds of each command and its peak memory in MiB; the commands take turns."""
    found: dict[str, Figures] = {}
    for _ in range(RUNS):
        for name, (command, stdin) in commands.items():
            with stdin.open("rb") as article:
                began = time.perf_counter()
                process = subprocess.Popen(command, stdin=article, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                _, _, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - began
            wall, cpu, peak = found.get(name, ([], [], 0.0))
            used = usage.ru_utime + usage.ru_stime
            found[name] = ([*wall, seconds], [*cpu, used], max(peak, usage.ru_maxrss / 1024))
    return found


def table(what: str, found: dict[str, Figures]) -> None:
    """Print a row for each command; the ratio is that of the processor's medians to codespell's."""
    base = statistics.median(found["codespell"][1]) if "codespell" in found else None
    print(f"{what:44}{'least':>8}{'median':>8}{'cpu':>8}{'MiB':>6}  ratio to codespell")
    for name, (wall, cpu, peak) in found.items():
        middle = statistics.median(cpu)
        ratio = f"{middle / base:.2f}" if base else "-"
        figures = f"{min(wall) * 1000:8.1f}{statistics.median(wall) * 1000:8.1f}{middle * 1000:8.1f}{peak:6.0f}"
        print(f"  {name:42}{figures}  {ratio}", flush=True)


def stream(what: str, article: str, hook: str, folder: Path) -> None:
    """Print the processor's time for each article of a stream, and what the answers say of the time that each took.

    The start of the process is in neither: a stream of a few articles is taken off one of many.
    """
    used, seconds = {}, []
    for count in (FEW, FEW + STREAM):
        sent, got = folder / "sent.jsonl", folder / "got.jsonl"
        lines = [
            json.dumps({"id": n, "text": article.replace("day", f"day {n},"), "source_language": "es"})
            for n in range(count)
        ]
        sent.write_text("\n".join(lines), encoding="utf-8")
        with sent.open("rb") as stdin, got.open("wb") as stdout:
            process = subprocess.Popen([hook, "--stream", "--languagetool", "off"], stdin=stdin, stdout=stdout)
            _, _, usage = os.wait4(process.pid, 0)
        used[count] = usage.ru_utime + usage.ru_stime
        seconds = sorted(json.loads(line)["seconds"] for line in got.read_text(encoding="utf-8").splitlines())
    each = (used[FEW + STREAM] - used[FEW]) / STREAM
    print(
        f"stream, {what}, {len(article):,} characters: {each * 1000:.1f} ms of the processor for each article; answered in "
        f"{statistics.median(seconds) * 1000:.1f} ms (median), the slowest twentieth in {seconds[-len(seconds) // 20] * 1000:.1f} ms "
        f"or more; {usage.ru_maxrss / 1024:.0f} MiB",
        flush=True,
    )


def main() -> None:
    """Print a table for an article that needs no tokens, one for one that does, and the stream."""
    here = Path(sys.executable).parent
    hook = str(here / "cleanup-hook")
    story = (ROOT / "examples/brussels.txt").read_text(encoding="utf-8")
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        os.chdir(folder)  # no configuration of anybody counts
        subprocess.run([hook, "--warm"], check=True, stdout=subprocess.DEVNULL)
        for what, text in (("one plain article", PLAIN * 12), ("one article, tokens needed", story)):
            path, sent = folder / "article.txt", folder / "article.json"
            path.write_text(text, encoding="utf-8")
            sent.write_text(json.dumps({"id": 1, "text": text}), encoding="utf-8")
            commands = {
                "python -c pass": ([sys.executable, "-c", "pass"], sent),
                "cleanup-hook, JSON": ([hook, "--languagetool", "off"], sent),
                "cleanup-hook, file": ([hook, "--languagetool", "off", str(path)], sent),
                "cleanup check": ([str(here / "cleanup"), "check", "--languagetool", "off", str(path)], sent),
            }
            for peer, arguments in {"typos": [], "codespell": [], "proselint": ["check"]}.items():
                program = shutil.which(peer, path=str(here)) or shutil.which(peer)
                if program:
                    commands[peer] = ([program, *arguments, str(path)], sent)
                else:
                    print(f"{peer}: not installed; get it with: {sys.executable} -m pip install {peer}")
            table(f"{what}, {len(text):,} characters", measured(commands))
            stream(what, text, hook, folder)


if __name__ == "__main__":
    main()
