"""One self-contained HTML page a run: a list and a page per creator, both languages, no network."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from candide.report import purpose
from candide.report.both import LANGS, Both, both
from candide.report.bundle import Sheet, bundle
from candide.report.creator import Page, creator
from candide.report.index import index
from candide.report.numbers import day
from candide.report.rows import link
from candide.report.words import known, say

Doc = Mapping[str, Any]
HERE = Path(__file__).parent
MOST_ROWS, LEAST_ROWS = 30, 5  # rows a reading shows
ALL_ROWS = 8_000  # rows that one page can hold and still open quickly on a phone
PAGES = 400  # profiles with a page of their own


def render_html(run: Doc, sheets: Iterable[Doc], *, lang: str = "fr") -> str:
    """Return the report of a run as one HTML file that needs nothing else.

    run      the whole run document
    sheets   whole audit sheets, in any order; a profile without one is listed without a page
    lang     the language shown first ("fr" or "en"); the reader's switch shows the other
    Raises   PurposeError when a research document would name somebody.
    """
    whole = list(sheets)
    purpose.check(run, whole)
    doc, held = run["document"], bundle(run, whole)
    page = _page(doc, held[:PAGES])
    pages = {sheet.entry["creator_key"]: creator(sheet, page) for sheet in held[:PAGES]}
    any_unseen = any(purpose.unseen(sheet.document) for sheet in held)
    script = _tight((HERE / "page.js").read_text("utf-8"))
    html = (
        _environment()
        .get_template("page.html")
        .render(
            lang=lang,
            page=page,
            document=doc,
            index=index(run, pages, page.titles, any_unseen),
            creators=list(pages.values()),
            style=Markup((HERE / "style.css").read_text("utf-8")),  # noqa: S704 (our own file)
            script=Markup(script),  # noqa: S704 (our own file)
            script_hash=base64.b64encode(hashlib.sha256(script.encode()).digest()).decode(),
            languages=LANGS,
        )
    )
    return _tight(html)


def _tight(text: str) -> str:
    """Drop indentation and empty lines: a third of the weight of a long page."""
    return re.sub(r"\n\s+", "\n", text)


def _page(doc: Doc, sheets: list[Sheet]) -> Page:
    signals = {signal["code"]: signal for signal in doc.get("signals") or ()}
    wanted = [f for d in (doc, *(s.document for s in sheets)) for f in d.get("fetch_next") or ()]
    return Page(
        workspace=str(doc["workspace"]),
        candide=str(doc.get("candide") or ""),
        cap=rows_cap(sum(len(sheet.document["readings"]) for sheet in sheets)),
        signals=signals,
        titles={code: Both.of(signal.get("title")) for code, signal in signals.items()},
        sources={f["source"]: Both.of(f["title"]) for f in wanted},
    )


def rows_cap(readings: int) -> int:
    """Return how many rows each reading shows, so that a page of hundreds of profiles still opens."""
    return max(LEAST_ROWS, min(MOST_ROWS, ALL_ROWS // max(1, readings)))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=FileSystemLoader(HERE / "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    helpers: dict[str, Callable[..., Any]] = {
        "say": say,
        "known": known,
        "of": Both.of,
        "link": link,
        "day": lambda at: both(day, at),
    }
    environment.globals.update(helpers)
    return environment
