"""A zip archive that may come from anywhere: read in memory, nothing is unpacked."""

from __future__ import annotations

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from softbound.collect.qda.base import Unusable
from softbound.problems import Place

LARGEST = 256 * 1024 * 1024
"""So many bytes one file of an archive may have, if it is one that is read: project and texts.
Recordings are not read, and may be larger."""
MOST = 1024 * 1024 * 1024
"""So many bytes are read from one archive in all."""
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    struct.error,
    EOFError,
    OSError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
"""What Python raises for archives that are broken, locked, or packed in ways it does not know."""


@dataclass
class Archive:
    """An archive's files."""

    file: str
    """Its name."""
    members: dict[str, zipfile.ZipInfo]
    """Path → entry."""
    zip: zipfile.ZipFile
    left: int
    """How many bytes may still be read from it."""

    def named(self, name: str) -> str | None:
        """The path of the file with a name, in whatever folder and case it stands."""
        wanted = name.replace("\\", "/").rpartition("/")[2].casefold()
        return next(
            (path for path in self.members if path.rpartition("/")[2].casefold() == wanted), None
        )

    def place(self, path: str, line: int | None = None) -> Place:
        return Place(f"{self.file}/{path}", line)

    def read(self, path: str) -> bytes:
        """A file's content.

        :raises Unusable: where it is locked, broken or far too large.
        """
        info = self.members[path]
        if info.flag_bits & 1:
            raise Unusable(
                self.place(path),
                "The file is encrypted.",
                "Export the project again, without a password.",
            )
        limit = min(LARGEST, self.left)
        try:
            with self.zip.open(info) as stream:
                content = stream.read(limit + 1)
        except _FAULTS as error:
            raise Unusable(
                self.place(path),
                f"The file cannot be unpacked: {error or type(error).__name__}.",
                "Export the project again: the file may have been cut off when it was copied.",
            ) from None
        if len(content) > limit:
            raise Unusable(
                self.place(path),
                f"The file is larger than {limit // 1024 // 1024} MB, which no project or "
                "transcript is.",
                "Export the project again, and look at what is in it.",
            )
        self.left -= len(content)
        return content


def opened(stream: BinaryIO, file: str) -> Archive:
    """A stream that begins as a zip archive does → the archive.

    :raises Unusable: where it is none.
    """
    try:
        archive = zipfile.ZipFile(stream)
        members = {info.filename: info for info in _files(archive)}
    except _FAULTS as error:
        raise Unusable(
            Place(file),
            f"The file is no whole zip archive: {error or type(error).__name__}.",
            "Copy or export it again: it may have been cut off.",
        ) from None
    return Archive(file, members, archive, MOST)


def _files(archive: zipfile.ZipFile) -> Iterator[zipfile.ZipInfo]:
    """Without folders, and without what macOS adds to archives."""
    for info in archive.infolist():
        parts = info.filename.split("/")
        if not info.is_dir() and "__MACOSX" not in parts and not parts[-1].startswith("._"):
            yield info
