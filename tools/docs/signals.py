"""The catalogue of signals, from their docstrings."""

from __future__ import annotations

from candide import signal
from tools.docs._markdown import quote, sections, table

NAME = "signals.md"


def text() -> str:
    """Return the page."""
    signals = signal.load().values()
    rows = (
        (f"[{s.code}](#{s.code.lower()})", s.title["en"], s.title["fr"], s.axis, s.estimator, s.unit)
        for s in signals
    )
    parts = [
        "# Signals",
        "",
        "A signal counts judged rows. Sources in brackets are keys of `docs/bibliography.toml`.",
        "",
    ]
    parts += [table(("code", "title", "titre", "axis", "estimator", "unit"), rows), ""]
    for one in signals:
        parts += [one_signal(one)]
    return "\n".join(parts)


def one_signal(one: signal.Signal) -> str:
    """Return the section of one signal."""
    said = sections(one.doc)
    reads = ", ".join(f"`{t}`: {', '.join(f'`{c}`' for c in columns)}" for t, columns in one.reads.items())
    lines = [
        f"## {one.code}",
        "",
        f"**{one.title['en']}** (`signals/{one.name}.py`): {one.definition['en']}.",
        "",
    ]
    if one.private:
        lines += ["Private to the creator; weighs nothing.", ""]
    for heading in ("What it measures", "Why it matters", "When it misleads"):
        lines += [f"**{heading}.** {said[heading]}", ""]
    lines += [f"Reads {reads}. Abstains below {one.enough} judged rows.", "", quote(said["Example"]), ""]
    return "\n".join(lines)
