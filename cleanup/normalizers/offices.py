"""Offices without a name beside them: the later mentions, which only the rest of the article explains.

"The President of the Government announced" is the prime minister where the article names Pedro Sánchez or speaks of
Spain alone; "the president" of a Spanish or Italian story that names the head of government and no other president is
the prime minister too; "the Executive" is the government; "the Peruvian Chancellery" is the Foreign Ministry; "the prime
minister of Bavaria" is its state premier; "the American foreign minister" is the secretary of state. A repair is certain
only for a literal title that no office of the article's countries bears, in a language that says so, where the article
names the holder.

Leaves alone: a title that some office of the article's countries really bears; a title that goes on with the name of
another body, region or person ("the President of the Government of the Canary Islands"); "the president" where anybody
else could be meant; the Northern Ireland Executive, executive boards and branches; the Chancelleries of Germany, Austria,
Poland and Switzerland.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.declarations import Any
from cleanup.forms import capital_neighbours
from cleanup.glossary.index import Hit, Posting
from cleanup.glossary.schema import DERIVED
from cleanup.offices import (
    bears,
    country_near,
    in_brackets,
    in_case,
    in_running_text,
    offices_in,
    offices_of,
    region_near,
    roles_of,
    with_ordinal,
)
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading
from cleanup.roster import Holder

_NAME = "offices"
_CLASS = "title_by_country"
_OF_ANOTHER_BODY = re.compile(
    r" of (?:the |a )?(?:[\w'’-]+ ){0,2}(?:academy|archdiocese|association|bank|bar|church|club|college|company|council|court|"
    r"diocese|federation|order|party|school|union|university)\b",
    re.IGNORECASE,
)
_GOES_ON = re.compile(r"[ \u00a0](?:of|for|in|at)[ \u00a0](?:the[ \u00a0])?[^\W\d_a-z]|[-‑]|['’]s[ \u00a0][^\W\d_a-z]")
_OF = re.compile(r"[ \u00a0]of[ \u00a0]")
_THE = re.compile(r"\b[Tt]he[ \u00a0]$")
# Languages that say the same of the same offices: a Catalan paper writes of Spain's as a Spanish one does.
_KIN = {"ca": "es", "eu": "es", "gl": "es", "be": "ru"}
_PRESIDENTIAL = {"ES": frozenset("ca es eu gl".split()), "IT": frozenset({"it"})}
_PRESIDENT = re.compile(r"(?<![\w-])(?:vice[- ])?president(?![\w-])", re.IGNORECASE)
_EXECUTIVE = re.compile(
    r"\b[Tt]he[ \u00a0]((?:[^\W\d_][\w-]*[ \u00a0])?)(Executive)(?![\w-])(?![ \u00a0](?:[^\W\d_a-z]|(?:agency|authority|"
    r"board|branch|bureau|chair\w*|committee|council|decree|director\w*|editor|officer\w*|order|orders|power|powers|"
    r"privilege|producer|secretary|summary|suite|team|vice)\b))"
)
_EXECUTIVE_LANGUAGES = frozenset("ca es eu fr gl it pt ro".split())
_OWN_EXECUTIVES = ("Stormont", "Northern Ireland", "Scotland", "Scottish", "European Commission", "Executive Committee")
_CHANCELLERY = re.compile(
    r"(?<![\w-])(?:Foreign[ \u00a0])?Chancellery(?![\w-])(?![ \u00a0](?:of|for)[ \u00a0]|[ \u00a0][^\W\d_a-z])"
)
_CANCILLERIAS = frozenset("AR BO CL CO CR CU DO EC GT HN MX NI PA PE PY SV UY VE".split())
_CHANCELLERIES = frozenset("AT CH DE EE LT LV PL".split())
_TITLE_CASE = 0.7  # share of long words with a capital from which on a line counts as a headline


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for offices that stand without a name."""
    roster = reading.roster
    paired = {pair.title.start for pair in roster.pairs} if roster.titles else set()
    for hit, postings in roster.titles:
        if hit.start in paired or roster.name_follows(hit):
            continue
        for find in (_literal, _of_region, _of_country, _president):
            proposal = find(reading, hit, postings)
            if proposal is not None:
                yield proposal
                break
    prose = reading.article.prose
    if "Executive" in prose:
        yield from _executive(reading)
    if "Chancellery" in prose:
        yield from _chancellery(reading)


def _proposal(
    reading: Reading, hit: Hit, safety: Safety, replacement: str, office: dict[str, Any], message: str, evidence: str
) -> Proposal:
    return reading.replacing(_NAME, _CLASS, safety, hit.start, hit.end, replacement, message, evidence, office["id"])


def _listed(office: dict[str, Any]) -> str:
    """Return what proves the title of an office, where no holder does."""
    return f"offices of the country ({office['source']})"


def _speaks(reading: Reading, languages: list[str]) -> bool | None:
    """Tell whether the source language is one of `languages`; None where it is not known."""
    known = reading.article.source_language
    return None if known is None else "*" in languages or known in languages or _KIN.get(known) in languages


def _literal(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> Proposal | None:
    """Judge a title that is a literal translation: who, or which country, does the article say it belongs to?"""
    literal = [p for p in postings if p.part == "literal"]
    roles = {str(p.facts["role"]) for p in literal} - {"other", "head", "region-head", "mayor"}
    if len(roles) != 1 or any(p.part == "generic" for p in postings):
        return None
    languages = [language for p in literal for language in p.facts["languages"]]
    prose = reading.article.prose
    surface = prose[hit.start : hit.end]
    speaks = _speaks(reading, languages)
    if (
        speaks is False
        or not _THE.search(prose, max(0, hit.start - 5), hit.start)
        or _OF.match(prose, hit.end)
        or _GOES_ON.match(prose, hit.end)
    ):
        return None
    role = roles.pop()
    if any(bears(office, surface, postings) for code in reading.roster.countries for office in _by_hand(reading, code)):
        return None
    if reading.roster.holders({"region-head"}) and role == "head-of-government":
        return None  # a region has a government too
    known = reading.roster.holders({role})
    holders = _one_country([holder for holder in known if holder.covers] or known)
    if holders:
        office, holder = holders[0].office, holders[0]
        name = reading.roster.person(holder.person)["name"]
        mention = reading.roster.known_for_certain(holder.person)
        evidence = f"{name} is {office['title']}{in_brackets(reading, office)}"
        if mention is not None:
            evidence = f"{reading.roster.where(mention)}; {evidence}"
        safety = Safety.SAFE if speaks and holder.covers and surface.lower().count(" ") > 1 else Safety.REVIEW
    else:
        offices = [o for code in reading.roster.countries for o in offices_in(reading, code, role)]
        if len({o["title"] for o in offices}) != 1:
            return None
        office = offices[0]
        evidence = f"{reading.roster.where(reading.roster.countries[office['country']])}; {_listed(office)}"
        safety = Safety.REVIEW
    title = with_ordinal(office, surface)
    message = f"'{surface}' is a literal translation: the office is '{title}' in English{in_brackets(reading, office)}."
    return _proposal(reading, hit, safety, in_running_text(reading, title, hit), office, message, evidence)


def _by_hand(reading: Reading, country: str) -> list[dict[str, Any]]:
    return [office for office in offices_of(reading, country) if DERIVED not in office]


def _one_country(holders: list[Holder]) -> list[Holder]:
    """Return the holders if all of them hold the same office, else none."""
    return holders if len({holder.office["id"] for holder in holders}) == 1 else []


def _of_region(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> Proposal | None:
    """Offer the title of the heads of a country's regions where a state's title stands beside the name of one."""
    surface = reading.article.prose[hit.start : hit.end]
    countries = region_near(reading, hit)
    generic = {p.facts["role"] for p in postings if p.part == "generic"}
    if len(countries) != 1 or not generic & {"head-of-government", "head-of-state"}:
        return None
    if _OF_ANOTHER_BODY.match(reading.article.prose, hit.end):
        return None
    country = countries.pop()
    offices = offices_in(reading, country, "region-head")
    if len(offices) != 1 or any(bears(office, surface, postings) for office in offices) or not offices[0]["generic"]:
        return None
    office = offices[0]
    titles = {office["title"], *office["also"]}
    if any(title.lower().startswith(surface.lower() + " of ") or surface.lower() in title.lower() for title in titles):
        return None  # "president of Catalonia"
    message = f"The head of a region is '{office['title']}' in English{in_brackets(reading, office)}, not '{surface}'."
    replacement = in_case(office["title"], surface, before=False) if surface.isupper() else office["title"]
    return _proposal(reading, hit, Safety.REVIEW, replacement, office, message, _listed(office))


def _of_country(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> Proposal | None:
    """Offer a country's own title where one that it does not have stands beside its adjective."""
    article = reading.article
    surface = article.prose[hit.start : hit.end]
    countries = country_near(reading, hit)
    if _OF_ANOTHER_BODY.match(article.prose, hit.end) or len(countries) != 1:
        return None
    country = countries.pop()
    roles = roles_of(postings) - {"other"}
    offices = [office for role in sorted(roles) for office in offices_in(reading, country, role)]
    if roles == {"head-of-state"} and not offices and surface.lower() == "president":
        # A kingdom has no president: its head of government is meant where the article names that one.
        offices = [h.office for h in reading.roster.holders({"head-of-government"}) if h.covers]
        offices = [office for office in offices if office["country"] == country]
        if article.source_language not in _PRESIDENTIAL.get(country, ()) or _GOES_ON.match(article.prose, hit.end):
            return None
    if len(offices) != 1 or any(bears(office, surface, postings) for office in offices_of(reading, country)):
        return None
    office = offices[0]
    replacement = in_case(office["title"], surface, before=False)
    if replacement.lower() == surface.lower():
        return None
    message = f"The office is '{office['title']}' in English{in_brackets(reading, office)}, not '{surface}'."
    return _proposal(reading, hit, Safety.REVIEW, replacement, office, message, _listed(office))


def _president(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> Proposal | None:
    """Offer `prime minister` for `the president`, where the article has that one and no other president."""
    article = reading.article
    prose = article.prose
    if prose[hit.start : hit.end].lower() != "president" or article.date is None:
        return None
    if not _THE.search(prose, max(0, hit.start - 5), hit.start) or _GOES_ON.match(prose, hit.end):
        return None
    holders = _one_country([h for h in reading.roster.holders({"head-of-government"}) if h.covers])
    if len(holders) != 1 or article.source_language not in _PRESIDENTIAL.get(holders[0].office["country"], ()):
        return None
    holder = holders[0]
    if reading.roster.holders({"head-of-state", "region-head", "deputy-head-of-state"}) or _other_president(
        reading, holder
    ):
        return None
    mention = reading.roster.known_for_certain(holder.person)
    name = reading.roster.person(holder.person)["name"]
    message = (
        f"'the president' seems to be {name}, who is {holder.office['title']}{in_brackets(reading, holder.office)}."
    )
    evidence = reading.roster.where(mention) + "; the article names no president" if mention else ""
    replacement = in_running_text(reading, holder.office["title"], hit)
    return _proposal(reading, hit, Safety.REVIEW, replacement, holder.office, message, evidence)


def _other_president(reading: Reading, holder: Holder) -> bool:
    """Tell whether the article speaks of a president of something, or by name, who need not be the head of government."""
    prose = reading.article.prose
    family = reading.roster.person(holder.person)["family"]
    own = re.compile(
        r"[ \u00a0]of[ \u00a0]the[ \u00a0](?:Spanish[ \u00a0]|Italian[ \u00a0])?(?:government|council|executive)\b",
        re.IGNORECASE,
    )
    for match in _PRESIDENT.finditer(prose):
        if own.match(prose, match.end()):
            continue
        behind = re.compile(r",?[ \u00a0](?:(?:\w\.|[^\W\d_a-z][\w’'-]+)[ \u00a0]){0,2}([^\W\d_a-z][\w’'-]+)").match(
            prose, match.end()
        )
        if _GOES_ON.match(prose, match.end()) or _OF.match(prose, match.end()):
            return True
        if behind and family not in behind.group():
            return True
        if capital_neighbours(prose, match.start(), match.end())[0] not in ("", "Spanish", "Italian"):
            return True
    return False


def _executive(reading: Reading) -> Iterator[Proposal]:
    """Offer `government` for `Executive`, as Romance languages call it, where no body of that name is about."""
    article = reading.article
    if article.source_language not in _EXECUTIVE_LANGUAGES or any(map(article.has_word, _OWN_EXECUTIVES)):
        return
    for match in _EXECUTIVE.finditer(article.prose):
        before = match.group(1).strip()
        known = (
            not before
            or before[0].islower()
            or any(p.kind in ("country", "place") for p in reading.index.lookup(before))
        )
        start, end = match.span(2)
        headed = re.compile(r"\b(?:[Hh]ead|[Cc]hief|[Pp]resident|[Vv]ice president) of $").search(
            article.prose, max(0, match.start() - 20), match.start()
        )
        if (
            not known
            or before in ("European", "Community")
            or headed
            or article.is_protected(start, end)
            or _headline(reading, start)
        ):
            continue
        message = "In English news copy the Executive of a country is its government."
        evidence = f"the source language is '{article.source_language}', which calls a government the Executive"
        yield reading.replacing(_NAME, _CLASS, Safety.REVIEW, start, end, "government", message, evidence)


def _headline(reading: Reading, position: int) -> bool:
    """Tell whether most words of a line have capitals, so that they say nothing."""
    start, end = reading.article.line_range(position)
    line = reading.article.prose[start:end]
    words = re.findall(r"[^\W\d_]{4,}", line)
    return not line.rstrip('"”’').endswith((".", "!", "?")) and sum(
        word[0].isupper() for word in words
    ) > _TITLE_CASE * len(words)


def _chancellery(reading: Reading) -> Iterator[Proposal]:
    """Offer the Foreign Ministry for the Chancellery of a country whose foreign minister is a canciller."""
    article = reading.article
    if _CHANCELLERIES & reading.roster.countries.keys():
        return
    for match in _CHANCELLERY.finditer(article.prose):
        start, end = match.span()
        if article.is_protected(start, end):
            continue
        near = {
            posting.entry
            for hit in reading.hits_ending(start - 3, start - 1)
            for posting in hit.postings
            if posting.kind == "country"
        }
        spoken = _CANCILLERIAS & reading.roster.countries.keys()
        countries = near or spoken
        if len(near) > 1 or not countries <= _CANCILLERIAS or not countries:
            continue
        if not near and (article.source_language not in ("es", "ca", "gl", "eu") or len(spoken) != 1):
            continue
        ministries = {office["body"] for code in countries for office in offices_in(reading, code, "foreign")} - {""}
        if len(ministries) != 1:
            continue
        safety = Safety.SAFE if near and article.source_language == "es" else Safety.REVIEW
        code = min(countries)
        country = reading.index.tables["countries"][code]
        message = f"The 'Cancillería' of {country} is its Foreign Ministry; a chancellery is another office in English."
        evidence = reading.roster.where(reading.roster.countries[code]) if code in reading.roster.countries else ""
        yield reading.replacing(_NAME, "org_name", safety, start, end, ministries.pop(), message, evidence)
