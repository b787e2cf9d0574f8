"""What the purpose of a document allows to be shown, and the words that say so."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from candide.errors import PurposeError
from candide.report.both import Both
from candide.report.words import say

Doc = Mapping[str, Any]
FEWEST = 5  # people below which a group is never shown
_NAMING = frozenset({"native_id", "handle", "display_name", "url", "text", "title", "spans"})


def check(run: Doc, sheets: Iterable[Doc]) -> None:
    """Refuse a named output of a research document.

    run, sheets   whole documents, as written by the audit
    Raises        PurposeError naming the first field that would name or quote somebody.
    """
    documents = [run["document"], *(sheet["document"] for sheet in sheets)]
    if not any(document.get("purpose") == "research" for document in documents):
        return
    if place := next((found for document in documents for found in _names(document)), None):
        raise PurposeError(
            "a document without names or quotations (purpose: research)",
            came=f"a value in {place}",
            do="Export it without names, or audit in a workspace whose purpose allows them.",
        )


def unseen(document: Doc) -> bool:
    """Return whether a sheet is a partnership sheet that the creator has not seen yet."""
    return document.get("purpose") == "partnership" and document.get("seen_by_creator") is not True


def watermark(document: Doc, any_unseen: bool) -> Both | None:
    """Return the words that stand across a page, or None."""
    if document.get("purpose") == "investigation":
        return say("page.case")
    return say("page.unseen") if any_unseen else None


def audience(document: Doc, workspace: str, any_unseen: bool) -> Both:
    """Return the sentence that says who may see the page."""
    purpose = str(document.get("purpose"))
    if purpose == "partnership":
        purpose += "_unseen" if any_unseen else "_seen"
    return say(f"first.{purpose}", workspace=workspace)


def peers(reading: Doc) -> Doc:
    """Return the peers of a reading; fewer than five would let one of them be recognised."""
    held: Doc = reading.get("peers") or {}
    return held if int(held.get("n") or 0) >= FEWEST else {}


def shown(document: Doc) -> list[Doc]:
    """Return the readings of a sheet that its reader may see: private ones only when it says so."""
    private = document.get("include_private") is True
    return [r for r in document["readings"] if private or not r.get("private")]


def _names(held: Any, place: str = "") -> Iterator[str]:
    """Yield the places of a document that name or quote somebody; a platform's own events do neither."""
    if isinstance(held, Mapping):
        if held.get("kind") == "platform":
            return
        for key, value in held.items():
            if key in _NAMING and value and not (key == "title" and isinstance(value, Mapping)):
                yield f"{place}{key}"
            else:
                yield from _names(value, f"{place}{key}.")
    elif isinstance(held, (list, tuple)):
        for inner in held:
            yield from _names(inner, place)
