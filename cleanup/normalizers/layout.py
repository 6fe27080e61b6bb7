"""What a page's layout left in the sentences: words cut at a line's end, paragraphs cut in a sentence, credits of pictures
and labels grown into the text.

Repairs: a word that a line's end cuts, where only the whole is a word ("govern-" above "ment"). Offers to join two
paragraphs that are one sentence, to take out a credit ("Zelensky Photo: AFP told reporters", "Pedro Sánchez EFE has said",
"(Photo by Jane Doe/Getty Images) said") and a label ("Read more Biden said") that stand inside a sentence.

Leaves alone: hyphens that belong ("long-" above "term"), hard-wrapped lines, verse, lists, tables, headings, letters,
transcripts, clauses of laws; a paragraph that begins with a name in small letters (iPhone, al-Shabaab, de Gaulle); credits
at the end of a caption; sentences about an agency ("AFP has learned", "the news agency EFE has said"); "read more books".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from cleanup.article import Range
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "layout"
_CUT_WORD = re.compile(r"(?<![\w'’-])([^\W\d_]{2,})-([ \t]*\r?\n[ \t]*(?:\r?\n[ \t]*)?)([a-z]{2,})(?![\w'’-])")
_CUT = re.compile(r"-[ \t]*\r?\n")
_PREFIXES = frozenset("re co pre post non anti pro de un sub inter over under self ex multi semi".split())
# --- paragraphs --------------------------------------------------------------------------------------------------------
_LONG_ENOUGH = 45  # code points of a paragraph that is cut; shorter ones are headings, addresses, lines of verse
_RUNS_ON = re.compile(r"[a-z],?[ \t\r]*$")
_ENDS = re.compile(r"[.!?…][\"”’')\]]*\s*$")
_CLAUSE = re.compile(r"(?:;|:|—|–)[^.;:]{0,40}$|;\s*(?:and|or)$", re.IGNORECASE)
_SMALL_NAME = re.compile(
    r"[a-z]+[A-Z]|(?:al|el|ad|an|as|ash|at|ibn|bin|bint|abu|de|del|della|di|da|dos|du|la|le|von|van|zu|ten|ter|d|l)[-'’ ]\S*[A-Z]"
    r"|[a-z]\)|[ivx]+[.)]|(?:e|i|n)[-.]|https?|www"
)
_CANNOT_END = re.compile(r"(?<![\w-])(?:the|an|their|its|whose|every)[ \t\r]*$")
_FEWEST_WORDS = 4
_LINE = re.compile(r"[^\s][^\r\n]*")
_WRAPPED = 120  # code points of a line that no hand or program wrapped
_LIST = re.compile(r"\s*(?:[-*•–—·>|]|\d+[.)]|\([a-z0-9]+\)|[A-Z][\w ]{0,25}:)")
# --- credits -----------------------------------------------------------------------------------------------------------
_PHOTO_AGENCIES = frozenset(
    """getty|getty images|gettyimages|shutterstock|istock|alamy|epa|epa-efe|pa|pa media|pa wire|pa images|zuma|sipa|imago|nurphoto|
    anadolu|afp via getty images|ap photo|reuters photo|europa press|wikimedia commons|handout|pool|unsplash|pixabay|rex|
    flickr|twitter|facebook|instagram|file|archive""".replace("\n", "")
    .replace("    ", "")
    .split("|")
)
_SAID = (
    r"(?:has|have|had|was|were|is|will|would|said|says|told|added|announced|argued|asked|assured|called|claimed|confirmed|"
    r"declared|denied|explained|insisted|met|noted|promised|recalled|replied|spoke|stated|stressed|warned|wrote)"
)
_CREDIT = re.compile(
    r"(?<=[\w,\"”’]) (?P<credit>[(\[]?(?:Photo(?:graph|s|graphs)?|Image|Picture|Pic|Foto|Credit|Photo credit|Image credit)"
    r"(?: (?:by|from|courtesy of)|:| ©|: ©)? ?(?P<who>(?:©|[A-Z])[\w.'’-]*(?:(?: (?:via )?|/|, | / )[A-Z][\w.'’-]*){0,5}?)[)\]]?)"
    rf"(?= {_SAID}\b)"
)
_CREDIT_WORD = re.compile("Photo|Image|Pic|Foto|Credit|photo")
_BRACKET = re.compile(
    r"(?<=\w) (?P<credit>[(\[](?:(?:File )?(?:Photo|Photograph|Image|Picture|Foto|Credit|AP Photo|Photo credit)(?: by|:|/)[^()\[\]\n]{2,80}"
    r"|[A-Z][^()\[\]\n]{2,40}/(?:Getty Images|AFP|AP|Reuters|EPA))[)\]])(?= [a-z])"
)
_AGENCY = re.compile(
    rf" (?P<agency>[A-Z]{{2,5}}|Reuters|Lusa|Tass|Ansa|Anadolu|Xinhua|Getty Images|Europa Press)(?= {_SAID}\b)"
)
_LABEL_WORDS = (
    "Read ",
    "Also read",
    "See also",
    "Continue",
    "Advertisement",
    "Related",
    "Click",
    "Watch",
    "Share",
    "READ",
    "AD",
    "REL",
)
_LABELS = re.compile(
    r"(?:(?<=[.!?] )|(?<=[.!?][\"”’] )|(?m:^))(?P<label>(?:Read (?:more|also)|Also read|See also|Continue reading|Advertisement|Related(?: news| articles)?|"
    r"Click here|Watch (?:the )?video|Share this|ADVERTISEMENT|READ (?:MORE|ALSO)|ALSO READ|RELATED):?)[ \u00a0]"
    rf"(?=(?P<subject>The [a-z]{{3,}}|(?:The |Mr\.? |Mrs\.? |Ms\.? )?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+){{0,3}}) {_SAID}\b)"
)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for cut words, cut paragraphs, credits and labels."""
    prose = reading.article.prose
    for find in (_words, _paragraphs, _credits, _labels):
        for proposal in find(reading, prose):
            if not reading.article.is_protected(*proposal.place):
                yield proposal


def _proposal(
    reading: Reading,
    start: int,
    end: int,
    right: str,
    artifact: str,
    message: str,
    evidence: str,
    safety: Safety = Safety.REVIEW,
) -> Proposal:
    return reading.replacing(_NAME, artifact, safety, start, end, right, message, evidence)


def _words(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Join what a line's end cuts; where both halves are words the hyphen may be the word's own."""
    index = reading.index
    for match in _CUT_WORD.finditer(prose) if _CUT.search(prose) else ():
        left, gap, right = match.groups()
        whole = left + right
        halves = index.is_english(left) and index.is_english(right)
        if reading.article.has_word(f"{left}-{right}") or (left.lower() in _PREFIXES and index.is_english(right)):
            continue
        if index.is_english(whole):
            evidence = f"'{whole}' is a word"
        elif left[0].isupper() and any(p.right and p.text == whole for p in index.lookup(whole)):
            evidence = f"'{whole}' is in the glossary"
        elif len(whole) > 5 and reading.article.has_word(whole):
            evidence = f"'{whole}' stands elsewhere in the article"
        else:
            continue
        sure = not halves and gap.count("\n") == 1
        yield _proposal(
            reading, match.end(1), match.start(3), "", "layout_fragmentation",
            f"'{whole}' was cut at the end of a line.", evidence if not halves else f"{evidence}; both halves are too",
            Safety.SAFE if sure else Safety.REVIEW,
        )  # fmt: skip


def _paragraphs(reading: Reading, prose: str) -> Iterator[Proposal]:
    places = _units(reading, prose)
    for first, second in pairwise(places):
        above, below = prose[first.start : first.end].strip(), prose[second.start : second.end].strip()
        if len(above) < _LONG_ENOUGH or above[0].islower() or re.search(r"[\n\t]", above + below):
            continue
        if _LIST.match(above) or _LIST.match(below) or len(below.split()) < _FEWEST_WORDS or not _ENDS.search(below):
            continue
        if below[:1].islower():
            small = _SMALL_NAME.match(below)
            if not _RUNS_ON.search(above) or small or _CLAUSE.search(above) or above.isupper():
                continue
            evidence = "the paragraph above has no end, and this one begins in the middle of a sentence"
        elif below[:1].isupper() and _CANNOT_END.search(above):
            evidence = f"no sentence or heading ends with '{above.split()[-1]}'"
        else:
            continue
        start = first.start + len(prose[first.start : first.end].rstrip())
        end = second.start + len(prose[second.start : second.end]) - len(prose[second.start : second.end].lstrip())
        yield _proposal(
            reading, start, end, " ", "layout_fragmentation",
            "The end of a paragraph cuts this sentence in two.", evidence,
        )  # fmt: skip


def _units(reading: Reading, prose: str) -> list[Range]:
    """Return the paragraphs; where lines are too long to be wrapped or verse, every line is one."""
    lines = [Range(*match.span()) for match in _LINE.finditer(prose)]
    return lines if any(line.end - line.start > _WRAPPED for line in lines) else list(reading.article.paragraphs)


def _credits(reading: Reading, prose: str) -> Iterator[Proposal]:
    found = _CREDIT.finditer(prose) if _CREDIT_WORD.search(prose) else ()
    for match in found:
        names = re.split(r" ?/ ?|, | via ", match.group("who").strip("© "))
        known = next((name for name in names if _is_agency(reading, name)), "")
        if known or match.group("credit")[0] in "([" or ":" in match.group("credit"):
            yield _credit(reading, match.start(), match.end("credit"), match.group("credit"), known)
    for match in _BRACKET.finditer(prose) if "(" in prose or "[" in prose else ():
        yield _credit(reading, match.start(), match.end("credit"), match.group("credit"), "")
    for match in _AGENCY.finditer(prose):
        agency = match.group("agency")
        if not _is_agency(reading, agency) or not _is_person(reading, prose, match.start()):
            continue
        yield _credit(reading, match.start(), match.end("agency"), agency, agency)


def _credit(reading: Reading, start: int, end: int, credit: str, known: str) -> Proposal:
    evidence = (
        f"'{known}' provides pictures, and the sentence goes on behind it"
        if known
        else "the sentence goes on behind it"
    )
    return _proposal(
        reading,
        start,
        end,
        "",
        "caption_credit_merge",
        f"The credit '{credit}' of a picture has grown into the sentence.",
        evidence,
    )


def _is_agency(reading: Reading, name: str) -> bool:
    if name.lower() in _PHOTO_AGENCIES:
        return True
    return any(
        posting.right
        and posting.kind == "organisation"
        and reading.index.entry(posting.kind, posting.entry).get("kind") in ("outlet", "news-agency")
        for posting in reading.index.lookup(name)
    )


def _is_person(reading: Reading, prose: str, end: int) -> bool:
    """Tell whether the name of a person, and not one that an agency may share, ends at `end`."""
    return any(
        posting.kind == "person"
        and posting.right
        and (posting.part == "full" or prose[hit.start - 1 : hit.start] == " ")
        for hit in reading.hits_ending(end, end)
        for posting in hit.postings
    ) and not re.search(
        r"\b(?:agency|newspaper|broadcaster|daily|to|by)(?: [A-Z]\S+)? $", prose[max(0, end - 40) : end + 1]
    )


def _labels(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _LABELS.finditer(prose) if any(word in prose for word in _LABEL_WORDS) else ():
        start, end = match.start("label"), match.end()
        subject = match.group("subject")
        label = match.group("label").rstrip(":.")
        yield _proposal(
            reading, start, end, "", "caption_credit_merge",
            f"The label '{label}' of a page has grown into the sentence.", f"the sentence begins with '{subject}'",
        )  # fmt: skip
