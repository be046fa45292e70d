"""Opens ZIP packages: parts are inflated within a budget, whatever their headers promise."""

from __future__ import annotations

import posixpath
import zipfile
import zlib
from io import BytesIO
from lzma import LZMAError

from monitor.documents.limits import Limits, ReadError

_ENCRYPTED = 0x1
_UTF8_NAME = 0x800
_BROKEN = (zipfile.BadZipFile, zlib.error, LZMAError, OSError, EOFError, ValueError, IndexError, UnicodeError)


class Package:
    """Holds an open ZIP file; every byte that comes out of it is counted."""

    def __init__(self, body: bytes, limits: Limits) -> None:
        try:
            self._zip = zipfile.ZipFile(BytesIO(body))
        except NotImplementedError as error:
            raise ReadError("unsupported_format", f"zip: {error}") from error
        except _BROKEN as error:
            raise ReadError("damaged", f"zip: {error}"[:200]) from error
        self._infos = {name_of(info): info for info in self._zip.infolist() if not info.is_dir()}
        self.left = limits.expanded_bytes
        """Bytes that may still be inflated."""

    def names(self) -> tuple[str, ...]:
        """Give the names of the files, in the order of the directory."""
        return tuple(self._infos)

    def __contains__(self, name: str) -> bool:
        return name in self._infos

    def read(self, name: str) -> bytes:
        """Give a part; raise ReadError `encrypted`, `too_large` or `damaged` (also for a part that is not there)."""
        info = self._infos.get(name)
        if info is None:
            raise ReadError("damaged", f"no part {name}")
        if info.flag_bits & _ENCRYPTED:
            raise ReadError("encrypted", name)
        body = self._inflated(info)
        self.left -= len(body)
        if self.left < 0:
            raise ReadError("too_large", "expanded")
        return body

    def _inflated(self, info: zipfile.ZipInfo) -> bytes:
        try:
            with self._zip.open(info) as part:
                return part.read(self.left + 1)
        except (NotImplementedError, RuntimeError) as error:
            raise ReadError("unsupported_format", f"zip: {error}"[:200]) from error
        except _BROKEN as error:
            raise ReadError("damaged", f"zip: {error}"[:200]) from error


def name_of(info: zipfile.ZipInfo) -> str:
    """Give a file's name: without the mark for UTF-8 it is in the packer's own code page, here GB18030."""
    name = info.filename
    if not info.flag_bits & _UTF8_NAME:
        try:
            raw = name.encode("cp437")
        except UnicodeError:
            return name.lstrip("/")
        name = decoded_name(raw)
    return name.replace("\\", "/").lstrip("/")


def decoded_name(raw: bytes) -> str:
    """Decode a file's name: UTF-8 if it is, else GB18030."""
    try:
        return raw.decode("utf-8")
    except UnicodeError:
        return raw.decode("gb18030", "replace")


def resolve(part: str, target: str) -> str:
    """Give the name of the part that a relationship of `part` points to (ECMA-376 part 2, 9.3)."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(part), target)).lstrip("/")
