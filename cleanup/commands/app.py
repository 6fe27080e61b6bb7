"""The command `cleanup`: its verbs and options. Each verb is a function of its own module.

Exit codes: 0, nothing to report; 1, something was found (or differs, or no longer fits); 2, the call or a file was bad.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from cleanup.commands.arguments import (
    Config,
    Date,
    Encoding,
    Ignore,
    Language,
    LanguageTool,
    Paths,
    Select,
    Style,
)
from cleanup.commands.articles import Options, complain
from cleanup.errors import CleanupError
from cleanup.folders import user_cache_folder
from cleanup.patterns import PatternCache
from cleanup.version import __version__

app = typer.Typer(
    name="cleanup",
    help="Repair what machine translation did to news copy, and show every change with its reason.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
glossary_app = typer.Typer(
    help="Look forms up, check and count, take lists in, give them out.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(glossary_app, name="glossary")
hook_app = typer.Typer(help="The hook of a git repository.", no_args_is_help=True, rich_markup_mode=None)
app.add_typer(hook_app, name="hook")
languagetool_app = typer.Typer(
    help="Get LanguageTool; start, see and stop its server.", no_args_is_help=True, rich_markup_mode=None
)
app.add_typer(languagetool_app, name="languagetool")

_INTERRUPTED = 130
All = Annotated[bool, typer.Option("--all", help="Take the review proposals too.")]


def _version(shown: bool) -> None:
    if shown:
        typer.echo(f"cleanup {__version__}")
        raise typer.Exit


@app.callback()
def _main(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None: ...


@app.command()
def check(
    paths: Paths,
    style: Style = None,
    date: Date = None,
    source_language: Language = None,
    config: Config = None,
    select: Select = None,
    ignore: Ignore = None,
    languagetool: LanguageTool = None,
    encoding: Encoding = None,
    output: Annotated[str, typer.Option("--format", metavar="text|json|sarif|github|checkstyle|junit")] = "text",
    fail_on: Annotated[
        str | None,
        typer.Option(metavar="safe|review|flag", help="Exit with 1 from this level on.", show_default="review"),
    ] = None,
    baseline: Annotated[Path | None, typer.Option(metavar="FILE", help="Set aside what this baseline knows.")] = None,
    write_baseline: Annotated[
        Path | None, typer.Option(metavar="FILE", help="Write today's findings there as known, and exit with 0.")
    ] = None,
) -> None:
    """Say what is wrong: a line for each finding. Exits with 1 if something is found at or above --fail-on."""
    from cleanup.commands.check import check as run

    options = Options(style, date, source_language, config, select, ignore, languagetool, encoding, baseline)
    raise typer.Exit(run(paths, options, output, fail_on, write_baseline))


@app.command()
def fix(
    paths: Paths,
    style: Style = None,
    date: Date = None,
    source_language: Language = None,
    config: Config = None,
    select: Select = None,
    ignore: Ignore = None,
    languagetool: LanguageTool = None,
    encoding: Encoding = None,
    write: Annotated[bool, typer.Option("--write", "-w", help="Put the repaired text in the file's place.")] = False,
    everything: All = False,
    take: Annotated[
        list[str] | None, typer.Option(metavar="ID", help="Take this finding too; repeat for more.")
    ] = None,
    leave: Annotated[list[str] | None, typer.Option(metavar="ID", help="Leave this finding; repeat for more.")] = None,
) -> None:
    """Print the repaired text (safe edits only), or put it in the file's place with --write."""
    from cleanup.commands.fix import fix as run

    options = Options(style, date, source_language, config, select, ignore, languagetool, encoding)
    raise typer.Exit(run(paths, options, write, everything, take or [], leave or []))


@app.command()
def diff(
    paths: Paths,
    style: Style = None,
    date: Date = None,
    source_language: Language = None,
    config: Config = None,
    select: Select = None,
    ignore: Ignore = None,
    languagetool: LanguageTool = None,
    encoding: Encoding = None,
    output: Annotated[
        str, typer.Option("--format", metavar="terminal|unified|html|criticmarkup|json|patch")
    ] = "terminal",
    everything: All = False,
    set_aside: Annotated[bool, typer.Option("--set-aside", help="Show the proposals that lost, and to which.")] = False,
    color: Annotated[str, typer.Option(metavar="auto|always|never", help="Colour the terminal view.")] = "auto",
) -> None:
    """Show every proposed change with its reason; with two files, how the second differs from the first.

    unified and patch hold what `fix` would do (with --all, the review proposals too); the other formats show everything.
    """
    from cleanup.commands import diff as verb

    options = Options(style, date, source_language, config, select, ignore, languagetool, encoding)
    if (
        len(paths) == 2
        and "-" not in paths
        and all(not Path(path).is_dir() for path in paths)
        and output in ("terminal", "json")
    ):
        raise typer.Exit(verb.compare(paths[0], paths[1], options, output, color))
    raise typer.Exit(verb.diff(paths, options, output, everything, set_aside, color))


@app.command()
def apply(
    patch: Annotated[Path, typer.Argument(help="A patch made with 'diff --format patch'.", show_default=False)],
    path: Annotated[str, typer.Argument(metavar="FILE", help="The copy to put it onto.", show_default=False)],
    write: Annotated[bool, typer.Option("--write", "-w", help="Put the patched text in the file's place.")] = False,
    config: Config = None,
    encoding: Encoding = None,
) -> None:
    """Put a patch onto a copy that has changed in the meantime; what no longer fits is reported, and left alone."""
    from cleanup.commands.apply import apply as run

    raise typer.Exit(run(patch, path, Options(config=config, encoding=encoding), write))


@app.command()
def explain(
    name: Annotated[str, typer.Argument(metavar="NORMALIZER|FINDING", show_default=False)],
    paths: Annotated[list[str] | None, typer.Argument(help="The article of the finding.", show_default=False)] = None,
    style: Style = None,
    date: Date = None,
    source_language: Language = None,
    config: Config = None,
    everything: Annotated[bool, typer.Option("--all", help="Show every tested text of a normalizer.")] = False,
) -> None:
    """Explain a normalizer, with texts that it is tested on, or one finding of an article."""
    from cleanup.commands.explain import explain as run

    raise typer.Exit(run(name, paths or [], Options(style, date, source_language, config), everything))


@app.command()
def doctor(config: Config = None, languagetool: LanguageTool = None) -> None:
    """Say what is installed, what is missing, and the command that gets it."""
    from cleanup.commands.doctor import doctor as run

    raise typer.Exit(run(Options(config=config, languagetool=languagetool)))


Output = Annotated[str, typer.Option("--format", metavar="text|json")]
Kind = Annotated[str | None, typer.Option(metavar="people|places|organisations|terms|allowed", show_default=False)]
Into = Annotated[
    Path | None,
    typer.Option(metavar="FOLDER", help="The newsroom's folder; made if missing.", show_default="configured"),
]
Of = Annotated[str | None, typer.Option("--language", metavar="CODE,...", help="Language the wrong forms come from.")]
Provenance = Annotated[str | None, typer.Option("--source", metavar="TEXT", help="Where the facts can be checked.")]


@glossary_app.command()
def lookup(
    form: Annotated[str, typer.Argument(show_default=False)],
    source_language: Language = None,
    config: Config = None,
    output: Output = "text",
) -> None:
    """Show what a form, spelled in any way, leads to, and what keeps it from being replaced."""
    from cleanup.commands.glossary import lookup as run

    raise typer.Exit(run(form, Options(source_language=source_language, config=config), output))


@glossary_app.command()
def lint(
    folders: Annotated[list[Path] | None, typer.Argument(help="A newsroom's own folders.", show_default=False)] = None,
) -> None:
    """Check the glossary files; every complaint names file, line, column and remedy."""
    from cleanup.commands.glossary import lint as run

    raise typer.Exit(run(folders or []))


@glossary_app.command()
def stats(config: Config = None, output: Output = "text") -> None:
    """Count what is in the glossary: by file, kind, country, language and source."""
    from cleanup.commands.glossary import stats as run

    raise typer.Exit(run(Options(config=config), output))


@glossary_app.command("import")
def import_(
    path: Annotated[
        Path, typer.Argument(metavar="FILE", help="CSV, TSV, TBX, XLSX or Wikidata JSON.", show_default=False)
    ],
    into: Into = None,
    kind: Kind = None,
    language: Of = None,
    columns: Annotated[
        str | None, typer.Option(metavar="NAME=HEADER,...", help="Which column is what: form=Wrong,name=Right.")
    ] = None,
    sheet: Annotated[str | None, typer.Option(metavar="NAME", help="Sheet of a workbook, if not the first.")] = None,
    encoding: Encoding = None,
    source: Provenance = None,
    preview: Annotated[bool, typer.Option("--preview", help="Say what would be taken; write nothing.")] = False,
    restart: Annotated[bool, typer.Option("--restart", help="Begin an interrupted import anew.")] = False,
    report: Annotated[Path | None, typer.Option(metavar="FILE", help="List what was not taken here, as CSV.")] = None,
    config: Config = None,
) -> None:
    """Take a newsroom's list into its glossary folder. Exits with 1 if something in it was not taken."""
    from cleanup.commands.glossary import ImportOptions, import_list

    typed = ImportOptions(into, kind, language, columns, sheet, encoding, source, preview, restart, report)
    raise typer.Exit(import_list(path, typed, Options(config=config, encoding=encoding)))


@glossary_app.command()
def export(
    output: Annotated[str, typer.Option("--format", metavar="csv|tsv|tbx")] = "csv",
    kind: Kind = None,
    out: Annotated[Path | None, typer.Option(metavar="FILE", help="Write here instead of printing.")] = None,
    shipped: Annotated[bool, typer.Option("--shipped", help="The shipped entries too.")] = False,
    folders: Annotated[
        list[Path] | None,
        typer.Option("--from", metavar="FOLDER", help="A newsroom's folder.", show_default="configured"),
    ] = None,
    config: Config = None,
) -> None:
    """Give out the newsroom's entries, as a table or as TBX, which can be imported again without loss."""
    from cleanup.commands.glossary import export as run

    raise typer.Exit(run(Options(config=config), output, kind, out, shipped, folders or []))


@glossary_app.command()
def add(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="people, places, organisations, terms or allowed.")],
    right: Annotated[str, typer.Argument(metavar="RIGHT", help="The right English form.")],
    forms: Annotated[
        list[str] | None, typer.Option("--form", metavar="WRONG", help="A wrong form; repeat for more.")
    ] = None,
    language: Of = None,
    source: Provenance = None,
    example: Annotated[str | None, typer.Option(metavar="TEXT", help="A sentence with the wrong form.")] = None,
    into: Into = None,
    config: Config = None,
) -> None:
    """Add an entry or a wrong form to the newsroom's glossary, unless something speaks against it."""
    from cleanup.commands.glossary import Addition
    from cleanup.commands.glossary import add as run

    raise typer.Exit(run(Addition(kind, right, forms or [], language, source, example), into, Options(config=config)))


Hooks = Annotated[list[str] | None, typer.Argument(metavar="pre-commit|pre-push", help="Which.", show_default=False)]


@hook_app.command("install")
def install_hook(
    names: Hooks = None,
    chain: Annotated[bool, typer.Option("--chain", help="Call a hook that is there already first.")] = False,
) -> None:
    """Check articles before git commits or pushes them. A hook of somebody else is never overwritten."""
    from cleanup.commands.hook import install as run

    raise typer.Exit(run(names or [], chain))


@hook_app.command("uninstall")
def uninstall_hook(names: Hooks = None) -> None:
    """Take our hooks away, and put back what was there."""
    from cleanup.commands.hook import uninstall as run

    raise typer.Exit(run(names or []))


@hook_app.command("status")
def hook_status() -> None:
    """Say which hooks are installed."""
    from cleanup.commands.hook import status as run

    raise typer.Exit(run())


@languagetool_app.command()
def install(
    source: Annotated[
        str | None,
        typer.Argument(
            metavar="[FROM]",
            help="Address of LanguageTool's zip, or a folder or zip that is here.",
            show_default="Maven",
        ),
    ] = None,
    version: Annotated[
        str | None, typer.Option(metavar="N.N", help="Version to get by Maven.", show_default="6.8")
    ] = None,
) -> None:
    """Get LanguageTool (some 250 MB), by Maven if nothing else is named; what broke off goes on."""
    from cleanup.commands.languagetool import install as run

    raise typer.Exit(run(source, version))


@languagetool_app.command()
def start(config: Config = None) -> None:
    """Start the server that all commands share, and have it ready at once."""
    from cleanup.commands.languagetool import start as run

    raise typer.Exit(run(Options(config=config)))


@languagetool_app.command()
def status() -> None:
    """Say what is installed and what runs. Exits with 1 if no server runs."""
    from cleanup.commands.languagetool import status as run

    raise typer.Exit(run())


@languagetool_app.command()
def stop() -> None:
    """End the server."""
    from cleanup.commands.languagetool import stop as run

    raise typer.Exit(run())


def main() -> None:
    """Run the command; print errors that the user can mend as one sentence."""
    try:
        with PatternCache(user_cache_folder() / "patterns"):
            code = app(standalone_mode=False)
        if code == _INTERRUPTED:  # as typer reports Ctrl-C
            raise KeyboardInterrupt
        sys.stdout.flush()
    except (KeyboardInterrupt, typer.Abort):
        complain("interrupted; no file was left half-written.")
        sys.exit(_INTERRUPTED)
    except CleanupError as error:
        complain(str(error))
        sys.exit(2)
    except BrokenPipeError:
        # The reader of our output has gone (`cleanup diff ... | head`): not our error, and nothing is left to say.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(0)
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        complain(f"the output cannot be written ({error.strerror}). Nothing else was changed.")
        sys.exit(2)
    except Exception as error:
        if not hasattr(error, "format_message"):  # an error in the call, as typer words it
            raise
        error.show()  # type: ignore[attr-defined]
        sys.exit(getattr(error, "exit_code", 2))
    sys.exit(code if isinstance(code, int) else 0)
