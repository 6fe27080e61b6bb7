"""Checkstyle's XML: an element for each file and each finding, as many services that comment on changes read it."""

from __future__ import annotations

from collections.abc import Iterable

from cleanup.outputs.text import sentence
from cleanup.outputs.xml import element
from cleanup.proposal import Safety
from cleanup.revision import Revision

_SEVERITIES = {Safety.SAFE: "error", Safety.REVIEW: "warning", Safety.FLAG: "info"}


def render(revisions: Iterable[Revision], unread: Iterable[tuple[str, str]] = ()) -> str:
    """Return one document; `unread` are the paths that could not be read, with the reason."""
    files = []
    for revision in revisions:
        errors = []
        for finding in revision.findings:
            proposal = finding.proposal
            line, column = revision.article.line_column(proposal.place[0])
            errors.append(
                element(
                    "error",
                    {
                        "line": line,
                        "column": column,
                        "severity": _SEVERITIES[proposal.safety],
                        "message": sentence(proposal),
                        "source": f"cleanup.{proposal.normalizer}.{proposal.artifact}",
                    },
                )
            )
        errors += [_failure(error) for error in revision.errors]
        files.append(element("file", {"name": revision.article.path}, "\n" + "".join(f"{e}\n" for e in errors)))
    files += [element("file", {"name": path}, f"\n{_failure(error)}\n") for path, error in unread]
    body = "".join(f"{file}\n" for file in files)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="8.0">\n{body}</checkstyle>\n'


def _failure(error: str) -> str:
    return element("error", {"line": 1, "severity": "error", "message": error, "source": "cleanup"})
