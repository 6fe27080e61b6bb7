"""cleanup: repairs what machine translation did to news copy, and explains every change.

    import cleanup

    result = cleanup.check(text, date="2021-05-11", source_language="es", style="ap")
    result.findings     # what was found, each with place, safety, message and evidence
    result.fixed        # the text with the safe edits applied
    result.to_dict()    # the article object of the JSON output

Everything else is imported when it is first used, so that importing this package costs nothing.
"""

from __future__ import annotations

from cleanup.declarations import TYPE_CHECKING, Any
from cleanup.version import __version__

if TYPE_CHECKING:
    from cleanup.checking import Result, check
    from cleanup.errors import CleanupError

_HOMES = {"check": "cleanup.checking", "Result": "cleanup.checking", "CleanupError": "cleanup.errors"}
__all__ = ["CleanupError", "Result", "__version__", "check"]


def __getattr__(name: str) -> Any:
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module 'cleanup' has no attribute '{name}'")
