"""The product's own files, read once, for rules about them."""

import ast
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
OURS = ("factcheck", "claims", "reviews")


@dataclass(frozen=True)
class Module:
    """One Python file of the product."""

    path: Path

    @property
    def where(self) -> str:
        return self.path.relative_to(ROOT).as_posix()

    @property
    def text(self) -> str:
        return self.path.read_text(encoding="utf-8")

    @property
    def tree(self) -> ast.Module:
        return parsed(self.path)


@cache
def parsed(path: Path) -> ast.Module:
    """The syntax tree of a file."""
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


@cache
def files(*endings: str) -> list[Path]:
    """Files of the repository that git knows or would take, with one of these endings."""
    listed = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if listed.returncode == 0:
        names = [ROOT / name for name in listed.stdout.decode().split("\0") if name]
    else:  # an archive without its history
        names = [path for path in ROOT.rglob("*") if not {".venv", "var"} & set(path.relative_to(ROOT).parts)]
    return sorted(path for path in names if path.suffix in endings and path.is_file())


def modules(*parts: str) -> list[Module]:
    """Python files below `parts` (all of the product without any), but migrations."""
    below = [ROOT / part for part in parts or OURS]
    return [
        Module(path)
        for path in files(".py")
        if any(path.is_relative_to(folder) or path == folder for folder in below) and "migrations" not in path.parts
    ]


def imported(tree: ast.AST) -> Iterator[tuple[str, int]]:
    """Each absolute module name that is imported anywhere below a node, with its line."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((name.name, node.lineno) for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ".", node.lineno
            yield from ((f"{node.module}.{name.name}", node.lineno) for name in node.names)


def functions(tree: ast.AST) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    """Every function below a node."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node
