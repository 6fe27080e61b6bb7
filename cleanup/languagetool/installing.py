"""Gets LanguageTool: from Maven Central through Maven, from the address of its zip, or from a folder or zip that is there.

Nothing is downloaded but by `cleanup languagetool install`. Whatever the way, it ends with one small file that says where
LanguageTool lies, written last, so that a broken-off installation is none and is taken up again by the same command.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from urllib.parse import urlsplit

from cleanup.errors import LanguageToolError
from cleanup.folders import installation_root
from cleanup.languagetool.installation import Installation, java, note

VERSION = "6.8"  # the newest that language-tool-python knows the checksum of
_SERVER = "languagetool-server"
_CHUNK = 1 << 20
_LARGEST = 1_500_000_000  # bytes of a zip, unpacked
_POM = """<project xmlns="http://maven.apache.org/POM/4.0.0">
 <modelVersion>4.0.0</modelVersion>
 <groupId>cleanup</groupId><artifactId>languagetool</artifactId><version>1</version><packaging>pom</packaging>
 <dependencies>
  <dependency><groupId>org.languagetool</groupId><artifactId>languagetool-server</artifactId><version>{version}</version></dependency>
  <dependency><groupId>org.languagetool</groupId><artifactId>language-en</artifactId><version>{version}</version></dependency>
 </dependencies>
</project>
"""

Progress = Callable[[str], None]


def install(source: str | None, version: str, progress: Progress) -> Installation:
    """Install LanguageTool and return where it is; raise LanguageToolError that says what to do if that fails.

    `source` is None for Maven, an address of a zip, or the path of a folder or zip. `progress` is told how far it is.
    """
    java()  # without it nothing of this is of use
    if not re.fullmatch(r"\d+(?:\.\d+)+(?:-[\w.]+)?", version):
        raise LanguageToolError(f"--version: '{version}' is no version. Write for instance {VERSION}.")
    if source is None:
        found = _by_maven(version, progress)
    elif re.match(r"https?://", source):
        found = _from_zip(_download(source, progress), source, progress)
    else:
        path = Path(source).expanduser().resolve()
        if path.is_dir():
            found = _described(path, str(path))
        elif path.is_file():
            found = _from_zip(path, str(path), progress)
        else:
            raise LanguageToolError(f"{source}: no such folder, zip or address. Without one, Maven gets LanguageTool.")
    note(found)
    return found


def _by_maven(version: str, progress: Progress) -> Installation:
    maven = shutil.which("mvn")
    if maven is None:
        raise LanguageToolError(
            "Maven is not installed. Install it (apt install maven), or name the address of LanguageTool's zip, or a folder or "
            "zip that is already here: 'cleanup languagetool install FROM'."
        )
    folder = installation_root() / f"LanguageTool-{version}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "pom.xml").write_text(_POM.format(version=version), encoding="utf-8")
    except OSError as error:
        raise LanguageToolError(
            f"{folder} cannot be written ({error.strerror}). Set CLEANUP_LANGUAGETOOL_DIR."
        ) from error
    # Maven checks every file against its checksum and keeps what it has, so that the same call goes on where it broke off.
    call = [
        maven,
        "--batch-mode",
        "--strict-checksums",
        "--file",
        str(folder / "pom.xml"),
        "dependency:copy-dependencies",
        f"-DoutputDirectory={folder / 'libs'}",
        "-DincludeScope=runtime",
    ]
    progress("asking Maven for LanguageTool, some 250 MB if it has none of it yet ...")
    loaded, copied, errors = 0, 0, []
    with subprocess.Popen(
        call, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace"
    ) as process:
        assert process.stdout is not None
        for line in process.stdout:
            if "Downloaded" in line and ".jar" in line:
                loaded += 1
                progress(f"{loaded} files loaded")
            elif "Copying" in line and ".jar" in line:
                copied += 1
                progress(f"{copied} files put in place")
            elif line.startswith("[ERROR]"):
                errors.append(line.removeprefix("[ERROR]").strip())
    if process.returncode:
        why = next((line for line in errors if line), f"exit code {process.returncode}")
        raise LanguageToolError(
            f"Maven could not get LanguageTool {version}: {why[:400]} Run the command again to go on."
        )
    return _described(folder, f"Maven, org.languagetool {version}")


def _download(address: str, progress: Progress) -> Path:
    """Load a zip, from where an earlier attempt broke off; check it, and return where it is."""
    from http.client import HTTPException
    from urllib.error import HTTPError
    from urllib.request import Request, urlopen

    root = installation_root()
    name = Path(urlsplit(address).path).name or "LanguageTool.zip"
    # Another address is another file, even under the same name.
    part = root / f"{hashlib.sha256(address.encode()).hexdigest()[:12]}-{name}.part"
    again = "Run the command again to go on."
    try:
        root.mkdir(parents=True, exist_ok=True)
        there = part.stat().st_size if part.exists() else 0
        with urlopen(Request(address, headers={"Range": f"bytes={there}-"} if there else {}), timeout=60) as answer:
            if answer.status != 206:
                there = 0  # this server cannot go on in the middle
            total = there + int(answer.headers.get("Content-Length") or 0)
            with part.open("ab" if there else "wb") as file:
                while chunk := answer.read(_CHUNK):
                    there += file.write(chunk)
                    progress(f"{there / 1e6:,.0f} of {total / 1e6:,.0f} MB" if total else f"{there / 1e6:,.0f} MB")
        if there < total:
            raise LanguageToolError(f"{address} broke off at {there / 1e6:,.0f} of {total / 1e6:,.0f} MB. {again}")
    except HTTPError as error:
        if error.code == 416:  # all of it is there
            return _checked(part, name)
        raise LanguageToolError(f"{address} cannot be loaded ({error}). Correct the address.") from error
    except (HTTPException, OSError, ValueError) as error:
        raise LanguageToolError(f"{address} cannot be loaded ({error}). {again}") from error
    return _checked(part, name)


def _checked(path: Path, name: str) -> Path:
    """Compare a loaded file with the checksum that language-tool-python knows for its name; throw a wrong one away."""
    from language_tool_python.download_lt import EXPECTED_DOWNLOAD_SHA256

    version = re.fullmatch(r"LanguageTool-([\d.]+)\.zip", name)
    expected = EXPECTED_DOWNLOAD_SHA256.get(version.group(1)) if version else None
    if expected is not None and _sha256(path) != expected:
        path.unlink()
        raise LanguageToolError(
            f"{name} is not what LanguageTool published: its checksum differs. It was thrown away; run the command again."
        )
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _from_zip(path: Path, source: str, progress: Progress) -> Installation:
    """Unpack a zip beside its place and move it there whole."""
    root = installation_root()
    unpacking: Path | None = None
    try:
        root.mkdir(parents=True, exist_ok=True)
        unpacking = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=root))
        with zipfile.ZipFile(path) as archive:
            members = archive.infolist()
            if sum(member.file_size for member in members) > _LARGEST:
                raise LanguageToolError(f"{path} is too large unpacked to be LanguageTool. Name another zip.")
            for number, member in enumerate(members, 1):
                archive.extract(member, unpacking)  # which never leaves the folder, whatever a name in the zip says
                if number % 200 == 0 or number == len(members):
                    progress(f"{number} of {len(members)} files unpacked")
        inside = [found.parent for found in unpacking.rglob(f"{_SERVER}*.jar")]
        if not inside:
            raise LanguageToolError(f"{path} holds no {_SERVER}.jar. Name LanguageTool's own zip.")
        top = min(inside, key=lambda folder: len(folder.parts))
        top = top.parent if top.name == "libs" and top != unpacking else top
        described = _described(top, source)
        target = root / f"LanguageTool-{described.version}-{described.fingerprint[:8]}"
        if target.exists():
            shutil.rmtree(target)
        top.rename(target)
        if path.suffix == ".part":
            path.unlink()
        return _described(target, source)
    except zipfile.BadZipFile as error:
        if path.suffix == ".part":
            path.unlink(missing_ok=True)
        raise LanguageToolError(f"{source} is no sound zip ({error}). Load it again.") from error
    except OSError as error:
        raise LanguageToolError(
            f"{root} cannot be written ({error.strerror}). Set CLEANUP_LANGUAGETOOL_DIR."
        ) from error
    finally:
        if unpacking is not None:
            shutil.rmtree(unpacking, ignore_errors=True)


def _described(folder: Path, source: str) -> Installation:
    """Say how the LanguageTool in a folder is started; raise LanguageToolError if there is none in it."""
    if (folder / f"{_SERVER}.jar").is_file():  # as in LanguageTool's zip: this jar names the others
        classpath, jars = str(folder / f"{_SERVER}.jar"), sorted(folder.rglob("*.jar"))
    else:
        libs = next((place for place in (folder / "libs", folder) if any(place.glob(f"{_SERVER}*.jar"))), None)
        if libs is None:
            raise LanguageToolError(f"{folder} holds no {_SERVER}.jar, here or in 'libs'. Name LanguageTool's folder.")
        classpath, jars = str(libs / "*"), sorted(libs.glob("*.jar"))
    if os.pathsep in classpath:
        raise LanguageToolError(f"{folder}: Java cannot use a path with '{os.pathsep}' in it. Move the folder.")
    return Installation(str(folder), classpath, _version(folder, jars), _fingerprint(folder, jars), source)


def _version(folder: Path, jars: Iterable[Path]) -> str:
    names = [*(jar.name for jar in jars), folder.name]
    said = (
        re.fullmatch(r"(?:languagetool-core|language-en)-(\d.*)\.jar|LanguageTool-([\d.]+\d).*", name) for name in names
    )
    return next((match.group(1) or match.group(2) for match in said if match), "unknown")


def _fingerprint(folder: Path, jars: Iterable[Path]) -> str:
    listed = "\n".join(f"{jar.relative_to(folder)} {jar.stat().st_size}" for jar in jars)
    return hashlib.sha256(listed.encode()).hexdigest()[:16]
