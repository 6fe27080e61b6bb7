"""Organisations: acronyms of the source language, literal and half-translated names, parties, outlets.

Repairs "ONU", "OTAN", "EE.UU.", "Los Republicanos", "Ukrainian Truth"; an acronym that means something else in English
("CPI", "BM") only in the company that settles it. Offers to take the quotation marks off the name of an outlet, party or
company behind the word that says so (the newspaper "Kommersant"), as English news copy prints none.

Leaves alone: acronyms in any other case ("Ong" is a surname, "Oms" too); the Associated Press; an acronym inside a
longer foreign name ("ONU Mujeres"), which is at most offered for review; marks around a name that the glossary does not
know, or that stand inside a quotation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.declarations import replace
from cleanup.entries import propose
from cleanup.forms import live_hits
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "organisations"
_OUTLETS = frozenset({"outlet", "news-agency"})
_MARKED = frozenset({*_OUTLETS, "party", "company"})
_PAIRS = {'"': '"', "“": "”", "«": "»", "„": "“"}
# The words behind which a marked name is the thing's own, and no quotation.
_SAYS_SO = re.compile(
    r"\b(?:agency|bank|broadcaster|business|carmaker|channel|company|concern|conglomerate|corporation|daily|edition|firm|"
    r"giant|group|holding|journal|magazine|media outlet|monopoly|movement|news site|newspaper|oil company|operator|outlet|"
    r"paper|party|portal|producer|publication|publisher|radio|radio station|site|station|supplier|tabloid|television|"
    r"TV channel|website|weekly)[ \u00a0]$",
    re.IGNORECASE,
)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for organisations."""
    for proposal in propose(reading, "organisation", _NAME, "org_name"):
        last = proposal.edits[0].expected.split()[-1]  # an article may stand before it
        if proposal.artifact == "org_name" and len(last) <= 8 and last.isupper():
            yield replace(proposal, artifact="org_acronym")
        elif proposal.artifact == "org_name" and _kind(reading, proposal.entry) in _OUTLETS:
            yield replace(proposal, artifact="outlet_name")
        else:
            yield proposal
    if any(mark in reading.article.prose for mark in _PAIRS):
        yield from _marked(reading)


def _kind(reading: Reading, entry: str) -> str:
    return str(reading.index.entry("organisation", entry)["kind"])


def _marked(reading: Reading) -> Iterator[Proposal]:
    """Offer to take the quotation marks off a name that the glossary knows, behind the word that says what it is."""
    article = reading.article
    prose = article.prose
    for hit, postings in live_hits(article, reading.hits, "organisation"):
        opening, closing = prose[hit.start - 1 : hit.start], prose[hit.end : hit.end + 1]
        if (
            not opening
            or _PAIRS.get(opening) != closing
            or not _SAYS_SO.search(prose, max(0, hit.start - 30), hit.start - 1)
        ):
            continue
        text = prose[hit.start : hit.end]
        names = {p.entry for p in postings if p.right and p.text == text and _kind(reading, p.entry) in _MARKED}
        if len(names) != 1 or article.in_quotation(hit.start - 2, hit.start - 1):
            continue
        entry = names.pop()
        yield Proposal(
            _NAME,
            "outlet_name" if _kind(reading, entry) in _OUTLETS else "org_name",
            Safety.REVIEW,
            hit.start - 1,
            hit.end + 1,
            (Edit(hit.start - 1, hit.start, opening, ""), Edit(hit.end, hit.end + 1, closing, "")),
            f"English news copy prints no quotation marks around {text}: they are no quotation but a name.",
            f"{text} is in the glossary ({reading.index.entry('organisation', entry)['source']})",
            entry,
        )
