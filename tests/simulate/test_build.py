"""What `simulate` promises: the same bytes for a seed, all files, errors that say what to do."""

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from candide.errors import UsageError
from candide.simulate import simulate

FILES = {
    "tiktok-posts.ndjson", "tiktok-comments.ndjson", "instagram-posts.ndjson", "bank.xlsx", "followers.csv",
    "followers.mapping.toml", "events.csv", "events.mapping.toml", "truth.json",
}  # fmt: skip
HASH = """
import hashlib, sys
from pathlib import Path
from candide.simulate import simulate
simulate(Path(sys.argv[1]), 6, 3)
print(hashlib.sha256(b"".join(p.read_bytes() for p in sorted(Path(sys.argv[1]).iterdir()))).hexdigest())
"""


def digests(folder: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in sorted(folder.iterdir())}


def test_a_seed_gives_the_same_bytes_every_time(tmp_path: Path) -> None:
    simulate(tmp_path / "one", 12, 5)
    simulate(tmp_path / "two", 12, 5)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")


def test_the_order_of_sets_does_not_reach_the_bytes(tmp_path: Path) -> None:
    seen = set()
    for hashing in ("1", "2"):
        call = [sys.executable, "-c", HASH, str(tmp_path / hashing)]
        environment = {**os.environ, "PYTHONHASHSEED": hashing}
        seen.add(subprocess.run(call, env=environment, check=True, capture_output=True, text=True).stdout)
    assert len(seen) == 1


def test_another_seed_gives_another_world(tmp_path: Path) -> None:
    simulate(tmp_path / "one", 12, 5)
    simulate(tmp_path / "two", 12, 6)
    one, two = digests(tmp_path / "one"), digests(tmp_path / "two")
    assert {n for n in one if one[n] == two[n]} == {"followers.mapping.toml", "events.mapping.toml"}


def test_every_file_is_written_and_counted(world) -> None:
    assert {p.name for p in world.folder.iterdir()} == FILES
    counted = world.truth["files"]
    assert counted["tiktok-posts.ndjson"] == len(world.tiktok)
    assert counted["tiktok-comments.ndjson"] == len(world.comments)
    assert counted["instagram-posts.ndjson"] == len(world.instagram)


def test_the_truth_returned_is_the_truth_written(world) -> None:
    written = json.loads((world.folder / "truth.json").read_text("utf-8"))
    assert written == json.loads(json.dumps(world.truth))
    assert list(written) == sorted(written)


@pytest.mark.parametrize(
    ("creators", "seed", "tails"), [(0, 1, "pareto"), (5, -1, "pareto"), (5, 1, "normal")]
)
def test_it_refuses_numbers_that_cannot_be(tmp_path: Path, creators: int, seed: int, tails: str) -> None:
    with pytest.raises(UsageError, match="at least 1 creator"):
        simulate(tmp_path, creators, seed, tails)


def test_one_creator_is_a_world(tmp_path: Path) -> None:
    assert simulate(tmp_path, 1, 1)["creators"] == 1
