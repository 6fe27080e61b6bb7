"""Who and what is in the article: its own witness.

Most certainty about a name comes from the rest of the article. The roster is built once an article from the glossary's
hits: every person it names in full, under a right form or a wrong one, with every mention.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from functools import cached_property

from cleanup.article import Article, Range
from cleanup.declarations import Any, dataclass
from cleanup.forms import compare, live_hits
from cleanup.glossary.index import Hit, Index, Posting
from cleanup.glossary.schema import first_day, last_day

AFTERWARDS = datetime.timedelta(days=3)  # news of a departure still gives the title

_BETWEEN_BEFORE = re.compile(r"[ \u00a0]|,[ \u00a0]")
_APPOSITION = re.compile(r",[ \u00a0](?P<lead>(?:(?:the|who is|then|now)[ \u00a0])?(?:[\w.’'-]+[ \u00a0]){0,2}?)$")
_CLOSES = re.compile(r"\s*(?:[,.;:!?)\]—–\"”’»]|$|\n)|['’]s\b")  # what ends an apposition
_OF = re.compile(r" (?:of|for|in|at|from|since|until|under|between|who|and)\b")
_LONGER = re.compile(
    r"[ \u00a0](?!(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b)[^\W\d_a-z][^\W\d_]"
)
_REACH = 60  # code points between a title and the name that it stands beside


def covers(tenure: dict[str, str], date: datetime.date) -> bool | None:
    """Tell whether a tenure covers a day; None where it is not known any more (after `as_of`)."""
    if date < first_day(tenure["from"]):
        return False
    if "to" in tenure:
        return date <= last_day(tenure["to"]) + AFTERWARDS
    return True if date <= last_day(tenure["as_of"]) else None


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, in code points; `full` when given and family name stand together."""

    start: int
    end: int
    full: bool
    right: bool


@dataclass(frozen=True, slots=True)
class Holder:
    """Somebody whom the article names, and an office that the person holds or held; `covers` as the function."""

    person: str
    tenure: dict[str, str]
    office: dict[str, Any]
    covers: bool | None


Titles = list[tuple[Hit, tuple[Posting, ...]]]


@dataclass(frozen=True, slots=True)
class Pair:
    """A title and a person who stand together, in code points, and whether the title comes first."""

    title: Hit
    postings: tuple[Posting, ...]
    start: int  # of the name
    end: int
    people: tuple[str, ...]
    before: bool


class Roster:
    """The people of one article, by their id in the glossary, and the countries that it speaks of."""

    def __init__(self, article: Article, hits: list[Hit], index: Index) -> None:
        self.article = article
        self.index = index
        self.hits = hits
        self.people: dict[str, list[Mention]] = defaultdict(list)
        for hit in hits:
            surface = article.prose[hit.start : hit.end]
            for posting in hit.postings:
                if posting.kind == "person" and self._counts(surface, posting):
                    self.people[posting.entry].append(
                        Mention(hit.start, hit.end, posting.part == "full", posting.right and surface == posting.text)
                    )

    @staticmethod
    def _counts(surface: str, posting: Posting) -> bool:
        difference = compare(surface, posting.text)
        return not (difference.lower or difference.case or (posting.part == "family" and difference.split))

    def person(self, name: str) -> dict[str, Any]:
        """Return the facts of a person."""
        return self.index.entry("person", name)

    def _elsewhere(self, name: str, except_at: int) -> Iterator[Mention]:
        """Yield the mentions of a person that share nothing with the longest one that covers `except_at`."""
        mentions = self.people.get(name, ())
        end = max((mention.end for mention in mentions if mention.start <= except_at < mention.end), default=except_at)
        return (mention for mention in mentions if not (mention.start < end and except_at < mention.end))

    def named_in_full(self, name: str, except_at: int = -1) -> Mention | None:
        """Return the first mention in full, other than what covers `except_at`; None if there is none."""
        return next((mention for mention in self._elsewhere(name, except_at) if mention.full), None)

    def named_rightly(self, name: str, except_at: int) -> Mention | None:
        """Return the first mention under a right form elsewhere, full or family name."""
        return next((mention for mention in self._elsewhere(name, except_at) if mention.right), None)

    def evidence(self, name: str, except_at: int) -> str:
        """Say where the article names a person elsewhere; empty where it does not.

        A family name counts only if the person is the only one of the glossary who bears it.
        """
        mention = self.known_for_certain(name, except_at)
        return self.where(mention) if mention else ""

    def known_for_certain(self, name: str, except_at: int = -1) -> Mention | None:
        """Return a mention that can mean nobody else of the glossary: in full, or by a name that only one person bears.

        The mention that covers `except_at` does not count.
        """
        mention = self.named_in_full(name, except_at) or self.named_rightly(name, except_at)
        if mention is None or mention.full:
            return mention
        bearers = {p.entry for p in self.index.lookup(self._text(mention)) if p.kind == "person"}
        return mention if len(bearers) == 1 else None

    def holders(self, roles: Collection[str]) -> list[Holder]:
        """Return those whom the article names and who hold or held an office of some role on its day, by person.

        Without a date, and after the day to which a tenure is known, `covers` is None.
        """
        found = []
        for person in sorted(self.people):
            if self.known_for_certain(person) is None:
                continue
            for tenure in self.person(person)["tenures"]:
                office = self.index.entry("office", tenure["office"])
                holds = covers(tenure, self.article.date) if self.article.date else None
                if office["role"] in roles and holds is not False:
                    found.append(Holder(person, tenure, office, holds))
        return found

    @cached_property
    def countries(self) -> dict[str, Range]:
        """The countries that the article speaks of, each with the first stretch that shows it.

        It shows by its name or adjective, a place in it, a body of it, or somebody who acts for it.
        """
        found: dict[str, Range] = {}
        for hit in self.hits:
            codes = {
                self._country_of(posting)
                for posting in hit.postings
                if posting.right and posting.text == self.article.prose[hit.start : hit.end]
            }
            codes.discard("")
            if len(codes) == 1:
                found.setdefault(codes.pop(), Range(hit.start, hit.end))
        return found

    def _country_of(self, posting: Posting) -> str:
        if posting.kind == "country":
            return posting.entry
        if posting.kind in ("place", "organisation"):
            return str(self.index.entry(posting.kind, posting.entry)["country"])
        if posting.kind == "person" and posting.part == "full":
            return str(self.person(posting.entry)["country"])
        return ""

    @cached_property
    def titles(self) -> Titles:
        """The titles of the article with their postings, the longest at each place."""
        kept: Titles = []
        hits = live_hits(self.article, self.hits, "title")
        for hit, postings in sorted(hits, key=lambda pair: (pair[0].start, -pair[0].end)):
            if not kept or hit.start >= kept[-1][0].end:
                kept.append((hit, postings))  # "vice president" hides "president"
        return kept

    @cached_property
    def pairs(self) -> tuple[Pair, ...]:
        """The titles that stand beside the name of somebody whom the glossary knows."""
        return tuple(self._pairs())

    def _pairs(self) -> Iterator[Pair]:
        prose = self.article.prose
        names: dict[tuple[int, int], set[str]] = {}
        for person, mentions in self.people.items():
            for mention in mentions:
                if not mention.full and _LONGER.match(prose, mention.end):
                    continue  # "President Michel Sleiman" is no Charles Michel
                if mention.full or self.named_in_full(person) or mention.right:
                    names.setdefault((mention.start, mention.end), set()).add(person)
        # The longest name at a place hides the shorter ones in it.
        spans = sorted(names, key=lambda span: (span[0], -span[1]))
        outer: list[tuple[int, int]] = []
        for span in spans:
            if not outer or span[0] >= outer[-1][1]:
                outer.append(span)
        starts = [start for start, _ in outer]
        for hit, postings in self.titles:
            for start, end in outer[
                max(0, bisect_left(starts, hit.start - 140)) : bisect_right(starts, hit.end + _REACH)
            ]:
                if hit.end <= start <= hit.end + _REACH:
                    between = prose[hit.end : start]
                    if "," in between and not _CLOSES.match(prose, end):
                        break  # "Like the foreign secretary, Antony Blinken went": two people
                    if _BETWEEN_BEFORE.fullmatch(between) or self._of_country(between):
                        yield Pair(hit, postings, start, end, tuple(sorted(names[start, end])), True)
                        break
                elif end < hit.start <= end + _REACH:
                    match = _APPOSITION.fullmatch(prose[end : hit.start])
                    closed = _CLOSES.match(prose, hit.end) or _OF.match(prose, hit.end)
                    if match and closed and not self.name_follows(hit, starts):
                        yield Pair(hit, postings, start, end, tuple(sorted(names[start, end])), False)
                        break

    def _of_country(self, between: str) -> bool:
        """Tell whether ` of [the] COUNTRY,` stands between a title and a name, or a region of a country."""
        match = re.fullmatch(r"[ \u00a0](?:of|for)[ \u00a0](?:the[ \u00a0])?([^,\n]{2,40}),?[ \u00a0]", between)
        return bool(match and any(_is_country(self.index, p) for p in self.index.lookup(match.group(1))))

    def name_follows(self, hit: Hit, starts: Sequence[int] = ()) -> bool:
        """Tell whether the title is followed by a name of its own (`Merkel, Foreign Minister Heiko Maas`).

        `starts` are those of the names that the glossary knows, in order.
        """
        match = re.compile(r",?[ \u00a0][^\W\d_a-z]").match(self.article.prose, hit.end)
        return bool(match) or bisect_left(starts, hit.end + 1) < bisect_right(starts, hit.end + 2)

    def where(self, stretch: Range | Mention) -> str:
        """Say where a stretch stands, as evidence."""
        line, _ = self.article.line_column(stretch.start)
        return f"'{self._text(stretch)}' stands in line {line}"

    def _text(self, stretch: Range | Mention) -> str:
        return self.article.prose[stretch.start : stretch.end]


def _is_country(index: Index, posting: Posting) -> bool:
    return (posting.kind == "country" and posting.part == "name") or region_of(index, posting) != ""


def region_of(index: Index, posting: Posting) -> str:
    """Return the country of a region that a posting names rightly; empty for everything else."""
    if posting.kind != "place" or not posting.right:
        return ""
    facts = index.entry("place", posting.entry)
    return str(facts["country"]) if facts["kind"] == "region" else ""
