"""The project's own files as the guards read them: which there are, their text, and what each Python file imports."""

import ast
import subprocess
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = frozenset(
    {
        "jobmatch", "desk", "trainers", "mini_program", "mini_program_api", "mini_program_web", "wechat_simulator",
        "wsgi", "benchmarks", "tests", "docs",
    }
)  # fmt: skip
LEFT_OUT = frozenset({".git", ".venv", "var", "node_modules", "built", "__pycache__", ".hypothesis"})


@dataclass(frozen=True)
class Import:
    """One imported name: `module` is absolute and dotted (`jobmatch.db.Base` for `from jobmatch.db import Base`)."""

    module: str
    line: int

    @property
    def top(self) -> str:
        return self.module.split(".")[0]


@lru_cache
def files() -> tuple[Path, ...]:
    """Everything in the repository or about to be, relative to its root; without git, all but what is built."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT, capture_output=True, check=True,
        )  # fmt: skip
        names = {Path(name) for name in listed.stdout.decode().split("\0") if name}
    except (FileNotFoundError, subprocess.CalledProcessError):
        names = {path.relative_to(ROOT) for path in ROOT.rglob("*") if not LEFT_OUT & set(path.parts)}
    return tuple(sorted(name for name in names if (ROOT / name).is_file()))


def python_files(*under: str) -> list[Path]:
    """The Python files in these top-level folders (or of these names); all when none is given."""
    return [path for path in files() if path.suffix == ".py" and (not under or path.parts[0] in under)]


def shipped_python() -> list[Path]:
    """The Python files that run in production: everything of ours but tests, benchmarks and documentation."""
    return python_files("jobmatch", "desk", "trainers", "mini_program_api", "wsgi.py")


def text(path: Path) -> str:
    return (ROOT / path).read_text(encoding="utf-8")


def every_text(path: Path) -> Iterator[str]:
    """The text of a file of any kind; of a workbook the text of its parts, of an old workbook both its encodings."""
    content = (ROOT / path).read_bytes()
    if zipfile.is_zipfile(ROOT / path):
        with zipfile.ZipFile(ROOT / path) as package:
            for name in package.namelist():
                yield package.read(name).decode(errors="replace")
        return
    yield content.decode(errors="replace")
    if b"\0" in content:
        yield content.decode("utf-16-le", errors="replace")
        yield content[1:].decode("utf-16-le", errors="replace")


def imports(source: str, module: str) -> list[Import]:
    """What the source of `module` imports, relative imports resolved; at most one entry for each imported name."""
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            found += [Import(alias.name, node.lineno) for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            base = module.split(".")[: -node.level] if node.level else []
            stem = ".".join([*base, *([node.module] if node.module else [])])
            found += [Import(f"{stem}.{alias.name}", node.lineno) for alias in node.names]
    return found


def module_name(path: Path) -> str:
    """`jobmatch/db.py` → `jobmatch.db`; `__init__` stays, so that relative imports count the same."""
    return ".".join(path.with_suffix("").parts)
