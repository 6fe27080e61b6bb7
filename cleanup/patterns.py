"""Keeps compiled regular expressions between processes, as Python itself keeps compiled modules.

Compiling the patterns of this package takes longer than checking an article. Their compiled form is a list of numbers that
`re` hands to its matcher; here those lists are kept in a file, by pattern and flags, and handed over when a pattern is
compiled again. The file is named after the exact Python, carries a checksum, and is thrown away when anything about it is
wrong: then patterns are compiled as ever. Only patterns that modules compile while they are imported are kept, none that
is made of the words of an article.
"""

from __future__ import annotations

import marshal
import re
import sys
import zlib
from pathlib import Path

from cleanup.caching import keep
from cleanup.declarations import Any

_compiler: Any = getattr(re, "_compiler", None)  # None in a Python that keeps it elsewhere
_Known = dict[tuple[str, int], tuple[Any, ...]]
_KEPT_FILES = 4  # of different versions of Python
_MOST = 4_000  # patterns; far more than there are
_IMPORTING = "<frozen importlib._bootstrap>"


class _Recorder:
    """Stands in the place of the matcher's module in the compiler, and remembers what the compiler gave it."""

    def __init__(self, original: Any) -> None:
        self.original = original
        self.given: tuple[Any, ...] = ()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.original, name)

    def compile(self, *given: Any) -> Any:
        """Pass on what the compiler made of a pattern."""
        self.given = given
        return self.original.compile(*given)


class PatternCache:
    """The kept patterns of one folder. Use it as `with PatternCache(folder):` around the whole program."""

    def __init__(self, folder: Path) -> None:
        self.path = folder / f"{sys.implementation.cache_tag}-{sys.hexversion:x}.patterns"
        self.known: _Known = {}
        self.new = 0
        self._compile: Any = None

    def __enter__(self) -> PatternCache:
        if _compiler is None or not hasattr(_compiler, "_sre"):
            return self
        self.known = _read(self.path)
        self._compile, matcher = _compiler.compile, _compiler._sre
        self._recorder = _compiler._sre = _Recorder(matcher)
        _compiler.compile = self._compiled
        return self

    def __exit__(self, *_: object) -> None:
        if self._compile is None:
            return
        _compiler.compile, _compiler._sre = self._compile, self._recorder.original
        if self.new:
            body = marshal.dumps(self.known)
            keep(self.path, zlib.crc32(body).to_bytes(4, "big") + body, _KEPT_FILES)

    def _compiled(self, pattern: Any, flags: int = 0) -> Any:
        """Compile a pattern, or take what was kept of it."""
        kept = self.known.get((pattern, flags)) if type(pattern) is str else None
        if kept is not None:
            form, combined, code, *rest = kept
            try:
                return self._recorder.original.compile(form, combined, memoryview(code).cast("I").tolist(), *rest)
            except (RuntimeError, TypeError, ValueError):  # the matcher checks what it is given
                del self.known[pattern, flags]
        compiled = self._compile(pattern, flags)
        if type(pattern) is str and type(flags) is int and len(self.known) < _MOST and _importing():
            self._note(pattern, flags, self._recorder.given)
        return compiled

    def _note(self, pattern: str, flags: int, given: tuple[Any, ...]) -> None:
        form, combined, code, *rest = given
        numbers = memoryview(bytearray(4 * len(code))).cast("I")
        for place, number in enumerate(code):
            numbers[place] = number
        self.known[pattern, flags] = (form, int(combined), numbers.tobytes(), *rest)
        self.new += 1


def _read(path: Path) -> _Known:
    try:
        data = path.read_bytes()
        if int.from_bytes(data[:4], "big") != zlib.crc32(memoryview(data)[4:]):
            return {}
        known: _Known = marshal.loads(memoryview(data)[4:])
    except (OSError, ValueError, EOFError, TypeError):
        return {}
    return known


def _importing() -> bool:
    """Tell whether the pattern that is being compiled is one of a module that is being imported."""
    frame = sys._getframe(2)
    while frame.f_back is not None:
        if frame.f_code.co_name == "<module>":
            return frame.f_back.f_code.co_filename == _IMPORTING
        frame = frame.f_back
    return False
