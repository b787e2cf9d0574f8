"""The columns of each table: the key of its heading and its width in characters."""

from __future__ import annotations

_WHOSE = "profile:22 platform:11 axis:18 code:9 reading:30"
_AXES = "axis.audience:13 axis.conversation:13 axis.editorial:13 axis.transparency:13 axis.independence:13"
_TABLES = {
    "overview": f"""profile:22 platform:11 name:20 followers:11 followers_low:11 followers_high:11 tier:9
        scheme:10 posts:12 opinion:10 low:10 high:10 coverage:11 {_AXES} measured:10 abstained:12 weighing:10
        look_at:10 seen:10 file:30 sha256:20""",
    "readings": f"""{_WHOSE} definition:40 value:10 low:10 high:10 unit:12 n:10 peers_low:10 peers_median:10
        peers_high:10 peers_n:10 abstains:40 have:9 need:11""",
    "flags": f"""{_WHOSE} what:9 kind:24 words:60 date:12 low:10 high:10 coincides:30 with:40 link:30""",
    "fetch": "scope:22 fetch:34 get:60 minutes:9 unlocks:40 creators:10",
    "evidence": f"""{_WHOSE} item:22 date:12 value:10 observed:9 arm:10 category:14 weight:9 cluster:20
        effect:10 detail:36 text:60 spans:40 link:30""",
    "about": "about:30 text:100",
}


def _columns(words: str) -> tuple[tuple[str, int], ...]:
    return tuple((key, int(width)) for key, width in (word.split(":") for word in words.split()))


#: Table to its columns, in order.
COLUMNS: dict[str, tuple[tuple[str, int], ...]] = {name: _columns(words) for name, words in _TABLES.items()}
