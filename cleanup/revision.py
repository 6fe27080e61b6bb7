"""The article after its accepted edits. Every output is drawn from it, so that no two outputs can disagree."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from functools import cached_property

from cleanup.article import Article
from cleanup.declarations import dataclass, field, replace
from cleanup.errors import EditError
from cleanup.proposal import Edit, Safety
from cleanup.resolution import Finding, SetAside


@dataclass
class Revision:
    """What was found in one article: findings in the order of the text, what was set aside, and what went wrong.

    `not_run` names the normalizers without which the article was checked, `errors` says why; `notes` is what the editor
    should know besides.
    """

    article: Article
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    errors: tuple[str, ...] = field(default=())
    style: str = "ap"
    not_run: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def without(self, ids: Collection[str], by: str, reason: str) -> Revision:
        """Return the revision with the findings of these ids set aside: `by` what (see `SetAside`), and why."""
        lost = tuple(SetAside(finding, by, reason) for finding in self.findings if finding.id in ids)
        left = tuple(finding for finding in self.findings if finding.id not in ids)
        return replace(self, findings=left, set_aside=(*self.set_aside, *lost))

    def edits(self, level: Safety = Safety.SAFE) -> tuple[Edit, ...]:
        """Return the edits of the findings at least as sure as `level`, in the order of the text."""
        return tuple(
            sorted(edit for f in self.findings if f.proposal.safety.rank <= level.rank for edit in f.proposal.edits)
        )

    def text(self, level: Safety = Safety.SAFE) -> str:
        """Return the prose with the edits of that level applied."""
        return apply(self.article.prose, self.edits(level))

    @cached_property
    def fixed(self) -> str:
        """The prose with the safe edits applied."""
        return self.text()

    def counts(self) -> dict[str, int]:
        """Return the number of findings by safety."""
        found = {str(safety): 0 for safety in Safety}
        for finding in self.findings:
            found[finding.proposal.safety] += 1
        return found


def apply(prose: str, edits: Iterable[Edit]) -> str:
    """Return `prose` with `edits` applied; raise EditError, and change nothing, if one does not find what it expects.

    Positions are code points of `prose`, whatever the other edits do. Two edits that touch are refused.
    """
    parts, at = [], 0
    previous: Edit | None = None
    for edit in sorted(edits):
        if edit.start < at or (previous is not None and edit.touches(previous)):
            raise EditError(f"two edits touch at {edit.start}: {previous} and {edit}; nothing was changed.")
        found = prose[edit.start : edit.end]
        if found != edit.expected or edit.end > len(prose):
            raise EditError(
                f"the edit at {edit.start}-{edit.end} expects {edit.expected!r} and finds {found!r}; nothing was changed."
            )
        parts += [prose[at : edit.start], edit.replacement]
        at, previous = edit.end, edit
    return "".join([*parts, prose[at:]])


def segments(prose: str, findings: Iterable[Finding]) -> Iterator[tuple[str, Finding | None, Edit | None]]:
    """Cut the prose at the edits: yield (text, None, None) for what stays and (expected, finding, edit) for each edit."""
    placed = sorted(
        ((edit, finding) for finding in findings for edit in finding.proposal.edits), key=lambda pair: pair[0]
    )
    at = 0
    for edit, finding in placed:
        if edit.start > at:
            yield prose[at : edit.start], None, None
        yield edit.expected, finding, edit
        at = edit.end
    if at < len(prose):
        yield prose[at:], None, None
