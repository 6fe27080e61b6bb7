"""Articles as git has them: what is about to be committed, or about to be pushed, and not what lies in the folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path

from cleanup.declarations import NamedTuple
from cleanup.errors import UnreadableError
from cleanup.files import SUFFIXES

HOOKS = ("pre-commit", "pre-push")
_EMPTY_TREE = "4b825dc642cb6eb9a060e54bf8d69288fbee4904"
_LINK = "120000"


class Blob(NamedTuple):
    """A version of a file in git: where it belongs, and its bytes."""

    path: str
    data: bytes


def git(*arguments: str) -> bytes:
    """Run git and return what it printed; raise UnreadableError with what it said if it failed."""
    try:
        done = subprocess.run(["git", "--literal-pathspecs", *arguments], capture_output=True, check=False)
    except FileNotFoundError as error:
        raise UnreadableError("git is not installed, or not on the PATH.") from error
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip().partition("\n")[0]
        raise UnreadableError(f"git {arguments[0]}: {said or 'failed'}. Run this inside a repository.")
    return done.stdout


def about_to_be_committed() -> Iterator[Blob]:
    """Yield the articles that are staged, as they are staged; paths start from the current folder."""
    listed = git("diff", "--cached", "--name-only", "--relative", "--diff-filter=ACMR", "-z")
    for path in _articles(listed):
        mode = git("ls-files", "--stage", "-z", "--", path).partition(b" ")[0].decode()
        if mode != _LINK:
            yield Blob(path, git("cat-file", "blob", f":./{path}"))


def about_to_be_pushed(lines: Iterator[str], remote: str) -> Iterator[Blob]:
    """Yield the articles that a push would bring, each once, as they are in what is pushed.

    `lines` are those that git gives a pre-push hook: local ref, local commit, remote ref, remote commit.
    """
    seen: set[tuple[str, str]] = set()
    for line in lines:
        parts = line.split()
        if len(parts) != 4 or not parts[1].strip("0"):  # a branch that is deleted brings nothing
            continue
        local, known = parts[1], parts[3]
        if not known.strip("0") or not _has(known):
            known = _known_of(local, remote)
        for path in _articles(git("diff", "--name-only", "--relative", "--diff-filter=ACMR", "-z", known, local)):
            entry = git("ls-tree", "-z", local, "--", path).split()
            if entry[0].decode() != _LINK and (path, entry[2].decode()) not in seen:
                seen.add((path, entry[2].decode()))
                yield Blob(path, git("cat-file", "blob", entry[2].decode()))


def _known_of(commit: str, remote: str) -> str:
    """Return the newest commit below `commit` that the remote has, or the empty tree."""
    new = git("rev-list", "--topo-order", commit, "--not", f"--remotes={remote}").split()
    if not new:
        return commit
    parents = git("rev-list", "--parents", "-n", "1", new[-1].decode()).split()[1:]
    return parents[0].decode() if parents else _EMPTY_TREE


def _has(commit: str) -> bool:
    try:
        git("cat-file", "-e", f"{commit}^{{commit}}")
    except UnreadableError:
        return False
    return True


def _articles(listed: bytes) -> Iterator[str]:
    for name in listed.split(b"\0"):
        path = name.decode("utf-8", "surrogateescape")
        if path and Path(path).suffix.lower() in SUFFIXES:
            yield path
