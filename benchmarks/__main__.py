"""`python -m benchmarks [NAME…]`: runs the benchmarks one after the other, each in a process of its own.

A benchmark is a package beside this file with a `__main__`; a fresh process keeps its figures free of the one before.
"""

import subprocess
import sys
from pathlib import Path


def main(wanted: list[str]) -> int:
    """Runs those that are wanted, all when none is named; returns 0, or the status of the first that failed."""
    known = sorted(file.parent.name for file in Path(__file__).parent.glob("*/__main__.py"))
    unknown = sorted(set(wanted) - set(known))
    if unknown:
        sys.stderr.write(f"no benchmark is called {', '.join(unknown)}; there are {', '.join(known)}\n")
        return 2
    for name in wanted or known:
        sys.stdout.write(f"== {name}\n")
        sys.stdout.flush()
        status = subprocess.run([sys.executable, "-m", f"benchmarks.{name}"], check=False).returncode
        if status:
            return status
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
