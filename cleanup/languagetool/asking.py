"""Asks a LanguageTool server about passages, through language-tool-python, and gives its answers in our positions.

A passage is sent as annotated text: prose, and stretches that LanguageTool reads as something else and never reports.
Only rules that look at one sentence at a time are asked for, so what is said of a passage does not hang on its
neighbours, and may be kept by its content. Positions are computed here: the package corrects the start of a match for
characters beyond the basic plane but not its length, and by a table that two threads would share.
"""

from __future__ import annotations

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from cleanup.errors import LanguageToolError
from cleanup.languagetool import answers, server
from cleanup.languagetool.choices import Choices
from cleanup.languagetool.installation import required

if TYPE_CHECKING:
    from cleanup.languagetool.client import Client

_PAUSE = 30.0  # seconds for which a server that failed is not asked again: one message, not a wait for each article
_LOADING = 60.0  # seconds more for the first requests to a server of our own, and how long they count as first
_LARGEST = 40_000  # characters in one request
BETWEEN = "\n\n"  # of two passages
_Said = TypeVar("_Said")


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a passage; with a `stand_in`, LanguageTool reads that instead, and does not report the stretch."""

    text: str
    stand_in: str | None = None


Passage = tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Rules:
    """What is asked for beside what LanguageTool does by itself: rules and categories by their ids."""

    off: tuple[str, ...] = ()
    off_categories: tuple[str, ...] = ()
    on: tuple[str, ...] = ()


class Answer(NamedTuple):
    """What LanguageTool says of `start`-`end` of a passage, in code points of its prose."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...]


class GoneError(Exception):
    """The connection to the server was refused, or broke."""


def ask(passages: Sequence[Passage], language: str, rules: Rules, choices: Choices) -> list[list[Answer]]:
    """Return what LanguageTool says of each passage; those that it was asked about before are not sent again.

    Raises LanguageToolError if it is missing, cannot be started, does not answer in time, or answers nonsense.
    """
    _raise_if_down(choices)
    try:
        identity = _identity(choices)
        about = json.dumps([identity, language, asdict(rules)])
        keys = [hashlib.blake2b(f"{about}{annotation([p])}".encode(), digest_size=16).hexdigest() for p in passages]
        known = answers.recall(list(dict.fromkeys(keys))) if identity else {}
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        for batch in _batches(missing):
            sent = [missing[key] for key in batch]
            found = _asked(language, choices, _request(sent, rules))
            new = {key: [list(answer) for answer in said] for key, said in zip(batch, found, strict=True)}
            known.update(new)
            if identity:
                answers.keep(new)
    except LanguageToolError as error:
        _down[_name(choices)] = (time.monotonic(), str(error))
        raise
    return [
        [
            Answer(start, end, rule, category, message, tuple(replacements))
            for start, end, rule, category, message, replacements in known[key]
        ]
        for key in keys
    ]


def _request(passages: list[Passage], rules: Rules) -> Callable[[Client], list[list[Answer]]]:
    return lambda client: client.ask(passages, rules)


_down: dict[str, tuple[float, str]] = {}  # by server: when it failed, and how


def _raise_if_down(choices: Choices) -> None:
    since, why = _down.get(_name(choices), (-_PAUSE, ""))
    if time.monotonic() - since < _PAUSE:
        raise LanguageToolError(why)


def _name(choices: Choices) -> str:
    return choices.server or "auto"


def _is_ours(choices: Choices) -> bool:
    return _name(choices) == "auto"


def _identity(choices: Choices) -> str:
    """Return what tells the LanguageTool that answers from any other; empty where it does not say."""
    if not _is_ours(choices):
        return _asked("en-US", choices, lambda client: client.identity())
    running = server.find()
    if running is not None:
        server.touch()
        return f"{running.version} {running.fingerprint}"
    installed = required()
    return f"{installed.version} {installed.fingerprint}"


def _batches(missing: dict[str, Passage]) -> Iterator[list[str]]:
    batch: list[str] = []
    length = 0
    for key, passage in missing.items():
        size = sum(len(part.text) for part in passage)
        if batch and length + size > _LARGEST:
            yield batch
            batch, length = [], 0
        batch.append(key)
        length += size
    if batch:
        yield batch


def _asked(language: str, choices: Choices, what: Callable[[Client], _Said]) -> _Said:
    """Return what a client of the server says to `what`; a server of our own that has gone is replaced, once."""
    try:
        with _client(language, choices) as client:
            return what(client)
    except GoneError as gone:
        if not _is_ours(choices):
            raise LanguageToolError(str(gone)) from gone
    time.sleep(0.3)  # for its supervisor to notice
    try:
        with _client(language, choices) as client:
            return what(client)
    except GoneError as gone:
        raise LanguageToolError(server.last_failure() or str(gone)) from gone


_clients = threading.local()


@contextmanager
def _client(language: str, choices: Choices) -> Iterator[Client]:
    """Give a client of the server, one for each thread; our own server stays as long as it is used."""
    if not _is_ours(choices):
        yield _connected(language, _name(choices), choices.timeout)
        return
    with server.using(choices) as running:
        loading = time.time() - running.since < _LOADING
        yield _connected(language, running.url, choices.timeout + (int(_LOADING) if loading else 0))


def _connected(language: str, address: str, timeout: int) -> Client:
    kept: dict[tuple[str, str, int], Client] = _clients.__dict__.setdefault("kept", {})
    key = (language, address, timeout)
    if key not in kept:
        from cleanup.languagetool.client import Client

        kept[key] = Client(language, address, timeout)
    return kept[key]


def annotation(passages: Sequence[Passage]) -> str:
    """Return passages as LanguageTool's annotated text, a blank line between two."""
    parts: list[dict[str, str]] = []
    for number, passage in enumerate(passages):
        if number:
            parts.append({"text": BETWEEN})
        for part in passage:
            if part.stand_in is None:
                parts.append({"text": part.text})
            else:
                parts.append({"markup": part.text, "interpretAs": part.stand_in})
    return json.dumps({"annotation": parts})
