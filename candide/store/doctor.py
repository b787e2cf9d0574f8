"""What is wrong with a workspace, in words."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from . import keys, lease, lineage, manifest, parts, tombstones
from .maintain import superseded
from .sweep import STAGING, orphans

_NEXT = "the next writer"
_COMPACT = "compact the workspace to remove them"


def examine(root: Path, today: date) -> list[str]:
    """Return one line per problem; none when the workspace is sound.

    Looks at the hash of every part, files that nobody names, a writer that died, erasures cut
    short, retention overdue and the permissions of the keys.
    """
    state = manifest.load(root)
    found = parts.damaged(root, state)
    left = orphans(root, state)
    if left:
        found.append(f"{len(left)} files in lake/ or raw/ belong to no manifest; {_NEXT} removes them")
    return [*found, *_writer(root), *_people(root, state, today), *keys.exposed(root)]


def _writer(root: Path) -> list[str]:
    holder = lease.holder(root)
    if holder is None or holder["released"]:
        staged = list((root / STAGING).iterdir()) if (root / STAGING).is_dir() else []
        return [f"{len(staged)} abandoned staging folders; {_NEXT} removes them"] if staged else []
    if not lease.is_stale(holder):
        return []
    return [f"`{holder.get('command')}` of process {holder.get('pid')} died while writing; nothing is lost"]


def _people(root: Path, state: manifest.Manifest, today: date) -> list[str]:
    found = []
    undone = [t for t in tombstones.load(root) if t.id not in state.tombstones]
    if undone:
        found.append(f"{len(undone)} erasures were cut short or undone by a restore; {_NEXT} replays them")
    overdue = lineage.due(state, today, "lineage")
    if overdue:
        first = min(str(p.expires) for p in overdue)
        found.append(f"retention ended on {first} for some observations; {_COMPACT}")
    if superseded(state):
        found.append(f"observations of an older source version remain; {_COMPACT}")
    return found
