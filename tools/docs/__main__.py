"""Write docs/reference, or compare it with the code."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import tools.docs

REFERENCE = Path(__file__).resolve().parents[2] / "docs" / "reference"
NOTICE = "<!-- Written by `make docs` from the code. Change the code, not this page. -->\n\n"


def pages() -> dict[str, str]:
    """Return every reference page by file name; a page whose part is not there yet is left out."""
    found = {}
    for info in iter_modules(tools.docs.__path__):
        if not info.name.startswith("_"):
            page = import_module(f"tools.docs.{info.name}")
            found[page.NAME] = NOTICE + page.text().rstrip() + "\n"
    found["index.md"] = NOTICE + index(found)
    return dict(sorted(found.items()))


def index(found: dict[str, str]) -> str:
    """Return the list of pages, each by its own title."""
    lines = ["# Reference", "", "What the code itself says, page by page.", ""]
    for name, body in sorted(found.items()):
        title = next(line[2:] for line in body.splitlines() if line.startswith("# "))
        lines.append(f"- [{title}]({name})")
    return "\n".join(lines) + "\n"


def stale(folder: Path = REFERENCE) -> list[str]:
    """Return the names of pages that are missing, differ, or have no source any more."""
    written = pages()
    kept = {p.name: p.read_text(encoding="utf-8") for p in folder.glob("*.md")}
    return sorted(name for name in written.keys() | kept.keys() if written.get(name) != kept.get(name))


def main() -> int:
    """Write or check; return 1 when a check finds a page that is out of date."""
    if "--check" in sys.argv:
        found = stale()
        print(
            "\n".join(f"docs/reference/{name} is out of date: run `make docs`" for name in found)
            or "docs: current"
        )
        return bool(found)
    REFERENCE.mkdir(parents=True, exist_ok=True)
    written = pages()
    for old in REFERENCE.glob("*.md"):
        if old.name not in written:
            old.unlink()
    for name, body in written.items():
        (REFERENCE / name).write_text(body, encoding="utf-8")
    print(f"docs: {len(written)} pages written")
    return 0


if __name__ == "__main__":
    sys.exit(main())
