"""How two versions of a text differ, word by word, for a terminal or a program."""

from __future__ import annotations

import json
from collections.abc import Sequence

from cleanup.article import Article
from cleanup.comparison import Change
from cleanup.outputs.terminal import Paint, shown

_AROUND = 50
_LONGEST = 400  # code points of one change that are shown


def render(old: Article, new: Article, changes: Sequence[tuple[Change, bool]], *, colour: bool = False) -> str:
    """Return the changes with their line in the old version; those that our proposals explain are marked."""
    paint = Paint(colour)
    ours = sum(1 for _, known in changes if known)
    out = [
        f"{paint(old.path, '1')} -> {paint(new.path, '1')}: {len(changes)} change{'s' if len(changes) != 1 else ''}, "
        f"{ours} that cleanup proposes too"
    ]
    for change, known in changes:
        line, column = old.line_column(change.start)
        left, right = old.line_range(change.start), old.line_range(change.end)
        before = old.prose[max(left.start, change.start - _AROUND) : change.start]
        behind = old.prose[change.end : min(right.end, change.end + _AROUND)]
        removed = paint.removed(_cut(change.old)) if change.old else ""
        added = paint.added(_cut(change.new)) if change.new else ""
        mark = paint("cleanup", "32") if known else "       "
        out.append(f"{line:>5}:{column:<4} {mark}  {shown(before)}{removed}{added}{shown(behind)}")
    return "\n".join(out) + "\n"


def render_json(old: Article, new: Article, changes: Sequence[tuple[Change, bool]]) -> str:
    """Return the changes as JSON; `start` and `end` are code points of the old version."""
    listed = []
    for change, known in changes:
        line, column = old.line_column(change.start)
        listed.append(
            {
                "start": change.start,
                "end": change.end,
                "text": change.old,
                "replacement": change.new,
                "line": line,
                "column": column,
                "proposed": known,
            }
        )
    return (
        json.dumps({"version": 1, "old": old.path, "new": new.path, "changes": listed}, ensure_ascii=True, indent=1)
        + "\n"
    )


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:300]} … {text[-80:]}"
