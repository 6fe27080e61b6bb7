"""Titles and offices: which offices a title may mean, and how it is written in its place."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.declarations import Any
from cleanup.forms import carry_case, compare, starts_sentence
from cleanup.glossary.index import Hit, Posting
from cleanup.reading import Reading
from cleanup.roster import region_of

_SMALL = frozenset("of the and for to in on".split())
_BEFORE_TITLE = re.compile(r"(?:['’]s?)?[ \u00a0]")
_BEHIND_TITLE = re.compile(r" (?:of|for)(?: the)? ")
ORDINALS = "first|second|third|fourth|fifth"
_ORDINAL = re.compile(rf"({ORDINALS})[ \u00a0]", re.IGNORECASE)
_NO_TITLE = re.compile(r"spokes(?:man|woman|person)$")  # a job and no title: small before a name too


def country_near(reading: Reading, hit: Hit) -> set[str]:
    """Return the countries named right beside a title: an adjective before it, `of COUNTRY` behind it."""
    countries: set[str] = set()
    for other, before in _near(reading, hit):
        surface = reading.article.prose[other.start : other.end]
        countries.update(
            posting.entry
            for posting in other.postings
            if posting.kind == "country"
            and (before or posting.part == "name")
            and not compare(surface, posting.text).lower
        )
    return countries


def region_near(reading: Reading, hit: Hit) -> set[str]:
    """Return the countries of the regions named right beside a title: `Bavaria's`, `of North Rhine-Westphalia`."""
    countries: set[str] = set()
    for other, _ in _near(reading, hit):
        surface = reading.article.prose[other.start : other.end]
        found = {region_of(reading.index, posting) for posting in other.postings if posting.text == surface}
        if any(posting.kind == "country" or posting.kind == "person" for posting in other.postings):
            return set()  # "Georgia", a country too
        countries |= found - {""}
    return countries


def _near(reading: Reading, hit: Hit) -> Iterator[tuple[Hit, bool]]:
    """Yield what the glossary knows right before a title, and behind `of` after it; with whether it comes before."""
    prose = reading.article.prose
    for other in reading.hits_ending(hit.start - 3, hit.start - 1):
        if _BEFORE_TITLE.fullmatch(prose, other.end, hit.start):
            yield other, True
    for other in reading.hits_starting(hit.end + 4, hit.end + 9):
        if _BEHIND_TITLE.fullmatch(prose, hit.end, other.start):
            yield other, False


def roles_of(postings: tuple[Posting, ...]) -> set[str]:
    """Return the roles that a title means by titles.csv; some country's own title ("leader") means none elsewhere."""
    return {str(p.facts["role"]) for p in postings if p.part != "office"}


def bears(office: dict[str, Any], surface: str, postings: tuple[Posting, ...]) -> bool:
    """Tell whether an office bears a title: its own, one of its other ones, or a generic one of its role."""
    titles = {office["title"].lower(), *(title.lower() for title in office["also"])}
    if " ".join(surface.lower().split()) in titles or any(p.entry == office["id"] for p in postings):
        return True
    return bool(office["generic"]) and any(p.part == "generic" and p.facts["role"] == office["role"] for p in postings)


def offices_of(reading: Reading, country: str) -> list[dict[str, Any]]:
    """Return the offices of a country."""
    names = reading.index.entry_names(f"office:{country.lower()}-")
    return [reading.index.entry("office", name.partition(":")[2]) for name in names]


def offices_in(reading: Reading, country: str, role: str) -> list[dict[str, Any]]:
    """Return the offices of a role that were written by hand for a country."""
    names = reading.index.tables["offices"].get(f"{country}:{role}", ())
    return [reading.index.entry("office", name) for name in names]


def with_ordinal(office: dict[str, Any], surface: str) -> str:
    """Return the title of an office with the number that a deputy's literal title has: `second deputy prime minister`."""
    title = str(office["title"])
    ordinal = _ORDINAL.match(surface)
    if ordinal is None or not office["role"].startswith("deputy-") or _ORDINAL.match(title):
        return title
    return f"{ordinal.group(1).lower()} {title}"


def in_brackets(reading: Reading, office: dict[str, Any]) -> str:
    """Return the country of an office for a message: ` (Spain)`, or nothing for a body."""
    name = reading.index.tables["countries"].get(office["country"])
    return f" ({name})" if name else ""


def in_case(title: str, surface: str, before: bool, comma: bool = False) -> str:
    """Return a title with the capitals of the one that it replaces: `Secretary of State` for `Foreign Secretary`.

    Set off by commas it is no part of the name, and small in every house style; so is a job that is no title.
    """
    if surface.isupper() and len(surface) > 4:
        return carry_case(surface, title)
    if before and (comma or _NO_TITLE.search(title)):
        return title
    if surface[:1].isupper() and (before or " " not in surface or surface.split()[-1][:1].isupper()):
        return " ".join(word if word in _SMALL and i else _capitalised(word) for i, word in enumerate(title.split()))
    return title


def in_running_text(reading: Reading, title: str, hit: Hit) -> str:
    """Return a title as it stands without a name: small, but for a headline in capitals and the start of a sentence."""
    surface = reading.article.prose[hit.start : hit.end]
    if surface.isupper() and len(surface) > 4:
        return carry_case(surface, title)
    return title[:1].upper() + title[1:] if starts_sentence(reading.article.prose, hit.start) else title


def _capitalised(word: str) -> str:
    """Return a word with a capital, and one behind its hyphen: `Secretary-General`, but `President-elect`."""
    first, *more = word.split("-")
    tail = (part if part in ("elect", "designate") or part in _SMALL else part[:1].upper() + part[1:] for part in more)
    return "-".join((first[:1].upper() + first[1:], *tail))
