"""Who is to be erased: every key, id, handle and name under which the workspace knows her."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import pyarrow as pa

from candide.tables import CREATOR

from .current import layered
from .engine import Engine
from .keys import fold_handle
from .manifest import Manifest
from .parts import paths
from .scrub import Needles


def _keys(engine: Engine, name: str, keys: Iterable[str]) -> None:
    engine.view(name, pa.table({"key": pa.array(sorted(keys), pa.string())}))


def prepare(engine: Engine, root: Path, manifest: Manifest) -> None:
    """Make the views `seen` (every observation of creators) and `now` (their current rows)."""
    parts = paths(root, manifest.observed("creator"))
    engine.view("seen", parts or CREATOR.observed.empty_table())
    engine.run(f"create view now as select * from {layered(root, manifest.current('creator'), CREATOR)}")


def named(
    engine: Engine, platform: str, who: str, person: Callable[[str, str, str], str]
) -> tuple[Needles, bool]:
    """Return what identifies a person given by id or @handle, and whether her id is known.

    By handle: the account that bears it now, with or without an id. By id: also the rows typed
    by hand under a handle of hers, unless another account bears that handle now.
    """
    by_handle = who.startswith("@")
    first = person(platform, "handle" if by_handle else "id", who)
    _keys(engine, "asked", [first])
    bearers = engine.sql(
        "select distinct creator_key from now where handle_key in (select key from asked) "
        "or creator_key in (select key from asked)"
    )["creator_key"].to_pylist()
    return known(
        engine,
        [first, *(bearers if by_handle else [])],
        ids=() if by_handle else (who,),
        handles=(who,) if by_handle else (),
    )


def known(
    engine: Engine, keys: Iterable[str], ids: Sequence[str] = (), handles: Sequence[str] = ()
) -> tuple[Needles, bool]:
    """Return what identifies the person who has these keys, and whether her id is known.

    ids, handles  what is known of her beside the lake
    """
    _keys(engine, "hers", keys)
    free = engine.sql(
        "select distinct s.handle_key as key from seen s where s.creator_key in (select key from hers) "
        "and s.handle_key is not null and not exists (select 1 from now n where n.handle_key = s.handle_key "
        "and n.native_id is not null and n.creator_key not in (select key from hers))"
    )["key"].to_pylist()
    every = frozenset([*keys, *free])
    _keys(engine, "hers", every)
    rows = engine.sql(
        "select distinct native_id, handle, display_name from seen "
        "where creator_key in (select key from hers)"
    )
    native, borne, names = ({v for v in rows[c].to_pylist() if v} for c in rows.column_names)
    folded = frozenset(fold_handle(h) for h in (*borne, *handles))
    taken, within, namesakes = _others(engine, {*folded, *names})
    needles = Needles(
        every,
        frozenset({*native, *ids}),
        folded - taken,
        frozenset(names) - within - taken,
        folded & within,
        namesakes,
    )
    return needles, bool(needles.ids)


def _others(engine: Engine, words: set[str]) -> tuple[frozenset[str], frozenset[str], int]:
    """Return words that are others' handles, words within their handles or names, and their number."""
    engine.view("words", pa.table({"word": pa.array(sorted(words), pa.string())}))
    found = engine.sql(
        "select w.word, n.creator_key, coalesce(lower(n.handle) = lower(w.word), false) as taken "
        "from words w join now n on contains(lower(n.handle), lower(w.word)) "
        "or contains(lower(n.display_name), lower(w.word)) "
        "where n.creator_key not in (select key from hers)"
    ).to_pylist()
    taken = frozenset(row["word"] for row in found if row["taken"])
    return taken, frozenset(row["word"] for row in found), len({row["creator_key"] for row in found})
