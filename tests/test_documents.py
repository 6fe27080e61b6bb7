"""What the documents claim is true: output shown in the README, links, names of commands, and words that do not belong."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from cleanup.normalizers import NORMALIZERS, documentation
from cleanup.version import __version__

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = ["README.md", "ARCHITECTURE.md", "CHANGELOG.md", "glossaries/README.md"]
DEMO = ["examples/brussels.txt", "--source-language", "es", "--date", "2022-03-25"]


def test_the_output_in_the_readme_is_real() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```console\n\$ cleanup diff examples/brussels[^\n]*\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    call = [sys.executable, "cli.py", "diff", *DEMO, "--languagetool", "off", "--color", "never"]
    wide = {**os.environ, "COLUMNS": "100"}
    out = subprocess.run(call, cwd=ROOT, capture_output=True, check=False, env=wide).stdout.decode()
    for block in re.split(r"\n[ ]*\[…\]\n", shown.group(1).strip("\n")):
        assert block.strip("\n") in out


def test_the_output_of_the_hook_in_the_readme_is_real() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"```console\n\$ cleanup-hook examples/brussels[^\n]*\n(.*?)```", text, re.DOTALL)
    assert shown is not None
    files, _, rest = shown.group(1).partition("$ echo '")
    article, _, said = rest.partition("' | cleanup-hook --budget 2s\n")
    call = [sys.executable, "-m", "cleanup.hook", "--languagetool", "off"]
    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    out = subprocess.run([*call, *DEMO], cwd=ROOT, capture_output=True, check=False, env=path).stdout.decode()
    for line in files.strip("\n").replace("[…]\n", "").splitlines():
        assert line == "[…]" or f"{line}\n" in out
    out = subprocess.run(
        call, input=article.encode(), cwd=ROOT, capture_output=True, check=False, env=path
    ).stdout.decode()
    assert out.startswith(said.rstrip("\n").removesuffix("…"))


def test_the_repaired_demo_is_as_it_was_read_by_a_person() -> None:
    call = [sys.executable, "cli.py", "fix", *DEMO, "--languagetool", "off"]
    out = subprocess.run(call, cwd=ROOT, capture_output=True, check=False).stdout
    assert out.decode() == (ROOT / "examples/brussels.repaired.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", DOCUMENTS)
def test_links_lead_somewhere(name: str) -> None:
    path = ROOT / name
    for target in re.findall(r"\]\((?!https?:)([^)#]+)", path.read_text(encoding="utf-8")):
        assert (path.parent / target).exists(), target


@pytest.mark.parametrize("name", NORMALIZERS)
def test_every_normalizer_says_what_it_repairs_and_what_it_leaves_alone(name: str) -> None:
    text = documentation(name)
    assert "Leaves alone" in text
    assert name in (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_module_is_in_the_architecture() -> None:
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    modules = [path.stem for path in (ROOT / "cleanup").glob("*.py") if not path.stem.startswith("__")]
    assert [name for name in modules if name not in text] == []


def test_the_changelog_knows_the_version() -> None:
    assert f"## {__version__}" in (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
