"""What a newsroom chooses: options of the command, a configuration file, and the front matter of an article.

The nearer wins: option, then the article's own front matter (date, language, style), then `cleanup.toml` or
`[tool.cleanup]` in `pyproject.toml`, searched upwards from the file, then the default.
"""

from __future__ import annotations

import datetime
import math
import re
import tomllib
from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from cleanup.article import Article, front_matter
from cleanup.declarations import Any, dataclass, replace
from cleanup.errors import ArticleSettingsError, SettingsError, did_you_mean
from cleanup.formats.text import text_encoding
from cleanup.gate import Gate, parse_gate
from cleanup.glossary.schema import STYLES
from cleanup.languagetool.choices import UNDECIDED, Choices
from cleanup.normalizers import NORMALIZERS
from cleanup.proposal import Safety

DEFAULT_STYLE = "ap"
_LANGUAGES = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo
    es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki
    kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr
    nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg sh si sk sl sm sn so sq sr ss st su sv sw ta te tg
    th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
_CONFIGURATION = ("cleanup.toml", "pyproject.toml")
_KEYS = (
    "style",
    "date",
    "source_language",
    "select",
    "ignore",
    "glossaries",
    "spacy_model",
    "languagetool",
    "fail_on",
    "encoding",
    "max_megabytes",
    "baseline",
    "hook",
)
# Of [languagetool]: the least and the most of what is counted (seconds, seconds, megabytes, and the number of a port).
_BOUNDS = {"keep_warm": (1, 86_400), "timeout": (1, 3_600), "memory": (256, 65_536), "port": (1, 65_535)}
_RULE = re.compile(r"[A-Z][^\W_]*(?:[_-][^\W_]+)*", re.ASCII)


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything that is chosen. `style` is None where nobody chose one (then `ap` holds, and a consistent article stays)."""

    style: str | None = None
    date: datetime.date | None = None
    source_language: str | None = None
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    glossaries: tuple[Path, ...] = ()
    spacy_model: str | None = None
    languagetool: Choices = UNDECIDED
    fail_on: Safety = Safety.REVIEW
    encoding: str | None = None
    max_megabytes: float = 64.0
    baseline: Path | None = None
    hook: Gate = Gate()

    @property
    def normalizers(self) -> tuple[str, ...]:
        """The normalizers to run, in their order."""
        chosen = self.select or NORMALIZERS
        return tuple(name for name in NORMALIZERS if name in chosen and name not in self.ignore)

    def for_article(self, article: Article) -> Settings:
        """Fill in what the article's front matter says and nobody else did (an option wins over it)."""
        fields = {name: value for name, value in front_matter(article.prose).items() if value}
        found: dict[str, Any] = {}
        where = f"{article.path}, front matter"
        try:
            if self.date is None and "date" in fields:
                # A time behind the day is common and says nothing here.
                found["date"] = parse_date(re.sub(r"^(\d{4}-\d{2}-\d{2})[T ].*", r"\1", fields["date"]), where)
            for name in ("source_language", "source-language", "language"):
                if self.source_language is None and name in fields:
                    found.setdefault("source_language", parse_language(fields[name], where))
            if self.style is None and "style" in fields:
                found["style"] = parse_style(fields["style"], where)
        except SettingsError as error:
            raise ArticleSettingsError(str(error)) from error
        return replace(self, **found) if found else self


def parse_date(text: str, where: str = "--date") -> datetime.date:
    """Return the day that `YYYY-MM-DD` names; raise SettingsError otherwise."""
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        try:
            return datetime.date.fromisoformat(text)
        except ValueError as error:
            raise SettingsError(
                f"{where}: '{text}' is a day that does not exist. Write YYYY-MM-DD, for instance 2021-05-11."
            ) from error
    raise SettingsError(f"{where}: '{text}' is no date. Write YYYY-MM-DD, for instance 2021-05-11.")


def parse_style(text: str, where: str = "--style") -> str:
    """Return the name of a house style; raise SettingsError for an unknown one."""
    if text.lower() in STYLES:
        return text.lower()
    raise SettingsError(f"{where}: there is no style '{text}'. {did_you_mean(text.lower(), STYLES)}")


def parse_language(text: str, where: str = "--source-language") -> str:
    """Return an ISO 639-1 code (a region behind it is dropped); raise SettingsError for anything else."""
    code = re.split(r"[-_]", text.lower())[0]
    if code in _LANGUAGES:
        return code
    raise SettingsError(f"{where}: '{text}' is no ISO 639-1 code. Write two letters, for instance 'es', 'fr' or 'ru'.")


def parse_normalizers(names: str | list[str], where: str) -> tuple[str, ...]:
    """Return the names of normalizers, given as a list or separated by commas; raise SettingsError for an unknown one."""
    parts = [part.strip() for part in names.split(",")] if isinstance(names, str) else names
    for part in parts:
        if part and part not in NORMALIZERS:
            raise SettingsError(f"{where}: there is no normalizer '{part}'. {did_you_mean(str(part), NORMALIZERS)}")
    named = tuple(part for part in parts if part)
    if not named and (parts or isinstance(names, str)):
        raise SettingsError(f"{where}: no normalizer is named. Name at least one, or leave it out.")
    return named


def parse_languagetool(text: str, where: str = "--languagetool") -> str:
    """Return `auto`, `off` or the address of a server; raise SettingsError for anything else."""
    if text in ("auto", "off") or re.match(r"https?://[^/\s]+", text):
        return text
    raise SettingsError(f"{where}: '{text}' is neither 'auto' nor 'off' nor an address like http://127.0.0.1:8081.")


def parse_safety(text: str, where: str = "--fail-on") -> Safety:
    """Return a safety; raise SettingsError for anything else."""
    try:
        return Safety(text)
    except ValueError as error:
        raise SettingsError(f"{where}: '{text}' is no level. {did_you_mean(text, [str(s) for s in Safety])}") from error


def find_configuration(path: Path) -> Path | None:
    """Return the configuration file for a file or folder: the first `cleanup.toml` or `[tool.cleanup]` upwards from it."""
    start = path.resolve()
    for folder in [start, *start.parents] if start.is_dir() else list(start.parents):
        for name in _CONFIGURATION:
            candidate = folder / name
            if candidate.is_file() and (name == "cleanup.toml" or _has_table(candidate)):
                return candidate
    return None


def _has_table(path: Path) -> bool:
    """Tell whether a pyproject.toml has settings of ours; one that is no TOML is somebody else's to report."""
    content = path.read_bytes()
    if b"cleanup" not in content:
        return False

    try:
        return "cleanup" in tomllib.loads(content.decode()).get("tool", {})
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, AttributeError):
        return False


@lru_cache(maxsize=64)
def read_configuration(path: Path) -> Settings:
    """Read a configuration file; raise SettingsError that names the key, what is wrong, and the nearest known key."""

    try:
        document = tomllib.loads(path.read_text(encoding="utf-8"))
    except OSError as error:
        raise SettingsError(
            f"the configuration {path} cannot be read: {error.strerror}. Check the path of --config."
        ) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError(f"{path} is no TOML: {error}.") from error
    table = document.get("tool", {}).get("cleanup", {}) if path.name == "pyproject.toml" else document
    if not isinstance(table, dict):
        raise SettingsError(f"{path}: 'tool.cleanup' is no table. Write '[tool.cleanup]' and a key in each line below.")
    if path.name == "cleanup.toml" and "tool" in table:
        raise SettingsError(
            f"{path}: in cleanup.toml the keys stand at the top, without '[tool.cleanup]'. Remove that line."
        )
    chosen: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{path}, key '{key}'"
        if key not in _KEYS:
            raise SettingsError(f"{path}: unknown key '{key}'. {did_you_mean(key, _KEYS)}")
        chosen[key] = _value(key, value, where, path.parent)
    return Settings(**chosen)


def _value(key: str, value: Any, where: str, folder: Path) -> Any:
    if key == "languagetool" and isinstance(value, dict):
        return _languagetool(value, where.removesuffix(f", key '{key}'"))
    if key in ("select", "ignore"):
        _is(value, (list, str), where, "a list of names")
        return parse_normalizers(value, where)
    if key == "glossaries":
        _is(value, (list,), where, "a list of folders")
        for item in value:
            _is(item, (str,), where, "a text in quotation marks")
        return tuple((folder / str(item)).resolve() for item in value)
    if key == "hook":
        return parse_gate(value, f"{where[: where.index(', key ')]}, table '[hook]'")
    if key == "baseline":
        _is(value, (str,), where, "a file name in quotation marks")
        return (folder / value).resolve()
    if key == "max_megabytes":
        _is(value, (int, float), where, "a number")
        if not 0 < value < math.inf:
            raise SettingsError(f"{where}: {value!r} is no size. Write a number above 0, for instance 64.")
        return float(value)
    if key == "date" and isinstance(value, datetime.date):
        return value.date() if isinstance(value, datetime.datetime) else value
    _is(value, (str,), where, "a text in quotation marks")
    parsers: dict[str, Callable[[str, str], Any]] = {
        "style": parse_style,
        "date": parse_date,
        "source_language": parse_language,
        "languagetool": lambda text, where: Choices(server=parse_languagetool(text, where)),
        "fail_on": parse_safety,
        "encoding": text_encoding,
    }
    return parsers[key](value, where) if key in parsers else value


def _languagetool(table: dict[str, Any], file: str) -> Choices:
    """Read the table `[languagetool]`."""
    chosen: dict[str, Any] = {}
    for key, value in table.items():
        where = f"{file}, key 'languagetool.{key}'"
        if key == "server":
            _is(value, (str,), where, "a text in quotation marks")
            chosen[key] = parse_languagetool(value, where)
        elif key == "required":
            if not isinstance(value, bool):
                raise SettingsError(f"{where}: {value!r} is neither true nor false.")
            chosen[key] = value
        elif key in ("disable", "enable"):
            _is(value, (list,), where, "a list of rules or categories")
            for item in value:
                if not isinstance(item, str) or not _RULE.fullmatch(item):
                    raise SettingsError(
                        f'{where}: {item!r} is no rule or category. Write its id, for instance "HE_VERB_AGR".'
                    )
            chosen[key] = tuple(value)
        elif key in _BOUNDS:
            _is(value, (int,), where, "a whole number")
            least, most = _BOUNDS[key]
            if not least <= value <= most:
                raise SettingsError(f"{where}: {value} is not between {least:,} and {most:,}.")
            chosen[key] = value
        else:
            known = ("server", "required", "disable", "enable", *_BOUNDS)
            raise SettingsError(f"{file}: unknown key 'languagetool.{key}'. {did_you_mean(key, known)}")
    return Choices(**chosen)


def _is(value: Any, kinds: tuple[type, ...], where: str, wanted: str) -> None:
    if not isinstance(value, kinds) or isinstance(value, bool):
        raise SettingsError(f"{where}: {value!r} is not {wanted}.")
