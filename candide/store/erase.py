"""Erasure: one person leaves every file of the workspace, and the door closes behind her."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

import orjson
import pyarrow as pa
import pyarrow.parquet as pq

from candide.tables import TABLES, TEXT, WORDS

from . import holders, manifest, subject, tombstones
from .compact import Fold
from .disk import files_under
from .engine import Engine, quoted, scan
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
    namesakes  other accounts that bear the same handle or name: their own rows keep it, and it
               is not struck from texts; erase them as well if they are hers
    """

    tombstone: str
    rows: dict[str, int] = field(default_factory=dict)
    scrubbed: int = 0
    items: int = 0
    holders: dict[str, int] = field(default_factory=dict)
    searched: int = 0
    left: tuple[str, ...] = ()
    namesakes: int = 0


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
                needles, _ = subject.known(engine, stone.keys)
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
    return ErasureProof(stone.id, rows, scrubbed, items, changed, searched, tuple(left), person.namesakes)


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
    found = {"lineage": {"where": _if_named("where", "scrubbed", person)}}
    for table in TABLES.values():
        found[table.name] = {
            c.name: _if_named(c.name, "scrubbed_words" if c.type == WORDS else "scrubbed", person)
            for c in table.columns
            if c.name in FREE or c.type == WORDS
        }
    return found


def _if_named(column: str, function: str, person: Needles) -> str:
    """Return the SQL of a column of `o`, passed through a function where it may name the person."""
    text = f"array_to_string(o.\"{column}\", ' ')" if function == "scrubbed_words" else f'o."{column}"'
    named = f"regexp_matches({text}, {quoted(person.broad)}, 'i')"
    return f'case when {named} then {function}(o."{column}") else o."{column}" end'


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
    with Engine() as engine:
        left = [p for p in files if any(map(person.found, _contents(engine, p, person)))]
    return len(files), [str(p.relative_to(root)) for p in left]


def _contents(engine: Engine, path: Path, person: Needles) -> Iterator[str]:
    if path.suffix == ".zst":
        yield from (f"{where} {data.decode()}" for where, data in lines(path))
    elif path.suffix == ".parquet":
        yield from _suspects(engine, path, person)
    else:
        yield from holders.texts(path)


def _suspects(engine: Engine, path: Path, person: Needles) -> Iterator[str]:
    """Yield the cells of a Parquet file that may name the person."""
    for kind in pq.read_schema(path):
        column = f'"{kind.name}"' if kind.type == TEXT else f'cast("{kind.name}" as varchar)'
        if kind.type == TEXT or pa.types.is_nested(kind.type):
            query = f"select {column} as cell from {scan([path])} where regexp_matches({column}, $broad, 'i')"
            yield from engine.sql(query, {"broad": person.broad})["cell"].to_pylist()
