"""Try an invented world: simulate it, import its files, audit it, and score what was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from candide.jobs import auditing, labelling
from candide.jobs.importing import Progress, import_files
from candide.signal.shift import WEIGHS
from candide.simulate import simulate
from candide.simulate.dice import Tails
from candide.simulate.score import score
from candide.store import Workspace

#: What each kind of post is called in the truth: label and values.
_SAID = {
    "stated_paid": {"relation": {"disclosed_clear"}},
    "silent_paid": {"relation": {"undisclosed_cues"}},
    "own_business": {"relation": {"own_business"}},
    "denial": {"relation": {"denial"}},
    "dissuasion_with_substitute": {"substitute": {"named_commercial"}},
    "honest_dissuasion": {"substitute": {"none", "free_or_owned", "generic", "named"}},
}
_BOUGHT = ("bought_followers", "bought_followers_posting_day")
Documents = Sequence[Mapping[str, Any]]


def try_world(
    folder: Path, creators: int, seed: int, tails: Tails, progress: Progress | None = None
) -> dict[str, Any]:
    """Make a world in a folder, audit it in a workspace beside it, and score the findings.

    Returns truth, workspace (its folder), imports, and scores: `weighing` counts only the flags that
    weigh, `any` every flag that asks for a look as well.
    """
    truth = simulate(folder / "world", creators=creators, seed=seed, tails=tails)
    workspace = Workspace.create(folder / "workspace", "partnership", name="demo")
    imports = bring(workspace, folder / "world", progress)
    documents, said = read(workspace)
    found = {"found": _found(documents, said), "readings": _readings(documents)}
    scores = {
        name: score(truth, found | {"flagged": _flagged(documents, kinds)})
        for name, kinds in (("weighing", ("adverse",)), ("any", ("adverse", "look_at")))
    }
    return {"truth": truth, "workspace": workspace.path, "imports": imports, "scores": scores}


def bring(workspace: Workspace, world: Path, progress: Progress | None = None) -> list[Any]:
    """Import every export file of a world, tables through the mapping that lies beside them."""
    reports = []
    for file in sorted(p for p in world.iterdir() if p.suffix in (".ndjson", ".xlsx", ".csv")):
        beside = file.with_suffix(".mapping.toml")
        reports += import_files(
            workspace, [file], mapping=beside if beside.exists() else None, progress=progress
        )
    return reports


def read(workspace: Workspace) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """Return the audit documents of everybody, and what the labels say of every post."""
    with workspace.reader() as lake:
        path = labelling.said(workspace, lake)
        lake.view("said", [path])
        documents = auditing.everybody(workspace, lake)
    columns = ["post_id", "label", "value"]
    return documents, pq.read_table(path, columns=columns).to_pylist()


def _found(documents: Documents, said: Iterable[Mapping[str, Any]]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {name: [] for name in (*_SAID, *_BOUGHT, "viral_post", "press_step")}
    said = list(said)
    dissuading = {
        r["post_id"] for r in said if r["label"] == "dissuasion" and r["value"] in ("product", "general")
    }
    for row in said:
        for name, wanted in _SAID.items():
            if row["value"] in wanted.get(row["label"], ()) and (
                name != "honest_dissuasion" or row["post_id"] in dissuading
            ):
                found[name].append(row["post_id"])
    for document in documents:
        who = document["creator"]["native_id"]
        for step in _reading(document, "AUD003").get("steps", ()):
            if step["coincides"] == "nothing" and step["z"] >= WEIGHS:
                for name in _BOUGHT:
                    found[name].append(who)
            elif step["coincides"] in ("post", "press"):
                found["viral_post" if step["coincides"] == "post" else "press_step"].append(who)
    found["copied_comments"] = [
        d["creator"]["native_id"] for d in documents if _reading(d, "CON002").get("flags")
    ]
    return found


def _flagged(documents: Documents, kinds: Sequence[str]) -> dict[str, list[str]]:
    return {
        d["creator"]["native_id"]: [
            r["code"] for r in d["readings"] for f in r["flags"] if f["kind"] in kinds
        ]
        for d in documents
        if d["creator"]["native_id"]
    }


def _readings(documents: Documents) -> dict[str, dict[str, tuple[float, float, float]]]:
    read: dict[str, dict[str, tuple[float, float, float]]] = {}
    for document in documents:
        for r in document["readings"]:
            if r["value"] is not None and r["kind"] != "shift":
                figures = (r["value"], r["low"], r["high"])
                read.setdefault(r["name"], {})[document["creator"]["native_id"]] = figures
    return read


def _reading(document: Mapping[str, Any], code: str) -> Mapping[str, Any]:
    return next((r for r in document["readings"] if r["code"] == code), {})
