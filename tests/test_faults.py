"""What goes wrong on a real machine: the file is as it was, the message says so, and the rest goes on."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import pytest
from conftest import ROOT

import cleanup
from cleanup import files, normalizers
from cleanup.errors import SettingsError, UnreadableError, UnwritableError
from cleanup.glossary import cache_folder

TEXT = "Aix-la-Chapelle was quiet on Monday.  Shops opened late.\n"
FIXED = "Aachen was quiet on Monday. Shops opened late.\n"


@pytest.fixture
def article(tmp_path: Path) -> Iterator[Path]:
    """An article; after the test it is as it was, alone in its folder."""
    path = tmp_path / "desk" / "a.txt"
    path.parent.mkdir()
    path.write_text(TEXT, encoding="utf-8")
    yield path
    assert path.read_text(encoding="utf-8") == TEXT
    assert [other.name for other in path.parent.iterdir()] == ["a.txt"], "nothing is left lying about"


def program(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    call = [sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=50, **options)


def main(monkeypatch: pytest.MonkeyPatch, *arguments: str | Path) -> int:
    """Run the command in this process, through `main`, so that parts of the machine can be made to fail."""
    from cleanup.commands.app import main as run

    monkeypatch.setattr(sys, "argv", ["cleanup", *map(str, arguments)])
    with pytest.raises(SystemExit) as end:
        run()
    return int(end.value.code or 0)


def fail(number: int) -> Any:
    def raising(*_: object, **__: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return raising


# --- reading


def test_a_missing_file_and_a_folder_where_a_file_belongs(tmp_path: Path) -> None:
    with pytest.raises(UnreadableError, match=r"none\.txt: no such file\. Check the name\.$"):
        files.read(str(tmp_path / "none.txt"))
    (tmp_path / "nine.txt").touch()
    with pytest.raises(UnreadableError, match=r"Did you mean '.*nine\.txt'\?$"):
        files.read(str(tmp_path / "nin.txt"))
    with pytest.raises(UnreadableError, match="this is a folder"):
        files.read(str(tmp_path))


def test_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.txt")
    got = program("check", tmp_path / "a.txt")
    assert got.returncode == 2
    assert "no regular file" in got.stderr


def test_a_file_that_goes_between_listing_and_reading(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (article.parent.parent / "b.txt").write_text(TEXT, encoding="utf-8")
    listed = list(files.expand([str(article.parent.parent)]))
    (article.parent.parent / "b.txt").unlink()
    with pytest.raises(UnreadableError, match="no such file"):
        for path in listed:
            files.read(path)


def test_a_sparse_file_of_a_gigabyte_is_refused_unread(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    big = tmp_path / "big.txt"
    with big.open("wb") as stream:
        stream.truncate(1 << 30)
    monkeypatch.setattr(Path, "open", fail(errno.EIO))
    with pytest.raises(UnreadableError, match=r"1,074 MB, more than the limit of 64 MB\. .*'max_megabytes'"):
        files.read(str(big))


def test_a_limit_below_a_megabyte_is_shown_truly(article: Path) -> None:
    with pytest.raises(UnreadableError) as caught:
        files.read(str(article), max_megabytes=0.00001)
    assert ": 0 MB" not in str(caught.value)


def test_standard_input_has_the_same_limit(article: Path) -> None:
    with pytest.raises(UnreadableError, match="max_megabytes"):
        files.read("-", b"x" * 2_000_000, max_megabytes=1)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (
            b"line\r\nline\r\nIn Gen\xe8ve they met.\n",
            r"UTF-8: bytes e8 76 65 20 at byte 18 \(line 3\).*--encoding cp1252",
        ),
        (b"cut off: \xf0\x9f\x98", r"bytes f0 9f 98 at byte 9 \(line 1\)"),
        (b"\xff\xfeH\x00i", r"UTF-16-LE: bytes 69 at byte 4 \(line 1\)"),
        (b"\xef\xbb\xbfa\n\xed\xa0\x80\n", r"at byte 5 \(line 2\)"),
        (b"a\x00b", "a NUL character at 1"),
        (b"PK\x03\x04" + bytes(20), "NUL"),
        (b"\x89PNG\r\n\x1a\n", "at byte 0"),
    ],
)
def test_bytes_that_are_no_text_are_named_and_left(tmp_path: Path, data: bytes, said: str) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(data)
    with pytest.raises(UnreadableError, match=said):
        files.read(str(path))
    got = program("fix", path, "--write")
    assert (got.returncode, got.stdout) == (2, "")
    assert "nothing was changed" in got.stderr
    assert path.read_bytes() == data


WITHOUT_POWER = ["setpriv", "--bounding-set=-dac_override,-dac_read_search,-fowner", "--inh-caps=-all"]


def powerless(*arguments: str | Path, **options: Any) -> subprocess.CompletedProcess[str]:
    """Run the command as a user whom file permissions stop, also where the tests run as root."""
    prefix: list[str] = []
    if os.geteuid() == 0:
        if not shutil.which("setpriv") or subprocess.run([*WITHOUT_POWER, "true"], check=False).returncode:
            pytest.skip("root reads and writes everything, and there is no setpriv to lay that down")
        prefix = WITHOUT_POWER
    call = [*prefix, sys.executable, str(ROOT / "cli.py"), *map(str, arguments)]
    return subprocess.run(call, capture_output=True, text=True, check=False, timeout=50, **options)


def test_no_permission_to_read(article: Path) -> None:
    article.chmod(0)
    got = powerless("check", article)
    article.chmod(0o644)
    assert (got.returncode, got.stdout) == (2, "")
    assert "cannot be read (Permission denied). Check its permissions." in got.stderr


def test_no_permission_to_write_the_file(article: Path) -> None:
    article.chmod(0o444)
    got = powerless("fix", article, "--write")
    assert got.returncode == 2
    assert "no permission to write it; the file is as it was" in got.stderr
    assert stat.S_IMODE(article.stat().st_mode) == 0o444


def test_no_permission_to_write_the_folder(article: Path) -> None:
    article.parent.chmod(0o555)
    got = powerless("fix", article, "--write")
    article.parent.chmod(0o755)
    assert got.returncode == 2
    assert "cannot be written (Permission denied); the file is as it was" in got.stderr


def test_a_folder_that_cannot_be_listed_is_not_called_empty(article: Path) -> None:
    article.parent.chmod(0)
    got = powerless("check", article.parent)
    article.parent.chmod(0o755)
    assert got.returncode == 2
    assert "Traceback" not in got.stderr
    assert "ermission" in got.stderr


# --- writing


@pytest.mark.parametrize("where", ["mkstemp", "fsync", "chmod", "replace"])
@pytest.mark.parametrize("number", [errno.ENOSPC, errno.EROFS, errno.EIO])
def test_whatever_fails_while_writing_leaves_the_file(
    article: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], where: str, number: int
) -> None:
    owner = {"mkstemp": tempfile, "fsync": os, "chmod": Path, "replace": Path}[where]
    with monkeypatch.context() as patch:
        patch.setattr(owner, where, fail(number))
        assert main(patch, "fix", article, "--write") == 2
    said = capfd.readouterr().err
    assert f"cannot be written ({os.strerror(number)}); the file is as it was." in said


def test_a_full_disk(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", disk], capture_output=True, check=False)
    if mounted.returncode:
        pytest.skip("a small disk cannot be mounted here")
    try:
        path = disk / "a.txt"
        path.write_text(TEXT + "The mayor said nothing.\n" * 1500, encoding="utf-8")
        before = path.read_bytes()
        got = program("fix", path, "--write")
        assert got.returncode == 2
        assert "No space left on device" in got.stderr
        assert "the file is as it was" in got.stderr
        assert path.read_bytes() == before
        assert [other.name for other in disk.iterdir()] == ["a.txt"]
    finally:
        subprocess.run(["umount", disk], check=True)


def test_full_standard_output_is_said_and_no_traceback(article: Path) -> None:
    full = Path("/dev/full")
    if not full.exists():
        pytest.skip("no /dev/full here")
    for verb in ("fix", "check", "diff"):
        with full.open("wb") as stream:
            got = subprocess.run(
                [sys.executable, str(ROOT / "cli.py"), verb, str(article)],
                stdout=stream,
                stderr=subprocess.PIPE,
                text=True,
                check=False,
            )
        assert got.returncode == 2, verb
        assert "Traceback" not in got.stderr
        assert "No space left on device" in got.stderr


def test_a_file_that_changed_between_reading_and_writing(article: Path) -> None:
    source = files.read(str(article))
    data = files.encoded(source, FIXED)
    article.write_text(TEXT.replace("quiet", "noisy"), encoding="utf-8")
    with pytest.raises(UnwritableError, match="changed after it was read, so it was left as it is"):
        files.replace(str(article), source, data)
    assert "noisy" in article.read_text(encoding="utf-8")
    article.write_text(TEXT, encoding="utf-8")


def test_a_file_that_grows_while_it_is_read(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    true_open = Path.open

    def growing(self: Path, *arguments: Any, **options: Any) -> Any:
        with true_open(self, "ab") as stream:
            stream.write(b"More.\n")
        return true_open(self, *arguments, **options)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "open", growing)
        with pytest.raises(UnreadableError, match=r"changed while it was read\. Try again"):
            files.read(str(article))
    article.write_text(TEXT, encoding="utf-8")


def test_what_would_not_read_back_the_same_is_not_written(article: Path) -> None:
    with pytest.raises(UnreadableError, match=r"'é' cannot be written in ascii\. Save the file as UTF-8"):
        files.encoded(files.read(str(article), encoding="ascii"), TEXT + "é")
    with pytest.raises(UnwritableError, match="does not read back the same; the file is as it was"):
        files.encoded(files.read(str(article), encoding="shift_jis"), TEXT + "¥")  # its byte reads back as a backslash


@pytest.mark.parametrize("where", ["fsync", "replace"])
def test_ctrl_c_in_the_middle_of_write(
    article: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str], where: str
) -> None:
    def interrupted(*_: object) -> NoReturn:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr({"fsync": os, "replace": Path}[where], where, interrupted)
        assert main(patch, "fix", article, "--write") == 130
    said = capfd.readouterr().err
    assert "no file was left half-written" in said
    assert "Traceback" not in said


def test_a_real_ctrl_c_leaves_the_file_and_says_so(article: Path) -> None:
    code = (
        "import os, sys, time\n"
        "os.fsync = lambda _: (print('writing', flush=True), time.sleep(30))\n"
        "from cleanup.commands.app import main\n"
        f"sys.argv = ['cleanup', 'fix', {str(article)!r}, '--write']\n"
        "main()\n"
    )
    pipe = subprocess.PIPE
    with subprocess.Popen([sys.executable, "-c", code], stdout=pipe, stderr=pipe, text=True, cwd=ROOT) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == "writing\n"
        running.send_signal(signal.SIGINT)
        _, said = running.communicate(timeout=20)
    assert running.returncode == 130
    assert "interrupted" in said
    assert "Traceback" not in said


def test_a_reader_who_leaves_early_is_no_error(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT * 3000, encoding="utf-8")
    for verb in ("fix", "check", "diff"):
        call = [sys.executable, str(ROOT / "cli.py"), verb, str(path)]
        with subprocess.Popen(call, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as running:
            assert running.stdout is not None
            assert running.stderr is not None
            running.stdout.readline()
            running.stdout.close()
            said = running.stderr.read()
        assert b"Traceback" not in said, verb
        assert b"Exception ignored" not in said, verb
        assert b"Broken" not in said, verb


# --- inside


def test_a_normalizer_that_raises_is_named_and_the_rest_goes_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    import cleanup.normalizers.titles as titles

    def broken(_: object) -> NoReturn:
        raise RuntimeError("something is broken")

    monkeypatch.setattr(titles, "normalize", broken)
    result = cleanup.check(TEXT)
    [error] = result.to_dict()["errors"]
    assert error.startswith("titles: RuntimeError: something is broken.")
    assert result.fixed == FIXED
    path = tmp_path / "a.txt"
    path.write_text(TEXT, encoding="utf-8")
    assert main(monkeypatch, "fix", path) == 0
    got = capfd.readouterr()
    assert got.out == FIXED
    assert "titles: RuntimeError: something is broken." in got.err
    main(monkeypatch, "diff", path)
    got = capfd.readouterr()
    assert "something is broken" in got.out + got.err


def test_every_normalizer_may_fail_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> NoReturn:
        raise ImportError(f"no {name}")

    monkeypatch.setattr("cleanup.pipeline.load", missing)
    result = cleanup.check(TEXT)
    assert len(result.to_dict()["errors"]) == len(normalizers.NORMALIZERS)
    assert result.fixed == TEXT


def test_a_missing_pipeline_is_named_with_the_command_that_gets_it() -> None:
    from cleanup.analysis import load_pipeline

    with pytest.raises(SettingsError, match="pip install xx_none"):
        load_pipeline("xx_none")


@pytest.mark.parametrize("text", ["\ud83d", "\udcff " + TEXT, TEXT + "\ud83d\ude00"])
def test_lone_surrogates_break_nothing(text: str) -> None:
    result = cleanup.check(text)
    assert result.to_dict()["errors"] == []
    assert result.fixed == text.replace(TEXT, FIXED)


def test_a_file_name_that_is_no_text_breaks_no_output(tmp_path: Path) -> None:
    (tmp_path / os.fsdecode(b"x\xff.txt")).write_text(TEXT, encoding="utf-8")
    for verb, output in [("check", name) for name in ("text", "json", "sarif", "github", "checkstyle", "junit")] + [
        ("diff", name) for name in ("terminal", "unified", "html", "criticmarkup", "json", "patch")
    ]:
        call = [sys.executable, str(ROOT / "cli.py"), verb, os.fsdecode(b"x\xff.txt"), "--format", output]
        got = subprocess.run(call, capture_output=True, cwd=tmp_path, check=False)
        assert got.returncode == 1, output
        assert b"Traceback" not in got.stderr, output
        if output in ("json", "sarif", "html", "checkstyle", "junit"):
            got.stdout.decode("utf-8")


@pytest.mark.parametrize("state", ["read-only", "a file stands there", "damaged"])
def test_a_cache_that_cannot_be_used_changes_nothing(
    article: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, state: str
) -> None:
    folder = tmp_path / "cache"
    if state == "damaged":
        shutil.copytree(cache_folder(), folder)
        for file in folder.rglob("*"):
            if file.is_file():
                file.write_bytes(file.read_bytes()[: file.stat().st_size // 2])
    elif state == "read-only":
        folder.mkdir(mode=0o555)
    else:
        folder.touch()
    environment = {**os.environ, "CLEANUP_CACHE_DIR": str(folder)}
    got = powerless("fix", article, env=environment)
    assert (got.returncode, got.stdout, got.stderr) == (0, FIXED, "")
