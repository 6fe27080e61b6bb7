"""What keeps an article from being published: the newsroom's choice, by level, class and normalizer.

In `cleanup.toml`, the table `[hook]`:

    [hook]
    block = ["safe", "review"]              # levels that block; without it, what 'fail_on' says
    block_classes = ["quotes_integrity"]    # these block at every level
    warn_classes = ["typography"]           # these are shown and never block
    block_normalizers = []
    warn_normalizers = ["grammar"]
    budget = "2s"                           # time for one article
    block_unfinished = false                # publish although something did not run

The narrower choice wins: class, then normalizer, then level.
"""

from __future__ import annotations

from cleanup.budget import parse_budget
from cleanup.declarations import Any, dataclass
from cleanup.errors import SettingsError, did_you_mean
from cleanup.normalizers import NORMALIZERS
from cleanup.proposal import CLASSES, Proposal, Safety
from cleanup.resolution import Finding
from cleanup.revision import Revision


@dataclass(frozen=True, slots=True)
class Gate:
    """The table `[hook]`. `block` is None where the levels are those that `fail_on` names; `budget` is in seconds."""

    block: tuple[Safety, ...] | None = None
    block_classes: tuple[str, ...] = ()
    warn_classes: tuple[str, ...] = ()
    block_normalizers: tuple[str, ...] = ()
    warn_normalizers: tuple[str, ...] = ()
    budget: float | None = None
    block_unfinished: bool = True

    def blocks(self, proposal: Proposal, fail_on: Safety) -> bool:
        """Tell whether a finding keeps the article from being published."""
        for named, blocking, warning in (
            (proposal.artifact, self.block_classes, self.warn_classes),
            (proposal.normalizer, self.block_normalizers, self.warn_normalizers),
        ):
            if named in blocking or named in warning:
                return named in blocking
        if self.block is not None:
            return proposal.safety in self.block
        return proposal.safety.rank <= fail_on.rank


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether an article may be published: what blocks it, what is only shown, and what did not run."""

    publish: bool
    blocking: tuple[Finding, ...]
    warnings: tuple[Finding, ...]
    not_run: tuple[str, ...]


def judge(revision: Revision, gate: Gate, fail_on: Safety) -> Verdict:
    """Decide on one article."""
    blocking = tuple(f for f in revision.findings if gate.blocks(f.proposal, fail_on))
    warnings = tuple(f for f in revision.findings if not gate.blocks(f.proposal, fail_on))
    unfinished = bool(revision.not_run) and gate.block_unfinished
    return Verdict(not blocking and not unfinished, blocking, warnings, revision.not_run)


def parse_gate(table: Any, where: str) -> Gate:
    """Return the gate that a table describes; raise SettingsError that names the key and the nearest known word."""
    if not isinstance(table, dict):
        raise SettingsError(f"{where}: this is no table. Write '[hook]' and a key in each line below.")
    known = {
        "block": [str(safety) for safety in Safety],
        "block_classes": CLASSES,
        "warn_classes": CLASSES,
        "block_normalizers": NORMALIZERS,
        "warn_normalizers": NORMALIZERS,
    }
    chosen: dict[str, Any] = {}
    for key, value in table.items():
        at = f"{where}, key '{key}'"
        if key in known:
            if not isinstance(value, list):
                raise SettingsError(f"{at}: {value!r} is no list. Write for instance {key} = [{_example(known[key])}].")
            for word in value:
                if not isinstance(word, str) or word not in known[key]:
                    raise SettingsError(f"{at}: '{word}' is unknown. {did_you_mean(str(word), known[key])}")
            chosen[key] = tuple(map(Safety, value)) if key == "block" else tuple(value)
        elif key == "budget":
            if isinstance(value, bool) or not isinstance(value, (str, int, float)) or str(value).startswith("-"):
                raise SettingsError(f'{at}: {value!r} is no time. Write for instance budget = "2s".')
            chosen[key] = parse_budget(str(value), at)
        elif key == "block_unfinished":
            if not isinstance(value, bool):
                raise SettingsError(f"{at}: {value!r} is neither true nor false.")
            chosen[key] = value
        else:
            raise SettingsError(
                f"{where}: unknown key '{key}'. {did_you_mean(key, (*known, 'budget', 'block_unfinished'))}"
            )
    for kind in ("classes", "normalizers"):
        both = set(chosen.get(f"block_{kind}", ())) & set(chosen.get(f"warn_{kind}", ()))
        if both:
            raise SettingsError(f"{where}: '{min(both)}' stands in block_{kind} and in warn_{kind}. Take one away.")
    return Gate(**chosen)


def _example(words: Any) -> str:
    return f'"{sorted(words)[0]}"'
