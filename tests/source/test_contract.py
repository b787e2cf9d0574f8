"""The registry, the contract, and the choice of a source."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from candide.errors import ContractError, UnknownFormat
from candide.source import choose, load, probe
from candide.source.contract import checked, unexpected

DOC = "Reads.\n\nGives\n    a\n\nLacks\n    b\n\nHow to get it\n    c\n\nWhen it misleads\n    d\n"


def module(**other: Any) -> SimpleNamespace:
    words = {"fr": "x", "en": "x"}
    kept = {
        "__doc__": DOC, "VERSION": 1, "MINUTES": 5, "PLATFORMS": (), "TITLE": words, "GET": words,
        "GIVES": {"post": ("likes",)}, "recognises": bool, "items": list, "rows": list,
    }  # fmt: skip
    return SimpleNamespace(**{k: v for k, v in (kept | other).items() if v is not None})


def test_the_folder_is_the_registry():
    assert list(load()) == [
        "creators_list",
        "mapped_table",
        "zeeschuimer_instagram",
        "zeeschuimer_tiktok",
        "zeeschuimer_tiktok_comments",
    ]


def test_a_module_that_keeps_the_contract_passes():
    assert checked("invented", module())


@pytest.mark.parametrize(
    ("broken", "words"),
    [
        ({"VERSION": "1"}, "VERSION"),
        ({"TITLE": {"fr": "x"}}, "TITLE"),
        ({"GET": None}, "GET"),
        ({"__doc__": "Reads."}, "headings"),
        ({"__doc__": DOC.replace("Lacks", "Misses")}, "headings"),
        ({"GIVES": {}}, "GIVES"),
        ({"GIVES": {"post": ("hearts",)}}, "hearts"),
        ({"GIVES": {"video": ("likes",)}}, "video"),
        ({"recognises": None}, "recognises"),
        ({"rows": None}, "items"),
        ({"tables": list}, "tables"),
    ],
)
def test_a_module_that_breaks_the_contract_is_named(broken: dict[str, Any], words: str):
    with pytest.raises(ContractError, match=words) as caught:
        checked("invented", module(**broken))
    assert caught.value.where == "candide.sources.invented"


def test_a_file_that_nobody_knows_says_what_is_read(tmp_path: Path):
    path = tmp_path / "notes"
    path.write_text("quelques mots\n")
    with pytest.raises(UnknownFormat, match=r"Files that are read: .*TikTok posts"):
        choose(probe(path))


def test_a_table_that_nobody_knows_says_its_columns(tmp_path: Path):
    path = tmp_path / "table"
    path.write_text("couleur;taille\nbleu;3\n")
    with pytest.raises(UnknownFormat, match=r"couleur, taille.*--mapping"):
        choose(probe(path))


def test_a_compressed_file_says_to_unpack_it(tmp_path: Path):
    path = tmp_path / "posts.gz"
    path.write_bytes(b"\x1f\x8b\x08\0\x01\x02\x03" * 20)
    with pytest.raises(UnknownFormat, match="Unpack it"):
        choose(probe(path))


def test_an_unexpected_error_is_told_without_what_it_quotes():
    try:
        int("ana@exemple.fr")
    except ValueError as error:
        assert unexpected(error).startswith("unexpected shape: ValueError")
        assert "ana" not in unexpected(error)
