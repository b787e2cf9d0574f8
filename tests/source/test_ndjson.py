"""JSON lines: the good ones are read, each bad one is told apart."""

import tracemalloc
from pathlib import Path

import pytest

from candide.source import Reject, ndjson

GOOD = b'{"a":1}'


def read(folder: Path, content: bytes, encoding: str = "utf-8") -> list[object]:
    path = folder / "lines"
    path.write_bytes(content)
    return list(ndjson.items(path, encoding))


def why(folder: Path, line: bytes) -> str:
    """Why a line between two good ones is refused."""
    before, reject, after = read(folder, GOOD + b"\n" + line + b"\n" + GOOD + b"\n")
    assert (before, after) == (("line 1", {"a": 1}), ("line 3", {"a": 1}))
    assert isinstance(reject, Reject)
    assert reject.where == "line 2"
    assert not reject.policy
    return reject.why


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (b'{"a":"x\0y"}', "NUL"),
        (b"\0" * 50, "NUL"),
        ('{"a":"été"}'.encode("cp1252"), "not UTF-8 at byte 6"),
        (b'{"a":"\xff\xfe"}', "not UTF-8"),
        (b"[" * 100_000 + b"]" * 100_000, "nested too deep"),
        (b'{"a":' * 5_000 + b"1" + b"}" * 5_000, "nested too deep"),
        (b'{"a":1', "not JSON"),
        (b"{'a': 1}", "not JSON"),
        (b'{"a":NaN}', "not JSON"),
        (b"<html>", "not JSON"),
    ],
)
def test_a_bad_line_is_told_and_its_neighbours_are_read(tmp_path: Path, line: bytes, words: str):
    assert words in why(tmp_path, line)


def test_a_cut_last_line_says_that_the_export_was_interrupted(tmp_path: Path):
    assert read(tmp_path, GOOD + b'\n{"a":')[-1] == Reject(
        "line 2", "cut short: the export was interrupted; every line before it was read"
    )


def test_a_last_line_without_a_line_feed_is_read(tmp_path: Path):
    assert read(tmp_path, GOOD + b"\n" + GOOD) == [("line 1", {"a": 1}), ("line 2", {"a": 1})]


def test_blank_lines_count_but_say_nothing(tmp_path: Path):
    assert read(tmp_path, b"\xef\xbb\xbf" + GOOD + b"\r\n\r\n  \n" + GOOD + b"\r\n") == [
        ("line 1", {"a": 1}),
        ("line 4", {"a": 1}),
    ]


def test_half_an_emoji_is_mended(tmp_path: Path):
    assert read(tmp_path, b'{"a":"\\ud83d x \\ude00 \\ud83d\\ude00"}') == [("line 1", {"a": "� x � 😀"})]


def test_utf_16_is_read(tmp_path: Path):
    assert read(tmp_path, '{"a":"é😀"}\n'.encode("utf-16"), "utf-16") == [("line 1", {"a": "é😀"})]


def test_a_line_of_100_mb_is_refused_in_little_memory(tmp_path: Path):
    path = tmp_path / "lines"
    with path.open("wb") as file:
        file.write(GOOD + b'\n{"a":"')
        for _ in range(100):
            file.write(b"x" * (1 << 20))
        file.write(b'"}\n' + GOOD + b"\n")
    tracemalloc.start()
    found = list(ndjson.items(path, "utf-8"))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert [f if isinstance(f, tuple) else f.where for f in found] == [
        ("line 1", {"a": 1}),
        "line 2",
        ("line 3", {"a": 1}),
    ]
    assert peak < 64 << 20
