"""Instagram items as Zeeschuimer captures them in the feed: the "item list" shape, viewer's fields included.

What only the operator may see (friendship_status, has_liked, facepile_top_likers) is written so
that a source can be seen to drop it; so are a few private accounts, which it must refuse.
"""

from __future__ import annotations

from typing import Any

from candide.simulate import dates, ids
from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.plan import Post

HIDDEN_LIKES = 3  # what the web page says for every post that hides its likes
PRIVATE_ACCOUNTS = 3
_MEDIA = {"photo": (1, "feed"), "short": (2, "clips"), "carousel": (8, "carousel_container")}
_EDITED, _COAUTHORED, _CAPTIONLESS, _PLACED = 0.12, 0.06, 0.02, 0.25

#: Keys that the feed always holds and that say nothing of the post.
_EMPTY = dict.fromkeys((
    "view_state_item_type", "brs_severity", "explore", "main_feed_carousel_starting_media_id", "audience",
    "is_shared_from_basel", "open_carousel_submission_state", "media_overlay_info", "carousel_parent_id",
    "display_uri", "is_dash_eligible", "number_of_qualities", "video_dash_manifest", "video_versions",
    "preview", "accessibility_caption", "previous_submitter", "link", "story_cta",
    "all_previous_submitters", "follow_hashtag_info", "affiliate_info", "clips_attribution_info",
    "clips_metadata", "wearable_attribution_info", "headline", "view_count", "play_count", "fb_like_count",
    "comments_disabled", "can_reshare", "saved_collection_ids", "has_viewer_saved", "boosted_status",
    "boost_unavailable_identifier", "boost_unavailable_reason", "feed_demotion_control",
    "feed_recs_demotion_control", "has_audio",
))  # fmt: skip


def post(person: Person, item: Post, friend: Person | None, dice: Dice) -> dict[str, Any]:
    """Return one item.

    friend  another creator of the world, who signs the odd post too
    """
    media, product = _MEDIA[item.kind]
    text, told = item.caption.text, item.caption.told
    silent = told.relation == "none" and told.dissuasion == "none" and dice.chance(_CAPTIONLESS)
    signs = [_user(friend)] if friend is not None and dice.chance(_COAUTHORED) else []
    found: dict[str, Any] = {
        **_EMPTY,
        "id": f"{item.id}_{person.native_id}", "pk": item.id, "code": ids.shortcode(item.id),
        "taken_at": item.at, "media_type": media, "product_type": product, "inventory_source": "media_or_ad",
        "original_height": 1350, "original_width": 1080,
        "image_versions2": {"candidates": [{"url": f"https://scontent.example/{item.id}.jpg"}]},
        "carousel_media": _slides(item, dice) if media == 8 else None,
        "user": _user(person), "owner": {"id": person.native_id, "show_account_transparency_details": True},
        "caption": None if silent else {"pk": item.id, "text": text, "has_translation": None},
        "caption_is_edited": dice.chance(_EDITED),
        "like_count": HIDDEN_LIKES if item.likes_hidden else item.likes,
        "like_and_view_counts_disabled": item.likes_hidden, "hidden_likes_string_variant": -1,
        "comment_count": item.comments, "media_repost_count": dice.below(4),
        "is_paid_partnership": told.paid_label,
        "sponsor_tags": _sponsor(told.brand) if told.paid_label else None,
        "coauthor_producers": signs, "invited_coauthor_producers": [],
        "usertags": None, "location": _place(person) if dice.chance(_PLACED) else None,
        **_viewer(dice),
    }  # fmt: skip
    return found


def private(dice: Dice) -> list[dict[str, Any]]:
    """Return the items of a private account that the operator follows; no reader may keep them."""
    pk = str(2_000_000_000 + dice.below(70_000_000_000))
    handle, found = f"cercle_prive_{pk[-4:]}", []
    user = {"pk": pk, "id": pk, "username": handle, "full_name": "Cercle privé", "is_private": True,
            "is_verified": False, "friendship_status": {"following": True}}  # fmt: skip
    for _ in range(2):
        at = dates.second(dates.POSTS_END - 40 * dice.unit())
        media = ids.instagram(at, dice)
        found.append({
            **_EMPTY, "id": f"{media}_{pk}", "pk": media, "code": ids.shortcode(media), "taken_at": at,
            "media_type": 1, "product_type": "feed", "user": user, "owner": {"id": pk},
            "caption": {"pk": media, "text": "entre nous"}, "caption_is_edited": False,
            "like_count": 10 + dice.below(60), "like_and_view_counts_disabled": False,
            "comment_count": dice.below(9), "is_paid_partnership": False, "sponsor_tags": None,
            "coauthor_producers": [], "invited_coauthor_producers": [], "usertags": None, "location": None,
            "carousel_media": None, **_viewer(dice),
        })  # fmt: skip
    return found


def _user(person: Person) -> dict[str, Any]:
    return {
        "pk": person.native_id, "id": person.native_id, "username": person.handle, "full_name": person.name,
        "is_private": False, "is_verified": False, "is_unpublished": False, "is_embeds_disabled": False,
        "profile_pic_url": f"https://scontent.example/{person.native_id}.jpg", "__typename": "XDTUserDict",
        "friendship_status": {"following": person.index % 3 == 0, "is_feed_favorite": False},
    }  # fmt: skip


def _viewer(dice: Dice) -> dict[str, Any]:
    """Return what the page shows to its operator alone."""
    return {
        "has_liked": dice.chance(0.1), "is_seen": False, "facepile_top_likers": [], "top_likers": [],
        "social_context": [], "organic_tracking_token": "t", "logging_info_token": "t",
        "can_viewer_reshare": True,
        "can_see_insights_as_brand": False, "floating_context_items": [],
        "sharing_friction_info": {"should_have_sharing_friction": False, "bloks_app_url": None},
    }  # fmt: skip


def _slides(item: Post, dice: Dice) -> list[dict[str, Any]]:
    return [
        {"pk": str(int(item.id) + i), "id": str(int(item.id) + i), "media_type": 1, "code": None,
         "product_type": "carousel_item", "usertags": None, "accessibility_caption": None, "like_count": None}
        for i in range(1, 3 + dice.below(4))
    ]  # fmt: skip


def _sponsor(brand: str | None) -> list[dict[str, Any]]:
    return [{"permission": True, "sponsor": {"username": brand, "pk": "1", "full_name": brand}}]


def _place(person: Person) -> dict[str, Any]:
    return {"pk": str(100_000 + len(person.city)), "name": person.city, "lat": None, "lng": None}
