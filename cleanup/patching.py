"""Patches by diff-match-patch: accepted edits in a file, put onto a copy that has changed in the meantime.

Each edit is a patch of its own, with context. Where a copy has changed, diff-match-patch looks for the context near the
old place, approximately; what it finds is taken only if exactly the expected words stand there and exactly they are
replaced. Everything else is reported as no longer fitting, and the text around it is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from diff_match_patch import diff_match_patch
from diff_match_patch.diff_match_patch import patch_obj

from cleanup.errors import PatchError
from cleanup.proposal import Edit

_MARGIN = 24  # code points of context on either side
_HEADER = "# cleanup patch 1\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one edit of a patch: `line` is where it was put, or None where it no longer fits."""

    expected: str
    replacement: str
    context: str
    line: int | None


def make_patch(prose: str, edits: Iterable[Edit]) -> str:
    """Return the patch of `edits` as text: a header, then diff-match-patch's own format, one patch an edit."""
    differ = diff_match_patch()
    patches: list[patch_obj] = []
    made, shift, at = [], 0, 0  # the text with the edits before this one made, and how far it has moved
    for edit in sorted(edits):
        made.append(prose[at : edit.start])
        done = "".join(made)[-_MARGIN:] if len(made) else ""
        made = [done]
        behind = prose[edit.end : edit.end + _MARGIN]
        patch = patch_obj()
        patch.start1 = patch.start2 = edit.start + shift - len(done)
        patch.length1 = len(done) + len(edit.expected) + len(behind)
        patch.length2 = patch.length1 - len(edit.expected) + len(edit.replacement)
        parts = [
            (differ.DIFF_EQUAL, done),
            (differ.DIFF_DELETE, edit.expected),
            (differ.DIFF_INSERT, edit.replacement),
            (differ.DIFF_EQUAL, behind),
        ]
        patch.diffs = [part for part in parts if part[1]]
        made.append(edit.replacement)
        shift += len(edit.replacement) - len(edit.expected)
        at = edit.end
        patches.append(patch)
    return _HEADER + str(differ.patch_toText(patches))


def apply_patch(patch: str, text: str) -> tuple[str, list[Outcome]]:
    """Put the edits of a patch onto `text`; return the new text and what became of each edit.

    Raises PatchError if the patch is damaged. Positions in a patch are code points of the text it was made from.
    """
    differ = diff_match_patch()
    body = "".join(line for line in patch.splitlines(keepends=True) if not line.startswith("#"))
    try:
        patches = differ.patch_fromText(body)
    except ValueError as error:
        raise PatchError("this is no patch. Make one with 'cleanup diff FILE --format patch'.") from error
    if not patches and body.strip():
        raise PatchError("this is no patch. Make one with 'cleanup diff FILE --format patch'.")
    outcomes: list[Outcome] = []
    shift = 0
    for one in patches:
        before, expected, replacement, behind = _parts(differ, one)
        place = _place(differ, text, one.start1 + shift, before, expected, behind)
        line = None
        if place is not None:
            line = text.count("\n", 0, place) + 1
            text = text[:place] + replacement + text[place + len(expected) :]
            shift = place - len(before) - one.start1
        outcomes.append(Outcome(expected, replacement, (before + expected + behind).strip(), line))
    return text, outcomes


def _parts(differ: diff_match_patch, patch: patch_obj) -> tuple[str, str, str, str]:
    """Return the context before, the expected words, the replacement, and the context behind."""
    changes = [i for i, (kind, _) in enumerate(patch.diffs) if kind != differ.DIFF_EQUAL]
    if not changes:
        raise PatchError("a patch that changes nothing. Make a new one with 'cleanup diff FILE --format patch'.")
    first, last = changes[0], changes[-1]
    before = "".join(text for kind, text in patch.diffs[:first])
    behind = "".join(text for kind, text in patch.diffs[last + 1 :])
    inner = patch.diffs[first : last + 1]
    expected = "".join(text for kind, text in inner if kind != differ.DIFF_INSERT)
    replacement = "".join(text for kind, text in inner if kind != differ.DIFF_DELETE)
    return before, expected, replacement, behind


def _place(differ: diff_match_patch, text: str, near: int, before: str, expected: str, behind: str) -> int | None:
    """Return where the expected words stand in their context, or None where that cannot be known."""
    whole = before + expected + behind
    near = max(0, min(near, len(text)))
    if text.startswith(whole, near):
        return near + len(before)
    if text.count(whole) == 1:
        return text.index(whole) + len(before)
    # The context has changed: find the better half of it approximately, then demand the expected words beside it.
    found: list[int] = []
    bits = differ.Match_MaxBits
    if before.strip():
        pattern = before[-bits:]
        at = differ.match_main(text, pattern, max(0, near + len(before) - len(pattern)))
        if at != -1:
            found += _beside(text, expected, at + len(pattern))
    if behind.strip():
        pattern = behind[:bits]
        at = differ.match_main(text, pattern, min(len(text), near + len(before) + len(expected)))
        if at != -1:
            found += _beside(text, expected, at - len(expected))
    places = set(found)
    return places.pop() if len(places) == 1 else None


def _beside(text: str, expected: str, at: int) -> list[int]:
    """Return where `expected` stands as whole words within a few code points of a place; nothing if in two places."""
    if not expected:
        return []  # an insertion needs its context exactly
    low, high = max(0, at - 8), min(len(text), at + len(expected) + 8)
    places = [
        i
        for i in range(low, high - len(expected) + 1)
        if text.startswith(expected, i) and _whole_words(text, i, i + len(expected))
    ]
    return places if len(places) == 1 else []


def _whole_words(text: str, start: int, end: int) -> bool:
    glued_before = start > 0 and text[start - 1].isalnum() and text[start].isalnum()
    glued_behind = end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    return not (glued_before or glued_behind)
