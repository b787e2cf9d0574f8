"""What is built is what runs: a wheel, installed without the source tree, does the README's first example."""

import os
import shutil
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

from tools import readme

ROOT = Path(__file__).resolve().parents[2]
SHIPPED = ("candide", "pyproject.toml", "README.md", "LICENSE")


def tell(*argv: object, **options: object) -> str:
    """Run a program and return what it printed; fail with what it said."""
    done = subprocess.run([str(a) for a in argv], capture_output=True, text=True, check=False, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory) -> Path:
    """Build a wheel from a copy of the sources, without any network."""
    copy, out = tmp_path_factory.mktemp("sources"), tmp_path_factory.mktemp("wheel")
    for name in SHIPPED:
        here = ROOT / name
        if here.is_dir():
            shutil.copytree(here, copy / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(here, copy / name)
    quiet = ("-m", "pip", "--quiet", "--disable-pip-version-check")
    tell(sys.executable, *quiet, "wheel", "--no-deps", "--no-index", "--no-build-isolation", "-w", out, copy)
    return next(out.glob("candide-*.whl"))


@pytest.fixture(scope="module")
def installed(wheel, tmp_path_factory) -> Path:
    """Install the wheel beside the dependencies that are already here; give back its folder of programs."""
    venv = tmp_path_factory.mktemp("venv")
    tell(sys.executable, "-m", "venv", "--without-pip", venv)
    programs = venv / ("Scripts" if os.name == "nt" else "bin")
    tell(
        sys.executable,
        "-m",
        "pip",
        "--quiet",
        "--python",
        programs / "python",
        "install",
        "--no-deps",
        "--no-index",
        wheel,
    )
    site = Path(
        tell(programs / "python", "-c", "import sysconfig; print(sysconfig.get_paths()['purelib'])").strip()
    )
    (site / "dependencies.pth").write_text(sysconfig.get_paths()["purelib"])
    return programs


def test_the_wheel_holds_every_file_of_the_package(wheel):
    inside = {n for n in zipfile.ZipFile(wheel).namelist() if n.startswith("candide/")}
    sources = {p.relative_to(ROOT).as_posix() for p in (ROOT / "candide").rglob("*") if p.is_file()}
    assert {s for s in sources if "__pycache__" not in s} - inside == set()


def test_the_installed_command_runs_without_the_source_tree(installed, tmp_path):
    where = tell(installed / "python", "-c", "import candide; print(candide.__file__)", cwd=tmp_path)
    assert str(installed.parent) in where
    assert "candide import" not in tell(installed / "candide", "--version", cwd=tmp_path)
    assert "import" in tell(installed / "candide", "--help", cwd=tmp_path)


def test_the_first_example_of_the_readme_prints_what_the_readme_says(installed, tmp_path):
    told = readme.steps(readme.README.read_text(encoding="utf-8"))
    assert told, "the README shows no command with its output"
    printed = readme.perform([command for command, _ in told], installed, tmp_path)
    assert printed == [said for _, said in told]
