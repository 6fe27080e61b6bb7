"""Offices: the title that belongs to the person's country, and former holders.

A translation turns "secretario de Estado" into "Foreign Secretary" and "presidente del Gobierno" into "President of the
Government". What is right depends on the person, the country and the article's date: a person who holds (or held) an
office of the same role under another title gets that title. "Foreign Secretary Antony Blinken" is repaired, "British
Foreign Secretary David Lammy" is not.

Leaves alone: a title that the office really bears, also in another house's words; a title of a role that the person never
had ("Chancellor Rishi Sunak" of 2021, a university's chancellor); any title of a person whom the glossary does not know.
With a date, the right title of somebody who no longer holds the office is flagged, unless the text says "former", "then"
or the like. Without a date a repair is certain only if the person held one single office of that role.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator

from cleanup.article import Article
from cleanup.declarations import Any
from cleanup.forms import capital_neighbours, starts_sentence
from cleanup.glossary.schema import DERIVED, first_day, last_day
from cleanup.offices import (
    ORDINALS,
    bears,
    country_near,
    in_brackets,
    in_case,
    offices_of,
    region_near,
    roles_of,
    with_ordinal,
)
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading
from cleanup.roster import AFTERWARDS, Pair, covers

_NAME = "titles"
_CLASS = "title_by_country"
_HEDGE = re.compile(
    r"(?:\b(?:former|formerly|then|ex|late|outgoing|onetime|one-time|sometime|ousted|deposed|retired|past|acting|incoming|predecessor|successor|was|had been|were|in (?:19|20)\d\d|"
    r"future|designate|nominee|elect|ancien)\b|\bthen-|\bex-)[^.,;\n]{0,60}$"
    r"|\bin (?:[a-z]+ )?(?:19|20)\d\d, [^.,;\n]{0,40}$",
    re.IGNORECASE,
)
_HEDGE_BEHIND = re.compile(
    r"[-\s]*(?:elect|designate|nominee|candidate|at the time|at that time|in all but name|then|until (?:\w+ )?(?:19|20)\d\d|from (?:19|20)\d\d|"
    r"between (?:19|20)\d\d|in (?:19|20)\d\d)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(r"\b(?:the|a|an|only|every|any|no)[ \u00a0]$")
# A president who is a head of government in English, a vice president who is that one's deputy.
_RANKS = {"head-of-state": "head-of-government", "deputy-head-of-state": "deputy-head-of-government"}
_PRESIDENT = re.compile(rf"president|(?:(?:{ORDINALS})[ \u00a0])?vice[- \u00a0]president", re.IGNORECASE)
_CALLS_SO = frozenset("ca es eu gl it".split())  # languages whose papers call a head of government president
_ROUGHLY = datetime.timedelta(days=90)  # derived tenures often end with the nomination of the next holder


_Tenure = tuple[dict[str, str], dict[str, Any]]  # with the office


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for titles beside names."""
    if not reading.roster.titles:
        return
    for pair in reading.roster.pairs:
        proposal = _judge(reading, pair)
        if proposal is not None:
            yield proposal


def _judge(reading: Reading, pair: Pair) -> Proposal | None:
    article = reading.article
    surface = article.prose[pair.title.start : pair.title.end]
    people = [person for person in pair.people if reading.roster.person(person)["tenures"]]
    if len(people) > 1:
        people = [person for person in people if reading.roster.named_in_full(person)] or people
    if len(people) != 1:
        return None
    facts = reading.roster.person(people[0])
    tenures = [(tenure, reading.index.entry("office", tenure["office"])) for tenure in facts["tenures"]]
    bearing = [(tenure, office) for tenure, office in tenures if bears(office, surface, pair.postings)]
    if bearing and _only_labelled_so(bearing, tenures, roles_of(pair.postings)):
        bearing = []
    if bearing:
        return _former_holder(reading, pair, people[0], tenures, bearing, surface)
    if higher := _RANKS.get(next((p.facts["role"] for p in pair.postings if p.part == "generic"), "")):
        return _called_president(reading, pair, people[0], tenures, higher, surface)
    if not any(p.part != "generic" for p in pair.postings) and not any(not office["generic"] for _, office in tenures):
        return None
    roles = roles_of(pair.postings)
    candidates = [(tenure, office) for tenure, office in tenures if office["role"] in roles]
    if not candidates:
        return None
    return _wrong_title(reading, pair, people[0], candidates, surface)


def _called_president(
    reading: Reading, pair: Pair, person: str, tenures: list[_Tenure], role: str, surface: str
) -> Proposal | None:
    """Offer the office of a head of government whom the text calls president, as Spanish and Italian copy does.

    Parties, clubs and councils have presidents too, so nothing but a country may stand beside the title.
    """
    article = reading.article
    date = article.date
    if date is None or not _PRESIDENT.fullmatch(surface) or not pair.before or _hedged(reading, pair):
        return None
    held = [(t, o) for t, o in tenures if o["role"] == role and DERIVED not in t and covers(t, date)]
    if len(held) != 1:
        return None
    tenure, office = held[0]
    left = capital_neighbours(article.prose, pair.title.start, pair.title.end)[0]
    near = country_near(reading, pair.title)
    own = {office["country"]}
    if (left and not re.fullmatch(ORDINALS, left.lower()) and near != own) or near - own:
        return None
    if re.compile(r",?[ \u00a0]of[ \u00a0]").match(article.prose, pair.end) or region_near(reading, pair.title):
        return None  # "President Viktor Orbán of Fidesz"
    comma = "," in article.prose[pair.title.end : pair.start]
    replacement = _at_start(article, pair, comma, in_case(with_ordinal(office, surface), surface, True, comma))
    facts = reading.roster.person(person)
    return reading.replacing(
        _NAME,
        _CLASS,
        Safety.SAFE if article.source_language in _CALLS_SO else Safety.REVIEW,
        pair.title.start,
        pair.title.end,
        replacement,
        f"{facts['name']} is {office['title']}{in_brackets(reading, office)}, not {surface.lower()}.",
        f"{facts['name']}, {office['title']}{in_brackets(reading, office)}, {_years(tenure)}",
        office["id"],
    )


def _at_start(article: Article, pair: Pair, comma: bool, title: str) -> str:
    """Return a title that commas set off with a capital, where it begins a sentence."""
    return title[:1].upper() + title[1:] if comma and starts_sentence(article.prose, pair.title.start) else title


def _years(tenure: dict[str, str]) -> str:
    return f"{tenure['from']} to {tenure.get('to') or 'at least ' + tenure['as_of']}"


def _only_labelled_so(bearing: list[_Tenure], tenures: list[_Tenure], roles: set[str]) -> bool:
    """Tell whether a title is right only as the label of a derived office that is another name of one written by hand.

    The collections label many offices by a literal translation ("Minister of External Relations").
    """
    by_hand = [tenure for tenure, office in tenures if DERIVED not in office and office["role"] in roles]
    return all(DERIVED in office and any(_overlap(tenure, other) for other in by_hand) for tenure, office in bearing)


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    ends = [last_day(tenure.get("to") or tenure["as_of"]) for tenure in (one, other)]
    return max(first_day(one["from"]), first_day(other["from"])) <= min(ends)


def _hedged(reading: Reading, pair: Pair) -> bool:
    prose = reading.article.prose
    start = min(pair.title.start, pair.start)
    end = max(pair.title.end, pair.end)
    line = reading.article.line_range(start)
    before = prose[max(line.start, start - 80) : start]
    inner = prose[min(pair.title.end, pair.end) : max(pair.title.start, pair.start)]
    return bool(
        _HEDGE.search(before)
        or re.search(r"\b(?:former|then|ex|late|outgoing)\b", inner)
        or _HEDGE_BEHIND.match(prose, pair.title.end)
        or _HEDGE_BEHIND.match(prose, end)
    )


def _former_holder(
    reading: Reading,
    pair: Pair,
    person: str,
    tenures: list[_Tenure],
    bearing: list[_Tenure],
    surface: str,
) -> Proposal | None:
    """Flag a right title of somebody who had left the office by the article's date."""
    date = reading.article.date
    if date is None or _hedged(reading, pair):
        return None
    ends = [last_day(tenure["to"]) for tenure, _ in bearing if "to" in tenure]
    if len(ends) < len(bearing) or date <= max(ends) + AFTERWARDS:
        return None
    latest = max((tenure for tenure, _ in bearing), key=lambda tenure: last_day(tenure["to"]))
    if DERIVED in latest and not max(ends) + _ROUGHLY < date <= last_day(latest["as_of"]):
        return None  # whether the holder came back after that day, the lists do not know
    facts = reading.roster.person(person)
    until = max(tenure["to"] for tenure, _ in bearing if "to" in tenure)
    now = sorted({office["title"] for tenure, office in tenures if covers(tenure, date)})
    also = f" On {date} {facts['family']} was {now[0]}." if now else ""
    start, end = min(pair.title.start, pair.start), max(pair.title.end, pair.end)
    country = in_brackets(reading, bearing[0][1])
    return Proposal(
        _NAME,
        _CLASS,
        Safety.FLAG,
        start,
        end,
        (),
        f"{facts['name']} was {surface.lower()} until {until}, and the article is of {date}: 'former' or another name may be missing."
        + also,
        f"tenure of {facts['name']} as {bearing[0][1]['title']}{country}: {bearing[-1][0]['from']} to {until}",
        person,
    )


def _wrong_title(reading: Reading, pair: Pair, person: str, candidates: list[_Tenure], surface: str) -> Proposal | None:
    """Offer the title of the office that the person holds in place of another country's or a literal one."""
    article, date = reading.article, reading.article.date
    facts = reading.roster.person(person)
    hedged = _hedged(reading, pair)
    offices = {office["id"]: office for _, office in candidates}
    safety = Safety.SAFE
    if date is not None:
        covering = {office["id"]: office for tenure, office in candidates if covers(tenure, date)}
        unknown = {office["id"]: office for tenure, office in candidates if covers(tenure, date) is None}
        if covering:
            offices = covering
        elif unknown:
            offices, safety = unknown, Safety.REVIEW
        elif not hedged:
            safety = Safety.REVIEW
    if len({office["title"] for office in offices.values()}) != 1:
        return None
    office = next(iter(offices.values()))
    literal = any(p.part == "literal" and p.facts["role"] == office["role"] for p in pair.postings)
    if any(
        bears(other, surface, pair.postings)
        for other in offices_of(reading, office["country"])
        if not (literal and DERIVED in other)  # the collections label offices by literal translations too
    ):
        return None  # a real office of that country, which the person may have held when the glossary does not say
    tenure = max((t for t, o in candidates if o["id"] == office["id"]), key=lambda t: t["from"])
    countries = country_near(reading, pair.title)
    if countries and office["country"] not in countries:
        if not countries & {"EU", "UN", "NATO"} and office["country"] in {"EU", "UN", "NATO", "INT", "AFU"}:
            return None
        safety = Safety.REVIEW
    comma = "," in article.prose[pair.title.end : pair.start] if pair.before else True
    before, head, behind = _without_body(surface, office["country"])
    replacement = before + in_case(with_ordinal(office, head), head, pair.before, comma and not before) + behind
    replacement = _at_start(article, pair, comma, replacement)
    if replacement == surface:
        return None
    bodies = set(re.findall(r"\b[A-Z]{2,}\b", surface)) - set(re.findall(r"\b[A-Z]{2,}\b", replacement))
    if bodies and not surface.isupper():
        return None  # "General Secretary of NATO": the body's name would be lost
    if (
        surface.islower()
        and pair.before
        and not comma
        and _ARTICLE.search(article.prose, max(0, pair.title.start - 14), pair.title.start)
    ):
        safety = Safety.REVIEW  # "the only foreign minister Blinken met" is somebody else
    # The whole title is replaced, not the words that differ: an editor reads "Secretary of State", not "of State".
    return reading.replacing(
        _NAME,
        _CLASS,
        safety,
        pair.title.start,
        pair.title.end,
        replacement,
        f"The office of {facts['name']} is '{office['title']}' in English{in_brackets(reading, office)}, not '{surface}'.",
        f"{facts['name']}, {office['title']}{in_brackets(reading, office)}, {_years(tenure)}"
        + ("" if date else "; the article's date is not known, and no other office of this kind is"),
        office["id"],
    )


def _without_body(surface: str, body: str) -> tuple[str, str, str]:
    """Part a title from the acronym of the body that the office belongs to: `UN |General Secretary`, `... of NATO`."""
    match = re.fullmatch(rf"({body} )?(.+?)( of (?:the )?{body})?", surface)
    return (match.group(1) or "", match.group(2), match.group(3) or "") if match else ("", surface, "")
