"""Languages: their English names, and what other languages call them, from the Unicode CLDR.

A language that the desk knows as that of a people is joined to the desk's row; others become rows of their own. In many
languages the name of a language is the adjective of its people ("ucraniano", "ukrainska"), in others it is not
("Ukraynaca", "ukrajinština"). A name that is an English word, a right name of anything, or the name of two languages is
dropped.
"""

from __future__ import annotations

import re
from collections import defaultdict

from cleanup.deriving.derivation import Derivation, Raw, package, slug
from cleanup.deriving.places import LANGUAGES, NATIVE, Known, is_native
from cleanup.glossary.folding import TOKEN, key, unaccented
from cleanup.glossary.rows import Tables, right_forms

_SOURCE = "Unicode CLDR (Babel), known to 2025"
# Languages without a code of two letters that news copy names.
_FURTHER = frozenset(
    """ast ceb chr ckb crh csb fil fur gsw haw hmn hsb dsb kab kok krc mai mni nap nds pap rom sah scn smn szl tet tpi tyv vec war
    yue zgh""".split()
)
# What English news copy says for a name of the CLDR.
_NEWS_NAMES = {"Bangla": "Bengali", "Buriat": "Buryat", "Kalaallisut": "Greenlandic", "Māori": "Maori"}
# Where the name of a language is the adjective of its people.
_ADJECTIVE = frozenset("bs ca es et fr gl hr hu it lt lv nl no pl pt ro sr sv da".split())
_NAME = re.compile(r"[^\W\d_]+(?:[-'’ ][^\W\d_]+)*")
_SHORTEST = 4  # letters of a name in Latin script


def derive(raw: Raw, known: Tables) -> Derivation:
    """Derive the languages and their names in other languages."""
    made = Derivation()
    babel = package("babel")
    guard = Known(raw, known)
    raw.read["babel (package)"] = f"version {babel.__version__}"
    entries = _entries(babel.Locale.parse("en").languages, known, guard, made)
    peoples = {row["id"] for row in known.rows["demonyms"] if row["person"] or row["people"] or row["country"]}
    right = set(guard.desk) | guard.others | {key(text) for row in known.rows["demonyms"] for text in right_forms(row)}
    right |= {key(row["name"]) for row in made.rows.get("demonyms", [])}
    desk = {(row["entry"], row["form"]) for row in known.rows["demonyms_forms"]}
    claims: dict[str, set[str]] = defaultdict(set)
    for row in known.rows["demonyms_forms"]:
        claims[key(row["form"])].add(row["entry"])
    forms: dict[tuple[str, str], set[str]] = defaultdict(set)
    for locale, languages in sorted((LANGUAGES | {code: (code,) for code in NATIVE}).items()):
        try:
            names = babel.Locale.parse(locale.replace("-", "_").partition("_valencia")[0]).languages
        except babel.UnknownLocaleError:
            continue
        for code, entry in sorted(entries.items()):
            if form := names.get(code, ""):
                forms[entry, form.replace("’", "'")].update(set(languages) - {"nb", "nn"} or {"no"})
    for entry, form in forms:
        claims[key(form)].add(entry)
    for (entry, form), spoken in sorted(forms.items()):
        shown = f"{form} ({entry}: {'|'.join(sorted(spoken))})"
        if (entry, form) in desk:
            made.drop("a form of the desk already", shown)
        elif reason := _refuse(form, guard, right, claims[key(form)]):
            made.drop(reason, shown)
        else:
            adjective = entry in peoples and spoken <= _ADJECTIVE
            made.take("demonyms_forms", {
                "entry": entry, "form": form, "part": "adjective|language" if adjective else "language",
                "languages": "|".join(sorted(spoken)), "when": "" if is_native(form) else "language",
                "safety": "safe", "source": _SOURCE,
            })  # fmt: skip
    return made


def _entries(english: dict[str, str], known: Tables, guard: Known, made: Derivation) -> dict[str, str]:
    """Return the entry of each language by its code; those that the desk does not know become rows."""
    by_name = {row["language"]: row["id"] for row in reversed(known.rows["demonyms"]) if row["language"]}
    taken = {row["id"] for row in known.rows["demonyms"]}
    entries = {}
    for code, listed in sorted(english.items()):
        name = _NEWS_NAMES.get(listed, listed)
        if len(code) != 2 and code not in _FURTHER and name not in by_name:
            continue
        if name in by_name:
            entries[code] = by_name[name]
        elif not _NAME.fullmatch(name) or len(name) < _SHORTEST:
            made.drop("has marks, or is too short to be told from other words", name)
        elif guard.is_english(name) or key(name) in guard.small:
            made.drop("is an English word", name)
        elif key(name) in guard.desk or key(name) in guard.others or key(name) in guard.given:
            made.drop("is a right name of something else", name)
        else:
            identifier = slug(name) if slug(name) not in taken else f"{slug(name)}-language"
            entries[code] = identifier
            made.take("demonyms", {
                "id": identifier, "name": name, "language": name, "common": "no", "source": _SOURCE,
            })  # fmt: skip
    return entries


def _refuse(form: str, guard: Known, right: set[str], claimants: set[str]) -> str:
    """Return why a name cannot be taken, or an empty string."""
    folded = key(form)
    if len(claimants) > 1:
        return "means several languages"
    if is_native(form):
        return "too short to be told from other words" if len(folded) < 2 else ""
    if not _NAME.fullmatch(form) or not (folded.isascii() and folded.isalpha()):
        return "has figures, marks or other letters"
    if len(folded) < _SHORTEST:
        return "too short to be told from other words"
    if folded in right:
        return "is a right name of a people, a place, a person or a body"
    if folded in guard.wrong and any(file != "demonyms_forms" for file, _ in guard.wrong[folded]):
        return "is a wrong form of something else"
    if folded in guard.small or guard.is_english(form):
        return "is an English word" if len(TOKEN.findall(form)) == 1 else "is made of English words"
    if form[0].isupper() and unaccented(form) == form and guard.is_persons(form, 2):
        return "is a name of persons"
    return ""
