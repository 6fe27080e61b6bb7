"""What every normalizer is given: one article, read with one glossary under one house style."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterator
from functools import cached_property

from cleanup.article import Article
from cleanup.declarations import Any, dataclass
from cleanup.glossary.folding import TOKEN, fold, key
from cleanup.glossary.index import Hit, Index, Posting
from cleanup.languagetool.choices import OFF, Choices
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.roster import Roster


@dataclass
class Reading:
    """What a normalizer is given: the article, the glossary and its hits, the house style, and who is in the article."""

    article: Article
    index: Index
    style: str = "ap"
    style_chosen: bool = False
    languagetool: Choices = OFF

    @cached_property
    def hits(self) -> list[Hit]:
        """Every stretch that the glossary knows, in order; longer ones first where they start together."""
        hits = self.index.find(self.article.prose)
        families = _families(self.index, self.article.prose, hits)
        if families:
            hits.extend(families)
            hits.sort(key=lambda hit: (hit.start, -hit.end))
        return hits

    @cached_property
    def roster(self) -> Roster:
        """Who and what is in the article."""
        return Roster(self.article, self.hits, self.index)

    @cached_property
    def _ends(self) -> dict[int, list[Hit]]:
        ends: dict[int, list[Hit]] = defaultdict(list)
        for hit in self.hits:
            ends[hit.end].append(hit)
        return ends

    @cached_property
    def _starts(self) -> list[int]:
        return [hit.start for hit in self.hits]

    def hits_ending(self, first: int, last: int) -> Iterator[Hit]:
        """Yield the hits that end at `first` to `last`, both included."""
        for position in range(first, last + 1):
            yield from self._ends.get(position, ())

    def hits_starting(self, first: int, last: int) -> Iterator[Hit]:
        """Yield the hits that start at `first` to `last`, both included."""
        yield from self.hits[bisect_left(self._starts, first) : bisect_right(self._starts, last)]

    @cached_property
    def right_forms(self) -> dict[tuple[str, str, str], Counter[str]]:
        """How often the article prints each right form, letter by letter, by kind, entry and part of the name."""
        seen: dict[tuple[str, str, str], Counter[str]] = defaultdict(Counter)
        for hit in self.hits:
            text = self.article.prose[hit.start : hit.end]
            for kind, entry, part in {(p.kind, p.entry, p.part) for p in hit.postings if p.right and p.text == text}:
                seen[kind, entry, part][text] += 1
        return seen

    def setting(self, name: str, default: str = "") -> str:
        """Return a setting of the house style."""
        value: Any = self.index.tables["styles"].get(self.style, {}).get(name, default)
        return str(value)

    def replacing(
        self,
        normalizer: str,
        artifact: str,
        safety: Safety,
        start: int,
        end: int,
        right: str,
        message: str,
        evidence: str,
        entry: str = "",
    ) -> Proposal:
        """Return the proposal to put `right` in the place of `start`-`end` (code points).

        Inside quotation marks it is for review at most: wording there is somebody's.
        """
        if self.article.in_quotation(start, end):
            safety = safety.at_most(Safety.REVIEW)
        edit = Edit(start, end, self.article.prose[start:end], right)
        return Proposal(normalizer, artifact, safety, start, end, (edit,), message, evidence, entry)

    def traces(self, languages: list[str], key: str) -> frozenset[str]:
        """Return those of `languages` of which the article shows traces in other forms than the one of `key`."""
        return frozenset(language for language in languages if self._languages_seen.get(language, set()) - {key})

    @cached_property
    def _languages_seen(self) -> dict[str, set[str]]:
        """The keys of the foreign forms in the article, by language."""
        seen: dict[str, set[str]] = defaultdict(set)
        for hit in self.hits:
            for posting in hit.postings:
                if (
                    not posting.right
                    and posting.kind in ("place", "organisation")
                    and not posting.facts.keys() & {"when", "since"}
                    and self.article.prose[hit.start : hit.end] == posting.text
                ):
                    for language in posting.facts["languages"]:
                        seen[language].add(hit.key)
        return seen


def _families(index: Index, prose: str, hits: list[Hit]) -> list[Hit]:
    """Find the family names of the derived people whom the article names in full.

    The index has the family names of its leading people only: those of all would be half the surnames of the world.
    """
    bearers: dict[str, dict[str, Posting]] = defaultdict(dict)
    for hit in hits:
        for posting in hit.postings:
            if posting.kind == "person" and posting.derived and posting.part == "full":
                family = str(index.entry("person", posting.entry)["family"])
                if family != posting.text:
                    bearers[key(family)][posting.entry] = Posting(
                        "person", posting.entry, "family", family, True, posting.facts
                    )
    if not bearers:
        return []
    found = []
    lengths = {len(TOKEN.findall(p.text)) for postings in bearers.values() for p in postings.values()}
    tokens = [(match.start(), match.end(), fold(match.group())) for match in TOKEN.finditer(prose)]
    known = {(hit.start, hit.end) for hit in hits}
    for length in sorted(lengths):
        for first in range(len(tokens) - length + 1):
            run = tokens[first : first + length]
            folded = "".join(word for _, _, word in run)
            start, end = run[0][0], run[-1][1]
            if folded in bearers and prose[start].isupper() and (start, end) not in known:
                found.append(Hit(start, end, folded, index, tuple(bearers[folded].values())))
    return found
