"""The packs that are shipped, from their own heads."""

from __future__ import annotations

from candide import pack
from tools.docs._markdown import table

NAME = "packs.md"


def text() -> str:
    """Return the page."""
    packs = list(pack.load())
    rows = (
        (
            f"`{p.name}`",
            p.status,
            p.title["en"],
            p.language or "any",
            p.jurisdiction or "any",
            _force(p),
            len(p.lines),
        )
        for p in packs
    )
    header = ("pack", "status", "what it holds", "language", "jurisdiction", "in force", "rules")
    parts = [
        "# Packs",
        "",
        "Only a stable pack weighs in an opinion. `candide packs check` tries every line.",
        "",
    ]
    parts += [table(header, rows), "", "## Sources and cautions", ""]
    for one in packs:
        parts += [f"### `{one.name}`", ""]
        if one.misleads:
            parts += [f"When it misleads: {one.misleads['en']}", ""]
        cited = [f"- `{s['key']}`, seen {s.get('seen', 'never')}" for s in one.sources]
        parts += [*cited, ""] if cited else ["No outside source: ours.", ""]
    return "\n".join(parts)


def _force(one: pack.Pack) -> str:
    return f"{one.since or '…'} to {one.until or '…'}" if one.since or one.until else "always"
