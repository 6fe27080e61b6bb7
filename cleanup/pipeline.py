"""The one way through: article, normalizers, resolution, revision."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from cleanup.article import Article, Range
from cleanup.errors import CleanupError, LanguageToolError
from cleanup.forms import compare
from cleanup.glossary.index import DamagedCacheError, Index, open_index
from cleanup.languagetool.choices import OFF, Choices
from cleanup.normalizers import NORMALIZERS, load
from cleanup.proposal import Proposal
from cleanup.reading import Reading
from cleanup.resolution import resolve
from cleanup.revision import Revision


def revise(
    article: Article,
    index: Index,
    *,
    style: str = "ap",
    style_chosen: bool = False,
    languagetool: Choices = OFF,
    normalizers: Sequence[str] = NORMALIZERS,
    strict: bool = False,
) -> Revision:
    """Run the normalizers over one article and resolve what they propose.

    A normalizer that raises is named in `Revision.errors`, and the article goes on without it; with `strict` the
    exception is passed on. Raises LanguageToolError where LanguageTool is required and does not answer.
    """
    reading = Reading(article, index, style, style_chosen, languagetool)
    proposals: list[Proposal] = []
    errors: list[str] = []
    for name in normalizers:
        try:
            proposals.extend(list(load(name)(reading)))
        except DamagedCacheError:
            raise
        except LanguageToolError as error:
            if languagetool.required:
                raise
            errors.append(f"{name}: {error}")
        except CleanupError as error:
            errors.append(f"{name}: {error}")
        except Exception as error:
            if strict:
                raise
            errors.append(
                f"{name}: {type(error).__name__}: {error}. The article was checked without it; please report this."
            )
    resolution = resolve(article, proposals, NORMALIZERS, _allowed(reading))
    return Revision(article, resolution.accepted, resolution.set_aside, tuple(errors), style)


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
