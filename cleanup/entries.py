"""Places and organisations: what the two kinds of glossary entries have in common when a text gets them wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.forms import (
    Difference,
    Verdict,
    capital_neighbours,
    carry_case,
    compare,
    live_hits,
    minimal_edit,
    plain_word,
    starts_sentence,
    verdict_of,
    whole_form_end,
)
from cleanup.glossary.folding import TOKEN
from cleanup.glossary.index import Hit, Posting
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

# English has no accents of its own in the names of countries, nor in names from these countries' languages.
_NO_ACCENTS = frozenset(
    "AE AF AM BD BG BH BY CN CY EG GE GR IL IN IQ IR JO KG KW KZ LK MK OM PK PS QA RU SA SY TJ TM UA US UZ YE".split()
)
_WITH_ARTICLE = re.compile(
    r"(?:United (?:States|Kingdom|Nations|Arab Emirates)|Netherlands|Philippines|Maldives|Seychelles|Comoros|Bahamas|Gambia|"
    r"Balkans|Alps|Pyrenees|Vatican|Kremlin|.* (?:Islands|Republic|Strip|Bank|Heights|Sea|Ocean|River|Peninsula|Canal|Strait|"
    r"Mountains|Country|Palace|Mosque)|(?:Gulf|Strait|Democratic Republic|Bay|Sea|Cape) of .*|(?:European|African) Union|.* Parliament|"
    r".* Commission|.* Court.*|.* Fund|.* Organization|.* Bank|.* Party|.* Agency)"
)
_LONGEST_NAME = 60  # code points before a stretch in which a longer name may begin
_CAMEL = re.compile(r"[^\W\d_A-Z][A-Z]")
# Acronyms that are spoken as words take no article.
_BARE = frozenset("NATO OPEC UNESCO UNICEF ASEAN UEFA FIFA UNRWA UNIFIL ECOWAS NASA".split())
_TAKES_ARTICLE = frozenset(
    """in of to from for with by at against and or on between into across towards toward via near than about over under
    through throughout within inside outside that""".split()
)
_ENDS_PHRASE = re.compile(
    r"\s*(?:[.,;:!?)\"”’]|$|(?:and|or|in|of|to|is|was|has|had|will|would|on|at|for|from|by|with|as|that|which|where|who|after|before|"
    r"during|but|since|because|if|when|while|are|were|have|said|says|until|against|without|over|under)\b)"
)


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
        if (difference := compare(surface, posting.text)) is not None and not _acronym_differs(difference, posting)
    ]
    if not ranked:
        return False, None
    ranked.sort(key=lambda pair: (pair[0].weight, not pair[1].right, pair[1].entry))
    if any(p.right and _harmless(reading, d, p) for d, p in ranked):
        return True, None
    difference, posting = ranked[0]
    if len({p.entry for d, p in ranked if d.weight == difference.weight}) > 1 or _is_somebody(reading, hit, surface):
        return False, None
    if difference.split and (difference.lower or all(word[:1].isupper() for word in TOKEN.findall(surface))):
        return False, None  # small letters are no name, and two capitalised words are two names
    if re.match(r"[-‑][^\W\d_a-z]", prose[hit.end : hit.end + 2]) or re.search(r"\w[-‑]$", prose[: hit.start][-2:]):
        return False, None  # part of a compound name
    verdict = _weigh(reading, hit, surface, difference, posting)
    if verdict is None:
        return False, None
    stop = whole_form_end(prose, hit.end, posting.text)
    edit = _edit(reading, hit.start, stop, prose[hit.start : stop], posting)
    if edit is None:
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
    if difference.accents_added:
        facts = reading.index.entry(posting.kind, posting.entry)
        return not (facts["kind"] == "country" or (posting.kind == "place" and facts["country"] in _NO_ACCENTS))
    return True


def _is_somebody(reading: Reading, hit: Hit, surface: str) -> bool:
    """Tell whether the stretch is (part of) a person's name: a right name is never taken for a foreign place."""
    for other in reading.hits_starting(hit.start - _LONGEST_NAME, hit.start):
        if other.end >= hit.end:
            for posting in other.postings:
                if posting.kind == "person" and (other.start, other.end) != (hit.start, hit.end):
                    return True
                if posting.kind == "person" and posting.text == surface and reading.roster.named_in_full(posting.entry):
                    return True
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
        verdict = verdict_of(reading.article, posting.facts, lambda: "", reading.languages_seen)
        if verdict is None:
            return None
        safety, evidence = (
            verdict.safety,
            verdict.evidence or f"'{posting.text}' is listed as a form of {facts['name']}",
        )
        if difference.lower and any(plain_word(index, word) for word in TOKEN.findall(surface)):
            # A listed calque may begin small ("strip of Gaza"), a single word that is English may not.
            if len(TOKEN.findall(surface)) == 1 or posting.text.lower() == surface:
                return None
            safety = Safety.REVIEW
        if difference.split or difference.joined or difference.marks or difference.case or difference.lower:
            safety = safety.at_most(Safety.REVIEW)
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


def form_for(reading: Reading, posting: Posting, surface: str) -> str:
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


def _edit(reading: Reading, start: int, end: int, surface: str, posting: Posting) -> Edit | None:
    prose = reading.article.prose
    replacement = form_for(reading, posting, surface)
    if posting.part == "acronym":
        bare = re.search(r"\b[Tt]he[ \u00a0]$", prose[max(0, start - 5) : start])
        if bare and replacement in _BARE and _ENDS_PHRASE.match(prose, end):
            start -= len(bare.group())  # "members of the OTAN" are members of NATO
    else:
        replacement = carry_case(surface, replacement)
        replacement = _with_article(prose, start, end, replacement)
    if replacement.endswith(".") and prose[end : end + 1] == "." and not prose[start:end].endswith("."):
        replacement = replacement[:-1]
    article = re.search(r"\b([Tt]he)([ \u00a0])$", prose[max(0, start - 4) : start])
    if article and replacement[:4].lower() == "the ":
        start -= 4
        if replacement[0] == "t" and article.group(1)[0] == "T":
            replacement = "T" + replacement[1:]
    return minimal_edit(prose, start, end, replacement)


def _with_article(prose: str, start: int, end: int, name: str) -> str:
    """Put the article before a name that takes one, where the text has none and the name is no modifier."""
    if not _WITH_ARTICLE.fullmatch(name) or not _ENDS_PHRASE.match(prose, end):
        return name
    if starts_sentence(prose, start) and prose[max(0, start - 2) : start].strip() != "—":
        return "The " + name
    before = re.search(r"(\w+)\s$", prose[max(0, start - 20) : start])
    return f"the {name}" if before and before.group(1).lower() in _TAKES_ARTICLE else name
