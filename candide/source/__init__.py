"""The contract of a source: recognise an export, sanitise its items, turn each into canonical rows.

A source is a module of `candide.sources` with a docstring (what it reads, then the headings
`Gives`, `Lacks`, `How to get it`, `When it misleads`) and

    VERSION      int, raised whenever the same item would give other rows
    PLATFORMS    the platforms that it reads; () for any
    MINUTES      what fetching such a file usually takes
    GIVES        table -> the columns that it can speak of
    TITLE, GET   {"fr": …, "en": …}: its name; who can get the file, and how
    recognises   (probe) -> bool, from the content and never from the file's name
    items, rows  (opened) -> (where, sanitised item) | Reject;  (item, person) -> (table, row) | Reject
    or tables    (opened) -> (table, Arrow rows) | Reject, for sheets read column by column

In a row, the keys that are present are the columns that the export speaks of: an absent key is
silence, None is "there is nothing". Times are UTC: aware datetimes, or microseconds as int.
"""

from candide.source.contract import (
    Item,
    Opened,
    Person,
    Refusal,
    Reject,
    Row,
    Source,
    choose,
    load,
    unexpected,
)
from candide.source.probing import Dialect, Probe, probe

__all__ = [
    "Dialect",
    "Item",
    "Opened",
    "Person",
    "Probe",
    "Refusal",
    "Reject",
    "Row",
    "Source",
    "choose",
    "load",
    "probe",
    "unexpected",
]
