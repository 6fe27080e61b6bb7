"""How the press of eleven languages writes a name whose native script is not Latin.

One name, many spellings: Лукашенко is Lukashenko, Loukachenko, Lukaschenko, Łukaszenko, Loekasjenko. Texts translated
by machine carry the spelling of the language they came from. The rules here follow the authority that the press of each
language follows, and are no wider: a spelling that nobody writes is worse than one that is missing.

Each script has a module, and each module names its authorities. Cyrillic, Greek, Georgian and Armenian letters say how
a name sounds. Arabic and Hebrew ones leave vowels out and Chinese characters say nothing, so the English spelling has
to be given as well; Korean does without it, but knows better with it. The names have to be of the language itself:
papers write a foreigner as his own country does, not as a detour over Cyrillic or Arabic would.
"""

from __future__ import annotations

from functools import lru_cache

from cleanup.glossary.folding import unaccented
from cleanup.romanisation import arabic, armenian, chinese, cyrillic, georgian, greek, hebrew, korean
from cleanup.romanisation.spelling import Spelling, capitalised, cleaned

TARGETS = ("en", "es", "fr", "de", "it", "pt", "pl", "cs", "nl", "sv", "tr")
"""The languages whose spelling is known; `en` is BGN/PCGN, ALA-LC and ISO 9 as English papers simplify them."""


@lru_cache(maxsize=8192)
def romanise(native: str, language: str, target: str, english: str = "") -> tuple[str, ...]:
    """Return the forms in which papers in `target` write the `native` name of `language`, most usual first.

    `native` is one name or a full one. `english` is its right English spelling; scripts that leave vowels out need it.
    The result is empty where the language, its script or the target is not known.
    """
    if target not in TARGETS:
        return ()
    found: tuple[Spelling, ...] = ()
    language = language.split("-")[0].lower()
    text = cleaned(native)
    if not text:
        return ()
    witness = cleaned(unaccented(english))
    for script in (cyrillic, greek, georgian, armenian):
        if language in script.LANGUAGES:
            found = script.spell(text, language, target)
    for silent in (arabic, hebrew, korean, chinese):
        if language in silent.LANGUAGES:
            found = silent.spell(text, language, target, witness)
    # A Korean or Chinese given name is one word: Kim Jong-un.
    after_hyphen = language not in korean.LANGUAGES + chinese.LANGUAGES
    return tuple(dict.fromkeys(capitalised(form, target, after_hyphen) for form, _ in found))


def forms(native: str, language: str, english: str = "") -> dict[str, frozenset[str]]:
    """Return every form of the `native` name with the targets that write it so."""
    found: dict[str, set[str]] = {}
    for target in TARGETS:
        for form in romanise(native, language, target, english):
            found.setdefault(form, set()).add(target)
    return {form: frozenset(targets) for form, targets in found.items()}
