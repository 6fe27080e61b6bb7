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
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from functools import partial
from itertools import accumulate
from typing import Any, Literal, TypeVar
from urllib.parse import urljoin, urlsplit

import language_tool_python

from cleanup.errors import LanguageToolError
from cleanup.languagetool import answers, server
from cleanup.languagetool.choices import Choices
from cleanup.languagetool.installation import required

_PAUSE = 30.0  # seconds for which a server that failed is not asked again: one message, not a wait for each article
_LARGEST = 40_000  # characters in one request
_SUGGESTIONS = 8
_BETWEEN = "\n\n"
_NO_LANGUAGETOOL = "what answers at {} is no LanguageTool ({}). Correct the address."
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What LanguageTool says of `start`-`end` of a passage, in code points of its prose."""

    start: int
    end: int
    rule: str
    category: str
    message: str
    replacements: tuple[str, ...]


def ask(passages: Sequence[Passage], language: str, rules: Rules, choices: Choices) -> list[list[Answer]]:
    """Return what LanguageTool says of each passage; those that it was asked about before are not sent again.

    Raises LanguageToolError if it is missing, cannot be started, does not answer in time, or answers nonsense.
    """
    _raise_if_down(choices)
    try:
        identity = _identity(choices)
        about = json.dumps([identity, language, asdict(rules)])
        keys = [hashlib.blake2b(f"{about}{_annotation([p])}".encode(), digest_size=16).hexdigest() for p in passages]
        known = answers.recall(list(dict.fromkeys(keys))) if identity else {}
        missing = {key: passage for key, passage in zip(keys, passages, strict=True) if key not in known}
        for batch in _batches(missing):
            sent = [missing[key] for key in batch]
            found = _asked(language, choices, partial(_Client.ask, passages=sent, rules=rules))
            new = {
                key: [list(asdict(answer).values()) for answer in said] for key, said in zip(batch, found, strict=True)
            }
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
        return _asked("en-US", choices, _Client.identity)
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


def _asked(language: str, choices: Choices, what: Callable[[_Client], _Said]) -> _Said:
    """Return what a client of the server says to `what`; a server of our own that has gone is replaced, once."""
    try:
        with _client(language, choices) as client:
            return what(client)
    except _GoneError as gone:
        if not _is_ours(choices):
            raise LanguageToolError(str(gone)) from gone
    time.sleep(0.3)  # for its supervisor to notice
    try:
        with _client(language, choices) as client:
            return what(client)
    except _GoneError as gone:
        raise LanguageToolError(server.last_failure() or str(gone)) from gone


class _GoneError(Exception):
    """The connection to the server was refused, or broke."""


_clients = threading.local()


@contextmanager
def _client(language: str, choices: Choices) -> Iterator[_Client]:
    """Give a client of the server, one for each thread; our own server stays as long as it is used."""
    if not _is_ours(choices):
        yield _connected(language, _name(choices), choices)
        return
    with server.using(choices) as running:
        yield _connected(language, running.url, choices)


def _connected(language: str, address: str, choices: Choices) -> _Client:
    kept: dict[tuple[str, str, int], _Client] = _clients.__dict__.setdefault("kept", {})
    key = (language, address, choices.timeout)
    if key not in kept:
        try:
            kept[key] = _Client(language, address, choices.timeout)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LanguageToolError(_NO_LANGUAGETOOL.format(address, error)) from error
    return kept[key]


class _Client(language_tool_python.LanguageTool):
    """The client of language-tool-python, with annotated text, one try, and a time limit of our own."""

    def __init__(self, language: str, address: str, timeout: int) -> None:
        self._address = address.rstrip("/")
        self._TIMEOUT = timeout  # type: ignore[assignment]
        host = urlsplit(address).hostname or ""
        # A proxy of the environment is not asked for a server of this very machine.
        near = host in ("localhost", "::1") or host.startswith("127.")
        # The trailing slash matters: without it the package drops the last part of the path.
        super().__init__(language, remote_server=f"{self._address}/", proxies={"no_proxy": host} if near else None)

    def identity(self) -> str:
        """Return name, version and build of the server; empty if it does not say."""
        try:
            said = self._query_server(urljoin(self._url, "info"))["software"]
            return f"{said['name']} {said['version']} {said.get('buildDate', '')}"
        except (LanguageToolError, KeyError, TypeError):
            return ""

    def ask(self, passages: list[Passage], rules: Rules) -> list[list[Answer]]:
        """Return the answers for each passage, all sent at once."""
        self.disabled_rules, self.enabled_rules = set(rules.off), set(rules.on)
        self.disabled_categories = set(rules.off_categories)
        parameters = self._create_params("")
        del parameters["text"]
        parameters |= {"data": _annotation(passages), "mode": "allButTextLevelOnly"}
        response = self._query_server(urljoin(self._url, "check"), parameters, method="post")
        texts = ["".join(part.text for part in passage) for passage in passages]
        whole = _BETWEEN.join(texts)
        points = _CodePoints(whole)
        starts = [0, *accumulate(len(text) + len(_BETWEEN) for text in texts)][:-1]
        found: list[list[Answer]] = [[] for _ in passages]
        try:
            for raw in response["matches"]:
                start, end = points.at(raw["offset"]), points.behind(raw["offset"] + raw["length"])
                match = language_tool_python.Match(raw, "")
                number = bisect_right(starts, start) - 1
                at = starts[number]
                if end - at > len(texts[number]):
                    continue  # reaches into what stands between two passages
                replacements = tuple(match.replacements[:_SUGGESTIONS])
                message = " ".join(match.message.split())
                found[number].append(Answer(start - at, end - at, match.rule_id, match.category, message, replacements))
        except (KeyError, TypeError, AttributeError) as error:
            raise LanguageToolError(_NO_LANGUAGETOOL.format(self._address, repr(error))) from error
        return found

    def _query_server(
        self, url: str, params: dict[str, str] | None = None, num_tries: int = 1, method: Literal["get", "post"] = "get"
    ) -> Any:
        try:
            return super()._query_server(url, params, 1, method)
        except language_tool_python.exceptions.LanguageToolError as error:
            cause = type(error.__cause__).__name__
            if "Timeout" in cause and "Connect" not in cause:
                raise LanguageToolError(
                    f"the LanguageTool server at {self._address} did not answer within {self._TIMEOUT} seconds. Raise 'timeout' "
                    "under [languagetool] in cleanup.toml, or use '--languagetool off'."
                ) from error
            if "Connect" in cause or "Protocol" in cause or "ChunkedEncoding" in cause:
                raise _GoneError(
                    f"the LanguageTool server at {self._address} does not answer. Start it, or use '--languagetool off'."
                ) from error
            said = " ".join(str(error).split())[:200]
            raise LanguageToolError(f"the LanguageTool server at {self._address} refused: {said}") from error


def _annotation(passages: Sequence[Passage]) -> str:
    """Return passages as LanguageTool's annotated text, a blank line between two."""
    parts: list[dict[str, str]] = []
    for number, passage in enumerate(passages):
        if number:
            parts.append({"text": _BETWEEN})
        for part in passage:
            if part.stand_in is None:
                parts.append({"text": part.text})
            else:
                parts.append({"markup": part.text, "interpretAs": part.stand_in})
    return json.dumps({"annotation": parts})


class _CodePoints:
    """Turns positions in UTF-16 code units, which Java counts in, into positions in code points."""

    def __init__(self, text: str) -> None:
        widths = [2 if character > "\uffff" else 1 for character in text] if not text.isascii() else []
        self._units = [0, *accumulate(widths)] if 2 in widths else None

    def at(self, units: int) -> int:
        """Return the code point that begins at, or holds, a code unit."""
        return units if self._units is None else bisect_right(self._units, units) - 1

    def behind(self, units: int) -> int:
        """Return the position behind a range that ends before a code unit; half a character counts as whole."""
        return units if self._units is None else bisect_left(self._units, units)
