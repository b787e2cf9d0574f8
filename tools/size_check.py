"""Print the size of the house and fail over its maxima: `python -m tools.size_check`."""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median

FILE_LINES, FUNCTION_LINES, ARGUMENTS = 400, 40, 8
ROOT = Path(__file__).resolve().parents[1]
FOLDERS = ("candide", "tools", "bench")
Function = ast.FunctionDef | ast.AsyncFunctionDef


def python_files(root: Path = ROOT) -> list[Path]:
    """Return the files that the maxima hold for, in a stable order."""
    return sorted(path for folder in FOLDERS for path in (root / folder).rglob("*.py"))


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield every function of a module, methods and inner ones included."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def length(function: Function) -> int:
    """Return the lines from `def` to the last one, docstring included."""
    return (function.end_lineno or function.lineno) - function.lineno + 1


def arguments(function: Function) -> int:
    """Return how many arguments a caller sees."""
    a = function.args
    named = [*a.posonlyargs, *a.args, *a.kwonlyargs]
    receiver = bool(named) and named[0].arg in ("self", "cls")
    return len(named) - receiver + bool(a.vararg) + bool(a.kwarg)


def measure(files: list[Path]) -> tuple[list[tuple[int, str]], list[tuple[int, int, str]]]:
    """Return (lines, place) for each file and (lines, arguments, place) for each function."""
    sizes, details = [], []
    for path in files:
        text = path.read_text(encoding="utf-8")
        place = str(path.relative_to(ROOT)) if path.is_relative_to(ROOT) else str(path)
        sizes.append((text.count("\n"), place))
        for function in functions(ast.parse(text)):
            spot = f"{place}:{function.lineno} {function.name}"
            details.append((length(function), arguments(function), spot))
    return sizes, details


def spread(values: list[int]) -> str:
    """Return median, 90th percentile and maximum as one line of the table."""
    ordered = sorted(values) or [0]
    high = ordered[min(len(ordered) - 1, int(0.9 * len(ordered)))]
    return f"{median(ordered):8.0f} {high:6d} {ordered[-1]:6d} {len(values):7d}"


def excesses(sizes: list[tuple[int, str]], details: list[tuple[int, int, str]]) -> list[str]:
    """Return one sentence per maximum that is exceeded."""
    found = [f"{place}: {n} lines, at most {FILE_LINES}" for n, place in sizes if n > FILE_LINES]
    found += [
        f"{place}: {n} lines, at most {FUNCTION_LINES}" for n, _, place in details if n > FUNCTION_LINES
    ]
    found += [f"{place}: {n} arguments, at most {ARGUMENTS}" for _, n, place in details if n > ARGUMENTS]
    return found


def main() -> int:
    """Print the table, then what is too long; return 1 when anything is."""
    sizes, details = measure(python_files())
    print("size                 median    p90    max   count")
    print("lines of a file    " + spread([n for n, _ in sizes]))
    print("lines of a function" + spread([n for n, _, _ in details]))
    print("arguments          " + spread([n for _, n, _ in details]))
    found = excesses(sizes, details)
    print("\n".join(found) or "nothing over the maxima")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
