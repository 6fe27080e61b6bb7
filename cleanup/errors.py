"""What can go wrong for a reason that the user can mend.

Every message says what is wrong, where, and what to do about it. The commands print it and exit with 2;
a program that uses the Python call catches `CleanupError`.
"""

from __future__ import annotations

from collections.abc import Iterable


class CleanupError(Exception):
    """The base of all errors that this package raises on purpose."""


class UnreadableError(CleanupError):
    """An article could not be read: it is missing, too large, no text, or it changed meanwhile."""


class UnwritableError(CleanupError):
    """An article could not be written; the file is as it was."""


class SettingsError(CleanupError):
    """An option, a configuration file or a key in it is wrong."""


class ArticleSettingsError(SettingsError):
    """The front matter of one article is wrong; the other articles go on."""


class InputError(CleanupError):
    """What another program sent as an article is none."""


class GlossaryError(CleanupError):
    """One or more rows of a glossary are wrong; nothing runs on a half-read glossary."""


class EditError(CleanupError):
    """An edit does not find the text that it expects; nothing was changed."""


class PatchError(CleanupError):
    """A patch file is damaged or of another kind."""


class LanguageToolError(CleanupError):
    """LanguageTool is missing, cannot be started, or does not answer; an article is checked without it."""


def did_you_mean(word: str, known: Iterable[str]) -> str:
    """Return a sentence that names the nearest known word, or lists the choices where none is near."""
    from difflib import get_close_matches

    choices = sorted(known)
    near = get_close_matches(word, choices, n=1, cutoff=0.5)
    return f"Did you mean '{near[0]}'?" if near else f"Choose from: {', '.join(choices)}."
