"""The one way through: article, normalizers, resolution, revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from cleanup.article import Article, Range
from cleanup.budget import Budget, OutOfTime
from cleanup.declarations import Any
from cleanup.errors import CleanupError
from cleanup.forms import compare
from cleanup.glossary.index import DamagedCacheError, Index, open_index
from cleanup.keeping import Keep, keeps
from cleanup.normalizers import NORMALIZERS, load
from cleanup.proposal import Proposal
from cleanup.reading import Reading
from cleanup.resolution import KEPT, Resolution, resolve
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
    budget: Budget | None = None,
) -> Revision:
    """Run the normalizers over one article and resolve what they propose.

    A normalizer that raises is named in `Revision.errors` and `Revision.not_run`, and the article goes on without it;
    with `strict` the exception is passed on. So is one for which the `budget` has no time left. Raises
    ArticleSettingsError if the article asks in a wrong way to keep something.
    """
    wishes = keeps(article, NORMALIZERS)
    reading = Reading(article, index, style, style_chosen, languagetool)
    proposals: list[Proposal] = []
    errors: list[str] = []
    not_run: list[str] = []
    for name in normalizers:
        try:
            if budget is None:
                proposals.extend(list(load(name)(reading)))
            else:
                with budget:
                    found = list(load(name)(reading))
                proposals.extend(found)
            continue
        except DamagedCacheError:
            raise
        except OutOfTime:
            errors.append(f"{name}: the time of {budget} was used up. The article was checked without it.")
        except CleanupError as error:
            errors.append(f"{name}: {error}")
        except Exception as error:
            if strict:
                raise
            errors.append(
                f"{name}: {type(error).__name__}: {error}. The article was checked without it; please report this."
            )
        not_run.append(name)
    resolution = resolve(article, proposals, NORMALIZERS, _allowed(reading), wishes)
    ran = frozenset(normalizers).difference(not_run)
    notes = tuple(_notes(article, resolution, wishes, ran))
    return Revision(article, resolution.accepted, resolution.set_aside, tuple(errors), style, tuple(not_run), notes)


def revise_with_folders(article: Article, folders: Sequence[Path], **options: Any) -> Revision:
    """Open the glossary and revise; a cache found damaged while reading is built again, once."""
    budget: Budget | None = options.get("budget")
    try:
        with budget or nullcontext():
            index = open_index(tuple(folders))
    except OutOfTime:
        said = f"the time of {budget} was used up before the glossaries were open; 'cleanup-hook --warm' compiles them once."
        asked = tuple(options.get("normalizers", NORMALIZERS))
        errors = tuple(f"{name}: {said}" for name in asked)
        return Revision(article, errors=errors, style=options.get("style", "ap"), not_run=asked)
    try:
        return revise(article, index, **options)
    except DamagedCacheError:
        from cleanup.glossary.index import rebuild

        return revise(article, rebuild(tuple(folders)), **options)


def _notes(article: Article, resolution: Resolution, wishes: Sequence[Keep], ran: frozenset[str]) -> Iterator[str]:
    """Yield what the editor should know of wishes that keep nothing (any more)."""
    kept = [lost.finding.proposal for lost in resolution.set_aside if lost.by == KEPT]
    for wish in wishes:
        asked = wish.names if not wish.words else tuple(name for name in NORMALIZERS if name != "grammar")
        if ran.issuperset(asked) and "grammar" not in asked and not any(wish.covers(p, article.prose) for p in kept):
            yield f"line {wish.line}: nothing is found that 'keep {wish}' would keep; take it out."


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
