"""Daily follower counts of the TikTok creators, and the dated events that explain some of their steps."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import Any

from candide.simulate import dates
from candide.simulate.growth import Course
from candide.simulate.person import Person
from candide.simulate.steps import Step
from candide.simulate.world import World

COLUMNS = ("platform", "native_id", "handle", "date", "followers")
EVENT_COLUMNS = ("event_id", "kind", "platform", "native_id", "date", "title", "url")
_CSV = "\n"


def days(world: World, person: Person, course: Course) -> list[str]:
    """Return the lines of one creator, one a day, the count being that of 00:00 UTC."""
    start = f"{person.platform},{person.native_id},{person.handle},"
    return [
        f"{start}{dates.iso_day(day)},{person.daily(course.at(day)[0])}\n"
        for day in range(world.first_count, dates.LAST_DAY + 1)
    ]


def press(person: Person, step: Step) -> dict[str, Any]:
    """Return the press item that explains a step."""
    return {
        "event_id": f"press-{person.native_id}", "kind": "press", "platform": person.platform,
        "native_id": person.native_id, "date": dates.iso_day(step.day),
        "title": f"Portrait de @{person.handle} dans le journal de {person.city}",
        "url": f"https://journal.example/{person.handle}",
    }  # fmt: skip


def purge(world: World) -> dict[str, Any]:
    """Return the platform event that took followers from everybody."""
    return {
        "event_id": "platform-purge", "kind": "platform", "platform": "tiktok", "native_id": "",
        "date": dates.iso_day(world.purge), "title": "TikTok retire des comptes inactifs",
        "url": "https://newsroom.example/purge",
    }  # fmt: skip


def write_events(path: Path, events: list[dict[str, Any]]) -> None:
    """Write the events, the oldest first."""
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.DictWriter(file, EVENT_COLUMNS, lineterminator=_CSV)
        table.writeheader()
        table.writerows(sorted(events, key=lambda e: (e["date"], e["event_id"])))
