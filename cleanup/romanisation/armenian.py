"""Armenian names: BGN/PCGN 1981 and the press; -յան is -yan in Yerevan and -ian in the diaspora."""

from __future__ import annotations

import re
from functools import lru_cache

from cleanup.romanisation.spelling import LIMIT, Spelling, Table

LANGUAGES = ("hy",)
_NATIVE = re.compile(r"^[\u0561-\u0587\s'’\-]+$")
_CLASSES = {"V": "աեէըիոօ", "S": "շժչջճ"}
_EN = """
ու u8 ou2 ; ^ո vo8 o2 ; ^ե ye5 e5 ; <Vե ye4 e6 ; և ev ; եւ ev ; յան$ yan8 ian2 ; <Vյան$ yan ; իա ia8 ya2 ; ^յ y8 h2
իկ$ ik
ա a ; բ b ; գ g ; դ d ; ե e ; զ z ; է e ; ը y5 -5 ; թ t8 th2 ; ժ zh ; ի i ; լ l ; խ kh ; ծ ts8 tz2 ; կ k ; հ h ; ձ dz
ղ gh ; ճ ch6 j2 tch2 ; մ m ; յ y ; ն n ; շ sh ; ո o ; չ ch ; պ p ; ջ j ; ռ r ; ս s ; վ v ; տ t ; ր r ; ց ts ; ւ v
փ p ; ք k ; օ o ; ֆ f ; քս ks7 x3
"""
_TARGETS = {
    "en": """
        ^ալեքսանդր$ alexander5 aleksandr5 ; ^դավիթ$ davit6 david4 ; ^սերգեյ$ sergey5 serge1 sergei2
        ^արթուր$ artur6 arthur4 ; յա ya
    """,
    "es": "յան$ ian5 yan5 ; խ j7 kh3 ; ու u ; ճ ch ; ջ y4 j4 dzh2 ; ծ ts ; ^ե ye4 e6 ; թ t",
    "fr": """
        յան$ ian ; <Vյան$ yan7 ïan3 ; ու ou ; շ ch ; չ tch ; ճ tch ; ջ dj ; ժ j ; խ kh ; ծ ts ; ^ե e8 ye2 ; թ t
        յ ï5 y5
    """,
    "de": """
        յան$ jan7 ian2 yan1 ; <Vյան$ jan ; վ w ; ու u ; զ s ; ժ sch ; շ sch ; չ tsch ; ճ tsch ; ջ dsch ; խ ch ; ց z
        ծ z6 ts4 ; ձ ds ; յ j ; ^յ j ; ^ե je6 e4 ; <Vե je4 e6 ; և ew ; թ t ; իա ia ; ւ w
    """,
    "it": "յան$ yan6 ian4 ; ու u ; ճ ch ; ծ ts ; թ t",
    "pt": "յան$ ian5 yan5 ; ու u ; ճ ch ; ծ ts ; շ sh6 ch4 ; թ t",
    "pl": """
        յան$ ian7 jan3 ; <Vյան$ jan ; վ w ; ու u ; ժ ż ; <Sի y6 i4 ; շ sz ; չ cz ; ճ cz ; ջ dż ; խ ch ; ց c ; ծ c
        յ j ; ^յ j ; ^ե je6 e4 ; <Vե je4 e6 ; և ew ; ղ g5 gh5 ; թ t ; ւ w ; իա ia ; քս ks
    """,
    "cs": """
        յան$ jan ; <Vյան$ jan ; ու u ; ժ ž ; շ š ; չ č ; ճ č ; ջ dž ; խ ch ; ց c ; ծ c ; յ j ; ^յ j ; ^ե je5 e5
        <Vե je4 e6 ; ղ g5 gh5 ; թ t
    """,
    "nl": """
        յան$ jan6 ian4 ; <Vյան$ jan ; ու oe7 u3 ; ժ zj ; շ sj ; չ tsj ; ճ tsj ; ջ dzj ; խ ch ; ծ ts ; յ j ; ^յ j
        ^ե je5 e5 ; <Vե je4 e6 ; թ t
    """,
    "sv": """
        յան$ jan7 ian3 ; <Vյան$ jan ; ու u ; ժ zj ; շ sj ; չ tj ; ճ tj ; ջ dzj5 dj5 ; խ ch ; ծ ts ; յ j ; ^յ j
        ^ե je5 e5 ; <Vե je4 e6 ; թ t
    """,
    "tr": "յան$ yan ; <Vյան$ yan ; ու u ; ժ j ; շ ş ; չ ç ; ճ ç ; ջ c ; խ h ; ծ ts ; ղ g5 ğ5 ; թ t ; ^ե ye5 e5",
}
_PATRONYMIC = re.compile(r"^(\S+) (\S+) (\S+ի)$")


@lru_cache(maxsize=16)
def _table(target: str) -> Table:
    return Table(_TARGETS[target], {}, Table(_EN, _CLASSES))


def spell(native: str, language: str, target: str) -> tuple[Spelling, ...]:
    """Return the spellings of a cleaned name, most usual first; "Surname Given Father's" as "Given Surname"."""
    if not _NATIVE.match(native):
        return ()
    official = _PATRONYMIC.match(native)
    return _table(target).spell(f"{official[2]} {official[1]}" if official else native, LIMIT)
