"""The one way through: article, normalizers, resolution, revision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleanup.article import Article, Range
from cleanup.errors import CleanupError
from cleanup.forms import compare
from cleanup.glossary.index import DamagedCacheError, Index, open_index
from cleanup.mending import Mended
from cleanup.normalizers import MENDING, NORMALIZERS, load
from cleanup.proposal import Proposal, Safety
from cleanup.reading import Reading
from cleanup.resolution import resolve
from cleanup.revision import Revision


def revise(
    article: Article,
    index: Index,
    *,
    style: str = "ap",
    style_chosen: bool = False,
    languagetool: str = "off",
    normalizers: Sequence[str] = NORMALIZERS,
    strict: bool = False,
) -> Revision:
    """Run the normalizers over one article and resolve what they propose.

    What keeps the prose from being read is mended first (`MENDING`); the other normalizers look at the mended prose, and
    what they propose is carried back to the prose of the article.

    A normalizer that raises is named in `Revision.errors`, and the article goes on without it; with `strict` the
    exception is passed on.
    """
    reading = Reading(article, index, style, style_chosen, languagetool)
    errors: list[str] = []
    first = _propose(reading, [name for name in normalizers if name in MENDING], errors, strict)
    allowed = _allowed(reading) if first else []
    safe = [
        edit
        for finding in resolve(article, first, NORMALIZERS, allowed).accepted
        if finding.proposal.safety is Safety.SAFE
        for edit in finding.proposal.edits
    ]
    rest = [name for name in normalizers if name not in MENDING]
    if not safe:
        proposals = [*first, *_propose(reading, rest, errors, strict)]
        resolution = resolve(article, proposals, NORMALIZERS, allowed or _allowed(reading))
        return Revision(article, resolution.accepted, resolution.set_aside, tuple(errors), style)
    mended = Mended(article.prose, safe)
    again = Article(
        mended.prose,
        article.path,
        article.format,
        article.date,
        article.source_language,
        spacy_model=article.spacy_model,
    )
    reading = Reading(again, index, style, style_chosen, languagetool)
    carried = map(mended.back, _propose(reading, rest, errors, strict))
    allowed += [(Range(*mended.back_range(*place)), reason) for place, reason in _allowed(reading)]
    resolution = resolve(article, [*first, *(p for p in carried if p is not None)], NORMALIZERS, allowed)
    return Revision(article, resolution.accepted, resolution.set_aside, tuple(errors), style)


def _propose(reading: Reading, normalizers: Sequence[str], errors: list[str], strict: bool) -> list[Proposal]:
    """Return what the normalizers propose; what one of them raises is added to `errors`."""
    proposals: list[Proposal] = []
    for name in normalizers:
        try:
            proposals.extend(list(load(name)(reading)))
        except DamagedCacheError:
            raise
        except CleanupError as error:
            errors.append(f"{name}: {error}")
        except Exception as error:
            if strict:
                raise
            errors.append(
                f"{name}: {type(error).__name__}: {error}. The article was checked without it; please report this."
            )
    return proposals


def revise_with_folders(article: Article, folders: Sequence[Path], **options: object) -> Revision:
    """Open the glossary and revise; a cache found damaged while reading is built again, once."""
    index = open_index(tuple(folders))
    try:
        return revise(article, index, **options)  # type: ignore[arg-type]
    except DamagedCacheError:
        from cleanup.glossary.index import rebuild

        return revise(article, rebuild(tuple(folders)), **options)  # type: ignore[arg-type]


def _allowed(reading: Reading) -> list[tuple[Range, str]]:
    """Return the stretches that must never be touched, with the reason; they count only as they are spelled."""
    prose = reading.article.prose
    found = [
        (Range(hit.start, hit.end), f"'{posting.text}' is allowed: {posting.facts['reason']}")
        for hit in reading.hits
        for posting in hit.postings
        if posting.kind == "allowed" and not compare(prose[hit.start : hit.end], posting.text)
    ]
    for form, reason in reading.index.tables["allowed"].items():
        at = prose.find(form)
        while at != -1:
            found.append((Range(at, at + len(form)), f"'{form}' is allowed: {reason}"))
            at = prose.find(form, at + 1)
    return found
