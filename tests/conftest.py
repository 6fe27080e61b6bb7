"""Fixtures: one shipped index for all tests, in a cache folder of their own."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import cleanup
from cleanup.checking import Result
from cleanup.folders import installation_root
from cleanup.glossary import Index, open_index

# The same examples every time, so that a change is judged by itself; `HYPOTHESIS_PROFILE=explore` looks for new ones.
settings.register_profile("steady", derandomize=True)
settings.register_profile("explore", derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "steady"))
ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
LANGUAGETOOL = installation_root()  # where it really is; the tests are given an empty folder in its place


@pytest.fixture(scope="session", autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory) -> None:
    os.environ["CLEANUP_CACHE_DIR"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["CLEANUP_LANGUAGETOOL_DIR"] = str(tmp_path_factory.mktemp("languagetool"))
    os.environ["XDG_RUNTIME_DIR"] = str(tmp_path_factory.mktemp("running"))


@pytest.fixture(scope="session")
def index(_own_cache: None) -> Index:
    return open_index()


@pytest.fixture(scope="module")
def hand_written(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Let the glossaries written by hand be all that is shipped: they are compiled anew in a moment."""
    folder = tmp_path_factory.mktemp("shipped")
    for path in (ROOT / "glossaries").iterdir():
        if path.is_file():
            (folder / path.name).symlink_to(path)
    os.environ["CLEANUP_SHIPPED_GLOSSARIES"] = str(folder)
    yield folder
    del os.environ["CLEANUP_SHIPPED_GLOSSARIES"]


@pytest.fixture
def check() -> Callable[..., Result]:
    return cleanup.check


def edits_of(result: Result, *levels: str) -> list[tuple[str, str]]:
    """Return (what stood there, what is put there) for every edit of the given levels."""
    found = []
    for finding in result.findings:
        if finding["safety"] in (levels or ("safe", "review")) and finding["replacements"]:
            found.append((finding["text"], finding["replacements"][0]))
            found += [(more["text"], more["replacement"]) for more in finding["with"]]
    return found
