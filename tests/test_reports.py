# ruff: noqa: F811
"""What other programs read: every report is valid, whatever stands in the article, its name or a message."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT
from hypothesis import given, settings
from hypothesis import strategies as st
from test_commands import Run, put, run  # noqa: F401

from cleanup.article import Article
from cleanup.normalizers import NORMALIZERS
from cleanup.outputs import checkstyle, github, junit, sarif
from cleanup.outputs.xml import element, escaped
from cleanup.proposal import Edit, Proposal, Safety
from cleanup.resolution import Finding, SetAside
from cleanup.revision import Revision

NASTY = "]]>&<\"'\t\n\r\x00\x01\x0b\x1b[31m\x7f\x85\u2028\ufffe\uffff\ud800\U0001f600%::%0A"


def revision(text: str = NASTY, path: str = "a.txt") -> Revision:
    """Return a revision in which everything that can hold text holds `text`."""
    article = Article(f"x{text}x", path)
    end = len(text) + 1
    edit = Proposal(
        "names", "name_variant", Safety.REVIEW, 1, end, (Edit(1, end, text, f"{text}!"),), text, text, text, (text,)
    )
    flag = Proposal("quotation_marks", "quotes_integrity", Safety.FLAG, 0, end, (), text)
    lost = SetAside(Finding("c", edit), "kept", text)
    known = SetAside(Finding("d", flag), "baseline", text)
    error = f"typography: {text}"
    return Revision(article, (Finding("a", flag), Finding("b", edit)), (lost, known), (error,), not_run=("typography",))


TEXTS = st.text(st.characters() | st.sampled_from(NASTY), min_size=1, max_size=20)


@given(TEXTS)
def test_text_comes_out_of_xml_as_it_went_in_but_for_what_xml_cannot_hold(text: str) -> None:
    got = ElementTree.fromstring(element("a", {"b": text}, escaped(text)).encode("utf-8"))
    legal = "".join(
        c if c in "\t\n\r" or " " <= c <= "\ud7ff" or "\ue000" <= c <= "\ufffd" or c >= "\U00010000" else "\ufffd"
        for c in text
    )
    assert got.get("b") == got.text == legal


@settings(deadline=None)
@given(TEXTS)
def test_every_report_is_well_formed(text: str) -> None:
    one = revision(text)
    unread = [(text, text)]
    for report in (checkstyle.render([one], unread), junit.render([(one, NORMALIZERS, 1)], unread)):
        ElementTree.fromstring(report.encode("utf-8"))
    json.loads(sarif.render([one], [text]).encode("ascii"))
    for line in github.render(one).split("\n")[:-1]:
        assert line.startswith(("::error ", "::warning ", "::notice "))
        assert "\r" not in line


def test_checkstyle_has_a_file_for_each_article_and_an_error_for_each_finding(run: Run) -> None:
    put("a.txt", "Aix-la-Chapelle was quiet  on Monday.\n")
    put("b.txt", "The mayor opened the bridge.\n")
    got = run("check", "a.txt", "b.txt", "none.txt", "--format", "checkstyle")
    assert got.code == 2
    document = ElementTree.fromstring(got.out)
    assert (document.tag, document.get("version")) == ("checkstyle", "8.0")
    assert [(file.get("name"), len(file)) for file in document] == [("a.txt", 2), ("b.txt", 0), ("none.txt", 1)]
    first = document[0][0].attrib
    assert first == {
        "line": "1",
        "column": "1",
        "severity": "error",
        "message": "'Aix-la-Chapelle' -> 'Aachen': 'Aix-la-Chapelle' is Aachen in English news copy.",
        "source": "cleanup.places.place_exonym",
    }


def test_junit_fails_a_case_from_the_level_on_and_counts_rightly(run: Run) -> None:
    put("a.txt", 'Aix-la-Chapelle was quiet  on Monday.\n\n"A mark that nothing closes, he said.\n')
    got = run("check", "a.txt", "none.txt", "--format", "junit", "--ignore", "grammar")
    suite, unread = ElementTree.fromstring(got.out)
    count = str(len(NORMALIZERS) - 1)
    assert suite.attrib == {"name": "a.txt", "tests": count, "failures": "2", "errors": "0", "skipped": "0"}
    cases = {case.get("name"): case for case in suite}
    assert list(cases) == [name for name in NORMALIZERS if name != "grammar"]
    assert "a.txt:1:1: safe: 'Aix-la-Chapelle'" in (cases["places"].findtext("failure") or "")
    assert cases["quotation_marks"].find("failure") is None
    assert "a.txt:3:1: flag: " in (cases["quotation_marks"].findtext("system-out") or "")
    assert (unread.get("errors"), unread[0][0].tag) == ("1", "error")
    strict = run("check", "a.txt", "--format", "junit", "--fail-on", "flag")
    assert ElementTree.fromstring(strict.out)[0].get("failures") == "3"


def test_junit_shows_a_normalizer_that_did_not_run_as_an_error() -> None:
    suite = ElementTree.fromstring(junit.render([(revision("x"), NORMALIZERS, 1)]))[0]
    assert (suite.get("errors"), suite.get("failures")) == ("1", "1")


def validate(log: dict[str, Any]) -> None:
    jsonschema = pytest.importorskip("jsonschema", reason="jsonschema is not installed")
    schema = json.loads((ROOT / "tests/sarif-2.1.0.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(log, schema, cls=jsonschema.Draft4Validator)


def test_sarif_is_valid_and_shows_what_was_kept_as_suppressed() -> None:
    log = json.loads(
        sarif.render([revision(path="a b/\u00e9 100%.txt"), revision("x", "-")], ["none.txt: no such file."])
    )
    validate(log)
    results = log["runs"][0]["results"]
    assert [[s["kind"] for s in r.get("suppressions", [])] for r in results[:4]] == [[], [], ["inSource"], ["external"]]
    place = results[0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "a%20b/%C3%A9%20100%25.txt"
    for rule in log["runs"][0]["tool"]["driver"]["rules"]:
        assert "Leaves alone" in rule["help"]["text"] and rule["fullDescription"]["text"]


def test_sarif_of_a_whole_story_is_valid_and_its_fingerprints_stay_when_lines_move(run: Run) -> None:
    text = (ROOT / "examples/brussels.txt").read_text(encoding="utf-8")
    put("a.txt", text)
    first = run("check", "a.txt", "--format", "sarif").json
    validate(first)
    put("a.txt", f"A line more.\n\n{text}")
    second = run("check", "a.txt", "--format", "sarif").json

    def prints(log: dict[str, Any], version: str) -> list[str]:
        return sorted(result["partialFingerprints"][version] for result in log["runs"][0]["results"])

    assert prints(first, "cleanup/v2") == prints(second, "cleanup/v2")
    assert len(set(prints(first, "cleanup/v1"))) == len(first["runs"][0]["results"])


def test_sarif_of_nothing_is_valid(run: Run) -> None:
    put("a.txt", "The mayor opened the bridge.\n")
    log = run("check", "a.txt", "--format", "sarif").json
    validate(log)
    assert log["runs"][0]["results"] == []
    assert Path("a.txt").exists()
