"""What an .xlsx holds before anything is unpacked into memory: size, formulas, hidden columns, how far cells reach.

The reader behind `grid.py` tells neither formulas from values nor hidden columns, and it unpacks whatever it is given;
so the archive is looked at first, in pieces, and a compression bomb is refused by what its directory says.
"""

import lzma
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from jobmatch.workbooks.faults import NotAWorkbookError

MOST_UNPACKED = 2 * 1024**3
MOST_RATIO = 250
RATIO_COUNTS_FROM = 20 * 1024**2
_PIECE = 4 * 1024**2
_LONGEST_ROW = 64 * 1024**2

# What reading a damaged archive raises; NotImplementedError stands for a way of packing that nobody uses for lists.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    lzma.LZMAError,
    ElementTree.ParseError,
    EOFError,
    KeyError,
    NotImplementedError,
    OSError,
    RuntimeError,
    ValueError,
)

_COLUMN = re.compile(rb"<(?:\w+:)?col\b[^>]*>")
_FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*[^/>]>')
_CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*[^/>])>(.*?)</(?:\w+:)?c>", re.DOTALL)
_FORMULA = re.compile(rb"<(?:\w+:)?f[\s/>]")
_VALUE = re.compile(rb"<(?:\w+:)?v>[^<]|<(?:\w+:)?t[\s>]")
_NAME = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')


class Broken(StrEnum):
    """Why a cell has no usable value."""

    NO_VALUE = "formula_without_value"
    ERROR = "cell_error"


@dataclass(frozen=True)
class Part:
    """What was seen of one sheet."""

    last_row: int = 0
    last_column: int = 0
    hidden_columns: frozenset[int] = frozenset()
    formulas: frozenset[tuple[int, int]] = frozenset()
    broken: dict[tuple[int, int], Broken] = field(default_factory=dict)

    @property
    def cells(self) -> int:
        """How many cells a full rectangle down to the last one has."""
        return self.last_row * self.last_column


@dataclass(frozen=True)
class Contents:
    """The sheets of an archive by their names."""

    parts: dict[str, Part]


EMPTY_PART = Part()


def inspect(path: Path) -> Contents:
    """Look through an .xlsx piece by piece; raises NotAWorkbookError for bombs, damage and other kinds of archive."""
    try:
        with zipfile.ZipFile(path) as archive:
            _refuse_bombs(path, archive)
            if "xl/workbook.xml" not in archive.namelist():
                raise NotAWorkbookError(
                    f"{path.name} is an archive, but not a workbook",
                    "Send the list as .xlsx, .xls or .csv",
                    f"{path.name}是压缩包，不是表格。请用.xlsx、.xls或者.csv格式的名单。",
                )
            return Contents({name: _inspect_sheet(archive, file) for name, file in _sheet_files(archive).items()})
    except NotAWorkbookError:
        raise
    except _DAMAGE as error:
        raise NotAWorkbookError(
            f"{path.name} is cut off or damaged",
            "Copy or download it again, or ask the sender for it again",
            f"{path.name}不完整或者坏了。请重新拷贝、重新下载，或者请发表的人再发一次。",
        ) from error


def is_encrypted(path: Path) -> bool:
    """Whether an old-style container holds an encrypted package instead of a workbook."""
    with path.open("rb") as file:
        return "EncryptedPackage".encode("utf-16-le") in file.read(1024**2)


def _refuse_bombs(path: Path, archive: zipfile.ZipFile) -> None:
    unpacked = sum(entry.file_size for entry in archive.infolist())
    packed = max(path.stat().st_size, 1)
    if unpacked > MOST_UNPACKED or (unpacked > RATIO_COUNTS_FROM and unpacked > MOST_RATIO * packed):
        raise NotAWorkbookError(
            f"{path.name} would unpack from {packed // 1024} KB to {unpacked // 1024**2} MB and was not opened",
            "If it is a real list, save it again in Excel or WPS, or split it, and import that",
            f"{path.name}解开后会从{packed // 1024} KB变成{unpacked // 1024**2} MB，所以没有打开。"
            "要是真的名单，请用Excel或者WPS重新保存，或者分成几份，再导入。",
        )


def _sheet_files(archive: zipfile.ZipFile) -> dict[str, str]:
    """Sheet name → file in the archive, by the workbook's own relations."""
    relations = {
        element.get("Id"): element.get("Target", "")
        for element in ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    }
    files = {}
    for element in ElementTree.fromstring(archive.read("xl/workbook.xml")).iter():
        if not element.tag.endswith("}sheet"):
            continue
        key = next((value for name, value in element.attrib.items() if name.endswith("}id")), None)
        target = relations.get(key, "")
        file = target.lstrip("/") if target.startswith("/") else str(PurePosixPath("xl") / target)
        if file in archive.namelist():
            files[element.get("name", "")] = file
    return files


def _inspect_sheet(archive: zipfile.ZipFile, file: str) -> Part:
    last_row = last_column = 0
    hidden: set[int] = set()
    formulas: set[tuple[int, int]] = set()
    broken: dict[tuple[int, int], Broken] = {}
    for piece in _pieces(archive, file):
        hidden |= _hidden_columns(piece)
        for letters, digits in _FILLED.findall(piece):
            last_row = max(last_row, int(digits))
            if len(letters) > 1 or last_column < 26:
                last_column = max(last_column, _column_number(letters))
        if b't="e"' in piece or _FORMULA.search(piece):
            _note_formulas(piece, formulas, broken)
    return Part(last_row, last_column, frozenset(hidden), frozenset(formulas), broken)


def _pieces(archive: zipfile.ZipFile, file: str) -> Iterator[bytes]:
    """The file's text in pieces that end with a whole row; reading to the end also proves its size and checksum."""
    rest = b""
    with archive.open(file) as stream:
        while read := stream.read(_PIECE):
            rest += read
            end = max(rest.rfind(b"</row>"), rest.rfind(b":row>"))
            if end >= 0:
                end = rest.index(b">", end) + 1
                yield rest[:end]
                rest = rest[end:]
            elif len(rest) > _LONGEST_ROW:
                raise zipfile.BadZipFile("a row without an end")
    yield rest


def _hidden_columns(piece: bytes) -> set[int]:
    columns: set[int] = set()
    if b"hidden=" not in piece:
        return columns
    for tag in _COLUMN.findall(piece):
        first, last = re.search(rb'\bmin="(\d+)"', tag), re.search(rb'\bmax="(\d+)"', tag)
        if first and last and re.search(rb'\bhidden="(1|true)"', tag):
            columns |= set(range(int(first[1]), min(int(last[1]), 16_384) + 1))
    return columns


def _note_formulas(piece: bytes, formulas: set[tuple[int, int]], broken: dict[tuple[int, int], Broken]) -> None:
    for attributes, inside in _CELL.findall(piece):
        name = _NAME.search(attributes)
        if not name:
            continue
        place = (int(name[2]), _column_number(name[1]))
        is_formula = _FORMULA.search(inside) is not None
        if is_formula:
            formulas.add(place)
        if b't="e"' in attributes:
            broken[place] = Broken.ERROR
        elif is_formula and not _VALUE.search(inside):
            broken[place] = Broken.NO_VALUE


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
