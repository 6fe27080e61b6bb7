"""The one key under which all spellings of a name meet.

A key is the letters and digits of a form, folded: case, accents, hyphens, apostrophes and spaces are gone. So
"Ben-Gurion", "Ben Gurion", "BenGurion", "BEN GURION" and "Ben Guri on" share the key "bengurion", and what a text
prints instead of the right form can be found with one look-up and judged by how it differs.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

# A token of a name: letters and digits with the combining marks that follow them.
_MARKS = r"[\u0300-\u036f\u0591-\u05c7\u0610-\u061a\u064b-\u065f]"
TOKEN = re.compile(rf"[^\W_]+(?:{_MARKS}+[^\W_]*)*")

# Letters that Unicode does not decompose, as English keyboards write them.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "ł": "l",
        "ħ": "h",
        "ı": "i",
        "ŋ": "n",
        "ə": "e",
        "ʻ": "",
        "ʼ": "",
        "ʿ": "",
        "ʾ": "",
    }
)
# What folding makes of an ASCII form: small letters and digits, and nothing of what stands between them.
_ASCII = {code: chr(code).lower() if chr(code).isalnum() else None for code in range(128)}


@lru_cache(maxsize=65536)
def fold(token: str) -> str:
    """Return the folded letters and digits of one token: lower case, no accents, no marks."""
    if token.isascii():
        return token.lower()
    plain = unicodedata.normalize("NFKD", token.casefold()).translate(_LETTERS)
    return "".join(character for character in plain if not unicodedata.combining(character))


def key(form: str) -> str:
    """Return the key of a form: its tokens, folded and joined."""
    if form.isascii():
        return form.translate(_ASCII)
    return "".join(map(fold, TOKEN.findall(form)))


def first_word(form: str) -> str:
    """Return the folded first token of a form."""
    match = TOKEN.search(form)
    return fold(match.group()) if match else ""


def unaccented(text: str) -> str:
    """Return `text` without combining accents, case and everything else kept."""
    if text.isascii():
        return text
    plain = unicodedata.normalize("NFD", text).translate(_LETTERS)
    return unicodedata.normalize("NFC", "".join(c for c in plain if not unicodedata.combining(c)))
