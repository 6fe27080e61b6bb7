"""Closed confusions: its/it's, of/have, then/than, in frames where only one reading is possible.

A frame is a short pattern of tokens (spaCy's Matcher) in which one of the two words cannot stand: "it's own" (nothing can
be "own"), "would of been" (no verb allows it), "rather then" before a phrase. Tokens are only made when a cheap search
finds the words of a frame in the text.

Leaves alone: "it's" before anything that can be a predicate ("it's legitimate", "it's right to defend oneself" without
an adjective), "would, of course, be", "then" in time ("more then came"), and everything inside quotation marks, which
is offered for review: people do speak so.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache

from cleanup.article import Range
from cleanup.declarations import TYPE_CHECKING, Any, NamedTuple
from cleanup.forms import carry_case
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

if TYPE_CHECKING:
    from spacy.matcher import Matcher
    from spacy.tokens import Doc
    from spacy.vocab import Vocab

_NAME = "confusions"
_IT_S: list[dict[str, Any]] = [{"LOWER": "it"}, {"LOWER": {"IN": ["'s", "’s"]}}]
# Singular nouns that can be counted: after "it is ADJECTIVE" they would need an article, so "it's" is the possessive.
_COUNTED = """right president government minister army leader ambassador embassy constitution neighbor neighbour ally founder
headquarters spokesman spokeswoman spokesperson representative mandate predecessor successor website charter foothold""".split()
# Nouns that may also stand without an article ("it's Russian airspace"): possessive only behind a preposition.
_UNCOUNTED = "territory airspace border capital economy parliament budget currency soil coast".split()
_PLURALS = "citizens people allies borders neighbors neighbours members troops forces leaders partners obligations commitments".split()
_PARTICIPLES = """been had done gone made taken given come become known seen said told left lost won paid sent kept held put
called asked helped worked wanted liked loved happened changed stopped started thought brought bought died lived""".split()
_PREPOSITIONS = "of with from by against within through despite throughout under across".split()


class _Frame(NamedTuple):
    """A frame: how to find it cheaply, its tokens, which of them is wrong, what belongs there, how sure that is."""

    name: str
    cue: re.Pattern[str]
    tokens: list[dict[str, Any]]
    wrong: tuple[int, int]  # the tokens to replace, half open
    right: str
    safety: Safety
    why: str


_I = re.IGNORECASE
_FRAMES = (
    _Frame("its own", re.compile(r"\bit['’]s\s+(?:very\s+)?own\b", _I), [*_IT_S, {"LOWER": "very", "OP": "?"}, {"LOWER": "own"}],
           (0, 2), "its", Safety.SAFE, "nothing can be 'own', so this is the possessive"),
    _Frame("its right", re.compile(r"\bit['’]s\s+[a-z-]+\s+(?:[a-z-]+\s+)?(?:" + "|".join(_COUNTED) + r")\b", _I),
           [*_IT_S, {"LOWER": {"REGEX": r"^(?!a$|an$|the$|not$|no$|your$|my$|his$|her$|our$|their$|this$|that$|in$|on$|at$|all$|only$|just$|one$|because$|always$|never$|also$|even$|still$|now$|mostly$|against$|versus$|to$|by$|for$|of$|with$|from$|and$|or$|about$|almost$|quite$|far$|so$|very$|too$|what$|who$|why$|how$|.*ly$)[a-z-]+$"}, "OP": "{1,2}"},
            {"LOWER": {"IN": _COUNTED}}, {"LOWER": {"REGEX": r"^(?:[.,;:!?\"”’)]|to|of|in|on|for|and|or|is|was|has|had|will|would|said|from|with|at|by|as)$"}}],
           (0, 2), "its", Safety.REVIEW, "'it is' would need an article before this noun"),
    _Frame("its citizens", re.compile(r"\b(?:" + "|".join(_PREPOSITIONS) + r")\s+it['’]s\s+[a-z]", _I),
           [{"LOWER": {"IN": _PREPOSITIONS}}, *_IT_S, {"LOWER": {"REGEX": r"^(?!a$|an$|the$|not$|like$|been$|going$)[a-z-]+$"}, "OP": "{0,2}"},
            {"LOWER": {"IN": [*_COUNTED, *_UNCOUNTED, *_PLURALS]}}],
           (1, 3), "its", Safety.SAFE, "after a preposition this is the possessive"),
    _Frame("it's been", re.compile(r"\bits\s+(?:been|not)\b", _I), [{"LOWER": "its"}, {"LOWER": {"IN": ["been"]}}],
           (0, 1), "it's", Safety.REVIEW, "the possessive cannot stand before this word"),
    _Frame("would have", re.compile(r"\b(?:could|would|should|must|might)(?:n['’]t)?\s+of\s+(?:" + "|".join(_PARTICIPLES) + r")\b", _I),
           [{"LOWER": {"IN": ["could", "would", "should", "must", "might", "n't", "n’t"]}}, {"LOWER": "of"}, {"LOWER": {"IN": _PARTICIPLES}}],
           (1, 2), "have", Safety.SAFE, "after a modal verb this is 'have'"),
    _Frame("rather than", re.compile(r"\brather\s+then\s+(?:the|a|an|to|on|in|at|by|with|for|from|[a-z]+ing)\b", _I),
           [{"LOWER": "rather"}, {"LOWER": "then"}, {"LOWER": {"REGEX": r"^(?:the|a|an|to|on|in|at|by|with|for|from|[a-z]+ing)$"}}],
           (1, 2), "than", Safety.SAFE, "a comparison takes 'than'"),
    _Frame("more than", re.compile(r"\b(?:more|less|fewer|higher|lower|larger|smaller|greater|better|worse|older|younger)\s+then\s+[\d$€£]", _I),
           [{"LOWER": {"IN": "more less fewer higher lower larger smaller greater better worse older younger".split()}}, {"LOWER": "then"},
            {"TEXT": {"REGEX": r"^[\d$€£]"}}],
           (1, 2), "than", Safety.SAFE, "a comparison takes 'than'"),
    _Frame("a lot", re.compile(r"\balot\s+of\b", _I), [{"LOWER": "alot"}, {"LOWER": "of"}],
           (0, 1), "a lot", Safety.SAFE, "it is written as two words"),
    _Frame("their own", re.compile(r"\b(?:there|they['’]re)\s+own\s+[a-z]", _I), [{"LOWER": "there"}, {"LOWER": "own"}, {"IS_ALPHA": True}],
           (0, 1), "their", Safety.REVIEW, "'own' takes the possessive"),
)  # fmt: skip


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield a proposal for each frame that holds."""
    article = reading.article
    cues = {frame.name: [match.start() for match in frame.cue.finditer(article.prose)] for frame in _FRAMES}
    places = sorted(place for found in cues.values() for place in found)
    if not places:
        return
    cued = {name for name, found in cues.items() if found}
    for part in article.paragraphs:  # only these are cut into tokens
        if bisect_left(places, part.start) < bisect_left(places, part.end):
            yield from _in_paragraph(reading, part, cued)


def _in_paragraph(reading: Reading, part: Range, cued: set[str]) -> Iterator[Proposal]:
    prose = reading.article.prose[part.start : part.end]
    doc = reading.article.analysed(part).doc
    frames = {frame.name: frame for frame in _FRAMES}
    seen: set[int] = set()
    for number, start, end in sorted(_matcher(doc.vocab)(doc), key=lambda match: _order(doc, frames, match)):
        frame = frames[doc.vocab.strings[number]]
        first, last = doc[start + frame.wrong[0]], doc[start + frame.wrong[1] - 1]
        begin, stop = first.idx, last.idx + len(last)
        at, to = part.start + begin, part.start + stop
        if begin in seen or frame.name not in cued or reading.article.is_protected(at, to):
            continue
        if _noun_before(doc, start, frame) or prose[doc[end - 1].idx + len(doc[end - 1]) :][:1] == "-":
            continue
        seen.add(begin)
        wrong = prose[begin:stop]
        right = (
            frame.right.upper()
            if wrong.upper() == wrong and len(wrong) > 2
            else carry_case(wrong, frame.right, keep_first=True)
        )
        edit = Edit(at, to, wrong, right)
        inside = reading.article.in_quotation(at, to)
        shown = prose[doc[start].idx : doc[end - 1].idx + len(doc[end - 1])]
        yield Proposal(
            _NAME, "grammar_minor", frame.safety.at_most(Safety.REVIEW) if inside else frame.safety, at, to, (edit,),
            f"In '{shown}' it must be '{edit.replacement}': {frame.why}.", f"frame '{frame.name}'",
        )  # fmt: skip


def _order(doc: Doc, frames: dict[str, _Frame], match: tuple[int, int, int]) -> tuple[int, int, int]:
    """Order matches by place; at one place the safest frame comes first, then the longest."""
    number, start, end = match
    frame = frames[doc.vocab.strings[number]]
    return doc[start + frame.wrong[0]].idx, frame.safety.rank, -(end - start)


def _noun_before(doc: Doc, start: int, frame: _Frame) -> bool:
    """Tell whether the first word of a frame is a noun there, or "own" begins a compound: then nothing is wrong."""
    before = doc[start - 1].lower_ if start else ""
    if frame.name == "would have":
        return before in ("the", "a", "an", "his", "her", "its", "their", "our", "military", "full", "all")
    if frame.name == "its own":
        after = doc[start + 3 : start + 5].text.lower()
        return (not start or doc[start - 1].is_punct or doc[start - 1].is_space) and after.startswith(("goal", "-"))
    return False


@lru_cache(maxsize=2)
def _matcher(vocab: Vocab) -> Matcher:
    from spacy.matcher import Matcher

    matcher = Matcher(vocab)
    for frame in _FRAMES:
        matcher.add(frame.name, [frame.tokens])
    return matcher
