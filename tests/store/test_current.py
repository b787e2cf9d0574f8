from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from candide.store import Workspace
from candide.tables import POST, QUALITIES

from .conftest import Import, Row, creator, day, one, post, run_import


def test_the_newest_known_value_wins_and_an_absent_one_never_erases(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", likes=10, views=900, observed_at=day(0)))
    load(post(ws, "1", "p1", likes=12, observed_at=day(2)))
    with ws.reader() as lake:
        row = one(lake, "select likes, views, first_seen, last_seen from post")
    assert row == {"likes": 12, "views": 900, "first_seen": day(0), "last_seen": day(2)}


def test_an_explicit_null_is_a_value(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", likes=10, observed_at=day(0)))
    load(post(ws, "1", "p1", likes=None, likes_hidden=True, observed_at=day(1)))
    with ws.reader() as lake:
        row = one(lake, "select likes, likes_hidden, spoken from post")
    assert row["likes"] is None
    assert row["likes_hidden"]
    assert "likes" in POST.spoken(row["spoken"])


def test_an_older_export_imported_late_does_not_win(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", likes=12, observed_at=day(2)))
    load(post(ws, "1", "p1", likes=10, views=900, observed_at=day(0)))
    load(post(ws, "1", "p1", likes=11, observed_at=day(1)))
    with ws.reader() as lake:
        assert one(lake, "select likes, views from post") == {"likes": 12, "views": 900}


def test_dated_beats_undated_then_time_then_quality(ws: Workspace, load: Import) -> None:
    load(post(ws, "1", "p1", likes=1))
    load(post(ws, "1", "p1", likes=2, observed_at=day(1), observed_quality="file"))
    load(post(ws, "1", "p1", likes=3, observed_at=day(1), observed_quality="declared"))
    load(post(ws, "1", "p1", likes=4, observed_at=day(0), observed_quality="recorded"))
    with ws.reader() as lake:
        assert one(lake, "select likes from post")["likes"] == 3


def test_a_row_without_a_date_stays_visible(ws: Workspace, load: Import) -> None:
    load(creator(ws, "1", "Ana", followers=900), creator(ws, "2", "Bob", followers=1))
    load(creator(ws, "1", bio="honest nano"))
    with ws.reader() as lake:
        rows = lake.sql("select handle, followers, bio from creator order by handle").to_pylist()
    assert rows == [
        {"handle": "Ana", "followers": 900, "bio": "honest nano"},
        {"handle": "Bob", "followers": 1, "bio": None},
    ]


def expected(seen: list[dict[str, Any]]) -> dict[str, Any]:
    """Resolve observations the slow way."""

    def stamp(o: dict[str, Any]) -> tuple[Any, ...]:
        at: datetime | None = o["observed_at"]
        quality = -QUALITIES.index(o["observed_quality"])
        return (at is not None, at.timestamp() if at else 0.0, quality, o["obs_id"])

    ranked = sorted(seen, key=stamp, reverse=True)
    return {
        name: next((o[name] for o in ranked if o["speaks_of"] & bit), None) for name, bit in POST.bits.items()
    }


cells = st.fixed_dictionaries(
    {"post_id": st.sampled_from(["p1", "p2"])},
    optional={
        "likes": st.none() | st.integers(0, 3),
        "views": st.none() | st.integers(0, 3),
        "edited": st.none() | st.booleans(),
        "tagged": st.none() | st.lists(st.sampled_from(["ana", "bob", "ana,3:bob"]), max_size=2),
        "observed_at": st.none() | st.integers(0, 2).map(day),
        "observed_quality": st.sampled_from(QUALITIES),
    },
)


@pytest.fixture(scope="module")
def counter() -> Any:
    return iter(range(10**9))


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    imports=st.lists(st.lists(cells, min_size=1, max_size=4), min_size=1, max_size=4),
    fold_after=st.integers(0, 3),
    order=st.randoms(use_true_random=False),
)
def test_any_order_of_imports_gives_the_slow_answer(
    tmp_path: Path, counter: Any, imports: list[list[dict[str, Any]]], fold_after: int, order: Any
) -> None:
    n = next(counter)
    ws = Workspace.create(tmp_path / f"w{n}", "research")
    order.shuffle(imports)
    for i, rows in enumerate(imports):
        file = tmp_path / f"f{n}-{i}"
        file.write_text(f"{n} {i}")
        given: list[Row] = [("post", {"platform": "tiktok", **r}) for r in rows]
        run_import(ws, file, [({"i": i}, given)])
        if i == fold_after:
            ws.compact()
    with ws.reader() as lake:
        history = lake.sql("select * from post_history").to_pylist()
        shown = {r["post_id"]: r for r in lake.sql("select * from post").to_pylist()}
    for post_id in {r["post_id"] for r in history}:
        wanted = expected([r for r in history if r["post_id"] == post_id])
        assert {name: shown[post_id][name] for name in POST.names} == wanted
    assert len(history) == len({r["obs_id"] for r in history})
