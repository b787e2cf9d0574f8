"""The main job on real files: French tech channels with a known step, and captures without followers."""

import csv
import shutil

import pytest

from candide.jobs import auditing, labelling
from candide.jobs.importing import import_files
from candide.store import Workspace

GREW = "UCSYFVeBI66YqDhGrYKxiCUQ"  # 1,240 to 1,500 on 29 January 2026, two days after its largest video
INJECTED_ON = "2026-01-28"
INJECTED = 40


def documents(folder, files):
    workspace = Workspace.create(folder, "partnership")
    import_files(workspace, files)
    with workspace.reader() as lake:
        lake.view("said", [labelling.said(workspace, lake)])
        return {d["creator"]["native_id"]: d for d in auditing.everybody(workspace, lake)}


def reading(document, code):
    return next(r for r in document["readings"] if r["code"] == code)


@pytest.fixture(scope="module")
def tables(shared):
    return sorted((shared / "data/creators/fr-tech-youtube").glob("*.csv"))


@pytest.fixture(scope="module")
def channels(tables, tmp_path_factory):
    return documents(tmp_path_factory.mktemp("real") / "workspace", tables)


def test_every_channel_is_audited(channels):
    assert len(channels) == 227


def test_the_channel_that_grew_by_a_fifth_is_shown_beside_its_video_and_loses_nothing(channels):
    steps = reading(channels[GREW], "AUD003")
    first = next(s for s in steps["steps"] if s["at"].startswith("2026-01-29"))
    assert first["coincides"] == "post"
    assert 0.20 <= first["low"] <= 0.21 <= first["high"] <= 0.22
    assert first["with"][0]["detail"]["views"] == 27_242
    assert steps["value"] == 0
    assert not any(f["weighs"] for r in channels[GREW]["readings"] for f in r["flags"])


def test_at_most_one_channel_in_a_hundred_has_a_step_with_nothing_beside_it(channels):
    alone = [
        k
        for k, d in channels.items()
        if any(s["coincides"] == "nothing" for s in reading(d, "AUD003").get("steps", ()))
    ]
    assert len(alone) / len(channels) <= 0.01


def test_every_rate_names_its_denominator(channels):
    for document in channels.values():
        for code, unit in (("AUD001", "per_follower"), ("AUD002", "per_view")):
            assert reading(document, code)["unit"] == unit
            assert "÷" in reading(document, code)["definition"]["en"]


def test_the_same_step_without_a_post_is_found_and_asks(channels, tables, tmp_path):
    whole = [k for k, d in sorted(channels.items()) if _covers(reading(d, "AUD003"))]
    chosen = set(whole[:: max(1, len(whole) // INJECTED)][:INJECTED])
    copied = [tmp_path / t.name for t in tables]
    for table, copy in zip(tables, copied, strict=True):
        shutil.copy(table, copy)
    _lift(next(c for c in copied if "daily" in c.name), chosen)
    found = documents(tmp_path / "workspace", copied)
    verdicts = [_verdict(reading(found[k], "AUD003")) for k in chosen]
    print({v: verdicts.count(v) for v in set(verdicts)})
    assert verdicts.count("nothing") / len(verdicts) >= 0.8
    assert verdicts.count("missed") / len(verdicts) <= 0.1


def _covers(steps):
    """Channels whose counts surround the day, untouched by any step of their own."""
    days = [s[0] for s in steps.get("series", ())]
    around = range(20_478, 20_482)  # 26 to 29 January 2026, in days since 1970
    return set(around) <= set(days) and not steps.get("steps")


def _lift(table, channels):
    with table.open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row in rows:
        if row["channel_id"] in channels and row["date_utc"] >= INJECTED_ON:
            row["subscribers"] = str(round(int(row["subscribers"]) * 1.21))
    with table.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, rows[0].keys())
        writer.writeheader()
        writer.writerows(rows)


def _verdict(steps):
    there = [s["coincides"] for s in steps.get("steps", ()) if s["at"].startswith(INJECTED_ON)]
    return there[0] if there else "missed"


def test_captures_without_followers_are_silent_per_follower_and_name_the_file_that_would_fill_it(
    shared, tmp_path
):
    captures = sorted((shared / "data/formats/zeeschuimer_instagram_workshop").glob("*.ndjson"))
    found = documents(tmp_path / "workspace", captures)
    assert all(d["creator"]["followers"] is None for d in found.values())
    silent = [reading(d, "AUD001") for d in found.values()]
    assert all(r["value"] is None for r in silent)
    authors = [reading(d, "AUD001") for d in found.values() if d["data"]["posts"]]
    assert authors
    assert all("creators_list" in r["abstained"]["fetch"] for r in authors)
