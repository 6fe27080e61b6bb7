"""Names in disguise: a name that is a word in its own language, and was translated as one.

Spanish copy says "Casado ha garantizado", and the engine prints "Married has guaranteed"; Borne becomes "Terminal",
Podemos "We can", El Salvador "The Saviour". `glossaries/disguises.csv` lists which words hide which names. A word counts
only in the place of a name: with its capital, without an article, behind the bearer's given name or office, as the
subject of a verb of saying, or in mid-sentence behind a preposition.

Repairs for certain where the article has the true name elsewhere and the word stands behind the given name or beside a
verb of saying; offers a repair in other places of a name, and behind a given name or an office that leave no doubt; flags
a word that can only be a name where the article has no true name.

Leaves alone: words that are somebody's name in the article ("Betty White"); words with an article ("the Terminal"), in a
longer name ("Bridge Street", "Terminal 5") or in a headline; participles and plurals that begin a sentence ("Married in
1990, he", "Sources said"); everything said, but for a given name with the word behind it; articles from another language.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanup.article import Range
from cleanup.declarations import dataclass
from cleanup.forms import COURTESY, compare, first_in_article, live_hits, minimal_edit, starts_sentence
from cleanup.glossary.folding import key, unaccented
from cleanup.glossary.index import Hit, Posting
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading
from cleanup.roster import covers

_NAME = "disguises"
_BEFORE = 60  # code points before a word in which its place is judged
_PAST = """said|told|announced|added|insisted|stressed|explained|declared|critici[sz]ed|accused|replied|responded|recalled|defended|
proposed|promised|warned|admitted|acknowledged|denied|assured|guaranteed|argued|claimed|confirmed|reiterated|concluded|lamented|
rejected|urged|demanded|asked|noted|regretted|thanked|congratulated|complained|commented|tweeted|stated|maintained|emphasi[sz]ed|
underlined|remarked|vowed|pledged|praised|blamed|apologi[sz]ed|resigned|reproached|affirmed|reaffirmed|recognised|recognized|
considered|expressed|invited|refused|ruled out|pointed out|called for|called on|spoken|met|signed|asserted|highlighted|indicated"""
_DONE = """passed|adopted|approved|ratified|visited|travell?ed to|appointed|dismissed|sacked|voted|ordered|instructed|hailed|condemned|welcomed|postponed|unveiled|
launched|negotiated|testified|hinted|suggested|agreed|decided|chosen|sent|handed|taken part|asserted|attended|convened|summoned"""
_PRESENT = """says|tells|announces|adds|insists|stresses|explains|declares|critici[sz]es|accuses|replies|responds|recalls|defends|
proposes|promises|warns|admits|acknowledges|denies|assures|guarantees|argues|claims|confirms|reiterates|concludes|laments|
rejects|urges|demands|asks|notes|regrets|complains|believes|thinks|wants|refuses|maintains|considers|expresses"""
_ADVERB = r"(?:(?:also|again|already|then|later|now|once|himself|herself|even|thus|yesterday|today|further|finally|not|[a-z]+ly)[ ])?"
# A verb of saying or of doing in the third person singular. What could be a participle behind its noun ("Milk said to
# contain lead", "Peace promised by the king", "War told in pictures") is none.
_SINGULAR = re.compile(
    rf"[ ]{_ADVERB}(?:has[ ]{_ADVERB}(?:{_PAST}|{_DONE})|(?:{_PRESENT}))\b".replace("\n", ""),
)
_SIMPLE = re.compile(
    rf"[ ]{_ADVERB}(?:{_PAST}|spoke|wrote|voted|passed|adopted|approved|ratified)\b(?![ ](?:to[ ](?:be|have|contain)|by|about|as|through)\b)(?<!told(?=[ ](?:in|at|with|to|from)\b))".replace(
        "\n", ""
    )
)
_TOLD_SOMEBODY = re.compile(
    rf"[ ](?:{_PAST})[ ](?:that|he|she|it|they|reporters|journalists|the|a|an|him|her|his|its|them|lawmakers|deputies)\b".replace(
        "\n", ""
    )
)
_HAS = re.compile(r"[ ](?:has|is|was|does|wants)[ ]")  # "We can has": no sentence goes on so
_ANY_VERB = re.compile(r"[ ](?:has|is|was|had|will|would|did|does|could|may|might|wants|seeks|hopes)[ ][a-z]")
# Verbs that stand before their subject: "said Married".
_INVERTED = """said|says|explained|explains|added|adds|insisted|insists|stressed|warned|warns|announced|declared|replied|responded|recalled|
claimed|noted|admitted|concluded|argued|commented|tweeted|stated|remarked|affirmed|asserted|lamented|complained|promised|underlined"""
_SAID = re.compile(rf"\b(?:{_INVERTED}|[Aa]ccording to|in the words of)[ ]$".replace("\n", ""))
_BEHIND_SAID = re.compile(
    r"[.,;:!?]|[ ](?:in|on|at|during|to|after|before|from|when|while|who|this|last|yesterday|today)\b|$"
)
_BEFORE_SUBJECT = re.compile(
    r"(?:\b(?:that|and|but|while|whom|which|when|because|if|where|what|whether|although|though|since|after|before|until|as|than|why|"
    r"how|or|so|yet|says?|said|believes?|thinks?|fears?|hopes?)|[,;])[ ]$"
)
_PREPOSITION = re.compile(
    r"\b(?:by|of|with|to|for|from|against|between|behind|about|like|than|and|or|on|via|without|towards?|around|versus|beside|alongside)[ ]$"
)
_IN_PLACE = re.compile(
    r"\b(?:in|from|to|of|between|near|for|with|and|via|through|across|into|outside|around|throughout|leave|left|visit|visited|"
    r"peninsula|province|state|city|department|region|island)[ ]$"
)
_OF_THE_FAITH = re.compile(
    r"\b[A-Z][\w'’-]*[ ](?:of|for)[ ]$|"
    r"(?i:\b(?:church|cathedral|chapel|statue|feast|order|faith|trust|hope|belief|believe[sd]?|hymns?|prayers?|pray(?:s|ed|ing)?|devotion|"
    r"thanks|praise|dedicated|worship|love|coming|birth)[ ](?:of|in|for|to)[ ]$)"
)
_TOLD = re.compile(r"\b(?:told|tells|newspaper|magazine|weekly|daily|tabloid|website|broadcaster)[ ]$")
_THE = re.compile(r"\b[Tt]he[ ]$")
_ENDS = re.compile(r"[.,;:!?)\]]|['’]s\b|[ ][a-z(]|[ ][–—-][ ]|$")
_OBJECT = re.compile(
    rf"\b(?:{_PAST}|{_DONE}|accuses|asks|backed|backs|elected|meets|met|replaced|replaces|succeeded|succeeds|supported|supports|urges)[ ]$".replace(
        "\n", ""
    )
)
_IN_A_LIST = re.compile(r"[,;)]|\.(?:\s|$)|[ ](?:and|or)[ ][A-Z]")
_POSSESSOR = re.compile(
    r"(?<![\w'’-])(?!(?:the|an?|his|her|its|their|our|your|my|this|that|every|each|no|one|any|some)[ ])[a-z]+[ ]$"
)
_APPOSITION = re.compile(r",[ ](?:who|whose|the|his|her|leader|head|president|chairman|chairwoman)\b")
_WORD_BEFORE = re.compile(r"((?:[^\W\d_]|['’-])+\.?)[ \u00a0]$")
# What follows belongs to a longer name: "Terminal 5", "Voice of America".
_LONGER = re.compile(r"[ \u00a0](?:(?:of|for)[ ](?:(?:the|a)[ ])?)?(?:[^\W\d_a-z]|\d)")
_COURTESY = re.compile(
    r"\b(?:Mr|Mrs|Ms|Dr)\.?[ ]$|\b(?:Señora?|Don|Doña|Monsieur|Madame|Signora?|Herr|Frau|Pan|Pani)[ ]$"
)
_WRAPPED = re.compile(r"\r?\n[^\W\d_A-Z]")  # a line that goes on the sentence of the line before it
_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*\s*$")
_HEADLINE = 150  # code points: a longer line without an end is a paragraph cut off
_MONTHS = frozenset("January February March April May June July August September October November December".split())


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a word stands: in a place of a name that is certain or only likely, and what makes it one."""

    certain: bool
    why: str
    start: int  # of the edit: the given name may belong to it
    given: str = ""  # the bearer's, as it is to be printed
    person: str = ""


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for words that stand in the place of a name."""
    end = 0
    borne: dict[str, bool] = {}  # by word
    for hit, postings in live_hits(reading.article, reading.hits, "disguise"):
        if hit.start < end or not _stands_as_form(reading, hit):
            continue
        surface = reading.article.prose[hit.start : hit.end]
        fitting = [p for p in postings if _is_form(surface, p.text) and _language_fits(reading, p)]
        if fitting and (proposal := _judge(reading, hit, surface, fitting, borne)):
            end = hit.end
            yield proposal


def _stands_as_form(reading: Reading, hit: Hit) -> bool:
    """Tell whether a stretch is whole words, in a sentence and not in a headline."""
    prose = reading.article.prose
    if prose[hit.end : hit.end + 1].isalnum() or prose[hit.end : hit.end + 1] == "-":
        return False
    if prose[hit.start - 1 : hit.start] in ("-", "'", "’", "/") and hit.start:
        return False
    start, end = reading.article.line_range(hit.start)
    while (wrapped := _WRAPPED.match(prose, end)) is not None:
        end = reading.article.line_range(wrapped.end() - 1).end
    text = prose[start:end]
    if len(text) <= _HEADLINE and not _SENTENCE.search(text):
        return False
    words: list[str] = re.findall(r"[^\W\d_]{4,}", text)
    return sum(word[0].islower() for word in words) > len(words) // 8  # else in title case


def _is_form(surface: str, form: str) -> bool:
    """Tell whether a stretch is a form, letter by letter; small letters of the form may be capitals."""
    return (
        len(surface) == len(form)
        and not surface.isupper()
        and all(
            a == b or (b.islower() and a == b.upper() and before == " ")
            for a, b, before in zip(surface, form, " " + form, strict=False)
        )
    )


def _language_fits(reading: Reading, posting: Posting) -> bool:
    language, languages = reading.article.source_language, frozenset(posting.facts["languages"])
    return language is None or language in languages or "*" in languages


def _judge(
    reading: Reading, hit: Hit, surface: str, postings: list[Posting], borne: dict[str, bool]
) -> Proposal | None:
    # Where the word stands is seen at once; what the article says elsewhere takes a search.
    placed = [(p, place) for p in postings if (place := _place(reading, hit, surface, p))]
    if not placed:
        return None
    if surface not in borne:
        borne[surface] = _is_borne(reading, surface, postings)
    if borne[surface]:
        return None
    witnessed = [(p, place, witness) for p, place in placed if (witness := _witness(reading, hit, p))]
    if len({p.entry for p, _, _ in witnessed}) > 1:
        return None  # two names of the article become this word
    if witnessed:
        made = (_with_true_name(reading, hit, surface, p, place, *witness) for p, place, witness in witnessed)
        return min(filter(None, made), key=lambda proposal: proposal.safety.rank, default=None)
    found = [proposal for p, place in placed if (proposal := _without_true_name(reading, hit, surface, p, place))]
    offered = [proposal for proposal in found if proposal.edits]
    if offered:
        return offered[0] if len({proposal.edits for proposal in offered}) == 1 else None
    return found[0] if found else None


def _is_borne(reading: Reading, surface: str, postings: list[Posting]) -> bool:
    """Tell whether the word is part of somebody's name, or another's, anywhere in the article ("Betty White")."""
    prose = reading.article.prose
    givens = {key(given) for p in postings for given in _givens(reading, p)}
    for match in re.finditer(rf"(?<![\w-]){re.escape(surface)}(?!\w)", prose):
        word = _name_before(prose, match.start())
        if (
            word
            and key(word) not in givens
            and not _is_variant(reading, word, postings)
            and not _title_before(reading, match.start())
        ):
            return True
    return False


def _name_before(prose: str, position: int) -> str:
    """Return the capitalised word right before a position that may belong to one name with what follows it."""
    match = _WORD_BEFORE.search(prose, max(0, position - _BEFORE), position)
    if match is None or not match.group(1)[0].isupper():
        return ""
    word = match.group(1)
    lower = word.lower().strip(".")
    if word[-1] == "." and len(word) > 2:
        return ""  # the end of a sentence, or "Mr."
    if lower in COURTESY or _BEFORE_SUBJECT.match(f"{lower} ") or _PREPOSITION.match(f"{lower} "):
        return ""
    return word


def _is_variant(reading: Reading, word: str, postings: list[Posting]) -> bool:
    names = set(reading.index.tables["given"].get(key(word), ()))
    return any(names & set(_givens(reading, p)) for p in postings)


def _bearers(reading: Reading, posting: Posting) -> list[str]:
    """Return the people of the glossary whose family name the word hides."""
    return sorted({p.entry for p in reading.index.lookup(posting.entry) if p.kind == "person" and p.right})


def _givens(reading: Reading, posting: Posting) -> list[str]:
    """Return the given names that stand before the true name, in the article or in the glossary."""
    if posting.part != "person":
        return []
    prose = reading.article.prose
    before = [
        _WORD_BEFORE.search(prose, max(0, match.start() - _BEFORE), match.start())
        for match in _named(prose, posting.entry)
    ]
    found = [m.group(1) for m in before if m and m.group(1)[0].isupper() and m.group(1).lower() not in COURTESY]
    for person in _bearers(reading, posting):
        facts = reading.roster.person(person)
        given, family, _ = facts["name"].partition(facts["family"])
        if family:
            found += given.split()
    return list(dict.fromkeys(found))


@lru_cache(maxsize=256)  # the names that may be hidden in one article, each asked for at every such word
def _named(prose: str, name: str) -> tuple[re.Match[str], ...]:
    """Return where a name stands as a word, with its accents or without them."""
    if name not in prose and unaccented(name) not in prose:
        return ()
    return tuple(re.finditer(rf"(?<![\w-])(?:{re.escape(name)}|{re.escape(unaccented(name))})(?![\w-])", prose))


def _witness(reading: Reading, hit: Hit, posting: Posting) -> tuple[str, str] | None:
    """Return the true name as the article prints it, and where; None where it does not have it."""
    prose, kind = reading.article.prose, posting.part
    for match in _named(prose, posting.entry):
        if (kind == "person" and _LONGER.match(prose, match.end())) or reading.article.is_protected(
            match.start(), match.end()
        ):
            continue  # "Costa Rica"
        return match.group(), reading.roster.where(Range(*match.span()))
    entries = {(p.kind, p.entry) for p in reading.index.lookup(posting.entry) if p.kind == kind and p.right}
    for start, end in _mentions(reading, kind, entries):
        if end <= hit.start or hit.end <= start:
            return posting.entry, reading.roster.where(Range(start, end))
    return None


def _mentions(reading: Reading, kind: str, entries: set[tuple[str, str]]) -> Iterator[tuple[int, int]]:
    """Yield where the article names one of the entries, rightly or not."""
    if kind == "person":
        for _, person in sorted(entries):
            for mention in reading.roster.people.get(person, ()):
                if mention.full or not _LONGER.match(reading.article.prose, mention.end):
                    yield mention.start, mention.end
        return
    for other in reading.hits:
        surface = reading.article.prose[other.start : other.end]
        if any((p.kind, p.entry) in entries and not compare(surface, p.text) for p in other.postings):
            yield other.start, other.end


def _with_true_name(
    reading: Reading, hit: Hit, surface: str, posting: Posting, place: _Place, name: str, evidence: str
) -> Proposal | None:
    inside = reading.article.in_quotation(hit.start, hit.end)
    if inside and not place.given:
        return None
    known = reading.article.source_language is not None
    if posting.facts["safety"] == "review" and not (place.certain and (known or place.given)):
        return None  # a name in English too, or a word that may stand so
    safety = Safety(posting.facts["safety"]) if place.certain and not inside else Safety.REVIEW
    if known:
        evidence += f"; the source language is '{reading.article.source_language}'"
    return _repair(reading, hit, surface, posting, name, place, safety, evidence)


def _repair(
    reading: Reading, hit: Hit, surface: str, posting: Posting, name: str, place: _Place, safety: Safety, evidence: str
) -> Proposal | None:
    replacement = f"{place.given} {name}" if place.given else name
    edit = minimal_edit(reading.article.prose, place.start, hit.end, replacement)
    if edit is None:
        return None
    message = f"'{surface}' stands {place.why}: it is {name}, translated as if it were a word."
    bearers = _bearers(reading, posting)
    entry = place.person or (bearers[0] if len(bearers) == 1 else "")
    return Proposal(_NAME, "name_translated", safety, edit.start, edit.end, (edit,), message, evidence, entry)


def _place(reading: Reading, hit: Hit, surface: str, posting: Posting) -> _Place | None:
    """Return the place of a name that the word stands in; None where it may be a word."""
    prose = reading.article.prose
    if posting.part == "place":
        return _place_of_a_place(prose, hit, surface)
    before = prose[max(0, hit.start - _BEFORE) : hit.start]
    if _LONGER.match(prose, hit.end):
        return None
    if (behind_given := _behind_given(reading, hit, posting)) is not None:
        return behind_given
    if _name_before(prose, hit.start):
        return (
            None
            if posting.part == "person" and not _title_before(reading, hit.start)
            else _Place(False, "behind a name", hit.start)
        )
    if _COURTESY.search(before):
        return _Place(True, "behind a courtesy title", hit.start)
    if _title_before(reading, hit.start):
        return _Place(False, "behind an office", hit.start)
    start = starts_sentence(prose, hit.start)
    if start and surface.startswith("The "):
        return None
    body = posting.part == "organisation" and _THE.search(before)  # "the Rada"
    if start or body or _BEFORE_SUBJECT.search(before):
        plural = surface.endswith(("s", "men")) and " " not in surface
        simple = _TOLD_SOMEBODY if start and posting.facts["safety"] == "review" else _SIMPLE
        subject = _SINGULAR.match(prose, hit.end) or (
            (simple.match(prose, hit.end) and not (start and plural)) or (not start and _ANY_VERB.match(prose, hit.end))
        )
        if subject or (" " in surface and _HAS.match(prose, hit.end)):
            return _Place(True, "where the subject of a verb must stand", hit.start)
        if start and not plural and prose[hit.end : hit.end + 2] in ("'s", "’s"):
            return _Place(False, "in the place of a name", hit.start)
    if start:
        return None
    if _SAID.search(before) and _BEHIND_SAID.match(prose, hit.end):
        return _Place(True, "where the subject of a verb must stand", hit.start)
    if surface in _MONTHS:
        return None
    if posting.part == "organisation" and _TOLD.search(before) and _ENDS.match(prose, hit.end):
        return _Place(True, "where an outlet must stand", hit.start)
    if (
        (_PREPOSITION.search(before) and _ENDS.match(prose, hit.end))
        or (_OBJECT.search(before) and _ENDS.match(prose, hit.end))
        or (_BEFORE_SUBJECT.search(before) and _APPOSITION.match(prose, hit.end))
        or (before.endswith(", ") and _IN_A_LIST.match(prose, hit.end))
        or (_POSSESSOR.search(before) and prose[hit.end : hit.end + 2] in ("'s", "’s"))
    ):
        return _Place(False, "in the place of a name", hit.start)
    return None


def _place_of_a_place(prose: str, hit: Hit, surface: str) -> _Place | None:
    before = prose[max(0, hit.start - _BEFORE) : hit.start]
    if not _IN_PLACE.search(before) or _OF_THE_FAITH.search(before) or not _ENDS.match(prose, hit.end):
        return None
    return _Place(" " in surface, "with a capital where a place must stand", hit.start)


def _behind_given(reading: Reading, hit: Hit, posting: Posting) -> _Place | None:
    """Return the place behind the bearer's given name, or another language's form of it ("Paul Married")."""
    match = _WORD_BEFORE.search(reading.article.prose, max(0, hit.start - _BEFORE), hit.start)
    if match is None or not match.group(1)[0].isupper() or posting.part != "person":
        return None
    word = match.group(1)
    why = "behind a given name"
    for given in _givens(reading, posting):
        if key(given) == key(word):
            return _Place(True, why, match.start(), word, _person(reading, posting, given))
    for given in _givens(reading, posting):
        if given in reading.index.tables["given"].get(key(word), ()):
            return _Place(True, why, match.start(), given, _person(reading, posting, given))
    return None


def _person(reading: Reading, posting: Posting, given: str) -> str:
    found = [p for p in _bearers(reading, posting) if given in reading.roster.person(p)["name"].split()]
    return found[0] if len(found) == 1 else ""


def _title_before(reading: Reading, position: int) -> Hit | None:
    """Return the title that stands right before a position."""
    for hit in reading.hits_ending(position - 1, position - 1):
        if any(p.kind == "title" for p in hit.postings):
            return hit
    return None


def _without_true_name(reading: Reading, hit: Hit, surface: str, posting: Posting, place: _Place) -> Proposal | None:
    if posting.facts["safety"] == "review" or reading.article.in_quotation(hit.start, hit.end):
        return None
    known = reading.article.source_language is not None
    if posting.part != "person":
        word = first_in_article(reading.article, posting.facts["context"])
        if word is None or (posting.part == "place" and not place.certain):
            return None
        return _repair(
            reading, hit, surface, posting, posting.entry, place, Safety.REVIEW, f"'{word}' stands in the article"
        )
    if place.given:
        evidence = f"the given name is {place.given} {posting.entry}'s"
        return _repair(reading, hit, surface, posting, posting.entry, place, Safety.REVIEW, evidence)
    if not known:
        return None
    if (title := _title_before(reading, hit.start)) and (holder := _holder(reading, title, posting)):
        facts = reading.roster.person(holder)
        shown = reading.article.prose[title.start : title.end]
        place = _Place(False, place.why, hit.start, person=holder)
        return _repair(
            reading, hit, surface, posting, posting.entry, place, Safety.REVIEW, f"{facts['name']} is or was {shown}"
        )
    if place.certain and (country := _country(reading, posting)):
        return Proposal(
            _NAME, "name_translated", Safety.FLAG, hit.start, hit.end, (),
            f"'{surface}' stands {place.why}: it may be a name translated as if it were a word, such as {posting.entry}.",
            f"the source language is '{reading.article.source_language}', and '{country}' stands in the article",
        )  # fmt: skip
    return None


def _holder(reading: Reading, title: Hit, posting: Posting) -> str:
    """Return the one bearer of the name who held an office of this title, on the day of the article if it is known."""
    date = reading.article.date
    roles = {p.facts["role"] for p in title.postings if p.kind == "title"}
    holders = [
        person
        for person in _bearers(reading, posting)
        for tenure in reading.roster.person(person)["tenures"]
        if reading.index.entry("office", tenure["office"])["role"] in roles and (date is None or covers(tenure, date))
    ]
    return holders[0] if len(set(holders)) == 1 else ""


def _country(reading: Reading, posting: Posting) -> str:
    """Return the word of the article that shows the country of one of the bearers."""
    for person in _bearers(reading, posting):
        if shown := reading.roster.countries.get(reading.roster.person(person)["country"]):
            return reading.article.prose[shown.start : shown.end]
    return ""
