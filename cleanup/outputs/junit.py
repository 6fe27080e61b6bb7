"""JUnit's XML: a suite for each article and a case for each normalizer, so that a build server counts and shows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from cleanup.outputs.text import sentence
from cleanup.outputs.xml import element, escaped
from cleanup.proposal import Proposal
from cleanup.revision import Revision

Case = tuple[Revision, Sequence[str], int]


def render(revisions: Iterable[Case], unread: Iterable[tuple[str, str]] = ()) -> str:
    """Return one document.

    Each revision comes with the normalizers that were asked for and the rank from which a finding fails its case; less
    certain findings stand in `system-out`. `unread` are the paths that could not be read, with the reason.
    """
    suites = [_suite(*revised) for revised in revisions]
    suites += [
        element(
            "testsuite",
            {"name": path, "tests": 1, "failures": 0, "errors": 1, "skipped": 0},
            f"\n{_case(path, 'reading', _problem('error', error, error))}\n",
        )
        for path, error in unread
    ]
    body = "".join(f"{suite}\n" for suite in suites)
    return f'<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="cleanup">\n{body}</testsuites>\n'


def _suite(revision: Revision, normalizers: Sequence[str], rank: int) -> str:
    path = revision.article.path
    cases = []
    failures = errors = 0
    for name in normalizers:
        found = [f.proposal for f in revision.findings if f.proposal.normalizer == name]
        failing = [p for p in found if p.safety.rank <= rank]
        shown = [p for p in found if p.safety.rank > rank]
        parts = []
        if name in revision.not_run:
            errors += 1
            said = next((error for error in revision.errors if error.startswith(f"{name}: ")), "it did not run")
            parts.append(_problem("error", said, said))
        elif failing:
            failures += 1
            summary = f"{len(failing)} finding{'s' if len(failing) != 1 else ''}"
            parts.append(_problem("failure", summary, _listing(revision, failing)))
        if shown:
            parts.append(element("system-out", {}, escaped(_listing(revision, shown))))
        cases.append(_case(path, name, "".join(parts)))
    counts = {"tests": len(cases), "failures": failures, "errors": errors, "skipped": 0}
    return element("testsuite", {"name": path, **counts}, "\n" + "".join(f"{case}\n" for case in cases))


def _case(path: str, name: str, content: str) -> str:
    return element("testcase", {"classname": path, "name": name}, content or None)


def _problem(kind: str, message: str, content: str) -> str:
    return element(kind, {"message": message}, escaped(content))


def _listing(revision: Revision, proposals: Iterable[Proposal]) -> str:
    lines = []
    for proposal in proposals:
        line, column = revision.article.line_column(proposal.place[0])
        lines.append(f"{revision.article.path}:{line}:{column}: {proposal.safety}: {sentence(proposal)}")
    return "\n".join(lines)
