"""One article, one spelling: a name that the glossary does not know, written in two ways.

A translation spells one person "Antonio Tajani" in the lead and "Tayani" below, or "Volodimir" here and "Volodymyr"
there. Two spellings count as one name only where their letters differ as two transcriptions do (or by one letter) and
they stand in the same place of the name: the same given name before them, or none where the article has named the person
in full. The form is the one that the article uses most, or that of the first full mention. Also: `U.S.` and `US`, British and
American spellings, -ise and -ize in one article. Always offered for review; what the glossary knows is for `names` and
`house_style`.

Leaves alone: two people (other given names, both in one sentence, Ivanov and Ivanova), a name and its adjective or
plural, what stands inside quotation marks or in an address, words of the English dictionary, names in capitals; the
spelling of names ("World Trade Center"), of an article that spells in one way, and -ize beside "colour", as Oxford does.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from itertools import chain

from cleanup.forms import COURTESY, LATIN_LETTER, plain_word, starts_sentence
from cleanup.glossary.folding import fold
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "consistency"
_CLASS = "consistency_drift"
_PARTICLES = "al|el|bin|ibn|ben|da|das|de|del|della|der|di|do|dos|du|la|le|ten|van|von|zu"
_RUN = re.compile(
    rf"(?<![\w'’.-])[^\W\d_a-z][\w'’-]*(?:[ \u00a0](?:(?:{_PARTICLES})[ \u00a0]){{0,2}}[^\W\d_a-z][\w'’-]*){{0,3}}"
)
_SMALL = re.compile(_PARTICLES)
_SHORTEST = 5  # letters of a family name that may be compared; shorter ones differ too easily
_SENTENCE_BREAK = re.compile(r"[.!?][\"”’)]*\s+(?=[\"“‘]?[^\W\d_a-z])|\n\s*\n")
# How two transcriptions of one name differ, longest first; what is left is compared letter by letter.
_SOUNDS = tuple(
    pair.split("=")
    for pair in """gue=ge gui=gi tsch=c shch=s sch=s tch=c dzh=j dsch=j dj=j ch=c sh=s zh=z kh=h gh=g ph=f th=t ts=z tz=z ck=k qu=k
    ou=u oo=u ee=i ye=e ie=e je=e yu=u iu=u ju=u ya=a ia=a ja=a iy=i yi=i ij=i yy=i ii=i y=i j=i w=v q=k x=ks c=k""".split()
)
# Endings by which a family name tells a woman from a man; the two are two people.
_GENDERED = re.compile(r"(?:a|aya|ska|cka|ova|eva|ina|iene|yte|dottir|ene)$")
_SMALL_WORD = re.compile(r"(?<![\w-])[a-z]{4,}(?![\w-])")
_ENDINGS = ("", *"s d ed ing r er ers ful fully less ly al able ist ists ite hood".split())
_ISE = re.compile(r"([a-z]{4,})(is|iz)(e|es|ed|er|ers|ing|ation|ations)")
_DOTTED = re.compile(r"(?<![\w.])(U\.S\.|U\.N\.|U\.K\.|E\.U\.)(?!\w)|(?<![\w.$-])(US|UN|UK|EU)(?![\w$-]|\.\w)")


_Places = list[tuple[int, int]]


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield a proposal for each name that the article spells in two ways."""
    yield from _names(reading)
    yield from _dotted(reading)
    yield from _spelling(reading)


def _names(reading: Reading) -> Iterator[Proposal]:
    families, alone = _mentions(reading)
    shapes = {name: _shapes(name) for name in {*families, *alone}}
    alike: dict[str, set[str]] = defaultdict(set)
    for name, found in shapes.items():
        for shape in found:
            alike[shape].add(name)
    done: set[frozenset[str]] = set()
    breaks = [match.start() for match in _SENTENCE_BREAK.finditer(reading.article.prose)]
    for name in sorted(families):
        for other in sorted(set().union(*(alike[shape] for shape in shapes[name])) - {name}):
            pair = frozenset((name, other))
            if pair in done or not _similar(name, other) or _known_apart(reading, name, other):
                continue
            done.add(pair)
            places = {
                form: [*chain.from_iterable(families.get(form, {}).values()), *alone.get(form, ())]
                for form in (name, other)
            }
            if other in families and not _same_given(families[name], families[other]):
                continue
            if other not in families and len(families[name]) > 1:
                continue
            if fold(name) != fold(other) and _in_one_sentence(breaks, places[name], places[other]):
                continue
            proposal = _one_form(reading, places, name)
            if proposal is not None:
                yield proposal


def _mentions(reading: Reading) -> tuple[dict[str, dict[str, _Places]], dict[str, _Places]]:
    """Return the places of family names, by name and the given name before them, and of capitalised words alone."""
    prose = reading.article.prose
    families: dict[str, dict[str, _Places]] = defaultdict(lambda: defaultdict(list))
    alone: dict[str, _Places] = defaultdict(list)
    for match in _RUN.finditer(prose):
        words = [
            (m.group(), m.start() + match.start(), m.end() + match.start())
            for m in re.finditer(r"[^ \u00a0]+", match.group())
        ]
        while words and (
            words[0][0].lower() in COURTESY
            or (starts_sentence(prose, words[0][1]) and plain_word(reading.index, words[0][0]))
        ):
            words.pop(0)
        if not words:
            continue
        family, start, end = words[-1]
        if not all(word[0].isupper() for word, _, _ in words if not _SMALL.fullmatch(word)) or not LATIN_LETTER.match(
            family
        ):
            continue
        bare = re.sub(r"['’]s?$", "", family)
        end -= len(family) - len(bare)
        if len(bare) < _SHORTEST or bare.isupper() or "-" in bare or plain_word(reading.index, bare):
            continue
        if reading.article.is_protected(start, end):
            continue
        if len(words) == 1:
            alone[bare].append((start, end))
        else:
            families[bare][words[0][0]].append((start, end))
    return families, alone


def _sound(name: str) -> str:
    """Return a name as it sounds, whichever language transcribed it."""
    text = fold(name)
    for written, sound in _SOUNDS:
        text = text.replace(written, sound)
    return re.sub(r"(.)\1+", r"\1", text)


def _shapes(name: str) -> set[str]:
    """Return what two spellings of one name have in common: the sound, or all letters but one."""
    folded = fold(name)
    return {"=" + _sound(name)} | {folded[:i] + folded[i + 1 :] for i in range(len(folded))} | {folded}


def _similar(name: str, other: str) -> bool:
    one, two = fold(name), fold(other)
    longer, shorter = sorted((one, two), key=len, reverse=True)
    if longer.startswith(shorter):
        # Niger and Nigeria, Kosovo and Kosovans; but Nuñez and Núñez, Osman and Osmann
        return longer in (shorter, shorter + shorter[-1])
    if _GENDERED.sub("", one) == _GENDERED.sub("", two) or {one[-1], two[-1]} == {"a", "o"}:
        return False
    if _sound(name) == _sound(other):
        return True
    return one[0] == two[0] and min(len(one), len(two)) > _SHORTEST


def _same_given(these: Iterable[str], those: Iterable[str]) -> bool:
    """Tell whether two sets of given names have one in common, or two transcriptions of one."""
    return bool({_sound(given) for given in these} & {_sound(given) for given in those})


def _known_apart(reading: Reading, name: str, other: str) -> bool:
    """Tell whether the glossary knows both spellings, or one as something else than a person: they are two names."""
    entries = []
    for form in (name, other):
        known = [p for p in reading.index.lookup(form) if p.kind != "title"]
        if any(p.kind != "person" and p.right and p.text == form for p in known):
            return True
        entries.append({p.entry for p in known if p.kind == "person"})
    return bool(entries[0] and entries[1])


def _in_one_sentence(breaks: list[int], these: _Places, those: _Places) -> bool:
    """Tell whether some of both places lie between the same two ends of sentences."""
    return bool({bisect_left(breaks, start) for start, _ in these} & {bisect_left(breaks, start) for start, _ in those})


def _one_form(reading: Reading, places: dict[str, _Places], family: str) -> Proposal | None:
    """Return the proposal that brings two forms to one; `family` is the one that stands in a full name."""
    wanted = max(places, key=lambda form: (len(places[form]), form == family, -places[form][0][0]))
    article = reading.article
    odd = [
        (start, end)
        for form, found in places.items()
        if form != wanted
        for start, end in sorted(found)
        if not article.in_quotation(start, end)
    ]
    if not odd:
        return None
    edits = tuple(Edit(start, end, article.prose[start:end], wanted) for start, end in sorted(odd))
    counts = "; ".join(
        f"{form} in line{'s' if len(found) > 1 else ''} "
        + ", ".join(str(line) for line in sorted({article.line_column(start)[0] for start, _ in found}))
        for form, found in sorted(places.items(), key=lambda item: (item[0] != wanted, item[0]))
    )
    return _offered(edits, f"One person, one spelling: '{edits[0].expected}' seems to be '{wanted}'.", counts)


def _offered(edits: tuple[Edit, ...], message: str, evidence: str) -> Proposal:
    """Return the proposal to change every place that goes its own way."""
    return Proposal(_NAME, _CLASS, Safety.REVIEW, edits[0].start, edits[0].end, edits, message, evidence)


def _dotted(reading: Reading) -> Iterator[Proposal]:
    """Bring `U.S.` and `US` to one: the style's where one was chosen, else the more frequent."""
    article = reading.article
    found: dict[str, dict[bool, _Places]] = defaultdict(lambda: {True: [], False: []})
    for match in _DOTTED.finditer(article.prose):
        text = match.group()
        line = article.line_range(match.start())
        if not article.prose[line.start : line.end].rstrip('"”’) ').endswith((".", "!", "?", ":")):
            continue  # a headline, where AP leaves the points out
        if not article.in_quotation(*match.span()) and not article.is_protected(*match.span()):
            found[text.replace(".", "")]["." in text].append(match.span())
    for acronym, places in sorted(found.items()):
        if not places[True] or not places[False]:
            continue
        dotted = acronym in reading.setting("dotted_acronyms").split("|")
        if not reading.style_chosen and len(places[True]) != len(places[False]):
            dotted = len(places[True]) > len(places[False])
        wanted = ".".join(acronym) + "." if dotted else acronym
        edits = tuple(_dotless(article.prose, start, end, wanted) for start, end in places[not dotted])
        yield _offered(
            edits,
            f"One form per article: '{edits[0].expected}' becomes '{wanted}'.",
            f"{wanted} stands {len(places[dotted])} times, the other form {len(places[not dotted])} times",
        )


def _dotless(prose: str, start: int, end: int, wanted: str) -> Edit:
    """Replace an acronym; its last point stays where it ends the sentence too."""
    if (
        prose[end - 1] == "."
        and re.compile(r"[\"”’)]*(?:\s+[^\W\d_a-z]|\s*$|\n)").match(prose, end)
        and not wanted.endswith(".")
    ):
        return Edit(start, end - 1, prose[start : end - 1], wanted)
    return Edit(start, end, prose[start:end], wanted)


def _spelling(reading: Reading) -> Iterator[Proposal]:
    """Bring British and American spellings, and -ise and -ize, to one; the style's, else the more frequent."""
    article = reading.article
    british: dict[str, str] = reading.index.tables["spellings"]
    american = {value: word for word, value in british.items()}
    words: dict[str, dict[bool, dict[str, str]]] = {kind: {True: {}, False: {}} for kind in ("words", "endings")}
    for word in set(_SMALL_WORD.findall(article.prose)):
        if (other := _other_ending(reading, word)) is not None:
            british_ending, respelled = other
            words["endings"][british_ending][word] = respelled
            continue
        for table, is_british in ((british, True), (american, False)):
            for ending in _ENDINGS:
                base = word.removesuffix(ending)
                if word.endswith(ending) and base in table:
                    words["words"][is_british][word] = table[base] + ending
                    break
    for kind, forms in words.items():
        if not forms[True] or not forms[False]:
            continue
        places = {side: _places(reading, forms[side]) for side in (True, False)}
        if not places[True] or not places[False]:
            continue
        wanted = reading.setting("spelling") if reading.style_chosen else ""
        if not wanted and len(places[True]) == len(places[False]):
            continue
        british_wins = wanted == "british" or (not wanted and len(places[True]) > len(places[False]))
        odd = places[not british_wins]
        edits = tuple(Edit(start, end, word, forms[not british_wins][word]) for start, end, word in odd)
        name = ("British", "American")[not british_wins] if kind == "words" else ("-ise", "-ize")[not british_wins]
        yield _offered(
            edits,
            f"One spelling per article: {name}; '{edits[0].expected}' becomes '{edits[0].replacement}'.",
            f"style '{reading.style}'"
            if wanted
            else f"{name} spellings stand {len(places[british_wins])} times, the others {len(odd)} times",
        )


def _other_ending(reading: Reading, word: str) -> tuple[bool, str] | None:
    """Tell whether a verb is spelled with -ise, and how it is spelled in the other way; None if there is only one."""
    match = _ISE.fullmatch(word)
    if match is None:
        return None
    stem, middle, tail = match.groups()
    if not (reading.index.is_english(f"{stem}ise") and reading.index.is_english(f"{stem}ize")):
        return None
    return middle == "is", f"{stem}{'iz' if middle == 'is' else 'is'}{tail}"


def _places(reading: Reading, words: Collection[str]) -> list[tuple[int, int, str]]:
    """Return where small words stand outside quotation marks and addresses, and in no compound."""
    article = reading.article
    pattern = re.compile(rf"(?<![\w-])(?:{'|'.join(sorted(words))})(?![\w-])")
    return [
        (*match.span(), match.group())
        for match in pattern.finditer(article.prose)
        if not article.in_quotation(*match.span()) and not article.is_protected(*match.span())
    ]
