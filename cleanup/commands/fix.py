"""`cleanup fix`: the repaired text, on standard output or in the file's place."""

from __future__ import annotations

from cleanup import files
from cleanup.commands.articles import Options, Outcome, complain, emit_bytes, revised, untold
from cleanup.errors import CleanupError, SettingsError, did_you_mean
from cleanup.proposal import Safety
from cleanup.revision import apply


def fix(paths: list[str], options: Options, write: bool, everything: bool, take: list[str], leave: list[str]) -> int:
    """Repair each article; return 0, or 2 if a file could not be read or written."""
    if write and "-" in paths:
        raise SettingsError(
            "--write has no file to write when the article comes from standard input. Leave one of the two out."
        )
    code = 0
    outcomes = list(revised(paths, options))
    if (take or leave) and not any(outcome.error for outcome in outcomes):
        _known([*take, *leave], outcomes)
    for outcome in outcomes:
        try:
            if outcome.error or outcome.revision is None or outcome.source is None:
                raise CleanupError(outcome.error)
            _one(outcome, write, everything, take, leave)
        except CleanupError as error:
            complain(str(error))
            code = 2
    return code


def _one(outcome: Outcome, write: bool, everything: bool, take: list[str], leave: list[str]) -> None:
    revision, source = outcome.revision, outcome.source
    assert revision is not None
    assert source is not None
    level = Safety.REVIEW if everything else Safety.SAFE
    chosen = [
        edit
        for finding in revision.findings
        if finding.id not in leave and (finding.proposal.safety.rank <= level.rank or finding.id in take)
        for edit in finding.proposal.edits
    ]
    for error in untold(revision).errors:
        complain(f"{outcome.path}: {error}")
    text = apply(source.article.prose, chosen)
    data = source.data if not chosen else files.encoded(source, text)
    if not write:
        emit_bytes(data)
    elif data != source.data:
        files.replace(outcome.path, source, data)
        left = sum(1 for f in revision.findings) - sum(
            1 for f in revision.findings if f.proposal.edits and all(edit in chosen for edit in f.proposal.edits)
        )
        complain(
            f"{outcome.path}: {len(chosen)} edit{'s' if len(chosen) != 1 else ''} written, {left} finding{'s' if left != 1 else ''} left to you"
        )


def _known(ids: list[str], outcomes: list[Outcome]) -> None:
    """Raise SettingsError for an id that no article has."""
    known = {finding.id for outcome in outcomes if outcome.revision for finding in outcome.revision.findings}
    for name in ids:
        if name not in known:
            hint = did_you_mean(name, known) if known else "Nothing was found in these articles."
            raise SettingsError(
                f"there is no finding '{name}' in these articles. {hint if hint.startswith(('Did', 'Nothing')) else 'cleanup diff shows the ids.'}"
            )
