"""The arguments and options that several verbs have in common, as typer declares them."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Paths = Annotated[
    list[str], typer.Argument(help="Files, folders (their .txt files), or - for standard input.", show_default=False)
]
Style = Annotated[str | None, typer.Option(help="House style: ap, bbc, guardian, reuters or un.", show_default="ap")]
Date = Annotated[
    str | None, typer.Option(metavar="YYYY-MM-DD", help="Day of publication; offices have holders with dates.")
]
Language = Annotated[
    str | None, typer.Option("--source-language", metavar="CODE", help="Language of the original (ISO 639-1).")
]
Config = Annotated[
    Path | None, typer.Option(help="Configuration file instead of the cleanup.toml found upwards from each file.")
]
Select = Annotated[str | None, typer.Option(metavar="NAME,...", help="Run only these normalizers.")]
Ignore = Annotated[str | None, typer.Option(metavar="NAME,...", help="Leave these normalizers out.")]
LanguageTool = Annotated[
    str | None,
    typer.Option("--languagetool", metavar="auto|off|URL", help="LanguageTool: this machine's, none, or a server."),
]
Encoding = Annotated[str | None, typer.Option(help="Encoding of the files, if not UTF-8.")]
