"""The three shapes in which Instagram's pages give a post, brought under the names of the item list.

list     what profiles and feeds load today: `pk`, `taken_at`, `like_count`
graph    the older GraphQL, `__typename: Graph…`: `shortcode`, `edge_media_preview_like.count`
polaris  grids, `__typename: XIGPolaris…`: no date, no label, often a partial item
"""

from __future__ import annotations

from collections.abc import Iterable

from candide.source import Refusal
from candide.source.values import Fields, fields, handle, listed, native_id, scalars, words

_USER = ("username", "full_name", "is_verified")
_POST = (
    "code", "taken_at", "media_type", "product_type", "video_duration", "caption_is_edited", "like_count",
    "comment_count", "play_count", "view_count", "like_and_view_counts_disabled", "comments_disabled",
    "is_paid_partnership", "media_repost_count", "boosted_status",
)  # fmt: skip
_GRAPH = {
    "shortcode": "code", "taken_at_timestamp": "taken_at", "product_type": "product_type",
    "video_duration": "video_duration", "caption_is_edited": "caption_is_edited",
    "video_view_count": "view_count", "video_play_count": "play_count",
    "like_and_view_counts_disabled": "like_and_view_counts_disabled",
    "comments_disabled": "comments_disabled", "is_paid_partnership": "is_paid_partnership",
}  # fmt: skip
_GRAPH_COUNTS = {
    "like_count": ("edge_media_preview_like", "edge_liked_by"),
    "comment_count": ("edge_media_to_parent_comment", "edge_media_to_comment", "edge_media_preview_comment"),
}
_MEDIA = {"Image": 1, "Photo": 1, "Video": 2, "Sidecar": 8, "Carousel": 8}
_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"


def sanitised(envelope: Fields, data: Fields) -> tuple[Fields]:
    """Return the one item of a captured post, reduced to the fields that may be kept.

    Raises Refusal for a private account, an advertisement, a post without id or without author
    """
    name = data.get("__typename")
    name = name if type(name) is str else ""
    link = data.get("link")
    if data.get("product_type") == "ad" or (type(link) is str and "facebook.com/ads/" in link):
        raise Refusal("an advertisement that the feed slipped in, not a post of the account", policy=True)
    graph = "Graph" in name or "edge_media_to_caption" in data
    item = _graph(data) if graph else _listed(data)
    item["shape"] = "graph" if graph else "polaris" if "Polaris" in name else "list"
    if "coauthor_producers" in data:
        item["coauthors"] = _coauthors(data["coauthor_producers"])
    item["user"] = _author(data.get("user") or data.get("owner"))
    if "media_type" not in item and name:
        item["media_type"] = next((n for word, n in _MEDIA.items() if word in name), None)
    item["pk"] = _post_id(data, item.get("code"))
    if data.get("_zs_partial") is True:  # a reel seen in a grid: null and [] mean "not loaded here"
        item = {k: v for k, v in item.items() if v is not None and v != []}
    return (item,)


def _listed(data: Fields) -> Fields:
    item = scalars(data, _POST)
    if "caption" in data:
        item["caption"] = fields(data["caption"]).get("text")
    if place := words(fields(data.get("location")).get("name")):
        item["place"] = place
    if "usertags" in data:
        item["tagged"] = _handles(t.get("user") for t in listed(fields(data["usertags"]).get("in")))
    if "sponsor_tags" in data:
        item["sponsors"] = _handles(t.get("sponsor") for t in listed(data["sponsor_tags"]))
    return item


def _graph(data: Fields) -> Fields:
    item = {_GRAPH[k]: v for k, v in scalars(data, _GRAPH).items()}
    for column, edges in _GRAPH_COUNTS.items():
        found = [data[e]["count"] for e in edges if type(data.get(e)) is dict and "count" in data[e]]
        item |= scalars({column: found[0]}, (column,)) if found else {}
    if "edge_media_to_caption" in data:
        texts = [node.get("text") for node in _nodes(data["edge_media_to_caption"])]
        item["caption"] = texts[0] if texts else None
    if place := words(fields(data.get("location")).get("name")):
        item["place"] = place
    if "edge_media_to_tagged_user" in data:
        item["tagged"] = _handles(n.get("user") for n in _nodes(data["edge_media_to_tagged_user"]))
    if "edge_media_to_sponsor_user" in data:
        item["sponsors"] = _handles(n.get("sponsor") for n in _nodes(data["edge_media_to_sponsor_user"]))
    return item


def _nodes(edges: object) -> list[Fields]:
    return [fields(edge.get("node")) for edge in listed(fields(edges).get("edges"))]


def _handles(users: Iterable[object]) -> list[str]:
    """Return the handles of public accounts, as written."""
    public = [u for u in map(fields, users) if u.get("is_private") is not True]
    return [name for u in public if (name := handle(u.get("username")))]


def _author(raw: object) -> Fields:
    if fields(raw).get("is_private") is True:
        raise Refusal("the account is private", policy=True)
    if (user := _account(raw)) is None:
        raise Refusal("no author")
    return user


def _coauthors(raw: object) -> list[Fields]:
    public = [user for user in listed(raw) if user.get("is_private") is not True]
    return [user for user in map(_account, public) if user]


def _account(raw: object) -> Fields | None:
    """Return an account by id, by handle or both; None when it has neither.

    The id of the web is `pk`; an `id` of 17 digits that begins with 1784 belongs to another space.
    """
    user = fields(raw)
    kept, other = scalars(user, _USER), native_id(user.get("id"))
    if other and len(other) == 17 and other.startswith("1784"):
        other = None
    if by_id := native_id(user.get("pk")) or other:
        kept["pk"] = by_id
    if name := handle(kept.pop("username", None)):
        kept["username"] = name
    return kept if by_id or name else None


def _post_id(data: Fields, code: object) -> str:
    """Return the numeric id, which the short code spells in base 64: eleven signs, more for private posts."""
    for value in (data.get("pk"), data.get("id")):
        found = (native_id(value) or "").removeprefix("POLARIS_").partition("_")[0]
        if found.isascii() and found.isdigit():
            return found
    if type(code) is str and len(code) >= 5 and all(sign in _ALPHABET for sign in code):
        number = 0
        for sign in code[:11]:
            number = number * 64 + _ALPHABET.index(sign)
        return str(number)
    raise Refusal("no post id")
