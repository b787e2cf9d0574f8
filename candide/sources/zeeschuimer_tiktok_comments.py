"""TikTok comments captured with the Zeeschuimer browser extension (NDJSON).

Gives
    Comments with their thread, their likes, whether the owner of the post liked, pinned or wrote them,
    and the owner of the post as a creator when the page or a label names him.

Lacks
    The post itself (import the posts too), comments that were not scrolled to, deleted comments.

How to get it
    Anyone, by opening a post and scrolling through its comments with the extension switched on, opening
    the replies, then Export: 5 minutes a post.

When it misleads
    Only what was on screen is captured: the most liked come first, and replies only where they were
    opened. The owner is known from the page's address (/@handle/video/…) or from the label "Creator";
    elsewhere the file does not tell, and a reader joins by post: people have the same key everywhere.
    Who commented is never kept: only a key that cannot be turned back, and @names are masked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import partial

from candide.source import Item, Opened, Person, Probe, Refusal, Reject, Row
from candide.source.envelope import captured, mostly
from candide.source.values import (
    Fields,
    count,
    counts,
    fields,
    handle,
    listed,
    native_id,
    scalars,
    seconds,
    unreadable,
    words,
)
from candide.text.masking import mask_people, mask_spans

VERSION = 1
PLATFORMS = ("tiktok",)
MINUTES = 15
TITLE = {"fr": "Commentaires TikTok (Zeeschuimer)", "en": "TikTok comments (Zeeschuimer)"}
GET = {
    "fr": "Toute personne : ouvrir une publication, dérouler ses commentaires et leurs réponses avec "
    "l'extension Zeeschuimer, puis exporter.",
    "en": "Anyone: open a post, scroll through its comments and their replies with the Zeeschuimer "
    "extension, then export.",
}
GIVES = {
    "comment": (
        "platform", "comment_id", "post_id", "creator_key", "author_key", "by_owner", "parent_id", "text",
        "published_at", "time_precision", "likes", "liked_by_owner", "pinned", "language",
    ),
    "creator": ("creator_key", "platform", "native_id", "handle", "handle_key"),
}  # fmt: skip

_COMMENT = (
    "create_time", "digg_count", "reply_id", "reply_to_reply_id", "is_author_digged", "author_pin",
    "stick_position", "comment_language",
)  # fmt: skip
_PAGE = re.compile(r"tiktok\.com/@([^/?#]{1,64})/(?:video|photo)/(\d+)")
#: The kind of label that the page puts beside the name of the post's owner.
_OWNER = 1


def recognises(probe: Probe) -> bool:
    """Tell whether most captured items are TikTok comments."""
    return mostly(probe, "tiktok", lambda data: "cid" in data and "aweme_id" in data)


def items(opened: Opened) -> Iterator[Item | Reject]:
    """Yield comments and the replies inside them, their authors replaced by keys."""
    return captured(opened, partial(_sanitised, opened.person))


def rows(item: Fields, person: Person) -> Iterator[Row | Reject]:
    """Yield the comment, and the owner of the post where the export names him."""
    unread: list[str] = []
    row: Fields = {"platform": "tiktok", "comment_id": item["cid"], "post_id": item["aweme_id"]}
    if owner := item.get("owner"):
        who = {k: owner[k] for k in ("native_id", "handle") if k in owner}
        key = person(
            "tiktok", *(("id", who["native_id"]) if "native_id" in who else ("handle", who["handle"]))
        )
        # Undated on purpose: one identity row a creator, not one for each of her comments.
        yield "creator", {"creator_key": key, "platform": "tiktok"} | who
        row["creator_key"] = key
    if "author_key" in item:
        row["author_key"] = item["author_key"]
    if "by_owner" in item:
        row["by_owner"] = item["by_owner"]
    _thread(item, row)
    _said(item, row, unread)
    yield "comment", row | item["seen"]
    if unread:
        yield unreadable(unread)


def _sanitised(person: Person, envelope: Fields, data: Fields) -> Iterator[Fields]:
    page = envelope.get("source_platform_url")
    found = _PAGE.search(page) if type(page) is str else None
    owner = (found[2], found[1]) if found else None
    yield _comment(person, data, owner)
    for reply in listed(data.get("reply_comment")):
        yield _comment(person, reply, owner)


def _comment(person: Person, data: Fields, page: tuple[str, str] | None) -> Fields:
    comment_id, post_id = native_id(data.get("cid")), native_id(data.get("aweme_id"))
    if comment_id is None or post_id is None:
        raise Refusal("no comment id" if comment_id is None else "no post id")
    item: Fields = {"cid": comment_id, "aweme_id": post_id} | scalars(data, _COMMENT)
    if "text" in data:
        item["text"] = _masked(data)
    user = fields(data.get("user"))
    by_id, name = native_id(user.get("uid")), handle(user.get("unique_id"))
    if by_id or name:
        item["author_key"] = (
            person("tiktok", "id", by_id) if by_id else person("tiktok", "handle", name or "")
        )
    handle_of_owner = page[1] if page and page[0] == post_id else None
    by_owner = _by_owner(data, name, handle_of_owner)
    if by_owner is not None:
        item["by_owner"] = by_owner
    if by_owner and (by_id or name):
        item["owner"] = {k: v for k, v in (("native_id", by_id), ("handle", name)) if v}
    elif handle_of_owner:
        item["owner"] = {"handle": handle_of_owner}
    return item


def _by_owner(data: Fields, name: str | None, owner: str | None) -> bool | None:
    """Tell whether the owner of the post wrote a comment; None when nothing says it."""
    if any(label.get("type") == _OWNER for label in listed(data.get("label_list"))):
        return True
    return name.casefold() == owner.casefold() if name and owner else None


def _masked(data: Fields) -> str | None:
    """Return the words without names: a mention shows a display name, which only its position tells."""
    text = words(data["text"])
    if text is None:
        return None
    named = [t for t in listed(data.get("text_extra")) if t.get("user_id") or t.get("sec_uid")]
    ends = [(count(t.get("start")), count(t.get("end"))) for t in named]
    spans = [(start, end) for start, end in ends if start is not None and end is not None]
    return mask_people(mask_spans(text, spans) if spans else text)


def _thread(item: Fields, row: Fields) -> None:
    """Fill in the comment that is answered: the exact one where it is told, else the head of the thread."""
    if "reply_id" in item or "reply_to_reply_id" in item:
        row["parent_id"] = native_id(item.get("reply_to_reply_id")) or native_id(item.get("reply_id"))


def _said(item: Fields, row: Fields, unread: list[str]) -> None:
    if "text" in item:
        row["text"] = item["text"]
    if (at := seconds(item.get("create_time"))) is not None:
        row["published_at"], row["time_precision"] = at, "second"
    elif item.get("create_time") is not None:
        unread.append("create_time")
    counts(item, {"digg_count": "likes"}, row, unread)
    if "is_author_digged" in item:
        row["liked_by_owner"] = item["is_author_digged"] in (True, 1)
    if "author_pin" in item or "stick_position" in item:
        row["pinned"] = item.get("author_pin") is True or bool(count(item.get("stick_position")))
    if (language := words(item.get("comment_language"))) not in (None, "un"):
        row["language"] = language
