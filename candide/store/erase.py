"""Erasure: one person leaves every file of the workspace, and the door closes behind her."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pyarrow as pa

from candide.tables import TABLES, TEXT, WORDS

from . import holders, manifest, subject, tombstones
from .compact import Fold
from .disk import files_under
from .engine import Engine, scan
from .keys import FOLDER as KEYS
from .keys import PERSONS
from .lease import Lease
from .lineage import RAW
from .manifest import Part
from .parts import paths
from .raw import Line, lines
from .scrub import FREE, Needles
from .sweep import sweep
from .workbench import Workbench, workbench

#: What an item of raw/ is about: when such a row is hers, the whole item is.
ABOUT = ("post", "comment", "text_part", "declared")


@dataclass(frozen=True)
class ErasureProof:
    """What an erasure did, without saying whom it was about.

    tombstone  id of the tombstone that refuses later imports
    rows       observations removed, per table
    scrubbed   observations of other people from which a mention was taken
    items      items of raw/ removed or scrubbed
    holders    files or records changed, per registered holder
    searched   files searched afterwards
    left       files in which the person is still named; empty when the erasure is complete
    """

    tombstone: str
    rows: dict[str, int] = field(default_factory=dict)
    scrubbed: int = 0
    items: int = 0
    holders: dict[str, int] = field(default_factory=dict)
    searched: int = 0
    left: tuple[str, ...] = ()


def erase(
    root: Path, lease: Lease, platform: str, who: str, person: Callable[[str, str, str], str]
) -> ErasureProof:
    """Remove a creator or commenter from the whole workspace.

    who  the platform's id, or @handle; a commenter is known by the one that the export gave

    The tombstone is kept first: an erasure cut short is taken up again by the next writer.
    """
    with Engine() as engine:
        subject.prepare(engine, root, manifest.load(root))
        needles, by_id = subject.named(engine, platform, who, person)
    stone = tombstones.add(root, platform, needles.keys, by_id)
    return _carry_out(root, lease, stone, needles)


def replay(root: Path, lease: Lease) -> list[ErasureProof]:
    """Carry out the erasures that this lake does not reflect: cut short, or older than a restore."""
    done = set(manifest.load(root).tombstones)
    proofs = []
    for stone in tombstones.load(root):
        if stone.id not in done:
            with Engine() as engine:
                subject.prepare(engine, root, manifest.load(root))
                needles = subject.known(engine, stone.keys)
            proofs.append(_carry_out(root, lease, stone, needles))
    return proofs


def _carry_out(root: Path, lease: Lease, stone: tombstones.Tombstone, person: Needles) -> ErasureProof:
    rows, scrubbed, items = _lake(root, lease, person)
    changed = {name: holder(root, person) for name, holder in holders.HOLDERS.items()}
    after = manifest.load(root)
    after.tombstones = sorted({*after.tombstones, stone.id})
    lease.check()
    manifest.save(root, after)
    sweep(root, after)
    searched, left = search(root, person)
    return ErasureProof(stone.id, rows, scrubbed, items, changed, searched, tuple(left))


def _lake(root: Path, lease: Lease, person: Needles) -> tuple[dict[str, int], int, int]:
    with workbench(root) as bench:
        rows = _gone(bench, person)
        hers = _her_items(bench)
        fold = Fold(bench, _rewrites(bench.engine, person))
        fold.observations()
        items = fold.items(lambda part, line: _revised(part, line, hers, person))
        fold.lineage()
        scrubbed = bench.engine.sql(f"select count(*) as n from renamed where \"table\" <> '{RAW}'")
        bench.after.imports = [{**i, "file": person.text(i["file"])} for i in bench.after.imports]
        bench.after.retired = []
        bench.publish(lease)
    return rows, int(scrubbed["n"][0].as_py()), items


def _gone(bench: Workbench, person: Needles) -> dict[str, int]:
    """Make the table `gone` of all observations that are hers; return how many per table."""
    engine = bench.engine
    engine.view("hers", pa.table({"key": pa.array(sorted(person.keys), pa.string())}))
    engine.run('create temp table gone (obs_id varchar, "table" varchar)')
    counts = {}
    for table in TABLES.values():
        parts = paths(bench.root, bench.after.observed(table.name))
        owners = [n for n in PERSONS if n in table.names and n != "handle_key"]
        hers = " or ".join(f"{n} in (select key from hers)" for n in owners)
        if parts:
            engine.run(f"insert into gone select obs_id, '{table.name}' from {scan(parts)} where {hers}")
    for row in engine.sql('select "table" as name, count(*) as n from gone group by all').to_pylist():
        counts[row["name"]] = row["n"]
    return counts


def _her_items(bench: Workbench) -> Mapping[str, set[str]]:
    """Return, per import, the places whose item is about her; their lineage goes too."""
    engine, parts = bench.engine, paths(bench.root, bench.after.of(None, "lineage"))
    if not parts:
        return {}
    about = ", ".join(f"'{t}'" for t in ABOUT)
    marked = (
        f"select l.*, g.obs_id is not null as hers from {scan(parts)} l "
        f'left join gone g on g.obs_id = l.obs_id and g."table" = l."table"'
    )
    engine.run(
        f'create temp table items_gone as select import_id, "where" from ({marked}) '
        f'where "table" <> \'{RAW}\' group by import_id, "where" '
        f'having bool_and(hers) or bool_or(hers and "table" in ({about}))'
    )
    engine.run(
        f"insert into gone select distinct l.obs_id, '{RAW}' from {scan(parts)} l join items_gone i "
        f'on i.import_id = l.import_id and i."where" = l."where" where l."table" = \'{RAW}\''
    )
    found: dict[str, set[str]] = {}
    for row in engine.sql("select * from items_gone").to_pylist():
        found.setdefault(row["import_id"], set()).add(row["where"])
    return found


def _rewrites(engine: Engine, person: Needles) -> dict[str, dict[str, str]]:
    """Return the SQL that takes her out of other people's words, and register what it calls."""

    def scrubbed(texts: pa.Array) -> pa.Array:
        return pa.array([t if t is None else person.text(t) for t in texts.to_pylist()], TEXT)

    def scrubbed_words(lists: pa.Array) -> pa.Array:
        return pa.array([w if w is None else person.words(w) for w in lists.to_pylist()], WORDS)

    engine.function("scrubbed", scrubbed, ["VARCHAR"], "VARCHAR")
    engine.function("scrubbed_words", scrubbed_words, ["VARCHAR[]"], "VARCHAR[]")
    found = {"lineage": {"where": 'scrubbed(o."where")'}}
    for table in TABLES.values():
        found[table.name] = {c.name: f'scrubbed(o."{c.name}")' for c in table.columns if c.name in FREE}
        found[table.name] |= {
            c.name: f'scrubbed_words(o."{c.name}")' for c in table.columns if c.type == WORDS
        }
    return found


def _revised(part: Part, line: Line, hers: Mapping[str, set[str]], person: Needles) -> Line | None:
    where, data = line
    if where in hers.get(part.origin or "", ()):
        return None
    if not person.found(data.decode()) and not person.found(where):
        return line
    return person.text(where), orjson.dumps(person.json(orjson.loads(data)))


def search(root: Path, person: Needles) -> tuple[int, list[str]]:
    """Search every file of the workspace; return how many, and those that name the person.

    Parquet and zstd are decompressed, archives opened. The tombstones are left out: they hold
    her keys on purpose, and nothing else.
    """
    files = [p for p in files_under(root) if p.parent != root / KEYS]
    left = [str(p.relative_to(root)) for p in files if any(map(person.found, _contents(p)))]
    return len(files), left


def _contents(path: Path) -> Iterator[str]:
    if path.suffix == ".zst":
        yield from (f"{where} {data.decode()}" for where, data in lines(path))
    elif path.suffix == ".parquet":
        with Engine() as engine:
            for batch in engine.batches(f"select * from {scan([path])}"):
                yield from (t for t in _words(batch) if t)
    else:
        yield from holders.texts(path)


def _words(batch: pa.RecordBatch) -> Iterator[str]:
    for column in batch.columns:
        if pa.types.is_list(column.type):
            yield from column.flatten().unique().to_pylist()
        elif pa.types.is_string(column.type):
            yield from column.unique().to_pylist()
