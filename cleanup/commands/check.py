"""`cleanup check`: what is wrong, for a person, a program or a continuous integration."""

from __future__ import annotations

from pathlib import Path

from cleanup.baseline import BASELINE, Baselines, write_baseline
from cleanup.commands.articles import Options, Outcome, complain, emit, revised, untold, wants_colour
from cleanup.declarations import replace
from cleanup.errors import SettingsError, did_you_mean
from cleanup.outputs import checkstyle, github, junit, sarif, text
from cleanup.outputs import json as json_output
from cleanup.proposal import Safety
from cleanup.settings import parse_safety

FORMATS = ("text", "json", "sarif", "github", "checkstyle", "junit")


def check(paths: list[str], options: Options, output: str, fail_on: str | None, baseline: Path | None = None) -> int:
    """Print what was found; return 0 for nothing at or above the level, 1 for something, 2 for a bad file.

    With `baseline`, write what was found there instead; 0 if it was written.
    """
    if output not in FORMATS:
        raise SettingsError(f"--format: there is no format '{output}'. {did_you_mean(output, FORMATS)}")
    level = parse_safety(fail_on) if fail_on else None
    if baseline is not None:
        return _write_baseline(baseline, paths, options)
    outcomes: list[Outcome] = []
    baselines = Baselines()
    code = 0
    for outcome in revised(paths, options):
        if outcome.error:
            complain(outcome.error)
            code = 2
        elif outcome.revision is not None and outcome.settings is not None:
            wanted = level or outcome.settings.fail_on
            revision = baselines.settle(outcome.revision, outcome.settings.baseline)
            outcome = replace(outcome, revision=revision)
            if any(f.proposal.safety.rank <= wanted.rank for f in revision.findings):
                code = max(code, 1)
            told = untold(revision)
            if output == "text":
                emit(text.render(told, colour=wants_colour()))
            else:
                for error in told.errors:
                    complain(f"{outcome.path}: {error}")
            for note in revision.notes:
                complain(f"{outcome.path}: {note}")
        outcomes.append(outcome)
        if output == "github" and outcome.revision is not None:
            emit(github.render(outcome.revision))
    for note in baselines.notes():
        complain(note)
    revisions = [outcome.revision for outcome in outcomes if outcome.revision is not None]
    unread = [(outcome.path, outcome.error) for outcome in outcomes if outcome.error]
    if output == "json":
        emit(json_output.render(_object(outcome) for outcome in outcomes))
    elif output == "sarif":
        emit(sarif.render(revisions, [error for _, error in unread]))
    elif output == "checkstyle":
        emit(checkstyle.render(revisions, unread))
    elif output == "junit":
        emit(junit.render((_cases(outcome, level) for outcome in outcomes if outcome.revision is not None), unread))
    elif output == "text":
        counts = {safety: sum(r.counts()[safety] for r in revisions) for safety in map(str, Safety)}
        total = ", ".join(f"{number} {name}" for name, number in counts.items())
        known = sum(lost.by == BASELINE for r in revisions for lost in r.set_aside)
        more = f"; {known} more in the baseline" if known else ""
        complain(f"{len(revisions)} article{'s' if len(revisions) != 1 else ''}: {total}{more}")
    return code


def _write_baseline(path: Path, paths: list[str], options: Options) -> int:
    outcomes = list(revised(paths, options))
    revisions = [outcome.revision for outcome in outcomes if outcome.revision is not None]
    wrong = [outcome.error for outcome in outcomes if outcome.error]
    wrong += [f"{revision.article.path}: {error}" for revision in revisions for error in revision.errors]
    if wrong:
        for error in wrong:
            complain(error)
        complain(f"the baseline {path} was not written: it would lack what could not be checked.")
        return 2
    complain(f"{path}: known from now on: {write_baseline(path, revisions)} (articles: {len(revisions)}).")
    return 0


def _cases(outcome: Outcome, level: Safety | None) -> junit.Case:
    assert outcome.revision is not None and outcome.settings is not None
    return outcome.revision, outcome.settings.normalizers, (level or outcome.settings.fail_on).rank


def _object(outcome: Outcome) -> dict[str, object]:
    if outcome.revision is not None:
        return json_output.article_object(outcome.revision)
    return json_output.unread_object(outcome.path, outcome.error)
