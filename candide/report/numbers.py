"""Numbers and dates in the reader's way: narrow no-break spaces and decimal commas in French.

Nothing here decides what a number means: a rate keeps the digits that its interval supports.
"""

from __future__ import annotations

import math
from datetime import UTC, date, datetime, timedelta

When = str | date | datetime | int | float
NARROW, MINUS = "\u202f", "\u2212"

#: Units whose figures are shares of one, shown as percentages.
PERCENT = frozenset({"share", "per_follower", "per_view", "per_reach"})
_SUFFIX = {
    "days": (" jours", " days"),
    "hours": (" heures", " hours"),
    "per_week": (" par semaine", " a week"),
    "per_day": (" par jour", " a day"),
}
_MONTHS = {
    "fr": "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "en": "January February March April May June July August September October November December",
}
_SHORT = {
    "fr": "janv. févr. mars avr. mai juin juill. août sept. oct. nov. déc.",
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec",
}


def number(x: float, digits: int = 0, *, lang: str) -> str:
    """Return a number with thousands apart and the language's decimal sign."""
    text = f"{abs(x):,.{digits}f}"
    if lang == "fr":
        text = text.replace(",", NARROW).replace(".", ",")
    return MINUS + text if x < 0 and text.strip("0,." + NARROW) else text


def percent(share: float, digits: int = 0, *, lang: str) -> str:
    """Return a share of one as a percentage: « 3,1 % », "3.1%"."""
    sign = f"{NARROW}%" if lang == "fr" else "%"
    return number(100 * share, digits, lang=lang) + sign


def digits_for(low: float, high: float, unit: str) -> int:
    """Return the decimals that an interval supports, so that its width shows one or two digits."""
    width = abs(high - low) * (100 if unit in PERCENT else 1)
    if width <= 0:
        return 0 if abs(high) >= 10 else 1
    return min(4, max(0, math.ceil(math.log10(5 / width))))


def figures_for(x: float, unit: str) -> int:
    """Return the decimals that show two figures of a value."""
    size = abs(x) * (100 if unit in PERCENT else 1)
    return min(4, max(0, 1 - math.floor(math.log10(size)))) if size else 0


def amount(x: float, unit: str, digits: int = 0, *, lang: str) -> str:
    """Return a value with its unit in the reader's way."""
    if unit in PERCENT:
        return percent(x, digits, lang=lang)
    return number(x, digits, lang=lang) + _suffix(unit, lang)


def between(low: float, high: float, unit: str, digits: int = 0, *, lang: str) -> str:
    """Return an interval, its unit said once: « 2,4 à 4,0 % », "2.4 to 4.0%"."""
    scale = 100 if unit in PERCENT else 1
    joint = " à " if lang == "fr" else " to "
    return number(scale * low, digits, lang=lang) + joint + amount(high, unit, digits, lang=lang)


def signed(text: str) -> str:
    """Return the figure with a plus sign unless it is negative or nil."""
    nil = not any(sign in text for sign in "123456789")
    return text if nil or text.startswith(MINUS) else "+" + text


def plain(x: float, *, lang: str) -> str:
    """Return a figure of unknown precision with at most three significant decimals."""
    if float(x).is_integer():
        return number(x, lang=lang)
    digits = max(0, 2 - math.floor(math.log10(abs(x)))) if abs(x) < 1000 else 0
    text = number(x, min(digits, 6), lang=lang)
    return text.rstrip("0").rstrip(",.") if digits else text


def moment(said: When) -> datetime:
    """Return the UTC moment of a date-time, a date, their ISO text, or a count of days since 1970."""
    if isinstance(said, (int, float)):
        return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(days=said)
    at = said if isinstance(said, date) else datetime.fromisoformat(said)
    if not isinstance(at, datetime):
        at = datetime(at.year, at.month, at.day)
    return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)


def day(said: When, *, lang: str, short: bool = False) -> str:
    """Return a date in words: « 29 janvier 2026 », "29 January 2026"."""
    at = moment(said)
    month = (_SHORT if short else _MONTHS)[lang].split()[at.month - 1]
    first = "1er" if lang == "fr" and at.day == 1 else str(at.day)
    return f"{first} {month} {at.year}"


def days(start: When, end: When, *, lang: str) -> str:
    """Return a period: « du 3 janvier au 1er février 2026 »."""
    a, b = day(start, lang=lang), day(end, lang=lang)
    if a == b:
        return f"le {a}" if lang == "fr" else a
    if a[-4:] == b[-4:]:
        a = a[:-5]
    return f"du {a} au {b}" if lang == "fr" else f"{a} to {b}"


def week(iso_week: str, *, lang: str) -> str:
    """Return an ISO week by its Monday: « semaine du 26 janvier 2026 »."""
    year, number_ = iso_week.split("-W")
    monday = date.fromisocalendar(int(year), int(number_), 1)
    said = day(monday.isoformat(), lang=lang)
    return f"semaine du {said}" if lang == "fr" else f"week of {said}"


def minutes(n: float, *, lang: str) -> str:
    """Return a duration in minutes, or hours and minutes from two hours on."""
    span = timedelta(minutes=round(n))
    whole = int(span.total_seconds()) // 60
    if whole < 120:
        return f"{whole}{NARROW}min"
    hours, rest = divmod(whole, 60)
    return f"{hours}{NARROW}h" + (f" {rest:02d}" if rest else "")


def _suffix(unit: str, lang: str) -> str:
    pair = _SUFFIX.get(unit, ("", ""))
    return pair[0] if lang == "fr" else pair[1]
