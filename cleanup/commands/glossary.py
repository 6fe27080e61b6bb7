"""`cleanup glossary`: look a form up, check the files, count what is there."""

from __future__ import annotations

import json
from pathlib import Path

from cleanup.commands.articles import Options, complain, emit, one_of
from cleanup.errors import GlossaryError
from cleanup.forms import compare
from cleanup.glossary import linting, open_index
from cleanup.glossary.index import Index, Posting
from cleanup.glossary.rows import glossary_files, shipped_folder


def lookup(form: str, options: Options, output: str) -> int:
    """Print every entry that a form, spelled in any way, leads to; return 1 where there is none."""
    one_of("--format", output, ("text", "json"))
    index = open_index(options.for_path("-").glossaries)
    postings = index.lookup(form)
    if output == "json":
        emit(json.dumps([_object(index, form, p) for p in postings], ensure_ascii=True, indent=1) + "\n")
        return 0 if postings else 1
    if not postings:
        emit(f"'{form}' is not in the glossary.\n")
        return 1
    for posting in postings:
        emit(_described(index, form, posting))
    return 0


def _object(index: Index, form: str, posting: Posting) -> dict[str, object]:
    facts = (
        index.entry(posting.kind, posting.entry) if posting.kind in ("person", "place", "organisation", "term") else {}
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
    }


def _described(index: Index, form: str, posting: Posting) -> str:
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
    """Print how many rows of each kind there are."""
    one_of("--format", output, ("text", "json"))
    index = open_index(options.for_path("-").glossaries)
    counts = {**index.tables["counts"], "keys": len(index)}
    if output == "json":
        emit(json.dumps(counts, indent=1) + "\n")
    else:
        emit("".join(f"{name:<22}{number:>9,}\n" for name, number in counts.items()))
    return 0
