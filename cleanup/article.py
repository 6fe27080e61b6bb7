"""The article: what was read, its prose, and where the prose lies in it.

All positions in this package are half-open ranges of code points in `Article.prose`. For plain text the prose is the
decoded file, byte order mark and line ends included, so a position in it is a position in the file.
"""

from __future__ import annotations

import datetime
import re
from bisect import bisect_left, bisect_right
from functools import cached_property

from cleanup.boilerplate import Boilerplate, Kind, find_boilerplate
from cleanup.declarations import TYPE_CHECKING, NamedTuple, dataclass, field
from cleanup.quotations import Quotation, find_quotations, has_marks

if TYPE_CHECKING:
    from cleanup.analysis import Analysis


class Range(NamedTuple):
    """A half-open range of code points."""

    start: int
    end: int


class Piece(NamedTuple):
    """A stretch of prose and where it came from: `source_start` is a code point in the decoded file."""

    start: int
    end: int
    source_start: int


# What is never prose although it stands in it; `markup` is what a conversion may have left there by mistake. Each
# alternative starts with a literal or a class that is rare in news copy, so that a text without any of them is searched
# at the speed of the regular expression engine.
_PROTECTED = re.compile(
    r"""
      (?m:^)(?:```|~~~)[^\n]*\n(?s:.*?)(?:\n(?:```|~~~)[^\n]*|\Z)        # fenced code
    | `[^`\n]+`                                                          # code in a line
    | \b(?:https?|ftp|mailto|tel):[^\s<>"“”«»]+                          # addresses with a scheme
    | \bwww\.[^\s<>"“”«»]+
    | [\w.+-]+@[\w-]+(?:\.[\w-]+)+                                       # e-mail
    | (?<![\w@])@[A-Za-z_]\w{1,30}                                       # handles
    | (?<![\w&#])\#[^\W\d]\w*                                            # hashtags
    | \b[\w-]+(?:\.[\w-]+)*\.(?:com|org|net|edu|gov|int|info|biz|io|eu|uk|us|es|fr|de|it|pt|pl|nl|be|ch|at|ru|ua|il|tr|ir|
        cn|jp|kr|in|br|mx|ar|co|tv|html?|php|pdf|docx?|xlsx?|txt|csv|json|py|js)\b(?:/[^\s<>"“”«»]*)?   # domains and files
    | <!--(?s:.*?)-->                                                    # comments
    | (?P<markup>
        \[/?[a-z]\w{1,20}(?:\s[^\]\n]*)?\]                               # short codes
      | </?[A-Za-z][^<>\n]*>                                            # tags
      | &(?:amp;)*(?:[A-Za-z]{2,8}\d{0,2}|\#\d{1,6}|\#x[0-9a-fA-F]{1,5});  # entities, escaped again or not
    )
    """,
    re.VERBOSE,
)
_FRONT_MATTER = re.compile(r"\A\ufeff?---[ \t]*\r?\n((?:[^\n]*\n)*?)---[ \t]*(?:\r?\n|\Z)")
_PARAGRAPH_BREAK = re.compile(r"\n[ \t\r]*\n|\r\r|\u2029")
_FIELD = re.compile(r"^([A-Za-z_][\w-]*)[ \t]*:[ \t]*(.*?)[ \t]*\r?$", re.MULTILINE)


@dataclass
class Article:
    """One article. `prose` never changes: every normalizer looks at the same text.

    `date` is the day of publication, `source_language` an ISO 639-1 code; both may be unknown (None).
    """

    prose: str
    path: str = "-"
    format: str = "text"
    date: datetime.date | None = None
    source_language: str | None = None
    pieces: tuple[Piece, ...] = ()
    spacy_model: str | None = None
    _words: dict[str, bool] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        if not self.pieces:
            self.pieces = (Piece(0, len(self.prose), 0),)
        at = 0
        for piece in self.pieces:
            if piece.start != at or piece.end < piece.start:
                raise ValueError(f"the pieces of {self.path} leave a gap or overlap at {at}")
            at = piece.end
        if at != len(self.prose):
            raise ValueError(f"the pieces of {self.path} end at {at}, its prose at {len(self.prose)}")

    @cached_property
    def quotations(self) -> tuple[Quotation, ...]:
        """The stretches inside quotation marks, in order; uncertain ones included."""
        return find_quotations(self.prose)

    @cached_property
    def _quotation_starts(self) -> list[int]:
        return [quotation.start for quotation in self.quotations]

    def in_quotation(self, start: int, end: int) -> bool:
        """Tell whether any of `start`-`end` lies inside quotation marks, or might."""
        at = bisect_left(self._quotation_starts, end)
        if start == end:
            at = bisect_right(self._quotation_starts, start)
        # Quotations are joined where they nest, so only the last one that starts before `end` can reach `start`.
        return at > 0 and self.quotations[at - 1].end > start

    def takes_mark(self, position: int) -> bool:
        """Tell whether a quotation mark put at `position` leaves what is known of all other quotations as it is."""
        line = self.line_range(position)
        return all(quotation.certain for quotation in self.quotations) and not has_marks(self.prose, *line)

    @cached_property
    def protected(self) -> tuple[Range, ...]:
        """The stretches that no normalizer may touch: addresses, handles, hashtags, code, front matter, and `markup`."""
        return tuple(sorted((*self._guarded[0], *self.markup)))

    @property
    def markup(self) -> tuple[Range, ...]:
        """Those protected stretches that are tags, short codes or entities, which only what repairs markup may touch."""
        return self._guarded[1]

    @cached_property
    def _guarded(self) -> tuple[tuple[Range, ...], tuple[Range, ...]]:
        """What is protected and no markup, and what is markup."""
        begin = self.front_matter_end or int(self.prose.startswith("\ufeff"))
        found: tuple[list[Range], list[Range]] = ([Range(0, begin)] if begin else [], [])
        for match in _PROTECTED.finditer(self.prose):
            if match.start() >= begin:
                found[match.lastgroup == "markup"].append(Range(*match.span()))
        return tuple(found[0]), tuple(found[1])

    @cached_property
    def front_matter_end(self) -> int:
        """Where the front matter ends; 0 where there is none."""
        front = _FRONT_MATTER.match(self.prose)
        return front.end() if front else 0

    @cached_property
    def not_prose(self) -> tuple[Boilerplate, ...]:
        """The stretches that are no prose of the article, with their kind, in order (see `cleanup.boilerplate`).

        A stretch that begins inside quotation marks is somebody's words, and one that cuts a protected stretch stands in
        code or in data; neither counts.
        """
        return tuple(
            stretch
            for stretch in find_boilerplate(self.prose)
            if not self._is_quoted(stretch.start)
            and all(stretch.start <= p.start and p.end <= stretch.end for p in self.protected_within(*stretch[:2]))
        )

    def _is_quoted(self, position: int) -> bool:
        """Tell whether a quotation has begun at or before `position`, and goes on behind it.

        A mark that is not there begins none: "Home » News" is no end of a quotation.
        """
        at = bisect_right(self._quotation_starts, position)
        if at == 0:
            return False
        quotation = self.quotations[at - 1]
        return quotation.end > position and (quotation.start < position or quotation.opener != "")

    @cached_property
    def _protected_starts(self) -> list[int]:
        return [r.start for r in self.protected]

    def protected_within(self, start: int, end: int) -> tuple[Range, ...]:
        """Return the protected stretches that share a code point with `start`-`end`."""
        first = max(0, bisect_right(self._protected_starts, start) - 1)
        last = bisect_left(self._protected_starts, end)
        return tuple(r for r in self.protected[first:last] if r.end > start)

    @cached_property
    def _not_prose_starts(self) -> list[int]:
        return [stretch.start for stretch in self.not_prose]

    def is_protected(self, start: int, end: int, *, naming: bool = False) -> bool:
        """Tell whether `start`-`end` shares a code point with what normalizers keep out of (or lies inside it).

        These are the protected stretches and what is not prose. With `naming`, a credit does not count: whoever is
        credited is to be named rightly.
        """
        at = bisect_left(self._protected_starts, max(end, start + 1))
        if at > 0 and self.protected[at - 1].end > start:
            return True
        at = bisect_left(self._not_prose_starts, max(end, start + 1))
        if at == 0 or self.not_prose[at - 1].end <= start:
            return False
        return not (naming and self.not_prose[at - 1].kind is Kind.CREDIT)

    @cached_property
    def paragraphs(self) -> tuple[Range, ...]:
        """The paragraphs: what lies between blank lines."""
        return tuple(paragraphs(self.prose))

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in re.finditer(r"\r\n|\n|\r", self.prose))]

    def line_column(self, position: int) -> tuple[int, int]:
        """Return the line and the column of a position, both counted from 1; columns count code points."""
        line = bisect_right(self._line_starts, position)
        return line, position - self._line_starts[line - 1] + 1

    def line_range(self, position: int) -> Range:
        """Return the line that holds a position, without its line end."""
        line = bisect_right(self._line_starts, position)
        start = self._line_starts[line - 1]
        end = self._line_starts[line] if line < len(self._line_starts) else len(self.prose)
        while end > start and self.prose[end - 1] in "\r\n":
            end -= 1
        return Range(start, end)

    def has_word(self, word: str) -> bool:
        """Tell whether a word or phrase stands in the prose as such; without capitals it matches any case."""
        seen = self._words
        if word not in seen:
            flags = 0 if any(character.isupper() for character in word) else re.IGNORECASE
            seen[word] = re.search(rf"(?<!\w){re.escape(word)}(?!\w)", self.prose, flags) is not None
        return seen[word]

    def analysed(self, part: Range) -> Analysis:
        """Return tokens and sentences of a part, by spaCy; importing it costs about a second, and each part its length."""
        from cleanup.analysis import Analysis

        return Analysis(self.prose[part.start : part.end], self.spacy_model)


def paragraphs(prose: str) -> list[Range]:
    """Split `prose` at blank lines; the ranges cover what is between them and are never empty."""
    found, at = [], 0
    for match in _PARAGRAPH_BREAK.finditer(prose):
        if match.start() > at:
            found.append(Range(at, match.start()))
        at = match.end()
    if at < len(prose):
        found.append(Range(at, len(prose)))
    return found


def front_matter(prose: str) -> dict[str, str]:
    """Return the simple `key: value` lines of a front matter between two `---` lines; empty where there is none."""
    match = _FRONT_MATTER.match(prose)
    if not match:
        return {}
    return {key.lower(): value.strip("\"'") for key, value in _FIELD.findall(match.group(1))}
