"""What stands in the way of reading is mended first, and what others find there is carried back."""

from __future__ import annotations

import pytest

import cleanup
from cleanup.mending import Mended
from cleanup.proposal import Edit, Proposal, Safety

# "a[b]cd" with "[b]" made "XYZ" and "d" taken out: "aXYZc".
ORIGINAL = "a[b]cd"
EDITS = (Edit(1, 4, "[b]", "XYZ"), Edit(5, 6, "d", ""))


@pytest.mark.parametrize(
    ("start", "end", "replacement", "wanted"),
    [
        (0, 1, "A", Edit(0, 1, "a", "A")),
        (4, 5, "C", Edit(4, 5, "c", "C")),
        (0, 5, "new", Edit(0, 5, "a[b]c", "new")),
        (2, 3, "y", Edit(1, 4, "[b]", "XyZ")),
        (0, 2, "Ax", Edit(0, 4, "a[b]", "AxYZ")),
        (3, 5, "zC", Edit(1, 5, "[b]c", "XYzC")),
        (1, 4, "B", Edit(1, 4, "[b]", "B")),
        (1, 1, "-", Edit(1, 1, "", "-")),
        (2, 2, "-", Edit(1, 4, "[b]", "X-YZ")),
        (4, 4, "-", Edit(4, 4, "", "-")),
        (5, 5, "!", Edit(5, 5, "", "!")),
    ],
)
def test_an_edit_is_carried_back_with_the_repair_that_it_covers(
    start: int, end: int, replacement: str, wanted: Edit
) -> None:
    mended = Mended(ORIGINAL, EDITS)
    assert mended.prose == "aXYZc"
    edit = Edit(start, end, mended.prose[start:end], replacement)
    back = mended.back(Proposal("test", "test", Safety.SAFE, start, end, (edit,), "."))
    assert back is not None
    assert back.edits == (wanted,)
    assert ORIGINAL[wanted.start : wanted.end] == wanted.expected


def test_an_edit_that_undoes_the_repair_is_dropped() -> None:
    mended = Mended(ORIGINAL, EDITS)
    edit = Edit(1, 4, "XYZ", "[b]")
    assert mended.back(Proposal("test", "test", Safety.SAFE, 1, 4, (edit,), ".")) is None


def test_a_name_with_mojibake_in_it_is_known_at_once() -> None:
    result = cleanup.check("AnthonyÂ\u00a0Blinken met Volodimir Zelen\u00adsky&nbsp;in Kyiv.", date="2022-03-01")
    assert result.fixed == "Antony Blinken met Volodymyr Zelenskyy in Kyiv."
    assert cleanup.check(result.fixed, date="2022-03-01").fixed == result.fixed


def test_what_the_mended_text_says_is_never_touched_where_it_is_quoted() -> None:
    result = cleanup.check("He said: &quot;We leave Londres.&quot;", source_language="es")
    assert result.fixed == 'He said: "We leave Londres."'
    (londres,) = (f for f in result.findings if f["normalizer"] == "places")
    assert londres["safety"] == "review"


def test_every_round_mends_what_the_one_before_showed() -> None:
    assert cleanup.check("It was GarcÃ\u00ada\u00ad.").fixed == "It was García."


def test_without_them_the_prose_is_read_as_it_is() -> None:
    text = "AnthonyÂ\u00a0Blinken spoke."
    assert cleanup.check(text, select=["names"], date="2022-03-01").fixed == text
