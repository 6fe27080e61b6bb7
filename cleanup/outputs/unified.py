"""A unified diff that `patch` applies, made from the edits (nothing is compared to find them)."""

from __future__ import annotations

import re
from bisect import bisect_right
from itertools import pairwise

from cleanup.proposal import Safety
from cleanup.revision import Revision, apply

_CONTEXT = 3
_NO_END = "\\ No newline at end of file\n"


def render(revision: Revision, level: Safety = Safety.SAFE) -> str:
    """Return the unified diff of the edits of that level; an empty text where there are none."""
    prose, edits = revision.article.prose, revision.edits(level)
    if not edits:
        return ""
    old = prose.splitlines(keepends=True) if "\r" not in prose.replace("\r\n", "") else None
    old = (
        re.findall(r"[^\n]*\n|[^\n]+\Z", prose)
        if old is None or any(c in prose for c in "\v\f\x1c\x1d\x1e\x85\u2028\u2029")
        else old
    )
    starts = [0]
    for line in old:
        starts.append(starts[-1] + len(line))
    changed: list[tuple[int, int]] = []  # ranges of old lines
    for edit in edits:
        first = min(bisect_right(starts, edit.start) - 1, max(len(old) - 1, 0))
        last = min(max(bisect_right(starts, max(edit.end - 1, edit.start)) - 1, first), max(len(old) - 1, 0))
        if changed and first < changed[-1][1]:
            changed[-1] = (changed[-1][0], max(changed[-1][1], last + 1))
        else:
            changed.append((first, last + 1))
    # A line end that is edited joins its line with the next: take neighbours together.
    merged = changed[:1]
    for first, last in changed[1:]:
        if first <= merged[-1][1] and not old[merged[-1][1] - 1].endswith("\n"):
            merged[-1] = (merged[-1][0], last)
        else:
            merged.append((first, last))
    path = "stdin" if revision.article.path == "-" else revision.article.path
    tab = "\t" if " " in path else ""  # a tab ends a name with spaces, as in git's diffs
    out = [f"--- {path}{tab}\n", f"+++ {path}{tab}\n"]
    shift = 0
    for hunk in _hunks(merged, len(old)):
        begin, end = max(0, hunk[0][0] - _CONTEXT), min(len(old), hunk[-1][1] + _CONTEXT)
        body: list[str] = []
        added = removed = 0
        at = begin
        for first, last in hunk:
            body += _marked(" ", old[at:first])
            base = starts[first]
            inner = [
                e
                for e in edits
                if base <= e.start and e.end <= starts[last] and (e.start < starts[last] or last == len(old))
            ]
            shifted = [type(e)(e.start - base, e.end - base, e.expected, e.replacement) for e in inner]
            new = re.findall(r"[^\n]*\n|[^\n]+\Z", apply(prose[base : starts[last]], shifted))
            body += _marked("-", old[first:last]) + _marked("+", new)
            removed += last - first
            added += len(new)
            at = last
        body += _marked(" ", old[at:end])
        count = end - begin
        out.append(f"@@ -{_span(begin, count)} +{_span(begin + shift, count - removed + added)} @@\n")
        out += body
        shift += added - removed
    return "".join(out)


def _hunks(changed: list[tuple[int, int]], lines: int) -> list[list[tuple[int, int]]]:
    hunks = [[changed[0]]] if changed else []
    for previous, following in pairwise(changed):
        if following[0] - previous[1] <= 2 * _CONTEXT:
            hunks[-1].append(following)
        else:
            hunks.append([following])
    return hunks


def _span(begin: int, count: int) -> str:
    start = begin + 1 if count else begin
    return str(start) if count == 1 else f"{start},{count}"


def _marked(mark: str, lines: list[str]) -> list[str]:
    return [mark + line + ("" if line.endswith("\n") else "\n" + _NO_END) for line in lines]
