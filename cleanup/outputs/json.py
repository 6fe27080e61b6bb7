"""The JSON of `check` and `diff`. Its shape is a contract: keys are added, never renamed or removed.

Positions are code points of the decoded file, half open; lines and columns are counted from 1.
"""

from __future__ import annotations

import json
from collections.abc import Iterable

from cleanup.article import Article
from cleanup.declarations import Any
from cleanup.proposal import Safety
from cleanup.resolution import Finding
from cleanup.revision import Revision

VERSION = 1


def finding_object(article: Article, finding: Finding) -> dict[str, Any]:
    """Return one finding as the contract has it: the first edit in the finding, further ones under `with`."""
    proposal = finding.proposal
    start, end = proposal.place
    replacements: list[str] = []
    further: list[dict[str, Any]] = []
    if proposal.edits:
        first, *rest = proposal.edits
        replacements = [first.replacement, *proposal.choices]
        further = [{"start": e.start, "end": e.end, "text": e.expected, "replacement": e.replacement} for e in rest]
    line, column = article.line_column(start)
    return {
        "id": finding.id,
        "start": start,
        "end": end,
        "text": article.prose[start:end],
        "safety": str(proposal.safety),
        "replacements": replacements,
        "with": further,
        "normalizer": proposal.normalizer,
        "class": proposal.artifact,
        "entry": proposal.entry,
        "message": proposal.message,
        "evidence": proposal.evidence,
        "line": line,
        "column": column,
    }


def article_object(revision: Revision) -> dict[str, Any]:
    """Return one article as the contract has it."""
    article = revision.article
    return {
        "path": article.path,
        "format": article.format,
        "language": article.source_language,
        "date": article.date.isoformat() if article.date else None,
        "style": revision.style,
        "findings": [finding_object(article, finding) for finding in revision.findings],
        "set_aside": [
            {**finding_object(article, lost.finding), "by": lost.by, "reason": lost.reason}
            for lost in revision.set_aside
        ],
        "errors": list(revision.errors),
    }


def unread_object(path: str, error: str) -> dict[str, Any]:
    """Return the object of an article that could not be read."""
    return {
        "path": path,
        "format": "text",
        "language": None,
        "findings": [],
        "set_aside": [],
        "errors": [error],
    }


def document(articles: Iterable[dict[str, Any]]) -> dict[str, Any]:
    """Return the whole object for several articles."""
    listed = list(articles)
    summary = {str(safety): 0 for safety in Safety}
    for article in listed:
        for finding in article["findings"]:
            summary[finding["safety"]] += 1
    return {"version": VERSION, "articles": listed, "summary": summary}


def render(articles: Iterable[dict[str, Any]]) -> str:
    """Return the JSON text; ASCII only, so that no terminal or pipe can damage it."""
    return json.dumps(document(articles), ensure_ascii=True, indent=1) + "\n"
