"""`cleanup-hook`: says whether an article may be published, in a fraction of the time that the command line needs.

It finds what `cleanup check` finds, by the same rules and settings, and decides by the table `[hook]` of the configuration.
There is no library of the command line in it, and everything else is imported when an article calls for it.

    cleanup-hook FILE ...              one line a finding
    cleanup-hook < article.json        {"id", "date", "source_language", "style", "format", "text"}; the answer is JSON
    cleanup-hook --stream              the same, an article a line, an answer a line

Exit codes: 0, publish; 1, something blocks; 2, the call or an article was bad, or nobody took the answer.
"""

from __future__ import annotations

import gc
import os
import sys

from cleanup.declarations import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cleanup.article import Article
    from cleanup.baseline import Baselines
    from cleanup.commands.articles import Options
    from cleanup.files import Source
    from cleanup.gate import Verdict
    from cleanup.revision import Revision
    from cleanup.settings import Settings

HELP = """\
Usage: cleanup-hook [OPTIONS] [FILE ...]

Says whether articles may be published. Without FILE, one article is read from standard input as JSON:
{"id": ..., "date": "YYYY-MM-DD", "source_language": "es", "style": "ap", "format": "text", "text": "..."}

  --stream                  read an article a line from standard input, answer with a line each
  --format text|json        what is printed for files (default: text)
  --budget TIME             time for one article, for instance 2s or 300ms
  --fail-on safe|review|flag    what blocks, from this level on, where [hook] says nothing else
  --baseline FILE           set aside what this baseline knows
  --style, --date, --source-language, --config, --select, --ignore, --languagetool, --encoding    as in 'cleanup check'
  --git pre-commit|pre-push    what git is about to commit or push, as 'cleanup hook install' has it called
  --warm                    compile the glossaries and patterns once, so that the first article is as fast as the others
  --version, -h, --help
"""
EXIT_PUBLISH, EXIT_BLOCK, EXIT_BAD, EXIT_INTERRUPTED = 0, 1, 2, 130
_COMMON = ("style", "date", "source_language", "config", "select", "ignore", "languagetool", "encoding", "baseline")
_OWN = ("format", "budget", "fail_on", "git")
_FLAGS = ("stream", "warm", "version", "help")
_FIELDS = {
    "id": "a text or a number",
    "date": "YYYY-MM-DD",
    "source_language": "an ISO 639-1 code",
    "style": "the name of a house style",
    "format": "'text'",
    "text": "the whole text",
    "keep": "a list of ids of findings",
}
_FORMATS = ("text", "json")


class _Call:
    """The call as it was typed: files, common options, and our own."""

    def __init__(self, arguments: list[str]) -> None:
        from cleanup.errors import SettingsError, did_you_mean

        self.paths: list[str] = []
        self.flags: set[str] = set()
        given: dict[str, str] = {}
        left = iter(arguments)
        for argument in left:
            if argument == "--":
                self.paths.extend(left)
            elif argument == "-h":
                self.flags.add("help")
            elif argument == "-" or not argument.startswith("-"):
                self.paths.append(argument)
            else:
                option, equals, value = argument.partition("=")
                name = option.removeprefix("--").replace("-", "_")
                if name in _FLAGS and option.startswith("--") and not equals:
                    self.flags.add(name)
                elif name in (*_COMMON, *_OWN) and option.startswith("--"):
                    taken = value if equals else next(left, None)
                    if taken is None:
                        raise SettingsError(f"{option}: its value is missing. 'cleanup-hook --help' shows all options.")
                    given[name] = taken
                else:
                    known = [f"--{known.replace('_', '-')}" for known in (*_COMMON, *_OWN, *_FLAGS)]
                    raise SettingsError(f"there is no option '{argument}'. {did_you_mean(option, known)}")
        self.common = {name: given[name] for name in _COMMON if name in given}
        self.format = given.get("format", "text")
        self.budget = given.get("budget")
        self.fail_on = given.get("fail_on")
        if self.format not in _FORMATS:
            raise SettingsError(f"--format: there is no format '{self.format}'. {did_you_mean(self.format, _FORMATS)}")
        self.git = given.get("git")
        if self.git is not None:
            from cleanup.staged import HOOKS

            if self.git not in HOOKS:
                raise SettingsError(f"--git: there is no hook '{self.git}' here. {did_you_mean(self.git, HOOKS)}")
        if self.paths and "stream" in self.flags:
            raise SettingsError("--stream reads standard input. Leave out the files, or --stream.")

    @property
    def options(self) -> Options:
        """The options that `check` has too."""
        from pathlib import Path

        from cleanup.commands.articles import Options

        chosen: dict[str, Any] = {
            name: Path(value) if name in ("config", "baseline") else value for name, value in self.common.items()
        }
        return Options(**chosen)


class _Desk:
    """What all articles of one call share: options, time, and the baselines that were read."""

    def __init__(self, call: _Call, lasting: bool) -> None:
        from cleanup.baseline import Baselines
        from cleanup.budget import parse_budget
        from cleanup.settings import parse_safety

        self.options = call.options
        # Of articles that are no files; a wrong one is said before anything is read.
        self.settings = self.options.for_path("-")
        self.limit = int(self.settings.max_megabytes * 1_000_000)
        self.budget = parse_budget(call.budget) if call.budget is not None else None
        self.fail_on = parse_safety(call.fail_on) if call.fail_on is not None else None
        self.lasting = lasting
        self.baselines: Baselines = Baselines()

    def judged(
        self, article: Article, settings: Settings, keep: frozenset[str] = frozenset()
    ) -> tuple[Revision, Verdict]:
        """Check one article and decide about it."""
        from cleanup.budget import Budget
        from cleanup.checking import revise_article
        from cleanup.gate import judge

        settings = _with_warm_server(settings)
        seconds = self.budget if self.budget is not None else settings.hook.budget
        budget = None if seconds is None else Budget(seconds, self.lasting)
        revision = self.baselines.settle(revise_article(article, settings, budget), settings.baseline)
        if keep:
            from cleanup.resolution import KEPT

            revision = revision.without(keep, KEPT, "an editor keeps it")
        return revision, judge(revision, settings.hook, self.fail_on or settings.fail_on)


def _with_warm_server(settings: Settings) -> Settings:
    """Let LanguageTool be asked where a server is warm or named; starting one would take longer than a hook may.

    Only where it is `required` is one started.
    """
    chosen = settings.languagetool
    if chosen.server not in (None, "auto") or chosen.required:
        return settings
    from cleanup.declarations import replace
    from cleanup.languagetool import is_installed, warm_server

    if chosen.server is None and not is_installed():
        return settings
    return replace(settings, languagetool=replace(chosen, server=warm_server() or "off"))


def main() -> None:
    """Run the hook with the arguments of the process, and end the process."""
    code = EXIT_BAD
    gc.disable()  # one article leaves nothing to collect; a stream turns it on again
    try:
        code = _remembering(sys.argv[1:])
        sys.stdout.flush()
    except BrokenPipeError:
        pass  # nobody is left to be told; the article has no answer, so this is no yes
    except OSError as error:
        sys.stderr.write(f"cleanup: the answer cannot be written ({error.strerror}).\n")
    except KeyboardInterrupt:
        sys.stderr.write("cleanup: interrupted.\n")
        code = EXIT_INTERRUPTED
    except Exception:
        import traceback

        traceback.print_exc()
    # Taking the interpreter apart takes longer than an article; nothing is open that must be closed.
    sys.stderr.flush()
    os._exit(code)


def _remembering(arguments: list[str]) -> int:
    from cleanup.folders import user_cache_folder
    from cleanup.patterns import PatternCache

    with PatternCache(user_cache_folder() / "patterns"):
        return run(arguments)


def run(arguments: list[str]) -> int:
    """Answer one call and return its exit code; errors that the user can mend are printed as one sentence."""
    from cleanup.errors import CleanupError

    began = _now()
    paths = True  # a wrong call is for who typed it; an article on standard input gets an answer
    try:
        call = _Call(arguments)
        paths = bool(call.paths or call.git or "warm" in call.flags)
        if "help" in call.flags:
            _print(HELP)
            return EXIT_PUBLISH
        if "version" in call.flags:
            from cleanup.version import __version__

            _print(f"cleanup {__version__}\n")
            return EXIT_PUBLISH
        if "warm" in call.flags:
            return _warm(call)
        if call.paths or call.git:
            return _files(call)
        return _stream(call) if "stream" in call.flags else _single(call)
    except CleanupError as error:
        sys.stderr.write(f"cleanup: {error}\n")
        if not paths:
            _print(_line(_error_answer(None, str(error), began)))
        return EXIT_BAD


def _print(text: str) -> None:
    sys.stdout.buffer.write(text.encode("utf-8", "surrogateescape"))
    sys.stdout.buffer.flush()


# --- files


def _files(call: _Call) -> int:
    from cleanup.commands.articles import complain
    from cleanup.errors import ArticleSettingsError, CleanupError, GlossaryError, SettingsError

    several = call.git is not None or len(call.paths) > 1 or os.path.isdir(call.paths[0])  # noqa: PTH112
    desk = _Desk(call, lasting=several)
    if desk.lasting:
        gc.enable()
    code = EXIT_PUBLISH
    blocked: list[str] = []
    for item in _versions(call) if call.git else _expanded(call.paths):
        began = _now()
        try:
            source, settings = _read(item, desk.options)
            revision, verdict = desk.judged(source.article, settings)
        except CleanupError as error:
            if isinstance(error, (GlossaryError, SettingsError)) and not isinstance(error, ArticleSettingsError):
                raise
            complain(str(error))
            code = EXIT_BAD
            if call.format == "json":
                path = getattr(item, "path", str(item).partition(":")[0])
                _print(_line(_error_answer(None, str(error), began, path)))
            continue
        if call.format == "json":
            _print(_line(_answer(None, revision, verdict, began)))
        else:
            from cleanup.outputs.text import render

            _print(render(revision, warnings=frozenset(finding.id for finding in verdict.warnings)))
            for note in revision.notes:
                complain(f"{revision.article.path}: {note}")
        if not verdict.publish:
            code = max(code, EXIT_BLOCK)
            blocked.append(revision.article.path)
    for note in desk.baselines.notes():
        complain(note)
    if blocked and call.format == "text":
        complain(_remedy(blocked))
    return code


def _expanded(paths: list[str]) -> Iterator[Any]:
    from cleanup.errors import UnreadableError
    from cleanup.files import expand

    for path in paths:
        try:
            yield from expand([path])
        except UnreadableError as error:
            yield error


def _versions(call: _Call) -> Iterator[Any]:
    from cleanup.staged import about_to_be_committed, about_to_be_pushed

    if call.git == "pre-commit":
        yield from about_to_be_committed()
    else:
        yield from about_to_be_pushed(iter(sys.stdin), call.paths[0] if call.paths else "origin")


def _read(item: Any, options: Options) -> tuple[Source, Settings]:
    """Read a file by its path, or take a version of it that git has; raise what was wrong with it."""
    from cleanup.commands.articles import read_article
    from cleanup.files import read

    if isinstance(item, Exception):
        raise item
    if isinstance(item, str):
        return read_article(item, options)
    settings = options.for_path(item.path)
    return read(item.path, item.data, settings.encoding, settings.max_megabytes), settings


def _remedy(paths: list[str]) -> str:
    from shlex import quote

    named = " ".join(quote(path) for path in paths[:3])
    return f"""not to be published: {", ".join(paths)}
  cleanup diff {named}         shows every change with its reason
  cleanup fix {named} --write  takes the safe ones
  right as it is, in every article: cleanup glossary add allowed "WORDS" --source "REASON"
  right as it is, in this one:      <!-- cleanup: keep "WORDS" — REASON --> in the line before"""


# --- JSON


def _single(call: _Call) -> int:
    from cleanup.errors import SettingsError, UnreadableError

    if sys.stdin is None or sys.stdin.isatty():
        raise SettingsError("name files, or give an article as JSON on standard input; see 'cleanup-hook --help'.")
    desk = _Desk(call, lasting=False)
    data = sys.stdin.buffer.read(desk.limit + 1)
    if not data.strip():
        raise UnreadableError('standard input is empty. Give an article as JSON: {"text": "..."}.')
    code, answer = _answered(data, desk)
    _print(_line(answer))
    for said in (*([answer["error"]] if "error" in answer else []), *desk.baselines.notes()):
        sys.stderr.write(f"cleanup: {said}\n")
    return code


def _stream(call: _Call) -> int:
    desk = _Desk(call, lasting=True)
    code, number = EXIT_PUBLISH, 0
    gc.enable()
    while data := sys.stdin.buffer.readline(desk.limit + 2):
        number += 1
        rest = data
        while rest and not rest.endswith(b"\n"):  # too long, and refused below: go to the line's end
            rest = sys.stdin.buffer.readline(desk.limit)
        if not data.strip():
            continue
        one, answer = _answered(data.rstrip(b"\r\n"), desk)
        _print(_line({**answer, "line_number": number}))
        code = max(code, one)
    for note in desk.baselines.notes():
        sys.stderr.write(f"cleanup: {note}\n")
    return code


def _answered(data: bytes, desk: _Desk) -> tuple[int, dict[str, Any]]:
    """Return the exit code and the answer for one article given as JSON."""
    from cleanup.errors import CleanupError

    began = _now()
    name: Any = None
    try:
        given = _parsed(data, desk.limit)
        name = given.get("id") if _is_id(given.get("id")) else None
        _check(given)
        article, settings = _article(given, desk)
        revision, verdict = desk.judged(article, settings, frozenset(given.get("keep", ())))
    except CleanupError as error:
        return EXIT_BAD, _error_answer(name, str(error), began, "-" if name is None else str(name))
    except Exception as error:  # whatever it is, the caller gets an answer, and the stream goes on
        text = f"{type(error).__name__}: {error}. The article was not checked; please report this."
        return EXIT_BAD, _error_answer(name, text, began, "-" if name is None else str(name))
    return EXIT_PUBLISH if verdict.publish else EXIT_BLOCK, _answer(name, revision, verdict, began)


def _parsed(data: bytes, limit: int) -> dict[str, Any]:
    """Return the fields of an article given as JSON; raise InputError if it is none."""
    import json

    from cleanup.errors import InputError

    if len(data) > limit:
        raise InputError(
            f"the article is larger than the limit of {limit / 1_000_000:g} MB. Split it, or raise 'max_megabytes' in cleanup.toml."
        )
    try:
        given = json.loads(data.decode("utf-8-sig"), object_pairs_hook=_unique)
    except UnicodeDecodeError as error:
        raise InputError(f"the article is not UTF-8 (byte {error.start}). Send JSON in UTF-8.") from error
    except RecursionError as error:
        raise InputError("the article is nested too deeply to be an article.") from error
    except ValueError as error:
        raise InputError(f"the article is no JSON: {error}.") from error
    if not isinstance(given, dict):
        raise InputError(f'the article is a JSON {type(given).__name__}, not an object. Send {{"text": "..."}}.')
    return given


def _is_id(value: object) -> bool:
    return value is None or (isinstance(value, (str, int)) and not isinstance(value, bool))


def _check(given: dict[str, Any]) -> None:
    """Raise InputError for a field that is unknown, missing or of the wrong kind."""
    import json

    from cleanup.errors import InputError, did_you_mean

    for key, value in given.items():
        if key not in _FIELDS:
            raise InputError(f"the article has an unknown field '{key}'. {did_you_mean(key, _FIELDS)}")
        if key == "id":
            fits = _is_id(value)
        elif key == "keep":
            fits = isinstance(value, list) and all(isinstance(item, str) for item in value)
        else:
            fits = isinstance(value, str) or (value is None and key != "text")
        if not fits:
            raise InputError(
                f"the field '{key}' of the article cannot be {json.dumps(value)[:60]}. Send {_FIELDS[key]}."
            )
    if "text" not in given:
        raise InputError("the article has no field 'text'. Send its whole text there.")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the field '{key}' stands twice")
        found[key] = value
    return found


def _article(given: dict[str, Any], desk: _Desk) -> tuple[Article, Settings]:
    """Return the article and its settings: what comes with it wins over options and configuration."""
    from cleanup.declarations import replace
    from cleanup.errors import InputError, did_you_mean
    from cleanup.files import read
    from cleanup.formats import FORMATS
    from cleanup.settings import parse_date, parse_language, parse_style

    kind = given.get("format") or "text"
    if kind not in FORMATS:
        raise InputError(f"the field 'format' of the article: '{kind}' is unknown. {did_you_mean(kind, FORMATS)}")
    found: dict[str, Any] = {}
    for field, parse in (("date", parse_date), ("source_language", parse_language), ("style", parse_style)):
        if given.get(field):
            found[field] = parse(given[field], f"the field '{field}' of the article")
    name = str(given["id"]) if given.get("id") is not None else "-"
    try:
        data = given["text"].encode("utf-8")
    except UnicodeEncodeError as error:
        raise InputError(f"the text has half a character at {error.start} ({error.object[error.start]!r}).") from error
    source = read(name, data, "utf-8", desk.settings.max_megabytes)
    return source.article, replace(desk.settings, **found)


# --- answers


def _now() -> float:
    import time

    return time.perf_counter()


def _line(answer: dict[str, Any]) -> str:
    import json

    return json.dumps(answer, ensure_ascii=True) + "\n"


def _answer(name: Any, revision: Revision, verdict: Verdict, began: float) -> dict[str, Any]:
    from cleanup.outputs.json import VERSION, article_object

    why = {normalizer: error for error in revision.errors for normalizer in (error.partition(":")[0],)}
    return {
        "version": VERSION,
        "id": name,
        "decision": "publish" if verdict.publish else "block",
        "blocking": [finding.id for finding in verdict.blocking],
        "warnings": [finding.id for finding in verdict.warnings],
        "not_run": [{"normalizer": one, "reason": why.get(one, "")} for one in verdict.not_run],
        "notes": list(revision.notes),
        **article_object(revision),
        "seconds": round(_now() - began, 4),
    }


def _error_answer(name: Any, error: str, began: float, path: str = "-") -> dict[str, Any]:
    from cleanup.outputs.json import VERSION, unread_object

    return {
        "version": VERSION,
        "id": name,
        "decision": "block",
        "error": error,
        "blocking": [],
        "warnings": [],
        "not_run": [],
        "notes": [],
        **unread_object(path, error),
        "seconds": round(_now() - began, 4),
    }


def _warm(call: _Call) -> int:
    """Compile what is compiled once: the glossaries of the settings found here, and the patterns of all normalizers."""
    from cleanup.article import Article
    from cleanup.checking import revise_article

    revise_article(Article("She spoke on Monday."), call.options.for_path("-"))
    _print("cleanup-hook is warm.\n")
    return EXIT_PUBLISH


if __name__ == "__main__":
    main()
