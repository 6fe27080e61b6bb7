"""`cleanup explain`: what a normalizer does and why, or everything about one finding."""

from __future__ import annotations

import csv
from pathlib import Path

import cleanup
from cleanup.commands.articles import Options, complain, emit, revised, wants_colour
from cleanup.errors import SettingsError, did_you_mean
from cleanup.normalizers import NORMALIZERS, documentation
from cleanup.outputs.terminal import Paint, explanation

_GROUPS = {
    "safe": "Repaired on its own",
    "review": "Offered for review",
    "flag": "Flagged",
    "leave": "Left alone",
}
_SHOWN = 5  # tested texts of each group, unless all are asked for


def explain(name: str, paths: list[str], options: Options, everything: bool = False) -> int:
    """Print the documentation of a normalizer with tested texts, or one finding of the articles with all that is known.

    `everything` prints all tested texts instead of the first few of each kind.
    """
    if name in NORMALIZERS:
        emit(f"{name}\n\n{documentation(name)}\n")
        emit("".join(_tested(name, everything)))
        return 0
    if not paths:
        raise SettingsError(
            f"there is no normalizer '{name}'. {did_you_mean(name, NORMALIZERS)} To explain a finding, name its article too: "
            f"'cleanup explain {name} FILE'."
        )
    code = 2
    known: list[str] = []
    for outcome in revised(paths, options):
        if outcome.revision is None:
            complain(outcome.error)
            continue
        found = [f for f in outcome.revision.findings if f.id == name]
        found += [lost.finding for lost in outcome.revision.set_aside if lost.finding.id == name]
        known += [f.id for f in outcome.revision.findings]
        for finding in found:
            emit(explanation(outcome.revision, finding, Paint(wants_colour())))
            emit(f"\n{documentation(finding.proposal.normalizer)}\n")
            code = 0
    if code:
        complain(
            f"there is no finding '{name}' in these articles. {did_you_mean(name, known) if known else 'Nothing was found in them.'}"
        )
    return code


def _tested(name: str, everything: bool) -> list[str]:
    """Return the texts on which a normalizer is tested, by what must become of them; a known failure is left out."""
    package = Path(cleanup.__file__).resolve().parent
    tables = [folder / f"{name}.csv" for folder in (package / "cases", package.parent / "tests" / "cases")]
    table = next((path for path in tables if path.is_file()), None)
    if table is None:
        return []
    with table.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    lines: list[str] = []
    for level, heading in _GROUPS.items():
        group = [row for row in rows if row["level"] == level]
        shown = group if everything else group[:_SHOWN]
        if not group:
            continue
        more = "" if len(shown) == len(group) else f"; {len(shown)} shown, --all shows every one"
        lines.append(f"\n{heading} ({len(group)} tested texts{more})\n")
        for row in shown:
            lines.append(f"  {row['text']}" + (f"  [{row['options']}]" if row["options"] else "") + "\n")
            if level in ("safe", "review"):
                lines.append(f"    -> {row['result']}\n")
    return lines
