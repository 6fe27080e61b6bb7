"""The prose after the damage to its letters and its markup is mended, and the way back to the prose as it was read.

A name with mojibake in it is no name to a glossary. So what stands in the way of reading is mended first, the other
normalizers look at the mended prose, and what they propose is carried back: every proposal speaks of the prose that
was read, and stands by itself. Where an edit of theirs covers a mended stretch, it takes that repair along.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from itertools import pairwise

from cleanup.declarations import replace
from cleanup.proposal import Edit, Proposal
from cleanup.revision import apply


class Mended:
    """`prose` with the edits made at the places of `original`; positions are code points of the one or the other."""

    def __init__(self, original: str, edits: Iterable[Edit]) -> None:
        self._original = original
        self._edits = sorted(edits)
        self.prose = apply(original, self._edits)
        self._starts: list[int] = []  # of the replacements, in the mended prose
        self._ends: list[int] = []
        moved = 0
        for edit in self._edits:
            self._starts.append(edit.start + moved)
            moved += len(edit.replacement) - len(edit.expected)
            self._ends.append(edit.end + moved)

    def start(self, position: int) -> tuple[int, str]:
        """Return where a stretch that starts at a mended `position` starts in the original.

        With it comes the part of a replacement that stands before `position` and has to be said again.
        """
        at = bisect_right(self._starts, position) - 1  # the last edit that starts at or before the position
        if at < 0:
            return position, ""
        edit = self._edits[at]
        if position >= self._ends[at]:
            return edit.end + position - self._ends[at], ""
        return edit.start, edit.replacement[: position - self._starts[at]]

    def end(self, position: int) -> tuple[int, str]:
        """Return where a stretch that ends at a mended `position` ends in the original, and what has to follow it."""
        at = bisect_left(self._ends, position)  # the first edit that ends at or behind the position
        if at == len(self._edits):
            return self._original_of(position), ""
        edit = self._edits[at]
        if position <= self._starts[at]:
            return edit.start - (self._starts[at] - position), ""
        return edit.end, edit.replacement[position - self._starts[at] :]

    def back(self, proposal: Proposal) -> Proposal | None:
        """Return `proposal`, made for the mended prose, for the original; None where its edits cannot be told apart."""
        carried = [self._edit(edit) for edit in proposal.edits]
        edits = [edit for edit, _, _ in carried if edit is not None]
        if len(edits) < len(carried) or any(a.touches(b) for a, b in pairwise(edits)):
            return None
        choices = tuple(carried[0][1] + choice + carried[0][2] for choice in proposal.choices) if carried else ()
        start = self.start(proposal.start)[0]
        end = max(start, self.end(proposal.end)[0])
        return replace(proposal, start=start, end=end, edits=tuple(edits), choices=choices)

    def back_range(self, start: int, end: int) -> tuple[int, int]:
        """Return a range of the mended prose in the original."""
        first = self.start(start)[0]
        return first, max(first, self.end(end)[0])

    def _edit(self, edit: Edit) -> tuple[Edit | None, str, str]:
        end, behind = self.end(edit.end)
        if edit.start == edit.end and not behind:
            start, before = end, ""  # an insertion goes before what was taken out at its place
        else:
            start, before = self.start(edit.start)
        expected, replacement = self._original[start:end], before + edit.replacement + behind
        return (Edit(start, end, expected, replacement) if expected != replacement else None), before, behind

    def _original_of(self, position: int) -> int:
        return position + (self._edits[-1].end - self._ends[-1] if self._edits else 0)
