"""Text tables: .csv files in the encodings and with the separators that offices' programs write."""

import csv
import io
from pathlib import Path

from jobmatch.workbooks.faults import NotAWorkbookError

_ENCODINGS = ("utf-8-sig", "gb18030")
_SEPARATORS = (",", "\t", ";", "|")
_SAMPLE_LINES = 50


def read_rows(path: Path) -> list[tuple[str | None, ...]]:
    """All rows as texts, empty ones as None; raises NotAWorkbookError where the file is not text."""
    text = _decode(path)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=_separator(text)))
    except csv.Error as error:
        raise NotAWorkbookError(
            f"{path.name} is not a table of text: {error}",
            "Save the list as .xlsx and import that",
            f"{path.name}不是文字表格，读不出来。请把名单另存成.xlsx再导入。",
        ) from error
    return [tuple(_cell(value) for value in row) for row in rows]


def _decode(path: Path) -> str:
    content = path.read_bytes()
    encodings = ("utf-16",) if content.startswith((b"\xff\xfe", b"\xfe\xff")) else _ENCODINGS
    if b"\0" not in content or encodings == ("utf-16",):
        for encoding in encodings:
            try:
                return content.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise NotAWorkbookError(
        f"{path.name} is neither a workbook nor a table of text",
        "Send the list as .xlsx, .xls or .csv",
        f"{path.name}不是表格文件。请用.xlsx、.xls或者.csv格式的名单。",
    )


def _separator(text: str) -> str:
    """The separator that cuts most of the first lines into equally many cells."""
    lines = [line for line in text.splitlines()[:_SAMPLE_LINES] if line.strip()]
    return max(_SEPARATORS, key=lambda separator: sum(line.count(separator) for line in lines))


def _cell(value: str) -> str | None:
    """A cell's text; `="0012"` and a leading apostrophe are ways of saying that digits are text."""
    if len(value) > 3 and value.startswith('="') and value.endswith('"'):
        value = value[2:-1]
    elif value.startswith("'") and len(value) > 1:
        value = value[1:]
    return value if value.strip() else None
