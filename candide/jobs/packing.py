"""Try every pack against its own lines."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from candide import pack


def check(folder: Path | None = None) -> dict[str, Any]:
    """Run every yes and no line of every pack.

    folder   packs of the user, tried beside ours; None for ours alone
    Returns  {packs: [{id, version, status, rules, lines, problems}], wrong}; a problem is {where, what, do}
    """
    packs = pack.load(folder)
    found = [_checked(one, packs) for one in packs]
    return {"packs": found, "wrong": sum(len(one["problems"]) for one in found)}


def _checked(one: pack.Pack, among: pack.Packs) -> dict[str, Any]:
    problems = [vars(problem) for problem in pack.check(one, among)]
    lines = sum(len(line.yes) + len(line.no) for line in one.lines)
    return {
        "id": one.id,
        "version": one.version,
        "status": one.status,
        "rules": len(one.lines),
        "lines": lines,
        "problems": problems,
    }
