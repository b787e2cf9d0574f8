"""Taking people out of a text: handles masked, e-mail addresses and phone numbers removed.

Masking comes before anything is stored, so nothing here is reversible. It errs towards masking:
a promo code never looks like a phone number, but a number of eight digits or more may.
"""

from __future__ import annotations

import re
from functools import lru_cache

HANDLE, CONTACT = "@…", "…"

# Bounded and anchored on the left: a hostile text of one million letters stays linear.
_EMAIL = re.compile(
    r"(?<![\w.+-])[\w.+-]{1,64}(?:[@＠﹫]|\s?[\[(]\s?(?:at|arobase|chez)\s?[\])]\s?)"
    r"(?:[\w-]{1,63}(?:\.|\s?[\[(]\s?(?:dot|point)\s?[\])]\s?)){1,4}[^\W\d_]{2,24}(?!\w)",
    re.IGNORECASE,
)
_MAYBE_EMAIL = re.compile(r"[@＠﹫]|[\[(]\s?(?:at|arobase|chez)\b", re.IGNORECASE)
_HANDLE = re.compile(r"[@＠﹫]\w(?:[\w.·-]{0,62}\w)?")
_EIGHT_DIGITS = re.compile(r"\d(?:\D{0,3}\d){7}")
_PHONE = re.compile(
    r"""(?<![\w+]) (?:
        (?:\+|00)\d{1,3} (?:[\s.()/-]{0,2}\d){7,12}            # with a country code
      | 0[1-9] (?:[\s./-]?\d{2}){4}                            # France
      | 0\d{2,3}[\s./-] \d{2,3} (?:[\s./-]\d{2}){2}            # Belgium, Switzerland
      | (?:\(\d{3}\)\s?|\d{3}[\s.-]) \d{3}[.-]\d{4}            # Canada, United States
    ) (?!\d)""",
    re.VERBOSE,
)
_CHAT = re.compile(r"\b(?:wa\.me|t\.me|api\.whatsapp\.com)/\S+", re.IGNORECASE)


def strip_contacts(text: str) -> str:
    """Return a text whose e-mail addresses, phone numbers and chat links are replaced by '…'.

    text  a biography, a note or a comment
    """
    if "@" not in text and "." not in text and len(text) < 8:
        return text
    return _stripped(text)


@lru_cache(maxsize=4096)
def _stripped(text: str) -> str:
    """Cached: an export repeats the biography of a creator on each of her posts."""
    if _MAYBE_EMAIL.search(text):
        text = _EMAIL.sub(CONTACT, text)
    if _EIGHT_DIGITS.search(text):
        text = _PHONE.sub(CONTACT, text)
    return _CHAT.sub(CONTACT, text) if ".me/" in text or "whatsapp" in text else text


def mask_people(text: str) -> str:
    """Return a comment without contacts and with each @handle written '@…'."""
    clean = strip_contacts(text)
    return _HANDLE.sub(HANDLE, clean) if "@" in clean or "＠" in clean or "﹫" in clean else clean


def mask_spans(text: str, spans: list[tuple[int, int]]) -> str:
    """Return a text whose spans that begin with @ are written '@…'.

    text   a comment in which a mention shows a display name, spaces included
    spans  (start, end) in UTF-16 units, as web exports count them; a span elsewhere is left alone
    """
    units = text.encode("utf-16-le", "surrogatepass")
    for start, end in sorted(spans, reverse=True):
        if 0 <= start < end and units[2 * start : 2 * start + 2] == b"@\0":
            units = units[: 2 * start] + HANDLE.encode("utf-16-le") + units[2 * end :]
    return units.decode("utf-16-le", "replace")
