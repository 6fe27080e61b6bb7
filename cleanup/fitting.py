"""Fits a replacement into its place: the article before it, `a` or `an`, capitals, and the point behind it.

"members of the OTAN" are members of NATO, "an OTAN commander" is a NATO commander, "in Países Bajos" is in the
Netherlands, and "the Zionist regime" is Israel. What changes beside the name belongs to the same edit.
"""

from __future__ import annotations

import re

from cleanup.forms import carry_case, minimal_edit, starts_sentence
from cleanup.proposal import Edit

# Names that take an article in running text.
_WITH_ARTICLE = re.compile(
    r"(?:United (?:States|Kingdom|Nations|Arab Emirates)|Netherlands|Philippines|Maldives|Seychelles|Comoros|Bahamas|Gambia|"
    r"Balkans|Alps|Pyrenees|Vatican|Kremlin|.* (?:Islands|Republic|Strip|Bank|Heights|Sea|Ocean|River|Peninsula|Canal|Strait|"
    r"Mountains|Country|Palace|Mosque)|(?:Gulf|Strait|Democratic Republic|Bay|Sea|Cape) of .*|(?:European|African) Union|"
    r".* Parliament|.* Commission|.* Court.*|.* Fund|.* Organization|.* Party|.* Agency)"
)
# Acronyms that are spoken as words take no article; the others of their letters do.
_SPOKEN = frozenset("NATO OPEC UNESCO UNICEF ASEAN UEFA FIFA UNRWA UNIFIL ECOWAS NASA AIDS CELAC".split())
_TAKES_ARTICLE = frozenset(
    """in of to from for with by at against and or on between into across towards toward via near than about over under
    through throughout within inside outside that""".split()
)
_ENDS_PHRASE = re.compile(
    r"\s*(?:[.,;:!?)\"”’]|$|(?:and|or|in|of|to|is|was|has|had|will|would|can|could|may|must|on|at|for|from|by|with|as|that|which|"
    r"where|who|after|before|during|but|since|because|if|when|while|are|were|have|said|says|met|held|until|against|without|over|"
    r"under|agreed|asked|decided|warned|announced|called|urged)\b)"
)
_THE = re.compile(r"\b([Tt]he)[ \u00a0]$")
_INDEFINITE = re.compile(r"\b([Aa]n?)[ \u00a0]$")
_LETTERS_WITH_VOWEL = frozenset("AEFHILMNORSX")
_CONSONANT_SOUND = re.compile(r"(?:eu|ewe|one\b|once\b|u(?:ni|s[ae]|kr|ga|ru|gu|z|tr|t[oe]))", re.IGNORECASE)


def indefinite(word: str) -> str:
    """Return `a` or `an`, as the first sound of what follows asks for."""
    first = re.match(r"[\w.]+", word)
    name = first.group() if first else word
    letters = name.replace(".", "")
    if letters.isupper() and len(letters) > 1 and letters not in _SPOKEN:
        return "an" if letters[0] in _LETTERS_WITH_VOWEL else "a"
    if letters in ("UNESCO", "UNICEF", "UEFA", "UNRWA", "UNIFIL"):
        return "a"
    return "an" if name[:1].lower() in "aeiou" and not _CONSONANT_SOUND.match(name) else "a"


def fitted_edit(prose: str, start: int, end: int, replacement: str, carry: bool = True) -> Edit | None:
    """Return the edit that puts `replacement` in the place of `start`-`end`, with what must change beside it.

    With `carry`, a stretch in capitals gives them to the replacement. Returns None where nothing would change.
    """
    surface = prose[start:end]
    acronym = replacement.replace(".", "").isupper()
    if carry and not acronym:
        replacement = carry_case(surface, replacement)
    if replacement.endswith(".") and prose[end : end + 1] == "." and not surface.endswith("."):
        replacement = replacement[:-1]
    before = prose[max(0, start - 5) : start]
    if the := _THE.search(before):
        bare = replacement[:4].lower() != "the " and not surface.lower().startswith("the ")
        if not bare:
            start -= len(the.group())
            replacement = "The" + replacement[3:] if the.group(1)[0] == "T" else replacement
        elif _drops_article(prose, end, surface, replacement, acronym):
            start -= len(the.group())
    elif article := _INDEFINITE.search(before):
        right = indefinite(replacement)
        if right != article.group(1).lower():
            start -= len(article.group())
            replacement = (right.capitalize() if article.group(1)[0] == "A" else right) + " " + replacement
    elif not acronym:
        replacement = _with_article(prose, start, end, replacement)
    if surface[:1].isupper() and replacement[:1].islower() and starts_sentence(prose, start):
        replacement = replacement[:1].upper() + replacement[1:]
    return minimal_edit(prose, start, end, replacement)


def _drops_article(prose: str, end: int, surface: str, replacement: str, acronym: bool) -> bool:
    """Tell whether "the" before a stretch has no place before its replacement."""
    if acronym:
        return replacement in _SPOKEN and (
            _ENDS_PHRASE.match(prose, end) is not None or prose[end : end + 2] in ("'s", "’s")
        )
    # A term in small letters ("the regime") that becomes a name without an article ("Israel").
    name = replacement[:1].isupper() and " " not in replacement and not _WITH_ARTICLE.fullmatch(replacement)
    return (
        name
        and surface[-1:].islower()
        and " " in surface
        and surface.split()[-1][:1].islower()
        and (_ENDS_PHRASE.match(prose, end) is not None)
    )


def _with_article(prose: str, start: int, end: int, name: str) -> str:
    """Put the article before a name that takes one, where the text has none and the name is no modifier."""
    if not _WITH_ARTICLE.fullmatch(name):
        return name
    if starts_sentence(prose, start):
        return "The " + name if _ENDS_PHRASE.match(prose, end) and prose[:start].strip()[-1:] != "—" else name
    before = re.search(r"(\w+)\s$", prose[max(0, start - 20) : start])
    preposition = before is not None and before.group(1).lower() in _TAKES_ARTICLE
    return (
        f"the {name}"
        if preposition and (_ENDS_PHRASE.match(prose, end) or re.match(r" [a-z]", prose[end : end + 2]))
        else name
    )
