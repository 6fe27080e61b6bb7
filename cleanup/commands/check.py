"""`cleanup check`: what is wrong, for a person, a program or a continuous integration."""

from __future__ import annotations

from cleanup.commands.articles import Options, Outcome, complain, emit, revised, untold, wants_colour
from cleanup.errors import SettingsError, did_you_mean
from cleanup.outputs import github, sarif, text
from cleanup.outputs import json as json_output
from cleanup.proposal import Safety
from cleanup.settings import parse_safety

FORMATS = ("text", "json", "sarif", "github")


def check(paths: list[str], options: Options, output: str, fail_on: str | None) -> int:
    """Print what was found; return 0 for nothing at or above the level, 1 for something, 2 for a bad file."""
    if output not in FORMATS:
        raise SettingsError(f"--format: there is no format '{output}'. {did_you_mean(output, FORMATS)}")
    level = parse_safety(fail_on) if fail_on else None
    outcomes: list[Outcome] = []
    code = 0
    for outcome in revised(paths, options):
        if outcome.error:
            complain(outcome.error)
            code = 2
        elif outcome.revision is not None and outcome.settings is not None:
            wanted = level or outcome.settings.fail_on
            if any(f.proposal.safety.rank <= wanted.rank for f in outcome.revision.findings):
                code = max(code, 1)
            told = untold(outcome.revision)
            if output == "text":
                emit(text.render(told, colour=wants_colour()))
            else:
                for error in told.errors:
                    complain(f"{outcome.path}: {error}")
        outcomes.append(outcome)
        if output == "github" and outcome.revision is not None:
            emit(github.render(outcome.revision))
    revisions = [outcome.revision for outcome in outcomes if outcome.revision is not None]
    if output == "json":
        emit(json_output.render(_object(outcome) for outcome in outcomes))
    elif output == "sarif":
        emit(sarif.render(revisions, [outcome.error for outcome in outcomes if outcome.error]))
    elif output == "text":
        counts = {safety: sum(r.counts()[safety] for r in revisions) for safety in map(str, Safety)}
        total = ", ".join(f"{number} {name}" for name, number in counts.items())
        complain(f"{len(revisions)} article{'s' if len(revisions) != 1 else ''}: {total}")
    return code


def _object(outcome: Outcome) -> dict[str, object]:
    if outcome.revision is not None:
        return json_output.article_object(outcome.revision)
    return json_output.unread_object(outcome.path, outcome.error)
