"""The days of an invented world. Days are counted from 1970-01-01; a follower count is that of 00:00 UTC."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

DAY = 86_400
EPOCH = date(1970, 1, 1)
COLLECTED = datetime(2026, 5, 18, 9, 0, tzinfo=UTC)  # when the exports were made
LAST_DAY = (COLLECTED.date() - EPOCH).days  # last day with a follower count
POSTS_END = LAST_DAY - 10  # no post later: reactions and answers have come
POSTS_START = POSTS_END - 135  # no post earlier


def second(day: float) -> int:
    """Return a day, with its fraction, as Unix seconds."""
    return int(day * DAY)


def iso_day(day: int) -> str:
    """Return a day as 2026-02-01."""
    return (EPOCH + timedelta(days=day)).isoformat()


def iso_second(seconds: int) -> str:
    """Return Unix seconds as 2026-02-01T10:00:00Z."""
    return datetime.fromtimestamp(seconds, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def monday(day: float) -> int:
    """Return the Monday of the day's week."""
    return int(day) - (int(day) + 3) % 7  # day 0 was a Thursday


def week(day: float) -> str:
    """Return the ISO week of a day as 2026-W05."""
    year, number, _ = (EPOCH + timedelta(days=int(day))).isocalendar()
    return f"{year}-W{number:02d}"
