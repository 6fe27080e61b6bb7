"""What a normalizer puts to the editor: a proposal of one or more edits that stand or fall together."""

from __future__ import annotations

from enum import StrEnum

from cleanup.declarations import dataclass


class Safety(StrEnum):
    """How sure a proposal is; the order of the members is the order of certainty."""

    SAFE = "safe"
    REVIEW = "review"
    FLAG = "flag"

    @property
    def rank(self) -> int:
        """0 for the most certain level."""
        return _RANK[self]

    def at_most(self, other: Safety) -> Safety:
        """Return the less certain of the two levels."""
        return self if self.rank >= other.rank else other


# What a finding can be about: the names stand in outputs, configurations and lists of what is known.
CLASSES = frozenset(
    """boilerplate calque_connector calque_lexical calque_syntax caption_credit_merge consistency_drift dates_times
    disputed_terms dropped_source dropped_subject duplicated_lead false_friend_noun false_friend_verb grammar_minor
    idiom_literal layout_fragmentation link_spacing markup_residue meaning_drift mojibake name_order name_split_join
    name_translated name_transliteration numbers_units org_acronym org_name outlet_name party_demonym person_number_drift
    place_exonym place_metonym_calque pronoun_gender quotes_integrity reporting_residue reporting_tense role_reversal
    stray_sentence_break synonym_collapse synonym_spin title_by_country title_caps_style truncation typography
    untranslated_residue""".split()
)
_RANK = {Safety.SAFE: 0, Safety.REVIEW: 1, Safety.FLAG: 2}


@dataclass(frozen=True, slots=True, order=True)
class Edit:
    """One replacement in the prose; `start` and `end` are code points, `end` exclusive."""

    start: int
    end: int
    expected: str
    replacement: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.expected) or self.start < 0:
            raise ValueError(f"an edit at {self.start}-{self.end} cannot expect {self.expected!r}")
        if self.expected == self.replacement:
            raise ValueError(f"an edit at {self.start}-{self.end} that changes nothing: {self.expected!r}")

    def touches(self, other: Edit) -> bool:
        """Tell whether the two edits cannot both be applied.

        Ranges that share a code point touch; so do two insertions at one place, and an insertion strictly inside
        a replaced range.
        """
        if self.start == self.end or other.start == other.end:
            inside = self.start < other.start < self.end or other.start < self.start < other.end
            return inside or (self.start, self.end) == (other.start, other.end)
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Proposal:
    """What is wrong at `start`-`end` (code points), how sure that is, and what to do about it.

    A `flag` has no edits. `choices` are further replacements for the first edit, best first, where the editor has a
    choice. `message` is one sentence for an editor; `evidence` says what the proposal rests on.
    """

    normalizer: str
    artifact: str
    safety: Safety
    start: int
    end: int
    edits: tuple[Edit, ...]
    message: str
    evidence: str = ""
    entry: str = ""
    choices: tuple[str, ...] = ()

    @property
    def place(self) -> tuple[int, int]:
        """Where to send an editor: the range of the first edit, or of the whole flag, in code points."""
        return (self.edits[0].start, self.edits[0].end) if self.edits else (self.start, self.end)

    def __post_init__(self) -> None:
        if (self.safety is Safety.FLAG) == bool(self.edits):
            raise ValueError(f"{self.normalizer}: a flag has no edits, and everything else has some: {self.message}")
        if not 0 <= self.start <= self.end:
            raise ValueError(f"{self.normalizer}: impossible range {self.start}-{self.end}")
