"""One line a finding, for `check`: path, line, column, safety, normalizer, what to put, why."""

from __future__ import annotations

from cleanup.outputs.terminal import COLOURS, Paint, shown
from cleanup.proposal import Proposal
from cleanup.revision import Revision


def render(revision: Revision, *, colour: bool = False, warnings: frozenset[str] = frozenset()) -> str:
    """Return the findings of one article, a line each; empty where there are none. `warnings` are ids to mark as such."""
    paint = Paint(colour)
    out = []
    for finding in revision.findings:
        proposal = finding.proposal
        line, column = revision.article.line_column(proposal.place[0])
        level = paint(str(proposal.safety), COLOURS[proposal.safety])
        level = f"warning: {level}" if finding.id in warnings else level
        out.append(
            f"{revision.article.path}:{line}:{column}: {level} {proposal.normalizer}: {shown(sentence(proposal))}\n"
        )
    out += [f"{revision.article.path}: {paint('not checked', '31')} {error}\n" for error in revision.errors]
    return "".join(out)


def sentence(proposal: Proposal) -> str:
    """Return what to put for what, and why."""
    first = proposal.edits[0] if proposal.edits else None
    change = f"{shown(first.expected)!r} -> {shown(first.replacement)!r}: " if first else ""
    return change + proposal.message
