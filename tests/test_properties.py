"""The invariants, over generated text: damaged names, marks, spaces, emoji, right-to-left text, every kind of line end."""

from __future__ import annotations

import html as html_entities
import random
import re
import unicodedata
from collections import Counter
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.article import Article
from cleanup.boilerplate import Kind
from cleanup.errors import EditError
from cleanup.files import encoded, read
from cleanup.glossary import Index, open_index
from cleanup.glossary.folding import TOKEN, fold
from cleanup.normalizers import NORMALIZERS
from cleanup.outputs import criticmarkup, html, terminal, unified
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.resolution import resolve
from cleanup.revision import apply, segments

PIECES = st.sampled_from([
    "Foreign Secretary Anthony Blinken", "Gabi Ashkenaz I", "Er dogan", "Recep Tayyip Erdogan", "Sheikh Jarrá", "la ONU",
    "the OTAN", "Volodimir Zelensky", "kyiv", "Kiev", "Tel-Aviv", "«sí»", "« oui »", '"', "“", "”", "'", "’", "it's own",
    "would of been", "¿Cómo?", "¡Hola!", "said.The", " ,", "  ", "\u00a0", "\u202f", "...", "..", ",,", "\n", "\n\n", "\r\n",
    "\t", "😀", "👩‍👩‍👧", "e\u0301", "السلام", "שלום", "\u200f", "\ufeff", "https://un.org/ONU", "a@b.es", "@ONU", "#ONU",
    "`ONU`", "the minister", "spoke", "on Friday", ".", ",", "?", "!", "U.S.", "3,5", "5'10\"", "GABI ASHKENAZ I",
    "control, ”said", "” opened “", "”we go”", "150 thousand", "16:16 p.m.", "15:00 a.m.", "3,5 percent", "232 243 cases", "1,250 million", "$5 million dollars", "the the",
    "with with", "four years. years.", "Netanyahuthen", "PutinIn", "Supreme Courtwhich", "18h30",
    "12.500 people", "1.234,50 euros", "1.234.567 votes", "26.750 $", "100 €", "5 % percent", "% 20", "2 milliards of euros", "5 millions of dollars",
    "2 thousand 500", "124 thousand million pesos", "38º C", "the 21th", "a 20 years old man", "100 m2", "on the 11 of May",
    "The 2 of October of 1968", "from 5 to 10 of May", "the XX century", "an XIX century church", "the century XIX", "the years 80",
    "the past Monday", "said this Tuesday", "the Friday in the morning", "yesterday (9th)", "29/04/2018.", "8 a.m. in the morning",
    "at 20:00 hours", "at 9 in the night", "Monday, 10 May 2022", "31 April", "the 14-F", "11. May 2021",
    "\n\nRead also: the OTAN in Kiev\n\n", "\nPhoto: France Media Agency", "(With EFE)", "EFE", "\n\nShare on\n", "\nFacebook\n", "#ONU #OTAN",
    " Read also: Volodimir Zelensky and  the OTAN\n", "\nUpdated at 16:16 on 12/03/2022\n", "(Photo: EFE)", "\n\n\n", "Advertisement",
    "Londres", "Esplanade of mosques", "British Foreign Secretary David Lammy", "Elizabeth I", "World War I", "ß", "İ",
    "GarcÃ\u00ada", "Volodimir Zelenskyâ€™s", "Anthony\u00c2\u00a0Blinken", "â€œLondres", "Garc\ufffda", "Erdo?an", "\u00ad", "\u200b",
    "lon\u00addon", "Pаris", "Ｌｏｎｄｏｎ １", "ﬁnal", "\x93", "，", "&nbsp;", "&quot;", "&amp;", "it&#8217;s", "AT&amp;T", "[ad_1]",
    "<b>", "</b>", "**Londres**", "govern-\nment", "Zelen-\nsky", "(Photo by A/AFP) said", "Sánchez EFE said", "Џенет Jackson",
])  # fmt: skip
TEXTS = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=6)), max_size=14).map(" ".join) | st.lists(
    PIECES, max_size=10
).map("".join)
OPTIONS = st.fixed_dictionaries({}, optional={
    "date": st.sampled_from(["2010-05-01", "2021-05-11", "2026-03-01"]), "source_language": st.sampled_from(["es", "ru", "he", "xh"]),
    "style": st.sampled_from(["ap", "bbc", "guardian", "reuters", "un"]),
})  # fmt: skip
thorough = settings(max_examples=250, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@given(TEXTS, OPTIONS)
@example("Gabi Ashkenaz I..", {})
@example("« oui » ,", {})
@example("«sí»..", {})
@example("Foreign Secretary Anthony Blinken,,«sí»", {})
@example("four years. years.Foreign Secretary Anthony Blinken", {})
@example("Volodimir Zelensky Volodimir Zelensky", {"style": "ap"})
@thorough
def test_repairing_twice_is_repairing_once(text: str, options: dict[str, str]) -> None:
    once = cleanup.check(text, **options).fixed
    again = cleanup.check(once, **options)
    assert again.fixed == once, [f for f in again.findings if f["safety"] == "safe"]


@given(TEXTS, OPTIONS)
@thorough
def test_replaying_the_edits_gives_the_output_and_every_position_is_exact(text: str, options: dict[str, str]) -> None:
    result = cleanup.check(text, **options)
    assert not result.revision.errors
    edits = []
    for finding in result.findings:
        assert text[finding["start"] : finding["end"]] == finding["text"]
        if finding["safety"] == "safe":
            edits.append((finding["start"], finding["end"], finding["replacements"][0]))
            edits += [(more["start"], more["end"], more["replacement"]) for more in finding["with"]]
    replayed = text
    for start, end, replacement in sorted(edits, reverse=True):
        replayed = replayed[:start] + replacement + replayed[end:]
    assert replayed == result.fixed


@given(TEXTS, OPTIONS)
@thorough
def test_outputs_are_drawn_from_the_same_revision(text: str, options: dict[str, str]) -> None:
    revision = cleanup.check(text, **options).revision
    rebuilt_old = "".join(piece for piece, _, _ in segments(text, revision.findings))
    rebuilt_new = "".join(edit.replacement if edit else piece for piece, _, edit in segments(text, revision.findings))
    assert rebuilt_old == text
    assert rebuilt_new == revision.text(Safety.REVIEW)
    for render in (criticmarkup.render, unified.render, terminal.render):
        assert isinstance(render(revision), str)
    assert "<script" not in html.render([revision])


@given(TEXTS)
@thorough
def test_wording_inside_quotation_marks_is_never_safe(text: str) -> None:
    article = Article(text)
    for finding in cleanup.check(text, source_language="es", date="2021-05-11").findings:
        if finding["safety"] != "safe" or not article.in_quotation(finding["start"], finding["end"]):
            continue
        for edit in [finding, *finding["with"]]:
            new = edit.get("replacement", finding["replacements"][0])
            assert _said(edit["text"]) == _said(new)


def _said(text: str) -> str:
    """Return what a text says: not its spaces, the shape of its marks, the form of its letters, what nobody sees."""
    text = "".join(c for c in html_entities.unescape(text) if unicodedata.category(c) not in ("Cf", "Cc"))
    return re.sub('[ "“”«»]', "", unicodedata.normalize("NFKC", text))


@given(TEXTS)
@example("https://un.org/ONU...the OTAN")
@thorough
def test_protected_stretches_are_never_touched(text: str) -> None:
    article = Article(text)
    kept = set(article.protected) - set(article.markup)  # left-over markup is repaired, code and addresses are not
    for finding in cleanup.check(text, source_language="es").findings:
        # With a line that is not prose, what it holds goes as a whole; a part of it never does.
        whole = finding["class"] == "boilerplate" and finding["replacements"] == [""]
        for edit in [finding, *finding["with"]]:
            if finding["replacements"]:
                touched = [p for p in kept if p.start < edit["end"] and edit["start"] < p.end]
                assert all(whole and edit["start"] <= p.start and p.end <= edit["end"] for p in touched)


@given(TEXTS)
@thorough
def test_what_is_not_prose_is_taken_out_or_left_alone(text: str) -> None:
    article = Article(text)
    for finding in cleanup.check(text, source_language="es").findings:
        if finding["class"] == "boilerplate":
            assert finding["safety"] != "safe"
            continue
        for edit in [finding, *finding["with"]]:
            for stretch in article.not_prose:
                named = stretch.kind is Kind.CREDIT and finding["normalizer"] == "organisations"
                assert named or edit["end"] <= stretch.start or stretch.end <= edit["start"]


@given(TEXTS)
@example("EFE\n\nShare on\n\n\n")
@thorough
def test_taking_out_what_is_not_prose_twice_is_taking_it_out_once(text: str) -> None:
    once = cleanup.check(text, select=["boilerplate"]).revision.text(Safety.REVIEW)
    assert cleanup.check(once, select=["boilerplate"]).revision.text(Safety.REVIEW) == once


SCALES = {
    "thousand": 10**3, "million": 10**6, "milliard": 10**9, "billion": 10**9, "trillion": 10**12,
    "thousand million": 10**9,
}  # fmt: skip
QUANTITY = re.compile(
    r"(?<![\w.,])(\d+(?:[., \u00a0\u202f]\d+)*)(?:\s(thousand million|thousand|million|milliard|billion|trillion)s?(?: (\d{3})(?!\d))?)?"
)


def _values(text: str) -> list[set[Decimal]]:
    """Return every quantity of a text; one with foreign marks has several readings."""
    found = []
    for number, scale, rest in QUANTITY.findall(text.replace("m2", "")):
        readings = {re.sub(r"[,\s]", "", number)}
        if re.search(r"[.,]", number):
            readings.add(re.sub(r"[.\s]", "", number).replace(",", "."))
        values = {Decimal(reading) for reading in readings if reading.count(".") < 2}
        found.append({value * SCALES.get(scale, 1) + int(rest or 0) for value in values})
    return found


MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"


def _days(text: str, clock: bool) -> tuple[Counter[int], set[str]]:
    """Return the figures and the months of a date; those of a time as they stand on the face of a `clock`."""
    roman = {"XX": "20", "XIX": "19"}
    text = re.sub(r"\b(?:XIX|XX)\b", lambda match: roman[match.group()], text)
    figures = [int(re.sub(r"^\d\d(?=\d\ds)", "", figure).rstrip("s")) for figure in re.findall(r"\d+s?", text)]
    if clock:
        figures = [figure % 12 if figure < 25 else figure for figure in figures]
    months = {month[:3] for month in re.findall(rf"\b(?:{MONTHS}|Oct\.|Feb\.)", text)}
    return Counter(figure for figure in figures if figure), months


def _window(text: str, finding: dict[str, Any]) -> tuple[str, str]:
    """Return the words around a finding before and after its edits."""
    edits = [(finding["start"], finding["end"], finding["replacements"][0])]
    edits += [(more["start"], more["end"], more["replacement"]) for more in finding["with"]]
    start, end = min(e[0] for e in edits), max(e[1] for e in edits)
    start -= len(re.search(r"\S*$", text[:start]).group())  # type: ignore[union-attr]
    end += len(re.match(r"\S*", text[end:]).group())  # type: ignore[union-attr]
    new = text[start:end]
    for first, last, replacement in sorted(edits, reverse=True):
        new = new[: first - start] + replacement + new[last - start :]
    return text[start:end], new


@given(TEXTS)
@thorough
def test_numbers_never_change(text: str) -> None:
    options = {"source_language": "es", "date": "2021-05-11"}
    # The digits of an entity are no number.
    fixed = cleanup.check(text, ignore=["numbers", "dates", "markup", "boilerplate"], **options).revision.text(
        Safety.REVIEW
    )
    full_width = {0xFF10 + n: str(n) for n in range(10)}
    assert [c for c in fixed.translate(full_width) if c.isdigit()] == [
        c for c in text.translate(full_width) if c.isdigit()
    ]
    for finding in cleanup.check(text, select=["numbers", "dates"], **options).findings:
        if not finding["replacements"]:
            continue
        old, new = _window(text, finding)
        if finding["class"] == "numbers_units":
            before, after = _values(old), _values(new)
            assert len(before) == len(after) and all(a & b for a, b in zip(before, after, strict=True)), (old, new)
        else:
            clock = re.search(r"[ap]\.?m\b|\bhours|\bnight|\dh\d", old) is not None
            (before_figures, before_months), (after_figures, after_months) = _days(old, clock), _days(new, clock)
            assert after_figures <= before_figures, (old, new)
            assert not before_months or after_months <= before_months, (old, new)


@given(TEXTS)
@thorough
def test_no_edits_no_change_in_bytes(text: str) -> None:
    data = text.encode("utf-8", "surrogatepass")
    try:
        source = read("-", data)
    except cleanup.CleanupError:
        return
    assert encoded(source, source.article.prose) == data


@given(
    st.lists(
        st.tuples(
            st.integers(0, 12),
            st.integers(0, 6),
            st.text("xyz", max_size=3),
            st.sampled_from(["safe", "review"]),
            st.sampled_from([*NORMALIZERS[:4], "grammar"]),
        ),
        max_size=8,
    ),
    st.randoms(),
)
@settings(deadline=None)
def test_the_order_of_proposals_never_matters(rows: list[tuple[int, int, str, str, str]], rng: random.Random) -> None:
    prose = "abcdefghijklmnopqrs"
    proposals = []
    for start, length, new, safety, name in rows:
        expected = prose[start : start + length]
        if expected != new:
            edit = Edit(start, start + length, expected, new)
            proposals.append(Proposal(name, "test", Safety(safety), start, start + length, (edit,), f"{new}!"))
    article = Article(prose)
    first = resolve(article, proposals, NORMALIZERS)
    shuffled = list(proposals)
    rng.shuffle(shuffled)
    assert resolve(article, shuffled, NORMALIZERS) == first
    edits = [edit for finding in first.accepted for edit in finding.proposal.edits]
    apply(prose, edits)  # accepted edits never touch each other
    assert len(first.accepted) + len(first.set_aside) == len(set(proposals))
    winners = {finding.id for finding in first.accepted}
    assert all(lost.by in winners for lost in first.set_aside)


@pytest.mark.parametrize("edit", [Edit(2, 5, "XXX", "y"), Edit(8, 11, "ij\n", "y"), Edit(9, 12, "jkl", "y")])
def test_an_edit_that_does_not_find_what_it_expects_fails_loudly(edit: Edit) -> None:
    with pytest.raises(EditError, match="nothing was changed"):
        apply("abcdefghij", [edit])


def test_two_edits_that_touch_are_refused() -> None:
    with pytest.raises(EditError, match="touch"):
        apply("abcdef", [Edit(1, 4, "bcd", "x"), Edit(3, 5, "de", "y")])


def test_a_normalizer_that_raises_is_reported_and_the_article_goes_on(monkeypatch: pytest.MonkeyPatch) -> None:
    from cleanup.normalizers import names

    def broken(reading: object) -> None:
        raise RuntimeError("on purpose")

    monkeypatch.setattr(names, "normalize", broken)
    result = cleanup.check("A space  too many.")
    assert result.fixed == "A space too many."
    (error,) = result.revision.errors
    assert error.startswith("names: RuntimeError: on purpose")


def test_empty_text() -> None:
    result = cleanup.check("")
    assert result.findings == []
    assert result.fixed == ""


GAPS = re.compile(
    "[ \u00a0\u202f\u2009]{1,2}|[ \u00a0\u202f\u2009]?[-'’‘`´‐‑‒–][ \u00a0\u202f\u2009]?|[ \t]*\r?\n[ \t]*"
)


def plain_hits(index: Index, text: str) -> list[tuple[int, int, str]]:
    """Read the rule of the matcher plainly: join the letters of up to 14 tokens, and look the key up each time."""
    hits = []
    tokens = list(TOKEN.finditer(text))
    for first, token in enumerate(tokens):
        letters, here = "", []
        for last in range(first, min(first + 14, len(tokens))):
            piece = tokens[last]
            if last > first:
                before = tokens[last - 1]
                gap = text[before.end() : piece.start()]
                initials = len(before.group()) < 3 and before.group().isupper() and gap in (".", ". ", ".\u00a0")
                if not (initials or GAPS.fullmatch(gap)):
                    break
            letters += fold(piece.group())
            plural = len(piece.group()) > 1 and piece.group()[-1] == "s" and len(letters) > 3
            if index.postings(letters):
                here.append((token.start(), piece.end(), letters))
            elif plural and index.postings(letters[:-1]):
                here.append((token.start(), piece.end() - 1, letters[:-1]))
        hits += reversed(here)
    return hits


@given(st.lists(TEXTS, max_size=3).map("\r\n".join))
@example("Gabi \r\n Ashkenaz I. Tel - Aviv's, J. D. Vance and J.D.Vance")
@example("the state\nDuma, State Dumas, e\u0301 Kiev\u2009-Kyiv ONUs ONUS")
@thorough
def test_the_matcher_finds_what_a_plain_reading_of_its_rule_finds(text: str) -> None:
    index = open_index()
    found = [(hit.start, hit.end, hit.key) for hit in index.find(text)]
    expected = plain_hits(index, text)
    assert [hit for hit in found if text[hit[0]].isupper()] == [hit for hit in expected if text[hit[0]].isupper()]
    assert set(found) <= set(expected)  # at a small letter only forms that have one are looked for


def test_a_name_across_the_end_of_a_block_is_found() -> None:
    index = open_index()
    for length in range(32_740, 32_790):
        text = "x" * (length // 2) + " " + "y" * (length - length // 2) + " Antony Blinken spoke."
        assert (length + 2, length + 16) in {(hit.start, hit.end) for hit in index.find(text)}
