"""Dates and times as other languages write them, and dates that contradict the calendar or the article's own day.

Repairs: "16:16 p.m.", "8 a.m. in the morning", "on the 11 of May", "2 October of 1968", "the XX century", "the century XIX",
"the 21 century". Offers: "18h30", "at 20:00 hours", "at 9 in the night", "12 at noon", "11. May", "from 5 to 10 of May", "the past
Monday", "the last 5 of May", "the morning of this Monday", "the night of Sunday to Monday", "yesterday (9th)", "the years 80", "in 2021
year", "29/04/2018"; where the source language is a Romance one also "said this Tuesday", "said the Tuesday", "May of 2021". How a
date and a time are written then follows the chosen style, else the article's own way. Flags a weekday that is not the
date's, a yesterday that was another day, days that no month has, 15:00 a.m., and "03/04/2022" from a language that puts the
day first.

Leaves alone: times in either clock, time zones, scores, ratios, Bible verses, "the 9th of November", "on the morning of
Monday", "this past Monday", "this Saturday" in what is still to come, "the Friday after", "May 35th", 9/11, 7-O, 24-hour, Catch-22,
dates of the Julian calendar, "11 of May's 30 games", "the 1980's" and ages and temperatures in the 90's. What stands inside
quotation marks is offered for review.
"""

from __future__ import annotations

import calendar
import datetime
import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from cleanup.forms import ordinal, sentence_around
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "dates"
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_MONTH = rf"(?:{'|'.join(_MONTHS)})"
_ANY_MONTH = rf"(?:{_MONTH}|(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\b\.?)"
# AP and Reuters shorten these before a day.
_SHORT = {
    "January": "Jan.", "February": "Feb.", "August": "Aug.", "September": "Sept.", "October": "Oct.", "November": "Nov.",
    "December": "Dec.",
}  # fmt: skip
_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_WEEKDAY = rf"(?:{'|'.join(_WEEKDAYS)})"
_ROMANCE = frozenset("ca es fr gl it oc pt ro".split())
_IBERIAN = frozenset("ca es eu gl pt".split())
# Languages that write "11. May" (CLDR date patterns).
_DOTTED = frozenset("bs cs da de et fi hr hu is lv mk nb nl nn no sk sl sr tr".split())
# Languages that put the day first and the month second in figures; of the others some put the year first.
_DAY_FIRST = _ROMANCE | _IBERIAN | _DOTTED - {"hu"} | frozenset("ar be bg el he hi id ka pl ru sq uk vi".split())
_GREGORIAN = 1924  # until 1923 some countries still counted by the Julian calendar
_NEAR = 45  # days around the article's date in which a date without a year is taken to be of that year

_HALF_DAY = re.compile(
    r"(?<![\d:.])([01]?\d|2[0-4])([:.])([0-5]\d)([ \u00a0]?)([ap])\.?[ ]?m\b\.?(?!\w|\.\w)", re.IGNORECASE
)
_HOUR = r"([01]?\d|2[0-3])"
_AT = re.compile(
    r"\b(?:[Aa]t|[Ff]rom|[Uu]ntil|[Tt]ill|[Bb]y|[Ss]ince|[Aa]round|[Aa]bout|[Bb]efore)[ ](?:(?:about|around)[ ])?(?:the[ ])?$"
)
_HOURS = re.compile(rf"(?<![\w:.,]){_HOUR}[hH]([0-5]\d)?(?![\w:])")
_CLOCKED = re.compile(
    rf"(?<![\d:.,\-–]){_HOUR}[:.]([0-5]\d)[ \u00a0]?(?:h|hs|hrs|hours?)\b(?:\.(?=[ ][a-z(]|,))?(?![ ](?:of|later|ago|earlier|behind|after|long|straight|apart)\b|-)"
)
_ROUND = re.compile(
    r"(?<=\b[Aa]t )(?:the[ ])?(1[3-9]|2[0-3])[ ]hours(?=[ ](?P<sure>local[ ]time|today|yesterday|tonight|GMT)\b|[ ](?:on|in|this|of)[ ][A-Zt]|[.,;])"
)
_PART_OF_DAY = re.compile(
    r"(?<=\b[Aa]t )(?:the[ ])?([1-9]|1[0-2])(?:[:.]([0-5]\d))?[ ](?:o['’]clock[ ])?(?:in[ ]the[ ](?P<night>night)|(?:of|at)[ ]the[ ](?P<part>morning|afternoon|evening|night))\b(?![ ]of\b)"
)
_TWICE = re.compile(
    r"(?<![\d:.])(\d{1,2})(?:[:.][0-5]\d)?[ \u00a0]?([ap])(?P<point>\.?)[ ]?m\b\.?(?P<part>[ ](?:in[ ]the[ ](?:morning|afternoon|evening)|at[ ]night))\b(?![ ](?:of|on)\b)",
    re.IGNORECASE,
)
_NOON = re.compile(r"\b12(?:[:.]00)?[ ](?:at|of|in[ ]the)[ ](noon|midday|midnight)\b")

_YEAR = r"(?:[12]\d{3})"
_NOT_DAY = r"(?<![\w.,/:\-–$€£])"
_LEAD = r"(?:on|of|until|till|since|by|before|after|from|to)"
_DAY_OF = re.compile(
    rf"(?:\b(?P<lead>{_LEAD}|On|Since|Until|From|Before|After|By)[ ])?(?P<the>\b[Tt]he[ ])?(?P<relative>\b(?:last|past|next|coming)[ ])?"
    rf"{_NOT_DAY}(?P<day>\d{{1,2}})[ ]of[ ](?P<month>{_MONTH})\b(?!['’]|[.,:]\d|[ ]Day\b)(?:(?:[ ]of(?:[ ]the)?|,)?[ ](?P<year>{_YEAR})\b(?!['’-]|[.,:]\d))?"
)
# "9 of March" counts what March had where a word of quantity stands before it.
_QUANTITY = re.compile(
    r"\b(?:top|best|worst|first|biggest|these|those|all|other|only|least|most|than|about|some|nearly|almost|just|lost|won|"
    r"over|and|or|between|\d)(?:[ ]|[ ]?[-–/][ ]?)$",
    re.IGNORECASE,
)
_DAYS_OF = re.compile(
    rf"(?P<lead>\b(?:[Ff]rom|[Bb]etween|[Oo]n)[ ](?:the[ ])?(?:days[ ])?)?{_NOT_DAY}(?P<first>\d{{1,2}})(?P<join>[ ](?:to|and|until|till)[ ](?:the[ ])?|[ ]?[-–][ ]?)"
    rf"(?P<last>\d{{1,2}})[ ]of[ ](?P<month>{_MONTH})\b(?!['’]|[.,:]\d)(?:(?:[ ]of|,)?[ ](?P<year>{_YEAR})\b(?!['’-]|[.,:]\d))?"
)
_DOTTED_DAY = re.compile(
    rf"\b(?P<lead>[Oo]n|[Uu]ntil|[Ss]ince|[Bb]y|[Ff]rom|[Bb]efore|[Aa]fter)[ ](?:the[ ])?(?P<day>\d{{1,2}})\.[ ](?P<month>{_MONTH})\b(?:[ ](?P<year>{_YEAR})\b(?:\.(?=[ ][a-z]))?)?"
    r"(?![ ](?:was|is|has|had|will|saw|brought|said|says)\b|['’]|[.,:]?\d)"
)
_OF_YEAR = re.compile(
    rf"(?:(?P<month>{_MONTH})[ ](?P<day>\d{{1,2}})|{_NOT_DAY}(?P<day2>\d{{1,2}})[ ](?P<month2>{_MONTH}))[ ]of[ ](?P<year>{_YEAR})\b(?!['’-]|[.,:]\d)"
)
_MONTH_OF_YEAR = re.compile(
    rf"(?P<the>\b[Tt]he[ ])?\b{_MONTH}(?P<of>[ ]of(?:[ ]the)?)[ ](?:19|20)\d\d\b(?!['’-]|[.,:]\d)"
)
_PAST_MONTH = re.compile(
    rf"(?P<lead>\b(?:[Ii]n|[Dd]uring)[ ])?(?:\b[Tt]he[ ]past[ ]|(?<=[Ii]n )past[ ]|\b[Tt]he[ ](?:past|last)[ ]month[ ]of[ ])(?P<month>{_MONTH})\b(?![ ]\d|['’])"
)
_PAST_DAY = re.compile(
    rf"(?P<lead>\b(?:{_LEAD}|On|Since)[ ])?(?P<the>\b[Tt]he[ ])?\b(?P<relative>past|last|next|coming)[ ](?P<date>{_MONTH}[ ]\d{{1,2}}|\d{{1,2}}[ ]{_MONTH})\b(?!['’:.]\d|['’]|[ ]?[-–])"
)
_PAST_WEEKDAY = re.compile(
    rf"(?P<lead>\b(?:[Oo]n|[Ii]n)[ ])?(?P<the>\b[Tt]he[ ])(?P<relative>past|last|next)[ ](?P<weekday>{_WEEKDAY})\b(?![ ](?:of|in|before|after|to|mornings|nights)\b|['’])"
)
_OVER = re.compile(r"\b(?:over|during|throughout|for|as|not|was|is)[ ]$", re.IGNORECASE)
_PART = r"(?P<part>morning|afternoon|evening|night)"
_THE_PART = re.compile(
    rf"\b(?P<lead>(?:[Oo]n[ ])?(?:[Tt]he|[Tt]his))[ ](?P<weekday>{_WEEKDAY})[ ](?:in|at|by|for)[ ](?:the[ ])?{_PART}\b(?![ ]of\b)"
)
_PART_OF = re.compile(
    rf"\b(?P<lead>[Ii]n|[Aa]t|[Oo]n)[ ](?:the[ ])?{_PART}[ ]of[ ](?P<this>this[ ]|the[ ]|last[ ])?(?P<weekday>{_WEEKDAY})\b(?!['’]|[ ]?(?:to|[-–])|,[ ](?:the[ ])?(?:\d|{_ANY_MONTH}))"
)
_NIGHT = re.compile(
    rf"(?:\b(?:[Ii]n|[Oo]n|[Dd]uring)[ ])?\b[Tt]he[ ]night[ ](?:(?:of|from)[ ](?:the[ ])?(?P<a>{_WEEKDAY})[ ](?:to|on)|between[ ](?P<b>{_WEEKDAY})[ ]and)[ ](?:the[ ])?(?P<to>{_WEEKDAY})\b(?!['’])"
    rf"|\b[Ll]ast[ ]night[ ]\(between[ ](?P<c>{_WEEKDAY})[ ]and[ ](?P<to2>{_WEEKDAY})\)"
)
_IN_THIS = re.compile(rf"\b(?P<in>[Ii]n)[ ]this[ ](?P<weekday>{_WEEKDAY})\b(?!['’])")
_THIS = re.compile(rf"\b(?P<this>[Tt]his)[ ](?P<weekday>{_WEEKDAY})\b(?![ ]?(?:to\b|[-–]|\())")
_THE = re.compile(
    rf"\b(?P<the>[Tt]he)[ ](?P<weekday>{_WEEKDAY})\b(?=[.,;:)]|$|[ ](?:that|in|at|by|when|and|to|with|for|from|an?|the|during|on|has|had|as|he|she|it|they|[a-z]+ed)\b)(?![ ](?:in[ ]question|to[ ]come|and[ ]Saturday[ ]of))",
    re.MULTILINE,
)
_BEFORE = re.compile(r"\b(\w+)[ ]$")
_PREPOSITIONS = frozenset(
    "of until till from since by for to between during in at before after over through every each all and like than".split()
)
_PAST_TENSE = re.compile(
    r"\b(?:[a-z]{2,}ed|said|told|held|met|began|won|lost|made|took|gave|went|came|saw|left|became|found|sent|spoke|died|was|were|"
    r"had|did|put|hit|struck|fell|rose|got|led|kept|brought|thought|broke|drew|knew|wrote|shot|fought|taught|sold|paid)\b"
)
_FUTURE = re.compile(
    r"\b(?:will|would|shall|going|plans?|planned|expects?|expected|scheduled|next|tomorrow|set|due|upcoming|could|may|might|can|"
    r"must|should|ahead|later|hopes?|to be|is to|are to|[a-z]+['’]ll)\b"
)
_BRACKET = re.compile(
    rf"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow|(?:(?P<lead>[Tt]his|[Oo]n|[Ll]ast|[Nn]ext)[ ])?(?P<weekday>{_WEEKDAY}))[ ]\((?:the[ ])?(?P<day>\d{{1,2}})(?P<th>st|nd|rd|th)?\)"
)
_BRACKETED = re.compile(rf"{_WEEKDAY}s?[ ]\(\d+\)")
_WEEKDAY_DAY = re.compile(
    rf"\b(?:[Tt]his|[Oo]n|[Ll]ast|[Nn]ext)[ ](?P<weekday>{_WEEKDAY})(?P<gap>[ ])(?P<day>\d{{1,2}})(?=[,.;)](?!\d)|[ ](?:at|when|by|after|before)[ ](?!least|most)|$)",
    re.MULTILINE,
)
_RELATIVE = re.compile(
    rf"\b(?P<word>[Yy]esterday|[Tt]oday|[Tt]omorrow)(?:,[ ]|[ ]\(|[ ])(?:on[ ])?(?P<weekday>{_WEEKDAY})\b(?!['’]|[ ]?(?:to|through|until|and|or|[-–])\b|[ ]?[-–]|[ ](?!{_ANY_MONTH})[A-Z])"
)
_SHIFT = {"yesterday": -1, "today": 0, "tomorrow": 1}
_FULL_DATE = re.compile(
    rf"\b(?P<weekday>{_WEEKDAY})(?:,[ ]|[ ]\(|[ ])(?:the[ ])?(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?(?:[ ]of)?[ ](?P<month>{_ANY_MONTH})|(?P<month2>{_ANY_MONTH})[ ](?P<day2>\d{{1,2}})(?:st|nd|rd|th)?)"
    rf"(?:,?[ ](?:of[ ])?(?P<year>{_YEAR})\b)?(?![\d:]|[.,]\d|[ ]?[-–][ ]?\d|[ ][ap]\.?m)"
)
_NO_DAY = re.compile(
    rf"(?:\b(?P<lead>[Oo]n|[Uu]ntil|[Bb]y|[Ff]rom|[Ss]ince|[Bb]efore|[Aa]fter|[Dd]ated)[ ](?:the[ ])?)?(?:{_NOT_DAY}(?P<day>29|30|31)(?:st|nd|rd|th)?(?:[ ]of)?[ ](?P<month>February|April|June|September|November)\b(?:,?[ ](?P<year>{_YEAR})\b)?"
    rf"|\b(?P<month2>February|Feb\.|April|June|September|Sept\.|November|Nov\.)[ ](?P<day2>29|30|31)(?:st|nd|rd|th)?\b(?![.,]\d)(?:,?[ ](?P<year2>{_YEAR})\b)?)"
)
_FIGURES = re.compile(r"(?<=[a-z] )(\d{1,2})([./])(\d{1,2})\2((?:19|20)\d\d)(?![\w/\-–:]|\.\d)")
_SENTENCE_END = re.compile(r"[.!?:]['\"”’)]*$")
_ROMAN = r"(?:X{1,2}|X?(?:IX|IV|V?I{1,3}|V)|XXI)"
_CENTURY = re.compile(
    rf"(?:(?P<lead>\b(?:[Tt]he|[Aa]n?))[ ])?(?<![\w.&'’-])(?P<roman>{_ROMAN})(?P<th>st|nd|rd|th)?(?:(?P<join>[ ]?[-–][ ]?|[ ](?:and|to|or)[ ](?:the[ ])?)(?P<roman2>{_ROMAN})(?:st|nd|rd|th)?)?(?P<gap>[ -])(?P<noun>centur(?:y|ies))\b"
)
_CENTURY_BEHIND = re.compile(
    rf"(?:\b(?P<the>[Tt]he)[ ])?\b(?:century[ ](?P<roman>{_ROMAN})|centuries[ ](?P<first>{_ROMAN})(?P<join>[ ]and[ ]|[ ]to[ ]|[ ]?[-–][ ]?)(?P<last>{_ROMAN}))\b(?![ ]?[-–][ ]?[IVXLC\d]|\.\d|[ ][$€£]?\d)"
)
_CENTURY_FIGURE = re.compile(r"\b([Tt]he[ ])(1\d|2[01])([ ]century)\b(?!-)")
_WORDS = (
    "zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first"
).split()
_BARE = re.compile(r"\b(?:in|of|from|since|until|to|by|during)[ ]$", re.IGNORECASE)
_YEARS = re.compile(
    rf"\b(?P<the>[Tt]he)[ ]years[ ](?P<decade>[2-9]0)\b(?:[ ]of[ ](?:the[ ])?(?:century[ ](?P<roman>{_ROMAN})|(?P<roman2>{_ROMAN})[ ]century|(?P<last>(?:last|past|20th)[ ]century)))?"
    r"(?![ ]?(?:AD|A\.D\.|CE|BC|B\.C\.|to|and|until|or)\b|[ ]?[-–]|['’\w]|,[ ]\d|[.,]\d)"
)
_APOSTROPHE_DECADE = re.compile(
    r"\b(?:the|early|mid|late|mid-)[ -]?(?P<decade>(?:19)?[2-9]0)['’]s\b(?=[.,;:)]|[ ](?:in|of|when|and|to|the|he|she|it|they|was|were|with|by|for|on)\b)"
)
_AGE = re.compile(r"\b(?:his|her|their|my|your|our|temperatures?|degrees|heat|highs?|lows?|weather)\b", re.IGNORECASE)
_YEAR_YEAR = re.compile(
    r"\b(?:[Ii]n|[Ss]ince|[Uu]ntil|[Bb]y|[Ff]rom|[Dd]uring)[ ](?P<the>the[ ])?(?:19|20)\d\d(?:(?P<one>[ ]year)|[-–](?:19|20)?\d\d(?P<many>[ ]years))\b(?![-\w’']|[ ](?:old|group|end|of|period)\b)"
)
_THE_DAY = re.compile(
    rf"(?P<lead>\b(?:[Oo]n|of|until|since|from|by)[ ])?(?P<the>\b[Tt]he)[ ]day[ ](?P<day>\d{{1,2}})(?:[ ]of[ ](?P<month>{_MONTH})\b(?!['’])|(?=[.,;]))"
)
_LETTER = re.compile(
    r"(?:(?P<lead>\b(?:[Oo]f|[Oo]n|[Aa]fter|[Bb]efore|[Ss]ince|[Uu]ntil|[Ff]rom|[Ii]n)[ ])?(?P<the>\b[Tt]he[ ]))?(?<![\w-])(?P<day>\d{1,2})-(?P<letter>[EFMAJSOND])\b(?!-)"
)
_LETTERS = {"E": (1,), "F": (2,), "M": (3, 5), "A": (4, 8), "J": (6, 7), "S": (9,), "O": (10,), "N": (11,), "D": (12,)}
_NAMED = {("15", "M"), ("7", "O")}  # the movement of the squares; the attack of Hamas
_ON_THE = re.compile(
    r"(?<=\b[Oo]n )the[ ](?P<day>[12]?\d|3[01])(?:st|nd|rd|th)(?=[.,;](?!\d)|[ ](?:that|local[ ]time|in[ ][A-Z])|$)",
    re.MULTILINE,
)
_GOLF = re.compile(r"\b(?:holes?|birdies?|bogeys?|par|tee|fairway|green|floors?|laps?)\b", re.IGNORECASE)
_EAST_ASIAN = frozenset(("zh", "ja", "ko"))
_PERSIAN = re.compile(r"(?<![\w/.-])1[34]\d\d/(?:0?[1-9]|1[0-2])/(?:0?[1-9]|[12]\d|3[01])(?![\w/-])")
_BUDDHIST = re.compile(
    r"\b(?:in|of|since|by|year)[ ](25[4-7]\d)\b(?![.,]\d|[ ](?:people|baht|[a-z]+s\b))", re.IGNORECASE
)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for dates and times."""
    prose = reading.article.prose
    lower = prose.lower()
    for gate, find in _RULES:
        if not any(word in lower for word in gate):
            continue
        for proposal in find(reading, prose):
            if not reading.article.is_protected(proposal.start, proposal.end):
                yield proposal


def _proposal(
    reading: Reading, start: int, end: int, right: str, safety: Safety, message: str, evidence: str = ""
) -> Proposal:
    prose = reading.article.prose
    if right.endswith(".") and prose[end : end + 1] == "." and not prose[start:end].endswith("."):
        right = right[:-1]  # the point that stands there is the abbreviation's too
    evidence = evidence or "the date or time is the same"
    return reading.replacing(_NAME, "dates_times", safety, start, end, right, message, evidence)


def _flag(start: int, end: int, message: str, evidence: str) -> Proposal:
    return Proposal(_NAME, "dates_times", Safety.FLAG, start, end, (), message, evidence)


def _as(pattern: str, word: str) -> str:
    """Give `word` the capital with which `pattern` begins."""
    return word[:1].upper() + word[1:] if pattern[:1].isupper() else word


def _before(prose: str, start: int) -> str:
    """Return the word before a place, in small letters, where only a space parts them."""
    match = _BEFORE.search(prose[max(0, start - 20) : start])
    return match.group(1).lower() if match else ""


def _month(name: str) -> int:
    return next(number for number, month in enumerate(_MONTHS, 1) if month.startswith(name.rstrip(".")[:3]))


def _date(reading: Reading, day: str | int, month: str, year: str | None = None, behind: str = "") -> str:
    """Write a date as the chosen style does, else as the article does; `behind` is what follows it."""
    prose, style = reading.article.prose, reading.setting("date", "Oct. 2, 2021")
    day_first, short = style[0].isdigit(), "." in style
    if not reading.style_chosen:
        days, months, long = _habit(prose)
        day_first = days > months if days != months else day_first
        short = short and not long
    if day_first:
        return f"{day} {month} {year}" if year else f"{day} {month}"
    month = _SHORT.get(month, month) if short else month
    if not year:
        return f"{month} {day}"
    return f"{month} {day}, {year}" + ("," if re.match(r"[ ][^\W\d]", behind) else "")


@lru_cache(maxsize=1)  # asked for at every date of an article
def _habit(prose: str) -> tuple[int, int, bool]:
    """Return how often an article puts the day first, how often the month, and whether it writes long months out."""
    days = len(re.findall(rf"\b\d{{1,2}}[ ]{_MONTH}\b", prose))
    months = len(re.findall(rf"\b{_ANY_MONTH}[ ]\d{{1,2}}\b(?!:)", prose))
    return days, months, re.search(rf"\b(?:{'|'.join(_SHORT)})[ ]\d{{1,2}}\b", prose) is not None


def _time(reading: Reading, hour: int, minute: str) -> str:
    """Write a time as the chosen style does, else as the article does."""
    clock = reading.setting("clock", "8:30 p.m.")
    if not reading.style_chosen:
        own = re.search(r"\d(?:([:.])\d\d)?([ \u00a0]?)([ap])(\.?)m\b", reading.article.prose)
        if own and not re.search(
            r"\b(?:1[3-9]|2\d)[:.]\d\d[ ]?[ap]\.?m\b", own.string[max(0, own.start() - 2) : own.end() + 1]
        ):
            clock = f"8{own.group(1) or clock[1]}30{own.group(2)}p{own.group(4)}m{own.group(4)}"
        elif re.search(r"(?<![\d:.])(?:1[3-9]|2[0-3]):[0-5]\d(?![\d:]|[ ]?(?:h|[ap]\.?m)\w*)", reading.article.prose):
            clock = "20:30"
    if clock.startswith("20"):
        return f"{hour:02}:{minute}"
    shown = _twelve(hour) + (f"{clock[1]}{minute}" if minute != "00" else "")
    return shown + clock[4:].replace("p", "a" if hour < 12 else "p", 1)


def _twelve(hour: int) -> str:
    return str((hour - 1) % 12 + 1)


def _half_days(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _HALF_DAY.finditer(prose):
        hour, half = int(match.group(1)), match.group(5).lower()
        if hour <= 12 and not (hour == 0 and half == "a"):
            continue
        if hour > 12 and half == "a":
            yield _flag(
                match.start(), match.end(), f"'{match.group()}' contradicts itself: {hour}:{match.group(3)} is no time before noon.",
                "hours after 12 are counted through the day",
            )  # fmt: skip
            continue
        if hour == 24:
            continue
        right = _twelve(hour) + match.group()[len(match.group(1)) :]
        if reading.style_chosen and reading.setting("clock").startswith("20"):
            right = f"{hour:02}:{match.group(3)}"
        yield _proposal(
            reading, match.start(), match.end(), right, Safety.SAFE,
            f"'{match.group()}' counts the hours through the day and names the half as well; one of the two is enough.",
        )  # fmt: skip


def _hours(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _HOURS.finditer(prose):
        before = prose[max(0, match.start() - 24) : match.start()]
        named = re.search(r"\b[Aa]t[ ](?:the[ ])?$", before) if not match.group(2) else _AT.search(before)
        if not named and not (match.group(2) and int(match.group(1)) >= 10):
            continue  # a film of 2h30, the 24h race
        yield _clock(reading, match, match.group(1), match.group(2) or "00")
    for match in _CLOCKED.finditer(prose):
        doubtful = int(match.group(1)) < 13 or "." in match.group()[:3]
        if doubtful and not _AT.search(prose[max(0, match.start() - 24) : match.start()]):
            continue  # a record of 2:30 hours
        yield _clock(reading, match, match.group(1), match.group(2))
    for match in _ROUND.finditer(prose):
        if match.group("sure") or reading.article.source_language in _ROMANCE:
            yield _clock(reading, match, match.group(1), "00")


def _clock(reading: Reading, match: re.Match[str], hour: str, minute: str) -> Proposal:
    right = _time(reading, int(hour), minute)
    start = match.start()
    if reading.article.prose[max(0, start - 4) : start] == "the ":
        start -= 4
    message = f"'{match.group()}' is {right} in English news copy."
    return _proposal(reading, start, match.end(), right, Safety.REVIEW, message)


def _parts_of_day(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _PART_OF_DAY.finditer(prose):
        hour, part = int(match.group(1)), match.group("part") or match.group("night")
        if part == "morning":
            hour %= 12
        elif part == "night":
            hour = hour % 12 if hour in (12, 1, 2, 3, 4) else hour + 12
        elif hour != 12:
            hour += 12
        yield _clock(reading, match, str(hour), match.group(2) or "00")
    for match in _TWICE.finditer(prose):
        hour, half, part = int(match.group(1)) % 12, match.group(2).lower(), match.group("part").lower().split()[-1]
        right_half = {"morning": "a", "afternoon": "p", "evening": "p", "night": "a" if hour < 5 else "p"}[part]
        if half != right_half:
            yield _flag(
                match.start(), match.end(), f"'{match.group()}' contradicts itself.", f"{half}.m. is not in the {part}"
            )
            continue
        end = match.end()
        if match.group("point") and prose[end : end + 1] == ".":
            end += 1  # the abbreviation has its own point
        yield _proposal(
            reading,
            match.start("part"),
            end,
            "",
            Safety.SAFE,
            f"{half}.m. says '{match.group('part').strip()}' already.",
        )
    for match in _NOON.finditer(prose):
        right = "midnight" if match.group(1) == "midnight" else "noon"
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _exists(day: str, month: str, year: str | None) -> bool:
    return 1 <= int(day) <= calendar.monthrange(int(year) if year else 2000, _month(month))[1]


def _days_of_month(reading: Reading, prose: str) -> Iterator[Proposal]:
    ranges = []
    for match in _DAYS_OF.finditer(prose):
        first, last, month, year = match.group("first", "last", "month", "year")
        lead = match.group("lead")
        if not (_exists(first, month, year) and _exists(last, month, year)) or int(first) >= int(last):
            continue
        if not lead and _QUANTITY.search(prose[max(0, match.start() - 12) : match.start()]):
            continue
        join = re.sub(r"[ ](?:the|days)\b", "", match.group("join")).replace("until", "to").replace("till", "to")
        right = _date(reading, f"{first}{join}{last}", month, year, prose[match.end() : match.end() + 2])
        right = (lead.split()[0] + " " if lead else "") + right
        ranges.append(match.span())
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, _OF_MESSAGE)
    for match in _DAY_OF.finditer(prose):
        if _within(match, ranges):
            continue
        yield from _day_of_month(reading, prose, match)


_OF_MESSAGE = "No 'of' stands between day, month and year in English news copy."


def _day_of_month(reading: Reading, prose: str, match: re.Match[str]) -> Iterator[Proposal]:
    day, month, year = match.group("day", "month", "year")
    lead, the, relative = match.group("lead", "the", "relative")
    if not _exists(day, month, year):
        return
    if not (lead or the or relative) and _QUANTITY.search(prose[max(0, match.start() - 12) : match.start()]):
        return
    if relative and not the and not lead:
        return  # "the winners of last 5 of May" and the like say too little
    behind = prose[match.end() : match.end() + 14]
    right = _date(reading, day, month, year, behind[:2])
    noun = re.match(
        r"[ ](?!(?:the|an?|in|at|on|to|by|for|and|when|that|with|from|after|before|it|he|she|they|was|were)\b|[a-z]+ed\b)[a-z]+",
        behind,
    )
    if lead:
        right = f"{lead} {'the ' if the and noun and not year else ''}{right}"
    elif the and noun and not year and not relative:
        right = the + right
    elif the:
        right = _as(the, "on ") + right
    weekday = re.search(rf"{_WEEKDAY},?[ ]$", prose[max(0, match.start() - 12) : match.start()])
    if weekday and the and not lead:
        right = right[3:]  # "on Saturday the 29 of September"
    certain = not relative and not noun and ((lead or "").lower() == "on" or year)
    message = _OF_MESSAGE
    yield _proposal(reading, match.start(), match.end(), right, Safety.SAFE if certain else Safety.REVIEW, message)


def _dotted_days(reading: Reading, prose: str) -> Iterator[Proposal]:
    known = reading.article.source_language in _DOTTED
    for match in _DOTTED_DAY.finditer(prose):
        lead, day, month, year = match.group("lead", "day", "month", "year")
        if not _exists(day, month, year) or not (known or year or lead.lower() == "on"):
            continue
        right = f"{lead} {_date(reading, day, month, year, prose[match.end() : match.end() + 2])}"
        safety = Safety.SAFE if known and (year or lead.lower() == "on") else Safety.REVIEW
        yield _proposal(
            reading, match.start(), match.end(), right, safety, "No point stands behind the day of a month."
        )


def _of_years(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _OF_YEAR.finditer(prose):
        day, month = match.group("day") or match.group("day2"), match.group("month") or match.group("month2")
        year = match.group("year")
        if _exists(day, month, year):
            right = _date(reading, day, month, year, prose[match.end() : match.end() + 2])
            yield _proposal(reading, match.start(), match.end(), right, Safety.SAFE, _OF_MESSAGE)
    if reading.article.source_language in _ROMANCE:
        for match in _MONTH_OF_YEAR.finditer(prose):
            if match.start() >= 3 and re.search(r"\d[ ](?:of[ ])?$", prose[max(0, match.start() - 5) : match.start()]):
                continue
            start = match.start("of")
            yield _proposal(
                reading,
                start,
                match.end("of"),
                "",
                Safety.REVIEW,
                "No 'of' stands between month and year in news copy.",
            )


def _past(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Put "last Monday" and "on May 5" for "the past Monday" and "the past May 5"."""
    romance = reading.article.source_language in _ROMANCE
    for match in _PAST_MONTH.finditer(prose):
        lead = match.group("lead") or ""
        start = match.start()
        if not lead and prose[max(0, start - 3) : start].lower() == "in ":
            start -= 3
        right = _as(prose[start], f"last {match.group('month')}")
        yield _proposal(reading, start, match.end(), right, Safety.REVIEW, f"'{match.group().strip()}' is {right}.")
    for match in _PAST_DAY.finditer(prose):
        if not match.group("the") and not romance:
            continue  # "last May 5" is old-fashioned English
        lead = match.group("lead")
        right = f"{lead or _as(match.group(), 'on ')}{match.group('date')}"
        yield _proposal(
            reading,
            match.start(),
            match.end(),
            right,
            Safety.REVIEW,
            f"'{match.group()}' is simply the date in English.",
        )
    for match in _PAST_WEEKDAY.finditer(prose):
        relative = match.group("relative")
        if (relative != "past" and not romance) or _OVER.search(prose[max(0, match.start() - 12) : match.start()]):
            continue
        if relative == "next" and _PAST_TENSE.search(sentence_around(prose, match.start(), match.end())):
            continue  # "the next Monday" of a story is the one that followed
        relative = "last" if relative == "past" else relative
        right = _as(match.group(), f"{relative} {match.group('weekday')}")
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _parts_of_weekdays(reading: Reading, prose: str) -> Iterator[Proposal]:
    for pattern in (_THE_PART, _PART_OF):
        for match in pattern.finditer(prose):
            if pattern is _PART_OF and match.group("lead").lower() == "on" and not match.group("this"):
                continue  # on the morning of Monday
            right = _as(match.group(), f"on {match.group('weekday')} {match.group('part')}")
            yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")
    for match in _NIGHT.finditer(prose):
        first = match.group("a") or match.group("b") or match.group("c")
        last = match.group("to") or match.group("to2")
        if (_WEEKDAYS.index(first) + 1) % 7 == _WEEKDAYS.index(last):
            right = _as(match.group(), f"overnight into {last}")
            yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _this_weekdays(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Put "on Tuesday" for "this Tuesday" of the past, and for "the Tuesday", in copy from a Romance language."""
    for match in _IN_THIS.finditer(prose):
        right = _as(match.group(), f"on {match.group('weekday')}")
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")
    if reading.article.source_language not in _ROMANCE:
        return
    for match in _THIS.finditer(prose):
        sentence = sentence_around(prose, match.start(), match.end())
        if not _PAST_TENSE.search(sentence) or _FUTURE.search(sentence) or reading.article.in_quotation(*match.span()):
            continue
        if _before(prose, match.start()) == "in" or re.match(
            r"[ ](?:in|at|by|for)[ ](?:the[ ])?(?:morning|after|even|night)", prose[match.end() :]
        ):
            continue
        yield _weekday(reading, match, "this", "'This' names a day to come; the sentence tells what has been.")
    for match in _THE.finditer(prose):
        if _before(prose, match.start()) in ("on", "was", "is") or reading.article.in_quotation(*match.span()):
            continue
        yield _weekday(reading, match, "the", "English names a day of this week without an article.")


def _weekday(reading: Reading, match: re.Match[str], group: str, message: str) -> Proposal:
    prose, start, end = reading.article.prose, match.start(group), match.end(group)
    genitive = prose[match.end() : match.end() + 1] in ("'", "’")
    if genitive or _before(prose, start) in _PREPOSITIONS:
        return _proposal(reading, start, end + 1, "", Safety.REVIEW, message)
    return _proposal(reading, start, end, _as(match.group(group), "on"), Safety.REVIEW, message)


def _brackets(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Take out the day of the month behind a day that says enough; flag it where the two are different days."""
    for match in _BRACKET.finditer(prose):
        weekday, day = match.group("weekday"), int(match.group("day"))
        if weekday and not match.group("th"):
            sentence = sentence_around(prose, match.start(), match.end())
            if not match.group("lead") or len(_BRACKETED.findall(sentence)) > 1:
                continue  # counts: Monday (5), Tuesday (3)
        if not 1 <= day <= 31:
            continue
        days = _meant(reading.article.date, match.group("word"), weekday)
        if days and day not in {date.day for date in days}:
            if not reading.article.in_quotation(match.start(), match.end()):
                yield _contradiction(match, days[0])
            continue
        start = match.end() - len(prose[match.start("word") : match.end()]) + len(match.group("word"))
        evidence = f"the article is of {reading.article.date}" if days else ""
        yield _proposal(
            reading,
            start,
            match.end(),
            "",
            Safety.REVIEW,
            "The day of the month needs no bracket beside this day.",
            evidence,
        )
    for match in _WEEKDAY_DAY.finditer(prose):
        weekday, day = match.group("weekday"), int(match.group("day"))
        days = _meant(reading.article.date, "", weekday)
        if not 1 <= day <= 31 or (weekday == "Friday" and day == 13):
            continue
        if days and day in {date.day for date in days}:
            yield _proposal(
                reading, match.start("gap"), match.end(), "", Safety.REVIEW, "The weekday says enough.",
                f"the article is of {reading.article.date}",
            )  # fmt: skip
        elif not days and reading.article.source_language in _IBERIAN:
            right = f" the {ordinal(day)}"
            yield _proposal(
                reading,
                match.start("gap"),
                match.end(),
                right,
                Safety.REVIEW,
                "The day of a month alone is an ordinal.",
            )


def _meant(date: datetime.date | None, word: str, weekday: str | None) -> list[datetime.date]:
    """Return the days that a word or a weekday may mean in an article of `date`, the likeliest first."""
    if date is None:
        return []
    if weekday is None:
        return [date + datetime.timedelta(_SHIFT[word.lower()])]
    around = [date + datetime.timedelta(shift) for shift in (0, -1, -2, -3, -4, -5, -6, 1, 2, 3, 4, 5, 6, -7, 7)]
    return [day for day in around if _WEEKDAYS[day.weekday()] == weekday]


def _contradiction(match: re.Match[str], day: datetime.date) -> Proposal:
    return _flag(
        match.start(), match.end(),
        f"'{match.group()}' contradicts the date of the article: it would be {_WEEKDAYS[day.weekday()]}, {day.day} {_MONTHS[day.month - 1]}.",
        "the calendar, counted from the date of the article",
    )  # fmt: skip


def _contradictions(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Flag weekdays that are not those of the dates beside them."""
    date = reading.article.date
    for match in _FULL_DATE.finditer(prose):
        day, month = (
            int(match.group("day") or match.group("day2")),
            _month(match.group("month") or match.group("month2")),
        )
        year = int(match.group("year") or 0)
        weekday = match.group("weekday")
        if 0 < year < _GREGORIAN:
            continue
        right = _day(year, month, day) if year else _nearest(date, month, day)
        if right is None or _WEEKDAYS[right.weekday()] == weekday:
            continue
        if year or not (reading.article.in_quotation(*match.span()) or _fits_a_year(prose, weekday, month, day)):
            yield _flag(
                match.start(), match.end(),
                f"{right.day} {_MONTHS[month - 1]} {right.year} was no {weekday} but a {_WEEKDAYS[right.weekday()]}: weekday or date is wrong.",
                "the calendar" if year else f"the calendar, for an article of {date}",
            )  # fmt: skip
    if date is None:
        return
    for match in _RELATIVE.finditer(prose):
        day_meant = date + datetime.timedelta(_SHIFT[match.group("word").lower()])
        if match.group("weekday") == _WEEKDAYS[day_meant.weekday()] or reading.article.in_quotation(*match.span()):
            continue
        yield _contradiction(match, day_meant)


def _day(year: int, month: int, day: int) -> datetime.date | None:
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _nearest(date: datetime.date | None, month: int, day: int) -> datetime.date | None:
    """Return the day of this month and day that lies near `date`, if one does."""
    if date is None:
        return None
    days = [found for year in (date.year - 1, date.year, date.year + 1) if (found := _day(year, month, day))]
    return next((found for found in days if abs((found - date).days) <= _NEAR), None)


def _fits_a_year(prose: str, weekday: str, month: int, day: int) -> bool:
    """Tell whether the weekday is right in some year that the article names: anniversaries tell of other years."""
    years = {int(year) for year in re.findall(rf"(?<!\d){_YEAR}(?!\d)", prose)}
    return any((found := _day(year, month, day)) and _WEEKDAYS[found.weekday()] == weekday for year in years)


def _impossible(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _NO_DAY.finditer(prose):
        day, month = match.group("day") or match.group("day2"), match.group("month") or match.group("month2")
        year = match.group("year") or match.group("year2")
        if _month(month) == 2 and day == "29" and not year:
            continue
        ends = re.match(r"[.,;)]|$", prose[match.end() :])
        if (
            _exists(day, month, year)
            or year == "1712"
            or not (year or (match.group("lead") and (ends or match.group("day"))))
        ):
            continue  # Sweden had a 30 February in 1712; "in April 31 people" is no date
        name = _MONTHS[_month(month) - 1]
        length = calendar.monthrange(int(year) if year else 2000, _month(month))[1]
        yield _flag(
            match.start(), match.end(), f"There is no {day} {name}{' ' + year if year else ''}: the day or the month is wrong.",
            f"{name}{' ' + year if year else ''} has {length} days",
        )  # fmt: skip


def _figures(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _FIGURES.finditer(prose):
        first, second, year = int(match.group(1)), int(match.group(3)), match.group(4)
        line = reading.article.line_range(match.start())
        if not _SENTENCE_END.search(prose[line.start : line.end]):
            continue  # a headline, a table, a caption
        if first <= 12 and second <= 12:
            if first != second and first and second and reading.article.source_language in _DAY_FIRST:
                yield _flag(
                    match.start(), match.end(),
                    f"'{match.group()}' is {first} {_MONTHS[second - 1]} or {second} {_MONTHS[first - 1]}: write the month out.",
                    "the source language puts the day first, American readers the month",
                )  # fmt: skip
        elif second <= 12 and _day(int(year), second, first):
            right = _date(reading, first, _MONTHS[second - 1], year, prose[match.end() : match.end() + 2])
            yield _proposal(
                reading, match.start(), match.end(), right, Safety.REVIEW, "News copy writes the month out."
            )


def _number(roman: str) -> int:
    values = [{"I": 1, "V": 5, "X": 10}[letter] for letter in roman]
    return sum(-a if a < b else a for a, b in zip(values, [*values[1:], 0], strict=True))


def _ordinal(reading: Reading, number: int) -> str:
    if number < 10 or reading.setting("century") == "words":
        return _WORDS[number]
    return ordinal(number)


def _within(match: re.Match[str], spans: list[tuple[int, int]]) -> bool:
    return any(start < match.end() and match.start() < end for start, end in spans)


def _centuries(reading: Reading, prose: str) -> Iterator[Proposal]:
    message = "English counts centuries in ordinals."
    decades = [match.span() for match in _YEARS.finditer(prose)]
    for match in _CENTURY.finditer(prose):
        lead, roman, second = match.group("lead"), match.group("roman"), match.group("roman2")
        if (roman == "I" and not lead) or _within(match, decades):
            continue
        if not lead and re.search(
            r"(?<![.!?] )(?<!^)\b[A-Z]\w+[ ]$", prose[max(0, match.start() - 20) : match.start()]
        ):
            continue  # of the Louis XVI century
        right = _ordinal(reading, _number(roman))
        if second:
            right += match.group("join") + _ordinal(reading, _number(second))
        start = match.start("roman")
        certain = lead is not None and not match.group("th")
        if lead and lead.lower() != "the":
            vowel = _number(roman) in (8, 11, 18)
            start, right = match.start("lead"), _as(lead, "an " if vowel else "a ") + right
        elif (
            not lead
            and not match.group("th")
            and match.group("gap") == " "
            and _BARE.search(prose[max(0, start - 8) : start])
        ):
            right = "the " + right
        end = match.start("gap")
        safety = Safety.SAFE if certain else Safety.REVIEW
        yield _proposal(reading, start, end, right, safety, message)
    for match in _CENTURY_BEHIND.finditer(prose):
        the = match.group("the")
        if _within(match, decades):
            continue
        if match.group("roman"):
            right = f"the {_ordinal(reading, _number(match.group('roman')))} century"
        else:
            first, last = (_ordinal(reading, _number(match.group(group))) for group in ("first", "last"))
            right = f"the {first}{match.group('join')}{last} centuries"
        safety = Safety.SAFE if the else Safety.REVIEW
        yield _proposal(reading, match.start(), match.end(), _as(the or "", right), safety, message)
    for match in _CENTURY_FIGURE.finditer(prose):
        right = _ordinal(reading, int(match.group(2)))
        yield _proposal(reading, match.start(2), match.end(2), right, Safety.SAFE, message)


def _decades(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _YEARS.finditer(prose):
        roman = match.group("roman") or match.group("roman2")
        century = _number(roman) if roman else 20
        right = f"{match.group('the')} {century - 1}{match.group('decade')}s"
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' are {right}.")
    if reading.article.source_language is None:
        return  # the apostrophe is an older English habit
    for match in _APOSTROPHE_DECADE.finditer(prose):
        if _AGE.search(sentence_around(prose, match.start(), match.end())):
            continue
        decade = match.group("decade")
        right = ("" if len(decade) == 4 else "19") + decade + "s"
        yield _proposal(
            reading,
            match.start("decade"),
            match.end(),
            right,
            Safety.REVIEW,
            "Decades take no apostrophe before the s.",
        )


def _years(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _YEAR_YEAR.finditer(prose):
        group = "one" if match.group("one") else "many"
        end = match.end(group)
        if match.group("the"):
            start = match.start("the")
            right = prose[match.end("the") : match.start(group)]
        else:
            start, right = match.start(group), ""
        yield _proposal(reading, start, end, right, Safety.REVIEW, "A year is named without the word behind it.")
    for match in _BUDDHIST.finditer(prose):
        if reading.article.source_language == "th":
            year = int(match.group(1))
            yield _flag(
                match.start(1), match.end(1), f"{year} looks like a year of the Buddhist era; it would be {year - 543}.",
                "Thailand counts years from 543 before the common era",
            )  # fmt: skip
    for match in _PERSIAN.finditer(prose):
        if reading.article.source_language in ("fa", "ps"):
            yield _flag(
                match.start(), match.end(), f"'{match.group()}' looks like a date of the Iranian calendar: convert it.",
                "Iran and Afghanistan count years from 622",
            )  # fmt: skip


def _the_days(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _THE_DAY.finditer(prose):
        lead, day, month = match.group("lead"), match.group("day"), match.group("month")
        if month and _exists(day, month, None):
            right = (lead or _as(match.group("the"), "on ")) + _date(reading, day, month)
            yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")
        elif not month and lead and reading.article.source_language in _IBERIAN and 1 <= int(day) <= 31:
            right = f"{lead}the {ordinal(int(day))}"
            yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _letters(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Resolve "the 14-F": Spanish copy names a day by its figure and the first letter of its month."""
    if reading.article.source_language not in _IBERIAN:
        return
    for match in _LETTER.finditer(prose):
        day, letter, the, lead = match.group("day", "letter", "the", "lead")
        months = [number for number in _LETTERS[letter] if _day(2000, number, int(day))]
        if (day, letter) in _NAMED or not months:
            continue
        if (day, letter) == ("11", "M"):
            months = [3]  # the bombings of Madrid
        if len(months) > 1:
            names = " or ".join(f"{day} {_MONTHS[number - 1]}" for number in months)
            yield _flag(
                match.start("day"),
                match.end(),
                f"'{day}-{letter}' is {names}: name the day.",
                "Spanish newspapers shorten dates so",
            )
            continue
        noun = re.match(
            r"[ ](?!(?:was|were|is|has|had|in|at|on|and|to|by|when|that|with)\b)[a-z]",
            prose[match.end() : match.end() + 8],
        )
        right = _date(reading, day, _MONTHS[months[0] - 1])
        if noun and the:
            right = (lead or "") + the + right
        elif lead:
            right = lead + right
        yield _proposal(
            reading,
            match.start(),
            match.end(),
            right,
            Safety.REVIEW,
            f"'{day}-{letter}' is a Spanish way to name a day.",
        )


def _bare_days(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Name the month of "on the 10th", as East Asian copy leaves it out."""
    date = reading.article.date
    if date is None or reading.article.source_language not in _EAST_ASIAN or _GOLF.search(prose):
        return
    for match in _ON_THE.finditer(prose):
        near = prose[max(0, match.start() - 200) : match.start()]
        day = next(
            (d for back in range(31) if (d := date - datetime.timedelta(back)).day == int(match.group("day"))), None
        )
        if day is None or any(month in near for month in _MONTHS if month != _MONTHS[day.month - 1]):
            continue
        right = _date(reading, day.day, _MONTHS[day.month - 1])
        yield _proposal(
            reading,
            match.start(),
            match.end(),
            right,
            Safety.REVIEW,
            "English news copy names the month.",
            f"the article is of {date}",
        )


_FIGURE = tuple("0123456789")
_DAYS = tuple(weekday.lower() for weekday in _WEEKDAYS)
_MONTH_WORDS = tuple(month.lower() for month in _MONTHS)


def _joined(first: tuple[str, ...], joint: str, last: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{a}{joint}{b}" for a in first for b in last)


# What must stand in the article, in small letters, for a rule to be tried.
_RULES: tuple[tuple[tuple[str, ...], Callable[[Reading, str], Iterator[Proposal]]], ...] = (
    (("am", "pm", ".m", "a m", "p m"), _half_days),
    (_joined(_FIGURE, "", ("h", " h", "\u00a0h")), _hours),
    (
        (
            *_joined((" the",), " ", ("night", "morning", "afternoon", "evening")),
            "at night",
            "noon",
            "midday",
            "midnight",
        ),
        _parts_of_day,
    ),
    (_joined(("of",), " ", _MONTH_WORDS), _days_of_month),
    (_joined((".",), " ", _MONTH_WORDS), _dotted_days),
    (_joined(("of", "of the"), " ", ("1", "2")), _of_years),
    (_joined(("past", "last", "next", "coming"), " ", (*_MONTH_WORDS, *_DAYS, *_FIGURE, "month of")), _past),
    (
        (
            *_joined(("morning", "afternoon", "evening", "night"), " ", ("of", "from", "between", "(between")),
            *_joined(("day",), " ", ("in", "at", "by", "for")),
        ),
        _parts_of_weekdays,
    ),
    (_joined(("this", "the"), " ", _DAYS), _this_weekdays),
    ((*_joined(("day", "tomorrow"), " ", _FIGURE), "day (", "tomorrow ("), _brackets),
    (_DAYS, _contradictions),
    (("29", "30", "31"), _impossible),
    (("/19", "/20", ".19", ".20"), _figures),
    (("centur",), _centuries),
    (("years ", "0's", "0’s"), _decades),
    ((*_joined(_FIGURE, " ", ("year",)), " 25", "/"), _years),
    (("the day ",), _the_days),
    (_joined(_FIGURE, "-", tuple("efmajsond")), _letters),
    (("on the ",), _bare_days),
)
