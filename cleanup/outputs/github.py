"""Annotations for GitHub's log: `::warning file=...,line=...::message`."""

from __future__ import annotations

from cleanup.outputs.text import sentence
from cleanup.proposal import Safety
from cleanup.revision import Revision

_LEVELS = {Safety.SAFE: "error", Safety.REVIEW: "warning", Safety.FLAG: "notice"}


def render(revision: Revision) -> str:
    """Return the annotations of one article, a line each."""
    out = []
    for finding in revision.findings:
        proposal = finding.proposal
        line, column = revision.article.line_column(proposal.place[0])
        title = f"{proposal.normalizer}/{proposal.artifact}"
        out.append(
            f"::{_LEVELS[proposal.safety]} file={_property(revision.article.path)},line={line},col={column},"
            f"title={_property(title)}::{_message(sentence(proposal))}\n"
        )
    out += [f"::error file={_property(revision.article.path)}::{_message(error)}\n" for error in revision.errors]
    return "".join(out)


def _message(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _message(text).replace(":", "%3A").replace(",", "%2C")
