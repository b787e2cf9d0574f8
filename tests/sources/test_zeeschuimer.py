"""What the captured files say, and what they must not be made to say."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import orjson
import pytest

from candide.errors import UnknownFormat
from candide.source import choose, probe
from tests.sources.reading import HERE, opened, person, read, rejects, rows


def samples(name: str) -> list[dict[str, Any]]:
    lines = (HERE / name / "sample.ndjson").read_bytes().splitlines()
    return [orjson.loads(line) for line in lines if b"\\ud83d" not in line and line.endswith(b"}")]


def changed(folder: Path, name: str, line: int, data: dict[str, Any], **envelope: Any) -> Path:
    """A file of one item of a sample, some of its fields replaced; ... removes a field."""
    item = samples(name)[line - 1]
    whole = {**item, **envelope, "data": {**item["data"], **data}}
    whole["data"] = {k: v for k, v in whole["data"].items() if v is not ...}
    path = folder / "export"
    path.write_bytes(orjson.dumps({k: v for k, v in whole.items() if v is not ...}) + b"\n")
    return path


TIKTOK, INSTAGRAM, COMMENTS = "zeeschuimer_tiktok", "zeeschuimer_instagram", "zeeschuimer_tiktok_comments"


@pytest.mark.parametrize(
    ("fields", "label", "kind"),
    [
        ({}, ..., ...),
        ({"isAd": True}, ..., "boosted"),
        ({"adLabelVersion": 2}, ..., ...),
        ({"adAuthorization": False}, False, None),
        ({"BAInfo": ""}, False, None),
        ({"brandOrganicType": 0}, False, None),
        ({"adAuthorization": False, "isAd": True}, False, "boosted"),
        ({"BAInfo": "", "adLabelVersion": 2}, ..., ...),
        ({"adAuthorization": True}, True, "paid_partnership"),
        ({"BAInfo": '{"id":"7"}'}, True, "paid_partnership"),
        ({"BAInfo": {"id": "7"}}, True, "paid_partnership"),
        ({"brandOrganicType": 1001}, True, "promotional"),
        ({"brandOrganicType": "1001", "adAuthorization": True}, True, "paid_partnership"),
    ],
)
def test_the_label_of_tiktok_is_stated_not_stated_or_unknown(
    tmp_path: Path, fields: dict[str, Any], label: Any, kind: Any
):
    (post,) = rows(changed(tmp_path, TIKTOK, 1, {"isAd": False, **fields}), "post")
    assert (post.get("paid_label", ...), post.get("label_kind", ...)) == (label, kind)


@pytest.mark.parametrize(
    ("printed", "low", "high"),
    [
        (1240, None, None),
        (9999, None, None),
        (10_000, 9950, 10_049),
        (12_345, None, None),
        (277_400, 277_350, 277_449),
        (1_200_000, 1_150_000, 1_249_999),
        (1_234_500, None, None),
    ],
)
def test_a_follower_count_that_the_page_rounded_has_an_interval(
    tmp_path: Path, printed: int, low: Any, high: Any
):
    (creator,) = rows(changed(tmp_path, TIKTOK, 1, {"authorStats": {"followerCount": printed}}), "creator")
    assert (creator["followers"], creator["followers_low"], creator["followers_high"]) == (printed, low, high)


@pytest.mark.parametrize(
    ("fields", "likes", "hidden"),
    [
        ({"like_count": 3, "like_and_view_counts_disabled": True}, None, True),
        ({"like_count": 3, "like_and_view_counts_disabled": False}, 3, False),
        ({"like_count": 3, "like_and_view_counts_disabled": ...}, ..., ...),
        ({"like_count": 4, "like_and_view_counts_disabled": ...}, 4, ...),
        ({"like_count": -1, "like_and_view_counts_disabled": ...}, None, True),
        ({"like_count": 0, "like_and_view_counts_disabled": False}, 0, False),
        ({"like_count": None, "like_and_view_counts_disabled": False}, ..., False),
    ],
)
def test_the_switch_decides_whether_likes_are_hidden_and_the_number_never(
    tmp_path: Path, fields: dict[str, Any], likes: Any, hidden: Any
):
    (post,) = rows(changed(tmp_path, INSTAGRAM, 1, fields), "post")
    assert (post.get("likes", ...), post.get("likes_hidden", ...)) == (likes, hidden)


def test_a_partial_reel_is_silent_about_what_it_lacks(tmp_path: Path):
    (post,) = rows(changed(tmp_path, INSTAGRAM, 6, {}), "post")
    assert not {"likes", "published_at", "paid_label", "tagged", "coauthors", "edited"} & set(post)
    assert not rows(changed(tmp_path, INSTAGRAM, 6, {}), "text_part")


def test_a_post_without_caption_says_that_it_has_none(tmp_path: Path):
    assert rows(changed(tmp_path, INSTAGRAM, 1, {"caption": None}), "text_part")[0]["text"] is None
    assert not rows(changed(tmp_path, INSTAGRAM, 1, {"caption": ...}), "text_part")


def test_the_short_code_spells_the_id(tmp_path: Path):
    path = changed(tmp_path, INSTAGRAM, 1, {"pk": None, "id": None, "code": "B_-9abcdefgPRIVATE"})
    assert rows(path, "post")[0]["post_id"] == str(_spelled("B_-9abcdefg"))


def _spelled(code: str) -> int:
    signs = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
    return sum(signs.index(sign) * 64**place for place, sign in enumerate(reversed(code)))


@pytest.mark.parametrize(
    ("envelope", "at"),
    [
        ({}, 1_772_000_000_000_000),
        ({"last_updated": 1_772_600_000_000}, 1_772_600_000_000_000),
        ({"last_updated": "soon"}, 1_772_000_000_000_000),
        ({"timestamp_collected": 1_772_000_000}, None),
        ({"timestamp_collected": ...}, None),
    ],
)
def test_the_time_is_that_of_the_last_update(tmp_path: Path, envelope: dict[str, Any], at: int | None):
    (post,) = rows(changed(tmp_path, TIKTOK, 1, {}, **envelope), "post")
    assert post["observed_at"] == at
    assert post.get("observed_quality") == (None if at else "unknown")


def test_a_stated_time_serves_where_none_is_recorded(tmp_path: Path):
    path = changed(tmp_path, TIKTOK, 1, {}, timestamp_collected=...)
    (post,) = rows(path, "post", observed=datetime(2026, 3, 1, tzinfo=UTC))
    assert (post["observed_at"], post["observed_quality"]) == (1_772_323_200_000_000, "declared")


def test_nothing_that_only_the_viewer_sees_is_kept():
    for name in (TIKTOK, INSTAGRAM, COMMENTS):
        file = opened(HERE / name / "sample.ndjson")
        kept = orjson.dumps([f[1] for f in choose(file.probe).items(file) if isinstance(f, tuple)]).decode()
        for field in (
            '"digged"', "user_digged", "collected", "relation", "friendship", "has_liked", "facepile",
            "quelqu.un", "top_likers", "user_agent", "profile_pic", "invented", "amie.privee", "fermee",
            "47.2", "nav_index",
        ):  # fmt: skip
            assert field not in kept


def test_who_commented_is_never_kept():
    file = opened(HERE / COMMENTS / "sample.ndjson")
    kept = orjson.dumps([f[1] for f in choose(file.probe).items(file) if isinstance(f, tuple)]).decode()
    for trace in (
        "lecteur.du.soir",
        "Lecteur du soir",
        "900000000000000777",
        "Ana lit",
        "fan@",
        "avatar",
        "unique_id",
    ):
        assert trace not in kept


def test_a_commenter_has_the_key_that_he_has_as_a_creator():
    by_bob = [
        row for row in rows(HERE / COMMENTS / "sample.ndjson", "comment") if row["post_id"].endswith("2")
    ]
    assert by_bob[0]["author_key"] == rows(HERE / TIKTOK / "sample.ndjson", "creator")[1]["creator_key"]
    assert by_bob[0]["by_owner"] is True


def test_an_owner_that_nothing_names_is_left_for_the_reader_to_join():
    silent = [
        row for row in rows(HERE / COMMENTS / "sample.ndjson", "comment") if row["post_id"].endswith("3")
    ]
    assert silent
    assert not any({"creator_key", "by_owner"} & set(row) for row in silent)


def test_the_page_names_the_owner_only_of_its_own_post(tmp_path: Path):
    path = changed(tmp_path, COMMENTS, 1, {"aweme_id": "7500000000000000009"})
    assert "creator_key" not in rows(path, "comment")[0]


def test_keys_differ_between_platforms():
    assert person("tiktok", "id", "1") != person("instagram", "id", "1")


def test_a_file_of_another_platform_is_not_recognised(tmp_path: Path):
    with pytest.raises(UnknownFormat):
        choose(probe(changed(tmp_path, TIKTOK, 1, {}, source_platform="x.com")))


def test_both_envelopes_give_the_same_rows(tmp_path: Path):
    plain = changed(tmp_path, TIKTOK, 1, {})
    expected = read(plain)
    envelope = orjson.loads(plain.read_bytes())
    data = envelope.pop("data")
    plain.write_bytes(orjson.dumps({**data, "__import_meta": envelope}))
    assert read(plain) == expected


def test_a_json_array_of_items_is_read_too(tmp_path: Path):
    path = tmp_path / "array"
    path.write_bytes(orjson.dumps(samples(TIKTOK)[:2]))
    assert [found[0] for found in read(path) if found[1] == "post"] == ["item 1", "item 2"]


def test_a_refusal_on_purpose_is_told_apart_from_bad_data():
    told = [found for found in read(HERE / TIKTOK / "sample.ndjson") if isinstance(found[2], bool)]
    policies = {why: policy for _, why, policy in told}
    assert policies["the account is private"] is True
    assert policies["no author"] is False
    assert rejects(HERE / TIKTOK / "sample.ndjson")
