"""What every test may ask for, and how hypothesis runs."""

import os
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")

REPOSITORY = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the source tree."""
    return REPOSITORY


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of real files beside the repository, for checks that are never copied into it."""
    folder = REPOSITORY.parent / "shared"
    if not (folder / "data").is_dir():
        pytest.skip("no folder of real files beside the repository (../shared)")
    return folder


@pytest.fixture(scope="session")
def chromium() -> Path:
    """The browser that Debian installs, where there is one."""
    for place in os.environ.get("PATH", "").split(os.pathsep):
        if (found := Path(place) / "chromium").is_file():
            return found
    pytest.skip("no chromium on this machine")
