"""The compiled glossary: mapped from a cache where there is one, built in memory where there is none.

A cache lives in a folder named after the hash of what it was built from, is written beside its place and moved there
whole, and is checked before it is used. So several processes may build at once, a damaged one is built again, and a
disk that cannot be written only costs time.
"""

from __future__ import annotations

import contextlib
import json
import mmap
import os
import re
import zlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from itertools import filterfalse
from pathlib import Path

import marisa_trie

from cleanup.caching import blake2b, keep
from cleanup.declarations import TYPE_CHECKING, Any, NamedTuple, dataclass, field
from cleanup.folders import user_cache_folder
from cleanup.glossary.folding import TOKEN, fold, key
from cleanup.glossary.locating import FORMAT, content_hash, glossary_files, shipped_folder
from cleanup.glossary.schema import DERIVED

if TYPE_CHECKING:
    from cleanup.glossary.compiling import Parts
    from cleanup.glossary.rows import Tables

_PARTS = (
    "forms.trie",
    "first.trie",
    "small.trie",
    "english.trie",
    "entries.trie",
    "tables.json",
    "postings.idx",
    "entries.idx",
    "postings.bin",
    "entries.bin",
)
_CHECKED = frozenset(_PARTS[:8])  # what would crash a reader when damaged; the rest is checked row by row
_KEPT_CACHES = 4
_ROWS = ".rows"  # files found right, parsed
_SOUND = "sound"  # what the files looked like when their checksums were right
_SEEN = ".seen"  # which content the sizes and times of a set of files stood for
_REMEMBERED = 100_000  # words and keys that a process keeps parsed
_LONGEST = 14  # tokens in a form
_AHEAD = 5  # characters behind a token that tell whether a walk is worth its time
_BLOCK = 32_768  # characters of prose that are split into words at a time
_SPACES = " \n\t\r\u00a0\u202f\u2009"
_JOINTS = "-'’‘`´ʼ‐‑‒–."  # what may join two tokens of a name
# What may stand between two tokens of one name: a space, a hyphen or an apostrophe with or without spaces, one line
# end of wrapped text, or, after a letter or two, the point of an abbreviation.
_NEXT = re.compile(
    r"([ \u00a0\u202f\u2009]{1,2}(?=[^\W_])|[ \u00a0\u202f\u2009]?[-'’‘`´ʼ‐‑‒–][ \u00a0\u202f\u2009]?|[ \t]*\r?\n[ \t]*|\.[ \u00a0]?)("
    + TOKEN.pattern
    + ")"
)


announce: Callable[[str], None] | None = None  # what a front end does with the news that something takes its time


class Posting(NamedTuple):
    """One row behind a key: which entry, as which part of its name, spelled how, and whether that is right."""

    kind: str
    entry: str
    part: str
    text: str
    right: bool
    facts: dict[str, Any]

    @property
    def derived(self) -> bool:
        """Whether a program made the row: a right form of it protects a name, and repairs little by itself."""
        return DERIVED in self.facts


class Hit:
    """A stretch of prose, in code points, whose key the glossary knows; a plural `s` behind it is not included."""

    __slots__ = ("_index", "_postings", "end", "key", "start")

    def __init__(
        self, start: int, end: int, key: str, index: Index, postings: tuple[Posting, ...] | None = None
    ) -> None:
        self.start = start
        self.end = end
        self.key = key
        self._index = index
        self._postings = postings

    @property
    def postings(self) -> tuple[Posting, ...]:
        """The rows behind the key; read when somebody asks."""
        return self._index.postings(self.key) if self._postings is None else self._postings


@dataclass(slots=True)
class _Starter:
    """A token, by its place in its word, at which a form may begin: alone, as the beginning of a longer one, or both."""

    start: int
    end: int
    folded: str
    capital: bool
    own: str  # the key that the token alone meets, or nothing
    own_end: int
    longer: bool  # whether longer keys begin with it
    goes_on: dict[str, bool] = field(default_factory=dict)  # whether one may, by the characters behind it seen so far


class Index:
    """The compiled glossary. Open it with `open_index`."""

    def __init__(self, parts: dict[str, Any], tries: dict[str, marisa_trie.Trie]) -> None:
        self._forms = tries["forms.trie"]
        self._first = tries["first.trie"]
        self._small = tries["small.trie"]
        self._english = tries["english.trie"]
        self._entry_names = tries["entries.trie"]
        self._parts = parts
        self._posting_offsets = memoryview(parts["postings.idx"]).cast("Q")
        self._entry_offsets = memoryview(parts["entries.idx"]).cast("Q")
        self._tables: dict[str, Any] | None = None
        self._plain: set[str] = set()
        self._starters: dict[str, tuple[_Starter, ...]] = {}
        self._answers = 0  # that the starters remember
        self._entries: dict[str, dict[str, Any]] = {}
        self._postings: dict[str, tuple[Posting, ...]] = {}

    def __len__(self) -> int:
        return len(self._forms)

    @property
    def tables(self) -> dict[str, Any]:
        """The small tables: styles, given names, offices by country and role, countries, counts."""
        if self._tables is None:
            self._tables = json.loads(bytes(self._parts["tables.json"]))
        return self._tables

    def is_english(self, word: str) -> bool:
        """Tell whether a word, in any case, stands in the English word list."""
        return word.lower() in self._english

    def entry(self, kind: str, name: str) -> dict[str, Any]:
        """Return the facts of an entry; raise KeyError if there is none."""
        full = f"{kind}:{name}"
        found = self._entries.get(full)
        if found is None:
            found = self._read("entries.bin", self._entry_offsets, self._entry_names[full])
            self._entries[full] = found
        return found

    def entry_names(self, prefix: str = "") -> list[str]:
        """Return the names of the entries, `kind:id`, that begin with `prefix`."""
        return sorted(self._entry_names.keys(prefix))

    def postings(self, folded: str) -> tuple[Posting, ...]:
        """Return the rows behind a key; empty where there are none."""
        found = self._postings.get(folded)
        if found is None:
            number = self._forms.get(folded)
            if number is None:
                return ()
            rows = self._read("postings.bin", self._posting_offsets, number)
            if len(self._postings) > _REMEMBERED:
                self._postings.clear()
            found = self._postings[folded] = tuple(Posting(*row) for row in rows)
        return found

    def lookup(self, form: str) -> tuple[Posting, ...]:
        """Return the rows that a form, spelled in any way, leads to."""
        return self.postings(key(form))

    def _read(self, part: str, offsets: memoryview[int], number: int) -> Any:
        chunk = self._parts[part][offsets[number] : offsets[number + 1]]
        try:
            return json.loads(chunk)
        except ValueError as error:
            raise DamagedCacheError(part) from error

    def find(self, prose: str) -> list[Hit]:
        """Return every stretch of `prose` whose key is known, in order; longer ones first where they start together.

        Overlapping stretches are all returned: which of them counts is for the caller to decide.
        """
        hits: list[Hit] = []
        start = 0
        while start < len(prose):
            end = start + _BLOCK
            if end < len(prose):
                space = prose.find(" ", end)
                end = space if space >= 0 else len(prose)
            self._find_in(prose, start, end, hits)
            start = end
        return hits

    def _find_in(self, prose: str, start: int, end: int, hits: list[Hit]) -> None:
        """Add the hits that begin in one block of `prose`; it ends before a space or with the prose.

        Only words at which a form may begin pass the filter; all others, which are most words of most texts, cost a
        split and a look into a set. That is what makes a large glossary cheap.
        """
        block = prose[start:end]
        for space in _SPACES[1:]:  # each as long as the one it becomes, so that places stay what they are
            block = block.replace(space, " ")
        plain, starters, first = self._plain, self._starters, self._first
        if len(plain) > _REMEMBERED:
            plain.clear()
        if len(starters) + self._answers > _REMEMBERED:
            starters.clear()
            self._answers = 0
        padded = f" {block} "
        at = 0
        for word in filterfalse(plain.__contains__, block.split(" ")):
            found = starters.get(word)
            if found is None:
                if word.islower() and word.isalpha() and word.isascii() and word not in first:
                    plain.add(word)  # most words that are seen for the first time
                    continue
                found = self._starters_of(word)
                if not found:
                    plain.add(word)
                    continue
                starters[word] = found
            # Every word that is not plain comes by, in order, so that the next one spelled like it is this one.
            at = padded.find(f" {word} ", at)
            begin = start + at
            for starter in found:
                if starter.longer:
                    # Most capitals begin a sentence and no name: the next letters tell so without a walk.
                    end = begin + starter.end
                    ahead = prose[end : end + _AHEAD]
                    goes_on = starter.goes_on.get(ahead)
                    if goes_on is None:
                        goes_on = starter.goes_on[ahead] = self._may_go_on(starter, ahead)
                        self._answers += 1
                    if goes_on:
                        self._walk(prose, begin, starter, hits)
                        continue
                if starter.own:
                    hits.append(Hit(begin + starter.start, begin + starter.own_end, starter.own, self))
            at += len(word) + 1

    def _starters_of(self, word: str) -> tuple[_Starter, ...]:
        """Return the tokens of a word (what stands between two spaces) at which a form may begin."""
        found = []
        for match in TOKEN.finditer(word):
            token, end = match.group(), match.end()
            folded = fold(token)
            # A capital may begin the first piece of a name that was split; a small letter only a form that has one.
            capital = token[0].isupper()
            if not folded or not (capital or folded in self._first):
                continue
            keys = (self._forms if capital else self._small).iterkeys(folded)
            nearest = next(keys, None)
            if nearest == folded:
                own, own_end = folded, end
                nearest = next(keys, None)
            else:
                own, own_end = self._key_of(folded, token, end)
            longer = nearest is not None and self._may_leave(word, token, end)
            if own or longer:
                found.append(_Starter(match.start(), end, folded, capital, own, own_end, longer))
        return tuple(found)

    def _may_leave(self, word: str, token: str, end: int) -> bool:
        """Tell whether what follows `token` in its word lets a form that begins with it go on."""
        rest = word[end:]
        if rest[:1] == "." and not _abbreviates(token):
            return False
        following = _NEXT.match(word, end)
        if following is None:
            return not rest or rest in _JOINTS
        second = following.group(2)
        folded = fold(token) + fold(second)
        return next(self._forms.iterkeys(folded), None) is not None or self._key_of(folded, second, 0)[0] != ""

    def _may_go_on(self, starter: _Starter, ahead: str) -> bool:
        """Tell whether a key begins with a starter and the letters that follow the character behind it."""
        if ahead[:1] not in _SPACES:
            return True  # `_may_leave` looked at what follows within the word
        if not starter.capital and ahead[:1] == " ":
            letters = ahead[1:4].partition(" ")[0]
            if (
                letters.isalpha()
                and letters.isascii()
                and not self._begins(self._small, starter.folded + letters.lower())
            ):
                return False
        token = TOKEN.match(ahead, 1)
        if token is None:
            return ahead[1:2] in _SPACES + _JOINTS
        return self._begins(self._forms, starter.folded + fold(token.group()))

    @staticmethod
    def _begins(keys: marisa_trie.Trie, folded: str) -> bool:
        """Tell whether a key begins with `folded`, or is it but for a last `s`: a name may stand in the plural."""
        return next(keys.iterkeys(folded), None) is not None or (folded[-1:] == "s" and folded[:-1] in keys)

    def _key_of(self, folded: str, token: str, end: int) -> tuple[str, int]:
        """Return the key that letters up to `token` meet, and where it ends; a plural `s` does not belong to it."""
        if folded in self._forms:
            return folded, end
        if token[-1] == "s" and len(token) > 1 and len(folded) > 3 and folded[:-1] in self._forms:
            return folded[:-1], end - 1
        return "", end

    def _walk(self, prose: str, at: int, starter: _Starter, hits: list[Hit]) -> None:
        """Add the hits that begin at a starter, longest first."""
        start, end, folded = at + starter.start, at + starter.end, starter.folded
        token = prose[start:end]
        found = [Hit(start, at + starter.own_end, starter.own, self)] if starter.own else []
        for _ in range(_LONGEST - 1):
            following = _NEXT.match(prose, end)
            if following is None or (prose[end] == "." and not _abbreviates(token)):
                break
            token = following.group(2)
            folded += fold(token)
            end = following.end()
            keys = self._forms.iterkeys(folded)
            nearest = next(keys, None)
            if nearest == folded:
                found.append(Hit(start, end, folded, self))
                if next(keys, None) is None:
                    break
                continue
            own, own_end = self._key_of(folded, token, end)
            if own:
                found.append(Hit(start, own_end, own, self))
            if nearest is None:
                break
        found.reverse()
        hits.extend(found)


def _abbreviates(token: str) -> bool:
    """Tell whether a point behind a token may be that of an abbreviation: it has a letter or two, in capitals."""
    return len(token) < 3 and token.isupper()


class DamagedCacheError(Exception):
    """A row of the cache cannot be read; the cache is built again."""


def cache_folder() -> Path:
    """Return the folder of compiled glossaries."""
    return user_cache_folder() / "glossary"


@lru_cache(maxsize=8)
def _open(signature: tuple[tuple[Path, int, int], ...], cache: Path) -> Index:
    # To hash megabytes takes longer than all else at the start, so what the files' sizes and times stood for is kept.
    files = [path for path, _, _ in signature]
    seen = cache / _SEEN / blake2b(repr(signature).encode(), digest_size=16).hexdigest()
    with contextlib.suppress(OSError):
        index = _map(cache / f"{seen.read_text(encoding='ascii')}-{FORMAT}")
        if index is not None:
            return index
    content = content_hash(files)
    index = _load(files, cache, content)
    keep(seen, content.encode("ascii"), _KEPT_CACHES * 4)
    return index


def open_index(folders: Sequence[Path] = ()) -> Index:
    """Open the shipped glossary with the newsroom's `folders` laid over it, in their order.

    Within a process an index is opened once and again when the size or time of a file changes. Raises GlossaryError if a
    row of any file is wrong; every complaint names file, line and column.
    """
    files = _files(folders)
    states = [(path, path.stat()) for path in files]
    return _open(tuple((path, state.st_size, state.st_mtime_ns) for path, state in states), cache_folder())


def open_tables(folders: Sequence[Path] = ()) -> Tables:
    """Return the rows of the shipped glossary with `folders` laid over it; raise GlossaryError if one of them is wrong."""
    from cleanup.glossary.rows import read_tables

    return read_tables(_files(folders), cache_folder() / _ROWS)


def _files(folders: Sequence[Path]) -> list[Path]:
    return glossary_files((shipped_folder(), *(Path(folder).resolve() for folder in folders)))


def load_index(files: Iterable[Path], cache: Path) -> Index:
    """Open the index of `files`, from the cache if it is there and sound, else newly built (and cached if possible)."""
    files = list(files)
    return _load(files, cache, content_hash(files))


def _load(files: Sequence[Path], cache: Path, content: str) -> Index:
    folder = cache / f"{content}-{FORMAT}"
    index = _map(folder)
    if index is not None:
        return index
    if announce is not None:
        announce(
            "compiling the glossaries; this takes some seconds, and is done again only when one of them changes ..."
        )
    from cleanup.glossary.compiling import compile_tables
    from cleanup.glossary.rows import read_tables

    parts = compile_tables(read_tables(files, cache / _ROWS))
    _store(parts, folder)
    return _map(folder) or _from_memory(parts)


def rebuild(folders: Sequence[Path] = ()) -> Index:
    """Throw away the compiled index of these folders, which was found damaged, and build it again."""
    import shutil

    _open.cache_clear()
    shutil.rmtree(cache_folder() / _SEEN, ignore_errors=True)
    files = _files(folders)
    shutil.rmtree(cache_folder() / f"{content_hash(files)}-{FORMAT}", ignore_errors=True)
    return open_index(folders)


def _from_memory(parts: Parts) -> Index:
    tries = {name: marisa_trie.Trie().frombytes(parts[name]) for name in _PARTS if name.endswith(".trie")}
    return Index(dict(parts), tries)


def _map(folder: Path) -> Index | None:
    """Map a cached index; return None if it is missing or damaged."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        parts: dict[str, Any] = {}
        states: dict[str, list[int]] = {}
        sound = _found_sound(folder)
        for name in _PARTS:
            with (folder / name).open("rb") as file:
                status = os.fstat(file.fileno())
                size = status.st_size
                states[name] = [size, status.st_mtime_ns, status.st_ctime_ns]
                content: Any = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) if size else b""
            if size != manifest[name][0] or (
                name in _CHECKED and sound.get(name) != states[name] and zlib.crc32(content) != manifest[name][1]
            ):
                raise ValueError(name)
            parts[name] = content
        tries = {name: marisa_trie.Trie().mmap(str(folder / name)) for name in _PARTS if name.endswith(".trie")}
        if sound != states:
            keep(folder / _SOUND / "states.json", json.dumps(states).encode(), 1)
        return Index(parts, tries)
    except (OSError, ValueError, KeyError, TypeError, RuntimeError):
        return None


def _found_sound(folder: Path) -> dict[str, list[int]]:
    """Return the sizes and times that the parts had when their checksums were right; to sum megabytes takes milliseconds."""
    try:
        states: dict[str, list[int]] = json.loads((folder / _SOUND / "states.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return states if isinstance(states, dict) else {}


def _store(parts: Parts, folder: Path) -> None:
    """Write the parts beside their place and move them there whole; a disk that cannot be written is no error."""
    import shutil
    import tempfile

    temporary = None
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        temporary = Path(tempfile.mkdtemp(prefix=".building-", dir=folder.parent))
        manifest = {}
        for name, content in parts.items():
            (temporary / name).write_bytes(content)
            manifest[name] = [len(content), zlib.crc32(content)]
        (temporary / "manifest.json").write_text(json.dumps(manifest), encoding="utf-8")
        if folder.exists():  # damaged, or another process was faster; either way what we have is sound
            stale = temporary.with_name(temporary.name + "-stale")
            folder.rename(stale)
            shutil.rmtree(stale, ignore_errors=True)
        temporary.rename(folder)
        _prune(folder)
    except OSError:
        if temporary is not None:
            shutil.rmtree(temporary, ignore_errors=True)


def _prune(newest: Path) -> None:
    """Remove the oldest compiled glossaries; their files may still be mapped, which an unlink does not disturb."""
    import shutil

    caches = [
        path for path in newest.parent.iterdir() if path.is_dir() and not path.name.startswith(".") and path != newest
    ]
    caches.sort(key=lambda path: path.stat().st_mtime, reverse=True)
    for path in caches[_KEPT_CACHES - 1 :]:
        with contextlib.suppress(OSError):
            shutil.rmtree(path)
