"""What makes the hook start fast: light declarations, kept patterns, nothing imported that an article does not call for."""

from __future__ import annotations

import copy
import dataclasses
import json
import os
import pickle
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import platformdirs
import pytest
from conftest import ROOT

from cleanup import caching, declarations, folders, patterns
from cleanup.normalizers import NORMALIZERS
from cleanup.patterns import PatternCache

# Each costs milliseconds, and none is needed to say that a plain article may be published.
HEAVY = frozenset(
    """argparse ast click csv dataclasses difflib dis hashlib inspect logging platformdirs pydantic random requests rich shutil
    spacy subprocess tempfile threading tokenize tomllib typer typing zoneinfo""".split()
)


def imported_by(article: dict[str, Any], tmp_path: Path) -> set[str]:
    """Return the modules that a process of its own has imported when it has answered."""
    code = (
        "import os, sys\n"
        "def leave(code):\n"
        "    sys.stderr.write(' '.join(sys.modules)); sys.stderr.flush(); end(code)\n"
        "end, os._exit = os._exit, leave\n"
        "sys.path.insert(0, sys.argv.pop(1))\n"
        "from cleanup.hook import main\nmain()\n"
    )
    done = subprocess.run(
        [sys.executable, "-S", "-c", f"import sys; sys.path += {sys.path!r}\n{code}", str(ROOT)],
        input=json.dumps(article).encode(), capture_output=True, check=False, cwd=tmp_path,
    )  # fmt: skip
    assert done.returncode in (0, 1), done.stderr.decode()
    return set(done.stderr.decode().split())


TEXT = "Antony Blinken, the secretary of state, opened the bridge in Kyiv on Monday.\n\n\u201cIt is late,\u201d she said.\n"


def test_a_plain_article_calls_for_nothing_heavy(tmp_path: Path, index: object) -> None:
    imported_by({"text": TEXT}, tmp_path)  # keeps what is compiled once
    got = imported_by({"text": TEXT, "date": "2022-03-25", "source_language": "es"}, tmp_path)
    assert got & HEAVY == set(), (
        "import these where they are needed; Any, NamedTuple, dataclass and TYPE_CHECKING come from cleanup.declarations"
    )
    assert {f"cleanup.normalizers.{name}" for name in NORMALIZERS} <= got


# --- declarations


def declared(dataclass: Any, field: Any) -> Any:
    @dataclass(frozen=True, slots=True, order=True)
    class Point:
        x: int
        y: int = 2
        z: tuple[int, ...] = field(default=(), repr=False)

        def __post_init__(self) -> None:
            if self.x < 0:
                raise ValueError("below")

    return Point


POINTS = [declared(dataclasses.dataclass, dataclasses.field), declared(declarations.dataclass, declarations.field)]


@pytest.mark.parametrize("point", POINTS, ids=["dataclasses", "ours"])
def test_a_frozen_record_is_as_the_original(point: Any) -> None:
    one, two = point(1), point(1, y=3)
    assert repr(one).endswith("Point(x=1, y=2)")
    assert one == point(1, 2, ()) != two
    assert hash(one) == hash(point(1))
    assert sorted([two, one]) == [one, two]
    assert one < two <= two and two > one and two >= one
    assert one != (1, 2, ()) and not hasattr(one, "__dict__")
    assert copy.copy(one) == one
    for wrong in (lambda: setattr(one, "x", 2), lambda: delattr(one, "x")):
        with pytest.raises(AttributeError):
            wrong()
    with pytest.raises(TypeError):
        point()
    with pytest.raises(ValueError, match="below"):
        point(-1)
    with pytest.raises(TypeError):
        assert one < 3
    match one:
        case point(x, y):
            assert (x, y) == (1, 2)


def test_a_record_that_changes_has_factories_and_no_hash() -> None:
    @declarations.dataclass
    class Box:
        items: list[int] = declarations.field(default_factory=list)
        secret: int = declarations.field(default=0, repr=False, compare=False)

    one, two = Box(), Box(secret=3)
    one.items.append(1)
    assert two.items == []
    two.items = [1]
    assert one == two and repr(two).endswith("Box(items=[1])")
    assert declarations.replace(two, items=[]) == Box()
    with pytest.raises(TypeError):
        hash(one)


@declarations.dataclass(frozen=True, slots=True)
class Sent:
    """One that is sent to another process."""

    text: str


class Named(declarations.NamedTuple):
    """A named tuple with a method."""

    first: int
    second: str = "b"

    @property
    def both(self) -> str:
        return f"{self.first}{self.second}"


def test_records_go_to_other_processes() -> None:
    assert pickle.loads(pickle.dumps(Sent("x"))) == Sent("x")
    assert pickle.loads(pickle.dumps(Named(1))) == Named(1)


def test_a_named_tuple_is_one() -> None:
    one = Named(1)
    assert one == (1, "b") and one.both == "1b" and one._replace(first=2).both == "2b"
    assert isinstance(one, tuple) and Named.__doc__ == "A named tuple with a method."
    assert repr(one) == "Named(first=1, second='b')"
    assert Named.__module__ == __name__


# --- kept patterns

PATTERN = r"(?x) (?<!\w) (?P<year>\d{4}) [\u00a0 ] (?:one|two|[^\W\d_]{3,})  (?i:END) \b"
MODULE = f"import re\nFIRST = re.compile({PATTERN!r}, re.IGNORECASE)\nSECOND = re.compile('a+b|[\u4e00-\u9fff]')\n"


def load(folder: Path, name: str) -> Any:
    (folder / f"{name}.py").write_text(MODULE, encoding="utf-8")
    sys.path.insert(0, str(folder))
    try:
        re.purge()
        return __import__(name)
    finally:
        sys.path.remove(str(folder))


def test_a_kept_pattern_is_the_one_that_was_compiled(tmp_path: Path) -> None:
    with PatternCache(tmp_path / "kept") as cache:
        load(tmp_path, "module_with_patterns_1")
        re.compile("the words of an article")
    assert (cache.new, set(cache.known)) == (2, {(PATTERN, re.IGNORECASE.value), ("a+b|[\u4e00-\u9fff]", 0)})
    with PatternCache(tmp_path / "kept") as cache:
        second = load(tmp_path, "module_with_patterns_2")
    assert cache.new == 0, "nothing had to be compiled"
    re.purge()
    for kept, fresh in (
        (second.FIRST, re.compile(PATTERN, re.IGNORECASE)),
        (second.SECOND, re.compile("a+b|[\u4e00-\u9fff]")),
    ):
        assert kept == fresh and kept.groupindex == fresh.groupindex and kept.flags == fresh.flags
        assert [m.span() for m in kept.finditer("1999 twoend, aab")] == [
            m.span() for m in fresh.finditer("1999 twoend, aab")
        ]


@pytest.mark.parametrize("damage", [b"", b"\0", b"\0\0\0\0junk", b"cut", b"flip"])
def test_a_damaged_file_only_costs_time(tmp_path: Path, damage: bytes) -> None:
    name = f"module_with_patterns_{damage.hex() or 'none'}"
    with PatternCache(tmp_path / "kept") as cache:
        load(tmp_path, f"{name}_a")
    whole = cache.path.read_bytes()
    broken = {b"cut": whole[:-3], b"flip": whole[:40] + bytes([whole[40] ^ 1]) + whole[41:]}.get(damage, damage)
    cache.path.write_bytes(broken)
    with PatternCache(tmp_path / "kept") as cache:
        assert cache.known == {}
        assert load(tmp_path, f"{name}_b").FIRST.search("1999 twoend")
    assert cache.path.read_bytes() == whole


def test_code_that_the_matcher_refuses_is_compiled_anew(tmp_path: Path) -> None:
    with PatternCache(tmp_path) as cache:
        load(tmp_path, "module_with_patterns_refused")
        form, flags, code, *rest = cache.known[PATTERN, re.IGNORECASE.value]
        cache.known[PATTERN, re.IGNORECASE.value] = (form, flags, code[4:8] * 9, *rest)
        re.purge()
        assert re.compile(PATTERN, re.IGNORECASE).search("1999 twoend")


def test_without_a_place_to_keep_them_patterns_are_compiled(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with PatternCache(tmp_path / "file" / "below") as cache:
        assert load(tmp_path, "module_with_patterns_nowhere").SECOND.search("aab")
    assert cache.new == 2


def test_the_compiler_is_put_back_whatever_happens(tmp_path: Path) -> None:
    before = (patterns._compiler.compile, patterns._compiler._sre)
    with pytest.raises(KeyError), PatternCache(tmp_path):
        raise KeyError
    assert (patterns._compiler.compile, patterns._compiler._sre) == before


def test_a_python_with_another_compiler_is_left_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(patterns, "_compiler", None)
    with PatternCache(tmp_path) as cache:
        assert re.compile("a").match("a")
    assert (cache.known, list(tmp_path.iterdir())) == ({}, [])


# --- the folder


@pytest.mark.skipif(sys.platform != "linux", reason="the short way is for Linux")
@pytest.mark.parametrize("xdg", [None, "", "/var/tmp/caches"])
def test_the_folder_is_the_one_of_platformdirs(monkeypatch: pytest.MonkeyPatch, xdg: str | None) -> None:
    monkeypatch.delenv("CLEANUP_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    if xdg is not None:
        monkeypatch.setenv("XDG_CACHE_HOME", xdg)
    assert str(folders.user_cache_folder()) == platformdirs.user_cache_dir("cleanup", appauthor=False)
    monkeypatch.delenv("CLEANUP_LANGUAGETOOL_DIR", raising=False)
    data = platformdirs.user_data_dir("cleanup", appauthor=False)
    assert folders.installation_root() == Path(data) / "languagetool"


def test_a_user_without_a_home_has_nothing_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("CLEANUP_CACHE_DIR")
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    folder = folders.user_cache_folder()
    caching.keep(folder / "x", b"", 1)
    assert not os.path.lexists(folder)


def test_a_part_that_changed_is_summed_again(tmp_path: Path, hand_written: Path) -> None:
    from cleanup.glossary.index import load_index

    files = sorted(path for path in hand_written.glob("*.csv"))
    load_index(files, tmp_path)
    [folder] = [path for path in tmp_path.iterdir() if path.is_dir() and (path / "manifest.json").exists()]
    load_index(files, tmp_path)
    assert (folder / "sound" / "states.json").exists()
    part = folder / "forms.trie"
    data = bytearray(part.read_bytes())
    data[len(data) // 2] ^= 1
    part.write_bytes(data)
    assert load_index(files, tmp_path).lookup("Aix-la-Chapelle")
    assert part.read_bytes() != bytes(data), "built again"
