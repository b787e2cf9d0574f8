"""The house's own checks pass on the tree, and would catch what they are there for."""

import ast
import subprocess
import sys
from pathlib import Path

from tools import licence_check, size_check, words_check

ROOT = Path(__file__).resolve().parents[2]


def test_nothing_in_the_tree_is_over_the_maxima():
    assert size_check.excesses(*size_check.measure(size_check.python_files())) == []


def test_a_function_of_41_lines_is_found(tmp_path):
    long = tmp_path / "long.py"
    long.write_text("def f():\n" + "    x = 1\n" * 40)
    found = size_check.excesses(*size_check.measure([long]))
    assert len(found) == 1
    assert "41 lines" in found[0]


def test_nine_arguments_are_found_and_self_is_not_one():
    eight = ast.parse("class A:\n    def f(self, a, b, c, d, e, f, g, h): ...")
    nine = ast.parse("def f(a, b, c, d, e, f, g, h, *i): ...")
    assert [size_check.arguments(f) for t in (eight, nine) for f in size_check.functions(t)] == [8, 9]


def test_no_pinned_package_is_gpl():
    assert licence_check.judge(licence_check.pinned(licence_check.PINNED.read_text()))[1] == []


def test_licences_are_told_apart():
    told = {
        "GPL-3.0-or-later": "strong",
        "License :: OSI Approved :: GNU Affero General Public License v3": "strong",
        "License :: OSI Approved :: GNU Lesser General Public License v3 (LGPLv3)": "lesser",
        "LGPL-2.1-only": "lesser",
        "MIT OR GPL-2.0-only": "fine",
        "BSD-3-Clause": "fine",
    }
    assert {text: licence_check.verdict([text]) for text in told} == told


def test_nothing_that_we_print_holds_a_word_that_we_never_print():
    assert [(p.name, w) for p in words_check.files() for w in words_check.found_in(p)] == []


def test_forbidden_words_are_found_in_both_languages():
    never = [
        "a fake account",
        "hidden ads",
        "score de confiance",
        "publicité déguisée",
        "de faux abonnés",
        "illégale",
    ]
    fine = ["likes_hidden", "un faux pas", "mention publicitaire", "trust", "score"]
    assert [t for t in never if not words_check.NEVER.search(t)] == []
    assert [t for t in fine if words_check.NEVER.search(t)] == []


def test_the_import_order_holds():
    linter = Path(sys.executable).parent / "lint-imports"
    done = subprocess.run([linter, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
