"""The invariants, over generated text: damaged names, marks, spaces, emoji, right-to-left text, every kind of line end."""

from __future__ import annotations

import random
import re
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.article import Article
from cleanup.boilerplate import Kind
from cleanup.errors import EditError
from cleanup.files import encoded, read
from cleanup.glossary import open_index
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
    "\n\nRead also: the OTAN in Kiev\n\n", "\nPhoto: France Media Agency", "(With EFE)", "EFE", "\n\nShare on\n", "\nFacebook\n", "#ONU #OTAN",
    " Read also: Volodimir Zelensky and  the OTAN\n", "\nUpdated at 16:16 on 12/03/2022\n", "(Photo: EFE)", "\n\n\n", "Advertisement",
    "Londres", "Esplanade of mosques", "British Foreign Secretary David Lammy", "Elizabeth I", "World War I", "ß", "İ",
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
            # Only spaces and the shape of a mark may change in there.
            strip = str.maketrans("", "", ' \t\u00a0\u202f\u2007"“”«»')
            assert edit["text"].translate(strip) == new.translate(strip)


@given(TEXTS)
@example("https://un.org/ONU...the OTAN")
@thorough
def test_protected_stretches_are_never_touched(text: str) -> None:
    article = Article(text)
    for finding in cleanup.check(text, source_language="es").findings:
        # With a line that is not prose, what it holds goes as a whole; a part of it never does.
        whole = finding["class"] == "boilerplate" and finding["replacements"] == [""]
        for edit in [finding, *finding["with"]]:
            if finding["replacements"]:
                touched = [p for p in article.protected if p.start < edit["end"] and edit["start"] < p.end]
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


def _value(text: str) -> Decimal:
    """Return the value of a number, written with English or foreign marks, and of the word behind it."""
    match = re.fullmatch(r"(\d[\d.,\s]*?)\s*(thousand|million|billion|)", text)
    assert match, text
    number, word = match.groups()
    if re.fullmatch(r"\d{1,3}(?:[,\s]\d{3})+", number):
        number = re.sub(r"[,\s]", "", number)
    return Decimal(number.replace(",", ".")) * {"": 1, "thousand": 10**3, "million": 10**6, "billion": 10**9}[word]


@given(TEXTS)
@thorough
def test_numbers_never_change(text: str) -> None:
    options = {"source_language": "es", "date": "2021-05-11"}
    fixed = cleanup.check(text, ignore=["numbers", "boilerplate"], **options).revision.text(Safety.REVIEW)
    assert [c for c in fixed if c.isdigit()] == [c for c in text if c.isdigit()]
    for finding in cleanup.check(text, select=["numbers"], **options).findings:
        for right in finding["replacements"]:
            if finding["class"] == "numbers_units" and right:
                assert _value(finding["text"]) == _value(right)
            elif right:  # a time: the same minutes, and the same place on the face of a clock
                (hour, minute), (new_hour, new_minute) = (
                    re.findall(r"\d+", t + ":00")[:2] for t in (finding["text"], right)
                )
                assert (int(hour) % 12, minute) == (int(new_hour) % 12, new_minute)


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
            st.sampled_from(NORMALIZERS[:4]),
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


@given(TEXTS)
@thorough
def test_the_matcher_finds_what_a_plain_reading_of_its_rule_finds(text: str) -> None:
    # Every run of up to three capitalised tokens, one space between them, whose joined letters the glossary knows.
    index = open_index()
    found = {(hit.start, hit.end) for hit in index.find(text)}
    assert [hit.start for hit in index.find(text)] == sorted(hit.start for hit in index.find(text))
    tokens = list(TOKEN.finditer(text))
    for first, token in enumerate(tokens):
        letters = ""
        for last in range(first, min(first + 3, len(tokens))):
            if last > first and text[tokens[last - 1].end() : tokens[last].start()] != " ":
                break
            letters += fold(tokens[last].group())
            if token.group()[0].isupper() and index.postings(letters):
                assert (token.start(), tokens[last].end()) in found, (text, letters)


def test_a_name_across_the_end_of_a_block_is_found() -> None:
    index = open_index()
    for length in range(32_740, 32_790):
        text = "x" * (length // 2) + " " + "y" * (length - length // 2) + " Antony Blinken spoke."
        assert (length + 2, length + 16) in {(hit.start, hit.end) for hit in index.find(text)}
