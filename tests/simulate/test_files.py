"""The files have the shapes and the quirks of real exports."""

import math
from collections import Counter

import openpyxl
import pytest

from candide.source import Opened, Reject, choose, probe
from candide.source.mapping import find
from candide.sources import mapped_table

VIEWER = {"has_liked", "facepile_top_likers", "can_viewer_reshare"}


def person(platform: str, kind: str, value: str) -> str:
    return f"{platform}:{kind}:{value}"


def test_tiktok_items_wear_the_recent_envelope(world) -> None:
    for item in world.tiktok[:50]:
        assert item["nav_index"].endswith(":NaN") and item["item_id"] == item["data"]["id"]
        assert item["last_updated"] > item["timestamp_collected"] > 1_700_000_000_000


def test_tiktok_counts_are_told_twice_and_times_in_two_ways(world) -> None:
    kinds = Counter(type(i["data"]["createTime"]) for i in world.tiktok)
    assert kinds[int] > kinds[str] > 0
    for item in world.tiktok:
        assert all(item["data"]["statsV2"][k] == str(v) for k, v in item["data"]["stats"].items())


def test_label_flags_are_present_on_a_part_of_the_items(world) -> None:
    speaking = [i["data"] for i in world.tiktok if "adAuthorization" in i["data"]]
    assert 0.5 < len(speaking) / len(world.tiktok) < 0.7
    for item in world.tiktok:
        told = world.truth["posts"].get(item["data"]["id"])
        if told:
            assert item["data"].get("adAuthorization") is told["paid_label"]


def test_hashtags_and_mentions_are_where_text_extra_says(world) -> None:
    for data in (i["data"] for i in world.tiktok):
        for extra in data["textExtra"]:
            assert (
                data["desc"][extra["start"] + 1 : extra["end"]] == extra["hashtagName"]
                or extra["userUniqueId"]
            )


def test_answers_are_written_by_the_author_in_the_thread(world) -> None:
    authors = {i["data"]["id"]: i["data"]["author"]["id"] for i in world.tiktok}
    ids = {c["data"]["cid"] for c in world.comments}
    replies = [c["data"] for c in world.comments if c["data"]["reply_id"] != "0"]
    own = [r for r in replies if r["user"]["uid"] == authors[r["aweme_id"]]]
    assert 0.7 < len(own) / len(replies) < 1
    assert all(r["reply_id"] in ids for r in replies)
    assert {r["reply_to_reply_id"] for r in replies} <= ids | {"0"}
    assert any(c["data"]["is_author_digged"] for c in world.comments)


def test_a_post_never_has_more_comments_than_it_counts(world) -> None:
    listed = Counter(c["data"]["aweme_id"] for c in world.comments)
    assert all(listed[i["data"]["id"]] <= i["data"]["stats"]["commentCount"] for i in world.tiktok)


def test_hidden_likes_say_three_and_the_flag(world) -> None:
    hidden = [i["data"] for i in world.instagram if i["data"]["like_and_view_counts_disabled"]]
    assert hidden and {d["like_count"] for d in hidden} == {3}


def test_private_accounts_and_viewer_fields_are_there_to_be_refused(world) -> None:
    private = {i["data"]["user"]["pk"] for i in world.instagram if i["data"]["user"]["is_private"]}
    assert sorted(private) == sorted(world.truth["private_accounts"])
    assert all(set(i["data"]) >= VIEWER for i in world.instagram)
    assert any(i["data"]["coauthor_producers"] for i in world.instagram)
    assert any(i["data"]["is_paid_partnership"] and i["data"]["sponsor_tags"] for i in world.instagram)


def test_the_bank_looks_typed_by_hand(world) -> None:
    sheet = openpyxl.load_workbook(world.folder / "bank.xlsx").active
    rows = list(sheet.iter_rows(values_only=True))
    header = rows[0]
    counts = [str(r[header.index("Abonnés")]) for r in rows[1:]]
    pseudos = [r[header.index("Pseudo")] or "" for r in rows[1:]]
    assert {"Ville", "Thème"} <= set(header)
    assert any(" k" in c and "," in c for c in counts) and any("\u202f" in c for c in counts)
    assert any(p.startswith("@") for p in pseudos) and any(p.startswith("https://") for p in pseudos)
    ids = [r[header.index("Identifiant")] for r in rows[1:]]
    assert any(isinstance(i, int | float) and math.log10(i) > 15 for i in ids)


def test_daily_counts_are_exact_or_rounded_creator_by_creator(world) -> None:
    text = (world.folder / "followers.csv").read_text("utf-8").splitlines()
    assert text[0] == "platform,native_id,handle,date,followers"
    rounded = {line.split(",")[1] for line in text if line.endswith("K")}
    assert rounded == {p["native_id"] for p in world.truth["people"] if p["rounded"]} & rounded
    assert 5 < len(rounded) < 40
    assert 60 <= min(map(len, world.followers.values())) == max(map(len, world.followers.values())) <= 90


@pytest.mark.parametrize(
    ("file", "source", "refused"),
    [
        ("tiktok-posts.ndjson", "zeeschuimer_tiktok", 0),
        ("tiktok-comments.ndjson", "zeeschuimer_tiktok_comments", 0),
        ("instagram-posts.ndjson", "zeeschuimer_instagram", 6),
        ("bank.xlsx", "creators_list", 1),
    ],
)
def test_a_source_recognises_each_export_and_reads_all_of_it(
    world, file: str, source: str, refused: int
) -> None:
    opened = Opened(probe(world.folder / file), person)
    module = choose(opened.probe)
    assert module.__name__.rpartition(".")[2] == source
    read = list(module.items(opened))
    assert sum(isinstance(item, Reject) for item in read) == refused
    assert len(read) - refused == world.truth["files"][file] - refused * (file != "bank.xlsx")


@pytest.mark.parametrize(("file", "table"), [("followers.csv", "creator"), ("events.csv", "event")])
def test_the_mapping_beside_a_table_reads_all_of_it(world, file: str, table: str) -> None:
    path = world.folder / file
    opened = Opened(probe(path), person, mapping=find(path.with_suffix(".mapping.toml")))
    read = list(mapped_table.tables(opened))
    assert not any(isinstance(r, Reject) for r in read) and {name for name, _ in read} == {table}
    assert sum(rows.num_rows for _, rows in read) == len(path.read_text("utf-8").splitlines()) - 1
