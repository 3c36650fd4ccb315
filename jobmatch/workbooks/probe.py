"""A trial reading of an old .xls in a process of its own, with bounded memory and time.

A damaged .xls can claim a cell so far out that the reader asks for more memory than any machine has and the whole
process dies; so it dies here, in a child, and the caller says that the file is damaged. New .xlsx files need none of
this: `archive.py` looks at them first.
"""

import resource
import subprocess
import sys
from pathlib import Path

import python_calamine

MOST_MEMORY = 2 * 1024**3
MOST_SECONDS = 60


def can_be_read(path: Path) -> bool:
    """Whether a child process gets through the file within its bounds."""
    child = [sys.executable, "-m", "jobmatch.workbooks.probe", str(path.resolve())]
    here = Path(__file__).parents[2]
    try:
        done = subprocess.run(child, capture_output=True, timeout=2 * MOST_SECONDS, check=False, cwd=here)
    except subprocess.TimeoutExpired:
        return False
    return done.returncode == 0


def main(path: str) -> None:
    """Read every sheet of a file; anything but a quiet end means that it cannot be read."""
    resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (MOST_SECONDS, MOST_SECONDS))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    book = python_calamine.CalamineWorkbook.from_path(path)
    for number in range(len(book.sheet_names)):
        for _ in book.get_sheet_by_index(number).iter_rows():
            pass


if __name__ == "__main__":
    main(sys.argv[1])
