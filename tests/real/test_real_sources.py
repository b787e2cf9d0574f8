"""The sources on real files beside the repository, where they are: counts only, nothing is copied."""

from pathlib import Path
from typing import Any

import pytest

from candide.jobs.importing import exit_code, import_files, reasons
from candide.store import Workspace
from candide.tables import POST


@pytest.fixture
def space(tmp_path: Path) -> Workspace:
    return Workspace.create(tmp_path / "desk", "research")


def one(space: Workspace, query: str) -> dict[str, Any]:
    with space.reader() as lake:
        found: dict[str, Any] = lake.sql(query).to_pylist()[0]
        return found


def test_instagram_items_of_zeeschuimer(space: Workspace, shared: Path):
    folder = shared / "data/formats/zeeschuimer_instagram_workshop"
    reports = import_files(space, sorted(folder.glob("*.ndjson")))
    assert sum(r.items for r in reports) + sum(len(r.rejects) for r in reports) == 134
    assert reasons(reports) == {"the account is private": 5}
    assert exit_code(reports) == 0
    posts = one(
        space,
        "select count(*) as n, count(*) filter (where likes_hidden) as hidden, count(likes) as likes, "
        "count(paid_label) as labels, count(*) filter (where paid_label) as paid from post",
    )
    assert posts == {"n": 129, "hidden": 7, "likes": 122, "labels": 129, "paid": 0}
    creators = one(
        space,
        "select count(distinct p.creator_key) as authors, count(c.followers) as followed "
        "from post p join creator c using (creator_key)",
    )
    assert creators == {"authors": 121, "followed": 0}


def test_tiktok_items_of_zeeschuimer(space: Workspace, shared: Path):
    folder = shared / "data/formats/zeeschuimer_tiktok_x_decoder"
    reports = import_files(space, [folder / "tiktok-test.ndjson"])
    assert [(r.items, r.rejects) for r in reports] == [(96, [])]
    posts = one(
        space,
        "select count(*) as n, count(paid_label) as labels, count(views) as views, "
        "count(label_kind) as kinds from post",
    )
    assert posts == {"n": 96, "labels": 0, "views": 96, "kinds": 0}
    spoken = one(space, "select bit_or(spoken) as spoken from post")["spoken"]
    assert "paid_label" not in POST.spoken(spoken)
    creators = one(
        space,
        "select count(*) as n, count(followers) as followers, count(followers_low) as rounded from creator",
    )
    assert creators == {"n": 88, "followers": 88, "rounded": 48}


def test_the_x_file_beside_it_is_not_taken_for_another(space: Workspace, shared: Path):
    folder = shared / "data/formats/zeeschuimer_tiktok_x_decoder"
    (report,) = import_files(space, [folder / "twitter-test.ndjson"])
    assert report.items == 0
    assert "which none does" in report.rejects[0][1]


@pytest.mark.parametrize(
    ("file", "table", "rows"),
    [
        ("channels_reference.csv", "creator", 225),
        ("youtube_daily_snapshots.csv", "creator", 4628),
        ("videos_2026-01.csv", "post", 4401),
        ("videos_2026-02.csv", "post", 6616),
    ],
)
def test_a_table_of_fr_tech_youtube_is_read_whole(
    space: Workspace, shared: Path, file: str, table: str, rows: int
):
    (report,) = import_files(space, [shared / "data/creators/fr-tech-youtube" / file])
    assert (report.source, report.items, report.rejects) == ("mapped_table", rows, [])
    assert report.rows[table] == rows


def test_the_four_tables_together_hold_227_channels_and_7089_videos(space: Workspace, shared: Path):
    import_files(space, sorted((shared / "data/creators/fr-tech-youtube").glob("*.csv")))
    assert one(space, "select count(*) as n, count(followers) as f from creator") == {"n": 227, "f": 227}
    assert one(space, "select count(*) as n, count(distinct creator_key) as c from post") == {
        "n": 7089,
        "c": 200,
    }
    undated = one(space, "select count(*) as n from creator_history where observed_at is null")
    assert undated == {"n": 0}


def test_comments_lose_their_names_and_keep_their_number(space: Workspace, shared: Path):
    file = shared / "data/creators/fr-dirtybiology-comments/comments.csv"
    (report,) = import_files(space, [file])
    assert (report.rows, report.rejects) == ({"comment": 2000}, [])
    assert one(space, "select count(distinct author_key) as n from comment") == {"n": 1862}
    assert one(space, "select count(*) as n from comment where regexp_matches(text, '@[\\p{L}\\p{N}_]')") == {
        "n": 0
    }
