"""Codes and English names of languages, as the headers and cells of lists write them."""

from __future__ import annotations

import re

CODES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg
    th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
_NAMES = dict(
    pair.split(":")
    for pair in """english:en spanish:es french:fr german:de italian:it portuguese:pt dutch:nl russian:ru ukrainian:uk
    polish:pl czech:cs slovak:sk hungarian:hu romanian:ro bulgarian:bg greek:el turkish:tr arabic:ar hebrew:he persian:fa
    farsi:fa urdu:ur hindi:hi bengali:bn chinese:zh japanese:ja korean:ko vietnamese:vi thai:th indonesian:id malay:ms
    swedish:sv norwegian:no danish:da finnish:fi estonian:et latvian:lv lithuanian:lt catalan:ca basque:eu galician:gl
    croatian:hr serbian:sr slovenian:sl macedonian:mk albanian:sq georgian:ka armenian:hy azerbaijani:az kazakh:kk
    belarusian:be swahili:sw icelandic:is irish:ga welsh:cy""".split()
)
_SHAPE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z0-9]{2,8})*")
_LONG = {"eng": "en", "spa": "es", "fra": "fr", "fre": "fr", "deu": "de", "ger": "de", "ita": "it", "por": "pt",
         "rus": "ru", "ukr": "uk", "pol": "pl", "nld": "nl", "dut": "nl", "ara": "ar", "zho": "zh", "chi": "zh",
         "tur": "tr", "iw": "he", "in": "id", "simple": "en", "mul": "en"}  # fmt: skip


def language_code(text: str) -> str:
    """Return the ISO 639-1 code that a code ("es-ES", "SPA") or an English name means; empty for anything else."""
    word = text.strip().lower()
    if word in _NAMES:
        return _NAMES[word]
    if word in _LONG:
        return _LONG[word]
    match = _SHAPE.fullmatch(word)
    if match is None:
        return ""
    code = _LONG.get(match.group(1), match.group(1))
    return code if code in CODES else ""
