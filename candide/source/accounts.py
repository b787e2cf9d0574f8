"""Accounts as people type them: '@ana', 'ana', a link to a profile, a YouTube channel id."""

from __future__ import annotations

import re
from dataclasses import dataclass

PLATFORMS = {
    "instagram": ("instagram", "insta", "ig"),
    "tiktok": ("tiktok", "tik tok", "tt"),
    "youtube": ("youtube", "you tube", "yt"),
}
_BY_WORD = {word: name for name, words in PLATFORMS.items() for word in words}

#: Pages of a platform that are no profile.
_NOT_PROFILES = frozenset(
    ("p", "reel", "reels", "tv", "stories", "explore", "tag", "t", "music", "watch", "shorts")
)
_HOST = re.compile(
    r"(?:https?:)?(?://)?(?:www\.|m\.)?(instagram\.com|tiktok\.com|youtube\.com)/(.*)", re.IGNORECASE
)
_SHORT = re.compile(
    r"(?:https?://)?(?:vm\.tiktok\.com|vt\.tiktok\.com|youtu\.be|instagr\.am|linktr\.ee|bit\.ly)/", re.I
)
_LINK = re.compile(r"https?://|www\.|^[\w-]+(?:\.[\w-]+)+/", re.IGNORECASE)
_HANDLE = re.compile(r"@?(\w(?:[\w.·-]{0,62}\w)?)")
_CHANNEL = re.compile(r"UC[\w-]{22}", re.ASCII)
_SCIENTIFIC = re.compile(r"[0-9][.,]?[0-9]*[eE]\+?[0-9]+")
#: Digits alone are an id from this length on, a handle below.
_LONG_ID = 8


@dataclass(frozen=True)
class Account:
    """An account: its platform where it is told, and its native id or its handle."""

    platform: str | None
    native_id: str | None = None
    handle: str | None = None


def platform(word: str) -> str | None:
    """Return the platform that a word names in any of its usual spellings; None when it names none."""
    return _BY_WORD.get(" ".join(word.casefold().replace("-", " ").split()))


def read_account(text: str) -> Account | str:
    """Return the account that a cell names, or in one sentence why it names none.

    text  a handle with or without @, or the address of a profile
    """
    cell = text.strip().strip("<>\"'")
    if _SHORT.match(cell):
        return "a short link, which does not say whose it is: give the profile's address or handle"
    if found := _HOST.search(cell):
        return _profile(found[1].split(".")[0].casefold(), found[2])
    return "a link to a site that is not read here" if _LINK.search(cell) else _bare(cell)


def _bare(cell: str) -> Account | str:
    if cell.startswith("="):
        return "a formula, not a handle"
    if _CHANNEL.fullmatch(cell):
        return Account("youtube", native_id=cell)
    if _SCIENTIFIC.fullmatch(cell):
        return "a number in scientific notation, whose last digits are lost: type the id as text"
    if cell.isascii() and cell.isdigit() and len(cell) >= _LONG_ID:
        return Account(None, native_id=cell)
    if found := _HANDLE.fullmatch(cell):
        return Account(None, handle=found[1])
    return "not a handle: letters, digits, dots, dashes and underscores only"


def _profile(name: str, path: str) -> Account | str:
    parts = [part for part in re.split(r"[/?#&\s]", path) if part]
    if not parts:
        return "the address of a platform, not of a profile"
    first = parts[0]
    if name == "youtube":
        return _channel(parts)
    if first.casefold() in _NOT_PROFILES:
        return "the address of a post or a page, not of a profile"
    found = _HANDLE.fullmatch(first)
    if not found or (name == "tiktok" and not first.startswith("@")):
        return "not the address of a profile"
    return Account(name, handle=found[1])


def _channel(parts: list[str]) -> Account | str:
    first = parts[0]
    if first == "channel" and len(parts) > 1 and _CHANNEL.fullmatch(parts[1]):
        return Account("youtube", native_id=parts[1])
    if first.startswith("@") and (found := _HANDLE.fullmatch(first)):
        return Account("youtube", handle=found[1])
    return "an address of YouTube without @handle or channel id: open the channel and copy its @handle"
