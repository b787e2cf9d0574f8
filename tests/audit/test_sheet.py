"""A sheet recounts itself from its own rows, and says nothing where it cannot know."""

from datetime import UTC, datetime, timedelta

import orjson
import pytest

from candide import pack
from candide.audit import coincide, counting, sheet
from candide.audit.material import gather
from candide.errors import SheetError
from candide.signal import get, load
from tests.audit.test_counting import START, panel
from tests.lakes import lake

PACKS = [{"id": "disclosure-fr", "version": 1, "status": "draft"}]


def world():
    """A panel in which c000 has a step that nothing explains, and comments under its first post."""
    rows = panel(creators=30)
    rows["creator"][0] |= {"handle": "dov", "display_name": "Dov", "urls": []}
    rows["creator_history"] = [
        {
            "creator_key": f"c{c:03}",
            "observed_at": START + timedelta(days=d, hours=3),
            "followers": (1000 + 40 * c + 2 * d) * (13 if c == 0 and d > 60 else 10) // 10,
        }
        for c in range(30)
        for d in range(90)
    ]
    rows["comment"] = [
        {
            "creator_key": None,
            "comment_id": f"k{i}",
            "post_id": "c000p0",
            "author_key": f"u{i}",
            "parent_id": None,
            "text": f"where did you find number {i}",
        }
        for i in range(30)
    ] + [
        {
            "creator_key": None,
            "comment_id": "r1",
            "post_id": "c000p0",
            "author_key": "c000",
            "parent_id": "k1",
            "text": "at the market",
        }
    ]
    rows["text_part"] = [
        {
            "creator_key": p["creator_key"],
            "post_id": p["post_id"],
            "part": "caption",
            "position": 0,
            "text": "a day at the market",
        }
        for p in rows["post"]
    ]
    rows["said"] = [
        {
            "creator_key": p["creator_key"],
            "post_id": p["post_id"],
            "label": "relation",
            "value": "none",
            "spans": [],
        }
        for p in rows["post"]
    ]
    return rows


def document(rows, creator="c000", purpose="partnership", private=False):
    signals = list(load().values())
    with lake(rows) as held:
        counts = counting.count(held, signals)
        moves = coincide.shifts(held, get("AUD003"))
        contexts = coincide.contexts(held, moves.stepped)
        frame = sheet.Frame(pack.load_data("weights"), "balanced", PACKS, purpose, "g1", private)
        return sheet.sheet(creator, gather(held, [creator], signals), counts, moves, frame, signals, contexts)


@pytest.fixture(scope="module")
def dov():
    return document(world())


def of(document, code):
    return next(r for r in document["readings"] if r["code"] == code)


def test_a_sheet_replays_to_the_same_bytes(dov):
    _, same = sheet.replay(orjson.dumps(sheet.seal(dov, {"seconds": 1})))
    assert same


def test_the_clock_stays_outside_the_hash(dov):
    assert sheet.seal(dov, {"seconds": 1})["sha256"] == sheet.seal(dov, {"seconds": 2})["sha256"]


def test_a_sheet_that_was_changed_is_refused(dov):
    forged = orjson.loads(orjson.dumps(sheet.seal(dov, {})))
    forged["document"]["readings"][0]["value"] = 0.99
    with pytest.raises(SheetError, match="hash differs"):
        sheet.replay(orjson.dumps(forged))


def test_changing_a_judged_row_changes_the_reading_it_was_counted_in(dov):
    sealed = orjson.loads(orjson.dumps(sheet.seal(dov, {})))
    row = next(r for r in sealed["document"]["readings"] if r["code"] == "CON001")["rows"][0]
    row["value"] = 1 - row["value"]
    resealed = sheet.seal(sealed["document"], {})
    _, same = sheet.replay(orjson.dumps(resealed))
    assert not same


def test_bytes_that_are_no_sheet_are_refused():
    with pytest.raises(SheetError):
        sheet.replay(b"[1, 2]")


def test_a_step_with_nothing_beside_it_weighs_and_says_ask(dov):
    steps = of(dov, "AUD003")
    assert [s["coincides"] for s in steps["steps"]] == ["nothing"]
    assert steps["flags"][0]["kind"] == "adverse"
    assert steps["flags"][0]["weighs"]
    assert "ask" in steps["flags"][0]["words"]["en"]


def test_the_same_step_beside_an_exceptional_post_weighs_nothing():
    rows = world()
    rows["post"].append(
        {
            "creator_key": "c000",
            "post_id": "hit",
            "kind": "video",
            "likes": 10**6,
            "comments": 0,
            "views": 10**8,
            "published_at": START + timedelta(days=59),
        }
    )
    found = of(document(rows), "AUD003")
    assert [s["coincides"] for s in found["steps"]] == ["post"]
    assert not any(f["weighs"] for f in found["flags"])
    assert found["value"] == 0


def test_the_same_step_beside_a_press_item_weighs_nothing():
    rows = world()
    rows["event"] = [
        {
            "event_id": "e1",
            "kind": "press",
            "platform": None,
            "creator_key": "c000",
            "title": "Portrait in the local paper",
            "at": datetime(2026, 3, 5, tzinfo=UTC),
        }
    ]
    found = of(document(rows), "AUD003")
    assert [s["coincides"] for s in found["steps"]] == ["press"]
    assert found["steps"][0]["with"][0]["title"] == "Portrait in the local paper"


def test_days_outside_the_imported_posts_are_unknown_and_not_nothing():
    rows = world()
    rows["post"] = [
        p
        for p in rows["post"]
        if p["creator_key"] != "c000" or p["published_at"] > START + timedelta(days=70)
    ]
    found = of(document(rows), "AUD003")
    assert [s["coincides"] for s in found["steps"]] == ["unknown"]
    assert not any(f["weighs"] for f in found["flags"])


def test_thirteen_daily_values_are_not_enough():
    rows = world()
    rows["creator_history"] = [
        r for r in rows["creator_history"] if r["observed_at"] < START + timedelta(days=13)
    ]
    found = of(document(rows), "AUD003")
    assert found["value"] is None
    assert found["abstained"]["reason"] == "too_few"


def test_a_signal_no_file_speaks_of_names_the_columns_and_the_files_that_would():
    rows = world()
    rows["creator"] = [{"creator_key": r["creator_key"]} for r in rows["creator"]]
    rows["creator_history"] = []
    found = of(document(rows), "AUD001")
    assert found["abstained"]["reason"] == "not_spoken"
    assert "the number of followers" in found["abstained"]["words"]["en"]
    assert "zeeschuimer_tiktok" in found["abstained"]["fetch"]


def test_draft_rules_are_shown_and_weigh_nothing(dov):
    independence = next(a for a in dov["axes"] if a["axis"] == "independence")
    assert of(dov, "IND001")["value"] is not None
    assert independence["value"] is None
    assert any(r["code"] == "IND001" and r["points"] == 0 for r in independence["reasons"])


def test_below_the_least_coverage_there_is_no_total(dov):
    bare = document({**world(), "comment": []})
    assert bare["opinion"]["value"] is None
    assert "Not enough to say" in bare["opinion"]["words"]["en"]
    assert dov["opinion"]["value"] is not None


def test_private_readings_are_in_the_creators_own_sheet_alone(dov):
    assert not any(r["private"] for r in dov["readings"])
    assert any(r["private"] for r in document(world(), private=True)["readings"])


def test_a_research_sheet_holds_no_name_and_no_word():
    found = orjson.dumps(document(world(), purpose="research"))
    assert b'"dov"' not in found
    assert b"market" not in found


def test_an_unnamed_sheet_replays_too():
    sealed = orjson.dumps(sheet.seal(document(world(), purpose="research"), {}))
    assert sheet.replay(sealed)[1]
