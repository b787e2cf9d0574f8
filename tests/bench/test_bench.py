"""The benchmark's own truth: on a small world, the frozen pandas reference and Candide say the same."""

import json
import subprocess
import sys

import pytest

from bench import audit, exports, importing, reference, scan, subject, weeks, world
from candide.derive import platform_effect
from candide.signal import load


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return world.write(world.SCALES["small"], tmp_path_factory.mktemp("world"))


@pytest.fixture(scope="module")
def both(folder):
    pandas = pytest.importorskip("pandas")
    return pandas.DataFrame(subject.readings(folder)), reference.readings(folder)


def test_every_reading_of_every_signal_is_that_of_the_reference(both):
    apart = audit.differences(*both)
    assert set(apart["value"]) == set(load())
    for figure, by_signal in apart.items():
        assert max(by_signal.values()) <= 1e-9, (figure, by_signal)


def test_the_small_world_lets_every_signal_speak_and_abstain(both, folder):
    creators = audit.rows(folder)["creator"]
    spoken = both[0].groupby("code")["creator"].size()
    assert (spoken >= 40).all()
    assert (spoken < creators).all()


def test_the_small_world_has_steps_that_something_explains_and_steps_that_nothing_does(both):
    values = both[0].set_index("code")["value"]["AUD003"]
    assert 0 < (values > 0).sum() < 40


def test_the_world_is_the_same_bytes_each_time(folder, tmp_path):
    again = world.write(world.SCALES["small"], tmp_path)
    assert [p.name for p in sorted(again.iterdir())] == [p.name for p in sorted(folder.iterdir())]
    for path in again.iterdir():
        assert path.read_bytes() == (folder / path.name).read_bytes()


def test_the_reference_knows_nothing_of_the_code_that_it_proves(repository):
    for name in ("reference", "frames", "estimators", "steps"):
        text = (repository / "bench" / f"{name}.py").read_text(encoding="utf-8")
        assert not [part for part in ("signal", "derive", "audit") if f"import candide.{part}" in text]
        assert not [part for part in ("signal", "derive", "audit") if f"from candide.{part}" in text]


def test_a_scan_reads_columns_that_exist(folder):
    scan.readings(folder)


def test_the_command_prints_each_side_and_each_target(repository):
    command = [sys.executable, "-m", "bench", "audit", "--scale", "small", "--turns", "1", "--json"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=repository)
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    assert set(found["sides"]) == set(audit.SIDES)
    assert set(found["ratios"]) == set(audit.TARGETS)
    assert found["ratios"]["largest relative difference"]["met"]
    assert found["labels"]["posts"] == world.SCALES["small"].posts


def test_the_invented_capture_is_read_whole(tmp_path):
    path = exports.write("small", tmp_path)
    assert importing.parse(path)["lines"] == importing.imported(path)["kept"] == exports.ITEMS["small"]
    assert 6_000 < path.stat().st_size / exports.ITEMS["small"] < 10_000


def test_effects_learnt_from_a_part_of_the_posts_are_those_of_the_reference(folder, monkeypatch):
    pandas = pytest.importorskip("pandas")
    assert platform_effect.ENOUGH_POSTS == weeks.PANEL
    monkeypatch.setattr(platform_effect, "ENOUGH_POSTS", 3000)
    monkeypatch.setattr(weeks, "PANEL", 3000)
    ours, theirs = pandas.DataFrame(subject.readings(folder)), reference.readings(folder)
    assert max(audit.differences(ours, theirs)["value"].values()) <= 1e-9
