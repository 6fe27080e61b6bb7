"""The hook in git: beside the hooks of others, in worktrees, for what is staged or pushed, and through pre-commit."""

# ruff: noqa: F811
from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from conftest import ROOT
from test_commands import Run, run  # noqa: F401

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")
BAD = "Aix-la-Chapelle was quiet on Monday.\n"
CLEAN = "The mayor opened the bridge on Monday.\n"
FOREIGN = "#!/bin/sh\necho mine >> calls\ncat >> calls\n[ ! -e refuse ]\n"
Git = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run) -> Git:
    """Make a repository in the current folder; nothing of the user's own configuration counts."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    monkeypatch.setenv("GIT_CONFIG_SYSTEM", os.devnull)
    monkeypatch.setenv("PYTHONPATH", str(ROOT))
    for name, value in {"NAME": "Desk", "EMAIL": "desk@example.org"}.items():
        monkeypatch.setenv(f"GIT_AUTHOR_{name}", value)
        monkeypatch.setenv(f"GIT_COMMITTER_{name}", value)
    for name in ("GIT_DIR", "GIT_INDEX_FILE", "GIT_WORK_TREE"):
        monkeypatch.delenv(name, raising=False)

    def call(*arguments: str, cwd: str | Path = ".") -> subprocess.CompletedProcess[str]:
        return subprocess.run(["git", *arguments], capture_output=True, text=True, check=False, cwd=cwd, timeout=50)

    call("init", "--quiet", "--initial-branch=main", ".")
    return call


def commit(git: Git, name: str, text: str, *options: str) -> subprocess.CompletedProcess[str]:
    path = Path(name)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    git("add", "--", name)
    return git("commit", "-m", "A change", *options)


def hook(name: str = "pre-commit") -> Path:
    return Path(".git/hooks") / name


def foreign(path: Path, script: str = FOREIGN) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(script, encoding="utf-8")
    path.chmod(0o755)


def test_a_commit_is_checked_and_the_hook_goes_as_it_came(git: Git, run: Run) -> None:
    assert run("hook", "status").code == 1
    got = run("hook", "install")
    assert (got.code, got.text) == (0, f"installed  {hook().resolve()}\n")
    assert stat.S_IMODE(hook().stat().st_mode) == 0o755
    assert "pre-commit  installed" in run("hook", "status").text
    assert run("hook", "status").code == 0
    done = commit(git, "a b.txt", BAD)
    assert done.returncode == 1
    assert "a b.txt:1:1: safe places: 'Aix-la-Chapelle' -> 'Aachen'" in done.stdout + done.stderr
    assert "cleanup diff 'a b.txt'" in done.stderr
    assert commit(git, "a b.txt", CLEAN).returncode == 0
    assert run("hook", "install").code == 0, "again"
    assert run("hook", "uninstall").code == 0
    assert not hook().exists()
    assert commit(git, "a b.txt", BAD).returncode == 0


def test_what_is_staged_counts_and_not_what_lies_in_the_folder(git: Git, run: Run) -> None:
    run("hook", "install")
    Path("a.txt").write_text(BAD, encoding="utf-8")
    git("add", "a.txt")
    Path("a.txt").write_text(CLEAN, encoding="utf-8")
    assert git("commit", "-m", "x").returncode == 1
    git("add", "a.txt")
    Path("a.txt").write_text(BAD, encoding="utf-8")
    assert git("commit", "-m", "x").returncode == 0
    assert Path("a.txt").read_text(encoding="utf-8") == BAD


def test_the_configuration_beside_an_article_counts(git: Git, run: Run) -> None:
    run("hook", "install")
    Path("desk").mkdir()
    Path("desk/cleanup.toml").write_text("[hook]\nblock = []\n", encoding="utf-8")
    assert commit(git, "desk/a.txt", BAD).returncode == 0
    assert commit(git, "a.txt", BAD).returncode == 1


@pytest.mark.parametrize("name", ["[a]*.txt", "caf\u00e9 \u201cx\u201d.txt", "-a.txt", ":a.txt", "a\tb.txt"])
def test_names_that_git_or_a_shell_might_misread(git: Git, run: Run, name: str) -> None:
    run("hook", "install")
    assert commit(git, f"./{name}", BAD).returncode == 1
    assert commit(git, f"./{name}", CLEAN).returncode == 0


def test_what_is_no_article_passes(git: Git, run: Run) -> None:
    run("hook", "install")
    assert commit(git, "a.py", BAD).returncode == 0
    Path("link.txt").symlink_to("a.py")
    git("add", "link.txt")
    assert git("commit", "-m", "A link").returncode == 0
    commit(git, "a.txt", BAD, "--no-verify")
    git("rm", "--quiet", "a.txt")
    assert git("commit", "-m", "Gone").returncode == 0
    assert git("commit", "--allow-empty", "-m", "Nothing").returncode == 0


def test_a_hook_of_somebody_else_is_left_alone(git: Git, run: Run) -> None:
    foreign(hook())
    got = run("hook", "install")
    assert got.code == 1
    assert "is somebody else's hook, and was left alone. Put this line at its end" in got.err
    assert "--chain" in got.err
    assert hook().read_text(encoding="utf-8") == FOREIGN
    assert "not ours" in run("hook", "status").text
    assert "not ours" in run("hook", "uninstall").text
    assert hook().read_text(encoding="utf-8") == FOREIGN


def test_a_hook_that_was_there_is_called_first_and_put_back(git: Git, run: Run) -> None:
    foreign(hook())
    assert run("hook", "install", "--chain").code == 0
    assert "after the hook that was there" in run("hook", "status").text
    assert commit(git, "a.txt", CLEAN).returncode == 0
    assert commit(git, "a.txt", BAD).returncode == 1
    Path("refuse").touch()
    assert commit(git, "a.txt", CLEAN + "\n").returncode == 1
    assert Path("calls").read_text() == "mine\n" * 3
    assert run("hook", "install").code == 0, "again: ours is in place, and what it calls stays"
    assert "restored" in run("hook", "uninstall").text
    assert hook().read_text(encoding="utf-8") == FOREIGN
    assert [path.name for path in hook().parent.iterdir() if "cleanup" in path.name] == []


def test_a_hook_that_git_would_not_run_is_not_run(git: Git, run: Run) -> None:
    foreign(hook())
    hook().chmod(0o644)
    run("hook", "install", "--chain")
    assert commit(git, "a.txt", CLEAN).returncode == 0
    assert not Path("calls").exists()


def test_a_hook_of_ours_that_was_changed_is_left_alone(git: Git, run: Run) -> None:
    run("hook", "install")
    hook().write_text(hook().read_text() + "echo more\n")
    assert "changed since" in run("hook", "status").text
    got = run("hook", "uninstall")
    assert (got.code, "was changed after it was written" in got.err) == (1, True)
    assert "echo more" in hook().read_text()


def test_the_framework_pre_commit_is_told_apart(git: Git, run: Run) -> None:
    foreign(hook(), "#!/usr/bin/env bash\n# File generated by pre-commit: https://pre-commit.com\n")
    got = run("hook", "install", "--chain")
    assert got.code == 1
    assert ".pre-commit-config.yaml" in got.err


def test_a_place_where_something_lies_is_not_overwritten(git: Git, run: Run) -> None:
    foreign(hook())
    foreign(hook("pre-commit.before-cleanup"), "#!/bin/sh\n# older\n")
    got = run("hook", "install", "--chain")
    assert (got.code, "exists already" in got.err) == (2, True)
    assert hook().read_text(encoding="utf-8") == FOREIGN


def test_worktrees_share_the_hook(git: Git, run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    commit(git, "a.txt", CLEAN)
    git("worktree", "add", "--quiet", str(tmp_path / "beside"), "-b", "beside")
    monkeypatch.chdir(tmp_path / "beside")
    got = run("hook", "install")
    assert got.text == f"installed  {tmp_path}/.git/hooks/pre-commit\n"
    assert commit(git, "b.txt", BAD).returncode == 1
    monkeypatch.chdir(tmp_path)
    assert commit(git, "b.txt", BAD).returncode == 1


def test_a_folder_of_hooks_in_the_repository_is_used(git: Git, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    git("config", "core.hooksPath", "tools/hooks")
    Path("deep/er").mkdir(parents=True)
    root = Path.cwd()
    monkeypatch.chdir("deep/er")
    got = run("hook", "install")
    monkeypatch.chdir(root)
    assert got.text == f"installed  {root}/tools/hooks/pre-commit\n"
    assert commit(git, "a.txt", BAD).returncode == 1


def test_a_folder_of_hooks_of_all_repositories_is_left_alone(
    git: Git, run: Run, tmp_path_factory: pytest.TempPathFactory
) -> None:
    shared = tmp_path_factory.mktemp("shared")
    git("config", "core.hooksPath", str(shared))
    got = run("hook", "install")
    assert got.code == 2
    assert "would run in others too" in got.err
    assert list(shared.iterdir()) == []


def test_outside_a_repository_and_without_git(run: Run, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    got = run("hook", "install")
    assert (got.code, "Run this inside a repository" in got.err) == (2, True)
    assert run("hook", "install", "post-commit").code == 2
    monkeypatch.setenv("PATH", str(tmp_path))
    got = run("hook", "status")
    assert (got.code, "git is not installed" in got.err) == (2, True)


def test_a_program_that_is_gone_is_said(git: Git, run: Run) -> None:
    run("hook", "install")
    hook().write_text(hook().read_text().replace(str(Path(sys.executable).parent), "/nowhere"))
    done = commit(git, "a.txt", CLEAN)
    assert done.returncode == 1
    assert "cleanup is no longer at /nowhere" in done.stderr


def test_a_push_is_checked(git: Git, run: Run, tmp_path_factory: pytest.TempPathFactory) -> None:
    remote = tmp_path_factory.mktemp("remote.git")
    git("init", "--quiet", "--bare", ".", cwd=remote)
    git("remote", "add", "origin", str(remote))
    foreign(hook("pre-push"))
    run("hook", "install", "pre-push", "--chain")
    commit(git, "a.txt", BAD)
    assert git("push", "origin", "main").returncode == 1, "a first push"
    commit(git, "a.txt", CLEAN)
    assert git("push", "origin", "main").returncode == 0, "what is pushed is clean, whatever came before"
    commit(git, "b.txt", BAD)
    done = git("push", "origin", "main")
    assert done.returncode == 1
    assert "b.txt:1:1" in done.stdout + done.stderr and "a.txt" not in done.stdout
    git("switch", "--quiet", "-c", "other", "HEAD~1")
    commit(git, "c.txt", CLEAN)
    assert git("push", "origin", "other").returncode == 0, "a new branch brings only its own commits"
    assert git("push", "origin", "--delete", "other").returncode == 0
    assert git("push", "origin", "other").returncode == 0
    assert git("push", "origin", "other").returncode == 0, "nothing new"
    assert Path("calls").read_text().count("refs/heads/main") == 6


@pytest.mark.skipif(
    shutil.which("pre-commit", path=str(Path(sys.executable).parent)) is None, reason="pre-commit is not installed"
)
def test_the_framework_pre_commit_runs_it(git: Git, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = str(Path(sys.executable).with_name("pre-commit"))
    monkeypatch.setenv("PRE_COMMIT_HOME", str(tmp_path / "home"))
    example = (ROOT / "examples/hook/pre-commit-config.yaml").read_text(encoding="utf-8")
    config = example.replace("entry: cleanup-hook", f"entry: {sys.executable} -m cleanup.hook")
    Path(".pre-commit-config.yaml").write_text(config, encoding="utf-8")
    git("add", ".pre-commit-config.yaml")
    assert subprocess.run([program, "install"], capture_output=True, check=False).returncode == 0
    done = commit(git, "a.txt", BAD)
    assert done.returncode == 1, done.stderr
    assert "'Aix-la-Chapelle' -> 'Aachen'" in done.stdout + done.stderr
    assert commit(git, "a.txt", CLEAN).returncode == 0
    assert commit(git, "a.py", BAD).returncode == 0
    manifest = str(ROOT / ".pre-commit-hooks.yaml")
    assert subprocess.run([program, "validate-manifest", manifest], check=False).returncode == 0
