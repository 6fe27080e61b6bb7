"""`cleanup hook install|uninstall|status`: the hook of a git repository, beside those that are there already."""

from __future__ import annotations

import shlex
import sys
from pathlib import Path

from cleanup.caching import blake2b
from cleanup.commands.articles import complain, emit
from cleanup.errors import SettingsError, UnreadableError, UnwritableError, did_you_mean
from cleanup.files import put
from cleanup.staged import HOOKS, git

_MARK = "# cleanup hook"
_BEFORE = ".before-cleanup"  # behind the name of the hook that was there, and is called first
_FRAMEWORK = b"pre-commit.com"


def install(names: list[str], chain: bool) -> int:
    """Install hooks; return 0 if all are there now, 1 if a hook of somebody else stands in the way."""
    folder = _folder()
    code = 0
    for name in _checked(names):
        path = folder / name
        if _is_foreign(path):
            if _FRAMEWORK in path.read_bytes():
                complain(
                    f"{path} belongs to pre-commit. Add cleanup to .pre-commit-config.yaml instead; see the README."
                )
                code = 1
                continue
            if not chain:
                complain(
                    f"{path} is somebody else's hook, and was left alone. Put this line at its end: "
                    f"{_command(name)} \"$@\" || exit 1 (or let it be called before ours with 'cleanup hook install --chain')."
                )
                code = 1
                continue
            before = path.with_name(name + _BEFORE)
            if before.exists():
                raise UnwritableError(f"{before} exists already. Look what it is, and move it away first.")
            folder.mkdir(parents=True, exist_ok=True)
            path.rename(before)
        _write(path, _script(name, path.with_name(name + _BEFORE).exists()))
        emit(f"installed  {path}\n")
    return code


def uninstall(names: list[str]) -> int:
    """Take our hooks away and put back what was there; return 1 if a hook of ours was changed and is left alone."""
    folder = _folder()
    code = 0
    for name in _checked(names or list(HOOKS)):
        path = folder / name
        if not path.exists() or _is_foreign(path):
            emit(f"not ours   {path}\n" if path.exists() else f"none       {path}\n")
            continue
        if _is_changed(path):
            complain(
                f"{path} was changed after it was written, and was left alone. Take the lines of cleanup out yourself."
            )
            code = 1
            continue
        before = path.with_name(name + _BEFORE)
        if before.exists():
            before.replace(path)
            emit(f"restored   {path}\n")
        else:
            path.unlink()
            emit(f"removed    {path}\n")
    return code


def status() -> int:
    """Print a line for each hook; return 0 if one of ours is there and works, else 1."""
    folder = _folder()
    ours = 0
    for name in HOOKS:
        path = folder / name
        if not path.exists():
            said = "none"
        elif _is_foreign(path):
            said = "not ours"
        else:
            chained = " (after the hook that was there)" if path.with_name(name + _BEFORE).exists() else ""
            said = f"installed{', changed since' if _is_changed(path) else ''}{chained}"
            ours += 1
        emit(f"{name:<11} {said:<10} {path}\n")
    return 0 if ours else 1


def _folder() -> Path:
    """Return the folder of the hooks of the repository here, whatever worktree this is.

    Raises SettingsError if `core.hooksPath` leads out of the repository: a hook there would run in others too.
    """
    listed = git("rev-parse", "--git-path", "hooks").decode("utf-8", "surrogateescape").rstrip("\n")
    folder = Path(listed).resolve()
    common = Path(git("rev-parse", "--git-common-dir").decode("utf-8", "surrogateescape").rstrip("\n")).resolve()
    try:
        top = Path(git("rev-parse", "--show-toplevel").decode("utf-8", "surrogateescape").rstrip("\n")).resolve()
    except UnreadableError:  # a bare repository has no files
        top = common
    if not folder.is_relative_to(common) and not folder.is_relative_to(top):
        raise SettingsError(
            f"core.hooksPath is {folder}, outside of this repository, and a hook there would run in others too. Put the line "
            f'{_command("pre-commit")} "$@" || exit 1 into the hook there yourself, or set core.hooksPath in this repository.'
        )
    return folder


def _checked(names: list[str]) -> list[str]:
    for name in names:
        if name not in HOOKS:
            raise SettingsError(f"there is no hook '{name}' here. {did_you_mean(name, HOOKS)}")
    return names or ["pre-commit"]


def _command(name: str) -> str:
    program = Path(sys.executable).with_name("cleanup-hook")
    if program.is_file():
        return f"{shlex.quote(str(program))} --git {name}"
    return f"{shlex.quote(sys.executable)} -P -m cleanup.hook --git {name}"


def _script(name: str, chained: bool) -> str:
    call = _command(name)
    program = shlex.split(call)[0]
    lines = [
        f"if [ ! -x {shlex.quote(program)} ]; then",
        f"  echo {shlex.quote(f'cleanup is no longer at {program}. Install it again, or take this hook away:')} >&2",
        f"  echo 'delete the file {name} in the folder of the hooks.' >&2",
        "  exit 1",
        "fi",
    ]
    place = f'"$(dirname "$0")/{name}{_BEFORE}"'  # git does not run what is not executable
    before = f'{place} "$@"'
    if name == "pre-push":  # both are to read the lines that git writes
        lines.append("refs=$(cat)")
        if chained:
            lines.append(f"if [ -x {place} ]; then printf '%s\\n' \"$refs\" | {before} || exit $?; fi")
        lines.append(f'printf \'%s\\n\' "$refs" | {call} "$@"')
    else:
        if chained:
            lines.append(f"if [ -x {place} ]; then {before} || exit $?; fi")
        lines.append(f'exec {call} "$@"')
    body = "\n".join(lines) + "\n"
    return f"#!/bin/sh\n{_MARK} {name} {_digest(body)}\n# 'cleanup hook uninstall' takes it away and puts back what was here.\n{body}"


def _digest(body: str) -> str:
    return blake2b(body.encode("utf-8", "surrogateescape"), digest_size=8).hexdigest()


def _write(path: Path, script: str) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UnwritableError(f"{path.parent} cannot be made ({error.strerror}); nothing was installed.") from error
    put(path, script.encode("utf-8", "surrogateescape"), 0o755)


def _lines(path: Path) -> list[str]:
    return path.read_bytes().decode("utf-8", "surrogateescape").split("\n", 3)


def _is_foreign(path: Path) -> bool:
    return path.exists() and not any(line.startswith(_MARK) for line in _lines(path)[1:2])


def _is_changed(path: Path) -> bool:
    lines = _lines(path)
    return len(lines) < 4 or lines[1].rpartition(" ")[2] != _digest(lines[3])
