"""CriticMarkup: the whole text with every change in place and its reason as a comment.

`{~~old~>new~~}` replaces, `{++new++}` inserts, `{--old--}` deletes, `{>>reason<<}` explains; a flag marks nothing and
comments at its end, because marks do not nest.
"""

from __future__ import annotations

from cleanup.proposal import Edit, Proposal
from cleanup.revision import Revision, segments


def render(revision: Revision) -> str:
    """Return the text with its changes in CriticMarkup; accepting all of them gives `fix --all`, rejecting all the original."""
    flags = sorted(
        ((f.proposal.end, f.proposal) for f in revision.findings if not f.proposal.edits), key=lambda pair: pair[0]
    )
    out: list[str] = []
    at = 0
    for text, finding, edit in segments(revision.article.prose, revision.findings):
        end = at + len(text)
        if finding is None or edit is None:
            while flags and flags[0][0] <= end:
                position, proposal = flags.pop(0)
                position = max(position, at)
                out += [text[: position - (end - len(text))], _comment(proposal)]
                text = text[position - (end - len(text)) :]
            out.append(text)
        else:
            out += [_change(edit), _comment(finding.proposal) if edit == finding.proposal.edits[0] else ""]
        at = end
    out += [_comment(proposal) for _, proposal in flags]
    return "".join(out)


def _change(edit: Edit) -> str:
    if not edit.expected:
        return f"{{++{edit.replacement}++}}"
    if not edit.replacement:
        return f"{{--{edit.expected}--}}"
    return f"{{~~{edit.expected}~>{edit.replacement}~~}}"


def _comment(proposal: Proposal) -> str:
    message = proposal.message.replace("<<}", "<< }")
    choices = f" Or: {' | '.join(proposal.choices)}." if proposal.choices else ""
    return f"{{>>{proposal.safety}, {proposal.normalizer}: {message}{choices}<<}}"
