"""Grammar and spelling by LanguageTool, asked through language-tool-python.

Runs only where a LanguageTool server is named (`--languagetool URL`, or `languagetool` in the configuration): nothing
leaves the machine unasked. Everything it says is for review or a flag, never applied on its own: of its single
suggestions on news copy nearly half are wrong.

Leaves alone: names (an unknown word with a capital is no misspelling), what the glossary knows, protected stretches,
and typography, which this package repairs itself.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from itertools import accumulate

from cleanup.errors import CleanupError
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.reading import Reading

_NAME = "grammar"
_OFF_CATEGORIES = ["TYPOGRAPHY", "CASING", "STYLE", "REDUNDANCY", "PLAIN_ENGLISH"]
_SPELLING = re.compile(r"MORFOLOGIK|HUNSPELL|SPELL", re.IGNORECASE)


def normalize(reading: Reading) -> Iterator[Proposal]:
    """Yield what LanguageTool finds; raise CleanupError if the named server does not answer."""
    if not reading.languagetool.startswith(("http://", "https://")) or not reading.article.prose.strip():
        return
    import language_tool_python

    prose = reading.article.prose
    language = "en-GB" if reading.style in ("bbc", "guardian") else "en-US"
    try:
        # The trailing slash matters: without it the client drops the last part of the path.
        with language_tool_python.LanguageTool(language, remote_server=reading.languagetool.rstrip("/") + "/") as tool:
            tool.disabled_categories = set(_OFF_CATEGORIES)
            matches = tool.check(prose)
    except Exception as error:
        raise CleanupError(
            f"the LanguageTool server at {reading.languagetool} did not answer ({type(error).__name__}: {error}). "
            "Start it, or use '--languagetool off'."
        ) from error
    places = _Utf16(prose)
    for match in matches:
        # The client turns `offset` into code points but leaves `error_length` in UTF-16 units.
        start = match.offset
        end = places.advance(start, match.error_length)
        text = prose[start:end]
        if not text.strip() or reading.article.is_protected(start, end):
            continue
        if _SPELLING.search(match.rule_id) and (
            text[:1].isupper() or reading.index.lookup(text) or reading.index.is_english(text)
        ):
            continue
        replacements = [replacement for replacement in match.replacements[:5] if replacement != text]
        edits = (Edit(start, end, text, replacements[0]),) if replacements else ()
        yield Proposal(
            _NAME,
            "grammar_minor",
            Safety.REVIEW if edits else Safety.FLAG,
            start,
            end,
            edits,
            " ".join(match.message.split()),
            f"LanguageTool, rule {match.rule_id}",
            match.rule_id,
            tuple(replacements[1:]),
        )


class _Utf16:
    """Turns a length in UTF-16 code units into one in code points."""

    def __init__(self, text: str) -> None:
        self._units = None if text.isascii() else [0, *accumulate(2 if ord(c) > 0xFFFF else 1 for c in text)]

    def advance(self, start: int, units: int) -> int:
        """Return the position `units` UTF-16 code units behind the code point position `start`."""
        if self._units is None:
            return start + units
        return bisect_left(self._units, self._units[start] + units)
