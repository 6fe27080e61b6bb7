"""`python -m cleanup.deriving FOLDER [STEP ...]`: write the derived glossary files anew, and the report on them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Callable
from importlib import import_module
from pathlib import Path

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import Tables, read_tables
from cleanup.glossary.schema import DERIVED, FILES

# Each step knows the rows of the hand-written files and of the steps before it; the files are those that it makes.
STEPS = {
    "places": ("places", "places_forms"),
    "organisations": ("organisations", "organisations_forms"),
    "people": ("people", "offices", "tenures"),
    "spellings": ("people_forms",),
    "demonyms": ("demonyms", "demonyms_forms"),
    "disguises": ("disguises",),
}


def main(arguments: list[str]) -> int:
    """Derive what the steps named (or all) make, and write it."""
    if not arguments:
        print("usage: python -m cleanup.deriving FOLDER [STEP ...]", file=sys.stderr)
        return 2
    raw = Raw(Path(arguments[0]))
    unknown = set(arguments[1:]) - STEPS.keys()
    if unknown or not raw.folder.is_dir():
        print(f"no such {'step: ' + ', '.join(unknown) if unknown else 'folder: ' + arguments[0]}", file=sys.stderr)
        return 2
    folder = shipped_folder() / DERIVED
    folder.mkdir(exist_ok=True)
    earlier: set[str] = set()
    for step, files in STEPS.items():
        known_files = [
            path for path in glossary_files([shipped_folder()]) if path.parent != folder or path.stem in earlier
        ]
        earlier.update(files)
        if arguments[1:] and step not in arguments[1:]:
            continue
        derive: Callable[[Raw, Tables], Derivation] = import_module(f"cleanup.deriving.{step}").derive
        known = read_tables(known_files)
        raw.read.clear()
        made = derive(raw, known)
        for name, rows in sorted(made.rows.items()):
            _write(folder / f"{name}.csv", name, rows)
        (folder / f"REPORT-{step}.md").write_text(_report(step, made, raw), encoding="utf-8")
        print(f"{step}: " + ", ".join(f"{count:,} {name}" for name, count in sorted(made.taken.items())))
    return 0


def _write(path: Path, name: str, rows: list[dict[str, str]]) -> None:
    columns = [column.name for column in FILES[name]]
    cells = sorted([row.get(column, "") for column in columns] for row in rows)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows(cells)


def _report(step: str, made: Derivation, raw: Raw) -> str:
    lines = [f"# {step}: what was taken and what was dropped", "", "| file | rows |", "|---|---|"]
    lines += [f"| {name}.csv | {count:,} |" for name, count in sorted(made.taken.items())]
    lines += ["", "| dropped because | how many | for example |", "|---|---|---|"]
    for reason, count in made.dropped.most_common():
        shown = "; ".join(made.examples[reason]).replace("|", "/")
        lines.append(f"| {reason} | {count:,} | {shown} |")
    lines += ["", "| raw file | SHA-256 |", "|---|---|"]
    lines += [f"| {name} | {digest} |" for name, digest in sorted(raw.read.items())]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
