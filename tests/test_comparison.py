"""Two given versions, word by word."""

from __future__ import annotations

import random
import time

from hypothesis import given, settings
from hypothesis import strategies as st

from cleanup.comparison import Change, compare_texts, explained
from cleanup.proposal import Edit


def rebuilt(old: str, changes: list[Change]) -> str:
    out, at = [], 0
    for change in changes:
        assert old[change.start : change.end] == change.old
        out += [old[at : change.start], change.new]
        at = change.end
    return "".join([*out, old[at:]])


def test_words_are_never_split() -> None:
    old = "Anthony Blinken met the minister.\n"
    new = "Antony Blinken met the ministers.\n"
    assert [(c.old, c.new) for c in compare_texts(old, new)] == [("Anthony", "Antony"), ("minister", "ministers")]


def test_neighbouring_words_are_one_change() -> None:
    (change,) = compare_texts("He is a very good old man.", "He is a rather bad young man.")
    assert (change.old, change.new) == ("very good old", "rather bad young")


@given(st.text(alphabet="ab .\né😀'", max_size=60), st.text(alphabet="ab .\né😀'", max_size=60))
@settings(deadline=None)
def test_the_changes_rebuild_the_new_text(old: str, new: str) -> None:
    assert rebuilt(old, compare_texts(old, new)) == new


def test_a_megabyte_of_unrelated_text_ends_in_time_and_is_usable() -> None:
    rng = random.Random(7)
    words = ["".join(rng.choices("abcdefghij", k=6)) for _ in range(5000)]

    def text() -> str:
        return "\n".join(" ".join(rng.choices(words, k=60)) for _ in range(2400))

    old, new = text(), text()
    assert len(old) > 1_000_000
    began = time.monotonic()
    changes = compare_texts(old, new, seconds=4)
    assert time.monotonic() - began < 60  # the limit of the work is 4 s; a slow machine may take longer to join it up
    assert rebuilt(old, changes) == new
    assert len(changes) > 100  # not one block for everything


def test_our_own_edits_explain_a_change() -> None:
    edit = Edit(0, 17, "Foreign Secretary", "Secretary of State")
    (first, *_) = compare_texts("Foreign Secretary Blinken", "Secretary of State Blinken")
    assert explained(first, [edit]) or any(
        explained(c, [edit]) for c in compare_texts("Foreign Secretary Blinken", "Secretary of State Blinken")
    )
    assert not explained(Change(0, 7, "Foreign", "Home"), [edit])
