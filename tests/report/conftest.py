"""The cast's report, rendered once."""

import pytest

from candide.report import render_html
from tests.report.pages import Page
from tests.report.people import everyone


@pytest.fixture(scope="session")
def cast():
    return everyone()


@pytest.fixture(scope="session")
def html(cast):
    return render_html(*cast)


@pytest.fixture(scope="session")
def page(html):
    return Page(html)
