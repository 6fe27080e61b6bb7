"""Organisations out of open data: international bodies, state bodies, universities, parties, and their foreign names.

A right name protects, so many may share one ("Labour Party"); a wrong form must lead to one entry and be nobody's name.
Whatever the hand-written files say already is joined to them or left out.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from urllib.parse import unquote

from cleanup.deriving.derivation import Derivation, Raw, slug
from cleanup.glossary.compiling import family_name, is_acronym
from cleanup.glossary.folding import TOKEN, fold, key
from cleanup.glossary.rows import Tables, right_forms
from cleanup.glossary.schema import STYLES, split_cell

_INTERNATIONAL = frozenset({"INT", "EU", "UN", "AFU", "NATO"})
_LATIN = frozenset(
    "es fr de it pt pl nl sv tr da no fi cs sk hu ro hr bs sl ca gl eu id ms et lt lv sq af vi mt ga cy is".split()
)
_WRITTEN = {"nb": "no", "nn": "no", "pt-br": "pt", "de-ch": "de", "de-at": "de", "es-mx": "es"}
# Party Facts writes alpha-3; bodies that are no state of ISO 3166 are put where their news comes from.
_ALPHA_2 = {
    pair[:3]: pair[3:]
    for pair in """ABWAW AFGAF AGOAO AIAAI ALBAL ANDAD AREAE ARGAR ARMAM ATGAG AUSAU AUTAT AZEAZ BDIBI BELBE BENBJ BFABF
    BGDBD BGRBG BHRBH BHSBS BIHBA BLRBY BLZBZ BMUBM BOLBO BRABR BRBBB BRNBN BTNBT BWABW CAFCF CANCA CHECH CHLCL CHNCN
    CIVCI CMRCM CODCD COGCG COLCO COMKM CPVCV CRICR CUBCU CUWCW CYMKY CYPCY CZECZ DEUDE DJIDJ DMADM DNKDK DOMDO DZADZ
    ECUEC EGYEG ERIER ESHEH ESPES ESTEE ETHET EUNEU FINFI FJIFJ FRAFR FROFO GABGA GBRGB GEOGE GHAGH GIBGI GINGN GMBGM
    GNBGW GNQGQ GRCGR GRDGD GRLGL GTMGT GUFGF GUYGY HKGHK HNDHN HRVHR HTIHT HUNHU IDNID INDIN IRLIE IRNIR IRQIQ ISLIS
    ISRIL ITAIT JAMJM JEYJE JORJO JPNJP KAZKZ KENKE KGZKG KHMKH KIRKI KNAKN KORKR KWTKW LAOLA LBNLB LBRLR LBYLY LCALC
    LIELI LKALK LSOLS LTULT LUXLU LVALV MARMA MCOMC MDAMD MDGMG MDVMV MEXMX MHLMH MKDMK MLIML MLTMT MMRMM MNEME MNGMN
    MOZMZ MRTMR MSRMS MUSMU MWIMW MYSMY NAMNA NERNE NGANG NICNI NIRGB NLDNL NORNO NPLNP NRUNR NZLNZ OMNOM PAKPK PANPA
    PERPE PHLPH PMRMD PNGPG POLPL PRIPR PRKKP PRTPT PRYPY PSEPS PSGPS ROURO RUSRU RWARW SAUSA SDNSD SENSN SGPSG SLBSB
    SLESL SLVSV SMLSO SMRSM SOMSO SRBRS SSDSS STPST SURSR SVKSK SVNSI SWESE SWZSZ SXMSX SYCSC SYRSY TCATC TCDTD TGOTG
    THATH TJKTJ TKMTM TLSTL TONTO TTOTT TUNTN TURTR TWNTW TZATZ UGAUG UKRUA URYUY USAUS UZBUZ VCTVC VENVE VGBVG VNMVN
    VUTVU WSMWS XKXXK YEMYE ZAFZA ZMBZM ZWEZW ZZBTZ""".split()
}
_OTHER_COUNTRIES = {
    "Macedonia": "MK", "Northern Cyprus": "CY", "Northern Ireland": "GB", "Scotland": "GB", "Wales": "GB",
    "United States of America": "US", "Guam": "GU", "Puerto Rico": "PR", "Hong Kong": "HK",
}  # fmt: skip
# The languages in which a country's bodies name themselves, Latin script or as news romanises it.
_SPOKEN = {
    country: tuple(languages.split("|"))
    for languages, countries in {
        "es": "AR BO CL CO CR CU DO EC ES GQ GT HN MX NI PA PE PR PY SV UY VE",
        "fr": "BF BI BJ CD CF CG CI CM DJ FR GA GF GN HT KM MC MG ML NE RW SN TD TG",
        "pt": "AO BR CV GW MZ PT ST", "de": "AT DE LI", "it": "IT SM", "nl": "AW CW NL SR", "fr|nl": "BE",
        "de|fr|it": "CH", "fr|de": "LU", "pl": "PL", "sv": "SE", "fi|sv": "FI", "da": "DK FO GL", "no": "NO",
        "tr": "TR", "cs": "CZ", "sk": "SK", "hu": "HU", "ro": "MD RO", "hr": "HR", "sl": "SI", "ca": "AD", "id": "ID",
        "et": "EE", "lt": "LT", "lv": "LV", "sq": "AL XK", "ru": "RU BY", "uk|ru": "UA", "fr|ar": "DZ MA TN MR",
        "ms": "MY BN", "vi": "VN", "is": "IS",
    }.items()
    for country in countries.split()
}  # fmt: skip

# Parties whose name English news translates, so that the original is a form to repair where the source language is
# known; the original of every other party is accepted. Country, then the English name in Party Facts or 2018 labels.
_TRANSLATED = {
    "AT": "Austrian People's Party|Freedom Party of Austria|Social Democratic Party of Austria|Communist Party of Austria|Alliance for the Future of Austria",
    "BE": "Socialist Party|Reform Movement|Workers' Party of Belgium|Flemish Liberals and Democrats|Christian Democratic and Flemish",
    "BR": "Workers' Party|Brazilian Socialist Party|Brazilian Labour Party|Democratic Labour Party|Brazilian Social Democracy Party|Communist Party of Brazil|Socialism and Liberty Party|Social Democratic Party|Green Party",
    "CH": "Social Democratic Party of Switzerland|Swiss People's Party|Green Liberal Party",
    "CL": "Communist Party of Chile|Socialist Party of Chile|Christian Democratic Party|Republican Party|Party for Democracy|Independent Democratic Union|National Renewal|Broad Front",
    "CO": "Colombian Conservative Party|Colombian Liberal Party|Radical Change|Alternative Democratic Pole|Green Alliance",
    "CU": "Communist Party of Cuba",
    "DE": "Communist Party of Germany|National Democratic Party of Germany|Party of Democratic Socialism|Pirate Party of Germany|Free Voters",
    "ES": "Communist Party of Spain|United Left|Basque Nationalist Party|Socialists' Party of Catalonia|Galician Nationalist Bloc|Canarian Coalition|Union, Progress and Democracy",
    "FR": "Union for a Popular Movement|Radical Party|Union for French Democracy|Left Party|Left Front|New Anticapitalist Party|Rally for the Republic|Radical Party of the Left|New Centre",
    "IT": "Democratic Party of the Left|Italian Social Movement|Communist Refoundation Party|Italian Communist Party|Christian Democracy|National Alliance|Union of the Centre|Italian Socialist Party|Party of Italian Communists",
    "MX": "Party of the Democratic Revolution|Ecologist Green Party of Mexico|Labor Party|Citizens' Movement",
    "NL": "Labour Party|People's Party for Freedom and Democracy|Socialist Party|Party for the Animals|Christian Democratic Appeal|Christian Union",
    "PE": "Peruvian Nationalist Party|Christian People's Party|Popular Action",
    "PL": "Polish People's Party|Democratic Left Alliance|Polish United Workers' Party",
    "PT": "Portuguese Communist Party|Social Democratic Party|Socialist Party|People-Animals-Nature|Liberal Initiative",
    "PY": "Colorado Party|Authentic Radical Liberal Party",
    "UY": "National Party|Colorado Party",
    "VE": "Communist Party of Venezuela|Justice First|A New Era|Popular Will|United Socialist Party of Venezuela",
}  # fmt: skip
# Countries whose parties English news calls by a translation even where Wikipedia does not.
_SPOKEN_TRANSLATED = frozenset("AR AT BO CZ DE DK EE FI GT HR IS LT LV NL NO PL PT PY SE SI SK".split())
# Spanish and Portuguese names that a football club shares, so that they are no sign of the university.
_CLUBS = frozenset(
    map(
        key,
        """Universidad de Chile|Universidad Católica|Universidad de Concepción|Universidad San Martín|Universitatea Cluj
        |Universidad César Vallejo|Universidad de Las Palmas|Universitatea Craiova|Universidad de San Carlos""".split(
            "|"
        ),
    )
)

_UNMATCHED = re.compile(r"[^\w\s.'’–-]")  # marks that the matcher does not cross
# Slips of the collections, letter by letter.
_SLIPS = {
    "Aribtral": "Arbitral", "Woker's": "Workers'", " ot the ": " of the ", "Forthe ": "For the ", "Aliance": "Alliance",
    "Ministry of Science and Information": "Ministry of Science and Innovation", "Goergian": "Georgian", "Organisahon": "Organisation", "Progessive": "Progressive", "Secreriat": "Secretariat",
}  # fmt: skip
# Small words by which a form is known to be foreign, whatever its other words are.
_SMALL = frozenset("de la le les du des et del della di dos das el los las der die und y e i van voor och og".split())
# One-word names that are common words though no list of English words has them.
_COMMON = frozenset(
    """motherland roundtable unionists islamists governments conservador independiente coalicion majorite hattarna mossorna
    antiliberal rightwingers progovernment alternativa convergencia""".split()
)
_MARKS = str.maketrans("’‘`", "'''", '"“”„')
_TECHNICAL = re.compile(
    r"(?:alliance|technical|unknown|independents?|other(?:\b.*)?|no[- ]party|\d+ percent|.*\[no-party\].*)\b", re.I
)
_PARENTHESIS = re.compile(r"\s*[(\[][^)\]]*[)\]]?|\s*[)\];]+$")
_FOR_PARTIES = re.compile(
    r"party|union|movement|front|alliance|democra|list|bloc|league|coalition|congress|force|people|action", re.I
)
_STATE_KEPT = re.compile(
    r"\bMinistry\b|\bDepartment of\b|\bCentral Bank\b|\bReserve Bank\b|\bNational Bank\b|^Bank of\b|\bCourt\b|\bTribunal\b"
    r"|\bParliament\b|\bSenate\b|\bAssembly\b|\bPolice\b|\bAir Force\b|\bNavy\b|\bArmy\b|\bArmed Forces\b|\bCoast Guard\b"
    r"|\bGovernment\b|\bAgency\b|\bAuthority\b|\bCommission\b|\bFederal Office\b|\bNational Statistic|\bStatistics\b"
    r"|\bCouncil\b|\bCabinet\b|\bExecutive\b|\bPresidency\b|\bDirectorate\b|\bMetropolitan Municipality\b|\bOffice\b"
    r"|\bSpace\b|\bGeological Survey\b|\bMeteorolog|\bAcademy of Sciences\b|\bPrefectural (?:Police|Government)\b"
    r"|\bAdministration\b|\bChamber of\b|\bLegislature\b|\bSecretariat\b|\bService\b|\bNational Archives\b|\bIntelligence\b"
)
_STATE_DROPPED = re.compile(
    r"Hospital|Laborator|\bLab\b|\bCent(?:er|re)\b|School|Brigade|Museum|\bFaculty|\bStation\b|Research|Institute|Clinic"
    r"|Cancer|Veterinary|Botanic|\bTrust\b|\bDistrict\b|Foundation|County|named after|\bUnit\b|\bPark\b|Librar|\bFund\b"
    r"|Registr|\bBranch\b|Municipal|Protection of Health|\bRegional Health|Health Authority|NHS|\bCollege\b|\bFisheries\b|\bForest|Subprefect|[Mm]ayor|superintendent"
    r"|governor|\b[Cc]abinet of\b|executive of|General Body|Corporation|Town Hall|municipal|constitution"
    r"|\bInnovation\b|Extension|\bLivestock|\bVaccin|Malaria|Programme\b|Program\b|Project\b"
)
_LEGISLATURE = re.compile(
    r"Parliament|Senate|Assembl|Legislat|Chamber of (?:Deputies|Representatives)|Congress|House of|Sejm|Sabha|Sangshad"
    r"|Yuan|National Council|Regional (?:Council|Government)|Provincial Government|Executive Council|^Government of"
)
# What a state, region or city is called is no name of its government.
_TERRITORY = re.compile(
    r"(?:Land|Regi[oóõ]\w*|Région|Comuni\w*|Provinc\w+|Freistaat|[CK]anton|Ville|Stadt|Comune|Estado|État)\b"
)
_UNIVERSITY = re.compile(r"University of (?:the )?[A-Z][\w .'’-]+")
_UNIVERSITY_ABROAD = re.compile(
    r"(?:Universidad|Université|Universität|Università|Universidade|Universitat|Uniwersytet|Universiteit|Universitatea"
    r"|Univerzita|Sveučilište|Universitetet|Universidad Nacional)\b",
    re.I,
)
_BODY = re.compile(
    r"Organi[sz]ation|Council|Agency|Authority|Bank|Court|Commission|Committee|Community|Union|Fund|Office|Institute"
    r"|Programme|Association|Assembly|Parliament|Tribunal|Confederation|Federation|Foundation|Centre|Forum|League|Service"
    r"|Secretariat|Ombudsman|Supervisor|Academy|Alliance|Conference|Cross|Group of|Mission|University|System"
)
_NO_BODY = re.compile(
    r"^(?:EC|EP|EU|UN) [a-z]|[Mm]ember|[Pp]resident|official|\bcountries\b|States$|staff|category|appointment|Treaty"
    r"|Convention|^Group of|\(.*\)"
)
_KINDS = (
    ("court", re.compile(r"\bCourt\b|\bTribunal\b")),
    ("central-bank", re.compile(r"\bCentral Bank\b|\bReserve Bank\b|^National Bank of\b|^Bank of [A-Z][a-z]+$")),
    ("university", re.compile(r"\bUniversity\b")),
    ("police", re.compile(r"\bPolice\b")),
    ("military", re.compile(r"\bAir Force\b|\bNavy\b|\bArmy\b|\bArmed Forces\b|\bCoast Guard\b")),
    ("ministry", re.compile(r"\bMinistry\b|\bDepartment of\b")),
    ("government", re.compile(r"\bParliament|\bSenate\b|\bAssembly\b|\bChamber of\b|Legislat|\bGovernment\b|\bCabinet\b|Council$|City Council|Sejm|Congress|Lok Sabha|Rajya Sabha")),
    ("agency", re.compile(r"Agency|Authority|Office|Institute|Fund|Programme|Centre|Service|Survey|Bank|Administration")),
)  # fmt: skip


@dataclass
class _Found:
    """An organisation as one collection has it; later ones of the same name are joined to the first."""

    name: str
    kind: str
    country: str
    source: str
    mark: str  # what tells it apart from others of its name in its country
    accepted: list[str] = field(default_factory=list)
    acronym: str = ""
    foreign: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # form: languages
    letters: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))  # foreign acronym: languages
    certain: bool = False  # foreign names of many words may be repaired without asking
    desk: str = ""  # the id of the hand-written entry that it is
    row: str = ""  # the id of its row
    right: list[str] = field(default_factory=list)

    def join_keys(self) -> list[str]:
        """The keys of its names under which it is joined with others, its own first."""
        originals = [name for name, languages in self.foreign.items() if "" in languages]
        return [k for k in dict.fromkeys(_join_key(name) for name in (self.name, *self.accepted, *originals)) if k]


class _Names:
    """What is right and what is wrong somewhere else, by key."""

    def __init__(self, raw: Raw, known: Tables) -> None:
        self.english = known.english
        self.wrong: dict[str, set[str]] = defaultdict(set)  # forms of the hand-written files: their entries
        self.wrong_places: set[str] = set()
        self.begun: set[str] = set()  # the first words of every form
        for name in ("organisations_forms", "places_forms", "people_forms"):
            for row in known.rows[name]:
                words = TOKEN.findall(row["form"])
                self.begun.update(key(" ".join(words[:count])) for count in range(1, len(words)))
                if name == "organisations_forms":
                    self.wrong[key(row["form"])].add(row["entry"])
                else:
                    self.wrong_places.add(key(row["form"]))
        self.right: set[str] = set()  # of people, places, countries, offices
        self.allowed: set[str] = set()
        self.given: set[str] = set()  # what a title or a country may be taken for before a family name
        self.people: set[str] = set()  # every word of a person's name
        self.acronyms: dict[str, set[str]] = defaultdict(set)  # of any collection: whose
        self.english_names: set[str] = set()  # words of international bodies' English names
        self.parties: dict[str, set[str]] = defaultdict(set)  # word of an English party name: countries
        self._desk(known)
        for place in raw.objects("places.jsonl.xz"):
            self.right.update(map(key, (place["en"], *_listed(place.get("en_alt")))))
        for person in raw.objects("people.jsonl.xz"):
            self._person(person.get("en") or "")
        self.right.discard("")

    def _desk(self, known: Tables) -> None:
        for row in known.rows["people"]:
            fulls = right_forms(row)
            for full in filter(None, fulls):
                self._person(full)
                self.right.add(key(family_name(full, row["name"], row["family"])))
        for row in known.rows["places"]:
            self.right.update(map(key, right_forms(row)))
        for row in known.rows["countries"]:
            texts = (row["name"], row["also"], row["adjectives"], row["people"], row["capital"])
            self.right.update(key(part) for text in texts for part in split_cell(text))
        for row in known.rows["given_names"]:
            self.given.update(map(key, (row["name"], *split_cell(row["variants"]))))
        for row in known.rows["allowed"]:
            self.allowed.add(key(row["form"]))
        for row in known.rows["terms"]:
            self.right.add(key(row["form"]))
        for row in known.rows["titles"]:
            self.right.add(key(row["form"]))
        for row in known.rows["organisations"]:
            for text in (row["acronym"], row["name"], *split_cell(row["accepted"])):
                if is_acronym(text):
                    self.acronyms[text].add(f"desk {row['id']}")

    def _person(self, full: str) -> None:
        self.right.add(key(full))
        words = [fold(word) for word in TOKEN.findall(full)]
        self.people.update(words)
        self.given.update(words[:1])

    def all_english(self, text: str, and_bodies: bool = False) -> bool:
        """Tell whether a form is made of English words (and numbers) only, or of words of English names of bodies."""
        words = [fold(word) for word in TOKEN.findall(text)]
        if and_bodies and _SMALL.intersection(words):
            return False
        known = self.english | self.english_names if and_bodies else self.english
        return all(len(word) == 1 or word.isdigit() or word in known for word in words)

    def no_name(self, text: str) -> str:
        """Return why a text cannot stand as a right name, or an empty string."""
        folded = key(text)
        words = TOKEN.findall(text)
        if len(folded) < 4:
            return "a name of fewer than four letters"
        if " " not in text and (folded in _COMMON or self.all_english(text)):
            return "a name of one word that is an English word, a place or a person's name"
        if len(words) == 1 and (folded in self.english or folded in self.right or folded in self.people):
            return "a name of one word that is an English word, a place or a person's name"
        if len(words) == 1 and folded[-1] == "s" and folded[:-1] in self.english:
            return "a name of one word that is an English word, a place or a person's name"
        if len(folded) < 9 and self.all_english(text):
            return "a name of a few short English words"
        if len(words) > 1 and folded in self.right and not _FOR_PARTIES.search(text):
            return "a right name of a person or place"
        return ""


def derive(raw: Raw, known: Tables) -> Derivation:
    """Return the rows of organisations.csv and organisations_forms.csv."""
    made = Derivation()
    names = _Names(raw, known)
    countries = {
        text: row["code"] for row in known.rows["countries"] for text in (row["name"], *split_cell(row["also"]))
    } | _OTHER_COUNTRIES
    found = list(
        chain(
            _supraverden(raw, made),
            _eurovoc(raw, made),
            _state_bodies(raw, made, countries),
            _ror(raw, made, names),
            _party_facts(raw, made),
            _labelled_parties(raw, made, countries),
        )
    )
    for one in found:
        for letters in (one.acronym, *one.letters):
            if letters:
                names.acronyms[letters].add(f"{one.country} {key(one.name)}")
        words = {fold(word) for text in (one.name, *one.accepted) for word in TOKEN.findall(text)}
        if one.kind == "party":
            for word in words:
                names.parties[word].add(one.country)
        elif one.country in _INTERNATIONAL:
            names.english_names |= words
    entries = _joined(found, known, names, made)
    _settle(entries, known, names, made)
    _write_forms(entries, known, names, made)
    return made


# --- the collections -------------------------------------------------------------------------------------------------


def _supraverden(raw: Raw, made: Derivation) -> Iterator[_Found]:
    for row in raw.objects("organisations.jsonl"):
        if row["kind"] == "European Research Infrastructure Consortium":
            made.drop("research consortium", row["en"])
            continue
        if row.get("until") and int(str(row["until"])[:4]) < 1990:
            made.drop("ended before 1990", row["en"])
            continue
        family = row.get("family") or ""
        country = (
            "EU" if family.startswith("EU ") or row["kind"].startswith(("EU ", "Euratom"))
            else "UN" if family.startswith("UN ") or row["kind"].startswith(("UN ", "FAO "))
            else "AFU" if family.startswith("African Union")
            else "INT"
        )  # fmt: skip
        one = _Found(row["en"], "", country, "SupraVerden (2026-06)", row["id"], certain=True)
        one.accepted = [name for name in _listed(row["names"].get("en")) if name != row["en"]]
        one.acronym = (row.get("acronyms") or {}).get("en", "")
        for language, names in row["names"].items():
            _foreign(one, language, _listed(names))
        for language, letters in (row.get("acronyms") or {}).items():
            if language in _LATIN and letters != one.acronym:
                one.letters[letters].add(language)
        one.kind = _kind(one.name, "international")
        yield one


def _eurovoc(raw: Raw, made: Derivation) -> Iterator[_Found]:
    for row in raw.table("eurovoc_names.tsv"):
        scheme, name = row["scheme"][:4], row["en"].strip()
        if scheme not in ("1006", "7606", "7611", "7616", "7621", "7626"):
            continue
        if not name[:1].isupper() or not _BODY.search(name) or _NO_BODY.search(name):
            made.drop("EuroVoc: a subject and no body", name)
            continue
        country = {"1006": "EU", "7606": "UN"}.get(scheme, "INT")
        one = _Found(name, "", country, "EuroVoc (2021)", f"eurovoc-{row['eurovoc_id']}", certain=True)
        english = [part.strip() for part in row["en_alt"].split("|") if part.strip()]
        french = [part.strip() for part in (row["fr"], *row["fr_alt"].split("|")) if part.strip()]
        shared = {key(name) for name in english}
        acronyms = [part for part in english if is_acronym(part) and len(part) > 2]
        initials = "".join(word[0] for word in TOKEN.findall(name) if word[0].isupper())
        one.acronym = next(
            (part for part in acronyms if part.upper() == initials), acronyms[0] if len(acronyms) == 1 else ""
        )
        # An alternative label of EuroVoc may be a predecessor: only one that begins alike is the same body's name.
        one.accepted = [part for part in english if " " in part and _same_body(part, name)]
        _foreign(one, "fr", [part for part in french if " " in part and (part == row["fr"].strip())])
        for part in french:
            if is_acronym(part) and len(part) > 2 and key(part) not in shared and french[0] != part and one.acronym:
                ordered = "".join(word[0] for word in TOKEN.findall(row["fr"]) if len(word) > 3).upper()
                if unicodedata.normalize("NFKD", ordered).encode("ascii", "ignore").decode() == part:
                    one.letters[part].add("fr")
        one.kind = _kind(name, "international")
        yield one


def _same_body(alternative: str, name: str) -> bool:
    """Tell whether an alternative label differs from the name only in the spelling of organisation, or in a European Union."""
    plain = [re.sub(r"organiz", "organis", text.lower()) for text in (alternative, name)]
    return plain[0] == plain[1]


def _state_bodies(raw: Raw, made: Derivation, countries: dict[str, str]) -> Iterator[_Found]:
    for row in raw.objects("state_bodies_and_parties_2018.jsonl"):
        name, country = row["names"].get("en", ""), countries.get(row["country"], "")
        if row["kind"] != "branch" or not country:
            continue
        if not _LEGISLATURE.search(name) or not name[:1].isupper() or _STATE_DROPPED.search(name):
            made.drop("local office, cabinet or unnamed body of 2018", name or str(row["names"]))
            continue
        one = _Found(_plain(name), "", country, "Wikidata labels 2018", row["id"].lower())
        for language, names in row["names"].items():
            for text in _listed(names):
                if language in ("pt-BR", "pt") and text[:1].islower():
                    continue
                _foreign(one, language, [text])
        one.kind = _kind(one.name, "government")
        yield one


def _ror(raw: Raw, made: Derivation, names: _Names) -> Iterator[_Found]:
    for row in raw.objects("organisations_ror.jsonl.xz"):
        labels: dict[str, Any] = row.get("names") or {}
        for _, letters in row.get("acronyms") or []:
            if is_acronym(letters):
                names.acronyms[letters].add(str(row["id"]))
        english = _listed(labels.get("en"))
        name = row["display"] if row["display"] in english else (english[0] if english else "")
        name = _plain(name)
        if not name or not row.get("country") or name == "International Criminal Police Commission":
            continue
        if "education" in row["types"]:
            if not _UNIVERSITY.fullmatch(name) or not row.get("wikidata"):
                continue
            one = _Found(name, "university", row["country"], "ROR (2026-06)", row["id"].partition(":")[2])
            for language, texts in labels.items():
                _foreign(one, language, [text for text in _listed(texts) if _UNIVERSITY_ABROAD.match(text)])
            if one.foreign:
                yield one
            continue
        if "government" not in row["types"]:
            continue
        if not _STATE_KEPT.search(name) or _STATE_DROPPED.search(name) or not name[:1].isupper():
            made.drop("ROR: no body that news names (hospital, laboratory, research institute)", name)
            continue
        one = _Found(name, "", row["country"], "ROR (2026-06)", row["id"].partition(":")[2])
        one.accepted = [
            text for text in map(_plain, english) if text != name and _STATE_KEPT.search(text) and text[:1].isupper()
        ]
        letters_of = [
            letters for language, letters in row.get("acronyms") or [] if language in ("en", None) and letters.isupper()
        ]
        initials = "".join(word[0] for word in TOKEN.findall(name) if word[0].isupper())
        one.acronym = next((letters for letters in letters_of if letters == initials), "")
        for language, texts in labels.items():
            _foreign(one, language, _listed(texts))
        one.kind = _kind(name, "agency")
        yield one


def _party_facts(raw: Raw, made: Derivation) -> Iterator[_Found]:
    rows = [row for row in raw.objects("parties.jsonl") if row["id"].startswith("pf:")]
    # What exists today comes first, so that its name and letters win over a predecessor's.
    for row in sorted(rows, key=lambda row: -int(row.get("last") or 9999)):
        name = row["en"]
        if _TECHNICAL.fullmatch(name) or name[:1].islower():
            made.drop("technical row", f"{row['country']} {name}")
            continue
        if row.get("last") and int(row["last"]) < 1990:
            made.drop("party that ended before 1990", f"{row['country']} {name}")
            continue
        country = _ALPHA_2.get(row["country"])
        if country is None:
            made.drop("party of a state that is gone", f"{row['country']} {name}")
            continue
        english = _alternatives(name)
        title = _title(row.get("wikipedia") or "", english, row.get("name") or "", country)
        if title:
            english = list(dict.fromkeys([next((t for t in english if key(t) == key(title)), title), *english]))
        originals = [text for text in _alternatives(row.get("name") or "") if _is_latin(text)]
        if row.get("native") and _is_latin(row["native"]):
            originals += [text for text in _alternatives(row["native"]) if text not in originals]
        if not english:
            made.drop("party without a name", f"{row['country']} {name}")
            continue
        source = f"Party Facts (2026-03) {row['id']}"
        one = _Found(english[0], "party", country, source, row["id"].replace(":", ""), english[1:])
        short = [text.strip() for text in re.split(r"[/|]", row.get("short") or "")]
        one.acronym = next((text for text in short if is_acronym(text) and text.isupper() and text.isalpha()), "")
        for text in originals:
            one.foreign[text].add("")
        yield one


def _title(page: str, english: list[str], original: str, country: str) -> str:
    """Return the title of the party's page in Wikipedia, which is the name best known, where it speaks of the party itself."""
    title = _plain(unquote(page).partition("#")[0].replace("_", " "))
    if not title or re.search(r"election|^List of|^Politics|^History|\d{4}|^\d|:", title, re.I) or not _is_latin(title):
        return ""
    if key(title) in {key(text) for text in english}:
        return title
    words = {fold(word) for text in (*english, original) for word in TOKEN.findall(text) if len(word) > 3}
    own = {fold(word) for word in TOKEN.findall(title)}
    if own <= words and " " in title and (not title.isascii() or country in _SPOKEN_TRANSLATED):
        return ""  # its own name, where English news has a translation
    return title if own & words and (_FOR_PARTIES.search(title) or own <= words) else ""


def _labelled_parties(raw: Raw, made: Derivation, countries: dict[str, str]) -> Iterator[_Found]:
    """Parties with labels in several languages, of 2015 and 2018."""
    for file, year in (("state_bodies_and_parties_2018.jsonl", "2018"), ("parties.jsonl", "2015")):
        for row in raw.objects(file):
            labels: dict[str, Any] = row.get("names") or {}
            country = countries.get(row["country"], "")
            if not labels or not country or (year == "2018" and row["kind"] != "party"):
                continue
            english = [text for name in _listed(labels.get("en")) for text in _alternatives(name)]
            small = any(len(word) > 4 and word.islower() for word in (english or [""])[0].split())
            if not english or small or not english[0][:1].isupper() or _TECHNICAL.fullmatch(english[0]):
                made.drop("party label without an English name", str(row.get("name") or labels))
                continue
            one = _Found(
                english[0], "party", country, f"Wikidata labels {year}", row["id"].lower(), english[1:], certain=True
            )
            own = _SPOKEN.get(country, ())
            for language, names in labels.items():
                code = _WRITTEN.get(language.lower(), language.lower())
                for text in (text for name in _listed(names) for text in _alternatives(name)):
                    if code in own and _is_latin(text):
                        one.foreign[text].add("")
                    elif " " in text:
                        _foreign(one, language, [text])
            yield one


# --- joining and settling ---------------------------------------------------------------------------------------------


def _joined(found: list[_Found], known: Tables, names: _Names, made: Derivation) -> list[_Found]:
    """Join what is the same, among the collections and with the hand-written rows; the first one keeps its name."""
    desk: dict[tuple[str, str], str] = {}
    by_mark: dict[tuple[str, str], str] = {}
    by_letters: dict[tuple[str, str], set[str]] = defaultdict(set)
    rows = known.by_id("organisations")
    for row in known.rows["organisations"]:
        scope = _scope(row["country"])
        for text in right_forms(row):
            if text:
                desk.setdefault((scope, _join_key(text)), row["id"])
        if row["acronym"] and len(row["acronym"]) > 1:
            by_letters[scope + row["kind"], row["acronym"]].add(row["id"])
        for mark in re.findall(r"\bpf:\d+|\bQ\d+", row["source"]):
            by_mark.setdefault((scope, mark.replace(":", "").lower()), row["id"])
    for row in known.rows["organisations_forms"]:
        # An entry whose name is a wrong form of a body of the same country is that body.
        desk.setdefault((_scope(rows[row["entry"]]["country"]), _join_key(row["form"])), row["entry"])
    entries: list[_Found] = []
    seen: dict[tuple[str, str, str], _Found] = {}
    for one in found:
        scope = _scope(one.country)
        party = "party" if one.kind == "party" else ""
        of_desk = by_mark.get((scope, one.mark), "")
        if not of_desk:
            of_desk = next((desk[scope, k] for k in one.join_keys() if (scope, k) in desk), "")
        if not of_desk and party:
            letters = one.acronym or one.name
            of_desk = min(by_letters.get((scope + one.kind, letters), {""}))
        if of_desk and (rows[of_desk]["kind"] == "party") == bool(party):
            one.desk = of_desk
        same = next((seen[scope, party, k] for k in one.join_keys() if (scope, party, k) in seen), None)
        if same is not None and same.desk:
            one.desk = one.desk or same.desk
        if one.desk:
            made.drop("joined to a hand-written entry", f"{one.name} ({one.country}): {one.desk}")
            same = next((other for other in entries if other.desk == one.desk), None)
        if same is not None:
            if not one.desk:
                made.drop("joined to an entry of the same name and country", f"{one.name} ({one.country})")
            same.accepted += [text for text in (one.name, *one.accepted) if text not in (same.name, *same.accepted)]
            same.acronym = same.acronym or one.acronym
            same.certain = same.certain or one.certain
            for form, languages in one.foreign.items():
                same.foreign[form] |= languages
            for form, languages in one.letters.items():
                same.letters[form] |= languages
            if one.source not in same.source and same.source.count(";") < 2:
                same.source += "; " + one.source
        else:
            same = one
            entries.append(one)
        for k in one.join_keys():
            seen.setdefault((scope, party, k), same)
    return entries


def _settle(entries: list[_Found], known: Tables, names: _Names, made: Derivation) -> None:
    """Decide every entry's name, accepted names, acronym and id, and write its row."""
    taken = {row["id"] for row in known.rows["organisations"]}
    used: set[str] = set()
    counts: dict[str, int] = defaultdict(int)
    for one in entries:
        if not one.desk:
            counts[key(one.name)] += 1
    rows = known.by_id("organisations")
    for one in entries:
        if one.desk:
            one.row = one.desk
            row = rows[one.desk]
            one.right = right_forms(row)
            one.acronym = row["acronym"]
            continue
        reason = _bad_name(one.name, names)
        originals = [text for text, languages in one.foreign.items() if "" in languages]
        if reason and one.kind == "party":
            # A party whose name in English is a plain word is known by its own name ("Ataka", "Smer").
            other = next(
                (t for t in (*one.accepted, *originals) if not _bad_name(t, names) and not names.all_english(t)), ""
            )
            if other:
                made.drop(f"English name given up for the original: {reason}", f"{one.name}: {other}")
                one.accepted = [text for text in one.accepted if text != other]
                one.foreign.pop(other, None)
                one.name, reason = other, ""
        if reason:
            made.drop(f"entry: {reason}", f"{one.name} ({one.country})")
            one.right = []
            continue
        translated = {_join_key(text) for text in _TRANSLATED.get(one.country, "").split("|")} & set(one.join_keys())
        accepted = list(one.accepted)
        if one.country in _INTERNATIONAL and one.kind != "party":
            accepted = [text for name in (one.name, *one.accepted) for text in _spellings(name)]
        if one.kind == "party":
            for text in originals:
                languages = _SPOKEN.get(one.country, ())
                if not translated or not languages or names.all_english(text):
                    accepted.append(text)
                    one.foreign.pop(text, None)
                else:
                    one.foreign[text] = {*languages, "original"}
        one.right = [one.name]
        for text in accepted:
            if key(text) == key(one.name) or key(text) in map(key, one.right):
                continue
            if _UNMATCHED.search(text):
                continue  # it would never be found
            if bad := _bad_name(text, names):
                made.drop(f"other name: {bad}", f"{text} ({one.name}, {one.country})")
            else:
                one.right.append(text)
        if one.acronym:
            bad = _bad_letters(one.acronym, names, one.country in _INTERNATIONAL)
            if bad:
                made.drop(f"acronym: {bad}", f"{one.acronym} ({one.name}, {one.country})")
                one.acronym = ""
        base = slug(one.name)
        plain = one.country in _INTERNATIONAL or key(_country_name(one.country, known)) in key(one.name)
        one.row = base if plain and base not in taken | used else f"{base}-{one.country.lower()}"
        if one.row in taken | used:
            one.row = f"{base}-{one.mark}"
        used.add(one.row)
        made.take(
            "organisations",
            {
                "id": one.row, "name": one.name, "acronym": one.acronym, "kind": one.kind, "country": one.country,
                "accepted": "|".join(one.right[1:]), "source": one.source,
            },
        )  # fmt: skip


def _country_name(code: str, known: Tables) -> str:
    """Return the name of a country that would stand in a body's name; a mark that stands in none where it is unknown."""
    return next((row["name"] for row in known.rows["countries"] if row["code"] == code), "#0")


def _bad_name(text: str, names: _Names) -> str:
    reason = names.no_name(text)
    if not reason and text.startswith("The ") and (text.count(" ") == 1 or key(text[4:]) in names.begun):
        reason = "'The' and a word with which other names begin"
    if not reason and key(text) in names.wrong:
        reason = "a wrong form of a hand-written entry"
    return reason


def _bad_letters(letters: str, names: _Names, international: bool) -> str:
    folded = key(letters)
    if " " in letters:
        return "not two to twelve letters"
    if folded in names.english and not international:
        return "an English word"
    if len(folded) < 2 or len(letters) > 12:
        return "not two to twelve letters"
    if folded in names.wrong or folded in names.wrong_places:
        return "a wrong form of a hand-written entry"
    if folded in names.right or (folded in names.given and not international):
        return "letters of a given name or a place"
    return ""


# --- forms ------------------------------------------------------------------------------------------------------------


def _write_forms(entries: list[_Found], known: Tables, names: _Names, made: Derivation) -> None:
    right: set[str] = set(names.right)
    for row in known.rows["organisations"]:
        right.update(map(key, (row["name"], row["acronym"], *(row[s] for s in STYLES), *split_cell(row["accepted"]))))
    for one in entries:
        right.update(map(key, (*one.right, one.acronym)))
    right.discard("")
    owners: dict[str, set[int]] = defaultdict(set)
    for number, one in enumerate(entries):
        for form in (*one.foreign, *one.letters):
            owners[key(form)].add(number)
    stems = {
        row["code"]: {
            _stem(word)
            for text in (row["name"], *split_cell(row["adjectives"]), row["capital"])
            for word in TOKEN.findall(text)
            if len(word) > 3 and fold(word) not in ("united", "states", "south", "north", "republic", "central")
        }
        for row in known.rows["countries"]
    }
    for number, one in enumerate(entries):
        if not one.right:
            continue
        together: dict[str, list[str]] = defaultdict(list)
        for form in sorted(one.foreign, key=lambda text: (sum(map(str.isupper, text)), text)):
            together[key(form)].append(form)
        for spellings in together.values():
            form = spellings[0]
            codes = set().union(*(one.foreign[text] for text in spellings))
            languages = codes - {"", "original"}
            reason = _bad_form(form, languages, right, names, owners, number)
            if not reason and one.country not in _INTERNATIONAL:
                reason = _too_general(form, one, stems, names)
            if reason:
                made.drop(reason, f"{form} ({one.right[0]})")
                continue
            safe = (
                one.certain and len(TOKEN.findall(form)) > 2 and one.country in _INTERNATIONAL and one.kind != "party"
            )
            _take(made, one, form, languages, "language", "", "safe" if safe else "review")
        for letters in sorted(one.letters):
            reason = _bad_foreign_letters(letters, one, right, names, owners, number)
            if reason:
                made.drop(reason, f"{letters} ({one.right[0]})")
                continue
            context = "|".join(dict.fromkeys(text for text in (*one.right, one.acronym) if text))
            _take(made, one, letters, one.letters[letters], "context", context, "review")


def _take(
    made: Derivation, one: _Found, form: str, languages: Iterable[str], when: str, context: str, safety: str
) -> None:
    made.take(
        "organisations_forms",
        {
            "entry": one.row, "form": form, "languages": "|".join(sorted(languages)), "when": when, "context": context,
            "safety": safety, "source": one.source,
        },
    )  # fmt: skip


def _bad_form(
    form: str, languages: set[str], right: set[str], names: _Names, owners: dict[str, set[int]], number: int
) -> str:
    folded, words = key(form), TOKEN.findall(form)
    if not languages:
        return "form: of no known language"
    if folded in names.wrong:
        return "form: stands in a hand-written file"
    if folded in names.wrong_places:
        return "form: is a form of a place or person"
    if folded in names.allowed:
        return "form: is allowed"
    if folded in right:
        return "form: is somebody's right name"
    if folded in _CLUBS:
        return "form: is a football club too"
    if _UNMATCHED.search(form) or len(words) > 13:
        return "form: holds marks that the matcher does not cross"
    if names.all_english(form, and_bodies=True):
        return "form: made of English words only"
    if len(owners[folded]) > 1:
        return "form: leads to several entries"
    if len(words) == 1 and (len(folded) < 8 or form.isupper() or folded in names.people):
        return "form: one word, short or somebody's name"
    if len(words) == 2 and len(folded) < 10:
        return "form: two short words"
    if is_acronym(form):
        return "form: an acronym among the names"
    return ""


def _stem(word: str) -> str:
    """Return the letters by which a country's name is known in many languages: Canada, Kanada; Norway, Norvège."""
    return fold(word).replace("k", "c").replace("w", "v").replace("y", "i").replace("ph", "f")[:4]


def _same_portfolio(name: str, form: str) -> bool:
    """Tell whether a ministry's English and own name have as many words that carry meaning."""
    counts = [sum(len(word) > 3 for word in TOKEN.findall(text)) for text in (name, form)]
    return "Ministry" in name and counts[0] == counts[1]


def _too_general(form: str, one: _Found, stems: dict[str, set[str]], names: _Names) -> str:
    """Return why a form of a country's body may mean another country's, or an empty string."""
    words = TOKEN.findall(form)
    if "original" in one.foreign[form]:
        return ""
    if len(words) == 1:
        return "form: one word of a country's body or party"
    if one.kind == "party":
        own_stems = stems.get(one.country, set()) | {
            _stem(word)
            for word in TOKEN.findall(one.name)
            if len(word) > 4 and fold(word) not in names.english and len(names.parties[fold(word)]) == 1
        }
        if not own_stems & {_stem(word) for word in words}:
            return "form: could be a party of another country"
        return ""
    if re.match(r"(?:Ministre|Ministr[oa]|Minister|Министр)\b", form):
        return "form: names the minister, not the ministry"
    if one.kind == "ministry" and not _same_portfolio(one.name, form):
        return "form: a ministry whose English name may be of another time"
    if one.kind == "agency":
        return "form: an agency whose English name may be anybody's translation"
    if _TERRITORY.match(form):
        return "form: names the territory, not its government"
    own = [fold(word)[:4] for word in TOKEN.findall(one.name) if word[0].isupper() and key(word) in names.right]
    if own and not any(fold(word)[:4] in own for word in words):
        return "form: names no country where the English name does"
    return ""


def _bad_foreign_letters(
    letters: str, one: _Found, right: set[str], names: _Names, owners: dict[str, set[int]], number: int
) -> str:
    folded = key(letters)
    if len(folded) < 3 or not letters.isupper() or not letters.isalpha() or len(letters) > 8:
        return "foreign acronym: not three to eight capitals"
    if folded in names.wrong or folded in names.wrong_places:
        return "foreign acronym: stands in a hand-written file"
    if folded in right | names.allowed or folded in names.people or folded in names.english:
        return "foreign acronym: right for somebody else, or a word"
    if len(owners[folded]) > 1 or len(names.acronyms[letters]) > 1:
        return "foreign acronym: of several bodies"
    if letters in ("CESE", "CEPD"):
        return "foreign acronym: of several bodies"  # also a French council, and the European Data Protection Board
    if not one.acronym:
        return "foreign acronym: the body has none in English"
    return ""


# --- small things -----------------------------------------------------------------------------------------------------


_JOINED = (
    ("organiz", "organis"), ("center", "centre"), ("labor ", "labour "), ("programme", "program"), ("defence", "defense"),
    ("co-op", "coop"), ("u.n. ", "un "), ("u.s. ", "us "), ("united states ", "us "), ("united nations ", "un "), ("the ", ""),
)  # fmt: skip
_SPELLED = (("Organisation", "Organization"), ("Centre", "Center"), ("Programme", "Program"), ("Defence", "Defense"))


def _join_key(name: str) -> str:
    """Return the key of a name whatever side of the Atlantic spelled it."""
    text = name.lower()
    for one, other in _JOINED:
        text = text.replace(one, other)
    return key(text)


def _spellings(name: str) -> list[str]:
    """Return a name with British and American spelling, and with the United Nations short and long."""
    found = [name]
    for pair in _SPELLED:
        for one, other in (pair, pair[::-1]):
            found += [text.replace(one, other) for text in found if re.search(rf"\b{one}\b", text)]
    found += [text.replace("United Nations ", "UN ") for text in found if text.startswith("United Nations ")]
    return list(dict.fromkeys(found))


def _scope(country: str) -> str:
    return "INT" if country in _INTERNATIONAL or not country else country


def _kind(name: str, default: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(name)), default)


def _listed(value: Any) -> list[str]:
    return [value] if isinstance(value, str) else list(value or [])


def _plain(text: str) -> str:
    """Return a name without what stands in brackets, in one kind of mark, without marks at its ends."""
    text = _PARENTHESIS.sub("", text).translate(_MARKS)
    for wrong, right in _SLIPS.items():
        text = text.replace(wrong, right)
    text = " ".join(text.replace(" -- ", " – ").split())
    return " ".join(re.sub(r"[\[\](){}]", " ", text).split()).strip(" ,;:-–—!?.")


def _alternatives(text: str) -> list[str]:
    """Return the names that a slash parts."""
    return list(dict.fromkeys(part for part in map(_plain, text.split("/")) if len(key(part)) > 1))


def _is_latin(text: str) -> bool:
    return any(map(str.isalpha, text)) and all(
        "LATIN" in unicodedata.name(letter, "") for letter in text if letter.isalpha()
    )


def _foreign(one: _Found, language: str, texts: Iterable[str]) -> None:
    code = _WRITTEN.get(language.lower(), language.lower())
    if code not in _LATIN:
        return
    for text in map(_plain, texts):
        if text and text[:1].islower():
            text = text[0].upper() + text[1:]
        if _is_latin(text) and len(key(text)) > 3:
            one.foreign[text].add(code)
