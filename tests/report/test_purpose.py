"""What each purpose lets out, and what it writes across the page."""

import pytest

from candide.errors import PurposeError
from candide.report import render_html, write_documents, write_xlsx
from tests.report.documents import reading, run, shares, sheet
from tests.report.pages import Page
from tests.report.people import ana, bob, opinion

NAMELESS = {
    "creator_key": "a" * 32,
    "platform": "tiktok",
    "handle": None,
    "display_name": None,
    "followers": 900,
}
UNSEEN = "pas encore vu par le créateur"


def research(**person):
    rows = [{**row, "url": None, "text": None, "spans": []} for row in shares(1, 14, 5)]
    made = [reading("IND001", 0.3, 0.2, 0.4, rows=rows)]
    held = [sheet({**NAMELESS, **person}, made, {}, opinion(50.0, 40.0, 60.0), purpose="research")]
    return run(held, purpose="research"), held


@pytest.mark.parametrize(
    "named", [{"handle": "ana"}, {"display_name": "Ana"}, {"url": "https://example.org/ana"}]
)
def test_research_refuses_to_name_anybody(named, tmp_path):
    document, sheets = research(**named)
    for refused in (render_html, lambda *held: write_xlsx(*held, tmp_path / "r.xlsx")):
        with pytest.raises(PurposeError, match="purpose: research"):
            refused(document, sheets)
    with pytest.raises(PurposeError):
        write_documents(document, sheets, tmp_path)
    assert list(tmp_path.iterdir()) == []


def test_research_refuses_to_quote_anybody():
    document, sheets = research()
    sheets[0]["document"]["readings"][0]["rows"][0]["text"] = "a caption"
    with pytest.raises(PurposeError, match=r"a value in readings\.rows\.text"):
        render_html(document, sheets)


def test_research_refuses_a_name_wherever_it_hides():
    document, sheets = research()
    sheets[0]["document"]["readings"][0]["context"] = {"posts": [{"post_id": "p1", "text": "a caption"}]}
    with pytest.raises(PurposeError, match=r"context\.posts\.text"):
        render_html(document, sheets)


def test_research_without_names_is_shown_under_the_head_of_a_key():
    shown = Page(render_html(*research())).text("en")
    assert "profile aaaaaaaa" in shown
    assert "no name is published" in shown


def test_a_partnership_sheet_that_was_not_seen_says_so_across_its_page():
    made = render_html(run([ana()]), [ana()])
    assert made.count(f'<p class="stamp"><span lang="fr">{UNSEEN}</span>') == 2
    assert made.count('class="water"') == 4
    assert f">{UNSEEN}</text>" in made


def test_the_list_is_marked_as_long_as_one_profile_has_not_seen_its_sheet():
    assert render_html(run([ana(), bob()]), [ana(), bob()]).count('<p class="stamp">') == 2


def test_a_sheet_that_was_seen_bears_no_mark():
    made = render_html(run([bob()]), [bob()])
    assert 'class="stamp"' not in made
    assert 'class="water"' not in made


def test_an_open_case_is_marked_and_says_who_may_see_it():
    held = [ana(purpose="investigation")]
    shown = Page(render_html(run(held, purpose="investigation"), held)).text("en")
    assert "open case: do not pass on" in shown
    assert "nothing named leaves before an invitation to answer" in shown
