"""The request to a LanguageTool server, by the client of language-tool-python.

Imported when something has to be asked: the package and what it brings take a quarter of a second.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from itertools import accumulate
from typing import Any, Literal
from urllib.parse import urljoin, urlsplit

import language_tool_python

from cleanup.errors import LanguageToolError
from cleanup.languagetool.asking import BETWEEN, Answer, GoneError, Passage, Rules, annotation

_SUGGESTIONS = 8  # that are kept
_NO_LANGUAGETOOL = "what answers at {} is no LanguageTool ({}). Correct the address."


class Client(language_tool_python.LanguageTool):
    """The client of language-tool-python, with annotated text, one try, and a time limit of our own."""

    def __init__(self, language: str, address: str, timeout: int) -> None:
        self._address = address.rstrip("/")
        self._TIMEOUT = timeout  # type: ignore[assignment]
        host = urlsplit(address).hostname or ""
        # A proxy of the environment is not asked for a server of this very machine.
        near = host in ("localhost", "::1") or host.startswith("127.")
        # The trailing slash matters: without it the package drops the last part of the path.
        proxies = {"no_proxy": host} if near else None
        try:
            super().__init__(language, remote_server=f"{self._address}/", proxies=proxies)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            raise LanguageToolError(_NO_LANGUAGETOOL.format(self._address, error)) from error

    def identity(self) -> str:
        """Return name, version and build of the server; empty if it does not say."""
        try:
            said = self._query_server(urljoin(self._url, "info"))["software"]
            return f"{said['name']} {said['version']} {said.get('buildDate', '')}"
        except (LanguageToolError, KeyError, TypeError):
            return ""

    def ask(self, passages: list[Passage], rules: Rules) -> list[list[Answer]]:
        """Return the answers for each passage, all sent at once."""
        parameters = self._create_params("")
        del parameters["text"]
        # In one order always: the server keeps what it built for a request under the request's very words.
        named = {"disabledRules": rules.off, "disabledCategories": rules.off_categories, "enabledRules": rules.on}
        parameters |= {name: ",".join(ids) for name, ids in named.items() if ids}
        parameters |= {"data": annotation(passages), "mode": "allButTextLevelOnly"}
        response = self._query_server(urljoin(self._url, "check"), parameters, method="post")
        texts = ["".join(part.text for part in passage) for passage in passages]
        whole = BETWEEN.join(texts)
        points = _CodePoints(whole)
        starts = [0, *accumulate(len(text) + len(BETWEEN) for text in texts)][:-1]
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
                raise GoneError(
                    f"the LanguageTool server at {self._address} does not answer. Start it, or use '--languagetool off'."
                ) from error
            said = " ".join(str(error).split())[:200]
            raise LanguageToolError(f"the LanguageTool server at {self._address} refused: {said}") from error


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
