"""Who and what is in the article: its own witness.

Most certainty about a name comes from the rest of the article. The roster is built once an article from the glossary's
hits: every person it names in full, under a right form or a wrong one, with every mention.
"""

from __future__ import annotations

from collections import defaultdict

from cleanup.article import Article
from cleanup.declarations import Any, dataclass
from cleanup.forms import compare
from cleanup.glossary.index import Hit, Index, Posting


@dataclass(frozen=True, slots=True)
class Mention:
    """One mention of a person, in code points; `full` when given and family name stand together."""

    start: int
    end: int
    full: bool
    right: bool


class Roster:
    """The people of one article, by their id in the glossary."""

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

    def named_in_full(self, name: str, except_at: int = -1) -> Mention | None:
        """Return the first mention in full, other than the one that covers `except_at`; None if there is none."""
        for mention in self.people.get(name, ()):
            if mention.full and not mention.start <= except_at < mention.end:
                return mention
        return None

    def named_rightly(self, name: str, except_at: int) -> Mention | None:
        """Return the first mention under a right form elsewhere, full or family name."""
        for mention in self.people.get(name, ()):
            if mention.right and not mention.start <= except_at < mention.end:
                return mention
        return None

    def evidence(self, name: str, except_at: int) -> str:
        """Say where the article names a person elsewhere; empty where it does not.

        A family name counts only if the person is the only one of the glossary who bears it.
        """
        mention = self.named_in_full(name, except_at)
        if mention is None:
            mention = self.named_rightly(name, except_at)
            if mention is not None:
                bearers = {
                    p.entry
                    for p in self.index.lookup(self.article.prose[mention.start : mention.end])
                    if p.kind == "person"
                }
                if len(bearers) > 1:
                    mention = None
        if mention is None:
            return ""
        line, _ = self.article.line_column(mention.start)
        return f"'{self.article.prose[mention.start : mention.end]}' stands in line {line}"
