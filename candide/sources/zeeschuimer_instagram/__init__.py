"""Instagram posts and reels captured with the Zeeschuimer browser extension (NDJSON).

Gives
    Creators without their follower count, posts with likes and comments, captions, co-authors, tagged
    accounts, and the paid-partnership label with the brands that it names.

Lacks
    Followers, comments, views of most posts, stories, audience, the history of an edited caption.

How to get it
    Anyone with an account, by browsing profiles with the extension switched on, then Export: 10 minutes
    for 20 creators. Private accounts that the account follows are refused.

When it misleads
    A post that hides its likes is exported with 3: the switch decides, and likes are then unknown.
    Where a page does not show the switch, a count of exactly 3 is not kept. Pages of three shapes are
    read (item list, the older GraphQL, the grid called Polaris); a grid shows neither date nor label,
    and what it lacks stays unknown. A label that is not stated does not make an undisclosed post.
"""

from __future__ import annotations

from collections.abc import Iterator

from candide.source import Item, Opened, Person, Probe, Reject, Row
from candide.source.envelope import captured, mostly
from candide.source.values import Fields, count, counts, flags, seconds, unreadable, words
from candide.sources.zeeschuimer_instagram.shapes import sanitised

VERSION = 1
PLATFORMS = ("instagram",)
MINUTES = 10
TITLE = {"fr": "Publications Instagram (Zeeschuimer)", "en": "Instagram posts (Zeeschuimer)"}
GET = {
    "fr": "Tout compte : parcourir les profils avec l'extension Zeeschuimer, puis exporter.",
    "en": "Any account: browse the profiles with the Zeeschuimer extension, then export.",
}
GIVES = {
    "creator": ("creator_key", "platform", "native_id", "handle", "handle_key", "display_name", "verified"),
    "post": (
        "platform", "post_id", "creator_key", "kind", "url", "published_at", "duration_s", "place", "edited",
        "coauthors", "tagged", "paid_label", "label_kind", "label_brands", "likes", "comments", "views",
        "likes_hidden", "comments_disabled",
    ),
    "text_part": ("platform", "post_id", "creator_key", "part", "position", "text", "origin"),
}  # fmt: skip

_KINDS = {1: "photo", 2: "video", 8: "carousel"}
#: What the page shows in place of the likes that are hidden.
_HIDDEN = 3


def recognises(probe: Probe) -> bool:
    """Tell whether most captured items are Instagram posts."""
    return mostly(
        probe,
        "instagram",
        lambda data: bool({"code", "shortcode", "media_type"} & set(data)) and "text" not in data,
    )


def items(opened: Opened) -> Iterator[Item | Reject]:
    """Yield the posts of public accounts, the three shapes under the names of the item list."""
    return captured(opened, sanitised)


def rows(item: Fields, person: Person) -> Iterator[Row | Reject]:
    """Yield the creator and its co-authors, the post and its caption."""
    unread: list[str] = []
    seen, authors = item["seen"], [item["user"], *item.get("coauthors", ())]
    keys = [_key(user, person) for user in authors]
    for key, user in zip(keys, authors, strict=True):
        yield "creator", _creator(key, user) | seen
    yield "post", _post(keys, item, unread) | seen
    if "caption" in item:
        row = {"platform": "instagram", "post_id": item["pk"], "creator_key": keys[0], "part": "caption"}
        yield "text_part", row | {"position": 0, "text": words(item["caption"]), "origin": "export"} | seen
    if unread:
        yield unreadable(unread)


def _key(user: Fields, person: Person) -> str:
    return (
        person("instagram", "id", user["pk"])
        if "pk" in user
        else person("instagram", "handle", user["username"])
    )


def _creator(key: str, user: Fields) -> Fields:
    row: Fields = {"creator_key": key, "platform": "instagram"}
    if "pk" in user:
        row["native_id"] = user["pk"]
    if "username" in user:
        row["handle"] = user["username"]
    if "full_name" in user:
        row["display_name"] = words(user["full_name"])
    flags(user, {"is_verified": "verified"}, row)
    return row


def _post(keys: list[str], item: Fields, unread: list[str]) -> Fields:
    row: Fields = {"platform": "instagram", "post_id": item["pk"], "creator_key": keys[0]}
    if kind := _KINDS.get(count(item.get("media_type")) or 0):
        row["kind"] = "short" if item.get("product_type") == "clips" else kind
    if code := words(item.get("code")):
        row["url"] = f"https://www.instagram.com/p/{code}/"
    if (at := seconds(item.get("taken_at"))) is not None:
        row["published_at"] = at
    elif item.get("taken_at") is not None:
        unread.append("taken_at")
    length = item.get("video_duration")
    if isinstance(length, (int, float)) and 0 < length < 86_400:
        row["duration_s"] = round(length)
    if "place" in item:
        row["place"] = item["place"]
    flags(item, {"caption_is_edited": "edited", "comments_disabled": "comments_disabled"}, row)
    if "coauthors" in item:
        row["coauthors"] = keys[1:]
    if "tagged" in item:
        row["tagged"] = item["tagged"]
    _label(item, row)
    _likes(item, row, unread)
    counts(item, {"comment_count": "comments"}, row, unread)
    views = "play_count" if item.get("play_count") is not None else "view_count"
    counts(item, {views: "views"}, row, unread)
    return row


def _label(item: Fields, row: Fields) -> None:
    """Speak of the label when the page had its switch, or named a brand."""
    switch, brands = item.get("is_paid_partnership"), item.get("sponsors")
    if switch is True or brands:
        row["paid_label"], row["label_kind"], row["label_brands"] = True, "paid_partnership", brands or []
    elif switch is False or (item["shape"] == "graph" and brands is not None):
        row["paid_label"], row["label_kind"], row["label_brands"] = False, None, []


def _likes(item: Fields, row: Fields, unread: list[str]) -> None:
    """Believe the switch that hides likes, never the number that is shown in their place."""
    switch, shown = item.get("like_and_view_counts_disabled"), item.get("like_count")
    if switch is True or (type(shown) is int and shown < 0):
        row["likes"], row["likes_hidden"] = None, True
        return
    if switch is False:
        row["likes_hidden"] = False
    elif shown == _HIDDEN:
        return
    counts(item, {"like_count": "likes"}, row, unread)
