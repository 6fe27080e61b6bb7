"""Terminology in TBX (ISO 30042): version 2 (martif) and 3 (tbx, in both styles), read as a stream, and written.

The English terms are the right ones: preferred is the name, admitted ones are accepted, deprecated and superseded ones are
wrong. Terms of other languages are wrong in English copy, and come from that language. Nothing outside the file is read,
and a file that declares entities is refused.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from cleanup.errors import GlossaryError
from cleanup.glossary.exchange.columns import KIND_WORDS
from cleanup.glossary.exchange.found import Cells, Entry, Form, Found, Refused, plain
from cleanup.glossary.exchange.languages import language_code
from cleanup.glossary.exchange.sources import Source, Stream
from cleanup.glossary.schema import STYLES, split_cell

_CONCEPTS = frozenset({"termEntry", "conceptEntry"})
_LANGUAGES = frozenset({"langSet", "langSec"})
_TERMS = frozenset({"tig", "ntig", "termSec"})
_STATUS_TYPES = frozenset({"administrativeStatus", "normativeAuthorization", "administrative-status"})
_INLINE = frozenset({"hi", "foreign", "sc", "ec", "ph"})  # marks a part of the text around it
_MARK = "cleanup: "  # before cells that TBX has no place for
_LONGEST = 1 << 20  # characters in one element
_CHUNK = 1 << 16


@dataclass(slots=True)
class _Term:
    line: int
    language: str
    text: str = ""
    status: str = ""
    type: str = ""
    cells: Cells = field(default_factory=dict)


@dataclass(slots=True)
class _Concept:
    line: int
    label: str
    terms: list[_Term] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)
    cells: Any = None


class _Builder:
    """Collects concepts from the events of the parser; holds one concept at a time."""

    def __init__(self, parser: Any) -> None:
        self.done: list[_Concept] = []
        self.ended = False
        self.known = False
        self._parser = parser
        self._stack: list[tuple[str, str]] = []
        self._text: list[str] = []
        self._size = 0
        self._concept: _Concept | None = None
        self._language = ""
        self._term: _Term | None = None
        self._count = 0

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if not self._stack:
            self.known = name in ("martif", "tbx")
        self._stack.append((name, attributes.get("type", "")))
        if name in _INLINE:
            return
        self._text.clear()
        self._size = 0
        line = self._parser.CurrentLineNumber
        if name in _CONCEPTS:
            self._count += 1
            self._concept = _Concept(line, attributes.get("id", "") or f"concept {self._count}")
        elif name in _LANGUAGES:
            self._language = attributes.get("xml:lang") or attributes.get("lang", "")
        elif name in _TERMS and self._concept is not None:
            self._term = _Term(line, self._language)

    def text(self, text: str) -> None:
        self._size += len(text)
        if self._size <= _LONGEST:
            self._text.append(text)

    def end(self, tag: str) -> None:
        name, kind = self._stack.pop()
        if name in _INLINE:
            return
        text = plain("".join(self._text))
        if name in _CONCEPTS and self._concept is not None:
            self.done.append(self._concept)
            self._concept = None
        elif name in _TERMS and self._term is not None and self._concept is not None:
            self._concept.terms.append(self._term)
            self._term = None
        elif not self._stack:
            self.ended = True
        elif self._concept is not None and text:
            self._fact(name, kind, text)
        self._text.clear()
        self._size = 0

    def _fact(self, name: str, kind: str, text: str) -> None:
        """Take in an element with text; in one style the category is an attribute, in the other it is the element."""
        category = kind or name
        term, concept = self._term, self._concept
        assert concept is not None
        if name == "term" and term is not None:
            term.text = text
        elif category == "note" and text.startswith(_MARK):
            try:
                cells = json.loads(text[len(_MARK) :])
            except ValueError:
                return
            if term is None:
                concept.cells = cells
            elif isinstance(cells, dict):
                term.cells.update({str(key): str(value) for key, value in cells.items()})
        elif term is not None:
            if category in _STATUS_TYPES:
                term.status = text
            elif category == "termType":
                term.type = text
            elif category in ("source", "context", "note"):
                term.cells.setdefault({"context": "example"}.get(category, category), text)
        else:
            concept.notes.setdefault(category, text)


def read(source: Source, stream: Stream, kind: str) -> Iterator[Found]:
    """Yield what the concepts of a TBX file mean; raise GlossaryError for XML that is broken or declares entities."""
    from xml.parsers import expat

    parser = expat.ParserCreate()
    builder = _Builder(parser)
    parser.StartElementHandler = builder.start
    parser.EndElementHandler = builder.end
    parser.CharacterDataHandler = builder.text
    parser.buffer_text = True

    def refuse(*_: object) -> Any:
        raise GlossaryError(
            f"{source.path}, line {parser.CurrentLineNumber}: the file declares an entity, which could read other files or fill "
            "the memory; it was not read. Remove the declarations from the DOCTYPE, or export the terms again."
        )

    parser.EntityDeclHandler = refuse
    parser.UnparsedEntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    try:
        while True:
            chunk = stream.data.read(_CHUNK)
            parser.Parse(chunk, not chunk)
            for concept in builder.done:
                yield from _entry(concept, kind)
            builder.done.clear()
            if not chunk:
                break
    except expat.ExpatError as error:
        cut = "no element found" in str(error) or "unclosed token" in str(error)
        remedy = (
            "The file seems to be cut off; export or copy it again."
            if cut
            else "Mend that line, or export the terms again."
        )
        raise GlossaryError(
            f"{source.path}, line {error.lineno}: not well-formed XML ({expat.ErrorString(error.code)}). {remedy}"
        ) from error


def _status(text: str) -> str:
    word = text.lower()
    if word.startswith(("deprecated", "superseded", "obsolete", "forbidden")):
        return "wrong"
    if word.startswith(("admitted", "legal", "regulated")):
        return "accepted"
    return "preferred" if word.startswith(("preferred", "standardized", "recommended")) else ""


def _entry(concept: _Concept, chosen: str) -> Iterator[Found]:
    own = concept.cells if isinstance(concept.cells, dict) else {}
    word = (concept.notes.get("subjectField") or "").lower()
    kind = chosen or str(own.pop("file", "")) or KIND_WORDS.get(word, "")
    cells = {str(key): str(value) for key, value in own.items()}
    noted = split_cell(cells.pop("accepted", ""))
    elsewhere = {*noted, *(cells.get(name, "") for name in (*STYLES, "acronym"))} if own else set()
    right: list[_Term] = []
    accepted: list[str] = []
    wrong: dict[str, Form] = {}
    languages: dict[str, list[str]] = {}
    given = False
    for term in concept.terms:
        code, status = language_code(term.language), _status(term.status)
        if not term.text:
            yield Refused(term.line, concept.label, "a term without text.", concept.label)
        elif not code:
            yield Refused(
                term.line, term.text, f"'{term.language}' is no language. Write a code like 'es'.", concept.label
            )
        elif code != "en" or status == "wrong":
            form = wrong.setdefault(term.text, Form(term.text, "", dict(term.cells)))
            languages.setdefault(form.text, []).append("*" if code == "en" else code)
        elif status == "accepted":
            if term.text not in elsewhere:
                accepted.append(term.text)
        else:
            right.append(term)
        given |= code != "en" or status == "wrong"
    if not any(term.text for term in concept.terms):
        if not concept.terms:
            yield Refused(concept.line, concept.label, "an entry without terms.", concept.label)
        return
    right.sort(key=lambda term: _status(term.status) != "preferred")
    if not (right or accepted or wrong or noted):
        return  # each term was refused
    accepted = noted + accepted
    if not right and not accepted and not (kind == "terms" and own):
        yield Refused(concept.line, concept.terms[0].text, "no English term that is right.", concept.label)
        return
    for form in wrong.values():
        codes = sorted(set(languages[form.text]))
        form.languages = form.cells.pop("languages", "") or ("*" if "*" in codes else "|".join(codes))
        if form.languages != "*" and not {"when", "safety"} & form.cells.keys():
            form.cells["when"] = "language"
    for term in right[1:]:
        if (
            kind in ("organisations", "")
            and term.type in ("acronym", "abbreviation", "initialism")
            and "acronym" not in cells
        ):
            cells["acronym"] = term.text
        else:
            accepted.append(term.text)
    name = right[0].text if right else accepted.pop(0) if accepted else ""
    if "definition" in concept.notes:
        cells.setdefault("note", concept.notes["definition"])
    if right and not own:
        cells = {**{k: v for k, v in right[0].cells.items() if k in ("source", "example")}, **cells}
    if not cells.get("source") and concept.notes.get("source"):
        cells["source"] = concept.notes["source"]
    yield Entry(
        concept.line, name, kind, accepted, list(wrong.values()), cells, label=concept.label,
        anchored=not given or bool(concept.cells),
    )  # fmt: skip


def write(entries: Iterable[Entry]) -> Iterator[str]:
    """Yield the lines of a TBX v3 file (DCA style, TBX-Basic); cells without a place in TBX travel in notes."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n'
    yield '<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">\n'
    yield "<tbxHeader><fileDesc><sourceDesc><p>Glossary of cleanup</p></sourceDesc></fileDesc></tbxHeader>\n<text><body>\n"
    for number, entry in enumerate(entries, 1):
        yield f'<conceptEntry id="c{number}">\n'
        yield f'<descrip type="subjectField">{escape(entry.kind)}</descrip>\n'
        cells = {"file": entry.kind, **entry.cells}
        if entry.accepted:
            cells["accepted"] = "|".join(entry.accepted)
        yield f"<note>{escape(_MARK + json.dumps(cells, ensure_ascii=False))}</note>\n"
        right = [_term(entry.name, "preferredTerm-admn-sts", {})] if entry.name else []
        others = [*entry.accepted, *(entry.cells.get(name, "") for name in (*STYLES, "acronym"))]
        if entry.kind == "terms":
            others = []  # a style's cell may hold several choices; they travel in the note
        right += [
            _term(text, "admittedTerm-admn-sts", {}) for text in dict.fromkeys(others) if text not in ("", entry.name)
        ]
        sections: dict[str, list[str]] = {"en": right}
        for form in entry.forms:
            for code in form.languages.split("|"):
                wrong = _term(form.text, "deprecatedTerm-admn-sts", {"languages": form.languages, **form.cells})
                sections.setdefault("en" if code == "*" else code, []).append(wrong)
        for code, terms in sections.items():
            yield f"<langSec xml:lang={quoteattr(code)}>\n{''.join(terms)}</langSec>\n"
        yield "</conceptEntry>\n"
    yield "</body></text>\n</tbx>\n"


def _term(text: str, status: str, cells: Cells) -> str:
    note = f"<note>{escape(_MARK + json.dumps(cells, ensure_ascii=False))}</note>" if cells else ""
    return (
        f"<termSec><term>{escape(text)}</term>"
        f'<termNote type="administrativeStatus">{status}</termNote>{note}</termSec>\n'
    )
