"""Greek names: ELOT 743 (ISO 843, BGN/PCGN 1996), ALA-LC, and what the press of each language makes of them."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from cleanup.romanisation.spelling import LIMIT, Spelling, Table

LANGUAGES = ("el",)
_NATIVE = re.compile(r"^[\u0370-\u03ff\s'’\-]+$")
_CLASSES = {
    "V": "αεηιουωϊϋ",
    "F": "ειηυ",  # front vowels, before which γ is a y
    "U": "θκξπσςτφχψ",  # voiceless letters, before which αυ and ευ end in f
}
_EN = """
^γιω yo3 gio6 yio1 ; ^γιο yo4 gio5 yio1 ; ^για ya5 gia5 ; ^γεω geo ; ^γε ge8 ye2 ; ^γι gi7 yi3 ; ^γκ g8 gk2
γκ gk5 g3 ng2 ; γγ ng8 gg2 ; γξ nx ; γχ nch
^μπ b8 mp2 ; μπ mp7 b3 ; ^ντ d6 nt4 ; ντ nt8 d2 ; τζ tz8 dz2 ; τσ ts ; ^χρ chr9 hr1
αυ>U af7 av2 au1 ; αυ$ af ; αυ av7 au3 ; ευ>U ef6 ev2 eu2 ; ευ ev7 eu3 ; ηυ iv ; ου ou ; αι ai8 e2 ; ει i5 ei5
οι oi5 i5 ; υι yi6 i4
δης$ dis8 des2 ; ης$ is ; ξανδρ xandr8 xander2 ; κς x
α a ; β v ; γ g ; δ d ; ε e ; ζ z ; η i ; θ th ; ι i ; ϊ i ; ϋ y6 i4 ; κ k ; λ l ; μ m ; ν n ; ξ x ; ο o ; π p
ρ r ; σ s ; ς s ; τ t ; υ y7 i3 ; φ f7 ph3 ; χ ch7 h3 ; ψ ps ; ω o
"""
_TARGETS = {
    "en": "",
    # RAE: Tsipras, Varufakis, Papandreu.
    "es": """
        ου u7 ou3 ; ^γιω yo5 gio5 ; ει i6 ei4 ; οι i6 oi4 ; υ i6 y4 ; φ f ; χ j4 ch4 h2 ; ^χρ cr3 jr3 chr4
        αι e3 ai7 ; δης$ dis
    """,
    "fr": "ου ou ; φ ph6 f4 ; χ ch6 kh4  ; αι ai7 e3",
    "de": "ου ou7 u3 ; φ f8 ph2 ; χ ch  ; αι ai6 e4 ; δης$ dis",
    "it": "ου ou7 u3 ; φ f ; χ ch6 h4  ; θ th7 t3 ; υ y5 i5 ; δης$ dis",
    "pt": "ου ou5 u5 ; φ f ; χ ch6 h4  ; υ i6 y4 ; δης$ dis",
    # PWN: Papandreu, Warufakis, Wenizelos; the Greek th is a t.
    "pl": """ου u ; β w ; θ t ; φ f ; χ ch ; ^χρ chr ; ξ ks ; ξανδρ ksandr ; η i ; υ i6 y4 ; κ k ; ει i7 ei3
        οι i7 oi3 ; αι e6 ai4 ; τζ dz ; τσ ts6 c4 ; κς ks
        αυ>U af ; αυ aw ; αυ$ af ; ευ>U ef ; ευ ew7 eu3 ; ηυ iw ; ^γιω jo6 gio4 ; ^γιο jo6 gio4 ; ^για ja7 gia3
        ^γεω geo ; ^γε ge6 je4 ; ^γι ji5 gi5 ; δης$ dis""",
    # Pravidla českého pravopisu: Papandreu, Varufakis.
    "cs": """
        ου u ; θ th ; φ f ; χ ch ; ξ x6 ks4 ; η i ; υ y5 i5 ; κ k ; ει i7 ei3 ; οι i7 oi3 ; τσ ts7 c3
        ^γιω jo6 gio4 ; ^γιο jo6 gio4 ; ^για ja6 gia4 ; δης$ dis
    """,
    "nl": "φ f ; χ ch6 h4  ; δης$ dis",
    "sv": "ου ou7 u3 ; φ f ; χ ch6 h4  ; δης$ dis ; ^γιω gio6 jo4",
    # Anadolu Ajansı: Çipras, Miçotakis, Papandreu.
    "tr": """ου u ; τσ ç7 ts3 ; τζ c6 tz4 ; χ h ; ^χρ hr ; φ f ; θ t7 th3 ; ξ ks ; ξανδρ ksandr ; η i ; υ i ; ϋ i
        κ k ; ει i ; οι i ; αι e ; δης$ dis
        ^γιω yo ; ^γιο yo ; ^για ya ; ^γεω geo6 yeo4 ; ^γε ye ; ^γι yi""",
}


@lru_cache(maxsize=16)
def _table(target: str) -> Table:
    return Table(_TARGETS[target], {}, Table(_EN, _CLASSES))


def _plain(native: str) -> str:
    # An accent on the first of two vowels keeps them apart, as a diaeresis on the second does: Κάιρο has a-i.
    text = re.sub(
        "([άόέύ])([ιυ])", lambda m: m[1] + {"ι": "ϊ", "υ": "ϋ"}[m[2]] if m[1] + m[2] != "ύι" else m[0], native
    )
    letters = unicodedata.normalize("NFD", text).replace("\u0301", "")
    return unicodedata.normalize("NFC", letters)


def spell(native: str, language: str, target: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first."""
    return _table(target).spell(_plain(native), LIMIT) if _NATIVE.match(native) else ()
