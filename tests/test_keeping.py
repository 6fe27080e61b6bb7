"""What is kept as it is: by the article itself, or because a baseline knows it."""

# ruff: noqa: F811
from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from test_commands import Run, put, run  # noqa: F401

import cleanup
from cleanup.baseline import Baseline, Baselines, known_as, read_baseline, write_baseline
from cleanup.errors import ArticleSettingsError, SettingsError, UnwritableError

BAD = "Aix-la-Chapelle was quiet on Monday.  Shops opened late."
CLEAN = "The mayor opened the bridge on Monday."
KEEP = '<!-- cleanup: keep "Aix-la-Chapelle" \u2014 the name of a book -->'


def found(text: str, **options: Any) -> list[tuple[int, str]]:
    """Return line and normalizer of what is found."""
    return [(f["line"], f["normalizer"]) for f in cleanup.check(text, **options).findings]


# --- in the article


@pytest.mark.parametrize(
    "comment",
    [
        KEEP,
        KEEP.replace('"Aix-la-Chapelle"', "\u201cAix-la-Chapelle\u201d"),
        KEEP.replace('"Aix-la-Chapelle"', "places"),
        KEEP.replace('"Aix-la-Chapelle"', 'names, places "Bruselas"'),
        KEEP.replace("\u2014", ":"),
        KEEP.replace("\u2014", "-"),
        KEEP.replace("\u2014", "\u2013"),
        KEEP.replace("cleanup: keep", "CLEANUP:KEEP"),
        KEEP.replace(" the name", "\nthe name"),
        '<!--cleanup:keep "la-Chapelle"\u2014it\'s a book-->',
    ],
)
def test_what_is_kept_in_a_line_is_set_aside_with_its_reason(comment: str) -> None:
    result = cleanup.check(f"{comment}\n{BAD}\n\n{BAD}\n")
    line = comment.count("\n") + 2
    assert [(f["line"], f["normalizer"]) for f in result.findings] == [
        (line, "typography"), (line + 2, "places"), (line + 2, "typography"),
    ]  # fmt: skip
    [kept] = result.revision.set_aside
    assert (kept.by, kept.finding.proposal.normalizer) == ("kept", "places")
    assert kept.reason in ("the name of a book", "it's a book")
    assert result.fixed == f"{comment}\n{BAD.replace('  ', ' ')}\n\n{FIXED}\n"


FIXED = BAD.replace("Aix-la-Chapelle", "Aachen").replace("  ", " ")


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (f"{BAD} {KEEP}\n{BAD}\n", {2}),
        (f"{BAD}\n{BAD} {KEEP}\n{BAD}\n", {1, 3}),
        (f"{KEEP}\n\n\n{BAD}\n{BAD}\n", {5}),
        (f"{BAD}\r\n{KEEP}\r\n{BAD}\r\n", {1}),
        (f"{BAD}\n{KEEP}", {1}),
        (f"<p>{KEEP}{BAD}</p>\n<p>{BAD}</p>\n", {2}),
        (f"---\ncleanup-keep: places \u2014 a book\n---\n{BAD}\n\n{BAD}\n", set()),
        (f'---\nstyle: ap\ncleanup-keep: "Chapelle": x\nCLEANUP-KEEP: typography - y\n---\n{BAD}\n', set()),
        (f"{BAD}\ncleanup-keep: places \u2014 not in a front matter\n", {1}),
        (f"{BAD} <!-- cleaned up: keep places \u2014 x -->\n", {1}),
    ],
)
def test_it_counts_for_its_line_or_the_next_or_the_whole_article(text: str, lines: set[int]) -> None:
    assert {line for line, name in found(text) if name == "places"} == lines


def test_every_finding_in_the_words_is_kept_and_none_beside_them() -> None:
    text = '<!-- cleanup: keep "la  Chapelle" \u2014 as printed -->\nIn la  Chapelle and Aix-la-Chapelle  now.\n'
    assert [name for _, name in found(text)] == ["places", "typography"]


@pytest.mark.parametrize(
    ("comment", "said"),
    [
        ("<!-- cleanup: keep names -->", "line 2, what to keep: the reason is missing"),
        ("<!-- cleanup: keep names \u2014 -->", "the reason is missing"),
        ("<!-- cleanup: keep -->", "does not say what to keep"),
        ("<!-- cleanup: keep \u2014 a reason -->", "does not say what to keep"),
        ("<!-- cleanup: keep nmaes \u2014 a reason -->", "no normalizer 'nmaes'. Did you mean 'names'?"),
        ("<!-- cleanup: kep names \u2014 a reason -->", "'keep' is missing. Write for instance"),
        ("<!-- cleanup: -->", "'keep' is missing"),
    ],
)
def test_a_wish_without_sense_or_reason_is_refused(comment: str, said: str) -> None:
    with pytest.raises(ArticleSettingsError, match=said):
        cleanup.check(f"{CLEAN}\n{comment}\n")


def test_a_wish_that_keeps_nothing_is_said(run: Run) -> None:
    put("a.txt", f"{KEEP}\n{CLEAN}\n")
    got = run("check", "a.txt")
    assert got.code == 0
    assert "a.txt: line 1: nothing is found that 'keep \"Aix-la-Chapelle\"' would keep; take it out." in got.err
    assert "take it out" not in run("check", "a.txt", "--select", "names").err, "what did not run cannot know"


def test_comments_are_left_alone_and_change_nothing_around_them() -> None:
    text = f"<!-- he said :  Bruselas, Aix-la-Chapelle -->\n{CLEAN} <!-- two\n\nlines  of : it -->\n"
    assert found(text) == []


# --- a baseline


def test_only_what_is_new_is_reported(run: Run) -> None:
    put("articles/a.txt", BAD + "\n")
    put("articles/b.txt", f"{BAD}\n\n{BAD}\n")
    got = run("check", "articles", "--write-baseline", "known.json")
    assert (got.code, got.out) == (0, b"")
    assert "known from now on: 6 (articles: 2)" in got.err
    got = run("check", "articles", "--baseline", "known.json")
    assert (got.code, got.out) == (0, b"")
    assert "6 more in the baseline" in got.err
    put("articles/a.txt", f"Another first line.\n\n{BAD} He was late  again.\n")
    got = run("check", "articles", "--baseline", "known.json", "--format", "json")
    assert got.code == 1
    [first, second] = got.json["articles"]
    assert [(f["line"], f["column"]) for f in first["findings"]] == [(3, 69)]
    assert {f["by"] for f in first["set_aside"] + second["set_aside"]} == {"baseline"}
    assert got.json["summary"] == {"safe": 1, "review": 0, "flag": 0}


def test_the_configuration_may_name_it_and_fix_does_not_ask_it(run: Run) -> None:
    put("cleanup.toml", 'baseline = "lists/known.json"\n')
    put("a.txt", BAD + "\n")
    Path("lists").mkdir()
    assert run("check", "a.txt", "--write-baseline", "lists/known.json").code == 0
    assert run("check", "a.txt").code == 0
    assert json.loads(Path("lists/known.json").read_text())["known"][0]["path"] == "../a.txt"
    assert run("fix", "a.txt").text == FIXED + "\n"


@pytest.mark.parametrize(
    ("text", "new"),
    [
        (BAD, 0),
        ("Zero. " + BAD, 0),  # other words before
        (BAD.replace("was quiet", "slept well"), 1),  # other words behind, and none before that could be the same
        (BAD.replace("Shops opened", "Trains left"), 0),
        (f"{BAD}\n\n{BAD}", 2),  # it is known once
        (BAD.replace("on Monday", "on Sunday").replace("Shops", "Bars"), 1),  # changed on both sides of the spaces
        (f"Shops closed early.  {CLEAN}", 1),
        (BAD.replace("Aix-la-Chapelle", "Aix la Chapelle"), 1),
    ],
)
def test_an_entry_is_known_again_by_content_and_neighbours(tmp_path: Path, text: str, new: int) -> None:
    path = tmp_path / "known.json"
    write_baseline(path, [cleanup.check(f"First.\n\n{BAD}\n", path=str(tmp_path / "a.txt")).revision])
    revision = cleanup.check(f"Begin.\n\n\n\n{text}\n", path=str(tmp_path / "a.txt")).revision
    settled = Baselines().settle(revision, path)
    assert len(settled.findings) == new


def test_a_renamed_file_is_known(tmp_path: Path) -> None:
    path = tmp_path / "known.json"
    write_baseline(path, [cleanup.check(BAD, path=str(tmp_path / "a.txt")).revision])
    assert Baselines().settle(cleanup.check(BAD, path=str(tmp_path / "b.txt")).revision, path).findings == ()


def test_what_is_no_longer_found_is_said(run: Run) -> None:
    put("a.txt", BAD + "\n")
    put("b.txt", BAD + "\n")
    run("check", "a.txt", "b.txt", "--write-baseline", "known.json")
    put("a.txt", CLEAN + "\n")
    got = run("check", "a.txt", "--baseline", "known.json")
    assert got.code == 0
    assert "known.json: no longer found in a.txt: 'Aix-la-Chapelle' (places), '  ' (typography). Write" in got.err
    assert "b.txt" not in got.err, "it was not checked"
    Path("b.txt").unlink()
    assert "no longer found in b.txt" in run("check", "a.txt", "--baseline", "known.json").err


def test_the_file_is_the_same_whatever_the_order_and_has_an_entry_a_line(tmp_path: Path) -> None:
    revisions = [cleanup.check(t, path=str(tmp_path / n)).revision for n, t in (("b", BAD), ("a", f"{BAD}\n\n{BAD}"))]
    path = tmp_path / "known.json"
    assert write_baseline(path, revisions) == 6
    first = path.read_bytes()
    write_baseline(path, revisions[::-1])
    assert path.read_bytes() == first
    lines = first.decode().splitlines()
    assert len(lines) == 6
    assert [json.loads(line.rstrip(","))["path"] for line in lines[1:-1]] == ["a", "a", "b", "b"]
    assert sum(json.loads(line.rstrip(",")).get("count", 1) for line in lines[1:-1]) == 6
    assert write_baseline(path, []) == 0
    assert json.loads(path.read_text()) == {"version": 1, "known": []}
    assert list(tmp_path.iterdir()) == [path]


def test_a_baseline_keeps_its_permissions_and_is_left_alone_where_it_cannot_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "known.json"
    write_baseline(path, [])
    path.chmod(0o640)
    write_baseline(path, [cleanup.check(BAD).revision])
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    before = path.read_bytes()
    monkeypatch.setattr("os.fsync", lambda _: (_ for _ in ()).throw(OSError(28, "No space left on device")))
    with pytest.raises(UnwritableError, match="No space left on device"):
        write_baseline(path, [])
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_a_baseline_is_not_written_without_what_could_not_be_checked(run: Run) -> None:
    put("a.txt", BAD)
    got = run("check", "a.txt", "none.txt", "--write-baseline", "known.json")
    assert got.code == 2
    assert "was not written: it would lack what could not be checked" in got.err
    assert not Path("known.json").exists()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "is no JSON"),
        (b"\xff", "is no JSON"),
        (b"[]", "not of version 1"),
        (b'{"version": 2, "known": []}', "not of version 1"),
        (b'{"version": 1, "known": [{}]}', "entry 1: KeyError"),
        (b'{"version": 1, "known": [7]}', "entry 1: TypeError"),
        (
            b'{"version": 1, "known": [{"path": "a", "normalizer": 1, "class": "", "text": "", "before": "", "after": ""}]}',
            "1 is no text",
        ),
    ],
)
def test_a_damaged_baseline_is_refused_with_the_remedy(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "known.json"
    path.write_bytes(content)
    with pytest.raises(SettingsError, match=f"{said}.*--write-baseline"):
        read_baseline(path)


def test_the_neighbours_end_with_the_paragraph() -> None:
    revision = cleanup.check(f"Words of another one.\n\n{BAD}\n\nAnd another one.\n").revision
    keys = [known_as(revision.article, f.proposal) for f in revision.findings]
    assert [(k.before, k.after) for k in keys] == [("", "was quiet on"), ("quiet on Monday.", "Shops opened late.")]


def test_paths_start_from_the_folder_of_the_file(tmp_path: Path) -> None:
    baseline = Baseline(tmp_path / "lists" / "known.json", {})
    assert baseline.name_of(str(tmp_path / "a b" / "c.txt")) == "../a b/c.txt"
    assert baseline.name_of("-") == "-"
