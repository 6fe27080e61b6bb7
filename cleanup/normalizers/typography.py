"""Typography: spaces, punctuation and quotation marks that a source language or a pipeline left behind.

Repairs: no-break and doubled spaces between words, spaces before punctuation, guillemets (to the style's marks, where
they pair), inverted question and exclamation marks, doubled commas and full points, two sentences glued at a full point, curly
marks that face the wrong way where the marks of a paragraph pair in turn.

Leaves alone: no-break spaces that hold a number and its unit, or initials, together; French or Spanish words that the
glossary allows; ellipses; indentation, tables and the line ends of poems; spaces after a full point at a line's end;
decimals, times, versions, abbreviations ("U.S.A."), file names, addresses, code. Inside quotation marks spaces are
repaired (nobody spoke them), everything else there is left to the editor.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from cleanup.forms import plain_word
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.quotations import turned_marks
from cleanup.reading import Reading

_NAME = "typography"
_NBSP = "\u00a0\u202f\u2007"
_SPACES = re.compile(rf"(?<=[^\s])[ {_NBSP}]*[{_NBSP}][ {_NBSP}]*(?=[^\s])|(?<=[^\s|])  +(?=[^\s|])")
_BEFORE_POINT = re.compile(
    rf"(?:(?<=[^\W_])[\"”’')\]]?|(?<=[»›]))(?P<space>[ {_NBSP}]+)(?P<mark>[,;?!]|\.(?![.\w])|:(?![\w)(/\-]))(?=[\s\"”’')\]]|$)"
)
_DOUBLED = re.compile(
    r"(?<=[\w\"”’)»])(?:,{2,}|;{2,}|,\.(?!\.)|(?<!\.)\.,(?=\s)|[?!]\.(?!\.)|(?<![.\w]\.\w)(?<!\.)\.\.(?!\.))(?=\s|$|[\"”’“„«»])"
)
_INVERTED = re.compile(r"[¿¡]+\s?")
_GLUED = re.compile(r"(?<![\w.@/])([a-z]{3,}|[A-Z][a-z]{3,})([.!?][\"”’]?)([A-Z][a-z]+)(?![\w@]|\.\w)")
_GUILLEMETS = re.compile(rf"«[ {_NBSP}]?([^«»\n]*?)[ {_NBSP}]?»")
_REVERSED_GUILLEMETS = re.compile(r"(?<![^\s(])»(\w[^«»\n]*?[^\s«»])«(?=[\s.,;:!?)]|$)")
_LOW_MARKS = re.compile(rf"„[ {_NBSP}]?([^„“”\n]*?)[ {_NBSP}]?[“”]")
_SPACED_MARKS = re.compile(rf"(?<=“)[ {_NBSP}]+(?=\S)|(?<=\S)[ {_NBSP}]+(?=”)")
_UNITS = re.compile(
    r"(?:%|°|[€$£¥]|km|kg|m|cm|mm|g|t|h|ha|min|a\.m|p\.m|am|pm|million|billion|trillion|GMT|C|F)\b|[%°€$£¥]"
)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for spaces, punctuation and marks."""
    prose = reading.article.prose
    for find in (_spaces, _before_punctuation, _doubled, _inverted, _glued, _guillemets, _spaced_marks, _facing):
        for proposal in find(reading, prose):
            if not any(reading.article.is_protected(edit.start, edit.end) for edit in proposal.edits):
                yield proposal


def _proposal(
    reading: Reading,
    edits: list[Edit],
    message: str,
    safety: Safety = Safety.SAFE,
    wording: bool = True,
    artifact: str = "typography",
) -> Proposal:
    """Make a proposal; what is more than a space (`wording`) is left to the editor inside quotation marks."""
    if wording and any(reading.article.in_quotation(edit.start, edit.end) for edit in edits):
        safety = safety.at_most(Safety.REVIEW)
    return Proposal(_NAME, artifact, safety, edits[0].start, edits[0].end, tuple(edits), message)


def _spaces(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _SPACES.finditer(prose):
        start, end = match.span()
        before, behind = prose[start - 1], prose[end]
        found = match.group()
        no_break = any(character in _NBSP for character in found)
        if no_break:
            line = reading.article.line_range(start)
            if (
                before in "«‹„"
                or behind in "»›,;:?!."
                or ((before == "“" or behind == "”") and not turned_marks(prose, line.start, line.end))
            ):
                continue  # other rules repair what stands beside it
            if len(found) == 1 and _holds_together(prose, start, end):
                continue
            message = "A no-break space was left over from a web page; an ordinary space belongs here."
        else:
            if behind in ",;?!" or _is_table(reading, start):
                continue
            message = "Two spaces stand where one belongs."
        yield _proposal(reading, [Edit(start, end, found, " ")], message, wording=False)


def _holds_together(prose: str, start: int, end: int) -> bool:
    """Tell whether a no-break space keeps a number and its unit, or an initial and a name, on one line."""
    before, behind = prose[start - 1], prose[end]
    if before.isdigit():
        return behind.isdigit() or _UNITS.match(prose, end) is not None
    if before in "€$£¥§№" and behind.isdigit():
        return True
    if re.search(
        r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|Fig|No|Art|Sec|Sen|Rep|Gov|Gen|vol|p|pp)\.$", prose[max(0, start - 5) : start]
    ):
        return True
    if before.isalpha() and re.match(r"[IVXLC]+\b", prose[end : end + 6]):
        return True
    initial = (
        before == "." and start >= 2 and prose[start - 2].isupper() and (start < 3 or not prose[start - 3].isalnum())
    )
    return initial and behind.isupper()


def _is_table(reading: Reading, position: int) -> bool:
    """Tell whether a line has several runs of spaces, as tables, poems and code do, or is indented."""
    line = reading.article.line_range(position)
    return _has_columns(reading.article.prose[line.start : line.end])


@lru_cache(maxsize=256)
def _has_columns(text: str) -> bool:
    return text[:1] in " \t" or "\t" in text or len(re.findall(r"\S {3,}\S", text)) > 1


def _before_punctuation(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _BEFORE_POINT.finditer(prose):
        start, end = match.span("space")
        if _is_table(reading, start) or reading.article.line_range(start).start == start:
            continue
        mark = match.group("mark")
        # " . " between single letters, " : " between numbers and ". . ." are notation.
        if mark in ".:" and re.search(r"(?:^|\W)\w$", prose[max(0, start - 2) : start]):
            continue
        if prose[start - 1].isdigit() and re.match(r"[ \u00a0]*\d", prose[match.end() : match.end() + 3]):
            continue
        if mark == "." and re.match(r"[ \u00a0]*\.", prose[match.end() : match.end() + 3]):
            continue
        edits = [Edit(start, end, prose[start:end], "")]
        behind = prose[match.end() : match.end() + 2]
        if mark in ",;" and len(behind) == 2 and behind[0] in "\"“‘'" and behind[1].isalnum():
            edits.append(Edit(match.end(), match.end(), "", " "))  # `said ,"No."`: the space belongs behind the comma
        yield _proposal(reading, edits, f"A space stands before '{mark}'.", wording=False)


def _doubled(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _DOUBLED.finditer(prose):
        found = match.group()
        if found in (".,", ",."):
            before = prose[max(0, match.start() - 6) : match.start()]
            if found == ".," and (re.search(r"\b[A-Z]$|\b\w{1,4}$", before) or before[-1:] in '"”’)'):
                continue  # "Inc.,", "Jr.,", "U.S.,"
            wanted, safety = ("." if found == ",." else ","), Safety.REVIEW
        elif found[0] in "?!":
            wanted, safety = found[0], Safety.REVIEW
        else:
            wanted, safety = found[0], Safety.SAFE
        if found == ".." and (
            re.search(r"\b(?:[A-HJ-Z]|[A-Z][a-z]{1,3}|etc)$", prose[max(0, match.start() - 5) : match.start()])
        ):
            safety = Safety.REVIEW
        yield _proposal(
            reading,
            [Edit(match.start(), match.end(), found, wanted)],
            f"'{found}' stands where one '{wanted}' belongs.",
            safety,
        )


def _inverted(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _INVERTED.finditer(prose):
        mark = "?" if "¿" in match.group() else "!"
        line = reading.article.line_range(match.start())
        sentence = prose[match.end() : min(line.end, match.end() + 300)]
        closes = re.search(r"[.?!]", sentence)
        words = re.findall(r"[^\W\d_]+", sentence[: closes.start()] if closes else sentence[:60])
        if words and sum(plain_word(reading.index, word) or len(word) == 1 for word in words) * 2 <= len(words):
            continue  # a Spanish phrase or title, which keeps its marks
        paired = closes is not None and closes.group() in "?!"
        # An exclamation of one or two words may be a name ("¡Hola!"); that is the editor's to know.
        short = closes is not None and mark == "!" and len(sentence[: closes.start()].split()) < 3
        safety = Safety.SAFE if paired and not short else Safety.REVIEW
        yield _proposal(
            reading,
            [Edit(match.start(), match.end(), match.group(), "")],
            f"English opens no sentence with '{match.group().strip()[0]}'.",
            safety,
        )


def _glued(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _GLUED.finditer(prose):
        left, mark, right = match.groups()
        if left[:1].isupper() and reading.index.lookup(left) and reading.index.lookup(right):
            at = match.end(2)
            yield _proposal(
                reading,
                [Edit(at, at, "", " ")],
                f"Two sentences are glued together after '{left}{mark}'.",
                Safety.REVIEW,
                wording=False,
                artifact="link_spacing",
            )
            continue
        if not plain_word(reading.index, left.lower()) or (left[:1].isupper() and len(left) < 5):
            continue
        known = plain_word(reading.index, right.lower())
        safety = Safety.SAFE if known and left.islower() and len(left) > 3 else Safety.REVIEW
        at = match.end(2)
        yield _proposal(
            reading,
            [Edit(at, at, "", " ")],
            f"Two sentences are glued together after '{left}{mark}'.",
            safety,
            wording=False,
            artifact="link_spacing",
        )


def _guillemets(reading: Reading, prose: str) -> Iterator[Proposal]:
    opening, closing = _style_marks(reading, prose)
    for pattern in (_GUILLEMETS, _REVERSED_GUILLEMETS, _LOW_MARKS):
        for match in pattern.finditer(prose):
            inner_start, inner_end = match.span(1)
            if inner_start == inner_end:
                continue
            places = ((match.start(), inner_start, opening), (inner_end, match.end(), closing))
            # What ends with ” may be half right already („…”).
            edits = [
                Edit(start, end, prose[start:end], mark) for start, end, mark in places if prose[start:end] != mark
            ]
            # The shape of a mark is typography: it stays safe although the marks enclose a quotation. It is not where
            # the pair stands inside other marks, where another mark of the paragraph has no partner, or where letters
            # touch it: straight marks would not show there what opens and what closes.
            alone = any((q.start, q.end, q.certain) == (*match.span(), True) for q in reading.article.quotations)
            touched = re.search(r"[\w\"'“”‘’]$", prose[: match.start()][-1:]) or re.match(
                r"[\w\"'“”‘’]", prose[match.end() : match.end() + 1]
            )
            line = reading.article.line_range(match.start())
            clash = (
                not alone
                or touched
                or any(mark in match.group(1) for mark in '"“”')
                or bool(turned_marks(prose, line.start, line.end))
            )
            yield Proposal(
                _NAME,
                "typography",
                Safety.REVIEW if clash else Safety.SAFE,
                match.start(),
                inner_start,
                tuple(edits),
                f"English copy quotes with {opening}…{closing}, not with {match.group()[0]}…{match.group()[-1]}.",
            )


def _spaced_marks(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _SPACED_MARKS.finditer(prose):
        start, end = match.span()
        inside = any(q.start < end and start < q.end and q.certain for q in reading.article.quotations)
        if inside:
            message = "A space stands inside the quotation mark."
            yield _proposal(reading, [Edit(start, end, match.group(), "")], message, wording=False)


def _facing(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Turn and move curly marks that face the wrong way, where the marks of a paragraph pair in turn beyond doubt.

    Every second mark closes. Where what stands around one of them says otherwise, nothing is known and nothing is done.
    """
    for paragraph in reading.article.paragraphs:
        for pair in turned_marks(prose, paragraph.start, paragraph.end):
            message = "A quotation mark faces the wrong way, or has its space on the wrong side."
            # Where other marks stand among them, what is a quotation would be another thing afterwards.
            known = all(_of_quotation(reading, edit) for edit in pair)
            yield _proposal(reading, list(pair), message, Safety.SAFE if known else Safety.REVIEW, wording=False)


def _of_quotation(reading: Reading, edit: Edit) -> bool:
    return any(
        quotation.certain and quotation.start - 1 <= edit.start and edit.end <= quotation.end + 1
        for quotation in reading.article.quotations
    )


def _style_marks(reading: Reading, prose: str) -> tuple[str, str]:
    """Return the article's own quotation marks: curly where it uses curly ones and no straight ones."""
    curly = "”" in prose or ("“" in prose and "„" not in prose)  # “ also closes what „ opened
    if curly and '"' not in prose:
        return "“", "”"
    if reading.style_chosen and reading.setting("quotation_marks") == "curly" and '"' not in prose:
        return "“", "”"
    return '"', '"'
