"""`cleanup glossary`: look a form up, check the files, count what is there, take lists in and give entries out."""

from __future__ import annotations

import contextlib
import json
import os
import re
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleanup.commands.articles import Options, complain, emit, one_of
from cleanup.errors import GlossaryError, SettingsError, UnwritableError
from cleanup.forms import compare
from cleanup.glossary import linting, open_index
from cleanup.glossary.folding import TOKEN, fold
from cleanup.glossary.index import Index, Posting, open_tables
from cleanup.glossary.locating import glossary_files, shipped_folder
from cleanup.glossary.rows import Tables
from cleanup.glossary.schema import split_cell
from cleanup.settings import Settings

if TYPE_CHECKING:
    from cleanup.glossary.exchange.importing import Outcome

_NORMALIZERS = {
    "person": "names",
    "place": "places",
    "organisation": "organisations",
    "title": "titles",
    "demonym": "demonyms",
    "term": "house_style",
    "disguise": "disguises",
}
_LISTED = 15  # lines of one list of the statistics


# --- lookup


def lookup(form: str, options: Options, output: str) -> int:
    """Print every entry that a form leads to, or why it leads to none; return 1 where there is none."""
    one_of("--format", output, ("text", "json"))
    settings = options.for_path("-")
    index = open_index(settings.glossaries)
    postings = index.lookup(form)
    if output == "json":
        found = [_object(index, form, posting, settings) for posting in postings]
        emit(json.dumps(found, ensure_ascii=True, indent=1) + "\n")
        return 0 if postings else 1
    if not postings:
        emit(f"'{form}' is not in the glossary.\n" + "".join(f"  {line}\n" for line in _why_not(index, form)))
        return 1
    for posting in postings:
        emit(_described(index, form, posting, settings))
    return 0


def _object(index: Index, form: str, posting: Posting, settings: Settings) -> dict[str, object]:
    facts = (
        index.entry(posting.kind, posting.entry)
        if posting.kind in ("person", "place", "organisation", "demonym", "term")
        else {}
    )
    return {
        "kind": posting.kind,
        "entry": posting.entry,
        "part": posting.part,
        "form": posting.text,
        "right": posting.right,
        "same": not compare(form, posting.text),
        "conditions": posting.facts,
        "facts": facts,
        "remarks": list(_remarks(index, form, posting, settings)),
    }


def _described(index: Index, form: str, posting: Posting, settings: Settings) -> str:
    entry = posting.entry or posting.facts.get("role", "")
    lines = [
        f"{posting.kind} {entry}: '{posting.text}' is {'a right' if posting.right else 'a wrong'} form ({posting.part})"
    ]
    if compare(form, posting.text):
        lines.append(f"  differs from '{form}' in case, accents, hyphens, apostrophes or spaces")
    if posting.kind == "allowed":
        lines.append(f"  never touched: {posting.facts['reason']}")
    for name, value in posting.facts.items():
        if name != "reason":
            lines.append(f"  {name}: {', '.join(value) if isinstance(value, list) else value}")
    lines += [f"  {remark}" for remark in _remarks(index, form, posting, settings)]
    if posting.kind == "demonym":
        facts = index.entry("demonym", posting.entry)
        shown = (f"{part}: {facts[part]}" for part in ("person", "people", "language") if facts[part])
        lines.append("  " + "; ".join((f"adjective: {facts['name']}", *shown)))
        lines.append(f"  source: {facts['source']}")
    if posting.kind in ("person", "place", "organisation"):
        facts = index.entry(posting.kind, posting.entry)
        lines.append(
            f"  name: {facts['name']}" + "".join(f"; {style}: {name}" for style, name in facts["names"].items())
        )
        for tenure in facts.get("tenures", ()):
            office = index.entry("office", tenure["office"])
            until = tenure.get("to") or f"open on {tenure['as_of']}"
            country = index.tables["countries"].get(office["country"], office["country"])
            lines.append(f"  {office['title']} ({country}): {tenure['from']} to {until}")
        lines.append(f"  source: {facts['source']}")
    return "\n".join(lines) + "\n"


def _remarks(index: Index, form: str, posting: Posting, settings: Settings) -> Iterator[str]:
    """Yield what keeps a known form from being replaced, or from being replaced without asking."""
    normalizer = _NORMALIZERS.get(posting.kind, "")
    if normalizer and normalizer not in settings.normalizers:
        yield f"known, but switched off: the normalizer '{normalizer}' is not run (see 'select' and 'ignore')."
    if posting.kind == "title" and not posting.right:
        yield "only where the title is beside somebody who holds an office, or a country that calls the office otherwise."
    if posting.right or posting.kind == "title":
        if _is_english(index, form):
            yield f"'{form}' stands in the English word list: it counts as a name only with its capital and the rest of the name."
        return
    facts = posting.facts
    languages = [code for code in facts.get("languages", ()) if code != "*"]
    named = " or ".join(languages)
    language = settings.source_language
    when = facts.get("when", "")
    if posting.kind == "term":
        yield "always for review: a term is a matter of style, which the editor decides."
        if facts.get("context"):
            yield f"only if one of these stands in the article: {', '.join(facts['context'])}."
        return
    if posting.kind == "disguise":
        yield f"only where a name must stand, and the article has '{posting.entry}' elsewhere or leaves no doubt."
        if facts["safety"] == "review":
            yield "review because its row says so (column 'safety')."
        return
    if when == "language" and language not in languages:
        known = f"not with '{language}'" if language else "review at most while the source language is unknown"
        yield f"only with the source language {named}; {known} (--source-language)."
    if when == "context":
        yield f"review because it is certain only if one of these stands in the article: {', '.join(facts['context'])}."
    if when == "person":
        yield "review because it is certain only if the article names the person elsewhere in full or by a right form."
    if facts.get("since"):
        yield f"only from {facts['since']} on; review while the article has no date (--date)."
    if facts.get("safety") == "review":
        yield "review because its row says so (column 'safety')."
    if _is_english(index, form):
        yield f"below the English word list: '{form}' is an English word, and is not taken for a name in small letters."


def _is_english(index: Index, form: str) -> bool:
    tokens = TOKEN.findall(form)
    return len(tokens) == 1 and index.is_english(fold(tokens[0]))


def _why_not(index: Index, form: str) -> Iterator[str]:
    """Yield why a form leads nowhere, and the entries whose names are nearest."""
    for posting in open_index().lookup(form):
        yield f"the shipped glossary has it ({posting.kind} {posting.entry}), but it is switched off in off.csv or replaced."
    if not TOKEN.findall(form):
        yield "it has no letters or digits, so nothing can be found by it."
    if _is_english(index, form):
        yield f"below the English word list: '{form}' is an English word, so it is never taken for a piece of a name."
    near = list(_nearest(index, form))
    if near:
        yield "the nearest entries: " + "; ".join(near) + "."
    yield "to add it: cleanup glossary add KIND RIGHT --form WRONG --into FOLDER."


def _nearest(index: Index, form: str) -> Iterator[str]:
    from cleanup.glossary.exchange.rowmaking import identifier

    wanted = identifier(form)
    names = [name for kind in ("person", "place", "organisation") for name in index.entry_names(f"{kind}:")]
    try:
        from rapidfuzz import process

        ids = {name: name.partition(":")[2] for name in names}
        near = [name for _, _, name in process.extract(wanted, ids, limit=3, score_cutoff=75)]
    except ImportError:
        from difflib import get_close_matches

        # difflib looks at each one for long; what begins otherwise or is much longer is not what was meant.
        some = {
            name.partition(":")[2]: name
            for name in names
            if name.partition(":")[2][:1] == wanted[:1] and abs(len(name.partition(":")[2]) - len(wanted)) < 4
        }
        near = [some[found] for found in get_close_matches(wanted, some, n=3, cutoff=0.7)]
    for name in near:
        kind, _, entry = name.partition(":")
        yield f"{index.entry(kind, entry)['name']} ({kind} {entry})"


# --- lint and stats


def lint(folders: list[Path]) -> int:
    """Check the shipped files, or the given folders on top of them; return 2 if anything is wrong."""
    shipped = shipped_folder()
    files = glossary_files([shipped, *folders])
    try:
        complaints = linting.lint(files)
    except GlossaryError as error:
        complain(str(error))
        return 2
    for complaint in complaints:
        emit(f"{complaint}\n")
    emit(f"{len(files)} files, {len(complaints)} complaint{'s' if len(complaints) != 1 else ''}\n")
    return 2 if complaints else 0


def stats(options: Options, output: str) -> int:
    """Print how many rows there are of each file, kind, country, language and source."""
    one_of("--format", output, ("text", "json"))
    folders = options.for_path("-").glossaries
    index = open_index(folders)
    counts: dict[str, Any] = {**index.tables["counts"], "keys": len(index)}
    lists = _breakdown(folders)
    if output == "json":
        emit(json.dumps({**counts, **lists}, ensure_ascii=True, indent=1) + "\n")
        return 0
    lines = [f"{name:<22}{number:>9,}\n" for name, number in counts.items()]
    for title, numbers in lists.items():
        lines.append(f"\n{title.replace('_', ' ')}:\n")
        lines += [f"  {name:<30}{number:>9,}\n" for name, number in list(numbers.items())[:_LISTED]]
        rest = list(numbers.values())[_LISTED:]
        if rest:
            lines.append(f"  ({len(rest):,} more){'':<19}{sum(rest):>9,}\n")
    emit("".join(lines))
    return 0


def _breakdown(folders: Iterable[Path]) -> dict[str, dict[str, int]]:
    tables = open_tables(tuple(folders))
    kinds: Counter[str] = Counter()
    countries: Counter[str] = Counter()
    languages: Counter[str] = Counter()
    sources: Counter[str] = Counter()
    for file, rows in tables.rows.items():
        for row in rows:
            if file in ("places", "organisations"):
                kinds[f"{file}: {row['kind']}"] += 1
            if file == "demonyms":
                kinds["demonyms: people"] += bool(row["person"] or row["people"] or row["country"])
                kinds["demonyms: language"] += bool(row["language"])
            if row.get("country") and file in ("people", "places", "organisations", "offices"):
                countries[row["country"]] += 1
            if "languages" in row:
                languages.update(split_cell(row["languages"]))
            if row.get("source"):
                sources[_collection(row["source"])] += 1
    shown = sources.most_common(_LISTED * 2)
    other = sources.total() - sum(number for _, number in shown)
    return {
        **_named_in(tables),
        "by_kind": dict(kinds.most_common()),
        "by_country": dict(countries.most_common()),
        "by_language": dict(languages.most_common()),
        "by_source": dict(shown) | ({"(others)": other} if other else {}),
    }


def _named_in(tables: Tables) -> dict[str, dict[str, int]]:
    """Return how many countries, capitals, peoples and languages the glossary knows by another name, language by language."""
    capitals = {(row["code"], row["capital"]) for row in tables.rows["countries"]}
    kind = {row["id"]: "countries" for row in tables.rows["places"] if row["kind"] == "country"}
    kind |= {
        row["id"]: "capitals"
        for row in tables.rows["places"]
        if (row["country"], row["name"]) in capitals and row["kind"] == "city"
    }
    named: dict[str, dict[str, set[str]]] = {what: {} for what in ("countries", "capitals", "peoples", "languages")}
    for row in tables.rows["places_forms"]:
        if row["entry"] in kind:
            for code in split_cell(row["languages"]):
                named[kind[row["entry"]]].setdefault(code, set()).add(row["entry"])
    for row in tables.rows["demonyms_forms"]:
        parts = split_cell(row["part"])
        for what in ("peoples",) * (parts != ["language"]) + ("languages",) * ("language" in parts):
            for code in split_cell(row["languages"]):
                named[what].setdefault(code, set()).add(row["entry"])
    return {
        f"{what}_named_in": dict(
            sorted(((code, len(found)) for code, found in codes.items()), key=lambda pair: (-pair[1], pair[0]))
        )
        for what, codes in named.items()
    }


def _collection(source: str) -> str:
    """Return the collection that a source names, without the item or page in it."""
    first = re.split(r"[;(]", source)[0]
    return " ".join(re.sub(r"\bQ\d+\b", "", first).split()).rstrip(",: ")[:60] or "(unnamed)"


# --- import, export, add


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """The options of `glossary import` as they were typed."""

    into: Path | None = None
    kind: str | None = None
    language: str | None = None
    columns: str | None = None
    sheet: str | None = None
    encoding: str | None = None
    source: str | None = None
    preview: bool = False
    restart: bool = False
    report: Path | None = None


def import_list(path: Path, typed: ImportOptions, options: Options) -> int:
    """Take a list into a folder and print what came of it; return 1 if something was not taken."""
    from cleanup.glossary.exchange.importing import Request, import_list

    request = Request(
        path=path,
        folder=_folder(typed.into, options),
        kind=_kind(typed.kind),
        languages=_languages(typed.language),
        columns=_columns(typed.columns),
        sheet=typed.sheet or "",
        encoding=options.parsed().get("encoding") or "",
        source=typed.source or "",
        preview=typed.preview,
        restart=typed.restart,
        report=typed.report,
    )
    with _Progress() as progress:
        outcome = import_list(request, progress)
    emit(_told(request.path, request.folder, outcome, typed))
    return 1 if outcome.refused else 0


def _told(path: Path, folder: Path, outcome: Outcome, typed: ImportOptions) -> str:
    new = sum(outcome.new.values())
    verb = "would be taken" if typed.preview else "taken"
    lines = [
        f"{path}: {_rows(new)} {verb}, {outcome.extended:,} extended, {outcome.there:,} there already, "
        f"{outcome.refused:,} not taken"
    ]
    for file, number in outcome.new.items():
        lines.append(f"  {folder / file}.csv: {_rows(number)}")
        for row in outcome.first[file] if typed.preview else ():
            lines.append(
                "    " + "; ".join(f"{name}: {cell}" for name, cell in row.items() if cell and name != "example")
            )
    if outcome.first_refused:
        lines.append("not taken:")
        for refused in outcome.first_refused:
            label = f" ({refused.label})" if refused.label else ""
            lines.append(f"  {outcome.unit} {refused.line}{label}: '{refused.text}': {refused.reason}")
        more = outcome.refused - len(outcome.first_refused)
        if more:
            lines.append(f"  and {more:,} more" + ("" if typed.report else "; --report FILE lists them all"))
    for reason, count, example in outcome.passed[:_LISTED]:
        lines.append(f"passed over: {count:,} ({example}{' and others' if count > 1 else ''}): {reason}")
    if len(outcome.passed) > _LISTED:
        lines.append(f"passed over for {len(outcome.passed) - _LISTED:,} other reasons; --report FILE lists them all")
    lines += [f"note: {note}" for note in outcome.notes]
    return "\n".join(lines) + "\n"


def _rows(number: int) -> str:
    return f"{number:,} new row{'' if number == 1 else 's'}"


class _Progress:
    """Shows on standard error, where that is a terminal, how far an import has come."""

    def __init__(self) -> None:
        self._shown = sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def __call__(self, what: str, done: int, fraction: float) -> None:
        if self._shown:
            number = f"{done:,} {what}, {fraction:.0%}" if done else what
            sys.stderr.write(f"\r\x1b[K{number}")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self._shown:
            sys.stderr.write("\r\x1b[K")


def _folder(into: Path | None, options: Options) -> Path:
    """Return the folder that is named, or the one that the configuration names."""
    if into is not None:
        return into
    configured = options.for_path("-").glossaries
    if len(configured) != 1:
        raise SettingsError("--into: name the folder of the newsroom's glossary, for instance --into newsroom.")
    return configured[0]


def _kind(kind: str | None) -> str:
    if kind is None:
        return ""
    from cleanup.glossary.exchange.columns import KIND_WORDS
    from cleanup.glossary.exchange.found import KINDS

    return KIND_WORDS.get(kind.lower()) or one_of("--kind", kind, KINDS)


def _languages(text: str | None) -> tuple[str, ...]:
    from cleanup.glossary.exchange.languages import language_code

    codes = []
    for part in re.split(r"[,|\s]+", text) if text is not None else ():
        code = language_code(part)
        if not code:
            raise SettingsError(
                f"--language: '{part}' is no language. Write a code, for instance 'es', or several: 'es,fr'."
            )
        codes.append(code)
    return tuple(dict.fromkeys(codes))


def _columns(text: str | None) -> dict[str, str]:
    found = {}
    for part in text.split(",") if text is not None else ():
        name, equals, header = part.partition("=")
        if not (equals and name.strip() and header.strip()):
            raise SettingsError(
                f"--columns: '{part}' is not NAME=HEADER. Write for instance --columns form=Wrong,name=Right."
            )
        found[name.strip()] = header.strip()
    return found


def export(
    options: Options, output: str, kind: str | None, out: Path | None, shipped: bool, folders: list[Path]
) -> int:
    """Print the newsroom's entries, or with `shipped` all, or write them into a file."""
    one_of("--format", output, ("csv", "tsv", "tbx"))
    from cleanup.glossary.exchange import exporting, tbx

    chosen = folders or list(options.for_path("-").glossaries)
    if not chosen and not shipped:
        raise SettingsError(
            "no newsroom's folder is configured. Name one with --from, or take the shipped entries with --shipped."
        )
    found = exporting.entries(chosen, shipped, _kind(kind))
    lines = tbx.write(found) if output == "tbx" else exporting.table(found, "\t" if output == "tsv" else ",")
    if out is None:
        for line in lines:
            emit(line)
    else:
        _write(out, lines)
    return 0


def _write(path: Path, lines: Iterable[str]) -> None:
    """Write lines into a file, whole or not at all."""
    temporary = None
    try:
        descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".cleanup", dir=path.parent)
        temporary = Path(name)
        with os.fdopen(descriptor, "w", encoding="utf-8", newline="") as stream:
            stream.writelines(lines)
        temporary.chmod(0o644)
        temporary.replace(path)
        temporary = None
    except OSError as error:
        raise UnwritableError(
            f"{path}: cannot be written ({error.strerror}). Check the folder and its permissions."
        ) from error
    finally:
        if temporary is not None:
            with contextlib.suppress(OSError):
                temporary.unlink()


@dataclass(frozen=True, slots=True)
class Addition:
    """What `glossary add` was told."""

    kind: str
    right: str
    forms: list[str]
    language: str | None = None
    source: str | None = None
    example: str | None = None


def add(addition: Addition, into: Path | None, options: Options) -> int:
    """Add one entry or form to a newsroom's folder, unless something speaks against it."""
    from cleanup.glossary.exchange.found import Entry, Form, plain
    from cleanup.glossary.exchange.importing import add_entry

    kind = _kind(addition.kind)
    languages = "|".join(_languages(addition.language)) or "*"
    cells = {"when": "language"} if languages != "*" and kind != "terms" else {}
    if addition.example:
        missing = [form for form in addition.forms or [addition.right] if form not in addition.example]
        if missing:
            raise SettingsError(f"--example: '{missing[0]}' does not stand in the sentence. Write one that holds it.")
        cells["example"] = plain(addition.example)
    right = plain(addition.right)
    if not right or any("|" in text for text in (right, *addition.forms)):
        raise SettingsError("a name cannot be empty or hold '|'. Write it as it is printed.")
    forms = [Form(plain(form), languages, dict(cells)) for form in addition.forms]
    entry_cells = {} if forms else {name: cell for name, cell in cells.items() if name == "example"}
    folder = _folder(into, options)
    entry = Entry(0, right, kind, [], forms, entry_cells, anchored=True)
    new = add_entry(entry, folder, addition.source or "newsroom, by hand")
    for file, number in new.items():
        emit(f"{folder / file}.csv: {_rows(number) if number else 'a row was extended'}\n")
    return 0
