"""Korean names: the family name as its bearers write it, the given name in one of the systems in use.

Revised Romanisation (2000), McCune-Reischauer (1939), and the spellings that Koreans choose for their passports, which
follow English sounds (Young for 영, Joon for 준). The family name comes first.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import product

from cleanup.romanisation.spelling import LIMIT, Alternatives, Spelling, Table, alternatives, best

LANGUAGES = ("ko",)
_HANGUL = re.compile(r"^[가-힣]+$")
_NAME = re.compile(r"^[가-힣]+(?:[ ·‧•-][가-힣]+)*$")
_INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
_VOWELS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
_FINALS = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
_TWO = frozenset("남궁 황보 제갈 사공 선우 독고 서문 동방".split())
# Family names that their bearers do not write by any one system, most frequent spelling first.
_FAMILY = """
김 kim ; 이 lee8 yi1 rhee1 ; 리 ri7 lee2 ; 박 park9 pak1 ; 최 choi8 choe2 ; 정 jung4 chung4 jeong3 ; 강 kang
조 cho8 jo2 ; 윤 yoon6 yun4 ; 장 jang6 chang3 ; 임 lim7 im2 rim1 ; 한 han ; 오 oh7 o2 ; 서 seo6 suh4 ; 신 shin8 sin1
권 kwon8 gwon1 ; 황 hwang ; 안 ahn6 an4 ; 송 song ; 전 jeon6 chun3 chon1 ; 홍 hong ; 유 yoo6 yu3 ; 고 ko7 koh2 go2
문 moon8 mun2 ; 양 yang ; 손 son6 sohn3 ; 배 bae8 pae1 ; 백 baek5 paik3 paek2 ; 허 heo4 huh4 hur2 ; 남 nam
심 shim8 sim2 ; 노 roh4 noh4 no2 ; 하 ha ; 곽 kwak8 gwak1 ; 성 sung6 seong3 ; 차 cha ; 주 joo5 ju4 chu1 ; 우 woo8 u1
구 koo6 gu2 ku2 ; 민 min ; 류 ryu6 ryoo1 yoo2 ; 나 na8 ra2 ; 진 jin7 chin3 ; 지 ji7 chi2 ; 엄 um4 eom4 uhm2 ; 채 chae
원 won ; 천 cheon5 chun5 ; 방 bang7 pang2 ; 공 kong7 gong3 ; 현 hyun6 hyeon3 ; 함 ham ; 변 byun6 byeon3 ; 염 yeom5 yum5
여 yeo7 yuh2 ; 추 choo6 chu4 ; 도 do8 to1 ; 소 so ; 석 seok6 suk3 ; 선 sun5 seon4 ; 설 seol7 sul2 ; 마 ma ; 길 gil5 kil5
연 yeon6 yun3 ; 위 wi8 wee1 ; 표 pyo ; 명 myung6 myeong4 ; 기 ki7 gi2 ; 반 ban7 pan2 ; 왕 wang ; 금 keum6 geum4 ; 옥 ok
육 yook6 yuk4 ; 인 in ; 맹 maeng ; 제 je ; 모 mo ; 탁 tak8 tark1 ; 국 kook6 guk3 ; 어 eo5 uh4 ; 은 eun ; 편 pyeon6 pyun4
용 yong ; 감 kam7 gam3 ; 경 kyung6 gyeong4 ; 봉 bong ; 사 sa ; 부 boo6 bu4
"""
# What a reader of Revised Romanisation would write, then what passports and papers write.
_GIVEN = """
ㅕㅇ young4 yeong3 yong1 yung1 ; ㅎㅕㄴ hyun6 hyeon3 hyon1 ; ㅎㅕㅇ hyung5 hyeong4 hyong1 ; ㅁㅕㅇ myung5 myeong4 myong1
ㄱㅕㅇ kyung5 gyeong3 kyoung1 kyong1
ㅂㅕㅇ byung4 byeong4 byoung2 ; ㅈㅓㅇ jung4 jeong4 jong1 chung1 ; ㅅㅓㅇ sung5 seong4 song1 ; ㅅㅓㄴ sun4 seon5 son1
ㅅㅓㄱ seok6 suk3 sok1 ; ㅎㅓㄴ heon5 hun4 hon1
ㅈㅓㄴ jeon6 jun2 chon1 ; ㄱㅓㄴ geon4 gun3 kun3 keon2 ; ㅇㅓㄴ eon5 un4 on1 ; ㅓㅇ eong5 ung4 ; ㅓㄱ eok5 uk4 ok1 ; ㅓㄴ eon5 un4
ㅓㄹ eol5 ul4 ; ㅓㅁ eom5 um4 ; ㅓㅂ eop5 up4
ㅇㅕㄴ yeon6 yun2 youn1 yon1 ; ㅕㄴ yeon5 yun5 ; ㅕㄹ yeol5 yul4 yol1 ; ㅕㅂ yeop6 yup3 ; ㅕㄱ yeok5 yuk4
ㅈㅜㄴ jun5 joon5 ; ㅎㅜㄴ hoon6 hun4 ; ㅇㅜㄴ un5 woon4 ; ㅅㅜㄴ soon6 sun4 ; ㅁㅜㄴ mun5 moon5 ; ㄱㅜㄴ gun4 goon2 kun3
ㅇㅜㅇ ung5 woong5 ; ㅅㅜㄱ sook6 suk4 ; ㄱㅜㄱ guk4 kook4 kuk2
ㅇㅜㄱ uk5 wook5 ; ㅇㅜ woo8 u2 ; ㅅㅜ su5 soo5 ; ㅈㅜ ju5 joo4 chu1 ; ㄱㅜ gu4 koo4 ku2
ㅎㅢ hee6 hui3 heui1 ; ㅇㅢ ui5 eui5 ; ㅇㅣㄹ il ; ㅇㅣㄴ in ; ㅇㅣㄱ ik ; ㅇㅣㅁ im ; ㄱㅣ ki5 gi4 kee1 ; ㅅㅣㄱ sik7 shik3
ㅅㅣㄴ sin5 shin5 ; ㅅㅣㅁ sim5 shim5 ; ㅅㅣ si5 shi5 ; ㅁㅣ mi8 mee1 ; ㅈㅣ ji9 chi1
ㄱㅡㄴ geun5 keun4 kun1 ; ㄱㅡㅁ geum5 keum5 ; ㅇㅡㄴ eun8 un2 ; ㅎㅡㅁ heum ; ㅎㅡㅇ heung7 hung3 ; ㅇㅑㅇ yang ; ㄱㅠ gyu5 kyu4 kyoo1
ㅇㅠ yu7 yoo3
ㅇㅐ ae ; ㄷㅐ dae8 tae2 ; ㄱㅘㅇ kwang6 gwang4 ; ㄱㅘㄴ kwan5 gwan5 ; ㅇㅘㄴ wan ; ㅇㅝㄴ won8 weon1 ; ㄱㅝㄴ kwon7 gwon3
ㅎㅖ hye7 hea1 hyae1 ; ㅇㅖ ye7 yeh1 ; ㅊㅓㄹ cheol5 chul5 chol1 ; ㅎㅓ heo6 hur2
ㄱ g5 k5 ; ㄲ kk ; ㄴ n ; ㄷ d8 t2 ; ㄸ tt ; ㄹ r7 l3 ; ㅁ m ; ㅂ b8 p2 ; ㅃ pp ; ㅅ s ; ㅆ ss ; ㅇ - ; ㅈ j9 ch1 ; ㅉ jj ; ㅊ ch
ㅋ k ; ㅌ t ; ㅍ p ; ㅎ h
ㅏ a ; ㅐ ae ; ㅑ ya ; ㅒ yae ; ㅓ eo8 o1 ; ㅔ e ; ㅕ yeo8 yo1 ; ㅖ ye ; ㅗ o ; ㅘ wa ; ㅙ wae ; ㅚ oe8 oi2 ; ㅛ yo ; ㅜ u6 oo4
ㅝ wo ; ㅞ we ; ㅟ wi ; ㅠ yu ; ㅡ eu ; ㅢ ui5 ee3 ; ㅣ i
ᆨ k ; ᆫ n ; ᆮ t ; ᆯ l ; ᆷ m ; ᆸ p ; ᆼ ng
"""
# McCune-Reischauer within a name of several syllables: a plain stop is voiced between vowels, n, m, ng and l.
_MCCUNE = """
<X-ㄱ -g ; <X-ㄷ -d ; <X-ㅂ -b ; <X-ㅈ -j
ㄱ k ; ㄲ kk ; ㄴ n ; ㄷ t ; ㄸ tt ; ㄹ r ; ㅁ m ; ㅂ p ; ㅃ pp ; ㅅ s ; ㅆ ss ; ㅇ - ; ㅈ ch ; ㅉ tch ; ㅊ ch ; ㅋ k ; ㅌ t ; ㅍ p ; ㅎ h
ㅏ a ; ㅐ ae ; ㅑ ya ; ㅒ yae ; ㅓ o ; ㅔ e ; ㅕ yo ; ㅖ ye ; ㅗ o ; ㅘ wa ; ㅙ wae ; ㅚ oe ; ㅛ yo ; ㅜ u ; ㅝ wo ; ㅞ we ; ㅟ wi
ㅠ yu ; ㅡ u ; ㅢ ui ; ㅣ i
ᆨ k ; ᆫ n ; ᆮ t ; ᆯ l ; ᆷ m ; ᆸ p ; ᆼ ng
"""
# Czech: "Česká vědecká transkripce" and the papers (Kim Čong-un, Mun Če-in, Kim Te-džung).
_CZECH = """
<X-ㅈ -dž ; ㅊ čch ; ㅋ kch ; ㅌ tch ; ㅍ pch ; ㅈ č ; ㅑ ja ; ㅕ jo ; ㅖ je ; ㅛ jo ; ㅠ ju ; ㅐ e ; ㅢ ui ; ㅙ we ; ㅚ we
"""
# Polish and Turkish papers respell the English form by sound (Kim Dzong Un, Mun Dze In; Kim Cong-un).
_RESPELLED = {
    "pl": "ch cz ; j dz ; sh sz ; y j ; oo u ; ee i ; eo o ; eu u ; ae e",
    "tr": "ch ç ; j c ; sh ş ; oo u ; ee i ; eo o ; eu u ; ae e ; w v",
}
_FINAL_OF = dict(zip("ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ", "ᆨᆨᆨᆫᆫᆫᆮᆯᆨᆷᆯᆯᆯᆸᆯᆷᆸᆸᆮᆮᆼᆮᆮᆨᆮᆸᆮ", strict=True))
_CLASSES = {"X": "ㅏㅐㅑㅓㅔㅕㅖㅗㅘㅚㅛㅜㅝㅟㅠㅡㅢㅣᆫᆷᆼᆯ"}  # after these a plain stop is voiced


def _jamo(syllables: str) -> str:
    """Return the letters of the syllables, the last as a simple final consonant, parted by hyphens."""
    parts = []
    for syllable in syllables:
        number = ord(syllable) - 0xAC00
        final = _FINALS[number % 28]
        parts.append(_INITIALS[number // 588] + _VOWELS[number % 588 // 28] + _FINAL_OF.get(final, ""))
    return "-".join(parts)


@lru_cache(maxsize=4)
def _table(kind: str) -> Table:
    if kind == "given":
        # Rules are written with the letters that keyboards have; after a vowel they stand for the final consonants.
        return Table(re.sub(r"(?<=[ㅏ-ㅣ])[ㄱㄴㄷㄹㅁㅂㅇ](?= )", lambda final: _FINAL_OF[final[0]], _GIVEN), {})
    mccune = Table(_MCCUNE, _CLASSES)
    return mccune if kind == "mccune" else Table(_CZECH, {}, mccune)


@lru_cache(maxsize=1)
def _families() -> dict[str, Alternatives]:
    rules = (rule.split() for rule in re.split(r"[;\n]", _FAMILY) if rule.strip())
    return {name: alternatives(spellings) for name, *spellings in rules}


@lru_cache(maxsize=512)
def _family(name: str) -> Alternatives:
    if name in _families():
        return _families()[name]
    return tuple((text.replace("-", ""), weight) for text, weight in _table("given").spell(_jamo(name), 3))


def _parts(native: str) -> tuple[str, str] | None:
    """Return family and given name, or nothing where it is no Korean name."""
    words = native.split()
    if len(words) == 2 and (len(words[0]) == 1 or words[0] in _TWO) and len(words[1]) <= 2:
        return words[0], words[1]
    if len(words) != 1 or not _HANGUL.match(native):
        return None
    if native[:2] in _TWO and len(native) > 2:
        return native[:2], native[2:]
    return (native[0], native[1:]) if len(native) in (2, 3) and native[0] in _families() else None


def _by_letters(native: str) -> tuple[Spelling, ...]:
    """Return what Revised Romanisation makes of a foreign name."""
    words = [_table("given").spell(_jamo(word), 3) for word in re.split(r"[ ·‧•-]", native)]
    found = (" ".join(form.replace("-", "") for form, _ in forms) for forms in zip(*words, strict=False))
    return best((form, 1.0 / (1 + number)) for number, form in enumerate(found))


def _respelled(form: str, target: str) -> str:
    for pair in _RESPELLED[target].split(" ; "):
        letters, sound = pair.split()
        form = form.replace(letters, sound)
    return form.replace("-", " ") if target == "pl" else form


def spell(native: str, language: str, target: str, english: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first; those of a Korean one begin with the family name."""
    if not _NAME.match(native):
        return ()
    if native in _families():
        return best(_family(native))
    parts = _parts(native)
    if parts is None:
        return _by_letters(native) if target == "en" else ()
    family, given = parts
    table = _table("given")
    pairs = product(_family(family), table.spell(_jamo(given)))
    ruled = best(((f"{first} {second}", share * weight) for (first, share), (second, weight) in pairs), LIMIT)
    words = english.replace("-", " ").split()
    known = len(words) in (2, 3) and words[0][:1] in {form[0] for form, _ in _family(family)}
    if known:
        first, *rest = words
        written = [
            (f"{first} {'-'.join(rest)}", 2.0),
            (f"{first} {' '.join(rest)}", 1.5),
            (f"{first} {''.join(rest)}", 0.5),
        ]
    else:
        written = list(ruled[: 5 if target == "en" else 3])
    if target in _RESPELLED:
        respelled = [(_respelled(form, target), weight * 0.9) for form, weight in written[: 1 if known else 2]]
        return best([*written, *respelled], LIMIT)
    if target == "cs":
        czech = " ".join(_table("czech").spell(_jamo(part), 1)[0][0] for part in parts)
        return best([(czech, 2.5), *written], LIMIT)
    if target == "en":
        mccune = f"{_family(family)[0][0]} {_table('mccune').spell(_jamo(given), 1)[0][0]}"
        return best([*written, (mccune, 0.1 * written[0][1]), *((form, 0.5 * weight) for form, weight in ruled)], LIMIT)
    return best(written, LIMIT)
