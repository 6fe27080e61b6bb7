"""`cleanup apply`: puts a patch onto a copy that has changed in the meantime."""

from __future__ import annotations

from pathlib import Path

from cleanup import files
from cleanup.commands.articles import Options, complain, emit_bytes
from cleanup.errors import PatchError
from cleanup.patching import apply_patch


def apply(patch: Path, path: str, options: Options, write: bool) -> int:
    """Print or write the patched text; return 0, or 1 if an edit no longer fits. What does not fit is reported."""
    try:
        text = patch.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise PatchError(
            f"{patch}: no such file. Make a patch with 'cleanup diff FILE --format patch > FILE.patch'."
        ) from error
    except OSError as error:
        raise PatchError(f"{patch}: cannot be read ({error.strerror}). Name a patch file.") from error
    except UnicodeDecodeError as error:
        raise PatchError(
            f"{patch}: this is no text, and so no patch. Make one with 'cleanup diff FILE --format patch'."
        ) from error
    if path == "-":
        raise PatchError("apply takes no standard input. Name the file that the patch is put onto.")
    settings = options.for_path(path)
    source = files.read(path, None, settings.encoding, settings.max_megabytes)
    try:
        patched, outcomes = apply_patch(text, source.article.prose)
    except PatchError as error:
        raise PatchError(f"{patch}: {error}") from error
    data = source.data if patched == source.article.prose else files.encoded(source, patched)
    if write and data != source.data:
        files.replace(path, source, data)
    elif not write:
        emit_bytes(data)
    lost = [outcome for outcome in outcomes if outcome.line is None]
    for outcome in lost:
        complain(
            f"{path}: no longer fits: {outcome.expected!r} -> {outcome.replacement!r} in '{' '.join(outcome.context.split())}'"
        )
    complain(f"{path}: {len(outcomes) - len(lost)} of {len(outcomes)} edits applied")
    return 1 if lost else 0
