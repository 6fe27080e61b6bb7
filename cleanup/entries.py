"""Places and organisations: what the two kinds of glossary entries have in common when a text gets them wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.fitting import fitted_edit
from cleanup.forms import (
    LATIN_LETTER,
    Difference,
    Verdict,
    capital_neighbours,
    compare,
    first_in_article,
    in_capitals,
    live_hits,
    minimal_edit,
    plain_word,
    verdict_of,
    whole_form_end,
)
from cleanup.glossary.folding import TOKEN, unaccented
from cleanup.glossary.index import Hit, Posting
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

# English has no accents of its own in the names of countries, nor in names from these countries' languages.
_NO_ACCENTS = frozenset(
    "AE AF AM BD BG BH BY CN CY EG GE GR IL IN IQ IR JO KG KW KZ LK MK OM PK PS QA RU SA SY TJ TM UA US UZ YE".split()
)
# Words that speak for the English meaning of letters which a source language uses for another body.
_OWN_COMPANY = {"CPI": ("inflation", "consumer prices", "price index", "prices"), "IPC": ("penal",)}
_POSSESSIVE = re.compile(r"['’]s$")
_COMMON = re.compile(r"\b(?:the|an?|this|that|each|every|no)[ \u00a0]$", re.IGNORECASE)
_AS_A_WORD = re.compile(
    r"\b(?:call(?:ed|s)?|named?|word|term|becom(?:e|es|ing)|became|known as|spel(?:led|t)|written(?: as)?|means?|meaning)"
    r"[ \u00a0][\"“'‘]?$"
)
_FOREIGN_PHRASE = re.compile(
    r"(\w+)[ \u00a0](?:de|del|do|da|dos|das|du|des|di|della|dello|von|zu|van|por|para)(?:[ \u00a0](?:la|el|los|las|le|les))?[ \u00a0]$"
)
_LONGEST_NAME = 60  # code points before a stretch in which a longer name may begin
_PREPOSITION = re.compile(r"\b(?:in|of|to|from|by|with|and|for|into|near|against)[ \u00a0]$")
_ENGLISH_BEFORE = re.compile(r"[a-z][ \u00a0]$")
_ENGLISH_BEHIND = re.compile(r"[.,;:!?]?(?:[ \u00a0][A-Za-z]|\s*$)")
_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]")


def propose(reading: Reading, kind: str, normalizer: str, artifact: str) -> Iterator[Proposal]:
    """Yield the proposals for the entries of one kind, `place` or `organisation`."""
    end = 0
    for hit, postings in live_hits(reading.article, reading.hits, kind):
        if hit.start < end:
            continue
        settled, proposal = _judge(reading, hit, postings, normalizer, artifact)
        if proposal is not None:
            yield proposal
        if settled:
            end = hit.end


def _judge(
    reading: Reading, hit: Hit, postings: tuple[Posting, ...], normalizer: str, artifact: str
) -> tuple[bool, Proposal | None]:
    prose = reading.article.prose
    surface = prose[hit.start : hit.end]
    ranked = [
        (difference, posting)
        for posting in postings
        if not _acronym_differs(difference := compare(surface, posting.text), posting)
        and (not (posting.right and posting.derived) or _harmless(reading, difference, posting))
    ]
    if not ranked:
        return False, None
    known = reading.article.source_language
    ranked.sort(
        key=lambda pair: (
            not pair[1].right and known is not None and not {known, "*"} & set(pair[1].facts["languages"]),
            pair[0].weight,
            not pair[1].right,
            pair[1].entry,
        )
    )
    small = [
        p
        for d, p in ranked
        if p.right and not p.derived and p.kind == "organisation" and d.case and _begins_small(surface, p.text)
    ]
    if len({p.entry for p in small}) == 1:
        return True, _with_capital(reading, hit, small[0], normalizer)
    if any(p.right and _harmless(reading, d, p) for d, p in ranked):
        # The letters of a right acronym may be another one's in the source language: the context decides (CPI, ICC).
        spoken = [(d, p) for d, p in ranked if not p.right and p.part == "acronym" and p.facts.get("when") == "context"]
        own = {word for _, p in ranked if p.right for word in _OWN_COMPANY.get(p.text, ())}
        if not spoken or reading.article.source_language is None or any(map(reading.article.has_word, own)):
            return True, None
        ranked = [(d, p) for d, p in spoken if first_in_article(reading.article, p.facts["context"])]
        if not ranked:
            return True, None
    difference, posting = ranked[0]
    if len({p.entry for d, p in ranked if d.weight <= difference.weight}) > 1 or _is_somebody(reading, hit, surface):
        return False, None
    if difference.split and (difference.lower or all(word[:1].isupper() for word in TOKEN.findall(surface))):
        return False, None  # small letters are no name, and two capitalised words are two names
    if _POSSESSIVE.search(surface) and not _POSSESSIVE.search(posting.text):
        return False, None  # "Samara's" is no "Samaras"
    if re.match(r"[-‑][^\W\d_a-z]", prose[hit.end : hit.end + 2]) or re.search(r"\w[-‑]$", prose[: hit.start][-2:]):
        return False, None  # part of a compound name
    verdict = _weigh(reading, hit, surface, difference, posting)
    if verdict is None:
        return False, None
    stop = whole_form_end(prose, hit.end, posting.text)
    carry = posting.part != "acronym" or in_capitals(prose, hit.start, stop)  # an acronym has its capitals from itself
    edit = fitted_edit(prose, hit.start, stop, form_for(reading, posting), carry)
    naming = posting.kind == "organisation"
    if edit is None or reading.article.is_protected(edit.start, edit.end, naming=naming):
        return True, None
    safety, evidence = verdict.safety, verdict.evidence
    if reading.article.in_quotation(edit.start, edit.end):
        safety = safety.at_most(Safety.REVIEW)
    if difference.split or difference.joined or difference.spaced:
        artifact = "name_split_join"
    facts = reading.index.entry(posting.kind, posting.entry)
    message = f"'{' '.join(surface.split())}' is {edit.replacement if posting.part == 'acronym' else facts['name']} in English news copy."
    return True, Proposal(
        normalizer, artifact, safety, edit.start, edit.end, (edit,), message, evidence or facts["source"], posting.entry
    )


def _with_capital(reading: Reading, hit: Hit, posting: Posting, normalizer: str) -> Proposal | None:
    """Give the name of a body back the capital of its first word."""
    edit = minimal_edit(reading.article.prose, hit.start, hit.end, posting.text)
    before = reading.article.prose[hit.start - 1 : hit.start]
    if edit is None or (before and before in "-‑'’"):
        return None
    left, right = capital_neighbours(reading.article.prose, hit.start, hit.end)
    inside = reading.article.in_quotation(hit.start, hit.end)
    facts = reading.index.entry(posting.kind, posting.entry)
    return Proposal(
        normalizer,
        "title_caps_style",
        Safety.REVIEW if inside or left or right else Safety.SAFE,
        edit.start,
        edit.end,
        (edit,),
        f"{posting.text} is a name, and its first word has a capital too.",
        f"{facts['name']} is in the glossary ({facts['source']})",
        posting.entry,
    )


def _acronym_differs(difference: Difference, posting: Posting) -> bool:
    """Acronyms count only as they are spelled: `ong` and `Ong` are no ONG. Points and spaces in them may differ."""
    return posting.part == "acronym" and bool(
        difference.lower or difference.case or difference.capitals or difference.accents_added
    )


def _harmless(reading: Reading, difference: Difference, posting: Posting) -> bool:
    if not difference:
        return True
    if difference.split or difference.joined or difference.spaced or difference.marks or difference.lower:
        return False
    if difference.case:
        return posting.kind != "place" or posting.part == "acronym"
    if difference.accents_added and not posting.derived:
        facts = reading.index.entry(posting.kind, posting.entry)
        return not (facts["kind"] == "country" or (posting.kind == "place" and facts["country"] in _NO_ACCENTS))
    return True


def _begins_small(surface: str, form: str) -> bool:
    """Tell whether a name has lost the capital of its first word and kept a later one: `the state Duma`.

    The other way round ("People's party") is a style that good papers follow.
    """
    words, wanted = TOKEN.findall(surface), TOKEN.findall(form)
    return (
        len(words) == len(wanted) > 1
        and words[0] != wanted[0] == words[0][:1].upper() + words[0][1:]
        and words[1:] == wanted[1:]
        and len(words[0]) > 3  # "the Republicans", "al-Qaida"
        and (words[1][:1].isupper() or (words[1] == "of" and any(word[:1].isupper() for word in words)))
    )


def _is_somebody(reading: Reading, hit: Hit, surface: str) -> bool:
    """Tell whether the stretch is (part of) a right name of a person or body: it is never taken for a foreign place."""
    for other in reading.hits_starting(hit.start - _LONGEST_NAME, hit.start):
        if other.end >= hit.end:
            for posting in other.postings:
                if posting.kind == "person" and (other.start, other.end) != (hit.start, hit.end):
                    return True
                if posting.kind == "person" and posting.text == surface and reading.roster.named_in_full(posting.entry):
                    return True
                if (
                    posting.kind == "organisation"
                    and posting.right
                    and other.end - other.start > hit.end - hit.start
                    and reading.article.prose[other.start : other.end] == posting.text
                ):
                    return True  # "México" in the right name of a Mexican party
    return False


def _weigh(reading: Reading, hit: Hit, surface: str, difference: Difference, posting: Posting) -> Verdict | None:
    prose, index = reading.article.prose, reading.index
    facts = index.entry(posting.kind, posting.entry)
    evidence = f"{facts['name']} is in the glossary ({facts['source']})"
    if posting.right:
        safety = Safety.SAFE
        if difference.lower:
            if (
                len(surface) < 4
                or _COMMON.search(prose, max(0, hit.start - 8), hit.start)  # "the amman", a word of its own
                or any(plain_word(index, word) for word in TOKEN.findall(surface))
                or posting.kind != "place"
            ):
                return None
            if not _among_english(reading, hit):
                safety = Safety.REVIEW
        if difference.case and not difference.joined:
            safety = Safety.REVIEW
        if difference.joined and not _CAMEL.search(surface):
            return None
        if difference.split and any(plain_word(index, word) for word in TOKEN.findall(surface)):
            return None
        if difference.marks:
            hyphen_for_space = "-" in surface and "-" not in posting.text and " " in posting.text
            if posting.kind != "place" or posting.part == "acronym":
                return None
            if not hyphen_for_space:
                safety = Safety.REVIEW
    else:
        verdict = verdict_of(
            reading.article, posting.facts, lambda: "", reading.traces(posting.facts["languages"], hit.key)
        )
        if verdict is None:
            return None
        safety, evidence = (
            verdict.safety,
            verdict.evidence or f"'{posting.text}' is listed as a form of {facts['name']}",
        )
        spoken = _language_speaks(reading, hit, surface, posting)
        if spoken is None or difference.split or difference.joined:
            return None
        if not LATIN_LETTER.search(surface):
            if not _alone_in_english(prose, hit):
                return None  # a gloss, or a sentence of another script
            if (
                not _PREPOSITION.search(prose, max(0, hit.start - 8), hit.start)
                or reading.article.source_language is None
            ):
                safety = safety.at_most(Safety.REVIEW)  # perhaps the name of a ship or a cinema
        safety = safety.at_most(spoken)
        if spoken is not Safety.SAFE:
            evidence += f"; a form of {', '.join(posting.facts['languages'])}"
        if difference.lower or difference.case:
            # A listed calque may begin small ("strip of Gaza"); a single English word, or a body's name, may not.
            words = TOKEN.findall(surface)
            shown = difference.case and len(words) > 1 and _named_after_a_country(reading, words[0])
            if (posting.kind == "organisation" and not shown) or (len(words) == 1 and plain_word(index, surface)):
                return None
            if posting.text.lower() == surface and any(plain_word(index, word) for word in words):
                return None
            safety = Safety.REVIEW
        if difference.marks:
            safety = safety.at_most(Safety.REVIEW)
    if posting.kind == "place" and (phrase := _FOREIGN_PHRASE.search(prose, max(0, hit.start - 40), hit.start)):
        if phrase.group(1)[0].isupper():
            return None  # "El Diario de México": a name of its own, which no glossary may know
        safety = safety.at_most(Safety.REVIEW)
    if not posting.right and _AS_A_WORD.search(prose, max(0, hit.start - 20), hit.start):
        safety = safety.at_most(Safety.REVIEW)
        evidence += "; the text may speak of the word itself"
    left, right = capital_neighbours(prose, hit.start, hit.end)
    left = "" if left and _known_beside(reading, hit.start, True) else left
    right = "" if right and _known_beside(reading, hit.end, False) else right
    if posting.part == "acronym" and right and plain_word(index, right):
        right = ""
    if left or right:
        safety = safety.at_most(Safety.REVIEW)
        evidence += f"; '{left or right}' stands beside it, so it may be part of a longer name"
    if prose[hit.end : hit.end + 1] == "-" and difference.marks:
        safety = safety.at_most(Safety.REVIEW)
    return Verdict(safety, evidence)


def _named_after_a_country(reading: Reading, word: str) -> bool:
    """Tell whether a name begins with a country's adjective ("Ukrainian truth"), so that chance did not put it there."""
    return reading.article.source_language is not None and any(p.kind == "country" for p in reading.index.lookup(word))


def _language_speaks(reading: Reading, hit: Hit, surface: str, posting: Posting) -> Safety | None:
    """Return how sure a foreign form may be, seen from the source language; None where it is left alone.

    What is wrong only when the source was Spanish is `safe` only when that is known. Where no language is known, one
    unaccented word may be somebody's or something's name ("Londres"), so it is for review; an acronym of several meanings
    ("BCE") is offered only if other words of the article come from the same language; and in a headline in capitals an
    acronym may be a surname ("ONG").
    """
    languages = posting.facts["languages"]
    known = reading.article.source_language
    capitals = posting.part == "acronym" and in_capitals(reading.article.prose, hit.start, hit.end)
    if known in languages:
        return Safety.REVIEW if capitals and plain_surname(surface) else Safety.SAFE
    traces = reading.traces(languages, hit.key)
    foreign = len(TOKEN.findall(posting.text)) > 1 or surface != unaccented(surface)
    if "*" in languages:
        return Safety.SAFE
    if known is not None:
        return Safety.REVIEW if foreign or traces else None  # a third language, as agencies pass it on
    if posting.part == "acronym":
        if posting.facts.get("when") == "context":
            return Safety.REVIEW if traces else None
        return None if capitals and plain_surname(surface) else Safety.SAFE
    if posting.kind == "place" and foreign:
        return Safety.SAFE  # no English words, and no English name
    return Safety.REVIEW


def _alone_in_english(prose: str, hit: Hit) -> bool:
    """Tell whether a word of another script stands between words of Latin script, and in no brackets."""
    before = _ENGLISH_BEFORE.search(prose, max(0, hit.start - 2), hit.start)
    return before is not None and _ENGLISH_BEHIND.match(prose, hit.end) is not None


def plain_surname(acronym: str) -> bool:
    """Tell whether the letters of an acronym are also a surname or given name, told apart only by small letters."""
    return acronym in ("ONG", "OMS", "IVA", "BEI", "MEI", "COI", "AMA", "ADN")


def _known_beside(reading: Reading, position: int, before: bool) -> bool:
    """Tell whether something else that the glossary knows ends directly before, or begins directly behind, a position."""
    if before:
        return any(other.postings for other in reading.hits_ending(position - 2, position - 1))
    beside = reading.hits_starting(position + 1, position + 2)
    return any(posting.kind in ("person", "title") for other in beside for posting in other.postings)


def _among_english(reading: Reading, hit: Hit) -> bool:
    """Tell whether the words around a stretch are English, so that it does not stand in a phrase of another language."""
    prose = reading.article.prose
    around = [
        *TOKEN.findall(prose[max(0, hit.start - 30) : hit.start])[-2:],
        *TOKEN.findall(prose[hit.end : hit.end + 30])[:1],
    ]
    return bool(around) and all(len(word) < 3 or reading.index.is_english(word) or word[0].isupper() for word in around)


def form_for(reading: Reading, posting: Posting) -> str:
    """Return the form to print: what the row says, else the house style's name or acronym."""
    if posting.facts.get("replacement"):
        return str(posting.facts["replacement"])
    facts = reading.index.entry(posting.kind, posting.entry)
    if posting.part == "acronym" and facts["acronym"]:
        return _acronym(reading, facts["acronym"])
    name = facts["names"].get(reading.style, facts["name"])
    if not reading.style_chosen:
        seen = reading.right_forms.get((posting.kind, posting.entry, "name"))
        if seen:
            name = min(seen, key=lambda form: (-seen[form], form))
    return str(name)


def _acronym(reading: Reading, acronym: str) -> str:
    """Return an acronym with the points that the style gives it; a style nobody chose follows the article."""
    dotted = ".".join(acronym) + "."
    if acronym not in reading.setting("dotted_acronyms").split("|"):
        return acronym
    if not reading.style_chosen and re.search(r"\b(?:US|UN|UK|EU)\b", reading.article.prose):
        return acronym  # the article itself writes them without points
    return dotted
