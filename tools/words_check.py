"""Fail on words that Candide never prints, in all that a reader can see: `python -m tools.words_check`.

A page says what was counted. It asserts no intent and no guilt, in English or in French.
What a pack *recognises* may of course hold such words, so its matching lines are not read.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
NEVER = re.compile(
    r"""\b(?:
        fakes? | hidden\s+ads? | disguised | genuine\s+scores? | trust\s+scores? | illegal(?:ly)?
        | fau(?:x|sse)s?\s+(?:abonn|compte|profil|follower|audience|engagement|avis)\w*
        | (?:pub|publicit|annonce)\w*\s+(?:cach|dissimul|déguis|masqu)\w* | déguisée?s?
        | scores?\s+d[e’']\s*(?:confiance|authenticité) | illéga(?:l|le|ux|les|lement)
    )\b""",
    re.IGNORECASE | re.VERBOSE,
)
#: Keys of a pack that hold what it recognises, not what it prints.
RECOGNISES = {"phrases", "tags", "glued", "patterns", "unless", "yes", "no", "words"}


def strings(value: Any, key: str = "") -> Iterator[str]:
    """Yield the strings of a TOML document that can reach a reader."""
    if isinstance(value, dict):
        for name, inner in value.items():
            if name not in RECOGNISES:
                yield from strings(inner, name)
    elif isinstance(value, list):
        for inner in value:
            yield from strings(inner, key)
    elif isinstance(value, str):
        yield value


def literals(tree: ast.Module) -> Iterator[str]:
    """Yield the string constants of a Python module, docstrings included: catalogues print those."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def printed(path: Path) -> Iterator[str]:
    """Yield what a reader can see of one file of the package."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from literals(ast.parse(text))
    elif path.suffix == ".toml" and "packs" in path.parts:
        yield from strings(tomllib.loads(text))
    else:
        yield text


def files(root: Path = ROOT) -> list[Path]:
    """Return the files that print something: code, words, templates and packs."""
    kinds = {".py", ".toml", ".html", ".svg", ".js", ".css", ".typ", ".txt"}
    return sorted(p for p in (root / "candide").rglob("*") if p.suffix in kinds)


def found_in(path: Path) -> list[str]:
    """Return the forbidden words of one file."""
    return [hit.group() for text in printed(path) for hit in NEVER.finditer(text)]


def main() -> int:
    """Print each word found with its file; return 1 when there is any."""
    read = files()
    hits = [(path.relative_to(ROOT), word) for path in read for word in found_in(path)]
    print(
        "\n".join(f"{path}: {word!r} is never printed" for path, word in hits)
        or f"words: {len(read)} files read"
    )
    return bool(hits)


if __name__ == "__main__":
    sys.exit(main())
