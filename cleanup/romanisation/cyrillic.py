"""Cyrillic names as the press of eleven languages writes them.

Each language is first written with Russian letters of the same sound (`_AS_RUSSIAN`): a Ukrainian е is a Russian э, a
Ukrainian и nearly a Russian ы. So one table per target serves all of them, and a language adds what is its own (г is h
in Ukrainian and Belarusian, ъ is a vowel in Bulgarian). Serbian and Macedonian have an official Latin alphabet, which
most papers keep.
"""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.glossary.folding import unaccented
from cleanup.romanisation.spelling import LIMIT, Spelling, Table, best

LANGUAGES = ("ru", "uk", "be", "bg", "sr", "mk")
_NATIVE = re.compile(r"^[\u0400-\u04ff'’ʼ`´\s\-]+$")
_CLASSES = {
    "V": "аеёиоуыэюяѫ",  # vowels
    "S": "жчшщ",  # hushing letters: after them ё is written o
    "Z": "жшц",  # hard letters: after them и sounds like ы
    "C": "бвгһґдзклмнпрстфхц",
    "J": "аеёиоуыэюяѫьъй",  # after these е begins with a j
    "L": "еёиюяь",  # before these л is soft
    "F": "еиыэё",  # before these a Romance g needs a u
}
# Ukrainian, Belarusian and Bulgarian letters as Russian ones of the same sound. Two letters stand for sounds that
# Russian lacks: һ for the breathed г, ѫ for the Bulgarian vowel ъ.
_AS_RUSSIAN = {
    "ru": str.maketrans({"'": "ъ"}),
    "uk": str.maketrans({"ї": "йи", "г": "һ", "ґ": "г", "е": "э", "є": "е", "и": "ы", "і": "и", "'": "ъ"}),
    "be": str.maketrans({"г": "һ", "ґ": "г", "і": "и", "'": "ъ"}),
    "bg": str.maketrans({"щ": "шт", "ъ": "ѫ", "е": "э"}),
    "sr": str.maketrans({}),
    "mk": str.maketrans({}),
}
_PATRONYMIC = {
    "ru": re.compile(r"(?:[оеё]вич|[оеё]вна|ична|^ильич|^кузьмич|^лукич|^фомич|^никитич|^ильинична|оглы|кызы)$"),
    "uk": re.compile(r"(?:[оеє]вич|йович|івна|ївна|^ілліч|^кузьмич|^лукич|^хомич|оглы)$"),
    "be": re.compile(r"(?:[оае]віч|[оае]ўна|ьевіч|^ільіч)$"),
    "bg": re.compile(r"(?:[оеё]в|[оеё]ва|ски|ска|ин|ина)$"),
}

# --- English -------------------------------------------------------------------------------------------------------
# BGN/PCGN 1947 as the agencies simplify it (no marks, -iy and -yy as y), ALA-LC without its ligatures (ii, iu, ia) and
# the passport rules of ICAO Doc 9303 (ie, iu, ia); which is in use for a person cannot be told from the letters.
_EN = """
ськый$ sky5 skyi4 skyy1 skiy1 ski1 skyj1 ; цькый$ tsky5 tskyi3 tskyy2
йи yi5 i4 ; й>V y9 i1
^александр$ alexander4 aleksandr4 alexandr2
^пётр$ pyotr5 petr3 piotr2 ; ^петр$ petr4 pyotr4 piotr1
^юри[йи]$ yury4 yuri4 yuriy2 ; ^софья$ sofia4 sofya4 sophia1
ский$ sky5 skiy2 ski2 skii1 ; цкий$ tsky5 tskiy2 tski2 tskii1
ски$ ski7 sky2
ий$ y5 iy3 i1 ii1 ; ый$ y7 yy1 yi1 yj1 ; ей$ ey5 ei4 ; ай$ ay4 ai5 ; ой$ oy6 oi3
ия$ ia5 iya5 ; <Vя ya8 ia2 ; ^я ya9 ia1 ; ^ю yu9 iu1 ; ья$ ia5 ya5 ; [ьъ]я ya6 ia3
ия iya6 ia4
[ьъ]е ye5 ie4 ; [ьъ]ё yo4 ye4 ie2 ; ьи i5 yi3 ; ью yu7 iu2 ; ьо yo6 io3
^е ye5 e5 ; <Vе ye5 e5 ; ^ё yo9 e1 ; <Sё e7 yo2 o1 ; ^э e
дж dzh7 j3 ; кс ks7 x3 ; жж zhzh5 zh3 ; ьй y
ё yo4 e5 io1 ; й y6 i4 ; ю yu8 iu2 ; я ya8 ia2 ; щ shch8 sch2
а a ; б b ; в v ; г g ; һ h8 g2 ; д d ; е e ; ж zh ; з z ; и i ; к k ; л l ; м m ; н n ; о o ; п p ; р r ; с s ; т t
у u ; ф f ; ^х kh7 h3 ; х kh ; ц ts17 tz3 ; ч ch ; ш sh ; ъ - ; ы y9 i1 ; ь - ; э e ; ѫ a8 u2 ; ў u5 w3 v2
"""
# ISO 9:1968 and the scholarly transliteration, which libraries and sports federations write.
_EN_SCHOLARLY = """
х ch6 h4 ; ж ž ; ц c ; ч č ; ш š ; щ šč ; й j ; ю ju ; я ja ; ё ë ; е e ; э e ; ы y ; ь - ; ъ -
а a ; б b ; в v ; г g ; һ h ; д d ; з z ; и i ; к k ; л l ; м m ; н n ; о o ; п p ; р r ; с s ; т t ; у u ; ф f
ѫ ă ; ў ŭ
"""
# --- Spanish: Fundéu and RAE, "Transcripción de nombres rusos" ------------------------------------------------------
_ES = """
йи i6 yi4 ; й>V y
^александр$ alexander4 aleksandr4 alexandr2 ; ^пётр$ piotr ; ^юри[йи]$ yuri7 iuri1
[иы]й$ i8 y2 ; ей$ ei8 ey2 ; ай$ ai8 ay1 ; ой$ oi7 oy3
^ю yu8 iu2 ; ^я ya9 ia1 ; <Vю yu ; <Vя ya ; ия ia7 iya3 ; [ьъ]я ia6 ya3 ; [ьъ]е ie6 ye3 ; [ьъ]ё io6 yo3 ie2 ; ью iu
ьо io
^е ye5 e5 ; <Vе ye6 e4 ; ^ё yo ; <Sё o8 e2 ; <[чщ]ев$ ev6 ov4 ; г>F gu8 g1
дж dzh4 y3 j2 ; кс ks6 x4
а a ; б b ; в v ; г g ; һ h7 g3 ; д d ; е e ; ё io6 e2 yo2 ; ж zh ; з z ; и i ; й i8 y2 ; к k ; л l ; м m ; н n ; о o
п p ; р r ; с s ; т t ; у u ; ф f ; х j7 kh3 ; ц ts ; ч ch ; ш sh ; щ sch6 shch4 ; ъ - ; ы i6 y4 ; ь - ; э e
ю iu5 yu5 ; я ia6 ya4 ; ѫ a8 u2 ; ў u7 v2
"""
# --- French: the transcription of the agencies and of Larousse (Poutine, Choïgou, Khrouchtchev) ----------------------
_FR = r"""
ськый$ ski5 sky5 ; цькый$ tski5 tsky5 ; зькый$ zki5 zky5
йи ï6 yi3 i1 ; й>V y7 ï2
^александр$ alexandre6 alexander2 aleksandr1 ; ^пётр$ piotr ; ^юри[йи]$ iouri6 youri4
ский$ ski6 sky4 ; цкий$ tski6 tsky4 ; ий$ i8 y2 ; ый$ y8 yï1 ; [эе]й$ eï8 ei1 ey1 ; ай$ aï7 ay2 ; ой$ oï7 oy3
г[эе]й$ gueï8 gei1 guei1
(?<=\w\w)ин$ ine8 in2 ; ын$ yne6 yn3
^ю iou6 you4 ; ^я ia6 ya4 ; <Vю iou6 you4 ; <Vя ïa5 ya5 ; ия ia7 iya2 ; [ьъ]я ia8 ya2 ; [ьъ]е ie7 ye2
[ьъ]ё io4 ie5 yo1 ; ью iou ; ьо io
^е e6 ie3 ye1 ; <Vе e5 ye3 ïe1 ; ^ё io5 yo4 ; <Sё e6 io2 o2 ; г>F gu7 gh1 g1 ; <Vс>V ss6 s4
дж dj7 j2 ; кс x6 ks4
а a ; б b ; в v ; г g ; һ h8 g2 ; д d ; е e ; ё io4 e5 yo1 ; ж j ; з z ; и i ; й ï6 i3 y1 ; к k ; л l ; м m ; н n ; о o
п p ; р r ; с s ; т t ; у ou ; ф f ; х kh ; ц ts ; ч tch ; ш ch ; щ chtch ; ъ - ; ы y ; ь - ; э e
ю iou ; я ia8 ya2 ; ѫ a8 ou2 ; ў ou7 v2 ; оў ou7 ov3
"""
# --- German: Duden, "Transkription des russischen Alphabets"; -ij and -yj in the Ukrainian and the scholarly manner ---
_DE = """
ськый$ skyj6 ski2 sky2
йи ji7 i3
^александр$ alexander8 aleksandr1 alexandr1 ; ^пётр$ pjotr
ий$ i7 ij3 ; ый$ y6 yj4 ; [эе]й$ ei5 ej5 ; ай$ ai7 aj3 ; ой$ oi7 oj3
^е je8 e2 ; <Vе je8 e2 ; [ьъ]е je ; [ьъ]ё jo9 je1 ; [ьъ]ю ju ; [ьъ]я ja ; ьо jo ; ьи ji6 i4
^ё jo ; <Sё o9 e1 ; <[чщ]ев$ ew6 ow4 ; <Vс>V ss7 s3 ; й>V j ; кс x7 ks3 ; дж dsch ; ^й j
ия ija7 ia3 ; ия$ ija5 ia5
а a ; б b ; в w ; г g ; һ h8 g2 ; д d ; е e ; ё jo8 e2 ; ж sch8 sh2 ; з s ; и i ; й i6 j4 ; к k ; л l ; м m ; н n ; о o
п p ; р r ; с s ; т t ; у u ; ф f ; х ch ; ц z ; ч tsch ; ш sch ; щ schtsch ; ъ - ; ы y ; ь - ; э e ; ю ju ; я ja
ѫ a ; ў u6 w4
"""
# --- Italian: what papers print (close to English, older Gorbaciov, Krusciov); the schools write ISO 9 (Šojgu) --------
_IT = """
ськый$ sky8 skyj1 ski1
йи yi5 i5 ; й>V y8 j2
^александр$ alexander5 aleksandr4 alexandr1 ; ^пётр$ pyotr4 piotr4 petr2 ; ^юри[йи]$ yuri6 yury2 iuri1 jurij1
ский$ sky6 ski2 skij1 ; цкий$ tsky6 tski2 ; ий$ y4 i4 ij1 iy1 ; ый$ y8 ij1 yj1 ; [эе]й$ ei6 ey3 ej1 ; ай$ ai7 ay3
ой$ oi6 oy3
^ю yu8 iu2 ; ^я ya8 ia2 ; <Vя ya ; ия ia8 iya2 ; [ьъ]я ia5 ya5 ; [ьъ]е ie4 ye5 ; [ьъ]ё yo5 io3 ; ью yu ; ьо io
^е e5 ye5 ; <Vе ye5 e5 ; ^ё yo ; <[ч]ё io5 e5 ; <[ш]ё io4 e6 ; <[щ]ё io5 e5 ; <[ж]ё o5 e5 ; <[чщ]ев$ ev7 iov3
^хрущ khrusc3 krusc6 khrushch3 ; ч>[ё] c6 ch4 ; дж dzh5 gi2 j2 ; кс ks5 x5
а a ; б b ; в v ; г g ; һ h7 g3 ; д d ; е e ; ё io5 e3 yo2 ; ж zh8 z2 ; з z ; и i ; й i6 y3 j1 ; к k ; л l ; м m ; н n
о o ; п p ; р r ; с s ; т t ; у u ; ф f ; х kh ; ц ts ; ч ch ; ш sh ; щ shch ; ъ - ; ы y8 i2 ; ь - ; э e
ю yu6 iu4 ; я ya6 ia4 ; ѫ a ; ў u7 v3
"""
_IT_SCHOLARLY = """
х ch
ия ija7 ia3
"""
# --- Portuguese: Folha and Lusa; the letters of English beside those of French ---------------------------------------
_PT = """
ськый$ sky7 skii1 ski2
йи i6 yi4 ; й>V y6 i4
^александр$ alexander4 aleksandr3 alexandre3 ; ^пётр$ piotr ; ^юри[йи]$ yuri6 iuri4
ский$ sky5 ski4 skiy1 ; цкий$ tsky5 tski4 ; ий$ i5 y4 iy1 ; ый$ y6 i4 ; [эе]й$ ei6 ey3 ; ай$ ai ; ой$ oi6 oy3
г[эе]й$ guei4 gei3 gey2
^ю yu6 iu4 ; ^я ya6 ia4 ; <Vя ya6 ia3 ; ия ia9 iya1 ; [ьъ]я ia7 ya3 ; [ьъ]е ie6 ye4 ; [ьъ]ё io6 yo3 ie1 ; ью iu ; ьо io
^е ie4 ye4 e3 ; <Vе e5 ye4 ie1 ; ^ё io5 yo5 ; <Sё o4 e6 ; <[чщ]ев$ ev7 ov3 ; г>F gu5 g5
^хр khr7 kr3 ; дж dzh4 dj4 j2 ; кс x5 ks5
а a ; б b ; в v ; г g ; һ h7 g3 ; д d ; е e ; ё io5 yo3 e2 ; ж zh6 j4 ; з z ; и i ; й i8 y2 ; к k ; л l ; м m ; н n
о o
п p ; р r ; с s ; т t ; у u ; ф f ; х kh ; ц ts ; ч ch6 tch4 ; ш sh6 ch4 ; щ shch6 sch3 chtch1 ; ъ - ; ы y6 i4 ; ь -
э e ; ю iu6 yu4 ; я ia7 ya3 ; ѫ a ; ў u7 v2
"""
# --- Polish: PWN, "Transkrypcja współczesnego alfabetu rosyjskiego" --------------------------------------------------
_PL = """
^александр$ aleksandr5 aleksander5 ; ^мария$ maria7 marija3 ; ия$ ija7 ia3
[сз]кий$ ski ; ский$ ski ; цкий$ cki ; <[гкх]ий$ i6 ij4 ; ий$ ij8 i2 ; ый$ y9 yj1
ськый$ ski ; цькый$ cki ; зькый$ zki ; ская$ ska ; цкая$ cka ; ська$ ska ; цька$ cka ; ўская$ uska8 wska2
^е je ; <Jе je ; ^ё jo ; <Jё jo ; ^ю ju ; <Jю ju ; ^я ja ; <Jя ja ; <[ьъ]и ji6 i4
<[лжцчшщ]е e ; <[л]ё o ; <Sё o ; <[чщ]ев$ ew5 ow5 ; <[лжчшщц]ю u ; <[лжчшщц]я a ; <[жшц]и y
л>L l ; нь$ ń ; нь>C ń ; сь>C ś ; зь>C ź ; ць$ ć ; сь$ ś
а a ; б b ; в w ; г g ; һ h ; д d ; е ie ; ё io ; ж ż ; з z ; и i ; й j ; к k ; л ł ; м m ; н n ; о o ; п p ; р r ; с s
т t ; у u ; ф f ; х ch ; ц c ; ч cz ; ш sz ; щ szcz ; ъ - ; ы y ; ь - ; э e ; ю iu ; я ia ; ѫ y6 a4 ; ў u7 w3
"""
# --- Czech: Pravidla českého pravopisu, "Přepis z cyrilice" ----------------------------------------------------------
_CS = r"""
^александр$ alexandr7 aleksandr3
(?<=\w)ова$ ovová6 ova4 ; (?<=\w)ева$ evová6 eva4 ; ская$ ská7 skaja3 ; цкая$ cká7 ckaja3
ский$ skij7 ský3 ; цкий$ ckij7 cký3 ; ий$ ij ; ый$ yj7 ý3
^е je ; <Vе je ; [ьъ]е je ; ^ё jo ; [ьъ]ё jo ; <Sё o ; <[чщ]ев$ ev5 ov5 ; [ьъ]я ja ; [ьъ]ю ju ; ьо jo ; ия ija7 ia3
ья ja
дя ďa6 dja4 ; тя ťa6 tja4 ; ня ňa6 nja4 ; дю ďu6 dju4 ; тю ťu6 tju4 ; ню ňu6 nju4 ; де dě6 de4 ; не ně6 ne4 ; те tě6 te4
тья ťja3 tja3 ťa4 ; нь ň ; ть>C ť ; ть$ ť ; дь$ ď ; кс ks5 x5 ; лексе lexe6 lekse4 ; дж dž
а a ; б b ; в v ; г g ; һ h ; д d ; е e ; ё jo ; ж ž ; з z ; и i ; й j ; к k ; л l ; м m ; н n ; о o ; п p ; р r ; с s
т t ; у u ; ф f ; х ch ; ц c ; ч č ; ш š ; щ šč ; ъ - ; ы y ; ь - ; э e ; ю ju ; я ja ; ѫ a ; ў u6 v4
"""
# --- Dutch: Nederlandse Taalunie, transcription of Russian names (Poetin, Chroesjtsjov) -------------------------------
_NL = """
ськый$ sky6 ski2 skyj2
^александр$ aleksandr6 alexander4 ; ^пётр$ pjotr ; ^юри[йи]$ joeri9 yuri1
ский$ ski5 sky5 ; цкий$ tski6 tsky4 ; ий$ i7 y2 ij1 ; ый$ y9 yj1 ; [эе]й$ ej5 ei5 ; ай$ aj6 ai4 ; ой$ oj6 oi4
^е je8 e2 ; <Vе je7 e3 ; [ьъ]е je ; ^ё jo ; [ьъ]ё jo ; <Sё o9 e1 ; <[чщ]ев$ ev6 ov4 ; [ьъ]я ja ; [ьъ]ю joe ; ьо jo
ия ia5 ija5
дж dzj ; кс ks6 x4
а a ; б b ; в v ; г g ; һ h8 g2 ; д d ; е e ; ё jo8 e2 ; ж zj ; з z ; и i ; й j6 i4 ; к k ; л l ; м m ; н n ; о o ; п p
р r ; с s ; т t ; у oe ; ф f ; х ch7 kh2 ; ц ts ; ч tsj ; ш sj ; щ sjtsj ; ъ - ; ы y ; ь - ; э e ; ю joe ; я ja ; ѫ a
ў u6 v4
"""
# --- Swedish: TT-språket and Svenska skrivregler ----------------------------------------------------------------------
_SV = """
ськый$ skyj8 sky2
^александр$ aleksandr6 alexander4 ; ^пётр$ pjotr
ский$ skij8 ski1 sky1 ; цкий$ tskij8 tskij1 tsky1 ; ий$ ij8 i2 ; ый$ yj6 y4
^е je8 e2 ; <Vе je7 e3 ; [ьъ]е je ; ^ё jo ; [ьъ]ё jo ; <Sё o9 e1 ; <[чщ]ев$ ev6 ov4 ; [ьъ]я ja ; [ьъ]ю ju ; ьо jo
ия ija7 ia3
дж dzj8 dj2 ; кс ks6 x4
а a ; б b ; в v ; г g ; һ h8 g2 ; д d ; е e ; ё jo ; ж zj9 sj1 ; з z ; и i ; й j8 i2 ; к k ; л l ; м m ; н n ; о o ; п p
р r ; с s ; т t ; у u ; ф f ; х ch ; ц ts ; ч tj ; ш sj ; щ sjtj7 sjtj1 ; ъ - ; ы y ; ь - ; э e ; ю ju ; я ja ; ѫ a
ў u6 v4
"""
# --- Turkish: the usage of Anadolu Ajansı (Zelenskiy, Şoygu) ----------------------------------------------------------
_TR = """
ськый$ skiy6 ski2 sky2
йи yi8 i2
^александр$ aleksandr8 aleksander2 ; ^пётр$ pyotr ; ^юри[йи]$ yuriy6 yuri4
ский$ skiy5 ski3 sky2 ; ий$ iy6 i4 ; ый$ ıy3 y3 iy2 i3
^е ye9 e1 ; <Vе ye ; [ьъ]е ye ; ^ё yo ; [ьъ]ё yo9 ye1 ; <Sё o6 e4 ; [ьъ]я ya ; [ьъ]ю yu ; ьо yo ; ия iya8 ia2
<[чщ]ев$ ev6 ov4
^хр hr5 kr5 ; дж c9 dj1
а a ; б b ; в v ; г g ; һ h8 g2 ; д d ; е e ; ё yo8 e2 ; ж j ; з z ; и i ; й y ; к k ; л l ; м m ; н n ; о o ; п p ; р r
с s ; т t ; у u ; ф f ; х h ; ц ts ; ч ç ; ш ş ; щ şç ; ъ - ; ы i6 ı4 ; ь - ; э e ; ю yu ; я ya ; ѫ ı4 a6 ; ў u6 v4
"""
_RUSSIAN = {
    "en": (_EN, _EN_SCHOLARLY),
    "es": (_ES,),
    "fr": (_FR,),
    "de": (_DE,),
    "it": (_IT, _EN_SCHOLARLY + _IT_SCHOLARLY),
    "pt": (_PT,),
    "pl": (_PL,),
    "cs": (_CS,),
    "nl": (_NL,),
    "sv": (_SV,),
    "tr": (_TR,),
}

# KMU resolution 55 of 2010 (Andrii, Yurii), the spelling before it (Andriy, Yuriy), and Russian given names.
_UKRAINIAN_EN = """
ий$ iy4 ii3 y3 i1 ; эй$ ey5 ei4 ; ы y8 i2 ; ия$ iia4 iya3 ia3 ; ия iya4 iia3 ia3 ; ^е ye ; дрий$ driy5 drii4 drij1
^юрий$ yuriy5 yurii3 yuri2 ; ^сэрһий$ serhiy4 serhii4 sergei1 sergey1
^олэксандр$ oleksandr8 alexander2 ; ^володымыр$ volodymyr8 vladimir2
"""
# BGN/PCGN 1979, the instruction of 2007 (ie, iu, ia), and Russian given names, which papers still prefer.
_BELARUSIAN_EN = """
ия$ iya5 ia5 ; ый$ y ; е e6 ie4 ; <Vе ye5 e3 ie2 ; ю yu5 iu5 ; я ya5 ia5 ; х kh8 ch2 ; й y4 i4 j2 ; ц ts8 c2
^аляксандр$ aliaksandr4 alyaksandr3 aleksandr2 alexander2 ; ^сярһей$ siarhei4 siarhey2 syarhey2 sergei1 sergey1
^дзмитрый$ dzmitry6 dmitry3 ; ^алеһ$ aleh7 oleg3 ; ^микалай$ mikalai5 mikalay3 nikolai2 ; ^леанид$ leanid7 leonid3
^уладзимир$ uladzimir7 vladimir3 ; ^анатоль$ anatol7 anatoly3 ; ^анатолий$ anatoli4 anatol3 anatoly3
^василь$ vasil6 vasily2 vasili1 ; ^һенадзь$ henadz5 hienadz2 gennady2
^аляксей$ aliaksei4 aliaksey2 alexei2 aleksei1
"""
# What a language changes in the tables above; "" stands for every target. Ukrainian -ий is -iy or -ii, seldom -y or -i.
_OWN = {
    ("uk", "en"): _UKRAINIAN_EN,
    ("be", "en"): _BELARUSIAN_EN,
    ("be", ""): "энка$ enka6 enko4",
    ("uk", "es"): "ий$ iy5 ii3 i2 ; ^е ye",
    ("uk", "fr"): "ий$ iï5 iy3 i2 ; ^е ie6 ye4 ; ын$ yn ; ы y7 i3",
    ("uk", "de"): "ий$ ij7 i3 ; ^е je ; <Vе je ; ы y8 i2",
    ("uk", "it"): "ий$ iy6 ii2 i2 ; ^е ye",
    ("uk", "pt"): "ий$ iy5 ii3 i2 ; ^е ye6 ie4",
    ("uk", "nl"): "ий$ ij5 iy3 i2 ; ^е je ; <Vе je ; ы y8 i2",
    ("uk", "sv"): "^е je ; ы y8 i2",
    ("be", "pl"): "<[ц]и i",
    ("bg", ""): "^александѫр$ aleksandar6 alexander4 ; ски$ ski ; ска$ ska",
    ("bg", "en"): "^х h8 kh2 ; х h9 kh1 ; ия ia5 iya5 ; й y7 i2 j1 ; ц ts9 c1",
    ("bg", "es"): "х j5 h5",
    ("bg", "it"): "х h",
    ("bg", "pt"): "х h6 kh4 ; ^хр hr6 khr4",
    ("bg", "nl"): "х ch5 h5",
    ("bg", "sv"): "х ch5 h5",
}
# In the scholarly transliteration a Ukrainian є, unlike a Russian е, begins with a j.
_OWN_SCHOLARLY = {"uk": "е je ; йи ï"}
# The official Latin alphabet of Serbian (Pravopis) and the Macedonian one of 1945 (Pravopis na makedonskiot jazik).
_SERBIAN = """
а a ; б b ; в v ; г g ; д d ; ђ đ6 dj4 ; е e ; ж ž ; з z ; и i ; ј j ; к k ; л l ; љ lj ; м m ; н n ; њ nj ; о o ; п p
р r ; с s ; т t ; ћ ć ; у u ; ф f ; х h ; ц c ; ч č ; џ dž ; ш š ; ѓ gj8 ǵ2 ; ќ kj6 q2 ć2 ; ѕ dz
"""
_MACEDONIAN_DIGRAPHS = "ж zh ; ч ch ; џ dzh7 j3 ; ш sh ; ц ts6 c4 ; љ lj6 ly2 l2"
_SERBIAN_TURKISH = "ђ c5 đ5 ; ж j ; ј y ; љ ly6 l4 ; њ ny ; ћ ç ; ц ts6 c4 ; ч ç ; џ c ; ш ş"


@lru_cache(maxsize=128)
def _tables(language: str, target: str) -> tuple[Table, ...]:
    if language in ("sr", "mk"):
        official = Table(_SERBIAN, _CLASSES)
        if target == "tr":
            return (Table(_SERBIAN_TURKISH, {}, official), official)
        digraphs = Table(_MACEDONIAN_DIGRAPHS, {}, official)
        return (digraphs, official) if language == "mk" and target == "en" else (official,)
    own = _OWN.get((language, target), "") + ";" + _OWN.get((language, ""), "")
    main, *scholarly = _RUSSIAN[target]
    others = [Table(_OWN_SCHOLARLY.get(language, ""), {}, Table(rules, _CLASSES)) for rules in scholarly]
    return (Table(own, {}, Table(main, _CLASSES)), *others)


@lru_cache(maxsize=4096)
def orders(native: str, language: str) -> tuple[str, ...]:
    """Return the name without its patronymic and in Western order first, then as it stands.

    Official lists write "Surname Given Patronymic"; the press of other languages leaves the patronymic out.
    """
    words = native.split()
    patronymic = _PATRONYMIC.get(language)
    if len(words) == 3 and patronymic:
        if patronymic.search(words[1]):
            return (f"{words[0]} {words[2]}", native)
        if language != "bg" and patronymic.search(words[2]):
            return (f"{words[1]} {words[0]}", f"{words[1]} {words[2]} {words[0]}")
    return (native,)


def spell(native: str, language: str, target: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first."""
    if not _NATIVE.match(native):
        return ()
    text = re.sub(r"[’ʼ`´]", "'", native)
    found: list[Spelling] = []
    names = orders(text, language)
    main, *others = _tables(language, target)
    room = LIMIT - len(others) - (len(names) - 1)
    written = names[0].translate(_AS_RUSSIAN[language])
    found.extend(main.spell(written, room))
    if len(names) > 1:
        found.extend((form, weight / 10) for form, weight in main.spell(names[1].translate(_AS_RUSSIAN[language]), 1))
    for table in others:
        found.extend((form, weight / 10) for form, weight in table.spell(written, 1))
    if language in ("sr", "mk"):
        # Where a keyboard lacks the letters, the marks are left out: Vucic.
        found.extend((unaccented(form), weight / 2) for form, weight in tuple(found))
    return best(found, LIMIT)
