"""Boilerplate: what a page put around the article, and what came along when it was copied and translated.

Offers to take out: links to other articles ("Read also: ...", "It may interest you"), photo and agency credits ("Photo:
EFE", "With information of AFP"), calls to follow and subscribe, buttons for sharing, time stamps, reading times, marks of
advertising, tags, what is left of embedded posts, notices of rights and cookies. Flags the author line of an embedded
post, because the words above it are that author's. Always left to an editor: a credit may be owed, and belongs in the
article's data then.

Until then no other normalizer touches these stretches, except that the outlet in a credit is given its right name.

Leaves alone: captions, bylines, datelines, editor's notes, corrections, a wire agency's own credit line ("Reporting by
...; Editing by ..."), sources that are no agency ("Source: Eurostat"), references ("See also: Article 5"), service lines
("For more information, call ..."), and sentences that begin with the same words ("Share prices fell").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from cleanup.article import Article, Range
from cleanup.boilerplate import Boilerplate, Kind, covers
from cleanup.declarations import dataclass
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = _CLASS = "boilerplate"
_SHOWN = 80  # code points of a stretch that a message quotes
_LINE_END = re.compile(r"\r\n|\n|\r")
_EMPTY_LINES = re.compile(r"(?:[^\S\r\n]*(?:\r\n|\n|\r))*")
_SPACES = re.compile(r"[^\S\r\n]*")


@dataclass(slots=True)
class _Block:
    """Lines that follow each other and are nothing but boilerplate: an editor decides on them at once."""

    start: int
    end: int
    stretches: list[Boilerplate]


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield a proposal for each block of lines, and each stretch in a line, that is not prose."""
    article = reading.article
    if not article.not_prose:
        return
    blocks: list[_Block] = []
    for line, group in groupby(article.not_prose, key=lambda stretch: article.line_range(stretch.start)):
        stretches = list(group)
        if stretches[0].kind is Kind.POST_AUTHOR:
            yield _flag(article, stretches[0])
        elif not covers(stretches, line.start + article.prose.startswith("\ufeff", line.start), line.end):
            for stretch in stretches:
                yield _within(article, stretch, line)
        elif blocks and _LINE_END.fullmatch(article.prose, blocks[-1].end, stretches[0].start):
            blocks[-1].end = line.end
            blocks[-1].stretches += stretches
        else:
            blocks.append(_Block(stretches[0].start, line.end, stretches))
    last = len(article.prose.rstrip())  # what stands behind it is boilerplate: the paragraph before ends the article
    for block in reversed(blocks):
        trailing = not article.prose[block.end : last].strip()
        start, end = (_backward if trailing else _forward)(article, block)
        if trailing:
            last = block.start
        yield _proposal(article, Range(start, end), block.stretches, "nothing else stands there")


def _forward(article: Article, block: _Block) -> tuple[int, int]:
    """Return a block with its line end, and with the empty lines below where the line above is empty too."""
    prose = article.prose
    line_end = _LINE_END.match(prose, block.end)
    end = line_end.end() if line_end else block.end
    above = article.line_range(block.start - 1) if block.start else Range(0, 0)
    if not prose[above.start : min(above.end, block.start)].strip("\ufeff \t\u00a0"):
        empty = _EMPTY_LINES.match(prose, end)
        end = empty.end() if empty else end
    return block.start, end


def _backward(article: Article, block: _Block) -> tuple[int, int]:
    """Return a block behind which no prose follows, with the empty lines above; the last line end stays."""
    prose = article.prose
    above = prose[: block.start].rstrip()
    if not above.strip("\ufeff"):
        return block.start, block.end
    start = article.line_range(len(above) - 1).end
    protected = article.protected_within(start, block.start)
    return protected[-1].end if protected else start, block.end


def _within(article: Article, stretch: Boilerplate, line: Range) -> Proposal:
    end = stretch.end
    if stretch.start == line.start:
        spaces = _SPACES.match(article.prose, end)
        end = spaces.end() if spaces else end
    return _proposal(article, Range(stretch.start, end), [stretch], "the sentences of its line are complete without it")


def _proposal(article: Article, place: Range, stretches: Sequence[Boilerplate], evidence: str) -> Proposal:
    kinds = list(dict.fromkeys(stretch.kind for stretch in stretches))
    shown = _shown(article.prose[stretches[0].start : stretches[-1].end])
    owed = "; keep it in the article's data where it is owed" if Kind.CREDIT in kinds else ""
    return Proposal(
        _NAME,
        _CLASS,
        Safety.REVIEW,
        place.start,
        place.end,
        (Edit(place.start, place.end, article.prose[place.start : place.end], ""),),
        f"'{shown}' is {' and '.join(kinds)}, not the article's prose{owed}.",
        evidence,
    )


def _flag(article: Article, stretch: Boilerplate) -> Proposal:
    shown = _shown(article.prose[stretch.start : stretch.end])
    return Proposal(
        _NAME,
        _CLASS,
        Safety.FLAG,
        stretch.start,
        stretch.end,
        (),
        f"'{shown}' is {stretch.kind}: the words above it are that author's, and belong in quotation marks or in an embed.",
        "a name, a handle and a date stand in one line",
    )


def _shown(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN].rstrip()}…"
