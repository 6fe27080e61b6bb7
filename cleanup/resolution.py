"""Which proposals are accepted where several want the same place: one documented total order.

The order, from first to last criterion:

1. **Kept.** A proposal that touches a stretch which the glossary allows ("Peking University"), or that the article asks
   to keep as it is, is set aside.
2. **Knowledge.** What knows the newsroom's names and rules before what does not: `grammar`, which speaks for LanguageTool,
   comes last, and yields its place to any finding there, a flag included.
3. **Safety.** `safe` before `review`; flags have no edits and never compete.
4. **Reach.** The proposal with the longest single edit first: the longest match wins.
5. **Normalizer**, in the order of the list of normalizers.
6. **Place**, then the text of the edits, the entry, and the message, so that no two different proposals are equal.

Going through the proposals in this order, one is accepted if none of its edits touches an edit accepted before it, and is
set aside with the winner's id otherwise. The order in which normalizers yield them never matters.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from itertools import accumulate

from cleanup.article import Article, Range
from cleanup.caching import blake2b
from cleanup.declarations import TYPE_CHECKING, dataclass
from cleanup.proposal import Edit, Proposal, Safety

if TYPE_CHECKING:
    from cleanup.keeping import Keep


KEPT = "kept"  # in the place of a winner's id: the article asks for it
_YIELDING = "grammar"


@dataclass(frozen=True, slots=True)
class Finding:
    """A proposal with the id under which an editor can speak of it."""

    id: str
    proposal: Proposal


@dataclass(frozen=True, slots=True)
class SetAside:
    """A finding that lost, the id of the winner (or `allowed`, `kept`, `baseline`), and why."""

    finding: Finding
    by: str
    reason: str


@dataclass(frozen=True, slots=True)
class Resolution:
    """What was accepted and what was set aside, each in the order of the text."""

    accepted: tuple[Finding, ...]
    set_aside: tuple[SetAside, ...]


def resolve(
    article: Article,
    proposals: Iterable[Proposal],
    normalizers: Sequence[str],
    allowed: Sequence[tuple[Range, str]] = (),
    keeps: Sequence[Keep] = (),
) -> Resolution:
    """Decide between `proposals`; see the module for the order.

    `allowed` are stretches with the reason to keep them, `keeps` what the article itself asks to keep.
    """
    numbers = {name: number for number, name in enumerate(normalizers)}

    def order(proposal: Proposal) -> tuple[object, ...]:
        reach = _reach(proposal)
        return (
            proposal.normalizer == _YIELDING,
            proposal.safety.rank,
            -reach,
            numbers.get(proposal.normalizer, len(numbers)),
            proposal.start,
            proposal.end,
            tuple((e.start, e.end, e.replacement) for e in proposal.edits),
            proposal.entry,
            proposal.artifact,
            proposal.message,
            proposal.evidence,
            proposal.choices,
        )

    accepted: list[Finding] = []
    set_aside: list[SetAside] = []
    taken: list[tuple[Edit, Finding]] = []  # accepted edits in the order of the text; no two of them touch
    places: _Places | None = None
    for finding in _identified(article, sorted(set(proposals), key=order)):
        proposal = finding.proposal
        kept = next((reason for place, reason in allowed if _touches(proposal, place)), None)
        if kept is not None:
            set_aside.append(SetAside(finding, "allowed", kept))
            continue
        wish = next((keep for keep in keeps if keep.covers(proposal, article.prose)), None)
        if wish is not None:
            set_aside.append(SetAside(finding, KEPT, wish.reason))
            continue
        rival = _rival(taken, proposal)
        if rival is None and proposal.normalizer == _YIELDING:
            places = places or _Places(accepted)  # it comes last, so nothing of the others is missing
            rival = places.rival(proposal)
        if rival is None:
            accepted.append(finding)
            for edit in proposal.edits:
                insort(taken, (edit, finding), key=_edit_of)
        else:
            set_aside.append(SetAside(finding, rival.id, _reason(rival.proposal, proposal)))
    accepted.sort(key=lambda f: (f.proposal.start, f.proposal.end, order(f.proposal)))
    set_aside.sort(key=lambda s: (s.finding.proposal.start, s.finding.proposal.end, order(s.finding.proposal)))
    return Resolution(tuple(accepted), tuple(set_aside))


def _edit_of(pair: tuple[Edit, Finding]) -> Edit:
    return pair[0]


def _rival(taken: list[tuple[Edit, Finding]], proposal: Proposal) -> Finding | None:
    """Return the accepted finding that a proposal would touch first, or None."""
    for edit in proposal.edits:
        at = bisect_left(taken, edit, key=_edit_of)
        # Accepted edits never touch each other, so only the neighbours of the place can touch this one.
        for number in range(max(0, at - 1), len(taken)):
            other, finding = taken[number]
            if edit.touches(other):
                return finding
            if other.start > edit.end:
                break
    return None


class _Places:
    """Where the findings of the other normalizers lie, for the one that yields."""

    def __init__(self, accepted: list[Finding]) -> None:
        self._findings = sorted(
            (f for f in accepted if f.proposal.normalizer != _YIELDING),
            key=lambda f: (f.proposal.start, f.proposal.end),
        )
        self._starts = [finding.proposal.start for finding in self._findings]
        self._reach = list(accumulate((finding.proposal.end for finding in self._findings), max))

    def rival(self, proposal: Proposal) -> Finding | None:
        """Return the last finding that shares a code point with a proposal, or None."""
        at = bisect_left(self._starts, proposal.end) - 1
        while at >= 0 and self._reach[at] > proposal.start:
            if self._findings[at].proposal.end > proposal.start:
                return self._findings[at]
            at -= 1
        return None


def _touches(proposal: Proposal, place: Range) -> bool:
    if proposal.safety is Safety.FLAG:
        return place.start <= proposal.start and proposal.end <= place.end
    return any(edit.start < place.end and place.start < edit.end for edit in proposal.edits)


def _reason(winner: Proposal, loser: Proposal) -> str:
    if loser.normalizer == _YIELDING != winner.normalizer:
        return f"'{winner.normalizer}' sees this place too, and knows more of it"
    if winner.safety is not loser.safety:
        return f"'{winner.normalizer}' is sure of this place ({winner.safety})"
    if _reach(winner) != _reach(loser):
        return f"'{winner.normalizer}' repairs a longer stretch here"
    return f"'{winner.normalizer}' comes first here"


def _reach(proposal: Proposal) -> int:
    return max((edit.end - edit.start for edit in proposal.edits), default=0)


def _identified(article: Article, proposals: list[Proposal]) -> list[Finding]:
    """Give each proposal an id that depends on what it says and on the words around it, not on its position."""
    counts: dict[str, int] = {}
    ids: dict[int, str] = {}
    for proposal in sorted(proposals, key=lambda p: (p.start, p.end)):
        prose = article.prose
        context = " ".join(prose[max(0, proposal.start - 30) : proposal.end + 30].split())
        edits = "|".join(f"{edit.expected}>{edit.replacement}" for edit in proposal.edits)
        text = "\0".join((proposal.normalizer, proposal.artifact, proposal.entry, edits, context))
        digest = blake2b(text.encode(errors="surrogatepass"), digest_size=5).hexdigest()
        counts[digest] = counts.get(digest, 0) + 1
        ids[id(proposal)] = digest if counts[digest] == 1 else f"{digest}-{counts[digest]}"
    return [Finding(ids[id(proposal)], proposal) for proposal in proposals]
