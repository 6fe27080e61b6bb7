"""How what a text prints differs from a form of the glossary, and what follows from that.

Normalizers share this: the comparison of a stretch with a form, the conditions of a glossary row, and the making of an
edit that carries over the capitals of the text and changes no more words than it must.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache

from cleanup.article import Article
from cleanup.declarations import Any, dataclass
from cleanup.glossary.folding import TOKEN, unaccented
from cleanup.glossary.index import Hit, Index
from cleanup.glossary.schema import first_day
from cleanup.proposal import Edit, Safety

LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_PLAIN = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "ʼ": "'", "‐": "-", "‑": "-", "\u00a0": " ", "\u202f": " "}
)
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"\S+")
_SENTENCE_END = re.compile(r"[.!?…:;][\"'”’»)\]]*\s*$|^\s*$|\n\s*$|[\"“«„(\[‘—–]\s*$")
_ABBREVIATION = re.compile(r"\b(?:[A-Z]|Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Prof|Col|Lt|Jr|Sr)\.[ \u00a0]*$")
# Words that may stand, in capitals, before a name without being part of it.
COURTESY = frozenset(
    """mr mrs ms miss dr prof professor sir dame lord lady president minister prime premier secretary chancellor king queen
    prince princess pope general colonel gen col adm admiral senator sen rep congressman congresswoman governor gov mayor
    ambassador speaker chief director spokesman spokeswoman spokesperson judge justice emir sheikh sultan ayatollah imam
    leader deputy commissioner state affairs defense defence treasury foreign interior finance comrade candidate general
    the a and but for from with by in on at of to when while as if after before meanwhile however today yesterday monday
    tuesday wednesday thursday friday saturday sunday former ex then""".split()
)


@dataclass(frozen=True, slots=True)
class Difference:
    """How a stretch of text differs from a form with the same key. All false: it does not."""

    capitals: bool = False  # the stretch is all in capitals, the form is not
    lower: bool = False  # the stretch begins small where the form has a capital
    case: bool = False  # any other difference in case
    accents_added: bool = False  # the stretch has accents that the form has not
    accents_lost: bool = False
    split: bool = False  # a space, hyphen or apostrophe stands inside a word of the form
    joined: bool = False  # two words of the form stand together
    spaced: bool = False  # a hyphen or apostrophe of the form has spaces around it
    marks: bool = False  # a hyphen stands for a space, or the like

    def __bool__(self) -> bool:
        return any(getattr(self, name) for name in self.__slots__)

    @property
    def only_case(self) -> bool:
        """Nothing but capitals differ."""
        return not (self.accents_added or self.accents_lost or self.split or self.joined or self.spaced or self.marks)

    @property
    def weight(self) -> int:
        """How far apart the two are, for the choice of the nearest form."""
        return (
            8 * (self.split + self.joined)
            + 4 * (self.spaced + self.marks)
            + 2 * (self.accents_added + self.lower + self.case)
            + self.accents_lost
            + self.capitals
        )


@lru_cache(maxsize=4096)
def compare(surface: str, form: str) -> Difference:
    """Compare a stretch of text with a form of the same key."""
    left, right = _SPACES.sub(" ", surface.translate(_PLAIN)), form.translate(_PLAIN)
    if left == right or (left.replace(".", "") == right.replace(".", "") and left[:1] != "."):
        return Difference()
    left_words, right_words = TOKEN.findall(left), TOKEN.findall(right)
    letters, wanted = "".join(left_words), "".join(right_words)
    plain, plain_wanted = unaccented(letters), unaccented(wanted)
    added = lost = False
    if plain != letters or plain_wanted != wanted:
        if len(letters) == len(wanted) == len(plain) == len(plain_wanted):
            for a, b, pa, pb in zip(letters, wanted, plain, plain_wanted, strict=True):
                if a.casefold() != b.casefold():
                    added |= a != pa
                    lost |= a == pa and b != pb
        else:
            added, lost = plain != letters, plain_wanted != wanted
    capitals = lower = case = False
    if plain != plain_wanted:
        capitals = len(letters) > 1 and letters.isupper() and not wanted.isupper()
        lower = not capitals and letters[:1].islower() and wanted[:1].isupper() and letters[1:].islower()
        case = not capitals and not lower
    mine, theirs = _separators(left), _separators(right)
    spaced = marks = False
    for place in mine.keys() & theirs.keys():
        if mine[place] != theirs[place]:
            inner, outer = mine[place].strip(" ."), theirs[place].strip(" .")
            if inner == outer:  # a point may be there or not ("St. Petersburg"); a space around a hyphen may not
                spaced |= bool(inner)
            else:
                marks = True
    return Difference(
        capitals,
        lower,
        case,
        added,
        lost,
        bool(mine.keys() - theirs.keys()),
        bool(theirs.keys() - mine.keys()),
        spaced,
        marks,
    )


def _separators(text: str) -> dict[int, str]:
    """Return what stands between the tokens of `text`, by the number of letters before it."""
    found, letters, end = {}, 0, None
    for match in TOKEN.finditer(text):
        if end is not None:
            found[letters] = text[end : match.start()]
        letters += len(unaccented(match.group()))
        end = match.end()
    return found


def carry_case(surface: str, replacement: str, keep_first: bool = False) -> str:
    """Return `replacement` in capitals if `surface` is in capitals throughout; else as it is.

    With `keep_first`, a surface that begins with a capital gives its capital to the replacement.
    """
    letters = [character for character in surface if character.isalpha()]
    if len(letters) > 3 and all(character.isupper() for character in letters) and not replacement.isupper():
        return replacement.upper()
    if keep_first and surface[:1].isupper() and replacement[:1].islower():
        return replacement[:1].upper() + replacement[1:]
    return replacement


def minimal_edit(prose: str, start: int, end: int, replacement: str) -> Edit | None:
    """Return the edit of `start`-`end` to `replacement` that changes whole words and no more of them than it must.

    Returns None where nothing would change. A line end inside is kept.
    """
    old = prose[start:end]
    if old.translate(_PLAIN) == replacement.translate(_PLAIN):
        return None
    if "\n" in old:
        newline = _SPACES.search(old)
        if newline is None or "\n" not in newline.group() or replacement.count(" ") != len(_SPACES.findall(old)):
            return None
        before, after = old[: newline.start()], old[newline.end() :]
        new_before, _, new_after = replacement.partition(" ")
        if before == new_before:
            return minimal_edit(prose, end - len(after), end, new_after)
        if after == new_after:
            return minimal_edit(prose, start, start + len(before), new_before)
        return Edit(start, end, old, new_before + newline.group() + new_after)
    words, new_words = _WORD.findall(old), _WORD.findall(replacement)
    head = 0
    while head < min(len(words), len(new_words)) - 1 and words[head] == new_words[head]:
        head += 1
    tail = 0
    while tail < min(len(words), len(new_words)) - head - 1 and words[-1 - tail] == new_words[-1 - tail]:
        tail += 1
    if head or tail:
        spans = [match.span() for match in _WORD.finditer(old)]
        last = len(words) - tail - 1
        start, end = start + spans[head][0], start + spans[last][1]
        replacement = " ".join(new_words[head : len(new_words) - tail])
    return Edit(start, end, prose[start:end], replacement)


@dataclass(frozen=True, slots=True)
class Verdict:
    """How sure a repair may be, and what that rests on."""

    safety: Safety
    evidence: str


def verdict_of(
    article: Article,
    facts: dict[str, Any],
    established: Callable[[], str],
    traces: frozenset[str] = frozenset(),
    full: bool = False,
) -> Verdict | None:
    """Weigh the conditions of a glossary row (`when`, `context`, `since`, `safety`) in this article.

    `established` returns the evidence that the article names the entry elsewhere, or an empty string. `traces` are
    the row's languages of which other words of the article show traces; `full` tells a full name. Returns None where the form is no error at the article's date, or
    belongs to a language that nothing in the article speaks for.
    """
    safety = Safety(facts.get("safety", "safe"))
    evidence: list[str] = []
    languages = facts.get("languages", ["*"])
    known = article.source_language in languages
    if known:
        evidence.append(f"the source language is '{article.source_language}'")
    if since := facts.get("since"):
        if article.date is None:
            safety = safety.at_most(Safety.REVIEW)
            evidence.append(f"wrong since {since}, and the article's date is not known")
        elif article.date < first_day(since):
            return None
        else:
            evidence.append(f"the article is of {article.date}, the new form holds since {since}")
    when = facts.get("when", "")
    context = facts.get("context", [])
    word = first_in_article(article, context) if context else None
    if word:
        evidence.append(f"'{word}' stands in the article")
    if when == "context" and not word:
        if not known:
            return None  # it means something else in English, and nothing speaks for this meaning
        safety = safety.at_most(Safety.REVIEW)
        evidence.append("nothing else in the article settles what is meant")
    elif when == "context" and article.source_language is not None and not known and "*" not in languages:
        return None
    elif when == "language" and not known:
        if article.source_language is not None or not traces:
            return None  # the form belongs to another language, or is an English word or a name here
        safety = safety.at_most(Safety.REVIEW)
        evidence.append(
            f"other words in the article come from '{min(traces)}'; the source language is not known for certain"
        )
    elif when == "romanised":
        # The rules of transcription made the form, nobody saw it: something in the article must speak for it.
        witness = established()
        if witness:
            evidence.append(witness)
        elif not known and not (full and article.source_language is None):
            return None
        elif not known:
            safety = safety.at_most(Safety.REVIEW)
            evidence.append("the source language is not known, and the article names the person nowhere else")
    elif when == "person":
        witness = established()
        if witness:
            evidence.append(witness)
        else:
            safety = safety.at_most(Safety.REVIEW)
            evidence.append("the article names the person nowhere else")
    return Verdict(safety, "; ".join(evidence))


def first_in_article(article: Article, words: list[str]) -> str | None:
    """Return the first of `words` that stands in the article as a whole word; words without capitals match any case."""
    return next((word for word in words if article.has_word(word)), None)


def starts_sentence(prose: str, position: int) -> bool:
    """Tell whether a word at `position` has its capital from the beginning of a sentence, line or quotation."""
    if _ABBREVIATION.search(prose, max(0, position - 12), position):
        return False
    return _SENTENCE_END.search(prose, max(0, position - 12), position) is not None


def sentence_around(prose: str, start: int, end: int) -> str:
    """Return the sentence around `start`-`end`, roughly: from one mark with a space, or line end, to the next."""
    first, last = prose.rfind("\n", 0, start), prose.find("\n", end)
    last = len(prose) if last < 0 else last
    marks = (". ", "! ", "? ")  # looked for in the line alone: some texts have none for pages
    left = max(first, *(prose.rfind(mark, first + 1, start) for mark in marks))
    right = min(at for at in (last, *(prose.find(mark, end, last) for mark in marks)) if at >= 0)
    return prose[left + 1 : right]


def ordinal(number: int) -> str:
    """Return an ordinal in figures: 1st, 11th, 22nd."""
    return f"{number}{'th' if number // 10 % 10 == 1 else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def capital_neighbours(prose: str, start: int, end: int) -> tuple[str, str]:
    """Return the capitalised words directly before and behind a stretch, which may make it part of a longer name.

    A word that begins a sentence, a courtesy title, and a word behind other punctuation than a hyphen do not count; nor
    does anything in a headline that is all in capitals.
    """
    if prose[start:end].isupper() and len(prose[start:end]) > 3 and in_capitals(prose, start, end):
        return "", ""
    before = re.search(r"((?:[^\W\d_]|['’.-])+)[ \u00a0]$|(\w+)[-‑]$", prose[max(0, start - 40) : start])
    left = ""
    if before:
        word = before.group(1) or before.group(2)
        if word.endswith(".") and starts_sentence(prose, start):
            word = ""  # the end of the sentence before
        word = word.strip(".")
        at = max(0, start - 40) + before.start()
        adjective = "-" in word and word.rpartition("-")[2][:1].islower()  # "Brussels-based"
        if word[:1].isupper() and not adjective and word.lower() not in COURTESY and not starts_sentence(prose, at):
            left = word
    behind = re.compile(r"[ \u00a0]([^\W\d_][\w'’-]*)|[-‑]([^\W\d_]\w*)").match(prose, end)
    right = ""
    if behind:
        word = behind.group(1) or behind.group(2)
        if word[:1].isupper() and not word.startswith("I'"):
            right = word
    return left, right


def in_capitals(prose: str, start: int, end: int) -> bool:
    """Tell whether the words on both sides of a stretch, in its line, are in capitals too."""
    line = prose[prose.rfind("\n", 0, start) + 1 : start] + prose[end : end + 200].partition("\n")[0]
    letters = [character for character in line if character.isalpha()]
    return not letters or sum(map(str.isupper, letters)) > 0.9 * len(letters)


def live_hits(article: Article, hits: list[Hit], kind: str) -> list[tuple[Hit, tuple[Any, ...]]]:
    """Return the hits of one kind that lie in no protected stretch, with their postings of that kind.

    An organisation is looked for in credits too.
    """
    found = []
    for hit in hits:
        postings = tuple(posting for posting in hit.postings if posting.kind == kind)
        if postings and not article.is_protected(hit.start, hit.end, naming=kind == "organisation"):
            found.append((hit, postings))
    return found


def whole_form_end(prose: str, end: int, form: str) -> int:
    """Return the end of a stretch, the full point included that its form ends with."""
    return end + 1 if form.endswith(".") and prose[end : end + 1] == "." else end


def plain_word(index: Index, word: str) -> bool:
    """Tell whether a word of a text is an ordinary English word and not only a name."""
    return len(word) > 1 and index.is_english(word)
