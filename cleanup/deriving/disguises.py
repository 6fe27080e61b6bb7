"""Derives what a translation makes of names that are words in their own language: Casado becomes "Married".

Two witnesses: the FreeDict dictionaries, in both directions, say what the word means; Apertium says what an engine puts
there. The names are the family names of leading people, and the places of the Spanish-speaking countries. A word that
is somebody's name in English too ("White"), or that begins a sentence of good copy ("Peace"), makes a row for review.

Raw files: `freedict-*-eng` and `freedict-eng-*` (`.index` and `.dict.dz`, as the Debian packages dict-freedict-* hold
them), `legislators.tsv.xz`, and `apertium_disguises.tsv`, which `python -m cleanup.deriving.disguises FOLDER` writes
where Apertium is installed with its pairs spa-eng and hbs-eng.
"""

from __future__ import annotations

import csv
import re
import subprocess
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.glossary.folding import TOKEN, key
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import Tables, read_tables, right_forms
from cleanup.glossary.schema import DERIVED, split_cell

# Polish and Hungarian are missing: their dictionaries are under licences that this project cannot take.
_LANGUAGES = {
    "ES": "es", "MX": "es", "AR": "es", "CL": "es", "CO": "es", "PE": "es", "VE": "es", "EC": "es", "BO": "es", "UY": "es", "PY": "es",
    "CR": "es", "PA": "es", "NI": "es", "HN": "es", "SV": "es", "GT": "es", "CU": "es", "DO": "es", "GQ": "es", "FR": "fr", "MC": "fr",
    "BE": "fr nl", "LU": "fr de", "HT": "fr", "CH": "de fr it", "DE": "de", "AT": "de", "LI": "de", "IT": "it", "SM": "it", "PT": "pt",
    "BR": "pt", "AO": "pt", "MZ": "pt", "CV": "pt", "GW": "pt", "ST": "pt", "TR": "tr", "NL": "nl", "SR": "nl", "SE": "sv",
    "FI": "sv", "HR": "hr", "BA": "hr sr", "RS": "sr hr", "ME": "sr hr", "CZ": "cs", "SK": "sk cs", "SI": "sl", "DK": "da",
}  # fmt: skip
_DICTIONARIES = {
    "cs": "ces", "da": "dan", "de": "deu", "es": "spa", "fr": "fra", "hr": "hrv", "it": "ita", "nl": "nld",
    "pt": "por", "sk": "slk", "sl": "slv", "sr": "srp", "sv": "swe", "tr": "tur",
}  # fmt: skip
_ONE_WAY = frozenset({"da", "de", "sk", "sl"})  # into these there is no dictionary, or none is needed
_MAIN_ROLES = frozenset(
    """head-of-state deputy-head-of-state head-of-government deputy-head-of-government foreign defence interior finance
    economy justice speaker party-leader opposition-leader monarch""".split()
)
_SINCE = "1990"  # of the main office: whom today's copy still names
_ENGLISH_SPEAKING = frozenset(
    {"United States of America", "United Kingdom", "Canada", "Australia", "New Zealand", "Ireland"}
)
_MOST = 4  # words that one dictionary gives for one name
# What an engine is asked to translate: the place of a name, and what stands around it in the translation.
_ASKED = {
    "person": {"es": ("spa-eng", "{} dijo que no.", r"(.+?) said that no\."), "hr": ("hbs-eng", "{} je rekao da ne.", r"(.+?) said that not\.")},
    "place": {"es": ("spa-eng", "Viajó a {}.", r"\w+ travelled to (.+)\.")},
}  # fmt: skip
_ANSWERS = "apertium_disguises.tsv"
_NOTE = re.compile(r"\([^)]*\)|\[[^\]]*\]|<[^>]*>|/[^/]*/|\{[^}]*\}|^\s*\d+\.\s")
_REFERENCE = re.compile(r"\s*(?:synonyms?|see|note|antonyms?|cf)\b", re.IGNORECASE)
_WORD = re.compile(r"[a-z]{3,}")
# Words of grammar are no translation of a name that anybody prints, and verbs with "it" are the engine's own noise.
_GRAMMAR = frozenset("as because since once formerly there yonder you it they them i we he she this that".split())

# Words that good copy prints without an article: substances, abstract nouns, plurals that speak, bodies, companies.
_BARE = frozenset(
    """action annoyance bank battle bloom box bronze career charm churches climate connection core council cube
    disappointment dread faction falcon fear flat forest free freedom fruit gateway good grief hate insurance iron justice
    kernel knights league liberty mercy milk missions morals nucleus palace palm party peace plunder portal rubble sand
    sands scale silver sources spike steel stream struggle sugar sun sunshine target thirty truce youth""".split()
)


def derive(raw: Raw, known: Tables) -> Derivation:
    """Return the rows of disguises."""
    made = Derivation()
    people, places = _people(known), _places(known)
    names_in_english = _names_in_english(raw, known)
    found: dict[tuple[str, str, str], dict[str, set[str]]] = defaultdict(lambda: defaultdict(set))
    for language, words in _meanings(raw, {language for languages in people.values() for language in languages}):
        for name, languages in people.items():
            if language in languages:
                for word in words.get(name.lower(), ())[:_MOST]:
                    found[name, "person", word.capitalize()][f"FreeDict {_DICTIONARIES[language]}"].add(language)
    for row in raw.table(_ANSWERS):
        name, kind, language = row["name"], row["kind"], row["language"]
        if name in (people if kind == "person" else places):
            form = " ".join(word[:1].upper() + word[1:] for word in row["translation"].split())
            found[name, kind, form.replace(" Of ", " of ")][f"Apertium {row['mode']}"].add(language)
    for (name, kind, form), sources in sorted(found.items()):
        parts = [word.lower() for word in TOKEN.findall(form)]
        reason = _reason_against(name, kind, parts, known.english)
        if reason:
            made.drop(reason, f"{name}: {form}")
            continue
        doubtful = len(parts) == 1 and (parts[0] in names_in_english or parts[0] in _BARE)
        made.take(
            "disguises",
            {
                "name": name,
                "form": form,
                "kind": kind,
                "languages": "|".join(sorted(set().union(*sources.values()))),
                "context": places.get(name, "") if kind == "place" else "",
                "safety": "review" if doubtful else "safe",
                "source": "; ".join(sorted(sources)),
            },
        )
    return made


def _reason_against(name: str, kind: str, words: list[str], english: frozenset[str]) -> str:
    """Return why a translation is no row; empty where it is one."""
    if key("".join(words)) in (key(name), key(name) + "s") or not words:
        return "is the name itself"
    if _GRAMMAR.intersection(words):
        return "is a word of grammar, or a clause"
    if any(word not in english for word in words):
        return "is no English word"
    if words[-1].endswith("ly") or (len(words) > 1 and kind == "person"):
        return "is an adverb or a phrase"
    return ""


def _people(known: Tables) -> dict[str, set[str]]:
    """Return the family names of leading people, each with the languages of its bearers."""
    roles = {row["id"]: row["role"] for row in known.rows["offices"]}
    main = {
        row["person"]
        for row in known.rows["tenures"]
        if roles[row["office"]] in _MAIN_ROLES and (row["to"] or row["as_of"]) >= _SINCE
    }
    found: dict[str, set[str]] = defaultdict(set)
    for row in known.rows["people"]:
        if (DERIVED not in row or row["id"] in main) and " " not in row["family"] and len(row["family"]) > 2:
            found[row["family"]].update(_LANGUAGES.get(row["country"], "").split())
    return {name: languages for name, languages in found.items() if languages}


def _places(known: Tables) -> dict[str, str]:
    """Return the places of Spanish-speaking countries, each with words that must stand in the article.

    Only those written by hand, and regions: the name of every village would be half the words of the language.
    """
    countries = {row["code"]: row for row in known.rows["countries"]}
    found = {}
    for row in known.rows["places"]:
        if _LANGUAGES.get(row["country"]) != "es" or (DERIVED in row and row["kind"] != "region"):
            continue
        country = countries[row["country"]]
        words = [country["name"], *split_cell(country["adjectives"]), country["capital"]]
        for name in right_forms(row):
            if "-" not in name and name[:1].isupper():
                found[name] = "|".join(dict.fromkeys(word for word in words if word and word not in name))
    return found


def _names_in_english(raw: Raw, known: Tables) -> frozenset[str]:
    """Return the words, in small letters, that are names of people in English copy."""
    names: set[str] = set()
    for row in known.rows["people"]:
        if not _LANGUAGES.get(row["country"]):
            names.update((row["family"], row["name"].split()[0]))
    for legislator in raw.table("legislators.tsv.xz"):
        if legislator["country"] in _ENGLISH_SPEAKING:
            words = legislator["name"].split()
            names.update((words[0], words[-1]))
    return frozenset(name.lower() for name in names)


def _meanings(raw: Raw, languages: Iterable[str]) -> Iterator[tuple[str, dict[str, list[str]]]]:
    """Yield for each language its words in small letters and what they mean, what two dictionaries say first."""
    for language in sorted(languages):
        code = _DICTIONARIES[language]
        forward: dict[str, list[str]] = defaultdict(list)
        for head, text in raw.dictionary(f"freedict-{code}-eng"):
            forward[head.lower()] += [word for sense in _senses(text) if _WORD.fullmatch(word := sense.lower())]
        backward: dict[str, list[str]] = defaultdict(list)
        for head, text in raw.dictionary(f"freedict-eng-{code}") if language not in _ONE_WAY else ():
            if _WORD.fullmatch(head.lower()):
                for sense in _senses(text):
                    backward[sense.lower()].append(head.lower())
        yield (
            language,
            {
                word: list(dict.fromkeys(sorted(forward[word], key=lambda w: w not in backward[word]) + backward[word]))
                for word in forward.keys() | backward.keys()
            },
        )


def _senses(text: str) -> Iterator[str]:
    """Yield the translations in the text of a dictionary entry."""
    for line in text.split("\n")[1:]:
        if not line.startswith("   ") and not _REFERENCE.match(line):
            for sense in re.split(r"[,;/]", _NOTE.sub("", line)):
                yield re.sub(r"^(?:to|the|a|an) ", "", sense.strip())


def ask(folder: Path) -> None:
    """Write what Apertium makes of the names, each in a sentence of its own."""
    known = read_tables(glossary_files([shipped_folder()]))
    names = {"person": _people(known), "place": {name: {"es"} for name in _places(known)}}
    with (folder / _ANSWERS).open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n", quoting=csv.QUOTE_NONE)
        writer.writerow(("kind", "language", "mode", "name", "translation"))
        for kind, asked in _ASKED.items():
            for language, (mode, sentence, frame) in asked.items():
                chosen = sorted(name for name, languages in names[kind].items() if language in languages)
                text = "\n\n".join(sentence.format(name) for name in chosen)
                answer = subprocess.run(["apertium", mode], input=text, capture_output=True, text=True, check=True)
                for name, line in zip(chosen, answer.stdout.strip().split("\n\n"), strict=True):
                    match = re.fullmatch(frame, line)
                    if match and not re.search(r"[*#@]", line) and key(match.group(1)) != key(name):
                        writer.writerow((kind, language, mode, name, match.group(1)))


if __name__ == "__main__":
    ask(Path(sys.argv[1]))
