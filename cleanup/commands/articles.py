"""What every verb that takes articles has in common: options, settings, reading, progress, errors."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from cleanup import files, languagetool
from cleanup.checking import revise_article
from cleanup.declarations import Any, dataclass, replace
from cleanup.errors import (
    ArticleSettingsError,
    CleanupError,
    GlossaryError,
    LanguageToolError,
    SettingsError,
    UnreadableError,
    did_you_mean,
)
from cleanup.files import Source
from cleanup.formats.text import text_encoding
from cleanup.glossary import index
from cleanup.revision import Revision
from cleanup.settings import (
    Settings,
    find_configuration,
    parse_date,
    parse_language,
    parse_languagetool,
    parse_normalizers,
    parse_style,
    read_configuration,
)

_ESCAPED = re.compile("[\udc80-\udcff]")  # how Python writes the bytes of a file name that is no UTF-8
_PROGRESS_FROM = 20  # files
_SHARED = "grammar: "  # how an error begins that is no fault of the article
_told: set[str] = set()


@dataclass(frozen=True, slots=True)
class Options:
    """The common options as they were typed."""

    style: str | None = None
    date: str | None = None
    source_language: str | None = None
    config: Path | None = None
    select: str | None = None
    ignore: str | None = None
    languagetool: str | None = None
    encoding: str | None = None
    baseline: Path | None = None

    def parsed(self) -> dict[str, Any]:
        """Return the options that were given, checked; raise SettingsError for a wrong one."""
        found: dict[str, Any] = {}
        if self.style is not None:
            found["style"] = parse_style(self.style)
        if self.date is not None:
            found["date"] = parse_date(self.date)
        if self.source_language is not None:
            found["source_language"] = parse_language(self.source_language)
        if self.select is not None:
            found["select"] = parse_normalizers(self.select, "--select")
        if self.ignore is not None:
            found["ignore"] = parse_normalizers(self.ignore, "--ignore")
        if self.languagetool is not None:
            parse_languagetool(self.languagetool)
        if self.encoding is not None:
            found["encoding"] = text_encoding(self.encoding)
        if self.baseline is not None:
            found["baseline"] = self.baseline.resolve()
        return found

    def for_path(self, path: str) -> Settings:
        """Return the settings for one file: its configuration, with the options laid over it."""
        found = self.config or find_configuration(Path.cwd() if path == "-" else Path(path))
        if self.config is not None and not self.config.is_file():
            raise SettingsError(f"the configuration {self.config} does not exist. Check the path of --config.")
        settings = replace(read_configuration(found) if found else Settings(), **self.parsed())
        if self.languagetool is None:
            return settings
        # The address is all that an option says; the rest of the configuration's table holds.
        return replace(settings, languagetool=replace(settings.languagetool, server=self.languagetool))


@dataclass(frozen=True, slots=True)
class Outcome:
    """One article that was read and revised, or the reason why it was not."""

    path: str
    source: Source | None = None
    revision: Revision | None = None
    error: str = ""
    settings: Settings | None = None


def revised(paths: list[str], options: Options) -> Iterator[Outcome]:
    """Read and revise each article; a bad file yields its reason and the rest go on.

    Raises SettingsError for options that are wrong for every file, before anything is read.
    """
    options.parsed()
    if options.config is not None:
        options.for_path("-")
    listed: list[str | UnreadableError] = []
    for path in paths:
        try:
            listed.extend(files.expand([path]))
        except UnreadableError as error:
            listed.append(error)
    with _Progress(len(listed)) as progress:
        for item in listed:
            if isinstance(item, UnreadableError):
                yield Outcome(str(item).partition(":")[0], error=str(item))
                continue
            yield _one(item, options)
            progress.step()


def _one(path: str, options: Options) -> Outcome:
    try:
        source, settings = read_article(path, options)
        return Outcome(path, source, revise_article(source.article, settings), settings=settings)
    except ArticleSettingsError as error:
        return Outcome(path, error=str(error))
    except (GlossaryError, SettingsError, LanguageToolError):
        raise
    except CleanupError as error:
        return Outcome(path, error=str(error))


def read_article(path: str, options: Options) -> tuple[Source, Settings]:
    """Read one article from a file or standard input, with its settings; raise what CleanupError there is."""
    settings = options.for_path(path)
    # One byte more than the limit is enough to refuse it.
    data = sys.stdin.buffer.read(int(settings.max_megabytes * 1_000_000) + 1) if path == "-" else None
    return files.read(path, data, settings.encoding, settings.max_megabytes), settings


def untold(revision: Revision) -> Revision:
    """Return a revision without those errors that are the same for every article and were told with an earlier one.

    That LanguageTool does not answer is said once, not for each of a thousand articles; a program finds it with each.
    """
    fresh = tuple(error for error in revision.errors if not error.startswith(_SHARED) or error not in _told)
    _told.update(fresh)
    return replace(revision, errors=fresh)


class _Progress:
    """Counts files on standard error, where that is a terminal and there are many."""

    def __init__(self, total: int) -> None:
        self.total, self.done = total, 0
        self.shown = total >= _PROGRESS_FROM and sys.stderr.isatty()

    def __enter__(self) -> _Progress:
        return self

    def step(self) -> None:
        """One file more is done."""
        self.done += 1
        if self.shown:
            sys.stderr.write(f"\r{self.done}/{self.total} articles")
            sys.stderr.flush()

    def __exit__(self, *_: object) -> None:
        if self.shown:
            sys.stderr.write("\r\x1b[K")


def complain(message: str) -> None:
    """Print an error on standard error."""
    sys.stderr.write(f"cleanup: {message}\n")


def _say(news: str) -> None:
    if sys.stderr.isatty():
        complain(news)


index.announce = _say
languagetool.announce = _say


def emit(text: str) -> None:
    """Print on standard output as UTF-8, line ends untouched."""
    sys.stdout.flush()
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape" if _ESCAPED.search(text) else "surrogatepass"))
    sys.stdout.buffer.flush()


def emit_bytes(data: bytes) -> None:
    """Write bytes to standard output."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def one_of(option: str, value: str, choices: tuple[str, ...]) -> str:
    """Return `value` if it is one of `choices`; raise SettingsError that names the option and the choices."""
    if value not in choices:
        raise SettingsError(f"{option}: there is no choice '{value}'. {did_you_mean(value, choices)}")
    return value


def wants_colour(choice: str = "auto") -> bool:
    """Tell whether to colour: only on a terminal, never with NO_COLOR, unless asked for."""
    one_of("--color", choice, ("auto", "always", "never"))
    if choice != "auto":
        return choice == "always"
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or (sys.stdout.isatty() and os.environ.get("TERM") != "dumb")
