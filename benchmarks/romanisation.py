"""How many names of open data the rules of romanisation write as English does, and with how many forms.

    python benchmarks/romanisation.py KNOWLEDGE_FOLDER [--split train|dev|test] [--misses LANGUAGE]

A word of the English name counts as found when its key is among the keys of the forms of a word of the native name; a
name is found when all its words are. "whole" asks for the whole name, words in any order, in one form. People of the
country whose language it is ("own") have a native name; for all others the native form is itself a transcription, often
of French or English sounds, and the figure only says how far it can be undone.
"""

from __future__ import annotations

import argparse
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from cleanup.glossary.folding import key
from cleanup.romanisation import romanise

_LANGUAGES = ("ru", "uk", "be", "bg", "sr", "mk", "el", "ka", "hy", "ko")
_PAIRS = {"russian": "ru", "korean": "ko"}
# What is no part of the spelling: initials, and words that English puts after a name.
_NO_WORD = re.compile(r"^(?:\w\.?|jr\.?|sr\.?)$", re.IGNORECASE)


def rows(path: Path) -> Iterator[list[str]]:
    """Yield the rows of a compressed table below its head."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            yield line.rstrip("\n").split("\t")


def word_keys(native: str, language: str) -> tuple[set[str], int, int]:
    """Return the keys of the English forms of every word, how many forms there are, and of how many words."""
    words = native.split()
    found = [romanise(word, language, "en") for word in words]
    keys = {key(form) for forms in found for form in forms}
    if language == "ko":
        keys |= {key(part) for form in romanise(native, language, "en") for part in form.split()}
    return keys, sum(map(len, found)), len(words)


def whole_keys(native: str, language: str) -> set[str]:
    """Return the keys of the whole name, its words sorted."""
    return {"".join(sorted(map(key, form.split()))) for form in romanise(native, language, "en")}


def main() -> int:
    """Print one line per language."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--split", default="dev", choices=("train", "dev", "test"))
    parser.add_argument("--misses", metavar="LANGUAGE", default="", help="print the names of this language not found")
    asked = parser.parse_args()
    counts: Counter[tuple[str, str]] = Counter()
    for _, split, code, own, native, english in rows(asked.folder / "person_native_names.tsv.xz"):
        language = code.split("-")[0]
        if split != asked.split or language not in _LANGUAGES:
            continue
        words = [word for word in english.split() if not _NO_WORD.match(word)]
        if language == "ko" and own == "1":
            # The parts of a given name are written together, apart or with a hyphen.
            words = [words[0], "".join(words[1:])] if len(words) > 1 else words
        keys, forms, spelled = word_keys(native, language)
        missing = [word for word in words if key(word) not in keys]
        group = f"{language} {'own' if own == '1' else 'foreign'}"
        whole = "".join(sorted(map(key, words))) in whole_keys(native, language)
        counts.update({(group, "names"): 1, (group, "found"): not missing, (group, "whole"): whole})
        counts.update({(group, "words"): len(words), (group, "words found"): len(words) - len(missing)})
        counts.update({(group, "forms"): forms, (group, "spelled"): spelled})
        if missing and language == asked.misses and own == "1":
            print(f"{native}\t{english}\t{' '.join(missing)}")
    for name, split, english, native, count in rows(asked.folder / "transliteration_pairs.tsv.xz"):
        language = _PAIRS.get(name, "")
        if split != asked.split or not language:
            continue
        forms_of_word = romanise(native, language, "en")
        group, found, times = f"{language} pairs", key(english) in set(map(key, forms_of_word)), int(count)
        counts.update(
            {
                (group, "names"): 1,
                (group, "found"): found,
                (group, "words"): times,
                (group, "words found"): times * found,
            }
        )
        counts.update({(group, "forms"): len(forms_of_word), (group, "spelled"): 1})
    print(f"{asked.split:12} {'names':>7} {'found':>7} {'whole':>7} {'words':>7} {'found':>7} {'forms/word':>11}")
    for group in sorted({group for group, _ in counts}):
        names, total = counts[group, "names"], counts[group, "words"]
        print(
            f"{group:12} {names:7} {counts[group, 'found'] / names:7.1%} {counts[group, 'whole'] / names:7.1%} "
            f"{total:7} {counts[group, 'words found'] / total:7.1%} {counts[group, 'forms'] / counts[group, 'spelled']:11.2f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
