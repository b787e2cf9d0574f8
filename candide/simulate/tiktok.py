"""TikTok items as Zeeschuimer captures them in 2026: posts, and comments with their threads."""

from __future__ import annotations

import re
from typing import Any

from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.plan import Post
from candide.simulate.threads import Comment

_LABELLED, _PLAIN = 1, 0  # brandOrganicType of a post with the platform's label, and without
_TEXT_TIME = 0.1  # share of items read from a page, where createTime is text
_TAG = re.compile(r"[#@]([\w.]+)")


def post(person: Person, item: Post, followers: int, videos: int, dice: Dice) -> dict[str, Any]:
    """Return one item.

    followers  of the author as printed at the time of the export
    videos     posts of the author
    """
    seconds = 8 + dice.below(80)
    found: dict[str, Any] = {
        "id": item.id,
        "desc": item.caption.text,
        "createTime": str(item.at) if dice.chance(_TEXT_TIME) else item.at,
        "scheduleTime": 0,
        "video": {"id": item.id, "height": 1024, "width": 576, "duration": seconds, "ratio": "720p",
                  "cover": f"https://p16.example/{item.id}.webp", "format": "mp4"},
        "author": _author(person),
        "music": {"id": str(7_000_000_000_000_000_000 + dice.below(10**15)), "title": "son original",
                  "original": True, "authorName": person.name, "duration": seconds},
        **_counts(item, person, followers, videos),
        "challenges": [{"id": str(1000 + len(t)), "title": t, "desc": ""} for t in tags(item.caption.text)],
        "textExtra": _extras(item.caption.text),
        "duetInfo": {"duetFromId": "0"},
        "originalItem": True, "officalItem": False, "secret": False, "forFriend": False, "privateItem": False,
        "digged": False, "collected": False, "itemCommentStatus": 0, "duetEnabled": True,
        "stitchEnabled": True, "isAd": False, "isECVideo": 0, "diversificationLabels": [],
        "textLanguage": person.language, "locationCreated": "FR" if person.language == "fr" else "GB",
        "CategoryType": 120,
    }  # fmt: skip
    if item.kind == "photo":
        found["imagePost"] = {"images": [{"imageWidth": 1080, "imageHeight": 1440}], "title": ""}
    if item.caption.screen:
        found["stickersOnItem"] = [{"stickerType": 4, "stickerText": item.caption.screen}]
    if item.speaks:
        paid = item.caption.told.paid_label
        found |= {"adAuthorization": paid, "BAInfo": "", "adLabelVersion": 0}
        found["brandOrganicType"] = _LABELLED if paid else _PLAIN
    return found


def comment(person: Person, item: Post, said: Comment) -> dict[str, Any]:
    """Return one comment, or one answer in a thread."""
    uid, handle, name = said.author
    return {
        "aweme_id": item.id,
        "cid": said.id,
        "id": said.id,
        "create_time": said.at,
        "text": said.text,
        "comment_language": said.language,
        "digg_count": said.likes,
        "user_digged": 0,
        "is_author_digged": said.liked_by_creator,
        "author_pin": said.pinned,
        "stick_position": 1 if said.pinned else 0,
        "status": 1,
        "reply_id": said.parent or "0",
        "reply_to_reply_id": said.to or "0",
        "reply_comment": None,
        "reply_comment_total": said.replies,
        "text_extra": [],
        "label_list": None,
        "user": {"uid": uid, "unique_id": handle, "nickname": name, "sec_uid": _secret(uid),
                 "avatar_thumb": {"url_list": [f"https://p16.example/{uid}.webp"]}},
        "share_info": {"url": f"https://m.tiktok.example/v/{item.id}.html", "desc": "",
                       "title": item.caption.text[:80]},
    }  # fmt: skip


def tags(text: str) -> list[str]:
    """Return the hashtags of a text, without the sign."""
    return [m[1] for m in _TAG.finditer(text) if m[0][0] == "#"]


def _author(person: Person) -> dict[str, Any]:
    return {
        "id": person.native_id, "uniqueId": person.handle, "nickname": person.name, "signature": person.bio,
        "avatarThumb": f"https://p16.example/{person.native_id}.webp", "secUid": _secret(person.native_id),
        "verified": False, "privateAccount": False, "secret": False, "ftc": False, "relation": 0,
        "openFavorite": False,
    }  # fmt: skip


def _counts(item: Post, person: Person, followers: int, videos: int) -> dict[str, Any]:
    stats = {
        "diggCount": item.likes, "shareCount": item.shares, "commentCount": item.comments,
        "playCount": item.views or 0, "collectCount": item.saves,
    }  # fmt: skip
    hearts = 40 * followers
    return {
        "stats": stats,
        "statsV2": {name: str(value) for name, value in stats.items()} | {"repostCount": "0"},
        "authorStats": {"followerCount": followers, "followingCount": 80 + person.index % 400,
                        "heart": hearts, "heartCount": hearts, "videoCount": videos, "diggCount": 0},
    }  # fmt: skip


def _extras(text: str) -> list[dict[str, Any]]:
    """Return where hashtags and mentions stand in a text."""
    return [
        {"awemeId": "", "start": m.start(), "end": m.end(), "hashtagName": m[1] if m[0][0] == "#" else "",
         "hashtagId": "", "type": 1 if m[0][0] == "#" else 0, "subType": 0, "isCommerce": False,
         "userId": "", "secUid": "", "userUniqueId": m[1] if m[0][0] == "@" else ""}
        for m in _TAG.finditer(text)
    ]  # fmt: skip


def _secret(uid: str) -> str:
    return f"MS4wLjABAAAA{uid}{'x' * (64 - len(uid))}"
