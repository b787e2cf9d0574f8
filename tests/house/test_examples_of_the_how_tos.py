"""What a how-to tells people to write works as written, in both languages."""

import re
from pathlib import Path

import pytest

from candide import pack
from candide.jobs.importing import import_files
from candide.source.mapping import read_mapping
from candide.store import Workspace

DOCS = Path(__file__).resolve().parents[2] / "docs"


def block(lang: str, name: str) -> str:
    text = (DOCS / lang / "how-to" / name).read_text(encoding="utf-8")
    return re.search(r"```toml\n(.*?)```", text, re.DOTALL)[1]


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_mapping_of_the_how_to_imports_its_table(lang, tmp_path):
    page = (DOCS / lang / "how-to/write-a-mapping.md").read_text(encoding="utf-8")
    lines = re.findall(r"^    (Day,.*|2026-.*)$", page, re.MULTILINE)
    (tmp_path / "videos.csv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    (tmp_path / "tracker.toml").write_text(block(lang, "write-a-mapping.md"), encoding="utf-8")
    assert read_mapping(tmp_path / "tracker.toml").id == "tracker"
    space = Workspace.create(tmp_path / "atelier", "research")
    report = import_files(space, [tmp_path / "videos.csv"], tmp_path / "tracker.toml")[0]
    assert report.rejects == []
    assert report.rows == {"creator": 1, "post": 1, "text_part": 1}


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_pack_of_the_how_to_matches_its_own_lines(lang, tmp_path):
    path = tmp_path / "xx.toml"
    path.write_text(block(lang, "add-a-pack.md"), encoding="utf-8")
    assert pack.check(pack.read_pack(path)) == []
