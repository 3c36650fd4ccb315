"""A machine that has only Python gets everything that is imported: each library stands in a lock, by its own name.

A library that happens to be installed makes every other test pass, and the first start on a clean machine fail.
"""

import importlib.metadata
import re
import sys

from tests.shape import tree

RUNNING = ("requirements.txt",)
ALL = ("requirements.txt", "requirements-province.txt", "requirements-client.txt", "requirements-dev.txt")
# The program does without these, more slowly, and says so.
FOR_A_PROVINCE = frozenset({"dask", "distributed", "numba", "ortools"})
BESIDE_THE_TESTS = frozenset({"offline_guard"})


def locked(*locks: str) -> set[str]:
    """The names of the distributions in some locks."""
    return {
        _normal(found["name"])
        for lock in locks
        for found in re.finditer(r"^(?P<name>[\w.-]+)(\[[\w,-]+\])?==", (tree.ROOT / lock).read_text(), re.MULTILINE)
    }


def _normal(name: str) -> str:
    """Distributions are the same whichever of these signs their names are written with (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


def test_every_library_that_is_imported_is_locked() -> None:
    """What `make run` starts needs the first lock alone; tests and benchmarks have all of them."""
    named = importlib.metadata.packages_distributions()
    shipped = {*tree.shipped_python(), *tree.python_files("wechat_simulator")}
    missing = set()
    for path in tree.python_files():
        for one in tree.imports(tree.text(path), tree.module_name(path)):
            if one.top in sys.stdlib_module_names | tree.OURS | BESIDE_THE_TESTS:
                continue
            locks = RUNNING if path in shipped and one.top not in FOR_A_PROVINCE else ALL
            if not {_normal(name) for name in named.get(one.top, ())} & locked(*locks):
                missing.add(f"{path}:{one.line} imports {one.top}, which is in none of {', '.join(locks)}")
    assert missing == set()
