"""Chinese names by way of their English form, where that is pinyin: joined and split, Wade-Giles, Czech and Turkish.

Characters have no letters, and a table of their readings would be a dictionary. Most papers write pinyin as English
does. Czech has a transcription of its own (Švarný 1952: Si Ťin-pching), and Turkish papers write by sound (Şi Cinping).
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.romanisation.spelling import Spelling, best

LANGUAGES = ("zh",)
_HAN = re.compile(r"^[\u3400-\u9fff]{1,4}$")
_INITIALS = "zh ch sh b p m f d t n l g k h j q x r z c s y w".split()
_FINALS = frozenset(
    "a o e i u ü ai ei ao ou an en ang eng ong er ia ie iao iu ian in iang ing iong".split()
    + "ua uo uai ui uan un uang ue üe".split()
)
_WADE_INITIALS = {
    "b": "p", "p": "p'", "d": "t", "t": "t'", "g": "k", "k": "k'", "j": "ch", "q": "ch'", "x": "hs", "zh": "ch",
    "ch": "ch'",
    "z": "ts", "c": "ts'", "r": "j",
}  # fmt: skip
_CZECH_INITIALS = {
    "b": "p", "p": "pch", "d": "t", "t": "tch", "g": "k", "k": "kch", "h": "ch", "j": "ť", "q": "čch", "x": "s",
    "zh": "č",
    "ch": "čch", "sh": "š", "r": "ž", "z": "c", "c": "cch",
}  # fmt: skip
_TURKISH_INITIALS = {"j": "c", "q": "ç", "x": "ş", "zh": "c", "ch": "ç", "sh": "ş", "w": "v", "z": "z", "c": "ts"}
_WADE_FINALS = {
    "ian": "ien",
    "ie": "ieh",
    "ong": "ung",
    "ue": "üeh",
    "üe": "üeh",
    "üan": "üan",
    "er": "erh",
    "uo": "o",
    "e": "e",
}
_SIMPLE = "bpmfdtnlgkhjqxrzcsyw"


@lru_cache(maxsize=1024)
def syllables(word: str) -> tuple[str, ...]:
    """Return the pinyin syllables of a word, the longest first; empty where it is not pinyin."""
    if not word:
        return ()
    for length in range(min(6, len(word)), 0, -1):
        head, rest = word[:length], word[length:].lstrip("'’-")
        if _split(head) and (not rest or (rest[0] in _SIMPLE or word[length] in "'’-")):
            tail = syllables(rest)
            if not rest or tail:
                return (head, *tail)
    return ()


def _split(syllable: str) -> tuple[str, str] | None:
    initial = next((letters for letters in _INITIALS if syllable.startswith(letters)), "")
    final = syllable[len(initial) :]
    return (initial, final) if final in _FINALS else None


def _sounded(syllable: str) -> tuple[str, str]:
    """Return initial and final as they sound: after j, q and x the u of pinyin is ü."""
    initial, final = _split(syllable) or ("", syllable)
    return initial, "ü" + final[1:] if initial in ("j", "q", "x") and final.startswith("u") else final


_WADE_WHOLE = {
    "zhi": "chih", "chi": "ch'ih", "shi": "shih", "ri": "jih", "zi": "tzu", "ci": "tz'u", "si": "ssu", "yi": "i",
    "you": "yu",
    "yan": "yen", "ye": "yeh", "yong": "yung", "yu": "yü", "yue": "yüeh", "yuan": "yüan", "yun": "yün",
}  # fmt: skip
_CZECH_WHOLE = {
    "zhi": "č’", "chi": "čch’", "shi": "š’", "ri": "ž’", "zi": "c’", "ci": "cch’", "si": "s’", "yi": "i", "yin": "in",
    "ying": "jing", "yan": "jen", "ye": "jie", "you": "jou", "yong": "jung", "yu": "jü", "yue": "jüe", "yuan": "jüan",
    "yun": "jün",
}  # fmt: skip
_CZECH_FINALS = {
    "ian": "ien", "iu": "iou", "ong": "ung", "iong": "iung", "ui": "uej", "ei": "ej", "ai": "aj", "uai": "uaj",
}  # fmt: skip


def _wade(syllable: str) -> str:
    """Return the syllable in Wade-Giles, as English books before 1979 and papers in Taiwan write it."""
    if syllable in _WADE_WHOLE or syllable[0] in "yw":
        return _WADE_WHOLE.get(syllable, syllable)
    initial, final = _sounded(syllable)
    written = _WADE_FINALS.get(final, final)
    if initial in ("g", "k", "h"):
        written = {"uo": "uo", "e": "o", "ui": "ui" if initial == "h" else "uei"}.get(final, written)
    return _WADE_INITIALS.get(initial, initial) + ("uo" if initial == "sh" and final == "uo" else written)


def _czech(syllable: str) -> str:
    """Return the syllable in the Czech transcription."""
    if syllable in _CZECH_WHOLE:
        return _CZECH_WHOLE[syllable]
    if syllable[0] in "yw":
        return {"y": "j", "w": "w"}[syllable[0]] + _CZECH_FINALS.get(syllable[1:], syllable[1:])
    initial, final = _sounded(syllable)
    return _CZECH_INITIALS.get(initial, initial) + _CZECH_FINALS.get(final, final)


def _turkish(syllable: str) -> str:
    """Return the syllable with the Turkish letters for its first sound."""
    initial, final = _split(syllable) or ("", syllable)
    return _TURKISH_INITIALS.get(initial, initial) + ("ien" if final == "ian" and initial in ("j", "q", "x") else final)


def spell(native: str, language: str, target: str, english: str) -> tuple[Spelling, ...]:
    """Return the spellings of a name whose English form is pinyin, family name first; none of any other."""
    if not _HAN.match(native):
        return ()
    words = english.replace("-", "").split()
    parts = [syllables(word) for word in words]
    if not parts or not all(parts) or sum(map(len, parts)) != len(native) or len(words) > 2:
        return ()
    joined = " ".join("".join(part) for part in parts)
    hyphened = " ".join("-".join(part) for part in parts)
    found = [(joined, 1.0), (hyphened, 0.3), (" ".join(syllable for part in parts for syllable in part), 0.2)]
    if target == "en":
        found.append((" ".join("-".join(map(_wade, part)) for part in parts), 0.1))
    elif target == "cs":
        found = [(" ".join("-".join(map(_czech, part)) for part in parts), 2.0), (joined, 1.0)]
    elif target == "tr":
        found = [(joined, 1.0), (" ".join("".join(map(_turkish, part)) for part in parts), 0.9)]
    return best(found)
