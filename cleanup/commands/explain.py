"""`cleanup explain`: what a normalizer does and why, or everything about one finding."""

from __future__ import annotations

from cleanup.commands.articles import Options, complain, emit, revised, wants_colour
from cleanup.errors import SettingsError, did_you_mean
from cleanup.normalizers import NORMALIZERS, documentation
from cleanup.outputs.terminal import Paint, explanation


def explain(name: str, paths: list[str], options: Options) -> int:
    """Print the documentation of a normalizer, or one finding of the given articles with all that is known of it."""
    if name in NORMALIZERS:
        emit(f"{name}\n\n{documentation(name)}\n")
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
