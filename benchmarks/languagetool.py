"""LanguageTool by way of cleanup: a start, an article, a thousand articles, an unchanged one, and memory after many.

    python benchmarks/languagetool.py [CHECKS]

Needs `cleanup languagetool install`. Starts a server of its own, with a cache of its own, and ends both. CHECKS (default
2,000) is the number of articles after which the server's memory is looked at again. The articles are the demo's text, with
other numbers in every paragraph, so that no paragraph is asked about twice.
"""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> None:
    """Print a line for each measurement."""
    checks = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    text = (ROOT / "examples/brussels.txt").read_text(encoding="utf-8")
    paragraphs = text.split("\n\n")
    with tempfile.TemporaryDirectory() as folder:
        os.environ["CLEANUP_CACHE_DIR"] = folder
        os.environ["XDG_RUNTIME_DIR"] = folder
        import cleanup
        from cleanup.languagetool import server
        from cleanup.languagetool.choices import Choices

        def article(number: int) -> str:
            return "\n\n".join(f"{paragraph} It was case {number}-{n}." for n, paragraph in enumerate(paragraphs))

        def check(number: int, how: str = "auto") -> float:
            began = time.perf_counter()
            result = cleanup.check(article(number), languagetool=how)
            assert not result.revision.errors, result.revision.errors
            return time.perf_counter() - began

        check(0, "off")  # compiles the glossaries, and loads spaCy
        began = time.perf_counter()
        running = server.start(Choices(server="auto", keep_warm=3600))
        try:
            print(f"start of the server            {time.perf_counter() - began:8.2f} s")
            print(f"first article (rules loaded)   {check(0):8.2f} s")
            for number in range(1, 30):
                check(number)
            print(f"memory of the server then      {(server.memory_in_use(running) or 0) / 2**20:8.0f} MiB")
            warm = [check(number) for number in range(30, 130)]
            off = [check(number, "off") for number in range(30, 60)]
            same = [check(129) for _ in range(30)]
            print(f"an article of {len(article(0)):,} letters     {statistics.median(warm):8.3f} s (median of 100)")
            print(f"the same without LanguageTool  {statistics.median(off):8.3f} s")
            print(f"an unchanged article           {statistics.median(same):8.3f} s")
            began = time.perf_counter()
            for number in range(130, 130 + checks):
                check(number)
                if number == 1129:
                    print(f"1,000 articles                 {time.perf_counter() - began:8.1f} s", flush=True)
            memory = (server.memory_in_use(running) or 0) / 2**20
            print(f"memory after {checks + 130:,} articles     {memory:8.0f} MiB")
        finally:
            server.stop()


if __name__ == "__main__":
    main()
