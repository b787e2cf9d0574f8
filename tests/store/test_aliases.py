from __future__ import annotations

from candide.store import Workspace

from .conftest import Import, creator, day, one, post


def by_handle(ws: Workspace, handle: str, **cells: object) -> tuple[str, dict[str, object]]:
    return "post", {"platform": "tiktok", "creator_key": ws.person("tiktok", "handle", handle)} | cells


def test_a_creator_typed_by_hand_is_read_as_the_one_with_the_id(ws: Workspace, load: Import) -> None:
    load(creator(ws, None, "@Ana", category="books", followers=800, observed_at=day(3)))
    load(by_handle(ws, "ana", post_id="p1", coauthors=[ws.person("tiktok", "handle", "bob"), "other"]))
    typed = ws.person("tiktok", "handle", "Ana")
    load(("declared", {"creator_key": typed, "field": "city", "value": "Lille"}))
    load(creator(ws, "1", "ANA", followers=900, observed_at=day(0)), creator(ws, "2", "bob"))
    load(creator(ws, None, "bob", category="tools"), post(ws, "1", "p2"))
    ana, bob = ws.person("tiktok", "id", "1"), ws.person("tiktok", "id", "2")
    with ws.reader() as lake:
        rows = lake.sql("select * from creator order by native_id").to_pylist()
        posts = lake.sql("select post_id, creator_key, coauthors from post order by post_id").to_pylist()
        history = lake.sql("select distinct creator_key from creator_history").to_pylist()
        declared = one(lake, "select creator_key, value from declared")
    assert [(r["creator_key"], r["category"], r["followers"]) for r in rows] == [
        (ana, "books", 900),  # what the row with the id says comes first, even when it is older
        (bob, "tools", None),
    ]
    assert rows[0]["last_seen"] == day(3)
    assert [p["creator_key"] for p in posts] == [ana, ana]
    assert [p["coauthors"] for p in posts] == [[bob, "other"], None]
    assert {h["creator_key"] for h in history} == {ana, bob}
    assert declared == {"creator_key": ana, "value": "Lille"}


def test_a_handle_that_two_accounts_bear_resolves_to_neither(ws: Workspace, load: Import) -> None:
    load(creator(ws, None, "ana"), creator(ws, "1", "ana"), creator(ws, "2", "Ana"))
    with ws.reader() as lake:
        assert lake.sql("select * from creator").num_rows == 3


def test_what_both_keys_declare_is_read_once(ws: Workspace, load: Import) -> None:
    typed, known = ws.person("tiktok", "handle", "ana"), ws.person("tiktok", "id", "1")
    for key, value in ((typed, "Lille"), (known, "Lyon")):
        load(("declared", {"creator_key": key, "field": "city", "value": value}))
    load(creator(ws, None, "ana"), creator(ws, "1", "ana"))
    with ws.reader() as lake:
        assert one(lake, "select creator_key, value from declared") == {"creator_key": known, "value": "Lyon"}
