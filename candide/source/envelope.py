"""The envelope that Zeeschuimer puts around what it captured, in its two shapes.

Plain:  {"source_platform": …, "timestamp_collected": …, "data": {item}}
4CAT:   {item…, "__import_meta": {"source_platform": …, "timestamp_collected": …}}

When Zeeschuimer updates an item it keeps the first `timestamp_collected`: the time of the counts is
`last_updated` where there is one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson

from candide.errors import UnreadableFile
from candide.source import ndjson
from candide.source.contract import Item, Opened, Refusal, Reject, unexpected
from candide.source.probing import LARGEST_JSON, Probe
from candide.source.values import Fields, milliseconds

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
Sanitise = Callable[[Fields, Fields], Iterable[Fields]]


def unwrapped(value: Any) -> tuple[Fields, Fields] | None:
    """Return (envelope, data) of a captured item; None when it has neither shape."""
    if type(value) is not dict:
        return None
    data, meta = value.get("data"), value.get("__import_meta")
    if type(data) is dict and "source_platform" in value:
        return value, data
    return (meta, value) if type(meta) is dict else None


def mostly(probe: Probe, platform: str, test: Callable[[Fields], bool]) -> bool:
    """Tell whether most of the first items were captured on a platform and pass a test.

    platform  how the platform's name begins in the envelope, such as "tiktok"
    """
    if probe.kind not in ("ndjson", "json"):
        return False
    found = [pair for value in probe.first if (pair := unwrapped(value))]
    yes = [d for e, d in found if str(e.get("source_platform", "")).startswith(platform) and test(d)]
    return len(yes) * 2 > len(found)


def captured(opened: Opened, sanitise: Sanitise) -> Iterator[Item | Reject]:
    """Yield the sanitised items of a Zeeschuimer file; a bad one becomes a Reject and the rest goes on.

    sanitise  (envelope, data) -> sanitised items without their time; raises Refusal to refuse one
    """
    declared = None if opened.observed is None else (opened.observed - _EPOCH) // timedelta(microseconds=1)
    for read in _values(opened.probe):
        if isinstance(read, Reject):
            yield read
            continue
        where, value = read
        if (pair := unwrapped(value)) is None:
            yield Reject(where, "no Zeeschuimer envelope: neither `data` nor `__import_meta`")
            continue
        seen = _seen(pair[0], declared)
        try:
            for i, item in enumerate(sanitise(*pair)):
                item["seen"] = seen
                yield (f"{where}, reply {i}" if i else where), item
        except Refusal as refusal:
            yield Reject(where, refusal.why, refusal.policy)
        except Exception as error:  # an export can hold anything; its other items must still be read
            yield Reject(where, unexpected(error))


def _values(probe: Probe) -> Iterator[tuple[str, Any] | Reject]:
    if probe.kind == "ndjson":
        yield from ndjson.items(probe.path, probe.encoding)
        return
    if probe.size > LARGEST_JSON:
        do = "Export it as NDJSON, one item a line."
        raise UnreadableFile(
            f"JSON below {LARGEST_JSON >> 20} MB", came=f"{probe.size >> 20} MB", where=str(probe.path), do=do
        )
    document = orjson.loads(probe.path.read_bytes().decode(probe.encoding).lstrip("\ufeff"))
    for i, value in enumerate(document if isinstance(document, list) else [document]):
        yield f"item {i + 1}", value


def _seen(envelope: Fields, declared: int | None) -> Fields:
    """Return the time of an observation: recorded by the extension, else declared, else none."""
    at = milliseconds(envelope.get("last_updated")) or milliseconds(envelope.get("timestamp_collected"))
    if at is not None:
        return {"observed_at": at}
    return {"observed_at": declared, "observed_quality": "unknown" if declared is None else "declared"}
