"""Scripts that leave vowels out: the English spelling says how the name sounds, the native one which letters it has.

Each sound of the English form is laid beside the letter of the native form that it stands for. So the kh of Khamenei is
known to be one letter (خ) and that of Bikhoff two; the ou of Rouhani is a long vowel (و). What comes out is the English
form with one sign per sound, which `Table`s then write for the readers of each language.

The signs: χ kh, š sh, ġ gh, ṯ ţ the th that English writes th or t, ḏ a d that was dh, ǧ j, č ch, ž zh, q ķ ĝ a q that
English writes q, k, g, ẓ a z, ẕ the Hebrew tz, ū ŭ the long vowel that English writes ou or u, ō ī others, á ú short
vowels, ï an i after a break, ĥ a silent h at the end, ŵ a v that is the letter w, § the article, ¬ one that English
leaves out. The article has no letter for a sign, so that the word behind it begins as any other.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

Pairs = tuple[tuple[str, str], ...]

# The share of English consonants without a native letter above which the two are not the same name.
_FOREIGN = 0.34
_ARTICLE = re.compile(r"\b(?:al|el|ar|as|ash|at|ad|an|az|es|ed|er|en|et|ez)[ -](?=[a-z]{2})")
_VOWELS = frozenset("aeiou")
_SILENT = frozenset(" -'’")
_SHORT = {"a": "á", "u": "ú"}
_SILENT_H = ("", "ه", "ة", "ہ", "ה")
_WEAK = frozenset("اأإآىٱءئؤعهةويیھےאהויע '׳\"״")
# How many English letters can stand for one sound: sch, kh, k.
_LENGTHS = (3, 2, 1)


def compatible(letters: str) -> Mapping[str, frozenset[str]]:
    """Return the native letters that an English sound can stand for, from lines of "letters sound sound"."""
    found: dict[str, set[str]] = {}
    for line in letters.strip().splitlines():
        natives, *sounds = line.split()
        for sound in sounds:
            found.setdefault(sound, set()).update(natives)
    for mark in (" ", "-"):
        found[mark] = {" ", "-"}
    return {sound: frozenset(natives) for sound, natives in found.items()}


def _skipped(character: str) -> float:
    """Return what it costs to leave an English letter without a native one."""
    if character in _SILENT:
        return 0.05
    if character in _VOWELS:
        return 0.15
    return 0.3 if character in "hy" else 1.0


def _align(english: str, native: str, sounds: Mapping[str, frozenset[str]]) -> tuple[float, Pairs]:
    """Return the cheapest way to lay the sounds of `english` beside the letters of `native`, and what it costs."""
    height, width = len(english), len(native)
    units: list[list[tuple[int, frozenset[str]]]] = []
    for start in range(height):
        here = [(n, sounds.get(english[start : start + n])) for n in _LENGTHS if start + n <= height]
        units.append([(n, letters) for n, letters in here if letters])
    skip = [_skipped(character) for character in english]
    drop = [0.1 if letter in _WEAK else 1.0 for letter in native]
    far = 1e9
    cost = [[far] * (width + 1) for _ in range(height + 1)]
    back: list[list[tuple[int, int]]] = [[(0, 0)] * (width + 1) for _ in range(height + 1)]
    cost[0][0] = 0.0
    slack = abs(height - width) + 4
    for i in range(height + 1):
        row = cost[i]
        for j in range(max(0, i - slack), min(width, i + slack) + 1):
            now = row[j]
            if now >= far:
                continue
            if j < width and now + drop[j] < row[j + 1]:
                row[j + 1], back[i][j + 1] = now + drop[j], (0, 1)
            if i == height:
                continue
            if now + skip[i] < cost[i + 1][j]:
                cost[i + 1][j], back[i + 1][j] = now + skip[i], (1, 0)
            if j < width:
                letter = native[j]
                for n, letters in units[i]:
                    if letter in letters and now < cost[i + n][j + 1]:
                        cost[i + n][j + 1], back[i + n][j + 1] = now, (n, 1)
    pairs: list[tuple[str, str]] = []
    i, j = height, width
    while i or j:
        down, right = back[i][j]
        pairs.append((english[i - down : i], native[j - right : j]))
        i, j = i - down, j - right
    return cost[height][width], tuple(reversed(pairs))


def signs_of(lines: str) -> dict[tuple[str, str], str]:
    """Return the sign for an English sound beside a native letter, from lines of "sign letters sound sound"."""
    found: dict[tuple[str, str], str] = {}
    for line in lines.strip().splitlines():
        sign, letters, *sounds = line.split()
        found.update({(sound, letter): sign for sound in sounds for letter in letters})
    return found


@lru_cache(maxsize=512)
def _sounding(native: str, english: str, script: Script) -> str:
    text, letters = english, native
    if "ال" in native:
        text = _ARTICLE.sub("§", english)
        letters = re.sub(r"(?:(?<=\s)|^)ال(?=\w\w)", "§", letters)
    cost, pairs = _align(text, letters, script.sounds)
    consonants = sum(character not in _VOWELS and character not in _SILENT for character in text)
    if cost > _FOREIGN * max(consonants, 3) + 0.1 * len(text):
        return ""
    written: list[str] = []
    before = ""
    for (sound, letter), (next_sound, next_letter) in zip(pairs, [*pairs[1:], ("", "")], strict=True):
        if not sound:
            # Where the word behind the article is not in the English name either, the article is not missing.
            if letter == "§" and next_sound and next_letter and (not written or written[-1] == " "):
                written.append("¬")
        elif sound in _SHORT and not letter and written:
            written.append(_SHORT[sound])
        elif sound == "h" and letter in _SILENT_H and not before:
            # After a vowel that is written the h is a letter of its own: Shah.
            written.append("ĥ")
        else:
            written.append(script.signs.get((sound, letter), sound))
        before = letter
    text = re.sub("['’]", "", "".join(written))
    return re.sub(r"ĥ(?=\w)|(?<![aáe])ĥ", "h", text)


class Script:
    """The letters of a script without vowels, and the sounds that English writes for them."""

    def __init__(self, sounds: str, signs: str) -> None:
        self.sounds = compatible(sounds)
        self.signs = signs_of(signs)

    def sounding(self, native: str, english: str) -> str:
        """Return the English form with one sign per sound; empty where it is not the same name."""
        return _sounding(native, english.lower(), self)
