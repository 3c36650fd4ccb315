"""How far a long import is, on standard error: a bar on a terminal, silence elsewhere unless somebody asks for it."""

import sys
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import TypeAlias

from tqdm import tqdm

SAVING = "saving"
"""What an import says that it is doing while it writes: from here on every step is kept."""

Advance: TypeAlias = Callable[[int], object]
Progress: TypeAlias = Callable[[str, int], AbstractContextManager[Advance]]
"""Opened with what is being done and how many steps it has; what it yields is told of each step."""


@contextmanager
def on_terminal(doing: str, total: int) -> Iterator[Advance]:
    """A bar where standard error is a terminal."""
    with tqdm(total=total, desc=doing, file=sys.stderr, disable=None, leave=False) as bar:
        yield bar.update


@contextmanager
def always(doing: str, total: int) -> Iterator[Advance]:
    """A bar in any case, for whoever asked for one."""
    with tqdm(total=total, desc=doing, file=sys.stderr) as bar:
        yield bar.update


@contextmanager
def silent(doing: str, total: int) -> Iterator[Advance]:
    """Says nothing."""
    yield lambda steps: None
