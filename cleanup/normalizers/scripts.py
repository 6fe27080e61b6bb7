"""Letters of another script inside English words, and names left in the letters of their own language.

Repairs: Cyrillic and Greek letters that look like Latin ones inside a word with Latin letters, where all of them have a
look-alike and the result is an English word, a known name, or stands in the article ("Pаris" with a Cyrillic а). Offers
it for other words that are mostly Latin, and for a one-letter word. Flags a name in Cyrillic, Greek or another script
that stands where an English reader needs one ("Џенет Jackson", "Лавров said"), with its romanisation.

Leaves alone: whole words and acronyms of another script (КГБ), names in brackets and beside their English spelling, what
stands in quotation marks, what is called a word, a letter or a title, texts with many such words; Greek letters in
science (α-ketoglutarate, μm, Δv, TNFα); brands with letters that have no look-alike (KoЯn); words of a line that is mostly
in the other script; code and addresses.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from cleanup.glossary.folding import key
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "scripts"
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u024f"
_ANY_OTHER = re.compile(
    "[\u0370-\u052f\u0531-\u058f\u05d0-\u05ea\u0620-\u064a\u10a0-\u10ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]"
)
# What looks like one Latin letter and no other in the faces of print. Small Greek letters other than omicron do not, and
# are signs of science.
_LOOKS = dict(
    zip(
        "АВЕЅІЈКМНОРСТУХԚԜаеорсухіјѕһԁԛԝӏΑΒΕΖΗΙΚΜΝΟΡΤΥΧο",
        "ABESIJKMHOPCTYXQWaeopcyxijshdqwlABEZHIKMNOPTYXo",
        strict=True,
    )
)
_MIXED = re.compile(rf"(?<![\w/])(?=[{_OTHER}]*[{_LATIN}])(?=[{_LATIN}]*[{_OTHER}])[{_OTHER}{_LATIN}]+(?!\w)")
_ALONE = re.compile(r"(?:(?<=[a-z] )|(?<=[a-z], )|(?<=[.!?] )|(?m:^))([аАΑ])(?= [a-z]{2,})")
_ALPHABET = ("alphabet", "Cyrillic", "letter", "letters", "homoglyph", "homoglyphs")
_NATIVE = re.compile(
    "(?P<name>[А-ЯЀ-ЏҐӘӨҮΆ-ΏΑ-Ω][а-яѐ-џґәөүά-ώ]{2,}(?:[ -][А-ЯЀ-ЏҐӘӨҮΆ-ΏΑ-Ω][а-яѐ-џґәөүά-ώ]+)*"
    "|[\u10d0-\u10ff]{3,}(?: [\u10d0-\u10ff]+)*|[\u3400-\u9fff]{2,4}|[\uac00-\ud7af]{2,4}|[\u05d0-\u05ea]{3,}(?: [\u05d0-\u05ea]+)*"
    "|[\u0620-\u064a]{3,}(?: [\u0620-\u064a]+)*)"
)
_SAYS = re.compile(
    r" (?:has |had |also |then |later )?(?:said|says|told|tells|added|adds|announced|argued|asked|called|claimed|confirmed|"
    r"declared|denied|explained|insisted|met|noted|promised|recalled|replied|reported|spoke|stated|stressed|signed|"
    r"visited|warned|won|wrote)\b"
)
_NAME_BEHIND = re.compile(r" [A-Z][a-z]{2,}")
_NAME_BEFORE = re.compile(r"(?<![\w’'])([A-Z][a-z]{2,}) $")
_CALLED = re.compile(
    r"(?:word|words|letters?|term|name|newspaper|daily|weekly|magazine|paper|song|film|novel|book|title|titled|inscription|"
    r"read|reads|reading|spelled|spelt|written|writes|called|named|means|or|in|known as|as|slogan|sign|logo|brand|group|band|"
    r"Russian|Ukrainian|Serbian|Bulgarian|Greek|Macedonian|Belarusian|Chinese|Korean|Arabic|Hebrew|Georgian|Cyrillic)[:,]? $",
    re.IGNORECASE,
)
_MANY = 6  # words of another script in a text that is about them
_OFTEN = 400  # code points of prose to such a word
_SERBIAN, _UKRAINIAN = set("џљњћђјЏЉЊЋЂЈ"), set("їієґЇІЄҐ")


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for letters and names of another script."""
    prose = reading.article.prose
    if prose.isascii() or not _ANY_OTHER.search(prose):
        return
    for find in (_mixed, _alone, _native):
        for proposal in find(reading, prose):
            if not reading.article.is_protected(*proposal.place):
                yield proposal


def _mixed(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MIXED.finditer(prose):
        word = match.group()
        others = re.findall(f"[{_OTHER}]", word)
        if not all(letter in _LOOKS for letter in others) or not _in_latin(reading, match.start()):
            continue
        plain = "".join(_LOOKS.get(letter, letter) for letter in word)
        if reading.index.is_english(plain) and len(plain) > 1:
            safety, evidence = Safety.SAFE, f"'{plain}' is an English word"
        elif any(p.right and plain.casefold() == p.text.casefold() for p in reading.index.lookup(plain)):
            safety, evidence = Safety.SAFE, f"'{plain}' is in the glossary"
        elif len(plain) > 2 and reading.article.has_word(plain):
            safety, evidence = Safety.SAFE, f"'{plain}' stands elsewhere in the article"
        elif len(others) * 2 <= len(word):
            safety, evidence = Safety.REVIEW, "most of its letters are Latin"
        else:
            continue
        script = unicodedata.name(others[0]).split()[0].capitalize()
        which = " ".join(dict.fromkeys(others))
        message = f"'{plain}' is written with letters that only look Latin ({script} {which}): no search finds it."
        yield reading.replacing(_NAME, "mojibake", safety, *match.span(), plain, message, evidence)


def _in_latin(reading: Reading, position: int) -> bool:
    """Tell whether the line of a position is mostly in Latin letters."""
    line = reading.article.line_range(position)
    text = reading.article.prose[line.start : line.end]
    return len(re.findall(f"[{_LATIN}]", text)) > len(_ANY_OTHER.findall(text))


def _alone(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _ALONE.finditer(prose):
        if not _in_latin(reading, match.start()) or any(map(reading.article.has_word, _ALPHABET)):
            continue
        plain = _LOOKS[match.group()]
        message = f"'{plain}' is written with a letter that only looks Latin (U+{ord(match.group()):04X})."
        evidence = "English words stand around it"
        yield reading.replacing(_NAME, "mojibake", Safety.REVIEW, *match.span(), plain, message, evidence)


def _native(reading: Reading, prose: str) -> Iterator[Proposal]:
    found = [match for match in _NATIVE.finditer(prose) if _in_latin(reading, match.start())]
    if len(found) > max(_MANY, len(prose) // _OFTEN):
        return
    for match in found:
        start, end = match.span("name")
        line = reading.article.line_range(start)
        before, behind = prose[line.start : start], prose[end : line.end]
        if before[-1:].isalnum() or behind[:1].isalnum() or before.count("(") > before.count(")"):
            continue
        if reading.article.in_quotation(start, end) or _CALLED.search(before):
            continue
        beside = _NAME_BEFORE.search(before)
        named = beside is not None and not reading.index.is_english(beside.group(1))
        cased = match.group()[0].isupper()
        if not (_SAYS.match(behind) and not named) and not (cased and (_NAME_BEHIND.match(behind) or named)):
            continue
        forms = _romanised(match.group())
        if any(key(form) and key(form) in key(before + " " + behind) for form in forms):
            continue  # its English spelling stands beside it
        known = next((form for form in forms if any(p.right for p in reading.index.lookup(form))), "")
        script = unicodedata.name(match.group()[0]).split()[0].capitalize()
        script = {"Cjk": "Chinese", "Hangul": "Korean"}.get(script, script)
        reads = f"; it reads '{known or forms[0]}'" if forms else ""
        yield Proposal(
            _NAME,
            "name_transliteration",
            Safety.FLAG,
            start,
            end,
            (),
            f"'{match.group()}' was left in {script} letters{reads}.",
            f"'{known}' is in the glossary" if known else "an English word or name stands beside it",
        )


def _romanised(native: str) -> tuple[str, ...]:
    """Return how English papers may write a native name, most usual first; empty where its letters do not say it."""
    from cleanup.romanisation import romanise

    letters = set(native)
    if "\u0370" <= native[0] <= "\u03ff":
        languages = ["el"]
    elif "\u10a0" <= native[0] <= "\u10ff":
        languages = ["ka"]
    elif "\u0400" <= native[0] <= "\u052f":
        languages = ["sr"] if letters & _SERBIAN else ["uk"] if letters & _UKRAINIAN else ["ru", "uk", "bg"]
    else:
        languages = []
    return tuple(dict.fromkeys(form for language in languages for form in romanise(native, language, "en")))
