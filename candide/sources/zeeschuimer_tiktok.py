"""TikTok posts captured with the Zeeschuimer browser extension (NDJSON).

Gives
    Creators with their follower count, posts with likes, comments, shares, saves and views, captions,
    words stuck on the image, and the platform's label where the page told it.

Lacks
    Comments, speech, audience, history: follower growth is built from repeated imports.

How to get it
    Anyone, by browsing a profile or a search with the extension switched on, then Export: 10 minutes
    for 20 creators. Capture the same profiles again some weeks later to see growth.

When it misleads
    The page rounds: from 10,000 on, a follower count keeps one decimal of K or M, and its interval is
    stored. A page that says nothing of a label is not a post without a label: the label is unknown.
    A label is stated when `adAuthorization`, `BAInfo` or `brandOrganicType` is set; it is "not stated"
    only when one of the three is there and none is set. `adLabelVersion` and `isAd` (boosted by an
    advertiser) are kept, and decide nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from candide.source import Item, Opened, Person, Probe, Refusal, Reject, Row
from candide.source.envelope import captured, mostly
from candide.source.values import (
    Fields,
    count,
    counts,
    flags,
    handle,
    listed,
    native_id,
    numerals,
    scalars,
    seconds,
    unreadable,
    words,
)
from candide.text.masking import strip_contacts

VERSION = 1
PLATFORMS = ("tiktok",)
MINUTES = 10
TITLE = {"fr": "Publications TikTok (Zeeschuimer)", "en": "TikTok posts (Zeeschuimer)"}
GET = {
    "fr": "Toute personne : parcourir les profils avec l'extension Zeeschuimer, puis exporter.",
    "en": "Anyone: browse the profiles with the Zeeschuimer extension, then export.",
}
GIVES = {
    "creator": (
        "creator_key", "platform", "native_id", "handle", "handle_key", "display_name", "bio", "verified",
        "created_at", "followers", "followers_low", "followers_high", "following", "posts_total",
        "likes_total",
    ),
    "post": (
        "platform", "post_id", "creator_key", "kind", "url", "published_at", "duration_s", "language",
        "place", "tagged", "paid_label", "label_kind", "ai_label", "likes", "comments", "shares", "saves",
        "views",
    ),
    "text_part": ("platform", "post_id", "creator_key", "part", "position", "text", "origin"),
}  # fmt: skip

_POST = ("desc", "createTime", "textLanguage", "locationCreated", "aigcLabelType", "IsAigc")
_EVIDENCE = ("isAd", "adAuthorization", "BAInfo", "brandOrganicType", "adLabelVersion", "isECVideo")
_AUTHOR = ("uniqueId", "nickname", "signature", "verified", "createTime")
_ACCOUNT = {"followingCount": "following", "videoCount": "posts_total", "heartCount": "likes_total"}
_NUMBERS = ("followerCount", *_ACCOUNT)
_STATS = {
    "diggCount": "likes", "commentCount": "comments", "shareCount": "shares",
    "collectCount": "saves", "playCount": "views",
}  # fmt: skip
_NOTHING = (None, False, "", "0", 0, "null", "{}")


def recognises(probe: Probe) -> bool:
    """Tell whether most captured items are TikTok posts."""
    return mostly(
        probe,
        "tiktok",
        lambda data: "author" in data and "cid" not in data and bool({"desc", "stats"} & set(data)),
    )


def items(opened: Opened) -> Iterator[Item | Reject]:
    """Yield the posts of public accounts, reduced to the fields that `rows` may read."""
    return captured(opened, _sanitised)


def rows(item: Fields, person: Person) -> Iterator[Row | Reject]:
    """Yield the creator, the post and its words."""
    unread: list[str] = []
    author, seen = item["author"], item["seen"]
    by_id = author.get("id")
    key = person("tiktok", "id", by_id) if by_id else person("tiktok", "handle", author["uniqueId"])
    yield "creator", _creator(key, author, item["authorStats"], unread) | seen
    yield "post", _post(key, item, unread) | seen
    yield from _texts(key, item)
    if unread:
        yield unreadable(unread)


def _sanitised(envelope: Fields, data: Fields) -> tuple[Fields]:
    if data.get("privateItem") is True or data.get("secret") is True or data.get("forFriend") is True:
        raise Refusal("the post is not public", policy=True)
    post_id = native_id(data.get("id"))
    if post_id is None:
        raise Refusal("no post id")
    item: Fields = {"id": post_id} | scalars(data, _POST)
    item["evidence"] = {k: _plain(data[k]) for k in _EVIDENCE if k in data}
    item["author"] = _author(data)
    item["authorStats"] = numerals(data.get("authorStats"), _NUMBERS)
    item["stats"] = numerals(data.get("stats"), _STATS) | numerals(data.get("statsV2"), _STATS)
    item["duration"] = scalars(data.get("video"), ("duration",)).get("duration")
    if type(slides := data.get("imagePost")) is dict:
        item["slides"] = len(listed(slides.get("images")))
    if "textExtra" in data:
        named = [t["userUniqueId"] for t in listed(data["textExtra"]) if t.get("userUniqueId")]
        item["mentions"] = [name for name in map(handle, named) if name]
    stuck = [s.get("stickerText") for s in listed(data.get("stickersOnItem"))]
    item["stickers"] = [w for texts in stuck if type(texts) is list for t in texts if (w := words(t))]
    return (item,)


def _author(data: Fields) -> Fields:
    """Return the author, given as an object or, where the page embedded it, as a bare handle."""
    raw = data.get("author")
    if type(raw) is dict:
        if raw.get("privateAccount") is True or raw.get("secret") is True:
            raise Refusal("the account is private", policy=True)
        author, by_id = scalars(raw, _AUTHOR), native_id(raw.get("id"))
    else:
        author, by_id = {"uniqueId": raw} | scalars(data, ("nickname",)), native_id(data.get("authorId"))
    if by_id:
        author["id"] = by_id
    if (name := handle(author.pop("uniqueId", None))) is not None:
        author["uniqueId"] = name
    elif by_id is None:
        raise Refusal("no author")
    return author


def _plain(value: object) -> object:
    """Return a label flag as it came, or whether it holds anything when it is no plain value."""
    return bool(value) if type(value) in (dict, list) else value


def _creator(key: str, author: Fields, stats: Fields, unread: list[str]) -> Fields:
    row: Fields = {"creator_key": key, "platform": "tiktok"}
    if "id" in author:
        row["native_id"] = author["id"]
    if "uniqueId" in author:
        row["handle"] = author["uniqueId"]
    if "nickname" in author:
        row["display_name"] = words(author["nickname"])
    if "signature" in author:
        bio = words(author["signature"])
        row["bio"] = bio and strip_contacts(bio)
    flags(author, {"verified": "verified"}, row)
    if (opened := seconds(author.get("createTime"))) is not None:
        row["created_at"] = opened
    if (followers := count(stats.get("followerCount"))) is not None:
        _followers(followers, row)
    elif stats.get("followerCount") is not None:
        unread.append("followerCount")
    counts(stats, _ACCOUNT, row, unread)
    return row


def _followers(printed: int, row: Fields) -> None:
    """Fill in followers and their interval: the page keeps one decimal of K, and of M from a million."""
    step = 100_000 if printed >= 1_000_000 else 100
    rounded = printed >= 10_000 and printed % step == 0
    row["followers"] = printed
    row["followers_low"] = printed - step // 2 if rounded else None
    row["followers_high"] = printed + step // 2 - 1 if rounded else None


def _post(key: str, item: Fields, unread: list[str]) -> Fields:
    name = item["author"].get("uniqueId")
    row: Fields = {"platform": "tiktok", "post_id": item["id"], "creator_key": key, "kind": _kind(item)}
    row["url"] = f"https://www.tiktok.com/@{name or ''}/video/{item['id']}"
    if (at := seconds(item.get("createTime"))) is not None:
        row["published_at"] = at
    elif item.get("createTime") is not None:
        unread.append("createTime")
    if (length := count(item["duration"])) and "slides" not in item:
        row["duration_s"] = length
    if (language := words(item.get("textLanguage"))) not in (None, "un"):
        row["language"] = language
    if (place := words(item.get("locationCreated"))) is not None:
        row["place"] = place
    if "mentions" in item:
        row["tagged"] = item["mentions"]
    _label(item["evidence"], row)
    if "aigcLabelType" in item or "IsAigc" in item:
        row["ai_label"] = item.get("aigcLabelType") not in _NOTHING or item.get("IsAigc") is True
    counts(item["stats"], _STATS, row, unread)
    return row


def _kind(item: Fields) -> str:
    if "slides" not in item:
        return "video"
    return "carousel" if item["slides"] > 1 else "photo"


def _label(evidence: Fields, row: Fields) -> None:
    """Speak of the label only when the page had one of the fields that show it (see the docstring)."""
    brand = evidence.get("brandOrganicType") not in _NOTHING
    partner = evidence.get("adAuthorization") not in _NOTHING or evidence.get("BAInfo") not in _NOTHING
    boosted = "boosted" if evidence.get("isAd") is True else None
    if brand or partner:
        row["paid_label"], row["label_kind"] = True, "paid_partnership" if partner else "promotional"
    elif evidence.get("adLabelVersion") in _NOTHING and {
        "adAuthorization",
        "BAInfo",
        "brandOrganicType",
    } & set(evidence):
        row["paid_label"], row["label_kind"] = False, boosted
    elif boosted:
        row["label_kind"] = boosted


def _texts(key: str, item: Fields) -> Iterator[Row]:
    post_id, seen = item["id"], item["seen"]
    texts = [("caption", 0, words(item["desc"]))] if "desc" in item else []
    texts += [("on_screen", i, text) for i, text in enumerate(item["stickers"])]
    for part, position, text in texts:
        yield (
            "text_part",
            {
                "platform": "tiktok",
                "post_id": post_id,
                "creator_key": key,
                "part": part,
                "position": position,
                "text": text,
                "origin": "export",
                **seen,
            },
        )
