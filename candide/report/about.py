"""What a workbook says of itself: what it is, who may see it, what it rests on, what it leaves out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from candide.report import purpose
from candide.report.both import Both
from candide.report.bundle import Sheet
from candide.report.creator import file_of, made_on, pack_of, period_of
from candide.report.words import known, say

Doc = Mapping[str, Any]
Line = tuple[Both, Both]


def about(run: Doc, sheets: Sequence[Sheet], mark: Both | None, most: int) -> Iterator[Line]:
    """Yield (topic, words) for everything that a reader should know before the figures.

    mark   the words across every page, if any
    most   rows of evidence that the workbook holds at most
    """
    yield from _what(run, mark)
    yield from _files(run["document"])
    yield say("about.sha256"), Both.of(str(run["sha256"]))
    private = any(sheet.document.get("include_private") for sheet in sheets)
    yield say("about.private"), say("about.private_in" if private else "about.private_out")
    total = sum(len(r.get("rows") or ()) for sheet in sheets for r in purpose.shown(sheet.document))
    yield (
        say("about.cap"),
        say("about.cap_some", shown=most, n=total) if total > most else say("about.cap_all"),
    )
    yield say("how.heading"), say("how.no_intent")
    for signal in run["document"].get("signals") or ():
        title = Both.of(signal.get("title"))
        yield (
            Both(*(f"{signal['code']} {words}" for words in (title.fr, title.en))),
            Both.of(signal.get("measures")),
        )
        yield say("about.misleads"), Both.of(signal.get("misleads"))


def _what(run: Doc, mark: Both | None) -> Iterator[Line]:
    doc = run["document"]
    if mark:
        yield say("about.unseen"), mark
    yield say("about.period"), period_of(doc.get("data") or {})
    yield say("about.made"), made_on(run)
    yield say("how.purpose"), known("purpose", doc.get("purpose"))
    yield say("about.version"), Both.of(str(doc.get("candide") or ""))


def _files(doc: Doc) -> Iterator[Line]:
    for pack in doc.get("packs") or ():
        yield say("about.packs"), pack_of(pack)
    for file in (doc.get("data") or {}).get("files") or ():
        yield say("about.files"), file_of(file)
