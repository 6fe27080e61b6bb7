"""Derives office-holders: people with their family name, gender, country and native name, their offices and tenures.

Taken are people with a Wikidata item and a dated office since 1990, from the lists of office-holders that the
EveryPolitician family drew from Wikidata (2022 and 2023) and the CIA World Factbook (to 2026). People of the hand-written
files are joined, not derived again: only their further tenures are taken.
"""

from __future__ import annotations

import datetime
import re
import unicodedata
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from cleanup.deriving.derivation import Derivation, Raw, slug
from cleanup.glossary.folding import key
from cleanup.glossary.linting import ONE_HOLDER, OVERLAP, contradiction
from cleanup.glossary.rows import Row, Tables, right_forms
from cleanup.glossary.schema import first_day, last_day, split_cell

_SINCE = "1990"
_ADULT = 18  # years of age below which nobody is taken to have held an office
_ALIKE = 0.62  # how like two spellings of one name are at the least, by difflib's ratio of their keys
_DAYS = 15  # by which the beginnings of one tenure in two lists differ at the most, if they are to prove something
_SAME_START = 62  # days by which two sources may differ on the beginning of one tenure
_NATIVE = {
    "RU": "ru", "UA": "uk", "BY": "be ru", "BG": "bg", "RS": "sr", "MK": "mk", "GR": "el", "CY": "el", "GE": "ka",
    "AM": "hy", "KR": "ko", "KP": "ko", "CN": "zh", "TW": "zh-hant zh-tw zh", "HK": "zh-hk zh-hant", "JP": "ja", "IL": "he ar",
    "IR": "fa", "AF": "fa", "KZ": "ru", "KG": "ru", "TJ": "ru", "MD": "ru",
} | dict.fromkeys("AE BH DJ DZ EG IQ JO KW LB LY MA MR OM PS QA SA SD SY TN YE".split(), "ar")  # fmt: skip
_SPANISH = frozenset("AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE".split())
_PORTUGUESE = frozenset("AO BR CV GW MZ PT ST TL".split())
_FAMILY_FIRST = frozenset("CN KP KR TW".split())
_PARTICLES = frozenset(
    """al el i bin ben ibn bint da das de del della der den di do dos du la las le los van von und y e zu ter ten te af av
    ul ud ur us""".split()
)
_BARE_LATER = frozenset("FR BE LU MC") | _PORTUGUESE  # on later reference without the particle: Villepin, Silva
_PATRONYMIC = re.compile(r"(?:[oe]vi(?:t)?ch|ovych|evych|[oei]vna|ichna|yevich)$")
_RANK = re.compile(
    r"^(?:(?:Air|Major|Rear|Vice|Lieutenant|Brigadier|Field)[ -](?:Vice[- ]|Chief )?(?:Marshall?|General|Admiral)\s"
    r"|Sir\s|Dr\.?\s|Archbishop\s|Shaikh\s)+"
)
_SUFFIX = re.compile(r",?\s(?:Jr|Sr|Jnr|II|III|IV)\.?$")
_NAME = re.compile(r"[^\W\d_][\w.'’ʻʼ‘-]*(?:\s[^\W\d_][\w.'’ʻʼ‘-]*){1,5}")
_AMBASSADOR = "United States ambassador"
# Labels of main offices, without the country, by the role that they have in the hand-written offices.
_ROLES = [
    (re.compile(pattern), role)
    for pattern, role in (
        (r"(?:federal )?(?:minister (?:of|for) foreign affairs|foreign minister)", "foreign"),
        (r"(?:federal )?minister (?:of|for) (?:national )?defen[cs]e", "defence"),
        (r"(?:federal )?minister (?:of|for) (?:the )?(?:interior|internal affairs|home affairs)", "interior"),
        (r"(?:federal )?minister (?:of|for) finance", "finance"),
        (r"(?:federal )?minister (?:of|for) (?:the )?economy", "economy"),
        (r"(?:federal )?minister (?:of|for) justice", "justice"),
        (r"(?:federal )?minister (?:of|for) (?:public )?health", "health"),
        (r"(?:federal )?minister (?:of|for) (?:national )?education", "education"),
        (r"minister (?:of|for) energy", "energy"),
        (r"(?:federal )?minister (?:of|for) (?:the )?environment", "environment"),
        (r"(?:federal )?minister (?:of|for) agriculture", "agriculture"),
        (r"minister (?:of|for) labou?r", "labour"),
        (r"(?:federal )?minister (?:of|for) transport", "transport"),
        (r"minister (?:of|for) culture", "culture"),
        (r"minister (?:of|for) trade", "trade"),
        (r"prime minister", "head-of-government"),
        (r"president|chief of state", "head-of-state"),
        (r"head of government", "head-of-government"),
        (r"vice[- ]president", "deputy-head-of-state"),
        (r"(?:first |second )?deputy prime minister|vice[- ]prime minister|vice premier", "deputy-head-of-government"),
        (r"(?:speaker|president) of (?:the )?(?:national assembly|parliament|chamber of deputies|house of representatives)", "speaker"),
        (r"(?:governor|president) of the (?:central|national) bank", "central-bank"),
        (r"prosecutor general|attorney[- ]general", "prosecutor"),
    )
]  # fmt: skip


@dataclass
class _Person:
    """What the raw files say of one person."""

    qid: str
    name: str
    spellings: Counter[str] = field(default_factory=Counter)
    tenures: list[dict[str, str]] = field(default_factory=list)
    countries: Counter[str] = field(default_factory=Counter)
    surname: str = ""


def derive(raw: Raw, known: Tables) -> Derivation:
    """Return the rows for people, offices and tenures."""
    made = Derivation()
    facts = {item["id"]: item for item in raw.objects("people.jsonl.xz")}
    natives = _natives(raw)
    surnames = {row["name"]: row["surname"] for row in raw.table("leaders_factbook.csv") if row.get("surname")}
    offices = _Offices(known)
    people = _read(raw, made, facts, offices, surnames)
    desk = _Desk(known)
    kept: list[tuple[_Person, str]] = []  # with the identifier of the hand-written row that is the same person
    for person in people.values():
        same = desk.same(person)
        if same is None and not _is_name(person.name):
            made.drop("not a name in Latin letters with a given and a family name", person.name)
        elif same is None and desk.namesake(person):
            made.drop("a leading person of the hand-written files has the same name", person.name)
        elif same is None and (near := desk.near(person)):
            made.drop("probably a person of the hand-written files, spelled otherwise", f"{person.name} / {near}")
        else:
            kept.append((person, same or ""))
    joined = offices.joined([(person, same) for person, same in kept if same], known)
    for person, _ in kept:
        for tenure in person.tenures:
            tenure["office"] = joined.get(tenure["office"], tenure["office"])
    made.taken["(offices found to be hand-written ones)"] = len(joined)
    names = Counter(slug(person.name) for person, same in kept if not same)
    given = _given_names(people.values(), known)
    identifiers: dict[str, str] = {}
    for person, same in kept:
        name = slug(person.name)
        taken = names[name] > 1 or name in desk.rows
        identifiers[person.qid] = same or (f"{name}-{person.qid.lower()}" if taken else name)
    tenures = _settled(made, kept, identifiers, offices, known)
    first: set[str] = set()
    for person, same in sorted(kept, key=lambda pair: (identifiers[pair[0].qid], pair[0].qid)):
        identifier = identifiers[person.qid]
        if identifier in first:
            continue  # two items of one person
        first.add(identifier)
        own = tenures.get(identifier, [])
        if not own:
            made.drop("no dated office left", person.name)
            continue
        for tenure in own:
            made.take("tenures", tenure)
        if same:
            made.taken["(tenures of people of the hand-written files)"] += len(own)
            continue
        country = person.countries.most_common(1)[0][0]
        last = max(tenure["as_of"] for tenure in own)
        item = facts.get(person.qid, {})
        made.take(
            "people",
            {
                "id": identifier,
                "name": person.name,
                "family": _family(person, country, given),
                "gender": {"male": "m", "female": "f"}.get(str(item.get("gender")), ""),
                "country": country,
                "native": _native(natives.get(person.qid, {}), country),
                "accepted": "|".join(_accepted(person)),
                "source": f"Wikidata {person.qid}, known to {last}",
            },
        )
    used = {row["office"] for row in made.rows.get("tenures", [])}
    for row in offices.derived:
        if row["id"] in used:
            made.take("offices", row)
    return made


def _read(
    raw: Raw, made: Derivation, facts: dict[str, Any], offices: _Offices, surnames: dict[str, str]
) -> dict[str, _Person]:
    people: dict[str, _Person] = {}
    for row in raw.table("leaders.csv.xz"):
        qid = row["holder_id"]
        if not qid:
            made.drop("no Wikidata item, so the person cannot be told from others of the name", row["holder"])
            continue
        tenure = _tenure(made, row, facts.get(qid, {}))
        if tenure is None:
            continue
        abroad = row["office_short"] == _AMBASSADOR
        tenure["office"] = offices.of(row, "US" if abroad else row["iso"])
        label = _cleaned(str(facts.get(qid, {}).get("en") or row["holder"]))
        person = people.setdefault(qid, _Person(qid, label))
        person.spellings[_cleaned(row["holder"])] += 1
        person.tenures.append(tenure)
        person.countries["US" if abroad else _country(row["iso"], row["country"])] += 1
        person.surname = person.surname or surnames.get(row["holder"], "")
    return people


def _tenure(made: Derivation, row: dict[str, str], item: dict[str, Any]) -> dict[str, str] | None:
    """Return the dates of a tenure; None if they are impossible, unknown or too old."""
    what = f"{row['holder']}, {row['office']}, {row['from']} to {row['to']}"
    start, end, known = row["from"], row["to"], row["as_of"]
    if end.startswith("<="):  # gone by that month: the last day on which the list showed the holder is certain
        end = known if known[:7] <= end[2:] else ""
    for cell in (start, end, known):
        if cell and not re.fullmatch(r"\d{4}(?:-\d{2}(?:-\d{2})?)?", cell):
            made.drop("a date that is none", what)
            return None
    if not start or not known:
        made.drop("no date of the beginning", what)
        return None
    if (end or "9999") < _SINCE or (start < _SINCE and not end):
        made.drop(f"ended before {_SINCE}, or open since before", what)
        return None
    try:
        if end and last_day(end) < first_day(start):
            made.drop("ends before it begins", what)
            return None
        born = item.get("born")
        if born and last_day(start[:4]).year - int(str(born)[:4]) < _ADULT and row["office_short"] != "monarch":
            made.drop("begins before the holder is of age", what)
            return None
        died = item.get("died")
        if died and start[:4] > str(died)[:4]:
            made.drop("begins after the holder's death", what)
            return None
    except ValueError:
        made.drop("a date that is none", what)
        return None
    source = f"{'World Factbook' if row['source'].startswith('factbook') else 'Wikidata'} {row['office_id']}".strip()
    return {"from": start, "to": end, "as_of": known, "source": f"{source}, known to {known}"}


class _Offices:
    """Maps the offices of the raw lists onto the hand-written ones, and makes rows for the rest."""

    def __init__(self, known: Tables) -> None:
        self.desk = known.by_id("offices")
        self.by_item: dict[str, str] = {}
        for row in known.rows["offices"]:
            for item in re.findall(r"\bQ\d+\b", row["source"]):
                self.by_item[item] = row["id"]
        self.derived: list[Row] = []
        self._made: dict[tuple[str, str], str] = {}
        self._names = set(self.desk)

    def role(self, identifier: str) -> str:
        """Return the role of an office; derived ones have none that the tool acts on."""
        return self.desk[identifier]["role"] if identifier in self.desk else "other"

    def of(self, row: dict[str, str], iso: str) -> str:
        """Return the identifier of a raw row's office."""
        if row["office_id"] in self.by_item:
            return self.by_item[row["office_id"]]
        label = (row["office_short"] or row["office"]).replace("_", " ")
        if row["office_short"] == _AMBASSADOR:
            label = "ambassador to " + row["country"]
        country = _country(iso, row["country"])
        plain = _without_country(label, row["country"]).lower()
        for pattern, role in _ROLES:
            if pattern.fullmatch(plain) and f"{country.lower()}-{role}" in self.desk:
                return f"{country.lower()}-{role}"
        place = (country, row["office_id"] or plain)
        if place not in self._made:
            name = f"{country.lower()}-{slug(label)[:60].strip('-')}"
            if name in self._names:
                name = f"{name}-{(row['office_id'] or str(len(self.derived))).lower()}"
            self._names.add(name)
            self._made[place] = name
            source = f"Wikidata {row['office_id']}" if row["office_id"] else "World Factbook"
            self.derived.append(
                {
                    "id": name,
                    "country": country,
                    "role": "other",
                    "title": label,
                    "generic": "no",
                    "source": f"{source}, label known to {row['as_of']}",
                }
            )
        return self._made[place]

    def joined(self, people: list[tuple[_Person, str]], known: Tables) -> dict[str, str]:
        """Return the derived offices that are hand-written ones under another label.

        They are where the country has one office of that very title, or where two people (one, if the title is among
        the office's own) came into both within days.
        """
        titled: dict[tuple[str, str], set[str]] = defaultdict(set)
        for row in self.desk.values():
            for title in (row["title"], *split_cell(row["also"])):
                titled[row["country"], title.lower()].add(row["id"])
        own: dict[str, list[Row]] = defaultdict(list)
        for row in known.rows["tenures"]:
            own[row["person"]].append(row)
        together: dict[str, Counter[str]] = defaultdict(Counter)
        for person, same in people:
            for tenure in person.tenures:
                for row in own[same] if len(tenure["from"]) == 10 else ():
                    apart = abs((first_day(row["from"]) - first_day(tenure["from"])).days)
                    if tenure["office"] not in self.desk and apart <= _DAYS and len(row["from"]) == 10:
                        together[tenure["office"]][row["office"]] += 1
        found = {}
        for row in self.derived:
            exact = titled.get((row["country"], _without_adjective(row["title"]).lower()), set())
            counted = [
                pair for pair in together[row["id"]].most_common() if self.desk[pair[0]]["country"] == row["country"]
            ]
            if len(exact) == 1:
                found[row["id"]] = next(iter(exact))
            elif (
                counted
                and (counted[0][1] >= 2 or counted[0][0] in exact)
                and counted[0][1] == sum(n for _, n in counted)
            ):
                found[row["id"]] = counted[0][0]
        return found


class _Desk:
    """The people of the hand-written files, to be found again under other spellings."""

    def __init__(self, known: Tables) -> None:
        self.rows = known.by_id("people")
        self.items: dict[str, str] = {}
        self.identified: set[str] = set()
        self.keys: dict[str, list[str]] = defaultdict(list)
        self.families: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.starts: dict[str, list[tuple[str, str]]] = defaultdict(list)
        for row in known.rows["people"]:
            for item in re.findall(r"\bQ\d+\b", row["source"]):
                self.items[item] = row["id"]
                self.identified.add(row["id"])
            for text in right_forms(row):
                self.keys[key(text)].append(row["id"])
            self.families[key(row["family"]), row["country"]].append(row["id"])
        for row in known.rows["people_forms"]:
            if " " in row["form"]:
                self.keys[key(row["form"])].append(row["entry"])
        for row in known.rows["tenures"]:
            self.starts[row["office"]].append((row["from"], row["person"]))

    def same(self, person: _Person) -> str | None:
        """Return the identifier of the hand-written row that is this person, if there is one."""
        if person.qid in self.items:
            return self.items[person.qid]
        offices = {tenure["office"] for tenure in person.tenures}
        for spelling in (person.name, *person.spellings):
            for identifier in self.keys.get(key(spelling), ()):
                country = self.rows[identifier]["country"]
                held = any(p == identifier for office in offices for _, p in self.starts.get(office, ()))
                if held or (country in person.countries and identifier not in self.identified):
                    return identifier
        for tenure in person.tenures:
            for start, identifier in self.starts.get(tenure["office"], ()):
                apart = abs((first_day(start) - first_day(tenure["from"])).days)
                if len(tenure["from"]) == 10 and apart < _SAME_START and self._alike(identifier, person):
                    return identifier
        return None

    def namesake(self, person: _Person) -> bool:
        """Tell whether a person of the hand-written files has this name; the article will mean that one."""
        return key(person.name) in self.keys

    def _alike(self, identifier: str, person: _Person) -> bool:
        names = {self.rows[identifier]["name"], *split_cell(self.rows[identifier]["accepted"])}
        return max(SequenceMatcher(None, key(name), key(person.name)).ratio() for name in names) > _ALIKE

    def near(self, person: _Person) -> str | None:
        """Return the identifier of a hand-written row that may be this person: same country, family and first letter."""
        words = person.name.split()
        for country in person.countries:
            for word in (words[-1], words[0]):
                for identifier in self.families.get((key(word), country), ()):
                    theirs = [w[:1].lower() for w in self.rows[identifier]["name"].split()]
                    if (
                        any(w[:1].lower() in theirs for w in words if w != word)
                        and key(word) == key(self.rows[identifier]["family"])
                        and self.rows[identifier]["name"].split()[0][:2].lower() == words[0][:2].lower()
                    ):
                        return identifier
        return None


def _settled(
    made: Derivation, kept: list[tuple[_Person, str]], identifiers: dict[str, str], offices: _Offices, known: Tables
) -> dict[str, list[Row]]:
    """Return the tenures by person: repeated ones joined, those that contradict the hand-written ones left out."""
    by_office: dict[str, list[Row]] = defaultdict(list)
    for person, _ in kept:
        grouped: dict[str, list[dict[str, str]]] = defaultdict(list)
        for tenure in person.tenures:
            grouped[tenure["office"]].append(tenure)
        for office, rows in grouped.items():
            by_office[office].extend(
                {**row, "person": identifiers[person.qid]} for row in _joined(sorted(rows, key=_start_of))
            )
    desk: dict[str, list[Row]] = defaultdict(list)
    for row in known.rows["tenures"]:
        desk[row["office"]].append(row)
    result: dict[str, list[Row]] = defaultdict(list)
    kept_rows: dict[str, list[Row]] = defaultdict(list)
    seen: set[tuple[str, str, str]] = set()
    for office, rows in by_office.items():
        single = offices.role(office) in ONE_HOLDER
        rows.sort(key=lambda row: (_start_of(row), row["person"]))
        by_hand = desk.get(office, [])
        for number, row in enumerate(rows):
            what = f"{row['person']}, {office}, {row['from']} to {row['to']}"
            following = [other for other in (*rows[number + 1 :], *by_hand) if other["person"] != row["person"]]
            later = [other["from"] for other in following if first_day(other["from"]) > _start_of(row)]
            if single and not row["to"] and later:
                row["to"] = min(later)  # the list did not know the end; the next holder's first day is one
            if single and any(
                other["person"] != row["person"] and _overlap(row, other) > OVERLAP
                for other in (*rows[:number], *rows[number + 1 :])
            ):
                made.drop("two holders of one office at once", what)
                continue
            if (row["person"], row["office"], row["from"]) not in seen:
                seen.add((row["person"], row["office"], row["from"]))
                kept_rows[office].append(row)
    for office, rows in kept_rows.items():
        for row in _without_contradictions(made, rows, desk.get(office, []), offices.role(office)):
            result[row["person"]].append(row)
    return result


def _without_contradictions(made: Derivation, rows: list[Row], by_hand: list[Row], role: str) -> list[Row]:
    """Drop the derived tenures that contradict one written by hand, or one another."""
    hand = {id(row) for row in by_hand}
    ordered = sorted((*rows, *by_hand), key=lambda row: (_start_of(row), row["person"], id(row) in hand))
    number = 0
    while number + 1 < len(ordered):
        earlier, later = ordered[number], ordered[number + 1]
        if contradiction(earlier, later, role) is None or (id(earlier) in hand and id(later) in hand):
            number += 1
            continue
        worse = number if id(later) in hand else number + 1
        row = ordered.pop(worse)
        made.drop(
            "the hand-written tenures, or others, say otherwise or the same",
            f"{row['person']}, {row['office']}, {row['from']} to {row['to']}",
        )
        number = max(0, number - 1)
    return [row for row in ordered if id(row) not in hand]


def _joined(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    """Join tenures of one person in one office that overlap or follow each other within days."""
    joined: list[dict[str, str]] = []
    for row in rows:
        last = joined[-1] if joined else None
        if last is not None and (
            not last["to"] or first_day(row["from"]) <= last_day(last["to"]) + datetime.timedelta(7)
        ):
            if not last["to"] or not row["to"]:
                # One list knows an end and the other, older, does not; the newer list is right.
                newer = max((last, row), key=lambda tenure: tenure["as_of"])
                last["to"] = newer["to"]
            else:
                last["to"] = max(last["to"], row["to"])
            last["as_of"] = max(last["as_of"], row["as_of"])
        else:
            joined.append(dict(row))
    return joined


def _start_of(row: dict[str, str]) -> datetime.date:
    return first_day(row["from"])


def _overlap(one: Row, other: Row) -> int:
    """Return the days for which two tenures overlap at the least; rough dates give the shortest tenure they allow."""

    def span(row: Row) -> tuple[datetime.date, datetime.date]:
        start = last_day(row["from"]) if len(row["from"]) < 10 else first_day(row["from"])
        end = row["to"] or row.get("as_of", "")
        return start, first_day(end) if len(end) < 10 else last_day(end)

    (a, b), (c, d) = span(one), span(other)
    return (min(b, d) - max(a, c)).days


def _country(iso: str, name: str) -> str:
    return {"AU_AF": "AFU", "": "INT"}.get(iso, iso) if name != "European Union" else "EU"


def _without_country(label: str, country: str) -> str:
    """Return a label without the country that it ends with: `Prime Minister of Andorra`."""
    return re.sub(rf"\s(?:of|for)\s(?:the\s)?{re.escape(country)}$", "", label)


def _without_adjective(title: str) -> str:
    """Return a title without the adjective of a country before it: `Italian minister of health`."""
    first, _, rest = title.partition(" ")
    return rest if rest and first[0].isupper() and first.endswith(("an", "ish", "ese", "ian", "ch", "i")) else title


def _cleaned(name: str) -> str:
    name = re.sub(r"\s*[(“\"][^)”\"]*[)”\"]", "", unicodedata.normalize("NFC", name)).strip()
    return _SUFFIX.sub("", _RANK.sub("", name)).strip()


def _is_name(name: str) -> bool:
    if not _NAME.fullmatch(name) or any("LATIN" not in unicodedata.name(c, "") for c in name if c.isalpha()):
        return False
    words = name.split()
    return (
        words[0][0].isupper()
        and len(words[-1].strip(".")) > 1
        and not name.isupper()
        and all(word[0].isupper() or word.split("-")[0] in _PARTICLES or "-" in word or "'" in word for word in words)
    )


def _accepted(person: _Person) -> list[str]:
    """Return other full spellings that English lists print."""
    found = [
        spelling
        for spelling, _ in sorted(person.spellings.items(), key=lambda pair: (-pair[1], pair[0]))
        if spelling != person.name and key(spelling) != key(person.name) and _is_name(spelling)
    ]
    words = person.name.split()
    if len(words) == 3 and _PATRONYMIC.search(words[1]):
        found.insert(0, f"{words[0]} {words[2]}")
    return list(dict.fromkeys(found))[:3]


def _given_names(people: Any, known: Tables) -> Counter[str]:
    """Count how often a word begins a name: what often does is a given name wherever it stands."""
    counts = Counter(person.name.split()[0] for person in people)
    for row in known.rows["given_names"]:
        counts[row["name"]] += 5
    return counts


def _family(person: _Person, country: str, given: Counter[str]) -> str:
    """Return the part of the name used alone on later reference."""
    words = person.name.split()
    if person.surname and person.surname in person.name and person.surname != person.name:
        return person.surname
    if country in _FAMILY_FIRST and len(words) == 2 and given[words[0]] > given[words[1]]:
        return words[0]
    if country == "MM":
        return person.name
    start = len(words) - 1
    if country in _SPANISH and len(words) >= 3:
        # GIVEN [GIVEN] FATHER'S MOTHER'S: on later reference the father's name alone.
        start = next((i for i in range(1, len(words)) if given[words[i]] < 3), start)
        if words[start] in _PARTICLES:
            stop = next((i for i in range(start, len(words)) if words[i] not in _PARTICLES), len(words) - 1)
            return " ".join(words[start : stop + 1])
        return words[start]
    while start > 1 and words[start - 1].lower() in _PARTICLES and country not in _BARE_LATER:
        start -= 1
    return " ".join(words[start:])


def _natives(raw: Raw) -> dict[str, dict[str, str]]:
    natives: dict[str, dict[str, str]] = defaultdict(dict)
    for row in raw.table("person_native_names.tsv.xz"):
        natives[row["id"]].setdefault(row["lang"].lower(), row["native"])
    return natives


def _native(names: dict[str, str], country: str) -> str:
    return next((names[language] for language in _NATIVE.get(country, "").split() if language in names), "")
