"""Running labels: found in their folder, ordered by AFTER, run batch by batch."""

from __future__ import annotations

import hashlib
import importlib
import pkgutil
from functools import lru_cache
from graphlib import CycleError, TopologicalSorter
from pathlib import Path
from types import ModuleType
from typing import Final

import pyarrow as pa

from candide import pack
from candide.errors import ContractError
from candide.label.cues import Cues
from candide.label.records import RECORDS
from candide.pack import Packs
from candide.tables import SAID

#: Records a batch: large enough that the cost a batch has is shared, small enough for memory.
BATCH: Final = 8192


def run(records: pa.Table, packs: Packs | None = None) -> pa.Table:
    """Run every label over records.

    records  columns of `RECORDS`, one row a post; columns that are missing are taken as unknown
    packs    the packs to match; ours by default
    Returns  `tables.SAID` rows, label by label, each in the order of the records
    Raises   ContractError when a label breaks its contract.
    """
    packs = packs or pack.load()
    records = _complete(records)
    labels = load()
    found: dict[str, list[pa.Table]] = {name: [] for name in labels}
    for start in range(0, records.num_rows, BATCH):
        batch = records.slice(start, BATCH).combine_chunks()
        cues = Cues.of(batch, packs)
        said: dict[str, pa.Table] = {}
        for name, module in labels.items():
            said[name] = module.label(batch, cues, {k: said[k] for k in module.AFTER})
            found[name].append(said[name])
    return pa.concat_tables([SAID.empty_table(), *(t for tables in found.values() for t in tables)])


@lru_cache(maxsize=1)
def load() -> dict[str, ModuleType]:
    """Load the labels of `candide.labels`, in an order that respects AFTER.

    Returns  modules by name
    Raises   ContractError for a missing name, an unknown column or label, or a cycle.
    """
    folder = importlib.import_module("candide.labels")
    names = sorted(m.name for m in pkgutil.iter_modules(folder.__path__) if not m.name.startswith("_"))
    return ordered(
        {m.NAME: m for m in (checked(importlib.import_module(f"candide.labels.{n}")) for n in names)}
    )


def checked(module: ModuleType) -> ModuleType:
    """Return a label module that keeps its contract.

    Raises  ContractError naming what is missing.
    """
    for attribute in ("NAME", "READS", "AFTER", "label", "__doc__"):
        if (not getattr(module, attribute, None) and attribute != "AFTER") or not hasattr(module, attribute):
            raise ContractError(f"a label with {attribute}", came="none", where=module.__name__)
    unknown = sorted(set(module.READS) - set(RECORDS.names))
    if unknown:
        raise ContractError("columns of the records table", came=", ".join(unknown), where=module.__name__)
    return module


def ordered(modules: dict[str, ModuleType]) -> dict[str, ModuleType]:
    """Order labels so that each comes after those it names.

    Raises  ContractError for an unknown label or a cycle.
    """
    for name, module in modules.items():
        unknown = sorted(set(module.AFTER) - set(modules))
        if unknown:
            raise ContractError("labels that exist", came=", ".join(unknown), where=f"AFTER of {name}")
    sorter = TopologicalSorter({name: set(module.AFTER) for name, module in sorted(modules.items())})
    try:
        return {name: modules[name] for name in sorter.static_order()}
    except CycleError as error:
        cycle = " → ".join(error.args[1])
        raise ContractError("labels without a cycle", came=cycle, do="Break it in one AFTER.") from error


def fingerprint(packs: Packs | None = None) -> str:
    """Return a SHA-256 that changes whenever a pack, a label or the engine does: the key of cached labels."""
    sums = [(packs or pack.load()).fingerprint]
    for folder in ("text", "pack", "label", "labels"):
        for path in sorted((Path(__file__).parents[1] / folder).glob("*.py")):
            sums.append(f"{folder}/{path.name} {hashlib.sha256(path.read_bytes()).hexdigest()}")
    return hashlib.sha256("\n".join(sums).encode()).hexdigest()


def _complete(records: pa.Table) -> pa.Table:
    columns = [
        records[f.name].cast(f.type) if f.name in records.column_names else pa.nulls(records.num_rows, f.type)
        for f in RECORDS
    ]
    return pa.Table.from_arrays(columns, schema=RECORDS)
