"""Every signal's docstring is executed: the page that people read is the test."""

import re
import tomllib
from pathlib import Path

import pytest

from candide.signal import load, sections
from tests.signals.examples import run

SIGNALS = list(load().values())


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.code)
def test_the_example_of_the_docstring_gives_the_figure_it_states(signal):
    figure, n, example = run(signal)
    assert n == example.n
    assert figure == pytest.approx(example.figure, rel=5e-3)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.code)
def test_every_source_it_cites_is_in_the_bibliography(signal):
    page = Path(__file__).parents[2] / "docs" / "bibliography.toml"
    known = tomllib.loads(page.read_text(encoding="utf-8"))
    groups = re.findall(r"\[([a-z0-9; -]+)\]", signal.doc)
    cited = {key.strip() for group in groups for key in group.split(";")}
    assert cited
    assert cited <= set(known)


@pytest.mark.parametrize("signal", SIGNALS, ids=lambda s: s.code)
def test_what_a_page_shows_of_it_exists_in_both_languages(signal):
    said = sections(signal)
    for heading in ("What it measures", "When it misleads"):
        assert said[heading]["fr"] != said[heading]["en"]
        assert len(said[heading]["fr"]) > 40
    assert set(signal.title) == set(signal.definition) == {"fr", "en"}
