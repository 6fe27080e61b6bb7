"""Patches: put onto a copy that changed in the meantime, nothing lost and nothing forced."""

from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from cleanup.errors import PatchError
from cleanup.patching import apply_patch, make_patch
from cleanup.proposal import Edit
from cleanup.revision import apply

TEXT = (
    "Foreign Secretary Anthony Blinken spoke with Gabi Ashkenaz I on Tuesday.\n\nThe talks in Sheikh Jarrá went on 😀 until "
    "night, and the minister left for 50% of the time.\n"
)


def edits(*pairs: tuple[str, str]) -> list[Edit]:
    return [Edit(TEXT.index(old), TEXT.index(old) + len(old), old, new) for old, new in pairs]


EDITS = edits(
    ("Foreign Secretary", "Secretary of State"), ("Anthony", "Antony"), ("Ashkenaz I", "Ashkenazi"), ("Jarrá", "Jarrah")
)


def test_a_patch_gives_what_its_edits_give() -> None:
    text, outcomes = apply_patch(make_patch(TEXT, EDITS), TEXT)
    assert text == apply(TEXT, EDITS)
    assert all(outcome.line for outcome in outcomes)


def test_a_copy_that_changed_elsewhere_is_patched_where_it_did_not() -> None:
    copy = "UPDATED at noon, with a new paragraph by hand 😀😀.\n\n" + TEXT.replace(
        "until night", "until late at night"
    )
    text, outcomes = apply_patch(make_patch(TEXT, EDITS), copy)
    assert text.startswith("UPDATED at noon")
    assert "Secretary of State Antony Blinken spoke with Gabi Ashkenazi on Tuesday" in text
    assert "Sheikh Jarrah" in text
    assert "until late at night" in text
    assert all(outcome.line for outcome in outcomes)


def test_what_no_longer_fits_is_reported_and_left_alone() -> None:
    copy = TEXT.replace("Gabi Ashkenaz I", "the Israeli minister")
    text, outcomes = apply_patch(make_patch(TEXT, EDITS), copy)
    assert [o.expected for o in outcomes if o.line is None] == ["Ashkenaz I"]
    assert text == copy.replace("Foreign Secretary Anthony", "Secretary of State Antony").replace("Jarrá", "Jarrah")


def test_an_edit_made_by_hand_already_is_not_made_twice() -> None:
    copy = apply(TEXT, EDITS)
    text, outcomes = apply_patch(make_patch(TEXT, EDITS), copy)
    assert text == copy
    assert all(outcome.line is None for outcome in outcomes)


def test_words_around_an_edit_may_have_changed() -> None:
    copy = TEXT.replace("spoke with Gabi", "talked to the Israeli foreign minister, Gabi").replace(
        "on Tuesday", "late on Wednesday"
    )
    text, _ = apply_patch(make_patch(TEXT, EDITS), copy)
    assert "talked to the Israeli foreign minister, Gabi Ashkenazi late on Wednesday" in text


@pytest.mark.parametrize("damaged", ["hello\n", "@@ nonsense @@\n x\n", "@@ -1,3 +1,3 @@\n abc\n"])
def test_a_damaged_patch_is_refused(damaged: str) -> None:
    with pytest.raises(PatchError, match="cleanup diff FILE --format patch"):
        apply_patch(damaged, TEXT)


def test_an_empty_patch_changes_nothing() -> None:
    assert apply_patch(make_patch(TEXT, []), TEXT) == (TEXT, [])


@given(st.text(alphabet="ab %😀\n@~é", min_size=1, max_size=60), st.data())
@settings(deadline=None)
def test_any_edits_round_trip(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, min(len(text), start + 8)))
    new = data.draw(st.text(alphabet="xyz ", max_size=5))
    assume(new != text[start:end])
    edit = Edit(start, end, text[start:end], new)
    assert apply_patch(make_patch(text, [edit]), text)[0] == apply(text, [edit])
