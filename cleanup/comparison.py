"""How two given versions of a text differ, word by word, by diff-match-patch.

Words are never split: each distinct token becomes one private character, and diff-match-patch compares those. The texts
are aligned by paragraph first, so that a long pair is many short comparisons; every step has a share of one time limit,
and what runs out of time is shown as replaced in whole paragraphs, never as one block for everything.
"""

from __future__ import annotations

import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from diff_match_patch import diff_match_patch

from cleanup.proposal import Edit

_TOKEN = re.compile(r"\w+(?:['’]\w+)*|\s+|[^\w\s]")
_LINE = re.compile(r"[^\n]*\n|[^\n]+")
_SECONDS = 10.0


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: what stood at `start`-`end` (code points of the old text) and what stands there now."""

    start: int
    end: int
    old: str
    new: str


def compare_texts(old: str, new: str, seconds: float = _SECONDS) -> list[Change]:
    """Return the changes that make `new` out of `old`, in order; applying them gives exactly `new`."""
    deadline = time.monotonic() + seconds
    changes: list[Change] = []
    at = 0
    for old_part, new_part in _runs(_LINE.findall(old), _LINE.findall(new), seconds / 2):
        before, after = "".join(old_part), "".join(new_part)
        if before != after:
            changes.extend(_words(at, old_part, new_part, deadline))
        at += len(before)
    return _joined(old, changes)


def _runs(old: Sequence[str], new: Sequence[str], seconds: float) -> Iterator[tuple[list[str], list[str]]]:
    """Align two sequences of tokens; yield the equal and the differing runs, in order."""
    numbers: dict[str, str] = {}

    def code(token: str) -> str:
        # Private and other code points that never meet a surrogate; there are over a million of them.
        if token not in numbers:
            number = len(numbers) + 1
            numbers[token] = chr(number if number < 0xD800 else number + 0x800)
        return numbers[token]

    left, right = "".join(map(code, old)), "".join(map(code, new))
    differ = diff_match_patch()
    differ.Diff_Timeout = max(seconds, 0.01)
    a = b = 0
    removed: list[str] = []
    added: list[str] = []
    for kind, text in differ.diff_main(left, right, False):
        if kind == differ.DIFF_EQUAL:
            if removed or added:
                yield removed, added
                removed, added = [], []
            yield list(old[a : a + len(text)]), list(new[b : b + len(text)])
            a += len(text)
            b += len(text)
        elif kind == differ.DIFF_DELETE:
            removed = [*removed, *old[a : a + len(text)]]
            a += len(text)
        else:
            added = [*added, *new[b : b + len(text)]]
            b += len(text)
    if removed or added:
        yield removed, added


def _words(at: int, old: list[str], new: list[str], deadline: float) -> Iterator[Change]:
    """Compare the words of a differing run; line by line where both sides have as many lines and the run is long."""
    left = deadline - time.monotonic()
    pairs: list[tuple[str, str]]
    if len(old) == len(new) and len(old) > 1:
        pairs = list(zip(old, new, strict=True))
    else:
        pairs = [("".join(old), "".join(new))]
    for before, after in pairs:
        if left <= 0 or not before or not after:
            if before != after:
                yield Change(at, at + len(before), before, after)
        else:
            position = at
            for old_words, new_words in _runs(_TOKEN.findall(before), _TOKEN.findall(after), min(left / 4, 1.0)):
                was, now = "".join(old_words), "".join(new_words)
                if was != now:
                    yield Change(position, position + len(was), was, now)
                position += len(was)
        at += len(before)
        left = deadline - time.monotonic()


def _joined(old: str, changes: list[Change]) -> list[Change]:
    """Join changes that only white space separates: an editor reads phrases, not confetti."""
    joined: list[Change] = []
    for change in changes:
        if joined:
            last = joined[-1]
            between = old[last.end : change.start]
            if change.start == last.end or (
                between and between.isspace() and "\n" not in between and (last.old.strip() and change.old.strip())
            ):
                joined[-1] = Change(
                    last.start, change.end, last.old + between + change.old, last.new + between + change.new
                )
                continue
        joined.append(change)
    return joined


def explained(change: Change, edits: Sequence[Edit]) -> bool:
    """Tell whether our own edits, applied to the old words of a change, give its new words."""
    inside = [edit for edit in edits if change.start <= edit.start and edit.end <= change.end]
    if not inside:
        return any(edit.start <= change.start and change.end <= edit.end and _within(edit, change) for edit in edits)
    out, at = [], change.start
    for edit in sorted(inside):
        out += [change.old[at - change.start : edit.start - change.start], edit.replacement]
        at = edit.end
    out.append(change.old[at - change.start :])
    return "".join(out) == change.new


def _within(edit: Edit, change: Change) -> bool:
    """Tell whether a change is what an edit does, when the comparison found a smaller difference inside it."""
    head, tail = edit.expected[: change.start - edit.start], edit.expected[change.end - edit.start :]
    return head + change.new + tail == edit.replacement
