"""One self-contained HTML page: every change in the text and beside it, with counts, a legend and the reasons.

No script, no font and no image from elsewhere. The two views are switched by radio buttons and styles alone; a reason
appears when its change has the focus or the pointer, and all reasons stand in the list behind the text, which is also
what is printed. Safety is told by words and by the shape of a border, never by colour alone.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from html import escape

from cleanup.proposal import Proposal, Safety
from cleanup.resolution import Finding
from cleanup.revision import Revision, segments

_STYLE = """
:root{color-scheme:light dark;--ink:#1d2125;--soft:#5d6670;--paper:#fff;--panel:#f5f6f7;--line:#d5d9dd;--del:#9a1c28;
--del-bg:#fdeaec;--ins:#0f5a2d;--ins-bg:#e4f5ea;--flag:#6b3fa0;--flag-bg:#f1eafa;--safe:#0f5a2d;--review:#8a5300;--focus:#0b57d0}
@media (prefers-color-scheme:dark){:root{--ink:#e7eaed;--soft:#a3acb5;--paper:#16191c;--panel:#1f2428;--line:#3a4148;
--del:#ffb3ba;--del-bg:#4a1c22;--ins:#a6e8bd;--ins-bg:#153a24;--flag:#d6bcf7;--flag-bg:#33234a;--safe:#a6e8bd;
--review:#f2c078;--focus:#8ab4f8}}
*{box-sizing:border-box}
body{margin:0 auto;max-width:72rem;padding:1.5rem;font:1rem/1.6 Georgia,"Times New Roman",serif;color:var(--ink);background:var(--paper)}
header,nav,.legend,.list,table,footer{font-family:system-ui,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif}
h1{font-size:1.25rem;margin:0 0 .25rem;overflow-wrap:anywhere}h2{font-size:1.05rem;margin:2rem 0 .5rem}
.facts{color:var(--soft);margin:0 0 1rem}
.counts{display:flex;flex-wrap:wrap;gap:.5rem;padding:0;margin:0 0 1rem;list-style:none}
.counts li{border:1px solid var(--line);border-radius:.4rem;background:var(--panel);padding:.2rem .7rem}
.legend{font-size:.875rem;color:var(--soft);margin:0 0 1rem}
.switch{position:absolute;opacity:0}
nav label{display:inline-block;border:1px solid var(--line);border-radius:.4rem;padding:.25rem .8rem;margin-right:.3rem;cursor:pointer}
.to-text:checked~nav label:first-child,.to-side:checked~nav label:last-child{background:var(--ink);color:var(--paper)}
.to-text:focus-visible~nav label:first-child,.to-side:focus-visible~nav label:last-child{outline:2px solid var(--focus);outline-offset:2px}
.to-text:checked~.beside,.to-side:checked~.running{display:none}
.prose{white-space:pre-wrap;overflow-wrap:anywhere}
.running{max-width:46rem;margin-top:1rem}
.beside{display:grid;grid-template-columns:1fr 1fr;gap:1.5rem;margin-top:1rem}
.beside h2{margin-top:0}
@media (max-width:48rem){.beside{grid-template-columns:1fr}}
del{color:var(--del);background:var(--del-bg);text-decoration:line-through}
del+ins{margin-left:.15em}
ins{color:var(--ins);background:var(--ins-bg);text-decoration:none;font-weight:600}
.change{position:relative;border-bottom:2px solid;padding-bottom:1px;scroll-margin:30vh}
.safe{border-bottom-color:var(--safe)}.review{border-bottom:2px dashed var(--review)}
.flagged{position:relative;background:var(--flag-bg);border-bottom:2px dotted var(--flag);scroll-margin:30vh}
.change:focus-visible,.flagged:focus-visible,.list li:target{outline:2px solid var(--focus);outline-offset:2px}
sup{font:600 .68rem system-ui,sans-serif;margin-left:1px}
sup a{color:var(--soft);text-decoration:none;padding:0 1px}
.why{display:none;position:absolute;z-index:2;left:0;top:1.7em;width:max-content;max-width:min(26rem,80vw);padding:.5rem .7rem;border:1px solid var(--line);
border-radius:.4rem;background:var(--panel);color:var(--ink);font:400 .85rem/1.45 system-ui,sans-serif;white-space:normal;box-shadow:0 3px 12px rgb(0 0 0/.25)}
.change:hover>.why,.change:focus>.why,.change:focus-within>.why,.flagged:hover>.why,.flagged:focus>.why,.flagged:focus-within>.why{display:block}
.list ol{padding-left:2.2rem}.list li{margin:0 0 .7rem;padding:.1rem .2rem}
.level{font-weight:600}.level.safe{color:var(--safe);border:0}.level.review{color:var(--review);border:0}.level.flag{color:var(--flag)}
.evidence{color:var(--soft);font-size:.875rem}
@media print{body{max-width:none;padding:0;font-size:10.5pt}nav,.why,sup a::after{display:none!important}.running{display:block!important;max-width:none}
.beside{display:none!important}.list li{break-inside:avoid}del,ins,.flagged{background:none}}
"""


def render(revisions: Sequence[Revision]) -> str:
    """Return one page for one or several articles."""
    title = revisions[0].article.path if len(revisions) == 1 else f"{len(revisions)} articles"
    body = "\n".join(_article(number, revision) for number, revision in enumerate(revisions, 1))
    return _valid(
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        f"<title>{escape(title)} · proposed changes</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n{body}\n</body>\n</html>\n"
    )


def _valid(page: str) -> str:
    """Return a page that is valid UTF-8: lone surrogates of a file name or a text are shown as what they are, damage."""
    return page.encode("utf-8", "replace").decode()


def _article(number: int, revision: Revision) -> str:
    article = revision.article
    counts = revision.counts()
    facts = [
        f"Style {revision.style}",
        f"source language {article.source_language or 'unknown'}",
        f"dated {article.date}" if article.date else "no date",
    ]
    # Several articles on one page need radio groups of their own, so the ids carry the article's number.
    return f"""<article>
<header><h1>{escape(article.path)}</h1><p class="facts">{escape(" · ".join(facts))}</p>
<ul class="counts"><li><b>{counts["safe"]}</b> safe</li><li><b>{counts["review"]}</b> for review</li><li><b>{counts["flag"]}</b> flagged</li><li><b>{len(revision.set_aside)}</b> set aside</li></ul></header>
<p class="legend"><span class="change safe"><del>old</del> <ins>new</ins></span> safe: certain, <code>fix</code> applies it · <span class="change review"><del>old</del> <ins>new</ins></span> for review: an editor decides · <span class="flagged">words</span> flagged: something is wrong, and the text alone does not say what is right</p>
<input class="switch to-text" type="radio" name="view-{number}" id="text-{number}" checked><input class="switch to-side" type="radio" name="view-{number}" id="side-{number}">
<nav aria-label="View"><label for="text-{number}">In the text</label> <label for="side-{number}">Side by side</label></nav>
<div class="running prose">{_running(number, revision)}</div>
<div class="beside"><section><h2>As it was</h2><div class="prose">{_side(revision, old=True)}</div></section><section><h2>With every change</h2><div class="prose">{_side(revision, old=False)}</div></section></div>
{_list(number, revision)}
</article>"""


def _running(number: int, revision: Revision) -> str:
    """Return the text with its changes in place, and the flagged stretches marked where nothing is changed."""
    labels = {finding.id: i for i, finding in enumerate(revision.findings, 1)}
    flags = [f for f in revision.findings if not f.proposal.edits]
    out: list[str] = []
    at = 0
    shown: set[str] = set()
    for text, finding, edit in segments(revision.article.prose, revision.findings):
        if finding is None or edit is None:
            out.append(_flagged(number, text, at, flags, labels))
        else:
            first = finding.id not in shown
            shown.add(finding.id)
            out.append(_change(number, labels[finding.id], finding, edit.expected, edit.replacement, first))
        at += len(text)
    return "".join(out)


def _change(number: int, label: int, finding: Finding, old: str, new: str, first: bool) -> str:
    proposal = finding.proposal
    anchor = f' id="c{number}-{label}"' if first else ""
    visible = old.replace("\u00a0", "⍽").replace("\u202f", "⍽") if not old.strip() else old
    removed = f"<del>{escape(visible)}</del>" if old else ""
    added = f"<ins>{escape(new)}</ins>" if new else ""
    return (
        f'<span class="change {proposal.safety}"{anchor} tabindex="0" aria-describedby="w{number}-{label}">{removed}{added}'
        f'<sup><a href="#f{number}-{label}" aria-label="finding {label}">{label}</a></sup>{_why(number, label, proposal, first)}</span>'
    )


def _why(number: int, label: int, proposal: Proposal, first: bool) -> str:
    anchor = f' id="w{number}-{label}"' if first else ""
    choices = f"<br>Or: {escape(' | '.join(proposal.choices))}" if proposal.choices else ""
    return (
        f'<span class="why" role="tooltip"{anchor}><b>{proposal.safety}</b> · {escape(proposal.normalizer)}<br>{escape(proposal.message)}'
        f"{choices}</span>"
    )


def _flagged(number: int, text: str, at: int, flags: list[Finding], labels: dict[str, int]) -> str:
    """Mark the flagged stretches in an unchanged piece of text; where they overlap, the piece belongs to the first."""
    end = at + len(text)
    cuts = sorted({at, end, *(p for f in flags for p in (f.proposal.start, f.proposal.end) if at < p < end)})
    out: list[str] = []
    for start, stop in itertools.pairwise(cuts):
        piece = escape(text[start - at : stop - at])
        flag = next((f for f in flags if f.proposal.start <= start and stop <= f.proposal.end), None)
        if flag is None:
            out.append(piece)
            continue
        label = labels[flag.id]
        first = start == flag.proposal.start
        anchor = f' id="c{number}-{label}"' if first else ""
        mark = (
            f'<sup><a href="#f{number}-{label}" aria-label="finding {label}">{label}</a></sup>'
            if stop == flag.proposal.end
            else ""
        )
        out.append(
            f'<span class="flagged"{anchor} tabindex="0">{piece}{mark}{_why(number, label, flag.proposal, first)}</span>'
        )
    return "".join(out)


def _side(revision: Revision, old: bool) -> str:
    tag = "del" if old else "ins"
    out = []
    for text, _, edit in segments(revision.article.prose, revision.findings):
        if edit is None:
            out.append(escape(text))
        else:
            words = edit.expected if old else edit.replacement
            out.append(f"<{tag}>{escape(words)}</{tag}>" if words else "")
    return "".join(out)


def _list(number: int, revision: Revision) -> str:
    if not revision.findings and not revision.set_aside and not revision.errors:
        return '<section class="list"><h2>Findings</h2><p>Nothing was found.</p></section>'
    items = []
    for label, finding in enumerate(revision.findings, 1):
        items.append(
            f'<li id="f{number}-{label}" value="{label}">{_item(revision, finding)} <a href="#c{number}-{label}">in the text</a></li>'
        )
    lost = "".join(
        f"<li>{_item(revision, s.finding)}<br>Set aside: {escape(s.reason)}.</li>" for s in revision.set_aside
    )
    aside = f"<h2>Set aside</h2><ol>{lost}</ol>" if lost else ""
    errors = "".join(f"<p><b>Not checked:</b> {escape(error)}</p>" for error in revision.errors)
    return f'<section class="list"><h2>Findings</h2>{errors}<ol>{"".join(items)}</ol>{aside}</section>'


def _item(revision: Revision, finding: Finding) -> str:
    proposal = finding.proposal
    line, column = revision.article.line_column(proposal.place[0])
    change = "; ".join(
        f"<del>{escape(e.expected) if e.expected.strip() else '⍽' * len(e.expected)}</del> <ins>{escape(e.replacement)}</ins>"
        for e in proposal.edits
    )
    choices = f" Or: {escape(' | '.join(proposal.choices))}." if proposal.choices else ""
    evidence = f'<br><span class="evidence">Evidence: {escape(proposal.evidence)}</span>' if proposal.evidence else ""
    word = {Safety.SAFE: "safe", Safety.REVIEW: "for review", Safety.FLAG: "flagged"}[proposal.safety]
    return (
        f'<span class="level {proposal.safety}">{word}</span> · {escape(proposal.normalizer)} · line {line}, column {column} '
        f"{change}<br>{escape(proposal.message)}{choices}{evidence}"
    )
