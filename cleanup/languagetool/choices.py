"""How LanguageTool is used: where its server is, what happens without it, and which of its rules count."""

from __future__ import annotations

from cleanup.declarations import dataclass


@dataclass(frozen=True, slots=True)
class Choices:
    """What a newsroom chooses about LanguageTool.

    `server` is `auto` (a server of this machine, started when it is needed), `off`, or the address of one; None, where
    nobody chose, is `auto` if LanguageTool is installed and `off` if not. `required` makes its absence an error.
    `keep_warm` (seconds) is how long a started server stays when nobody asks it, `timeout` (seconds) how long one request may
    take, `memory` (megabytes) the largest heap of a started server, and `port` its port (0: any that is free). `disable` and
    `enable` are rules or categories that a newsroom switches off or on, whatever the reviewed list says.
    """

    server: str | None = None
    required: bool = False
    keep_warm: int = 600
    timeout: int = 60
    memory: int = 1024
    port: int = 0
    disable: tuple[str, ...] = ()
    enable: tuple[str, ...] = ()


OFF = Choices(server="off")
UNDECIDED = Choices()
