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
from bisect import bisect_left, bisect_right
from collections.abc import Iterator

from cleanup.declarations import Any, dataclass
from cleanup.forms import carry_case, compare, live_hits, starts_sentence
from cleanup.glossary.index import Hit, Posting
from cleanup.glossary.schema import DERIVED, first_day, last_day
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "titles"
_SMALL = frozenset("of the and for to in on".split())
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
_BETWEEN_BEFORE = re.compile(r"[ \u00a0]|,[ \u00a0]")
_APPOSITION = re.compile(r",[ \u00a0](?P<lead>(?:(?:the|who is|then|now)[ \u00a0])?(?:[\w.’'-]+[ \u00a0]){0,2}?)$")
_BEFORE_TITLE = re.compile(r"(?:['’]s?)?[ \u00a0]")
_BEHIND_TITLE = re.compile(r" (?:of|for)(?: the)? ")
_ARTICLE = re.compile(r"\b(?:the|a|an|only|every|any|no)[ \u00a0]$")
_CLOSES = re.compile(r"\s*(?:[,.;:!?)\]—–\"”’»]|$|\n)|['’]s\b")  # what ends an apposition
_OF = re.compile(r" (?:of|for|in|at|from|since|until|under|between|who|and)\b")
_OF_ANOTHER_BODY = re.compile(
    r" of (?:the |a )?(?:[\w'’-]+ ){0,2}(?:academy|archdiocese|association|bank|bar|church|club|college|company|council|court|"
    r"diocese|federation|order|party|school|union|university)\b",
    re.IGNORECASE,
)
_AFTERWARDS = datetime.timedelta(days=3)
_ROUGHLY = datetime.timedelta(days=90)  # derived tenures often end with the nomination of the next holder


_Tenure = tuple[dict[str, str], dict[str, Any]]  # with the office


@dataclass(frozen=True, slots=True)
class _Pair:
    """A title and a person who stand together, and whether the title comes first."""

    title: Hit
    postings: tuple[Posting, ...]
    start: int  # of the name
    end: int
    people: tuple[str, ...]
    before: bool


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for titles beside names, and for a country's title without a name."""
    titles = _longest(live_hits(reading.article, reading.hits, "title"))
    if not titles:
        return
    paired: set[int] = set()
    for pair in _pairs(reading, titles):
        paired.add(pair.title.start)
        proposal = _judge(reading, pair)
        if proposal is not None:
            yield proposal
    for hit, postings in titles:
        if hit.start not in paired:
            yield from _country_title(reading, hit, postings)


def _longest(hits: list[tuple[Hit, tuple[Posting, ...]]]) -> list[tuple[Hit, tuple[Posting, ...]]]:
    """Keep the longest title at each place ("vice president" hides "president")."""
    kept: list[tuple[Hit, tuple[Posting, ...]]] = []
    for hit, postings in sorted(hits, key=lambda pair: (pair[0].start, -pair[0].end)):
        if not kept or hit.start >= kept[-1][0].end:
            kept.append((hit, postings))
    return kept


def _pairs(reading: Reading, titles: list[tuple[Hit, tuple[Posting, ...]]]) -> Iterator[_Pair]:
    prose = reading.article.prose
    names: dict[tuple[int, int], set[str]] = {}
    for person, mentions in reading.roster.people.items():
        for mention in mentions:
            if mention.full or reading.roster.named_in_full(person) or mention.right:
                names.setdefault((mention.start, mention.end), set()).add(person)
    # The longest name at a place hides the shorter ones in it.
    spans = sorted(names, key=lambda span: (span[0], -span[1]))
    outer: list[tuple[int, int]] = []
    for span in spans:
        if not outer or span[0] >= outer[-1][1]:
            outer.append(span)
    starts = [start for start, _ in outer]
    for hit, postings in titles:
        for start, end in outer[max(0, bisect_left(starts, hit.start - 140)) : bisect_right(starts, hit.end + 60)]:
            if hit.end <= start <= hit.end + 60:
                between = prose[hit.end : start]
                if "," in between and not _CLOSES.match(prose, end):
                    break  # "Like the foreign secretary, Antony Blinken went": two people
                if _BETWEEN_BEFORE.fullmatch(between) or _of_country(reading, between):
                    yield _Pair(hit, postings, start, end, tuple(sorted(names[start, end])), True)
                    break
            elif end < hit.start <= end + 60:
                match = _APPOSITION.fullmatch(prose[end : hit.start])
                closed = _CLOSES.match(prose, hit.end) or _OF.match(prose, hit.end)
                if match and closed and not _another_name_follows(reading, hit, starts):
                    yield _Pair(hit, postings, start, end, tuple(sorted(names[start, end])), False)
                    break


def _of_country(reading: Reading, between: str) -> bool:
    """Tell whether ` of [the] COUNTRY,` stands between a title and a name."""
    match = re.fullmatch(r"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?([^,\n]{2,40}),?[ \u00a0]", between)
    return bool(match and any(p.kind == "country" and p.part == "name" for p in reading.index.lookup(match.group(1))))


def _another_name_follows(reading: Reading, hit: Hit, starts: list[int]) -> bool:
    """Tell whether the title is followed by a name of its own (`Merkel, Foreign Minister Heiko Maas`)."""
    match = re.compile(r",?[ \u00a0][^\W\d_a-z]").match(reading.article.prose, hit.end)
    return bool(match) or bisect_left(starts, hit.end + 1) < bisect_right(starts, hit.end + 2)


def _country_near(reading: Reading, hit: Hit) -> set[str]:
    """Return the countries named right beside a title: an adjective before it, `of COUNTRY` behind it."""
    prose = reading.article.prose
    countries: set[str] = set()
    near = [(other, True) for other in reading.hits_ending(hit.start - 3, hit.start - 1)]
    near += [(other, False) for other in reading.hits_starting(hit.end + 4, hit.end + 9)]
    for other, before in near:
        gap = prose[other.end : hit.start] if before else prose[hit.end : other.start]
        if not (_BEFORE_TITLE if before else _BEHIND_TITLE).fullmatch(gap):
            continue
        surface = prose[other.start : other.end]
        countries.update(
            posting.entry
            for posting in other.postings
            if posting.kind == "country"
            and (before or posting.part == "name")
            and not compare(surface, posting.text).lower
        )
    return countries


def _covers(tenure: dict[str, str], date: datetime.date) -> bool | None:
    """Tell whether a tenure covers a day; None where it is not known any more (after `as_of`)."""
    if date < first_day(tenure["from"]):
        return False
    if "to" in tenure:
        return date <= last_day(tenure["to"]) + _AFTERWARDS
    return True if date <= last_day(tenure["as_of"]) else None


def _titles_of(office: dict[str, Any]) -> set[str]:
    return {office["title"].lower(), *(title.lower() for title in office["also"])}


def _roles(postings: tuple[Posting, ...]) -> set[str]:
    """Return the roles that a title means by titles.csv; some country's own title ("leader") means none elsewhere."""
    return {str(p.facts["role"]) for p in postings if p.part != "office"}


def _bears(office: dict[str, Any], surface: str, postings: tuple[Posting, ...]) -> bool:
    """Tell whether an office bears a title: its own, one of its other ones, or a generic one of its role."""
    if " ".join(surface.lower().split()) in _titles_of(office) or any(p.entry == office["id"] for p in postings):
        return True
    return bool(office["generic"]) and any(p.part == "generic" and p.facts["role"] == office["role"] for p in postings)


def _judge(reading: Reading, pair: _Pair) -> Proposal | None:
    article = reading.article
    surface = article.prose[pair.title.start : pair.title.end]
    people = [person for person in pair.people if reading.roster.person(person)["tenures"]]
    if len(people) > 1:
        people = [person for person in people if reading.roster.named_in_full(person)] or people
    if len(people) != 1:
        return None
    facts = reading.roster.person(people[0])
    tenures = [(tenure, reading.index.entry("office", tenure["office"])) for tenure in facts["tenures"]]
    bearing = [(tenure, office) for tenure, office in tenures if _bears(office, surface, pair.postings)]
    if bearing and _only_labelled_so(bearing, tenures, _roles(pair.postings)):
        bearing = []
    if bearing:
        return _former_holder(reading, pair, people[0], tenures, bearing, surface)
    if not any(p.part != "generic" for p in pair.postings) and not any(not office["generic"] for _, office in tenures):
        return None
    roles = _roles(pair.postings)
    candidates = [(tenure, office) for tenure, office in tenures if office["role"] in roles]
    if not candidates:
        return None
    return _wrong_title(reading, pair, people[0], candidates, surface)


def _only_labelled_so(bearing: list[_Tenure], tenures: list[_Tenure], roles: set[str]) -> bool:
    """Tell whether a title is right only as the label of a derived office that is another name of one written by hand.

    The collections label many offices by a literal translation ("Minister of External Relations").
    """
    by_hand = [tenure for tenure, office in tenures if DERIVED not in office and office["role"] in roles]
    return all(DERIVED in office and any(_overlap(tenure, other) for other in by_hand) for tenure, office in bearing)


def _overlap(one: dict[str, str], other: dict[str, str]) -> bool:
    ends = [last_day(tenure.get("to") or tenure["as_of"]) for tenure in (one, other)]
    return max(first_day(one["from"]), first_day(other["from"])) <= min(ends)


def _hedged(reading: Reading, pair: _Pair) -> bool:
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
    pair: _Pair,
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
    if len(ends) < len(bearing) or date <= max(ends) + _AFTERWARDS:
        return None
    latest = max((tenure for tenure, _ in bearing), key=lambda tenure: last_day(tenure["to"]))
    if DERIVED in latest and not max(ends) + _ROUGHLY < date <= last_day(latest["as_of"]):
        return None  # whether the holder came back after that day, the lists do not know
    facts = reading.roster.person(person)
    until = max(tenure["to"] for tenure, _ in bearing if "to" in tenure)
    now = sorted({office["title"] for tenure, office in tenures if _covers(tenure, date)})
    also = f" On {date} {facts['family']} was {now[0]}." if now else ""
    start, end = min(pair.title.start, pair.start), max(pair.title.end, pair.end)
    country = _country(reading, bearing[0][1])
    return Proposal(
        _NAME,
        "title_by_country",
        Safety.FLAG,
        start,
        end,
        (),
        f"{facts['name']} was {surface.lower()} until {until}, and the article is of {date}: 'former' or another name may be missing."
        + also,
        f"tenure of {facts['name']} as {bearing[0][1]['title']}{country}: {bearing[-1][0]['from']} to {until}",
        person,
    )


def _country(reading: Reading, office: dict[str, Any]) -> str:
    name = reading.index.tables["countries"].get(office["country"])
    return f" ({name})" if name else ""


def _wrong_title(
    reading: Reading, pair: _Pair, person: str, candidates: list[_Tenure], surface: str
) -> Proposal | None:
    """Offer the title of the office that the person holds in place of another country's or a literal one."""
    article, date = reading.article, reading.article.date
    facts = reading.roster.person(person)
    hedged = _hedged(reading, pair)
    offices = {office["id"]: office for _, office in candidates}
    safety = Safety.SAFE
    if date is not None:
        covering = {office["id"]: office for tenure, office in candidates if _covers(tenure, date)}
        unknown = {office["id"]: office for tenure, office in candidates if _covers(tenure, date) is None}
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
        _bears(other, surface, pair.postings)
        for other in _offices_of(reading, office["country"])
        if not (literal and DERIVED in other)  # the collections label offices by literal translations too
    ):
        return None  # a real office of that country, which the person may have held when the glossary does not say
    tenure = max((t for t, o in candidates if o["id"] == office["id"]), key=lambda t: t["from"])
    countries = _country_near(reading, pair.title)
    if countries and office["country"] not in countries:
        if not countries & {"EU", "UN", "NATO"} and office["country"] in {"EU", "UN", "NATO", "INT", "AFU"}:
            return None
        safety = Safety.REVIEW
    comma = "," in article.prose[pair.title.end : pair.start] if pair.before else True
    before, head, behind = _without_body(surface, office["country"])
    replacement = before + _in_case(office["title"], head, pair.before, comma and not before) + behind
    if comma and starts_sentence(article.prose, pair.title.start):
        replacement = replacement[:1].upper() + replacement[1:]
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
    edit = Edit(pair.title.start, pair.title.end, surface, replacement)
    if article.in_quotation(edit.start, edit.end):
        safety = Safety.REVIEW
    until = tenure.get("to") or f"at least {tenure['as_of']}"
    return Proposal(
        _NAME,
        "title_by_country",
        safety,
        edit.start,
        edit.end,
        (edit,),
        f"The office of {facts['name']} is '{office['title']}' in English{_country(reading, office)}, not '{surface}'.",
        f"{facts['name']}, {office['title']}{_country(reading, office)}, {tenure['from']} to {until}"
        + ("" if date else "; the article's date is not known, and no other office of this kind is"),
        office["id"],
    )


def _without_body(surface: str, body: str) -> tuple[str, str, str]:
    """Part a title from the acronym of the body that the office belongs to: `UN |General Secretary`, `... of NATO`."""
    match = re.fullmatch(rf"({body} )?(.+?)( of (?:the )?{body})?", surface)
    return (match.group(1) or "", match.group(2), match.group(3) or "") if match else ("", surface, "")


def _in_case(title: str, surface: str, before: bool, comma: bool = False) -> str:
    """Return a title with the capitals of the one that it replaces: `Secretary of State` for `Foreign Secretary`.

    Set off by commas it is no part of the name, and small in every house style.
    """
    if surface.isupper() and len(surface) > 4:
        return carry_case(surface, title)
    if before and comma:
        return title
    if surface[:1].isupper() and (before or " " not in surface or surface.split()[-1][:1].isupper()):
        return " ".join(word if word in _SMALL and i else _capitalised(word) for i, word in enumerate(title.split()))
    return title


def _capitalised(word: str) -> str:
    """Return a word with a capital, and one behind its hyphen: `Secretary-General`, but `President-elect`."""
    first, *more = word.split("-")
    tail = (part if part in ("elect", "designate") or part in _SMALL else part[:1].upper() + part[1:] for part in more)
    return "-".join((first[:1].upper() + first[1:], *tail))


def _offices_of(reading: Reading, country: str) -> list[dict[str, Any]]:
    """Return the offices of a country."""
    names = reading.index.entry_names(f"office:{country.lower()}-")
    return [reading.index.entry("office", name.partition(":")[2]) for name in names]


def _country_title(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> Iterator[Proposal]:
    """Offer a country's own title where one that it does not have stands beside its adjective, without a name."""
    article = reading.article
    surface = article.prose[hit.start : hit.end]
    if _another_name_follows(reading, hit, []) or _OF_ANOTHER_BODY.match(article.prose, hit.end):
        return
    countries = _country_near(reading, hit)
    if len(countries) != 1:
        return
    country = next(iter(countries))
    roles = sorted(_roles(postings) - {"other"})
    offices = [
        reading.index.entry("office", name)
        for role in roles
        for name in reading.index.tables["offices"].get(f"{country}:{role}", ())
    ]
    if len(offices) != 1 or any(_bears(office, surface, postings) for office in _offices_of(reading, country)):
        return
    office = offices[0]
    replacement = _in_case(office["title"], surface, False)
    if replacement.lower() == surface.lower():
        return
    edit = Edit(hit.start, hit.end, surface, replacement)
    yield Proposal(
        _NAME,
        "title_by_country",
        Safety.REVIEW,
        edit.start,
        edit.end,
        (edit,),
        f"The office is '{office['title']}' in English{_country(reading, office)}, not '{surface}'.",
        f"offices of the country ({office['source']})",
        office["id"],
    )
