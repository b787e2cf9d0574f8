"""Everything beside the lake and raw/ that can hold a person, and how each lets go of her.

A holder is a function of the workspace folder and of what identifies the person; it removes her
and returns how many files or records it changed. Other packages register theirs.
"""

from __future__ import annotations

import html
import io
import re
import urllib.parse
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import orjson

from . import derived
from .disk import files_under, write_whole
from .runs import FOLDER as RUNS
from .scrub import Needles

REPORTS = "reports"
Holder = Callable[[Path, Needles], int]


def texts(path: Path) -> Iterator[str]:
    """Yield the texts of a file: its name, its bytes, and the members of an archive (XLSX, ZIP)."""
    yield path.stem
    data = path.read_bytes()
    if zipfile.is_zipfile(io.BytesIO(data)):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for name in archive.namelist():
                yield name
                yield from _readings(archive.read(name))
    else:
        yield from _readings(data)


def _readings(data: bytes) -> Iterator[str]:
    """Yield a text as it stands, and as HTML, JSON and addresses mean it."""
    text = data.decode("utf-8", "replace")
    yield text
    if "&" in text:
        yield html.unescape(text)
    if "\\u" in text:
        yield re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)
    if "%" in text:
        yield urllib.parse.unquote(text)


def _reports(root: Path, person: Needles) -> int:
    """Remove the pages that name the person, and the PDF files beside them, whose text is coded."""
    named = [p for p in files_under(root / REPORTS) if any(map(person.found, texts(p)))]
    folders = {p.parent for p in named}
    named += [p for folder in folders for p in folder.glob("*.pdf") if p not in named]
    for path in named:
        path.unlink(missing_ok=True)
    return len(named)


def _runs(root: Path, person: Needles) -> int:
    changed = 0
    for path in files_under(root / RUNS):
        before = orjson.loads(path.read_bytes())
        after = person.json(before)
        if after != before:
            write_whole(path, orjson.dumps(after, option=orjson.OPT_INDENT_2))
            changed += 1
    return changed


def _derived(root: Path, person: Needles) -> int:
    return derived.clear(root)


HOLDERS: dict[str, Holder] = {"derived": _derived, "reports": _reports, "runs": _runs}


def register(name: str, holder: Holder) -> None:
    """Add a holder, asked at every erasure from then on; the same name replaces the former one."""
    HOLDERS[name] = holder
