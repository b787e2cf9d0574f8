"""A bank of creators as an agency types it: French headers, figures and handles in every spelling."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import xlsxwriter

from candide.simulate.dice import Dice
from candide.simulate.person import Person
from candide.simulate.roles import INSTAGRAM

HEADERS = ("Nom", "Pseudo", "Réseau", "Abonnés", "Ville", "Thème", "Tarif post", "Identifiant", "Remarques")
_THIN, _FIXED = "\u202f", "\u00a0"  # narrow and plain no-break spaces
_ADDRESS = {"instagram": "https://www.instagram.com/{}/", "tiktok": "https://www.tiktok.com/@{}"}
_SPELT = {
    "instagram": ("Instagram", "Instagram", "instagram", "Insta"),
    "tiktok": ("TikTok", "TikTok", "tiktok", "Tik Tok"),
}
_NOTES = ("", "", "", "à relancer", "très réactive", "répond vite", "pas le dimanche", "vu au salon")
_STRANGER = ("@a_contacter_{}", "Instagram", "{},5 k", "", "", "", None, "à vérifier")
_MADE = datetime(2026, 5, 18, 9, 0)  # a workbook holds a date; ours must not be today's
_STRANGERS = 2


def write(path: Path, people: list[tuple[Person, int]], dice: Dice) -> int:
    """Write the workbook and return its number of rows.

    people  (creator, followers); every Instagram creator is in the bank, and half of the others
    """
    with xlsxwriter.Workbook(str(path), {"strings_to_numbers": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE, "author": "agence"})
        sheet = book.add_worksheet("Vivier")
        sheet.write_row(0, 0, HEADERS)
        line, lost = 1, False
        for person, followers in people:
            if person.platform != INSTAGRAM and dice.chance(0.5):
                continue
            lossy = not lost and person.platform != INSTAGRAM
            _row(sheet, line, _cells(person, followers, lossy, dice))
            line, lost = line + 1 + (line == 7), lost or lossy  # one line is left blank
        for i in range(_STRANGERS):
            _row(sheet, line + i, ["", *(c and c.format(i + 2) for c in _STRANGER)])
    return line - 1 - (line > 8) + _STRANGERS


def followers_typed(count: int, dice: Dice) -> str | int:
    """Return a follower count as people type it: 12,3 k, 4 812, 850."""
    if count < 1000 or dice.chance(0.15):
        return count
    tenths = round(count, -2) // 100
    short = f"{tenths // 10},{tenths % 10}"
    grouped = f"{count // 1000}%s{count % 1000:03d}"
    return dice.pick((f"{short} k", f"{short}{_FIXED}k", f"{short}k", f"{short.replace(',', '.')}k",
                      grouped % _THIN, grouped % _FIXED, grouped % " "))  # fmt: skip


def _cells(person: Person, followers: int, lossy: bool, dice: Dice) -> list[Any]:
    """Return one row.

    lossy  type the 19-digit id as a number, of which a spreadsheet keeps fifteen digits
    """
    handle = person.handle
    pseudo = dice.pick((handle, f"@{handle}", f"@{handle} ", _ADDRESS[person.platform].format(handle)))
    number: int | str | None = int(person.native_id) if lossy else None
    if not lossy and person.platform == INSTAGRAM and dice.chance(0.2):
        number = person.native_id
    price = f"{50 + 10 * dice.below(30)} €" if dice.chance(0.6) else ""
    return [
        person.name.split()[0], pseudo, dice.pick(_SPELT[person.platform]), followers_typed(followers, dice),
        person.city, person.theme, price, number, dice.pick(_NOTES),
    ]  # fmt: skip


def _row(sheet: Any, line: int, cells: list[Any]) -> None:
    for column, value in enumerate(cells):
        if isinstance(value, str) and value:
            sheet.write_string(line, column, value)
        elif isinstance(value, int):
            sheet.write_number(line, column, value)
