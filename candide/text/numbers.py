"""Counts as people type them, in French and in English: '12,3 k', '2,1 Md', '48.5M', '1,234', '≈ 5000'.

A printed figure stands for every number that would have been printed so: '12,3 k' is 12,250 to 12,349.
A figure that can be read in two ways ('1,234 k') is not read at all.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

#: Beyond it, no audience: rather an id, a phone number or a slip of the hand.
LARGEST = 10**13
#: A range whose ends are further apart than this is rather a date or a code.
WIDEST_RANGE = 10


class Count(NamedTuple):
    """A count and the interval that its writing allows; low equals high when it is exact."""

    value: int
    low: int
    high: int


_UNITS = {
    **dict.fromkeys(("k", "mille", "milliers", "thousand"), 10**3),
    **dict.fromkeys(("m", "mio", "million", "millions"), 10**6),
    **dict.fromkeys(("md", "mds", "mrd", "milliard", "milliards"), 10**9),
    **dict.fromkeys(("b", "bn", "billion", "billions"), 10**9),
}
_UNIT = "|".join(sorted(_UNITS, key=len, reverse=True))
_NUMBER = re.compile(
    rf"""(?P<whole> [0-9]{{1,3}} (?:(?P<mark>[ '.,]) [0-9]{{3}} (?:(?P=mark)[0-9]{{3}})*)? | [0-9]+ )
         (?: [.,] (?P<part>[0-9]+) )?
         (?: \ ? (?P<unit>{_UNIT}) (?P<after>[0-9]{{1,2}})? )?""",
    re.VERBOSE,
)
_ABOUT = re.compile(
    r"(?:≈|~|∼|±|env(?:iron|\.)?(?= )|about(?= )|approx(?:\.|imately)?(?= )|circa(?= )|ca\.) ?"
)
_MORE = re.compile(r"(?:>=?|≥|\+|plus de(?= )|more than(?= )|over(?= )) ?")
_OF_WHAT = re.compile(r" ?(?:abonn[^ 0-9]*|abos?|followers?|subscribers?|subs|fans?|vues?|views?)$")
_RANGE = re.compile(r" ?(?:-|[‐‑‒–—]| à | to ) ?")
_NO_WIDTH = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))


def read_count(text: str) -> Count | None:
    """Return the count that a text states, with the interval that its writing allows.

    text     one figure or one range, with or without its noun: '12,3 k abonnés', '5-10k', '10K+'
    Returns  value (middle of the interval), low and high, in units; None when it states no count
    Method   last printed digit plus or minus half of its unit; '≈' and a trailing '+' count trailing
             zeros as not printed; one separator before three digits groups thousands.
    """
    plain = _plain(text)
    if _MORE.match(plain) or plain.endswith("+"):
        return _at_least(_read(_MORE.sub("", plain, count=1).removesuffix("+").rstrip()))
    if about := _ABOUT.match(plain):
        return _roughly(_read(plain[about.end() :]))
    ends = _RANGE.split(plain)
    if len(ends) == 2:
        return _between(*ends)
    return _nearest(_read(plain))


class _Printed(NamedTuple):
    value: int
    unit: int  # what one step of the last printed digit is worth
    worded: bool  # written with k, M, Md…


def _plain(text: str) -> str:
    spaced = "".join(" " if c.isspace() else c for c in text.translate(_NO_WIDTH))
    lowered = unicodedata.normalize("NFC", spaced).replace("’", "'").casefold()
    return _OF_WHAT.sub("", " ".join(lowered.split()))


def _read(text: str) -> _Printed | None:
    found = _NUMBER.fullmatch(text)
    if found is None:
        return None
    if (unit := found["unit"]) is None:
        return _bare(found)
    if (digits := _decimals(found, _UNITS[unit])) is None:
        return None
    whole, part = digits
    step, rest = divmod(_UNITS[unit], 10 ** len(part))
    value = int(whole + part) * step
    return None if rest or value > LARGEST else _Printed(value, step, worded=True)


def _bare(found: re.Match[str]) -> _Printed | None:
    """Read a figure without k or M: a count is whole, so decimals can only be zeros."""
    whole, mark, part = found["whole"], found["mark"], found["part"]
    if (part or "").strip("0") or (mark in (".", ",") and whole.startswith("0")):
        return None
    value = int(_digits(whole))
    return None if value > LARGEST else _Printed(value, 1, worded=False)


def _decimals(found: re.Match[str], unit: int) -> tuple[str, str] | None:
    """Return the digits before and after the decimal mark; None when a mark could be either."""
    whole, mark, part, after = found["whole"], found["mark"], found["part"], found["after"]
    if after is not None:  # 12k5
        return None if part or mark else (whole, after)
    if part is None and mark in (".", ",") and whole.count(mark) == 1:
        if unit == 10**3:  # '1,234 k' may be 1,234 or 1,234,000
            return None
        before, _, part = whole.partition(mark)
        return before, part
    return _digits(whole), part or ""


def _digits(whole: str) -> str:
    return re.sub("[^0-9]", "", whole)


def _nearest(read: _Printed | None) -> Count | None:
    if read is None:
        return None
    if read.unit == 1:
        return Count(read.value, read.value, read.value)
    half = read.unit // 2
    return _middle(max(0, read.value - half), read.value + half - 1)


def _roughly(read: _Printed | None) -> Count | None:
    return _nearest(read and read._replace(unit=max(10, _coarse(read))))


def _at_least(read: _Printed | None) -> Count | None:
    if read is None or read.value > 10**9:  # '+33612345678' is somebody's phone
        return None
    return _middle(read.value, read.value + max(1, _coarse(read)) - 1)


def _coarse(read: _Printed) -> int:
    """Return the unit of the last digit that is not a trailing zero."""
    if read.worded or not read.value:
        return read.unit
    zeros = len(str(read.value)) - len(str(read.value).rstrip("0"))
    return int(10**zeros)


def _between(first: str, last: str) -> Count | None:
    high = _read(last)
    low = _read(first)
    if low and high and high.worded and not low.worded and low.value < 1000:
        low = _read(first + last.lstrip("0123456789., "))
    if not low or not high or not low.value < high.value <= WIDEST_RANGE * low.value:
        return None
    return _middle(low.value, high.value)


def _middle(low: int, high: int) -> Count:
    return Count((low + high + 1) // 2, low, high)
