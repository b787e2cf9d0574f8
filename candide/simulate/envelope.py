"""The envelope that Zeeschuimer puts around every item, and the file of lines that it makes."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from types import TracebackType
from typing import Any

import orjson

from candide.simulate.dates import COLLECTED

_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0"
_PAUSE_MS = 340  # between two captured items


class Capture:
    """One NDJSON export, written line by line. Times go on from item to item; nothing reads a clock."""

    def __init__(self, path: Path, platform: str, domain: str) -> None:
        self._file, self._platform, self._domain = path.open("wb"), platform, domain
        self.items = 0

    def __enter__(self) -> Capture:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, page: int, path: str, data: Iterable[dict[str, Any]]) -> None:
        """Write the items that one page showed.

        page  number of the page visited; part of nav_index, whose last place is NaN in recent exports
        path  of the page and of the request, after the domain
        """
        for item in data:
            self.items += 1
            seen = int(COLLECTED.timestamp() * 1000) + self.items * _PAUSE_MS
            line = {
                "nav_index": f"2:{page}:NaN",
                "item_id": item["id"],
                "timestamp_collected": seen,
                "last_updated": seen + 12,
                "source_platform": self._platform,
                "source_platform_url": f"https://www.{self._domain}/{path}",
                "source_url": f"https://www.{self._domain}/api/",
                "user_agent": _AGENT,
                "data": item,
                "id": self.items,
            }
            self._file.write(orjson.dumps(line) + b"\n")
