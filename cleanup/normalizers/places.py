"""Places: exonyms of the source language, calques, names torn apart or run together, foreign accents.

Repairs "Londres", "Strip of Gaza", "Sheikh Jarrá", "Timor - Leste", "NewYork", "kyiv"; a form that was right until a
date ("Kiev") only in an article of a later one. The source language counts where a form is wrong only in some of them.

Leaves alone: what the glossary allows ("Peking University", "chicken Kiev"); a foreign form that belongs to a longer
name ("Hotel Londres"), which is at most offered for review; people who are called like a place; lost accents; names in
another script in brackets or among other words of that script.
"""

from __future__ import annotations

from collections.abc import Iterator

from cleanup.entries import propose
from cleanup.proposal import Proposal
from cleanup.reading import Reading


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for places."""
    yield from propose(reading, "place", "places", "place_exonym")
