"""Which prose lies inside quotation marks.

Wording inside is what somebody said, and is never changed on its own. So the rule for doubt is simple: where the marks
of a paragraph do not pair, the stretch that they might enclose is *uncertain*, and uncertain counts as inside.

Known: straight double marks, curly marks, guillemets (either direction), German low marks, single marks of all those
kinds, nesting, and quotations of several paragraphs that reopen at each paragraph and close only at the last. Known to
be something else: apostrophes, plural possessives, elisions ('90s, rock 'n' roll), inches, feet, minutes, seconds, bytes read in a wrong encoding.
"""

from __future__ import annotations

import re

from cleanup.declarations import NamedTuple
from cleanup.proposal import Edit


class Quotation(NamedTuple):
    """A stretch inside quotation marks, marks included; code points, half open.

    `certain` is false where the marks do not pair. `opener` is the mark that opens it, or an empty string where only a
    closing mark was found.
    """

    start: int
    end: int
    certain: bool
    opener: str


class Unpaired(NamedTuple):
    """A double mark without a partner in its paragraph."""

    position: int
    mark: str
    opening: bool


_CURLY = re.compile("[“”]")
# Behind "â", or behind a capital with an accent inside a word, a mark is a byte of a letter or of another mark that was
# read in the wrong encoding ("ZoÃ«", "Å“uvre", "â€”").
_MARK = re.compile("''|``|(?<![âÂÃÄÅ])(?<!â€)[\"“”„‟«»‹›‘’‚‛'](?!Ä)|(?<![a-z][ÂÃÄÅ])(?<=[ÂÃÄÅ])[“”„«»‘’‚](?![a-z])")
_PARAGRAPH = re.compile(r"[^\n\r\u2029]+")
_ELISIONS = re.compile(
    r"(?:\d0s|\d\d\b|[eE]m\b|[tT]is\b|[tT]was\b|[tT]il\b|[nN]['’]|[cC]ause\b|[rR]ound\b|[bB]out\b|[kK]\b|[aA]ppen\b)"
)
_DOUBLE = set('"“”„‟«»‹›')
_CLOSERS = {
    '"': '"”',
    "“": '”"“',
    "„": '“”"‟„',
    "‟": '”"',
    "”": "”",
    "«": "»",
    "»": "«»",
    "‹": "›",
    "›": "‹",
    "‘": "’'",
    "’": "’",
    "‚": "‘’'",
    "‛": "’'",
    "'": "'’",
}
_OPENING_BEFORE = set(" \t\u00a0\u202f\u2009\u200a\u2002\u2003([{—–-/…¿¡*_>|\ufeff")
_LINES_BELOW = 6  # how far down the closing mark of an open quotation is looked for
_SINGLE_LIMIT = 600  # a single-quoted stretch longer than this in one paragraph is taken for two apostrophes


def find_quotations(prose: str) -> tuple[Quotation, ...]:
    """Return the quotations of `prose` in order; where they nest or touch, only the outermost."""
    return _scan(prose)[0]


def find_unpaired(prose: str) -> tuple[Unpaired, ...]:
    """Return the double marks that have no partner, multi-paragraph quotations understood."""
    return _scan(prose)[1]


def has_marks(prose: str, start: int, end: int) -> bool:
    """Tell whether a mark stands in a stretch of `prose` that is no apostrophe inside a word."""
    return any(
        not (prose[match.start() - 1 : match.start()].isalnum() and prose[match.end() : match.end() + 1].isalnum())
        for match in _MARK.finditer(prose, start, end)
    )


def _scan(prose: str) -> tuple[tuple[Quotation, ...], tuple[Unpaired, ...]]:
    if not _MARK.search(prose):
        return (), ()
    lines = [match.span() for match in _PARAGRAPH.finditer(prose) if not match.group().isspace()]
    scanned = [_scan_turned(prose, start, end) or _scan_paragraph(prose, start, end) for start, end in lines]
    found = [quotation for _, quotations, _ in scanned for quotation in quotations]
    strays = [list(lost) for _, _, lost in scanned]
    unpaired: list[Unpaired] = []
    for number, (opened, _, _) in enumerate(scanned):
        if opened is None:
            continue
        position, mark = opened
        end = lines[number][1]
        # One mark stayed open. If the next paragraph opens with the same mark, the quotation goes on there, as good
        # typography has it, and this paragraph is inside for certain.
        following = lines[number + 1] if number + 1 < len(lines) else None
        first = prose[following[0] : following[1]].lstrip()[:1] if following else ""
        if first == mark or (mark == "“" and first == '"') or (mark == "«" and first == "»"):
            found.append(Quotation(position, end, True, mark))
            continue
        # Where every sentence has a line of its own, the closing mark may stand a few lines further down.
        closer = _closer_below(scanned, strays, number, mark)
        found.append(Quotation(position, closer.position + 1 if closer else end, closer is not None, mark))
        if closer is None:
            unpaired.append(Unpaired(position, mark, True))
    unpaired.extend(lost for line in strays for lost in line)
    return tuple(_outermost(found)), tuple(sorted(unpaired))


_Scanned = tuple[tuple[int, str] | None, list[Quotation], list[Unpaired]]


def _scan_turned(prose: str, start: int, end: int) -> _Scanned | None:
    """Pair the curly marks of a line in turn where some face the wrong way and there are no marks of other kinds."""
    places = [match.start() for match in _CURLY.finditer(prose, start, end)]
    if not places or not turned_marks(prose, start, end):
        return None
    between = zip([start, *(place + 1 for place in places)], [*places, end], strict=True)
    if any(has_marks(prose, *stretch) for stretch in between):
        return None
    pairs = zip(places[::2], places[1::2], strict=True)
    return None, [Quotation(first, last + 1, True, "“") for first, last in pairs], []


def _closer_below(scanned: list[_Scanned], strays: list[list[Unpaired]], number: int, mark: str) -> Unpaired | None:
    """Find, and take out of `strays`, the closing mark of a quotation that a line left open."""
    for below in range(number + 1, min(number + 1 + _LINES_BELOW, len(scanned))):
        for lost in strays[below]:
            if not lost.opening and lost.mark in _CLOSERS[mark]:
                strays[below].remove(lost)
                return lost
        if scanned[below][0] is not None:
            return None
    return None


def _scan_paragraph(prose: str, start: int, end: int) -> _Scanned:
    """Pair the marks of one paragraph; return the outermost double mark left open, the pairs, and stray closers."""
    stack: list[tuple[int, str]] = []
    pairs: list[Quotation] = []
    stray: list[Unpaired] = []
    for match in _MARK.finditer(prose, start, end):
        at, mark = match.start(), match.group()
        if mark in ("''", "``"):
            mark = "“" if mark == "``" else "”"
        single = mark not in _DOUBLE
        if single and _is_apostrophe(prose, at, start, end, stack):
            continue
        if mark == '"' and _is_inch(prose, at, start, stack):
            continue
        closes = _closing_depth(stack, mark)
        opening = _may_open(prose, at, match.end(), start, end, mark)
        if closes is not None and not (opening and _must_open(prose, at, match.end(), start, end, mark)):
            position, opener = stack[closes]
            del stack[closes:]
            pairs.append(Quotation(position, match.end(), True, opener))
        elif opening:
            stack.append((at, mark))
        elif not single:
            # A closing mark that nothing opened: what it closes may begin anywhere after the last quotation.
            begin = max([start, *(pair.end for pair in pairs)])
            pairs.append(Quotation(begin, match.end(), False, ""))
            stray.append(Unpaired(at, mark, False))
    doubles = [(at, mark) for at, mark in stack if mark in _DOUBLE]
    if doubles:
        stray.extend(Unpaired(at, mark, True) for at, mark in doubles[1:])
        return doubles[0], pairs, stray
    # A single mark left open may be an apostrophe that looks like an opening mark; doubt counts as inside.
    pairs.extend(Quotation(at, min(end, at + _SINGLE_LIMIT), False, mark) for at, mark in stack)
    return None, pairs, stray


def _closing_depth(stack: list[tuple[int, str]], mark: str) -> int | None:
    for depth in range(len(stack) - 1, max(-1, len(stack) - 9), -1):  # nobody nests deeper
        if mark in _CLOSERS[stack[depth][1]]:
            return depth
        if stack[depth][1] in _DOUBLE and mark not in _DOUBLE:
            return None  # a single mark never closes through a double one
    return None


def _neighbours(prose: str, at: int, after: int, start: int, end: int) -> tuple[str, str]:
    before = prose[at - 1] if at > start else " "
    behind = prose[after] if after < end else " "
    return before, behind


def _may_open(prose: str, at: int, after: int, start: int, end: int, mark: str) -> bool:
    before, behind = _neighbours(prose, at, after, start, end)
    if mark in "„«‹‚“‘‟‛":
        return True
    if mark == "»":
        return before in _OPENING_BEFORE and not behind.isspace()
    if mark in "”’›":
        return False
    glued = before in ",;" and behind.isalnum()  # "Yes","no"
    return (before in _OPENING_BEFORE or before in "\"“”'‘’:" or glued) and not behind.isspace()


def _must_open(prose: str, at: int, after: int, start: int, end: int, mark: str) -> bool:
    """Tell whether a mark that could close something can, by its surroundings, only open."""
    if mark not in "\"'“‘":
        return False  # the shape of the others says it, whatever spaces French sets around them
    before, behind = _neighbours(prose, at, after, start, end)
    if mark in "“‘":
        return (before.isspace() or before in "([—–") and not behind.isspace()
    return before.isspace() and not behind.isspace() and behind not in ",.;:!?)]"


def _is_apostrophe(prose: str, at: int, start: int, end: int, stack: list[tuple[int, str]]) -> bool:
    """Tell whether a single mark is an apostrophe, an elision, a plural possessive, or a prime."""
    mark = prose[at]
    before, behind = _neighbours(prose, at, at + 1, start, end)
    if mark in "‚‛":
        return behind.isspace() or not (before in _OPENING_BEFORE or before == " ")
    if before.isalnum() and behind.isalnum():
        return True
    if before.isdigit() and not _has_single(stack):
        return True  # feet or minutes
    opens = (before in _OPENING_BEFORE or before in '"“”(') and (behind.isalnum() or behind in '"“…¿¡[(')
    if opens and mark != "’":
        return _ELISIONS.match(prose, at + 1, end) is not None
    if opens:  # ’ before a letter is an elision in careful typography
        return True
    # After a letter or a full stop: a closing mark if one is open, else a possessive (workers' rights, Jesus').
    if not _has_single(stack):
        return True
    if before in "sSzZxX" and behind == " ":
        # workers' inside a single-quoted stretch: look whether a better closing mark follows
        rest = prose[at + 1 : end]
        return re.search(r"[\w.,!?…]['’](?!\w)", rest) is not None
    return False


def _has_single(stack: list[tuple[int, str]]) -> bool:
    return bool(stack) and stack[-1][1] not in _DOUBLE


def _is_inch(prose: str, at: int, start: int, stack: list[tuple[int, str]]) -> bool:
    before = prose[at - 1] if at > start else " "
    if not before.isdigit():
        return False
    # Inside straight marks a digit may end the quotation ("by 2030"), unless feet stand before it (6'2").
    straight = any(mark == '"' for _, mark in stack)
    return not straight or re.search(r"\d['’]\d{1,2}$", prose[max(start, at - 5) : at]) is not None


def _outermost(quotations: list[Quotation]) -> list[Quotation]:
    joined: list[Quotation] = []
    for quotation in sorted(quotations, key=lambda q: (q.start, -q.end)):
        if joined and quotation.start < joined[-1].end:
            last = joined[-1]
            if quotation.end > last.end:
                joined[-1] = Quotation(last.start, quotation.end, last.certain and quotation.certain, last.opener)
            elif not quotation.certain and last.certain and quotation.opener not in "'‘":
                joined[-1] = last._replace(certain=False)
            continue
        joined.append(quotation)
    return joined


def turned_marks(prose: str, start: int, end: int) -> list[tuple[Edit, ...]]:
    """Return the edits, pair by pair, that turn and move the curly marks of a paragraph that face the wrong way.

    Every second mark closes. Where what stands around one of them says otherwise, or a low mark stands among them, nothing
    is known and nothing is returned; nor where no mark faces the wrong way.
    """
    places = [match.start() for match in _CURLY.finditer(prose, start, end)]
    if not places or len(places) % 2 or "„" in prose[start:end]:
        return []
    roles = [(_opening if number % 2 == 0 else _closing)(prose, place) for number, place in enumerate(places)]
    edits = [edit for role in roles if role is not None for edit in role]
    if None in roles or not any(edit.expected.strip() != edit.replacement.strip() or _moves(edit) for edit in edits):
        return []
    pairs = ((*(first or ()), *(second or ())) for first, second in zip(roles[::2], roles[1::2], strict=True))
    return [pair for pair in pairs if pair]


def _moves(edit: Edit) -> bool:
    return edit.expected == " ”" and edit.replacement == "” "


def _opening(prose: str, place: int) -> tuple[Edit, ...] | None:
    """Return what makes the mark at `place` an opening one; None if it cannot be one."""
    before, behind = prose[place - 1 : place], prose[place + 1 : place + 3]
    if before and not before.isspace() and before not in "([—–-":
        return None
    spaced = behind[:1] == " " and behind[1:].isalnum()
    if not spaced and (not behind or behind[0].isspace() or behind[0] in ",;:.?!)“”"):
        return None
    found = prose[place : place + 1 + spaced]
    return () if found == "“" else (Edit(place, place + len(found), found, "“"),)


def _closing(prose: str, place: int) -> tuple[Edit, ...] | None:
    """Return what makes the mark at `place` a closing one; None if it cannot be one."""
    before, behind = prose[place - 1 : place], prose[place + 1 : place + 2]
    if before == " " and not prose[place - 2].isspace():
        found = prose[place - 1 : place + 1]
        if behind.isalnum():
            # "control, ”said": the space belongs behind the mark; only after punctuation is it no opening mark.
            return (Edit(place - 1, place + 1, found, "” "),) if prose[place - 2] in ",.?!" else None
        return (
            (Edit(place - 1, place + 1, found, "”"),) if not behind or behind.isspace() or behind in ",.;:!?)" else None
        )
    if before.isspace() or behind.isalnum():
        return None
    return () if prose[place] == "”" else (Edit(place, place + 1, prose[place], "”"),)
