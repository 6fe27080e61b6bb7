"""Numbers, money and times as other languages write them: spaces and words as thousands marks, decimal commas, 24 hours
with "p.m.", a currency named twice. The value never changes; only the way it is written does.

Repairs: "16:16 p.m.", "150 thousand", "232 243" with a no-break space, "3,5 percent", "$32.9
billion dollars". Offers: "16,000 million" as billions, "18h30", ordinary spaces as thousands marks (certain where the
source language writes them so). Flags a time that contradicts its half of the day ("15:00 a.m.").

Leaves alone: "several thousand", "hundred thousand", years beside numbers ("in 2019 250 people"), telephone numbers, scores,
versions, IP addresses, ISBNs, coordinates, page and article numbers, lists ("3,5 and 7"), Indian and Swiss grouping, a
"$5 dollar" coin in the singular, and what stands inside quotation marks, which is offered for review.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "numbers"
# Languages that write a decimal comma, and a space or a point between thousands (CLDR number symbols).
_COMMA = frozenset(
    "bg ca cs da de el es et eu fi fr gl hr hu id it lt lv mk nb nl no pl pt ro ru sk sl sq sr sv tr uk vi".split()
)
_DIGIT = re.compile(r"\d")
_HALF_DAY = re.compile(r"(?<![\d:.])([01]?\d|2[0-4])([:.])([0-5]\d)([ \u00a0]?)([ap])\.?[ ]?m\b\.?", re.IGNORECASE)
_HOURS = re.compile(r"(?<=\bat )([01]?\d|2[0-3])[hH]([0-5]\d)?(?![\w:])")
_THOUSAND = re.compile(
    r"(?<![\d.,/:\-–$€£])(?<!to )(?<!and )(?<!or )([1-9]\d{0,2})[ \u00a0]thousand\b(?![ \u00a0](?:million|billion|and|years?[ ]old|times)\b|-)"
)
_SPACED = re.compile(
    r"(?<![\d.,/:+()\-–#])(?<!\d[ \u00a0\u202f\u2009])([1-9]\d{0,2})((?:[ \u00a0\u202f\u2009]\d{3})+)(?![\d/:\-–]|[.,]\d|[ \u00a0]\d)"
)
_NO_COUNT = re.compile(
    r"(?:tel|phone|telephone|call|fax|no|nos|number|isbn|issn|page|pp|p|article|art|room|route|flight|code|ref|id|iban|account|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\.?:?[ ]$",
    re.IGNORECASE,
)
_MILLIONS = re.compile(
    r"(?<![\d.,])([1-9]\d{0,2}(?:,\d{3})|[1-9]\d{3,5})[ \u00a0]million\b(?![ \u00a0](?:years?|light)\b|-)"
)
_DECIMAL = re.compile(
    r"(?<![\d.,/:])(\d{1,3}),(\d{1,2})(?=[ \u00a0]?(?:%|per[ ]?cent\b|percentage\b|million\b|billion\b|trillion\b|degrees\b|km\b|kilomet|points\b|magnitude\b))"
)
_ONE_NUMBER = re.compile(r"[ \u00a0]?(?:%|per[ ]?cent|(?:m|b|tr)illion)")
_TWICE = re.compile(
    r"((?:US|A|C|NZ|HK)?\$|€|£)([ \u00a0]?\d[\d.,]*(?:[ \u00a0](?:thousand|million|billion|trillion))?)([ \u00a0](?:US[ ])?(dollars|euros|pounds)\b(?![ \u00a0]sterling))"
)
_UNITS = {"$": "dollars", "€": "euros", "£": "pounds"}


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for numbers and times."""
    prose = reading.article.prose
    if not _DIGIT.search(prose):
        return
    for find in (_half_days, _hours, _thousands, _spaced, _millions, _decimals, _currencies):
        for proposal in find(reading, prose):
            if not reading.article.is_protected(proposal.start, proposal.end):
                yield proposal


def _proposal(
    reading: Reading, start: int, end: int, right: str, safety: Safety, message: str, artifact: str = "numbers_units"
) -> Proposal:
    if reading.article.in_quotation(start, end):
        safety = safety.at_most(Safety.REVIEW)
    edit = Edit(start, end, reading.article.prose[start:end], right)
    return Proposal(_NAME, artifact, safety, start, end, (edit,), message, "the value stays the same")


def _twelve(hour: int) -> str:
    return str((hour - 1) % 12 + 1)


def _half_days(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _HALF_DAY.finditer(prose):
        hour, half = int(match.group(1)), match.group(5).lower()
        if hour <= 12 and not (hour == 0 and half == "a"):
            continue
        if hour > 12 and half == "a":
            yield Proposal(
                _NAME, "dates_times", Safety.FLAG, match.start(), match.end(), (),
                f"'{match.group()}' contradicts itself: {hour}:{match.group(3)} is no time before noon.",
                "hours after 12 are counted through the day",
            )  # fmt: skip
            continue
        if hour == 24:
            continue
        shown = match.group()[len(match.group(1)) :]
        yield _proposal(
            reading, match.start(), match.end(), _twelve(hour) + shown, Safety.SAFE,
            f"'{match.group()}' counts the hours through the day and names the half as well; one of the two is enough.",
            "dates_times",
        )  # fmt: skip


def _hours(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _HOURS.finditer(prose):
        hour, minutes = int(match.group(1)), match.group(2)
        time = _twelve(hour) + (f":{minutes}" if minutes and minutes != "00" else "")
        right = time + (" a.m." if hour < 12 else " p.m.")
        if prose[match.end() : match.end() + 1] == ".":
            right = right[:-1]  # the point that stands there is the abbreviation's too
        yield _proposal(
            reading, match.start(), match.end(), right, Safety.REVIEW,
            f"'{match.group()}' is {right} in English news copy.", "dates_times",
        )  # fmt: skip


def _thousands(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _THOUSAND.finditer(prose):
        yield _proposal(
            reading, match.start(), match.end(), f"{match.group(1)},000", Safety.SAFE,
            f"'{match.group()}' is written in figures.",
        )  # fmt: skip


def _spaced(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _SPACED.finditer(prose):
        if _NO_COUNT.search(prose, max(0, match.start() - 14), match.start()):
            continue
        noun = re.match(r"[ \u00a0](?:[a-z]{3,}|[$€£])|[ \u00a0]?[€$£%]", prose[match.end() : match.end() + 8])
        no_break = " " not in match.group(2)
        if not no_break and not noun:
            continue
        known = reading.article.source_language in _COMMA
        right = match.group(1) + re.sub(r"[ \u00a0\u202f\u2009]", ",", match.group(2))
        yield _proposal(
            reading, match.start(), match.end(), right, Safety.SAFE if no_break or known else Safety.REVIEW,
            "English marks thousands with a comma.",
        )  # fmt: skip


def _millions(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MILLIONS.finditer(prose):
        millions = int(match.group(1).replace(",", ""))
        billions = f"{millions / 1000:.3f}".rstrip("0").rstrip(".")
        yield _proposal(
            reading, match.start(), match.end(), f"{billions} billion", Safety.REVIEW,
            f"English counts a thousand millions as a billion: {match.group()} are {billions} billion.",
        )  # fmt: skip


def _decimals(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _DECIMAL.finditer(prose):
        # Before a percentage or a million it can be nothing else; before a unit it may be a list.
        certain = _ONE_NUMBER.match(prose, match.end()) or reading.article.source_language in _COMMA
        yield _proposal(
            reading, match.start(), match.end(), f"{match.group(1)}.{match.group(2)}",
            Safety.SAFE if certain else Safety.REVIEW, "English marks decimals with a point.",
        )  # fmt: skip


def _currencies(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _TWICE.finditer(prose):
        if _UNITS[match.group(1)[-1]] != match.group(4):
            continue
        yield _proposal(
            reading, match.start(3), match.end(3), "", Safety.SAFE,
            f"The currency stands twice: {match.group(1)} says '{match.group(4)}' already.",
        )  # fmt: skip
