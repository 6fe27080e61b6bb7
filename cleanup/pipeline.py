"""The one way through: article, normalizers, resolution, revision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import nullcontext
from pathlib import Path

from cleanup.article import Article, Range
from cleanup.budget import Budget, OutOfTime
from cleanup.declarations import Any, replace
from cleanup.errors import CleanupError, LanguageToolError
from cleanup.forms import compare
from cleanup.glossary.index import DamagedCacheError, Index, open_index
from cleanup.keeping import Keep, keeps
from cleanup.languagetool.choices import OFF, Choices
from cleanup.mending import Mended
from cleanup.normalizers import MENDING, NORMALIZERS, load
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading
from cleanup.resolution import KEPT, Resolution, resolve
from cleanup.revision import Revision

_ROUNDS = 4  # how often what keeps the prose from being read is mended: a mended letter may show a word


def revise(
    article: Article,
    index: Index,
    *,
    style: str = "ap",
    style_chosen: bool = False,
    languagetool: Choices = OFF,
    normalizers: Sequence[str] = NORMALIZERS,
    strict: bool = False,
    budget: Budget | None = None,
) -> Revision:
    """Run the normalizers over one article and resolve what they propose.

    What keeps the prose from being read is mended first (`MENDING`); the other normalizers look at the mended prose, and
    what they propose is carried back to the prose of the article.

    A normalizer that raises is named in `Revision.errors` and `Revision.not_run`, and the article goes on without it;
    with `strict` the exception is passed on. So is one for which the `budget` has no time left. Raises
    ArticleSettingsError if the article asks in a wrong way to keep something. Raises LanguageToolError where LanguageTool is
    required and does not answer.
    """
    wishes = keeps(article, NORMALIZERS)
    reading = Reading(article, index, style, style_chosen, languagetool)
    proposals: list[Proposal] = []
    allowed: list[tuple[Range, str]] = []
    errors: list[str] = []
    not_run: list[str] = []
    chain: list[Mended] = []

    def propose(reading: Reading, names: Sequence[str]) -> list[Proposal]:
        return _propose(reading, names, budget, errors, not_run, strict)

    first = [name for name in normalizers if name in MENDING]
    found = propose(reading, first)
    while True:
        here = _allowed(reading)
        allowed += [(_back(chain, place), reason) for place, reason in here]
        if not found or len(chain) == _ROUNDS:
            break
        sure = [f.proposal for f in resolve(reading.article, found, NORMALIZERS, here).accepted if _is_safe(f.proposal)]
        if not sure:
            break
        carried = _carried(chain, sure)
        # One that goes on with an earlier repair takes its place.
        places = [edit for proposal in carried for edit in proposal.edits if edit.expected]
        proposals = [p for p in proposals if not any(_covers(edit, p) for edit in places)] + carried
        chain.append(Mended(reading.article.prose, [edit for proposal in sure for edit in proposal.edits]))
        again = Article(
            chain[-1].prose, article.path, article.format, article.date, article.source_language,
            spacy_model=article.spacy_model,
        )  # fmt: skip
        reading = replace(reading, article=again)
        found = propose(reading, first)
    rest = [name for name in normalizers if name not in MENDING]
    proposals += _carried(chain, [*found, *propose(reading, rest)])
    resolution = resolve(article, proposals, NORMALIZERS, list(dict.fromkeys(allowed)), wishes)
    failed = tuple(dict.fromkeys(not_run))
    notes = tuple(_notes(article, resolution, wishes, frozenset(normalizers).difference(failed)))
    return Revision(
        article, resolution.accepted, resolution.set_aside, tuple(dict.fromkeys(errors)), style, failed, notes
    )


def _covers(edit: Edit, proposal: Proposal) -> bool:
    return all(edit.start <= other.start and other.end <= edit.end for other in proposal.edits)


def _is_safe(proposal: Proposal) -> bool:
    return proposal.safety is Safety.SAFE


def _carried(chain: Sequence[Mended], proposals: Sequence[Proposal]) -> list[Proposal]:
    """Return proposals for the last of the mended proses as proposals for the article."""
    kept: list[Proposal | None] = list(proposals)
    for mended in reversed(chain):
        kept = [mended.back(proposal) for proposal in kept if proposal is not None]
    return [proposal for proposal in kept if proposal is not None]


def _back(chain: Sequence[Mended], place: Range) -> Range:
    for mended in reversed(chain):
        place = Range(*mended.back_range(*place))
    return place


def _propose(
    reading: Reading,
    normalizers: Sequence[str],
    budget: Budget | None,
    errors: list[str],
    not_run: list[str],
    strict: bool,
) -> list[Proposal]:
    """Return what the normalizers propose; one that raises, or has no time left, is told in `errors` and `not_run`."""
    proposals: list[Proposal] = []
    for name in normalizers:
        try:
            with budget or nullcontext():
                found = list(load(name)(reading))
            proposals.extend(found)
            continue
        except DamagedCacheError:
            raise
        except OutOfTime:
            errors.append(f"{name}: the time of {budget} was used up. The article was checked without it.")
        except CleanupError as error:
            if isinstance(error, LanguageToolError) and reading.languagetool.required:
                raise
            errors.append(f"{name}: {error}")
        except Exception as error:
            if strict:
                raise
            errors.append(
                f"{name}: {type(error).__name__}: {error}. The article was checked without it; please report this."
            )
        not_run.append(name)
    return proposals


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
