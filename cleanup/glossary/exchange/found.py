"""What a reader finds in a newsroom's list, before anybody has judged it."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field

Cells = dict[str, str]
KINDS = ("people", "places", "organisations", "terms", "allowed")
_INVISIBLE = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


@dataclass(slots=True)
class Form:
    """A form that is wrong in English copy: its text, the languages it comes from, and cells that the list gives."""

    text: str
    languages: str = "*"
    cells: Cells = field(default_factory=dict)


@dataclass(slots=True)
class Entry:
    """A right English name, the other spellings that are right too, and the forms that are wrong.

    `kind` is one of KINDS, or empty where the list does not say. `anchored` entries are taken even if none of their
    forms can be; one that a list of pairs only implies is not.
    """

    line: int
    name: str
    kind: str = ""
    accepted: list[str] = field(default_factory=list)
    forms: list[Form] = field(default_factory=list)
    cells: Cells = field(default_factory=dict)
    tenures: list[Cells] = field(default_factory=list)
    label: str = ""
    item: str = ""  # the Wikidata item, which tells two people of one name apart
    family_items: tuple[str, ...] = ()
    anchored: bool = False


@dataclass(slots=True)
class OwnRow:
    """A row of a file that has the glossary's own columns."""

    line: int
    file: str
    cells: Cells


@dataclass(slots=True)
class Refused:
    """Something that is not taken: where it stands, what it is, and why."""

    line: int
    text: str
    reason: str
    label: str = ""


@dataclass(slots=True)
class PassedOver:
    """Something of a sort that is not taken at all; only counted, since a dump has millions of them."""

    reason: str
    example: str


@dataclass(slots=True)
class FamilyName:
    """The label of a Wikidata item that is a family name."""

    item: str
    label: str


Found = Entry | OwnRow | Refused | PassedOver | FamilyName


def plain(cell: str) -> str:
    """Return a cell as one line: spaces and line ends collapsed, invisible marks removed, accents composed."""
    if cell.isascii():
        return " ".join(cell.split())
    return " ".join(unicodedata.normalize("NFC", _INVISIBLE.sub("", cell)).split())
