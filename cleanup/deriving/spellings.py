"""Derives how other languages spell the names of people whose own script is not Latin, by the rules of romanisation.

A form is kept where it points to one person only and is no other right name, no English word, no given name and no place.
What English itself prints (another English romanisation) is no wrong form and is left out.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from cleanup.deriving.derivation import Derivation, Raw
from cleanup.glossary.compiling import family_name
from cleanup.glossary.folding import fold, key
from cleanup.glossary.rows import Row, Tables, right_forms
from cleanup.glossary.schema import DERIVED, split_cell
from cleanup.romanisation import TARGETS, romanise

# The language of the native names, by country; where the script decides, the script does.
_LANGUAGES = {
    "RU": "ru", "UA": "uk", "BY": "be", "BG": "bg", "RS": "sr", "ME": "sr", "BA": "sr", "XK": "sr", "MK": "mk", "GR": "el", "CY": "el",
    "GE": "ka", "AM": "hy", "KR": "ko", "KP": "ko", "CN": "zh", "TW": "zh", "HK": "zh", "IL": "he", "IR": "fa", "AF": "fa", "TJ": "ru",
    "KZ": "ru", "KG": "ru", "UZ": "ru", "TM": "ru", "MN": "ru", "MD": "ru",
}  # fmt: skip
_SCRIPTS = (
    ("Ѐ", "ӿ", ("ru", "uk", "be", "bg", "sr", "mk")), ("Ͱ", "Ͽ", ("el",)), ("Ⴀ", "ჿ", ("ka",)), ("Ա", "֏", ("hy",)),
    ("א", "ת", ("he",)), ("؀", "ۿ", ("ar", "fa")), ("가", "힣", ("ko",)), ("一", "鿿", ("zh",)),
)  # fmt: skip
# Right names in Russian, for people whose own script is Latin: Cyrillic sources write them so, and engines write them back.
_IN_RUSSIAN = {
    "angela-merkel": "Ангела Меркель", "annalena-baerbock": "Анналена Бербок", "antony-blinken": "Энтони Блинкен",
    "barack-obama": "Барак Обама", "boris-johnson": "Борис Джонсон", "david-cameron": "Дэвид Кэмерон",
    "donald-trump": "Дональд Трамп", "emmanuel-macron": "Эммануэль Макрон", "george-w-bush": "Джордж Буш",
    "hillary-clinton": "Хиллари Клинтон", "jake-sullivan": "Джейк Салливан", "jd-vance": "Джей Ди Вэнс",
    "jens-stoltenberg": "Йенс Столтенберг", "joe-biden": "Джозеф Байден|Джо Байден", "john-bolton": "Джон Болтон",
    "john-kerry": "Джон Керри", "josep-borrell": "Жозеп Боррель", "justin-trudeau": "Джастин Трюдо",
    "kamala-harris": "Камала Харрис", "keir-starmer": "Кир Стармер", "lloyd-austin": "Ллойд Остин", "marco-rubio": "Марко Рубио",
    "mike-pence": "Майк Пенс", "mike-pompeo": "Майк Помпео", "nancy-pelosi": "Нэнси Пелоси", "olaf-scholz": "Олаф Шольц",
    "rex-tillerson": "Рекс Тиллерсон", "rishi-sunak": "Риши Сунак", "theresa-may": "Тереза Мэй", "tony-blair": "Тони Блэр",
    "ursula-von-der-leyen": "Урсула фон дер Ляйен", "elon-musk": "Илон Маск", "mark-rutte": "Марк Рютте",
    "viktor-orban": "Виктор Орбан", "andrzej-duda": "Анджей Дуда", "donald-tusk": "Дональд Туск", "giorgia-meloni": "Джорджа Мелони",
    "friedrich-merz": "Фридрих Мерц", "pedro-sanchez": "Педро Санчес", "marine-le-pen": "Марин Ле Пен",
}  # fmt: skip
_PATRONYMIC = re.compile(r"(?:[ое]в[иі]ч|[иі]ч|[ієо]?вна|[иі]чна|ўна|еўна)$")
_CYRILLIC = re.compile(r"[\u0400-\u04ff]")
_RUN_TOGETHER = re.compile(r"[а-яёіїєґў][А-ЯЁІЇЄҐЎ]")
_SHORTEST = 5  # letters of a family name that is looked for alone


def derive(raw: Raw, known: Tables) -> Derivation:
    """Return the rows of people_forms that the rules give."""
    made = Derivation()
    taken = _taken(known)
    own = _own_keys(known)
    wrong: dict[str, set[str]] = defaultdict(set)
    for row in known.rows["people_forms"]:
        wrong[key(row["form"])].add(row["entry"])
    found: dict[str, dict[str, dict[str, set[str]]]] = defaultdict(lambda: defaultdict(lambda: defaultdict(set)))
    reasons: dict[tuple[str, str], str] = {}
    for row in known.rows["people"]:
        for native, language in _natives(row):
            for form, target, family in _spelled(row, native, language):
                found[key(form)][row["id"]][form].add(target)
                reasons[row["id"], form] = f"romanised from {native} ({language})" + (", family name" if family else "")
    for folded, by_person in sorted(found.items()):
        shown = sorted(next(iter(by_person.values())))[0]
        people = set(by_person)
        if len(people) > 1:
            made.drop("points to more than one person", shown)
        elif folded in own[next(iter(people))]:
            continue  # a right form of this very person
        elif folded in taken:
            made.drop(f"is {taken[folded]}", shown)
        elif folded in wrong:
            if not wrong[folded] & people:
                made.drop("is listed as another person's form", shown)
        else:
            identifier = next(iter(people))
            forms = by_person[identifier]
            # One spelling of a key, the one that most languages write: the matcher sees through accents and hyphens.
            form = min(forms, key=lambda text: (-len(forms[text]), text))
            made.take(
                "people_forms",
                {
                    "entry": identifier,
                    "form": form,
                    "languages": "|".join(sorted(set().union(*forms.values()))),
                    "when": "romanised",
                    "safety": "safe",
                    "source": reasons[identifier, form],
                },
            )
    return made


def _natives(row: Row) -> Iterator[tuple[str, str]]:
    """Yield the name in its own script, and in Russian where it is known, with the language."""
    if row["native"]:
        language = _language(row["native"], row["country"])
        native = _as_printed(row["native"], row["name"])
        if language and native:
            yield native, language
    for name in split_cell(_IN_RUSSIAN.get(row["id"], "")):
        yield name, "ru"


def _as_printed(native: str, name: str) -> str:
    """Return a Cyrillic name as papers print it: given name first, no patronymic, no capitals throughout."""
    words = native.replace(",", " ").split()
    if any(_RUN_TOGETHER.search(word) and not word.isupper() for word in words):
        return ""
    words = [word.title() if word.isupper() else word for word in words]
    if len(words) == 3 and len(name.split()) == 2 and _CYRILLIC.match(native):
        words = [words[1], words[0]] if _PATRONYMIC.search(words[2]) else [words[0], words[2]]
    return " ".join(words)


def _language(native: str, country: str) -> str:
    letters = [character for character in native if character.isalpha()]
    for first, last, languages in _SCRIPTS:
        if letters and all(first <= character <= last for character in letters):
            usual = _LANGUAGES.get(country, "")
            return usual if usual in languages else languages[0]
    return ""


def _spelled(row: Row, native: str, language: str) -> Iterator[tuple[str, str, bool]]:
    """Yield (form, language that writes it, whether it is the family name alone)."""
    foreign = row["id"] in _IN_RUSSIAN and language == "ru"
    english = {key(form) for form in romanise(native, language, "en", row["name"])} if not foreign else set()
    family = _family_of(row, native) if DERIVED not in row else ""
    family_english = {key(form) for form in romanise(family, language, "en", row["family"])} if family else set()
    for target in TARGETS:
        if (target == "en") != foreign:
            continue  # English romanisations of a name from its own script are other right spellings
        source = language if target == "en" else target
        for form in romanise(native, language, target, row["name"]):
            if key(form) not in english and len(form.split()) > 1:
                yield form, source, False
        if family:
            for form in romanise(family, language, target, row["family"]):
                if key(form) not in family_english and len(key(form)) >= _SHORTEST:
                    yield form, source, True


def _family_of(row: Row, native: str) -> str:
    """Return the native family name where it can be told which part of the native name that is."""
    words, names = native.split(), row["name"].split()
    if len(words) != len(names) or " " in row["family"] or row["family"] not in names:
        return ""
    return words[names.index(row["family"])]


def _own_keys(known: Tables) -> dict[str, set[str]]:
    """Return the keys of every right spelling of each person, full and family name."""
    own: dict[str, set[str]] = defaultdict(set)
    for row in known.rows["people"]:
        fulls = right_forms(row)
        own[row["id"]] |= {key(full) for full in fulls}
        own[row["id"]] |= {key(family_name(full, row["name"], row["family"])) for full in fulls}
    return own


def _taken(known: Tables) -> dict[str, str]:
    """Return the keys that mean something else, with what they mean."""
    taken: dict[str, str] = {}
    for row in known.rows["people"]:
        taken[key(row["family"])] = "somebody's right family name"
    for row in known.rows["people"]:
        for full in right_forms(row):
            taken[key(full)] = "somebody's right name"
            taken.setdefault(fold(full.split()[0]), "a given name")
    for row in known.rows["given_names"]:
        for name in (row["name"], *split_cell(row["variants"])):
            taken[key(name)] = "a given name"
    for name in ("places", "organisations"):
        for row in known.rows[name]:
            for text in {row["name"], *split_cell(row["accepted"]), row.get("acronym", "")} - {""}:
                taken[key(text)] = "the right name of a place or body"
    for name in ("places_forms", "organisations_forms"):
        for row in known.rows[name]:
            taken[key(row["form"])] = "a form of a place or body"
    for row in known.rows["countries"]:
        for text in (row["name"], *split_cell(row["also"]), *split_cell(row["adjectives"]), *split_cell(row["people"])):
            taken[key(text)] = "the name of a country or its people"
    for name in ("titles", "terms", "allowed"):
        for row in known.rows[name]:
            taken[key(row["form"])] = "a title, a term or an allowed form"
    for word in known.english:
        taken[fold(word)] = "an English word"
    return taken
