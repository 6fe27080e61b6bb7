"""Grammar and spelling by LanguageTool, asked through language-tool-python.

Repairs: what LanguageTool says of grammar, confused words and misspellings in a paragraph. It runs on this machine,
started when it is needed and shared by all commands (`--languagetool auto`, after `cleanup languagetool install`), or
where you name a server; nothing leaves the machine unasked. `glossaries/languagetool.csv` lists, with reason and example,
the rules that are noise on news copy (off), those whose suggestions are a guess (flag), and the few that are certain
(safe); your `[languagetool]` table has the last word with `enable` and `disable`. Everything else is for review, or a flag
where LanguageTool has no suggestion. An unknown word in small letters is flagged, and offered the word one letter away
where that is probable; so is a name one letter away from a name that the article has more often.

Leaves alone: names and whatever the glossary knows, which LanguageTool never sees; addresses, code and other protected
stretches; British and American spelling; unknown words with a capital (one with a single English neighbour, "Technlogy", is
flagged) or a foreign letter, coined compounds ("homewear") and words that the article uses again and again; commas,
hyphens, accents, capitals and style, which belong to the house. Inside quotation marks nothing is certain. Where another
normalizer sees the same place, LanguageTool's finding is set aside.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator
from fnmatch import fnmatchcase
from functools import cached_property
from itertools import pairwise

from cleanup.article import Range
from cleanup.declarations import TYPE_CHECKING, dataclass
from cleanup.forms import starts_sentence
from cleanup.glossary.folding import unaccented
from cleanup.glossary.index import Hit, Index
from cleanup.languagetool import is_installed
from cleanup.languagetool.choices import Choices
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

if TYPE_CHECKING:
    from cleanup.languagetool.asking import Answer, Part, Passage, Rules

_NAME = "grammar"
_BRITISH = ("bbc", "guardian")
_SPELLING = re.compile(r"MORFOLOGIK|HUNSPELL|MULTITOKEN_SPELLING")
_KNOWN_KINDS = frozenset({"person", "place", "organisation"})
# What LanguageTool reads in place of a name: a word of the same kind that begins with a consonant, or a vowel behind "an".
_STAND_INS = {
    "person": ("Thompson", "Atkinson"),
    "place": ("Bristol", "Exeter"),
    "organisation": ("Parliament", "Interpol"),
    "protected": ("Bristol", "Exeter"),
}
_STAND_IN_WORDS = frozenset(word for pair in _STAND_INS.values() for word in pair)
_UNREAD = re.compile(r"[<\[&`~-]")  # how markup begins that stands for nothing
_LINE = re.compile(r"[^\r\n\u2028\u2029]+")
_LINE_ENDS = re.compile(r"([\r\n\u2028\u2029]+)")
_WRAPPED = (45, 100)  # code points in a line of wrapped text
_LETTERS = re.compile(r"[^\W\d_]{2}")
_NAME_BEFORE = re.compile(r"[^\W\d_a-z]\w*[ -]$")
_NAME_BEHIND = re.compile(r"[ -][^\W\d_a-z]")
_WORD_BEHIND = re.compile(r"[ \u00a0]([a-z]+)(?![\w'’-])")
_DIGITS = re.compile(r"\d")
_NAMED = re.compile(r"(?<=[ -])[A-Z]\w+")
_PROPER_NAME = re.compile(r"proper name ‘(\w+)’")
_SMALL_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*(?: [a-z]+(?:-[a-z]+)*)*")
_WORD = re.compile(r"\w+(?:-\w+)*")
_SENTENCE = re.compile(r"(.+?(?<!e\.g)(?<!i\.e)[.!?])\s+[A-Z‘“\"(]")
_OTHER_ENGLISH = re.compile(r"\b(?:British|American) English")
_PREFIXES = ("anti", "co", "counter", "cyber", "de", "down", "dis", "eco", "euro", "ex", "extra", "hyper", "inter", "mega", "micro",
    "mid", "mini", "mis", "multi", "neo", "non", "off", "on", "out", "over", "post", "pre", "pro", "pseudo", "re", "semi", "sub", "super",
    "tele", "trans", "ultra", "un", "under", "up")  # fmt: skip
# Words of a sentence: what is grown together with one of them ("peopleare") is no coined compound.
_LINKS = frozenset(
    """a about after all also an and any are as at be been before but by can could did do does for from had has have he her him his
    how if in into is it its just may more most must no not now of on one only or other our out over said say says she should
    so some such than that the their them then there these they this those through to under until up was we were what when
    where which while who will with would you""".split()
)
_DELIBERATE = 3  # times that an unknown word stands in an article before it is taken for a word
_SHOWN = 5  # suggestions
_LONG_ENOUGH, _FEW = 6, 3  # letters of a slip, and suggestions for it, where the nearest word is probable
_NEAR = 40  # code points before a finding in which the name that it speaks of stands


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield what LanguageTool says; raise LanguageToolError where it was asked for and does not answer."""
    choices = reading.languagetool
    if choices.server == "off" or not reading.article.prose.strip():
        return
    if choices.server is None and not is_installed():
        return
    from cleanup.languagetool.asking import ask

    states = _States(reading.index.tables["languagetool"], choices)
    hidden = _Hidden(reading)
    places, passages = [], []
    for place in _places(reading):
        passage = _passage(reading, place, hidden)
        if passage is not None:
            places.append(place)
            passages.append(passage)
    language = "en-GB" if reading.style in _BRITISH else "en-US"
    words = _Words(reading)
    for place, said in zip(places, ask(passages, language, states.rules(), choices), strict=True):
        foreign = _runs(reading.article.prose[place.start : place.end], said)
        for answer in said:
            run = foreign.get(answer, answer)
            if run is not None:
                proposal = _judged(reading, place.start, run, states, hidden, words)
                if proposal is not None:
                    yield proposal


def _runs(text: str, said: list[Answer]) -> dict[Answer, Answer | None]:
    """Return, for unknown small words side by side, what is told instead: the first of them as the whole run, without help.

    They are words of another language, and no slips.
    """
    unknown = [a for a in said if _SPELLING.search(a.rule) and _SMALL_WORD.fullmatch(text, a.start, a.end)]
    runs: list[list[Answer]] = []
    for answer in unknown:
        if runs and answer.start - runs[-1][-1].end == 1 and text[answer.start - 1] == " ":
            runs[-1].append(answer)
        else:
            runs.append([answer])
    found: dict[Answer, Answer | None] = {}
    for run in runs:
        if len(run) > 1:
            found.update(dict.fromkeys(run))
            found[run[0]] = run[0]._replace(end=run[-1].end, replacements=())
    return found


class _States:
    """Which rules count, and how much: what the newsroom says, then the reviewed list; the nearer name wins."""

    def __init__(self, listed: dict[str, str], choices: Choices) -> None:
        self._exact = {rule: state for rule, state in listed.items() if "*" not in rule}
        self._families = sorted(((r, s) for r, s in listed.items() if "*" in r), key=lambda family: -len(family[0]))
        self._choices = choices

    def of(self, rule: str, category: str) -> str:
        """Return `on`, `off`, `flag` or `safe`."""
        for name in (rule, category):
            if name in self._choices.disable:
                return "off"
            if name in self._choices.enable:
                listed = self._listed(rule, "")
                return "on" if listed == "off" else listed
        return self._listed(rule, category)

    def _listed(self, rule: str, category: str) -> str:
        if rule in self._exact:
            return self._exact[rule]
        family = next((state for pattern, state in self._families if fnmatchcase(rule, pattern)), None)
        return family or self._exact.get(category, "on")

    def rules(self) -> Rules:
        """Return what is asked of the server, so that it need not do what would be thrown away."""
        from cleanup.languagetool.asking import Rules

        on = {rule for rule, state in self._exact.items() if state != "off"} | set(self._choices.enable)
        off = {rule for rule, state in self._exact.items() if state == "off"} - on | set(self._choices.disable)
        # A name that is the other kind (a rule, a category) is none that the server knows, and does nothing.
        return Rules(tuple(sorted(off)), tuple(sorted(off)), tuple(sorted(on - off)))


# --- what is sent


@dataclass(frozen=True, slots=True)
class _Stretch:
    """A stretch that LanguageTool does not see, and the kind of word that stands for it; '' for nothing at all."""

    start: int
    end: int
    kind: str


class _Hidden:
    """What LanguageTool does not see: protected stretches, and names of which the dictionary may not know a word."""

    def __init__(self, reading: Reading) -> None:
        prose, article = reading.article.prose, reading.article
        found = [
            _Stretch(r.start, r.end, "" if _UNREAD.match(prose, r.start) else "protected") for r in article.protected
        ]
        end = 0
        for hit in reading.hits:
            if hit.start < end or not prose[hit.start].isupper() or article.is_protected(hit.start, hit.end):
                continue
            kind = _kind(hit)
            if kind and not _is_plain(reading, prose[hit.start : hit.end]):
                found.append(_Stretch(hit.start, hit.end, kind))
                end = hit.end
        self._stretches = sorted(found, key=lambda stretch: stretch.start)  # no two of them overlap
        self._ends = [stretch.end for stretch in self._stretches]

    def within(self, start: int, end: int) -> Iterator[_Stretch]:
        """Yield the stretches that share a code point with `start`-`end`, in order."""
        for number in range(bisect_right(self._ends, start), len(self._stretches)):
            if self._stretches[number].start >= end:
                return
            yield self._stretches[number]


def _kind(hit: Hit) -> str:
    kinds = {posting.kind for posting in hit.postings} & _KNOWN_KINDS
    return "person" if "person" in kinds else min(kinds, default="")


def _is_plain(reading: Reading, name: str) -> bool:
    """Tell whether every word of a name is in the dictionary anyway, or is an acronym: no reason to hide it."""
    return all(word.isupper() or reading.index.is_english(word) for word in re.findall(r"[^\W_]+", name))


def _places(reading: Reading) -> Iterator[Range]:
    """Yield what is checked by itself: a line, or a paragraph whose lines are wrapped."""
    prose = reading.article.prose
    for paragraph in reading.article.paragraphs:
        lines = [Range(*match.span()) for match in _LINE.finditer(prose, paragraph.start, paragraph.end)]
        least, most = _WRAPPED
        wrapped = any(
            least <= line.end - line.start and prose[following.start : following.start + 1].islower()
            for line, following in pairwise(lines)
        ) and all(line.end - line.start <= most for line in lines)
        yield from [Range(lines[0].start, lines[-1].end)] if wrapped else lines


def _passage(reading: Reading, place: Range, hidden: _Hidden) -> Passage | None:
    """Return a place as annotated text, or None if nothing in it is to be read."""
    from cleanup.languagetool.asking import Part

    prose = reading.article.prose
    parts: list[Part] = []
    at = place.start
    for stretch in hidden.within(place.start, place.end):
        start, end = max(stretch.start, at), min(stretch.end, place.end)
        parts.extend(_read(prose[at:start]))
        parts.append(Part(prose[start:end], _stand_in(stretch.kind, prose[max(0, start - 3) : start])))
        at = end
    parts.extend(_read(prose[at : place.end]))
    if not any(part.stand_in is None and _LETTERS.search(part.text) for part in parts):
        return None
    return tuple(parts)


def _read(text: str) -> Iterator[Part]:
    """Yield text as it is read, a line end of wrapped text as a space."""
    from cleanup.languagetool.asking import Part

    for piece in _LINE_ENDS.split(text):
        if piece:
            yield Part(piece, " " if _LINE_ENDS.fullmatch(piece) else None)


def _stand_in(kind: str, before: str) -> str:
    if not kind:
        return ""
    consonant, vowel = _STAND_INS[kind]
    return vowel if before.lower().endswith("an ") else consonant


# --- what is made of the answers


def _judged(
    reading: Reading, at: int, answer: Answer, states: _States, hidden: _Hidden, words: _Words
) -> Proposal | None:
    article = reading.article
    start, end = at + answer.start, at + answer.end
    text = article.prose[start:end]
    state = states.of(answer.rule, answer.category)
    if state == "off" or not text.strip() or any(True for _ in hidden.within(start, end)):
        return None
    if any(word in replacement and word not in text for replacement in answer.replacements for word in _STAND_IN_WORDS):
        return None
    message = _message(reading, start, answer.message, hidden)
    if message is None:
        return None
    replacements = [replacement for replacement in answer.replacements if replacement != text]
    if _SPELLING.search(answer.rule):
        if _OTHER_ENGLISH.search(answer.message):
            return None
        judged = _spelling(reading, start, text, replacements, words)
        if judged is None:
            return None
        replacements, message = judged
    elif replacements and unaccented(text) == unaccented(replacements[0]):
        return None
    elif (named := _PROPER_NAME.search(message)) and reading.index.is_english(named.group(1)):
        return None  # "Death toll rises": a word with the capital of its place
    elif state == "flag" or (replacements and _loses(text, replacements[0])):
        if replacements and replacements[0] not in message:
            message = f"{message[:-1]}: perhaps '{replacements[0]}'."
        replacements = []
    safety = Safety.REVIEW
    if state == "safe" and len(replacements) == 1 and _is_certain(reading, start, end):
        safety = Safety.SAFE
    edits = (Edit(start, end, text, replacements[0]),) if replacements else ()
    return Proposal(
        _NAME,
        "grammar_minor",
        safety if edits else Safety.FLAG,
        start,
        end,
        edits,
        message,
        f"LanguageTool, rule {answer.rule}",
        answer.rule,
        tuple(replacements[1:_SHOWN]),
    )


def _loses(text: str, replacement: str) -> bool:
    """Tell whether a replacement changes a number, or takes away a capitalised word behind the first: a name, a title."""
    if _DIGITS.findall(text) != _DIGITS.findall(replacement):
        return True
    return not set(_NAMED.findall(text)) <= set(_WORD.findall(replacement))


def _is_certain(reading: Reading, start: int, end: int) -> bool:
    """Tell whether a certain rule may count as such here: outside quotations, before a small word of plain English.

    British writers still say "an hotel".
    """
    prose = reading.article.prose
    if reading.article.in_quotation(max(0, start - 1), end + 1):
        return False
    following = _WORD_BEHIND.match(prose, end)
    return (
        following is not None
        and not prose[max(0, start - 1) : start].strip()
        and (prose[start].islower() or starts_sentence(prose, start))
        and reading.index.is_english(following.group(1))
        and not (following.group(1).startswith("h") and prose[start:end].lower() == "an")
    )


def _message(reading: Reading, start: int, message: str, hidden: _Hidden) -> str | None:
    """Return what LanguageTool says as one sentence, with the names of the article; None if it cannot be said.

    It speaks of the word that it read in place of a name. A team or a country may take a plural verb; a person may not.
    """
    first = _SENTENCE.match(message)
    text = (first.group(1) if first else message).strip()
    for kind, words in _STAND_INS.items():
        for word in words:
            if word in text:
                before = [stretch for stretch in hidden.within(max(0, start - _NEAR), start) if stretch.kind == kind]
                if kind != "person" or not before:
                    return None
                text = text.replace(word, reading.article.prose[before[-1].start : before[-1].end])
    return text if text.endswith((".", "!", "?")) else f"{text}."


class _Words:
    """How often each word stands in the article."""

    def __init__(self, reading: Reading) -> None:
        self._reading = reading

    @cached_property
    def counts(self) -> Counter[str]:
        """The words as they are spelled."""
        return Counter(_WORD.findall(self._reading.article.prose))

    @cached_property
    def _names(self) -> list[str]:
        index = self._reading.index
        return [word for word in self.counts if len(word) > 4 and word[0].isupper() and not index.is_english(word)]

    def nearest_name(self, word: str) -> str | None:
        """Return the name that the article has more often and that `word` is a slip of, or None."""
        near = [n for n in self._names if self.counts[n] > self.counts[word] and _is_a_slip(word, n)]
        return max(near, key=lambda name: (self.counts[name], name), default=None)


def _spelling(
    reading: Reading, start: int, word: str, suggestions: list[str], words: _Words
) -> tuple[list[str], str] | None:
    """Return the replacements and the message for a word that LanguageTool does not know; None to leave it alone."""
    index, prose = reading.index, reading.article.prose
    if index.is_english(word) or index.lookup(word):
        return None
    if not _SMALL_WORD.fullmatch(word):
        if " " in word:
            if unaccented(word) in map(unaccented, suggestions):
                return None
            famous = next((s for s in suggestions if _is_a_slip(word.lower(), s.lower())), None)
            return None if famous is None else ([], f"'{word}' is one letter away from '{famous}'.")
        if not word[:1].isupper() or word.isupper() or not word.isalpha():
            return None
        if (
            len(suggestions) == 1
            and len(word) > _LONG_ENOUGH
            and index.is_english(suggestions[0])
            and _is_a_slip(word, suggestions[0])
        ):
            return [], f"'{word}' is one letter away from '{suggestions[0]}', and nothing else is near."
        near = words.nearest_name(word)
        if near is None or unaccented(near) == unaccented(word):
            return None
        return [near], f"'{word}' is one letter away from '{near}', which the article has more often."
    if len(word) < 4 and (
        _NAME_BEFORE.search(prose[max(0, start - 30) : start]) or _NAME_BEHIND.match(prose, start + len(word))
    ):
        return None
    if prose[max(0, start - 1) : start] in ("'", "’", "-", "@", "#", "/", "_", "."):
        return None
    if all(index.is_english(part) for part in re.split(r"[- ]", word)) or _is_coined(index, word):
        return None
    if words.counts[word] >= _DELIBERATE:
        return None
    near_words = [s for s in suggestions if s.islower() and s.isalpha() and _is_a_slip(word, s)]
    message = f"Neither the dictionary nor the glossary knows '{word}'."
    if near_words:
        message = f"{message[:-1]}; '{near_words[0]}' is one letter away."
    # In a translation, an unknown word is as often a word of the original as a slip.
    probable = len(word) >= _LONG_ENOUGH and len(suggestions) <= _FEW and index.is_english((near_words or [""])[0])
    return (near_words if probable else []), message


def _is_coined(index: Index, word: str) -> bool:
    """Tell whether a word is two of the dictionary, or a prefix and one, neither a small word of a sentence."""
    for at in range(2, len(word) - 2):
        head, tail = word[:at], word[at:]
        if index.is_english(tail) and len(tail) > 2 and tail not in _LINKS:
            if head in _PREFIXES:
                return True
            if len(head) > 2 and index.is_english(head) and head not in _LINKS:
                return True
    return False


def _is_a_slip(word: str, right: str) -> bool:
    """Tell whether one letter dropped, added, changed or exchanged with its neighbour makes `word` of `right`.

    The first letter stays, and another ending (Ivanov, Ivanova; Qatar, Qatari; hoggery, hoggers) is no slip.
    """
    if word[0] != right[0] or word == right or abs(len(word) - len(right)) > 1:
        return False
    same = next((n for n, (a, b) in enumerate(zip(word, right, strict=False)) if a != b), min(len(word), len(right)))
    here, there = word[same:], right[same:]
    if len(here) < 2 and len(there) < 2:
        return False
    if len(here) == len(there):
        if {here[0], there[0]} == {"s", "z"}:
            return False  # British and American
        return here[1:] == there[1:] or (here[:2] == there[1::-1] and here[2:] == there[2:])
    return bool(here and there) and (here[1:] == there or here == there[1:])
