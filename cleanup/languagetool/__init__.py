"""LanguageTool on this machine: getting it, running one server for all processes, asking it, and remembering answers.

| module | what is in it |
|---|---|
| `choices` | what a newsroom chooses |
| `installation`, `installing` | what is installed, and getting it |
| `server`, `supervisor` | the server that the processes share, and the process that ends it |
| `asking`, `answers`, `client` | annotated passages; answers kept by content; the request by language-tool-python |

Nothing here is imported where LanguageTool is off, and importing this package imports nothing else.
"""

from __future__ import annotations

from collections.abc import Callable

# Told when a server is being started, which takes seconds; the command line sets it.
announce: Callable[[str], None] | None = None


def warm_server() -> str | None:
    """Return the address of the server that `cleanup` keeps warm on this machine, or None; start nothing.

    It costs a look at two small files. The server counts as used from now on, so it stays for its `keep_warm` at least.
    """
    from cleanup.languagetool.server import find, touch

    running = find()
    if running is None:
        return None
    touch()
    return running.url
