"""Georgian names: the national system of 2002 (BGN/PCGN 2009) and the transcriptions of the press.

Outside English most papers follow the pattern of their Russian transcription (Saakaschwili, Chevardnadze,
Szewardnadze).
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.romanisation.spelling import LIMIT, Spelling, Table

LANGUAGES = ("ka",)
_NATIVE = re.compile(r"^[\u10d0-\u10ff\s'’\-]+$")
_CLASSES = {"V": "აეიოუ", "F": "ეი"}
_EN = """
ა a ; ბ b ; გ g ; დ d ; ე e ; ვ v ; ზ z ; თ t ; ი i ; კ k ; ლ l ; მ m ; ნ n ; ო o ; პ p ; ჟ zh ; რ r ; ს s ; ტ t ; უ u
ფ p ; ქ k ; ღ gh ; ყ q7 k3 ; შ sh ; ჩ ch ; ც ts ; ძ dz ; წ ts ; ჭ ch7 tch3 ; ხ kh8 h2 ; ჯ j ; ჰ h
"""
_TARGETS = {
    "en": "დავით davit4 david6 ; ^ალექსანდრე$ aleksandre5 alexander5 ; ქს ks7 x3",
    "es": "ხ j7 kh3 ; ჯ y4 j4 dzh2 ; ჭ ch ; ღ g6 gh4 ; ყ k6 q4",
    "fr": "უ ou ; შ ch ; ჩ tch ; ჭ tch ; ჟ j ; ხ kh ; ჯ dj ; ე e ; ძე$ dze5 dzé5 ; გ>F gu8 g2 ; ყ k6 q4 ; ღ gh5 g5",
    # Duden transcribes by way of Russian: Schewardnadse, Saakaschwili, Kobachidse.
    "de": """
        ვ w ; ზ s ; შ sch ; ჩ tsch ; ჭ tsch ; ჟ sch ; ხ ch ; ჯ dsch ; ც z ; წ z ; ძ ds ; ყ k6 q4 ; ღ gh5 g5
        <Vს>V s7 ss3
    """,
    "it": "ჭ ch ; ყ k5 q5",
    "pt": "შ sh7 ch3 ; ჭ ch ; ყ k5 q5",
    "pl": "ვ w ; შ sz ; ჩ cz ; ჭ cz ; ჟ ż ; ხ ch ; ჯ dż ; ც c ; წ c ; ყ k ; ღ g6 gh4",
    "cs": "შ š ; ჩ č ; ჭ č ; ჟ ž ; ხ ch ; ჯ dž ; ც c ; წ c ; ყ k6 q4 ; ღ g5 gh5",
    "nl": "შ sj ; ჩ tsj ; ჭ tsj ; ჟ zj ; ხ ch ; ჯ dzj ; უ oe7 u3 ; ყ k6 q4 ; ღ g5 gh5",
    "sv": "შ sj ; ჩ tj ; ჭ tj ; ჟ zj ; ხ ch ; ჯ dzj6 dj4 ; ყ k6 q4 ; ღ g5 gh5",
    "tr": "შ ş ; ჩ ç ; ჭ ç ; ჟ j ; ხ h ; ჯ c ; ყ k ; ღ g6 ğ4",
}


@lru_cache(maxsize=16)
def _table(target: str) -> Table:
    return Table(_TARGETS[target], {}, Table(_EN, _CLASSES))


def spell(native: str, language: str, target: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first."""
    return _table(target).spell(native, LIMIT) if _NATIVE.match(native) else ()
