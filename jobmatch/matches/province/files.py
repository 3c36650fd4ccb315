"""Files that are there whole or not at all, and for nobody but their owner."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

OWNER_ALONE, FOLDER_OF_OWNER = 0o600, 0o700


def make_folder(folder: Path) -> None:
    """The folder, where it is not there yet; raises OSError where it cannot be."""
    folder.mkdir(FOLDER_OF_OWNER, parents=True, exist_ok=True)


@contextmanager
def written(path: Path) -> Iterator[BinaryIO]:
    """Takes the place of `path` when the block ends well: whoever is killed in it leaves what was there before."""
    unfinished = path.with_suffix(f".{os.getpid()}.tmp")
    with open(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, OWNER_ALONE), "wb") as file:
        yield file
        file.flush()
        os.fsync(file.fileno())
    unfinished.replace(path)
