"""What lies inside quotation marks, and what only looks so."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleanup.article import Article
from cleanup.quotations import find_quotations, find_unpaired

INSIDE = [
    ('He said "we will stay" and left.', ['"we will stay"']),
    ("He said “we will stay” and left.", ["“we will stay”"]),
    ("Il dit « nous restons » et part.", ["« nous restons »"]),
    ("Er sagte »wir bleiben« und ging.", ["»wir bleiben«"]),
    ("Er sagte „wir bleiben“ und ging.", ["„wir bleiben“"]),
    ("On powiedział „zostajemy” i wyszedł.", ["„zostajemy”"]),
    ("He said 'we will stay' and left.", ["'we will stay'"]),
    ("He said ‘we will stay’ and left.", ["‘we will stay’"]),
    ('"Stay," she said. "Please stay."', ['"Stay,"', '"Please stay."']),
    ("She said: \"He told me 'no' twice.\" Then she left.", ["\"He told me 'no' twice.\""]),
    ("She said: “He told me ‘no’ twice.” Then she left.", ["“He told me ‘no’ twice.”"]),
    ("\"It's the workers' choice,\" he said.", ["\"It's the workers' choice,\""]),
    ("'It's the workers' choice,' he said.", ["'It's the workers' choice,'"]),
    ('The 6" pipe and the "large" one.', ['"large"']),
    ('("We agree," they wrote.)', ['"We agree,"']),
    ('A plan—"the best," he said—failed.', ['"the best,"']),
]
OUTSIDE = [
    "The minister's plan, the workers' rights and the Joneses' house.",
    "In the '90s and the ’80s, rock 'n' roll was king.",
    "A 6\" pipe, a man of 5'10\" and a board of 2' by 4'.",
    "Jesus' disciples and Dickens' novels.",
    "It’s Côte d’Ivoire’s and O’Neill’s turn.",
    "'Tis the season, 'twas ever so.",
    "The players’ union met the owners’ lawyers.",
    "He ran 26' 30\" at the trials.",
]


@pytest.mark.parametrize(("text", "inside"), INSIDE)
def test_quotations_are_found(text: str, inside: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == inside
    assert all(q.certain for q in find_quotations(text))
    assert not find_unpaired(text)


@pytest.mark.parametrize("text", OUTSIDE)
def test_marks_that_quote_nothing(text: str) -> None:
    assert find_quotations(text) == ()
    assert find_unpaired(text) == ()


def test_a_quotation_of_several_paragraphs_reopens_without_closing() -> None:
    text = '"We began early.\n\n"We went on all day.\n\n"We stopped at night," she said.\n\nThen they left.'
    quoted = [text[q.start : q.end] for q in find_quotations(text)]
    assert quoted == ['"We began early.', '"We went on all day.', '"We stopped at night,"']
    assert all(q.certain for q in find_quotations(text))
    assert not find_unpaired(text)


def test_a_quotation_may_close_lines_below() -> None:
    text = '"We began early.\nWe went on all day.\nWe stopped at night," she said.\nThen they left.'
    (quotation,) = find_quotations(text)
    assert text[quotation.start : quotation.end].endswith('at night,"')
    assert not find_unpaired(text)


def test_an_unbalanced_mark_makes_the_rest_of_its_paragraph_uncertain() -> None:
    text = 'He spoke of "attacks and losses. I was there.\n\nNext paragraph.'
    (quotation,) = find_quotations(text)
    assert not quotation.certain
    assert text[quotation.start : quotation.end] == '"attacks and losses. I was there.'
    article = Article(text)
    assert article.in_quotation(text.index("losses"), text.index("losses") + 6)
    assert not article.in_quotation(text.index("Next"), text.index("Next") + 4)
    (lost,) = find_unpaired(text)
    assert text[lost.position] == '"'


def test_a_stray_closing_mark_makes_what_stands_before_it_uncertain() -> None:
    text = 'We stand together," he said on Monday.'
    assert Article(text).in_quotation(3, 8)
    assert not Article(text).in_quotation(text.index("Monday"), text.index("Monday") + 6)


@given(st.text(alphabet="ab .,\n\"“”„«»'‘’s5", max_size=80))
def test_quotations_are_ordered_disjoint_and_within_the_text(text: str) -> None:
    end = 0
    for quotation in find_quotations(text):
        assert end <= quotation.start < quotation.end <= len(text)
        end = quotation.end


@given(
    st.text(alphabet="ab c.\n", max_size=30),
    st.text(alphabet="abc", min_size=1, max_size=10),
    st.text(alphabet="ab c.\n", max_size=30),
)
def test_balanced_words_are_always_inside(before: str, quoted: str, behind: str) -> None:
    text = f"{before} “{quoted}” {behind}"
    start = len(before) + 2
    assert Article(text).in_quotation(start, start + len(quoted))
