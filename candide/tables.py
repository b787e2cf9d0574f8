"""Canonical rows: the tables that every source fills and every signal reads.

A table is a list of columns whose order never changes: a column is only ever appended, because
`speaks_of` is a bit mask over that order. In an observation, a set bit with a null value means
"the export says that there is nothing"; a clear bit means "the export does not speak of it".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

import pyarrow as pa

SCHEMA_VERSION = 1

TIME = pa.timestamp("us", tz="UTC")
TEXT, COUNT, FLAG, WORDS = pa.string(), pa.int64(), pa.bool_(), pa.list_(pa.string())

#: How the time of an observation is known, best first.
QUALITIES = ("recorded", "declared", "file", "unknown")
#: The parts of a post that can hold words.
PARTS = ("caption", "title", "description", "on_screen", "transcript", "typed")


@dataclass(frozen=True)
class Column:
    """One column: its name, Arrow type and meaning (unit included)."""

    name: str
    type: pa.DataType
    meaning: str


@dataclass(frozen=True)
class Table:
    """One canonical table.

    name     singular noun, also the name of its view
    meaning  what one row is
    key      columns that identify the thing observed
    columns  in their permanent order
    owner    column that names the creator whose rows these are; erasure, access and pruning use it
    """

    name: str
    meaning: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    owner: str = "creator_key"
    bits: dict[str, int] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "bits", {c.name: 1 << i for i, c in enumerate(self.columns)})

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The column names, in order."""
        return tuple(c.name for c in self.columns)

    @cached_property
    def schema(self) -> pa.Schema:
        """The Arrow schema of the columns alone."""
        return pa.schema([(c.name, c.type) for c in self.columns])

    @cached_property
    def observed(self) -> pa.Schema:
        """The Arrow schema of an observation part: the columns, then OBSERVATION."""
        return pa.schema([*self.schema, *OBSERVATION])

    def mask(self, names: Iterable[str]) -> int:
        """Return the bit mask of these columns. Raises KeyError for an unknown column."""
        total = 0
        for name in names:
            total |= self.bits[name]
        return total

    def spoken(self, mask: int) -> tuple[str, ...]:
        """Return the columns that a mask names."""
        return tuple(name for name, bit in self.bits.items() if mask & bit)


#: What every observation adds to the columns of its table.
OBSERVATION = pa.schema(
    [
        ("observed_at", TIME),  # when the export saw it; null when nothing says so
        ("observed_quality", TEXT),  # one of QUALITIES
        ("speaks_of", COUNT),  # bit mask over the table's columns
        ("obs_id", TEXT),  # md5 of everything above: identity of the observation
    ]
)

#: What the current view adds: first and last sight, and all that any observation spoke of.
CURRENT = pa.schema([("first_seen", TIME), ("last_seen", TIME), ("spoken", COUNT)])


def _columns(*rows: tuple[str, pa.DataType, str]) -> tuple[Column, ...]:
    return tuple(Column(*row) for row in rows)


CREATOR = Table(
    "creator",
    "an account that publishes",
    ("creator_key",),
    _columns(
        ("creator_key", TEXT, "person key (HMAC) of the platform id, else of the handle"),
        ("platform", TEXT, "instagram, tiktok, youtube, …"),
        ("native_id", TEXT, "the platform's own id, as text; null when only a handle is known"),
        ("handle", TEXT, "public name without @, as written"),
        ("handle_key", TEXT, "person key of the folded handle; joins hand-typed lists to exports"),
        ("display_name", TEXT, "the name shown"),
        ("bio", TEXT, "profile text, e-mails and phone numbers removed"),
        ("urls", WORDS, "links of the profile"),
        ("verified", FLAG, "the platform's badge"),
        ("account_type", TEXT, "as the export names it: personal, business, creator"),
        ("category", TEXT, "as the platform names it"),
        ("country", TEXT, "ISO 3166-1 alpha-2, declared by the account"),
        ("language", TEXT, "BCP 47 tag, declared"),
        ("timezone", TEXT, "IANA zone, declared; law dates and night hours need it"),
        ("created_at", TIME, "when the account was opened"),
        ("followers", COUNT, "followers; the middle of the interval when rounded"),
        ("followers_low", COUNT, "least number that the printed figure allows; null when exact"),
        ("followers_high", COUNT, "largest number that the printed figure allows; null when exact"),
        ("following", COUNT, "accounts followed"),
        ("posts_total", COUNT, "posts ever published, as the platform says"),
        ("views_total", COUNT, "views of the whole account"),
        ("likes_total", COUNT, "likes of the whole account"),
    ),
)

POST = Table(
    "post",
    "a publication, with its counts at one moment",
    ("platform", "post_id"),
    _columns(
        ("platform", TEXT, "instagram, tiktok, youtube, …"),
        ("post_id", TEXT, "the platform's own id, as text"),
        ("creator_key", TEXT, "who published it"),
        ("kind", TEXT, "photo, video, short, carousel, text, story"),
        ("url", TEXT, "public address"),
        ("published_at", TIME, "when it was published"),
        ("duration_s", COUNT, "seconds"),
        ("language", TEXT, "as the platform says"),
        ("place", TEXT, "as the platform says"),
        ("edited", FLAG, "the text was changed after publication"),
        ("coauthors", WORDS, "person keys of the other authors"),
        ("tagged", WORDS, "handles tagged on the image"),
        ("paid_label", FLAG, "the platform's paid-partnership label: true, false, or null for unknown"),
        ("label_kind", TEXT, "which label: paid_partnership, promotional, boosted, shop"),
        ("label_brands", WORDS, "handles that the label names"),
        ("ai_label", FLAG, "the platform's label for generated images"),
        ("likes", COUNT, "likes; null when hidden"),
        ("comments", COUNT, "comments as the platform counts them"),
        ("shares", COUNT, "shares"),
        ("saves", COUNT, "saves"),
        ("views", COUNT, "views or plays"),
        ("reach", COUNT, "accounts reached, from the creator's own statistics"),
        ("likes_hidden", FLAG, "the creator hides the like count"),
        ("comments_disabled", FLAG, "comments are switched off"),
        ("availability", TEXT, "up, deleted, private"),
    ),
)

TEXT_PART = Table(
    "text_part",
    "words of a post, one row a part",
    ("platform", "post_id", "part", "position"),
    _columns(
        ("platform", TEXT, "instagram, tiktok, youtube, …"),
        ("post_id", TEXT, "the post"),
        ("creator_key", TEXT, "who published it"),
        ("part", TEXT, "caption, title, description, on_screen, transcript, typed"),
        ("position", COUNT, "0, 1, 2… where a part comes in pieces"),
        ("text", TEXT, "the words as written; null when the part exists and is empty"),
        ("origin", TEXT, "export, person"),
        ("starts_ms", COUNT, "timecode in milliseconds, for speech and on-screen words"),
    ),
)

COMMENT = Table(
    "comment",
    "a comment under a post",
    ("platform", "comment_id"),
    _columns(
        ("platform", TEXT, "instagram, tiktok, youtube, …"),
        ("comment_id", TEXT, "the platform's own id, as text"),
        ("post_id", TEXT, "the post"),
        ("creator_key", TEXT, "owner of the post; null when the export does not name it"),
        ("author_key", TEXT, "person key of who wrote it"),
        ("by_owner", FLAG, "written by the owner of the post"),
        ("parent_id", TEXT, "comment answered; null at top level"),
        ("text", TEXT, "the words, handles masked"),
        ("published_at", TIME, "when it was written"),
        ("time_precision", TEXT, "second, day, relative"),
        ("likes", COUNT, "likes"),
        ("liked_by_owner", FLAG, "the owner of the post liked it"),
        ("pinned", FLAG, "pinned by the owner of the post"),
        ("language", TEXT, "as the platform says"),
    ),
)

EVENT = Table(
    "event",
    "something dated that can explain a change: press, platform, campaign",
    ("event_id",),
    _columns(
        ("event_id", TEXT, "any stable id"),
        ("kind", TEXT, "press, platform, campaign"),
        ("platform", TEXT, "null: every platform"),
        ("creator_key", TEXT, "null: everybody"),
        ("at", TIME, "when it happened"),
        ("title", TEXT, "one line"),
        ("url", TEXT, "where it can be read"),
    ),
)

DECLARED = Table(
    "declared",
    "what a list or a form says of a creator, beside the counts",
    ("creator_key", "field"),
    _columns(
        ("creator_key", TEXT, "of whom"),
        ("field", TEXT, "header as typed, folded"),
        ("value", TEXT, "as typed"),
    ),
)

#: Every canonical table by name.
TABLES: dict[str, Table] = {t.name: t for t in (CREATOR, POST, TEXT_PART, COMMENT, EVENT, DECLARED)}

SPAN = pa.struct(
    [
        ("part", TEXT),  # which part of the post
        ("start", COUNT),  # in characters of that part
        ("end", COUNT),
        ("text", TEXT),  # the words themselves
        ("kind", TEXT),  # disclosure, commercial, dissuade, substitute, negation, brand, …
        ("polarity", TEXT),  # asserts, denies, reports
        ("rule", TEXT),  # rule id in its pack
        ("pack", TEXT),  # pack id and version
    ]
)

#: What labels say: one row per post, label and value. Labels are recomputed, never imported.
SAID = pa.schema(
    [
        ("platform", TEXT),
        ("post_id", TEXT),
        ("creator_key", TEXT),
        ("label", TEXT),
        ("value", TEXT),
        ("strength", TEXT),  # strong, weak, ambiguous, or null where it has no meaning
        ("spans", pa.list_(SPAN)),
        ("unread", WORDS),  # parts that exist for this platform and could not be read
    ]
)
