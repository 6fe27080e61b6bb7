"""Hebrew names, whose vowels come from the English spelling: rules of the Academy of 2006 as papers simplify them.

A ו that sounds like a v is a v for everyone (Aviv). The sounds that Hebrew shares with Arabic are written by the tables
of Arabic.
"""

from __future__ import annotations

import re

from cleanup.romanisation.arabic import LATIN, written
from cleanup.romanisation.spelling import Spelling
from cleanup.romanisation.witness import Script

LANGUAGES = ("he",)
_NATIVE = re.compile(r"^[\u05d0-\u05ea\s'’׳״\"\-]+$")
_SOUNDS = """
א a aa e i o u '
ב b bb v
ג g gg j
ד d dd
ה h a e
ו v w o u oo ou vv
ז z zz
ח h ch kh
ט t tt
י y i ee e ie yy
כך k kh ch c kk ck
ל l ll
מם m mm
נן n nn
סש s ss
ע a aa e i o u '
פף p f ph pp ff
צץ ts tz z s ch
ק k q c kk ck
ר r rr
ש sh sch
ת t th tt
"""
_SIGNS = """
χ חכך kh ch
š ש sh sch
ẕ צץ ts tz
ū ו oo ou
ŭ ו u
ō ו o
ī י ee
ǧ ג j
"""
# Only Arabic vowels waver, and only an Arabic s is doubled in French.
_PLAIN = str.maketrans("áúōs", "auoś")
_SCRIPT = Script(_SOUNDS, _SIGNS)


def spell(native: str, language: str, target: str, english: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first; none without its English form."""
    if not _NATIVE.match(native) or not LATIN.match(english):
        return ()
    letters = re.sub("['’׳״\"]", "", native)
    return written(_SCRIPT.sounding(letters, english).translate(_PLAIN), target, english)
