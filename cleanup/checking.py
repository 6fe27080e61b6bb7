"""`cleanup.check`: the Python call."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path

from cleanup.article import Article
from cleanup.budget import Budget
from cleanup.declarations import Any, dataclass, replace
from cleanup.languagetool.choices import Choices
from cleanup.outputs.json import article_object, finding_object
from cleanup.pipeline import revise_with_folders
from cleanup.revision import Revision
from cleanup.settings import (
    DEFAULT_STYLE,
    Settings,
    parse_date,
    parse_language,
    parse_languagetool,
    parse_normalizers,
    parse_style,
)


@dataclass(frozen=True)
class Result:
    """What was found in one text.

    `findings` are dictionaries as in the JSON output: `start` and `end` are code points of the text, half open.
    `fixed` is the text with the safe edits applied; `revision` is the whole outcome, typed.
    """

    revision: Revision

    @property
    def findings(self) -> list[dict[str, Any]]:
        """The accepted proposals and the flags, in the order of the text."""
        return [finding_object(self.revision.article, finding) for finding in self.revision.findings]

    @property
    def fixed(self) -> str:
        """The text with the safe edits applied."""
        return self.revision.fixed

    def to_dict(self) -> dict[str, Any]:
        """Return the article object of the JSON output."""
        return article_object(self.revision)


def check(
    text: str,
    *,
    date: datetime.date | str | None = None,
    source_language: str | None = None,
    style: str | None = None,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    glossaries: Sequence[Path | str] = (),
    spacy_model: str | None = None,
    languagetool: str = "off",
    path: str = "-",
) -> Result:
    """Check one text and return what was found.

    `date` is the day of publication (`YYYY-MM-DD` or a date), `source_language` any ISO 639-1 code, `style` one of
    `ap`, `bbc`, `guardian`, `reuters`, `un`; where one is not given, only what holds without it is `safe`. A front matter
    in the text may give them too. `glossaries` are folders of a newsroom's own, laid over the shipped glossary.
    `languagetool` is `auto` (the installed one, started when it is needed), `off`, or the address of a server.

    Raises SettingsError for an unknown style, language, date or normalizer, and GlossaryError for a wrong row. A
    normalizer that fails is named in the result's `errors`.
    """
    settings = Settings(
        style=parse_style(style, "style") if style is not None else None,
        date=parse_date(date, "date") if isinstance(date, str) else date,
        source_language=parse_language(source_language, "source_language") if source_language is not None else None,
        select=parse_normalizers(list(select), "select"),
        ignore=parse_normalizers(list(ignore), "ignore"),
        glossaries=tuple(Path(folder).resolve() for folder in glossaries),
        spacy_model=spacy_model,
        languagetool=Choices(server=parse_languagetool(languagetool, "languagetool")),
    )
    return Result(revise_article(Article(text, path), settings))


def revise_article(article: Article, settings: Settings, budget: Budget | None = None) -> Revision:
    """Revise one article under `settings`, its own front matter included, within the `budget` of time."""
    settings = settings.for_article(article)
    article = replace(
        article, date=settings.date, source_language=settings.source_language, spacy_model=settings.spacy_model
    )
    return revise_with_folders(
        article,
        settings.glossaries,
        style=settings.style or DEFAULT_STYLE,
        style_chosen=settings.style is not None,
        languagetool=settings.languagetool,
        normalizers=settings.normalizers,
        budget=budget,
    )
