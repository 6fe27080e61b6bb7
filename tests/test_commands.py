"""The command line as a stranger uses it: every verb and option, exit codes, the JSON contract, bytes that stay."""

from __future__ import annotations

import codecs
import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from typer.testing import CliRunner

from cleanup.commands.app import app
from cleanup.errors import CleanupError
from cleanup.normalizers import NORMALIZERS
from cleanup.version import __version__

TEXT = (
    "Aix-la-Chapelle was quiet on Monday.  Shops opened late.\n\n"
    "Two envoys came to the café by train, the mayor said.\n\n"
    '"The road to Aix-la-Chapelle is closed," a driver said.\n'
    "He asked : why wait ?\n\n"
    '"A mark that nothing closes, he said.\n'
)
FIXED = (
    TEXT.replace("Aix-la-Chapelle was", "Aachen was")
    .replace("  Shops", " Shops")
    .replace("asked :", "asked:")
    .replace("wait ?", "wait?")
)
ALL = FIXED.replace("to Aix-la-Chapelle", "to Aachen")
CLEAN = "The mayor opened the bridge on Monday.\n"


@dataclass(frozen=True)
class Ran:
    code: int
    out: bytes
    err: str

    @property
    def text(self) -> str:
        return self.out.decode("utf-8")

    @property
    def json(self) -> Any:
        return json.loads(self.out)


Run = Callable[..., Ran]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a verb in an empty folder, in this process; errors that the user can mend count as exit 2, as in `main`."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)

    def call(*arguments: str, stdin: bytes = b"") -> Ran:
        result = CliRunner().invoke(app, list(arguments), input=stdin)
        if isinstance(result.exception, CleanupError):
            return Ran(2, result.stdout_bytes, f"{result.stderr}cleanup: {result.exception}\n")
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return Ran(result.exit_code, result.stdout_bytes, result.stderr)

    return call


def real(*arguments: str, cwd: Path, stdin: bytes = b"", **environment: str) -> Ran:
    """Run the front door of a checkout in a process of its own."""
    done = subprocess.run(
        [sys.executable, str(ROOT / "cli.py"), *arguments],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env={**os.environ, **environment},
        check=False,
    )
    return Ran(done.returncode, done.stdout, done.stderr.decode())


def put(name: str, text: str = TEXT, encoding: str = "utf-8") -> Path:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode(encoding))
    return path


def findings(run: Run, *arguments: str) -> list[dict[str, Any]]:
    document = run("check", *arguments, "--format", "json").json
    return [finding for article in document["articles"] for finding in article["findings"]]


# --- check


@pytest.mark.parametrize(
    ("text", "level", "code"),
    [
        (CLEAN, "flag", 0),
        ("The men met at 9 , he said.\n", "safe", 1),
        (CLEAN + '\n"A mark that nothing closes, he said.\n', "review", 0),
        (CLEAN + '\n"A mark that nothing closes, he said.\n', "flag", 1),
        ('"The road to Aix-la-Chapelle is closed," he said.\n', "safe", 0),
        ('"The road to Aix-la-Chapelle is closed," he said.\n', "review", 1),
    ],
)
def test_check_exits_with_1_from_a_level_on(run: Run, text: str, level: str, code: int) -> None:
    put("a.txt", text)
    assert run("check", "a.txt", "--fail-on", level).code == code


def test_the_default_level_is_review_and_the_configuration_may_change_it(run: Run) -> None:
    put("a.txt", CLEAN + '\n"A mark that nothing closes, he said.\n')
    assert run("check", "a.txt").code == 0
    put("cleanup.toml", 'fail_on = "flag"\n')
    assert run("check", "a.txt").code == 1
    assert run("check", "a.txt", "--fail-on", "safe").code == 0


def test_check_names_line_and_column_in_code_points(run: Run) -> None:
    put("a.txt", "\U0001f600\U0001f600 قال\r\n\r\n\U0001f600 was  late\r\nand Aix-la-Chapelle\n")
    got = run("check", "a.txt", "--select", "typography,places").text.splitlines()
    assert [line.split(" ", 1)[0] for line in got] == ["a.txt:3:6:", "a.txt:4:5:"]


TYPES: dict[str, type | tuple[type, ...]] = {
    "id": str,
    "start": int,
    "end": int,
    "text": str,
    "safety": str,
    "replacements": list,
    "with": list,
    "normalizer": str,
    "class": str,
    "entry": (str, type(None)),
    "message": str,
    "evidence": (str, type(None)),
    "line": int,
    "column": int,
}


@pytest.mark.parametrize("verb", ["check", "diff"])
def test_the_json_is_as_the_contract_has_it(run: Run, verb: str) -> None:
    put("a.txt")
    document = run(verb, "a.txt", "--format", "json", "--source-language", "es", "--date", "2021-05-11").json
    assert document["version"] == 1
    [article] = document["articles"]
    assert {"path", "format", "language", "findings", "set_aside", "errors"} <= set(article)
    assert (article["path"], article["format"], article["language"]) == ("a.txt", "text", "es")
    assert article["errors"] == []
    counts = {"safe": 0, "review": 0, "flag": 0}
    for finding in article["findings"]:
        assert set(TYPES) <= set(finding)
        assert all(isinstance(finding[key], kind) for key, kind in TYPES.items())
        assert finding["text"] == TEXT[finding["start"] : finding["end"]]
        before = TEXT[: finding["start"]]
        assert finding["line"] == before.count("\n") + 1
        assert finding["column"] == len(before) - before.rfind("\n")
        assert finding["normalizer"] in NORMALIZERS
        counts[finding["safety"]] += 1
    assert document["summary"] == counts
    assert all(counts.values()), "the text must show all three levels"
    assert len({finding["id"] for finding in article["findings"]}) == len(article["findings"])


def test_what_was_set_aside_names_its_winner(run: Run) -> None:
    put("a.txt", "The mayor came home from New-York  City at noon.\n")
    [article] = run("check", "a.txt", "--format", "json").json["articles"]
    [lost] = article["set_aside"]
    assert set(TYPES) <= set(lost)
    assert (lost["text"], lost["normalizer"]) == ("  ", "typography")
    assert lost["by"] == article["findings"][0]["id"]
    assert lost["reason"]
    shown, hidden = run("diff", "a.txt", "--set-aside"), run("diff", "a.txt")
    assert lost["reason"] in shown.text
    assert lost["reason"] not in hidden.text


def test_sarif_has_the_required_keys_and_true_regions(run: Run) -> None:
    put("a b.txt")
    log = run("check", "a b.txt", "--format", "sarif").json
    assert log["version"] == "2.1.0"
    [one] = log["runs"]
    driver = one["tool"]["driver"]
    assert driver["name"] == "cleanup"
    rules = [rule["id"] for rule in driver["rules"]]
    assert one["results"]
    lines = TEXT.splitlines()
    for result in one["results"]:
        assert rules[result["ruleIndex"]] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "a%20b.txt"
        region = place["region"]
        start, length = region["charOffset"], region["charLength"]
        if region["startLine"] == region["endLine"]:
            line = lines[region["startLine"] - 1]
            assert line[region["startColumn"] - 1 : region["endColumn"] - 1] == TEXT[start : start + length]
        for fix in result.get("fixes", ()):
            for change in fix["artifactChanges"]:
                assert all({"deletedRegion", "insertedContent"} <= set(r) for r in change["replacements"])


def test_github_annotations_are_escaped(run: Run) -> None:
    put("100%, a.txt")
    got = run("check", "100%, a.txt", "--format", "github").text.splitlines()
    pattern = r"::(error|warning|notice) file=100%25%2C a\.txt,line=\d+,col=\d+,title=\w+/\w+::.+"
    assert len(got) > 4
    assert all(re.fullmatch(pattern, line) for line in got)
    assert {line.split(" ")[0] for line in got} == {"::error", "::warning", "::notice"}


def test_one_bad_file_does_not_stop_the_others(run: Run) -> None:
    put("folder/a.txt")
    put("folder/sub/b.text")
    put("folder/.hidden/c.txt")
    put("folder/notes.md")
    Path("bad.txt").write_bytes(b"line\ncaf\xe9\n")
    got = run("check", "missing.txt", "bad.txt", "folder", "--format", "json")
    assert got.code == 2
    assert "missing.txt: no such file" in got.err
    assert "bad.txt: not text in UTF-8" in got.err
    found = {article["path"]: article for article in got.json["articles"]}
    assert list(found) == ["missing.txt", "bad.txt", "folder/a.txt", "folder/sub/b.text"]
    assert found["missing.txt"]["errors"]
    assert found["folder/a.txt"]["findings"]


def test_a_wrong_front_matter_stops_its_own_file_only(run: Run) -> None:
    put("a.txt", "---\ndate: 11 May 2021\n---\nHe left.\n")
    put("b.txt")
    got = run("check", "a.txt", "b.txt")
    assert got.code == 2
    assert "a.txt" in got.err
    assert "'11 May 2021'" in got.err, "the whole value is quoted"
    assert "b.txt:1:1:" in got.text


# --- fix


def test_fix_prints_the_repaired_text(run: Run) -> None:
    put("a.txt")
    assert run("fix", "a.txt") == Ran(0, FIXED.encode(), "")
    assert run("fix", "a.txt", "--all") == Ran(0, ALL.encode(), "")
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


def test_fix_reads_standard_input(run: Run) -> None:
    assert run("fix", "-", stdin=TEXT.encode()) == Ran(0, FIXED.encode(), "")
    got = run("fix", "-", "--write", stdin=TEXT.encode())
    assert (got.code, got.out) == (2, b"")
    assert "--write" in got.err


def test_fix_writes_in_place_once(run: Run) -> None:
    put("a.txt")
    put("b.txt", CLEAN)
    Path("a.txt").chmod(0o640)
    before = Path("b.txt").stat()
    got = run("fix", "a.txt", "b.txt", "--write")
    assert (got.code, got.out) == (0, b"")
    assert re.fullmatch(r"cleanup: a\.txt: \d edits written, \d findings? left to you\n", got.err)
    assert Path("a.txt").read_bytes() == FIXED.encode()
    assert Path("a.txt").stat().st_mode & 0o777 == 0o640
    after = Path("b.txt").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
    assert run("fix", "a.txt", "-w") == Ran(0, b"", "")
    assert sorted(path.name for path in Path().iterdir()) == ["a.txt", "b.txt"]


def test_a_link_stays_a_link(run: Run) -> None:
    put("real/a.txt")
    Path("link.txt").symlink_to("real/a.txt")
    assert run("fix", "link.txt", "--write").code == 0
    assert Path("link.txt").is_symlink()
    assert Path("real/a.txt").read_bytes() == FIXED.encode()


KEPT = {
    "crlf": TEXT.replace("\n", "\r\n").encode(),
    "bom": codecs.BOM_UTF8 + TEXT.encode(),
    "no final newline": TEXT.rstrip("\n").encode(),
    "utf-16 little": codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
    "utf-16 big": codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
    "mixed line ends": TEXT.replace("\n\n", "\r\n\n").encode(),
    "old mac": TEXT.replace("\n", "\r").encode(),
    "emoji": ("\U0001f600 قال\u200f\n" + TEXT).encode(),
}


def repaired(data: bytes) -> bytes:
    """What `fix` must give, made without the program: the expected words replaced in the bytes themselves."""
    codec = {codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}.get(data[:2], "utf-8")
    for old, new in [
        ("Aix-la-Chapelle was", "Aachen was"),
        ("  Shops", " Shops"),
        ("asked :", "asked:"),
        ("wait ?", "wait?"),
    ]:
        assert data.count(old.encode(codec)) == 1
        data = data.replace(old.encode(codec), new.encode(codec))
    return data


@pytest.mark.parametrize("name", KEPT)
def test_write_keeps_every_other_byte(run: Run, name: str) -> None:
    Path("a.txt").write_bytes(KEPT[name])
    assert run("fix", "a.txt").out == repaired(KEPT[name])
    assert run("fix", "a.txt", "--write").code == 0
    assert Path("a.txt").read_bytes() == repaired(KEPT[name])


def test_cp1252_needs_its_name_and_keeps_its_bytes(run: Run) -> None:
    data = "The café in Aix-la-Chapelle – “closed” \x9d.\n".replace("\x9d", "…").encode("cp1252")
    Path("a.txt").write_bytes(data)
    refused = run("fix", "a.txt", "--write")
    assert refused.code == 2
    assert "--encoding cp1252" in refused.err
    assert Path("a.txt").read_bytes() == data
    assert run("fix", "a.txt", "--write", "--encoding", "cp1252", "--select", "places").code == 0
    assert Path("a.txt").read_bytes() == data.replace(b"Aix-la-Chapelle", b"Aachen")


@pytest.mark.parametrize("data", [b"", b"\n", b"\xef\xbb\xbf", b"\r\n\r\n", codecs.BOM_UTF16_LE])
def test_an_empty_text_stays_as_it_is(run: Run, data: bytes) -> None:
    Path("a.txt").write_bytes(data)
    assert run("fix", "a.txt") == Ran(0, data, "")
    assert run("check", "a.txt", "--fail-on", "flag").code == 0
    assert run("diff", "a.txt", "--format", "unified") == Ran(0, b"", "")


def test_take_and_leave_choose_single_findings(run: Run) -> None:
    put("a.txt")
    ids = {f["text"] + "@" + str(f["line"]): f["id"] for f in findings(run, "a.txt")}
    taken = run("fix", "a.txt", "--take", ids["Aix-la-Chapelle@5"])
    assert taken.text == FIXED.replace("to Aix-la-Chapelle", "to Aachen")
    left = run("fix", "a.txt", "--leave", ids["Aix-la-Chapelle@1"], "--leave", ids["  @1"])
    assert left.text.splitlines()[0] == TEXT.splitlines()[0]
    assert left.text.splitlines()[1:] == FIXED.splitlines()[1:]
    both = run("fix", "a.txt", "--all", "--leave", ids["Aix-la-Chapelle@5"])
    assert both.text == ALL.replace("to Aachen", "to Aix-la-Chapelle")
    for option in ("--take", "--leave"):
        wrong = run("fix", "a.txt", option, "0000000000")
        assert (wrong.code, wrong.out) == (2, b"")
        assert "0000000000" in wrong.err
        assert "cleanup diff" in wrong.err or "Did you mean" in wrong.err


# --- diff and apply

TEXTS = {
    "plain": TEXT,
    "crlf": TEXT.replace("\n", "\r\n"),
    "no final newline": TEXT + "\nHe  left .",
    "bom": "\ufeff" + TEXT,
    "old mac": TEXT.replace("\n", "\r"),
    "far apart": TEXT + "\n" * 12 + TEXT + "\n".join(str(number) for number in range(20)) + "\nHe  left",
    "odd line ends": "He  left\x0bat\u2028Aix-la-Chapelle\x85\n\nand  came\fback\n",
}


def patched(patch: bytes, original: bytes) -> bytes:
    """Put a unified diff on with the program `patch`."""
    Path("copy.txt").write_bytes(original)
    done = subprocess.run(
        ["patch", "--binary", "--fuzz=0", "--no-backup-if-mismatch", "copy.txt"],
        input=patch,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout
    assert b"offset" not in done.stdout
    return Path("copy.txt").read_bytes()


@pytest.mark.parametrize("options", [(), ("--all",)])
@pytest.mark.parametrize("name", TEXTS)
def test_patch_applies_the_unified_diff_and_gives_what_fix_gives(run: Run, name: str, options: tuple[str, ...]) -> None:
    data = put("a.txt", TEXTS[name]).read_bytes()
    diff = run("diff", "a.txt", "--format", "unified", *options)
    assert diff.code == 1
    fixed = run("fix", "a.txt", *options).out
    assert fixed != data
    assert patched(diff.out, data) == fixed


@pytest.mark.parametrize("name", ["a.txt", "sub/a b.txt", "sub/ü, 'c'.txt"])
def test_patch_finds_the_file_by_the_name_in_the_diff(run: Run, name: str) -> None:
    put(name)
    diff = run("diff", name, "--format", "unified")
    subprocess.run(["patch", "-p0", "--quiet"], input=diff.out, check=True, capture_output=True, timeout=20)
    assert Path(name).read_text(encoding="utf-8") == FIXED


@pytest.mark.parametrize("name", TEXTS)
def test_a_patch_of_ours_gives_what_fix_gives(run: Run, name: str) -> None:
    put("a.txt", TEXTS[name])
    put("a.patch").write_bytes(run("diff", "a.txt", "--format", "patch", "--all").out)
    got = run("apply", "a.patch", "a.txt")
    assert (got.code, got.out) == (0, run("fix", "a.txt", "--all").out)


def test_apply_goes_on_a_copy_that_changed_and_reports_what_is_lost(run: Run) -> None:
    put("a.txt")
    put("a.patch").write_bytes(run("diff", "a.txt", "--format", "patch").out)
    copy = "UPDATED with a new first paragraph.\r\n\r\n" + TEXT.replace("He asked : why wait ?", "He was silent.")
    path = put("copy.txt", copy)
    got = run("apply", "a.patch", "copy.txt")
    assert got.code == 1
    expected = copy.replace("Aix-la-Chapelle was", "Aachen was").replace("  Shops", " Shops")
    assert got.out == expected.encode()
    assert "no longer fits" in got.err
    assert "2 of 4 edits applied" in got.err
    assert path.read_bytes() == copy.encode()
    assert run("apply", "a.patch", "copy.txt", "--write").out == b""
    assert path.read_bytes() == expected.encode()


def test_a_patch_of_several_articles_is_not_put_on_one(run: Run) -> None:
    put("a.txt")
    put("b.txt", "He  left for the café at noon.\n")
    got = run("diff", "a.txt", "b.txt", "--format", "patch")
    assert (got.code, got.out) == (2, b""), "a patch has no names; edits of two articles would be mixed"


def test_what_is_no_patch_is_refused(run: Run) -> None:
    put("a.txt")
    for patch in ("a.txt", "missing.patch", "."):
        got = run("apply", patch, "a.txt", "--write")
        assert (got.code, got.out) == (2, b"")
        assert patch in got.err
        assert "Errno" not in got.err
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


MARK = re.compile(r"\{~~(.*?)~>(.*?)~~\}|\{\+\+(.*?)\+\+\}|\{--(.*?)--\}|\{>>.*?<<\}", re.DOTALL)


def resolved(text: str, accept: bool) -> str:
    """Accept or reject every mark of a text in CriticMarkup."""
    kept = (2, 3) if accept else (1, 4)
    return MARK.sub(lambda match: "".join(match.group(group) or "" for group in kept), text)


@pytest.mark.parametrize("name", TEXTS)
def test_criticmarkup_accepted_is_fix_all_and_rejected_the_original(run: Run, name: str) -> None:
    put("a.txt", TEXTS[name])
    got = run("diff", "a.txt", "--format", "criticmarkup")
    assert got.code == 1
    assert resolved(got.out.decode(), accept=False) == TEXTS[name]
    assert resolved(got.out.decode(), accept=True) == run("fix", "a.txt", "--all").out.decode()
    if name == "plain":
        assert "{>>flag, quotation_marks:" in got.text


class Page(HTMLParser):
    """Collects what is not well-formed and what a self-contained page must not have."""

    VOID = frozenset("area base br col embed hr img input link meta source track wbr".split())

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.bad: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []
        self.words = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in self.VOID:
            self.open.append(tag)
        if tag in ("script", "iframe", "object", "link"):
            self.bad.append(tag)
        for name, value in attrs:
            if name.startswith("on") or re.search(r"https?:|//", value or ""):
                self.bad.append(f"{tag} {name}={value}")
            if name == "id":
                self.ids.append(value or "")
            if name == "href" and value:
                self.links.append(value)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            self.bad.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        self.words += data


def test_html_is_well_formed_safe_and_whole(run: Run) -> None:
    put("a.txt", TEXT + "\nThen <script>alert(1)</script> & <b onclick=x> left .\n")
    put("b<i>.txt")
    got = run("diff", "a.txt", "b<i>.txt", "--format", "html")
    assert got.code == 1
    page = Page()
    page.feed(got.text)
    page.close()
    assert page.open == []
    assert page.bad == []
    assert len(set(page.ids)) == len(page.ids)
    assert page.links
    assert {link.removeprefix("#") for link in page.links} <= set(page.ids)
    assert got.text.lower().startswith("<!doctype html>")
    assert 'charset="utf-8"' in got.text.lower()
    assert "url(" not in got.text
    assert "@import" not in got.text
    for shown in ("<script>alert(1)</script>", "b<i>.txt", "Aachen", "A space stands before"):
        assert shown in page.words


def test_diff_in_the_terminal_numbers_and_explains(run: Run) -> None:
    put("a.txt")
    got = run("diff", "a.txt")
    assert got.code == 1
    assert "[-Aix-la-Chapelle-]{+Aachen+} was quiet" in got.text
    assert got.text.startswith("a.txt: 4 safe, 1 review, 1 flag")
    assert re.findall(r"^ +(\d+)  (?:safe|review|flag) ", got.text, re.MULTILINE) == list("123456")
    assert all(finding["id"] in got.text for finding in findings(run, "a.txt"))
    put("c.txt", CLEAN)
    assert run("diff", "c.txt").code == 0


def test_diff_of_two_versions_tells_our_changes_from_others(run: Run) -> None:
    put("old.txt")
    put("new.txt", ALL.replace("driver", "farmer"))
    got = run("diff", "old.txt", "new.txt")
    assert got.code == 1
    assert "farmer" in got.text
    assert "Aachen" in got.text
    document = run("diff", "old.txt", "new.txt", "--format", "json").json
    assert "farmer" in json.dumps(document)
    same = run("diff", "old.txt", "old.txt")
    assert same.code == 0
    refused = run("diff", "old.txt", "missing.txt")
    assert refused.code == 2
    assert "missing.txt" in refused.err


def test_diff_json_names_a_bad_file_as_check_does(run: Run) -> None:
    put("a.txt")
    got = run("diff", "missing.txt", "a.txt", "-", "--format", "json", stdin=CLEAN.encode())
    assert got.code == 2
    assert [article["path"] for article in got.json["articles"]] == ["missing.txt", "a.txt", "-"]
    assert got.json["articles"][0]["errors"]


@pytest.mark.parametrize(
    ("options", "environment", "coloured"),
    [
        ((), {}, False),
        ((), {"FORCE_COLOR": "1"}, True),
        ((), {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        (("--color", "always"), {}, True),
        (("--color", "always"), {"NO_COLOR": "1"}, True),
        (("--color", "never"), {"FORCE_COLOR": "1"}, False),
    ],
)
def test_colour_only_where_it_is_wanted(
    run: Run, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], environment: dict[str, str], coloured: bool
) -> None:
    put("a.txt")
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("diff", "a.txt", *options).text) is coloured
    if not options:
        assert ("\x1b[" in run("check", "a.txt").text) is coloured


def test_control_characters_of_a_text_do_not_reach_the_terminal(run: Run) -> None:
    put("a.txt", "He  left\x1b[31m Aix-la-Chapelle\x07\x9b1m now .\n")
    for got in (run("diff", "a.txt"), run("check", "a.txt")):
        assert not re.search(r"[\x00-\x09\x0b-\x1f\x7f-\x9f]", got.text)


# --- options, configuration, front matter

PLACES = "Officials in Kiev met envoys of the Abiyán office.\n"


def words(run: Run, *arguments: str) -> dict[str, str]:
    return {finding["text"]: finding["safety"] for finding in findings(run, *arguments, "--select", "places")}


def test_date_and_language_decide_what_is_safe(run: Run) -> None:
    put("a.txt", PLACES)
    assert words(run, "a.txt") == {"Kiev": "review"}
    assert words(run, "a.txt", "--date", "2010-01-01") == {}
    assert words(run, "a.txt", "--date", "2022-01-01") == {"Kiev": "safe"}
    assert words(run, "a.txt", "--source-language", "es-MX", "--date", "2010-01-01") == {"Abiyán": "safe"}
    assert words(run, "a.txt", "--source-language", "mi") == {"Kiev": "review"}


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_front_matter_gives_date_language_and_style_and_options_win(run: Run, end: str) -> None:
    head = '---\ntitle: "Talks"\ndate: 2022-01-01T08:00\nlanguage: es\nstyle: bbc\n---\n'
    put("a.txt", (head + PLACES).replace("\n", end))
    assert words(run, "a.txt") == {"Kiev": "safe", "Abiyán": "safe"}
    [article] = run("check", "a.txt", "--format", "json").json["articles"]
    assert (article["date"], article["language"], article["style"]) == ("2022-01-01", "es", "bbc")
    options = ("--date", "2010-01-01", "--source-language", "fr", "--style", "un")
    [article] = run("check", "a.txt", "--format", "json", *options).json["articles"]
    assert (article["date"], article["language"], article["style"]) == ("2010-01-01", "fr", "un")
    assert words(run, "a.txt", *options) == {}
    put("b.txt", "---\ndate:\nlanguage:\nstyle:\n---\n" + PLACES)
    assert words(run, "b.txt") == {"Kiev": "review"}, "an empty field says nothing"


def test_select_and_ignore(run: Run) -> None:
    put("a.txt")
    assert {f["normalizer"] for f in findings(run, "a.txt")} == {"places", "typography", "quotation_marks"}
    assert {f["normalizer"] for f in findings(run, "a.txt", "--select", "places, typography")} == {
        "places",
        "typography",
    }
    assert {f["normalizer"] for f in findings(run, "a.txt", "--ignore", "places")} == {"typography", "quotation_marks"}
    assert findings(run, "a.txt", "--select", "places", "--ignore", "places") == []


@pytest.mark.parametrize(
    ("name", "head"), [("cleanup.toml", ""), ("pyproject.toml", '[project]\nname = "x"\n[tool.cleanup]\n')]
)
def test_configuration_is_found_upwards_from_the_file(run: Run, name: str, head: str) -> None:
    put("desk/news/may/a.txt", PLACES)
    put("other/a.txt", PLACES)
    put(f"desk/{name}", head + 'date = 2022-01-01\nstyle = "guardian"\nsource_language = "es"\n')
    put("desk/news/pyproject.toml", '[project]\nname = "without a table of ours"\n')
    desk, other = run("check", "desk/news", "other", "--format", "json").json["articles"]
    assert (desk["date"], desk["language"], desk["style"]) == ("2022-01-01", "es", "guardian")
    assert (other["date"], other["language"], other["style"]) == (None, None, "ap")
    assert words(run, "desk/news/may/a.txt", "--date", "2010-01-01") == {"Abiyán": "safe"}
    given = put("mine.toml", 'style = "un"\n')
    [article] = run("check", "desk/news", "--config", str(given), "--format", "json").json["articles"]
    assert (article["date"], article["style"]) == (None, "un")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ('stile = "ap"', "unknown key 'stile'. Did you mean 'style'?"),
        ('source-language = "es"', "Did you mean 'source_language'?"),
        ("style = 3", "key 'style': 3 is not a text"),
        ('style = "gaurdian"', "Did you mean 'guardian'?"),
        ('date = "11.5.2021"', "YYYY-MM-DD"),
        ('source_language = "spanish"', "ISO 639-1"),
        ('select = ["namez"]', "Did you mean 'names'?"),
        ('fail_on = "saef"', "Did you mean 'safe'?"),
        ('languagetool = "on"', "'auto'"),
        ('encoding = "utf9"', "key 'encoding'"),
        ("glossaries = [3]", "key 'glossaries'"),
        ('glossaries = ["nowhere"]', "nowhere does not exist"),
        ("max_megabytes = true", "key 'max_megabytes'"),
        ("max_megabytes = nan", "key 'max_megabytes'"),
        ("max_megabytes = inf", "key 'max_megabytes'"),
        ("max_megabytes = -1", "key 'max_megabytes'"),
        ("style = ", "is no TOML"),
    ],
)
def test_a_wrong_configuration_is_named_with_file_key_and_remedy(run: Run, line: str, said: str) -> None:
    put("a.txt")
    put("cleanup.toml", line + "\n")
    got = run("check", "a.txt")
    assert (got.code, got.out) == (2, b"")
    assert said in got.err
    assert line.startswith('glossaries = ["') or "cleanup.toml" in got.err


def test_a_date_with_a_time_in_the_configuration_is_that_day(run: Run) -> None:
    put("a.txt", PLACES)
    put("cleanup.toml", "date = 2022-01-01T10:00:00\n")
    [article] = run("check", "a.txt", "--format", "json").json["articles"]
    assert (article["date"], article["errors"]) == ("2022-01-01", [])


WRONG = [
    (("check", "aa.txt"), "Did you mean 'a.txt'?\n"),
    (("check", "empty"), "no text file (.text, .txt) in this folder"),
    (("check", "a.txt", "--style", "gaurdian"), "Did you mean 'guardian'?"),
    (("check", "a.txt", "--date", "2021-5-1"), "YYYY-MM-DD"),
    (("check", "a.txt", "--date", "2021-02-30"), "does not exist"),
    (("check", "a.txt", "--source-language", "english"), "ISO 639-1"),
    (("check", "a.txt", "--format", "jsn"), "Did you mean 'json'?"),
    (("check", "a.txt", "--fail-on", "revue"), "Did you mean 'review'?"),
    (("check", "a.txt", "--select", "namez"), "Did you mean 'names'?"),
    (("check", "a.txt", "--ignore", "titels"), "Did you mean 'titles'?"),
    (("check", "a.txt", "--select", ","), "--select"),
    (("check", "a.txt", "--languagetool", "yes"), "'auto'"),
    (("check", "a.txt", "--encoding", "utf9"), "no encoding is called 'utf9'"),
    (("check", "a.txt", "--encoding", "base64"), "no encoding is called 'base64'"),
    (("check", "a.txt", "--config", "none.toml"), "none.toml does not exist"),
    (("check", "a.txt", "--stile", "ap"), "--style"),
    (("check",), "Missing argument"),
    (("check", ""), "name"),
    (("chekc", "a.txt"), "'check'"),
    (("diff", "a.txt", "--format", "htlm"), "Did you mean 'html'?"),
    (("diff", "a.txt", "--color", "red"), "--color"),
    (("explain", "nmes"), "Did you mean 'names'?"),
    (("explain", "0123456789", "a.txt"), "there is no finding '0123456789'"),
    (("explain", "0123456789", "none.txt"), "none.txt: no such file"),
    (("apply", "none.patch", "a.txt"), "none.patch: no such file"),
    (("glossary", "stats", "--format", "xml"), "--format"),
    (("glossary", "lookup", "Paris", "--format", "jsn"), "Did you mean 'json'?"),
    (("glossary", "lint", "none"), "none"),
    (("doctor", "--config", "none.toml"), "none.toml does not exist"),
]


@pytest.mark.parametrize(("arguments", "said"), WRONG, ids=[" ".join(arguments) for arguments, _ in WRONG])
def test_a_wrong_call_exits_with_2_and_says_what_to_type(run: Run, arguments: tuple[str, ...], said: str) -> None:
    put("a.txt")
    Path("empty").mkdir()
    got = run(*arguments)
    assert got.code == 2
    assert said in got.err
    assert "Traceback" not in got.err
    assert Path("a.txt").read_text(encoding="utf-8") == TEXT


# --- explain, glossary, doctor, and the program itself


@pytest.mark.parametrize("name", NORMALIZERS)
def test_explain_tells_of_every_normalizer(run: Run, name: str) -> None:
    got = run("explain", name)
    assert got.code == 0
    assert got.text.startswith(f"{name}\n\n")
    assert "Leaves alone" in got.text or name == "grammar"
    assert len(got.text) > 200


def test_explain_shows_the_tested_texts(run: Run) -> None:
    some, everything = run("explain", "titles"), run("explain", "titles", "--all")
    assert "Left alone (" in some.text and "--all shows every one" in some.text
    assert "British Foreign Secretary David Lammy" in everything.text
    assert len(everything.text.splitlines()) > 200 > len(some.text.splitlines())


def test_explain_tells_everything_about_a_finding(run: Run) -> None:
    put("a.txt")
    put("b.txt", CLEAN)
    for finding in findings(run, "a.txt"):
        got = run("explain", finding["id"], "b.txt", "a.txt")
        assert got.code == 0
        assert finding["message"] in " ".join(got.text.split())
        assert f"line {finding['line']}" in got.text or f":{finding['line']}:" in got.text


def test_glossary_lookup_in_text_and_json(run: Run) -> None:
    got = run("glossary", "lookup", "aix la chapelle")
    assert got.code == 0
    assert "place aachen: 'Aix-la-Chapelle' is a wrong form" in got.text
    [posting] = run("glossary", "lookup", "Aix-la-Chapelle", "--format", "json").json
    assert {"kind", "entry", "part", "form", "right", "same", "conditions", "facts"} <= set(posting)
    assert (posting["kind"], posting["entry"], posting["right"], posting["same"]) == ("place", "aachen", False, True)
    assert run("glossary", "lookup", "Qwertzuiop").code == 1
    nothing = run("glossary", "lookup", "Qwertzuiop", "--format", "json")
    assert (nothing.code, nothing.json) == (1, [])


def test_glossary_stats_in_text_and_json(run: Run) -> None:
    told = run("glossary", "stats", "--format", "json").json
    counts = {name: number for name, number in told.items() if isinstance(number, int)}
    assert {"people", "places", "organisations", "keys"} <= set(counts)
    assert all(number > 0 for number in counts.values())
    assert told["by_kind"]["places: city"] > 8000
    shown = run("glossary", "stats").text
    assert re.findall(r"^(\w+) +([\d,]+)$", shown.partition("\n\n")[0] + "\n", re.MULTILINE) == [
        (k, f"{n:,}") for k, n in counts.items()
    ]


def test_glossary_lint_and_nothing_runs_on_a_wrong_row(run: Run) -> None:
    put("a.txt")
    rows = "entry,form,languages,when,context,since,safety,replacement,source,example\n"
    row = "nowhere-at-all,Foo,fr,,,,safe,,by hand,Rain fell over Foo all night.\n"
    put("mine/places_forms.csv", rows + row)
    put("cleanup.toml", 'glossaries = ["mine"]\n')
    got = run("glossary", "lint", "mine")
    assert got.code == 2
    assert "places_forms.csv" in got.text + got.err
    assert "nowhere-at-all" in got.text + got.err
    refused = run("check", "a.txt")
    assert (refused.code, refused.out) == (2, b"")
    assert "places_forms.csv" in refused.err
    assert re.search(r"\b2\b", refused.err), "the line is named"


def test_a_newsroom_glossary_is_laid_over_the_shipped_one(run: Run) -> None:
    put("a.txt", "Rain fell over Aquae Granni all night.\n")
    rows = "entry,form,languages,when,context,since,safety,replacement,source,example\n"
    put(
        "mine/places_forms.csv",
        rows + "aachen,Aquae Granni,*,,,,safe,,by hand,Rain fell over Aquae Granni all night.\n",
    )
    assert run("check", "a.txt").code == 0
    put("cleanup.toml", 'glossaries = ["mine"]\n')
    assert run("fix", "a.txt").text == "Rain fell over Aachen all night.\n"
    assert run("glossary", "lookup", "Aquae Granni").code == 0


def test_doctor_names_every_part(run: Run) -> None:
    got = run("doctor")
    assert got.code == 0
    lines = got.text.splitlines()
    assert {line.split()[0] for line in lines} <= {"ok", "note"}
    for name in ("cleanup", "spacy", "glossary", "cache", "configuration", "LanguageTool"):
        assert any(re.match(rf"\w+ +{name}\b", line) for line in lines), name
    put("cleanup.toml", 'spacy_model = "xx_no_such_model"\n')
    missing = run("doctor")
    assert missing.code == 2
    assert "pip install xx_no_such_model" in missing.text
    dead = run("doctor", "--languagetool", "http://127.0.0.1:9")
    assert dead.code == 2
    assert "does not answer" in dead.text


def test_version_and_help(run: Run) -> None:
    assert run("--version") == Ran(0, f"cleanup {__version__}\n".encode(), "")
    for verb in ("check", "fix", "diff", "apply", "explain", "doctor", "glossary", "languagetool"):
        got = run(verb, "-h")
        assert got.code == 0
        assert got.text.startswith("Usage:")
        assert run(verb, "--help").text == got.text


def test_completion_names_verbs_and_options(tmp_path: Path) -> None:
    program = tmp_path / "cleanup"
    program.write_text("from cleanup.commands.app import main\nmain()\n", encoding="utf-8")

    def complete(typed: str, word: int) -> list[str]:
        environment = {"_CLEANUP_COMPLETE": "complete_bash", "COMP_WORDS": typed, "COMP_CWORD": str(word)}
        done = subprocess.run(
            [sys.executable, str(program)],
            capture_output=True,
            text=True,
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(ROOT), **environment},
            check=True,
        )
        return done.stdout.split()

    assert set(complete("cleanup ", 1)) == {
        "check",
        "fix",
        "diff",
        "apply",
        "explain",
        "doctor",
        "glossary",
        "hook",
        "languagetool",
    }
    assert set(complete("cleanup glossary l", 2)) == {"lookup", "lint"}
    assert {"--style", "--source-language", "--fail-on"} <= set(complete("cleanup check --", 2))
    script = real("--show-completion", "bash", cwd=tmp_path)
    assert (script.code, script.err) == (0, "")
    assert "complete" in script.text


def test_the_front_doors_are_one_program(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT, encoding="utf-8")
    got = real("fix", "a.txt", cwd=tmp_path)
    assert got == Ran(0, FIXED.encode(), "")
    code = "import runpy; runpy.run_module('cleanup', run_name='__main__')"
    done = subprocess.run(
        [sys.executable, "-c", code, "fix", "a.txt"], capture_output=True, cwd=tmp_path, env=os.environ, check=False
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, FIXED.encode(), b"")
    wrong = real("check", "none.txt", "--style", "app", cwd=tmp_path)
    assert (wrong.code, wrong.err) == (2, "cleanup: --style: there is no style 'app'. Did you mean 'ap'?\n")


HEAVY = ("spacy", "typer", "rich", "language_tool_python", "lxml", "diff_match_patch")


@pytest.mark.parametrize(
    ("code", "absent"),
    [
        ("import cleanup", HEAVY),
        (f"import cleanup; assert cleanup.check({CLEAN!r}).findings == []", HEAVY),
        (f"import cleanup; assert cleanup.check({TEXT!r}).fixed == {FIXED!r}", ("spacy", "language_tool_python")),
        ("import cleanup.commands.app", ("spacy", "language_tool_python", "diff_match_patch", "lxml")),
    ],
    ids=["import", "nothing found", "no tokens", "commands"],
)
def test_the_text_decides_what_is_loaded(tmp_path: Path, code: str, absent: tuple[str, ...]) -> None:
    probe = f"{code}\nimport sys; print([name for name in {absent!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, cwd=tmp_path, check=False)
    assert (done.stdout, done.stderr) == ("[]\n", "")
