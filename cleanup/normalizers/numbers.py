"""Numbers, money and units as other languages write them: spaces, points and words as thousands marks, decimal commas,
thousands of millions, signs behind the amount. The value never changes; only the way it is written does.

Repairs: "150 thousand", "232 243" with a no-break space, "1.234.567", "1.234,50", "3,5 percent", "$32.9 billion dollars",
"100 $", "2 milliards", "5 million of euros", "5% percent", "38º C", "90 km / h", "the 21th", "a 20 years old man". Where the
source language writes numbers so: "7 000 people", "12.500 people", "3,5 km", "20 %", "35 millions". Offers: "16,000 million" and
"124 thousand million" as billions, "2 thousand 500", "5 mln", "a 45% of the", "% 20", "№ 5", "the 2do", "100 m2".
Flags an amount that can be read in two ways, with both ("2.250 million", and "billion" beside thousands of millions in copy
from a language whose billion is a million millions).

Leaves alone: "several thousand", "hundred thousand", years beside numbers ("in 2019 250 people"), telephone numbers, scores,
odds, versions, IP addresses, ISBNs, coordinates, model, page, verse and article numbers, lists ("3,5 and 7"), decimals of
three places (rates, prices per liter, averages), Indian and Swiss grouping, a "$5 dollar" coin in the singular. What stands
inside quotation marks is offered for review.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal

from cleanup.forms import ordinal, sentence_around, starts_sentence
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "numbers"
# Languages that write a decimal comma, and a space or a point between thousands (CLDR number symbols).
_COMMA = frozenset(
    "be bg bs ca cs da de el es et eu fi fr gl hr hu id is it ka kk lt lv mk nb nl no pl pt ro ru sk sl sq sr sv tr uk vi".split()
)
# Of these, languages whose billion is a million millions.
_LONG_SCALE = frozenset("bs ca cs da de es eu fi fr gl hr hu is it mk nb nl no pl pt sk sl sr sv".split())
_PERCENT_FIRST = frozenset(("eu", "tr"))
_DIGIT = re.compile(r"\d")
_SPACE = "[ \u00a0\u202f\u2009]"
_WORTH = r"(?:euros|dollars|pounds|pesos|rubles|roubles|reais|francs|crowns|kronor|kroner|lira|liras|lire|yen|yuan|zloty|zlotys|lei|leva|hryvnia|hryvnias|rupees|dinars|dirhams|rials|shekels|forints|bolivars|soles|guaranies)"
# What is counted whole: before these words three figures behind a point are no fraction.
_WHOLE = (
    "(?:people|persons|inhabitants|residents|citizens|soldiers|troops|men|women|children|students|pupils|teachers|refugees|"
    "migrants|immigrants|deaths|dead|victims|casualties|cases|infections|patients|voters|votes|workers|employees|officers|"
    "fans|spectators|passengers|visitors|tourists|doctors|nurses|prisoners|protesters|demonstrators|fighters|militants|members|"
    "families|households|homes|houses|buildings|apartments|schools|libraries|companies|businesses|vehicles|cars|species|"
    "speakers|players|athletes|supporters|subscribers|followers|users|signatures|seats|copies|animals|birds|sheep|horses|trees|"
    "tests|doses|flights|ships|boats|aircraft|tanks|drones|missiles|documents|applications|complaints|tweets|searches|books|"
    "settlers|volunteers|firefighters|farmers|shareholders|guests|islands|churches|villages|hotels|beds|jobs)"
)
_PERSONS = re.compile(
    r"people|persons|inhabitants|residents|citizens|soldiers|troops|men|women|children|students|pupils|refugees|migrants|"
    r"voters|workers|employees|officers|spectators|passengers|visitors|tourists|protesters|demonstrators|fighters"
)
# Words of averages and rates, in whose sentence three figures behind a point may be a fraction of anything.
_RATE = re.compile(
    r"\b(?:per|averag\w+|mean|median|rates?|ratio|index|density|each|every|exchange|barrel|ounce|share|trad\w+|quot\w+|lit(?:er|re)|gallon|kilo)\b"
)
_NO_COUNT = re.compile(
    r"\b(?:tel|phone|telephone|call|fax|no|nos|number|isbn|issn|page|pages|pp|p|article|articles|art|section|paragraph|chapter|"
    r"verse|line|part|volume|vol|room|route|flight|code|ref|id|iban|account|version|v|group|day|week|phase|level|age|aged|"
    r"grade|class|gate|platform|lot|unit|district|ward|highway|bus|apollo|sector|zone|house|building|street|box|model|type|"
    r"size|lap|round|stage|season|episode|table|figure|question|top|"
    r"january|february|march|april|may|june|july|august|september|october|november|december)\.?:?[ \u00a0]$",
    re.IGNORECASE,
)
# A word with a capital before a number makes it part of a name ("Boeing 737 800"), unless it only begins the sentence.
_CAPITAL = re.compile(r"\b([A-Z][\w’'-]*)[ \u00a0]$")
_BEGINS = frozenset(
    """a an some about around nearly almost over only at all the in of to from with by up another approximately roughly these those
    and but when there as for under between was were has have had they it we he she that today more""".split()
)

_THOUSAND = re.compile(
    rf"(?<![\w.,/:\-–$€£])([1-9]\d{{0,2}})(?:[.,](\d))?[ \u00a0]thousand\b(?:[ \u00a0]([1-9]\d{{2}}(?!\d))(?![.,]\d|[ \u00a0]?[$€£]))?"
    rf"(?:[ \u00a0](million|billion)s?\b(?:[ ]of(?=[ ]{_WORTH}\b))?)?"
    rf"(?![ \u00a0](?:hundred|million|billion|and(?![ ]\d{{1,3}}[ ]thousand)|years?[ ]old|times)\b|-|[.,]\d|[ \u00a0][$€£]?\d)"
)
# "between 10 and 20 thousand": the word belongs to both numbers.
_SHARED = re.compile(
    r"(?:\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|[a-z]+teen|[a-z]+ty))[ ](?:to|and|or)[ ]$"
)
_HUNDRED = re.compile(r"(?<![\w.,/:\-–])([1-9])[ \u00a0]hundred[ \u00a0](thousand|million)\b(?!-)")
_SPACED = re.compile(
    rf"(?<![\w.,/:+()\-–#])(?<!\d{_SPACE})([1-9]\d{{0,2}})((?:{_SPACE}\d{{3}})+)(?![\d/:–]|-(?![a-z])|[.,]\d|[ \u00a0]\d)"
)
_OWN_NUMBER = re.compile(r"-[a-z]|[ \u00a0](?:met(?:er|re)s?|yards?|miles?|feet|foot|grams?|volts?|watts?)\b")
_POINTS = re.compile(r"(?<![\w.,/:+\-–@#\\^])(?<!\d[ \u00a0])([1-9]\d{0,2}(?:\.\d{3})+)(?![\w/:@\\^]|[.,]\d|\.\w|-\w)")
_NO_ADJECTIVE = (
    "(?:of|in|to|for|per|and|or|than|at|by|from|with|the|an?|million|billion|points?|seconds?|percent|times)"
)
_BEHIND_POINTS = re.compile(
    rf"(?:(?:[ ](?:to|and|or)[ ]|[ ]?[-–][ ]?)\d{{1,3}}(?:\.\d{{3}})+)?[ \u00a0](?:(?:(?!{_NO_ADJECTIVE}\b)[A-Za-z][a-z-]+[ ]){{0,2}}?(?P<whole>{_WHOLE})|"
    rf"(?P<money>{_WORTH}|USD|EUR|GBP|[€$£])|"
    rf"(?P<unit>kilomet(?:er|re)s|km|hectares|square|feet|ft|tons|tonnes|miles|years|barrels))(?![\w-])"
)
_MIXED = re.compile(
    rf"(?<![\w.,/:\-–])(?<!\d[ \u00a0])([1-9]\d{{0,2}})((?:(?:\.|{_SPACE})\d{{3}})+),(\d{{1,2}})(?![\d.,/:]\d|\d)"
)
_MILLIONS = re.compile(
    rf"(?<![\w.,])([1-9]\d{{0,2}}(?:([,.]|{_SPACE})\d{{3}})|[1-9]\d{{3,5}})[ \u00a0]millions?\b(?:[ ]of(?=[ ]{_WORTH}\b))?(?![ \u00a0](?:years?|light)\b|-)"
)
_UNIT = (
    r"(?:%|per[ ]?cent\b|percentage\b|millions?\b|billions?\b|trillions?\b|degrees\b|°|º|km\b|kilomet|points\b|magnitude\b|on[ ]the[ ]Richter|"
    r"met(?:er|re)s?\b|m\b|cm\b|mm\b|kg\b|kilos?\b|kilograms?\b|tons?\b|tonnes?\b|hectares?\b|lit(?:er|re)s?\b|seconds\b|minutes\b|hours\b|days\b|"
    rf"years\b|times\b|goals\b|rebounds\b|assists\b|inches\b|miles\b|[€$£](?!\d)|{_WORTH}\b|euro\b|USD\b|EUR\b)"
)
_DECIMAL = re.compile(
    rf"(?<![\w.,/:])(\d{{1,3}}),(\d{{1,2}})(?:(?=[ \u00a0]?{_UNIT})|(?=-(?:magnitude|percent|million|billion|point|km|met)))"
)
_MAGNITUDE = re.compile(r"(?<=[Mm]agnitude )(?:of )?(\d),(\d)(?![\d,.]|[ ]and\b)")
_PRICE = re.compile(r"(?<=[$€£])(\d{1,3}),(\d{2})(?![\d,.]\d|\d)")
_ONE_NUMBER = re.compile(r"[ \u00a0]?(?:%|per[ ]?cent|(?:m|b|tr)illions?)|-(?:magnitude|percent|million|billion)")
_TWICE = re.compile(
    r"(?<!\d)(?<!\d[ \u00a0])((?:US|A|C|NZ|HK)?\$|€|£)([ \u00a0]?\d[\d.,]*(?:[ \u00a0](?:thousand|million|billion|trillion))?)([ \u00a0](?:US[ ])?(dollars|euros|pounds)\b(?![ \u00a0]sterling))"
)
_UNITS = {"$": "dollars", "€": "euros", "£": "pounds"}
_SINGULAR = {"dollars": "dollar", "euros": "euro", "pounds": "pound"}
_SIGN_BEHIND = re.compile(
    rf"(?<![\w.,/:$€£+\-–])((?:[1-9]\d{{0,2}}(?:(?:[,.]|{_SPACE})\d{{3}})+|\d+)(?:[.,]\d{{1,2}})?)((?:[ \u00a0](?:million|billion|trillion|thousand))?)"
    r"([ \u00a0\u202f]?)([€$£])(?![\w$€£]|[ ]?[\d$€£]|[.,]\d|[/\\])"
)
_BEFORE_RANGE = re.compile(r"\d[\d.,]*[ ]?(?:to|and|or|[-–/])[ ]?$")
_SIGN_APART = re.compile(r"(?<![\w.])(?<![A-Z\d][ ])([€£$])([ \u00a0\u202f])(?=\d)")
_MILLIARD = re.compile(
    rf"(?<![\w.,])(\d{{1,3}}(?:[.,]\d{{1,2}})?)[ \u00a0](milliards?|miljards?|mlrd|mrd|mld|bln|mln|mio|mdp|mdd)\b(?:\.(?=[ \u00a0][a-z€$£]))?(?:[ ](?:of|de|di)(?=[ ]{_WORTH}\b))?(?P<money>[ \u00a0](?:{_WORTH}|USD|EUR|[€$£]|US[ ]dollars))?"
)
_SCALES = dict.fromkeys(
    ("milliard", "milliards", "miljard", "miljards", "mlrd", "mrd", "mld", "bln"), "billion"
) | dict.fromkeys(("mln", "mio", "mdp", "mdd"), "million")
_MILLIONS_PLURAL = re.compile(
    rf"(?<![\w.,])(\d[\d.,]*)[ \u00a0]((?:m|b|tr)illion)(s(?:[ ]of(?=[ ](?:{_WORTH}|{_WHOLE})\b))?|[ ](?:of|de|di)(?=[ ]{_WORTH}\b(?!-))|[ ]of(?=[ ](?:people|persons|inhabitants)\b(?!['’])))(?![\w-])"
)
_AND_A_HALF = re.compile(
    r"(?<![\w.,])(\d{1,3})[ \u00a0](million|billion|trillion)[ ]and[ ](?:a|one)[ ]half\b(?:[ ]of(?=[ ][a-z]+s\b))?"
)
_EURO = re.compile(
    r"(?<![\w.,])((?!1[ \u00a0])\d[\d.,]*(?:[ \u00a0](?:thousand|million|billion|trillion))?[ \u00a0])euro"
    r"(?=[.,;:)](?!\d)|[ ](?:per|a|for|to|in|and|on|from|each|of|by|at|is|was|were|are|will|would|this|last|as|with|or|than)\b|$)",
    re.MULTILINE,
)
_WORD_FIRST = re.compile(
    r"(?<=\b(?:of|to|at|by) )(euros|dollars|pounds|pesos)[ ](\d[\d.,]*(?:[ ](?:million|billion|thousand))?)(?=[ ](?:to|for|in|from|and|as|on|by|was|were|is)\b|[.,;)](?!\d)|$)",
    re.MULTILINE,
)
_PERCENT_SPACE = re.compile(rf"(?<=\d)({_SPACE}+)%(?![\w%]|[ \u00a0]\d)")
_PERCENT_TWICE = re.compile(r"(?<=\d)[ \u00a0]?(?:%([ \u00a0]per[ ]?cent)\b(?!age)|per[ ]?cent([ \u00a0]?%))")
_PERCENT_BEFORE = re.compile(
    r"(?:(?<=[\s(])(?<![\d%] )|^)%([ \u00a0]?)(\d{1,3}(?:[.,]\d{1,2})?)(?![.,]\d|[\w%]|[ \u00a0]\d)"
)
_PERCENT_OF_THE = re.compile(
    r"\b(?P<article>[Aa]n?|[Oo]ne)[ ](?P<share>\d{1,2}(?:[.,]\d{1,2})?[ ]?(?:%|per[ ]?cent))[ ]of[ ](?:the|its|their|all|those|these|our)\b"
)
_PERCENT_OF_A = re.compile(
    r"\b(?:increase|rise|growth|fall|drop|reduction|decrease|decline|cut|surge)[ ]of[ ](?P<article>the|an?)[ ](?P<share>\d{1,3}(?:[.,]\d{1,2})?[ ]?(?:%|per[ ]?cent))(?=[ ]?[.,;)]|[ ](?:in|of|at|during|for|from|since|this|last|compared|on|to)\b)"
)
# No "st": 12st is the weight of a British boxer.
_ORDINAL = re.compile(r"(?<![\w.,/:\-–])(\d{0,2}?)(\d)(nd|rd|th)\b")
_ROMANCE_ORDINAL = re.compile(
    r"(?<![\w.,/:\-–])([1-9]\d?)(?:[ºª](?![ ]?[CFNSEW]\b)|\.[ºª]|(?:er|do|da|ro|ra|to|ta|mo|ma|vo|va|no|na|[eè]me)\b)(?=[ ][a-z]|[ ][A-Z]|[.,;])"
)
_ANGLE = re.compile(r"\b(?:degrees?|temperatures?|angles?|heat|slope|latitude|longitude|hot|cold|warm)\b")
_ORDINAL_WORDS = re.compile(r"\b(?:the|his|her|their|its|in|of)[ ]$", re.IGNORECASE)
_DEGREE = re.compile(r"(?<=\d)([ \u00a0]?)º(?=[ \u00a0]?[CF]\b)")
_NUMERO = re.compile(r"(?<![\w’'])(?:№[ \u00a0]?|[Nn][º°][ \u00a0]?|[Nn]ro\.[ ])(?=\d)")
_SPEED = re.compile(
    r"(?<=\d)([ \u00a0]?(?:km|Km|m))[ ]?/[ ]?(h|s)\b|(?<=\d)([ \u00a0]?)(Km|Kms|kms|Kg|kgs|mts)\b(?!\.\w|/)"
)
_SYMBOLS = {"kgs": "kg", "Kg": "kg", "mts": "m"}
_POWER = re.compile(r"(?<![\w/.,])(\d[\d.,]*[ \u00a0]?)(k?m)([23])\b(?![/·]|[.,]\d)")
_HECTARES = re.compile(r"(?<![\w.,])(\d[\d.,]*)[ \u00a0][Hh]as\.?(?=[ ]of[ ][a-z])")
_YEARS_OLD = re.compile(
    r"\b([Aa]n?|[Tt]he|[Tt]his|[Tt]hat|[Aa]nother|[Tt]heir|[Hh]is|[Hh]er)[ ](\d{1,3})[ -]years[ -]old[ ](man|woman|boy|girl|child|person|teenager|student|daughter|son|brother|sister|"
    r"mother|father|grandmother|grandfather|actor|actress|singer|player|footballer|striker|goalkeeper|midfielder|politician|driver|"
    r"suspect|victim|patient|soldier|citizen|resident|worker|journalist|lawyer|doctor|teacher|pensioner|youth|male|female)\b"
)
_TEN_THOUSAND = re.compile(r"(?<![\w.,])(\d{1,4}(?:\.\d{1,3})?)[ ]ten[ ]thousand\b(?!-)")
_EAST_ASIAN = frozenset(("zh", "ja", "ko"))
_SCALE_MARK = re.compile(r"\b\d{1,3}[,\u00a0 ]\d{3}[ \u00a0]millions?\b(?!-)|\bthousands?[ ](?:of[ ])?millions?\b")
_BILLION = re.compile(r"(?<![\w.,])\d[\d.,]*[ \u00a0]billion\b(?!-)")


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for numbers, money and units."""
    prose = reading.article.prose
    if not _DIGIT.search(prose):
        return
    lower = prose.lower()
    for gate, find in _RULES:
        if gate and not any(word in lower for word in gate):
            continue
        for proposal in find(reading, prose):
            if not reading.article.is_protected(proposal.start, proposal.end):
                yield proposal


def _proposal(
    reading: Reading, start: int, end: int, right: str, safety: Safety, message: str, choices: tuple[str, ...] = ()
) -> Proposal:
    edit = Edit(start, end, reading.article.prose[start:end], right)
    return _edited(reading, (edit,), safety, message, choices)


def _edited(
    reading: Reading, edits: tuple[Edit, ...], safety: Safety, message: str, choices: tuple[str, ...] = ()
) -> Proposal:
    start, end = edits[0].start, edits[-1].end
    if reading.article.in_quotation(start, end):
        safety = safety.at_most(Safety.REVIEW)
    evidence = "the value stays the same"
    return Proposal(_NAME, "numbers_units", safety, start, end, edits, message, evidence, choices=choices)


def _flag(start: int, end: int, message: str, evidence: str) -> Proposal:
    return Proposal(_NAME, "numbers_units", Safety.FLAG, start, end, (), message, evidence)


def _foreign(reading: Reading) -> bool:
    """Tell whether the source language is known to write a decimal comma."""
    return reading.article.source_language in _COMMA


def _if_foreign(reading: Reading) -> Safety:
    return Safety.SAFE if _foreign(reading) else Safety.REVIEW


def _counts(prose: str, start: int) -> bool:
    """Tell whether the number at `start` counts something: it is no number of a page, a flight, a model."""
    at = max(0, start - 24)
    if _NO_COUNT.search(prose, at, start):
        return False
    capital = _CAPITAL.search(prose, at, start)
    return capital is None or (capital.group(1).lower() in _BEGINS and starts_sentence(prose, capital.start()))


def _shown(value: Decimal) -> str:
    """Write a value with English marks."""
    text = f"{value:,f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _thousands(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _THOUSAND.finditer(prose):
        number, tenth, rest, more = match.groups()
        if _SHARED.search(prose[max(0, match.start() - 16) : match.start()]):
            continue
        value = Decimal(f"{number}.{tenth or 0}") * 1000 + int(rest or 0)
        if more:
            right = f"{_shown(value / 1000)} {'billion' if more == 'million' else 'trillion'}"
            if rest and more == "billion":
                continue  # "5 thousand 400 billion": nobody knows which billion
            message = f"English counts a thousand {more}s as a {right.split()[1]}: {match.group()} are {right}."
            yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, message)
            continue
        if rest and tenth:
            continue
        # "2 thousand 500" may be two numbers ("of the 2 thousand 500 died").
        safety = Safety.REVIEW if rest or tenth else Safety.SAFE
        message = f"'{match.group()}' is written in figures."
        yield _proposal(reading, match.start(), match.end(), _shown(value), safety, message)
    for match in _HUNDRED.finditer(prose):
        right = f"{match.group(1)}00,000" if match.group(2) == "thousand" else f"{match.group(1)}00 million"
        message = f"'{match.group()}' is written in figures."
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, message)


def _tens_of_thousands(reading: Reading, prose: str) -> Iterator[Proposal]:
    if reading.article.source_language not in _EAST_ASIAN:
        return
    for match in _TEN_THOUSAND.finditer(prose):
        right = _shown(Decimal(match.group(1)) * 10_000)
        message = f"The source counts in units of ten thousand: {match.group()} are {right}."
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, message)


def _spaced(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _SPACED.finditer(prose):
        if not _counts(prose, match.start()):
            continue
        behind = prose[match.end() : match.end() + 10]
        if re.match(r"[ \u00a0]millions?\b", behind):
            continue
        noun = re.match(r"[ \u00a0](?!series\b)(?:[a-z]{3,}|[$€£])|[ \u00a0]?[€$£%]|-[a-z]", behind)
        no_break = " " not in match.group(2)
        if not no_break and not noun:
            continue
        right = match.group(1) + re.sub(_SPACE, ",", match.group(2))
        # Two 300-seat planes, four 100-meter relays: one of such things has its own number.
        two = _OWN_NUMBER.match(behind) and not (right.endswith("000") or behind.startswith("-strong"))
        safety = Safety.SAFE if (no_break or _foreign(reading)) and not two else Safety.REVIEW
        yield _proposal(reading, match.start(), match.end(), right, safety, "English marks thousands with a comma.")


def _points(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _POINTS.finditer(prose):
        if not _counts(prose, match.start()):
            continue
        number = match.group()
        groups = number.split(".")
        safety = (_several_groups if len(groups) > 2 else _one_group)(reading, prose, match, groups)
        if safety:
            message = f"English marks thousands with a comma: {number} would be read as a fraction."
            yield _proposal(reading, match.start(), match.end(), number.replace(".", ","), safety, message)


def _several_groups(reading: Reading, prose: str, match: re.Match[str], groups: list[str]) -> Safety | None:
    """Say how sure it is that "1.234.567" is a number; a telephone number or an address looks the same."""
    if len(groups) == 4 and all(int(group) <= 255 for group in groups):
        return None
    behind = re.match(r"[ \u00a0](?:[a-z]{3,}|[€$£])|[€$£%]", prose[match.end() : match.end() + 10])
    if not behind and len(groups[0]) == 3:
        return None
    return Safety.SAFE if behind or prose[match.start() - 1 : match.start()] in ("$", "€", "£") else Safety.REVIEW


def _one_group(reading: Reading, prose: str, match: re.Match[str], groups: list[str]) -> Safety | None:
    """Say how sure it is that the point of "12.500" marks thousands."""
    foreign, number = _foreign(reading), match.group()
    behind = _BEHIND_POINTS.match(prose, match.end())
    before = match.start() > 0 and prose[match.start() - 1] in "$€£"
    if (not behind and not before) or re.match(r"[ \u00a0](?:m|b|tr)illion", prose[match.end() : match.end() + 9]):
        return None
    if _RATE.search(sentence_around(prose, match.start(), match.end())):
        return None
    if behind and (whole := behind.group("whole")):
        certain = foreign or (number.endswith("00") and _PERSONS.fullmatch(whole))
        return Safety.SAFE if certain else Safety.REVIEW
    if number.endswith(".000"):
        money = before or (behind is not None and behind.group("money") is not None)
        return Safety.SAFE if foreign and money else Safety.REVIEW
    return Safety.REVIEW if foreign else None


def _mixed(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MIXED.finditer(prose):
        head, groups, tail = match.groups()
        if not _counts(prose, match.start()):
            continue
        right = head + re.sub(rf"\.|{_SPACE}", ",", groups) + "." + tail
        safety = Safety.SAFE if " " not in groups or _foreign(reading) else Safety.REVIEW
        message = "English marks thousands with a comma and decimals with a point."
        yield _proposal(reading, match.start(), match.end(), right, safety, message)


def _millions(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MILLIONS.finditer(prose):
        number, mark = match.group(1), match.group(2)
        if mark == "." and not number.endswith("000"):
            if _foreign(reading):
                large = _shown(Decimal(number.replace(".", "")) / 1000)
                yield _flag(
                    match.start(), match.end(),
                    f"'{match.group()}' can be read in two ways: {large} billion, if the point marks thousands, or {number} million.",
                    "the source language marks thousands with a point, English decimals",
                )  # fmt: skip
            continue
        if mark and not _counts(prose, match.start()):
            continue
        if (
            mark is None
            and re.search(
                r"\b(?:[Ii]n|[Ss]ince|[Bb]y|[Oo]f|[Uu]ntil)[ ]$", prose[max(0, match.start() - 6) : match.start()]
            )
            and 1500 <= int(number) <= 2100
        ):
            continue  # "in 2019 million-dollar", "by 2030 million"
        right = f"{_shown(Decimal(re.sub(r'[^0-9]', '', number)) / 1000)} billion"
        yield _proposal(
            reading, match.start(), match.end(), right, Safety.REVIEW,
            f"English counts a thousand millions as a billion: {match.group()} are {right}.",
        )  # fmt: skip


def _scales(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Flag the first "billion" beside thousands of millions, where the source's billion is a million millions."""
    if reading.article.source_language not in _LONG_SCALE:
        return
    mark, billion = _SCALE_MARK.search(prose), _BILLION.search(prose)
    if mark and billion:
        yield _flag(
            billion.start(), billion.end(),
            f"'{billion.group()}' may be a thousand times as much: the source's billion is an English trillion.",
            f"the article counts in thousands of millions as well ('{mark.group()}')",
        )  # fmt: skip


def _decimals(reading: Reading, prose: str) -> Iterator[Proposal]:
    for pattern in (_DECIMAL, _MAGNITUDE, _PRICE):
        for match in pattern.finditer(prose):
            # Before a percentage or a million it can be nothing else; before a unit it may be a list.
            certain = _ONE_NUMBER.match(prose, match.end()) or _foreign(reading)
            yield _proposal(
                reading, match.start(1), match.end(2), f"{match.group(1)}.{match.group(2)}",
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


def _signs(reading: Reading, prose: str) -> Iterator[Proposal]:
    """Put a currency sign before its amount, or its name behind it, as the chosen style or the article does."""
    for match in _SIGN_BEHIND.finditer(prose):
        number, scale, _, sign = match.groups()
        if re.fullmatch(r"\d{1,3}\.\d{3}", number) and not _foreign(reading):
            continue
        if _BEFORE_RANGE.search(prose[max(0, match.start() - 12) : match.start()]):
            continue
        behind = (match.end(2), match.end())
        name = _UNITS[sign]
        edits: tuple[Edit, ...]
        if reading.style_chosen:
            before = sign in reading.setting("currency_signs")
        else:
            before = sign == "$" or not re.search(rf"\b{name}\b", prose)
        if before:
            edits = (Edit(match.start(), match.start(), "", sign), Edit(*behind, prose[slice(*behind)], ""))
        else:
            name = _SINGULAR[name] if number == "1" and not scale else name
            edits = (Edit(*behind, prose[slice(*behind)], f" {name}"),)
        # A doubtful point in the number is settled first, or "$26.750" would pass for cents.
        doubtful = re.fullmatch(r"\d{1,3}\.\d{3}", number) and not number.endswith(".000")
        safety = Safety.REVIEW if doubtful else Safety.SAFE
        yield _edited(reading, edits, safety, f"English writes no {sign} behind an amount.")
    for match in _SIGN_APART.finditer(prose):
        yield _proposal(
            reading, match.start(2), match.end(2), "", _if_foreign(reading),
            f"No space stands between {match.group(1)} and the amount.",
        )  # fmt: skip


def _abbreviated(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MILLIARD.finditer(prose):
        word, money = match.group(2), match.group("money") or ""
        scale = _SCALES[word]
        if word in ("mdp", "mdd"):
            if reading.article.source_language != "es":
                continue
            money = " pesos" if word == "mdp" else " dollars"
        elif word == "mld" and not money:
            continue  # water works count in mld, million liters a day
        line = reading.article.line_range(match.start())
        if word in ("bln", "mln") and not re.search(r"[.!?:]['\"”’)]*$", prose[line.start : line.end]):
            continue  # wires write so in headlines and tables
        certain = word.startswith(("mill", "milj")) or (word in ("mrd", "mlrd", "mld") and money)
        number = match.group(1).replace(",", ".")
        yield _proposal(
            reading, match.start(), match.end(), f"{number} {scale}{money}",
            Safety.SAFE if certain else Safety.REVIEW, f"'{word}' is '{scale}' in English.",
        )  # fmt: skip


def _plurals(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _MILLIONS_PLURAL.finditer(prose):
        plural = match.group(3).startswith("s")
        # English books of old times write "30 millions of francs" on purpose.
        safety = _if_foreign(reading) if plural else Safety.SAFE
        yield _proposal(
            reading,
            match.start(3),
            match.end(3),
            "",
            safety,
            f"After a figure, '{match.group(2)}' is an adjective here.",
        )
    for match in _AND_A_HALF.finditer(prose):
        right = f"{match.group(1)}.5 {match.group(2)}"
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _euros(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _EURO.finditer(prose):
        if re.search(r"\b(?:coins?|(?:bank)?notes?|bills?)\b", sentence_around(prose, match.start(), match.end())):
            continue  # the 2 euro and the 1 euro coin
        yield _proposal(reading, match.end(), match.end(), "s", Safety.REVIEW, "The plural of 'euro' is 'euros'.")
    for match in _WORD_FIRST.finditer(prose):
        right = f"{match.group(2)} {match.group(1)}"
        yield _proposal(
            reading, match.start(), match.end(), right, Safety.REVIEW, "The amount stands before its currency."
        )


def _percents(reading: Reading, prose: str) -> Iterator[Proposal]:
    tight = re.search(r"\d%", prose) is not None
    for match in _PERCENT_SPACE.finditer(prose):
        yield _proposal(
            reading, match.start(1), match.end(1), "", Safety.SAFE if tight or _foreign(reading) else Safety.REVIEW,
            "News copy writes no space before %.",
        )  # fmt: skip
    for match in _PERCENT_BEFORE.finditer(prose):
        known = reading.article.source_language in _PERCENT_FIRST
        if not match.group(1) and not known:
            continue  # %20 of an address, %5 of a format
        edits = (
            Edit(match.start(), match.start(2), prose[match.start() : match.start(2)], ""),
            Edit(match.end(), match.end(), "", "%"),
        )
        yield _edited(
            reading, edits, Safety.SAFE if known else Safety.REVIEW, "The percent sign stands behind its number."
        )


def _percent_words(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _PERCENT_TWICE.finditer(prose):
        group = 1 if match.group(1) else 2
        yield _proposal(reading, match.start(group), match.end(group), "", Safety.SAFE, "'Percent' stands twice.")
    for pattern in (_PERCENT_OF_THE, _PERCENT_OF_A):
        for match in pattern.finditer(prose):
            start, end = match.start("article"), match.start("share")
            if match.group("article")[0].isupper() or re.match(r"(?:0[.,])?1\b|99", match.group("share")):
                continue  # a figure would begin the sentence; "the rise of the 1%" is another matter
            yield _proposal(
                reading, start, end, "", Safety.REVIEW, "English puts no article before a percentage that is a share."
            )


def _ordinals(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _ORDINAL.finditer(prose):
        tens, last, ending = match.groups()
        right = ordinal(int(tens + last))[-2:]
        if ending != right:
            number = tens + last
            yield _proposal(
                reading,
                match.start(3),
                match.end(3),
                right,
                Safety.SAFE,
                f"The ordinal of {number} is {number}{right}.",
            )
    for match in _ROMANCE_ORDINAL.finditer(prose):
        if not _ORDINAL_WORDS.search(prose[max(0, match.start() - 6) : match.start()]):
            continue  # "from 5to 10", an 8vo volume, 40º in the shade
        if _ANGLE.search(sentence_around(prose, match.start(), match.end())):
            continue
        number = match.group(1)
        right = ordinal(int(number))
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _numeros(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _NUMERO.finditer(prose):
        if re.search(r"[A-Z][\w’'-]*[ ]$", prose[max(0, match.start() - 24) : match.start()]):
            continue  # Chanel N°5
        yield _proposal(
            reading, match.start(), match.end(), "No. ", Safety.REVIEW, "English abbreviates 'number' as No."
        )


def _degrees(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _DEGREE.finditer(prose):
        at = match.end() - 1
        yield _proposal(reading, at, at + 1, "°", Safety.SAFE, "º is the sign of ordinals; a degree is °.")


def _units(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _SPEED.finditer(prose):
        if match.group(2):
            right = match.group(1).replace("K", "k") + "/" + match.group(2)
            if right != match.group():
                yield _proposal(
                    reading, match.start(), match.end(), right, Safety.SAFE, "No space stands in the sign of a unit."
                )
            continue
        sign = match.group(4)
        if sign == "mts" and reading.article.source_language != "es":
            continue
        right = _SYMBOLS.get(sign, "km")
        # Signs of units have no plural and, but for those named after people, no capital.
        safety = Safety.REVIEW if sign.endswith("s") else Safety.SAFE
        yield _proposal(
            reading, match.start(4), match.end(4), right, safety, f"The sign of the unit is {right}, in every number."
        )


def _powers(reading: Reading, prose: str) -> Iterator[Proposal]:
    meters = reading.setting("metres", "meters")
    for match in _POWER.finditer(prose):
        unit = ("kilo" if match.group(2) == "km" else "") + meters
        kind = "square" if match.group(3) == "2" else "cubic"
        right = f"{match.group(1).rstrip()} {kind} {unit}"
        symbol = f"{match.group(1)}{match.group(2)}{'²' if kind == 'square' else '³'}"
        yield _proposal(
            reading, match.start(), match.end(), right.replace("\u00a0", " "), Safety.REVIEW,
            f"News copy spells '{match.group(2)}{match.group(3)}' out.", (symbol,),
        )  # fmt: skip
    for match in _HECTARES.finditer(prose):
        right = f"{match.group(1)} hectares"
        yield _proposal(reading, match.start(), match.end(), right, Safety.REVIEW, f"'{match.group()}' is {right}.")


def _ages(reading: Reading, prose: str) -> Iterator[Proposal]:
    for match in _YEARS_OLD.finditer(prose):
        years = match.group(2)
        start = match.start(2)
        right = f"{years}-year-old"
        if match.group(1) in ("a", "an", "A", "An"):
            vowel = years.startswith("8") or years in ("11", "18")
            article = ("A" if match.group(1)[0] == "A" else "a") + ("n" if vowel else "")
            start, right = match.start(1), f"{article} {right}"
        end = match.start(3) - 1
        yield _proposal(reading, start, end, right, Safety.SAFE, "Before a noun it is 'year-old', with hyphens.")


# What must stand in the article, in small letters, for a rule to be tried; nothing: always.
_RULES: tuple[tuple[tuple[str, ...], Callable[[Reading, str], Iterator[Proposal]]], ...] = (
    (("thousand", "hundred"), _thousands),
    (("ten thousand",), _tens_of_thousands),
    ((), _spaced),
    ((), _points),
    ((",",), _mixed),
    (("million",), _millions),
    (("billion",), _scales),
    ((",",), _decimals),
    (("dollars", "euros", "pounds"), _currencies),
    (("$", "€", "£"), _signs),
    (("milliard", "miljard", "mlrd", "mrd", "mld", "bln", "mln", "mio", "mdp", "mdd"), _abbreviated),
    (("illions", "illion of", "illion de", "illion di", " half"), _plurals),
    (("euro", "dollars", "pounds", "pesos"), _euros),
    (("%",), _percents),
    (("%", "percent", "per cent"), _percent_words),
    ((), _ordinals),
    (("№", "º", "°", "nro."), _numeros),
    (("º",), _degrees),
    (("km", "kg", "/ h", "/h", "/ s", "mts"), _units),
    (("m2", "m3", "has of", "has. of"), _powers),
    (("years old", "years-old"), _ages),
)
