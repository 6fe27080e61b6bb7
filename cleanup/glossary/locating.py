"""Where the glossary files are, and what their contents are called together; all that is needed to open a compiled one."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from cleanup.caching import blake2b
from cleanup.errors import GlossaryError, did_you_mean
from cleanup.glossary.schema import DERIVED, FILES

FORMAT = 15  # of a compiled glossary; raise it when the layout of its parts changes


def shipped_folder() -> Path:
    """Return the folder of the shipped glossaries: inside the installed package, or beside it in a checkout.

    `CLEANUP_SHIPPED_GLOSSARIES` names another, for a packager who keeps data elsewhere or ships less of it.
    """
    if configured := os.environ.get("CLEANUP_SHIPPED_GLOSSARIES"):
        if not (Path(configured) / "people.csv").is_file():
            raise GlossaryError(
                f"CLEANUP_SHIPPED_GLOSSARIES is {configured}, which holds no people.csv. Correct it, or unset it."
            )
        return Path(configured)
    package = Path(__file__).resolve().parent.parent
    for folder in (package / "glossaries", package.parent / "glossaries"):
        if (folder / "people.csv").is_file():
            return folder
    raise GlossaryError(
        f"the shipped glossaries are missing: neither {package / 'glossaries'} nor {package.parent / 'glossaries'} "
        "holds people.csv. Reinstall the package."
    )


def glossary_files(folders: Iterable[Path]) -> list[Path]:
    """Return the glossary files in `folders`, in the order of the layers; raise GlossaryError for a missing folder.

    What a program derived lies in a folder of its own and comes first, so that what is written by hand wins over it.
    """
    files: list[Path] = []
    layers: list[Path] = []
    for folder in folders:
        if not folder.is_dir():
            raise GlossaryError(f"the glossary folder {folder} does not exist. Create it, or change 'glossaries'.")
        layers.extend(layer for layer in (folder / DERIVED, folder) if layer.is_dir())
    for folder in layers:
        found = sorted(path for path in folder.iterdir() if path.suffix == ".csv" and not path.name.startswith("."))
        unknown = [path for path in found if path.stem not in FILES]
        if unknown:
            raise GlossaryError(f"{unknown[0]}: no glossary file has this name. {did_you_mean(unknown[0].stem, FILES)}")
        files.extend(found)
        words = folder / "english.txt"
        if words.is_file():
            files.append(words)
    return files


def content_hash(files: Iterable[Path]) -> str:
    """Return a hash of the names and contents of `files`."""
    digest = blake2b(digest_size=16)
    for path in files:
        try:
            content = path.read_bytes()
        except OSError as error:
            raise GlossaryError(f"{path} cannot be read: {error.strerror}.") from error
        digest.update(f"{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()
