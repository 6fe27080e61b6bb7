"""The normalizers: each finds one kind of artifact and puts proposals to the editor.

They all look at the same unchanging prose, know nothing of each other, and never change anything. The order of the list
decides between two proposals that are equal in everything else (see `cleanup.resolution`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from cleanup.proposal import Proposal
from cleanup.reading import Reading

# A normalizer is a module of this package; it is imported when it runs.
NORMALIZERS: tuple[str, ...] = (
    "titles",
    "offices",
    "names",
    "disguises",
    "endings",
    "places",
    "organisations",
    "demonyms",
    "house_style",
    "consistency",
    "typography",
    "joined_words",
    "repetitions",
    "numbers",
    "dates",
    "boilerplate",
    "confusions",
    "quotation_marks",
    "grammar",
    "markup",
    "layout",
    "scripts",
    "encoding",
)
# These mend what keeps the prose from being read. They run first, and the others look at the prose with their safe edits
# made (see `cleanup.mending`); they stand last above, so that a repair that takes theirs along comes before theirs.
MENDING: frozenset[str] = frozenset(("markup", "layout", "scripts", "encoding"))


Normalize = Callable[[Reading], Iterator[Proposal]]


def load(name: str) -> Normalize:
    """Import a normalizer; its module defines `normalize(reading)`."""
    function: Normalize = import_module(f"cleanup.normalizers.{name}").normalize
    return function


def documentation(name: str) -> str:
    """Return the docstring of a normalizer's module: what it repairs, what it leaves alone, and why."""
    return (import_module(f"cleanup.normalizers.{name}").__doc__ or "").strip()
