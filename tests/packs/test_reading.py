"""Reading packs: what is unknown, missing, doubled or wrong is refused with file and place."""

from datetime import date
from pathlib import Path

import pytest

from candide import pack
from candide.errors import ContractError, UnknownName

HEAD = """
[pack]
id = "mine"
version = 3
status = "trial"
title = { fr = "à moi", en = "mine" }
applies = { language = "fr", jurisdiction = "FR", from = 2024-11-08 }
"""
RULE = """
[[rule]]
id = "M1"
says = { fr = "offert", en = "gifted" }
kind = "disclosure"
strength = "clear"
phrases = ["tombé du ciel chez {brand}"]
yes = ["tombé du ciel chez Belcil"]
no = ["tombé du ciel"]
"""


def write(folder: Path, text: str, name: str = "mine.toml") -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_a_users_pack_is_read_beside_ours(tmp_path: Path):
    write(tmp_path, HEAD + RULE)
    packs = pack.load(tmp_path)
    mine = packs["mine"]
    assert (mine.name, mine.language, mine.lines[0].rule.id) == ("mine@3", "fr", "M1")
    assert pack.check(mine, packs) == []
    assert packs.fingerprint != pack.load().fingerprint


def test_a_pack_is_in_force_on_its_dates(tmp_path: Path):
    mine = pack.read_pack(write(tmp_path, HEAD))
    assert mine.in_force(date(2024, 11, 8)) and mine.in_force(date(2030, 1, 1))
    assert not mine.in_force(date(2024, 11, 7))


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (HEAD.replace("version", "versoin"), "versoin"),
        (HEAD.replace('"trial"', '"final"'), "final"),
        (HEAD.replace("version = 3\n", ""), "'version'"),
        (HEAD + RULE.replace("phrases", "phrase"), "rule M1"),
        (HEAD + RULE.replace('"clear"', '"sure"'), "'sure'"),
        (HEAD + RULE.replace("strength", 'checks = ["mood"]\nstrength'), "'mood'"),
        (HEAD + RULE.replace("phrases", "unless"), "phrase, tag or pattern"),
        ("[pack", "TOML"),
    ],
)
def test_what_is_wrong_in_a_pack_is_named_with_its_file(tmp_path: Path, text: str, says: str):
    with pytest.raises(ContractError, match=says) as raised:
        pack.read_pack(write(tmp_path, text))
    assert "mine.toml" in str(raised.value)


def test_two_packs_of_one_id_are_refused(tmp_path: Path):
    write(tmp_path, HEAD)
    write(tmp_path, HEAD, "twin.toml")
    with pytest.raises(ContractError, match=r"twin\.toml"):
        pack.load(tmp_path)


@pytest.mark.parametrize("wording", ["avec {marque}", "(un|deux", "fin. début"])
def test_a_wording_that_does_not_compile_names_its_rule(tmp_path: Path, wording: str):
    write(tmp_path, HEAD + RULE.replace("tombé du ciel chez {brand}", wording))
    with pytest.raises(ContractError, match=r"mine@3 M1"):
        _ = pack.load(tmp_path).matcher


def test_a_bad_regular_expression_names_its_rule(tmp_path: Path):
    write(tmp_path, HEAD + RULE.replace('phrases = ["tombé du ciel chez {brand}"]', "patterns = ['ab(']"))
    with pytest.raises(ContractError, match=r"mine@3 M1"):
        _ = pack.load(tmp_path).matcher


def test_check_names_failing_lines_missing_words_and_conflicts(tmp_path: Path):
    twin = (
        RULE.replace('"M1"', '"M2"').replace('"clear"', '"ambiguous"').replace('no = ["tombé du ciel"]\n', "")
    )
    write(tmp_path, HEAD + RULE.replace('yes = ["tombé', 'yes = ["rien", "tombé') + twin)
    packs = pack.load(tmp_path)
    found = [p.what for p in pack.check(packs["mine"], packs)]
    assert any("'rien'" in what for what in found)
    assert any("no no line" in what for what in found)
    assert any("ambiguous" in what and "clear" in what for what in found)


def test_an_unknown_pack_or_file_names_the_known_ones():
    with pytest.raises(UnknownName, match="language-fr"):
        pack.load()["nothing"]
    with pytest.raises(UnknownName, match="tiers"):
        pack.load_data("nothing")
