"""A baseline: the findings that are known today, so that only new ones are reported.

An entry says what was found and between which words, not where: it survives changes elsewhere, a change of the words on
one side, and another name of the file. It counts as often as it was written, in each article. The file is JSON with one entry a line, sorted, so
that a change of it can be read in a diff; it is written whole or not at all.
"""

from __future__ import annotations

import json
import os
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from cleanup.article import Article
from cleanup.declarations import NamedTuple
from cleanup.errors import SettingsError
from cleanup.files import put
from cleanup.proposal import Proposal
from cleanup.revision import Revision

BASELINE = "baseline"  # in the place of a winner's id: it was known
_VERSION = 1
_WORDS = 3  # neighbouring words on either side
_REACH = 100  # code points in which they are looked for
_SHOWN = 5  # stale entries that are named, an article
_LONGEST = 40  # code points of an entry that are shown
_BREAK = re.compile(r"[\n\r\u2029]\s*[\n\r\u2029]")


class Known(NamedTuple):
    """What makes a finding the same one: its normalizer and class, the words it is about, and those beside them."""

    normalizer: str
    artifact: str
    text: str
    before: str
    after: str


_Entries = dict[str, Counter[Known]]  # by path, as it is written in the file


class Baseline:
    """The findings known in some articles. `folder` is the one that the paths of the file start from."""

    def __init__(self, path: Path, entries: _Entries) -> None:
        self.path = path
        self.folder = path.resolve().parent
        self.entries = entries
        self._anywhere: Counter[Known] = Counter()
        for known in entries.values():
            self._anywhere |= known
        self._met: Counter[Known] = Counter()
        self._checked: set[str] = set()

    def settle(self, revision: Revision) -> Revision:
        """Return the revision with the known findings set aside; remembers which entries were met."""
        name = self.name_of(revision.article.path)
        self._checked.add(name)
        left = Counter(self.entries.get(name) or self._anywhere)
        keys = {finding.id: known_as(revision.article, finding.proposal) for finding in revision.findings}
        known: set[str] = set()
        for match in (_same, _beside):  # what is exactly the same takes its entry before what only resembles it
            for finding in revision.findings:
                entry = None if finding.id in known else match(keys[finding.id], left)
                if entry is not None:
                    left[entry] -= 1
                    self._met[entry] += 1
                    known.add(finding.id)
        return revision.without(known, BASELINE, f"it stands in the baseline {self.path.name}")

    def name_of(self, path: str) -> str:
        """Return how the file writes a path: from its own folder on, with slashes."""
        if path == "-":
            return path
        return Path(os.path.relpath(Path(path).resolve(), self.folder)).as_posix()

    def stale(self) -> Iterator[tuple[str, Known]]:
        """Yield the entries, with their path, that nothing stands for any more, as far as their articles were checked."""
        met = Counter(self._met)
        for name, known in sorted(self.entries.items()):
            gone = name != "-" and not (self.folder / name).exists()
            for key, count in sorted(known.items()):
                seen = min(count, met[key])
                met[key] -= seen
                if seen < count and (name in self._checked or gone):
                    yield name, key


def _same(key: Known, left: Counter[Known]) -> Known | None:
    return key if left[key] > 0 else None


def _beside(key: Known, left: Counter[Known]) -> Known | None:
    """Return an entry with the same content and the same words on one side, where those of the other were changed."""
    for entry, count in sorted(left.items()):
        if count > 0 and entry[:3] == key[:3] and (key.before == entry.before != "" or key.after == entry.after != ""):
            return entry
    return None


def known_as(article: Article, proposal: Proposal) -> Known:
    """Return the content and the neighbouring words by which a finding is known again."""
    start, end = proposal.place
    prose = article.prose
    ahead = _BREAK.split(prose[max(0, start - _REACH) : start])[-1]
    behind = _BREAK.split(prose[end : end + _REACH])[0]
    before, after = ahead.split(), behind.split()
    return Known(
        proposal.normalizer,
        proposal.artifact,
        prose[start:end],
        " ".join(before[-_WORDS:]),
        " ".join(after[:_WORDS]),
    )


class Baselines:
    """The baselines of one run, each read once."""

    def __init__(self) -> None:
        self._opened: dict[Path, Baseline] = {}

    def settle(self, revision: Revision, path: Path | None) -> Revision:
        """Set aside what the baseline at `path` knows; without one, return the revision as it is."""
        if path is None:
            return revision
        if path not in self._opened:
            self._opened[path] = read_baseline(path)
        return self._opened[path].settle(revision)

    def notes(self) -> Iterator[str]:
        """Yield a sentence for each article with entries that nothing stands for any more."""
        for path, baseline in self._opened.items():
            gone: dict[str, list[str]] = {}
            for name, known in baseline.stale():
                gone.setdefault(name, []).append(f"'{_cut(known.text)}' ({known.normalizer})")
            for name, said in gone.items():
                more = f" and {len(said) - _SHOWN} more" if len(said) > _SHOWN else ""
                yield (
                    f"{path.name}: no longer found in {name}: {', '.join(said[:_SHOWN])}{more}. Write the baseline anew with "
                    "--write-baseline."
                )


def read_baseline(path: Path) -> Baseline:
    """Read a baseline; raise SettingsError that says what is wrong with it and what to do."""
    remedy = "Write it anew with 'cleanup check PATHS --write-baseline FILE'."
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise SettingsError(f"the baseline {path} does not exist. {remedy}") from error
    except OSError as error:
        raise SettingsError(f"the baseline {path} cannot be read: {error.strerror}. Check its permissions.") from error
    except ValueError as error:
        raise SettingsError(f"the baseline {path} is no JSON: {error}. {remedy}") from error
    if not isinstance(document, dict) or document.get("version") != _VERSION:
        raise SettingsError(f"the baseline {path} is not of version {_VERSION}. {remedy}")
    entries: _Entries = {}
    for number, row in enumerate(document.get("known", ()), 1):
        try:
            key = Known(*(_text(row[name]) for name in ("normalizer", "class", "text", "before", "after")))
            entries.setdefault(_text(row["path"]), Counter())[key] += int(row.get("count", 1))
        except (TypeError, KeyError, ValueError) as error:
            raise SettingsError(f"the baseline {path}, entry {number}: {error!r}. {remedy}") from error
    return Baseline(path, entries)


def write_baseline(path: Path, revisions: Iterable[Revision]) -> int:
    """Write what was found in some articles as a baseline, and return how many findings that are.

    Raises UnwritableError, and leaves an earlier file as it was, where it cannot be written.
    """
    names = Baseline(path, {})
    entries: _Entries = {}
    for revision in revisions:
        for finding in revision.findings:
            key = known_as(revision.article, finding.proposal)
            entries.setdefault(names.name_of(revision.article.path), Counter())[key] += 1
    lines = [
        json.dumps(
            {"path": name, "text": key.text, "before": key.before, "after": key.after}
            | {"normalizer": key.normalizer, "class": key.artifact}
            | ({"count": count} if count > 1 else {}),
            ensure_ascii=False,
        )
        for name, known in sorted(entries.items())
        for key, count in sorted(known.items(), key=lambda pair: (pair[0].text, pair[0]))
    ]
    listed = "[\n" + ",\n".join(lines) + "\n]" if lines else "[]"
    content = f'{{"version": {_VERSION}, "known": {listed}}}\n'
    target = path.resolve()
    put(target, content.encode("utf-8", "surrogatepass"), target.stat().st_mode & 0o7777 if target.exists() else 0o644)
    return sum(sum(known.values()) for known in entries.values())


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError(f"{value!r} is no text")
    return value
