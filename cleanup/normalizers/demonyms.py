"""Peoples and languages: words of the source language, misspelt English ones, and lost capitals.

Repairs "the ucraniano president", "an israelí strike", "the deutsche government", "speaks castellano"; "Ukranian",
"Phillipinos", "Congoleans"; "ukrainian soldiers", "the french president", "anti-russian". A foreign word is replaced
only between English words that say what it is there: an adjective before its noun, one person, several, or a language. It
is certain where the source language is known to have it, or where a determiner and an English noun enclose a word that
English does not know; else an editor decides. An adjective behind its noun ("the president ucraniano") is brought before
it, for review.

Leaves alone: a foreign word with a capital, which may be somebody's name (Castellano, Polaco), but for review where the
source language is known; words in brackets, and words spoken of as words ("called castellano"); phrases, titles and dishes
of another language; words that English took over (flamenco, latino, americano); right forms beside others (Argentine,
Argentinian; Kazakh, Kazakhstani); small letters that English has too (french fries, polish the silver, dutch ovens, swiss
cheese), hyphened words, names with an underscore, lines without a capital, and articles that are written small throughout.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from cleanup.declarations import Any
from cleanup.fitting import fitted_edit
from cleanup.forms import Verdict, compare, in_capitals, live_hits, verdict_of
from cleanup.glossary.index import Hit, Posting
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "demonyms"
_BEFORE = re.compile(r"(?:(?<=\s)|(?<=[(\"“‘'—–-])|^)([^\W_][\w'’.,-]*)[ \u00a0]$", re.MULTILINE)
_AFTER = re.compile(r"[ \u00a0]([^\W_][\w'’-]*)")
_DETERMINERS = frozenset(
    """the a an this that these those its their his her our my your every each another any some many several few most all both no
    former new young old top senior two three four five six seven eight nine ten dozens hundreds thousands""".split()
)
# Only English has these; "a", "in", "no" or "me" stand in other languages too.
_ENGLISH_ONLY = frozenset(
    "the this that these those its their his her our every each another of by with from and".split()
)
_FEW = frozenset(
    """the many some most several few all these those two three four five six seven eight nine ten twelve twenty thirty hundreds
    thousands dozens million young other among between killed""".split()
)
_ONE = frozenset("a an one another this that each every young first".split())
_BE = frozenset("is was are were be been being not became both".split())
_SPEAK = frozenset(
    """in into from speak speaks spoke spoken speaking learn learned learning learns teach teaches taught study studying
    understand understands fluent broken perfect plain spoken written""".split()
)
_FUNCTION = frozenset(
    """and or but nor who which that whose where when while whom if than then as at by for from in into of off on onto out over to
    toward towards under until up upon via with within without about above across after against along amid among around
    because before behind below beneath beside between beyond during since through throughout is was are were be been being
    has have had do does did will would can could may might must shall should not the a an his her its their our my your this
    these those there here he she it they we you i said says told also only just even still already yet so too very more most
    less who's""".split()
)
_PAST = frozenset(
    "left went fled met held took came began fell fought won lost spoke stood made built sent kept ran".split()
)
_ENDS = re.compile(r"\s*(?:[.,;:!?)\"”’]|$|\n|[—–]|\s-\s)")
_WORD_ITSELF = re.compile(
    r"\b(?:call(?:ed|s)?|named?|words?|terms?|known as|spel(?:led|t)|means?|meaning|or)[ \u00a0]$", re.IGNORECASE
)
# What is cooked, sung or danced keeps its name.
_KEEPS_ITS_NAME = frozenset(
    """cheese sauce sausage sausages stew soup bread cake cakes pastry wine wines coffee dish dishes cuisine recipe style song songs
    music dance dances ballad opera guitar tile tiles rug rugs carpet carpets dog dogs cat cats horse horses hat hats""".split()
)
# Nouns before which a word like "french" or "polish" can only be the adjective of a people.
_PUBLIC = frozenset(
    """president presidency government minister ministers ministry prime foreign defense defence interior finance army military navy
    troops soldier soldiers forces police officer officers official officials authorities parliament parliamentary lawmaker lawmakers
    senate senator senators court courts judge judges prosecutor prosecutors embassy ambassador consulate diplomat diplomats
    delegation leader leaders leadership chancellor king queen prince princess politician politicians citizen citizens national
    nationals people journalist journalists reporter reporters media newspaper newspapers broadcaster company companies firm firms
    banks economy territory border capital province language republic tanks missile missiles drones airstrike airstrikes strikes
    invasion occupation offensive aggression counterpart ally allies elections election voters opposition footballer striker
    midfielder goalkeeper defender cyclist tourist tourists student students scientist scientists researcher researchers
    firefighters hostages prisoners refugees settlers militants rebels intelligence sanctions exports government's president's
    premier cabinet constitution congress deputies lawyer lawyers singer actor actress director novelist writer author
    philosopher man woman men women""".split()
)
_VERBS = frozenset({"polish"})
_PREFIX = re.compile(r"\b(?:anti|pro|non|ex|pre|post)[-‑]$", re.IGNORECASE)
_SUFFIX = re.compile(
    r"[-‑](?:backed|led|speaking|occupied|born|made|controlled|held|language|based|owned|funded|built|annexed|allied|installed)\b"
)
# Heads of a phrase behind which other languages put the adjective.
_HEADS = (_PUBLIC | frozenset("population community team side capital".split())) - frozenset(
    "prime foreign defense defence finance military parliamentary interior national republic man woman people language".split()
)
_SENTENCE = re.compile(r"(?:^|[.!?][\"”’)]?\s+)[\"“‘(]?([^\W\d_])", re.MULTILINE)
_SMALL = 0.2  # share of sentences that begin small from which an article is written small throughout


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for words of peoples and languages."""
    end = 0
    for hit, postings in live_hits(reading.article, reading.hits, "demonym"):
        if hit.start < end:
            continue
        surface = reading.article.prose[hit.start : hit.end]
        right = [p for p in postings if p.right]
        if any(p.text == surface for p in right):
            end = hit.end
            continue
        proposal = _wrong(reading, hit, surface, [p for p in postings if not p.right])
        if proposal is None and right:
            proposal = _right_but(reading, hit, surface, right)
        if proposal is not None:
            end = hit.end
            yield proposal


class _Place:
    """What stands around a stretch: the words beside it, and what that makes of it."""

    def __init__(self, reading: Reading, start: int, end: int) -> None:
        prose = self.prose = reading.article.prose
        self.reading, self.start, self.end = reading, start, end
        before = _BEFORE.search(prose, max(0, start - 40), start)
        self.before_start = before.start(1) if before else start
        self.before = before.group(1) if before else ""
        earlier = _BEFORE.search(prose, max(0, self.before_start - 40), self.before_start)
        self.earlier = earlier.group(1) if before and earlier else ""
        after = _AFTER.match(prose, end)
        self.after = after.group(1) if after else ""
        self.bracketed = prose[start - 1 : start] in ("(", "[", "/", "*", "_") or prose[end : end + 1] in (
            ")",
            "]",
            "/",
            "*",
            "_",
        )

    @property
    def joined(self) -> bool:
        """Whether a letter-like mark stands directly beside the stretch."""
        left, right = self.prose[self.start - 1 : self.start], self.prose[self.end : self.end + 1]
        return left in ("-", "‑", "'", "’", "&", ".", "@", "#", "=", "~", ":") or right in (
            "-",
            "‑",
            "&",
            "@",
            "=",
            "~",
        )

    def english(self, word: str) -> bool:
        """Tell whether a word beside the stretch is English, a number, or a name that says nothing."""
        plain = word.strip(".,").removesuffix("'s").removesuffix("’s").lower()
        return plain in _FUNCTION or plain in _DETERMINERS or plain.isdigit() or self.reading.index.is_english(plain)

    @property
    def ends(self) -> bool:
        """Whether a phrase ends behind the stretch."""
        return _ENDS.match(self.prose, self.end) is not None or self.after.lower() in _FUNCTION

    @property
    def noun_follows(self) -> bool:
        """Whether an English word follows that the stretch can belong to."""
        word = self.after
        return (
            len(word) > 2
            and word[0].islower()
            and word.lower() not in _FUNCTION
            and self.english(word.partition("-")[0])
        )

    @property
    def verb_follows(self) -> bool:
        """Whether the word behind may be a verb, so that the stretch may be its subject: "the ucranianos left"."""
        return self.after.endswith(("ed", "ing")) or self.after in _PAST

    @property
    def open_before(self) -> bool:
        """Whether the word before is no noun, behind which another language puts its adjective."""
        before = self.before.lower().strip(".,")
        return (
            before != self.before.lower()
            or not before
            or before in _DETERMINERS
            or before in _FUNCTION
            or before in _SPEAK
            or before.isdigit()
        )

    @property
    def enclosed(self) -> bool:
        """Whether a word that only English has stands before the stretch, and an English noun behind it."""
        before = self.before.lower()
        return (
            self.noun_follows
            and not self.verb_follows
            and (before in _ENGLISH_ONLY or (before in ("a", "an") and len(self.after) > 4))
        )

    def part_of(self, parts: set[str]) -> str:
        """Return which of its possible parts a stretch is in its sentence; an empty string where nothing says."""
        before = self.before.lower()
        if self.before and not (
            self.english(self.before) and (not self.earlier.islower() or self.english(self.earlier))
        ):
            return ""
        if self.noun_follows:
            if "adjective" in parts and not (self.verb_follows and "people" in parts):
                return "adjective"
            nouns = [part for part, words in (("people", _FEW), ("person", _ONE)) if part in parts and before in words]
            return nouns[0] if nouns else ""
        if not self.ends:
            return ""
        if before in _SPEAK:
            return "language"
        if before in _FEW or before.strip(".,").isdigit():
            return "people"
        if before in _ONE:
            return "person"
        return "adjective" if before in _BE else ""


def _wrong(reading: Reading, hit: Hit, surface: str, postings: list[Posting]) -> Proposal | None:
    """Return the proposal for a form that is listed as wrong: a foreign word, or a misspelt English one."""
    found = [posting for posting in postings if _is_form(reading, surface, posting)]
    if not found:
        return None
    place = _Place(reading, hit.start, hit.end)
    if place.bracketed or place.joined or _WORD_ITSELF.search(place.prose, max(0, hit.start - 12), hit.start):
        return None
    misspelt = next((p for p in found if "*" in p.facts["languages"]), None)
    if misspelt is not None:
        return _misspelt(reading, hit, surface, misspelt, place)
    known = reading.article.source_language
    return _foreign(reading, hit, surface, [p for p in found if known in p.facts["languages"]] or found, place)


def _is_form(reading: Reading, surface: str, posting: Posting) -> bool:
    """Tell whether a stretch is a listed form: accents may be lost where that makes no English word, capitals may differ."""
    difference = compare(surface, posting.text)
    if difference.accents_added or difference.split or difference.joined or difference.spaced or difference.marks:
        return False
    if difference.accents_lost and (
        surface[:1].isupper() or posting.facts.get("when") == "language" or reading.index.is_english(surface)
    ):
        return False
    if posting.text[:1].isupper() and difference.lower:
        return " " not in posting.text and "*" in posting.facts["languages"]  # "ukranian"
    return not difference.case or surface[1:].islower()  # a capital where the form has none


def _misspelt(reading: Reading, hit: Hit, surface: str, posting: Posting, place: _Place) -> Proposal | None:
    plural = place.prose[hit.end : hit.end + 1] == "s"
    if any(
        word and word[0].islower() and not place.english(word) for word in (place.before, "" if plural else place.after)
    ):
        return None  # in a phrase of another language
    facts = reading.index.entry("demonym", posting.entry)
    verdict = verdict_of(reading.article, posting.facts, lambda: "")
    parts = posting.facts["parts"]
    word = posting.facts.get("replacement") or _word(facts, "person" if plural else parts[0])
    if verdict is None or not word or (plural and "person" not in parts):
        return None
    message = f"'{surface}' is {word} in English news copy."
    return _proposal(reading, hit.start, hit.end, word, verdict.safety, "calque_lexical", message,
                     verdict.evidence or f"'{posting.text}' is listed as a wrong form", posting.entry)  # fmt: skip


def _foreign(reading: Reading, hit: Hit, surface: str, postings: list[Posting], place: _Place) -> Proposal | None:
    known = reading.article.source_language
    head = _head_before(place)
    part = "adjective" if head else place.part_of({part for p in postings for part in p.facts["parts"]})
    if not part or (part == "adjective" and place.after.lower() in _KEEPS_ITS_NAME):
        return None
    fitting = [p for p in postings if part in p.facts["parts"]]
    words = {p.facts.get("replacement") or _word(reading.index.entry("demonym", p.entry), part): p for p in fitting}
    if len(words) != 1 or "" in words:
        return None
    word, posting = next(iter(words.items()))
    verdict = verdict_of(
        reading.article, posting.facts, lambda: "", reading.traces(posting.facts["languages"], hit.key)
    )
    if verdict is None and part == "language" and known is None:
        verdict = Verdict(Safety.REVIEW, "a language is spoken, written or taught here")
    if verdict is None:
        return None
    listed = known in posting.facts["languages"]
    safety = verdict.safety
    if surface[:1].isupper() and not in_capitals(place.prose, hit.start, hit.end):
        noun = surface == posting.text or part != "person"  # "a Polaco" is somebody
        if not listed or not noun or place.before.lower() not in _DETERMINERS or _may_be_somebody(reading, hit):
            return None
        safety = safety.at_most(Safety.REVIEW)
    elif (
        head
        or not place.open_before
        or (place.verb_follows and "adjective" in posting.facts["parts"])
        or (not listed and not (known is None and place.enclosed and part == "adjective"))
    ):
        safety = safety.at_most(Safety.REVIEW)
    start, text = hit.start, word
    if head:
        start, text = place.before_start, f"{word} {head}"
    languages = ", ".join(posting.facts["languages"])
    evidence = verdict.evidence or f"'{posting.text}' is a word of {languages}"
    if not listed:
        evidence += f"; the words around it are English ({part})"
    return _proposal(reading, start, hit.end, text, safety, "untranslated_residue",
                     f"'{surface}' is {word} in English.", evidence, posting.entry)  # fmt: skip


def _head_before(place: _Place) -> str:
    """Return the noun before an adjective of another language that stands behind it: "the president ucraniano"."""
    return place.before if place.before in _HEADS and place.earlier.lower() in _DETERMINERS else ""


def _word(facts: dict[str, Any], part: str) -> str:
    """Return the English word of an entry for one part of a sentence; empty where English has none."""
    return str(facts["name" if part == "adjective" else part])


def _may_be_somebody(reading: Reading, hit: Hit) -> bool:
    """Tell whether the letters of a stretch are a name of somebody or something that the glossary knows."""
    return (
        any(p.right and p.kind not in ("demonym", "country") for p in hit.postings)
        or hit.key in reading.index.tables["given"]
    )


def _right_but(reading: Reading, hit: Hit, surface: str, postings: list[Posting]) -> Proposal | None:
    """Return the proposal for a right form with a foreign accent, or without its capital."""
    place = _Place(reading, hit.start, hit.end)
    for posting in postings:
        difference = compare(surface, posting.text)
        if difference.split or difference.joined or difference.spaced or difference.marks or difference.case:
            continue
        if difference.accents_added and posting.text.isascii():
            return None if place.bracketed or place.joined else _accented(reading, hit, surface, posting, place)
        if difference.accents_lost or difference.accents_added or difference.capitals:
            continue
        if surface == posting.text.lower() and not any(
            p.kind in ("country", "place") and p.part == "name" for p in hit.postings
        ):
            return _small(reading, hit, surface, posting, place)
    return None


def _accented(reading: Reading, hit: Hit, surface: str, posting: Posting, place: _Place) -> Proposal | None:
    part = place.part_of({"adjective"})
    if not part or (part == "adjective" and place.after.lower() in _KEEPS_ITS_NAME):
        return None
    safety = Safety.SAFE if part == "adjective" and place.enclosed else Safety.REVIEW
    if surface[:1].isupper():
        if part != "adjective" or place.before.lower() not in _DETERMINERS or _may_be_somebody(reading, hit):
            return None
        safety = Safety.REVIEW
    return _proposal(reading, hit.start, hit.end, posting.text, safety, "untranslated_residue",
                     f"'{surface}' is {posting.text} in English.",
                     "English has no accent in this word, and the words around it are English", posting.entry)  # fmt: skip


def _small(reading: Reading, hit: Hit, surface: str, posting: Posting, place: _Place) -> Proposal | None:
    """Return the proposal that gives the word for a people its capital back."""
    prose = place.prose
    facts = reading.index.entry("demonym", posting.entry)
    common = facts["common"] or reading.index.is_english(surface)
    compound = _PREFIX.search(prose, max(0, hit.start - 6), hit.start) or _SUFFIX.match(prose, hit.end)
    if compound:
        certain = True
    elif place.joined or place.bracketed or (place.before and not place.english(place.before)):
        return None
    elif not facts["person"] and not facts["people"] and facts["name"] == facts["language"]:
        certain = place.before.lower() in _SPEAK and place.ends
    elif common:
        public = place.after.lower() in _PUBLIC and place.before.lower() != "to"
        if surface in _VERBS and place.before.lower() not in _DETERMINERS:
            public = False
        certain = public or (place.before.lower() in _SPEAK and place.ends and posting.text == facts["language"])
    elif posting.text in (facts["person"], facts["people"]) and posting.text != facts["name"]:
        certain = place.ends and place.english(place.before)  # a noun, and no adjective: not "a finn dinghy"
    else:
        certain = place.noun_follows or (place.ends and place.english(place.before)) or place.after.lower() in _PUBLIC
    if not certain or _written_small(prose, hit.start):
        return None
    return _proposal(reading, hit.start, hit.end, posting.text, Safety.SAFE, "title_caps_style",
                     "The word for a people or a language has a capital in English.",
                     f"{posting.text} is in the glossary ({facts['source']})", posting.entry)  # fmt: skip


def _written_small(prose: str, position: int) -> bool:
    """Tell whether the sentence, or the whole article, is written without capitals on purpose."""
    places, letters = _first_letters(prose)
    at = bisect_right(places, position)
    if (letters[at - 1] if at else prose[:1]).islower():
        return True
    return sum(map(str.islower, letters)) > _SMALL * len(letters)


@lru_cache(maxsize=1)  # asked for at every word for a people that has lost its capital
def _first_letters(prose: str) -> tuple[list[int], list[str]]:
    """Return the first letters of the sentences, and where they stand."""
    found = list(_SENTENCE.finditer(prose))
    return [match.start(1) for match in found], [match.group(1) for match in found]


def _proposal(
    reading: Reading,
    start: int,
    end: int,
    text: str,
    safety: Safety,
    artifact: str,
    message: str,
    evidence: str,
    entry: str,
) -> Proposal | None:
    edit = fitted_edit(reading.article.prose, start, end, text)
    if edit is None or reading.article.is_protected(edit.start, edit.end):
        return None
    if reading.article.in_quotation(edit.start, edit.end):
        safety = safety.at_most(Safety.REVIEW)
    return Proposal(_NAME, artifact, safety, edit.start, edit.end, (edit,), message, evidence, entry)
