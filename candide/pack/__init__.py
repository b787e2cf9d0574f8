"""Packs: rules as data, dated and sourced, that a linguist or a lawyer can edit.

A pack is a TOML file. `[pack]` says what it is; `[words]` holds lists of single words; each `[[rule]]`
holds wordings, what they would mean, and lines that it must and must not match: its own tests.
Everything else in the file is data for whoever asks for it (`load_data`).

    [pack]
    id = "disclosure-fr"
    version = 1
    status = "draft"            # draft → trial → stable → retired; only stable weighs in an opinion
    title = { fr = "…", en = "…" }
    applies = { language = "fr", jurisdiction = "FR", from = 2024-11-08 }
    misleads = { fr = "…", en = "…" }
    [[pack.sources]]
    key = "ordonnance-2024-978"
    seen = 2026-11-22
"""

from candide.pack.check import Problem, check
from candide.pack.folder import FOLDER, load, load_data, statuses, tier, together
from candide.pack.model import Line, Pack, Packs
from candide.pack.read import read_pack

__all__ = [
    "FOLDER", "Line", "Pack", "Packs", "Problem", "check", "load", "load_data", "read_pack", "statuses",
    "tier", "together",
]  # fmt: skip
