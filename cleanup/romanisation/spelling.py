"""Rules of spelling: how a string of native letters becomes the few spellings that are really written.

A table is a list of rules, one a line or parted by semicolons: a pattern, then what is written for it, each with its
weight (`^е ye5 e5`). Of the rules that fit at a place the first one wins; single letters come last. In a pattern `^`
and `$` are the ends of a word, `<V` means after a letter of class V and `>V` before one (`<[дт]`, `>[дт]` with the letters
themselves), and the rest is a regular expression without capturing groups. `-` writes nothing, `_` a space.

A newsroom that writes "Sergey" writes "Andrey" as well. So a rule that has chosen once in a name chooses the same
again.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from functools import lru_cache

LIMIT = 6
# A spelling this much rarer than the best one is a chain of unusual choices, which nobody makes in one name.
FLOOR = 0.05
_ALTERNATIVE = re.compile(r"^([^\d]+)(\d+)?$")
_WORD = re.compile(r"(^(?!(?:al|el|as|es|asz)-)|[ -](?!(?:al|el|as|es|asz)\b|(?:bin|ibn|bint)\b))([^\W\d_])")
_SPACED_WORD = re.compile(r"(^| )([^\W\d_])")
# Stress, the vowels of Hebrew and Arabic, the stroke that lengthens a line, joiners and directions.
_MARKS = re.compile("[\u0301\u0591-\u05bd\u05bf-\u05c7\u0640\u064b-\u065f\u0670\u200b-\u200f]")
# The letters with which a pattern can begin, after the conditions on what stands before it.
_FIRST = re.compile(r"(?:\^|<[A-Z]|<\[[^\]]*\]|\(\?<=(?:\\w)+\))*(\[[^\]]*\]|.)")
_SIDE = re.compile(r"([<>])([A-Z]|\[[^\]]*\])")

Alternatives = tuple[tuple[str, float], ...]
Spelling = tuple[str, float]
Choice = tuple[str, str, Alternatives]  # what stands before it, the rule, what it writes
State = tuple[str, float, dict[str, int]]  # what is written, its share, which alternative a rule has chosen


def alternatives(words: Iterable[str]) -> Alternatives:
    """Return what a rule writes, "ye6" being ye in six cases, with the share of each."""
    found: list[tuple[str, float]] = []
    for word in words:
        match = _ALTERNATIVE.match(word)
        if match is None:
            raise ValueError(f"not an alternative: {word!r}")
        found.append(("" if match[1] == "-" else match[1].replace("_", " "), float(match[2] or 10)))
    total = sum(weight for _, weight in found)
    return tuple((text, weight / total) for text, weight in found)


class Table:
    """The rules by which one language's letters are written for the readers of another."""

    def __init__(self, rules: str, classes: Mapping[str, str], parent: Table | None = None) -> None:
        self._classes: dict[str, str] = dict(parent._classes if parent else {}) | dict(classes)
        self._letters: dict[str, Alternatives] = dict(parent._letters) if parent else {}
        specials: dict[str, Alternatives] = {}
        for rule in re.split(r"[;\n]", rules):
            words = rule.split()
            if not words:
                continue
            pattern, found = words[0], alternatives(words[1:])
            if len(pattern) == 1:
                self._letters[pattern] = found
            else:
                specials[pattern] = found
        if parent:
            specials |= {pattern: found for pattern, found in parent._specials.items() if pattern not in specials}
        self._specials: dict[str, Alternatives] = specials
        self._by_letter: dict[str, tuple[re.Pattern[str], list[tuple[str, Alternatives]]]] | None = None

    def _compile(self) -> dict[str, tuple[re.Pattern[str], list[tuple[str, Alternatives]]]]:
        """Sort the rules by the letter with which they can begin; at each place few are left to try."""

        def side(match: re.Match[str]) -> str:
            letters = match[2] if match[2].startswith("[") else f"[{self._classes[match[2]]}]"
            return f"(?<={letters})" if match[1] == "<" else f"(?={letters})"

        sorted_rules: dict[str, list[tuple[str, Alternatives]]] = {}
        for pattern, found in self._specials.items():
            first = _FIRST.match(pattern)
            for letter in first[1].strip("[]") if first else "":
                sorted_rules.setdefault(letter, []).append((pattern, found))
        compiled = {}
        for letter, rules in sorted_rules.items():
            branches = (_SIDE.sub(side, pattern).replace("^", r"\b").replace("$", r"\b") for pattern, _ in rules)
            compiled[letter] = (re.compile("|".join(f"({branch})" for branch in branches)), rules)
        return compiled

    def _choices(self, name: str) -> tuple[list[Choice], str]:
        """Return where in the name there is a choice, each with what stands before it, and what stands last."""
        if self._by_letter is None:
            self._by_letter = self._compile()
        letters, by_letter = self._letters, self._by_letter
        choices: list[Choice] = []
        fixed = ""
        place = 0
        while place < len(name):
            letter = name[place]
            special = by_letter.get(letter)
            match = special[0].match(name, place) if special else None
            if special and match and match.lastindex and match.end() > place:
                rule, found = special[1][match.lastindex - 1]
                place = match.end()
            else:
                rule, found = letter, letters.get(letter) or ((letter, 1.0),)
                place += 1
            if len(found) == 1:
                fixed += found[0][0]
            else:
                choices.append((fixed, rule, found))
                fixed = ""
        return choices, fixed

    def spell(self, name: str, limit: int = LIMIT) -> tuple[Spelling, ...]:
        """Return the spellings of a name in lower case with their shares, most usual first."""
        choices, last = self._choices(name)
        if limit == 1:
            usual = [(fixed, max(found, key=lambda alternative: alternative[1])) for fixed, _, found in choices]
            return (("".join(fixed + text for fixed, (text, _) in usual) + last, 1.0),)
        rules = [rule for _, rule, _ in choices]
        repeated = {rule for rule in rules if rules.count(rule) > 1}
        states: list[State] = [("", 1.0, {})]
        for fixed, rule, found in choices:
            grown: list[State] = []
            for written, weight, chosen in states:
                before = chosen.get(rule)
                if before is not None:
                    grown.append((written + fixed + found[before][0], weight, chosen))
                    continue
                for number, (text, share) in enumerate(found):
                    kept = chosen | {rule: number} if rule in repeated else chosen
                    grown.append((written + fixed + text, weight * share, kept))
            grown.sort(key=_by_weight)
            # More than are asked for, since different choices can write the same.
            least = grown[0][1] * FLOOR / 2
            states = [state for state in grown[: 2 * limit + 4] if state[1] >= least]
        return best(((written + last, weight) for written, weight, _ in states), limit)


def _by_weight(state: State) -> float:
    return -state[1]


def best(spellings: Iterable[Spelling], limit: int = LIMIT) -> tuple[Spelling, ...]:
    """Return the most usual of the spellings, equal ones put together, without those that nobody makes."""
    shares: dict[str, float] = {}
    for text, weight in spellings:
        shares[text] = shares.get(text, 0.0) + weight
    ranked = sorted(shares.items(), key=lambda item: -item[1])[:limit]
    return tuple((text, weight) for text, weight in ranked if weight >= FLOOR * ranked[0][1])


def capitalised(text: str, target: str = "", after_hyphen: bool = True) -> str:
    """Return a name with its capitals; the Arabic article and "bin" stay small, and a Turkish i keeps its dot."""

    def capital(match: re.Match[str]) -> str:
        letter = match[2]
        return match[1] + ("İ" if letter == "i" and target == "tr" else letter.upper())

    return (_WORD if after_hyphen else _SPACED_WORD).sub(capital, text)


@lru_cache(maxsize=4096)
def cleaned(native: str) -> str:
    """Return a name in small composed letters, without what is in brackets and without marks of pronunciation."""
    text = _MARKS.sub("", unicodedata.normalize("NFC", re.sub(r"\([^)]*\)?", " ", native)))
    text = re.sub(r"[\u2010-\u2015\u05be]", "-", text.lower())
    text = re.sub(r"[^\w\s\-'’ʼ`´״׳\"·‧•]", " ", text)
    return " ".join(re.sub(r"\s*-\s*", "-", text).split())
