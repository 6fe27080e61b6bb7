"""LanguageTool as it is: the real server, real sockets, real signals. Skipped, with the reason, where it is not installed.

With `CI=true` in the environment such a skip is a failure: `make languagetool` installs what is missing.
"""

from __future__ import annotations

import csv
import http.server
import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import threading
import time
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from conftest import LANGUAGETOOL, ROOT
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import cleanup
from cleanup.article import Article
from cleanup.checking import revise_article
from cleanup.errors import LanguageToolError
from cleanup.glossary.schema import FILES
from cleanup.languagetool import answers, asking, installing, server, supervisor, warm_server
from cleanup.languagetool.asking import Part, Rules, ask
from cleanup.languagetool.choices import Choices
from cleanup.languagetool.installation import installed, java, required
from cleanup.proposal import Safety
from cleanup.settings import Settings

AUTO = Choices(server="auto")
NO_RULES = Rules()
SLIP = "He go home."


def _why_not() -> str | None:
    """Say why LanguageTool cannot be tested here; None if it can."""
    before = os.environ.get("CLEANUP_LANGUAGETOOL_DIR", "")
    os.environ["CLEANUP_LANGUAGETOOL_DIR"] = str(LANGUAGETOOL)
    try:
        java()
        required()
    except LanguageToolError as error:
        return str(error)
    finally:
        os.environ["CLEANUP_LANGUAGETOOL_DIR"] = before
    return None


@pytest.fixture(scope="module")
def _installed(_own_cache: None) -> None:
    why = _why_not()
    if why is not None and os.environ.get("CI") == "true":
        pytest.fail(f"{why} 'make languagetool' installs it.")
    if why is not None:
        pytest.skip(why)


@pytest.fixture
def real(_installed: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the real installation be the one that is used."""
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(LANGUAGETOOL))


@pytest.fixture(scope="module")
def _shared(_installed: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of a server that the tests of this module share."""
    folder = tmp_path_factory.mktemp("warm")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        patch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(LANGUAGETOOL))
        server.start(AUTO)
        # The first request loads the rules; how long that takes is not what the tests are about.
        ask([(Part(SLIP),)], "en-US", NO_RULES, Choices(server="auto", timeout=300))
    yield folder
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", str(folder))
        assert server.stop()


@pytest.fixture
def warm(real: None, _shared: Path, monkeypatch: pytest.MonkeyPatch) -> server.Running:
    """The shared server, found as any command finds it."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(_shared))
    running = server.find()
    assert running is not None
    return running


@pytest.fixture(autouse=True)
def _fresh() -> None:
    """Nothing is remembered of a server that failed."""
    asking._down.clear()


@pytest.fixture
def elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of running servers of the test's own; nothing runs in it before, and nothing may afterwards."""
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path / "running"))
    (tmp_path / "running").mkdir()
    return tmp_path


def program(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    call = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=180, **options)


def grammar(text: str, **table: Any) -> Any:
    """Check one text by LanguageTool alone, under a `[languagetool]` table."""
    choices = Choices(**({"server": "auto"} | table))
    return revise_article(Article(text), Settings(select=("grammar",), languagetool=choices))


def gone(pid: int, within: float = 30.0) -> bool:
    """Tell whether a process ends; one that only waits for its parent to notice has ended."""
    until = time.monotonic() + within
    while time.monotonic() < until:
        said = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], capture_output=True, text=True, check=False).stdout
        if not said.strip() or said.strip().startswith("Z"):
            return True
        time.sleep(0.1)
    return False


# --- what it finds, and where

with (ROOT / "tests/languagetool_cases.csv").open(encoding="utf-8", newline="") as _file:
    CASES = list(csv.DictReader(_file, strict=True))
with (ROOT / "glossaries/languagetool.csv").open(encoding="utf-8", newline="") as _file:
    LISTED = list(csv.DictReader(_file, strict=True))


@pytest.mark.parametrize("row", CASES, ids=[f"case:{number}" for number in range(2, len(CASES) + 2)])
def test_case(warm: server.Running, row: dict[str, str]) -> None:
    revision = grammar(row["text"])
    assert not revision.errors
    found = [(str(f.proposal.safety), f.proposal.entry, f.proposal.message) for f in revision.findings]
    if row["level"] == "leave":
        assert not found
    elif row["level"] == "safe":
        assert revision.fixed == row["result"], found
        assert grammar(row["result"]).fixed == row["result"]
    else:
        assert revision.fixed == row["text"], found
        assert revision.text(Safety.REVIEW) == (row["result"] or row["text"]), found
        assert row["level"] == "review" or any(level == "flag" for level, *_ in found)
    for finding in revision.findings:
        assert finding.proposal.artifact == "grammar_minor"
        assert finding.proposal.evidence == f"LanguageTool, rule {finding.proposal.entry}"
        assert len(finding.proposal.message.splitlines()) == 1


def test_the_cases_prove_both_ways() -> None:
    levels = [row["level"] for row in CASES]
    assert len(levels) >= 60
    assert levels.count("leave") >= len(levels) / 2


@pytest.mark.parametrize("row", LISTED, ids=[row["rule"] for row in LISTED])
def test_each_listed_rule_does_to_its_example_what_the_list_says(warm: server.Running, row: dict[str, str]) -> None:
    def is_it(rule: str, category: str) -> bool:
        from fnmatch import fnmatchcase

        return fnmatchcase(rule, row["rule"]) or category == row["rule"]

    (said,) = ask([(Part(row["example"]),)], "en-US", NO_RULES, AUTO)
    assert any(is_it(answer.rule, answer.category) for answer in said), said
    findings = [f.proposal for f in grammar(row["example"]).findings]
    rules = {answer.rule for answer in said if is_it(answer.rule, answer.category)}
    levels = {str(p.safety) for p in findings if p.entry in rules}
    assert levels == {"off": set(), "on": {"review"}, "flag": {"flag"}, "safe": {"safe"}}[row["state"]]


def test_the_newsroom_has_the_last_word_on_a_rule(warm: server.Running) -> None:
    text = "Unemployment fell by 2.7 per cent in July. It was an unique chance."
    assert [f.proposal.entry for f in grammar(text).findings] == ["EN_A_VS_AN"]
    for name in ("PER_CENT", "COMPOUNDING"):
        assert [f.proposal.entry for f in grammar(text, enable=(name,)).findings] == ["PER_CENT", "EN_A_VS_AN"]
    for name in ("EN_A_VS_AN", "MISC"):
        assert not grammar(text, disable=(name,)).findings


def test_the_style_says_which_english(warm: server.Running) -> None:
    assert grammar("She recieved the programme's licence.").counts() == {"safe": 0, "review": 1, "flag": 0}
    article = Article("She recieved the programme's licence.")
    british = Settings(style="guardian", select=("grammar",), languagetool=AUTO)
    assert revise_article(article, british).counts() == {"safe": 0, "review": 1, "flag": 0}


PIECES = st.sampled_from([
    "😀", "👩‍👩‍👧", "🇺🇦", "𝔘𝔫𝔦", "e\u0301", "n\u0303o", "السلام", "\u200f", "שלום", "\u00a0", "\ufeff", "\t", "\x00", "\x1f", "\u2028",
    "Zelensky", "«", "»", "“", "”", "&amp;", "<b>", "https://un.org/He_go", "#TheyGo", "`he go`", "İ", "ß", "\ud800", "🤷🏽", "ﷺ", "ﬁ",
])  # fmt: skip
NOISE = st.lists(st.one_of(PIECES, PIECES, st.text(max_size=5)), max_size=8).map(" ".join)


@given(st.lists(NOISE, min_size=2, max_size=5))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_every_position_is_exact_in_code_points(warm: server.Running, noise: list[str]) -> None:
    # Between stretches of anything stands a sentence with a slip whose place is known.
    passages = [
        (Part(f"{before}. "), Part("Zelensky", "Thompson"), Part(f" came. {SLIP} {before}")) for before in noise
    ]
    for passage, said in zip(passages, ask(passages, "en-US", NO_RULES, AUTO), strict=True):
        text = "".join(part.text for part in passage)
        assert all(0 <= answer.start < answer.end <= len(text) for answer in said)
        slips = [answer for answer in said if answer.rule == "HE_VERB_AGR" and text[answer.start : answer.end] == "go"]
        assert any(text[answer.start - 3 : answer.end + 6] == "He go home." for answer in slips), (text, said)


@given(st.lists(NOISE, min_size=1, max_size=4).map("\n\n".join))
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture]
)
def test_an_article_of_anything_keeps_the_invariants(warm: server.Running, text: str) -> None:
    text = f"{text} He go home, she recieve it. {text}"
    revision = grammar(text)
    assert not revision.errors
    for finding in revision.findings:
        proposal = finding.proposal
        assert not revision.article.is_protected(proposal.start, proposal.end)
        for edit in proposal.edits:
            assert text[edit.start : edit.end] == edit.expected
        if proposal.safety is Safety.SAFE:
            assert not revision.article.in_quotation(proposal.start, proposal.end)
    assert grammar(revision.fixed).fixed == revision.fixed


def test_wrapped_lines_are_one_sentence_and_other_lines_are_their_own(warm: server.Running) -> None:
    wrapped = "The committee, which was set up in the spring by the ministers, have not\nyet met, and the work\ngo on. Then he\ngo home."
    assert [f.proposal.edits[0].expected for f in grammar(wrapped).findings if f.proposal.edits][-1:] == ["go"]
    assert not grammar("Minister in Paris\nGo and vote, she says\nWeather").findings


def test_what_two_see_is_told_once_and_the_loser_can_be_seen(warm: server.Running) -> None:
    result = cleanup.check("The treaty was signed by the the ministers.", languagetool="auto").to_dict()
    assert [f["normalizer"] for f in result["findings"]] == ["repetitions"]
    (lost,) = result["set_aside"]
    assert (lost["normalizer"], lost["by"]) == ("grammar", result["findings"][0]["id"])
    assert "knows more" in lost["reason"]


# --- answers are kept


def test_an_unchanged_paragraph_is_not_sent_again(
    warm: server.Running, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    first = f"{SLIP} It is {time.time_ns()}."
    found = [f.proposal for f in grammar(f"{first}\n\nShe recieve it.").findings]
    # Without a server, and without a Java to start one, what was asked before is still answered.
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    monkeypatch.setenv("PATH", str(tmp_path))
    again = grammar(f"She recieve it.\n\n{first}")
    assert not again.errors
    assert sorted(p.message for p in found) == sorted(f.proposal.message for f in again.findings)
    (error,) = grammar(f"A new one {time.time_ns()}: {SLIP}").errors
    assert "Java is not installed" in error


def test_other_rules_and_another_english_are_other_answers(warm: server.Running) -> None:
    passage = (Part(f"The colour of room {time.time_ns()} is warm. He go."),)
    (american,) = ask([passage], "en-US", NO_RULES, AUTO)
    (british,) = ask([passage], "en-GB", NO_RULES, AUTO)
    (less,) = ask([passage], "en-US", Rules(off=("HE_VERB_AGR",)), AUTO)
    assert [a.rule for a in american] == ["MORFOLOGIK_RULE_EN_US", "HE_VERB_AGR"]
    assert [a.rule for a in british] == ["HE_VERB_AGR"]
    assert [a.rule for a in less] == ["MORFOLOGIK_RULE_EN_US"]


def test_kept_answers_are_bounded_shared_and_only_save_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CLEANUP_CACHE_DIR", str(tmp_path / "cache"))
    monkeypatch.setattr(answers, "_MOST", 50)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(lambda n: answers.keep({f"{n}-{k}": [n, k] for k in range(20)}), range(10)))
    kept = answers.recall([f"{n}-{k}" for n in range(10) for k in range(20)])
    assert 0 < len(kept) <= 50
    assert all(answer == [int(part) for part in key.split("-")] for key, answer in kept.items())
    (file,) = (tmp_path / "cache").glob("languagetool-*.sqlite")
    file.write_bytes(b"damaged" * 1000)
    assert answers.recall(["0-0"]) == {}
    answers.keep({"new": [1]})
    assert answers.recall(["new"]) == {"new": [1]}
    monkeypatch.setenv("CLEANUP_CACHE_DIR", "/proc/nowhere")
    answers.keep({"new": [1]})
    assert answers.recall(["new"]) == {}


# --- the shared server


def test_a_warm_server_is_found_without_loading_anything(warm: server.Running) -> None:
    assert warm_server() == warm.url
    said = subprocess.run(
        [sys.executable, "-c", "import sys, cleanup.languagetool as l; print(l.warm_server(), *sys.modules)"],
        capture_output=True, text=True, check=True, cwd=ROOT,
    ).stdout.split()  # fmt: skip
    assert said[0] == warm.url
    assert not {"language_tool_python", "requests", "sqlite3", "subprocess", "spacy", "marisa_trie"} & set(said)


def test_there_is_no_warm_server_where_none_was_started(elsewhere: Path) -> None:
    assert warm_server() is None
    assert server.stop() is False


def test_nothing_of_it_is_loaded_when_it_is_off_or_not_installed(elsewhere: Path) -> None:
    for off in ("off", "None"):
        code = (
            "import sys, cleanup; from cleanup.checking import revise_article; from cleanup.article import Article\n"
            "from cleanup.settings import Settings; from cleanup.languagetool.choices import Choices\n"
            f"revise_article(Article('He go home.'), Settings(languagetool=Choices(server={off if off == 'None' else repr(off)})))\n"
            "print(*sys.modules)"
        )
        said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, cwd=ROOT).stdout
        assert not {"language_tool_python", "requests", "cleanup.languagetool.asking", "sqlite3"} & set(said.split())


def test_the_supervisor_and_the_others_name_the_same_files() -> None:
    assert (supervisor.RUNNING, supervisor.USING, supervisor.USED) == (server._RUNNING, server._USING, server._USED)
    assert (supervisor.STATE, supervisor.SERVER_PID, supervisor.FAILED) == (
        server._STATE,
        server._SERVER_PID,
        server._FAILED,
    )
    assert supervisor.TOKEN.endswith("cleanup.token=")


def test_one_server_lives_through_everything_and_leaves_nothing(real: None, elsewhere: Path) -> None:
    (elsewhere / "cleanup.toml").write_text(
        '[languagetool]\nserver = "auto"\nkeep_warm = 12\ntimeout = 300\n', encoding="utf-8"
    )
    counter = iter(range(100))

    def article() -> Path:
        path = elsewhere / f"{next(counter)}.txt"
        path.write_text(f"{SLIP} It is {time.time_ns()}.\n", encoding="utf-8")
        return path

    def check() -> None:
        got = program("check", article(), "--select", "grammar")
        assert got.returncode == 1, got.stderr
        assert "'go' -> 'goes'" in got.stdout

    # Two that start at once start one.
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(lambda _: check(), range(2)))
    first = server.find()
    assert first is not None
    listed = subprocess.run(["ps", "-ww", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    assert listed.count(f"{elsewhere}/running/cleanup/languagetool/server.properties") == 1
    assert program("languagetool", "status").returncode == 0
    # Killed, the server is started again by whoever asks next.
    os.kill(first.pid, signal.SIGKILL)
    check()
    second = server.find()
    assert second is not None
    assert second.pid != first.pid
    # Its supervisor killed, it is no longer announced; the next start ends it.
    os.kill(second.supervisor, signal.SIGKILL)
    assert gone(second.supervisor)
    assert warm_server() is None
    check()
    assert gone(second.pid)
    third = server.find()
    assert third is not None
    # A client killed in the middle of asking keeps nothing alive.
    long = elsewhere / "long.txt"
    long.write_text("\n\n".join(f"{SLIP} It is the year {n} of the city." for n in range(4_000)), encoding="utf-8")
    client = subprocess.Popen(
        [sys.executable, str(ROOT / "cli.py"), "check", str(long), "--select", "grammar"],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, cwd=elsewhere,
    )  # fmt: skip
    time.sleep(3)
    client.kill()
    client.wait()
    assert gone(third.pid, 90)
    assert gone(third.supervisor)
    assert server.find() is None
    assert server.last_failure() is None
    assert "ended" not in program("languagetool", "status").stdout


# --- what can go wrong


def articles(folder: Path, number: int = 3) -> list[Path]:
    """Write articles with a doubled space, which another normalizer repairs, and a slip that only LanguageTool finds."""
    paths = [folder / f"a{n}.txt" for n in range(number)]
    for path in paths:
        path.write_text(f"Rain  fell. {SLIP} It is {time.time_ns()}.\n", encoding="utf-8")
    return paths


def is_said_once_and_the_rest_goes_on(folder: Path, what: str, *options: str) -> None:
    paths = articles(folder)
    got = program("check", *paths, *options, cwd=folder)
    assert (got.stdout + got.stderr).count(what) == 1, got.stdout + got.stderr
    assert "Traceback" not in got.stderr
    assert got.stdout.count("typography") == len(paths)
    found = json.loads(program("check", *paths, "--format", "json", *options, cwd=folder).stdout)
    assert all(what in " ".join(article["errors"]) for article in found["articles"])
    configuration = folder / "cleanup.toml"
    before = configuration.read_text(encoding="utf-8") if configuration.exists() else "[languagetool]\n"
    configuration.write_text(before + "required = true\n", encoding="utf-8")
    got = program("check", *paths, *options, cwd=folder)
    assert got.returncode == 2
    assert got.stderr.count(what) == 1
    assert not got.stdout
    doctor = program("doctor", *options, cwd=folder)
    assert doctor.returncode == 2
    assert "wrong" in doctor.stdout


def test_it_is_not_installed(elsewhere: Path) -> None:
    is_said_once_and_the_rest_goes_on(elsewhere, "LanguageTool is not installed.", "--languagetool", "auto")


def test_nobody_asked_for_it_and_it_is_not_installed(elsewhere: Path) -> None:
    got = program("check", *articles(elsewhere, 1), cwd=elsewhere)
    assert got.returncode == 0 or "LanguageTool" not in got.stdout + got.stderr


def pretended(folder: Path) -> Path:
    """An installation whose one jar holds nothing, so that only a Java that does start it finds out."""
    place = folder / "LanguageTool-9.9"
    place.mkdir()
    with zipfile.ZipFile(place / "languagetool-server.jar", "w") as jar:
        jar.writestr("META-INF/MANIFEST.MF", "Manifest-Version: 1.0\n")
    return place


def test_java_is_missing(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("java") is None:
        pytest.skip("the installation that this test pretends needs a Java to be made")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    installing.install(str(pretended(elsewhere)), "6.8", lambda _: None)
    monkeypatch.setenv("PATH", str(elsewhere))
    is_said_once_and_the_rest_goes_on(elsewhere, "Java is not installed", "--languagetool", "auto")


def test_java_is_too_old(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("java") is None:
        pytest.skip("the installation that this test pretends needs a Java to be made")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    installing.install(str(pretended(elsewhere)), "6.8", lambda _: None)
    old = elsewhere / "java"
    old.write_text("#!/bin/sh\necho 'openjdk version \"11.0.2\" 2019-01-15' >&2\n", encoding="utf-8")
    old.chmod(0o755)
    monkeypatch.setenv("PATH", f"{elsewhere}:/usr/bin:/bin")
    is_said_once_and_the_rest_goes_on(elsewhere, "is Java 11, too old for LanguageTool", "--languagetool", "auto")
    with pytest.raises(LanguageToolError, match="Java 11"):
        installing.install(None, "6.8", lambda _: None)


def test_what_is_installed_is_damaged(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if shutil.which("java") is None:
        pytest.skip("no Java to say that it is damaged")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    place = pretended(elsewhere)
    installing.install(str(place), "6.8", lambda _: None)
    with pytest.raises(LanguageToolError, match="installation of LanguageTool is damaged"):
        server.start(AUTO)
    shutil.rmtree(place)
    with pytest.raises(LanguageToolError, match="no longer in"):
        server.start(AUTO)


def test_its_port_is_taken(real: None, elsewhere: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        (elsewhere / "cleanup.toml").write_text(f'[languagetool]\nserver = "auto"\nport = {port}\n', encoding="utf-8")
        is_said_once_and_the_rest_goes_on(elsewhere, f"port {port} is taken by another program")
    assert server.find() is None


def test_it_runs_out_of_memory(real: None, elsewhere: Path) -> None:
    with pytest.raises(LanguageToolError, match=r"ran out of memory.*'memory'"):
        with server.using(Choices(server="auto", memory=24)):
            pass
        for number in range(50):  # a heap that lets it start is filled by its rules
            ask([(Part(f"{SLIP} {number}"),)], "en-US", NO_RULES, Choices(server="auto", memory=24))
    server.stop()


@pytest.fixture
def silent() -> Iterator[str]:
    """A server that takes every connection and never says a word."""
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        listening.listen(50)
        yield f"http://127.0.0.1:{listening.getsockname()[1]}"


def test_a_server_that_never_answers(elsewhere: Path, silent: str) -> None:
    (elsewhere / "cleanup.toml").write_text(f'[languagetool]\nserver = "{silent}"\ntimeout = 1\n', encoding="utf-8")
    begun = time.monotonic()
    is_said_once_and_the_rest_goes_on(elsewhere, "did not answer within 1 seconds")
    assert time.monotonic() - begun < 60


def test_a_server_that_is_not_there(elsewhere: Path) -> None:
    is_said_once_and_the_rest_goes_on(elsewhere, "does not answer", "--languagetool", "http://127.0.0.1:9")


Answering = Callable[[http.server.BaseHTTPRequestHandler], None]


@pytest.fixture
def serving() -> Iterator[Callable[[Answering], str]]:
    """Real servers on real sockets, each answering as a test wants."""
    started: list[http.server.ThreadingHTTPServer] = []

    def start(answering: Answering) -> str:
        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                answering(self)

            do_POST = do_GET  # noqa: N815

            def log_message(self, *_: object) -> None: ...

        one = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=one.serve_forever, daemon=True).start()
        started.append(one)
        return f"http://127.0.0.1:{one.server_address[1]}"

    yield start
    for one in started:
        one.shutdown()
        one.server_close()


def say(handler: http.server.BaseHTTPRequestHandler, code: int, body: bytes, **headers: str) -> None:
    handler.send_response(code)
    for name, value in {"Content-Length": str(len(body)), **headers}.items():
        handler.send_header(name.replace("_", "-"), value)
    handler.end_headers()
    handler.wfile.write(body)


@pytest.mark.parametrize("body", [b"Error: out of order", b'{"message": "no"}', b"[]", b'[{"longCode": "en-US"}]'])
def test_a_server_that_is_no_languagetool(serving: Callable[[Answering], str], body: bytes) -> None:
    address = serving(lambda handler: say(handler, 500 if body.startswith(b"E") else 200, body))
    (error,) = grammar(SLIP, server=address, timeout=2).errors
    assert error.startswith("grammar: ")
    assert address in error
    assert "please report" not in error


def test_another_users_server_is_asked_too(warm: server.Running) -> None:
    assert [f.proposal.edits[0].replacement for f in grammar(f"😀 {SLIP}", server=warm.url).findings] == ["goes"]
    assert [f.proposal.edits[0].replacement for f in grammar(f"😀 {SLIP}", server=f"{warm.url}/").findings] == ["goes"]


def test_a_folder_that_others_may_write_in_is_not_trusted(elsewhere: Path) -> None:
    folder = elsewhere / "running/cleanup/languagetool"
    folder.mkdir(parents=True)
    folder.chmod(0o777)
    assert warm_server() is None
    with pytest.raises(LanguageToolError, match="others may write"):
        server.start(AUTO)


# --- installing


def test_it_is_installed_from_a_zip_an_address_and_a_folder(
    elsewhere: Path, serving: Callable[[Answering], str], monkeypatch: pytest.MonkeyPatch
) -> None:
    if shutil.which("java") is None:
        pytest.skip("nothing is installed where there is no Java")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    shown: list[str] = []
    folder = pretended(elsewhere)
    whole = elsewhere / "LanguageTool-9.9.zip"
    with zipfile.ZipFile(whole, "w") as archive:
        archive.write(folder / "languagetool-server.jar", "LanguageTool-9.9/languagetool-server.jar")
        archive.writestr("LanguageTool-9.9/libs/languagetool-core-9.9.jar", os.urandom(3_000_000))
        archive.writestr("../../outside.txt", "never")
    found = installing.install(str(whole), "6.8", shown.append)
    assert (found.version, installed()) == ("9.9", found)
    assert Path(found.classpath).is_file()
    assert shown
    assert not (elsewhere.parent / "outside.txt").exists()
    data, asked = whole.read_bytes(), []

    def half_then_the_rest(handler: http.server.BaseHTTPRequestHandler) -> None:
        wanted = handler.headers.get("Range")
        asked.append(wanted)
        if wanted is None:  # breaks off in the middle
            handler.send_response(200)
            handler.send_header("Content-Length", str(len(data)))
            handler.end_headers()
            handler.wfile.write(data[: len(data) // 2])
            handler.wfile.flush()
            handler.connection.shutdown(socket.SHUT_RDWR)
        else:
            start = int(wanted.removeprefix("bytes=").rstrip("-"))
            say(handler, 206, data[start:], Content_Range=f"bytes {start}-{len(data) - 1}/{len(data)}")

    address = serving(half_then_the_rest) + "/LanguageTool-9.9.zip"
    with pytest.raises(LanguageToolError, match="again to go on"):
        installing.install(address, "6.8", shown.append)
    assert installed() == found
    again = installing.install(address, "6.8", shown.append)
    assert asked[0] is None
    assert asked[-1] is not None
    assert (again.version, again.source) == ("9.9", address)
    # A name whose checksum is known must have it.
    wrong = serving(lambda handler: say(handler, 200, data)) + "/LanguageTool-6.8.zip"
    with pytest.raises(LanguageToolError, match="checksum differs"):
        installing.install(wrong, "6.8", shown.append)
    with pytest.raises(LanguageToolError, match="cannot be loaded"):
        installing.install(serving(lambda handler: say(handler, 404, b"")) + "/x.zip", "6.8", shown.append)
    assert installed() == again
    assert not list((elsewhere / "installed").glob(".unpacking-*"))
    assert installing.install(str(folder), "6.8", shown.append).folder == str(folder)


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.zip", "no such folder"),
        ("no.zip", "no sound zip"),
        ("other.zip", "holds no languagetool-server"),
        (".", "holds no"),
    ],
)
def test_what_is_no_languagetool_is_not_installed(
    elsewhere: Path, monkeypatch: pytest.MonkeyPatch, name: str, said: str
) -> None:
    if shutil.which("java") is None:
        pytest.skip("nothing is installed where there is no Java")
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    (elsewhere / "no.zip").write_bytes(b"PK no zip")
    with zipfile.ZipFile(elsewhere / "other.zip", "w") as archive:
        archive.writestr("a.txt", "a")
    with pytest.raises(LanguageToolError, match=said):
        installing.install(str(elsewhere / name), "6.8", lambda _: None)
    assert installed() is None


def test_maven_is_missing(elsewhere: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program_of_java = shutil.which("java")
    if program_of_java is None:
        pytest.skip("nothing is installed where there is no Java")
    (elsewhere / "java").symlink_to(program_of_java)
    monkeypatch.setenv("CLEANUP_LANGUAGETOOL_DIR", str(elsewhere / "installed"))
    monkeypatch.setenv("PATH", str(elsewhere))
    got = program("languagetool", "install")
    assert got.returncode == 2
    assert "Maven is not installed" in got.stderr
    with pytest.raises(LanguageToolError, match="is no version"):
        installing.install(None, "../6.8", lambda _: None)


# --- what it is called


def test_the_list_of_rules_has_its_columns() -> None:
    assert [column.name for column in FILES["languagetool"]] == list(LISTED[0])


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("kep_warm = 3", "unknown key 'languagetool.kep_warm'. Did you mean 'keep_warm'?"),
        ('required = "yes"', "neither true nor false"),
        ("keep_warm = 0", "is not between 1 and 86,400"),
        ("timeout = 2.5", "not a whole number"),
        ("memory = true", "not a whole number"),
        ('disable = "HE_VERB_AGR"', "not a list of rules"),
        ('enable = ["no rule"]', "is no rule or category"),
        ('server = "on"', "'auto'"),
    ],
)
def test_a_wrong_table_is_named_with_key_and_remedy(elsewhere: Path, line: str, said: str) -> None:
    (elsewhere / "cleanup.toml").write_text(f"[languagetool]\n{line}\n", encoding="utf-8")
    got = program("check", *articles(elsewhere, 1), cwd=elsewhere)
    assert got.returncode == 2
    assert said in got.stderr
