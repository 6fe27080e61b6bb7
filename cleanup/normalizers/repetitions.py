"""What stands twice: small words, the tail of a sentence, whole sentences, loops of a translation engine, the headline.

Repairs: "the the"; the tail of a sentence behind its full stop ("the next four years. years."); a name glossed by itself
("Joe Biden (Joe Biden)"). Offers to take out a sentence or paragraph that stands twice in a row. Flags a phrase that an
engine repeated again and again, and a headline that is kept as the first sentence of the body and said again in the lead.

Leaves alone: "had had", "that that", "is is", "went on on Friday", "The The", "Duran Duran", "no, no, no", "very, very",
New York (New York), refrains and lines of verse, lists whose lines begin alike, "etc. etc.", and a headline without a full
point, which is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "repetitions"
# Small words that never stand twice in a row in one phrase; the second list does so rarely ("the man he spoke to to say").
_NEVER = "the a an and of or their our its but from than into".split()
_RARELY = "to for by at with was were are she they".split()
_WORD_TWICE = re.compile(rf"(?<![\w'’-])({'|'.join((*_NEVER, *_RARELY))})((?:[ \u00a0]+\1)+)(?![\w'’-])", re.IGNORECASE)
_TAIL = re.compile(
    r"(?<![\w.])((?:[^\W\d_][\w’'-]*[ ]){0,4}[^\W\d_][\w’'-]{2,})([.!?])([ \u00a0]+)(\1)[.!?](?=\s|$|[^\W\d_a-z])(?![ \u00a0]+[a-z])"
)
_GLOSSED = re.compile(r"(?<![\w’'-])((?:[^\W\d_a-z][\w’'-]*[ ]){1,3}[^\W\d_a-z][\w’'-]+|[A-Z]{2,6})[ ]\(\1\)(?!\w)")
_ABBREVIATED = frozenset("etc viz cit ibid approx no".split())
_LOOP = re.compile(
    r"(?<![\w'’-])((?:[^\W\d_]+[ ]){2,4}?)(?:\1){2,}|(?<![\w'’-])([^\W\d_]{2,}[ ])(?:\2){3,}", re.IGNORECASE
)
_LAUGHTER = re.compile(r"(?:ha|he|ho|la|na|no|yes|blah?|go|very|so|bye|knock|boo|hip|oh|ah|eh|da|dum)", re.IGNORECASE)
_SENTENCE = re.compile(r"[^.!?\n]{40,}[.!?][\"”’]?")
_LONGEST = 400  # letters of a headline
_CONTENT = re.compile(r"[^\W\d_]{4,}")
_SAME = 0.75  # share of a headline's words that stand in the lead
_LEAD = 3  # lines below the headline in which the lead may stand
_TOP = 4_000  # code points in which those lines lie
_FEWEST = 6  # words of a headline that can be compared


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for what stands twice."""
    prose = reading.article.prose
    for find in (_words, _tails, _glosses, _sentences, _loops, _headline):
        for proposal in find(reading, prose):
            if not reading.article.is_protected(proposal.start, proposal.end):
                yield proposal


def _taken_out(
    reading: Reading, start: int, end: int, safety: Safety, artifact: str, message: str, evidence: str
) -> Proposal:
    """Propose to take a stretch out; inside quotation marks an editor decides, as somebody may have said it twice."""
    return reading.replacing(_NAME, artifact, safety, start, end, "", message, evidence)


def _words(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _WORD_TWICE.finditer(prose):
        first, again = match.groups()
        if again != again.lower() or first.isupper():
            continue  # The The, "A A Milne"
        word = first.lower()
        never = word in _NEVER
        yield _taken_out(
            reading, match.start(2), match.end(), Safety.SAFE if never else Safety.REVIEW, "synonym_collapse",
            f"'{word}' stands twice.", f"the word {'cannot' if never else 'rarely'} follow{'' if never else 's'} itself",
        )  # fmt: skip


def _tails(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _TAIL.finditer(prose):
        tail = match.group(4)
        # A tail is less than its sentence: a whole one that stands twice may be meant.
        if tail[0].isupper() or tail in _ABBREVIATED or prose[: match.start()].rstrip(" \u00a0")[-1:] in ("", *".!?\n"):
            continue
        yield _taken_out(
            reading, match.start(3), match.end(), Safety.SAFE, "stray_sentence_break",
            f"'{tail}' is the end of the sentence before, left behind its full point.",
            f"the sentence before ends with '{tail}'",
        )  # fmt: skip


def _glosses(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Take away a name in brackets behind the same name: the original glossed it, and the translation made both one."""
    for match in _GLOSSED.finditer(prose):
        name = match.group(1)
        if any(p.kind == "place" or (p.kind == "country" and len(p.entry) == 2) for p in reading.index.lookup(name)):
            continue  # a city and the province of its name; NATO holds offices like a country
        yield _taken_out(
            reading, match.end(1), match.end(), Safety.SAFE, "consistency_drift",
            f"{name} is explained by its own name.", "the same words stand before the bracket",
        )  # fmt: skip


def _sentences(reading: Reading, prose: str) -> Iterator[Proposal]:
    last: re.Match[str] | None = None
    for match in _SENTENCE.finditer(prose):
        if last is None or match.group().strip() != last.group().strip() or prose[last.end() : match.start()].strip():
            last = match
            continue
        # The sentence goes with the space or the empty line before it.
        yield _taken_out(
            reading, last.end(), match.end(), Safety.REVIEW, "duplicated_lead", "This sentence stands twice in a row.",
            f"the same words end in line {reading.article.line_column(last.start())[0]}",
        )  # fmt: skip


def _loops(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _LOOP.finditer(prose):
        phrase = (match.group(1) or match.group(2)).strip()
        words = phrase.lower().split()
        if all(_LAUGHTER.fullmatch(word) for word in words) or (match.group(1) and len(set(words)) == 1):
            continue
        yield Proposal(
            _NAME,
            "synonym_collapse",
            Safety.FLAG,
            match.start(),
            match.end(),
            (),
            f"'{phrase}' is repeated again and again: the translation engine lost the sentence; ask for the original.",
            f"{match.group().lower().count(phrase.lower())} times in a row",
        )


def _headline(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Flag a first line that ends like a sentence and says what one of the next lines says, and what stands between."""
    lines = list(re.finditer(r"\S[^\r\n]*", prose[:_TOP]))[: _LEAD + 1]
    if len(lines) < 2 or not _one_sentence(lines[0].group()):
        return
    words = set(map(str.lower, _CONTENT.findall(lines[0].group())))
    if len(words) < _FEWEST:
        return
    shares = [len(words & set(map(str.lower, _CONTENT.findall(line.group())))) / len(words) for line in lines[1:]]
    number = next((place for place, share in enumerate(shares, 1) if share >= _SAME), 0)
    if not number:
        return
    shared, line = shares[number - 1], lines[number]
    evidence = f"{round(100 * shared)}% of its words stand in line {reading.article.line_column(line.start())[0]}"
    for place, above in enumerate(lines[:number]):
        if place and not _one_sentence(above.group()):
            continue
        what = "headline" if place == 0 else "line below the headline"
        yield Proposal(
            _NAME,
            "duplicated_lead",
            Safety.FLAG,
            above.start(),
            above.start() + len(above.group().rstrip()),
            (),
            f"The {what} stands as a sentence of the body, before the lead: mark it as what it is, or drop it.",
            evidence if place == 0 else "it stands between the headline and the lead",
        )


def _one_sentence(line: str) -> bool:
    line = line.strip()
    return (
        len(line) <= _LONGEST
        and re.search(r"[^.]\.[\"”’]?$", line) is not None
        and len(re.findall(r"[.!?](?:\s|$)", line)) == 1
    )
