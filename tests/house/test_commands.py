"""Each command has its help and its example, in both languages, and leaves with the code that it promises."""

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from candide import errors
from candide.cli import main
from candide.cli.app import command
from candide.cli.words import LANGUAGES, language, words
from tools.docs.commands import leaves
from tools.docs.errors import kinds

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """Run one command in an empty folder; give back its exit code, its output and its errors."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("CANDIDE_WORKSPACE", raising=False)

    def call(*argv: object) -> tuple[int, str, str]:
        with pytest.raises(SystemExit) as left:
            main([str(a) for a in argv])
        said = capsys.readouterr()
        return int(left.value.code or 0), said.out, said.err

    return call


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_command_has_help_and_a_working_example(lang):
    for path, node in leaves(command(lang)):
        example = node.epilog.partition(":")[2].strip()
        assert example.startswith(path), path
        context = node.make_context(path, example.split()[len(path.split()) :], resilient_parsing=False)
        assert context.params, path
        assert node.help, path
        assert [p.name for p in node.params if not p.help] == []


def test_both_languages_have_the_same_sentences():
    def shape(tree: object, at: str = "") -> set[str]:
        if not isinstance(tree, dict):
            return {at}
        return set().union(*(shape(inner, f"{at}/{key}") for key, inner in tree.items()))

    assert shape(words("fr")) == shape(words("en"))


def test_every_error_has_a_headline_in_both_languages():
    assert [
        (lang, k.__name__) for lang in LANGUAGES for k in kinds() if k.__name__ not in words(lang)["errors"]
    ] == []


def test_help_is_in_the_language_asked_for(run):
    assert "espace de travail" in run("init", "--help", "--lang", "fr")[1]
    assert "workspace" in run("init", "--help", "--lang=en")[1]


def test_the_environment_chooses_the_language_when_nothing_is_asked():
    assert language([], {"LANG": "fr_FR.UTF-8"}) == "fr"
    assert language([], {"LANG": "fr_FR.UTF-8", "LC_ALL": "C"}) == "en"
    assert language(["--lang", "en"], {"LANG": "fr_CA.UTF-8"}) == "en"
    assert language([], {}) == "en"


def test_wrong_use_leaves_with_2(run):
    assert run("no-such-command")[0] == 2
    assert run("audit", "--no-such-option")[0] == 2
    assert run("init")[0] == 2
    assert run("evaluate", "labels")[0] == 2


def test_an_error_says_what_was_expected_what_came_where_and_what_to_do(run):
    code, out, err = run("doctor", "--lang", "fr")
    assert code == errors.NotAWorkspace.exit_code == 2
    assert out == ""
    assert all(part in err for part in ("attendu", "trouvé", "où", "à faire", "candide init"))
    assert "Traceback" not in err


def test_an_error_is_a_document_for_a_program(run):
    code, out, _ = run("doctor", "--json")
    assert (code, json.loads(out)["error"]["kind"]) == (2, "NotAWorkspace")


def test_the_version_is_the_one_of_the_project(run, repository):
    project = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert run("--version") == (0, f"candide {project['version']}\n", "")


def test_a_file_that_is_not_there_is_an_error_and_not_a_traceback(run):
    code, out, err = run("evaluate", "labels", "nowhere.jsonl", "--json")
    assert code == 1
    assert "nowhere.jsonl" in json.loads(out)["error"]["where"]
    assert "Traceback" not in err
