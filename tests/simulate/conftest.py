"""Two invented worlds of 80 creators, one for each kind of tails, read back from their files."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from candide.simulate import simulate


@dataclass(frozen=True)
class Seen:
    """A world as its files tell it."""

    folder: Path
    truth: dict[str, Any]
    tiktok: list[dict[str, Any]]
    comments: list[dict[str, Any]]
    instagram: list[dict[str, Any]]
    followers: dict[str, list[tuple[str, float]]]

    def person(self, native_id: str) -> dict[str, Any]:
        return next(p for p in self.truth["people"] if p["native_id"] == native_id)

    def playing(self, role: str) -> list[dict[str, Any]]:
        return [p for p in self.truth["people"] if p["role"] == role]


def lines(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text("utf-8").splitlines()]


def daily(path: Path) -> dict[str, list[tuple[str, float]]]:
    found: dict[str, list[tuple[str, float]]] = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            printed = row["followers"]
            count = float(printed.removesuffix("K")) * (1000 if printed.endswith("K") else 1)
            found.setdefault(row["native_id"], []).append((row["date"], count))
    return found


def see(folder: Path, tails: str) -> Seen:
    truth = simulate(folder, 80, 7, tails)
    read = [
        lines(folder / f"{name}.ndjson") for name in ("tiktok-posts", "tiktok-comments", "instagram-posts")
    ]
    return Seen(folder, truth, *read, daily(folder / "followers.csv"))


@pytest.fixture(scope="session")
def world(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return see(tmp_path_factory.mktemp("lognormal"), "lognormal")


@pytest.fixture(scope="session")
def heavy(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    return see(tmp_path_factory.mktemp("pareto"), "pareto")
