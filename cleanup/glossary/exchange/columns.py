"""From the rows of a table to entries: which column is what, and what two, three or four columns without names mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain, islice
from pathlib import Path

from cleanup.errors import GlossaryError, did_you_mean
from cleanup.glossary.exchange.found import Cells, Entry, Form, Found, OwnRow, Refused, plain
from cleanup.glossary.exchange.languages import language_code
from cleanup.glossary.schema import FILES, ORGANISATION_KINDS, PLACE_KINDS, split_cell

Line = tuple[int, list[str]]
_SAMPLE = 50  # rows that decide what columns without names are
# What a header may say. 'term' and 'source' mean different things beside different columns; see `_roles`.
_HEADERS = {
    "form": """wrong|wrong form|wrong term|incorrect|avoid|avoided|not|do not use|don't use|deprecated|forbidden|banned|error
        |mistake|misspelling|variant|variants|foreign|foreign form|source term|source text|original|form|instead of|false""",
    "name": """right|right form|correct|correct form|preferred|preferred term|preferred form|use|use instead|target
        |target term|target text|translation|name|house style|should be|approved|replace with|correction""",
    "accepted": "accepted|also right|admitted|also accepted",
    "note": "note|notes|comment|comments|remark|remarks|definition|description",
    "language": "language|languages|lang|source language|source lang|src lang|from language|source locale",
    "target_language": "target language|target lang|tgt lang|to language|target locale",
    "kind": "kind|category|entry kind",
    "type": "type|kind of place|kind of organisation|kind of organization",
    "provenance": "provenance|reference|where from",
    "family": "family|family name|surname|last name",
    "status": "status|term status",
}  # fmt: skip
_ROLES = {name.strip(): role for role, names in _HEADERS.items() for name in names.split("|")}
_ENTRY_CELLS = ("id", "family", "gender", "country", "native", "acronym", "ap", "bbc", "guardian", "reuters", "un")
_FORM_CELLS = ("when", "context", "since", "safety", "replacement", "example", "reason", "class")
_ENTRY_ROLES = frozenset({*_ENTRY_CELLS, "reason", "class"})
ROLES = tuple(dict.fromkeys([*_HEADERS, *_ENTRY_CELLS, *_FORM_CELLS, "source", "term"]))
KIND_WORDS = {
    "person": "people", "people": "people", "persons": "people", "place": "places", "places": "places",
    "organisation": "organisations", "organisations": "organisations", "organization": "organisations",
    "organizations": "organisations", "term": "terms", "terms": "terms", "allowed": "allowed",
}  # fmt: skip
_STATUS = {"accepted": "accepted", "admitted": "accepted", "also": "accepted", "preferred": "name", "right": "name",
           "approved": "name", "wrong": "form", "deprecated": "form", "superseded": "form", "forbidden": "form",
           "avoid": "form", "": "form"}  # fmt: skip


@dataclass(slots=True)
class Choices:
    """What the user says about a table: its kind, its language, and which column is what."""

    kind: str = ""
    language: str = ""
    columns: dict[str, str] = field(default_factory=dict)
    unit: str = "line"  # what a row of the table is called


@dataclass(slots=True)
class _Layout:
    """What the columns are: a role each, or the language of a column of terms."""

    roles: list[str]
    languages: list[str]
    header: bool


def entries(path: Path, rows: Iterable[Line], choices: Choices) -> Iterator[Found]:
    """Yield what the rows of a table mean; raise GlossaryError where its columns cannot be told or are shifted."""
    rows = iter(rows)
    sample = list(islice(rows, _SAMPLE))
    if not sample:
        raise GlossaryError(f"{path}: no row with anything in it. Export the list again.")
    own = _own_file(path, sample[0], choices)
    everything = chain(sample, rows)
    if own:
        yield from _own_rows(path, own, everything, choices)
        return
    layout = _layout(path, sample, choices)
    for number, (line, cells) in enumerate(everything):
        if number == 0 and layout.header:
            continue
        yield from _entry(path, line, cells, layout, choices)


def _own_file(path: Path, first: Line, choices: Choices) -> str:
    """Return the name of the glossary file whose columns these are, or nothing."""
    header = [cell.strip() for cell in first[1]]
    named = [name for name, columns in FILES.items() if header == [column.name for column in columns]]
    if len(named) < 2:
        return named[0] if named else ""
    for name in (path.stem, f"{choices.kind}_forms"):
        if name in named:
            return name
    raise GlossaryError(
        f"{path}, {choices.unit} {first[0]}: these are the columns of {', '.join(named)}. Say which with --kind, or name the "
        f"file {named[0]}.csv."
    )


def _own_rows(path: Path, file: str, rows: Iterable[Line], choices: Choices) -> Iterator[Found]:
    names = [column.name for column in FILES[file]]
    for number, (line, cells) in enumerate(rows):
        if number == 0:
            continue
        if len(cells) != len(names):
            raise _shifted(path, line, len(cells), len(names), choices)
        yield OwnRow(line, file, dict(zip(names, map(plain, cells), strict=True)))


def _shifted(path: Path, line: int, found: int, wanted: int, choices: Choices) -> GlossaryError:
    return GlossaryError(
        f"{path}, {choices.unit} {line}: {found} cells where {wanted} belong; the columns are shifted. Quote cells that hold the "
        "separator, or remove the extra cell."
    )


def _normal(header: str) -> str:
    return " ".join(re.sub(r"[_\-/]+", " ", header.casefold()).split())


def _layout(path: Path, sample: list[Line], choices: Choices) -> _Layout:
    line, first = sample[0]
    if choices.columns:
        return _chosen(path, line, first, choices)
    headers = [_normal(cell) for cell in first]
    languages = [language_code(cell) if len(cell) < 16 else "" for cell in first]
    filled = [number for number, header in enumerate(headers) if header]
    # Columns named by languages: English and at least one other, and nothing that is no language but a note.
    named = [number for number in filled if languages[number] and headers[number] not in ("id", "no")]
    others = [n for n in filled if n not in named and not _role(headers[n])]
    if "en" in [languages[n] for n in named] and len(named) > 1 and not others:
        roles = ["" if n in named else _role(headers[n]) for n in range(len(headers))]
        return _Layout(roles, [languages[n] if n in named else "" for n in range(len(headers))], True)
    known = [n for n in filled if _role(headers[n]) or headers[n] in ("term", "source")]
    if known and len(known) * 2 >= len(filled):
        roles = _roles(headers)
        if "name" in roles or "form" in roles:
            return _Layout(roles, [""] * len(roles), True)
    return _unnamed(path, sample, choices)


def _role(header: str) -> str:
    if header in _ROLES:
        return _ROLES[header]
    return header if header in _ENTRY_CELLS or header in _FORM_CELLS else ""


def _roles(headers: list[str]) -> list[str]:
    """Return the role of each header; 'term' and 'source' are what the other columns leave them to be."""
    roles = [_role(header) for header in headers]
    for number, header in enumerate(headers):
        if header == "source":
            roles[number] = "provenance" if "form" in roles or "term" in headers or "name" not in roles else "form"
        elif header == "term":
            roles[number] = "name" if "form" in roles and "name" not in roles else "form"
    if headers.count("term") == 1 and "name" not in roles and "form" in roles:
        roles[headers.index("term")] = "name"
    return roles


def _chosen(path: Path, line: int, first: list[str], choices: Choices) -> _Layout:
    headers = [plain(cell) for cell in first]
    roles = [""] * len(headers)
    for role, header in choices.columns.items():
        if role not in ROLES:
            raise GlossaryError(f"--columns: there is no column '{role}'. {did_you_mean(role, ROLES)}")
        near = [n for n, name in enumerate(headers) if name == header or name.casefold() == header.casefold()]
        if not near:
            raise GlossaryError(
                f"{path}, {choices.unit} {line}: there is no column '{header}', which --columns names. "
                f"{did_you_mean(header, [name for name in headers if name])}"
            )
        roles[near[0]] = "provenance" if role == "source" else role
    return _Layout(roles, [""] * len(roles), True)


def _unnamed(path: Path, sample: list[Line], choices: Choices) -> _Layout:
    """Say what columns without names are: source and target, then a note or the languages, as DeepL and OmegaT write."""
    line, first = sample[0]
    width = max(len(cells) for _, cells in sample)

    def codes(column: int) -> bool:
        cells = [cells[column].strip() for _, cells in sample if len(cells) > column]
        return bool(cells) and all(len(cell) <= 7 and language_code(cell) for cell in cells)

    if width == 1:
        if choices.kind == "allowed":
            return _Layout(["form"], [""], False)
        if choices.kind in ("people", "places", "organisations"):
            return _Layout(["name"], [""], False)
        raise GlossaryError(
            f"{path}, {choices.unit} {line}: one column only, '{plain(first[0])[:40]}'. Separate the wrong and the right form by a "
            "comma, a semicolon or a tab, or say what the list holds with --kind."
        )
    roles = ["form", "name"]
    if width == 3:
        roles.append("language" if codes(2) else "note")
    elif width == 4 and codes(2) and codes(3):
        roles += ["language", "target_language"]
    elif width > 3:
        raise GlossaryError(
            f"{path}, {choices.unit} {line}: {width} columns, and no header that says what they are. Write one with 'wrong', "
            "'right', 'language' and 'note', or use --columns form=HEADER,name=HEADER."
        )
    return _Layout(roles, [""] * width, False)


def _entry(path: Path, line: int, cells: list[str], layout: _Layout, choices: Choices) -> Iterator[Found]:
    width = len(layout.roles)
    if len(cells) > width:
        if any(cell.strip() for cell in cells[width:]):
            raise _shifted(path, line, len(cells), width, choices)
        cells = cells[:width]
    row: dict[str, list[str]] = {}
    foreign: list[Form] = []
    for role, language, cell in zip(layout.roles, layout.languages, map(plain, cells), strict=False):
        if not cell:
            continue
        if language:
            if language == "en":
                row.setdefault("accepted" if "name" in row else "name", []).append(cell)
            else:
                foreign.append(_form(cell, language, {}))
        elif role:
            row.setdefault(role, []).append(cell)
    if not row and not foreign:
        return
    first = {role: values[0] for role, values in row.items()}
    text = first.get("form") or (foreign[0].text if foreign else "") or first.get("name", "")
    kind, kind_of_body = choices.kind, first.get("type", "").lower()
    if word := first.get("kind", "").lower():
        if word in KIND_WORDS:
            kind = KIND_WORDS[word]
        elif word in PLACE_KINDS - ORGANISATION_KINDS or (word in PLACE_KINDS and kind == "places"):
            kind, kind_of_body = "places", word
        elif word in ORGANISATION_KINDS:
            kind, kind_of_body = "organisations", word
        else:
            yield Refused(
                line, text, f"'{word}' is no kind of entry. Write person, place, organisation, term or allowed."
            )
            return
    languages, swapped = _language(path, line, first, choices)
    if languages is None:
        yield Refused(line, text, "neither the source nor the target is English.")
        return
    if "|" in first.get("name", ""):
        yield Refused(
            line, text, f"two right forms in one cell, '{first['name']}'. Keep one, and put the other into 'accepted'."
        )
        return
    names, wrong = row.get("name", []), [part for cell in row.get("form", []) for part in split_cell(cell)]
    if swapped:
        names, wrong = wrong, names
    accepted = [part for cell in row.get("accepted", []) for part in split_cell(cell)]
    status = _STATUS.get(first.get("status", "").lower())
    if status is None:
        yield Refused(line, text, f"'{first['status']}' is no status. Write preferred, accepted or wrong.")
        return
    if status == "accepted":
        accepted, wrong = accepted + wrong, []
    elif status == "name":
        names, wrong = names or wrong, []
    if kind == "allowed":
        names, wrong = names or wrong, []
    if not names:
        yield Refused(line, text, "the right form is missing. Fill in the cell, or remove the row.")
        return
    entry_cells = {name: cell for name, cell in first.items() if name in _ENTRY_ROLES}
    form_cells = {name: cell for name, cell in first.items() if name in _FORM_CELLS}
    for source, name in (("note", "note"), ("provenance", "source")):
        if source in first:
            entry_cells[name] = form_cells[name] = first[source]
    if kind_of_body:
        entry_cells["kind"] = kind_of_body
    if "example" in first:
        entry_cells["example"] = first["example"]
    forms = [_form(part, languages, form_cells) for part in wrong] + foreign
    yield Entry(line, names[0], kind, accepted, forms, entry_cells, anchored=not forms)


def _form(text: str, language: str, cells: Cells) -> Form:
    cells = dict(cells)
    if language != "*" and "when" not in cells:
        cells["when"] = "language"
    return Form(text, language, cells)


@lru_cache(maxsize=1024)
def _codes(cell: str) -> tuple[str, ...]:
    """Return the languages that a cell names, each once; an empty code for a word that is none."""
    parts = [part for part in re.split(r"[|,;/\s]+", cell) if part]
    return tuple(dict.fromkeys("*" if part == "*" else language_code(part) or language_code(cell) for part in parts))


def _language(path: Path, line: int, row: Cells, choices: Choices) -> tuple[str | None, bool]:
    """Return the languages of the wrong form, None if no side is English; and whether the right form stands on the left."""
    found = []
    for role in ("language", "target_language"):
        cell = row.get(role, "")
        codes = _codes(cell)
        if not all(codes):
            raise GlossaryError(
                f"{path}, {choices.unit} {line}, column '{role.replace('_', ' ')}': '{cell[:40]}' is no language. If the columns are "
                "shifted, quote cells that hold the separator; else write a code like 'es'."
            )
        found.append(codes)
    source, target = found
    if target and "en" not in target:
        return ("|".join(target), True) if "en" in source else (None, False)
    if source == ("en",):
        return "*", False
    return "|".join(source) or choices.language or "*", False
