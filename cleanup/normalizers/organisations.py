"""Organisations: acronyms of the source language, literal and half-translated names, parties, outlets.

Repairs "ONU", "OTAN", "EE.UU.", "Los Republicanos", "Ukrainian Truth"; an acronym that means something else in English
("CPI", "BM") only in the company that settles it.

Leaves alone: acronyms in any other case ("Ong" is a surname, "Oms" too); the Associated Press; an acronym inside a
longer foreign name ("ONU Mujeres"), which is at most offered for review.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.entries import propose
from cleanup.proposal import Proposal
from cleanup.reading import Reading


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for organisations."""
    for proposal in propose(reading, "organisation", "organisations", "org_name"):
        last = proposal.edits[0].expected.split()[-1]  # an article may stand before it
        acronym = len(last) <= 8 and last.isupper()
        if acronym and proposal.artifact == "org_name":
            yield Proposal(
                proposal.normalizer,
                "org_acronym",
                proposal.safety,
                proposal.start,
                proposal.end,
                proposal.edits,
                proposal.message,
                proposal.evidence,
                proposal.entry,
                proposal.choices,
            )
        else:
            yield proposal
