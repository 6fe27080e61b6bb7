"""SARIF 2.1.0: findings with rules, fixes and fingerprints that do not depend on line numbers."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from urllib.parse import quote

from cleanup.baseline import BASELINE, known_as
from cleanup.caching import blake2b
from cleanup.declarations import Any
from cleanup.normalizers import documentation
from cleanup.proposal import Proposal, Safety
from cleanup.resolution import KEPT
from cleanup.revision import Revision
from cleanup.version import __version__

_LEVELS = {Safety.SAFE: "error", Safety.REVIEW: "warning", Safety.FLAG: "note"}


# What somebody decided to keep is shown as suppressed: in the article itself, or in the baseline.
_SUPPRESSED = {KEPT: "inSource", BASELINE: "external"}


def render(revisions: Iterable[Revision], unread: Iterable[str] = ()) -> str:
    """Return one SARIF log for all articles. Columns are code points, as `columnKind` says."""
    results: list[dict[str, Any]] = []
    rules: dict[str, int] = {}
    notes: list[dict[str, Any]] = [{"level": "error", "message": {"text": error}} for error in unread]
    for revision in revisions:
        for finding in revision.findings:
            results.append(_result(revision, finding.id, finding.proposal, rules))
        for lost in revision.set_aside:
            if lost.by in _SUPPRESSED:
                result = _result(revision, lost.finding.id, lost.finding.proposal, rules)
                results.append(
                    {**result, "suppressions": [{"kind": _SUPPRESSED[lost.by], "justification": lost.reason}]}
                )
        notes += [{"level": "error", "message": {"text": f"{revision.article.path}: {e}"}} for e in revision.errors]
    log = {
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [
            {
                "tool": {
                    "driver": {"name": "cleanup", "version": __version__, "rules": [_rule(name) for name in rules]}
                },
                "columnKind": "unicodeCodePoints",
                "results": results,
                "invocations": [{"executionSuccessful": not notes, "toolExecutionNotifications": notes}],
            }
        ],
    }
    return json.dumps(log, ensure_ascii=True, indent=1) + "\n"


def _rule(name: str) -> dict[str, Any]:
    text = documentation(name)
    return {
        "id": name,
        "shortDescription": {"text": text.partition("\n")[0]},
        "fullDescription": {"text": text.partition("\n\n")[0]},
        "help": {"text": text},
        "defaultConfiguration": {"level": "warning"},
    }


def _region(revision: Revision, start: int, end: int) -> dict[str, int]:
    line, column = revision.article.line_column(start)
    end_line, end_column = revision.article.line_column(end)
    return {
        "startLine": line,
        "startColumn": column,
        "endLine": end_line,
        "endColumn": end_column,
        "charOffset": start,
        "charLength": end - start,
    }


def _fingerprint(revision: Revision, proposal: Proposal) -> str:
    """Return a fingerprint of what was found and of the words beside it in its paragraph, as a baseline knows it."""
    known = "\0".join(known_as(revision.article, proposal))
    return blake2b(known.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _result(revision: Revision, name: str, proposal: Proposal, rules: dict[str, int]) -> dict[str, Any]:
    path = revision.article.path
    artifact = {"uri": "stdin" if path == "-" else quote(os.fsencode(path.replace("\\", "/")), safe="/:")}
    edits = proposal.edits
    rules.setdefault(proposal.normalizer, len(rules))
    result: dict[str, Any] = {
        "ruleId": proposal.normalizer,
        "ruleIndex": rules[proposal.normalizer],
        "level": _LEVELS[proposal.safety],
        "message": {"text": proposal.message},
        "locations": [
            {"physicalLocation": {"artifactLocation": artifact, "region": _region(revision, *proposal.place)}}
        ],
        "partialFingerprints": {"cleanup/v1": name, "cleanup/v2": _fingerprint(revision, proposal)},
        "properties": {"safety": str(proposal.safety), "class": proposal.artifact, "evidence": proposal.evidence},
    }
    if edits:
        replacements = [
            {"deletedRegion": _region(revision, e.start, e.end), "insertedContent": {"text": e.replacement}}
            for e in edits
        ]
        result["fixes"] = [
            {
                "description": {"text": proposal.message},
                "artifactChanges": [{"artifactLocation": artifact, "replacements": replacements}],
            }
        ]
    return result
