"""Case endings of the source language left on a name: "Kavanaughu", "Donalda Trumpa", "in Manchesteru", "Biden'ın".

Slavic, Baltic, Finnic and Turkic languages and Hungarian decline foreign names, and an engine that does not know a name
leaves its ending on. The bare name must be known: from the glossary, or because the article prints it elsewhere with the
given name. Only with a declared source language that has the ending. Certain for places and bodies, and for a person of
the glossary whom the article names elsewhere or whose given name stands before it; other names are offered.

Leaves alone: a word that the dictionary or the glossary knows with its ending (Victoria beside Victor, Indonesian,
Ivanova), English plurals and possessives, names inside longer names, what stands inside quotation marks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.forms import capital_neighbours, plain_word
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "endings"
_CLASS = "name_transliteration"
_SLAVIC = """a e i y u o ju ja je jem jom jem om em oj ov ev ou ova ove ovi ovo ovu ovy ovog ovoga ovom ovoj ovim ovih eva eve
    evu evo evog evom ama ima ami owi owa owe owy owie ego emu iem""".split()
_BALTIC = "as o ui ą į ė u ų ams".split()
_ESTONIAN = "i it ile ist iga isse ilt il iks ita as ast asse ale al alt u ut le lt ga st sse".split()
_FINNISH = "in ia iin issa ista ille illa ilta ssa ssä sta stä lla llä lle lta ltä".split()
_HUNGARIAN = "nak nek ban ben ból ből ba be ra re ról ről tól től val vel hoz hez höz ért ot et öt at".split()
_TURKISH = (
    """ın in un ün nın nin nun nün a e ya ye ı i u ü yı yi yu yü da de ta te dan den tan ten la le yla yle""".split()
)
ENDINGS: dict[str, frozenset[str]] = {
    **dict.fromkeys("be bg bs cs hr mk pl ru sk sl sr uk".split(), frozenset(_SLAVIC)),
    "et": frozenset(_ESTONIAN),
    "fi": frozenset(_FINNISH),
    "hu": frozenset(_HUNGARIAN),
    "lt": frozenset(_BALTIC),
    "tr": frozenset(_TURKISH),
    "az": frozenset(_TURKISH),
}
_APOSTROPHE = frozenset({"tr", "az"})  # languages that set the ending off with one
_WORD = re.compile(r"(?<![\w'’.@#-])[^\W\d_a-z][^\W\d_A-Z]{3,}(?:['’][^\W\d_A-Z]{1,4})?(?![\w-]|['’]\w|\.\w)")
_BEFORE = re.compile(r"(?<![\w'’-])([^\W\d_a-z][^\W\d_A-Z]+)[ \u00a0]$")
_SHORTEST = 4  # letters of a bare name
_SHORTEST_MADE = 5  # the same where a program took the name from a list: there are small places of every name
_WEAK = frozenset("aeioy")  # endings that names have too
_FAMILY_OF_A_WOMAN = re.compile(r"(?:ov|ev|in|yn|sk|ck)$")


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for names that have kept an ending."""
    language = reading.article.source_language or ""
    endings = ENDINGS.get(language)
    if endings is None:
        return
    longest = max(map(len, endings))
    for match in _WORD.finditer(reading.article.prose):
        word = match.group()
        if language in _APOSTROPHE:
            bare, mark, tail = word.replace("’", "'").partition("'")
            stems = [bare] if mark and tail in endings else []
        else:
            stems = [word[:-n] for n in range(longest, 0, -1) if word[-n:] in endings and len(word) - n >= _SHORTEST]
        if not stems or reading.article.is_protected(*match.span()):
            continue
        if language not in _APOSTROPHE and (plain_word(reading.index, word) or reading.index.lookup(word)):
            continue
        proposal = next(filter(None, (_judge(reading, match, stem) for stem in stems)), None)
        if proposal is not None:
            yield proposal


def _judge(reading: Reading, match: re.Match[str], stem: str) -> Proposal | None:
    article, index = reading.article, reading.index
    start, end = match.span()
    postings = [p for p in index.lookup(stem) if p.right and p.text == stem and p.part != "acronym"]
    made = [p for p in postings if p.derived]
    if made and (len(stem) < _SHORTEST_MADE or _follows_a_name(reading, start)):
        postings = [p for p in postings if not p.derived]
    things = {(p.kind, p.entry) for p in postings if p.kind in ("place", "organisation")}
    edits = [Edit(start, end, match.group(), stem)]
    weak = match.group()[len(stem) :] in _WEAK
    left, right = capital_neighbours(article.prose, start, end)
    safety, evidence = Safety.REVIEW, ""
    person = _full_name(reading, match, stem)
    if person is not None:
        given, evidence, listed = person
        # The article may have lost the end of a name elsewhere (Kurk for Kurki), so its word alone is not enough.
        safety = Safety.SAFE if listed else Safety.REVIEW
        if given is not None:
            edits.insert(0, given)
    elif things and not plain_word(index, stem):
        if left or right or (weak and len(stem) < 6):
            return None
        kind, entry = min(things)
        evidence = f"{index.entry(kind, entry)['name']} is in the glossary"
        safety = Safety.SAFE if len(things) == 1 else Safety.REVIEW
    else:
        people = {p.entry for p in postings if p.kind == "person" and p.part == "family"}
        known = [name for name in sorted(people) if reading.roster.known_for_certain(name, start)]
        if plain_word(index, stem) or right or (weak and _FAMILY_OF_A_WOMAN.search(stem)):
            return None
        if len(known) == 1:
            safety, evidence = Safety.SAFE, reading.roster.evidence(known[0], start)
        elif len(people) == 1 and not weak and not left:
            evidence = f"{index.entry('person', people.pop())['name']} is in the glossary, and not named elsewhere"
        else:
            return None
    if article.in_quotation(edits[0].start, end):
        safety = Safety.REVIEW
    return Proposal(
        _NAME,
        _CLASS,
        safety,
        edits[0].start,
        end,
        tuple(edits),
        f"'{match.group()}' has kept an ending of the source language; the name is {stem}.",
        f"{evidence}; the source language is '{article.source_language}'",
    )


def _follows_a_name(reading: Reading, start: int) -> bool:
    """Tell whether a capitalised word that is no English one stands before a position: a given name, as a rule."""
    before = _BEFORE.search(reading.article.prose, max(0, start - 40), start)
    return before is not None and not plain_word(reading.index, before.group(1))


def _full_name(reading: Reading, match: re.Match[str], stem: str) -> tuple[Edit | None, str, bool] | None:
    """Return the edit of the given name before a family name, if it has an ending too, and what proves the name.

    The name is proved by the glossary (the last value tells), or by the article, which prints it bare.
    """
    prose = reading.article.prose
    before = _BEFORE.search(prose, max(0, match.start() - 40), match.start())
    if before is None:
        return None
    given = before.group(1)
    endings = ENDINGS[reading.article.source_language or ""]
    for bare in (given, *(given[: -len(e)] for e in sorted(endings, key=len, reverse=True) if given.endswith(e))):
        if len(bare) < 3:
            continue
        full = f"{bare} {stem}"
        named = any(
            p.kind == "person" and p.right and p.part == "full" and p.text == full for p in reading.index.lookup(full)
        )
        if not named and not (reading.article.has_word(full) and not plain_word(reading.index, bare)):
            continue
        edit = None if bare == given else Edit(before.start(1), before.end(1), given, bare)
        return edit, f"{full} is in the glossary" if named else f"'{full}' stands in the article", named
    return None
