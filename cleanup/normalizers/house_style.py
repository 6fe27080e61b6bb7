"""House style: disputed terms with the choices of the style, and one form per article.

Disputed and sensitive terms ("Esplanade of mosques") are always left to the editor, with the style's own words first and
the other styles' choices behind. A name that an article spells in two right ways is brought to one: the style's, where a
style was chosen, else the one that the article uses most. Under a style that somebody chose, its spelling of names and
cities is applied; under the default style a consistent article is left as it is.

Leaves alone: words inside quotation marks (offered only), forms of different length ("Lula", "Luiz Inácio Lula da
Silva"), two people of one name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from cleanup.fitting import fitted_edit
from cleanup.forms import capital_neighbours, compare, first_in_article, live_hits, minimal_edit
from cleanup.glossary.schema import STYLES
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading

_NAME = "house_style"
_DISPUTED = "disputed"
_Place = tuple[int, int, str]


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield the proposals for disputed terms and for forms that differ from the style's or from each other."""
    yield from _terms(reading)
    yield from _forms(reading)


def _terms(reading: Reading) -> Iterator[Proposal]:
    article = reading.article
    end = 0
    for hit, postings in live_hits(article, reading.hits, "term"):
        surface = article.prose[hit.start : hit.end]
        posting = min(postings, key=lambda p: compare(surface, p.text).weight)
        difference = compare(surface, posting.text)
        if hit.start < end or difference.split or difference.joined or difference.spaced:
            continue
        if (
            (difference.lower or difference.capitals)
            and surface.islower() != posting.text.islower()
            and " " not in surface
        ):
            continue
        facts = reading.index.entry("term", posting.entry)
        languages, context = posting.facts["languages"], posting.facts["context"]
        if article.source_language not in languages and "*" not in languages:
            speaks = _DISPUTED in facts["class"] or reading.traces(languages, hit.key)
            if article.source_language is not None or not speaks:
                continue
        left, right = capital_neighbours(article.prose, hit.start, hit.end)
        if surface[:1].isupper() and (left or (right and facts["class"] != "title_by_country")):
            continue  # part of a longer name: a street, a school; behind a title stands a person
        word = first_in_article(article, context) if context else ""
        if context and not word:
            continue
        ordered = [*facts[reading.style], *(choice for style in STYLES for choice in facts[style])]
        choices = [choice for choice in dict.fromkeys(ordered) if choice and choice.lower() != surface.lower()]
        end = hit.end
        if surface in facts[reading.style]:
            continue
        if not choices:
            yield Proposal(
                _NAME,
                facts["class"],
                Safety.FLAG,
                hit.start,
                hit.end,
                (),
                facts["reason"],
                facts["source"],
                posting.entry,
            )
            continue
        edit = fitted_edit(article.prose, hit.start, hit.end, choices[0])
        if edit is None or article.is_protected(edit.start, edit.end):
            continue
        evidence = f"style '{reading.style}'; {facts['source']}" + (f"; '{word}' stands in the article" if word else "")
        yield Proposal(
            _NAME,
            facts["class"],
            Safety.REVIEW,
            hit.start,
            hit.end,
            (edit,),
            facts["reason"],
            evidence,
            posting.entry,
            tuple(choices[1:]),
        )


def _forms(reading: Reading) -> Iterator[Proposal]:
    """Bring the right forms of one name to one of them."""
    article = reading.article
    groups: dict[tuple[str, str, str], list[_Place]] = defaultdict(list)
    end = 0
    for hit in reading.hits:
        if hit.start < end or article.is_protected(hit.start, hit.end):
            continue
        surface = article.prose[hit.start : hit.end]
        rights = [
            p for p in hit.postings if p.right and not p.derived and p.kind in ("person", "place", "organisation")
        ]
        same = [p for p in rights if _spells(surface, p.text)]
        entries = {(p.kind, p.entry) for p in same}
        if len(entries) == 1 and same[0].part != "acronym":
            groups[same[0].kind, same[0].entry, same[0].part].append((hit.start, hit.end, surface))
        if entries or any(not p.right and p.kind in ("person", "place", "organisation") for p in hit.postings):
            end = hit.end  # what is right inside a wrong form is not right there
    for (kind, entry, part), places in groups.items():
        if kind == "person" and part == "family" and not reading.roster.named_in_full(entry):
            continue
        yield from _one_form(reading, kind, entry, part, places)


def _spells(surface: str, form: str) -> bool:
    """Tell whether a stretch is a form letter by letter, or without its accents."""
    difference = compare(surface, form)
    return not difference or (difference.accents_lost and difference.only_case is False and difference.weight == 1)


def _one_form(reading: Reading, kind: str, entry: str, part: str, places: list[_Place]) -> Iterator[Proposal]:
    facts = reading.index.entry(kind, entry)
    own = facts["families" if part == "family" else "names"].get(
        reading.style, facts["family" if part == "family" else "name"]
    )
    surfaces = {surface for _, _, surface in places}
    if reading.style_chosen:
        wanted = own
        if surfaces == {wanted} or reading.setting("accents") == "any":
            surfaces = {s for s in surfaces if not compare(s, wanted).accents_lost}
    elif len(surfaces) > 1:
        counts = {s: sum(1 for p in places if p[2] == s) for s in surfaces}
        wanted = max(surfaces, key=lambda s: (counts[s], s == own, -min(p[0] for p in places if p[2] == s)))
    else:
        return
    from difflib import SequenceMatcher

    odd = [
        place
        for place in places
        if place[2] != wanted
        and place[2] in surfaces
        and len(_words(place[2])) == len(_words(wanted))
        and SequenceMatcher(None, place[2].lower(), wanted.lower()).ratio() >= 0.5
    ]
    if not odd:
        return
    outside = [place for place in odd if not reading.article.in_quotation(place[0], place[1])]
    inside = [place for place in odd if place not in outside]
    certain = reading.style_chosen and kind in ("person", "place")
    for group, safety in ((outside, Safety.SAFE if certain else Safety.REVIEW), (inside, Safety.REVIEW)):
        edits = [minimal_edit(reading.article.prose, start, end, wanted) for start, end, _ in group]
        kept = tuple(edit for edit in edits if edit is not None)
        if not kept:
            continue
        lines = sorted({reading.article.line_column(start)[0] for start, _, _ in group})
        where = f"line{'s' if len(lines) > 1 else ''} {', '.join(map(str, lines))}"
        reason = (
            f"style '{reading.style}' writes {wanted}"
            if reading.style_chosen
            else f"the article writes {wanted} more often"
        )
        yield Proposal(
            _NAME,
            "consistency_drift",
            safety,
            kept[0].start,
            kept[0].end,
            kept,
            f"One form per article: {', '.join(sorted({s for _, _, s in group}))} becomes {wanted}.",
            f"{reason}; {where}",
            entry,
        )


def _words(form: str) -> list[str]:
    """Return the words of a form; a hyphen and a space part them alike."""
    return form.replace("-", " ").split()
