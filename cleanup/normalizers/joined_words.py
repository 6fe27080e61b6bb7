"""Words run together where a link or another markup ended: "Netanyahuthen said", "the Supreme Courtwhich ruled".

Repairs: a name or a capitalised word with a word of the sentence grown onto it, when the whole is no word and no name that
the glossary, the English word list or the rest of the article knows. It is certain where the name stands elsewhere in the
article or in the glossary and the grown word is long enough to be no ending of a name; only a space is put in.

Leaves alone: names with a capital inside (McDonald, LaRouche, YouTube, LinkedIn), names that end like a word (Beckwith,
Ferdinand, Holland, Blythe, Andover), plurals and possessives, words with a hyphen or an apostrophe, addresses, handles and
hashtags, a word that the article uses more than twice, and everything in small letters.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.glossary.folding import fold, key
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "joined_words"
# Words of a sentence that follow a name, and that no name ends with.
_LONG = frozenset(
    """then which that whose where when while said says would could also after before during against because about
    since until their they these those there been have told added according""".split()
)
# These are the ends of names too (Beckwith, Ferdinand, Blythe): only behind a name that stands elsewhere in the article.
_SHORT = frozenset("who the and was has had but are not for his her its with were will from into this".split())
_ENDS = sorted(_LONG | _SHORT, key=lambda word: (-len(word), word))
# Words that begin a sentence or a line behind a link; a capital marks the joint ("PutinIn an interview").
_BEGINNINGS = frozenset(
    """In The He She It They This These But On At And As If When While After Before By From We There According Meanwhile
    However Read For""".split()
)
_WORD = re.compile(
    rf"(?<![\w@#/&'’.-])(?=[^\W\d_a-z])[^\W\d_]{{3,}}?(?:{'|'.join((*_ENDS, *sorted(_BEGINNINGS)))})(?![\w@/'’]|[-.]\w)"
)
_CAMEL = re.compile(r"([^\W\d_a-z][^\W\d_A-Z]{2,})([A-Z][a-z]*)")
_CAPITAL_BEFORE = re.compile(r"(?<![.!?:;\"“”'’(\n])[ \u00a0]?\b[^\W\d_a-z][^\W\d_]*[ \u00a0]$")
_WINDOW = 60  # code points before a word in which a longer name may begin
_TOO_OFTEN = 3  # times that a word stands in the article before it is taken for a name


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield a proposal for each word that is two."""
    article, prose = reading.article, reading.article.prose
    for match in _WORD.finditer(prose):
        word = match.group()
        if word.isupper() or reading.index.is_english(word) or reading.index.is_english(_singular(word)):
            continue
        found = _parts(reading, word, match.start())
        if found is None or article.is_protected(match.start(), match.end()):
            continue
        head, tail, safety, evidence = found
        if _is_a_name(reading, word, match.start(), match.end()) or prose.count(word) >= _TOO_OFTEN:
            continue
        if article.in_quotation(match.start(), match.end()) or not _nothing_more(reading, head, match.start()):
            safety = safety.at_most(Safety.REVIEW)
        edit = Edit(match.start(), match.end(), word, f"{head} {tail}")
        yield Proposal(
            _NAME,
            "link_spacing",
            safety,
            edit.start,
            edit.end,
            (edit,),
            f"'{word}' is '{head}' and '{tail}', run together where a link ended.",
            evidence,
        )


def _parts(reading: Reading, word: str, start: int) -> tuple[str, str, Safety, str] | None:
    camel = _CAMEL.fullmatch(word)
    if camel:
        head, tail = camel.groups()
        if tail in _BEGINNINGS and (_known_form(reading, head) or _elsewhere(reading, head)):
            return head, tail, Safety.REVIEW, "the capital marks the joint; a full point may be missing there"
        return None
    if not word[1:].islower():
        return None
    lower = word.lower()
    for tail in _ENDS:
        head = word[: -len(tail)]
        if not lower.endswith(tail) or len(head) < 3:
            continue
        if _elsewhere(reading, head):
            long = tail in _LONG or len(head) > 4
            return head, tail, Safety.SAFE if long else Safety.REVIEW, f"'{head}' stands elsewhere in the article"
        if tail not in _LONG:
            continue
        if form := _known_form(reading, head):
            return head, tail, Safety.SAFE, f"'{form}' is in the glossary"
        if reading.index.is_english(head) and _CAPITAL_BEFORE.search(reading.article.prose, max(0, start - 30), start):
            return (
                head,
                tail,
                Safety.SAFE if len(tail) > 4 else Safety.REVIEW,
                f"'{head}' and '{tail}' are English words",
            )
    return None


def _elsewhere(reading: Reading, head: str) -> bool:
    """Tell whether the head stands alone in the article, with its capital, other than at the beginning of a word."""
    return len(head) > 3 and not reading.index.is_english(head) and reading.article.has_word(head)


def _known_form(reading: Reading, head: str) -> str:
    """Return the right form of a name, letter by letter, that the head is."""
    if len(head) < 4:
        return ""
    return next(
        (
            posting.text
            for posting in reading.index.postings(fold(head))
            if posting.right and posting.text == head and posting.kind in ("person", "place", "organisation", "country")
        ),
        "",
    )


def _nothing_more(reading: Reading, head: str, start: int) -> bool:
    """Tell whether the head, set free, is right as it stands: a wrong name or title there would be the editor's too."""
    window = reading.article.prose[max(0, start - _WINDOW) : start] + head
    for hit in reading.index.find(window):
        surface = window[hit.start : hit.end]
        if hit.end == len(window) and not any(p.right and p.text == surface for p in hit.postings):
            return False
        if hit.end >= len(window) - len(head) - 2 and any(p.kind in ("title", "term") for p in hit.postings):
            return False
    return True


def _is_a_name(reading: Reading, word: str, start: int, end: int) -> bool:
    """Tell whether the glossary knows the word, or a longer name that it is a part of."""
    if reading.index.postings(key(word)) or reading.index.postings(key(_singular(word))):
        return True
    if key(word) in reading.index.tables["given"]:
        return True
    return any(other.end >= end for other in reading.hits_starting(max(0, start - _WINDOW), start))


def _singular(word: str) -> str:
    return word[:-1] if word.endswith("s") else word
