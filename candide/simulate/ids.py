"""Platform ids of the shape that the platforms use: time in the high bits, so that they sort by date."""

from __future__ import annotations

import unicodedata

from candide.simulate.dice import Dice

_SHORT = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"
_INSTAGRAM_EPOCH_MS = 1_314_220_021_721


def tiktok(seconds: int, dice: Dice) -> str:
    """Return a TikTok id (19 digits): Unix seconds, then 32 other bits."""
    return str((seconds << 32) | dice.below(1 << 32))


def instagram(seconds: int, dice: Dice) -> str:
    """Return an Instagram media id (19 digits): milliseconds since its epoch, then 23 other bits."""
    return str(((seconds * 1000 - _INSTAGRAM_EPOCH_MS) << 23) | dice.below(1 << 23))


def shortcode(media_id: str) -> str:
    """Return the code of an Instagram media id as it stands in its address."""
    left, code = int(media_id), ""
    while left:
        left, digit = divmod(left, 64)
        code = _SHORT[digit] + code
    return code


def folded(name: str) -> str:
    """Return a name as a handle: lower case, no accent, letters and digits only."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return "".join(c for c in plain.lower() if c.isalnum())
