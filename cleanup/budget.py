"""A limit of time for one article: who waits for an answer gets one, and is told what did not run.

Where the system has timers (Unix, in the main thread) a normalizer is stopped in the middle; elsewhere no further one is
begun. What a stopped normalizer had found is thrown away.
"""

from __future__ import annotations

import re
import time

from cleanup.declarations import Any
from cleanup.errors import SettingsError

_TEXT = re.compile(r"(?P<number>\d+(?:\.\d+)?)\s*(?P<unit>ms|s|)")
_AGAIN = 0.01  # seconds until a stop is tried again
_IMPORTING = "<frozen importlib._bootstrap>"


class OutOfTime(BaseException):
    """The time is used up. No `Exception`, so that no normalizer takes it for one of its own."""


class Budget:
    """The time for one article, from now on. Use it as `with budget:` around each part of the work.

    A process that goes on afterwards (`lasting`) is never stopped in the middle of an import, which cannot be repeated.
    """

    def __init__(self, seconds: float, lasting: bool = False) -> None:
        self.seconds = seconds
        self.lasting = lasting
        self._end = time.monotonic() + seconds
        self._earlier: Any = None

    def __str__(self) -> str:
        return f"{self.seconds:g} s"

    @property
    def used_up(self) -> bool:
        """Whether nothing is left."""
        return time.monotonic() >= self._end

    def __enter__(self) -> Budget:
        if self.used_up:
            raise OutOfTime
        import signal

        if hasattr(signal, "setitimer"):
            try:
                self._earlier = signal.signal(signal.SIGALRM, self._stop)
            except ValueError:  # not in the main thread
                return self
            signal.setitimer(signal.ITIMER_REAL, max(self._end - time.monotonic(), 1e-6))
        return self

    def __exit__(self, *_: object) -> None:
        import signal

        if self._earlier is not None:
            signal.setitimer(signal.ITIMER_REAL, 0)
            signal.signal(signal.SIGALRM, self._earlier)
            self._earlier = None

    def _stop(self, number: int, frame: Any) -> None:
        import signal

        while self.lasting and frame is not None:
            if frame.f_code.co_filename == _IMPORTING:
                signal.setitimer(signal.ITIMER_REAL, _AGAIN)
                return
            frame = frame.f_back
        raise OutOfTime


def parse_budget(text: str, where: str = "--budget") -> float:
    """Return the seconds that '2s', '1.5', '300ms' or '0' stand for; raise SettingsError for anything else."""
    match = _TEXT.fullmatch(text.strip())
    if match is None:
        raise SettingsError(f"{where}: '{text}' is no time. Write seconds or milliseconds, for instance 2s or 300ms.")
    return float(match.group("number")) / (1000 if match.group("unit") == "ms" else 1)
