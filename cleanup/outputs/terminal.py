"""The diff for a terminal: each change with number, safety, reason and evidence, in words, with or without colour.

Without colour a change reads `[-old-]{+new+}`; with colour the old words are struck through in red and the new ones
green. Nothing but the colours depends on the terminal.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator

from cleanup.article import Article
from cleanup.proposal import Safety
from cleanup.resolution import Finding
from cleanup.revision import Revision

_AROUND = 60  # code points of context on either side
COLOURS = {Safety.SAFE: "32", Safety.REVIEW: "33", Safety.FLAG: "35"}
_VISIBLE = {"\u00a0": "⍽", "\u202f": "⍽", "\u2007": "⍽", "\t": "⇥", "\n": "⏎", "\r": ""}
# Control characters of the article must not reach the terminal: they could move the cursor or change its colours.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")


class Paint:
    """Paints words, or leaves them alone."""

    def __init__(self, colour: bool) -> None:
        self.colour = colour

    def __call__(self, text: str, code: str) -> str:
        """Return `text` in the colours of an ANSI code, or as it is."""
        return f"\x1b[{code}m{text}\x1b[0m" if self.colour and text else text

    def removed(self, text: str) -> str:
        """Paint what is taken away."""
        return self(shown(text), "31;9") if self.colour else f"[-{shown(text)}-]"

    def added(self, text: str) -> str:
        """Paint what is put in its place."""
        return self(shown(text), "32;1") if self.colour else f"{{+{shown(text)}+}}"


def render(revision: Revision, *, colour: bool = False, set_aside: bool = False, width: int = 100) -> str:
    """Return the whole view of one article."""
    return "\n".join(_lines(revision, Paint(colour), set_aside, max(50, min(width, 120)))) + "\n"


def heading(revision: Revision, paint: Paint) -> str:
    """Return the line over an article: path, counts, style, language, date."""
    counts = revision.counts()
    parts = [paint(f"{number} {name}", COLOURS[Safety(name)] if number else "2") for name, number in counts.items()]
    article = revision.article
    facts = [f"style {revision.style}"]
    facts.append(f"source language {article.source_language}" if article.source_language else "source language unknown")
    facts.append(f"dated {article.date}" if article.date else "no date")
    return f"{paint(article.path, '1')}: {', '.join(parts)}  {paint('(' + ', '.join(facts) + ')', '2')}"


def _lines(revision: Revision, paint: Paint, set_aside: bool, width: int) -> Iterator[str]:
    yield heading(revision, paint)
    for number, finding in enumerate(revision.findings, 1):
        yield ""
        yield from _finding(revision.article, number, finding, paint, width)
    for error in revision.errors:
        yield ""
        yield paint(f"  not checked: {error}", "31")
    if set_aside and revision.set_aside:
        yield ""
        yield f"Set aside: {len(revision.set_aside)}"
        for lost in revision.set_aside:
            winner = next((n for n, f in enumerate(revision.findings, 1) if f.id == lost.by), None)
            to = f"by {winner}" if winner else f"by {lost.by}"
            yield ""
            yield from _finding(revision.article, None, lost.finding, paint, width, f"{to}: {lost.reason}")
    elif revision.set_aside:
        yield ""
        yield paint(f"{len(revision.set_aside)} set aside; '--set-aside' shows them.", "2")


def _finding(
    article: Article, number: int | None, finding: Finding, paint: Paint, width: int, lost: str = ""
) -> Iterator[str]:
    proposal = finding.proposal
    line, column = article.line_column(proposal.place[0])
    label = f"{number:>3}" if number is not None else "  -"
    name = f"{proposal.normalizer} · {proposal.artifact}"
    place = f"line {line}, column {column}"
    yield f"{label}  {paint(f'{proposal.safety:<6}', COLOURS[proposal.safety])}  {name}   {paint(f'{place}   {finding.id}', '2')}"
    for context in _contexts(article, finding, paint):
        yield f"     {context}"
    yield from _wrapped(proposal.message, width)
    if proposal.choices:
        yield from _wrapped("or: " + "  |  ".join(proposal.choices), width)
    if lost:
        yield from _wrapped(f"set aside {lost}", width)
    if proposal.evidence:
        yield from (paint(text, "2") for text in _wrapped(f"evidence: {proposal.evidence}", width))


def _wrapped(text: str, width: int) -> list[str]:
    return textwrap.wrap(shown(text), width, initial_indent="     ", subsequent_indent="     ", break_long_words=False)


def _contexts(article: Article, finding: Finding, paint: Paint) -> Iterator[str]:
    """Show each place of a finding in its line; places in one line are shown together."""
    proposal = finding.proposal
    if not proposal.edits:
        before, behind = _around(article, proposal.start, proposal.end)
        text = shown(article.prose[proposal.start : proposal.end])
        if len(text) > 160:
            text = f"{text[:100].rstrip()} … {text[-40:].lstrip()}"
        yield f"{before}{paint(text, '35;4') if paint.colour else f'<{text}>'}{behind}"
        return
    edits = sorted(proposal.edits)
    at = 0
    while at < len(edits):
        together = [edits[at]]
        while at + len(together) < len(edits) and (
            edits[at + len(together)].start - together[-1].end < _AROUND
            and article.line_range(together[-1].end) == article.line_range(edits[at + len(together)].start)
        ):
            together.append(edits[at + len(together)])
        before, behind = _around(article, together[0].start, together[-1].end)
        inner: list[str] = []
        position = together[0].start
        for edit in together:
            inner.append(shown(article.prose[position : edit.start]))
            if edit.expected:
                inner.append(paint.removed(edit.expected))
            if edit.replacement:
                inner.append(paint.added(edit.replacement))
            position = edit.end
        yield before + "".join(inner) + behind
        at += len(together)


def _around(article: Article, start: int, end: int) -> tuple[str, str]:
    first, last = article.line_range(start), article.line_range(end)
    left, right = max(first.start, start - _AROUND), min(last.end, end + _AROUND)
    before, behind = article.prose[left:start], article.prose[end:right]
    if left > first.start:
        before = "… " + before.partition(" ")[2] if " " in before else "…" + before
    if right < last.end:
        behind = behind.rpartition(" ")[0] + " …" if " " in behind else behind + "…"
    return shown(before), shown(behind)


def shown(text: str) -> str:
    """Return `text` with its invisible characters made visible and control characters made harmless."""
    for character, visible in _VISIBLE.items():
        if character in text:
            text = text.replace(character, visible)
    return _CONTROL.sub("\ufffd", text)


def explanation(revision: Revision, finding: Finding, paint: Paint) -> str:
    """Return one finding with everything that is known of it, and what it won or lost against."""
    number = next((n for n, f in enumerate(revision.findings, 1) if f.id == finding.id), None)
    lost = next((s for s in revision.set_aside if s.finding.id == finding.id), None)
    beaten = [s.finding for s in revision.set_aside if s.by == finding.id]
    lines = list(
        _finding(revision.article, number, finding, paint, 100, f"by {lost.by}: {lost.reason}" if lost else "")
    )
    if finding.proposal.entry:
        lines.append(f"     glossary entry: {finding.proposal.entry}")
    for other in beaten:
        lines.append(f"     set aside for it: {other.id} ({other.proposal.normalizer}): {other.proposal.message}")
    return "\n".join(lines) + "\n"
