"""Checks on material that lies beside the project in its workshop and nowhere else; skipped where it is missing."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import cleanup

SHARED = Path(__file__).resolve().parent.parent.parent / "shared"
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the evaluation material is not beside this checkout")


def test_the_first_article() -> None:
    (path,) = (SHARED / "seed").glob("*.txt")
    rows = [
        json.loads(line)
        for line in (SHARED / "artifacts/seed_annotations.jsonl").read_text(encoding="utf-8").splitlines()
    ]
    text = path.read_text(encoding="utf-8")
    found = [f for f in cleanup.check(text, source_language="es", date="2021-05-11").findings if f["safety"] == "safe"]
    wanted = [row for row in rows if row["level"] == "safe"]
    assert len(found) == 9
    assert all(any(f["start"] < row["end"] and row["start"] < f["end"] for f in found) for row in wanted)
    assert all(any(f["start"] < row["end"] and row["start"] < f["end"] for row in wanted) for f in found)


@pytest.mark.parametrize("language", [None, "es", "fr", "de", "it", "pt", "pl", "ru", "uk", "ar", "he", "tr", "zh"])
def test_clean_text_has_no_safe_edit(language: str | None) -> None:
    for line in (SHARED / "eval/clean.jsonl").read_text(encoding="utf-8").splitlines():
        text = "\n".join(json.loads(line)["paragraphs"])
        found = cleanup.check(text, source_language=language).findings
        assert [(f["text"], f["replacements"]) for f in found if f["safety"] == "safe"] == []
