"""What an editor wants kept as it is, written in the article itself, with the reason.

In a comment, which no reader sees where the text becomes a page:

    <!-- cleanup: keep names — he signs his books like this -->
    <!-- cleanup: keep "Peking", typography — the name of the opera -->

It counts for the line it stands in, or, alone in its line, for the next line with text. In plain text that is printed as it
is, the front matter is the place; there it counts for the whole article, and may stand several times:

    ---
    cleanup-keep: "Peking" — the name of the opera
    ---

What is kept is a normalizer (all it finds there) or words in quotation marks (whatever finds them). The reason stands
behind a dash or a colon, and must be there: the next editor will ask.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from cleanup.article import Article, Range
from cleanup.declarations import dataclass
from cleanup.errors import ArticleSettingsError, did_you_mean
from cleanup.proposal import Proposal

_COMMENT = re.compile(r"<!--\s*cleanup\s*:\s*(?P<said>(?s:.*?))-->", re.IGNORECASE)
_FIELD = re.compile(r"^cleanup-keep[ \t]*:[ \t]*(?P<said>[^\r\n]*)", re.IGNORECASE | re.MULTILINE)
_KEEP = re.compile(r"keep\b(?P<said>(?s:.*))", re.IGNORECASE)
_ITEM = re.compile(r"""[\s,]*(?:["“”](?P<words>[^"“”\n]+)["“”]|(?P<name>[a-z][\w-]*))""", re.IGNORECASE)
_REASON = re.compile(r"\s*(?:[—–:]|-{1,2}\s)\s*(?P<reason>\S(?s:.*))")
_EXAMPLE = 'Write for instance: keep "Peking" — the name of the opera'


@dataclass(frozen=True, slots=True)
class Keep:
    """A wish to keep something: what, where (code points), why, and where the wish stands."""

    names: tuple[str, ...]
    words: tuple[str, ...]
    place: Range
    reason: str
    line: int

    def covers(self, proposal: Proposal, prose: str) -> bool:
        """Tell whether a proposal is about something that is kept."""
        start, end = proposal.place
        if not (self.place.start <= start and end <= self.place.end):
            return False
        return proposal.normalizer in self.names or any(_overlap(prose, words, start, end) for words in self.words)

    def __str__(self) -> str:
        return ", ".join((*self.names, *(f'"{words}"' for words in self.words)))


def keeps(article: Article, normalizers: Sequence[str]) -> tuple[Keep, ...]:
    """Return what the article asks to keep; raise ArticleSettingsError for a wish without sense or reason."""
    lowered = article.prose.lower() if "cleanup" in article.prose or "CLEANUP" in article.prose else ""
    if "<!--" not in lowered and "cleanup-keep" not in lowered:
        return ()
    return tuple(_keeps(article, normalizers))


def _keeps(article: Article, normalizers: Sequence[str]) -> Iterator[Keep]:
    prose = article.prose
    front = article.front_matter_end
    for match in _FIELD.finditer(prose, 0, front):
        yield _parsed(article, match.group("said"), match.start(), Range(front, len(prose)), normalizers)
    for match in _COMMENT.finditer(prose, front):
        said = _KEEP.match(match.group("said").strip())
        if said is None:
            raise ArticleSettingsError(_complaint(article, match.start(), f"'keep' is missing. {_EXAMPLE}"))
        yield _parsed(article, said.group("said"), match.start(), _scope(article, *match.span()), normalizers)


def _scope(article: Article, start: int, end: int) -> Range:
    """Return the line of a comment, or the next line with text behind one that stands alone."""
    first, last = article.line_range(start), article.line_range(end)
    prose = article.prose
    if prose[first.start : start].strip() or prose[end : last.end].strip():
        return Range(first.start, last.end)
    following = re.compile(r"\S").search(prose, last.end)
    return article.line_range(following.start()) if following else Range(last.end, last.end)


def _parsed(article: Article, said: str, at: int, place: Range, normalizers: Sequence[str]) -> Keep:
    names: list[str] = []
    words: list[str] = []
    end = 0
    while (item := _ITEM.match(said, end)) is not None:
        if item.group("words"):
            words.append(item.group("words").strip())
        else:
            names.append(item.group("name").lower())
        end = item.end()
    reason = _REASON.match(said, end)
    for name in names:
        if name not in normalizers:
            problem = (
                f"there is no normalizer '{name}'. {did_you_mean(name, normalizers)} Words stand in quotation marks."
            )
            raise ArticleSettingsError(_complaint(article, at, problem))
    if not names and not words:
        raise ArticleSettingsError(_complaint(article, at, f"it does not say what to keep. {_EXAMPLE}"))
    if reason is None:
        raise ArticleSettingsError(_complaint(article, at, f"the reason is missing. {_EXAMPLE}"))
    line, _ = article.line_column(at)
    return Keep(tuple(names), tuple(words), place, " ".join(reason.group("reason").split()), line)


def _complaint(article: Article, at: int, problem: str) -> str:
    line, _ = article.line_column(at)
    return f"{article.path}, line {line}, what to keep: {problem}"


def _overlap(prose: str, words: str, start: int, end: int) -> bool:
    """Tell whether `words` stand in the prose where they share a code point with `start`-`end`, or touch an insertion."""
    first = max(0, start - len(words) + (start < end))
    at = prose.find(words, first, end + len(words))
    return at != -1 and at <= max(start, end - 1)
