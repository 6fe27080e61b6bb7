"""The pre-publish hook: it finds what `check` finds, decides as the newsroom wants, and answers whatever is sent to it."""

from __future__ import annotations

import io
import json
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st

import cleanup
from cleanup import hook, pipeline
from cleanup.budget import Budget, OutOfTime, parse_budget
from cleanup.errors import SettingsError
from cleanup.gate import parse_gate
from cleanup.normalizers import MENDING, NORMALIZERS
from cleanup.proposal import CLASSES
from cleanup.settings import read_configuration

BAD = "Aix-la-Chapelle was quiet on Monday.  Shops opened late.\n"
CLEAN = "The mayor opened the bridge on Monday.\n"
OPEN = '"A mark that nothing closes, he said.\n'
Ask = Callable[..., tuple[int, list[dict[str, Any]], str]]


def answer(arguments: list[str], stdin: bytes, monkeypatch: pytest.MonkeyPatch) -> tuple[int, bytes, str]:
    """Call the hook in this process; return exit code, output and what it said."""
    out, err = io.BytesIO(), io.StringIO()
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8"))
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(out, encoding="utf-8"))
    monkeypatch.setattr(sys, "stderr", err)
    code = hook.run(arguments)
    sys.stdout.flush()
    return code, out.getvalue(), err.getvalue()


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Ask:
    """Call the hook in an empty folder with articles (objects, or bytes as they are) on standard input."""
    monkeypatch.chdir(tmp_path)

    def call(*articles: Any, arguments: tuple[str, ...] = ()) -> tuple[int, list[dict[str, Any]], str]:
        lines = [a if isinstance(a, bytes) else json.dumps(a).encode() for a in articles]
        with monkeypatch.context() as patch:
            code, out, err = answer(list(arguments), b"\n".join(lines), patch)
        return code, [json.loads(line) for line in out.splitlines()], err

    return call


def program(*arguments: str | Path, stdin: bytes = b"", **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run the hook in a process of its own."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-m", "cleanup.hook", *map(str, arguments)]
    return subprocess.run(call, input=stdin, capture_output=True, check=False, timeout=50, env=environment, **options)


# --- the same as check


WORDS = st.sampled_from(
    [
        "Anthony Blinken", "Aix-la-Chapelle", "the OTAN", "Bruselas", '"', "\u201c", "\u201d", "  ", "\n\n", "\n", ".", ",", " : ",
        "in Kiev", "he said", "1.5 thousand millions", "would of been", "<!-- cleanup: keep places \u2014 x -->\n", "caf\u00e9",
        "\U0001f600", "the the", "President of the Government Pedro S\u00e1nchez", "---\ndate: 2021-05-11\n---\n",
    ]
)  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    words=st.lists(WORDS, max_size=14),
    language=st.sampled_from([None, "es", "fr"]),
    style=st.sampled_from([None, "bbc"]),
    date=st.sampled_from([None, "2021-05-11"]),
)
def test_the_hook_finds_what_check_finds(
    words: list[str], language: str | None, style: str | None, date: str | None
) -> None:
    text = " ".join(words)
    wanted = cleanup.check(text, source_language=language, style=style, date=date).to_dict()
    article = {"text": text, "source_language": language, "style": style, "date": date}
    with pytest.MonkeyPatch.context() as patch:
        code, out, _ = answer(["--languagetool", "off"], json.dumps(article).encode(), patch)
    got = json.loads(out)
    assert {key: got[key] for key in wanted} == wanted
    assert code == (any(f["safety"] in ("safe", "review") for f in got["findings"]))
    assert got["decision"] == ("block" if code else "publish")


def test_files_are_reported_as_check_reports_them(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(BAD + OPEN, encoding="utf-8")
    call = [sys.executable, str(ROOT / "cli.py"), "check", str(path)]
    wanted = subprocess.run(call, capture_output=True, check=False)
    got = program(path)
    assert got.returncode == wanted.returncode == 1
    assert got.stdout.replace(b"warning: ", b"") == wanted.stdout
    assert b"warning: flag quotation_marks" in got.stdout
    assert b"cleanup diff" in got.stderr and b"cleanup glossary add allowed" in got.stderr
    assert json.loads(program(path, "--format", "json").stdout)["decision"] == "block"


def test_a_clean_article_is_published_without_a_word(ask: Ask) -> None:
    code, [said], err = ask({"id": "a-1", "text": CLEAN})
    assert (code, said["id"], said["decision"], said["findings"], err) == (0, "a-1", "publish", [], "")
    assert 0 <= said["seconds"] < 30


def test_what_comes_with_the_article_wins(ask: Ask) -> None:
    _, [said], _ = ask(
        {
            "text": "---\nstyle: un\n---\n" + CLEAN,
            "date": "2022-03-25",
            "source_language": "es-MX",
            "style": "bbc",
            "id": 0,
        },
        arguments=("--style", "ap", "--date", "2020-01-01"),
    )
    assert (said["date"], said["language"], said["style"], said["id"]) == ("2022-03-25", "es", "bbc", 0)


def test_an_editor_keeps_a_finding_by_its_id(ask: Ask) -> None:
    _, [said], _ = ask({"text": BAD})
    code, [kept], _ = ask({"text": BAD, "keep": said["blocking"]})
    assert (code, kept["decision"], kept["findings"]) == (0, "publish", [])
    assert {lost["by"] for lost in kept["set_aside"]} == {"kept"}


# --- what goes wrong


@pytest.mark.parametrize(
    ("sent", "said"),
    [
        (b"", "standard input is empty"),
        (b" \n ", "standard input is empty"),
        (b"{", "no JSON"),
        (b"[]", "JSON list"),
        (b'"text"', "JSON str"),
        (b"null", "JSON NoneType"),
        (b'{"text": "caf\xe9"}', "not UTF-8 (byte 13)"),
        (b'{"id": 1, "id": 2, "text": ""}', "'id' stands twice"),
        (b"[" * 200_000, "nested too deeply"),
        ({"id": 1}, "no field 'text'"),
        ({"text": None}, "cannot be null"),
        ({"text": 7}, "the field 'text' of the article cannot be 7"),
        ({"text": CLEAN, "style": "gaurdian"}, "Did you mean 'guardian'?"),
        ({"text": CLEAN, "style": ["ap"]}, 'cannot be ["ap"]'),
        ({"text": CLEAN, "date": "2021-13-45"}, "2021-13-45"),
        ({"text": CLEAN, "source_language": "Spanish"}, "no ISO 639-1 code"),
        ({"text": CLEAN, "format": "doc"}, "'doc' is unknown"),
        ({"text": CLEAN, "txet": ""}, "Did you mean 'text'?"),
        ({"text": CLEAN, "keep": "x"}, "a list of ids"),
        ({"text": CLEAN, "id": 1.5}, "a text or a number"),
        ({"text": CLEAN, "id": True}, "a text or a number"),
        ({"text": "a\0b"}, "NUL character"),
        (b'{"text": "\\ud83d"}', "half a character"),
        ({"text": "---\nstyle: aq\n---\n"}, "Did you mean 'ap'?"),
        ({"text": "<!-- cleanup: keep names -->\n"}, "the reason is missing"),
    ],
)
def test_a_bad_article_gets_an_answer(ask: Ask, sent: Any, said: str) -> None:
    code, [got], err = ask(sent)
    assert (code, got["decision"]) == (2, "block")
    assert said in got["error"] and got["errors"] == [got["error"]]
    assert said in err and "Traceback" not in err


def test_a_stream_goes_on_after_a_bad_line(ask: Ask) -> None:
    code, got, err = ask(
        {"id": 1, "text": CLEAN}, b"nonsense", b"", {"id": 4, "style": "x", "text": ""}, b"\xff\xfe", {"id": 1, "text": BAD},
        b'{"id": 7, "text": ""}\r',
        arguments=("--stream",),
    )  # fmt: skip
    assert code == 2
    assert [(a["line_number"], a["id"], a["decision"], "error" in a) for a in got] == [
        (1, 1, "publish", False), (2, None, "block", True), (4, 4, "block", True), (5, None, "block", True),
        (6, 1, "block", False), (7, 7, "publish", False),
    ]  # fmt: skip
    assert err == ""


def test_an_error_of_ours_is_an_answer_too(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cleanup.checking.revise_article", lambda *_: 1 / 0)
    code, got, _ = ask({"id": 1, "text": CLEAN}, {"id": 2, "text": CLEAN}, arguments=("--stream",))
    assert code == 2
    assert [(a["id"], "ZeroDivisionError" in a["error"]) for a in got] == [(1, True), (2, True)]


def test_a_line_above_the_limit_is_refused_and_the_next_is_read(ask: Ask, tmp_path: Path) -> None:
    (tmp_path / "cleanup.toml").write_text("max_megabytes = 0.001\n", encoding="utf-8")
    big = {"text": "x" * 5000}
    code, got, _ = ask(big, {"id": 2, "text": CLEAN}, big, arguments=("--stream",))
    assert code == 2
    assert [(a["line_number"], a["id"], "'max_megabytes'" in a.get("error", "")) for a in got] == [
        (1, None, True), (2, 2, False), (3, None, True),
    ]  # fmt: skip
    code, [alone], _ = ask(big)
    assert (code, "limit of 0.001 MB" in alone["error"]) == (2, True)


@pytest.mark.parametrize(
    ("toml", "said"),
    [
        ("sytle = 'ap'", "Did you mean 'style'?"),
        ("[hook]\nblok = []", "Did you mean 'block'?"),
        ("hook = 3", "no table"),
        ("[hook]\nblock = ['sure']", "'sure' is unknown"),
        ("[hook]\nblock = 'safe'", 'for instance block = ["flag"]'),
        ("[hook]\nblock_classes = ['typografy']", "Did you mean 'typography'?"),
        ("[hook]\nwarn_normalizers = [['names']]", "is unknown"),
        ("[hook]\nblock_normalizers = ['nmaes']", "Did you mean 'names'?"),
        ("[hook]\nbudget = 'soon'", "'soon' is no time"),
        ("[hook]\nbudget = -1", "-1 is no time"),
        ("[hook]\nblock_unfinished = 'no'", "neither true nor false"),
        ("[hook]\nblock_classes = ['typography']\nwarn_classes = ['typography']", "Take one away"),
        ("[hook", "is no TOML"),
        ("baseline = 3", "not a file name"),
        ("baseline = 'none.json'", "does not exist. Write it anew"),
    ],
)
def test_a_wrong_configuration_is_said_before_anything_else(ask: Ask, tmp_path: Path, toml: str, said: str) -> None:
    (tmp_path / "cleanup.toml").write_text(toml + "\n", encoding="utf-8")
    code, [got], err = ask({"id": 1, "text": BAD})
    assert (code, got["decision"]) == (2, "block")
    assert said in got["error"] and said in err


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--sytle", "ap"], "Did you mean '--style'?"),
        (["--style"], "its value is missing"),
        (["--style=aq", "a.txt"], "Did you mean 'ap'?"),
        (["--format", "sarif", "a.txt"], "there is no format 'sarif'"),
        (["--budget", "2 weeks", "a.txt"], "for instance 2s or 300ms"),
        (["--fail-on", "all", "a.txt"], "is no level"),
        (["--stream", "a.txt"], "Leave out the files"),
        (["--git", "post-commit"], "there is no hook 'post-commit' here"),
        (["none.txt"], "none.txt: no such file"),
        (["-x"], "there is no option '-x'"),
        ([""], "an empty file name"),
    ],
)
def test_a_wrong_call_is_said_in_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], said: str
) -> None:
    monkeypatch.chdir(tmp_path)
    code, _, err = answer(arguments, b"{}", monkeypatch)
    assert code == 2
    assert said in err and "Traceback" not in err


def test_one_bad_file_does_not_stop_the_others(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"caf\xe9")
    (tmp_path / "b.txt").write_text(CLEAN, encoding="utf-8")
    got = program("none.txt", "a.txt", "b.txt", "--format=json", cwd=tmp_path)
    answers = [json.loads(line) for line in got.stdout.splitlines()]
    assert got.returncode == 2
    assert [(a["path"], a["decision"]) for a in answers] == [
        ("none.txt", "block"),
        ("a.txt", "block"),
        ("b.txt", "publish"),
    ]


def test_raw_text_on_standard_input_is_a_file_as_for_check() -> None:
    got = program("-", stdin=BAD.encode())
    assert got.returncode == 1
    assert got.stdout.startswith(b"-:1:1: safe places")


def test_when_nobody_takes_the_answer_it_is_no_yes() -> None:
    read, write = os.pipe()
    os.close(read)
    call = [sys.executable, "-m", "cleanup.hook", "--stream"]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    article = json.dumps({"text": CLEAN}).encode() + b"\n"
    done = subprocess.run(
        call, input=article * 3, stdout=write, stderr=subprocess.PIPE, check=False, timeout=50, env=environment
    )
    os.close(write)
    assert (done.returncode, done.stderr) == (2, b"")


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_is_no_yes() -> None:
    with Path("/dev/full").open("wb") as full:
        call = [sys.executable, "-m", "cleanup.hook"]
        environment = {**os.environ, "PYTHONPATH": str(ROOT)}
        article = json.dumps({"text": CLEAN}).encode()
        done = subprocess.run(call, input=article, stdout=full, stderr=subprocess.PIPE, check=False, env=environment)
    assert done.returncode == 2
    assert b"cannot be written" in done.stderr


def test_an_error_of_ours_among_files_is_no_yes_and_no_no(tmp_path: Path) -> None:
    code = "import sys\nsys.argv[1:] = ['a.txt']\nfrom cleanup import checking, hook\nchecking.revise_article = None\nhook.main()"
    (tmp_path / "a.txt").write_text(CLEAN, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = [sys.executable, "-c", code]
    done = subprocess.run(call, capture_output=True, check=False, cwd=tmp_path, env=environment)
    assert done.returncode == 2
    assert b"TypeError" in done.stderr


def test_without_standard_input_it_says_what_to_do() -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    call = f"{sys.executable} -m cleanup.hook <&-"
    done = subprocess.run(["sh", "-c", call], capture_output=True, check=False, env=environment)
    assert done.returncode == 2
    assert b"name files, or give an article as JSON" in done.stderr


def test_help_and_version() -> None:
    assert b"--budget" in program("--help").stdout
    assert program("--version").stdout == f"cleanup {cleanup.__version__}\n".encode()


def test_warming_compiles_and_says_so(tmp_path: Path, hand_written: Path) -> None:
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "CLEANUP_CACHE_DIR": str(tmp_path)}
    call = [sys.executable, "-m", "cleanup.hook", "--warm"]
    done = subprocess.run(call, capture_output=True, check=False, env=environment, timeout=50)
    assert (done.returncode, done.stdout) == (0, b"cleanup-hook is warm.\n")
    assert list((tmp_path / "glossary").iterdir())
    assert list((tmp_path / "patterns").iterdir())


# --- what blocks


@pytest.mark.parametrize(
    ("toml", "blocking", "warnings"),
    [
        ("", {"places", "typography"}, {"quotation_marks"}),
        ("fail_on = 'flag'", {"places", "typography", "quotation_marks"}, set()),
        ("[hook]\nblock = []", set(), {"places", "typography", "quotation_marks"}),
        ("[hook]\nblock = ['flag']", {"quotation_marks"}, {"places", "typography"}),
        ("[hook]\nwarn_normalizers = ['typography']", {"places"}, {"typography", "quotation_marks"}),
        ("[hook]\nblock_normalizers = ['quotation_marks']\nblock = []", {"quotation_marks"}, {"places", "typography"}),
        ("[hook]\nwarn_classes = ['place_exonym']", {"typography"}, {"places", "quotation_marks"}),
        (
            "[hook]\nblock_classes = ['quotes_integrity']\nwarn_normalizers = ['quotation_marks', 'places']",
            {"typography", "quotation_marks"},
            {"places"},
        ),
    ],
)
def test_the_newsroom_says_what_blocks(
    ask: Ask, tmp_path: Path, toml: str, blocking: set[str], warnings: set[str]
) -> None:
    (tmp_path / "cleanup.toml").write_text(toml + "\n", encoding="utf-8")
    code, [got], _ = ask({"text": BAD + "\n" + OPEN})
    by_id = {f["id"]: f["normalizer"] for f in got["findings"]}
    assert {by_id[name] for name in got["blocking"]} == blocking
    assert {by_id[name] for name in got["warnings"]} == warnings
    assert (code, got["decision"]) == ((1, "block") if blocking else (0, "publish"))


def test_an_option_says_it_where_the_table_does_not(ask: Ask, tmp_path: Path) -> None:
    assert ask({"text": OPEN})[0] == 0
    assert ask({"text": OPEN}, arguments=("--fail-on", "flag"))[0] == 1
    (tmp_path / "cleanup.toml").write_text("[hook]\nblock = ['safe']\n", encoding="utf-8")
    read_configuration.cache_clear()
    assert ask({"text": OPEN}, arguments=("--fail-on", "flag"))[0] == 0


def test_the_table_stands_in_pyproject_too(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text("[tool.cleanup.hook]\nblock = ['flag']\nbudget = '250ms'\n", encoding="utf-8")
    assert read_configuration(path).hook == parse_gate({"block": ["flag"], "budget": "250ms"}, "x")


def test_every_class_that_is_found_can_be_named() -> None:
    text = (ROOT / "examples/brussels.txt").read_text(encoding="utf-8")
    assert {f["class"] for f in cleanup.check(text, source_language="es").findings} <= CLASSES


# --- time


@pytest.mark.parametrize(("text", "seconds"), [("2s", 2), ("1.5", 1.5), ("300ms", 0.3), ("0", 0), (" 2 s ", 2)])
def test_a_time_is_read(text: str, seconds: float) -> None:
    assert parse_budget(text) == seconds


@pytest.mark.parametrize("text", ["", "s", "-1", "1h", "1e3", "\u0662s2"])
def test_what_is_no_time(text: str) -> None:
    with pytest.raises(SettingsError, match="for instance 2s or 300ms"):
        parse_budget(text)


def test_without_time_nothing_runs_and_the_answer_says_so(ask: Ask, tmp_path: Path) -> None:
    code, [got], _ = ask({"text": BAD}, arguments=("--budget", "0"))
    assert (code, got["decision"], got["findings"]) == (1, "block", [])
    assert [one["normalizer"] for one in got["not_run"]] == list(NORMALIZERS)
    assert all("the time of 0 s was used up" in one["reason"] for one in got["not_run"])
    (tmp_path / "cleanup.toml").write_text("[hook]\nblock_unfinished = false\nbudget = 0\n", encoding="utf-8")
    read_configuration.cache_clear()
    code, [got], _ = ask({"text": BAD})
    assert (code, got["decision"], len(got["not_run"])) == (0, "publish", len(NORMALIZERS))


def test_a_slow_normalizer_is_stopped_and_the_rest_counts(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    load = pipeline.load

    def slow(name: str) -> Any:
        return (lambda _: [time.sleep(30)]) if name == "typography" else load(name)

    ask({"text": BAD})  # opens the glossary
    monkeypatch.setattr(pipeline, "load", slow)
    began = time.monotonic()
    code, got, _ = ask({"text": BAD}, {"text": CLEAN}, arguments=("--stream", "--budget", "700ms"))
    assert time.monotonic() - began < 10
    assert code == 1
    for said in got:
        missing = [one["normalizer"] for one in said["not_run"]]
        later = NORMALIZERS[NORMALIZERS.index("typography") :]
        assert missing == [name for name in later if name not in MENDING]
        assert said["decision"] == "block"
    assert [f["normalizer"] for f in got[0]["findings"]] == ["places"]


def test_a_process_that_goes_on_is_not_stopped_in_an_import(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "slow_module.py").write_text("import time\ntime.sleep(0.3)\nready = True\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path))
    with pytest.raises(OutOfTime), Budget(0.1, lasting=True):
        import slow_module  # type: ignore[import-not-found]

        time.sleep(30)
    assert slow_module.ready


def test_without_timers_no_further_normalizer_is_begun(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    import signal

    monkeypatch.delattr(signal, "setitimer")
    assert ask({"text": BAD}, arguments=("--budget", "0"))[1][0]["findings"] == []
    assert ask({"text": BAD}, arguments=("--budget", "60"))[1][0]["not_run"] == []


def test_a_normalizer_that_fails_is_named_as_not_run(ask: Ask, monkeypatch: pytest.MonkeyPatch) -> None:
    load = pipeline.load
    monkeypatch.setattr(pipeline, "load", lambda name: (lambda _: 1 / 0) if name == "places" else load(name))
    code, [got], _ = ask({"text": CLEAN})
    assert (code, got["decision"]) == (1, "block")
    assert got["not_run"] == [{"normalizer": "places", "reason": got["errors"][0]}]


# --- examples


def test_languagetool_is_not_started_for_a_hook(ask: Ask, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "installed.json").write_text("{}", encoding="utf-8")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(tmp_path))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "running"))
    for options in ((), ("--languagetool", "auto")):
        code, [got], err = ask({"text": CLEAN}, arguments=options)
        assert (code, got["errors"], got["not_run"], err) == (0, [], [], "")


@pytest.fixture
def on_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, index: object) -> Path:
    """Put `cleanup-hook` on the PATH, as an installation does; the glossaries are compiled."""
    folder = tmp_path / "bin"
    folder.mkdir()
    door = folder / "cleanup-hook"
    door.write_text(f'#!/bin/sh\nPYTHONPATH={ROOT} exec {sys.executable} -m cleanup.hook "$@"\n', encoding="utf-8")
    door.chmod(0o755)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    monkeypatch.chdir(tmp_path)
    return door


EXAMPLES = ROOT / "examples/hook"


@pytest.mark.parametrize(("text", "code", "published"), [(CLEAN, 0, "a.txt\n"), (BAD, 1, ""), ("a\0b", 2, "")])
def test_the_shell_script_publishes_what_may_be_published(
    on_path: Path, tmp_path: Path, text: str, code: int, published: str
) -> None:
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    call = [str(EXAMPLES / "publish.sh"), "a.txt", "2022-03-25", "es", "sh", "-c", 'echo "$0" >&3']
    with (tmp_path / "published").open("w") as file:
        done = subprocess.run(
            ["sh", "-c", 'exec 3>published; exec "$@"', "sh", *call], capture_output=True, check=False, cwd=tmp_path
        )
        assert file
    assert done.returncode == code, done.stderr
    assert (tmp_path / "published").read_text() == published


POST = {"id": 42, "date": "2022-03-25T10:00:00", "status": "draft", "title": {"raw": "A day"}}


@pytest.mark.skipif(shutil.which("jq") is None, reason="jq is not installed")
def test_the_wordpress_script_reads_a_post(on_path: Path, tmp_path: Path) -> None:
    def check(raw: str) -> tuple[int, str]:
        post = json.dumps({**POST, "content": {"raw": f"<!-- wp:paragraph -->\n<p>{raw}</p>\n<!-- /wp:paragraph -->"}})
        done = subprocess.run(
            [str(EXAMPLES / "wordpress-post.sh")], input=post, capture_output=True, text=True, check=False
        )
        return done.returncode, done.stdout

    assert check(CLEAN.strip()) == (0, "42: publish\n")
    code, said = check(BAD.strip())
    assert code == 1
    assert said.startswith("42: block\nblock, safe: Aix-la-Chapelle -> Aachen: ")
    done = subprocess.run(
        [str(EXAMPLES / "wordpress-post.sh")], input="{}", capture_output=True, text=True, check=False
    )
    assert done.returncode == 2
    assert "error: the field 'text' of the article cannot be null" in done.stdout


@pytest.mark.skipif(shutil.which("php") is None, reason="PHP is not installed")
def test_the_wordpress_plugin_keeps_a_post_a_draft(on_path: Path, tmp_path: Path) -> None:
    site = tmp_path / "site.php"
    site.write_text(
        """<?php
        $filters = array();
        function add_filter($name, $call, $priority, $count) { global $filters; $filters[$name] = $call; }
        class WP_Error { function __construct(public $code, public $message, public $more) {} }
        define('CLEANUP_HOOK', $argv[1]);
        require $argv[2];
        foreach (array('publish', 'draft') as $status) {
            $post = (object) array('ID' => 42, 'post_status' => $status, 'post_date' => '2022-03-25 10:00:00', 'post_content' => $argv[3]);
            $got = $filters['rest_pre_insert_post']($post, array('meta' => array('source_language' => 'es')));
            echo $got instanceof WP_Error ? $got->message : 'taken', "\\n";
        }""",
        encoding="utf-8",
    )

    def submit(text: str) -> list[str]:
        call = ["php", str(site), str(on_path), str(EXAMPLES / "wordpress-plugin.php"), text]
        return subprocess.run(call, capture_output=True, text=True, check=True).stdout.splitlines()

    assert submit("<p>The mayor opened the bridge on Monday.</p>") == ["taken", "taken"]
    blocked = submit("<p>Aix-la-Chapelle was quiet on Monday.</p>")
    assert blocked == ["Aix-la-Chapelle -> Aachen: 'Aix-la-Chapelle' is Aachen in English news copy.", "taken"]


def test_the_workflow_and_the_configurations_are_what_they_claim() -> None:
    yaml = pytest.importorskip("yaml", reason="PyYAML is not installed")
    workflow = yaml.safe_load((EXAMPLES / "github-workflow.yml").read_text(encoding="utf-8"))
    assert set(workflow) == {"name", True, "permissions", "jobs"}  # YAML 1.1 reads `on` as true
    steps = workflow["jobs"]["cleanup"]["steps"]
    assert all(("uses" in step) != ("run" in step) for step in steps)
    assert any("cleanup check --format github" in step.get("run", "") for step in steps)
    read_configuration.cache_clear()
    chosen = read_configuration(EXAMPLES / "cleanup.toml")
    assert (chosen.hook.budget, chosen.hook.block_unfinished) == (2.0, False)
    manifest = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert [one["entry"] for one in manifest] == ["cleanup-hook"]
