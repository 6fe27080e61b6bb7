"""Names of people: wrong forms, names torn apart or run together, foreign accents, given names of another language.

Repairs: forms that the glossary lists as wrong ("Anthony Blinken", "Selenskyj"); a known name split ("Gabi Ashkenaz I",
"Er dogan"), joined ("Xijinping"), or with spaces around its hyphen or apostrophe; accents that the source language put on
a name that has none ("Benjamín Netanyahu"); another language's given name before a known family name; and, for names
that no glossary knows, a name torn apart here that stands whole elsewhere in the article.

Leaves alone: every right form of every house style; lost accents (a style of its own); regnal and ordinal "I"
("Elizabeth I", "World War I"), which make no known name when joined; another person of a similar name ("Ned Price",
"Anthony Hopkins"); family names alone that another capitalised name surrounds; pieces that are English words.
A family name alone is repaired for certain only where the article names the person elsewhere.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from cleanup.declarations import Any
from cleanup.forms import (
    Difference,
    Verdict,
    capital_neighbours,
    carry_case,
    compare,
    live_hits,
    minimal_edit,
    plain_word,
    verdict_of,
)
from cleanup.glossary.folding import TOKEN, key
from cleanup.glossary.index import Hit, Posting
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "names"
# Where the script of the country is not Latin, or its language has no accents, an accent in the name is foreign.
_NO_ACCENTS = frozenset(
    """AE AF AM AU BD BG BH BY CA CN CY EG ET GB GE GR HK IL IN IQ IR JO KG KH KP KR KW KZ LA LK LY MK MM MN NG NP NZ OM PK
    PS QA RU SA SD SY TH TJ TM TW UA US UZ YE ZA""".split()
)
_MENTIONED = re.compile(
    r"\b(?:spelled|spelt|spelling|transliterated|transcribed|written as|rendered as)\b[^.;\n]{0,12}$"
)
_PIECES = re.compile(r"(?<![\w'’-])([^\W\d_a-z][^\W\d_A-Z]{2,})[ \u00a0]([^\W\d_A-Z]{1,7}|I)(?![\w'’-])")
_LONGEST_WORD = 40  # code points before a name in which a word of it is looked for
_WORD_BEFORE = re.compile(r"((?:[^\W\d_]|['’-])+)[ \u00a0]\Z")
_AFTER_I = re.compile(
    r"\s+(?:am|was|have|had|will|would|can|could|do|did|don|think|thought|believe|want|know|said|say|see|saw)\b"
)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for names of people."""
    end = 0
    claimed: list[tuple[int, int]] = []
    for hit, postings in live_hits(reading.article, reading.hits, "person"):
        if hit.end <= end or hit.start < end:
            continue
        settled, proposal = _judge(reading, hit, postings)
        if proposal is not None:
            yield proposal
            claimed.append((proposal.start, proposal.end))
        if settled:
            end = hit.end
    for proposal in _torn_by_the_article(reading):
        if not any(start < proposal.end and proposal.start < stop for start, stop in claimed):
            yield proposal


def form_for(reading: Reading, person: str, part: str) -> str:
    """Return the form to print: the house style's, or, where no style was chosen, the one that the article uses itself."""
    facts = reading.roster.person(person)
    right = facts["families" if part == "family" else "names"].get(
        reading.style, facts["family" if part == "family" else "name"]
    )
    if not reading.style_chosen:
        # Only a form as long as the style's own is another spelling of it: "Lula" is no spelling of the full name.
        length = len(TOKEN.findall(str(right)))
        seen = Counter(
            text
            for mention in reading.roster.people.get(person, ())
            if mention.right
            and mention.full == (part == "full")
            and len(TOKEN.findall(text := reading.article.prose[mention.start : mention.end])) == length
        )
        if seen:
            right = min(seen, key=lambda form: (-seen[form], form))
    return str(right)


def _judge(reading: Reading, hit: Hit, postings: tuple[Posting, ...]) -> tuple[bool, Proposal | None]:
    """Return whether the hit is a name (so that shorter ones inside it do not count), and what is wrong with it."""
    prose = reading.article.prose
    surface = prose[hit.start : hit.end]
    ranked = sorted(
        (
            (difference, p)
            for p in postings
            if not _too_little(reading, hit, difference := compare(surface, p.text), surface, p)
        ),
        key=lambda pair: (pair[0].weight, not pair[1].right),
    )
    if not ranked:
        return False, None
    if any(p.right and _harmless(reading, difference, surface, p) for difference, p in ranked):
        rights = {p.entry for difference, p in ranked if p.right and _harmless(reading, difference, surface, p)}
        families = all(p.part == "family" for _, p in ranked if p.entry in rights)
        return True, _given_name(reading, hit, rights) if families else None
    best = ranked[0][0].weight
    nearest = [(difference, p) for difference, p in ranked if difference.weight == best]
    people = {p.entry for _, p in nearest}
    if len(people) > 1:
        people = {person for person in people if reading.roster.named_in_full(person, hit.start)}
    if len(people) != 1:
        return False, None
    if _MENTIONED.search(prose, max(0, hit.start - 40), hit.start):
        return True, None  # the text speaks of the spelling
    difference, posting = next(pair for pair in nearest if pair[1].entry in people)
    if _is_something_else(reading, hit, surface, difference, posting):
        return False, None
    verdict = _weigh(reading, hit, surface, difference, posting)
    if verdict is None:
        return False, None
    replacement = posting.facts.get("replacement") or form_for(reading, posting.entry, posting.part)
    if difference.capitals or surface.isupper():
        replacement = carry_case(surface, replacement)
    start = hit.start
    if posting.part == "family" and not surface.isupper() and (given := _foreign_given(reading, hit, posting.entry)):
        # With the family name goes the given name before it, when that is another language's form of the bearer's.
        start, replacement = hit.start - len(given) - 1, form_for(reading, posting.entry, "full")
    edit = minimal_edit(prose, start, hit.end, replacement)
    if edit is None:
        return True, None
    safety = verdict.safety
    inside = reading.article.in_quotation(edit.start, edit.end)
    if inside:
        safety = safety.at_most(Safety.REVIEW)
    message = _message(surface, replacement, difference, posting, inside)
    artifact = "name_order" if posting.facts.get("order") else "name_transliteration"
    if difference.split or difference.joined or difference.spaced:
        artifact = "name_split_join"
    return True, Proposal(
        _NAME, artifact, safety, edit.start, edit.end, (edit,), message, verdict.evidence, posting.entry
    )


def _message(surface: str, replacement: str, difference: Difference, posting: Posting, inside: bool) -> str:
    shown = " ".join(surface.split())
    if difference.split:
        text = f"'{shown}' is {replacement}, torn apart"
    elif difference.joined:
        text = f"'{shown}' is {replacement}, run together"
    elif difference.spaced:
        text = f"'{shown}' is {replacement}; there is no space around its hyphen or apostrophe"
    elif difference.accents_added and posting.right:
        text = f"{replacement} is written without the accent in English"
    elif difference.lower or difference.case:
        text = f"{replacement} is a name and is written so"
    else:
        text = f"'{shown}' is not how English news copy writes {replacement}"
    return text + ("; it stands inside quotation marks, so it is left to the editor." if inside else ".")


def _harmless(reading: Reading, difference: Difference, surface: str, posting: Posting) -> bool:
    """Tell whether a stretch is as good as the right form: in capitals, without its accents, or as its bearer writes it."""
    if not difference:
        return True
    if difference.split or difference.joined or difference.spaced or difference.marks or difference.lower:
        return False
    if difference.case:
        # Title case and sentence case change the particles of a name ("Von der Leyen"), never its other words.
        words, wanted = TOKEN.findall(surface), TOKEN.findall(posting.text)
        return len(words) == len(wanted) and all(
            w == v or (w[:1].isupper() and v[:1].islower() and w[1:] == v[1:])
            for w, v in zip(words, wanted, strict=True)
        )
    if difference.accents_added and not posting.derived:
        facts = reading.roster.person(posting.entry)
        if surface in facts["native"]:
            return True
        # The bearer's own language has accents, but the article itself writes the name without this one.
        return facts["country"] not in _NO_ACCENTS and not reading.article.has_word(posting.text)
    return True


def _too_little(reading: Reading, hit: Hit, difference: Difference, surface: str, posting: Posting) -> bool:
    """Tell whether a derived right name says too little: torn or joined, it counts where the name stands elsewhere."""
    if not (posting.right and posting.derived) or _harmless(reading, difference, surface, posting):
        return False
    torn = difference.split or difference.joined or difference.spaced
    return (
        not torn
        or difference.lower
        or difference.case
        or posting.part != "full"
        or reading.roster.named_rightly(posting.entry, hit.start) is None
    )


def _is_something_else(reading: Reading, hit: Hit, surface: str, difference: Difference, posting: Posting) -> bool:
    """Tell whether the stretch is probably no misspelling of this person."""
    index, prose = reading.index, reading.article.prose
    words = TOKEN.findall(surface)
    family = posting.part == "family"
    if re.search(r"['’]s$", surface) and not re.search(r"['’]s$", posting.text):
        return True  # "Samara's" is no Samaras
    if difference.lower and (family or len(words) == 1) and (plain_word(index, surface) or len(surface) < 5):
        return True
    if difference.split:
        pieces = set(words) - set(TOKEN.findall(posting.text))
        # An English word as the second piece ("Good man" for Goodman) is a name torn apart only beside the given name.
        if family and any(plain_word(index, piece) and piece != "I" for piece in pieces):
            return True
        if family and all(piece[:1].isupper() and len(piece) > 1 for piece in words):
            return True  # two capitalised words are two names until something else says otherwise
        if prose[hit.end - 1] == "I" and _AFTER_I.match(prose, hit.end):
            return True
    if difference.joined and family and not any(c.isupper() for c in surface[1:]):
        return True
    if family and not difference.split:
        left, _ = capital_neighbours(prose, hit.start, hit.end)
        return bool(left) and not _fits_before(reading, left, posting.entry)
    return False


def _fits_before(reading: Reading, word: str, person: str) -> bool:
    """Tell whether a capitalised word before a family name is the person's given name, a title, or a country's adjective."""
    given = _given(reading.roster.person(person))
    if key(word) in {key(g) for g in given} or set(reading.index.tables["given"].get(key(word), ())) & set(given):
        return True
    return any(posting.kind in ("country", "title", "organisation") for posting in reading.index.lookup(word))


def _word_before(reading: Reading, hit: Hit) -> str:
    """Return the capitalised word right before a hit, one space away; empty where there is none."""
    before = _WORD_BEFORE.search(reading.article.prose, max(0, hit.start - _LONGEST_WORD), hit.start)
    return before.group(1) if before and before.group(1)[0].isupper() else ""


def _foreign_given(reading: Reading, hit: Hit, person: str) -> str:
    """Return the word right before a family name if it is another language's form of the bearer's first given name."""
    word, full = _word_before(reading, hit), form_for(reading, person, "full").split()
    if not word:
        return ""
    family = len(form_for(reading, person, "family").split())
    known = {key(given) for given in _given(reading.roster.person(person))}
    if key(word) in known or len(full) != family + 1:
        return ""
    return word if full[0] in reading.index.tables["given"].get(key(word), ()) else ""


def _given(facts: dict[str, Any]) -> list[str]:
    """Return the given names of a person, in every spelling that the glossary has."""
    found: list[str] = []
    for name in {facts["name"], *facts["names"].values(), *facts["accepted"]}:
        family = (
            facts["family"]
            if facts["family"] in name
            else next((f for f in facts["families"].values() if f in name), "")
        )
        if family:
            found.extend(name.replace(family, " ").split())
    return found


def _weigh(reading: Reading, hit: Hit, surface: str, difference: Difference, posting: Posting) -> Verdict | None:
    roster = reading.roster
    witness = roster.evidence(posting.entry, hit.start)
    facts = roster.person(posting.entry)
    if not posting.right:
        verdict = verdict_of(
            reading.article,
            posting.facts,
            lambda: witness,
            reading.traces(posting.facts["languages"], hit.key),
            posting.part == "full",
        )
        if verdict is None:
            return None
        safety, evidence = verdict.safety, verdict.evidence or f"'{posting.text}' is listed as a wrong form"
    else:
        safety, evidence = Safety.SAFE, f"{facts['name']} is in the glossary ({facts['source']})"
        if posting.part == "family":
            titled = "" if witness else _titled(reading, hit, posting.entry)
            if witness or titled:
                evidence = witness or titled
            else:
                safety, evidence = Safety.REVIEW, "the article does not name the person in full"
        if difference.marks:
            named = any(capital_neighbours(reading.article.prose, hit.start, hit.end))  # a street, a hall
            if named or (posting.part == "family" and not witness):
                return None
            safety = Safety.REVIEW
    if difference.lower or (difference.case and posting.part == "family"):
        safety = safety.at_most(Safety.REVIEW)
    if posting.part == "family":
        _, right = capital_neighbours(reading.article.prose, hit.start, hit.end)
        if right:
            safety = safety.at_most(Safety.REVIEW)
            evidence += f"; '{right}' follows, so it may be part of a longer name"
    if not posting.right and (difference.split or difference.joined or difference.marks):
        safety = safety.at_most(Safety.REVIEW)
    return Verdict(safety, evidence)


def _titled(reading: Reading, hit: Hit, person: str) -> str:
    """Say which title of an office that the person held stands right before a family name; empty where none does."""
    prose = reading.article.prose
    offices = [reading.index.entry("office", tenure["office"]) for tenure in reading.roster.person(person)["tenures"]]
    held = {office["id"] for office in offices}
    roles = {office["role"] for office in offices if office["generic"]}
    for title in reading.hits_ending(hit.start - 2, hit.start - 1):
        if prose[title.end : hit.start] not in (" ", "\u00a0", ", "):
            continue
        for posting in title.postings:
            if posting.kind == "title" and (
                posting.entry in held or (posting.right and posting.facts["role"] in roles)
            ):
                return f"'{prose[title.start : title.end]}' stands before it, an office that the person held"
    return ""


def _given_name(reading: Reading, hit: Hit, bearers: set[str]) -> Proposal | None:
    """Look at the word before a right family name: is it another language's form of the bearer's given name?"""
    prose = reading.article.prose
    word = _word_before(reading, hit)
    if not word or reading.article.is_protected(hit.start, hit.end):
        return None
    start = hit.start - len(word) - 1
    means = set(reading.index.tables["given"].get(key(word), ()))
    people = [person for person in sorted(bearers) if means & set(_given(reading.roster.person(person)))]
    if len(people) != 1 or word.isupper():
        return None
    facts = reading.roster.person(people[0])
    full = form_for(reading, people[0], "full")
    given = [part for part in full.split() if part in means]
    if not given or key(word) in {key(g) for g in _given(facts)} or full.split().index(given[0]) > 0:
        return None
    witness = reading.roster.evidence(people[0], hit.start)
    edit = minimal_edit(prose, start, start + len(word), given[0])
    if edit is None:
        return None
    mention = reading.roster.named_in_full(people[0], hit.start)
    safety = Safety.SAFE if mention else Safety.REVIEW
    if reading.article.in_quotation(start, hit.end):
        safety = Safety.REVIEW
    return Proposal(
        _NAME,
        "name_transliteration",
        safety,
        edit.start,
        edit.end,
        (edit,),
        f"'{word}' is another language's form of the given name; {full} is written so in English.",
        witness or f"{facts['name']} is in the glossary ({facts['source']})",
        people[0],
    )


def _torn_by_the_article(reading: Reading) -> Iterator[Proposal]:
    """Find a name torn apart that stands whole elsewhere in the article; needs no glossary."""
    article, index = reading.article, reading.index
    whole: Counter[str] | None = None
    for match in _PIECES.finditer(article.prose):
        first, second = match.groups()
        if plain_word(index, first) or (second != "I" and plain_word(index, second)):
            continue
        if whole is None:
            whole = Counter(word for word in TOKEN.findall(article.prose) if word[:1].isupper())
        joined = first + second.lower()
        if whole[joined] == 0 or plain_word(index, joined) or article.is_protected(*match.span()):
            continue
        alone = whole[first] > 1
        safety = Safety.REVIEW if alone or second == "I" or article.in_quotation(*match.span()) else Safety.SAFE
        edit = minimal_edit(article.prose, match.start(), match.end(), joined)
        at = re.search(rf"(?<!\w){re.escape(joined)}(?!\w)", article.prose)
        if edit is not None and at is not None:
            line, _ = article.line_column(at.start())
            yield Proposal(
                _NAME,
                "name_split_join",
                safety,
                edit.start,
                edit.end,
                (edit,),
                f"'{match.group()}' is {joined}, torn apart.",
                f"'{joined}' stands whole in line {line}",
            )
