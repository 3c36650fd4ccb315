"""A table as CSV in UTF-8 with a byte order mark, so that office programs open it as it is."""

import csv
import io

from jobmatch.reports import definitions
from jobmatch.reports.table import Column, Table, Value, written
from jobmatch.workbooks.writer import csv_text


def as_csv(table: Table, language: str = "zh") -> bytes:
    """One line of headings and one of each row; first the row's name, with its section."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(
        [
            definitions.stub(table.code).said(language),
            *(f"{column.number} {column.words.said(language)}" for column in table.columns),
        ]
    )
    for row in table.rows:
        section = f"{row.section.said(language)} / " if row.section is not None else ""
        name = csv_text(f"{section}{row.words.said(language)}")
        lines.writerow([name, *(_cell(row.values.get(column.key), column, language) for column in table.columns)])
    return out.getvalue().encode("utf-8-sig")


def _cell(value: Value, column: Column, language: str) -> str:
    """Numbers as they are read, without the commas that would part a cell."""
    said = written(value, column.form, language)
    return said.replace(",", "") if isinstance(value, int) else csv_text(said) if isinstance(value, str) else said
