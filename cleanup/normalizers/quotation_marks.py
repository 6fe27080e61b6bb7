"""Quotation marks: a double mark that has no partner.

Where a quotation begins or ends is what somebody said, so a lost mark is flagged and never put back: only the original
statement can tell where it belongs.

Leaves alone: apostrophes, plural possessives, inches, and quotations of several paragraphs, which reopen at each
paragraph and close at the last.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.proposal import Proposal, Safety
from cleanup.quotations import find_unpaired, turned_marks
from cleanup.reading import Reading


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Flag each double mark without a partner, with the stretch that it might open or close."""
    article = reading.article
    unpaired = list(find_unpaired(article.prose))
    # Where the marks pair in turn and only face the wrong way, none is lost.
    turned = [p for p in article.paragraphs if turned_marks(article.prose, p.start, p.end)] if unpaired else []
    for lost in unpaired:
        if article.is_protected(lost.position, lost.position + 1) or any(
            paragraph.start <= lost.position < paragraph.end for paragraph in turned
        ):
            continue
        line = article.line_range(lost.position)
        what = "opens a quotation that nothing closes" if lost.opening else "closes a quotation that nothing opens"
        start, end = (lost.position, line.end) if lost.opening else (line.start, lost.position + 1)
        yield Proposal(
            "quotation_marks",
            "quotes_integrity",
            Safety.FLAG,
            start,
            end,
            (),
            f"The mark {lost.mark} {what}; only the original statement can tell where the other one belongs.",
            "the marks of this paragraph do not pair",
        )
