"""Fail when a pinned package carries a GPL or AGPL licence: `python -m tools.licence_check`."""

from __future__ import annotations

import re
import sys
from importlib.metadata import Distribution, PackageNotFoundError, distribution
from pathlib import Path

PINNED = Path(__file__).resolve().parents[1] / "requirements" / "dev.txt"
STRONG = re.compile(r"(?<![A-Za-z])A?GPL|(?<!Lesser )(?:General|Affero) Public Licen[cs]e", re.IGNORECASE)
LESSER = re.compile(r"LGPL|Lesser General Public Licen[cs]e", re.IGNORECASE)
#: Packages whose metadata name a strong licence, and why they may stay.
ALLOWED = {
    "scipy": "its wheel carries GCC's Fortran runtime, under the GCC runtime library exception",
}


def pinned(text: str) -> list[str]:
    """Return the names that a requirements file pins."""
    return re.findall(r"^([A-Za-z0-9._-]+)==", text, re.MULTILINE)


def licences(package: Distribution) -> list[str]:
    """Return every statement of licence in a package's metadata: expression, classifiers, free text."""
    read = package.metadata
    said = [read["License-Expression"], *(read.get_all("Classifier") or []), read["License"]]
    return [text for text in said if text and ("License ::" in text or "::" not in text)]


def verdict(statements: list[str]) -> str:
    """Return "strong", "lesser", "unsaid" or "fine" for one package's statements.

    A choice ("MIT OR GPL-2.0") is fine as soon as one of its branches is.
    """
    if not statements:
        return "unsaid"
    branches = re.split(r"\bOR\b", statements[0]) if " OR " in statements[0] else []
    if branches and any(not STRONG.search(b) for b in branches):
        return "fine"
    if any(STRONG.search(s) for s in statements):
        return "strong"
    return "lesser" if any(LESSER.search(s) for s in statements) else "fine"


def judge(names: list[str]) -> tuple[list[str], list[str]]:
    """Return (notes, refusals), one sentence each, for the packages installed under these names."""
    notes, refusals = [], []
    for name in names:
        try:
            found = verdict(licences(distribution(name)))
        except PackageNotFoundError:
            notes.append(f"{name}: not installed on this platform, not read")
            continue
        if found == "strong" and name in ALLOWED:
            notes.append(f"{name}: allowed, {ALLOWED[name]}")
        elif found in ("strong", "unsaid"):
            refusals.append(f"{name}: {'GPL or AGPL' if found == 'strong' else 'no licence'} in its metadata")
        elif found == "lesser":
            notes.append(f"{name}: LGPL, used as a separate package")
    return notes, refusals


def main() -> int:
    """Print what was read and what is refused; return 1 when anything is refused."""
    names = pinned(PINNED.read_text(encoding="utf-8"))
    notes, refusals = judge(names)
    print(f"licences: {len(names)} pinned packages read")
    print("\n".join(f"  {line}" for line in notes + refusals) or "  nothing to report")
    return bool(refusals)


if __name__ == "__main__":
    sys.exit(main())
