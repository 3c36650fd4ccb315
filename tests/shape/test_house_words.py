"""Words that have one home: ending a transaction, and reading the clock."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.shape import tree

# Where a transaction may begin and end by hand: the session of `transaction()`, and Alembic's own.
BEGINNINGS = frozenset({Path("jobmatch/db.py"), Path("jobmatch/migrations/env.py")})
BEGIN = re.compile(r"\b(session|engine|connection|conn|db)\.begin$")  # a savepoint (begin_nested) ends nothing
# Where `transaction()` may be opened: a request, a step of a job or of the story, a command.
STEPS = re.compile(r"jobmatch/(web|db|__main__|cli|flow|commands/.*|jobs/.*)(\.py)?|wsgi\.py")
# What must survive a rollback or be claimed at once, by name and with its reason.
NAMED_EXCEPTIONS: dict[Path, str] = {
    Path("jobmatch/push/delivering.py"): "a claim, a try and its answer stand each for itself; the call lies between",
    Path("jobmatch/push/token.py"): "the lease of the token, claimed before the call that fetches it and kept after",
}

CLOCK = Path("jobmatch/clock.py")
# The edges ask what time it is and hand it on; everything behind them is told.
EDGES = re.compile(
    r"jobmatch/(web|clock|__main__|cli|commands/.*|jobs/.*)(\.py)?|desk/.*|trainers/.*|mini_program_api/.*|wsgi\.py"
)
CLOCK_READERS = frozenset(
    {
        "datetime.now", "datetime.utcnow", "datetime.today", "date.today",
        "time.time", "time.time_ns", "time.localtime", "time.gmtime", "time.ctime",
        "func.now", "func.current_timestamp", "func.current_date", "func.localtimestamp",
    }
)  # fmt: skip
SQL_CLOCK = r"(?i).*\b(current_timestamp|current_date|now\(\)|datetime\('now')"


def transaction_faults(path: Path, source: str) -> Iterator[str]:
    """Where a file ends or opens a transaction although that is not its business."""
    if path in NAMED_EXCEPTIONS:
        return
    steps_here = STEPS.fullmatch(str(path))
    for node in ast.walk(ast.parse(source)):
        name = _name(node)
        if re.search("commit", name, re.IGNORECASE) or _is_sql(node, r"\s*(COMMIT|END)\s*;?$"):
            yield f"{path}:{node.lineno} ends a transaction"  # type: ignore[attr-defined]
        elif not isinstance(node, ast.Call):
            continue
        elif BEGIN.search(_name(node.func)) and path not in BEGINNINGS:
            yield f"{path}:{node.lineno} begins a transaction of its own"
        elif _name(node.func).split(".")[-1] == "transaction" and not steps_here:
            yield f"{path}:{node.lineno} opens a transaction, which is for a request's end and a job's step"


def clock_faults(path: Path, source: str) -> Iterator[str]:
    """Where a file reads the wall clock, or a verb asks for the time instead of being told."""
    if path == CLOCK:
        return
    tree_of_file = ast.parse(source)
    for node in ast.walk(tree_of_file):
        name = _name(node)
        if ".".join(name.split(".")[-2:]) in CLOCK_READERS or _is_sql(node, SQL_CLOCK):
            yield f"{path}:{node.lineno} reads the wall clock; only {CLOCK} does"  # type: ignore[attr-defined]
        elif isinstance(node, ast.ImportFrom) and {f"{node.module}.{a.name}" for a in node.names} & CLOCK_READERS:
            yield f"{path}:{node.lineno} imports the wall clock; only {CLOCK} does"
    if not EDGES.fullmatch(str(path)):
        for use in tree.imports(source, tree.module_name(path)):
            if use.module in ("jobmatch.clock.now", "jobmatch.clock.today"):
                yield f"{path}:{use.line} asks for the time; take it as an argument"
        for node in ast.walk(tree_of_file):
            if _name(node) in ("clock.now", "clock.today"):
                yield f"{path}:{node.lineno} asks for the time; take it as an argument"  # type: ignore[attr-defined]


def _name(node: ast.AST) -> str:
    """The dotted name that a node spells, or nothing."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        return f"{_name(node.value)}.{node.attr}"
    return ""


def _is_sql(node: ast.AST, pattern: str) -> bool:
    """Whether a node is a text that says this in SQL."""
    return isinstance(node, ast.Constant) and isinstance(node.value, str) and bool(re.match(pattern, node.value))


@pytest.mark.parametrize(
    "line",
    [
        "session.commit()", "self.db.session.commit()", "keep = session.commit", "autocommit = True",
        "connection.execute('COMMIT')", "with engine.begin() as connection: pass",
        "with transaction(engine) as session: pass", "with db.transaction(engine): pass",
    ],
)  # fmt: skip
def test_the_guard_sees_a_transaction_that_ends_elsewhere(line: str) -> None:
    assert list(transaction_faults(Path("jobmatch/households/service.py"), line))


@pytest.mark.parametrize(
    "line",
    [
        "datetime.now(UTC)", "import datetime\ndatetime.datetime.utcnow()", "date.today()",
        "import time\nstarted = time.time()", "from time import time", "mapped_column(server_default=func.now())",
        "text('select current_timestamp')", "default = datetime.now", "from jobmatch.clock import today",
        "from jobmatch import clock\nclock.now()",
    ],
)  # fmt: skip
def test_the_guard_sees_a_look_at_the_clock(line: str) -> None:
    assert list(clock_faults(Path("jobmatch/vacancies/service.py"), line))


def test_an_edge_may_ask_the_clock_and_open_a_transaction() -> None:
    source = "from jobmatch import clock\nwith transaction(engine) as session:\n    match(session, clock.today())"
    assert list(clock_faults(Path("jobmatch/commands/match.py"), source)) == []
    assert list(transaction_faults(Path("jobmatch/commands/match.py"), source)) == []


def test_transactions_end_at_a_request_or_a_step() -> None:
    assert [fault for path in tree.shipped_python() for fault in transaction_faults(path, tree.text(path))] == []


def test_only_the_clock_reads_the_clock() -> None:
    assert [fault for path in tree.shipped_python() for fault in clock_faults(path, tree.text(path))] == []
