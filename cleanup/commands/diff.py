"""`cleanup diff`: every proposed change in one article, or how two given versions differ."""

from __future__ import annotations

import shutil
from pathlib import Path

from cleanup import files
from cleanup.checking import revise_article
from cleanup.commands.articles import Options, complain, emit, one_of, revised, untold, wants_colour
from cleanup.comparison import Change, compare_texts, explained
from cleanup.errors import SettingsError, did_you_mean
from cleanup.outputs import criticmarkup, html, terminal, unified, versions
from cleanup.outputs import json as json_output
from cleanup.patching import make_patch
from cleanup.proposal import Safety
from cleanup.revision import Revision

FORMATS = ("terminal", "unified", "html", "criticmarkup", "json", "patch")


def diff(paths: list[str], options: Options, output: str, everything: bool, set_aside: bool, color: str) -> int:
    """Print the proposed changes; return 0 if there are none, 1 if there are some, 2 for a bad file."""
    if output not in FORMATS:
        raise SettingsError(f"--format: there is no format '{output}'. {did_you_mean(output, FORMATS)}")
    one_of("--color", color, ("auto", "always", "never"))
    if output == "patch" and (len(paths) > 1 or Path(paths[0]).is_dir()):
        raise SettingsError("a patch holds the edits of one article. Make one patch for each file.")
    level = Safety.REVIEW if everything else Safety.SAFE
    revisions: list[Revision] = []
    objects: list[dict[str, object]] = []
    code = 0
    for outcome in revised(paths, options):
        if outcome.revision is None:
            complain(outcome.error)
            code = 2
            objects.append(json_output.unread_object(outcome.path, outcome.error))
            continue
        revision = outcome.revision
        revisions.append(revision)
        if revision.findings:
            code = max(code, 1)
        if output == "json":
            objects.append(json_output.article_object(revision))
        else:
            emit(_rendered(untold(revision), output, level, set_aside, color) if output != "html" else "")
    if output == "html" and revisions:
        emit(html.render(revisions))
    elif output == "json":
        emit(json_output.render(objects))
    return code


def _rendered(revision: Revision, output: str, level: Safety, set_aside: bool, color: str) -> str:
    if output == "unified":
        return unified.render(revision, level)
    if output == "criticmarkup":
        return criticmarkup.render(revision)
    if output == "patch":
        return make_patch(revision.article.prose, revision.edits(level))
    width = shutil.get_terminal_size((100, 24)).columns
    return terminal.render(revision, colour=wants_colour(color), set_aside=set_aside, width=width)


def compare(old_path: str, new_path: str, options: Options, output: str, color: str) -> int:
    """Print how two versions differ, word by word, and which changes our own proposals explain."""
    if output not in ("terminal", "json"):
        raise SettingsError(f"two versions are shown as 'terminal' or 'json', not as '{output}'. Leave out --format.")
    options.parsed()
    settings = options.for_path(old_path)
    old = files.read(old_path, None, settings.encoding, settings.max_megabytes).article
    new = files.read(new_path, None, settings.encoding, settings.max_megabytes).article
    changes = compare_texts(old.prose, new.prose)
    edits = list(revise_article(old, settings).edits(Safety.REVIEW)) if changes else []
    marked: list[tuple[Change, bool]] = [(change, explained(change, edits)) for change in changes]
    if output == "json":
        emit(versions.render_json(old, new, marked))
    else:
        emit(versions.render(old, new, marked, colour=wants_colour(color)))
    return 1 if changes else 0
