"""docs/reference says what the code says; docs mention nothing that does not exist."""

import re
import subprocess
import tomllib
from pathlib import Path

import pytest

from candide import errors
from candide.cli.app import command
from candide.tables import TABLES
from tools.docs.__main__ import stale
from tools.docs.commands import leaves

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted([*(ROOT / "docs").rglob("*.md"), ROOT / "README.md", ROOT / "CONTRIBUTING.md"])
COMMANDS = dict(leaves(command("en")))


def test_the_reference_pages_are_what_the_code_says():
    assert stale() == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_between_pages_lead_somewhere(page):
    links = re.findall(r"\]\((?!https?:|#|mailto:)([^)#]+)", page.read_text(encoding="utf-8"))
    assert [link for link in links if not (page.parent / link).exists()] == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_commands_shown_on_a_page_exist_with_their_options(page):
    wrong = []
    for line in re.findall(r"^\s*(?:\$ )?(candide [a-z].*)$", page.read_text(encoding="utf-8"), re.MULTILINE):
        words = line.split("#")[0].split()
        name = max((n for n in COMMANDS if words[: len(n.split())] == n.split()), key=len, default=None)
        known = {o for p in COMMANDS[name].params for o in p.opts} if name else set()
        wrong += [line] * (not name) + [
            w for w in words if w.startswith("--") and w not in known | {"--help"}
        ]
    assert wrong == []


@pytest.mark.parametrize("page", PAGES, ids=lambda p: str(p.relative_to(ROOT)))
def test_names_of_the_code_shown_on_a_page_exist(page):
    text = page.read_text(encoding="utf-8")
    files = re.findall(r"`((?:candide/|tools/|tests/|docs/)?[a-z_]+(?:/[a-z_]+)*\.py)`", text)
    bases = (ROOT, ROOT / "candide", ROOT / "candide/signals")
    gone = [f for f in files if not any((base / f).exists() for base in bases)]
    gone += [
        e
        for e in re.findall(r"`([A-Z][A-Za-z]+(?:Error|Format|Name|Locked|Workspace))`", text)
        if not hasattr(errors, e)
    ]
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    gone += [t for t in re.findall(r"`make ([a-z]+)`", text) if t not in targets]
    assert gone == []


def test_every_key_in_brackets_is_in_the_bibliography():
    keys = set(tomllib.loads((ROOT / "docs/bibliography.toml").read_text(encoding="utf-8")))
    cited = re.compile(r"\[([a-z]{2,}-[a-z0-9-]{2,}(?:; [a-z]{2,}-[a-z0-9-]{2,})*)\](?!\()")
    pages = [*PAGES, *(ROOT / "candide").rglob("*.py")]
    found = {
        k for p in pages for group in cited.findall(p.read_text(encoding="utf-8")) for k in group.split("; ")
    }
    assert found - keys == set()


def test_tutorials_and_how_tos_exist_in_both_languages():
    english, french = (
        {p.relative_to(ROOT / "docs" / lang) for p in (ROOT / "docs" / lang).rglob("*.md")}
        for lang in ("en", "fr")
    )
    assert english == french != set()


def test_every_canonical_table_and_error_has_its_line():
    pages = {p.name: p.read_text(encoding="utf-8") for p in (ROOT / "docs/reference").glob("*.md")}
    assert [t for t in TABLES if f"## `{t}`" not in pages["tables.md"]] == []
    assert [c for c in COMMANDS if f"## `{c}`" not in pages["commands.md"]] == []


def test_no_tracked_file_names_an_address_of_packages_or_a_path_of_a_machine():
    listed = subprocess.run(
        ["git", "-C", ROOT, "ls-files", "-co", "--exclude-standard"],
        capture_output=True,
        text=True,
        check=False,
    )
    never = re.compile(
        r"--(?:extra-)?index-url|/simpl[e]/|/packages/[0-9a-f]{2}/[0-9a-f]{2}/|"
        + re.escape(str(ROOT.parent))
        + "/"
    )
    wrong = []
    for name in listed.stdout.split("\n"):
        path = ROOT / name
        if (
            name
            and path.is_file()
            and path != Path(__file__)
            and path.suffix not in {".png", ".xlsx", ".parquet"}
        ):
            wrong += [name] if never.search(path.read_text(encoding="utf-8", errors="replace")) else []
    assert wrong == []
