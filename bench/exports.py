"""An invented Zeeschuimer capture of TikTok posts: 8 KB an item, as real ones, most of it never kept."""

from __future__ import annotations

import hashlib
import tempfile
from pathlib import Path
from typing import Any

import numpy as np
import orjson

from bench.words import PHRASES

ITEMS = {"full": 20_000, "small": 300}
_A_CREATOR = 20  # items of each creator
_START = 1_780_000_000  # seconds
_TAGS = ["carnet", "maison", "lecture", "recup", "cuisine", "balade", "jardin", "atelier"]
_IMAGES = ("cover", "originCover", "dynamicCover", "shareCover", "reflowCover")


def write(scale: str, root: Path | None = None) -> Path:
    """Return the NDJSON file, written if it is not there; the same items each time."""
    mark = hashlib.sha256(Path(__file__).read_bytes() + scale.encode()).hexdigest()[:12]
    path = (root or Path(tempfile.gettempdir())) / f"candide-bench-{mark}.ndjson"
    if not path.exists():
        waiting = path.with_suffix(".part")
        rng = np.random.default_rng(22)
        with waiting.open("wb") as file:
            for i in range(ITEMS[scale]):
                file.write(orjson.dumps(envelope(rng, i)) + b"\n")
        waiting.replace(path)
    return path


def envelope(rng: np.random.Generator, i: int) -> dict[str, Any]:
    """Return one captured item."""
    seen = (_START + 90 * 86_400) * 1000 + 340 * i
    return {
        "nav_index": f"2:{i // 30}:NaN",
        "item_id": str(7 * 10**18 + i * 10**12),
        "timestamp_collected": seen,
        "last_updated": seen + 12,
        "source_platform": "tiktok.com",
        "source_platform_url": "https://www.tiktok.com/@invented",
        "source_url": f"https://www.tiktok.com/api/post/item_list/?cursor={noise(rng, 1100)}",
        "user_agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
        "data": post(rng, i),
        "id": i,
    }


def post(rng: np.random.Generator, i: int) -> dict[str, Any]:
    """Return one post as the page gives it."""
    likes, tags = int(rng.lognormal(5, 1.5)), [_TAGS[j] for j in rng.integers(0, len(_TAGS), 6)]
    said = " ".join([PHRASES[int(rng.integers(0, len(PHRASES)))].as_py(), *(f"#{t}" for t in tags)])
    stats = {
        "diggCount": likes, "shareCount": likes // 90, "commentCount": likes // 30,
        "playCount": likes * 17, "collectCount": likes // 40,
    }  # fmt: skip
    return {
        "id": str(7 * 10**18 + i * 10**12), "desc": said, "createTime": _START + 3600 * (i % 2000),
        "video": video(rng, i), "author": author(rng, i // _A_CREATOR), "music": music(rng, i),
        "challenges": [challenge(rng, t) for t in tags], "stats": stats,
        "duetInfo": {"duetFromId": "0"}, "originalItem": True, "officalItem": False,
        "textExtra": [extra(t) for t in tags], "secret": False, "forFriend": False, "digged": False,
        "itemCommentStatus": 0, "showNotPass": False, "vl1": False, "itemMute": False,
        "authorStats": {"followingCount": 120, "followerCount": 900 + 13 * (i // _A_CREATOR),
                        "heartCount": 50_000, "videoCount": 240, "diggCount": 0, "heart": 50_000},
        "privateItem": False, "duetEnabled": True, "stitchEnabled": True, "shareEnabled": True,
        "stickersOnItem": [{"stickerType": 4, "stickerText": [said[:40]]}] if i % 2 else [],
        "isAd": False, "collected": False, "textLanguage": "fr", "locationCreated": "FR",
        "adAuthorization": False, "BAInfo": "", "adLabelVersion": 0, "brandOrganicType": int(i % 9 == 0),
    }  # fmt: skip


def video(rng: np.random.Generator, i: int) -> dict[str, Any]:
    """Return the addresses of a video, longer than all that is said of it."""
    return {
        "id": str(i), "height": 1024, "width": 576, "duration": 30 + i % 60, "ratio": "720p",
        **{name: address(rng, 150) for name in _IMAGES}, "playAddr": address(rng, 540),
        "downloadAddr": address(rng, 540), "bitrate": 512_345, "encodedType": "normal", "format": "mp4",
        "videoQuality": "normal", "encodeUserTag": "",
    }  # fmt: skip


def author(rng: np.random.Generator, who: int) -> dict[str, Any]:
    """Return who posted it; the same account has new avatar addresses on each page."""
    return {
        "id": str(6 * 10**18 + who), "uniqueId": f"profil{who}", "nickname": f"Profil {who}",
        **{name: address(rng, 150) for name in ("avatarThumb", "avatarMedium", "avatarLarger")},
        "signature": "Carnets et jardins\nécrire à profil@exemple.invalid", "verified": False,
        "secUid": f"MS4w{who:072d}", "secret": False, "ftc": False, "relation": 0, "openFavorite": False,
        "commentSetting": 0, "duetSetting": 0, "stitchSetting": 0, "privateAccount": False,
        "downloadSetting": 0,
    }  # fmt: skip


def music(rng: np.random.Generator, i: int) -> dict[str, Any]:
    """Return the sound of a video."""
    covers = {name: address(rng, 150) for name in ("coverThumb", "coverMedium", "coverLarge")}
    told = {"authorName": "son original", "original": True, "duration": 30, "album": ""}
    return {"id": str(i), "title": "son original", "playUrl": "", **covers, **told}


def challenge(rng: np.random.Generator, tag: str) -> dict[str, Any]:
    """Return what a hashtag carries: many empty places."""
    places = ("profileThumb", "profileMedium", "profileLarger", "coverThumb", "coverMedium", "coverLarger")
    number = str(int(rng.integers(10**8)))
    return {"id": number, "title": tag, "desc": "", **dict.fromkeys(places, ""), "isCommerce": False}


def extra(tag: str) -> dict[str, Any]:
    """Return where a hashtag stands in the text."""
    empty = dict.fromkeys(("awemeId", "userId", "userUniqueId", "secUid"), "")
    return {"start": 0, "end": 9, "hashtagName": tag, "hashtagId": "1", "type": 1, "subType": 0} | empty


def address(rng: np.random.Generator, length: int) -> str:
    """Return an address that leads nowhere."""
    return f"https://p16.invalid/{noise(rng, length)}"


def noise(rng: np.random.Generator, length: int) -> str:
    """Return characters that do not compress, as signed addresses hold."""
    return rng.bytes(length // 2).hex()
